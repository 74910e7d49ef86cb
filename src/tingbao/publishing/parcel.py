"""What is to be at the target: every file of feed/, and the sound and pictures that it names."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tingbao.cache import from_json, to_json, write_atomically
from tingbao.errors import CacheError, PublishError
from tingbao.feed.addresses import FEED
from tingbao.feed.library import Present, files_below
from tingbao.feed.types import type_of
from tingbao.publishing.targets import Item
from tingbao.wording import say

STAGES = ("audio", "notes", "older", "front")
"""In the order of sending: a feed never names what is not there yet.

The older pages of the feed and the pages by month go before the index and the feed itself,
which lead to them.
"""

_SOUND = re.compile(rb"audio/([A-Za-z0-9][A-Za-z0-9._-]*\.(?:mp3|m4a|opus|jpg|png))")
_LASTING = re.compile(r"audio/.+-[0-9a-f]{8,}\.[a-z0-9]+")
"""The hash in the name is of what the file says."""

_OLDER = re.compile(r"feed/[^/]+-\d{4,}\.xml|feed/\d{4}-\d{2}\.html")
_FRONT = re.compile(r"feed/[^/]+\.xml|feed/index\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """The files of a show, ready to be sent."""

    items: tuple[Item, ...]
    """In the order of sending."""
    digests: Mapping[str, str]
    """SHA-256 by path, 32 hexadecimal digits."""


def pack(root: Path) -> Parcel:
    """The parcel of the show in ``root``; PublishError where the feed names what is not there."""
    feed = root / "feed"
    if not (root / FEED).is_file():
        raise PublishError(
            say("还没有订阅源。请先运行 tingbao make。", "there is no feed yet: run tingbao make.")
        )
    found = dict(files_below(feed, "feed/"))
    present = Present(root)
    for name in sorted(set(_named(feed))):
        if name not in present:
            raise PublishError(
                say(
                    f"{name} 不见了，什么也没有发布。请运行 tingbao make。",
                    f"{name} is gone, nothing was published: run tingbao make.",
                )
            )
        found[name] = (root / name).stat()
    items = sorted((_item(root, name) for name in found), key=lambda item: _order(item.path))
    return Parcel(items=tuple(items), digests=_digests(root, found))


def _named(feed: Path) -> Iterator[str]:
    """The paths in audio/ that the pages of the feed lead to."""
    for page in feed.glob("*.xml"):
        for match in _SOUND.finditer(page.read_bytes()):
            yield f"audio/{match[1].decode()}"


def _item(root: Path, name: str) -> Item:
    return Item(
        path=name,
        source=root / name,
        type=type_of(name),
        lasting=bool(_LASTING.fullmatch(name)),
    )


def stage(path: str) -> str:
    """Which of STAGES ``path`` belongs to."""
    if path.startswith("audio/"):
        return "audio"
    if _OLDER.fullmatch(path):
        return "older"
    return "front" if _FRONT.fullmatch(path) else "notes"


def _order(path: str) -> tuple[int, bool, str]:
    return STAGES.index(stage(path)), path == FEED, path


def _digests(root: Path, files: Mapping[str, os.stat_result]) -> dict[str, str]:
    """The digest of each file; what has kept its size and time is not read again."""
    memory = root / "audio" / ".digests.json"
    try:
        known = from_json(memory.read_bytes(), dict[str, tuple[int, int, str]])
    except (OSError, CacheError):
        known = {}  # the first time, or damaged: all are read
    now: dict[str, tuple[int, int, str]] = {}
    for name, found in files.items():
        size, moment, digest = known.get(name, (-1, -1, ""))
        if (size, moment) != (found.st_size, found.st_mtime_ns):
            with (root / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()[:32]
        now[name] = (found.st_size, found.st_mtime_ns, digest)
    write_atomically(memory, to_json(now))
    return {name: digest for name, (_, _, digest) in now.items()}
