"""Room 6: what feed/ and audio/ hold goes to where subscribers fetch it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tingbao.feed.addresses import FEED
from tingbao.model import Show
from tingbao.publishing import checking, sending
from tingbao.publishing.parcel import pack
from tingbao.publishing.targets import open_place
from tingbao.settings.tables import Target


class Watcher(Protocol):
    """Who is told how far the sending is."""

    def sending(self, done: int, total: int, stage: str) -> None:
        """``done`` of ``total`` files are there; the next are of ``stage``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was done, and what is not as it should be."""

    sent: tuple[str, ...]
    """Paths in the order of sending; with ``pretend``, what would be sent."""
    size: int
    """Bytes of them."""
    kept: int
    """Files that were there already, byte for byte."""
    removed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    """Once published, needed no more, still there."""
    faults: tuple[str, ...]
    """What the public address does not give as it should."""
    warning: str = ""
    """Why the hub was not told."""


def publish(
    root: Path,
    show: Show,
    target: Target,
    watcher: Watcher,
    *,
    delete: bool,
    check: bool,
    pretend: bool,
) -> Published:
    """See ``edition.publish``."""
    parcel = pack(root)
    place = open_place(target, root)
    changes = sending.compare(parcel, place)
    size = sum(item.source.stat().st_size for item in changes.send)
    if pretend:
        return Published(
            sent=tuple(item.path for item in changes.send),
            size=size,
            kept=len(parcel.items) - len(changes.send),
            removed=(),
            withdrawn=changes.withdraw,
            faults=(),
        )
    sent = sending.send(
        parcel,
        place,
        changes,
        delete=delete,
        tell=watcher.sending,
        scratch=root / "audio" / ".publishing",
    )
    feed = [item for item in parcel.items if item.path == FEED]
    asked = [*(item for item in sent.sent if item.path != FEED), *feed]
    faults = tuple(checking.check(show.address, asked)) if check else ()
    told = show.hub and any(item.path == FEED for item in sent.sent)
    return Published(
        sent=tuple(item.path for item in sent.sent),
        size=size,
        kept=sent.kept,
        removed=sent.removed,
        withdrawn=sent.withdrawn,
        faults=faults,
        warning=checking.ping(show.hub, show.address + FEED) if told else "",
    )
