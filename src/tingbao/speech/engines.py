"""The Engine protocol, and the table of the engines there are.

``docs/adding-an-engine.md`` leads through adding one more. Every engine passes
``tests/speech/test_engine_contract.py``.
"""

from collections.abc import Mapping
from typing import Literal, Protocol

from tingbao.model import Speech, Voice

Options = Mapping[str, str]
"""What ``[engines.NAME]`` of tingbao.toml says: addresses, libraries, models. Never a secret."""


class Engine(Protocol):
    """Turns one line into speech. Used from one event loop; ``close`` is always called."""

    name: str
    reads: Literal["spoken", "pinyin"]
    """Which line of a segment it is given, and keyed by."""
    parallel: int
    """How many lines it bears at once, at the start."""

    def identity(self) -> str:
        """Name, version and data, as far as they change how a line sounds: part of each key."""
        ...

    def missing(self) -> str | None:
        """A sentence saying what is not there and how to get it; None where all is there.

        Looks only at this machine (library, key, address), never at the network.
        """
        ...

    async def reachable(self) -> bool:
        """Whether it answers now, within a few seconds (for ``engine = "auto"``)."""
        ...

    async def speak(self, text: str, voice: Voice) -> Speech:
        """Speech for ``text``, proved whole; marks are offsets into ``text``.

        EngineFailed where asking again may help, EngineRefused where not.
        """
        ...

    async def close(self) -> None:
        """Give back connections and workers."""
        ...
