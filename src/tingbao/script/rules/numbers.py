"""Figures to words: by value, and figure by figure.

Source of the forms: GB/T 15835-2011 (numerals in publications) for what is a value and what a
code, and broadcast usage for 两, 零 and 幺.
"""

import re

_FIGURES = "零一二三四五六七八九"
_CODE = str.maketrans("0123456789", _FIGURES)
_YAO = str.maketrans("0123456789", "零幺二三四五六七八九")
_PLACES = ("", "十", "百", "千")
_LONGEST = 16  # 千万亿: longer ones nobody reads by value


def digits(figures: str, *, yao: bool = False) -> str:
    """Figure by figure; ``yao`` says 幺 for 1, as in telephone, room and train numbers."""
    return figures.translate(_YAO if yao else _CODE)


def called(figures: str) -> str:
    """A code with its letters, figure by figure with 幺; marks between groups are not read."""
    return digits(re.sub(r"[^0-9A-Za-z]", "", figures), yao=True)


def parted(figures: str) -> str:
    """A code of several numbers, as of a house: short ones by value, longer ones as called."""
    return "杠".join(
        cardinal(part) if len(part) < 3 and part[0] != "0" else digits(part, yao=True)
        for part in figures.split("-")
    )


def cardinal(figures: str) -> str:
    """A whole number by value: "10010" 一万零一十; leading zeros do not count."""
    figures = figures.lstrip("0")
    if not figures:
        return "零"
    if len(figures) > _LONGEST:
        return digits(figures)
    spoken = _value(int(figures), top=True)
    if spoken[0] == "二" and spoken[1:2] in ("千", "万", "亿"):
        return "两" + spoken[1:]
    return spoken


def number(figures: str) -> str:
    """A printed figure, with thousands marks and a decimal point where it has them.

    Who prints a nought before a whole number (007, 05) means a code.
    """
    whole, point, rest = re.sub(r"[,\s]", "", figures).partition(".")
    spoken = digits(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(whole)
    return spoken + ("点" + digits(rest) if point else "")


def count(figures: str) -> str:
    """A number of things: 2 alone is 两."""
    return "两" if figures == "2" else number(figures)


def _value(value: int, *, top: bool) -> str:
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if value >= size:
            high, low = divmod(value, size)
            head = _value(high, top=True) + name
            if not low:
                return head
            return head + ("零" if low * 10 < size else "") + _value(low, top=False)
    return _section(value, top=top)


def _section(value: int, *, top: bool) -> str:
    """Below ten thousand. At the top 10 is 十, further down 一十."""
    spoken = ""
    zero = False
    for place in (3, 2, 1, 0):
        figure = value // 10**place % 10
        if figure:
            spoken += ("零" if zero and spoken else "") + _FIGURES[figure] + _PLACES[place]
        zero = not figure
    return spoken[1:] if top and 10 <= value < 20 else spoken
