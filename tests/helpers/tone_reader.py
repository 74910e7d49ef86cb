"""Reads the tone engine's speech back from sound, character for character."""

from functools import cache

import numpy as np

from tingbao.speech import tone

WINDOW = 0.08
"""Seconds of a chord that are looked at, from its middle."""


def read(samples: "np.ndarray", rate: int, begins: list[float]) -> str:
    """The characters whose chords begin at ``begins``, seconds into ``samples``."""
    return "".join(_character(samples, rate, begin) for begin in begins)


def late(samples: "np.ndarray", rate: int, at: float, before: str, after: str) -> float:
    """By how many seconds the chord of ``after`` takes over from that of ``before`` after ``at``.

    The turn next to ``at``; ValueError where there is none within 60 ms.
    """
    size = round(0.04 * rate)
    old, new = (set(tone.chord(one)) for one in (before, after))
    time = np.arange(size) / rate
    old_waves, new_waves = (
        np.exp(-2j * np.pi * np.outer(sorted(own), time)) * np.hanning(size)
        for own in (old - new, new - old)
    )

    def taken(place: int) -> bool:
        piece = samples[place : place + size]
        was, comes = (np.square(np.abs(w @ piece)).mean() for w in (old_waves, new_waves))
        return bool(comes > was)

    steps = range(-60, 61)  # ms
    heard = [taken(round((at + step / 1000) * rate) - size // 2) for step in steps]
    turns = [step for step, was, comes in zip(steps, heard, heard[1:], strict=False) if comes > was]
    return min(turns, key=abs) / 1000


def _character(samples: "np.ndarray", rate: int, begin: float) -> str:
    start = round((begin + (tone.TONE - WINDOW) / 2) * rate)
    piece = samples[start : start + round(WINDOW * rate)]
    if len(piece) < round(WINDOW * rate):
        return ""
    power = np.abs(_waves(rate, len(piece)) @ (piece * np.hanning(len(piece))))
    code = 0
    for band, powers in enumerate(power.reshape(tone.BANDS, tone.SYMBOLS)):
        code |= int(powers.argmax()) << (4 * band)
    return chr(code)


@cache
def _waves(rate: int, count: int) -> "np.ndarray":
    """A row of ``count`` samples for each frequency that a chord may have, lowest first."""
    frequencies = tone.LOWEST + tone.STEP * np.arange(tone.BANDS * tone.SYMBOLS)
    return np.exp(-2j * np.pi * np.outer(frequencies, np.arange(count) / rate))
