"""Words that settle the reading of one hanzi in them; the other hanzi are read as they are.

``data/words.txt`` lists them by hanzi and reading ("重 chong2: 重走 重塑 …"), so that an editor
can proof-read the rarer readings of a hanzi in one look. The longest word around a hanzi has
its way: 长发 is hair, in 长发展 it is none.
"""

from functools import cache
from importlib.resources import files

_Places = tuple[tuple[int, str], ...]
"""Place in the word, and syllable."""


@cache
def _table() -> tuple[dict[str, _Places], dict[str, tuple[int, ...]]]:
    """Places of each word, and the lengths of the words by their first two characters."""
    words: dict[str, _Places] = {}
    lengths: dict[str, set[int]] = {}
    text = files("tingbao.script").joinpath("data/words.txt").read_text("utf-8")
    for line in text.splitlines():
        head, colon, listed = line.partition(": ")
        if line.startswith("#") or not colon:
            continue
        hanzi, syllable = head.split()
        for word in listed.split():
            places = tuple((at, syllable) for at, char in enumerate(word) if char == hanzi)
            words[word] = (*words.get(word, ()), *places)
            lengths.setdefault(word[:2], set()).add(len(word))
    return words, {head: tuple(found) for head, found in lengths.items()}


def settle(run: str) -> dict[int, tuple[int, int, str | None]]:
    """By place in ``run``: start and end of the longest word there, and the hanzi's reading.

    The reading is None where words of the same length disagree.
    """
    words, lengths = _table()
    settled: dict[int, tuple[int, int, str | None]] = {}
    for start in range(len(run) - 1):
        for length in lengths.get(run[start : start + 2], ()):
            for at, syllable in words.get(run[start : start + length], ()):
                first, end, other = settled.get(start + at, (start, start, None))
                if length > end - first:
                    settled[start + at] = (start, start + length, syllable)
                elif length == end - first and other != syllable:
                    settled[start + at] = (start, start + length, None)
    return settled
