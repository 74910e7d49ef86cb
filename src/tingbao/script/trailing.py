"""The sentences behind a quotation that tell who says it: “……”某某说."""

import re
from collections.abc import Sequence

from tingbao.script.clauses import (
    ATTRIBUTE,
    CLAUSES,
    ENDS,
    NOBODY,
    SAYS,
    SET_OFF,
    SILENT,
    VERB,
    WHEN,
    Heard,
    before_verb,
    heard,
)
from tingbao.script.people import People
from tingbao.script.vocabulary import words
from tingbao.script.voices import REPORTER

_THIS = re.compile(r"\s*(?:这|那|如此|类似|[无不]论|不管|凡是?|如果|即使|怎样|怎么|如何|为什么|从)")
"""What follows is about the quotation, not about its speaker: 这样的对话."""
_MET = re.compile("(?<!以为)[遇碰][到见上]|迎面走来")
"""“……？”郝师傅遇到一个小男孩: the other speaks to him."""
_HEARD = re.compile("听[到完了罢]?(?:这|此)|[接收看]到(?:这样|此类)的|闻言|话音")
_LATER = re.compile(r"[^，]{0,4}(?:年|月|天|日|小时|分钟)(?:之|以)?后，|后来|如今|从此|多年")
"""二十年后，……: told of another time."""
_SAID_THIS = re.compile(
    r"[说讲]出?[这此](?:些|番|句|段)?话的(?:人)?[，,]?(?:不是别人[，,])?(?:正|就)?是"
)
"""说这话的，是……"""
_SO_FAR = re.compile(
    "(?:[说讲谈聊]到(?:这里|这儿|此处?)|[说讲]完)(?:这[番段句些]话)?(?:时|后)?[，,]"
)
_SAYING_OF = re.compile(
    r"这是(?P<who>[^，]{1,24}?)(?:在[^，]{1,10})?(?:经?常|总|最?爱)?(?:[对跟向给][^，的]{1,6}?)?(?:挂在嘴[边上]|[说讲喊问][出过]?|发出|[教交送留]给[^，]{1,6}?)的(?:(?:第一|最后)?一?句?[话]|口头禅|[感慨]叹|感慨|心声|疑问|呼声|第一[课句]|道理|家训)"
    r"|(?:回?想起|记[起得]|听[了到])(?:当[年初时])?(?P<whose>[^，]{1,14}?)的[这那]?[句番]?话"
    r"|(?P<words>[^，“”他她]{1,24}?)的(?:这?[一几]?[句番席]?话|叮[嘱咛]|嘱[咐托]|教诲|告诫|劝告|回答|肺腑之言|心里话|心声)(?=[，让使道说无决是])"
)
"""“慢工出细活。”这是老院长常挂在嘴边的话。 想起父亲的话，……"""
_BROADCAST = re.compile(
    "[^，]{0,4}(?:广播|喇叭|对讲机|电话|手机|收音机|电视机?)里?[^，]{0,4}[响传播]"
)
"""“……！”广播响起，庾长生抓起药箱: what sounds has said it."""
_FELL_SILENT = re.compile("(?:的)?话音(?:刚|未|还没|还未)落")
"""民警话音未落，游客又问：……"""
_SOUNDED = re.compile(
    r"(?:响起|传来|传出)了?(?P<who>[^，]{1,14})的[^，的]{0,4}声音?$"
    r"|^(?P<whose>[^，听传响收]{1,14})的[^，的]{0,4}声(?:[里中]|音)"
)
"""巷子里响起了俞婶的吆喝声; 在俞婶的吆喝声里."""
_TOGETHER = re.compile("齐声|异口同声|[接答应]了?下去|纷纷")
_WHERE = re.compile("在[^，]{1,20}[前里上下中后时外内旁边间]")
"""在烈士墓前: a clause of its own that names a place or a time."""
_PERCEIVED = re.compile("(?:只?见|眼见|看[到见]|听[说到见]|发现|得知)")
"""见有人拍照，: who is seen or heard of is not whom the sentence is about."""
_LEAD = 14
"""Characters of a clause of time or place before the one that names somebody."""


