"""One headline over several datelines: does the second report belong to it, or stand alone?

Papers set what comes from two places of one matter under one headline, often of two clauses, and
briefs without a headline under one another. The headline speaks of the former, and of no brief.
"""

from collections.abc import Sequence

from tingbao.content.datelines import dateline
from tingbao.content.lines import Kind, Line
from tingbao.content.wordpairs import bigrams

_HEAD = 5
"""Lines of a head at most, its label with them."""
_SPOKEN_OF = 3
"""Pairs of characters that headline and report share, at least. Of a national daily's 24 reports
under a headline of several 20 share so many, and no brief more than two (measured)."""


def is_told_above(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether the headline of the story that begins at ``begin`` speaks of the report at
    ``place``, which has a dateline and no headline of its own.
    """
    if begin >= place:
        return False
    head = [line.text for line in lines[begin : begin + _HEAD] if line.kind is Kind.TITLE]
    told = dateline(lines[place].text)[2]  # where it comes from is no matter of the headline's
    return len(bigrams("\n".join(head)) & bigrams(told)) >= _SPOKEN_OF
