"""Who says a quotation, and with which voice.

Attribution before or behind it, a sentence about the person right behind it, a quotation carried
on, and a settled alternation of two people give a speaker; whatever else stays the reporter's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tingbao.script import attribution, exchanges
from tingbao.script.callings import name_at, occurrences
from tingbao.script.exchanges import NOBODY, Heard
from tingbao.script.identities import Identities
from tingbao.script.people import CLAUSES, ENDS, MOST, Mention, People
from tingbao.script.pronouns import Pronouns
from tingbao.script.quotes import Quotation
from tingbao.script.traditional import simplified
from tingbao.script.turns import Turn
from tingbao.script.vocabulary import words
from tingbao.script.voices import PRONOUNS, Speaker, Voices

__all__ = ["Speaker", "attribute", "named"]

_SAYS = re.compile(rf"{attribution.VERB}(?:了|着|罢|完|起来|一[句声])?\s*$")
_VERB = re.compile(attribution.VERB)
_SET_OFF = re.compile(r"“[^“”。！？，]{1,8}”")
"""A word set off, as in “00后”志愿者."""
_THIS = re.compile(r"\s*(?:这|那|如此|类似)")
"""What follows is about the quotation, not about its speaker: 这样的对话."""
_SILENT = re.compile(
    "语塞|不语|沉默|无言|(?:没有?|不再?)(?:吭声|作声|说话|回答|答话|言语)|[作解]答|听[到见]|闻声|循声"
)
"""Who says nothing, or hears it, has not said what stands before."""
_HEARD = re.compile("听[到完了罢]?(?:这|此)|闻言|话音")
_SAID_THIS = re.compile(
    r"[说讲]出?[这此](?:些|番|句|段)?话的(?:人)?[，,]?(?:不是别人[，,])?(?:正|就)?是"
)
"""说这话的，是……"""
_FELL_SILENT = re.compile("(?:的)?话音(?:刚|未|还没|还未)落")
"""民警话音未落，游客又问：……"""
_TO = re.compile("[对向给跟叫让为请把的]|告诉")
"""Before many who are spoken to."""
_ANNOUNCED = re.compile(r"[说讲留喊道](?:出|下|过|了){1,2}[^，]{0,10}[话句声]$")
"""只讲了三句话。“……” """
_QUESTION = re.compile(r"[问提抛](?:出|起)?了?[^，]{0,8}问题$")
"""问了最后一个问题。“……？” """
_LEAD = 14
"""Characters of a clause of time or place before the one that names somebody."""
_OF = re.compile(
    r"(?!这是|那是|其)(?:[一-鿿]{0,4}|[一-鿿]{1,7}的[一-鿿]{0,3}|[\d一二三四五六七八九十]+岁的[一-鿿]{0,4}|[一-鿿]{2,8}的是一?[位个名]?[一-鿿]{0,8})"
)
"""Before a person at the head of a clause: 救人的小伙子, 货车司机."""
_REPORTS = ("记者", "记者 ", "通讯员", "通讯员 ")
"""Before a name: who reports is not whom a dialogue is held with."""
_WORDS_OF = re.compile(r"用([^用]{2,20})的话[来]?说?$")
_GOES_ON = re.compile(rf"{attribution.VERB}(?:着|起来)?[，,]\s*$")
"""“……，”某某说，“……”: what comes behind the second half is no more about it."""
_NEAR = 400
"""Characters before a quotation that may tell who speaks."""
_RECENT = 8
"""Quotations before one whose speakers a pronoun may mean."""
_BEFORE, _BEHIND = 60, 60
"""Characters beside a quotation in which its attribution stands."""


def named(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The people of the story by name, each once."""
    return People("\n".join(simplified(paragraphs))).names


