"""The sound of a line: our own pauses in place of espeak-ng's, and word ends that ring out.

espeak-ng breaks a word off where the next one would begin: before a pause the last 10 ms are
still at a third of its level, 流 and 就 at all of it, and that is heard as a clipped end.
"""

import array
import math
import sys
from collections.abc import Sequence
from operator import mul

from tingbao.model import Mark, Speech
from tingbao.speech.espeak_line import Word
from tingbao.speech.pcm import wav

RELEASE = 0.06
"""Seconds over which a word rings out before a pause, out of the pause's time."""
TAIL = 0.1
"""Seconds after the last word."""
HIGHEST, LOWEST = 400, 60
"""Hz between which a voice's last periods are looked for."""
NEARLY = 0.9
COARSE = 4
"""Every so many samples, in the first look."""


def assemble(
    pcm: bytes, rate: int, line: Sequence[Word], heard: Sequence[tuple[int, int]], pace: float
) -> Speech:
    """``pcm`` (16 bit, one channel) with pauses, and a mark for each word of ``line``.

    ``heard`` are its first sample and the one after its last; ``pace`` is 1 at news pace.
    """
    samples = _array(pcm)
    sound = array.array("h")
    marks = []
    for place, (word, (begin, end)) in enumerate(zip(line, heard, strict=True)):
        last = place + 1 == len(line)
        until = end if word.pause or last else heard[place + 1][0]
        start = len(sound)
        sound += samples[begin:until]
        marks.append(
            Mark(
                start=word.start,
                end=word.end,
                begin=start / rate,
                close=(start + end - begin) / rate,
            )
        )
        if word.pause or last:
            ringing = ring_out(samples[begin:until], rate)
            silence = round((TAIL if last else word.pause / 1000 / pace) * rate) - len(ringing)
            sound += ringing
            sound.extend([0] * max(0, silence))
    return Speech(
        audio=wav(sound, rate), format="wav", seconds=len(sound) / rate, marks=tuple(marks)
    )


def ring_out(word: "array.array[int]", rate: int) -> "array.array[int]":
    """What follows ``word``: its last period again and again, softer and softer."""
    period = _period(word, rate)
    last, count = word[len(word) - period :], round(RELEASE * rate)
    return array.array(
        "h",
        (
            round(last[place % period] * 0.5 * (1 + math.cos(math.pi * (place + 1) / count)))
            for place in range(count if period else 0)
        ),
    )


def _period(word: "array.array[int]", rate: int) -> int:
    """Samples of the last period of ``word``, by autocorrelation; 0 where it is too short."""
    shortest, longest = rate // HIGHEST, rate // LOWEST
    if len(word) < 2 * longest + COARSE:
        return 0
    rough = [
        _likeness(word[len(word) - 2 * longest :: COARSE], lag)
        for lag in range(shortest // COARSE, longest // COARSE + 1)
    ]
    # The shortest that is nearly as like as the best: not two periods, nor three.
    first = next(place for place, like in enumerate(rough) if like >= NEARLY * max(rough))
    found = COARSE * (shortest // COARSE + first)
    near = range(max(1, found - COARSE), found + 2 * COARSE)
    return max(near, key=lambda lag: _likeness(word[len(word) - 2 * longest :], lag))


def _likeness(samples: "array.array[int]", lag: int) -> float:
    """Of the last stretch of ``samples`` to the one ``lag`` before it, at most 1."""
    size = len(samples) // 2
    late = samples[len(samples) - size :]
    early = samples[len(samples) - size - lag : len(samples) - lag]
    power = math.sqrt(_product(late, late) * _product(early, early))
    return _product(late, early) / power if power else 0.0


def _product(one: "array.array[int]", other: "array.array[int]") -> int:
    return sum(map(mul, one, other))


def _array(pcm: bytes) -> "array.array[int]":
    samples = array.array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
