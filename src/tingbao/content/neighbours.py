"""What a line is by the lines around it, where its own looks deceive.

A chain of small rules, in order: each looks at one line with its neighbours and may call it
something else.
"""

import dataclasses
import re
from collections.abc import Callable, Sequence

from tingbao.content.anchors import is_closed
from tingbao.content.breaking import BREAKING
from tingbao.content.captions import is_credit
from tingbao.content.forms import is_news_label
from tingbao.content.lines import (
    Kind,
    Line,
    ends_sentence,
    is_list_item,
    is_pair,
    is_row,
    unmarked,
)
from tingbao.content.names import MARKS
from tingbao.content.notices import names_itself, with_notices
from tingbao.content.pagetops import folio
from tingbao.content.runs import (
    with_alike,
    with_briefs,
    with_columns,
    with_full,
    with_index,
    with_labels,
    with_lead_picture,
    with_marked,
    with_rows,
)
from tingbao.content.signing import SIGNING, Rule

_SALUTATION = re.compile(
    r"(?:编辑|尊敬的.{1,10}|亲爱的.{1,10}|.{1,8}(?:同志|先生|女士|老师|编辑部|朋友们?)|.{1,9}[问答])[：:]"
)
_CONTACT = re.compile(
    r"(?:联系人|联系方式|失主|启事人|声明人|公告人|遗失人"
    r"|(?:[\u4e00-\u9fff]{2})?(?:地址|地点|时间|票价|费用))[：:]"  # 报名地点, 上映时间
)
_LABELLED = re.compile(r"[^，。！？：:\s]{1,8}[：:](?=[^“])")
_TURNS = 6
"""Lines within which the same voice speaks again, in a dialogue."""
_SCORE = re.compile(r"[^\s，。]{2,10}\s+\d{1,3}\s?[:：]\s?\d{1,3}\s+[^\s，。]{2,10}")
_POINTED = re.compile(r"[▲▼△◀▶◄►]\s*[^。！？]*[^。！？）摄图]")
_SENTENCE = re.compile(r"[^。！？；“”：]{4,33}。")
_COLUMN = re.compile(
    r"[\u4e00-\u9fff]{0,5}走基层|一线见闻|一线调查|蹲点(?:日记|手记|调研)|百姓故事|记者(?:观察|调查|见闻)"
)
_WROTE = re.compile(r"(?:书名|作者|著者|编者|译者)[:：]")
_BOOK = re.compile(
    rf"{_WROTE.pattern}|(?:出版(?:社|时间|日期|单位)?|定价|页数|书号|ISBN|译者)[:：]"
)
_PICTURES = re.compile(r"(?:附图|图片|照片|图片说明)[：:]")
_NUMBER = re.compile(r"\d{1,2}(?:、|[.．：:](?!\d))")
_SUBTITLES = 2
"""Lines of 副题 at most."""
_BOX = 20
"""Pointed lines under one label at most."""
_LABEL = re.compile(rf"[{MARKS}]\s*[^\s，。！？：“”]{{3,10}}")


