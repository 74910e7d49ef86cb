"""The body of a story: lines of print become paragraphs again.

A column break or a hard wrap cuts a paragraph anywhere; only the end of a sentence, an indent
or a form of its own (list, row, verse, 小标题) begins a new one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tingbao.content.lines import Kind, Line, ends_sentence, is_list_item, is_row, unmarked

_VERSE = 20
"""Characters of a line of verse at most."""

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
    found: list[Paragraph] = []
    for place, line in enumerate(lines):
        if line.kind is Kind.SUBHEADING:
            found.append(Paragraph(unmarked(line.text), subhead=True))
        elif line.kind is Kind.QUOTE:
            found.append(Paragraph(unmarked(line.text), subhead=False))
        elif shape.subhead(place, under=bool(found) and found[-1].subhead):
            found.append(Paragraph(line.text, subhead=True))
        elif found and not found[-1].subhead and shape.goes_on(place):
            found[-1] = Paragraph(_glue(found[-1].text, line.text), subhead=False)
        else:
            found.append(Paragraph(line.text, subhead=False))
    return found


class _Shape:
    """How the lines of one story are set: indented, wrapped at a width, verse."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        lengths = [len(line.text) for line in lines]
        self._width = max(lengths, default=0)
        full = sum(length >= self._width - 2 for length in lengths)
        tight = sum(line.gap == 0 for line in lines[1:])
        self._wrapped = (
            len(lines) > _FEWEST
            and 10 <= self._width <= 60
            and full * 5 >= len(lines) * 2
            and tight * 2 >= len(lines)
        )
        self._indented = sum(line.indented for line in lines) >= 2
        self._verse = self._find_verse()

    def _find_verse(self) -> set[int]:
        """Places of lines that are verse: a run of short lines, each on its own."""
        verse: set[int] = set()
        run: list[int] = []
        for place, line in enumerate([*self._lines, None]):
            if line is not None and len(line.text) <= _VERSE and (not run or line.gap == 0):
                run.append(place)
                continue
            widths = {len(self._lines[i].text) for i in run}
            short = max(widths, default=0) <= 12
            if len(run) >= _FEWEST and (short or not self._wrapped):
                verse.update(run)
            run = [place] if line is not None and len(line.text) <= _VERSE else []
        return verse

    def goes_on(self, place: int) -> bool:
        """Whether the line continues the paragraph of the line before."""
        line, before = self._lines[place], self._lines[place - 1]
        alone = {place, place - 1} <= self._verse
        if alone or is_list_item(line.text) or is_row(line.text) or is_row(before.text):
            return False
        if is_list_item(before.text) and line.gap:
            return False
        if not ends_sentence(before.text):
            return not (line.indented and self._indented and line.gap == 0)
        if line.gap:
            return False
        if self._indented:
            return not line.indented
        return self._wrapped and len(before.text) >= self._width - 2

    def _alone(self, place: int) -> bool:
        """Whether the line stands between blank lines."""
        return bool(self._lines[place].gap and self._lines[place + 1].gap)

    def _finished(self, place: int, gap: int) -> bool:
        """Whether the paragraph of the line ends there, ``gap`` blank lines before the next."""
        text = self._lines[place].text
        return ends_sentence(text) or gap >= 2 or bool(gap and is_list_item(text))

    def subhead(self, place: int, *, under: bool) -> bool:
        """Whether the line is a 小标题: short, unfinished, between two finished paragraphs.

        ``under`` tells that it stands right under another one.
        """
        line = self._lines[place]
        if line.kind is not Kind.TITLE or place in self._verse or place + 1 >= len(self._lines):
            return False
        if place and not (self._finished(place - 1, line.gap) or (under and self._alone(place))):
            return False
        if line.text.endswith(("：", ":")):
            return False
        if line.gap == 0 and re.search(r"[，,]", line.text):
            return False
        if line.text[0] in '“「『"' and ends_sentence(line.text):
            return False  # somebody speaks
        if line.text.count("“") != line.text.count("”") or is_row(line.text):
            return False
        following = self._lines[place + 1]
        if following.kind is Kind.TITLE and not following.gap:
            return False
        if self._indented and line.indented and not (following.indented or following.gap):
            return False  # the first line of a paragraph, broken in its middle
        if self._wrapped and not (len(line.text) < self._width - 3 or line.gap):
            return False
        return bool(line.gap or following.gap or following.indented or not self._wrapped)


def _glue(text: str, more: str) -> str:
    """Two pieces of a paragraph as one: a space only between Latin words."""
    latin = re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", more)
    return f"{text} {more}" if latin else text + more
