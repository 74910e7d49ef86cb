"""A trade with the words that describe it: 退休教师, 一位老工人, and how far they reach.

They are cut into words from the trade backwards, for a clause runs on without a mark: 如果对方,
双手抓住那男子 and 深受旅客 begin with words that describe nobody.
"""

import re

from tingbao.script.cutting import plain, verbs
from tingbao.script.vocabulary import HAN, words

_POINTED = re.compile(r"^(?:个|该[国省市县区镇村校院厂局]?|[这那]?[位名])(?=[一-鿿]|$)")
_HANZI = re.compile(f"[{HAN}]*$")
_NO_PART = frozenset(
    "的了着过得地在把被对向给跟说和与及同是有据当使让叫见听看拉笑问从如便可到出起受岁也又还都就才却只"
    "已未曾并而或但若因所为以要会能将应想我你他她您咱这那"
)
"""Words of one hanzi that are no part of a description."""
_LINKS = re.compile(
    "如果|即使|[无不]论是?|不管|尽管|虽然|正如|往往|没想到|只[见有要]|谁知|听说|原来|其实|于是|然后|后来|当时|[为随]了?着?"
    "|由于|因为|所以|[但可]是|而且"
)
"""What links a clause with the one before."""
_DONE = re.compile("[住到见受出起]$")
"""抓住, 看到, 深受: what is done to somebody, and no trade's kind (下岗职工)."""
_LONGEST = 12
"""Characters of a trade with what describes it."""


def described(clause: str, start: int, end: int) -> tuple[int, int, str]:
    """Where the trade at ``start`` begins (营业员, not 业员), where what describes it, and both."""
    head = _HANZI.search(clause, max(0, start - _LONGEST), start)
    first = head.start() if head else start
    spans = plain().spans(clause[first:end]) if first < start else []
    begin = first + spans[start - first][0] if spans else start
    lead, at = begin, begin
    while at > first:
        at = first + spans[at - 1 - first][0]
        word = clause[at:lead]
        part = word not in _NO_PART or (word == "被" and clause.startswith("者", at + 2))
        if not part or _LINKS.fullmatch(word) or (word in verbs() and _DONE.search(word)):
            break
        lead = at
    whole = _POINTED.sub("", clause[lead:end])
    another = words().called.search(clause, lead, begin)
    acts = another and any(
        clause[first + a : first + b] in verbs() for a, b in spans if first + a >= another.end()
    )  # 乘务长提醒旅客
    name = clause[begin:end] if acts or len(whole) > _LONGEST else whole
    return begin, lead, name
