"""Dates, years and decades. Years go figure by figure, months and days by value, 2 as 二."""

import re

from tingbao.script.rules.numbers import cardinal, digits
from tingbao.script.rules.rule import ALONE, ENDS, TO, Rule, rule, to

_SEASON = r"(?=年|学年|赛季|财年|级|届)"
_YEAR = r"(?:1[0-9]|20)[0-9]{2}"


def _date(year: str, month: str, day: str = "") -> str | None:
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    spoken = (digits(year) + "年" if year else "") + cardinal(month) + "月"
    return spoken + (cardinal(day) + "日" if day else "")


def _full(match: re.Match[str]) -> str | None:
    return _date(match[1], match[3], match[4])


def _day_first(match: re.Match[str]) -> str | None:
    return _date(match[4], match[1], match[3]) or _date(match[4], match[3], match[1])


def _years(match: re.Match[str]) -> str:
    return f"{digits(match[1])}{to(match)}{digits(match[2])}"


def _year(match: re.Match[str]) -> str | None:
    era, figures, month = match[1] or "", match[2], match[3]
    if era or month is not None or figures[0] == "0" or figures == "2000":
        return era + digits(figures) + "年"
    if len(figures) == 2 and figures >= "70" and not _lasting(match):
        return digits(figures) + "年"  # 98年 is 1998; 98年的历史 lasted so long
    if len(figures) == 4 and 1000 < int(figures) < 2100:
        return digits(figures) + "年"
    return None


def _lasting(match: re.Match[str]) -> bool:
    """Whether what stands around says that years are counted."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    counted = bool(before) and before in "近约共了第满达这过历经超长足是有整余后前期限隔"
    return counted or (bool(after) and after in "的前后来间以多余历内，。、；")


def _era(match: re.Match[str]) -> str:
    era = "公元前" if match[2][0] in "bB" else "公元"
    return era + digits(match[1]) + "年"


def _decade(match: re.Match[str]) -> str:
    figures = match[1]
    return cardinal(figures) if len(figures) == 2 and figures[0] != "0" else digits(figures)


def _months(match: re.Match[str]) -> str:
    return f"{cardinal(match[1])}{to(match)}{cardinal(match[2])}"


def _plain(match: re.Match[str]) -> str:
    return cardinal(match[1])


DATES: tuple[Rule, ...] = (
    # ISO 8601 and its looser forms; two figures of a year want the whole date beside them.
    rule(
        "date",
        ALONE + r"([0-9]{4}|[0-9]{2})([-/.·])([0-9]{1,2})\2([0-9]{1,2})" + ENDS + "日?",
        _full,
    ),
    rule("date", ALONE + r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})" + ENDS, _day_first),
    rule("years", rf"({_YEAR})年?{TO}({_YEAR}|[0-9]{{2}}){_SEASON}", _years),
    rule("years", rf"({_YEAR})/([0-9]{{4}}|[0-9]{{2}}){_SEASON}", _years),
    # Years of a life or a reign, alone in their brackets.
    rule("years", rf"(?<=[（(])({_YEAR}){TO}({_YEAR})(?=[)）])", _years),
    rule(
        "date",
        ALONE + r"((?:19|20)[0-9]{2})[-/.](0[1-9]|1[0-2])" + ENDS + r"(?![0-9万亿元%％])",
        lambda m: _date(m[1], m[2]),
    ),
    rule(
        "date",
        ALONE + r"(0[1-9]|1[0-2])[-/.]((?:19|20)[0-9]{2})" + ENDS,
        lambda m: _date(m[2], m[1]),
    ),
    rule(
        "date",
        ALONE + r"(0[1-9])[-/.](0[1-9]|[12][0-9]|3[01])" + ENDS + r"(?!版)",
        lambda m: _date("", m[1], m[2]),
    ),
    # '98世界杯: the sign stands for the century and is not read.
    rule("year", r"['’‘]([0-9]{2})(?=年|届|世界杯|奥运|亚运|春晚)", lambda m: digits(m[1])),
    rule("era", ALONE + r"([0-9]{2,4})\s?(a\.d\.|b\.c\.|ad|bc|AD|BC)(?![A-Za-z])", _era),
    rule("decade", ALONE + r"([0-9]{4}|[0-9]{2})(?=年代)", _decade),
    rule("generation", ALONE + r"([0-9]{2})(?=后(?!卫|场|腰|排))", lambda m: digits(m[1])),
    rule("year", r"(公元前|公元|纪元)?(?<![0-9.,])([0-9]{2,4})年(?=([0-9]{1,2}月)?)", _year),
    # An event is named by its year: 2022版, 2022届.
    rule(
        "year",
        ALONE + r"((?:19|20)[0-9]{2})(?=版|款|届|级(?!台阶)|赛季|财年|春晚|世界杯|冬奥|奥运)",
        lambda m: digits(m[1]),
    ),
    rule("months", ALONE + rf"([0-9]{{1,2}}){TO}([0-9]{{1,2}})(?=月|日|号)", _months),
    rule("month", ALONE + r"([0-9]{1,2})(?=月)", _plain),
    rule("day", r"(?<![0-9.A-Za-z])([0-9]{1,2})(?=日|号)", _plain),
)