def behind(text: str, people: People, *, spoken: bool) -> Heard | None:
    """“……”某某说; or, not ``spoken``, “……”某某摆摆手: a sentence about the person."""
    sentence = SET_OFF.sub("", ENDS.split(text.lstrip(" \u3000，,"))[0])
    clauses = CLAUSES.split(sentence)
    if who := _said_by(sentence, clauses):
        mention = people.subject(who, says=True)
        return heard(mention, who) if mention else None
    if not spoken and any(told.match(sentence) for told in (_THIS, _HEARD, _LATER)):
        return None
    if not spoken and _BROADCAST.match(clauses[0]):
        return None
    if sentence.rstrip().endswith(("：", ":")):
        clauses = _apart(sentence, clauses, spoken=spoken)
    if spoken and not any(SAYS.search(clause) for clause in clauses):
        return None
    while clauses[1:] and (_WHERE.fullmatch(clauses[0]) or _hears(clauses[0])):
        clauses = clauses[1:]
    for clause in clauses[:3]:
        mention = people.subject(before_verb(clause) if spoken else clause, says=spoken)
        if spoken and mention and clause.endswith("时") and clause != clauses[-1]:
            continue  # 家属送来锦旗时，医生说
        if mention and not spoken and (mention.name.endswith(REPORTER) or WHEN.search(clause)):
            return None  # who looks on, and tells of it; 民警赶到时，……
        if mention and not spoken and (met := _MET.search(clause, mention.end)):
            others = [other for other in people.mentions(clause) if other.start >= met.end()]
            return heard(others[-1], clause) if others else None
        if mention and not spoken and SILENT.search(clause, mention.end):
            return None
        if mention and (spoken or ATTRIBUTE.fullmatch(clause[: mention.start])):
            return heard(mention, clause)
        if spoken and SAYS.search(clause):
            return NOBODY if words().crowd.search(clause) else None
        if not spoken and words().crowd.search(clause):
            return NOBODY if _TOGETHER.search(clause) else None
        if not spoken and len(clause) > _LEAD and not clause.startswith("在"):
            return None
    return None


def _said_by(sentence: str, clauses: Sequence[str]) -> str:
    """Who is said to have spoken (这是…常说的话, …的声音, …话音未落); "" where nobody."""
    if told := _SAID_THIS.match(sentence):
        return sentence[told.end() :]
    if whose := _SAYING_OF.match(sentence):
        return whose["who"] or whose["words"] or whose["whose"]
    if sounded := next(filter(None, map(_SOUNDED.search, clauses)), None):
        return sounded["who"] or sounded["whose"]
    fell = _FELL_SILENT.search(clauses[0])
    return clauses[0][: fell.start()] if fell else ""


def broadcast(gap: str) -> bool:
    """喇叭响了：“……”: nobody whom the sentence behind tells of has said it."""
    clause = CLAUSES.split(ENDS.split(gap.rstrip("：: "))[-1])[-1]
    return gap.rstrip().endswith(("：", ":")) and bool(_BROADCAST.match(clause))


def closing(text: str, people: People) -> Heard | None:
    """说这话的是班长; 讲到这里，老人停了停: the paragraph behind tells who spoke."""
    sentence = ENDS.split(text.lstrip())[0]
    told = _SAID_THIS.match(sentence) or _SO_FAR.match(sentence)
    clause = CLAUSES.split(sentence[told.end() :])[0] if told else ""
    mention = people.subject(clause)
    at_head = (
        mention
        and not mention.name.endswith(REPORTER)
        and ATTRIBUTE.fullmatch(clause[: mention.start])
    )
    return heard(mention, clause) if mention and at_head else None


def _hears(clause: str) -> bool:
    return bool(_PERCEIVED.match(clause)) and not VERB.search(clause)


def _apart(sentence: str, clauses: list[str], *, spoken: bool) -> list[str]:
    """The clauses that are not about what the colon announces, which comes next."""
    if not spoken:  # 儿子咧着嘴笑；母亲抹着泪：
        return CLAUSES.split(sentence.rpartition("；")[0])
    before = clauses[:-2]
    return [] if before and before[-1].endswith("着") else before  # 男人哽咽着，挤出一句：
