"""Sends a parcel: only what changed, the feed last, and remembers at the target what it wrote.

A break at any point leaves the published feed sound, since all that a feed leads to is there
before it; the next run goes on from what the manifest says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tingbao.cache import from_json, to_json, write_atomically
from tingbao.errors import CacheError, PublishError
from tingbao.publishing.parcel import Parcel, stage
from tingbao.publishing.targets import MANIFEST, Item, Place
from tingbao.wording import say

TOGETHER = 50
"""Files at least between two manifests: what a break costs to send twice."""

MANIFESTS = 20
"""Manifests at most in a run: that of a show of 10,000 episodes is megabytes long."""

UNSURE = ""
"""The digest of a file that a run is about to send or to remove."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a run did at the target."""

    sent: tuple[Item, ...]
    removed: tuple[str, ...]
    kept: int
    """Files that were there already, byte for byte."""
    withdrawn: tuple[str, ...]
    """Files that we once wrote and no longer need; they stay unless asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What separates the target from the parcel."""

    send: tuple[Item, ...]
    withdraw: tuple[str, ...]
    there: dict[str, str]
    """Digests by path, as the target's manifest has them."""


def compare(parcel: Parcel, place: Place) -> Changes:
    """What is to be sent and what may be removed; touches nothing."""
    there, here = _manifest(place), parcel.digests
    return Changes(
        send=tuple(item for item in parcel.items if there.get(item.path) != here[item.path]),
        withdraw=tuple(sorted(path for path in there if path not in here)),
        there=there,
    )


def send(
    parcel: Parcel,
    place: Place,
    changes: Changes,
    *,
    delete: bool,
    tell: Callable[[int, int, str], None],
    scratch: Path,
) -> Sent:
    """Bring ``place`` up to date; ``tell`` gets files done, files in all, and the stage.

    ``scratch`` is a folder for the manifest on its way. PublishError where the place fails.
    """
    there, done, total = dict(changes.there), 0, len(changes.send)
    together = max(TOGETHER, total // MANIFESTS)
    removed = changes.withdraw if delete else ()
    touched = (*(item.path for item in changes.send), *removed)
    if touched:
        # Whatever a break leaves of these, the next run does not take them for what they were.
        there |= dict.fromkeys(touched, UNSURE)
        _remember(there, place, scratch)
    for name, group in groupby(changes.send, key=lambda item: stage(item.path)):
        items = list(group)
        for start in range(0, len(items), together):
            tell(done, total, name)
            batch = items[start : start + together]
            place.send(batch)
            done += len(batch)
            there |= {item.path: parcel.digests[item.path] for item in batch}
            _remember(there, place, scratch)
    tell(done, total, "")
    if removed:
        place.remove(removed)
        gone = set(removed)
        left = {path: digest for path, digest in there.items() if path not in gone}
        _remember(left, place, scratch)
    return Sent(
        sent=changes.send,
        removed=removed,
        kept=len(parcel.items) - total,
        withdrawn=() if delete else changes.withdraw,
    )


def _remember(digests: Mapping[str, str], place: Place, scratch: Path) -> None:
    """Write down at ``place`` what is there now."""
    source = scratch / MANIFEST
    write_atomically(source, to_json(dict(sorted(digests.items()))))
    place.send([Item(path=MANIFEST, source=source, type="application/json")])


def _manifest(place: Place) -> dict[str, str]:
    content = place.read(MANIFEST)
    if content is None:
        return {}
    try:
        digests = from_json(content, dict[str, str])
    except CacheError as error:
        raise PublishError(
            say(
                f"目标里的 {MANIFEST} 坏了。把它删掉，再发布一次，就会全部重发。",
                f"{MANIFEST} at the target is damaged: remove it there and publish again, "
                "which sends everything anew.",
            )
        ) from error
    return {path: digest for path, digest in digests.items() if _ours(path)}


def _ours(path: str) -> bool:
    """Whoever wrote the manifest: nothing outside feed/ and audio/ is ever removed."""
    rooms, parts = ("feed", "audio"), path.split("/")
    return parts[0] in rooms and len(parts) > 1 and not any(p in ("", ".", "..") for p in parts)
