"""How far copied frames are turned: whole steps of global_gain, for loudness and under a peak.

A clip has one step throughout, but for frames around a peak that would pass the show's: these are
turned down, a step from frame to frame, and the overlapping windows of the transform make of each
step a ramp one frame long. In an episode, single clips are moved one step further where rounding
has left the whole too loud or too soft.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tingbao.audio.granules import STEP, Numbers
from tingbao.audio.levelling import Level, integrated, true_peaks
from tingbao.model import Sound

_RAISED = 4  # steps at most by which a clip is turned up to make good what its peaks lost
_NEAR = 0.3  # LU: an episode this near to the show's loudness is left alone
_FAR = 1.0  # LU: how far a clip may come to lie from the show's loudness for the episode's sake


def steps(level: Level, sound: Sound, frame: int, ceiling: float) -> tuple[Numbers, float]:
    """Steps for each frame (of ``frame`` samples) of ``level``, and the LUFS that come of them.

    Those that come nearest to the show's loudness with no sample of the source above ``ceiling``
    dBTP. What the windows of unlike neighbours add to a peak is not known here.
    """
    nearest = round((sound.loudness - level.loudness) / STEP)
    loudest = 10 ** ((ceiling - (nearest + _RAISED) * STEP) / 20)
    peaks = true_peaks(level.samples, frame, loudest)
    room = np.full(len(peaks), nearest + _RAISED)
    high = peaks > 0
    room[high] = np.floor((ceiling - 20 * np.log10(peaks[high])) / STEP)
    grains = np.minimum(np.arange(len(level.energy)) * level.size // frame, len(room) - 1)
    tried = []
    for most in range(nearest, nearest + _RAISED + 1):
        made = _ramped(np.minimum(room, most))
        # A frame's sound is half its own and half the overlap of the one before it.
        shape = STEP * (made + np.concatenate((made[:1], made[:-1]))) / 2
        reached = integrated(level.energy * 10 ** (shape[grains] / 10).astype(np.float32))
        tried.append((made, reached))
        if reached + STEP / 2 >= sound.loudness:
            break
    return min(tried, key=lambda one: abs(one[1] - sound.loudness))


def _ramped(room: Numbers) -> Numbers:
    """The highest steps under ``room`` that differ by one at most from frame to frame.

    A frame is heard in its own samples and the next, and by the filter bank's memory in the one
    after that.
    """
    padded = np.concatenate((room, room[-1:], room[-1:]))
    held = np.minimum(np.minimum(padded[:-2], padded[1:-1]), padded[2:])
    place = np.arange(len(held))
    rising = np.minimum.accumulate(held - place) + place
    falling = np.minimum.accumulate((held + place)[::-1])[::-1] - place
    made: Numbers = np.minimum(rising, falling)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A mastered clip, as an episode's loudness counts it."""

    seconds: float
    loudness: float
    """LUFS."""
    peak: float
    """dBTP."""
    copied: bool
    """Its frames can be turned."""


def balance(clips: Sequence[Heard], sound: Sound) -> list[int]:
    """Steps (-1, 0 or 1) by which each clip is turned so that the episode's loudness is met.

    Those clips are turned that lie nearest to the show's loudness afterwards; none further from
    it than 1 LU. Where too few can be, the episode stays off.
    """
    moves = [0] * len(clips)
    energies = [clip.seconds * 10 ** (clip.loudness / 10) for clip in clips]
    total, seconds = sum(energies), sum(clip.seconds for clip in clips)
    if not seconds or not any(clip.copied for clip in clips):
        return moves

    def off(energy: float) -> float:
        return 10 * math.log10(energy / seconds) - sound.loudness

    sign = -1 if off(total) > 0 else 1
    after = [abs(clip.loudness + sign * STEP - sound.loudness) for clip in clips]
    for place in sorted(range(len(clips)), key=lambda place: after[place]):
        if abs(off(total)) <= _NEAR or after[place] > _FAR:
            break
        if not clips[place].copied or (sign > 0 and clips[place].peak + STEP > sound.peak):
            continue
        turned = total + energies[place] * (10 ** (sign * STEP / 10) - 1)
        if abs(off(turned)) < abs(off(total)):
            moves[place], total = sign, turned
    return moves
