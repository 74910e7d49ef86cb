"""Clock times, and the scores and ratios that are printed with the same colon."""

import re
from itertools import pairwise
from math import gcd

from tingbao.script.rules.numbers import cardinal, count, digits, number
from tingbao.script.rules.rule import (
    ALONE,
    HAN,
    MEASURE,
    NUMBER,
    TO,
    Rule,
    after,
    around,
    before,
    rule,
    to,
)  # fmt: skip

_STARTS = r"(?<![0-9A-Za-z])(?<![0-9][.,:：])(?<![图表例题件])"
_CLOCK = (
    r"([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?:[:：]([0-5][0-9]))?"
    r"(?![0-9:：]|,[0-9]{3})(?:分(?![钟之]))?"
)
_SPACED = r"([01]?[0-9]|2[0-4])\s[:：]\s?([0-5][0-9])(?![0-9:：%])"
_HALF = r"(?:\s?([aApP])\.?[mM]\b\.?)?"
_SCORE = re.compile(
    r"比分|比数|战胜|击败|击溃|完胜|险胜|大胜|获胜|取胜|胜出|逆转|战平|逼平|不敌"
    r"|负于|惜败|领先|落后|"
    r"扳平|爆冷|首局|次局|决胜|胜|负|输|赢|平|败|队|局|盘"
)
_PLAYED = re.compile(
    r"比分|战胜|击败|不敌|爆冷|逆转|险胜|完胜|大胜|战平|点球大战|决胜盘|决胜局|中国$|[队以]$"
)
_WON = re.compile(
    r"胜出|取胜|获胜|战胜|击败|险胜|完胜|大胜|力克|逆转|晋级|战平|不敌|负于|横扫|小胜"
)
_RATIO = re.compile(r"比例|配比|之比|按|稀释|兑|汇率|生师比|师生比|男女|缩尺|宽高|屏幕|画面")
_RATE = re.compile(r"[率比][为是约达]?$")
_RACE = re.compile(r"用时|成绩|马拉松|半马|全马|完赛|净时间|纪录|夺冠|游出|跑出|跑进")
# What only a time of day follows, or is followed by: no score of a match stands there.
_HOUR_BEFORE = re.compile(
    r"(?:凌晨|清晨|清早|早晨|早上|上午|中午|午间|下午|午后|傍晚|晚上|晚间|夜里|夜间|深夜|半夜|午夜|今晨|今早|今晚"
    r"|昨晚|明晚|当晚|每晚|周[一二三四五六日末][早晚]?|北京时间|当地时间|[0-9\x00一二三四五六七八九十][日号][早晚]?)\s?$"
)
_HOUR_AFTER = re.compile(
    r"开[球赛打战演播始幕机门放市盘课会饭馆]|[起整]?(?:打响|发车|出发|起飞|集合)"
)
_NEXT = ("、", "，", ",", "/", "和", "与", "及")
_LABEL = re.compile("日(?![落出照])|[月岁年名位]")
"""Behind 图1：3名队员 or 线索2：1岁 the colon parts a label from its text."""
_LIST = re.compile(r"([0-9]{1,3})[:：]([0-9]{1,3})(?![0-9:：])")


def _time(match: re.Match[str]) -> str | None:
    hour, minute, second, half = match.groups()
    beside = around(match, 12, 6)
    plain = not second and not half
    if plain and "：" in match[0] and _LABEL.match(match.string, match.end()):
        return None
    # No score is printed with a nought before its figure: 3:00, 08:30.
    surely = (
        minute[0] == "0"
        or (hour[0] == "0" and len(hour) == 2)
        or _HOUR_BEFORE.search(before(match, 6))
        or _HOUR_AFTER.match(after(match, 4))
    )
    if (
        plain
        and not surely
        and (
            _SCORE.search(beside)
            or _RATIO.search(beside)
            or _RATE.search(before(match, 3))
            or _among_scores(match)
            or (before(match, 1) == "以" and after(match, 1) != "为")
        )
    ):
        return None
    spoken = _hour(hour, minute, second)
    if half:
        spoken = ("上午" if half in "aA" else "下午") + spoken
    return spoken


def _spaced(match: re.Match[str]) -> str | None:
    """8 : 30 is a time unless the two may be a ratio, which is printed reduced: 1 : 20."""
    hour, minute = match.groups()
    beside = around(match, 12, 6)
    reduced = gcd(int(hour), int(minute)) == 1 and minute[0] != "0"
    if _SCORE.search(beside) or _RATIO.search(beside):
        return None
    if reduced and not _HOUR_BEFORE.search(before(match, 6)):
        return None
    return _hour(hour, minute, None)


def _spaced_times(match: re.Match[str]) -> str:
    first, last = _hour(match[1], match[2], None), _hour(match[3], match[4], None)
    return f"{first}{to(match)}{last}"


def _among_scores(match: re.Match[str]) -> bool:
    """Whether a list beside it, as of sets played, is none of times.

    It holds what no clock shows, 11:9、9:11、11:7, or falls: 21:19、21:17; times are listed as
    they come.
    """
    text, start, end = match.string, match.start(), match.end()
    left, right = text[max(0, start - 30) : start], text[end : end + 30]
    if not (left.endswith(_NEXT) or right.startswith(_NEXT)):
        return False
    listed = re.search(r"[0-9:：、，,/ 和与及]*$", left), re.match(r"[0-9:：、，,/ 和与及]*", right)
    before_it, after_it = (_LIST.findall(part[0]) if part else [] for part in listed)
    if any(int(high) > 24 or int(low) > 59 or len(low) != 2 for high, low in before_it + after_it):
        return True
    times = [(int(high), int(low)) for high, low in (*before_it, match.groups()[:2], *after_it)]
    return any(late < early for early, late in pairwise(times))


