"""The pauses that an editor asks for in a page: ``[停顿 2秒]``."""

import re

_MARK = re.compile(
    r"[\[［【]\s?(?:停顿|pause)\s?"
    r"(?:(\d{1,3}(?:\.\d{1,3})?|[半一二两三四五六七八九十])\s?(?:秒钟?|s)\s?)?[\]］】]",
    re.IGNORECASE,
)
_SECONDS = {"半": 0.5, "两": 2.0} | {
    hanzi: 1.0 + at for at, hanzi in enumerate("一二三四五六七八九十")
}
_PLAIN_PAUSE = 1.0
"""Seconds of a mark that says none."""
_LONGEST = 10_000
"""ms; more is taken for a mistake."""


def without_marks(text: str) -> tuple[str, dict[int, int]]:
    """``text`` without its marks, and the ms wanted at each offset of what is left."""
    parts, asked, at, length = [], {}, 0, 0
    for match in _MARK.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        asked[length] = min(_LONGEST, round(1000 * _seconds(match[1])))
        at = match.end()
    return "".join([*parts, text[at:]]), asked


def _seconds(figures: str | None) -> float:
    if figures is None:
        return _PLAIN_PAUSE
    return _SECONDS[figures] if figures in _SECONDS else float(figures)
