"""一 and 不 as they are spoken before the syllable that follows.

espeak-ng takes "yi1" and "bu4" literally (unlike third tones, whose chains it joins itself), so
the line must say yi2, yi4, bu2. Rules: 现代汉语词典 (7th ed.), 凡例 3.2; a 一 that counts off
(第一, 二〇二一, 一月, 一楼) keeps its own tone.
"""

import re
from collections.abc import Sequence

DIGITS = "零〇一二三四五六七八九十百千万亿两几"

_ORDINAL = (
    "一月",
    "一号",
    "一楼",
    "一级",
    "一流",
    "一期",
    "一季",
    "一审",
    "一把手",
    "一等奖",
    "一等功",
    "一年级",
    "一号线",
    "一不二",
    "一中",
    "一单元",
)
_SIDES = re.compile(f"[{DIGITS}][比加减乘除][{DIGITS}](?![十百千万亿])|一对一")
"""Two numbers, each said for itself: 一比三, 一加一, 一对一."""
_ENDS_IN_ONE = "第初高周期拜独统同唯惟专之星点合归划逐单如均"
"""Before a 一 that ends a word: 周一, 统一, 百分之一, 三点一."""


def speak(run: str, syllables: list[str], words: Sequence[tuple[int, int]]) -> None:
    """Set the tones of 一 and 不 in ``run``, whose syllables are given, in place.

    ``words`` has start and end of the word at each place.
    """
    for place, hanzi in enumerate(run):
        if hanzi == "不" and syllables[place].startswith("bu"):
            syllables[place] = "bu2" if _falls(run, syllables, place + 1) else "bu4"
        elif hanzi == "一" and syllables[place].startswith("yi"):
            syllables[place] = _one(run, syllables, place, words)


def _falls(run: str, syllables: list[str], place: int) -> bool:
    """Whether the syllable at ``place`` has the fourth tone (个 has, even where unstressed)."""
    return place < len(run) and (syllables[place].endswith("4") or run[place] == "个")


def _one(run: str, syllables: list[str], place: int, words: Sequence[tuple[int, int]]) -> str:
    """The tone of a 一. One that begins a word counts nothing before it: 七点一直, 唯一一次."""
    before, after = run[max(0, place - 1) : place], run[place + 1 : place + 2]
    leads = words[place][0] == place and words[place][1] > place + 1
    if not after or run.startswith(_ORDINAL, place):
        return "yi1"
    if any(_SIDES.match(run, start) for start in (place, max(0, place - 2))):
        return "yi1"
    if before == "第" and words[place + 1][0] == place + 1 < words[place + 1][1] - 1:
        return "yi1"  # 第一百货
    if after in "百千":
        return "yi4" if before != "点" else "yi1"
    if after in "万亿":
        return "yi2" if before != "点" else "yi1"
    if after == "两":
        return "yi4"
    counted = before and before in DIGITS + "第" and not (leads and _is_word(run, words[place - 1]))
    if after in DIGITS or counted:
        return "yi1"
    if (
        before
        and not leads
        and before in _ENDS_IN_ONE
        and run[place - 1 : place + 2] not in _RUNS_ON
    ):
        return "yi1"
    if (before, after) == ("月", "日"):
        return "yi1"
    if before == after and run[max(0, place - 2) : place - 1] != "一":
        return "yi5"  # 看一看, but not 一件一件
    return "yi2" if _falls(run, syllables, place + 1) else "yi4"


def _is_word(run: str, span: tuple[int, int]) -> bool:
    """Whether a 一 before belongs to a word that counts nothing: 唯一, 统一."""
    return span[1] - span[0] > 1 and run[span[0]] not in DIGITS + "第"


_RUNS_ON = {
    "独一份",
    "独一个",
    "独一家",
    "同一个",
    "同一天",
    "同一时",
    "同一种",
    "点一下",
    "点一点",
    "期一般",
    "之一是",
    "高一点",
    "高一些",
    "高一个",
    "高一米",
    "高一筹",
    "高一截",
    "高一层",
    "如一日",
    "如一个",
    "单一个",
}
