"""How wide a column of print is, and whether its lines are broken at that width."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tingbao.content.lines import (
    Kind,
    Line,
    ends_sentence,
    is_list_item,
    is_pair,
    is_remark,
    pieces,
)

_LATIN, _LATIN_END = re.compile(r"[A-Za-z]"), re.compile(r"[A-Za-z]$")
_NARROWEST = 10
"""Characters of a column at least."""


def _listed(text: str) -> bool:
    """Whether the line is an item, a pair or a row: it ends where it ends, whatever the width."""
    return is_list_item(text) or is_pair(text) or pieces(text) > 1


def breadth(text: str) -> int:
    """How wide ``text`` is set, in characters: Latin letters and digits are half as wide."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 4


def seams(pieces: Sequence[str]) -> list[str]:
    """What stands before each piece where they are put together: a blank between Latin words."""
    inner = (_LATIN_END.search(one) and _LATIN.match(other) for one, other in pairwise(pieces))
    return ["", *(" " if latin else "" for latin in inner)]


def wrap(lines: Sequence[Line]) -> tuple[int, bool]:
    """The width at which lines are broken, and whether they are.

    Where text is wrapped, most lines that do not end a sentence are full, so nearly of one
    length; the longest line tells nothing, for a URL may stick out.
    """
    lines = [line for line in lines if not _listed(line.text)]
    breadths = [breadth(line.printed) for line in lines]
    longest = max(breadths, default=0)
    open_ = sorted(
        wide for wide, line in zip(breadths, lines, strict=True) if not ends_sentence(line.text)
    )
    if len(open_) < 2 or len(open_) * 4 < len(lines):
        return longest, False
    width = open_[len(open_) // 2]
    full = sum(abs(length - width) <= 3 for length in open_)
    beyond = sum(wide > width + 3 for wide in breadths)
    wrapped = _NARROWEST <= width <= 60 and full * 2 > len(open_) and beyond * 8 <= len(lines)
    return (width if wrapped else longest), wrapped


def is_whole(lines: Sequence[Line]) -> bool:
    """Whether each line is a paragraph, but for short ones that end none and come by twos.

    These are 小标题: where a column broke its paragraphs, a longer line ends in a sentence too.
    """
    ends = [ends_sentence(line.text) or is_remark(line.text) for line in lines]
    heads = sum(
        line.kind is Kind.TITLE and over and not own
        for line, own, over in zip(lines[1:], ends[1:], ends, strict=False)
    )
    text = (own for line, own in zip(lines, ends, strict=True) if line.kind is Kind.TEXT)
    return heads > 1 and all(text)
