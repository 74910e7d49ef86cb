"""Stories without an anchor: neither byline nor dateline says where they begin.

Some begin for certain: under a rule, over captions alone, at 上接第1版. Of the rest each head in
the midst of the page is weighed (see ``evidence``).
"""

import dataclasses
import re
from collections.abc import Sequence

from tingbao.content import labels, verse
from tingbao.content.anchors import HEAD_MOST, is_closed, is_dashed, is_verse, jumps
from tingbao.content.captions import closes_picture
from tingbao.content.evidence import DOUBTFUL, weigh
from tingbao.content.forms import announces_pictures
from tingbao.content.furniture import is_rule
from tingbao.content.lines import IDLE, UNDER_HEAD, Kind, Line, is_row
from tingbao.content.names import end_byline, end_source, is_wire
from tingbao.content.places import Place, Sheet
from tingbao.content.signed import says_itself

_SPEECH = re.compile(r"[：:]“[^“”]*[！？!?…]”$")


def parted(lines: Sequence[Line], place: int, begin: int) -> bool:
    """Whether a story without byline or dateline begins here for certain.

    ``begin`` is where the story above begins.
    """
    line, before = lines[place], lines[place - 1]
    if _second_half(lines, place) or _pictured(lines, place):
        return True
    if line.kind not in (Kind.TITLE, Kind.SECTION):
        return False
    if is_rule(before.text) or _under_picture(lines, begin, place):
        return True
    headed = before.kind in (Kind.TITLE, Kind.SECTION)
    announced = any(announces_pictures(other.text) for other in _head_mark(lines, place))
    if announced and not headed and is_closed(lines, place):
        return True
    return line.kind is Kind.SECTION and labels.opens(lines, begin, place)


def _head_mark(lines: Sequence[Line], place: int) -> Sequence[Line]:
    """The line, and （附图片1张） under it on a line of its own."""
    under = lines[place + 1 : place + 2]
    return lines[place : place + 1 + sum(line.kind is Kind.CAPTION for line in under)]


def _pictured(lines: Sequence[Line], place: int) -> bool:
    """Whether a headline has nothing under it but captions: a picture of its own.

    A 小标题 heads text.
    """
    if lines[place].kind is not Kind.TITLE or not lines[place].gap or not is_closed(lines, place):
        return False
    end = place + 1
    while end < len(lines) and lines[end].kind is Kind.CAPTION:
        end += 1
    headed = (Kind.TITLE, Kind.SECTION, Kind.FURNITURE)
    return end > place + 1 and (end == len(lines) or lines[end].kind in headed)


