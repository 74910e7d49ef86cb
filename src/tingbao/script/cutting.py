"""Where words end: the likeliest cut of a run of hanzi.

A run is cut so that the product of its words' frequencies is greatest (a unigram model, solved by
dynamic programming). ``data/frequency.txt`` holds the common words by the power of two of their
count, and says which are verbs; a word only listed for its reading counts as a rare one.
"""

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

_TOTAL = 26
"""The power of two of all words counted (some 60 million)."""

_UNSEEN = float(-_TOTAL)
_LISTED = 5.0 - _TOTAL
"""The weight of a hanzi that is in no table, and of a word of a table of readings."""


class Cutter:
    """Cuts runs into common words and the ``words`` given."""

    def __init__(self, words: Iterable[str]) -> None:
        self._weights = dict.fromkeys(words, _LISTED) | common()
        self._longest = {word[:2]: len(word) for word in sorted(self._weights, key=len)}

    def spans(self, run: str) -> list[tuple[int, int]]:
        """Start and end of the word at each place of ``run``."""
        size = len(run)
        best = [0.0] + [-math.inf] * size
        back = [0] * (size + 1)
        for start in range(size):
            longest = self._longest.get(run[start : start + 2], 1)
            for end in range(start + 1, min(start + longest, size) + 1):
                alone = _UNSEEN if end == start + 1 else -math.inf
                weight = best[start] + self._weights.get(run[start:end], alone)
                if weight > best[end]:
                    best[end], back[end] = weight, start
        spans: list[tuple[int, int]] = []
        end = size
        while end:
            spans[:0] = [(back[end], end)] * (end - back[end])
            end = back[end]
        return spans


@cache
def plain() -> Cutter:
    """Cuts runs into common words."""
    return Cutter(())


@cache
def common() -> dict[str, float]:
    """The common words, and the power of two of their share among all."""
    return {word: float(power) - _TOTAL for power, _, words in _lines() for word in words}


@cache
def shares() -> dict[str, float]:
    """The share of each hanzi among all, by the common words that hold it."""
    found: dict[str, float] = {}
    for word, power in common().items():
        for hanzi in word:
            found[hanzi] = found.get(hanzi, 0.0) + 2.0**power
    return found


@cache
def verbs() -> frozenset[str]:
    """The common verbs of two hanzi."""
    return _of_kind("v")


@cache
def things() -> frozenset[str]:
    """Common words for things, times and places, and for how often: what is no verb, nor how."""
    return _of_kind("n")


def _of_kind(sought: str) -> frozenset[str]:
    return frozenset(word for _, kind, words in _lines() if kind == sought for word in words)


def _lines() -> Iterator[tuple[str, str, list[str]]]:
    """Power of two of the count, kind ("v", "n" or ""), and words of each line of the table."""
    text = files("tingbao.script").joinpath("data/frequency.txt").read_text("utf-8")
    for line in text.splitlines():
        head, colon, listed = line.partition(": ")
        if colon and not line.startswith("#"):
            power, _, kind = head.partition(" ")
            yield power, kind, listed.split()
