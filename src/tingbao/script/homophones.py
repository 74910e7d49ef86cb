"""A character for a sound: what a voice that takes no pinyin is sent in a word's place."""

from collections.abc import Mapping
from functools import cache

from tingbao.script.context import context
from tingbao.script.cutting import common, shares
from tingbao.script.dictionary import sounds

_LEVELS = ((0xB0, 0xD8), (0xD8, 0xF8))
"""Rows of GB 2312: 3,755 common characters, then 3,008 less common ones."""
_KNOWN = 2.0**-19
"""The share from which a less common character is known well enough to be read right."""
_SURE = 0
"""The rank of a common character with one reading."""
_SANDHI = frozenset("一不")
"""Their tone goes by what follows."""
_AVOIDED = frozenset("曝嗄哿尻屁屎尿奸淫娼妓嫖")
"""Read otherwise in most words than the dictionary puts first; and low words."""
_TRIED = 5
"""Characters of a sound that are tried beside the neighbours."""


def respelt(text: str, wanted: Mapping[int, str]) -> dict[int, str]:
    """By place a character for each syllable that is ``wanted`` in ``text``.

    One that is a word with its neighbour is passed over where another is not: 任家庄 is sent as
    仁家庄, since 人家庄 holds 人家.
    """
    chosen: dict[int, str] = {}
    for place, syllable in sorted(wanted.items()):
        hanzi = text[place]
        before, after = (
            chosen.get(place - 1, text[max(0, place - 1) : place]),
            text[place + 1 :][:1],
        )
        if place + 1 in wanted:
            after = homophone(after, wanted[place + 1])
        apart = (
            other
            for other in candidates(hanzi, syllable)[:_TRIED]
            if other == hanzi
            or not (
                (before and before + other in common()) or (after and other + after in common())
            )
        )
        chosen[place] = next(apart, homophone(hanzi, syllable))
    return chosen


def homophone(hanzi: str, syllable: str) -> str:
    """The commonest character read as ``syllable``; ``hanzi`` itself where it needs none."""
    return candidates(hanzi, syllable)[0]


@cache
def candidates(hanzi: str, syllable: str) -> tuple[str, ...]:
    """Characters that are read as ``syllable``, the likeliest to be read right first.

    ``hanzi`` alone where none is better: it has no other reading that anybody would think of, or
    this is its usual one and no common character is surer; or a neutral tone is asked that no
    character has of its own, which is left to the voice.
    """
    usual = sounds(hanzi)[:1] == (syllable,)
    if usual and not _several(hanzi):
        return (hanzi,)
    ranked = [(rank, other) for rank, other in _table().get(syllable, ()) if other != hanzi]
    if others := [other for rank, other in ranked if not usual or rank == _SURE]:
        return tuple(others)
    base = syllable[:-1]
    if usual or any(sound[:-1] == base for sound in sounds(hanzi)):
        return (hanzi,)
    near = next((_table()[base + tone] for tone in "1432" if base + tone in _table()), ())
    return tuple(other for _, other in near) or (hanzi,)


def _several(hanzi: str) -> bool:
    return hanzi in context().polyphones or hanzi in _SANDHI


@cache
def _table() -> dict[str, tuple[tuple[int, str], ...]]:
    """By syllable the characters with their ranks: common ones with no other reading first."""
    use = shares()
    found: dict[str, list[tuple[int, float, str]]] = {}
    for level, rows in enumerate(_LEVELS):
        for hanzi in filter(None, map(_hanzi, _codes(*rows))):
            syllable = next(iter(sounds(hanzi)), "")
            share = use.get(hanzi, 0.0)
            if syllable and hanzi not in _AVOIDED:
                rank = level + 2 * _several(hanzi) + (level and share < _KNOWN)
                found.setdefault(syllable, []).append((rank, -share, hanzi))
    return {
        syllable: tuple((rank, hanzi) for rank, _, hanzi in sorted(ranked))
        for syllable, ranked in found.items()
    }


def _codes(first: int, last: int) -> tuple[bytes, ...]:
    return tuple(bytes((row, cell)) for row in range(first, last) for cell in range(0xA1, 0xFF))


def _hanzi(code: bytes) -> str:
    return code.decode("gb2312", "ignore")
