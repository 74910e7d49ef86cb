"""How hanzi sound. The only file that knows pypinyin.

Asked in this order, and the first that knows has its way: the editor's lexicon; surnames by
their place (``names``); phrases, pypinyin's and our own (the longest match); rules of grammar
(``readings``); the sentence around (``context``). 一 and 不 are written as they are spoken
(``sandhi``); third-tone chains are not: espeak-ng makes them itself.

A pinyin line is tokens parted by one space, one for each of ``model.token_spans(spoken)``: a
syllable with its tone number (ü is v, the neutral tone 5) for a hanzi, else the token itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from pypinyin.contrib.tone_convert import to_tone3
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from tingbao.model import Doubt, token_spans
from tingbao.script import doubts, readings, sandhi
from tingbao.script.context import context
from tingbao.script.cutting import Cutter, verbs
from tingbao.script.lexicon import EMPTY, Lexicon, Word
from tingbao.script.names import surnames
from tingbao.script.phrases import Phrases
from tingbao.script.words import settled
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
        marked: list[Doubt] = []
        for sentence in _SENTENCE.finditer(spoken):
            for place, (syllable, reason) in _sentence(sentence.group()).items():
                at = sentence.start() + place
                syllables[at] = syllable
                if reason:
                    marked.append(Doubt(start=at, end=at + 1, reason=say(*reason)))
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
        for place, syllable in enumerate(_known(run), start):
            found[place] = (syllable, None) if syllable else _alone(sentence[place])
            if sentence[place] in context().polyphones and doubts.heard(sentence[place], syllable):
                asked[place] = syllable
    if asked:
        found |= _asked(sentence, asked)
    for start, run in runs:
        spoken = [found[start + place][0] for place in range(len(run))]
        sandhi.speak(run, spoken)
        for place, syllable in enumerate(spoken, start):
            found[place] = (syllable, found[place][1])
    return found


def _known(run: str) -> list[str | None]:
    """What names, phrases and rules say of each hanzi of ``run``."""
    known: list[str | None] = [None] * len(run)
    longest = [0] * len(run)
    spans = _cutter().spans(run)
    for start, end in sorted(_tables().find(run), key=_length):
        if not _fits(start, end, spans):
            continue
        for place, syllable in _said(run[start:end], start):
            agreed = end - start > longest[place] or known[place] in (None, syllable)
            known[place] = syllable if agreed else None
            longest[place] = end - start
    for place, surname in surnames(run, spans):
        known[place] = known[place] or surname
    return [
        said if said and said != "?" else _by_rule(run, place, spans[place])
        for place, said in enumerate(known)
    ]


def _by_rule(run: str, place: int, word: tuple[int, int]) -> str | None:
    """What grammar says of a hanzi that no table knows, or else what is usual in a word."""
    hanzi, longer = run[place], word[1] - word[0] > 1
    if hanzi == "地" and longer:
        return "di4"  # the particle is a word of its own
    if hanzi == "子" and longer and word[0] < place:
        return "zi5" if place + 1 == word[1] else "zi3"
    said = readings.by_grammar(run, place)
    if said is None and hanzi == "为" and place == 0 and not longer and _acts(run):
        return "wei4"
    usual = readings.OF_WORDS if longer else readings.ALONE
    return said or usual.get(hanzi) or readings.ALONE.get(hanzi)


_A_THING = re.compile(r"^为[一左右难]|[最首第]|唯一|之一|所在?[一-鿿]{1,2}$|的[一-鿿]{1,9}$")


def _acts(clause: str) -> bool:
    """Whether something is done in a clause that begins with 为: for somebody, then.

    为弘扬传统文化, 为国争光; but not 为中国的特有植物, 为山东境内第一大河.
    """
    if _A_THING.search(clause):
        return False
    words = dict.fromkeys(_cutter().spans(clause))
    return any(clause[start:end] in verbs() for start, end in words)


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _fits(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a phrase is made of whole words, or lies within one: 发质 is no word in 开发质量."""
    head, tail = spans[start], spans[end - 1]
    return (head[0] == start or head[1] >= end) and (tail[1] == end or tail[0] <= start)


def _asked(sentence: str, said: dict[int, str | None]) -> dict[int, tuple[str, _Reason]]:
    """What the network says of the hanzi of ``said``, where a table may have spoken before."""
    network = context()
    asked: dict[int, tuple[str, _Reason]] = {}
    for place, row in zip(said, network.ask(sentence, list(said)), strict=True):
        best = max(_columns(sentence[place]), key=row.__getitem__, default=None)
        if best is None:
            continue
        guess, table = network.readings[best], said[place]
        if table is None:
            asked[place] = (guess, _GUESSED if doubts.unsure(row[best]) else None)
        elif doubts.disputed(table, guess, row[best]):
            asked[place] = (table, _DISPUTED)
    return asked


@cache
def _columns(hanzi: str) -> tuple[int, ...]:
    """Which of the network's readings ``hanzi`` can have: the dictionary's, in any tone."""
    bases = {reading[:-1] for reading in sounds(hanzi)}
    return tuple(place for place, name in enumerate(context().readings) if name[:-1] in bases)


@lru_cache(maxsize=1)
def _tables() -> Phrases:
    """Every word whose reading is listed somewhere."""
    return Phrases(settled(), readings.phrases(), phrases_dict)


@lru_cache(maxsize=1)
def _cutter() -> Cutter:
    return Cutter(settled().keys() | readings.phrases().keys() | phrases_dict.keys())


@cache
def _numbered(syllable: str) -> str:
    """ "xíng" as "xing2"."""
    return to_tone3(syllable, v_to_u=False, neutral_tone_with_five=True).replace("ü", "v")


@lru_cache(maxsize=8192)
def _phrase(word: str) -> tuple[tuple[int, str], ...]:
    """What the tables say of a word of ``_tables``: places in it, and syllables."""
    own = readings.phrases().get(word)
    if own is None:
        own = tuple(_numbered(sound[0]) for sound in phrases_dict.get(word, ()))
    return tuple((dict(enumerate(own)) | dict(settled().get(word, ()))).items())


def _said(word: str, start: int) -> Iterable[tuple[int, str]]:
    return ((start + place, syllable) for place, syllable in _phrase(word))


@lru_cache(maxsize=8192)
def sounds(hanzi: str) -> tuple[str, ...]:
    """Every reading that the dictionary has for ``hanzi``, the commonest first."""
    found = pinyin_dict.get(ord(hanzi), "")
    return tuple(dict.fromkeys(_numbered(sound) for sound in found.split(",") if sound))


def _alone(hanzi: str) -> tuple[str, _Reason]:
    found = sounds(hanzi)
    return (found[0], None) if found else (hanzi, _RARE)
