"""The longest match in a dictionary of phrases, and where it is in doubt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase of the dictionary in a run of hanzi."""

    start: int
    end: int
    contested: int
    """From here on the hanzi may belong to a next phrase as well (的确 + 确定); ``end`` if none."""


class Phrases:
    """Words by their first two characters."""

    def __init__(self, *dictionaries: Mapping[str, object]) -> None:
        lengths: dict[str, set[int]] = {}
        for dictionary in dictionaries:
            for word in dictionary:
                lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        self._dictionaries = dictionaries

    def find(self, run: str) -> Iterator[Match]:
        """The longest phrase at each place from left to right, never overlapping."""
        start = 0
        while start < len(run) - 1:
            end = self._longest(run, start)
            if end > start:
                yield Match(start=start, end=end, contested=self._contested(run, start, end))
            start = max(end, start + 1)

    def _longest(self, run: str, start: int) -> int:
        for length in self._lengths.get(run[start : start + 2], ()):
            word = run[start : start + length]
            if len(word) == length and any(word in known for known in self._dictionaries):
                return start + length
        return start

    def _contested(self, run: str, start: int, end: int) -> int:
        if end - start > 3:
            return end  # a long phrase is no accident, and this keeps the search short
        for place in range(start + 1, end):
            if self._longest(run, place) > end:
                return place
        return end
