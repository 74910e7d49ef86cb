"""Lines that a column broke are put together again, before anything is asked of them.

A page copied from a column has its paragraphs broken at one width. That shows best on the whole
page: lines that end nothing, with another line right under them, are all of that width, and
hardly a line is wider. Where too few lines tell, ``bodies`` joins by what a line wants.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tingbao.content.columns import breadth, seams
from tingbao.content.lines import Kind, Line, ends_sentence, is_list_item, is_pair, is_row, kind

_NARROWEST = 12
"""Characters of a column at least; shorter even lines may be verse."""
_FEWEST = 5
"""Broken lines that show a width, at least."""
_MOSTLY = 0.7
"""Part of the open lines that are full, and of the paragraphs that end as the page's do."""
_BEYOND = 0.1
"""Part of the lines that stick out, at most: an address is not broken."""
_RAGGED = range(-1, 2)
"""By how many characters a full line may miss the width: marks hang over its edge."""
_INDENTED = 0.8
"""Part of the lines that are indented, at most, where an indent opens a paragraph."""
_WORD = re.compile(r"[0-9A-Za-z]")
_BROKEN = (Kind.TEXT, Kind.TITLE, Kind.DATED, Kind.CAPTION)
"""What paragraphs open as."""
_GOES_ON = (Kind.TEXT, Kind.TITLE)
_OPENS = (Kind.HEADING, Kind.SUBHEADING, Kind.QUOTE, Kind.BYLINE, Kind.DATED)
"""What never goes on, whatever stands above."""
_HEAD = 4
"""Lines of a head over its byline or dateline, at most."""


@dataclass(frozen=True, slots=True)
class _Column:
    width: int
    indented: bool
    """Each paragraph opens with an indent."""
    apart: bool
    """A blank line stands between paragraphs."""

    def full(self, line: Line) -> bool:
        """Whether the line fills the column."""
        return _set(line, indented=self.indented) - self.width in _RAGGED

    def breaks(self, line: Line, below: Line) -> bool:
        """Whether the column ends the line: a figure or word that did not fit stands below."""
        wide = _set(line, indented=self.indented) + (_WORD.match(below.text) is not None)
        return wide - self.width in _RAGGED or self.full(line)


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with each paragraph on one line, where the page shows a column's width."""
    column = _column(lines)
    if column is None:
        return list(lines)
    found: list[list[Line]] = []
    inside = False
    for place, line in enumerate(lines):
        inside = place > 0 and _joins(lines, place, column, inside=inside)
        if inside:
            found[-1].append(line)
        else:
            found.append([line])
    return [_joined(pieces) if len(pieces) > 1 else pieces[0] for pieces in found]


def _column(lines: Sequence[Line]) -> _Column | None:
    """The column that the page shows; None where it shows none."""
    running = [line for line in lines if line.kind in _BROKEN]
    indented = 2 <= sum(line.indented for line in running) <= _INDENTED * len(running)
    open_ = Counter(
        _set(line, indented=indented)
        for line, below in pairwise(lines)
        if _may_break(line, below, indented=indented) and not ends_sentence(line.text)
    )
    if open_.total() < _FEWEST:
        return None
    width = max(open_, key=lambda wide: sum(open_[wide + by] for by in _RAGGED))
    full = sum(open_[width + by] for by in _RAGGED)
    beyond = sum(breadth(line.printed) > width + 2 for line in running)
    if width < _NARROWEST or full < max(_FEWEST, _MOSTLY * open_.total()):
        return None
    if beyond > _BEYOND * len(running):
        return None
    gaps = [
        below.gap > 0
        for line, below in pairwise(lines)
        if line.kind in _BROKEN and ends_sentence(line.text) and breadth(line.printed) < width - 2
    ]
    return _Column(width, indented, apart=len(gaps) > 1 and sum(gaps) >= _MOSTLY * len(gaps))


def _set(line: Line, *, indented: bool) -> int:
    """How much of the column the line takes, its indent with it."""
    return breadth(line.printed) + 2 * (indented and line.indented)


def _may_break(line: Line, below: Line, *, indented: bool) -> bool:
    """Whether ``below`` can go on with ``line``, by what both are."""
    return (
        line.kind in _BROKEN
        and below.kind in _GOES_ON
        and not below.gap
        and not (indented and below.indented)
        and not (is_row(line.text) or is_row(below.text) or is_pair(line.text))
        and not is_list_item(below.text)
    )


def _joins(lines: Sequence[Line], place: int, column: _Column, *, inside: bool) -> bool:
    """Whether the line goes on with the one above; ``inside`` tells that that one did so."""
    line, below = lines[place - 1], lines[place]
    if below.gap or below.kind in _OPENS or (column.indented and below.indented):
        return False
    if not column.breaks(line, below) or _over_anchor(lines, place - 1):
        return False
    # 1994年12月19日，…: no folio has a clause.
    opened = line.kind in _BROKEN or (line.kind is Kind.FURNITURE and "，" in line.text)
    broken = inside or (opened and not is_row(line.text))
    if ends_sentence(line.text):
        plain = below.kind in _GOES_ON and not is_row(below.text)
        if column.apart:
            return broken and plain
        whole = column.full(below) or ends_sentence(below.text)  # no 小标题
        return broken and plain and whole and (column.indented or not is_list_item(below.text))
    # Inside a sentence the next line may look like anything.
    return broken and not (is_list_item(below.text) and is_list_item(line.text))


def _over_anchor(lines: Sequence[Line], place: int) -> bool:
    """Whether the line stands in a head: a byline or dateline follows before a sentence ends."""
    for line in lines[place : place + _HEAD]:
        if line.kind in (Kind.BYLINE, Kind.DATED):
            return line is not lines[place]
        if "。" in line.text:
            return False
    return False


def _joined(pieces: Sequence[Line]) -> Line:
    """All as one line."""
    gaps = seams([piece.text for piece in pieces])
    text = "".join(gap + piece.text for gap, piece in zip(gaps, pieces, strict=True))
    printed = "".join(gap + piece.printed for gap, piece in zip(gaps, pieces, strict=True))
    return replace(pieces[0], text=text, printed=printed, kind=kind(text))
