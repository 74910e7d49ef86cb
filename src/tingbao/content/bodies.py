"""The body of a story: lines of print become paragraphs again.

A column break or a hard wrap cuts a paragraph anywhere; only the end of a sentence, an indent
or a form of its own (list, row, verse, 小标题) begins a new one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tingbao.content.columns import breadth, seams
from tingbao.content.crossheads import is_crosshead
from tingbao.content.datelines import is_bare_dateline
from tingbao.content.forms import is_bracketed
from tingbao.content.lines import (
    Kind,
    Line,
    cells,
    ends_sentence,
    is_list_item,
    is_pair,
    is_remark,
    is_row,
    unmarked,
)
from tingbao.content.setting import VERSE, WANTS_MORE, Setting


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body."""

    text: str
    subhead: bool
    """It is a 小标题."""


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that ``lines`` of print stand for, in order, no character lost."""
    setting = Setting.of(lines)
    found: list[tuple[list[str], bool]] = []
    for place, line in enumerate(lines):
        under = bool(found) and found[-1][1]
        if line.kind in (Kind.SUBHEADING, Kind.QUOTE):
            found.append(([unmarked(line.printed)], line.kind is Kind.SUBHEADING))
        elif _heads_aside(lines, place) or is_crosshead(setting, place, under=under):
            found.append(([line.printed], True))
        elif found and not under and _goes_on(setting, place):
            found[-1][0].append(line.printed)
        else:
            found.append(([line.printed], False))
    return [Paragraph(_glued(pieces), subhead) for pieces, subhead in found]


def _heads_aside(lines: Sequence[Line], place: int) -> bool:
    """Whether the line is the head of a box (相关链接), or a label over a part (【案情】, 对话)."""
    line, under = lines[place], lines[place + 1 : place + 2]
    part = line.kind is Kind.SECTION and under
    if part and (is_bracketed(line.text) or (line.gap and under[0].gap)):
        return True
    return line.kind is Kind.ASIDE


def _goes_on(setting: Setting, place: int) -> bool:
    """Whether the line continues the paragraph of the line before."""
    line, before = setting.lines[place], setting.lines[place - 1]
    if {Kind.BYLINE, Kind.SIGNATURE} & {line.kind, before.kind}:
        return False
    if is_pair(line.text) and is_pair(before.text):
        return False
    narrow, wide = sorted((cells(line.text), cells(before.text)))
    if narrow > 2 or narrow == wide > 1:
        return False
    broken = not line.gap and not ends_sentence(before.text)
    if broken and _is_open(before.text) and "”" in line.text:
        return True  # what is quoted stands on two lines
    alone = {place, place - 1} <= setting.verse
    full = broken and setting.wrapped and abs(breadth(before.printed) - setting.width) <= 1
    listed = is_list_item(line.text) and not full  # a column may break before （6）班
    if alone or listed or is_row(line.text) or is_row(before.text):
        return False
    if is_list_item(before.text) and (line.gap or setting.listed(place - 1)):
        return False
    if (line.gap and _is_whole(before.text)) or is_remark(before.text):
        return False
    if is_remark(line.text) and not setting.wrapped:
        return False
    if not (ends_sentence(before.text) or (before.text[-1] == "." and not setting.wrapped)):
        begun = before.indented and not line.indented  # a paragraph, and its second line
        if not begun and _on_its_own(setting, before):
            return False
        return not (line.indented and setting.indented and line.gap == 0)
    if line.gap:
        return False
    if setting.indented:
        return not line.indented and (before.indented or setting.wrapped)
    return setting.wrapped and breadth(before.printed) >= setting.width - 2


def _on_its_own(setting: Setting, line: Line) -> bool:
    """Whether a short line is whole though no 。 ends it: a name under a notice, a contact."""
    text = line.text
    return (
        not setting.wrapped
        and (line.kind is not Kind.DATED or is_bare_dateline(text))
        and len(text) <= VERSE
        and not re.search(r"[，,、。]", text)
        and not WANTS_MORE.search(text)
        and not re.search(r"[A-Za-z0-9.\-]$", text)
    )


def _is_whole(text: str) -> bool:
    """Whether the line is a pair, or says whose words stand above: ——老船工."""
    return is_pair(text) or (text.startswith("——") and len(text) <= VERSE)


def _is_open(text: str) -> bool:
    """Whether a quotation that begins in ``text`` does not end there."""
    return text.count("“") > text.count("”")


def _glued(pieces: Sequence[str]) -> str:
    """The pieces of a paragraph as one."""
    return "".join(gap + piece for gap, piece in zip(seams(pieces), pieces, strict=True))
