"""The longest match in a dictionary of phrases, and the words that run into one another."""

from collections.abc import Iterator, Mapping


class Phrases:
    """Words by their first two characters."""

    def __init__(self, *dictionaries: Mapping[str, object]) -> None:
        lengths: dict[str, set[int]] = {}
        for dictionary in dictionaries:
            for word in dictionary:
                lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        self._dictionaries = dictionaries

    def find(self, run: str) -> Iterator[tuple[int, int]]:
        """Start and end of the longest phrase at each place from left to right.

        Two overlap where the first may be an accident: 妥善处理 gives 妥善, 善处 and 处理.
        """
        start = 0
        while start < len(run) - 1:
            end = self._longest(run, start)
            if end > start:
                yield start, end
            start = self._next(run, start, end) if end > start else start + 1

    def _longest(self, run: str, start: int) -> int:
        for length in self._lengths.get(run[start : start + 2], ()):
            word = run[start : start + length]
            if len(word) == length and any(word in known for known in self._dictionaries):
                return start + length
        return start

    def _next(self, run: str, start: int, end: int) -> int:
        """Where the word lies that runs out of this one; ``end`` if none does."""
        if end - start > 3:
            return end  # a long phrase is no accident, and this keeps the search short
        inside = range(start + 1, end)
        return next((place for place in inside if self._longest(run, place) > end), end)
