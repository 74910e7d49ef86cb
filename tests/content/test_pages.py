"""What lies in content/: found, decoded, and what is broken named."""

from datetime import date
from pathlib import Path

import pytest

from tingbao.content.jumps import join_jumps
from tingbao.content.pages import decode, read_pages
from tingbao.content.stories import cut
from tingbao.errors import ContentError
from tingbao.model import Page

TEXT = "雪后的早晨\n\n本报记者●王丹\n\n路灯还亮着。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_every_common_encoding_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "04.txt") == TEXT


def test_utf_16_without_a_mark_is_read() -> None:
    assert decode(("A4纸\n" * 20).encode("utf-16-le"), "x").startswith("A4纸")
    assert decode(("A4纸\n" * 20).encode("utf-16-be"), "x").startswith("A4纸")


@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(999)])
def test_what_is_no_text_is_named(content: bytes) -> None:
    with pytest.raises(ContentError, match=r"04\.txt"):
        decode(content, "04.txt")


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "2022-12-12"
    folder.mkdir(parents=True)
    (folder / "04版.txt").write_text(TEXT, encoding="utf-8")
    (folder / "A05.md").write_text("# 雪\n\n正文。", encoding="gb18030")
    (folder / "06.txt").write_text(" \n", encoding="utf-8")
    (folder / "07.txt").write_bytes(bytes(3000))
    (folder / "ids.toml").write_text("", encoding="utf-8")
    pages, broken = read_pages(tmp_path / "content", tmp_path)
    assert [(page.day, page.number) for page in pages] == [
        (date(2022, 12, 12), "04"), (date(2022, 12, 12), "A05"),
    ]  # fmt: skip
    assert [str(error).partition(" ")[0] for error in broken] == [
        "content/2022-12-12/06.txt", "content/2022-12-12/07.txt",
    ]  # fmt: skip


def test_the_two_halves_of_a_story_are_joined() -> None:
    first = Page(
        day=date(2022, 12, 12), number="01", path="01.txt",
        text="桥通了\n本报记者 王丹\n\n桥通了。（下转第3版）\n",
    )  # fmt: skip
    third = Page(
        day=date(2022, 12, 12), number="03", path="03.txt",
        text="桥通了\n\n（上接第1版）路也通了。\n",
    )  # fmt: skip
    [story] = join_jumps([*cut(first), *cut(third)])
    assert story.paragraphs == ("桥通了。", "路也通了。")
    assert story.id == "2022-12-12/01/1"
