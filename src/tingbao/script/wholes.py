"""Where a whole name stands in running text: 宁国栋在会上说, 送到单建国手中.

No table knows these people. What stands before the surname, what the given name is made of and
what follows each speak for a name or against it; a name is believed where they speak for it
together.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from tingbao.script.cutting import common, verbs
from tingbao.script.endings import goes_on
from tingbao.script.surnames import ACTING, GIVEN, HEADS, NAMED, UNNAMED, WORDLIKE
from tingbao.script.vocabulary import words as called

_Span = tuple[int, int]

_ENOUGH = 4
"""What all must come to: a head of a clause and a name of two characters that are no word, say."""
_USUAL = -17.0
"""The power of two of the share from which a word is no mere chance of a name's characters."""
_SELDOM = -15.5
"""The share below which a hanzi is hardly ever a word by itself: 涛, 琳."""
_KIND = frozenset("员师者生民医兵友士家长人手工星匠户傅童亲妻夫子女儿伴婆公嫂弟妹哥姐孙媳婿娘")
"""Last characters of words for people, behind which a name may stand."""
_TRADE = frozenset("员医兵匠师户工")
"""Those that make one of any word: 消防员, 村医."""
_WITH = frozenset("的和与对向由请让叫给跟同据找像是以在被把替帮及")
"""Behind these a name may stand."""
_LEADS = frozenset(
    (
        "为了",
        "经过",
        "除了",
        "了",
        "过",
        "到",
        "是",
        "有",
        "见",
        "找",
        "等",
        "陪",
        "着",
        "得知",
        "跟着",
        "随着",
        "陪着",
        "帮着",
        "围着",
        "看着",
        "望着",
    )
)
"""Words before one to whom something is done, or of whom it is said."""
_TOLD = re.compile(
    "说(?![服法明不])|表示|介绍|坦言|回忆|告诉|感慨|今年|家[住里中境的]|一家|手[中里上]|身[上边后]|等[人一二两三四五六七八九十多]|同志|教授|老[师哥弟姐]|"
    "先生|女士|院士|医生|大[爷妈娘姐哥伯]|奶奶|爷爷|师傅|是一?[名位](?!于)|当选|荣获|获得|获评|被评|被授|带领|经营|走[进上下出过]|来到|率领|从小|自幼|毕业|出生|入党|入伍|退[休伍]|"
    "担任|驾[驶车]|骑[着车]|开车|途经|乘坐|执导|导演|主演|饰演|主持|演唱|当过|做过|原[是本来]|师从|出身|任[教职]|常年|接过|家境|[和与](?:妻|丈夫|儿|女|父|母|老伴|同事|战友|队友|爱人|哥|弟|姐|妹|队员|同伴)|"
    "的(?:妻|丈夫|儿|女|父|母|老伴|爱人|哥|弟|姐|妹|家(?!庭)|手(?!机)|脸|眼|心里|话|故事|事迹|先进|徒弟|办公室|带领|老家|孩子|身[上边影]|名字)|"
    "的[一-鿿]{0,3}(?:场|店|厂|园|铺|摊|工作室|公司)|时(?=$|[他她])|[乐笑][呵滋]|笑[着眯盈嘻]|现身|亮相|登场|出场|献[唱艺]|[两三四五六七八九十多数][次度]|学习$|致敬|来[说讲看]|老人|"
    "是[一-鿿]{0,8}(?:[员长家师手匠医兵星户]|台柱|骨干|主力|模范|标兵|人)$|"
    "在(?:会上|会议|现场|接受|家[中里]|门口|台上|田间|地里|地头|路上|灯下|院[里子]|岗位)"
)
"""What is told of people, behind their names."""
_PEOPLE = re.compile(
    "(?:岁的|书记|主任|教授|教练|经理|总理|总统|总裁|总监|董事|理事|干事|[民交特刑辅干乘狱巡武]警|导演|编剧|[警法察将]官|"
    "代表|掌柜|[店摊船车业园场塘]主|劳模|将军|烈士|英雄|支书|秘书|干部|冠军|亚军|得主|青年|小哥|创客|达人|主播|[守护牧养放采赶造种治捕][一-鿿]人|见到|遇到|遇见|采访|采访到|找到|拜访|走近|结识|认识|看望|慰问|探望|走访|[我他她名]叫|名为)$"
)
"""Before people: what they are, an age, or what a reporter does."""
_SIGNED = re.compile("(?:记者|通讯员|摄影|编辑|校对|[责美]编|实习生)$")
"""Before a name that ends the line: whatever words its characters make, it is one."""
_LOOSELY = frozenset("任单曾解盖")
"""Those that act on posts or troubles, or tell when: not on 小雨, 文静; and 任 on no lone hanzi."""
_ACTS = frozenset(
    "的任当获送挨教接管找捐救修搬守巡种养卖买办写画编住驻驾骑乘租创研育承投回赶喂爱挖砍炒煮缝绣织捡拾扫擦搓揉刷贴剪裁雕刻敲冲拿领牵考唱"
)
"""Verbs of one hanzi that newspapers tell of people."""


