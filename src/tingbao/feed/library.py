"""What there is: recorded episodes by their card, and files by one look at each folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tingbao.model import Card, Episode, Story


class Library(Protocol):
    """Gives the whole of an episode when its own pages are rendered, and not before."""

    def whole(self, card: Card) -> Episode:
        """The episode of ``card``; PublishError where it cannot be read."""
        ...

    def stories(self, card: Card) -> tuple[Story, ...]:
        """Only its stories."""
        ...


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # links in a circle
        return False


def files_below(folder: Path, path: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Path, beginning with ``path``, and status of each file below ``folder``, dotted ones not.

    A look at each folder and one at each file: a show of 10,000 episodes has 80,000.
    """
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(folder / entry.name, f"{path}{entry.name}/")
            elif _is_file(entry):
                yield path + entry.name, entry.stat()


class Present:
    """The files under a folder, as they were at the first question about theirs."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[str, frozenset[str]] = {}

    def __contains__(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return name in self.names(folder)

    def names(self, folder: str) -> frozenset[str]:
        """The files of ``folder`` (relative, "" for the root itself); none where it is not."""
        if folder not in self._folders:
            try:
                with os.scandir(self._root / folder) as found:
                    names = frozenset(entry.name for entry in found if _is_file(entry))
            except FileNotFoundError:
                names = frozenset()
            self._folders[folder] = names
        return self._folders[folder]
