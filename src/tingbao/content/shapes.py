"""One shape for each sign, one for one: so the rules read a page, and stories keep the print.

Pasted pages set the same sign in many ways: ＧＤＰ and GDP, 「天亮了」,他说 and “天亮了”，他说.
"""

import re

from tingbao.cleaning import widen
from tingbao.content.names import MARKS

_NARROW = {0xFEE0 + code: code for code in map(ord, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_DOTS = dict.fromkeys((0x2022, 0x2027, 0x22C5, 0x30FB, 0xFF65), 0xB7)
_QUOTES = dict(zip(map(ord, "「」『』＂"), '“”‘’"', strict=True))
_SHAPES: dict[int, int | str] = {**_NARROW, **_DOTS, **_QUOTES}
"""Full-width digits and capitals, every middle dot, and quotation marks."""
_STRAIGHT = re.compile(r'"([^"“”]*)"')
_BEHIND_MARK = re.compile(rf"(?<=^[{MARKS}])\u3000")


def shaped(text: str) -> str:
    """``text``, a line, with “ ” and full-width signs, narrow figures and capitals.

    The length stays, so that every place in it is that of the print.
    """
    text = _STRAIGHT.sub(r"“\1”", text.translate(_SHAPES))
    return _BEHIND_MARK.sub(" ", widen(text))
