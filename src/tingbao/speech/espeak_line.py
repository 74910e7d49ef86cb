"""A pinyin line as espeak-ng must be fed it, to speak the best Mandarin that it can.

Left to itself it reads some syllables as English, stops for a tenth of a second at a comma, not
at all at some marks, and speaks a statement and a question on one flat line. Measurements are in
docs/decisions/espeak.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tingbao.model import Pauses
from tingbao.speech.espeak_rhotic import TONES, rhotic

_PLACES = Pauses()
_PAUSES = {
    **dict.fromkeys("。！？!?.．", _PLACES.sentence),
    **dict.fromkeys("；;…", _PLACES.sentence - 50),
    **dict.fromkeys("，,：:—–", _PLACES.clause),
    "、": _PLACES.clause // 2,
}
"""Silence, ms, as the show's defaults have it between segments; other marks are not heard."""
_ENDS = frozenset("。！？!?.．；;…")
"""Where the voice starts its line anew."""
_QUESTIONS = frozenset("？?")

STATEMENT = (1.0, -1.5)
QUESTION = (0.5, 1.5)
"""Semitones from the voice's own pitch, at the first and at the last word of a sentence: the
voice sinks over a statement and does not over a question."""
CLAUSE = 0.8
"""Semitones that it sinks over each clause besides, and rises again after."""
SEMITONE = 5.8
"""Steps of espeak-ng's pitch parameter, the same for men's and women's voices."""

_PHONEMES = {
    "xiong": "S;j'ong",
    "qiong": "tS;hj'ong",
    "jiong": "tS;j'ong",
    "wong": "w'ong",
}
"""Syllables that espeak-ng 1.52 reads as English, as its own phonemes."""
_NEAREST = {"hm": "heng", "hng": "heng", "m": "mu", "n": "en", "ng": "en", "ê": "ei", "eh": "ei"}
"""Interjections that are no syllables for it, and the nearest that are."""
_CURL = "er5"
"""What ``script.pinyin`` writes for 儿 that is no syllable: it curls the one before it."""
_SYLLABLE = re.compile(r"([a-zê]+?)([1-5])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What has a place of its own in the sound: a syllable or a Latin word."""

    text: str
    """As espeak-ng is fed it."""
    start: int
    end: int
    """Its span in the pinyin line."""
    pause: int = 0
    """Silence after it, ms at news pace."""
    tune: float = 0.0
    """Semitones above the voice's own pitch."""


def words(pinyin: str) -> tuple[Word, ...]:
    """The words of a pinyin line; none where it holds nothing to be heard."""
    sentences: list[list[Word]] = [[]]
    questions = []
    for match in re.finditer(r"\S+", pinyin):
        token, sentence = match.group(), sentences[-1]
        if token == _CURL and sentence and (curled := _curled(pinyin, sentence[-1], match)):
            sentence[-1] = replace(sentence[-1], text=curled, end=match.end())
        elif any(character.isalnum() for character in token):
            sentence.append(Word(text=_fed(token), start=match.start(), end=match.end()))
        elif sentence:
            sentence[-1] = replace(
                sentence[-1], pause=max(sentence[-1].pause, _PAUSES.get(token[0], 0))
            )
            if token[0] in _ENDS:
                sentences.append([])
                questions.append(token[0] in _QUESTIONS)
    questions.append(False)
    return tuple(
        word
        for sentence, asked in zip(sentences, questions, strict=True)
        for word in _tuned(sentence, asked)
    )


def compose(line: Sequence[Word], pitch: int) -> tuple[str, list[int]]:
    """The text that espeak-ng is given for ``line``, and where each word begins in it.

    Syllables stay apart, so that each has an event of its own. ``pitch`` is the parameter's
    value for the voice; embedded commands (Ctrl-A, number, P) carry the tune.
    """
    text = ""
    starts = []
    for word in line:
        starts.append(len(text))
        step = min(99, max(0, round(pitch + SEMITONE * word.tune)))
        mark = "" if not word.pause else "，" if word.pause <= _PLACES.clause else "。"
        text += f"\x01{step}P{word.text}{mark} "
    return text.rstrip(), starts


def _fed(token: str) -> str:
    syllable = _SYLLABLE.fullmatch(token)
    if not syllable:
        return "".join(sign for sign in token if sign.isalnum() or sign in "'’")
    base, tone = syllable.groups()
    if base in _PHONEMES:
        return f"[[{_PHONEMES[base]}{TONES[tone]}]]"
    return _NEAREST.get(base, base) + tone


def _curled(pinyin: str, word: Word, curl: re.Match[str]) -> str | None:
    """``word`` with ``curl`` in one syllable; None where they do not stand side by side."""
    if word.pause or pinyin[word.end : curl.start()].strip():
        return None
    return rhotic(pinyin[word.start : word.end])


def _tuned(sentence: Sequence[Word], asked: bool) -> list[Word]:
    first, last = QUESTION if asked else STATEMENT
    tuned: list[Word] = []
    clause: list[Word] = []
    for word in sentence:
        clause.append(word)
        if word.pause >= _PLACES.clause or len(tuned) + len(clause) == len(sentence):
            for place, one in enumerate(clause):
                within = _share(place, len(clause))
                over = _share(len(tuned), len(sentence))
                tune = first + (last - first) * over + CLAUSE * (0.5 - within)
                tuned.append(replace(one, tune=round(tune, 2)))
            clause = []
    return tuned


def _share(place: int, count: int) -> float:
    return place / (count - 1) if count > 1 else 0.5
