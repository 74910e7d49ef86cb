"""How long a name is, by all the places where a story prints it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from tingbao.script.callings import occurrences
from tingbao.script.chance import of_words
from tingbao.script.cutting import common
from tingbao.script.endings import NEVER, goes_on
from tingbao.script.telling import full_name
from tingbao.script.vocabulary import HAN, words

_BEHIND_NAMES = "家等们某均皆亦及其村乡镇县市省区寨庄牌部"
"""Behind a name, and never of it."""
_BODY = re.compile("公司|集团|[工药酒]?厂|牌")
"""Behind the name of a firm."""
_OFTEN = 4
"""Times that a story prints a name."""
_SHORT = 2
"""Characters of a name with a given name of one."""


def often(text: str) -> Iterator[str]:
    """Names of three hanzi that a story prints often, though no table knows them: 李长清.

    At the head of a clause stands a surname with two hanzi that make no usual word; it is there
    again and again, and the sentence goes on in more ways than one.
    """
    heads = Counter(match[1] for match in _head().finditer(text))
    for name, times in heads.items():
        if times < 2 or name in common() or name[-1] in NEVER | set(_BEHIND_NAMES):
            continue
        if not of_words(name):
            ends = [end for _, end in occurrences(name, text)]
            ways = {text[end : end + 1] for end in ends}
            body = any(_BODY.match(text, end) for end in ends)
            if len(ends) >= _OFTEN and len(ways) > 2 and not body:
                yield name


@cache
def _head() -> re.Pattern[str]:
    """Compiled when a story first asks for it."""
    return re.compile(rf"(?<![{HAN}\d])([{''.join(sorted(words().surnames))}][{HAN}]{{2}})")


def whole_name(name: str, text: str) -> str:
    """屠方正, where the story says no 屠方 but in it, though 正 may be an adverb.

    And 李长清: where one hanzi stands behind 李长 wherever it is printed, and a sentence goes on
    behind it in more ways than one.
    """
    ends = [end for _, end in occurrences(name, text)]
    behind = {text[end : end + 1] for end in ends}
    longer = name + behind.pop() if len(name) == _SHORT and len(behind) == 1 else name
    if longer == name or len(ends) == 1:
        return name
    if longer[-1] in words().given and full_name(longer):
        return longer
    if longer[-1] in _BEHIND_NAMES:
        return name
    ways = {text[end + 1 : end + 2] for end in ends}
    parted = sum(goes_on(text[end : end + 6]) or _begins_word(text, end) for end in ends)
    return longer if len(ways) > 1 and 4 * parted <= len(ends) else name


def _begins_word(text: str, at: int) -> bool:
    return text[at : at + 2] in common() or not re.match(f"[{HAN}]", text[at : at + 1])


def runs_over(name: str, names: Collection[str], text: str) -> bool:
    """Whether ``name`` is 丁川刚, where the story calls 丁川 somewhere else: 刚 is an adverb."""
    short = name[:_SHORT]
    over = len(name) > _SHORT and short in names and goes_on(name[_SHORT:])
    return over and text.count(short) > text.count(name)
