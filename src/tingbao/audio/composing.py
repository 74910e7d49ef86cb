"""The project's own music, computed note by note: nobody's licence is needed for it.

Bells and a pad in D major pentatonic, without a beat that would compete with a voice.
"""

import numpy as np

from tingbao.audio.levelling import Samples

VERSION = 1
"""Part of the keys of clips with music: raise it when a piece sounds otherwise."""

_PARTIALS = ((1.0, 1.0, 0.9), (2.0, 0.30, 0.5), (3.01, 0.14, 0.3), (4.16, 0.06, 0.18))
"""Of a bell: times the tone's frequency, strength, seconds in which it falls to 1/e."""

_CHIME = ((0.0, "D5", 0.8), (0.16, "F#5", 0.8), (0.32, "A5", 0.9), (0.64, "D6", 1.0))
_BRIDGE = ((0.0, "A5", 0.9), (0.18, "D6", 1.0))
"""Seconds, tone, strength."""

_CHORDS = (
    ("D3", "A3", "D4", "F#4"),
    ("B2", "F#3", "D4", "F#4"),
    ("G2", "D3", "B3", "D4"),
    ("A2", "E3", "A3", "E4"),
)
_CHORD = 4.0
"""Seconds from a chord to the next; each swells and fades over twice that."""

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "F#": 6, "G": 7, "A": 9, "B": 11}


def compose(name: str, rate: int) -> Samples:
    """The piece called ``name`` ("chime", "bridge" or "bed") at ``rate`` Hz, mono."""
    if name == "bed":
        return _bed(rate)
    notes, seconds = (_CHIME, 2.4) if name == "chime" else (_BRIDGE, 1.5)
    made = np.zeros(round(seconds * rate))
    for begin, tone, strength in notes:
        start = round(begin * rate)
        made[start:] += strength * _bell(_frequency(tone), len(made) - start, rate)
    fade = len(made) // 3
    made[-fade:] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fade))
    return _scaled(made)


def _bell(frequency: float, count: int, rate: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    time = np.arange(count) / rate
    sound = np.zeros(count)
    for times, strength, fall in _PARTIALS:
        sound += strength * np.sin(2 * np.pi * frequency * times * time) * np.exp(-time / fall)
    strike = round(0.006 * rate)
    sound[:strike] *= 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, min(strike, count)))
    return sound


def _bed(rate: int) -> Samples:
    """Four chords that flow into each other; the end flows into the beginning, so it can loop."""
    step = round(_CHORD * rate)
    made = np.zeros(step * len(_CHORDS))
    time = np.arange(2 * step) / rate
    swell = np.sqrt(0.5 - 0.5 * np.cos(np.linspace(0, 2 * np.pi, 2 * step, endpoint=False)))
    for place, chord in enumerate(_CHORDS):
        sound = np.zeros(2 * step)
        for number, tone in enumerate(chord):
            frequency = _frequency(tone)
            for harmonic, strength in ((1, 1.0), (2, 0.25), (3, 0.08)):
                phase = 2 * np.pi * frequency * harmonic * time + number
                # Two voices a little apart beat slowly: a pad and not an organ.
                sound += strength * (np.sin(phase) + np.sin(phase * 1.0013)) / (1 + number)
        where = (np.arange(2 * step) + place * step) % len(made)
        made[where] += sound * swell
    return _scaled(made)


def _frequency(tone: str) -> float:
    """Hz of "A4" (440) and its like."""
    steps = _STEPS[tone[:-1]] - _STEPS["A"] + 12 * (int(tone[-1]) - 4)
    return float(440 * 2 ** (steps / 12))


def _scaled(sound: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Samples:
    result: Samples = (0.5 * sound / np.abs(sound).max()).astype(np.float32)
    return result
