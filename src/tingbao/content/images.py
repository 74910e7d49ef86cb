"""The picture that a story's front matter names, found on the disk. No pixel is read here."""

import re
from pathlib import Path, PurePosixPath

from tingbao.errors import ContentError
from tingbao.model import Story
from tingbao.wording import say


def picture_of(root: Path, story: Story) -> Path:
    """The file that ``story.image`` names: beside its page, else from the show's folder.

    It may not be there. ContentError where the name leads out of the show's folder.
    """
    page = PurePosixPath(re.sub(r":\d+$", "", story.source)).parent
    beside = inside(root, str(page / story.image))
    return beside if _is_file(beside) else inside(root, story.image)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than file systems take
        return False


def inside(root: Path, name: str) -> Path:
    """The file called ``name`` below ``root``; ContentError where the name leads out of it."""
    try:
        path = (root / name).resolve()
        out = not path.is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):  # a NUL, a loop of links
        out = True
    if out:
        raise ContentError(
            say(
                f"图片 {name!r} 不在节目的文件夹里。请放进来，写成相对路径。",
                f"the picture {name!r} lies outside the show's folder: put it inside, "
                "and name it by a relative path.",
            )
        )
    return path
