"""Where a name ends.

A Chinese sentence does not say where a name ends: what may follow one does.
"""

import math
import re
from collections.abc import Iterator

from tingbao.script.attribution import VERB
from tingbao.script.cutting import common, plain
from tingbao.script.telling import BORN, full_name
from tingbao.script.vocabulary import HAN, words

_MANNER = re.compile(rf"[{HAN}]{{2}}地|[{HAN}]{{4}}地")
"""欣慰地, 语重心长地."""
_MERRILY = re.compile(rf"[{HAN}]([{HAN}])\1地")
"""乐呵呵地: looked for first, since 呵呵地 alone would leave 乐 to the name."""
_FOLLOWS = re.compile(
    rf"[^{HAN}]|"
    "[冒放收挥敲推关揉皱叹摇挽跺咬捂搓挠挤眨喝吃穿戴背掰清顿凑递围站回脱满说讲问答喊称笑哭念夸劝骂吼嚷应赞告表介坦感解补指"
    "认透提叮嘱呼质反轻既虽但而竟又也还都再就却便仍已正在是有没不从用把被对向给跟和与于因自今举拉握拍摆点望看的含走跑冲停伸抹擦"
    "捧端抱扶接打拿带第等及以最刚每曾将要会能想觉激哽动幽调插抢连急赶忍深当很十更其即仅主负担做去到边竖抬低转坐蹲拎扛骑开翻"
    "数直所只昨逢趴躺倚靠伏瘫则住同仰歪嘟撅蹦扭探躲爬扑钻牵搂盯瞪咧抿"
    "跪挪搀拄攥捏拧裹叼扒掀撕踮驮拦堵砸炒煮洗烧尝嗅找追逗熬掐揣绑摘浇挖割卖买送披]|"
    "红[着了]|这[样么]|位[列居于]|[头眼手话][也都]|来[自到]|发[现出]|事[后先前]|满[头脸面眼心身手]|进[入门]|起[身来]|年[过近]|一[边直脸时把个口头下声手路进连再举共向旦同遍次步句眼番瘸]|大[喊声叫吼笑哭呼喝]|小[声心]|立[刻即]|成[了为]|如[是此]|"
    "赛[后前中]|马上|明确|希望|达成|安慰|特[地意别]|多[次年]|通过|登[上台]|"
    "生[前于怕]|原[是本来先]|本[是来]|心[里疼]|道|由|先[是后]|常|总|出生|为[了]|同志|女士|先生|老人|老师|师傅|阿姨|大[爷妈]|奶奶|爷爷|等人"
)
"""What may stand behind a name."""
_TRADE_IN = re.compile("[长员师者官统相臣团人赞使事授士记帅手][^·]{2,}·")
"""团长安娜·科瓦奇: no name begins so."""
_JEAN = "让"
"""Alone a given name (Jean); elsewhere it is 让约翰·史密斯…, to let him."""
_TITLED = re.compile("教授|博士|先生|女士|小姐|太太|夫人|总统|首相|总理|教练")
"""史密斯教授."""
_TWICE = re.compile(rf"([{HAN}])\1")
"""哇哇, 连连: how, right behind a name."""
_DONE = re.compile(rf"[{HAN}]{{1,2}}[着了]")
"""愣住了, 举着: what may stand there too, though a name may run into it."""
RARE = -17.0
"""How common a word may be that is read as a name, by the power of two of its share.

李娜, not 韩国.
"""
USUAL = -14.0
"""How common a word is that is made like a name, and is none: 文学, but 高峰."""
_LONGEST = 3
"""Hanzi of a name of surname and given name."""
_HANZI = re.compile(f"[{HAN}]")
_NEAR = 8
"""Characters on either side of a name that are cut into words."""
_JUST = re.compile("[正常](?=[蹲站坐走跑忙准捧端抱扶拿带看望把被对向给跟和与用从在想要去到])")
"""焦阳正蹲在地头: though 正 is in names."""
_HOW = re.compile("(?<=..)[大高低轻怒狂惊苦冷]$")
_SAYS = re.compile(VERB)
NEVER = frozenset(
    "上下说讲问答喊称笑哭念叹骂告介指认透提叮又也还都再就却便仍已在是没不从把被对给跟与着了过的得很等既口嘴脸眼手脚腿替他她它我你"
)
"""Never in a given name."""
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
    if foreign := _foreign(text, at, match.group() if match else ""):
        return foreign
    if not match or _BOTH.match(text, at) or words().manner.match(text, at):
        return ""
    name = match.group()
    if name[1] == "某":
        return _masked(text, at)
    if name[1] == "老" and name[2:] in BORN:
        return name[: 3 * bool(name[2:])]
    if "·" in name:
        if not _spelt(name[: name.index("·")]):
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
        return name if not (_FOLLOWS.match(name) or how) and (not rest or goes_on(rest)) else ""
    else:
        least = 3 if name[:2] in words().compounds else 2
    name = _cut(name, text[match.end() : match.end() + 6], least)
    tells_how = text.startswith("地", at + len(name))  # 麻利地装好
    if len(name) == 3 and name[0] in words().surnames:
        given = set(name[1:]) & words().given
        by_chance = not given and name[:2] in common()  # 路边｜捡到
        if by_chance or (name[0] == "向" and name[1:] in common()):  # 向｜全国
            return ""
    return "" if tells_how or _TRADE_IN.search(name) else name


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
    name = name_at(text, at) or _no_address(text, at)
    usual = common().get(name, -math.inf) >= (USUAL if full_name(name) else RARE)
    if usual and not _SAYS.match(text, at + len(name)):
        return ""  # 农民｜武装, 作家｜高度重视
    lengths = (3, 2) if not name and text[at : at + 1] in words().wordlike else ()
    return next((text[at : at + n] for n in lengths if _apart(text[at : at + n + 6], n)), name)


