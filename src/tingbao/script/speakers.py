"""Who says a quotation, and with which voice.

Attribution before or behind it, a sentence about the person right behind it, a quotation carried
on, and a settled alternation of two people give a speaker; whatever else stays the reporter's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tingbao.script import attribution, exchanges, leading, trailing
from tingbao.script.callings import name_at, occurrences
from tingbao.script.clauses import NOBODY, Heard
from tingbao.script.evidence import MOST
from tingbao.script.identities import Identities
from tingbao.script.people import People, people_of
from tingbao.script.pronouns import Pronouns
from tingbao.script.quotes import Quotation
from tingbao.script.traditional import simplified
from tingbao.script.turns import Turn
from tingbao.script.voices import PRONOUNS, Speaker, Voices

__all__ = ["Speaker", "attribute", "named"]

_REPORTS = ("记者", "记者 ", "通讯员", "通讯员 ")
"""Before a name: who reports is not whom a dialogue is held with."""
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
    return people_of("\n".join(simplified(paragraphs))).names


def attribute(
    paragraphs: Sequence[str], quotations: Sequence[Quotation]
) -> tuple[Speaker | None, ...]:
    """The speaker of each quotation, None where it is not speech or nobody is sure."""
    printed, paragraphs = paragraphs, simplified(paragraphs)
    text = "\n".join(paragraphs)
    people = people_of(text)
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
        if name in ("", *PRONOUNS) and quotation.speech and not quotation.turn:
            name = exchanges.introduces(paragraphs[quotation.paragraph], quotation) or name
        if name in PRONOUNS:
            earlier = [
                heard[near][0]
                for near in range(max(0, place - _RECENT), place)
                if quotation.paragraph - quotations[near].paragraph <= 1
                and heard[near][0] not in ("", *PRONOUNS)
            ]
            name = pronouns.meant(name, quotation, earlier) or name
        heard.append((identities.of(name), words))
    exchanges.look_back(quotations, heard)
    for name, words in heard:
        voices.hear(name, words)
    for name, called in exchanges.addressed(paragraphs, quotations, heard, people):
        if voices.woman(name) is None:
            voices.hear(name, called)
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
    if alone and turn.answers:
        return alone, turn.who
    whole = (
        turn.unnamed or turn.who[-1] == "”" or name_at(turn.who, 0) == turn.who
    )  # 毕长河 is no 毕长
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
    before, behind = gap[-_BEFORE:], text[this.end : min(roof, this.end + _BEHIND)]
    last = this.end == len(text.rstrip()) and this.paragraph + 1 < len(paragraphs)
    carried = exchanges.carried(gap, heard[place - 1], people) if floor else None
    about = trailing.behind(behind, people, spoken=False)
    if about and (trailing.broadcast(gap) or exchanges.same(quotations, place, heard, about)):
        about = None
    announces = gap.rstrip().endswith(("：", ":")) or _GOES_ON.search(gap)
    announced = announces and leading.before(before, people)
    if not announced and exchanges.many(text, quotations, place):
        return NOBODY
    return (
        announced
        or (carried if _GOES_ON.search(gap) else None)
        or trailing.behind(behind, people, spoken=True)
        or leading.before(before, people)
        or leading.asked(gap, people)
        or about
        or carried
        or leading.acting(before, people)
        or leading.reported(gap, people)
        or leading.led(gap, text[this.start : this.end], behind, people)
        or (trailing.closing(paragraphs[this.paragraph + 1], people) if last else None)
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
