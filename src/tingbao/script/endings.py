"""What may stand behind a name, and so where it ends.

A Chinese sentence does not say where a name ends: what follows does.
"""

import re

from tingbao.script.cutting import common, verbs
from tingbao.script.telling import full_name
from tingbao.script.vocabulary import HAN, words

_MANNER = re.compile(rf"[{HAN}]{{2}}地|[{HAN}]{{4}}地")
"""欣慰地, 语重心长地."""
_MERRILY = re.compile(rf"[{HAN}]([{HAN}])\1地")
"""乐呵呵地: looked for first, since 呵呵地 alone would leave 乐 to the name."""
FOLLOWS = re.compile(
    rf"[^{HAN}]|"
    "[冒放收挥敲推关揉皱叹摇挽跺咬捂搓挠挤眨喝吃穿戴背掰清顿凑递围站回脱满说讲问答喊称笑哭念夸劝骂吼嚷应赞告表介坦感解补指"
    "认透提叮嘱呼质反轻既虽但而竟又也还都再就却便仍已正在是有没不从用把被对向给跟和与于因自今举拉握拍摆点望看的含走跑冲停伸抹擦"
    "吹捧端抱扶接打拿带第等及以最刚每曾将要会能想觉激哽动幽调插抢连急赶忍深当很十更其即仅主负担做去到边竖抬低转坐蹲拎扛骑开翻"
    "数直所只昨逢趴躺倚靠伏瘫则住同仰歪嘟撅蹦扭探躲爬扑钻牵搂盯瞪咧抿"
    "跪挪搀拄攥捏拧裹叼扒掀撕踮驮拦堵砸炒煮洗烧尝嗅找追逗熬掐揣绑摘浇挖割卖买送披]|"
    "红[着了]|这[样么]|位[列居于]|[头眼手话][也都]|来[自到]|发[现出]|事[后先前]|满[头脸面眼心身手]|进[入门]|起[身来]|年[过近]|一[边直脸时把个口头下声手路进连再举共向旦同遍次步句眼番瘸]|大[喊声叫吼笑哭呼喝]|小[声心]|立[刻即]|成[了为]|如[是此]|"
    "赛[后前中]|马上|明确|希望|达成|安慰|特[地意别]|多[次年]|通过|登[上台]|"
    "生[前于怕]|原[是本来先]|本[是来]|心[里疼]|道|由|摄(?![一-鿿])|报道|为首|先[是后]|常|总|出生|为[了]|同志|女士|先生|老人|老师|师傅|阿姨|大[爷妈]|奶奶|爷爷|等人"
)
"""What may stand behind a name."""
TWICE = re.compile(rf"([{HAN}])\1")
"""哇哇, 连连: how, right behind a name."""
_DONE = re.compile(rf"[{HAN}]{{1,2}}[着了]")
"""愣住了, 举着: what may stand there too, though a name may run into it."""
_JUST = re.compile("[正常](?=[蹲站坐走跑忙准捧端抱扶拿带看望把被对向给跟和与用从在想要去到])")
"""焦阳正蹲在地头: though 正 is in names."""
NEVER = frozenset(
    "上下说讲问答喊称笑哭念叹骂告介指认透提叮又也还都再就却便仍已在是没不从把被对给跟与着了过的得很等既口嘴脸眼手脚腿替他她它我你"
)
"""Never in a given name."""
LONGEST = 3
"""Hanzi of a name of surname and given name."""


def goes_on(rest: str) -> bool:
    """Whether ``rest`` may stand behind a name."""
    if rest[:2] in verbs():
        return True
    return any(follows.match(rest) for follows in (FOLLOWS, _DONE, _MANNER, TWICE))


def cut(name: str, rest: str, least: int) -> str:
    """The longest beginning of ``name`` behind which a sentence may go on."""
    if NEVER & set(name[1:least]):
        return ""
    whole = name + rest
    plain = full_name(name[:2]) and not full_name(name) and name[:2] not in common()
    if least == 2 and plain and whole[2:4] in common():
        return name[:2]  # 霍勇｜住在
    if least == 2 and full_name(name[:2]) and words().titled.match(whole, 2):
        return name[:2]  # 安南｜夫人
    if least == 2 and whole[4:5] == "地" and whole[2:4] in common():
        return name[:2]  # 吴岛｜兴奋地
    goes = FOLLOWS.match(whole, 2) if least == 2 and full_name(name[:2]) else None
    if goes and (goes.end() > LONGEST or _JUST.match(whole, 2)):
        return name[:2]  # 巩飞｜来到, though 来 is in names
    lengths = [n for n in range(len(name), least - 1, -1) if n == least or _may_end(whole, n)]
    usual = sorted(lengths, key=lambda n: least == 2 and not full_name(name[:n]))
    for follows, tried in (
        (_MERRILY, lengths),
        (FOLLOWS, lengths),
        (words().titled, lengths),  # 何文清｜教授
        (_DONE, usual),  # 蒋超 rather than 蒋超愣
        (_MANNER, lengths),
    ):
        for length in tried:
            likely = length > LONGEST or full_name(name[:length])
            ends = length == len(whole) or (likely and whole[length : length + 2] in verbs())
            if follows.match(whole, length) or (ends and follows is FOLLOWS):
                return name[:length]
    if len(name) == 3 and least == 2 and name[2] in words().given:
        return name[:2] if whole[2:4] in common() else name  # 林海信心满满
    plain = name[0] not in words().surnames or least > 2 or words().given >= set(name[1:least])
    return name[:least] if plain else ""


def _may_end(text: str, length: int) -> bool:
    """Whether a name may end there: 望 and 立 are in names, though a clause may go on with them."""
    if NEVER & set(text[1:length]):
        return False
    return text[length - 1] in words().given or not FOLLOWS.match(text, length - 1)
