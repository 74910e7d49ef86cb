"""Readings that a phrase dictionary does not know: our own phrases, and rules of grammar.

A rule looks at a hanzi that stands in no known phrase, and names its reading or leaves it to the
network (``context``). Each was kept because it reads the development part of CPP
(kakaobrain/g2pM, Apache-2.0) or our newspaper phrases (tests/cases/pinyin) better than that.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from tingbao.script.sandhi import DIGITS


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Words that pypinyin's dictionary lacks, or reads otherwise than a newsreader does."""
    text = files("tingbao.script").joinpath("data/phrases.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: tuple(syllables) for word, *syllables in rows}


Rule = Callable[[str, int], str | None]
"""Run of hanzi and place in it; the reading of the hanzi there, or None."""


def _around(run: str, place: int) -> tuple[str, str]:
    return run[max(0, place - 1) : place], run[place + 1 : place + 2]


def _de(run: str, place: int) -> str | None:
    """得: must (dei3) where a clause's verb follows, else the particle after a verb."""
    before, after = _around(run, place)
    if not before:
        return "dei3" if after not in ("", "了", "过", "到") else "de2"
    if before in "你我他她们就还总非又可都也" and after not in ("", "到", "出", "了", "过", "知"):
        return "dei3"
    return None if after in ("了", "过", "到", "出", "票", "奖", "益", "失", "名") else "de5"


def _zhe(run: str, place: int) -> str | None:
    """着: the particle, wherever no phrase says otherwise."""
    before, _ = _around(run, place)
    return "zhe5" if before else None


def _di(run: str, place: int) -> str | None:
    """地: the particle after a doubled word (默默地), before what is done."""
    before, after = run[max(0, place - 2) : place], run[place + 1 : place + 2]
    if len(before) == 2 and after and (before[0] == before[1] or before in _HOW):
        return "de5"
    return None


_HOW = {"自主", "不断", "飞快", "认真", "自然", "深刻", "热情", "积极", "主动", "有效", "仔细"}


def _zhi(run: str, place: int) -> str | None:
    """只: the measure word after a number."""
    before, _ = _around(run, place)
    return "zhi1" if before and before in DIGITS + "每这那" else None


RULES: dict[str, Rule] = {"得": _de, "着": _zhe, "地": _di, "只": _zhi}
