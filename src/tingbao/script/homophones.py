"""A character for a sound: what a voice that takes no pinyin is sent in a word's place."""

from functools import cache

from tingbao.script.context import context
from tingbao.script.cutting import shares
from tingbao.script.dictionary import sounds

_LEVELS = ((0xB0, 0xD8), (0xD8, 0xF8))
"""Rows of GB 2312: 3,755 common characters, then 3,008 less common ones."""
_SANDHI = frozenset("一不")
"""Their tone goes by what follows."""


def homophone(hanzi: str, syllable: str) -> str:
    """The commonest character that is read as ``syllable``; ``hanzi`` itself where it needs none.

    It needs none where it has no other reading that anybody would think of. A neutral tone that
    no character has of its own is left to the voice.
    """
    if sounds(hanzi)[:1] == (syllable,) and not _several(hanzi):
        return hanzi
    table = _table()
    if syllable in table:
        return table[syllable]
    base = syllable[:-1]
    if any(sound[:-1] == base for sound in sounds(hanzi)):
        return hanzi
    return next((table[base + tone] for tone in "1432" if base + tone in table), hanzi)


def _several(hanzi: str) -> bool:
    return hanzi in context().polyphones


@cache
def _table() -> dict[str, str]:
    """By syllable the character: a common one, and if it may be one with no other reading."""
    use = shares()
    table: dict[str, tuple[tuple[int, bool, float], str]] = {}
    for level, rows in enumerate(_LEVELS):
        for hanzi in filter(None, map(_hanzi, _codes(*rows))):
            syllable = next(iter(sounds(hanzi)), "")
            rank = (level, _several(hanzi) or hanzi in _SANDHI, -use.get(hanzi, 0.0))
            if syllable and hanzi in use and (syllable not in table or rank < table[syllable][0]):
                table[syllable] = (rank, hanzi)
    return {syllable: hanzi for syllable, (_, hanzi) in table.items()}


def _codes(first: int, last: int) -> tuple[bytes, ...]:
    return tuple(bytes((row, cell)) for row in range(first, last) for cell in range(0xA1, 0xFF))


def _hanzi(code: bytes) -> str:
    return code.decode("gb2312", "ignore")
