"""Names that the frame of speech proves, though no table knows their characters.

What stands alone between a mark and 说：“ is a person or a word; where it is no word, and begins
like a name, it is somebody: 薄三多高兴地说：“……” and “……”贝隆尼对记者说。
"""

import re
from collections.abc import Iterator, Set

from tingbao.script.attribution import VERB
from tingbao.script.callings import begins_word, name_at
from tingbao.script.chance import USUAL, of_words, share
from tingbao.script.cutting import common, plain
from tingbao.script.endings import NEVER
from tingbao.script.telling import full_name
from tingbao.script.vocabulary import HAN, words

_VERB = re.compile(VERB)
_CLAUSE = re.compile(rf"[{HAN}]*$")
_QUOTE = re.compile(r"(?:[了着]|起来)?[：:，,]?\s*[“「『\"]|[：:]")
"""Behind the verb, when what is said comes next."""
_SAID = ("”", "」", "』", "”，", "』，", "」，", "”,", '"')
"""Before the clause, when it was said before."""
_ADVERBS = re.compile(
    rf"(?:[还又也则就曾都便却再才仍总常]|曾经|常常|总是|接着|随后|后来|当时|于是|多次|一再|反复|特别|"
    rf"[{HAN}]{{2,4}}地|[对向跟同和与][{HAN}]{{1,14}}|[{HAN}]{{1,3}}着|笑|一?边[{HAN}]{{1,8}}边|"
    rf"在[{HAN}]{{1,16}}[时中上后里前会间]|接受[{HAN}]{{0,14}}采访时?|[点摇]?点?[摇点]头|"
    rf"发表[{HAN}]{{0,6}}[谈讲]话|这样|如此|这么)*所?"
)
_BEFORE = re.compile("[的如像]")
"""Before a name: 执旗的才旺说, 正如贝隆尼所说."""
_FOREIGN = 8
"""Characters of a name that is spelt."""
_LONGEST = 40
"""Characters of the clause."""
_NO_PART = NEVER | frozenset("边副总老地人们后时前中里来")
"""Never in a given name that nothing else proves."""


def sayers(text: str) -> Iterator[str]:
    """Who stands before the verbs of speech in ``text``."""
    for match in _VERB.finditer(text):
        yield _right_before(text, match.start())
        yield _sayer(text, *match.span())


def _right_before(text: str, at: int) -> str:
    """石勇, though 任石勇 stands in 主任石勇."""
    for length in (3, 2):
        name = text[max(0, at - length) : at]
        usual = length == 2 and share(name) >= USUAL  # 文章说
        if len(name) == length and full_name(name) and not usual and begins_word(text, at - length):
            return name
    return ""


def _sayer(text: str, start: int, end: int) -> str:
    """Who stands alone before the verb of speech ``text[start:end]``; "" where that is unsure."""
    found = _CLAUSE.search(text, max(0, start - _LONGEST), start)
    clause = found.group() if found else ""
    if not clause or not (_QUOTE.match(text, end) or text.endswith(_SAID, 0, start - len(clause))):
        return ""
    begins = {at for at, _ in plain().spans(clause)} | {len(clause)}
    heads = {0, *(match.end() for match in _BEFORE.finditer(clause))}
    heads |= {match.end() for match in words().called.finditer(clause) if match["trade"]}
    names = (_name(clause, head, begins) for head in sorted(heads & begins))
    return next(filter(None, names), "")


def _name(clause: str, head: int, begins: Set[int]) -> str:
    """The name at ``head`` behind which stand only adverbs; a foreign one is tried whole."""
    lengths = range(min(_FOREIGN, len(clause) - head), 1, -1)
    likely = sorted(lengths, key=lambda n: n < 4 and not full_name(clause[head : head + n]))
    for length in likely:  # 徐杰｜手握胜券地, though 徐杰手 may be a name
        name, end = clause[head : head + length], head + length
        title = words().titled.match(clause, end)
        word = length == 2 and name in common() and not (title and full_name(name))
        if word or end not in begins or not _may_be(name, clause, head):
            continue
        if _ADVERBS.fullmatch(clause, title.end() if title else end):
            return name
    return ""


def _may_be(name: str, clause: str, head: int) -> bool:
    return _spelt(name) or _surnamed(name) or name_at(clause, head) == name


def _spelt(name: str) -> bool:
    """Whether it is a foreign name, and not 马克思所."""
    return name[-1] != "所" and set(name) <= words().spelling


def _surnamed(name: str) -> bool:
    """Whether it is a surname and hanzi that make no usual word."""
    surname = 2 if name[:2] in words().compounds else 1
    known = surname > 1 or name[0] in words().surnames | words().wordlike
    given = name[surname:]
    return (
        known
        and 0 < len(given) < 3
        and not _NO_PART & set(given)
        and given[-1] != "一"
        and not words().manner.match(name)
        and not of_words(name)
    )
