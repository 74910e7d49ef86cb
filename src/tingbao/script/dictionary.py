"""What is listed: pypinyin's dictionaries (known to this file only), our phrases and our words."""

from functools import cache, lru_cache

from pypinyin.contrib.tone_convert import to_tone3
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from tingbao.script.cutting import Cutter
from tingbao.script.phrases import Phrases
from tingbao.script.readings import phrases
from tingbao.script.words import settled

OPEN = "?"
"""The reading of a hanzi that ``data/words.txt`` leaves to grammar and the sentence around."""


@lru_cache(maxsize=1)
def tables() -> Phrases:
    """Every word whose reading is listed somewhere."""
    return Phrases(settled(), phrases(), phrases_dict)


@lru_cache(maxsize=1)
def cutter() -> Cutter:
    return Cutter(settled().keys() | phrases().keys() | phrases_dict.keys())


@cache
def _numbered(syllable: str) -> str:
    """ "xíng" as "xing2"."""
    return to_tone3(syllable, v_to_u=False, neutral_tone_with_five=True).replace("ü", "v")


@lru_cache(maxsize=8192)
def listed(word: str) -> tuple[tuple[int, str], ...]:
    """What the tables say of a word of ``tables``: places in it, and syllables."""
    known = _lightened(word, tuple(_numbered(sound[0]) for sound in phrases_dict.get(word, ())))
    return tuple((dict(enumerate(known)) | _own(word)).items())


def _own(word: str) -> dict[int, str]:
    return dict(enumerate(phrases().get(word, ()))) | dict(settled().get(word, ()))


def _lightened(word: str, syllables: tuple[str, ...]) -> tuple[str, ...]:
    """With a neutral tone of ours in the word at either end: 招呼 is in 打招呼 as it is alone."""
    for length in range(2, min(4, len(syllables))):
        for start in (len(word) - length, 0):
            part = _own(word[start : start + length])
            light = tuple(part.get(at - start, said) for at, said in enumerate(syllables))
            if light != syllables and all(map(_lighter, light, syllables)):
                return light
    return syllables


def _lighter(said: str, syllable: str) -> bool:
    return said == syllable or (said.endswith("5") and said[:-1] == syllable[:-1])


@lru_cache(maxsize=8192)
def sounds(hanzi: str) -> tuple[str, ...]:
    """Every reading that the dictionary has for ``hanzi``, the commonest first."""
    found = pinyin_dict.get(ord(hanzi), "")
    return tuple(dict.fromkeys(_numbered(sound) for sound in found.split(",") if sound))
