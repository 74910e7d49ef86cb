"""A 栏目 label in the midst of a page: does a story begin under it, or a part of the one above?"""

import itertools
import re
from collections.abc import Sequence

from tingbao.content.anchors import is_closed
from tingbao.content.forms import is_aside, is_bracketed, is_news_label, is_part, label_word
from tingbao.content.lines import UNDER_HEAD, Kind, Line, is_labelled
from tingbao.content.names import MARKS

_NEAR = 60
"""Lines above in which a page shows how its labels look."""
_TIMED = re.compile(r"(?:\d{1,2}月\d{1,2}日)?[\s　]*\d{1,2}[:：]\d{2}\s")
_INTERVIEW = re.compile(r"[【〖\[]?(?:对话|访谈|专访|问答|对谈)[】〗\]]?")
"""Over what one asks and another answers, it heads a part of the story above."""


def opens(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether a story begins at the label at ``place``; ``begin`` is where the one above does."""
    line, before = lines[place], lines[place - 1]
    after = lines[place + 1] if place + 1 < len(lines) else None
    if after is None or is_aside(line.text):
        return False
    if before.kind in (Kind.TITLE, Kind.SECTION) or not is_closed(lines, place):
        return False
    if _TIMED.match(after.text):
        return True  # 今日看点 over a timetable
    if _INTERVIEW.fullmatch(line.text.lstrip(MARKS)) and is_labelled(after.text):
        return False
    if _is_part(lines, begin, place):
        return False
    if after.kind in (Kind.TITLE, Kind.DATED, Kind.CAPTION) or is_news_label(line.text):
        return True
    if line.text[0] in MARKS and line.gap and _alike(lines, place):
        return True
    return is_bracketed(line.text) and _labelled(lines, begin, place)


def _alike(lines: Sequence[Line], place: int) -> bool:
    """Whether its mark heads labels over headlines above: ●热线追踪, ●热线帮忙."""
    near = itertools.pairwise(lines[max(0, place - _NEAR) : place])
    heads = [line for line, under in near if line.kind is Kind.SECTION and under.kind is Kind.TITLE]
    return sum(line.text[0] == lines[place].text[0] for line in heads) > 1


def _is_part(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether the label heads a part: 【追问】 in a story that 【现象】 has opened."""
    above = lines[begin:place]
    if is_part(lines[place].text):
        return any(line.kind is Kind.TITLE or is_part(line.text) for line in above)
    return is_spoken_of(lines, begin, place)


def is_spoken_of(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether the story above speaks of what the label names, and signs for both.

    【业主】, 【物业】: those who have a say in a report head its parts, and further ones follow.
    """
    label, above = lines[place].text, lines[begin:place]
    signs = (Kind.BYLINE, Kind.DATED)
    signed = next((p for p, line in enumerate(above) if line.kind in signs), len(above))
    under = next((line.kind for line in lines[place + 1 :] if line.kind in UNDER_HEAD), None)
    if not is_bracketed(label) or signed == len(above) or under is not Kind.TEXT:
        return False
    word = label_word(label)
    named = len(word) > 1 and any(word in line.text for line in above)
    return named or any(is_bracketed(line.text) for line in above[signed:])


def _labelled(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether the story above is a brief under a label, without a headline of its own."""
    head = itertools.takewhile(lambda line: line.kind not in UNDER_HEAD, lines[begin:place])
    kinds = {line.kind for line in head}
    return Kind.SECTION in kinds and Kind.TITLE not in kinds
