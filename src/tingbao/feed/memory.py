"""What feed/ was rendered from, so that of a long show only what changed is rendered again.

It is also what tells our own files from those that an editor put into feed/: only what was once
rendered, and is not any more, is ever removed.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tingbao.cache import from_json, to_json, write_atomically
from tingbao.errors import CacheError
from tingbao.feed.library import Present
from tingbao.model import Card, Label, Show


class Memory:
    """A key for each thing rendered; it lies in audio/, which holds what is not published."""

    def __init__(self, root: Path, show: Show, label: Label, cover: str) -> None:
        self.present = Present(root / "feed")
        """What lay in feed/ before."""
        self._path = root / "audio" / ".feed.json"
        own = Path(__file__).parent
        sources = sorted(
            path
            for path in (*own.glob("*.py"), *own.glob("templates/*"), *root.glob("templates/*"))
            if path.is_file()
        )
        digest = hashlib.sha256(_encoded((show, label, cover)))
        for path in sources:
            digest.update(path.read_bytes())
        self._context = digest.digest()
        self._digests: dict[str, bytes] = {}
        self._now: dict[str, str] = {}
        try:
            self._known = from_json(self._path.read_bytes(), dict[str, str])
        except (OSError, CacheError):
            self._known = {}  # the first time, or damaged: all is rendered

    def fresh(
        self, name: str, cards: Sequence[Card], paths: Sequence[str], *, beside: object = ()
    ) -> bool:
        """Whether ``paths`` (relative to feed/) are there and were rendered from ``cards``.

        ``beside`` is what else they show: links, a title.
        """
        digest = hashlib.sha256(self._context + _encoded(beside))
        for card in cards:
            digest.update(self._digest(card))
        self._now[name] = key = digest.hexdigest()[:32]
        return self._known.get(name) == key and all(path in self.present for path in paths)

    def keep(self, path: str) -> None:
        """``path`` is one of ours, rendered at each release."""
        self._now[path] = ""

    def idle(self) -> list[str]:
        """The names of what an earlier release held and this one does not."""
        return sorted(self._known.keys() - self._now.keys())

    def _digest(self, card: Card) -> bytes:
        if card.id not in self._digests:
            self._digests[card.id] = hashlib.sha256(_encoded(card)).digest()
        return self._digests[card.id]

    def save(self) -> None:
        """Remember this release; to be called when all its files are written."""
        write_atomically(self._path, to_json(self._now))


def _encoded(value: object) -> bytes:
    try:
        return to_json(value)
    except UnicodeEncodeError:  # a lone surrogate, which pages leave out
        return repr(value).encode("utf-8", "surrogatepass")
