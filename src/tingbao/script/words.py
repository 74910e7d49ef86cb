"""Words that settle the reading of one hanzi in them; the other hanzi are read as they are.

``data/words.txt`` lists them by hanzi and reading ("重 chong2: 重走 重塑 …"), so that an editor
can proof-read the rarer readings of a hanzi in one look. The longest word around a hanzi has
its way: 长发 is hair, in 长发展 it is none. The reading "?" leaves the hanzi to grammar and the
sentence around, whatever a phrase says (同行).
"""

from functools import cache
from importlib.resources import files

_Places = tuple[tuple[int, str], ...]
"""Place in the word, and syllable."""


@cache
def settled() -> dict[str, _Places]:
    """Each word, and the hanzi in it that it settles."""
    words: dict[str, _Places] = {}
    text = files("tingbao.script").joinpath("data/words.txt").read_text("utf-8")
    for line in text.splitlines():
        head, colon, listed = line.partition(": ")
        if line.startswith("#") or not colon:
            continue
        hanzi, syllable = head.split()
        for word in listed.split():
            places = tuple((at, syllable) for at, char in enumerate(word) if char == hanzi)
            words[word] = (*words.get(word, ()), *places)
    return words
