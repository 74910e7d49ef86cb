"""Years without their word 年: in the name of an event or a paper, greeted, set against another.

GB/T 15835-2011 wants 年 behind a year; headlines, slogans and names leave it out. There a figure is
taken for a year only where it counts nothing.
"""

import re

from tingbao.script.rules.numbers import digits
from tingbao.script.rules.rule import ALONE, HAN, MEASURE, Rule, before, rule

_MODERN = r"(?:19|20)[0-9]{2}"
_MET = (
    "再见|你好|您好|告别|迎接|迎来|致敬|回望|回眸|回顾|走过|走进|走向|展望|盘点|奋进|拥抱|挥别|作别"
    "|遇见|相约|难忘|启航|冲刺|相聚"
)
"""What is done to a year, never to so many of a thing; each of two hanzi."""
_END = rf"(?![0-9.,%‰℃°$~–+×/:-]|[{HAN}A-Za-zμ㎡㎞]|\s[0-9])"
"""Behind it is nothing that it could be a part or an amount of."""
_TITLE = re.compile(rf"[“《「『][{HAN}]{{1,8}}[：·]?$")


def _digits(match: re.Match[str]) -> str:
    return digits(match[0])


def _named(match: re.Match[str]) -> str | None:
    """A year that stands before a name: 2022北京冬奥会."""
    counted = before(match, 1) in tuple("达近约共超第增至到为逾过有")
    return None if counted or match[0] == "2000" else digits(match[0])


def _titled(match: re.Match[str]) -> str | None:
    return digits(match[0]) if _TITLE.search(before(match, 9)) else None


YEARS: tuple[Rule, ...] = (
    # An event is named by its year: 2022版, 2022届.
    rule(
        "year",
        ALONE + rf"{_MODERN}(?=版|款|届|级(?!台阶)|赛季|财年|春晚|世界杯|冬奥|奥运)",
        _digits,
    ),
    # 从2012到2022 and 2012→2022: a way through time.
    rule(
        "years",
        ALONE
        + rf"(?:(?<=从)(?={_MODERN}[到至])|(?={_MODERN}→))({_MODERN})[到至→]({_MODERN})"
        + _END,
        lambda m: f"{digits(m[1])}到{digits(m[2])}",
    ),
    rule(
        "year",
        ALONE + rf"(?<!第){_MODERN}(?=[{HAN}“《])(?!{MEASURE}"
        rf"|[多余几号年月日版期路室线强])",
        _named,
    ),
    # ©2022: the year of a right.
    rule("year", rf"(?<=[©℗]){_MODERN}(?![0-9])", _digits),
    # 2022Q4, 2022H1: a part of a year; 2022（第5届）: the meeting of a year.
    rule(
        "year",
        ALONE + rf"{_MODERN}(?=\s?(?:Q[1-4]|H[12])(?![0-9A-Za-z])|[（(]第)",
        _digits,
    ),
    # 再见2022！ and “奋进2022”, “2022·中国年”, 2022，我们一起走过: a year is met or named.
    rule("year", ALONE + rf"(?<={_MET}){_MODERN}" + _END, _digits),
    rule("year", ALONE + rf"(?<=[{HAN}：·]){_MODERN}(?=[”》」』·])", _titled),
    rule("year", rf"(?:^|(?<=[“《。！？])){_MODERN}(?=[·！]|[，：]\s?[{HAN}]|——[{HAN}])", _digits),
    # A court or an office numbers its papers by the year: （2022）内01民初3号.
    rule("year", rf"(?<=[（(]){_MODERN}(?=[)）])", _digits),
)
