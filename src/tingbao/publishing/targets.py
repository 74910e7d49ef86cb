"""Where a show can be published to, and what each kind of place must be able to do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tingbao.errors import PublishError
from tingbao.settings.tables import Target
from tingbao.wording import say

MANIFEST = "tingbao-published.json"
"""Beside feed/ and audio/ at the target: what we wrote there, and so what we may remove."""

_REMOTE = re.compile(r"(?:[A-Za-z0-9._-]+@)?(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):[^:].*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file on its way."""

    path: str
    """Relative to the show's folder and to the target, forward slashes, ASCII."""
    source: Path
    type: str
    """MIME type."""
    lasting: bool = False
    """Its name changes with its bytes, so caches may keep it for ever."""


class Place(Protocol):
    """A target that is open. PublishError for all that goes wrong there."""

    def read(self, path: str) -> bytes | None:
        """The bytes at ``path``; None where there are none."""
        ...

    def send(self, items: Sequence[Item]) -> None:
        """Put every one of ``items`` in its place, each whole or not at all."""
        ...

    def remove(self, paths: Sequence[str]) -> None:
        """Remove ``paths``; one that is gone already is no mistake."""
        ...


def open_place(target: Target, root: Path) -> Place:
    """The place that ``target`` names; PublishError where it is none or its client is missing."""
    goal = target.to
    if goal.startswith("s3://"):
        from tingbao.publishing.s3 import Bucket

        return Bucket(target)
    if goal.startswith("-") or "://" in goal or not goal.strip():
        raise PublishError(
            say(
                f"不认识发布目标 {goal!r}。可用的有：文件夹、s3://桶/前缀、主机:/路径（rsync）。",
                f"{goal!r} is no target: there are folders, s3://bucket/prefix and "
                "host:/path (rsync).",
            )
        )
    if _REMOTE.fullmatch(goal):
        from tingbao.publishing.rsync import Host

        return Host(goal)
    from tingbao.publishing.folder import Folder

    return Folder(Path(goal).expanduser(), root)
