"""The notice's pace: speech made longer or shorter without changing its pitch.

By waveform-similarity overlap-add (Verhelst and Roelands, ICASSP 1993): windows that overlap by
half are laid at another distance than they are taken from. Each is taken from where it goes on
from the one before, until that is 8 ms away from where the ratio puts it; then from the place that
is most like it, on the other side if it can be. So words are heard within 16 ms of their cues.
"""

import numpy as np

from tingbao.audio.levelling import Samples

_SLOWEST, _FASTEST = 120, 160  # characters a minute: GB 45438-2025, 5.3 note 4
_MARGIN = 0.02  # of the length, against what trimming rounds
_HOP = 0.012  # s from window to window as they are laid: a window holds two periods of a deep voice
_REACH = 0.008  # s: twice this holds a period of any voice, so that period falls on period
_AHEAD = 0.008  # s: a new sound is heard as soon as a window's end holds it, and not left again
_FURTHER = 0.2  # of its likeness, for a place that is nearest to where the window left off


def ratio(seconds: float, characters: int) -> float:
    """How much longer ``characters`` said in ``seconds`` must last; 1 where their pace is right."""
    least = characters * 60 / _FASTEST * (1 + _MARGIN)
    most = characters * 60 / _SLOWEST * (1 - _MARGIN)
    return min(max(seconds, least), most) / seconds if characters and seconds else 1.0


def stretch(samples: Samples, rate: int, times: float, tail: int = 0) -> Samples:
    """``samples`` made ``times`` as long; as they are where ``times`` is 1.

    The last ``tail`` of them stay as long as they are: a voice's decay.
    """
    if times == 1.0:
        return samples
    hop, reach = round(rate * _HOP), round(rate * _REACH)
    window = np.hanning(2 * hop + 1)[:-1].astype(np.float32)
    favour = np.linspace(1, 1 - _FURTHER, 2 * reach + 1, dtype=np.float32)
    favour = favour if times > 1 else favour[::-1]
    turn = (len(samples) - tail) * times
    length = round(turn) + tail
    count = length // hop + 2
    # Window k is centred on k * hop; before the first and after the last sample lies silence.
    early = round(rate * _AHEAD * (1 - 1 / times))
    origin = reach + max(0, early)
    padded = np.pad(samples, (hop + origin, 4 * hop + reach + max(0, -early)))
    made = np.zeros((count + 1) * hop, np.float32)
    at = origin - early - hop
    for number in range(count):
        place = min(number * hop, turn) / times + max(0, number * hop - turn)
        wanted = origin - early + min(round(place), len(samples))
        at += hop
        if abs(at - wanted) > reach:
            at = wanted - reach + _likest(padded, at, wanted - reach, 2 * hop, favour)
        made[number * hop : (number + 2) * hop] += window * padded[at : at + 2 * hop]
    return made[hop : hop + length]


def _likest(padded: Samples, goes_on: int, first: int, size: int, favour: Samples) -> int:
    """How far behind ``first`` lies what is most like what lies at ``goes_on``."""
    around = padded[first : first + len(favour) - 1 + size]
    like = np.correlate(around, padded[goes_on : goes_on + size], "valid")
    power = np.cumsum(np.concatenate(([0.0], np.square(around))))
    like = np.maximum(like, 0) / np.sqrt(power[size:] - power[:-size] + 1e-9)
    return int((like * favour).argmax())