def settle(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the kinds that their neighbours give them.

    A line that the editor marked (``# ``) loses the mark, and is a headline to its neighbours.
    """
    marked = {line.number for line in lines if line.kind is Kind.HEADING}
    plain = [
        line.part(slice(len(line.text) - len(unmarked(line.text)), None), Kind.TITLE)
        if line.kind is Kind.HEADING
        else line
        for line in with_briefs(lines)
    ]
    settled = with_labels(with_rows(with_full(with_columns(plain))))
    for rule in _RULES:
        for place, line in enumerate(settled):
            if (told := rule(settled, place)) is not None:
                settled[place] = dataclasses.replace(line, kind=told)
    settled = with_index(with_marked(with_alike(with_lead_picture(with_notices(settled)))))
    return [
        dataclasses.replace(line, kind=Kind.HEADING) if line.number in marked else line
        for line in settled
    ]


def _pair(lines: Sequence[Line], place: int) -> Kind | None:
    """联系人：刘先生, 江南队 71：69 北山队: lines of a list. Alone, others may be headlines."""
    if not _title(lines[place], is_pair):
        return None
    apart = lines[place].gap and not ends_sentence(lines[place].text)
    several = any(
        is_pair(line.text) and not (apart and ends_sentence(line.text))
        for line in _beside(lines, place)
        if line.kind is not Kind.FURNITURE
    )  # set apart among the turns of an interview is a 小标题
    if several and not _CONTACT.match(lines[place].text) and _in_head(lines, place):
        return None
    if place and _title(lines[place - 1], names_itself):
        return Kind.TEXT  # 今日限行 over 尾号：3和8
    listed = several or _CONTACT.match(lines[place].text) or _SCORE.fullmatch(lines[place].text)
    return Kind.TEXT if listed else None


def _in_head(lines: Sequence[Line], place: int) -> bool:
    """物业：不让进 between a headline and a byline is a 副题: no list stands there."""
    top = bottom = place
    while top and is_pair(lines[top].text):
        top -= 1
    while bottom < len(lines) - 1 and is_pair(lines[bottom].text):
        bottom += 1
    ends = (lines[top].kind, lines[bottom].kind)
    return bottom - top <= _SUBTITLES + 1 and ends in (
        (Kind.TITLE, Kind.BYLINE),
        (Kind.TITLE, Kind.DATED),
    )


def _beside(lines: Sequence[Line], place: int) -> list[Line]:
    return [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]


def _bullet(lines: Sequence[Line], place: int) -> Kind | None:
    """▲ heads captions, which are sentences, and the items of a list, which are none.

    Under 简讯 it heads news: no picture stands under such a label. So do several, one sentence
    each, tight under a title: captions stand under text.
    """
    if not _pointed(lines[place]):
        return None
    if lines[place].kind is Kind.CAPTION:
        near = reversed(lines[max(0, place - _BOX) : place])
        above = next((line for line in near if not _pointed(line)), None)
        if above is not None and above.kind is Kind.SECTION and is_news_label(above.text):
            return None if "图" in above.text else Kind.TEXT
        over = lines[place - 1]
        if _boxed(lines, place) or (place and over.kind is Kind.TEXT and _pointed(over)):
            return Kind.TEXT  # the last of a list, whose items end in ；
    if not _POINTED.fullmatch(lines[place].text):
        return None
    several = any(_POINTED.fullmatch(line.text) for line in _beside(lines, place))
    return Kind.TEXT if several else None


def _boxed(lines: Sequence[Line], place: int) -> bool:
    """Whether the pointed line is one of several right under a title, and tells no picture."""
    top, end = place, place + 1
    while 0 < top > place - _BOX and _pointed(lines[top]) and not lines[top].gap:
        top -= 1
    while end < min(len(lines), place + _BOX) and _pointed(lines[end]) and not lines[end].gap:
        end += 1
    run = lines[top + 1 : end]
    return (
        len(run) > 1
        and lines[top].kind is Kind.TITLE
        and all(_SENTENCE.fullmatch(line.text) for line in run)
    )


def _pointed(line: Line) -> bool:
    return line.text[0] in "▲▼△◀▶◄►"


def _turn(lines: Sequence[Line], place: int) -> Kind | None:
    """主持人：会不会伤肾？ is a turn where one answers and 主持人 speaks again: no headline."""
    line, under = lines[place], lines[place + 1 : place + _TURNS + 1]
    label = _LABELLED.match(line.text) if line.kind is Kind.TITLE else None
    if not label or not under or not _LABELLED.match(under[0].text):
        return None
    near = (*lines[max(0, place - _TURNS) : place], *under)
    return Kind.TEXT if any(other.text.startswith(label.group()) for other in near) else None


def _salutation(lines: Sequence[Line], place: int) -> Kind | None:
    """编辑同志： is whom a letter greets, 市民吴女士问： who asks."""
    return Kind.TEXT if _title(lines[place], _SALUTATION.fullmatch) else None


def _book(lines: Sequence[Line], place: int) -> Kind | None:
    """作者：…, 出版社：…, 定价：… one under another say what a book is, and sign nothing."""
    if not _BOOK.match(lines[place].text):
        return None
    top = bottom = place
    while top and not lines[top].gap and _BOOK.match(lines[top - 1].text):
        top -= 1
    while bottom + 1 < len(lines) and _continues_book(lines[bottom + 1]):
        bottom += 1
    run = lines[top : bottom + 1]
    return Kind.TEXT if len(run) > 1 and any(_WROTE.match(line.text) for line in run) else None


def _continues_book(line: Line) -> bool:
    return not line.gap and bool(_BOOK.match(line.text))


def _introduced(lines: Sequence[Line], place: int) -> Kind | None:
    """现将有关事项通告如下： over a list is no 引题: under such stands a headline."""
    line, under = lines[place], lines[place + 1 : place + 2]
    listed = bool(under) and (
        is_list_item(under[0].text) or is_row(under[0].text) or under[0].text.endswith(("；", ";"))
    )
    return Kind.TEXT if listed and _title(line, re.compile(r".*[：:]").fullmatch) else None


def _label(lines: Sequence[Line], place: int) -> Kind | None:
    """◆ 关注返岗复工 over a headline that is dated or signed: a label, no item of a list.

    So is 简明新闻 over such items.
    """
    items = lines[place + 1 : place + 3]
    if len(items) == 2 and all(is_list_item(line.text) for line in items):
        return Kind.SECTION if _title(lines[place], is_news_label) else None
    if not _LABEL.fullmatch(lines[place].text):
        return None
    under = [line.kind for line in lines[place + 1 : place + 3]]
    anchored = under[:1] == [Kind.TITLE] and under[1:] in ([Kind.DATED], [Kind.BYLINE])
    heads = under[:1] == [Kind.TITLE] and _on_head(lines, place)
    labels = (anchored or heads) and lines[place].kind in (Kind.TEXT, Kind.TITLE)
    return Kind.SECTION if labels else None


def _on_head(lines: Sequence[Line], place: int) -> bool:
    """Whether the line stands apart from what is above, on a head of more lines or apart."""
    apart = lines[place].gap > lines[place + 1].gap == 0 and (not place or is_closed(lines, place))
    below = lines[place + 2 : place + 3]
    return apart and any(other.gap > 0 or other.kind is Kind.TITLE for other in below)


def _column(lines: Sequence[Line], place: int) -> Kind | None:
    """新春走基层 right over a byline, under the headline, is the column that it appears in."""
    if not 0 < place < len(lines) - 1 or not _title(lines[place], _COLUMN.fullmatch):
        return None
    return Kind.SECTION


def _picture(lines: Sequence[Line], place: int) -> Kind | None:
    """A sentence between headline and byline says what is in the picture there."""
    if not 0 < place < len(lines) - 2 or lines[place].kind is not Kind.TEXT:
        return None
    around = (lines[place - 1].kind, lines[place + 1].kind, lines[place + 2].kind)
    between = around == (Kind.TITLE, Kind.BYLINE, Kind.TEXT)
    return Kind.CAPTION if between and _SENTENCE.fullmatch(lines[place].text) else None


def _captioned(lines: Sequence[Line], place: int) -> Kind | None:
    """What stands under 图片： says what is in them: one line, or as many as are numbered.

    So do numbered lines under 图片新闻, whether or not each has who took it under it.
    """
    line = lines[place]
    if not place or line.kind not in (Kind.TEXT, Kind.TITLE):
        return None
    over = lines[place - 1]
    if over.kind is Kind.CAPTION and _PICTURES.fullmatch(over.text):
        return Kind.CAPTION
    if place > 1 and _NUMBER.match(lines[place - 2].text) and is_credit(lines, place - 1):
        over = lines[place - 2]
    first = over.kind is Kind.SECTION and "图" in over.text
    first = first or (place + 1 < len(lines) and is_credit(lines, place + 1))
    next_one = over.kind is Kind.CAPTION and _NUMBER.match(over.text)
    return Kind.CAPTION if _NUMBER.match(line.text) and (first or next_one) else None


def _title(line: Line, fits: Callable[[str], object]) -> bool:
    return line.kind is Kind.TITLE and bool(fits(line.text))


_RULES: Sequence[Rule] = (
    _pair,
    _bullet,
    _turn,
    _salutation,
    *BREAKING,
    _captioned,
    *SIGNING,
    _introduced,
    _book,
    folio,
    _column,
    _label,
    _picture,
)
