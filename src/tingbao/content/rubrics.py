"""栏目名: which line over a headline is the name of the column that it appears in."""

import re
from collections.abc import Sequence

from tingbao.content.headpairs import is_even
from tingbao.content.headwords import (
    ACTION,
    ACTOR,
    CAMPAIGN,
    COLUMN,
    COUNTED,
    DETAIL,
    EDITION,
    KICKER,
    OF_WRITERS,
    ROOM,
    WHEN,
)

_OF_PLACE = re.compile(r"[一-鿿]{0,4}[省市县区州旗镇乡][一-鿿]{2}")
"""县司法局, 巴音旗国土资源局: an office of a place."""
_WORK = re.compile(r"《[^《》]+》")
_OVER_WORK = re.compile(r"[\u4e00-\u9fff]{2,6}")
_ONE_LINE = 9
"""Characters of a headline that no paper sets on two lines, at most."""


def is_column(first: str, second: str, *, essay: bool = False) -> bool:
    """Whether the first of two title lines is a 栏目名: 街谈巷议 over a headline.

    Columns have two to four characters by custom, and no verb of their own; a 引题 is longer.
    A part of the paper says so: 元宵特刊. Over an ``essay`` four characters are one for certain.
    """
    if second[0] in "（(":
        return False  # 桃花 over （外一首）
    if _WORK.fullmatch(second) and _OVER_WORK.fullmatch(first):
        return True  # 本周影讯: no 引题 leads in to the bare name of a work
    if _office(first):
        return not ACTION.match(second)
    if EDITION.fullmatch(first):
        return True
    if OF_WRITERS.fullmatch(first) or CAMPAIGN.fullmatch(first):
        return True
    if (
        WHEN.search(first) or COUNTED.match(first) or first.endswith(("了", "首日"))
    ):  # 雨停了 is a sentence
        return False
    tiny = len(first) != len(second) and len(first) + len(second) <= _ONE_LINE
    return bool(COLUMN.fullmatch(first) or ROOM.fullmatch(first)) and (
        tiny or (essay and len(first) == 4) or 2 * len(second) >= 3 * len(first)
    )


def is_series(titles: Sequence[str]) -> bool:
    """Whether the first of three lines is a 栏目名: 非遗里的中国 over a 引题 that ends in ——."""
    return (
        len(titles) > 2
        and bool(re.fullmatch(r"[\u4e00-\u9fff]{2,8}", titles[0]))
        and titles[1].endswith(("——", "："))
        and not KICKER.search(titles[0])
    )


def is_watchword(title: str) -> bool:
    """Whether the line is a watchword in parts of one length: 决胜全面小康　决战脱贫攻坚.

    Over a 引题 it can only be the column: no head has two such frames.
    """
    return is_even(title) and not DETAIL.search(title)


def is_short_column(first: str) -> bool:
    """Whether a line that a blank line parts from the headline under it can be a 栏目名.

    Two or three characters are too few for a 引题, whatever the headline's length.
    """
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", first))


def _office(title: str) -> bool:
    """Whether the line is an office and no more, over its news."""
    actor = ACTOR.fullmatch(title) if _OF_PLACE.match(title) else None
    return bool(actor and actor["office"])