def _under_picture(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether what begins at ``begin`` is a headline or label and captions: no 小标题 follows."""
    kinds = [line.kind for line in lines[begin:place][:HEAD_MOST] if line.kind not in IDLE]
    labelled = kinds[:1] == [Kind.CAPTION] and lines[begin].kind is Kind.SECTION  # 图片新闻
    pictured = (kinds[:2] == [Kind.TITLE, Kind.CAPTION] and lines[place].gap > 0) or labelled
    return pictured and all(
        line.kind in (*IDLE, Kind.TITLE, Kind.CAPTION) for line in lines[begin:place]
    )


def _second_half(lines: Sequence[Line], place: int) -> bool:
    """Whether the second half of a story (上接第1版) begins here without its headline."""
    before, under = lines[place - 1], lines[place + 1 : place + 2]
    begins = jumps(lines[place], "接") and [line.kind for line in under] == [Kind.TEXT]
    open_ = before.kind in (Kind.TITLE, Kind.BYLINE, *IDLE) and not jumps(before, "转")
    return begins and not open_ and is_closed(lines, place)


def _regions(lines: Sequence[Line], found: set[int]) -> list[range]:
    kept = sorted(found)
    return [range(*pair) for pair in zip(kept, [*kept[1:], len(lines)], strict=True)]


def weighed(lines: Sequence[Line], found: set[int]) -> tuple[set[int], set[int]]:
    """Heads in the midst of a region that, by all signs, begin stories; and those near to it."""
    more: set[int] = set()
    unsure: set[int] = set()
    sheet = Sheet.of(lines)
    for region in _regions(lines, found):
        begin = region[0]
        weights: dict[int, float] = {}
        heads = _heads(lines, region)
        places = [
            Place(
                sheet=sheet,
                begin=begin,
                top=top,
                text=text,
                end=end,
                last=region.stop,
                alone=len(heads) == 1,
            )
            for top, text, end in heads
        ]
        plain = {place.top for place in places if not says_itself(place)}
        for place in places:
            top, alone = place.top, place.alone or plain == {place.top}
            weights[top] = weigh(dataclasses.replace(place, begin=begin, alone=alone))
            if weights[top] > 0:
                more.add(top)
                begin = top
        upto = range(region[0], min(more & set(region), default=region.stop))
        parts = {top: weight for top, weight in weights.items() if top in upto}
        if parts and _signed_twice(lines, upto, min(parts)):
            more.add(max(parts, key=lambda top: (_under_caption(lines, top), parts[top])))
        unsure |= {top for top, weight in weights.items() if abs(weight) < DOUBTFUL}
    return more, unsure


def _under_caption(lines: Sequence[Line], head: int) -> bool:
    """Whether the text above the head closes with its picture, as a story does."""
    return lines[head - 1].kind is Kind.CAPTION


def _signed_twice(lines: Sequence[Line], region: range, head: int) -> bool:
    """Whether a byline stands both above the first of the heads and at the end: two stories."""
    idle = (Kind.FURNITURE, Kind.CAPTION)  # who took a picture signs no story
    last = next((p for p in reversed(region) if lines[p].kind not in idle), region[0])
    text = lines[last].text
    signed_at_end = lines[last].kind is Kind.BYLINE or end_byline(text)[1]
    kinds = {lines[place].kind for place in range(region[0], head)}
    if not signed_at_end or closes_picture(lines, last):
        return False
    if is_wire(text) and Kind.DATED in kinds:
        return True  # no story has two datelines
    return not end_source(text) and bool(kinds & {Kind.BYLINE, Kind.DATED})


def _heads(lines: Sequence[Line], region: range) -> list[tuple[int, int, int]]:
    """Runs of title lines above text, under the first text of ``region``: (top, text, end)."""
    told = (p for p in region if lines[p].kind in UNDER_HEAD or verse.is_poem(lines, p))
    first = next(told, region[-1])
    found: list[tuple[int, int]] = []
    place = first + 1
    while place < region.stop:
        head = lines[place].kind in (Kind.TITLE, Kind.SECTION)
        if not head or lines[place - 1].kind is Kind.BYLINE or not is_closed(lines, place):
            place += 1
            continue
        text = place
        while text < region.stop and (
            lines[text].kind in (Kind.TITLE, Kind.SECTION) or is_dashed(lines[text])
        ):
            text += 1
        place = _under_verse(lines, place, text)
        titles = sum(lines[p].kind is Kind.TITLE for p in range(place, text))
        last = lines[text - 1].text
        spoken = last.endswith(("：", ":")) or (titles == 1 and _SPEECH.search(last))
        if spoken or any(is_row(line.text) for line in lines[place:text]):
            titles = 0  # a table; what a list or a speech follows; a sentence with speech
        if text < region.stop and lines[text].kind is Kind.TEXT and 0 < titles <= HEAD_MOST:
            found.append((place, text))
        place = text
    ends = [*(top for top, _ in found), region.stop][1:]
    return [(top, text, end) for (top, text), end in zip(found, ends, strict=False)]


def _under_verse(lines: Sequence[Line], top: int, text: int) -> int:
    """Where the head begins among title-like lines of which the first are stanzas of verse."""
    apart = [place for place in range(top + 1, text) if lines[place].gap]
    return apart[-1] if apart and is_verse(lines, apart[-1] - 1) else top