def attribute(
    paragraphs: Sequence[str], quotations: Sequence[Quotation]
) -> tuple[Speaker | None, ...]:
    """The speaker of each quotation, None where it is not speech or nobody is sure."""
    printed, paragraphs = paragraphs, simplified(paragraphs)
    text = "\n".join(paragraphs)
    people = People(text)
    voices = Voices(text, people.names, MOST)
    identities = Identities(text, people, voices)
    pronouns = Pronouns(paragraphs, people, voices)
    alone = _alone(paragraphs, quotations, people)
    heard: list[Heard] = []
    for place, quotation in enumerate(quotations):
        name, words = NOBODY
        if quotation.turn and not quotation.continues:
            name, words = _labelled(quotation.turn, people, alone)
        elif quotation.speech:
            name, words = _named(paragraphs, quotations, place, heard, people)
        if name in PRONOUNS:
            earlier = [
                heard[near][0]
                for near in range(max(0, place - _RECENT), place)
                if quotation.paragraph - quotations[near].paragraph <= 1
                and heard[near][0] not in ("", *PRONOUNS)
            ]
            name = pronouns.meant(name, quotation, earlier) or name
        heard.append((identities.of(name), words))
    for place in range(len(heard) - 1, 0, -1):
        if quotations[place].continues and not heard[place - 1][0]:
            heard[place - 1] = heard[place]  # who speaks is said behind the last paragraph
    for name, words in heard:
        voices.hear(name, words)
    asking = {
        name
        for (name, _), quotation in zip(heard, quotations, strict=True)
        if quotation.turn and quotation.turn.asks
    }
    cast = voices.cast([name for name, _ in heard if name], asking)
    if tuple(printed) != paragraphs:
        cast = _as_printed(cast, text, "\n".join(printed))
    return tuple(cast[name] if name else None for name, _ in heard)


def _as_printed(cast: Mapping[str, Speaker], text: str, printed: str) -> dict[str, Speaker]:
    """``cast`` with the names as they stand in ``printed``: ``text`` in other characters."""
    starts = {name: text.find(who.name) for name, who in cast.items()}
    return {
        name: replace(who, name=printed[starts[name] : starts[name] + len(who.name)])
        if starts[name] >= 0
        else who
        for name, who in cast.items()
    }


def _alone(paragraphs: Sequence[str], quotations: Sequence[Quotation], people: People) -> str:
    """Whom a dialogue with labels is held with: the only one named around it; "" where unsure."""
    turns = {quotation.paragraph for quotation in quotations if quotation.turn}
    if not turns:
        return ""
    around = "\n".join(text for place, text in enumerate(paragraphs) if place not in turns)
    named = [
        name
        for name in people.names
        if any(not around.endswith(_REPORTS, 0, at) for at, _ in occurrences(name, around))
    ]
    return named[0] if len(named) == 1 else ""


def _labelled(turn: Turn, people: People, alone: str) -> Heard:
    """Who is meant by the label of ``turn``, for 答 whoever is asked ``alone``."""
    if alone and turn.unnamed:
        return alone, turn.who
    whole = turn.unnamed or name_at(turn.who, 0) == turn.who  # 毕长河 is no 毕长
    mention = None if whole else people.subject(turn.who, says=True)
    return mention.name if mention else turn.who, turn.who


def _named(
    paragraphs: Sequence[str],
    quotations: Sequence[Quotation],
    place: int,
    heard: Sequence[Heard],
    people: People,
) -> Heard:
    this = quotations[place]
    if this.continues and heard[place - 1][0]:
        return heard[place - 1]
    text = paragraphs[this.paragraph]
    floor, roof = _room(quotations, place, len(text))
    gap = text[max(floor, this.start - _NEAR) : this.start]
    if not gap.strip() and not floor:
        gap = _announced(paragraphs, this.paragraph)
    if exchanges.many(text, quotations, place):
        return NOBODY
    behind = text[this.end : min(roof, this.end + _BEHIND)]
    carried = exchanges.carried(gap, heard[place - 1], people) if floor else None
    announced = gap.rstrip().endswith(("：", ":")) and _before(gap[-_BEFORE:], people)
    return (
        announced
        or (carried if _GOES_ON.search(gap) else None)
        or _behind(behind, people, spoken=True)
        or _before(gap[-_BEFORE:], people)
        or _asked(gap, people)
        or _behind(behind, people, spoken=False)
        or carried
        or _reported(gap, people)
        or exchanges.taken_in_turn(paragraphs, quotations, place, heard, people)
    )


def _announced(paragraphs: Sequence[str], number: int) -> str:
    """The paragraph before, where it ends by announcing this one: 某某说：, and a new line."""
    before = paragraphs[number - 1].rstrip() if number else ""
    return before[-_NEAR:] if before.endswith(("：", ":")) else ""


