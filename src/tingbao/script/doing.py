"""Verbs of one hanzi that are read by their object: 背书 bèi, 背孩子 bēi.

``data/verbs.txt`` lists objects by hanzi and reading, and says which hanzi are that verb wherever
they are done at all (数了, 量完), whatever the object.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tingbao.script.sandhi import DIGITS

_HAN = "."  # a run is all hanzi; naming them costs half a millisecond each time it is compiled
_ASPECTS = ("不了", "得了", "不起", "得起", "不完", "一下", "了", "着", "过", "完", "好", "起")
"""What tells that something is done."""
_RESULT = f"(?:{'|'.join(_ASPECTS)}|[满遍光清净成到进出上下断开掉够熟透牢回走齐破伤死])"
"""And how far."""
_MEASURE = "个|条(?![件例款])|根(?![据本治源])|块(?!状)"
_COUNT = f"(?:[一二三四五六七八九十两几半数多这那每]{{1,3}}{_HAN}?|{_MEASURE})"
"""How many; of one alone 一 is left out: 系根绳子, 量个身高."""
_WHILE = "[一二三四五六七八九十两几半多]{1,4}(?:多?年|个?月|天|辈子|个?小时|周|夜|宿)[的来]?"
_FEW = rf"(?:{_RESULT}?(?:{_WHILE}|{_COUNT})?)"
_SOME = rf"(?:{_RESULT}{_HAN}{{0,5}}?|{_HAN}{{1,4}}的|{_COUNT}{_HAN}{{0,3}}?|)"
"""Between a verb and its object."""
_ALL = "(?:都|全|也|先|再|又|还没|没|刚|已经?|给|全部|一一|一[个把次口])?"
_REACH = 12
"""How far before its verb an object is looked for."""


class _Verb(NamedTuple):
    reading: str
    before: re.Pattern[str]
    """The verb, then its object (the whole match ends with it)."""
    behind: re.Pattern[str]
    """The object, perhaps behind 把, then the verb."""
    done: re.Pattern[str] | None
    """What tells that it is done, where that is enough."""


def by_object(run: str, place: int, words: Sequence[tuple[int, int]]) -> str | None:
    """The reading that the object of the verb at ``place`` of ``run`` asks for."""
    for verb in _verbs(run[place]):
        match = verb.before.match(run, place + 1)
        if match and _whole(run, place, match.span(match.lastgroup or 0), words):
            return verb.reading
    for verb in _verbs(run[place]):
        match = verb.behind.search(run, max(0, place - _REACH), min(len(run), place + 3))
        if match and match.end() > place:
            start = match.start(match.lastgroup or 0)
            alone = len(match[match.lastgroup or 0]) == 1 and match.lastgroup == "topic"
            if words[start][0] == start and (not alone or not start or run[start - 1] == "的"):
                return verb.reading
    return None


def _whole(run: str, verb: int, span: tuple[int, int], words: Sequence[tuple[int, int]]) -> bool:
    """Whether the object at ``span`` is a word, or counted or joined to its verb in one.

    面 is none in 多方面; but 转一大圈, 捋胡子.
    """
    (start, _), (_, end) = words[span[0]], words[span[1] - 1]
    return end == span[1] and (start == span[0] or run[start] in DIGITS + "个" + run[verb])


def by_aspect(run: str, place: int) -> str | None:
    """The reading of the verb at ``place``, if something is done there and that is enough."""
    for verb in _verbs(run[place]):
        if verb.done and verb.done.match(run, place + 1):
            return verb.reading
    return None


@cache
def _verbs(hanzi: str) -> tuple[_Verb, ...]:
    """Compiled when first met: a page has a few of them, and all take half a second."""
    return tuple(_verb(*line) for line in _lines().get(hanzi, ()))


@cache
def _lines() -> dict[str, list[tuple[str, str, list[str], str]]]:
    """Hanzi, reading, objects and what is done of each line, by hanzi."""
    text = files("tingbao.script").joinpath("data/verbs.txt").read_text("utf-8")
    lines: dict[str, list[tuple[str, str, list[str], str]]] = {}
    for line in text.splitlines():
        head, colon, objects = line.partition(": ")
        if colon and not line.startswith("#"):
            hanzi, reading, *done = head.split()
            lines.setdefault(hanzi, []).append((hanzi, reading, objects.split(), "".join(done)))
    return lines


def _verb(hanzi: str, reading: str, objects: list[str], done: str) -> _Verb:
    longest_first = sorted(objects, key=len, reverse=True)
    either = "|".join(longest_first)
    short = "|".join(word for word in objects if len(word) == 1) or "(?!)"
    long = "|".join(word for word in longest_first if len(word) > 1) or "(?!)"
    aspects = [aspect for aspect in _ASPECTS if aspect not in done.removeprefix("…-")]
    return _Verb(
        reading=reading,
        before=re.compile(f"{_SOME}(?P<long>{long})|{_FEW}(?P<short>{short})"),
        behind=re.compile(
            f"[把将]{_HAN}{{0,5}}?(?P<taken>{either}){_ALL}?{hanzi}"
            f"|(?P<topic>{either}){_ALL}?{hanzi}(?={_RESULT})"
        ),
        done=re.compile("|".join(aspects)) if done else None,
    )
