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
        """Start and end of every word in ``run``."""
        for start in range(len(run) - 1):
            for length in self._lengths.get(run[start : start + 2], ()):
                word = run[start : start + length]
                if len(word) == length and any(word in known for known in self._dictionaries):
                    yield start, start + length
