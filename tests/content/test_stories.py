"""Pages and the stories they hold: tests/cases/pages/NAME.txt beside NAME.json.

A wrong cut is mended by adding a pair: the page as pasted, and what an editor expects. Fields
that are empty are left out of the JSON.
"""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.cost import grows_at_most
from tingbao.content.stories import cut
from tingbao.model import Page, Story
from tingbao.proofs import story_as_json

CASES = Path(__file__).parents[1] / "cases" / "pages"
SHOW = Path(__file__).parents[2] / "content"
REAL = Path(__file__).parents[3] / "shared" / "real-page.txt"


def stories(text: str) -> tuple[Story, ...]:
    return cut(Page(day=date(2022, 12, 12), number="04", path="04.txt", text=text))


def whole(story: Story) -> str:
    """Every character of a story, whatever its field."""
    fields = story_as_json(story).values()
    text = "".join(field if isinstance(field, str) else "".join(field) for field in fields)
    return "".join(text.split())


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_is_cut_as_an_editor_would(path: Path) -> None:
    found = [
        {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
        for story in stories(path.read_text(encoding="utf-8"))
        for fields in [story_as_json(story) | {"subheads": story.subheads}]
    ]
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [{name: value for name, value in one.items() if value} for one in found] == expected


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_how_a_page_was_saved_changes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    fields = [*map(story_as_json, stories(text))]
    wide = re.sub(r"\n{2,}", lambda gap: gap[0] + "\n", text)
    trailing = text.replace("\n", "  \n")
    dos = "\ufeff" + text.replace("\n", "\r\n")
    for saved in (dos, text.replace("\n", "\r"), "\n" + text, wide, trailing):
        assert [*map(story_as_json, stories(saved))] == fields


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_how_wide_figures_are_set_changes_nothing(path: Path) -> None:
    narrow, wide = "0123456789", "０１２３４５６７８９"
    text = path.read_text(encoding="utf-8")

    def fields(digits: str) -> str:
        set_so = text.translate(str.maketrans(narrow + wide, digits * 2))
        found = json.dumps([*map(story_as_json, stories(set_so))], ensure_ascii=False)
        return found.translate(str.maketrans(wide, narrow))

    assert fields(wide) == fields(narrow)


HALF = str.maketrans("，？！；：“”", ",?!;:「」")


@pytest.mark.parametrize(
    "path",
    # A column's width is told by the width of its signs.
    [path for path in sorted(CASES.glob("*.txt")) if not path.stem.startswith("wrapped")],
    ids=lambda path: path.stem,
)
def test_the_shapes_of_signs_change_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if text.startswith("---"):
        return  # front matter has signs of its own
    same, other = (
        [*map(story_as_json, stories(printed))] for printed in (text, text.translate(HALF))
    )
    assert shaped(other) == shaped(same)


def shaped(found: list[dict[str, object]]) -> str:
    """What was found, with each sign in one shape and no blanks."""
    plain = unicodedata.normalize("NFKC", repr(found)).translate(str.maketrans("「」", "“”"))
    return "".join(plain.replace("\\u3000", "").split())


def test_the_sample_page_holds_its_four_stories() -> None:
    found = stories((SHOW / "2022-12-12" / "04.txt").read_text(encoding="utf-8"))
    assert [story.byline for story in found] == [
        "本报记者●王丹", "本报记者●刘琪", "本报记者●刘琪", "本报记者●柴满良",
    ]  # fmt: skip
    assert found[1].subtitle.startswith("—— ")
    assert found[1].captions == ("贾令君在楼下为邻居分发抗原试剂。",)
    assert all(paragraph[-1] in "。！？”" for story in found for paragraph in story.paragraphs)


@pytest.mark.skipif(not REAL.exists(), reason="the real page lies beside the checkout only")
def test_the_real_page_is_whole_and_in_order() -> None:
    text = REAL.read_text(encoding="utf-8")
    found = stories(text)
    assert "".join(map(whole, found)) == "".join(text.split())
    assert [len(story.paragraphs) for story in found] == [9, 8, 10, 5]
    assert [len(story.headline) for story in found] == [15, 15, 12, 13]
    assert [bool(story.subtitle) for story in found] == [False, True, False, False]
    assert [len(story.captions) for story in found] == [0, 1, 0, 0]
    assert not any(story.doubts for story in found)


def test_the_editors_mark_wins_over_every_guess() -> None:
    found = stories("# 本报记者●王丹的一天\n\n没有署名的正文。\n\n看着像标题\n\n还是正文。")
    assert [story.headline for story in found] == ["本报记者●王丹的一天"]


def test_front_matter_sets_what_the_page_does_not_say() -> None:
    [story] = stories("---\nheadline: 雪\nsummary: 一句话。\nid: 2022-12-12/04/9\n---\n正文。\n")
    assert (story.headline, story.summary, story.id) == ("雪", "一句话。", "2022-12-12/04/9")


def test_each_correction_has_a_line_of_its_own() -> None:
    [story] = stories("---\ncorrection: 2022-12-14 一\ncorrection: 2022-12-15 二\n---\n正文。\n")
    assert story.correction == "2022-12-14 一\n2022-12-15 二"


def test_an_unknown_key_is_named_and_loses_nothing() -> None:
    [story] = stories("---\nheadlin: 雪\n---\n正文。\n")
    assert any("headlin" in doubt for doubt in story.doubts)
    assert "headlin" in whole(story)


@pytest.mark.parametrize(
    "piece",
    [
        "（记者 ",
        "【",
        "—— ",
        "本报讯",
        "● ",
        "王 ",
        "“",
        "1 2 3\t",
        "图",
        "（上接第1版）",
        "■标题\n文。\n",
        "天地玄黄宇宙洪荒日月盈昃辰宿列张",  # a column without end
    ],
)
def test_a_hostile_page_takes_linear_time(piece: str) -> None:
    def read(length: int) -> None:
        stories(piece * (length // len(piece)))
        stories((piece + "\n") * (length // 2 // len(piece)))

    assert grows_at_most(20, lambda: read(4_000), lambda: read(32_000))


def test_a_head_near_the_border_is_doubted_and_a_clear_one_is_not() -> None:
    near = stories(
        "校车换新\n本报讯（记者 王丹）校车换了新座椅。\n文明交通人人从我做起\n红灯停，绿灯行。\n"
    )
    assert any("文明交通" in doubt for story in near for doubt in story.doubts)
    clear = stories("桥通了\n本报记者 王丹\n\n桥通了。\n\n路也通了\n本报记者 李梅\n\n路通了。\n")
    assert not any(story.doubts for story in clear)


def test_what_fits_no_field_is_kept_as_body_and_doubted() -> None:
    [story] = stories("# 桥通了\n本报记者 王丹\n\n桥通了。\n\n本报记者 李梅\n\n路也通了。\n")
    assert "本报记者 李梅" in story.paragraphs
    assert any("本报记者 李梅" in doubt for doubt in story.doubts)