def whole_names(run: str, words: Sequence[_Span]) -> Iterator[_Span]:
    """Start and end of each name of two or three characters with a surname of ours.

    ``words`` has start and end of the word at each place of ``run``.
    """
    for match in HEADS.finditer(run):
        place = match.start()
        before = _before(run, place, words)
        for length in (3, 2) if before else ():
            if _sum(run, place, length, words) + before >= _ENOUGH:
                yield place, place + length
                break


def _before(run: str, place: int, words: Sequence[_Span]) -> int:
    """2 behind what people are or an age, 1 where a clause begins, behind 把 or a verb."""
    if words[place][0] != place:
        return 0
    if not place or run[place - 1] in _WITH:
        return 1
    start, end = words[place - 1]
    if _PEOPLE.search(run, max(0, place - 4), place):
        return 2
    if run[place - 1] in _KIND and ((run[place - 1] in _TRADE and place > 1) or end - start > 1):
        return 2
    return int(run[start:end] in verbs() or run[start:end] in _LEADS)  # 走进查桂英的小院


def _sum(run: str, place: int, length: int, words: Sequence[_Span]) -> int:
    """What the name and what follows it speak for a name; far below 0 where there can be none.

    3 for two characters that are no word, less for a word or for a single one, and least behind
    a surname that is a verb (过清明). 3 for what is told of people alone, 1 where a sentence may
    go on, or ends.
    """
    end = place + length
    given, rest = run[place + 1 : end], run[end:]
    if end == len(run) and _SIGNED.search(run, max(0, place - 3), place):
        return _ENOUGH
    if not _may_be(run, place, end, words):
        return -_ENOUGH
    acts = run[place] in ACTING and not _only_names(run[place], given)
    if length == 2:
        foreign = called().spelling >= set(run[place:end])  # 哈莉, 撒迪
        made = 2 if common().get(given, -math.inf) < _SELDOM and not foreign else 1 - acts
    elif usual(given) or (
        acts and given in common() and run[place] in WORDLIKE and given not in NAMED
    ):
        made = 2 - acts - (given in verbs())
    else:
        made = 3 + (given in NAMED)
    if not rest:
        return made + (not acts or made > 2)
    if _TOLD.match(rest):
        return made + 3
    verb = rest[: words[end][1] - end] in verbs()
    return made + 1 if verb or rest[0] in _ACTS or goes_on(rest) else made - 1


def _only_names(surname: str, given: str) -> bool:
    """Whether the surname, though a verb, could do nothing with what follows: 任强, 解文静."""
    plain = given in NAMED and given not in verbs()
    return surname in _LOOSELY and (plain or (surname == "任" and len(given) == 1))


def _may_be(run: str, place: int, end: int, words: Sequence[_Span]) -> bool:
    """Whether the characters are a name's, and no word runs into them or out of them."""
    if end > len(run) or words[end - 1][1] != end:
        return False
    given, word = run[place + 1 : end], run[place : words[place][1]]
    torn = words[end - 1][0] == end - 1 and common().get(run[end - 1], -math.inf) < _SELDOM
    plain = (usual(word) or word in verbs()) and not (torn and end - place == 3)
    if len(word) > 1 and (len(word) != end - place - 1 or plain):
        return False  # 宁国｜栋, 宁远｜舟, but neither 单位 nor 任凭
    return given not in UNNAMED and (given in NAMED or _given() >= set(given))


def usual(word: str) -> bool:
    """Whether two characters are a word, rather than a name's by mere chance."""
    return common().get(word, -math.inf) >= _USUAL


@cache
def _given() -> frozenset[str]:
    return called().given | frozenset(GIVEN)
