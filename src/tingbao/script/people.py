"""Which person of a story a clause is about, and whom it names beside.

The names are known by then (``evidence``): a clause is read with these at hand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tingbao.script.attribution import VERB
from tingbao.script.callings import bare_name, last_name, name_at, name_behind
from tingbao.script.chance import of_words
from tingbao.script.cutting import common
from tingbao.script.described import described
from tingbao.script.evidence import names
from tingbao.script.telling import full_name
from tingbao.script.vocabulary import words

_VERB = re.compile(VERB)
_OBJECT = re.compile(
    r"(?:(?:对(?!手)|[向跟给])[^，。]{1,8}、|(?:对(?![门面岸过方象手])|向(?![来前阳导])|(?<![维共缓饱总温])和|[跟与给]|^为)(?:[^，]{1,8}的)?(?:《[^》]+》|“[^”]+”)?|[把将][^，]{1,8}的[一-鿿]{0,3}|让其[^，]{0,6}|[把被让为同请替帮比像问找见了过起冲朝]|(?<![想料])到|(?<!随)着|[抓抱拉拦扯揪拽握扶扑][住到了]?[这那][位个名]?|[对向][乡县市区镇村厂校]|(?<![可所难])以|(?<![位个名])叫|告诉)$"
)
"""Before a person to whom something is done."""
_TOGETHER = re.compile("也?都|齐声|纷纷|你一言我一语")
"""老人都夸他: many speak."""
_BY = re.compile("被$")
"""被工作人员告知: before who speaks."""
_BROKEN = re.compile(r"[着了过地把被对向给跟和与将]|[扶拉抓抱拦留接]住|[一这那][位名个]")
"""Between a trade and a name that stands for another person: 孩子抱着民警孟虎."""
_OF_WHOM = re.compile("[^《“]+的")
"""韦国梁搬走前就拜师的韦英: between a name and the name of whom the clause is about."""
_WHO = re.compile(r"(?:[位名个]|最)[^，的]{1,6}着$|^[一-鿿]{1,3}[着了下起住过](?:一[个名位])?$")
"""一位抱着｜孩子的妈妈, 救下｜孩子的小伙子: she holds the child, whosever it is."""
_OWNED = re.compile(
    r"(?:眼[里中](?=[，,]|$)|心[目里]中|印象[里中]|记忆[里中]|看来)|(?:身[边旁后前]|旁边|对面|隔壁)的|(?:理论|思想|公司|集团|战役)|的(?![一-鿿]{0,2}声(?![里中])|嗓[音门子]|话匣子|心[里头]|语气|话音|目光|眼神|视线|眼眶|神情|表情|笑容|眼睛|眼里|眼圈|脸上|嘴角|语调|话里|态度|想法|看法|观点|体会|感受|解释|回应|经验|泪)"
)
"""Behind a person of whom the clause names only a thing: 焦强的手背."""
_CALLED = re.compile(r"(?:名?叫)?")
"""小伙子叫余涛."""
_AND = re.compile(r"[和与及、][一-鿿]{0,6}")
"""Between two who do something together: nobody knows which of them speaks."""
_PERCEIVED = re.compile("(?:听|看|见)[到见了]?$")
"""Before one who is heard to speak."""
_BESIDE = ("", "、", "和", "与", "及")
"""Between two to whom the same is done."""
_WITHIN = re.compile(r"[一-鿿]{1,10}[队科室所局处站院会部社校厂]")
"""交警支队事故科民警: between a trade in the name of a body and one of its people."""
_COMPOUND = 3
"""原告代理律师, 业主代表: fewer characters between two trades of one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person in a clause."""

    start: int
    """Where the words begin that call the person: trade and name together."""
    end: int
    name: str
    """A full name, 王阿姨, 姜华的妻子, 警方, 他."""
    full: bool = False
    """A name, rather than a trade, a kinship or a pronoun."""
    lead: int | None = None
    """Where the words begin that describe a trade, if any do: 身边的老工人."""

    @property
    def head(self) -> int:
        """Where all begins that belongs to the person."""
        return self.start if self.lead is None else self.lead


class People:
    """The people of one story."""

    def __init__(self, text: str) -> None:
        self.names = names(text)
        longest = sorted(self.names, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest)) if longest else r"(?!)")

    def named(self, text: str) -> tuple[str, ...]:
        """The people whom ``text`` names, each once."""
        return tuple(dict.fromkeys(self._known.findall(text)))

    def subject(self, clause: str, *, says: bool = False) -> Mention | None:
        """The person whom ``clause`` is about; None where it names nobody or a crowd.

        ``says``: a verb of speech came next, which was cut off.
        """
        everybody = list(self.mentions(clause, says=says))
        if says and everybody and _BY.search(clause, 0, everybody[-1].start):
            return everybody[-1] if everybody[-1].end == len(clause) else None
        mentions = list(_acting(clause, everybody, says=says))
        if not mentions:
            name = name_at(clause, 0) or last_name(clause)
            place = clause.find(name)
            found = Mention(start=place, end=place + len(name), name=name, full=True)
            twice = says and not place and len(name) == 2 and name[0] == name[1]  # 妞妞又问
            done_to = _OBJECT.search(clause[:place])  # 敬给彭山
            likely = full_name(name) and name not in common() and not of_words(name)
            return found if not done_to and (twice or likely) else None
        first = _whole(clause, mentions)
        crowd = words().crowd.search(clause)
        together = _TOGETHER.match(clause, first.end)
        if (together or (crowd and crowd.start() <= first.end)) and not first.full:
            return None
        others = [later.start for later in everybody if later.start > first.end]
        another = others and _AND.fullmatch(clause, first.end, others[0])
        beside = _AND.match(clause, first.end) and (
            full_name(name_at(clause, first.end + 1)) or words().called.match(clause, first.end + 1)
        )
        return None if another or beside else first

    def mentions(self, clause: str, *, says: bool = False) -> Iterator[Mention]:
        """The people in ``clause`` in order."""
        known = {match.start(): match.group() for match in self._known.finditer(clause)}
        called = {match.start(): match for match in _callings(clause)}
        last = 0
        for start in sorted({*known, *called}):
            if start < last:
                continue
            mention = (
                self._full(clause, start, start, known[start])
                if start in known
                else self._called(clause, called[start], says=says)
            )
            if mention:
                last = mention.end
                yield mention

    def _full(self, clause: str, start: int, at: int, name: str) -> Mention | None:
        end = at + len(name)
        if clause.startswith("夫人", end):
            return Mention(start=start, end=end + 2, name=name + "夫人", full=True)
        if clause.endswith("叫", 0, at):  # 一位叫庞代的司机
            return Mention(start=start, end=end, name=name, full=True)
        if relation := words().related.match(clause, end):
            return self._related(clause, start, at, relation.end())
        if _OWNED.match(clause, end):
            return None
        return Mention(start=start, end=end, name=name, full=True)

    def _related(self, clause: str, start: int, at: int, end: int) -> Mention:
        """姜华的妻子; where the relation is named itself, as in 姜华的妻子王丽, that name."""
        of = clause.rindex("的", at, end) + 1
        if (address := words().address.match(clause, of)) and address.end() == end:
            return Mention(start=start, end=end, name=address.group(), full=True)  # 画家的葛老师
        if name := self._name(clause, end):
            return Mention(start=start, end=end + len(name), name=name, full=True)
        return Mention(start=start, end=end, name=clause[at:end])

    def _name(self, clause: str, at: int) -> str:
        known = self._known.match(clause, at)
        address = words().address.match(clause, at)
        return (
            known.group()
            if known
            else name_behind(clause, at) or (address.group() if address else "")
        )

    def _called(self, clause: str, match: re.Match[str], *, says: bool) -> Mention | None:
        start, end = match.span()
        if match["trade"]:
            at = end + len(_CALLED.match(clause, end).group())  # type: ignore[union-attr]
            name = self._name(clause, at)
            if not name and says:
                name = bare_name(clause[at:])
            if name:
                mention = self._full(clause, start, at, name)
                return mention and replace(mention, lead=described(clause, start, end)[1])
        relation = None if match["pronoun"] else words().related.match(clause, end)
        if relation and _WHO.search(clause, 0, start):
            return Mention(start=end + 1, end=relation.end(), name=clause[end + 1 : relation.end()])
        if relation:
            return self._related(clause, start, start, relation.end())
        if _OWNED.match(clause, end) or (match["body"] and not says):
            return None  # a body speaks, and does nothing else that is told of a person
        if match["trade"] or match["body"]:
            begin, lead, name = described(clause, start, end)
            return Mention(start=begin, end=end, name=name, lead=lead)
        return Mention(start=start, end=end, name=match.group(), full=not match["pronoun"])


def _whole(clause: str, mentions: Sequence[Mention]) -> Mention:
    """The first of ``mentions``, with those behind it that call the same person."""
    first = mentions[0]
    for later in mentions[1:]:
        between = clause[first.end : later.start]
        of_whom = between.endswith("的") or clause[first.end : later.head].endswith("的")
        if _BROKEN.search(between) or _VERB.search(between):
            continue
        if first.full and not (later.full and _OF_WHOM.fullmatch(between)):
            break
        if later.full or of_whom or _WITHIN.fullmatch(between):
            first = replace(later, start=first.start)  # 店小二打扮的服务员
        elif len(between) < _COMPOUND and "、" not in between and later.name not in "他她":
            cut = len(first.name) == first.end - first.start + 1  # 获｜救者｜家属
            head = first.name if cut else clause[first.start : first.end]
            first = replace(later, start=first.start, name=head + clause[first.end : later.end])
    return first


def _acting(clause: str, everybody: Iterable[Mention], *, says: bool) -> Iterator[Mention]:
    """Those to whom nothing is done, neither alone nor with others: 对干部职工, 递给老马和小马."""
    done_to = False
    last, end = 0, 0
    for mention in everybody:
        beside = done_to and clause[end : mention.start] in _BESIDE
        before = (_OBJECT.search(clause[:at]) for at in {mention.start, mention.head})
        # 给他送饭的大嫂: to him, and not to her
        taken = done_to and clause[end : mention.start] not in ("的", *_BESIDE)
        speaks = says if mention.end == len(clause) else _VERB.match(clause, mention.end)
        heard = speaks and _PERCEIVED.search(clause[: mention.head])
        objects = [o for o in before if o and not (taken and o.start() <= last)]
        done_to = beside or (bool(objects) and not heard)
        last, end = mention.start, mention.end
        if not done_to:
            yield mention


def _callings(clause: str) -> Iterator[re.Match[str]]:
    """What calls people in ``clause``, but no part of a word: 老顾客, 长沙县长."""
    at = 0
    while match := words().called.search(clause, at):
        start, end = match.span()
        torn = match["address"] and start and clause[start - 1 : start + 1] in common()
        if torn or (match["familiar"] and _runs_on(clause, end)):
            at = start + 1
        else:
            at = end
            yield match


def _runs_on(clause: str, end: int) -> bool:
    """Whether the surname that ends at ``end`` begins a word: 老高兴 is 高兴, 老劳模 is 劳模."""
    word = clause[end - 1 : end + 1]
    return len(word) > 1 and word in common()


@lru_cache(maxsize=4)
def people_of(text: str) -> People:
    """The people of ``text``, who are asked for several times while it is told."""
    return People(text)
