"""Foreign names: spelt out with the characters of Xinhua's table, 彼得罗娃, 伊莎贝拉·罗西."""

import re

from tingbao.script.endings import goes_on
from tingbao.script.telling import full_name
from tingbao.script.vocabulary import words

_TRADE_IN = re.compile("[长员师者官统相臣团人赞使事授士记帅手][^·]{2,}·")
"""团长安娜·科瓦奇: no name begins so."""
JEAN = "让"
"""Alone a given name (Jean); elsewhere it is 让约翰·史密斯…, to let him."""
_SHORT = 3
"""Characters of a name that may be a Chinese one as well: 萨日娜."""
_TITLED = re.compile("教授|博士|先生|女士|小姐|太太|夫人|总统|首相|总理|教练")
"""史密斯教授."""


def spelt(text: str, at: int, name: str) -> str:
    """彼得罗娃 and 古特雷斯 whole: as far as they are spelt, and a sentence may go on behind."""
    start = at + name.rfind("·") + 1
    spelt = words().foreign.match(text, start)
    if trade_in(name):
        return ""
    if spelt and (listed := _listed(text, start, spelt.end())):
        return text[at:listed]
    if not spelt or ("·" not in name and any(full_name(text[at : at + n]) for n in (2, 3))):
        return _dotted(text, at, name)
    for end in range(spelt.end(), start + 2, -1):
        if text[end - 1] == "所":
            continue  # 正如贝隆尼｜所说
        if goes_on(text[end : end + 6]) or end == len(text) or _TITLED.match(text, end):
            return text[at:end]
    return _dotted(text, at, name)


def _listed(text: str, start: int, most: int) -> int:
    """Where 乌兰图雅, 巴图苏和 end, as whole names do that are listed; 0 where none is."""
    for end in range(most + 1, start + _SHORT, -1):
        kinds = (words().woman, words().man)
        whole = end >= most or goes_on(text[end : end + 6])
        if whole and any(kind.search(text, start, end) for kind in kinds):
            return end
    return 0


def _dotted(text: str, at: int, name: str) -> str:
    """伊莎贝拉·罗西｜学会了: with a "·" all that is spelt is the name."""
    given, dot, _ = name.partition("·")
    if not dot or not begins_one(given):
        return ""
    start = end = at + name.rindex("·") + 1
    while text[end : end + 1] in words().spelling:
        end += 1
    return text[at:end] if end > start else ""


def begins_one(given: str) -> bool:
    """Whether ``given`` is spelt, to the "·" behind it."""
    return given == JEAN or set(given) <= words().spelling


def trade_in(name: str) -> bool:
    """Whether a trade runs into it: 团长安娜·科瓦奇."""
    return bool(_TRADE_IN.search(name))
