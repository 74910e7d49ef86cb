"""Room 5: every episode that content/ stands for goes into feed/."""

from collections.abc import Sequence
from pathlib import Path

from tingbao.cache import fingerprint
from tingbao.model import Show
from tingbao.records import Records, Work
from tingbao.settings import Settings


def release(settings: Settings, works: Sequence[Work], records: Records) -> tuple[str, ...]:
    """Publish the episodes of ``works`` that were made; the files of feed/ that were written.

    Where neither an episode nor the show has changed since the last time, nothing is rendered.
    """
    heads = [(work.id, records.head(work.id)) for work in works]
    templates = sorted((settings.root / "templates").glob("*"))
    mark = fingerprint(
        settings.show,
        settings.narration.label,
        settings.feeds,
        [(name, head.get("stamp"), head.get("path")) for name, head in heads if head],
        [(path.name, path.stat().st_mtime_ns) for path in templates],
    )
    if records.released() == mark and (settings.root / "feed" / "feed.xml").is_file():
        return ()
    from tingbao.feed import folder

    episodes = [episode for name, _ in heads if (episode := records.load(name)) is not None]
    report = folder.publish(
        settings.root,
        settings.show,
        settings.narration.label,
        episodes,
        picture=show_cover(settings.root, settings.show),
        feeds=settings.feeds,
    )
    records.release(mark)
    return report.written


def show_cover(root: Path, show: Show) -> bytes:
    """The show's picture: the editor's own, else one drawn from title and colour."""
    from tingbao.audio import cover

    return cover.load(root / show.cover) if show.cover else cover.draw_show(show)
