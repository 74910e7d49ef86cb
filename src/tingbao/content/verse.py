"""Poems without a poet's name: a title and the lines under it are all that shows one."""

from collections.abc import Sequence

from tingbao.content.anchors import HEAD_MOST, is_closed
from tingbao.content.lines import UNDER_HEAD, Kind, Line, is_list_item, is_pair, is_row

_TITLE, _VERSE = 12, 16
"""Characters of a poem's title and of a line of verse, at most."""


def begins(lines: Sequence[Line], place: int) -> bool:
    """Whether a poem begins at ``place``, apart from the finished prose above it.

    Under another poem it is by the same hand (外一首).
    """
    apart = lines[place].gap > 0 and is_closed(lines, place)
    return apart and lines[place - 1].kind is not Kind.TITLE and is_poem(lines, place)


def is_poem(lines: Sequence[Line], place: int) -> bool:
    """Whether ``place`` is a poem's title: under it stand more short lines than a head has."""
    if lines[place].kind is not Kind.TITLE or len(lines[place].text) > _TITLE:
        return False
    end = place + 1
    while end < len(lines) and _is_line(lines[end]):
        end += 1
    if end < len(lines) and lines[end].kind in UNDER_HEAD:  # under a head, which stands apart
        end = next((p for p in range(end - 1, place, -1) if lines[p].gap), place)
    open_ = sum(line.kind is Kind.TITLE for line in lines[place + 1 : end])
    return end - place > HEAD_MOST and 2 * open_ >= end - place - 1


def _is_line(line: Line) -> bool:
    short = line.kind in (Kind.TITLE, Kind.TEXT) and len(line.text) <= _VERSE
    return short and not (is_list_item(line.text) or is_pair(line.text) or is_row(line.text))
