"""Room 5: every episode that content/ stands for goes into feed/."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tingbao.cache import fingerprint
from tingbao.model import Show
from tingbao.records import Records, Work
from tingbao.settings import Settings

SMALL = 320
"""px of the cover on a page: twice what is shown, some 10 kB."""


def release(settings: Settings, works: Sequence[Work], records: Records) -> tuple[str, ...]:
    """Publish the episodes of ``works`` that were made; the files of feed/ that were written.

    Where neither an episode nor the show nor the files of feed/ nor what renders them have
    changed since the last time, nothing is rendered.
    """
    cards = records.cards(works)
    feed = settings.root / "feed"
    own = Path(__file__).parent / "feed"
    places = (own, own / "templates", settings.root / "templates")
    sources = [path for place in places for path in sorted(place.glob("*.*"))]

    def mark() -> str:
        return fingerprint(
            settings.show,
            settings.narration.label,
            settings.feeds,
            [(card.id, card.digest) for card in cards],
            [(path.name, path.stat().st_mtime_ns) for path in sources],
            sorted(_names(feed)),
        )

    if records.released() == mark() and (feed / "feed.xml").is_file():
        return ()
    from tingbao.audio import pictures
    from tingbao.feed import folder

    picture = show_cover(settings.root, settings.show)
    report = folder.publish(
        settings.root,
        settings.show,
        settings.narration.label,
        cards,
        records,
        pictures=folder.Pictures(cover=picture, small=pictures.smaller(picture, SMALL)),
        feeds=settings.feeds,
    )
    records.release(mark())
    return report.written


def _names(folder: Path) -> Iterator[str]:
    """The paths under ``folder``; sizes and times are left to the file system."""
    for place, _, names in os.walk(folder):
        yield from (f"{place}/{name}"[len(str(folder)) :] for name in names)


def show_cover(root: Path, show: Show) -> bytes:
    """The show's picture: the editor's own, else one drawn from title and colour."""
    from tingbao.audio import cover

    return cover.load(root / show.cover) if show.cover else cover.draw_show(show)
