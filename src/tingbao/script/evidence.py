"""Who is named in a story: all that proves a name stands in one list, and what speaks against it.

A witness looks through the whole text and says which names it is sure of; none needs another.
"""

import math
import re
from collections.abc import Callable, Iterator
from itertools import islice

from tingbao.script.attribution import VERB
from tingbao.script.callings import begins_word, name_at, name_behind, occurrences
from tingbao.script.chance import RARE, USUAL, of_words, share
from tingbao.script.cutting import common, plain, verbs
from tingbao.script.endings import goes_on
from tingbao.script.repeated import often, runs_over, whole_name
from tingbao.script.sayers import sayers
from tingbao.script.spelt import JEAN
from tingbao.script.surnames import FAMILY
from tingbao.script.telling import full_name, maybe_name
from tingbao.script.vocabulary import HAN, words

MOST = 60
"""People of a story who are looked for: a page from outside may name thousands."""
_ALONE = re.compile(rf"(?<![{HAN}])([{HAN}]{{2}}){VERB}[，,：:]")
"""花蕾说："""
_INTRODUCED = re.compile(rf"[名位个]叫([{HAN}]{{2,6}}?)的(?=[{HAN}])")
"""一位叫庞代的司机."""
_TOLD_OF_A_NAME = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,16}})[（(](?:化名|音译?)[，,）)]")
_NEXT = 10
"""Characters behind it in which a trade stands."""
_OF = re.compile("(?<=的)")
"""Before a name: 最年长的龙铁山, 输掉决赛的沈宛."""
_PLACE = re.compile(
    "战役|[省市县区镇乡村路街山河湖江桥湾岛]|站(?![在着起到了住定立]|出来|出去|出列)"
)
"""白云山 and 金华市 are no people."""
_TRADE = 4
"""Characters of a trade before a name that are looked at."""
_BEHIND = 6
"""Characters behind a name that tell whether it ends there."""


def names(text: str) -> tuple[str, ...]:
    """The people of ``text`` by name, each once, as long as the names are."""
    sure = frozenset((*often(text), *_styled(text)))
    found = dict.fromkeys(name for witness in WITNESSES for name in witness(text) if name)
    people = (
        name
        for name in found  # 李长清, though 班长 is a trade
        if (name in sure or not _calls_anybody(name)) and not _names_a_place(name, text)
    )
    whole = dict.fromkeys(whole_name(name, text) for name in islice(people, MOST))
    return tuple(name for name in whole if not runs_over(name, whole, text))


def _told(text: str) -> Iterator[str]:
    """Behind a trade, and at the head of a clause: 教练应晓岚; 吴涛走来."""
    alone = {name for name in _ALONE.findall(text) if _by_chance(name)}
    for match in words().told.finditer(text):
        at = match.end()
        name = (name_behind if match["sure"] else name_at)(text, at)
        if match["sure"] and (twice := text[at : at + 2]) in alone:
            name = twice
        before, rest = text[at - 1 : at], text[at + len(name) : at + len(name) + _BEHIND]
        set_off = before in ("“", "《") and rest[:1] in ("”", "》")  # 讲“安全”
        if name and not set_off and (match["sure"] or _looks_like_one(name, before, rest)):
            yield name


def _looks_like_one(name: str, before: str, rest: str) -> bool:
    """Whether a name at the head of a clause is none by chance: 高速公路 begins with 高."""
    likely = full_name(name) or len(name) > 3 or name[:1] == "小"
    torn = len(name) > 2 and share(name[1:]) > USUAL + 1  # 党｜一定要
    acts = before == "”" and rest[:2] in verbs()  # “飞人”雷鸣获得
    surely = name[0] in FAMILY or acts
    word = name in common() and (not surely or share(name) > RARE)  # 祝福, not 李娜
    likely = likely and goes_on(rest) and not word and not torn
    return likely and (name[0] in FAMILY or len(name) > 3 or not _runs_into(name, rest))


