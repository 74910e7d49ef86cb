"""How far copied frames are turned: whole steps of global_gain, for loudness and under a peak.

A step is 1.5 dB, so one for the whole clip leaves it up to 0.75 LU off. Where that is too far, one
part of the clip is a step louder than the other, and the gain changes in a pause between them, or
where the clip is softest: each part keeps its own gain throughout. Granules around a peak that
would pass the show's are turned down as well, a step from one to the next, and the overlapping
windows of the transform make of each step a ramp.
"""

import numpy as np

from tingbao.audio.granules import SAMPLES, STEP, Numbers
from tingbao.audio.levelling import Level, Samples, integrated, true_peaks
from tingbao.model import Sound

NEAR = 0.35
"""LU: how far from the show's loudness a clip may lie. Two clips are then within 0.7 LU of each
other and an episode of them within 0.35 of the show's loudness, as ``integrated`` counts."""

_RAISED = 6  # steps at most by which a clip is turned up to make good what its peaks lost
_RAMPS = (1, 2, 4)  # steps from one granule to the next: steeper only where gentle leaves it soft
_LATE = 240  # samples by which the synthesis filter bank (512 taps) gives sound later
_SOFT = 5  # granules, 0.12 s at 24 kHz: what is to be soft where the gain changes


def steps(level: Level, sound: Sound, ceiling: float) -> tuple[Numbers, float]:
    """Steps for each granule of ``level``, and the LUFS that come of them.

    Those that come within NEAR of the show's loudness, or nearest to it, with no sample of the
    source above ``ceiling`` dBTP. What the windows of unlike neighbours add to a peak is not
    known here.
    """
    nearest = round((sound.loudness - level.loudness) / STEP)
    room = _room(level, ceiling, nearest + _RAISED)
    tried = []
    for ramp in _RAMPS:
        low = np.zeros(0, np.int64)
        for most in range(nearest - 1, nearest + _RAISED + 1):
            made = _ramped(np.minimum(room, most), ramp)
            tried.append((made, _reached(level, made)))
            over = tried[-1][1] - sound.loudness
            if over > NEAR and len(low):
                mixed = _halved(level, low, made, sound.loudness)
                tried.append((mixed, _reached(level, mixed)))
            if over >= -NEAR:
                break
            low = made
        best = min(tried, key=lambda one: abs(one[1] - sound.loudness))
        if best[1] >= sound.loudness - NEAR:
            break
    return best


def _room(level: Level, ceiling: float, most: int) -> Numbers:
    """The steps that the peaks heard in each granule leave, up to ``most``.

    A granule is heard in its own time and in the next one's, where the windows overlap.
    """
    peaks = true_peaks(level.samples[_LATE:], SAMPLES, 10 ** ((ceiling - most * STEP) / 20))
    room = np.full(-(-len(level.samples) // SAMPLES) + 1, most)
    (high,) = peaks.nonzero()
    room[high] = np.floor((ceiling - 20 * np.log10(peaks[high])) / STEP)
    held: Numbers = np.minimum(room[:-1], room[1:])
    return held


def _ramped(room: Numbers, ramp: int) -> Numbers:
    """The highest steps under ``room`` that differ by ``ramp`` at most from one to the next."""
    place = np.arange(len(room)) * ramp
    rising = np.minimum.accumulate(room - place) + place
    falling = np.minimum.accumulate((room + place)[::-1])[::-1] - place
    made: Numbers = np.minimum(rising, falling)
    return made


def _halved(level: Level, low: Numbers, high: Numbers, loudness: float) -> Numbers:
    """The steps of ``low`` in one part and of ``high`` in the other, within NEAR of ``loudness``.

    They change where the clip is softest: in a pause, where it has one that will do.
    """
    soft, loud = (_granules(level, heard(level, made)) for made in (low, high))
    plain = _granules(level, np.ones(len(level.energy), np.float32))
    around = np.convolve(plain, np.ones(_SOFT, np.float32), "same")
    base, tried = _reached(level, low) - 10 * np.log10(soft.sum()), []
    for first, then in ((low, high), (high, low)):
        one, other = (loud, soft) if first is high else (soft, loud)
        # Of each place: the energy before it as in the one, from it on as in the other.
        whole = np.cumsum(one) - one + np.cumsum(other[::-1])[::-1]
        far = np.abs(base + 10 * np.log10(whole) - loudness)
        place = int(np.where(far <= max(NEAR, far.min()), around, np.inf).argmin())
        tried.append(
            (far[place] > NEAR, around[place], np.concatenate((first[:place], then[place:])))
        )
    return min(tried, key=lambda one: one[:2])[2]


def _reached(level: Level, made: Numbers) -> float:
    return integrated(level.energy * heard(level, made))


def heard(level: Level, made: Numbers) -> Samples:
    """What each grain's energy is multiplied by: the sine windows of two granules overlap."""
    time = ((np.arange(len(level.energy)) + 0.5) * level.size - _LATE) / SAMPLES
    place = np.floor(time).astype(np.int64)
    share = np.sin(np.pi / 2 * (time - place)) ** 2
    gains = 10 ** (STEP / 20 * made)
    before, own = (gains[np.clip(place - back, 0, len(gains) - 1)] for back in (1, 0))
    times: Samples = ((before * (1 - share) + own * share) ** 2).astype(np.float32)
    return times


def _granules(level: Level, times: Samples) -> Samples:
    """Energy of each granule, its grains' multiplied by ``times``."""
    place = np.arange(len(level.energy)) * level.size // SAMPLES
    count = -(-len(level.samples) // SAMPLES)
    return np.bincount(place, level.energy * times, count).astype(np.float32)