def _no_address(text: str, at: int) -> str:
    """汤伯年, though 汤伯 is how people call him; 李姐立即 is no 李姐立."""
    address = words().address.match(text, at)
    name = text[at : at + _LONGEST] if address and address.end() == at + 2 else ""
    given = full_name(name) and not _FOLLOWS.match(text, at + 2)
    return name if given and goes_on(text[at + _LONGEST : at + _LONGEST + 6]) else ""


def _apart(text: str, length: int) -> bool:
    name, rest = text[:length], text[length:]
    if len(name) < length or not words().given >= set(name[1:]):
        return False
    says = bool(_SAYS.match(rest))
    given = () if says or name[1:] in words().worded else (name[1:],)
    made = (name[:2], *given, name[-1:] + rest[:1])
    told = says or not rest or goes_on(rest)
    rarest = RARE if length == 3 else -math.inf  # 时建平, though 建平 is a town
    return told and not any(len(w) > 1 and common().get(w, -math.inf) > rarest for w in made)


def _nickname(name: str, rest: str) -> bool:
    """小明｜说, but neither 小心地 nor 小伙子."""
    return name not in common() and set(name[1:]) <= words().given and goes_on(rest)


def _foreign(text: str, at: int, name: str) -> str:
    """彼得罗娃 and 古特雷斯 whole: as far as they are spelt, and a sentence may go on behind."""
    start = at + name.rfind("·") + 1
    spelt = words().foreign.match(text, start)
    if _TRADE_IN.search(name):
        return ""
    if not spelt or ("·" not in name and any(full_name(text[at : at + n]) for n in (2, 3))):
        return _dotted(text, at, name)
    for end in range(spelt.end(), start + 2, -1):
        if text[end - 1] == "所":
            continue  # 正如贝隆尼｜所说
        if goes_on(text[end : end + 6]) or end == len(text) or _TITLED.match(text, end):
            return text[at:end]
    return _dotted(text, at, name)


def _dotted(text: str, at: int, name: str) -> str:
    """伊莎贝拉·罗西｜学会了: with a "·" all that is spelt is the name."""
    given, dot, _ = name.partition("·")
    if not dot or not _spelt(given):
        return ""
    start = end = at + name.rindex("·") + 1
    while text[end : end + 1] in words().spelling:
        end += 1
    return text[at:end] if end > start else ""


def _spelt(given: str) -> bool:
    return given == _JEAN or set(given) <= words().spelling


def foreign_name(text: str, dot: int) -> str:
    """The name around the "·" at ``dot``, as far as it is spelt before: 参展商｜托马斯·贝克尔."""
    start = dot
    while start > max(0, dot - 8) and text[start - 1] in words().spelling:
        start -= 1
    if text.endswith(_JEAN, 0, dot):
        start = dot - 1
    whole = dot - start > 1 - text.startswith(_JEAN, start) and text[start - 1 : start] != "·"
    name = name_at(text, start) if whole else ""
    return name if "·" in name else ""


def last_name(clause: str) -> str:
    """The name behind which only adverbs stand: 守塔人池海在台上."""
    plain = clause
    while True:
        for length in (3, 2):
            name = plain[-length:]
            word = common().get(name[1:], RARE) > RARE and name[1:] not in words().worded
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


def goes_on(rest: str) -> bool:
    """Whether ``rest`` may stand behind a name."""
    return any(follows.match(rest) for follows in (_FOLLOWS, _DONE, _MANNER, _TWICE))


def _cut(name: str, rest: str, least: int) -> str:
    """The longest beginning of ``name`` behind which a sentence may go on."""
    if NEVER & set(name[1:least]):
        return ""
    whole = name + rest
    plain = full_name(name[:2]) and not full_name(name) and name[:2] not in common()
    if least == 2 and plain and whole[2:4] in common():
        return name[:2]  # 霍勇｜住在
    if least == 2 and full_name(name[:2]) and words().titled.match(whole, 2):
        return name[:2]  # 安南｜夫人
    goes = _FOLLOWS.match(whole, 2) if least == 2 and full_name(name[:2]) else None
    if goes and (goes.end() > _LONGEST or _JUST.match(whole, 2)):
        return name[:2]  # 巩飞｜来到, though 来 is in names
    lengths = [n for n in range(len(name), least - 1, -1) if n == least or _may_end(whole, n)]
    usual = sorted(lengths, key=lambda n: least == 2 and not full_name(name[:n]))
    for follows, tried in (
        (_MERRILY, lengths),
        (_FOLLOWS, lengths),
        (words().titled, lengths),  # 何文勤｜教授
        (_DONE, usual),  # 蒋超 rather than 蒋超愣
        (_MANNER, lengths),
    ):
        for length in tried:
            if follows.match(whole, length) or (length == len(whole) and follows is _FOLLOWS):
                return name[:length]
    if len(name) == 3 and least == 2 and name[2] in words().given:
        return name[:2] if whole[2:4] in common() else name  # 林海信心满满
    plain = name[0] not in words().surnames or least > 2 or words().given >= set(name[1:least])
    return name[:least] if plain else ""


def _may_end(text: str, length: int) -> bool:
    """Whether a name may end there: 望 and 立 are in names, though a clause may go on with them."""
    if NEVER & set(text[1:length]):
        return False
    return text[length - 1] in words().given or not _FOLLOWS.match(text, length - 1)
