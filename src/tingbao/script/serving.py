"""为 for whom or what something is done (wèi), and 为 that says what something is (wéi).

Behind wèi stands a noun, then what is done for it (为旱区解渴, 为环卫工送姜茶):
``data/serving.txt`` lists such deeds. Behind wéi stands what something is, was made or is thought
(图为志愿者在清扫街道, 以服务群众为宗旨).
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tingbao.script.cutting import verbs

_Words = Sequence[tuple[int, int]]

_REACH = 11
"""How far behind 为 a deed is looked for."""
_MADE = re.compile(
    "(?:[以变化视认奉尊拜改转推选称封聘任誉评列定分并缩扩划降升译喻作改建当]|合并|作为)[一-鿿]{0,8}$"
)
"""Before 为 of what something is made, or taken for."""
_NO_DEED = re.compile("[的之与和及]|所")
"""What behind a deed makes it part of a noun: 为老人提供的服务 may be what something is."""
_A_THING = re.compile(r"^为[一左右难]|[最首第]|唯一|之一|所在?[一-鿿]{1,2}$|的[一-鿿]{1,9}$")


def for_whom(run: str, place: int, words: _Words) -> str | None:
    """How the 为 at ``place`` of ``run``, a word by itself, is read, if that can be told."""
    if place == 0 and _acts(run, words):
        return "wei4"
    deeds, being = _listed()
    start, end = words[place - 1] if place else (0, 0)
    if run[start:end] in being or _MADE.search(run, max(0, place - 9), place):
        return None
    for at in range(place + 2, min(len(run), place + _REACH)):
        if words[at][0] != at:
            continue
        whole = words[at][1]
        longest = next((n for n in (4, 3, 2) if run[at : at + n] in deeds), 0)
        if not longest and whole == at + 1 < len(run) and run[at] in deeds:
            longest = 1
        if longest and not _NO_DEED.match(run, at + longest):
            return "wei4"
    return None


def _acts(clause: str, words: _Words) -> bool:
    """Whether something is done in a clause that begins with 为: for somebody, then.

    为弘扬传统文化, 为国争光; but not 为中国的特有植物, 为山东境内第一大河.
    """
    if _A_THING.search(clause):
        return False
    return any(clause[start:end] in verbs() for start, end in dict.fromkeys(words))


@cache
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    """What is done for somebody; and words behind which 为 says what they are."""
    text = files("tingbao.script").joinpath("data/serving.txt").read_text("utf-8")
    rows = [line.partition(": ") for line in text.splitlines() if not line.startswith("#")]
    deeds = {word for head, _, row in rows if head != "系" for word in row.split()}
    return frozenset(deeds), frozenset(
        w for head, _, row in rows if head == "系" for w in row.split()
    )
