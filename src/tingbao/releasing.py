"""Room 5: every episode that content/ stands for goes into feed/."""

from collections.abc import Sequence
from pathlib import Path

from tingbao.audio import cover
from tingbao.feed import folder
from tingbao.model import Show
from tingbao.records import Records, Work
from tingbao.settings import Settings

LOCAL = "http://127.0.0.1:8000/"
"""Where a show without a public address is served (see ``tingbao serve``)."""


def release(settings: Settings, works: Sequence[Work], records: Records) -> tuple[str, ...]:
    """Publish the episodes of ``works`` that were made; the files of feed/ that were written."""
    episodes = [episode for work in works if (episode := records.load(work.id)) is not None]
    report = folder.publish(
        settings.root,
        settings.show,
        settings.narration.label,
        episodes,
        picture=show_cover(settings.root, settings.show),
    )
    return report.written


def show_cover(root: Path, show: Show) -> bytes:
    """The show's picture: the editor's own, else one drawn from title and colour."""
    return cover.load(root / show.cover) if show.cover else cover.draw_show(show)
