"""A show that is published, and what lies at the target afterwards."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.helpers.episodes import SHOW, episode, put_out, recorded
from tingbao.model import Show
from tingbao.publishing import Published, publish
from tingbao.publishing.targets import MANIFEST
from tingbao.settings import Target

NAMED = re.compile(r"https://paper\.example/tingbao/((?:feed|audio)/[^\"<>\s#?]+)")


class Silent:
    def sending(self, done: int, total: int, stage: str) -> None:
        pass


def release(root: Path, numbers: Sequence[int], show: Show = SHOW) -> None:
    """A show of the episodes ``numbers``, released to ``root``/feed."""
    episodes = recorded(root, *(episode(number) for number in numbers))
    put_out(root, episodes, show)


def sent(
    root: Path,
    to: Path | str,
    *,
    show: Show = SHOW,
    delete: bool = False,
    check: bool = False,
    pretend: bool = False,
    **target: str,
) -> Published:
    place = Target(to=str(to), **target)
    return publish(root, show, place, Silent(), delete=delete, check=check, pretend=pretend)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def sound(there: dict[str, bytes]) -> bool:
    """Whether all that the published feed names is there (no feed yet is sound too)."""
    pages = [text.decode() for path, text in there.items() if re.search(r"/feed[^/]*\.xml$", path)]
    return all(name in there for page in pages for name in NAMED.findall(page))
