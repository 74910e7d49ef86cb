"""Sentences and clauses, and what of a clause says who speaks."""

import re

from tingbao.script import attribution
from tingbao.script.people import Mention

ENDS = re.compile(r"[。！？!?…\n]")
"""Where a sentence ends."""
CLAUSES = re.compile(r"[，,；;：:]")
"""Between its clauses."""
Heard = tuple[str, str]
"""A name, and the words that introduced it."""
NOBODY: Heard = ("", "")
SAYS = re.compile(
    rf"(?<![的回询惊]){attribution.VERB}(?:了?[一两几三][个句][字话]|了|着|罢|完|起来|一[句声])?\s*$"
)
VERB = re.compile(attribution.VERB)
SET_OFF = re.compile(r"“[^“”。！？，]{1,8}”")
"""A word set off, as in “00后”志愿者."""
SILENT = re.compile(
    "语塞|不语|沉默|无言|(?:没有?|不再?)(?:吭声|作声|说话|回答|答话|言语)|[作解]答|听[到见着]|接到|(?<![^，的])泪[一水如]|闻声|循声"
)
"""Who says nothing, or hears it, has not said what stands before."""
WHEN = re.compile("(?:[到来]时|的时候)$")
"""A clause that tells when something else happened."""
ATTRIBUTE = re.compile(
    r"(?!这是|那是|其|见(?![习义])|看[到见]|眼看|听说|趁着|等到|在(?!场)[^的]*$)(?:[一-鿿]{0,4}|[一-鿿]{1,12}的[一-鿿]{0,3}|[一-鿿]{0,6}一[名位个][一-鿿]{0,6}|[\d一二三四五六七八九十]+岁的[一-鿿]{0,4}|(?:家住|来自|住在)[一-鿿\d]{1,16}的[一-鿿]{0,4}|[一-鿿]{2,8}的是一?[位个名]?[一-鿿]{0,8}|[一-鿿]{2,16}[院科室系所局部委会队站心社校学厂店县市省区镇乡村国处厅司团组馆园场台](?:名誉|原|前|副|首席|执行|常务|资深|高级|知名|著名|青年)?)"
)
"""Before a person at the head of a clause: 救人的小伙子, 货车司机, 省医院急诊科主任."""
_ADDRESSES = re.compile(
    "[反追询]?问(?![题及到起])|告诉|[叮嘱]嘱|嘱咐|提醒|劝[告说]?|安慰|鼓励|招呼|[央恳请]求|埋怨"
)
"""问一旁的技术员: at the head of a clause, to whom somebody speaks comes next."""
_IS_ONE = re.compile("是一?[位名个][一-鿿]{1,8}")
_WORDS_OF = re.compile(
    r"[用引述]([^用]{2,24})的话[来]?说?$|^([^，“”听想记看]{2,30})的(?:一[句番席])?(?:话|回答)[^，想听记]{0,10}[：:]?$"
)
"""用老馆长的话说; 老馆长的话很实在："""


def heard(mention: Mention, clause: str) -> Heard:
    """``mention`` as it is heard of in ``clause``: 主人是位六旬老汉."""
    is_one = _IS_ONE.match(clause, mention.end)
    return mention.name, clause[mention.start : is_one.end() if is_one else mention.end]


def before_verb(clause: str) -> str:
    """What stands before the verb of speech, so that nobody addressed is taken for the speaker."""
    if quoted := _WORDS_OF.search(clause):
        return quoted[1] or quoted[2]
    told = SAYS.search(clause) or VERB.search(clause)
    if told and not told.start() and _ADDRESSES.match(clause):
        return ""
    return clause[: told.start()] if told and told.start() else clause
