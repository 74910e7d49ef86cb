"""为 for whom or what something is done (wèi), and 为 that says what something is (wéi).

Behind wèi stands a noun, then what is done for it (为旱区解渴, 为环卫工送姜茶):
``data/serving.txt`` lists such deeds. Behind wéi stands what something is, was made or is thought
(图为志愿者在清扫街道, 以服务群众为宗旨). Where the run of hanzi does not tell, the clause does
(``in_clause``): marks that close no clause may stand in it (为改革、发展提供了条件).
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tingbao.script.cutting import plain, verbs

_Words = Sequence[tuple[int, int]]

_REACH = 11
"""How far behind 为 a deed is looked for."""
_MADE = re.compile(
    "(?:[以化奉尊拜转推选称封聘任誉评列定并缩扩划降升译喻作建当]|变(?![化革])|改(?![革善进造])|(?<!部)分(?!别)"
    "|(?<!电)视|认(?!真)|合并|作为)[一-鿿]{0,8}$"
)
"""Before 为 of what something is made, or taken for."""
_NO_DEED = re.compile("[的之与和及]|所")
"""What behind a deed makes it part of a noun: 为老人提供的服务 may be what something is."""
_RUN = re.compile("[一-鿿]+")
_STOP = re.compile("[，。；：！？!?（]")
"""What closes a clause."""
_NAMED = re.compile(
    "(?:[变视认奉尊拜改推选称封聘任誉评列定分缩扩划降升译喻作化成减增读写叫折合换命题结名意托同]"
    "|理解|归结|集中|发展|概括|规定|简化|升格|选举|增补|确定|调整|表现|体现|区分|归纳|演变|转变|改造"
    "|培养|浓缩|比例|总量|年均|其中|其次|依次|大多|分别|以此|均|皆|约|最|本文|平均)$"
)
"""Before 为 of what something becomes, or comes to."""
_TAKEN = re.compile(
    "(?<![可得难予加给足所])以(?![及来后前上下内外便免])[^，]{1,18}$|[变视选任举][^，的]{1,14}$"
)
"""以事实为线索, 变输血为造血: what is taken for what."""
_WILLING = re.compile(
    "(?:[能会要想愿]|可以|应[该当]|必须|努力|积极|热情|免费|无偿|义务|及时|优先|主动|尽快|一[道起直]|共同|联合|自愿|志愿|甘愿|[乐勇敢善]于)$"
)
"""Before what is done for somebody: nobody is something eagerly."""
_BY = re.compile(r"^[^，]{1,10}?(?<![前无有场住处究诊出之派])所(?![作做采付尽进提有谓属在以]|发挥)")
"""Before what is done by somebody, 为读者所喜爱; but 为此所做的努力."""
_FIRST = re.compile("[“《]?(?:第|最|首)|何|之")
_DOES = "了过着起出下上"
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


def in_clause(sentence: str, place: int) -> str | None:
    """How the 为 at ``place`` of ``sentence`` is read, where its run of hanzi does not tell."""
    before = _STOP.split(sentence[:place])[-1]
    stop = _STOP.search(sentence, place + 1)
    rest = sentence[place + 1 : stop.start() if stop else len(sentence)]
    _, being = _listed()
    told = before[-2:] in being or any(kind.search(before) for kind in (_NAMED, _TAKEN))
    if told or _BY.match(rest) or _FIRST.match(rest):
        return "wei2"
    if (_WILLING.search(before) and _RUN.match(rest)) or _goes_on(rest):
        return "wei4"
    return None


def _goes_on(rest: str) -> bool:
    """Whether something is done in ``rest`` behind a noun, or for what stands first in it."""
    words = [
        (match.start() + start, match.start() + end)
        for match in _RUN.finditer(rest)
        for start, end in dict.fromkeys(plain().spans(match.group()))
    ]
    deeds, _ = _listed()
    last = ""
    for start, end in words:
        word, behind = rest[start:end], rest[end : end + 1]
        acts = word in verbs() or (len(word) > 1 and word in deeds)
        acts = acts or (word in deeds and behind != "" and behind in _DOES)
        if acts and behind != "的" and last != "的":
            if not last and behind not in "、和与及":
                return len(rest) - end > 2
            if word in deeds or (behind and behind not in "、和与及”》）"):
                return True
        last = word
    return False


@cache
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    """What is done for somebody; and words behind which 为 says what they are."""
    text = files("tingbao.script").joinpath("data/serving.txt").read_text("utf-8")
    rows = [line.partition(": ") for line in text.splitlines() if not line.startswith("#")]
    deeds = {word for head, _, row in rows if head != "系" for word in row.split()}
    return frozenset(deeds), frozenset(
        w for head, _, row in rows if head == "系" for w in row.split()
    )
