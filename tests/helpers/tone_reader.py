"""Reads the tone engine's speech back from sound, character for character."""

import numpy as np

from tingbao.speech import tone

WINDOW = 0.08
"""Seconds of a chord that are looked at, from its middle."""


def read(samples: "np.ndarray", rate: int, begins: list[float]) -> str:
    """The characters whose chords begin at ``begins``, seconds into ``samples``."""
    return "".join(_character(samples, rate, begin) for begin in begins)


def _character(samples: "np.ndarray", rate: int, begin: float) -> str:
    start = round((begin + (tone.TONE - WINDOW) / 2) * rate)
    piece = samples[start : start + round(WINDOW * rate)]
    if len(piece) < round(WINDOW * rate):
        return ""
    times = np.arange(len(piece)) / rate
    shaped = piece * np.hanning(len(piece))
    code = 0
    for band in range(tone.BANDS):
        frequencies = tone.LOWEST + tone.STEP * (tone.SYMBOLS * band + np.arange(tone.SYMBOLS))
        power = np.abs(np.exp(-2j * np.pi * np.outer(frequencies, times)) @ shaped)
        code |= int(power.argmax()) << (4 * band)
    return chr(code)
