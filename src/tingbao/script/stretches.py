"""Cuts a paragraph where another speaks, and where the editor wants a pause."""

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tingbao.script.breaths import speakable
from tingbao.script.pausing import Pause
from tingbao.script.quotes import Quotation
from tingbao.script.voices import Speaker

_HANGING = re.compile(r"[，。、；！？…—,;!?]+")
"""Marks behind a closing quote stay with it: no segment begins with a comma."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph with one speaker, and the pause that the editor asked after it."""

    text: str
    speaker: Speaker | None
    quoted: bool
    pause: Pause | None
    """None: as the place has it."""
    label: str = ""
    """What ``text`` begins with, as 记者： in a dialogue."""
    silent: bool = False
    """The label is printed, and not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation, with the label before it."""

    start: int
    end: int
    speaker: Speaker | None
    label: str = ""
    silent: bool = False


def stretches(text: str, spoken: Sequence[Quoted], asked: Mapping[int, Pause]) -> list[Stretch]:
    """``text`` cut at the edges of what is quoted and where the editor wants a pause.

    What cannot be said (a dash between two quotations) goes with the stretch before it.
    """
    edges = sorted(
        {0, len(text), *asked, *(edge for quoted in spoken for edge in (quoted.start, quoted.end))}
    )
    opened = {quoted.start: quoted for quoted in spoken}
    last: Quoted | None = None
    cut: list[Stretch] = []
    for start, end in pairwise(edges):
        last = opened.get(start, last)
        who = last if last and end <= last.end else None
        labelled = who is not None and who.start == start
        stretch = Stretch(
            text=text[start:end],
            speaker=who.speaker if who else None,
            quoted=who is not None,
            pause=asked.get(end),
            label=who.label if who and labelled else "",
            silent=who is not None and who.silent,
        )
        if cut and not (speakable(stretch.text) and speakable(cut[-1].text)):
            before = cut.pop()
            kept = before if speakable(before.text) else stretch
            pause = stretch.pause or (before.pause if kept is before else None)
            stretch = dataclasses.replace(kept, text=before.text + stretch.text, pause=pause)
        cut.append(stretch)
    return cut


def quoted(
    paragraphs: Sequence[str],
    quotations: Sequence[Quotation],
    speakers: Sequence[Speaker | None],
) -> dict[int, list[Quoted]]:
    """What somebody says, by paragraph, with the marks behind it."""
    silent = _silent(quotations, speakers)
    spoken: dict[int, list[Quoted]] = {}
    for place, (this, speaker) in enumerate(zip(quotations, speakers, strict=True)):
        if not this.speech:
            continue
        text = paragraphs[this.paragraph]
        hanging = _HANGING.match(text, this.end)
        start = this.turn.start if this.turn else this.start
        spoken.setdefault(this.paragraph, []).append(
            Quoted(
                start=start,
                end=hanging.end() if hanging else this.end,
                speaker=speaker,
                label=text[start : this.start],
                silent=place in silent,
            )
        )
    return spoken


def _silent(quotations: Sequence[Quotation], speakers: Sequence[Speaker | None]) -> set[int]:
    """Places of the turns whose voice tells who speaks: their label is not said.

    As on the radio each name is said once, and again when the reporter has spoken between.
    Two with one voice are named each time.
    """
    labelled = {
        place: speaker
        for place, speaker in enumerate(speakers)
        if speaker and quotations[place].turn
    }
    shared = Counter(role for _, role in {(who.name, who.role) for who in labelled.values()})
    silent: set[int] = set()
    introduced: set[str] = set()
    last = -1
    for place, who in labelled.items():
        this = quotations[place]
        if this.paragraph > last + 1:
            introduced.clear()
        if not this.continues and who.name in introduced and shared[who.role] == 1:
            silent.add(place)
        introduced.add(who.name)
        last = this.paragraph
    return silent
