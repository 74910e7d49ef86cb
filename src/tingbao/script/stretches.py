"""Cuts a paragraph where another speaks, and where the editor wants a pause."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tingbao.script.breaths import speakable
from tingbao.script.voices import Speaker


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph with one speaker, and the pause that the editor asked after it."""

    text: str
    speaker: Speaker | None
    quoted: bool
    pause: int | None
    """ms; None: as the place has it."""


Quoted = tuple[int, int, Speaker | None]
"""Start, end and speaker of a quotation."""


def stretches(text: str, spoken: Sequence[Quoted], asked: Mapping[int, int]) -> list[Stretch]:
    """``text`` cut at the edges of what is quoted and where the editor wants a pause.

    What cannot be said (a dash between two quotations) goes with the stretch before it.
    """
    edges = sorted(
        {0, len(text), *asked, *(edge for start, end, _ in spoken for edge in (start, end))}
    )
    opened = {quoted[0]: quoted for quoted in spoken}
    last: Quoted | None = None
    cut: list[Stretch] = []
    for start, end in pairwise(edges):
        last = opened.get(start, last)
        who = last if last and end <= last[1] else None
        stretch = Stretch(
            text=text[start:end],
            speaker=who[2] if who else None,
            quoted=who is not None,
            pause=asked.get(end),
        )
        if cut and not (speakable(stretch.text) and speakable(cut[-1].text)):
            before = cut.pop()
            kept = before if speakable(before.text) else stretch
            stretch = dataclasses.replace(
                kept, text=before.text + stretch.text, pause=stretch.pause
            )
        cut.append(stretch)
    return cut
