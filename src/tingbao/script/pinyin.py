"""How hanzi sound. The only file that knows pypinyin.

The editor's lexicon is asked first, then the phrases of pypinyin's dictionary (the longest
match), then our own phrases and rules for what stands alone in a sentence, where a dictionary
of phrases has nothing to say (see ``readings``). 一 and 不 are written as they are spoken;
third-tone chains are not: espeak-ng makes them itself.

A pinyin line is tokens parted by one space, one for each of ``model.token_spans(spoken)``: a
syllable with its tone number (ü is v, the neutral tone 5) for a hanzi, else the token itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypinyin

from tingbao.model import Doubt, token_spans
from tingbao.script import readings
from tingbao.script.lexicon import EMPTY, Lexicon, Word
from tingbao.wording import say

_HANZI = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a spoken line sounds."""

    pinyin: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry of the lexicon in a line."""

    start: int
    word: Word


class Reader:
    """Reads lines with one lexicon."""

    def __init__(self, lexicon: Lexicon = EMPTY) -> None:
        self._words = {word.written: word for word in lexicon.words}
        longest_first = sorted(self._words, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if self._words else None

    def hits(self, text: str) -> Iterable[Hit]:
        """The lexicon's entries in ``text``, the longest first at each place."""
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                yield Hit(start=match.start(), word=self._words[match.group()])

    def read(self, spoken: str) -> Reading:
        """The pinyin line of ``spoken``. Never fails on any text."""
        syllables: dict[int, str] = {}
        doubts: list[Doubt] = []
        for match in _HANZI.finditer(spoken):
            run = match.group()
            found = _syllables(run)
            for place, syllable in enumerate(found):
                syllables[match.start() + place] = syllable
            doubts += [
                Doubt(start=match.start() + place, end=match.start() + place + 1, reason=_rare())
                for place, syllable in enumerate(found)
                if not syllable[-1:].isdigit()
            ]
        for hit in self.hits(spoken):
            for place, syllable in enumerate(hit.word.pinyin):
                syllables[hit.start + place] = syllable
        tokens = [syllables.get(start, spoken[start:end]) for start, end in token_spans(spoken)]
        return Reading(pinyin=" ".join(tokens), doubts=tuple(doubts))


def _rare() -> str:
    return say("生僻字，不知道读音", "a rare character without a known reading")


def _each(unknown: str) -> Any:
    """pypinyin takes a list here, one item a character, though its types say a string."""
    return list(unknown)


@lru_cache(maxsize=4096)
def _syllables(run: str) -> tuple[str, ...]:
    """A syllable for each hanzi of ``run``; the hanzi itself where none is known."""
    found = pypinyin.lazy_pinyin(
        run,
        style=pypinyin.Style.TONE3,
        neutral_tone_with_five=True,
        v_to_u=False,
        errors=_each,
    )
    if len(found) != len(run):  # never seen (10,592 sentences), but a shift would be silent
        found = [
            pypinyin.lazy_pinyin(
                hanzi, style=pypinyin.Style.TONE3, neutral_tone_with_five=True, errors=_each
            )[0]
            for hanzi in run
        ]
    return tuple(readings.mend(run, found))


@lru_cache(maxsize=1)
def _homophones() -> dict[str, str]:
    """A common character that has this reading and no other, for each syllable."""
    table: dict[str, str] = {}
    for row in range(0xB0, 0xD8):  # GB 2312, level 1: the 3,755 common characters
        for cell in range(0xA1, 0xFF):
            try:
                hanzi = bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            all_readings = pypinyin.pinyin(
                hanzi, style=pypinyin.Style.TONE3, heteronym=True, neutral_tone_with_five=True
            )[0]
            if len(all_readings) == 1:
                table.setdefault(all_readings[0].replace("ü", "v"), hanzi)
    return table


def homophone(hanzi: str, syllable: str) -> str:
    """A character that can be read only as ``syllable``; ``hanzi`` itself where that is so."""
    plain = pypinyin.pinyin(
        hanzi, style=pypinyin.Style.TONE3, heteronym=True, neutral_tone_with_five=True
    )[0]
    if [reading.replace("ü", "v") for reading in plain] == [syllable]:
        return hanzi
    return _homophones().get(syllable, hanzi)
