"""图片说明 that no mark tells: sentences that say what is in a picture of the story."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tingbao.content.forms import is_number
from tingbao.content.lines import Kind, Line, ends_sentence

_LONGEST = 34
"""Characters of a caption without a mark, at most."""
_WHOLE = 120
"""Characters at most of one that stands on its credit."""
_NEAR = 9
"""Lines above and below by which one tells how paragraphs are set."""
_MOST = 10
"""Captions at the end of a story are fewer."""
_CREDIT_LONGEST = 20
"""Characters of who took a picture, at most."""
_PICTURES = re.compile(r"摄影|摄$|图片|影像|视觉|图说|文[/／]图|图[/／]")
CREDITED = re.compile(r"(?:摄|摄影|供图|社照片|社发)[）)]?$")
"""How a line ends that says who took a picture."""
_DOING = re.compile(
    r"(?:\d{1,2}月\d{1,2}日，)?(?![他她我它你这那])(?:“[^“”]{1,8}”)?[^，,。！？：:“”]{0,10}(?<=[^，,。！？：:]{2})"
    r"(?:(?<![存实所现])在|正|为|向|给|帮|与|把)[^，,。！？：:“”]{3,16}。?"
)
"""学生在窗口前排队打饭: somebody, and what he is doing."""
_SOMEWHERE = re.compile(r"在(?:[^，]{1,8}[上下里外内前后中旁边间]|一起)")
_NOW = re.compile(
    r"[^，,]{2,8}(?<![存实所现])(?:正在|在)(?!于|[\u4e00-\u9fff]{2,3}$)[^，,]{4,16}。"
)
"""宗师傅在演奏二胡曲《良宵》。: what somebody is seen doing."""
_TOLD = re.compile(r"了(?![解望])|已|将|还[^原]|也")
"""What is done, or will be, is in no picture."""
_NUMBERED = re.compile(r"[①-⑳]|\d{1,2}[：:](?!\d)")
"""Pictures of a photo story are told apart so."""
_SINGLE = re.compile(r"[^。！？；;“”：:]{4,}。?")


def has_pictures(lines: Sequence[Line]) -> bool:
    """Whether ``lines``, a story's head with its byline, say that it has pictures."""
    return any(_PICTURES.search(line.text) for line in lines)


def is_unmarked(
    rest: Sequence[Line], place: int, *, pictures: bool, signed: bool, under_byline: bool
) -> bool:
    """Whether the line at ``place`` under a story's head is a caption without a mark.

    ``pictures`` tells that the story has some; ``signed``, that it says who wrote it;
    ``under_byline``, that only its byline is above.
    """
    numbered = bool(_NUMBERED.match(rest[place].text))
    return (
        (pictures and (_doing(rest, place) or numbered or _alone(rest, place)))
        or (under_byline and _over_text(rest, place))
        or _over_credit(rest, place)
        or (signed and _on_credit(rest, place))
        or _set_off(rest, place)
    )


def _set_off(rest: Sequence[Line], place: int) -> bool:
    """Whether what somebody is doing stands further from finished text than any paragraph near."""
    line, near = rest[place], [*rest[max(0, place - 2) : place], *rest[place + 1 : place + 3]]
    return (
        0 < place < len(rest) - 1
        and line.gap > max(1, *(other.gap for other in near))
        and line.kind is Kind.TEXT
        and bool(_DOING.fullmatch(line.text))
        and not _TOLD.search(line.text)
        and ends_sentence(rest[place - 1].text)
    )


def _alone(rest: Sequence[Line], place: int) -> bool:
    """Whether one short sentence stands between blank lines, where other paragraphs do not."""
    line = rest[place]
    if not 0 < place < len(rest) - 1 or not (line.gap and rest[place + 1].gap):
        return False
    if line.kind is not Kind.TEXT or len(line.text) > _LONGEST or not _SINGLE.fullmatch(line.text):
        return False
    if _TOLD.search(line.text) or line.text[0] in "他她它我你这那" or line.text[-1] != "。":
        return False
    near = (rest[max(0, place - _NEAR) : place], rest[place + 1 : place + _NEAR])
    gaps = [
        below.gap
        for lines in near
        for above, below in pairwise(lines)
        if above.kind is below.kind is Kind.TEXT
        and not (is_number(above.text) or is_number(below.text))
    ]
    tight = gaps.count(0)
    return tight > 1 and 2 * tight > len(gaps) and ends_sentence(rest[place - 1].text)


def _doing(rest: Sequence[Line], place: int) -> bool:
    """Whether a short line says what somebody is doing, at the end or without a full stop."""
    line = rest[place]
    if not place or not _DOING.fullmatch(line.text) or _TOLD.search(line.text):
        return False
    if not ends_sentence(rest[place - 1].text):
        return False
    idle = (Kind.FURNITURE, Kind.CAPTION)
    below = rest[place + 1 : place + 1 + _MOST]
    last = len(below) < _MOST and all(
        under.kind in idle or _DOING.fullmatch(under.text) for under in below
    )
    if line.kind is Kind.TEXT:
        seen = _SOMEWHERE.search(line.text) or _NOW.fullmatch(line.text)
        return last or bool(line.gap and seen)
    return place < len(rest) - 1


def _over_text(rest: Sequence[Line], place: int) -> bool:
    """Whether a single sentence stands apart from the text that it is above."""
    line = rest[place]
    if place + 1 >= len(rest) or len(line.text) > _LONGEST:
        return False
    if not re.fullmatch(r"[^。！？；;，,“”：:]{6,}。", line.text):
        return False
    doing = re.search(r"为|在|正|向|给|帮|与|和", line.text)
    apart = line.gap > max(1, rest[place + 1].gap) or bool(doing)
    return apart and rest[place + 1].gap >= 1


def _over_credit(rest: Sequence[Line], place: int) -> bool:
    """Whether a short sentence stands over who took the picture, under finished text."""
    return (
        0 < place < len(rest) - 1
        and rest[place].kind in (Kind.TEXT, Kind.TITLE)
        and len(rest[place].text) <= _LONGEST
        and bool(_SINGLE.fullmatch(rest[place].text))
        and ends_sentence(rest[place - 1].text)
        and is_credit(rest, place + 1)
    )


def _on_credit(rest: Sequence[Line], place: int) -> bool:
    """Whether sentences stand tight on who took the picture, and apart from finished text."""
    return (
        0 < place < len(rest) - 1
        and rest[place].kind is Kind.TEXT
        and rest[place].gap > rest[place + 1].gap == 0
        and len(rest[place].text) <= _WHOLE
        and ends_sentence(rest[place - 1].text)
        and is_credit(rest, place + 1)
    )


def is_credit(lines: Sequence[Line], place: int) -> bool:
    """Whether the line is nothing but who took the picture whose caption is above: 蓝天　摄.

    It stands no further from the caption than that from the text.
    """
    line = lines[place]
    return (
        place > 0
        and line.gap <= lines[place - 1].gap
        and line.kind in (Kind.CAPTION, Kind.BYLINE)
        and len(line.text) <= _CREDIT_LONGEST
        and bool(CREDITED.search(line.text))
        and not re.search(r"[。！？，▲▼↑↓]", line.text)
    )


def closes_picture(lines: Sequence[Line], place: int) -> bool:
    """Whether the line at ``place`` is the credit of a caption that ends a story's text."""
    return place > 1 and is_credit(lines, place) and _over_credit(lines, place - 1)
