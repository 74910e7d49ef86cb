"""``serve --watch``: what an editor changes is made again, as soon as the writing stops."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from tingbao.settings import NAME

CALM = 400
"""Milliseconds without a change after which an editor has finished saving."""

PICTURES = (".jpg", ".jpeg", ".png")
"""A cover or a chapter's picture may lie anywhere in the show's folder."""


@contextmanager
def watching(root: Path, make: Callable[[], None]) -> Iterator[None]:
    """Call ``make`` after each change to what episodes are made from, until the block ends.

    ``make`` runs in a thread of its own, never twice at once, and must not raise: a change
    that comes while it runs starts it again afterwards.
    """
    stop = threading.Event()

    def follow() -> None:
        for _ in watch(
            root,
            watch_filter=lambda _, path: matters(Path(path), root),
            step=CALM,
            stop_event=stop,
            raise_interrupt=False,
            recursive=True,
        ):
            make()

    follower = threading.Thread(target=follow, name="watching", daemon=True)
    follower.start()
    try:
        yield
    finally:
        stop.set()
        follower.join(timeout=5)


def matters(path: Path, root: Path) -> bool:
    """Whether an episode could change with ``path``: content/, templates/, settings, pictures.

    ids.toml is what ``make`` itself writes, and names with a dot are half-written files.
    """
    try:
        parts = path.relative_to(root.resolve()).parts or path.parts
    except ValueError:
        parts = path.relative_to(root).parts
    if any(part.startswith(".") or part.endswith("~") for part in parts):
        return False
    if parts[0] in ("audio", "feed"):
        return False
    shown = path.suffix.lower() in PICTURES
    within = parts[0] in ("content", "templates") and parts[-1] != "ids.toml"
    return shown or within or parts == (NAME,)
