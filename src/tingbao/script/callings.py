"""The name that stands at a place of a sentence: behind a trade, alone, or before a verb."""

import math
import re
from collections.abc import Iterator

from tingbao.script.attribution import VERB
from tingbao.script.chance import RARE, USUAL, of_word, share
from tingbao.script.cutting import common, plain
from tingbao.script.endings import FOLLOWS, LONGEST, cut, goes_on
from tingbao.script.spelt import begins_one, spelt, trade_in
from tingbao.script.telling import BORN, full_name
from tingbao.script.vocabulary import HAN, words

_HANZI = re.compile(f"[{HAN}]")
_NEAR = 8
"""Characters on either side of a name that are cut into words."""
_HOW = re.compile("(?<=..)[大高低轻怒狂惊苦冷]$")
_SAYS = re.compile(VERB)
_BOTH = re.compile(rf"边[{HAN}]{{1,4}}边")
"""边吃边说: 边 is a surname too."""
_ADVERB = re.compile(
    rf"(?:在[{HAN}]{{1,16}}|接受[{HAN}]{{0,12}}采访时?|一边[{HAN}]{{1,10}}|[{HAN}]着|常常|经常|总是|"
    rf"[又也还都再常]|[对向和跟][{HAN}]{{1,6}}|[{HAN}]{{4}}地|[{HAN}]{{2}}地|[{HAN}]{{3}}地)$"
)


def occurrences(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each ``name`` in ``text``; a pattern would be compiled for each name."""
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + len(name))


def name_at(text: str, at: int) -> str:
    """The name that begins at ``at``; "" where none does, or where 王大爷 stands."""
    match = words().name.match(text, at)
    if foreign := spelt(text, at, match.group() if match else ""):
        return foreign
    if not match or _BOTH.match(text, at) or words().manner.match(text, at):
        return ""
    name = match.group()
    if name[1] == "某":
        return _masked(text, at)
    if name[1] == "老" and name[2:] in BORN:
        return name[: 3 * bool(name[2:])]
    if "·" in name:
        if not begins_one(name[: name.index("·")]):
            return ""
        least = name.rindex("·") + 2
    elif words().address.match(text, at):
        return ""
    elif name[0] in "小阿" and name[0] not in words().surnames:
        lengths = (n for n in (2, 3) if _nickname(name[:n], text[at + n : at + n + 6]))
        return next((name[:n] for n in lengths), "")
    elif len(name) == 2 and name[0] == name[1]:
        rest = text[match.end() : match.end() + 6]
        # 乐乐说, but neither 摇摇头 nor 专家组组长
        how = rest.startswith("地")  # 重重地
        return name if not (FOLLOWS.match(name) or how) and (not rest or goes_on(rest)) else ""
    else:
        least = 3 if name[:2] in words().compounds else 2
    name = cut(name, text[match.end() : match.end() + 6], least)
    tells_how = text.startswith("地", at + len(name))  # 麻利地装好
    if len(name) == 3 and name[0] in words().surnames:
        given = set(name[1:]) & words().given
        by_chance = not given and name[:2] in common()  # 路边｜捡到
        if by_chance or (name[0] == "向" and name[1:] in common()):  # 向｜全国
            return ""
    return "" if tells_how or trade_in(name) else name


def _masked(text: str, at: int) -> str:
    """李某, 李某某, and 李某强, but 李某｜承认."""
    given = text[at + 2 : at + 3]
    more = given == "某" or (given in words().given and text[at + 2 : at + 4] not in common())
    return text[at : at + 2 + (bool(given) and more)]


def name_behind(text: str, at: int) -> str:
    """The name at ``at``, right behind a trade, where any surname may stand: 教练｜应晓岚｜笑了.

    应 and 成 are words, and so is 应建 or 建立: no name is made of one, nor runs into one.
    """
    if text[at : at + 1] in words().wordlike and text[at + 1 : at + 2] == "某":
        return _masked(text, at)
    name = name_at(text, at) or _dotted(text, at) or _no_address(text, at)
    usual = share(name) >= (USUAL if full_name(name) else RARE)
    if usual and not _SAYS.match(text, at + len(name)):
        return ""  # 农民｜武装, 作家｜高度重视
    lengths = (3, 2) if not name and text[at : at + 1] in words().wordlike else ()
    return next((text[at : at + n] for n in lengths if _apart(text[at : at + n + 6], n)), name)


def _dotted(text: str, at: int) -> str:
    """颂猜·西里: right behind a trade whatever stands before a "·" is of the name."""
    match = words().name.match(text, at)
    name = match.group() if match and "·" in match.group() else ""
    given = name.partition("·")[0]
    if not 0 < len(given) < LONGEST or trade_in(name):
        return ""
    return cut(name, text[at + len(name) :][:6], name.rindex("·") + 2)


def _no_address(text: str, at: int) -> str:
    """汤伯年, though 汤伯 is how people call him; 李姐立即 is no 李姐立."""
    address = words().address.match(text, at)
    name = text[at : at + LONGEST] if address and address.end() == at + 2 else ""
    given = full_name(name) and not FOLLOWS.match(text, at + 2)
    return name if given and goes_on(text[at + LONGEST : at + LONGEST + 6]) else ""


def _apart(text: str, length: int) -> bool:
    name, rest = text[:length], text[length:]
    if len(name) < length or not words().given >= set(name[1:]):
        return False
    says = bool(_SAYS.match(rest))
    given = () if says or name[1:] in words().worded else (name[1:],)
    made = (name[:2], *given, name[-1:] + rest[:1])
    told = says or not rest or goes_on(rest)
    rarest = RARE if length == 3 else -math.inf  # 时建平, though 建平 is a town
    return told and not of_word(made, rarest)


def _nickname(name: str, rest: str) -> bool:
    """小明｜说, but neither 小心地 nor 小伙子."""
    return share(name) <= RARE and set(name[1:]) <= words().given and goes_on(rest)


def last_name(clause: str) -> str:
    """The name behind which only adverbs stand: 守塔人池海在台上."""
    plain = clause
    while True:
        for length in (3, 2):
            name = plain[-length:]
            word = share(name[1:]) > RARE and name[1:] not in words().worded
            if full_name(name) and len(name) == length and not word:
                return name  # but not in 重于泰山
        shorter = _ADVERB.sub("", plain)
        if shorter == plain:
            return ""
        plain = shorter


def begins_word(text: str, at: int) -> bool:
    """Whether a word begins at ``at``: no 顾 in 老主顾宁大爷."""
    start = at
    while start > max(0, at - _NEAR) and _HANZI.match(text, start - 1):
        start -= 1
    run = text[start : at + _NEAR]
    return plain().spans(run)[at - start][0] == at - start


def bare_name(clause: str) -> str:
    """What stands between a trade and its verb and can only be a name: 设计师｜简宁｜说; or "".

    海波｜大吼: how it is said is no part of the name.
    """
    rest = _HOW.sub("", clause)
    made = rest == clause or set(rest) <= words().given
    return rest if made and _bare(rest) else ""


def _bare(rest: str) -> bool:
    plain = re.fullmatch(rf"[{HAN}]{{2,3}}", rest) and not re.search(
        r"(.)\1|[着了过的地得这那]", rest
    )
    surname = words().surnames | words().wordlike
    if len(rest) == 3 and rest[0] in surname and set(rest[1:]) <= words().given:
        return rest not in common()  # 阳春燕, though 阳春 is a word
    given = len(rest) < 3 and set(rest) <= words().given  # 海波
    made = {rest, *(() if given else (rest[:2], rest[1:]))}
    return bool(plain) and not (goes_on(rest) or made & common().keys())
