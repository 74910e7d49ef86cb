"""Lines of Chinese on a cover: where they may break (禁则), and how large they can be.

Knows no font: widths come from a measure, in ems (the type's size), so one setting does for
every size.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str], float]
"""The width of a text, in ems."""

CLOSERS = "。，、；：？！…—～·）》〉」』】〕］｝”’%‰℃°％!?,.;:)]}>"
"""What never begins a line (GB/T 15834-2011, 5; W3C clreq, 3.1.3)."""

OPENERS = "（《〈「『【〔［｛“‘([{<#￥$"
"""What never ends one."""

LEADING = 1.22
"""Ems from a line to the next."""

_LONGEST_WORD = 8.0
"""Ems; a longer run of Latin letters or digits may be broken."""

_STEP = 2.0
"""Ems of the pieces that it is broken into."""

_UNIT = re.compile(
    rf"\s+|[{re.escape(OPENERS)}]*(?:[0-9A-Za-z\u00c0-\u024f]+(?:[-.,:/'’&@+][0-9A-Za-z\u00c0-\u024f]+)*|\S)"
    rf"[{re.escape(CLOSERS)}]*"
)
_CLAUSE = re.compile(r"[^\s·—：:》」』]+[\s·—：:》」』]*|[\s·—：:》」』]+")
"""What an editor set apart in a headline, and what parts it from the next."""

_APART = 0.75
"""Of the size: what breaking between clauses alone may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A text in lines."""

    lines: tuple[str, ...]
    size: int
    """px of an em."""

    @property
    def height(self) -> int:
        """px from the top of the first line's ems to the bottom of the last's."""
        return round(self.size * (1 + LEADING * (len(self.lines) - 1)))


def fit(
    text: str,
    room: tuple[int, int],
    measure: Measure,
    *,
    rows: int,
    longest: float,
    largest: int = 100_000,
) -> Setting:
    """``text`` in at most ``rows`` lines, as large as ``room`` (px, width and height) allows.

    Of more than ``longest`` ems of it only the beginning is set, with "…" behind. Lines are
    about equally long; where white space or a dot parts the text into clauses, they break there
    if that does not make them much smaller.
    """
    text = _shortened(" ".join(text.split()), measure, longest)
    words = [piece for unit in _UNIT.findall(text) for piece in _pieces(unit, measure)]
    best = _largest(words, room, measure, rows)
    clauses = _CLAUSE.findall(text)
    if 2 <= len(clauses) <= rows:
        apart = _largest(clauses, room, measure, rows)
        if apart.size >= _APART * min(best.size, largest):
            best = apart
    return Setting(lines=best.lines, size=min(best.size, largest))


def _largest(units: Sequence[str], room: tuple[int, int], measure: Measure, rows: int) -> Setting:
    widths = [measure(unit) for unit in units]
    best = Setting(lines=(), size=0)
    for count in range(1, rows + 1):
        lines = _balanced(units, widths, count)
        width = max((measure(line) for line in lines), default=0.0)
        high = 1 + LEADING * (len(lines) - 1)
        size = int(min(room[0] / max(width, 0.01), room[1] / high))
        if size > best.size:
            best = Setting(lines=tuple(lines), size=size)
    return best


def _balanced(units: Sequence[str], widths: Sequence[float], count: int) -> list[str]:
    """``units`` in at most ``count`` lines whose longest is as short as can be."""
    low, high = max(widths, default=0.0), sum(widths)
    for _ in range(24):  # halvings: finer than a pixel of any cover
        middle = (low + high) / 2
        if len(_filled(units, widths, middle)) <= count:
            high = middle
        else:
            low = middle
    return _filled(units, widths, high)


def _filled(units: Sequence[str], widths: Sequence[float], width: float) -> list[str]:
    """Line after line, each as full as ``width`` ems allow; no white space at their edges."""
    lines: list[str] = []
    line, used = "", 0.0
    for unit, wide in zip(units, widths, strict=True):
        if line and used + wide > width + 1e-6 and not unit.isspace():
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not unit.isspace():
            line, used = line + unit, used + wide
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(unit: str, measure: Measure) -> list[str]:
    """``unit``, broken where it is a word that no line could hold."""
    if measure(unit) <= _LONGEST_WORD:
        return [unit]
    step = max(1, int(len(unit) * _STEP / measure(unit)))
    return re.findall(rf".{{1,{step}}}[{re.escape(CLOSERS)}]*", unit)


def _shortened(text: str, measure: Measure, longest: float) -> str:
    text = text[: int(longest * 12)]  # no visible character is narrower than a twelfth of an em
    if measure(text) <= longest:
        return text
    kept, used = "", measure("…")
    for character in text:
        used += measure(character)
        if used > longest:
            break
        kept += character
    return kept.rstrip(CLOSERS + OPENERS + " ") + "…"
