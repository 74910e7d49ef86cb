"""Lines that a column or a headline breaks: which are halves of text, and which of a head.

A chain of small rules like that of ``neighbours``, which runs it.
"""

import re
from collections.abc import Sequence

from tingbao.content.lines import IDLE, Kind, Line, ends_sentence
from tingbao.content.signing import Rule

_PARALLEL = re.compile(r"[^。；;]{3,18}[；;][^。；;]{2,17}[^。；;，：:！!]")


def _opened(lines: Sequence[Line], place: int) -> Kind | None:
    """The first line of an indented paragraph that a column breaks is no head."""
    line, after = lines[place], lines[place + 1] if place + 1 < len(lines) else None
    if line.kind is not Kind.TITLE or not line.indented or after is None:
        return None
    broken = after.gap == 0 and not after.indented
    return Kind.TEXT if broken and after.kind in (Kind.TEXT, Kind.TITLE, Kind.CAPTION) else None


def _asked(lines: Sequence[Line], place: int) -> Kind | None:
    """花留给村里什么？ tight under its text, and apart from what follows, is the end of it.

    A head never stands closer to the text above it than to its own.
    """
    if not 0 < place < len(lines) - 1 or lines[place].kind is not Kind.TITLE:
        return None
    line, before, after = lines[place], lines[place - 1], lines[place + 1]
    if not (line.gap == 0 < after.gap and ends_sentence(line.text) and line.text[-1] not in "：:"):
        return None
    under = before.kind in (Kind.TEXT, Kind.DATED) and ends_sentence(before.text)
    return Kind.TEXT if under else None


def _orphaned(lines: Sequence[Line], place: int) -> Kind | None:
    """A line with a comma over a last word that fills no line (孤字) is text that was broken."""
    line, after = lines[place], lines[place + 1] if place + 1 < len(lines) else None
    if line.kind is not Kind.TITLE or after is None or not re.search(r"[，,]", line.text):
        return None
    return Kind.TEXT if after.gap == 0 and re.fullmatch(r".{1,4}[。！？]", after.text) else None


def _halved(lines: Sequence[Line], place: int) -> Kind | None:
    """The first half of a headline ends in a comma; no paragraph ends as its second half does."""
    line, under = lines[place], lines[place + 1 : place + 3]
    if line.kind is not Kind.TEXT or not re.fullmatch(r"[^。！？]{4,18}[，,]", line.text):
        return None
    if len(under) < 2 or under[0].kind is not Kind.TITLE or under[0].gap:
        return None
    begins = not place or line.gap > 0 or lines[place - 1].kind in (*IDLE, Kind.BYLINE)
    ends = under[1].gap > 0 or under[1].kind in (Kind.BYLINE, Kind.DATED)
    return Kind.TITLE if begins and ends else None


def _clauses(lines: Sequence[Line], place: int) -> Kind | None:
    """水管爆裂，没水用；物业失联，找不到人: clauses over or under a headline with its byline."""
    line, under = lines[place], lines[place + 1 : place + 3]
    if line.kind is not Kind.TEXT or not under or not _PARALLEL.fullmatch(line.text):
        return None
    signed = [other.kind in (Kind.BYLINE, Kind.DATED) for other in under]
    if signed[0]:
        return Kind.TITLE if place and lines[place - 1].kind is Kind.TITLE else None
    begins = not place or lines[place - 1].kind in IDLE or ends_sentence(lines[place - 1].text)
    over = under[0].kind is Kind.TITLE and signed[1:] == [True]
    return Kind.TITLE if begins and over else None


BREAKING: Sequence[Rule] = (_opened, _asked, _orphaned, _halved, _clauses)
"""In order: each may call a line what the one before has not."""
