"""Spans of time: from day to day, from month to month, from year to year."""

import re

from tingbao.script.rules.calendar import day_of
from tingbao.script.rules.numbers import digits
from tingbao.script.rules.rule import ALONE, ENDS, HAN, MEASURE, TO, Rule, after, rule, to

_SEASON = r"(?=年|学年|赛季|雪季|财年|级|届)"
_YEAR = r"(?:1[0-9]|20)[0-9]{2}"
_MODERN = r"(?:19|20)[0-9]{2}"


def _days(match: re.Match[str]) -> str | None:
    first, day, last, end = (int(figures) for figures in match.groups())
    if (first < day and last < end) or (first, day) >= (last, end):
        return None
    spoken = day_of("", match[1], match[2]), day_of("", match[3], match[4])
    return to(match).join(part for part in spoken if part) if all(spoken) else None


def _full_dates(match: re.Match[str]) -> str | None:
    first = day_of(match[1], match[3], match[4])
    last = day_of(match[5] or "", match[6], match[7])
    return f"{first}{to(match)}{last}" if first and last else None


def _dates(match: re.Match[str]) -> str | None:
    """A span of months: 1998.9-2002.7, 2020/01—2022/12."""
    first, last = day_of(match[1], match[2]), day_of(match[3], match[4])
    return f"{first}{to(match)}{last}" if first and last else None


def _years(match: re.Match[str]) -> str:
    return f"{digits(match[1])}{match[2]}{to(match)}{digits(match[3])}"


def _short_years(match: re.Match[str]) -> str | None:
    first, sign, last = match.groups()
    if (int(last) - int(first)) % 100 != 1:
        return None
    season = sign == "-" or after(match, 1) != "年"
    return f"{digits(first)}{'到' if season else '、'}{digits(last)}"


def _bare_years(match: re.Match[str]) -> str | None:
    rising = match[1] < match[2]
    return f"{digits(match[1])}{to(match)}{digits(match[2])}" if rising else None


def _life(match: re.Match[str]) -> str | None:
    short = 0 < int(match[3]) - int(match[1]) < 500
    return _years(match) if short and match[1][2] + match[3][-1] != "00" else None


SPANS: tuple[Rule, ...] = (
    rule(
        "dates",
        ALONE
        + r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
        + rf"{TO}(?:([0-9]{{4}})\2)?([0-9]{{1,2}})\2([0-9]{{1,2}})"
        + ENDS,
        _full_dates,
    ),
    rule(
        "dates",
        ALONE
        + rf"({_MODERN})[./年]([0-9]{{1,2}}){TO}({_MODERN})[./年]([0-9]{{1,2}})"
        + ENDS
        + r"(?!月)",
        _dates,
    ),
    # 12/10-12/15: parts of a whole are less than it.
    rule(
        "dates",
        ALONE + rf"([0-9]{{1,2}})/([0-9]{{1,2}}){TO}([0-9]{{1,2}})/([0-9]{{1,2}})(?![0-9/])",
        _days,
    ),
    # 假期（5.1—5.5）
    rule(
        "dates",
        rf"(?<=[期间][（(：:])([0-9]{{1,2}})\.([0-9]{{1,2}}){TO}([0-9]{{1,2}})\.([0-9]{{1,2}})"
        r"(?=[）)]|$)",
        _days,
    ),
    rule("years", rf"({_YEAR})(年?){TO}({_YEAR}|[0-9]{{2}}){_SEASON}", _years),
    rule("years", rf"({_YEAR})()/([0-9]{{4}}|[0-9]{{2}}){_SEASON}", _years),
    # 22/23赛季, 较15/16年: two years that follow each other, by two figures.
    # A league may stand tight before them: CBA20-21赛季.
    rule(
        "years",
        r"(?=[0-9])(?<![0-9.,/-])([0-9]{2})([-/])([0-9]{2})(?=年|学年|赛季|财年)",
        _short_years,
    ),
    # 前206—220年, with 公元 understood.
    rule(
        "years",
        rf"(?<![{HAN}0-9])(前)([1-9][0-9]{{0,3}})({TO}(?:前|公元)?)([1-9][0-9]{{0,3}})(?=年)",
        lambda m: m[1] + digits(m[2]) + re.sub(r"[\s\W]+", "到", m[3]) + digits(m[4]),
    ),
    # 唐（618—907年）, 李白（701年—762年）: of a dynasty or a life.
    rule(
        "years",
        rf"(?<=[（(])([1-9][0-9]{{2}})(年?){TO}([1-9][0-9]{{2,3}})(?=年[）)])",
        _years,
    ),
    # 李白（701—762）: figures alone in brackets; a range of amounts is printed round.
    rule(
        "years",
        rf"(?<=[（(])([1-9][0-9]{{2}})(){TO}([1-9][0-9]{{2,3}})(?=[）)])",
        _life,
    ),
    # Years of a life or a reign, with nothing that they could count.
    rule(
        "years",
        ALONE
        + rf"({_YEAR})\s?[-~–—]{{1,2}}\s?({_YEAR})"
        + rf"(?:(?!\s?[0-9.,%A-Za-z{HAN}])|(?=[两三四五十]年))",
        _bare_years,
    ),
    # 2022-2023采暖季: two years that meet, of a season.
    rule(
        "years",
        ALONE + rf"({_MODERN})(?:[-~–—至到])({_MODERN})(?=[{HAN}])(?!{MEASURE}|[多余])",
        lambda m: _bare_years(m) if int(m[2]) - int(m[1]) == 1 else None,
    ),
)
