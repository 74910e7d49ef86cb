"""一 and 不 as they are spoken before the syllable that follows.

espeak-ng takes "yi1" and "bu4" literally (unlike third tones, whose chains it joins itself), so
the line must say yi2, yi4, bu2. Rules: 现代汉语词典 (7th ed.), 凡例 3.2; a 一 that counts off
(第一, 二〇二一, 一月, 一楼) keeps its own tone.
"""

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
)
_ENDS_IN_ONE = "第初高周期拜统同唯惟专之星点合归划逐单如均"
"""Before a 一 that ends a word: 周一, 统一, 百分之一, 三点一."""


def speak(run: str, syllables: list[str], words: Sequence[tuple[int, int]]) -> None:
    """Set the tones of 一 and 不 in ``run``, whose syllables are given, in place.

    ``words`` has start and end of the word at each place.
    """
    for place, hanzi in enumerate(run):
        if hanzi == "不" and syllables[place].startswith("bu"):
            syllables[place] = "bu2" if _falls(run, syllables, place + 1) else "bu4"
        elif hanzi == "一" and syllables[place].startswith("yi"):
            leads = words[place][0] == place and words[place][1] > place + 1
            syllables[place] = _one(run, syllables, place, leads=leads)


def _falls(run: str, syllables: list[str], place: int) -> bool:
    """Whether the syllable at ``place`` has the fourth tone (个 has, even where unstressed)."""
    return place < len(run) and (syllables[place].endswith("4") or run[place] == "个")


def _one(run: str, syllables: list[str], place: int, *, leads: bool) -> str:
    """The tone of a 一; ``leads`` where it begins a word: 七点一直 is no decimal."""
    before, after = run[max(0, place - 1) : place], run[place + 1 : place + 2]
    if not after or run.startswith(_ORDINAL, place):
        return "yi1"
    if after in "百千":
        return "yi4" if before != "点" else "yi1"
    if after in "万亿":
        return "yi2" if before != "点" else "yi1"
    if after == "两":
        return "yi4"
    if after in DIGITS or (before and before in DIGITS + "第"):
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


_RUNS_ON = {
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
