"""How hanzi sound.

Asked in this order, and the first that knows has its way: the editor's lexicon; the tables, the
places of surnames and the rules of grammar (``known``); the sentence around (``context``). 一 and
不 are written as they are spoken (``sandhi``); third-tone chains are not: espeak-ng makes them
itself.

A pinyin line is tokens parted by one space, one for each of ``model.token_spans(spoken)``: a
syllable with its tone number (ü is v, the neutral tone 5) for a hanzi, else the token itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tingbao.model import Doubt, token_spans
from tingbao.script import doubts, sandhi
from tingbao.script.context import context
from tingbao.script.dictionary import cutter, sounds
from tingbao.script.introduced import NOBODY, Introduced
from tingbao.script.known import known
from tingbao.script.lexicon import EMPTY, Lexicon, Word
from tingbao.script.serving import in_clause
from tingbao.script.signed import signed
from tingbao.wording import say

_HANZI = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")

_SENTENCE = re.compile(r"[^。！？!?\n]{1,400}[。！？!?\n]*|[。！？!?\n]+")
"""What the network is shown at once: no line is too long for it."""


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
    """Reads lines with one lexicon, and with the people of one story."""

    def __init__(self, lexicon: Lexicon = EMPTY, people: Introduced = NOBODY) -> None:
        self._people = people
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
        marked: list[Doubt] = []
        for sentence in _SENTENCE.finditer(spoken):
            for place, (syllable, reason) in _sentence(sentence.group()).items():
                at = sentence.start() + place
                syllables[at] = syllable
                if reason:
                    marked.append(Doubt(start=at, end=at + 1, reason=say(*reason)))
        for place, surname in self._people.readings(spoken):
            syllables[place] = surname
            marked = [doubt for doubt in marked if doubt.start != place]
        for hit in self.hits(spoken):
            for place, syllable in enumerate(hit.word.pinyin):
                syllables[hit.start + place] = syllable
            known = range(hit.start, hit.start + len(hit.word.pinyin))
            marked = [doubt for doubt in marked if doubt.start not in known]
        tokens = [syllables.get(start, spoken[start:end]) for start, end in token_spans(spoken)]
        return Reading(pinyin=" ".join(tokens), doubts=tuple(marked))


_Reason = tuple[str, str] | None
_RARE = ("生僻字，不知道读音", "a rare character without a known reading")
_GUESSED = ("多音字，按上下文猜的", "a character of several readings, guessed from its context")
_DISPUTED = ("多音字，词表与上下文说法不一", "a table reads it so, the context another way")


@lru_cache(maxsize=512)
def _sentence(sentence: str) -> dict[int, tuple[str, _Reason]]:
    """Syllable, and what is doubtful in it, of each hanzi of ``sentence`` by its place."""
    found: dict[int, tuple[str, _Reason]] = {}
    asked: dict[int, str | None] = {}
    runs = [(match.start(), match.group()) for match in _HANZI.finditer(sentence)]
    for start, run in runs:
        for place, syllable in enumerate(known(run), start):
            if syllable is None and sentence[place] == "为":
                syllable = in_clause(sentence, place)
            found[place] = (syllable, None) if syllable else _alone(sentence[place])
            if sentence[place] in context().polyphones and doubts.heard(sentence[place], syllable):
                asked[place] = syllable
    if asked:
        found |= _asked(sentence, asked)
    found |= {place: (surname, None) for place, surname in signed(sentence)}
    for start, run in runs:
        spoken = [found[start + place][0] for place in range(len(run))]
        sandhi.speak(run, spoken, cutter().spans(run))
        for place, syllable in enumerate(spoken, start):
            found[place] = (syllable, found[place][1])
    return found


def _asked(sentence: str, said: dict[int, str | None]) -> dict[int, tuple[str, _Reason]]:
    """What the network says of the hanzi of ``said``, where a table may have spoken before."""
    network = context()
    asked: dict[int, tuple[str, _Reason]] = {}
    for place, row in zip(said, network.ask(sentence, list(said)), strict=True):
        best = max(_columns(sentence[place]), key=row.__getitem__, default=None)
        if best is None:
            continue
        guess, table = network.readings[best], said[place]
        sure = float(row[best])
        if table is None:
            asked[place] = (guess, _GUESSED if doubts.unsure(sentence[place], sure) else None)
        elif doubts.disputed(sentence[place], table, guess, sure):
            asked[place] = (table, _DISPUTED)
    return asked


@cache
def _columns(hanzi: str) -> tuple[int, ...]:
    """Which of the network's readings ``hanzi`` can have: the dictionary's, in any tone."""
    bases = {reading[:-1] for reading in sounds(hanzi)}
    return tuple(place for place, name in enumerate(context().readings) if name[:-1] in bases)


def _alone(hanzi: str) -> tuple[str, _Reason]:
    found = sounds(hanzi)
    return (found[0], None) if found else (hanzi, _RARE)
