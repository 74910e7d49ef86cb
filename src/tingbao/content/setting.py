"""How the lines of one story are set: indented, wrapped at a width, broken as verse."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tingbao.content.columns import is_whole, wrap
from tingbao.content.forms import is_number
from tingbao.content.lines import Kind, Line, ends_sentence, is_list_item

WANTS_MORE = re.compile(
    r"(?:(?<![还都不仍何])在|[的是和与及对把被向从将为给让而但也就]|一[个只条名位座件])$"
)
"""Words at which neither a 小标题 nor an item of a list ends."""

VERSE = 20
"""Characters of a line of verse at most."""
_PAUSED = re.compile(r"[，,、；;：:。！？!?…—][”’』」]?$")
"""Where every line stops at a pause, who wrote them broke them, and no column did."""
_FEWEST = 4
"""Lines that make a poem, or tell that lines are wrapped at a width."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The lines of one story, and what they have in common."""

    lines: Sequence[Line]
    width: float
    """Of a full line, in characters."""
    wrapped: bool
    """Paragraphs are broken at that width."""
    indented: bool
    verse: frozenset[int]
    """Places of lines that are verse."""
    whole: bool
    """Each line is a paragraph of its own."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Setting":
        width, wrapped = wrap([line for line in lines if line.kind is not Kind.SIGNATURE])
        return cls(
            lines=lines,
            width=width,
            wrapped=wrapped,
            indented=sum(line.indented for line in lines) >= 2,
            verse=frozenset(_verse(lines, wrapped=wrapped)),
            whole=not wrapped and is_whole(lines),
        )

    def listed(self, place: int) -> bool:
        """Whether the list item at ``place`` is one of several, each on a line of its own."""
        return (
            not self.wrapped
            and place > 0
            and is_list_item(self.lines[place - 1].text)
            and not WANTS_MORE.search(self.lines[place].text)
            and not self.lines[place].text.endswith(("，", ",", "、"))
        )

    def alone(self, place: int) -> bool:
        """Whether the line stands between blank lines."""
        return bool(self.lines[place].gap and self.lines[place + 1].gap)


def _verse(lines: Sequence[Line], *, wrapped: bool) -> set[int]:
    """Places of lines that are verse: a run of short lines, each on its own.

    The number over a poem (其一) is none of them.
    """
    verse: set[int] = set()
    run: list[int] = []
    for place, line in enumerate([*lines, None]):
        short = (
            line is not None
            and len(line.text) <= VERSE
            and not (is_list_item(line.text) or is_number(line.text))
        )
        if line is not None and short and (not run or line.gap <= 1):
            run.append(place)
            continue
        if len(run) >= _FEWEST and _is_verse([lines[at] for at in run], wrapped=wrapped):
            verse.update(run)
        run = [place] if short else []
    return verse


def _is_verse(run: Sequence[Line], *, wrapped: bool) -> bool:
    """Whether short lines are verse: few end a sentence, or all are of one length."""
    lengths = [len(line.text) for line in run]
    if all(_PAUSED.search(line.text) for line in run):
        return True
    if any(re.search(r"。[^”’』」》）]", line.text) for line in run):
        return False  # a sentence ends within a line: prose in a narrow column
    if any(line.kind is not Kind.TITLE for line in run[::2]) and (max(lengths) - min(lengths) > 1):
        return False
    ends = [ends_sentence(line.text) for line in run]
    ended = sum(ends)
    even = max(lengths) - min(lengths) <= 1
    if ended > 1 and not even and all(map(any, pairwise(ends))):
        return False  # 小标题 over one sentence each
    return (max(lengths) <= 12 or not wrapped) and (ended * 2 < len(run) or even)