def _hour(hour: str, minute: str, second: str | None) -> str:
    spoken = count(hour.lstrip("0") or "0") + "点"
    if second:
        return spoken + _sixtieth(minute) + "分" + _sixtieth(second) + "秒"
    return spoken + (_sixtieth(minute) + "分" if minute != "00" else "")


def _sixtieth(figures: str) -> str:
    return ("零" if figures[0] == "0" != figures[1] else "") + cardinal(figures)


def _times(match: re.Match[str]) -> str:
    first = _hour(match[1], match[2], match[3])
    return f"{first}{to(match)}{_hour(match[4], match[5], match[6])}"


def _lasting(match: re.Match[str]) -> str | None:
    """A time that a race took, not one of the day."""
    hours, minutes, seconds = match.groups()
    if not _RACE.search(around(match, 12, 4)):
        return None
    return f"{count(hours[-1])}小时{_sixtieth(minutes)}分{_sixtieth(seconds)}秒"


def _swum(match: re.Match[str]) -> str | None:
    minutes, seconds, hundredths = match.groups()
    if _RATIO.search(before(match, 6)):
        return None  # 师生比为1:16.5
    lead = "" if int(minutes) == 0 else cardinal(minutes) + "分"
    second = _sixtieth(seconds) if lead else cardinal(seconds)
    return f"{lead}{second}秒{digits(hundredths)}"


def _ratio(match: re.Match[str]) -> str | None:
    if match[0].count("：") == 1 and _LABEL.match(match.string, match.end()):
        return None
    return "比".join(number(part) for part in re.split("[:：]", re.sub(r"\s", "", match[0])))


def _compared(match: re.Match[str]) -> str:
    return "比".join(number(part) for part in match[0].split("比"))


def _hyphen_score(match: re.Match[str]) -> str | None:
    """2-0: no range falls; 1-2 is a score where a word of sport or a falling one says so."""
    first, last = match[1], match[2]
    played = _PLAYED.search(before(match, 12)) or _WON.match(after(match, 4))
    if not played and re.match(
        MEASURE + "|[号室楼型级年月日届版章条例图表]", after(match, 2).lstrip()
    ):
        return None
    # Of three figures only points of basketball fall, and not by much: 124-117.
    falls = int(last) <= int(first) < int(last) + 80
    if falls or played or _falling_beside(match):
        return f"{cardinal(first)}比{cardinal(last)}"
    return None


def _games(match: re.Match[str]) -> str | None:
    pairs = [re.split("-", pair) for pair in re.split(r"\s?/\s?", match[0])]
    if not any(int(first) > int(last) for first, last in pairs):
        return None
    return "、".join(f"{cardinal(first)}比{cardinal(last)}" for first, last in pairs)


def _falling_beside(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    near = (
        re.search(r"[-0-9、，,/ ]*$", text[max(0, start - 30) : start]),
        re.match(r"[-0-9、，,/ ]*", text[end : end + 30]),
    )
    pairs = (pair for part in near if part for pair in re.findall("([0-9]+)-([0-9]+)", part[0]))
    return any(int(first) > int(last) for first, last in pairs)


TIMES: tuple[Rule, ...] = (
    rule("clock", _STARTS + _CLOCK + TO + _CLOCK, _times),
    rule("lasting", ALONE + r"(0?[0-9]):([0-5][0-9]):([0-5][0-9])(?![0-9:])", _lasting),
    # 1:52.92, as a stop-watch prints it.
    rule(
        "stop-watch", _STARTS + r"([0-5]?[0-9])[:：]([0-5][0-9])\.([0-9]{1,3})(?![0-9:：])", _swum
    ),
    # 21:19 is a score where a word of sport stands near, else a time.
    rule("clock", _STARTS + _CLOCK + _HALF, _time),
    rule("clock", _STARTS + _SPACED + TO + _SPACED, _spaced_times),
    rule("clock", _STARTS + _SPACED, _spaced),
    rule(
        "ratio",
        ALONE + rf"(?<![图表题件骤])(?<!(?<!比)例){NUMBER}(?:\s?[:：]\s?{NUMBER})+",
        _ratio,
    ),
    # 2比2战平: the second figure counts no 战.
    rule("ratio", ALONE + rf"{NUMBER}(?:比{NUMBER})+(?![年月日])", _compared),
    # 图3-1, 表2-3: the hyphen only joins.
    rule(
        "figure",
        r"(?<=[图表式例])([0-9]{1,2})-([0-9]{1,2})(?![0-9-])",
        lambda m: f"{cardinal(m[1])}杠{cardinal(m[2])}",
    ),
    rule(
        "formation",
        ALONE
        + rf"[1-6](?:-[1-6]){{2,3}}(?=阵|战术|的阵|[{HAN}]?阵型)|"
        + ALONE
        + r"[3-5][1-6]{2,3}(?=阵型|阵式)",
        lambda m: digits(m[0].replace("-", "")),
    ),
    # 21-15/21-18: the games of a match.
    rule(
        "score",
        ALONE + r"[0-9]{1,3}-[0-9]{1,3}(?:\s?/\s?[0-9]{1,3}-[0-9]{1,3}){1,4}" + r"(?![-/0-9.%℃°])",
        _games,
    ),
    rule(
        "score",
        ALONE
        + r"(?<!/)(0|[1-9][0-9]{0,2})[-—–]([0-9]{1,3})"
        + r"(?![-—–/]?[0-9%.℃°]|\s[0-9]{3}(?![0-9]))(?!\s?[A-Za-zμ㎡㎞=])",
        _hyphen_score,
    ),
)
