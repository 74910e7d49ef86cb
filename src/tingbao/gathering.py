"""What content/ holds, day by day; a day that stayed as it was is not cut again.

Cutting takes a second or two for a million characters, and a daily prints fifteen million a
year: after some years the night's edition would wait for all that was ever printed. What was
cut therefore lies in audio/cut/, an entry a day, beside the mark of all that it was cut from.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from tingbao.cache import Store, fingerprint, from_json, to_json
from tingbao.content import pages
from tingbao.errors import CacheError, TingbaoError
from tingbao.model import Page, Story
from tingbao.settings import Settings
from tingbao.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What content/ holds."""

    stories: tuple[Story, ...]
    broken: tuple[TingbaoError, ...]
    """One for each file that could not be read."""


def gather(settings: Settings, *, remember: bool = False) -> Gathered:
    """Every story in content/ with its lasting id.

    ``remember`` writes new ids beside the pages, and what was cut into audio/cut/; without it
    nothing is written.
    """
    folder = settings.root / "content"
    found, broken = pages.read_pages(folder, settings.root)
    shelf = Store(settings.root / "audio" / "cut")
    stories: list[Story] = []
    for day, printed in groupby(found, key=lambda page: page.day):
        stories += _day(day, tuple(printed), folder, shelf, remember=remember)
    return Gathered(stories=tuple(stories), broken=tuple(broken))


def _day(
    day: date, printed: Sequence[Page], folder: Path, shelf: Store, *, remember: bool
) -> Iterable[Story]:
    """The stories of ``day``: those kept, where all that they were cut from is the same."""
    place, mark = fingerprint("day", day), _mark(day, printed, folder)
    kept = _kept(shelf, place, mark)
    if kept is not None:
        return kept
    from tingbao.content import identity, jumps, stories  # half a second, where nothing is new

    cut = [story for page in printed for story in stories.cut(page)]
    found = identity.identify_all(jumps.join_jumps(cut), folder, remember=remember)
    if remember:  # the ids are written: the mark is that of the next run
        shelf.put(place, {"mark": _mark(day, printed, folder)}, to_json(found))
    return found


def _kept(shelf: Store, place: str, mark: str) -> tuple[Story, ...] | None:
    head = shelf.head(place)
    entry = shelf.get(place) if head and head.get("mark") == mark else None
    try:
        return from_json(entry.payload, tuple[Story, ...]) if entry else None
    except CacheError:
        return None


def _mark(day: date, printed: Sequence[Page], folder: Path) -> str:
    """All that the stories of ``day`` follow from: code, language, pages and ids."""
    try:
        ids = (folder / day.isoformat() / "ids.toml").read_bytes()
    except OSError:
        ids = b""
    return fingerprint(_code(), say("中文", "English"), printed, ids)


@cache
def _code() -> str:
    """The code that cuts: a better one cuts every day anew."""
    digest = hashlib.sha256()
    for path in _sources(Path(__file__).parent):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(package: Path) -> Iterator[Path]:
    yield from (Path(__file__), package / "cleaning.py")
    for room in ("content", "model"):
        yield from sorted((package / room).glob("*.py"))
