"""What a column broke is put together again: the sample page, set in columns of many widths."""

from pathlib import Path

import pytest

from tests.content.test_stories import SHOW, stories
from tingbao.content.lines import read_lines
from tingbao.content.unwrapping import unwrapped

PAGE = (SHOW / "2022-12-12" / "04.txt").read_text(encoding="utf-8")
CASES = Path(__file__).parents[1] / "cases" / "pages"
HANGS = "，。、；：？！”』）》％%"
"""No line begins with these: they hang over the edge of the line above."""


def broken(paragraph: str, width: int) -> list[str]:
    """``paragraph`` as a column of ``width`` characters sets it; figures stay whole."""
    lines, used = [""], 0
    for character in paragraph:
        wide = 1 if ord(character) < 256 else 2
        runs_on = character.isdigit() and lines[-1][-1:].isdigit()
        if used + wide > 2 * width and character not in HANGS and not runs_on:
            lines.append("")
            used = 0
        lines[-1] += character
        used += wide
    return lines


def in_column(width: int, indent: str, gap: str) -> str:
    """The sample page with its paragraphs in a column, opened by ``indent``, parted by ``gap``."""
    page = ""
    for story in stories(PAGE):
        head = (story.headline, story.subtitle, story.byline, *story.captions)
        told = ["\n".join(broken(indent + text, width)) for text in story.paragraphs]
        page += "\n\n".join([*filter(None, head), gap.join(told), ""])
    return page


@pytest.mark.parametrize("width", [12, 14, 17, 20, 24, 30, 40])
@pytest.mark.parametrize(
    ("indent", "gap"),
    [("", "\n\n"), ("　　", "\n\n"), ("　　", "\n")],
    ids=["apart", "both", "indented"],
)
def test_a_page_in_a_column_is_cut_as_the_page_is(width: int, indent: str, gap: str) -> None:
    same = [(s.headline, s.subtitle, s.byline, s.paragraphs) for s in stories(PAGE)]
    found = stories(in_column(width, indent, gap))
    assert [(s.headline, s.subtitle, s.byline, s.paragraphs) for s in found] == same


@pytest.mark.parametrize("path", sorted(CASES.glob("poem*.txt")), ids=lambda path: path.stem)
def test_verse_is_no_column(path: Path) -> None:
    lines = read_lines(path.read_text(encoding="utf-8"))
    assert unwrapped(lines) == lines
