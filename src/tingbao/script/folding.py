"""One sign for each of its shapes, one for one, so that every place in the print still holds.

The shapes are those of Unicode's compatibility blocks (full width, small forms, half-width
katakana) and the hyphens, minus signs and dots that typesetting programs exchange for one another.
"""

import re
import unicodedata

_SHAPES = {
    "-": "‐‑‒﹣−➖", "—": "―", "~": "〜∼˜", "·": "・･‧⋅", ":": "∶︰﹕꞉", "/": "⁄∕",
    "%": "﹪", "$": "﹩", "+": "﹢", "#": "﹟", "&": "﹠", "=": "﹦", "<": "﹤", ">": "﹥",
}  # fmt: skip
"""Beside the full-width block U+FF01 to U+FF5E, whose Chinese punctuation stays as it is."""
_SIGN = {ord(shape): sign for sign, shapes in _SHAPES.items() for shape in shapes} | {
    code: chr(code - 0xFEE0)
    for code in range(0xFF01, 0xFF5F)
    if chr(code) not in "！（），：；？０１２３４５６７８９"
}
_FOREIGN = re.compile(
    r"[^\x00-\x7f\D]"
    r"|(?<=[0-9０-９])，(?=[0-9０-９]{3}(?![0-9０-９]))"  # a thousands comma set full width
)
_SET_APART = re.compile(
    r"(?<=[\u3400-\u9fff])[ \u00a0\u2009](?=[0-9])|(?<=[0-9])[ \u00a0\u2009](?=[\u3400-\u9fff])"
)
"""The blank that many web pages put between a figure and hanzi: 共 2 辆, 12 月 2 日."""


def fold(written: str) -> str:
    """Figures of any script, letters and signs of any width in ASCII; the length stays."""
    return _FOREIGN.sub(_figure, written.translate(_SIGN))


def close_up(folded: str) -> str:
    """``folded`` without the blanks that set figures apart."""
    return _SET_APART.sub("", folded)


def places(folded: str) -> list[int]:
    """Where each character of ``close_up(folded)`` stands in ``folded``."""
    blanks = {match.start() for match in _SET_APART.finditer(folded)}
    return [place for place in range(len(folded)) if place not in blanks]


def _figure(match: re.Match[str]) -> str:
    value = unicodedata.decimal(match[0], None)
    return "," if value is None else str(value)
