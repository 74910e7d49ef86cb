"""The body of a story: lines of print become paragraphs again.

A column break or a hard wrap cuts a paragraph anywhere; only the end of a sentence, an indent
or a form of its own (list, row, verse, 小标题) begins a new one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tingbao.content.columns import breadth, is_whole, wrap
from tingbao.content.datelines import is_bare_dateline
from tingbao.content.forms import is_bracketed, is_number, is_part
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

_WORD = 3
"""Characters of a 小标题 that is but a word, at most."""
_VERSE = 20
"""Characters of a line of verse at most."""

_WANTS_MORE = re.compile(
    r"(?:(?<![还都不仍何])在|[的是和与及对把被向从将为给让而但也就]|一[个只条名位座件])$"
)
"""Words at which no 小标题 ends."""

_WHOLE = re.compile(r"[是有].{1,10}的$|[不全都]对$")
"""是……的 ends a sentence, and so does 对 where it is said of something."""

_ASKED = re.compile(r"[”」』][？?！!]$")
"""“谁先降，谁先死”？ asks about words; who speaks has the mark within them."""

_SPEAKS = re.compile(r"(?![\u4e00-\u9fff]{2}[一二三四五六七八九十][：:])[^，。！？]{1,8}[：:]\S")
"""问：…, 网友：…, but not 调查一：…."""
_COMMA = 12
"""Characters of a 小标题 with a comma at most, where no blank line sets it apart."""
_PAUSED = re.compile(r"[，,、；;：:。！？!?…—][”’』」]?$")
"""Where every line stops at a pause, who wrote them broke them, and no column did."""
_FEWEST = 4
"""Lines that make a poem, or tell that lines are wrapped at a width."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body."""

    text: str
    subhead: bool
    """It is a 小标题."""


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that ``lines`` of print stand for, in order, no character lost."""
    shape = _Shape(lines)
    found: list[tuple[list[str], bool]] = []
    for place, line in enumerate(lines):
        under = bool(found) and found[-1][1]
        if line.kind in (Kind.SUBHEADING, Kind.QUOTE):
            found.append(([unmarked(line.printed)], line.kind is Kind.SUBHEADING))
        elif _heads_aside(lines, place) or shape.subhead(place, under=under):
            found.append(([line.printed], True))
        elif found and not under and shape.goes_on(place):
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


class _Shape:
    """How the lines of one story are set: indented, wrapped at a width, verse."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        running = [line for line in lines if line.kind is not Kind.SIGNATURE]
        self._width, self._wrapped = wrap(running)
        self._indented = sum(line.indented for line in lines) >= 2
        self._verse = self._find_verse()
        self._whole = not self._wrapped and is_whole(self._lines)

    def _find_verse(self) -> set[int]:
        """Places of lines that are verse: a run of short lines, each on its own.

        The number over a poem (其一) is none of them.
        """
        verse: set[int] = set()
        run: list[int] = []
        for place, line in enumerate([*self._lines, None]):
            short = (
                line is not None
                and len(line.text) <= _VERSE
                and not (is_list_item(line.text) or is_number(line.text))
            )
            if line is not None and short and (not run or line.gap <= 1):
                run.append(place)
                continue
            if len(run) >= _FEWEST and self._is_verse(run):
                verse.update(run)
            run = [place] if short else []
        return verse

    def _is_verse(self, run: Sequence[int]) -> bool:
        """Whether short lines are verse: few end a sentence, or all are of one length."""
        lengths = [len(self._lines[place].text) for place in run]
        if all(_PAUSED.search(self._lines[place].text) for place in run):
            return True
        if any(re.search(r"。[^”’』」》）]", self._lines[place].text) for place in run):
            return False  # a sentence ends within a line: prose in a narrow column
        if any(self._lines[place].kind is not Kind.TITLE for place in run[::2]) and (
            max(lengths) - min(lengths) > 1
        ):
            return False
        ends = [ends_sentence(self._lines[place].text) for place in run]
        ended = sum(ends)
        even = max(lengths) - min(lengths) <= 1
        if ended > 1 and not even and all(map(any, pairwise(ends))):
            return False  # 小标题 over one sentence each
        return (max(lengths) <= 12 or not self._wrapped) and (ended * 2 < len(run) or even)

    def goes_on(self, place: int) -> bool:
        """Whether the line continues the paragraph of the line before."""
        line, before = self._lines[place], self._lines[place - 1]
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
        alone = {place, place - 1} <= self._verse
        full = broken and self._wrapped and abs(breadth(before.printed) - self._width) <= 1
        listed = is_list_item(line.text) and not full  # a column may break before （6）班
        if alone or listed or is_row(line.text) or is_row(before.text):
            return False
        if is_list_item(before.text) and (line.gap or self._listed(place - 1)):
            return False
        if (line.gap and _is_whole(before.text)) or is_remark(before.text):
            return False
        if is_remark(line.text) and not self._wrapped:
            return False
        if not (ends_sentence(before.text) or (before.text[-1] == "." and not self._wrapped)):
            begun = before.indented and not line.indented  # a paragraph, and its second line
            if not begun and self._on_its_own(before):
                return False
            return not (line.indented and self._indented and line.gap == 0)
        if line.gap:
            return False
        if self._indented:
            return not line.indented and (before.indented or self._wrapped)
        return self._wrapped and breadth(before.printed) >= self._width - 2

    def _listed(self, place: int) -> bool:
        """Whether the list item at ``place`` is one of several, each on a line of its own."""
        return (
            not self._wrapped
            and place > 0
            and is_list_item(self._lines[place - 1].text)
            and not _WANTS_MORE.search(self._lines[place].text)
            and not self._lines[place].text.endswith(("，", ",", "、"))
        )

    def _on_its_own(self, line: Line) -> bool:
        """Whether a short line is whole though no 。 ends it: a name under a notice, a contact."""
        text = line.text
        return (
            not self._wrapped
            and (line.kind is not Kind.DATED or is_bare_dateline(text))
            and len(text) <= _VERSE
            and not re.search(r"[，,、。]", text)
            and not _WANTS_MORE.search(text)
            and not re.search(r"[A-Za-z0-9.\-]$", text)
        )

    def _alone(self, place: int) -> bool:
        """Whether the line stands between blank lines."""
        return bool(self._lines[place].gap and self._lines[place + 1].gap)

    def _spoken(self, place: int) -> bool:
        """Whether the line is a turn of an interview (问：…) or stops at a word that wants more.

        Between blank lines no line that is not wrapped stops so: 馅儿是昨晚调的, 都不全对.
        """
        text = self._lines[place].text
        turn = _SPEAKS.match(text) and ends_sentence(text)
        whole = _WHOLE.search(text) or (self._alone(place) and not self._wrapped)
        whole = whole or (len(text) <= _WORD and self._lines[place].gap > 0)  # 有为, no broken line
        return bool(turn or (_WANTS_MORE.search(text) and not whole))

    def _numbered(self, place: int) -> bool:
        """Whether the line is a 小标题 with a number or mark (一、…; ■ …): text follows it."""
        line, following = self._lines[place], self._lines[place + 1]
        alone = line.gap > 0 or not (place and is_list_item(self._lines[place - 1].text))
        return (
            is_list_item(line.text)
            and len(line.text) <= _VERSE
            and alone
            and not re.search(r"[。；;，,、.…：:]$", line.text)
            and (following.kind is Kind.TEXT or (is_part(line.text) and not following.gap))
            and not is_list_item(following.text)
        )

    def _finished(self, place: int, gap: int) -> bool:
        """Whether the paragraph of the line ends there, ``gap`` blank lines before the next."""
        text = self._lines[place].text
        apart = gap and (is_list_item(text) or is_pair(text) or text.startswith("——"))
        listed = is_row(text) or (is_list_item(text) and self._listed(place))
        return ends_sentence(text) or gap >= 2 or bool(apart) or listed

    def subhead(self, place: int, *, under: bool) -> bool:
        """Whether the line is a 小标题: short, unfinished, between two finished paragraphs.

        ``under`` tells that it stands right under another one.
        """
        line = self._lines[place]
        if place in self._verse or place + 1 >= len(self._lines):
            return False
        numbered = self._numbered(place)
        if not numbered and (line.kind is not Kind.TITLE or self._spoken(place)):
            return False
        comma = not numbered and re.search(r"[，,]", line.text)
        broken = comma and (not self._whole or ends_sentence(line.text))
        if broken and len(line.text) > 16 and (self._wrapped or not self._alone(place)):
            return False  # a sentence that a column broke
        if re.search(r"呢[？?]$", line.text):
            return False  # asked in the text: a 小标题 has no room for the particle
        over = self._lines[max(0, place - 1)]
        labelled = under and (over.kind is Kind.SECTION or is_part(over.text))
        asked = under and (self._alone(place) or line.text.endswith(("？", "?")))
        if place and not (self._finished(place - 1, line.gap) or labelled or asked):
            return False
        if line.text.endswith(("：", ":")) or line.text.startswith("——"):
            return False  # who said what stands above
        if line.gap == 0 and broken and len(line.text) > _COMMA:
            return False
        if line.text[0] in '“「『"' and ends_sentence(line.text) and not _ASKED.search(line.text):
            return False  # somebody speaks
        if line.text.count("“") != line.text.count("”") or is_row(line.text):
            return False
        following = self._lines[place + 1]
        if place and line.gap == 0 < following.gap and not labelled:
            return False  # it belongs to what is above
        if ends_sentence(line.text) and comma and following.kind is Kind.TITLE:
            return False  # 看花的人走了，花留给村里什么？ over a 小标题
        paragraph = following.indented and breadth(following.printed) >= self._width - 3
        stacked = following.kind is Kind.TITLE and not following.gap
        if stacked and not (paragraph or is_part(line.text)):
            return False
        if following.kind in (Kind.FURNITURE, Kind.SIGNATURE) or is_row(following.text):
            return False  # the name under a notice, the head of a table
        # In wrapped text a line that stops short of the edge, and no sentence with it, is none.
        short = breadth(line.printed) < self._width - 3 or (line.indented and following.indented)
        apart = line.gap > 0 and (following.gap > 0 or following.indented)
        return not self._wrapped or apart or short


def _is_whole(text: str) -> bool:
    """Whether the line is a pair, or says whose words stand above: ——老船工."""
    return is_pair(text) or (text.startswith("——") and len(text) <= _VERSE)


def _is_open(text: str) -> bool:
    """Whether a quotation that begins in ``text`` does not end there."""
    return text.count("“") > text.count("”")


def _glued(pieces: Sequence[str]) -> str:
    """The pieces of a paragraph as one: a space only between Latin words."""
    parts = [pieces[0]]
    for before, piece in pairwise(pieces):
        latin = re.search(r"[A-Za-z]$", before) and re.match(r"[A-Za-z]", piece)
        parts.append(f" {piece}" if latin else piece)
    return "".join(parts)
