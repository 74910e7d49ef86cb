"""Heads over a byline or dateline: where the story begins that it anchors."""

import re
from collections.abc import Sequence

from tingbao.content.datelines import is_bare_dateline
from tingbao.content.forms import is_note, is_of_picture
from tingbao.content.furniture import JUMP
from tingbao.content.lines import (
    DASH,
    IDLE,
    Kind,
    Line,
    cells,
    ends_sentence,
    is_list_item,
    is_pair,
    is_row,
)
from tingbao.content.names import OPENING

_NOTE_MOST = 5
"""Lines of a note between headline and byline, at most."""
HEAD_MOST = 4
"""Lines of a head at most; a longer run of short lines is verse or a list."""

_ADDRESSED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?:同志|先生|女士|老师|同学|朋友|读者|网友|小朋友)?[：:]"
)
"""田大江同志：, 田大江："""


def anchored(lines: Sequence[Line], place: int) -> set[int]:
    """Where the story of the byline or dateline at ``place`` begins, or the one after it."""
    top = _top(lines, place)
    if top < place:
        return set() if _signs_off(lines, top, place) else {top}
    if noted := _over_note(lines, place):
        return {noted}
    before = lines[place - 1] if place else None
    if lines[place].kind is Kind.DATED and not _closes(lines, place):
        # A brief without a headline; under a byline it is the first paragraph of that story.
        return set() if before is not None and before.kind is Kind.BYLINE else {place}
    if before is None or before.kind is Kind.BYLINE or is_bare_dateline(before.text):
        return set()
    if all(line.kind in IDLE for line in lines[:place]):
        return set()  # who made the page, over its first headline
    if _over_head(lines, place):
        return {place}
    if _under_lead(lines, place):
        return {_top(lines, place - 1)}
    following = place + 1  # a byline under the text ends its story
    over: tuple[Kind, ...] = (Kind.FURNITURE, Kind.BYLINE, Kind.SIGNATURE)
    if lines[place].text[0] in OPENING:
        over = (*over, Kind.CAPTION)  # 摄 without brackets may be of the picture below
    while following < len(lines) and lines[following].kind in over:
        following += 1
    while following < len(lines) and re.match(r"图为|[上下左右]图", lines[following].text):
        following += 1
    if following == len(lines) or lines[following].kind is Kind.ASIDE:
        return set()
    addressed = _ADDRESSED.fullmatch(lines[following].text)
    if addressed and addressed["name"] in lines[place].text:
        return set()  # the answer to who signs the letter above
    return {following}


def _over_note(lines: Sequence[Line], place: int) -> int:
    """Where the head begins that a note of the editor's parts from its byline; 0 if none does."""
    note = place - 1
    while note > max(0, place - _NOTE_MOST) and not is_note(lines[note].text):
        if lines[note].kind is not Kind.TEXT:
            return 0
        note -= 1
    noted = note > 0 and is_note(lines[note].text)
    top = _top(lines, note) if noted else note
    return top if top < note else 0


def _closes(lines: Sequence[Line], place: int) -> bool:
    """Whether a dateline alone stands under the text that it is of: nothing told follows it."""
    under = [line.kind for line in lines[place + 1 : place + 2]]
    told = not place or lines[place - 1].kind is not Kind.TEXT
    return not told and is_bare_dateline(lines[place].text) and under in ([], [Kind.FURNITURE])


def _under_lead(lines: Sequence[Line], place: int) -> bool:
    """Whether a reporter signs between the paragraph right under a headline and the next.

    It leads into the story: the text below has no headline of its own.
    """
    below = lines[place + 1 : place + 1 + _NOTE_MOST]
    under = [line.kind for line in below if line.kind is not Kind.CAPTION][:1]
    over = [line.kind for line in lines[place - 2 : place]] if place > 1 else []
    reporter = "记者" in lines[place].text and lines[place].text[0] not in OPENING
    return reporter and over == [Kind.TITLE, Kind.TEXT] and under == [Kind.TEXT]


def _over_head(lines: Sequence[Line], place: int) -> bool:
    """Whether the byline stands on a headline and apart from the text above: 本报评论员."""
    return (
        lines[place].gap > 0
        and place + 1 < len(lines)
        and lines[place + 1].kind is Kind.TITLE
        and lines[place + 1].gap == 0
        and lines[place].text[0] not in OPENING
    )


