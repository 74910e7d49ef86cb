"""Where a story's picture lies, and where it may not."""

from datetime import date
from pathlib import Path

import pytest

from tingbao.content import images
from tingbao.errors import ContentError
from tingbao.model import Story


def story(image: str) -> Story:
    return Story(
        id="d/1", day=date(2022, 12, 12), page="04", place=1, headline="一", image=image,
        source="content/2022-12-12/04.txt:7",
    )  # fmt: skip


def test_a_picture_lies_beside_its_page_or_in_the_show(tmp_path: Path) -> None:
    beside, above = tmp_path / "content/2022-12-12/a.jpg", tmp_path / "a.jpg"
    beside.parent.mkdir(parents=True)
    above.write_bytes(b"")
    assert images.picture_of(tmp_path, story("a.jpg")) == above
    beside.write_bytes(b"")
    assert images.picture_of(tmp_path, story("a.jpg")) == beside
    assert images.picture_of(tmp_path, story("../../a.jpg")) == above
    assert images.picture_of(tmp_path, story("content/2022-12-12/a.jpg")) == beside


def test_a_name_that_no_file_can_have_is_one_of_no_file(tmp_path: Path) -> None:
    name = "a" * 5000
    assert images.picture_of(tmp_path, story(name)) == tmp_path / name


@pytest.mark.parametrize("name", ["../../../a.jpg", "/etc/passwd", "a\0.jpg"])
def test_a_story_names_no_picture_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError, match=r"outside|不在"):
        images.picture_of(tmp_path, story(name))


def test_no_name_leads_out_of_the_show(tmp_path: Path) -> None:
    root = tmp_path / "show"
    root.mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"")
    (root / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (root / "a.jpg").write_bytes(b"")
    assert images.inside(root, "a.jpg") == root / "a.jpg"
    assert images.inside(root, "x/../a.jpg") == root / "a.jpg"
    for name in ("../secret.jpg", "/etc/passwd", "link.jpg", "x/../../secret.jpg", "a\0b"):
        with pytest.raises(ContentError, match=r"outside|不在"):
            images.inside(root, name)
