"""A tone a character: instant speech for drafts and tests.

Each audible character sounds for TONE seconds as a chord of five sine waves, one from each of
five bands; the band's wave says four bits of the character's code point. So a finished MP3 can
be read back character for character, and a test sees that no sentence was lost, doubled or
moved. Every other character is silence of the same length.
"""

import array
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from tingbao.errors import EngineRefused
from tingbao.model import Mark, Role, Speech, Voice
from tingbao.speech.engines import Options
from tingbao.speech.pcm import wav
from tingbao.wording import say

RATE = 24_000
TONE = 0.12
"""Seconds of a character: long enough to tell waves 50 Hz apart after MP3 coding."""
FADE = 0.01
"""Seconds at each end of a chord."""
BANDS = 5
SYMBOLS = 16
LOWEST = 400
STEP = 50
"""Hz from one wave of a band to the next."""
LEVEL = 0.1
"""Of full scale, each wave."""

VOICES: Mapping[str, Voice] = {Role.ANCHOR: Voice(engine="tone", name="chord")}


def chord(character: str) -> tuple[int, ...]:
    """The frequencies, Hz, that stand for ``character``, one a band, lowest band first."""
    code = ord(character)
    return tuple(
        LOWEST + STEP * (SYMBOLS * band + (code >> (4 * band)) % SYMBOLS) for band in range(BANDS)
    )


class Tone:
    """See the module."""

    name = "tone"
    reads: Literal["spoken", "pinyin"] = "spoken"
    parallel = 1
    voices = VOICES

    def __init__(self, options: Options) -> None:
        """Nothing can be set."""

    def identity(self) -> str:
        """See ``Engine``."""
        return "tone 1"

    def missing(self) -> str | None:
        """See ``Engine``: it is always there."""
        return None

    async def reachable(self) -> bool:
        """See ``Engine``."""
        return True

    async def speak(self, text: str, voice: Voice) -> Speech:
        """See ``Engine``."""
        if not any(character.isalnum() for character in text):
            raise EngineRefused(
                say(f"“{text[:20]}”里没有可念的字。", f'"{text[:20]}" has nothing to be read.')
            )
        samples = array.array("h")
        marks = []
        for place, character in enumerate(text):
            begin = len(samples) / RATE
            audible = character.isalnum()
            samples.extend(_samples(character if audible else ""))
            if audible:
                close = len(samples) / RATE
                marks.append(Mark(start=place, end=place + 1, begin=begin, close=close))
        return Speech(
            audio=wav(samples, RATE),
            format="wav",
            seconds=len(samples) / RATE,
            marks=tuple(marks),
        )

    async def close(self) -> None:
        """See ``Engine``."""


@lru_cache(maxsize=4096)
def _samples(character: str) -> "array.array[int]":
    count = round(TONE * RATE)
    if not character:
        return array.array("h", bytes(2 * count))
    waves = [_wave(frequency) for frequency in chord(character)]
    return array.array("h", map(round, map(sum, zip(*waves, strict=True))))


@lru_cache(maxsize=BANDS * SYMBOLS)
def _wave(frequency: int) -> tuple[float, ...]:
    count, fade = round(TONE * RATE), round(FADE * RATE)
    turn = 2 * math.pi * frequency / RATE
    return tuple(
        32767 * LEVEL * min(1.0, place / fade, (count - place) / fade) * math.sin(turn * place)
        for place in range(count)
    )
