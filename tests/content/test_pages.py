"""What lies in content/: found, decoded, and what is broken named."""

from datetime import date
from pathlib import Path

import pytest

from tests.helpers.cost import grows_at_most
from tingbao.content.jumps import join_jumps
from tingbao.content.pages import decode, read_pages
from tingbao.content.stories import cut
from tingbao.errors import ContentError
from tingbao.model import Page, Story

TEXT = "雪后的早晨\n\n本报记者●王丹\n\n路灯还亮着。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_every_common_encoding_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "04.txt") == TEXT


def test_utf_16_without_a_mark_is_read() -> None:
    assert decode(("A4纸\n" * 20).encode("utf-16-le"), "x").startswith("A4纸")
    assert decode(("A4纸\n" * 20).encode("utf-16-be"), "x").startswith("A4纸")


def test_a_stray_nul_makes_no_utf_16_of_utf_8() -> None:
    assert decode("雪后的\x00早晨\n".encode(), "x") == "雪后的\x00早晨\n"


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("雪后的\x00早\x07晨", "雪后的早晨"),
        ("雪后的早晨\u202e", "雪后的早晨"),
        ("\u202e\u200f", ""),  # as if there were none: the story is called by its text
        ("\x01\x02", ""),
        ("   ", ""),
    ],
)
def test_a_heading_without_a_sign_that_is_seen_is_none(head: str, headline: str) -> None:
    text = f"# {head}\n\n路灯还亮着。\n\n# 第二条\n\n车来了。\n"
    page = Page(day=date(2022, 12, 12), number="04", path="04.txt", text=text)
    first, second = cut(page)
    assert (first.headline, second.headline) == (headline, "第二条")
    assert list(first.paragraphs) == ["路灯还亮着。"]


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


def pages(*texts: tuple[str, str]) -> list[Story]:
    """The stories of pages of one day, each given by its number and text."""
    return [
        story
        for number, text in texts
        for story in cut(
            Page(day=date(2022, 12, 12), number=number, path=f"{number}.txt", text=text)
        )
    ]


def test_the_two_halves_of_a_story_are_joined() -> None:
    [story] = join_jumps(
        pages(
            ("01", "桥通了\n本报记者 王丹\n\n桥通了。（下转第3版）\n"),
            ("03", "桥通了\n\n（上接第1版）路也通了。\n"),
        )
    )
    assert story.paragraphs == ("桥通了。", "路也通了。")
    assert story.id == "2022-12-12/01/1"
    assert not story.doubts


def test_a_story_goes_on_over_any_pages_in_any_order() -> None:
    parts = pages(
        ("01", "桥通了\n本报记者 王丹\n\n桥通了。（下转第2版）\n"),
        ("02", "桥通了\n\n（上接第1版）路也通了。（下转A03版）\n"),
        ("A03", "桥通了\n\n（上接第2版）灯也亮了。\n"),
    )
    for order in (parts, parts[::-1]):
        [story] = join_jumps(order)
        assert sorted(story.paragraphs) == ["桥通了。", "灯也亮了。", "路也通了。"]


@pytest.mark.parametrize(
    ("away", "number", "back"),
    [
        ("。▶下转A3版", "A03", "【上接A1版】"),
        ("。（下转第十二版）", "12", "（上接头版）"),
        ("。（下转第二十版）", "20", "（上接第１版①）"),
        ("。（下转2—3版）", "02", "——上接第1版"),
        ("。\n（下转第 4 版·专题）", "04", "（紧接1版《桥通了》）"),
    ],
)
def test_a_jump_is_marked_in_many_ways(away: str, number: str, back: str) -> None:
    first = "A01" if "A" in back else "01"
    found = pages(
        (first, f"桥通了\n本报记者 王丹\n\n桥通了{away}\n"),
        (number, f"桥通了\n\n{back}\n路也通了。\n"),
    )
    [story] = join_jumps(found)
    assert story.paragraphs == ("桥通了。", "路也通了。")
    assert not story.doubts


def test_two_halves_without_headlines_are_told_by_the_title_that_the_mark_names() -> None:
    found = join_jumps(
        pages(
            (
                "01",
                "大桥通车\n本报记者 王丹\n\n桥通了。（下转第3版）\n\n"
                "新校开学\n本报记者 李青\n\n学校开学了。（下转第3版）\n",
            ),
            (
                "03",
                "（上接1版《新校开学》）\n孩子们来了。\n\n（上接1版《大桥通车》）\n路也通了。\n",
            ),
        )
    )
    assert [story.paragraphs for story in found] == [
        ("桥通了。", "路也通了。"),
        ("学校开学了。", "孩子们来了。"),
    ]


def test_nothing_of_a_second_half_is_lost() -> None:
    [story] = join_jumps(
        pages(
            ("01", "桥通了\n\n桥通了。（下转第3版）\n"),
            ("03", "【要闻】\n桥通了\n——记新大桥\n本报记者 王丹\n（上接第1版）\n路也通了。\n"),
        )
    )
    assert story.byline == "本报记者 王丹"
    assert {"【要闻】", "——记新大桥"} <= set(story.furniture)


def test_a_half_without_its_other_half_is_doubted() -> None:
    first, last = join_jumps(
        pages(
            ("01", "桥通了\n本报记者 王丹\n\n桥通了。（下转第3版）\n"),
            ("05", "桥通了\n\n（上接第4版）路也通了。\n"),
        )
    )
    assert len(first.doubts) == len(last.doubts) == 1


def test_joining_takes_about_linear_time() -> None:
    def jumps(count: int) -> list[Page]:
        both = pages(
            *(
                ("01", f"第{i}座桥通了\n本报记者 王丹\n\n通了。（下转第3版）\n")
                for i in range(count)
            ),
            *(("03", f"第{i}座桥通了\n\n（上接第1版）路也通了。\n") for i in range(count)),
        )
        assert len(join_jumps(both)) == count
        return both

    few, many = jumps(100), jumps(800)
    assert grows_at_most(30, lambda: join_jumps(few), lambda: join_jumps(many), least=0.005)
