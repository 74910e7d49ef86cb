"""Whether the hanzi of a name are a word by chance, or the name is no name but that word."""

import math
from collections.abc import Iterable

from tingbao.script.cutting import common
from tingbao.script.vocabulary import words

RARE = -17.0
"""How common a word may be that is read as a name, by the power of two of its share.

李娜, not 韩国.
"""
USUAL = -14.0
"""How common a word is that is made like a name, and is none: 文学, but 高峰."""


def share(word: str) -> float:
    """The power of two of the share of ``word`` among all."""
    return common().get(word, -math.inf)


def of_word(pieces: Iterable[str], rarest: float = RARE) -> bool:
    """Whether one of ``pieces`` of a sentence is a word of two hanzi and more, none so rare."""
    return any(len(piece) > 1 and share(piece) > rarest for piece in pieces)


def of_words(name: str, rarest: float = RARE) -> bool:
    """Whether the surname with the next hanzi, or the given name, is a word: 高速｜公, 张｜开始.

    Those that are given names do not count: 建国.
    """
    surname = 2 if name[:2] in words().compounds else 1
    head = name[:2] if surname == 1 else ""
    return of_word({head, name[surname:]} - words().worded, rarest)
