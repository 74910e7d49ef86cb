"""Where the stories of a page start.

Bylines and datelines are the anchors: of all that a pasted page shows they are the most
reliable, and nearly every story has one. From an anchor the head is read upwards (引题, 主题,
副题), the body downwards. The rest is in ``unanchored``.
"""

import dataclasses
import itertools
from collections.abc import Sequence

from tingbao.content import joint, verse
from tingbao.content.anchors import anchored, is_closed, is_verse, jumps
from tingbao.content.lines import IDLE, Kind, Line
from tingbao.content.names import OPENING
from tingbao.content.notices import names_itself
from tingbao.content.unanchored import parted, weighed

_OVER = (*IDLE, Kind.CAPTION, Kind.ASIDE)
"""What may stand over the first story of a page and be none."""


def starts(lines: Sequence[Line]) -> tuple[list[int], set[int]]:
    """Indices of the lines at which a story begins, and of heads that could be otherwise.

    The first line always begins one. Where the first story and another are marked (``# ``) all
    are, and the marks alone say where stories begin; so does one over a story that has the page
    to itself. Other marks leave the guesses their place.
    """
    if not lines:
        return [], set()
    marked = [place for place, line in enumerate(lines) if line.kind is Kind.HEADING]
    tops = {place: _top_of_marked(lines, place) for place in marked}
    on_top = bool(marked) and all(line.kind in _OVER for line in lines[: tops[marked[0]]])
    plain = [
        dataclasses.replace(line, kind=Kind.TITLE) if line.kind is Kind.HEADING else line
        for line in lines
    ]
    found: set[int] = set()
    unsure: set[int] = set()
    if not on_top or (not marked[1:] and _shared(plain, _under_head(lines, marked[0]))):
        found, unsure = _guessed(plain)
    for place in marked:
        found -= set(range(tops[place], _under_head(lines, place)))
        unsure.discard(place)
    found |= {0, *tops.values()}
    for place in sorted(found - {0}):
        if jumps(lines[place - 1], "接"):  # the mark over a headline is of the story under it
            found = found - {place} | {place - 1}
        elif lines[place].number == lines[place - 1].number:
            found.discard(place)  # the second piece of a parted line
    return sorted(_without_heads_of_nothing(found, lines)), unsure


def _guessed(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    """Where stories begin on a page without marks, and the heads near to it."""
    found = {0}
    for place, line in enumerate(lines):
        if line.kind in (Kind.BYLINE, Kind.DATED) or _goes_on(lines, place):
            begins = anchored(lines, place)
            if not any(joint.goes_on(lines, max(found), top, place) for top in begins):
                found |= begins
        elif place and (parted(lines, place, max(found)) or verse.begins(lines, place)):
            found.add(place)
    more, unsure = weighed(lines, found)
    return found | more, unsure


# ------------------------------------------------------------------------- the editor's mark


def _shared(lines: Sequence[Line], begin: int) -> bool:
    """Whether a dateline, a signed headline or a notice stands on the page from ``begin``."""
    for place in range(begin, len(lines)):
        if lines[place].kind in (Kind.BYLINE, Kind.DATED):
            if any(begin <= top <= place for top in anchored(lines, place)):
                return True
        elif lines[place].kind is Kind.TITLE and names_itself(lines[place].text):
            return True
    return False


def _top_of_marked(lines: Sequence[Line], place: int) -> int:
    """Where the story of a marked headline begins: at the label, 引题 or byline over it."""
    top = place
    if top and _over_head(lines, top - 1):
        top -= 1
    while top and lines[top - 1].kind in (Kind.TITLE, Kind.SECTION):
        if is_verse(lines, top - 1):
            return place
        top -= 1
    return top if not top or is_closed(lines, top) or lines[top].gap else place


def _over_head(lines: Sequence[Line], place: int) -> bool:
    """Whether the line is a byline apart from the text above, on the headline under it."""
    signs = lines[place].kind is Kind.BYLINE and lines[place].text[0] not in OPENING
    return signs and (lines[place].gap > 0 or not place) and lines[place + 1].gap == 0


def _under_head(lines: Sequence[Line], place: int) -> int:
    """The line after the head that a marked headline opens, its byline with it."""
    end = place + 1
    while end < len(lines) and lines[end].kind in (Kind.TITLE, Kind.SECTION, Kind.BYLINE):
        end += 1
    return end


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """Whether the second half of a story (上接第1版) begins here under its headline."""
    return place > 0 and jumps(lines[place], "接") and lines[place - 1].kind is Kind.TITLE


# ------------------------------------------------------------------------------- the rest


def _without_heads_of_nothing(found: set[int], lines: Sequence[Line]) -> set[int]:
    """A start whose story would be furniture or a section label alone belongs to the next."""
    kept = sorted(found)
    for start, end in zip(list(kept), [*kept[1:], len(lines)], strict=True):
        idle = (*IDLE, Kind.CAPTION) if start else (*IDLE, Kind.CAPTION, Kind.BYLINE)
        bare = all(line.kind in idle for line in lines[start:end])
        labelled = _labels_pictures(lines[start:end])
        if bare and not labelled and end < len(lines):  # 图说新闻 and its picture are a story
            found.discard(end)
    return found


def _labels_pictures(region: Sequence[Line]) -> bool:
    """Whether a label stands right over the captions that end the region: 图片新闻."""
    pictured = (Kind.CAPTION, Kind.BYLINE)  # what is in them, and who took them
    captions = itertools.takewhile(lambda line: line.kind in pictured, reversed(region))
    count = sum(1 for _ in captions)
    return 0 < count < len(region) and region[-count - 1].kind is Kind.SECTION