def _signs_off(lines: Sequence[Line], top: int, place: int) -> bool:
    """Whether a byline at the end of the page stands under a closing wish, not a headline."""
    return (
        0 < top == place - 1
        and lines[place].kind is Kind.BYLINE
        and ends_sentence(lines[top].text)
        and all(line.kind is Kind.FURNITURE for line in lines[place + 1 :])
    )


def _top(lines: Sequence[Line], anchor: int) -> int:
    """The first line of the head above ``anchor``; ``anchor`` where there is no head."""
    place = top = anchor
    while place > 0 and anchor - place < 8:
        line = lines[place - 1]
        if top < anchor and lines[place].gap and is_verse(lines, place - 1):
            break  # of another story: heads stand apart from such
        if place < anchor and lines[place].kind is Kind.CAPTION and is_of_picture(line.text):
            break  # the caption that we passed is all there is under this headline
        boxed = line.kind is Kind.ASIDE and top < anchor and lines[place].gap == 0
        if line.kind in (Kind.TITLE, Kind.SECTION) or is_dashed(line) or boxed:
            top = place - 1
        elif line.kind is not Kind.FURNITURE and (line.kind is not Kind.CAPTION or top < anchor):
            break  # a caption above the head belongs to the story before
        place -= 1
    if not any(line.kind is Kind.TITLE or is_dashed(line) for line in lines[top:anchor]):
        return anchor
    if top and _run(lines, anchor - 1) > HEAD_MOST:
        return anchor - 1  # tight under verse
    while 0 < top < anchor - 1 and _continues(lines, top):
        top += 1
    # Tight under a comma stands no headline, however short: the last line of a verse may.
    under_comma = top and not lines[top].gap and lines[top - 1].text.endswith(("，", ",", "、"))
    return anchor if under_comma and lines[top - 1].kind is Kind.TEXT else top


def _run(lines: Sequence[Line], place: int) -> int:
    """How many title-like lines stand together, without a blank line, up to ``place``."""
    start = place
    while (
        place - start < HEAD_MOST
        and start > 0
        and lines[start].gap == 0
        and lines[start - 1].kind is Kind.TITLE
        and not is_dashed(lines[start - 1])
    ):
        start -= 1
    return place - start + 1


def is_verse(lines: Sequence[Line], place: int) -> bool:
    """Whether the title-like line belongs to verse or a list: more than a head has, by stanzas."""
    short = 0
    while short <= min(place, HEAD_MOST) and lines[place - short].kind is Kind.TITLE:
        short += 1
    return short > HEAD_MOST or _run(lines, place) > 2


def is_dashed(line: Line) -> bool:
    """Whether the line is a 副题 by its dash."""
    return (
        line.kind not in (Kind.FURNITURE, Kind.BYLINE)
        and len(line.text) <= 60
        and bool(DASH.match(line.text))
    )


def jumps(line: Line, way: str) -> bool:
    """Whether the line says that a story goes on elsewhere (下转), or comes from there (上接)."""
    jump = line.kind is Kind.FURNITURE and JUMP.match(line.text)
    return bool(jump and jump["way"][1] == way)


def _continues(lines: Sequence[Line], place: int) -> bool:
    """Whether the line goes on with a paragraph that the line before left open."""
    before = lines[place - 1]
    return before.kind in (Kind.TEXT, Kind.DATED) and not is_closed(lines, place)


def is_closed(lines: Sequence[Line], place: int) -> bool:
    """Whether what stands before ``place`` is finished."""
    last = place - 1
    while last and lines[last].kind is Kind.FURNITURE:
        last -= 1
    before, text = lines[last], lines[last].text
    if last < place - 1 and before.kind in (Kind.TITLE, Kind.SECTION):
        return True
    apart = lines[place].gap > 0
    return (
        ends_sentence(text)
        or before.kind in (Kind.FURNITURE, Kind.CAPTION, Kind.SIGNATURE)
        or bool(JUMP.search(text[-14:]))
        or text.endswith(("）", ")", "”"))
        or is_row(text)
        or (before.kind is Kind.TEXT and (cells(text) > 1 or (apart and text.startswith("——"))))
        or (before.kind is Kind.TEXT and _item(text) and (apart or _item(lines[last - 1].text)))
        or (apart and before.kind is Kind.TITLE and _run(lines, place - 1) > 2)  # verse
    )


def _item(text: str) -> bool:
    return is_list_item(text) or is_pair(text)
