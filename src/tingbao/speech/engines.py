"""The Engine protocol, and the table of the engines there are.

``docs/adding-an-engine.md`` leads through adding one more. Every engine passes
``tests/speech/test_engine_contract.py``.
"""

from collections.abc import Callable, Mapping
from typing import Literal, Protocol

from tingbao.errors import EngineFailed
from tingbao.model import Speech, Voice

Options = Mapping[str, str]
"""What ``[engines.NAME]`` of tingbao.toml says: addresses, libraries, models. Never a secret."""


class EngineThrottled(EngineFailed):
    """The engine was asked for too much at once: ask again later, and fewer at a time."""

    def __init__(self, message: str, *, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait
        """Seconds in which it wants to be asked for nothing at all; 0 where it does not say."""


class Engine(Protocol):
    """Turns one line into speech. Used from one event loop; ``close`` is always called."""

    name: str
    reads: Literal["spoken", "pinyin"]
    """Which line of a segment it is given, and keyed by."""
    parallel: int
    """How many lines it bears at once, at the start."""
    voices: Mapping[str, Voice]
    """Its own cast, by the value of ``model.Role``; the anchor at least."""

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


def _edge(options: Options) -> Engine:
    from tingbao.speech.edge import Edge

    return Edge(options)


def _espeak(options: Options) -> Engine:
    from tingbao.speech.espeak import Espeak

    return Espeak(options)


def _tone(options: Options) -> Engine:
    from tingbao.speech.tone import Tone

    return Tone(options)


def _openai(options: Options) -> Engine:
    from tingbao.speech.openai import OpenAI

    return OpenAI(options)


ENGINES: dict[str, Callable[[Options], Engine]] = {
    "edge": _edge,
    "espeak": _espeak,
    "tone": _tone,
    "openai": _openai,
}
"""Every engine by its name in tingbao.toml; its libraries are loaded when it is first made."""
