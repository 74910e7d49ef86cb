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


_POINT = re.compile(
    r"(?<![0-9·.])(?:(?=[1-9]?[0-9]·)(?:0|1[3-9]|[2-9][0-9])|(?!(?:19|20)[0-9]{2}·)[0-9]{3,9})"
    r"·(?=[0-9]{1,9}(?![0-9·]))"
    r"|(?<![0-9·.])[0-9]{1,4}·(?=(?:3[2-9]|[4-9][0-9]|[0-9]{3,9})(?![0-9·]))"
    r"|(?<![0-9·.])[0-9]{1,4}·(?=[0-9]{1,2}(?:[-~—至到][0-9]{1,4}[·.][0-9]{1,2})?"
    r"(?:[万亿‰℃]|%|个?百分点|[美港欧日澳加卢]?[元币布]|[铢盾镑]|马克|倍|点(?![零半])|公[里斤顷]|平方|立方"
    r"|[千厘毫微]?米|海里|英[里寸尺]|吨|[千毫]克|克|升|亩|斤|级(?:地震|以)|:[0-9]|比[0-9]|[美港日]?元?兑))"
)
"""A decimal point as older papers print it, 9·5%; 3·15 without a unit is a day with a name."""
_MINUS = re.compile(
    r"(?<![0-9A-Za-z一二三四五六七八九十百千万亿零两半几数多度级成%‰℃—])—"
    r"(?=[0-9]{1,4}(?:\.[0-9]{1,4})?\s?[%‰℃])"
)
"""为—0.4%, 气温—12℃: a dash that parts nothing is a minus."""
_HYPHEN = re.compile(r"(?<![0-9A-Za-z-])[A-Z][A-Za-z]{0,7}—(?=[0-9])")
"""EIM—601: between a type and its number."""


def fold(written: str) -> str:
    """Figures of any script, letters and signs of any width in ASCII; the length stays."""
    text = _FOREIGN.sub(_figure, written.translate(_SIGN))
    if "·" in text:
        text = _POINT.sub(lambda match: match[0][:-1] + ".", text)
    if "—" in text:
        text = _HYPHEN.sub(lambda match: match[0][:-1] + "-", _MINUS.sub("-", text))
    return text


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
