"""What tables, names and rules say of each hanzi, before anybody looks at the sentence around.

The run is cut into words (``cutting``), and the longest phrase that fits the cut speaks first
(``dictionary``); then surnames by their place (``names``), rules of grammar, and what is usual
(``readings``).
"""

import re

from tingbao.script import readings
from tingbao.script.cutting import verbs
from tingbao.script.dictionary import OPEN, cutter, listed, tables
from tingbao.script.doing import by_aspect, by_object
from tingbao.script.manner import of_manner
from tingbao.script.names import given_names, surnames
from tingbao.script.obliged import of_things
from tingbao.script.sandhi import DIGITS
from tingbao.script.serving import for_whom
from tingbao.script.wholes import whole_names

_Span = tuple[int, int]

_CHILD = re.compile(
    "(?<=[女男幼婴胎孤健患少小侄孙妻弃宠产育托生养无乞])儿|(?<=弄潮|幸运|混血|新生|早产|流浪|低能|畸形|试管|自闭|脑瘫|"
    "唐氏|高危|巨大|疑难)儿|(?<=笛卡|帖木|铁木)儿|儿(?=[女童子媳科孙戏歌时郎曹])"
)
"""A child, or the 儿 of a foreign name; any other behind a hanzi colours its sound."""
_DOUBLED = re.compile(r"(.)\1(.)\2")
"""结结实实 is read as 结实 is."""


def known(run: str) -> list[str | None]:
    """What names, phrases and rules say of each hanzi of ``run``."""
    words = cutter().spans(run)
    said, apart = _by_tables(run, words)
    for place, surname in surnames(run, words):
        torn = words[place] == (place, place + 2) and place in dict(whole_names(run, words))
        if (said[place] in (None, OPEN) or torn) and not by_object(run, place, words):
            said[place] = surname
    for place in given_names(run, words):
        said[place] = said[place] or readings.NAMES.get(run[place])
    for place in range(len(run)):
        if run[place] == "儿" and place and not _CHILD.match(run, place):
            start, end = words[place]
            said[place] = "er5" if start < place or end == place + 1 else said[place]
        if run[place] == "种" and place and run[place - 1] in DIGITS + "这那某每":
            said[place] = "zhong3"  # 一百种药, 那种果树, though 种药 is to grow it
        if run[place] == "地":
            said[place] = of_manner(run, place, words) or said[place]
        if said[place] in (None, OPEN):
            said[place] = _by_rule(run, place, words) or apart.get(place)
    return said


def _by_tables(run: str, words: list[_Span]) -> tuple[list[str | None], dict[int, str]]:
    """What the longest phrase around each hanzi says of it.

    And what a torn phrase says of a hanzi that is a word by itself: 塞牙 in 塞, 牙缝.
    """
    said: list[str | None] = [None] * len(run)
    longest = [0] * len(run)
    torn: dict[int, str] = {}
    for start, end in sorted(tables().find(run), key=_length):
        if not _fits(start, end, words):
            syllable = dict(listed(run[start:end])).get(0, OPEN)
            if words[start] == (start, start + 1) and syllable != OPEN:
                torn[start] = syllable
            continue
        for at, syllable in listed(run[start:end]):
            place = start + at
            agreed = end - start > longest[place] or said[place] in (None, syllable)
            said[place] = syllable if agreed else None
            longest[place] = end - start
    for match in _DOUBLED.finditer(run):
        for at, syllable in listed(match[1] + match[2]):
            place = match.start() + 2 * at
            if longest[place] < len(match[0]) and not syllable.endswith("5"):
                said[place] = said[place + 1] = syllable
    return said, torn


def _by_rule(run: str, place: int, words: list[_Span]) -> str | None:
    """What grammar says of a hanzi that no table knows, or else what is usual in a word."""
    word = words[place]
    hanzi, longer = run[place], word[1] - word[0] > 1
    if hanzi == "地" and longer:
        return "di4"  # the particle is a word of its own
    if hanzi == "子" and longer and word[0] < place:
        return "zi5" if place + 1 == word[1] else "zi3"
    said = of_things(run, place, words) if hanzi == "得" and not longer else None
    if word[0] == place:
        said = said or by_object(run, place, words)
    if (
        hanzi == "曾"
        and not longer
        and run[word[1] : words[min(word[1], len(run) - 1)][1]] in verbs()
    ):
        return "ceng2"  # once, before what was done; surnames have spoken
    said = said or readings.by_grammar(run, place) or (None if longer else by_aspect(run, place))
    if said is None and hanzi == "为" and not longer:
        said = for_whom(run, place, words)
    usual = readings.OF_WORDS if longer else readings.ALONE
    return said or usual.get(hanzi) or readings.ALONE.get(hanzi)


def _length(span: _Span) -> int:
    return span[1] - span[0]


def _fits(start: int, end: int, words: list[_Span]) -> bool:
    """Whether a phrase is made of whole words, or lies within one: 发质 is no word in 开发质量."""
    head, tail = words[start], words[end - 1]
    return (head[0] == start or head[1] >= end) and (tail[1] == end or tail[0] <= start)
