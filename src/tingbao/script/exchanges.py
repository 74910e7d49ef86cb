"""Who speaks where print does not say so: it follows from what was said before."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tingbao.script.attribution import VERB
from tingbao.script.callings import name_at
from tingbao.script.clauses import CLAUSES, ENDS, NOBODY, Heard
from tingbao.script.people import Mention, People
from tingbao.script.quotes import Quotation
from tingbao.script.vocabulary import words
from tingbao.script.voices import PRONOUNS

_MY_NAME = re.compile("我(?:姓.，)?(?:名?叫|的名字叫|的名字是)")
_ASKED_OF = re.compile("“(?P<who>[^，。？“”]{2,8})呢？”")
"""“被告呢？” The other answers."""
_ASKED = re.compile("[^，。]{1,12}问道?。")
"""“……？”审判员问。“同意。” Another answers."""
_POINTED = re.compile("[这那][位名个]|该|[身作]为")
_OBJECT = re.compile("(?!.*[，,].)[^，,]{2,}[起住着了过向对给][他她][，,]?$")
"""鄂布和扶起她，“……”: another helps her who spoke."""
_ENDS_NAME = re.compile("[，,。！!、”]")
_PIECES = re.compile(r"[，,。！？!?…：:、“”‘’「」『』\"]+")
_GREETED = re.compile(r"[啊呀哎哟呐好您你]$")
"""梁阿姨好, 爸呀: behind whom one speaks to."""
_JOINS = re.compile("[我俺]也|[算加]我|还有我")
"""“我也同意。” Another joins in."""
_BEHIND = 40
TITLES = ("先生", "女士")
"""孔维先生 first, and 先生说 from then on; whom one calls so may be anybody."""
_NEAR = 30
"""Characters between what is said and the answer."""
_STRANGER = (
    *("姑娘", "小姑娘", "闺女", "大姐", "大妈", "大娘", "阿姨", "奶奶"),
    *("小伙子", "小伙", "大哥", "大爷", "大叔", "叔叔", "爷爷", "老哥"),
)
"""How one calls whom one does not know, as a man or a woman."""
_STRANGERS = frozenset((*_STRANGER, "师傅", "同志", "老乡", "老板", "大夫", "医生"))
_SAY = re.compile(rf"{VERB}[着了]?$")
_AT_ONCE = re.compile("七嘴八舌|争先恐后|你一言我一语|[抢争]着|纷纷|齐声|异口同声")
"""“白色！”“黄色！”孩子们七嘴八舌。"""
_OPENING = 4
"""Characters of what is said before whom one speaks to: 您好，谢谢，对不起，"""


_ENDED = re.compile(
    r"[^，,。]{1,20}[追反]?问(?:道|我|他|她|记者)?。\s*$|话音|传来|响起|[他她](?:身|旁)[边旁后前]的"
)
"""Behind it another speaks: “……？”顾客问。“……”; 她身边的……接着说："""


def same(quotations: Sequence[Quotation], place: int, heard: Sequence[Heard], who: Heard) -> bool:
    """Whether ``who`` said what stands side by side with this: “走吗？”“走！” are of two people.

    Of three and more side by side nobody knows which of them the sentence behind is about, unless
    it is known who began, and whose turn this is.
    """
    beside = 0
    while place > beside and _adjoins(quotations[place - beside - 1], quotations[place - beside]):
        beside += 1
    before = range(place - beside, place)  # whom the other called a stranger may answer again
    unheard = beside > 1 and all(
        _only_called(heard[near]) and not (heard[near][0] and (place - near) % 2 == 0)
        for near in before
    )
    began = heard[place - beside][0] if beside and not beside % 2 else ""
    another = began not in ("", who[0])
    return unheard or another or (beside > 0 and heard[place - 1][0] == who[0])


def many(text: str, quotations: Sequence[Quotation], place: int) -> bool:
    """Whether many say it by turns, side by side: “白色！”“黄色！”孩子们喊。"""
    first = last = place
    while first and _adjoins(quotations[first - 1], quotations[first]):
        first -= 1
    while last + 1 < len(quotations) and _adjoins(quotations[last], quotations[last + 1]):
        last += 1
    behind = text[quotations[last].end :][:_BEHIND]
    clause = CLAUSES.split(ENDS.split(behind)[0])[0]
    says = _SAY.search(clause) or _AT_ONCE.search(clause)
    return first < last and bool(says and words().crowd.search(clause))


def _adjoins(one: Quotation, other: Quotation) -> bool:
    return one.paragraph == other.paragraph and one.end == other.start


def carried(gap: str, last: Heard, people: People) -> Heard | None:
    """``last``, who speaks on: “……，”某某说，“……”; “……”某某说。他弯下腰。“……”

    One clause parts the two quotations, or sentences that tell of nobody else and end with one
    about the speaker.
    """
    told = ENDS.split(gap.strip().rstrip("。！？!?…"))
    if not last[0] or not told[-1] or _ENDED.search(gap):
        return None
    subjects = ((clause, people.subject(clause)) for clause in CLAUSES.split(told[-1]))
    clause, about = next((one for one in subjects if one[1]), ("", None))
    same = (last[0], *PRONOUNS)
    if _another(about, clause, last) if about else _OBJECT.search(told[-1]):
        return None
    if len(told) == 1:
        if about and about.full and about.name not in same:
            return (about.name, about.name) if gap.rstrip().endswith(("，", ",")) else None
        return None if words().crowd.search(told[0]) else last
    clauses = [clause for sentence in told for clause in CLAUSES.split(sentence)]
    everybody = {mention.name for clause in clauses for mention in people.mentions(clause)}
    return last if about and about.name in same and everybody <= set(same) else None


def _another(about: Mention, clause: str, last: Heard) -> bool:
    """Whether 农技员拔起一棵麦苗 tells of somebody else than ``last``; 老人, 这位医生 does not."""
    kind = (
        about.full or words().sexed.search(about.name) or about.name.endswith(("老人", *PRONOUNS))
    )
    pointed = _POINTED.search(clause, 0, about.end)
    return not (kind or pointed) and about.name not in last[0] + last[1]


def taken_in_turn(
    paragraphs: Sequence[str],
    quotations: Sequence[Quotation],
    place: int,
    heard: Sequence[Heard],
    people: People,
) -> Heard:
    """Who answers the line before: whoever spoke before that, or whom it speaks to."""
    this = quotations[place]
    last = quotations[place - 1] if place else this
    text = paragraphs[this.paragraph]
    if not last.speech or not _answers(last, this, text):
        return NOBODY
    if (asked := _ASKED_OF.fullmatch(paragraphs[last.paragraph], last.start, last.end)) and (
        mention := people.subject(asked["who"])
    ):
        return mention.name, asked["who"]
    if _adjoins(last, this) and (other := _other(quotations, place, heard)):
        return other
    if place > 1 and _adjoins(last, this) and _adjoins(quotations[place - 2], last):
        return heard[place - 2]
    first = place - 1  # of what the last speaker says, “……，”某某说，“……”
    while first and _of_one(quotations, first, heard):
        first -= 1
    before = heard[first - 1] if first > 0 else NOBODY
    head = _head(paragraphs, quotations[first])
    if before[0] and _answers(quotations[first - 1], quotations[first], head):
        known = heard[place - 1][0] not in ("", before[0])
        told = paragraphs[last.paragraph]
        bare = not heard[place - 1][0] and _bare(last, told) and not _joins(last, told)
        if (known or bare) and _bare(this, text) and not _joins(this, text):
            return before
    whom = spoken_to(paragraphs[last.paragraph][last.start : last.end], people)
    return (whom, whom) if whom != heard[place - 1][0] else NOBODY


def _of_one(quotations: Sequence[Quotation], place: int, heard: Sequence[Heard]) -> bool:
    """Whether one speaker says this and, in the same paragraph, what stands before."""
    same_paragraph = quotations[place - 1].paragraph == quotations[place].paragraph
    return same_paragraph and heard[place][0] == heard[place - 1][0] != ""


def _head(paragraphs: Sequence[str], this: Quotation) -> str:
    """The paragraph of ``this``; nothing before it counts where that announces it: 某某说：“……”"""
    text = paragraphs[this.paragraph]
    before = text[: this.start].rstrip()
    announces = before.endswith(("：", ":")) and not ENDS.search(before)
    return " " * this.start + text[this.start :] if announces else text


def _other(quotations: Sequence[Quotation], place: int, heard: Sequence[Heard]) -> Heard | None:
    """Of two who have spoken in the paragraph the one who did not speak last."""
    here = [
        heard[near]
        for near in range(place)
        if quotations[near].speech and quotations[near].paragraph == quotations[place].paragraph
    ]
    others = dict(one for one in reversed(here) if one[0] != here[-1][0])
    return next(iter(others.items())) if len(others) == 1 and all(map(_known, here)) else None


def _joins(this: Quotation, text: str) -> bool:
    return bool(_JOINS.match(text, this.start + 1))


def _known(heard: Heard) -> bool:
    return bool(heard[0])


def _answers(last: Quotation, this: Quotation, text: str) -> bool:
    """Whether ``this`` begins the paragraph after ``last``, or comes right behind it."""
    asked = last.paragraph == this.paragraph and _ASKED.fullmatch(text, last.end, this.start)
    return (
        bool(asked)
        or _adjoins(last, this)
        or (last.paragraph + 1 == this.paragraph and not text[: this.start].strip())
    )


def _bare(this: Quotation, text: str) -> bool:
    """Whether nothing stands beside it but other quotations."""
    before, behind = text[: this.start].rstrip(), text[this.end :].lstrip()
    return before[-1:] in ("", "”", "」", '"') and behind[:1] in ("", "“", "「", '"')


def look_back(quotations: Sequence[Quotation], heard: list[Heard]) -> None:
    """Fill into ``heard`` what later quotations tell of who spoke before.

    Who speaks is said behind the last paragraph; 她 of the first half is named by the second; and
    of two who speak by turns, side by side, the one named last has spoken two lines before.
    """
    for place in range(len(heard) - 1, 0, -1):
        this, last = quotations[place], quotations[place - 1]
        known, before = heard[place], heard[place - 1]
        near = this.paragraph == last.paragraph and this.start - last.end < _NEAR
        taken_up = near and before[0] in PRONOUNS and known[1] == before[1]
        if (this.continues and not before[0]) or taken_up:
            heard[place - 1] = known
        turns = place > 1 and _adjoins(quotations[place - 2], last) and _adjoins(last, this)
        if turns and known[0] not in ("", before[0]) and _only_called(heard[place - 2]):
            heard[place - 2] = known


def _only_called(who: Heard) -> bool:
    """Whether all that is known of ``who`` is how the other calls a stranger, or nothing."""
    return not who[0] or (who[0] == who[1] and who[0] in _STRANGERS)


def addressed(
    paragraphs: Sequence[str],
    quotations: Sequence[Quotation],
    heard: Sequence[Heard],
    people: People,
) -> Iterator[Heard]:
    """Who spoke, and what whoever answers calls that person: “闺女，我认得路。” And back."""
    for place, (last, this) in enumerate(pairwise(quotations)):
        name, other = heard[place][0], heard[place + 1][0]
        text = paragraphs[this.paragraph]
        gap = (
            text[last.end : this.start] if this.paragraph == last.paragraph else text[: this.start]
        )
        near = this.speech and this.paragraph - last.paragraph < 2 and len(gap) < _NEAR
        if near and name not in ("", other) and other and this.turn is None:
            before = paragraphs[last.paragraph][last.start : last.end]
            for who, said in ((name, text[this.start : this.end]), (other, before)):
                if (called := spoken_to(said, people)) in _STRANGER:
                    yield who, called


def introduces(text: str, this: Quotation) -> str:
    """The name of who says 我叫买买提江·吐尔逊; "" where nobody does."""
    said = _MY_NAME.search(text, this.start, this.end)
    name = name_at(text, said.end()) if said else ""
    return name if said and _ENDS_NAME.match(text, said.end() + len(name)) else ""


def spoken_to(said: str, people: People) -> str:
    """Whom somebody speaks to at the head of ``said``, or at its end; "" where nobody."""
    pieces = [piece for piece in _PIECES.split(said) if piece.strip()]
    if len(pieces) < 2:
        return ""
    heads = pieces[: 1 + (len(pieces[0]) <= _OPENING)]
    for piece in (*heads, pieces[-1]):
        for name in (piece, _GREETED.sub("", piece)):
            called = words().called.fullmatch(name)
            if name not in (*TITLES, "同志") and (
                name in people.names
                or words().to.fullmatch(name)
                or (called and name not in PRONOUNS)
            ):
                return name
    return ""