def _room(quotations: Sequence[Quotation], place: int, size: int) -> tuple[int, int]:
    """Where the speech before ends and the next begins, in the paragraph of ``size``."""
    this = quotations[place]

    def beside(places: range) -> Iterator[Quotation]:
        for near in places:
            if quotations[near].paragraph != this.paragraph:
                return
            if quotations[near].speech:
                yield quotations[near]

    before = next(beside(range(place - 1, -1, -1)), None)
    behind = next(beside(range(place + 1, len(quotations))), None)
    return before.end if before else 0, behind.start if behind else size


def _heard(mention: Mention, clause: str) -> Heard:
    return mention.name, clause[mention.start : mention.end]


def _before(text: str, people: People) -> Heard | None:
    """某某说：“……”: the person of the last clause that names one."""
    sentence = ENDS.split(text.rstrip())[-1]
    if attribution.WRITTEN.search(sentence):
        return None
    clauses = CLAUSES.split(sentence.rstrip("：:，, "))[-3:]
    if not (sentence.endswith(("：", ":")) or _SAYS.search(clauses[-1])):
        mention = people.subject(clauses[-1]) if sentence.endswith(("，", ",")) else None
        at_head = mention and _OF.fullmatch(clauses[-1][: mention.start])
        return _heard(mention, clauses[-1]) if mention and at_head else None  # 老马打开水阀，“……”
    for clause in reversed(clauses):
        subject = _subject(clause)
        if mention := people.subject(subject, says=True):
            return _heard(mention, clause)
        crowd = words().crowd.search(subject)
        if subject.endswith("都") or (crowd and not _TO.search(subject, 0, crowd.start())):
            return NOBODY  # 众人应道, 老人都夸他
    return None


def _subject(clause: str) -> str:
    """What stands before the verb of speech, so that nobody addressed is taken for the speaker."""
    if quoted := _WORDS_OF.search(clause):
        return quoted[1]
    told = _SAYS.search(clause) or _VERB.search(clause)
    return clause[: told.start()] if told and told.start() else clause


def _behind(text: str, people: People, *, spoken: bool) -> Heard | None:
    """“……”某某说; or, not ``spoken``, “……”某某摆摆手: a sentence about the person."""
    sentence = _SET_OFF.sub("", ENDS.split(text.lstrip())[0])
    clauses = CLAUSES.split(sentence)
    if told := _SAID_THIS.match(sentence):
        mention = people.subject(sentence[told.end() :])
        return _heard(mention, sentence[told.end() :]) if mention else None
    if not spoken and (_THIS.match(sentence) or _HEARD.match(sentence)):
        return None
    if fell := _FELL_SILENT.search(clauses[0]):
        mention = people.subject(clauses[0][: fell.start()], says=True)
        return _heard(mention, clauses[0]) if mention else None
    if sentence.rstrip().endswith(("：", ":")):
        clauses = clauses[:-2] if spoken else []  # what a colon announces comes next
    if spoken and not any(_SAYS.search(clause) for clause in clauses):
        return None
    for clause in clauses[:3]:
        mention = people.subject(_subject(clause) if spoken else clause, says=spoken)
        if mention and not spoken and _SILENT.search(clause, mention.end):
            return None
        if mention and (spoken or _OF.fullmatch(clause[: mention.start])):
            return _heard(mention, clause)
        if spoken and _SAYS.search(clause):
            return None
        if not spoken and words().crowd.search(clause):
            return None
        if not spoken and len(clause) > _LEAD and not clause.startswith("在"):
            return None
    return None


def _asked(gap: str, people: People) -> Heard | None:
    """记者问了最后一个问题。“……？”"""
    *_, sentence, rest = ["", *ENDS.split(gap.rstrip())]
    clause = CLAUSES.split(sentence)[-1]
    if rest or not (told := _QUESTION.search(clause)):
        return None
    mention = people.subject(clause[: told.start()], says=True)
    return _heard(mention, clause) if mention else None


def _reported(gap: str, people: People) -> Heard | None:
    """王军说，雪停了。“……”: the speech goes over from told to quoted."""
    *_, sentence, rest = ["", *ENDS.split(gap.rstrip())]
    clauses = CLAUSES.split(_SET_OFF.sub("", sentence))
    if not rest and (told := _ANNOUNCED.search(clauses[-1])):
        clause = clauses[-1][: told.start()]
        mention = people.subject(clause, says=True)
        return _heard(mention, clause) if mention else None
    if rest or len(clauses) < 2 or not _SAYS.search(clauses[0]):
        return None
    mention = people.subject(_subject(clauses[0]), says=True)
    return _heard(mention, clauses[0]) if mention else None
