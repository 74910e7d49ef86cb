"""小标题 come in series, set and worded alike: by one mark, by the clock, by who speaks."""

import re
from collections import Counter
from collections.abc import Sequence

from tingbao.content.forms import is_chapter, is_number, is_part
from tingbao.content.kinship import NEAR
from tingbao.content.labels import is_spoken_of
from tingbao.content.lines import Kind, Line
from tingbao.content.places import Place
from tingbao.content.signed import signed_on_top

_CROSSHEAD = "▎▍▌■◆●▲★□◇○△☆"
"""What marks 小标题."""
_SHORT = 20
"""Characters of a marked 小标题 at most."""
_ALIKE = 2
"""Characters by which the 小标题 of one story differ, mostly."""
_CLOCK = re.compile(
    r"(?:凌晨|清晨|早[上晨]|上午|中午|正午|下午|傍晚|晚上|夜里|深夜|午夜)?\d{1,2}(?:[时点]|[:：]\d{2})"
)
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,8}[：:].")
_SCENE = re.compile(
    r"[【〖\[][\u4e00-\u9fff]{1,6}[一二三四五六七八九十\d]{1,2}[】〗\]]"
    r"|(?!星期|周)[\u4e00-\u9fff]{2,3}[一二三四五六七八九十\d]{1,2}[：:\s　]"
)
"""【画面一】 and what it shows, 误区一：…: the parts of one report are numbered so."""

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}[省市县区镇乡村]")
"""顺河县, over what is told of it under one headline; no headline is but a name."""


def heads_part(place: Place) -> bool:
    """The form of the head says that a part of one piece follows."""
    first = place.head[0].text
    return (
        is_number(first)  # 一
        or is_chapter(first)  # 第一章
        or (bool(_SCENE.match(first)) and titled(place))
        or (bool(_PLACE.fullmatch(first)) and len(place.titles) == 1)
        or _labels_part(place)
        or is_spoken_of(place.lines, place.begin, place.top)  # 【业主】, who speak in the story
        or _by_the_clock(place)
    )


def titled(place: Place) -> bool:
    """The story above has a headline."""
    return any(line.kind is Kind.TITLE for line in place.lines[place.begin : place.top])


def _labels_part(place: Place) -> bool:
    """【追问】; over a headline of its own it is a label only where others stand too."""
    if not (is_part(place.head[0].text) and titled(place)):
        return False
    near = (*place.lines[place.begin + 1 : place.top], *place.lines[place.text : place.last])
    return len(place.head) == 1 or any(is_part(line.text) for line in near)


def _by_the_clock(place: Place) -> bool:
    """上午9时 北苑小区, 下午2时 翠竹园: by the clock the parts of one report follow."""
    return _one_of_several(place, _CLOCK)


def in_turn(place: Place) -> bool:
    """环卫工人：…, 电力工人：…: in a signed story somebody is named in like manner each time."""
    return len(place.titles) == 1 and signed_on_top(place) and _one_of_several(place, _NAMED)


def _one_of_several(place: Place, form: re.Pattern[str]) -> bool:
    """The head and another title near to it, above or below, have the form."""
    first = place.titles[0] if place.titles else ""
    return bool(form.match(first)) and any(
        line.kind is Kind.TITLE and form.match(line.text) for line in _around(place)
    )


def _around(place: Place) -> Sequence[Line]:
    """The lines around the head that may be of one story with it, but for its headline."""
    top, end = max(place.begin + 1, place.top - NEAR), min(place.last, place.text + NEAR)
    return (*place.lines[top : place.top], *place.lines[place.text : end])


def _parts_above(place: Place) -> list[int]:
    """Where 小标题 of one line stand between the paragraphs above."""
    lines = place.lines
    return [
        at
        for at in range(max(place.begin + 1, place.top - NEAR), place.top - 1)
        if lines[at].kind is Kind.TITLE and lines[at - 1].kind is lines[at + 1].kind is Kind.TEXT
    ]


def goes_with_others(place: Place) -> bool:
    """小标题 of about its length stand above."""
    lengths = (len(place.lines[at].text) for at in _parts_above(place))
    return any(abs(length - place.longest) <= _ALIKE for length in lengths)


def set_otherwise(place: Place) -> bool:
    """Of two lines, or tight upon its text, where a 小标题 above is of one, or stands apart."""
    lines, above = place.lines, _parts_above(place)
    apart = any(lines[at].gap > 0 < lines[at + 1].gap for at in above)
    tight = place.head[0].gap > lines[place.text].gap == 0
    return (apart and tight) or (bool(above) and len(place.titles) > 1)


def unlike_marked(place: Place) -> bool:
    """The 小标题 above open with one mark (▎误区, ▎建议), and the head does not."""
    marks = Counter(
        line.text[0]
        for line in place.lines[max(place.begin + 1, place.top - NEAR) : place.top]
        if line.gap and len(line.text) <= _SHORT and not line.text[0].isalnum()
    )
    marked = [mark for mark, times in marks.items() if times > 1 and mark in _CROSSHEAD]
    return bool(marked) and place.head[0].text[0] not in marked
