"""The pauses that an editor asks for in a page: ``[停顿 2秒]``, as people spell it.

A mark is never read aloud, whatever stands in it: one that cannot be obeyed is a pause all the
same, and says so to the editor.
"""

import re
from typing import NamedTuple

from tingbao.wording import say

_DIGITS = {hanzi: value for value, hanzi in enumerate("零一二三四五六七八九")} | {"两": 2}
_HANZI = "半十百" + "".join(_DIGITS)
_MARK = re.compile(
    r"[\[［【]\s*(?:停[顿頓]|暂停|暫停|pause)\s*[:：=，,]?\s*"
    rf"(?:(?P<sign>[-−－–+约約])?\s*(?P<figures>\d{{1,12}}(?:[.．]\d{{1,6}})?|[{_HANZI}]{{1,5}}(?:点[{_HANZI}]{{1,3}})?|几|幾|[xXN])?"
    r"\s*(?P<unit>毫秒|ms|分钟?|分鐘|min(?:ute)?s?|秒[钟鐘]?半?|s(?:ec(?:ond)?s?)?)?\s*)?[\]］】]"
    rf"|[\[［【]\s*(?:停[顿頓]|pause)(?P<odd>(?:\s*[:：=，,]?\s*[-−－–+.\d{_HANZI}½]|\s*[:：=]|\s)[^\[\]［］【】]{{0,40}})[\]］】]",
    re.IGNORECASE,
)
"""A pause as it should be written, or else anything of a length."""
_UNITS = {"毫": 1, "ms": 1, "分": 60_000, "mi": 60_000}
"""ms, by the unit's first letters; seconds otherwise."""
_PLAIN = 1_000
"""ms of a mark that says none."""
_LONGEST = 10_000
"""ms; more is taken for a mistake."""


class Pause(NamedTuple):
    """A pause that a mark asks for."""

    ms: int
    doubt: str = ""
    """What the mark asked that cannot be, and what is done instead."""


def without_marks(text: str) -> tuple[str, dict[int, Pause]]:
    """``text`` without its marks, and the pause wanted at each offset of what is left."""
    parts: list[str] = []
    asked: dict[int, Pause] = {}
    at = length = 0
    for match in _MARK.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        asked[length] = _together(asked.get(length), _pause(match))
        at = match.end()
    return "".join([*parts, text[at:]]), asked


def _together(one: Pause | None, other: Pause) -> Pause:
    """Two marks side by side: as long as both."""
    return Pause(min(one.ms + other.ms, _LONGEST), one.doubt or other.doubt) if one else other


def _pause(mark: re.Match[str]) -> Pause:
    if mark["odd"]:
        return Pause(_PLAIN, _doubt(mark.group(), _PLAIN))
    figures, unit = mark["figures"], (mark["unit"] or "").lower()
    if not (figures or mark["sign"] or unit):
        return Pause(_PLAIN)
    number = _number(figures or "")
    if number is None or mark["sign"] in tuple("-−－–"):
        return Pause(_PLAIN, _doubt(mark.group(), _PLAIN))
    ms = round(
        (number + 0.5 * unit.endswith("半")) * _UNITS.get(unit[:2], _UNITS.get(unit[:1], 1_000))
    )
    return Pause(ms) if ms <= _LONGEST else Pause(_LONGEST, _doubt(mark.group(), _LONGEST))


def _number(figures: str) -> float | None:
    """ "1.5", "１０", 十五 and 二点五; None for what is no number."""
    if figures[:1].isdigit():
        return float(figures.replace("．", "."))
    if figures == "半":
        return 0.5
    before, point, behind = figures.partition("点")
    whole = _whole(before)
    if whole is None or bool(point) > bool(behind) or not set(behind) <= _DIGITS.keys():
        return None
    return whole + sum(_DIGITS[digit] * 0.1**place for place, digit in enumerate(behind, 1))


def _whole(hanzi: str) -> int | None:
    """十五 and 一百二十; None for what is no number."""
    hundreds, hundred, rest = hanzi.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    digits = (hundreds or "零一"[len(hundred)], tens or "零一"[len(ten)], ones or "零")
    if not hanzi or not set(digits) <= _DIGITS.keys():
        return None
    return sum(_DIGITS[digit] * power for digit, power in zip(digits, (100, 10, 1), strict=True))


def _doubt(mark: str, ms: int) -> str:
    seconds, most = ms // 1_000, _LONGEST // 1_000
    return say(
        f"停顿标记 {mark} 不能照办，停了 {seconds} 秒；请写 [停顿 2秒]，最多 {most} 秒",
        f"the pause mark {mark} cannot be obeyed: {seconds} s instead; "
        f"write [停顿 2秒], {most} s at most",
    )