def _runs_into(name: str, rest: str) -> bool:
    """Whether a word goes on behind its end, or is all but the surname: 和普｜通, 万光年."""
    end = plain().spans(name + rest)[len(name) - 1][1]
    return end > len(name) or (len(name) > 2 and share(name[1:]) > RARE)


def _addressed(text: str) -> Iterator[str]:
    """王秀兰奶奶."""
    for match in words().addressed.finditer(text):
        if match[1] not in common() and begins_word(text, match.start()):  # 白发老人
            yield match[1]


def _styled(text: str) -> Iterator[str]:
    """谭屹链同志, 本维德先生, whatever hanzi stand before what is said of people only."""
    for match in words().styled.finditer(text):
        if begins_word(text, match.start()) and not of_words(match[1], -math.inf):
            yield match[1]
    for match in words().foreigner.finditer(text):
        yield match[1]


def _described(text: str) -> Iterator[str]:
    """最年长的龙铁山."""
    for match in _OF.finditer(text):
        name, rest = text[match.end() : match.end() + 3], text[match.end() + 3 :][:_BEHIND]
        titled = words().titled.match(text, match.end() + 2)  # 来访的齐南｜夫人
        whole = len(name) == 3 and full_name(name) and name not in common() and not titled
        if whole and not of_words(name, -math.inf) and goes_on(rest):
            yield name


def _bracketed(text: str) -> Iterator[str]:
    """晓梅（化名）, 受害人小敏（女，7岁）: such brackets stand behind names only."""
    for match in _TOLD_OF_A_NAME.finditer(text):
        run = match[1]
        trades = [called.end() for called in words().called.finditer(run) if called["trade"]]
        lengths = (len(run) - max(trades, default=0), 3, 2)
        tails = (run[-length:] for length in lengths if 1 < length < 5)
        yield next((name for name in tails if len(name) == len(run) or full_name(name)), "")


def _called(text: str) -> Iterator[str]:
    """一位叫庞代的司机."""
    for match in _INTRODUCED.finditer(text):
        if words().called.search(text, match.end(), match.end() + _NEXT):
            yield match[1]


def _dotted(text: str) -> Iterator[str]:
    """参展商托马斯·贝克尔."""
    for dot in re.finditer("·", text):
        yield _around(text, dot.start())


def _around(text: str, dot: int) -> str:
    """The name around the "·" at ``dot``, as far as it is spelt before: 参展商｜托马斯·贝克尔."""
    start = dot
    while start > max(0, dot - 8) and text[start - 1] in words().spelling:
        start -= 1
    for trade in words().told.finditer(text, max(0, start - _TRADE), dot):
        if trade["sure"] and start < trade.end() < dot:
            start = trade.end()  # 总理｜拉吉夫·沙玛
    if text.endswith(JEAN, 0, dot):
        start = dot - 1
    whole = dot - start > 1 - text.startswith(JEAN, start) and text[start - 1 : start] != "·"
    name = name_at(text, start) if whole else ""
    return name if "·" in name else ""


WITNESSES: tuple[Callable[[str], Iterator[str]], ...] = (
    often,
    _told,
    _addressed,
    _styled,
    _described,
    _bracketed,
    _called,
    _dotted,
    sayers,
)
"""In the order in which a story's people are counted, of whom only so many are looked for."""


def _by_chance(name: str) -> bool:
    """Whether a word may be a name as well: 徒弟花蕾 and 花蕾说： tell of somebody."""
    return maybe_name(name) and name in common() and share(name) <= RARE


def _calls_anybody(name: str) -> bool:
    """Whether it is what many are called: 孙女 is no Ms Sun, 房东 no Mr Fang."""
    return len(name) < 4 and name[1] != "某" and bool(words().called.match(name))


def _names_a_place(name: str, text: str) -> bool:
    return any(_PLACE.match(text, end) for _, end in occurrences(name, text))
