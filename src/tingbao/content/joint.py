"""One headline over several datelines: does the second report belong to it, or stand alone?

Papers set what comes from two places of one matter under one headline, often of two clauses, and
briefs without a headline under one another. The headline speaks of the former, and of no brief.
Or the name of each region (湖南, 武汉) stands over what is from there.
"""

import re
from collections.abc import Sequence

from tingbao.content.datelines import dateline
from tingbao.content.lines import Kind, Line
from tingbao.content.wordpairs import bigrams

_HEAD = 5
"""Lines of a head at most, its label with them."""
_SPOKEN_OF = 3
"""Pairs of characters that headline and report share, at least. Of a national daily's 24 reports
under a headline of several 20 share so many, and no brief more than two (measured)."""


_REGION = re.compile(r"[\u4e00-\u9fff]{2,3}")
"""湖南, 武汉: too short for a headline."""


def goes_on(lines: Sequence[Line], begin: int, top: int, place: int) -> bool:
    """Whether the report at ``place``, whose head begins at ``top``, is of the story that begins
    at ``begin``.
    """
    if begin >= top:
        return False
    if top == place:
        return _is_told_above(lines, begin, place)
    labels = [at for at in range(begin + 1, begin + _HEAD) if is_region(lines, at)]
    return bool(labels) and top == place - 1 and labels[0] < top and is_region(lines, top)


def is_region(lines: Sequence[Line], place: int) -> bool:
    """Whether the line is the name of a region over its report: 湖南, under one headline."""
    named = place < len(lines) - 1 and lines[place].kind is Kind.TITLE
    return (
        named and lines[place + 1].kind is Kind.DATED and bool(_REGION.fullmatch(lines[place].text))
    )


def _is_told_above(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether the headline of the story that begins at ``begin`` speaks of the report at
    ``place``, which has a dateline and no headline of its own.
    """
    head = [line.text for line in lines[begin : begin + _HEAD] if line.kind is Kind.TITLE]
    told = dateline(lines[place].text)[2]  # where it comes from is no matter of the headline's
    return len(bigrams("\n".join(head)) & bigrams(told)) >= _SPOKEN_OF
