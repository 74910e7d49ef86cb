"""The audible label without words: 短长短短, as GB 45438-2025 (5.3 c) asks of a rhythm.

Its note 1 calls it Morse for "AI", so the gap between the letters is three units long. The
standard gives neither pitch nor unit; these are heard clearly through MP3 at 48 kbit/s.
"""

import io
import wave

import numpy as np

PITCH = 880.0
"""Hz."""

UNIT = 0.12
"""s of a dot, and of the gap inside a letter."""

BEEPS = ((0, 1), (2, 5), (8, 9), (10, 11))
"""Begin and end of each, in units: A is short, long; I is short, short."""

SECONDS = BEEPS[-1][1] * UNIT

_RATE = 24_000
_EDGE = 0.005  # s in which a beep swells and fades: without it each edge would click
_STRENGTH = 0.25  # of full scale; mastering levels it as it does speech


def compose() -> bytes:
    """The rhythm as a WAV file, the same bytes each time."""
    sound = np.zeros(round(SECONDS * _RATE))
    for begin, end in BEEPS:
        span = slice(round(begin * UNIT * _RATE), round(end * UNIT * _RATE))
        time = np.arange(span.stop - span.start) / _RATE
        edge = np.minimum(time, time[::-1]) / _EDGE
        shape = 0.5 - 0.5 * np.cos(np.pi * np.minimum(edge, 1))
        sound[span] = _STRENGTH * shape * np.sin(2 * np.pi * PITCH * time)
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(_RATE)
        made.writeframes(np.rint(sound * 32_767).astype("<i2").tobytes())
    return file.getvalue()
