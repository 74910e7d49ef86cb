"""What a rule is: a name, where it looks, and what it says there."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from tingbao.script.rules.needed import needed

HAN = r"\u3400-\u9fff"
_GAP = r"[ \u00a0\u2009\u202f]"
NUMBER = (
    r"(?:(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}+(?![0-9])(?:\.[0-9]++)?"
    rf"|(?=[1-9][0-9]{{0,2}}{_GAP})(?<![0-9] )"
    rf"(?![0-9]{{3}}(?: [0-9]{{3}}){{2,5}}(?![0-9]|\s?[{HAN}]))"
    rf"[1-9][0-9]{{0,2}}(?:{_GAP}[0-9]{{3}}){{1,5}}+(?![0-9]|[ -][0-9])(?:\.[0-9]++)?"
    r"|[0-9]++(?:\.[0-9]++)?))"
)
"""A figure as printed: 1400, 1,234,567, 13.5; GB/T 15835 sets a gap for the comma: 1 234.

Three times three figures and no word behind them are rather three cells of a table.
"""
TO = r"(?:\s?(?:[-~–—]|——)\s?|至|到)"
"""The signs that a range is printed with."""
ALONE = r"(?=[-+±0-9])(?<![0-9A-Za-z])(?<![0-9]\.)(?!(?<=[0-9],)[0-9]{3}(?![0-9]))"
"""Before it stands neither a letter nor the first part of another figure: 6-4,7-6 are two.

What a figure begins with is asked first: most characters of a line are turned down there.
"""
ENDS = r"(?![0-9]|[.,][0-9])"
"""After it the figure does not go on."""
SIGN = r"(?:(?<![0-9A-Za-z])[-+±])?"
SIGNS = {"-": "负", "+": "正", "±": "正负", "": ""}
MEASURE = (
    r"(?:[个名位次天周人户栋袋桶斤座辆只条件项家块本张台部套场层米"
    r"吨万亿萬億個千百元时秒种类批所艘架支届颗棵片份岁胜平负战夜晚趟笔封首幅篇册枚粒瓶箱碗顿步轮遍间道头"
    r"匹处起例宗款根束朵株亩成站球句对双副盒包罐杯盘盆串筐幢扇具滴股把顶枝声堆捆席餐桌窝垄番倍"
    r"毛角丈尺寸里国省市县地者老侧边端岸方连字节卷页行列章幕滩味剂尊挺门厅卫居集度小口垧眼钵沓爿阶窟轴尾窖垛缕截段茬洲票剧拨伙排立厘毫兆瓦旗]"
    r"|年(?!级)|注(?!册)|提(?![供升高前出名醒交议速取到质])|车(?![0-9间厢站号展型次款险])|分(?!之|别)|打(?![破败赢进出])|点(?!零)|公[里斤顷分]|英[里寸尺镑]|海里|[美欧日港澳加]元"
    r"|英镑|卢布|[公微]克)"
)
"""The words that things are counted by: before them 2 is 两, and 2022 no year."""


@dataclass(frozen=True)
class Rule:
    """One idea of how a newsreader reads print."""

    name: str
    """Shown by ``script --explain``; its cases are in tests/cases/spoken under this name."""
    where: str
    """The pattern of where to look, in text whose figures are folded to ASCII; linear."""
    say: Callable[[re.Match[str]], str | None]
    """What is read there; None leaves the place to later rules."""
    needs: frozenset[str]
    """It matches in no text that has none of these; empty where that cannot be told."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a line first asks for it: a page needs a third of the rules."""
        return re.compile(self.where)


def rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None]) -> Rule:
    return Rule(name, pattern, say, needed(pattern))


def either(words: Iterable[str]) -> str:
    """An alternation of plain words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def to(match: re.Match[str]) -> str:
    """Between two figures of a range: 至 where it is printed so, else 到."""
    return "至" if "至" in match[0] else "到"


def before(match: re.Match[str], length: int) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


def after(match: re.Match[str], length: int) -> str:
    return match.string[match.end() : match.end() + length]


def around(match: re.Match[str], left: int, right: int) -> str:
    """The text beside a match that tells what kind of figure it is, match left out."""
    return before(match, left) + after(match, right)
