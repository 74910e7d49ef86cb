"""Clock times, and the scores and ratios that are printed with the same colon."""

import re

from tingbao.script.rules.numbers import cardinal, count, number
from tingbao.script.rules.rule import ALONE, NUMBER, TO, Rule, around, rule, to

_CLOCK = r"([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?:[:：]([0-5][0-9]))?(?![0-9:：])"
_HALF = r"(?:\s?([aApP])\.?[mM]\b\.?)?"
_SCORE = re.compile(
    r"比分|比数|战胜|击败|击溃|完胜|险胜|大胜|获胜|取胜|胜出|逆转|战平|逼平|不敌|负于|惜败|领先|落后|"
    r"扳平|爆冷|首局|次局|决胜|胜|负|输|赢|平|队|局|盘"
)
_PLAYED = re.compile(
    r"比分|战胜|击败|不敌|爆冷|逆转|险胜|完胜|大胜|战平|点球大战|决胜盘|决胜局|中国$"
)
_WON = re.compile(r"胜出|取胜|获胜|战胜|击败|险胜|完胜|大胜|力克|逆转|晋级|战平|不敌|负于")
_RATIO = re.compile(r"比例|配比|之比|按|稀释|兑|汇率|生师比|师生比|男女|缩尺")

_RACE = re.compile(r"用时|成绩|马拉松|半马|全马|完赛|净时间|纪录|夺冠")


def _time(match: re.Match[str]) -> str | None:
    hour, minute, second, half = match.groups()
    beside = around(match, 12, 6)
    if not second and not half and (_SCORE.search(beside) or _RATIO.search(beside)):
        return None
    spoken = _hour(hour, minute, second)
    if half:
        spoken = ("上午" if half in "aA" else "下午") + spoken
    return spoken


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
    return f"{count(hours)}小时{_sixtieth(minutes)}分{_sixtieth(seconds)}秒"


def _ratio(match: re.Match[str]) -> str:
    return "比".join(number(part) for part in re.split("[:：]", re.sub(r"\s", "", match[0])))


def _hyphen_score(match: re.Match[str]) -> str | None:
    before, after = around(match, 12, 0), around(match, 0, 4)
    if not (_PLAYED.search(before) or _WON.match(after)):
        return None
    return f"{cardinal(match[1])}比{cardinal(match[2])}"


TIMES: tuple[Rule, ...] = (
    rule("clock", r"(?<![0-9:：])" + _CLOCK + TO + _CLOCK, _times),
    rule("lasting", ALONE + r"([0-9]):([0-5][0-9]):([0-5][0-9])(?![0-9:])", _lasting),
    # 21:19 is a score where a word of sport stands near, else a time.
    rule("clock", r"(?<![0-9:：])" + _CLOCK + _HALF, _time),
    rule("ratio", ALONE + rf"{NUMBER}(?:\s?[:：]\s?{NUMBER})+", _ratio),
    rule("score", ALONE + r"([0-9]{1,3})[-—–]([0-9]{1,3})(?![0-9%％.])", _hyphen_score),
)
