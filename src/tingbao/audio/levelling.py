"""Loudness (ITU-R BS.1770), true peaks and the limiter: a clip is measured once, the rest is sums.

The K-weighted energy and the highest peak of each millisecond say how loud the clip is at any gain
and under any limiter, so no second pass over the samples is needed. pyloudnorm measures the same
(tests hold it beside this file), but importing scipy for it costs each worker 1.4 s of CPU, as
much as encoding twelve minutes of speech, and each measurement six times what it takes here.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

Samples = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

_GRAIN = 0.001  # s
_LOOK = 6  # grains that the limiter looks ahead and behind
_HOP, _BLOCK = 100, 4  # grains; hops: BS.1770's blocks of 0.4 s, overlapping by three quarters
_EDGE = 200  # grains: half a block
_ABSOLUTE, _RELATIVE = -70.0, -10.0  # LUFS; LU: BS.1770's gates
_OFFSET = -0.691  # of BS.1770's sum
_BETWEEN = 10 ** (-3 / 20)  # sound between the samples passes the highest of them by 3 dB at most
_NEAR = 0.1  # LU from the loudness wanted: no ear tells less
_HEARD = 0.6  # of more gain is left by the limiter, where it has work at all (espeak-ng's voices)
_ROOM = 10 ** (3 / 20)  # of gain, before peaks are looked for anew
_PHASES, _TAPS = 8, 24  # of the oversampling filter
_WINDOW = 20  # grains whose spectrum is weighted at once
_BATCH = 128  # windows transformed at once: what stays in a core's own cache


@dataclass(frozen=True, slots=True)
class Level:
    """A clip, measured."""

    samples: Samples
    """Mono, full scale 1."""
    size: int
    """Samples a grain; the last may have fewer."""
    energy: Samples
    """Mean K-weighted square of each grain."""
    loudness: float
    """LUFS, as ``integrated`` counts."""

    def limited(self, loudness: float, ceiling: float) -> tuple[Samples, Samples]:
        """The clip at ``loudness`` LUFS without a true peak over ``ceiling`` dBTP.

        Also the true peak of each grain that comes within 3 dB of the ceiling, else 0. What the
        limiter takes away is given back by more gain, as far as three rounds go.
        The limiter's gain moves only within 12 ms of a peak, along a Hann window, so it neither
        clicks nor pumps. Elsewhere the gain is constant.
        """
        limit = 10 ** (ceiling / 20)
        wanted = loudness - self.loudness
        reach = step = before = 0.0
        for _ in range(4):
            gain = 10 ** (wanted / 20)
            if gain > reach:  # no peak up to this gain is overlooked
                reach = gain * _ROOM
                peaks = true_peaks(self.samples, self.size, limit / reach)
            shape = _shape(gain * peaks, limit)
            missing = loudness - integrated(self.energy * (gain * shape) ** 2)
            if abs(missing) < _NEAR:
                break
            heard = (before - missing) / step if step else _HEARD  # of the last step
            step, before = missing / min(1.0, max(0.3, heard)), missing
            wanted += step
        level = np.empty((len(shape), self.size), np.float32)
        flat, count = level.reshape(-1), len(self.samples)
        np.multiply(self.samples, np.float32(gain), out=flat[:count])
        flat[count:] = 0
        left, right = np.concatenate((shape[:1], shape[:-1])), np.append(shape[1:], shape[-1:])
        (touched,) = np.nonzero(np.minimum(np.minimum(left, shape), right) < 1)
        three = np.stack((left[touched], shape[touched], right[touched]), axis=1)
        level[touched] *= three @ _ramps(self.size)
        return flat[:count], gain * peaks * shape


def measure(samples: Samples, rate: int) -> Level:
    """``samples`` (mono, full scale 1) with what is needed to level them.

    A window's weighted energy is summed over its spectrum (Parseval) and shared out among its
    grains as its plain energy is: filtering the samples would cost three times as much.
    """
    size = round(rate * _GRAIN)
    long = size * _WINDOW
    whole = len(samples) // long * long
    rest = np.zeros(long if whole < len(samples) else 0, np.float32)
    rest[: len(samples) - whole] = samples[whole:]
    parts = [_energy(part, size, rate) for part in (samples[:whole], rest)]
    energy = np.concatenate(parts)[: -(-len(samples) // size)]
    return Level(samples, size, energy, integrated(energy))


def _energy(samples: Samples, size: int, rate: int) -> Samples:
    """Mean K-weighted square of each grain of whole windows."""
    grains = samples.reshape(-1, size)
    energy = np.einsum("ij,ij->i", grains, grains) / np.float32(size)
    shared = energy.reshape(-1, _WINDOW)
    plain = np.maximum(shared.mean(axis=1), np.float32(1e-20))
    weighted = _weighted(samples.reshape(-1, size * _WINDOW), rate) / plain
    result: Samples = (shared * weighted[:, None]).ravel()
    return result


def integrated(energy: Samples) -> float:
    """Integrated loudness of a clip as its episode will count it, LUFS; -inf for silence.

    BS.1770 measures blocks of 0.4 s, so in an episode some blocks lie half in the pauses; a clip
    measured bare would come out louder than the whole. Half a block of silence on either side
    stands for them. A sound under 0.8 s is measured as if it were said repeatedly.
    """
    if 0 < len(energy) < 2 * _HOP * _BLOCK:
        energy = np.tile(energy, -(-2 * _HOP * _BLOCK // len(energy)))
    padded = np.zeros(2 * _EDGE + len(energy) + -len(energy) % _HOP, np.float32)
    padded[_EDGE : _EDGE + len(energy)] = energy
    hops = padded.reshape(-1, _HOP).mean(axis=1, dtype=np.float64)
    blocks = np.convolve(hops, np.full(_BLOCK, 1 / _BLOCK), "valid")
    heard = blocks[blocks > _power(_ABSOLUTE)]
    if not len(heard):
        return -math.inf
    heard = heard[heard > heard.mean() * 10 ** (_RELATIVE / 10)]
    return _OFFSET + 10 * math.log10(heard.mean())


def loudest(energy: Samples) -> float:
    """The loudest 0.4 s, LUFS (BS.1770's momentary loudness); of less, where there is less."""
    grains = min(_HOP * _BLOCK, len(energy))
    sums = np.cumsum(np.concatenate(([0.0], energy)))
    power = float((sums[grains:] - sums[:-grains]).max()) / grains if grains else 0.0
    return _OFFSET + 10 * math.log10(power) if power > 0 else -math.inf


def true_peaks(samples: Samples, size: int, near: float) -> Samples:
    """The highest peak of each grain of ``size`` samples, between the samples too (8 times

    oversampled; BS.1770-4, annex 2 asks for 4 times at 48 kHz); 0 where none comes near ``near``.
    """
    lowest = np.float32(near * _BETWEEN)
    loud = samples > lowest
    loud |= samples < -lowest
    (close,) = loud.nonzero()
    # A peak lies on either side of a sample that is no lower than its neighbours.
    before, here, after = (np.abs(samples.take(close + step, mode="clip")) for step in (-1, 0, 1))
    close = close[(before <= here) & (here >= after)]
    peaks = np.zeros(-(-len(samples) // size), np.float32)
    taps = np.arange(_TAPS + 1)[:, None] - _TAPS // 2
    for first in range(0, len(close), 4096):  # a bounded piece of memory
        some = close[first : first + 4096]
        found = _between() @ samples.take(taps + some, mode="clip")
        np.maximum.at(peaks, some // size, np.maximum(found.max(axis=0), -found.min(axis=0)))
    return peaks


def true_peak(samples: Samples, near: float) -> float:
    """The highest peak of ``samples``, dBTP; the highest sample, where that is 3 dB under ``near``.

    -inf for nothing.
    """
    highest = np.abs(samples).max(initial=0)
    return decibels(float(true_peaks(samples, 32, near).max(initial=highest)))


def tone(rate: int) -> Samples:
    """Two seconds of 1 kHz at a tenth of full scale, to try an encoder with."""
    wave: Samples = (0.1 * np.sin(2 * np.pi * 1000 / rate * np.arange(2 * rate))).astype(np.float32)
    return wave


def decibels(value: float) -> float:
    """dB of an amplitude."""
    return 20 * math.log10(value) if value > 0 else -math.inf


def _shape(peaks: Samples, limit: float) -> Samples:
    """The limiter's gain at the middle of each grain: 1 where no peak is near."""
    needed = np.minimum(1, limit / np.maximum(peaks, 1e-9)).astype(np.float32)
    if needed.min(initial=1) == 1:
        return needed
    edge = np.ones(2 * _LOOK, np.float32)
    lowest = np.concatenate((edge, needed, edge))
    for step in (1, 2, 4, 5):  # the lowest of 2, 4, 8, and of 13 = 2 * _LOOK + 1
        lowest = np.minimum(lowest[:-step], lowest[step:])
    # The average of gains that each respect the peak respects it too; the window is one grain
    # narrower on each side, so that the line between two grains does as well.
    window = np.hanning(2 * _LOOK + 1)[1:-1].astype(np.float32)
    smooth = np.convolve(lowest[1:-1], window / window.sum(), "valid")
    smooth[smooth > 1 - 1e-6] = 1
    result: Samples = smooth
    return result


@lru_cache
def _ramps(size: int) -> Samples:
    """How much the gains of the grain before, of this one and of the next count at each sample."""
    place = (np.arange(size) + 0.5) / size - 0.5
    before, after = np.maximum(0, -place), np.maximum(0, place)
    return np.stack((before, 1 - before - after, after)).astype(np.float32)


@lru_cache
def _between() -> Samples:
    """Interpolation at eighths of a sample before and after the middle one of _TAPS + 1.

    A sinc under a Kaiser window, a row a phase.
    """
    shift = np.arange(1 - _PHASES, _PHASES)[:, None] / _PHASES
    taps = np.arange(_TAPS + 1) - _TAPS // 2
    reach = np.minimum(1, np.abs(taps - shift) / (_TAPS / 2))
    filters = np.sinc(taps - shift) * np.i0(6 * np.sqrt(1 - reach**2)) * (reach < 1)
    result: Samples = (filters / filters.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def _weighted(windows: Samples, rate: int) -> Samples:
    """Mean K-weighted square of each row of ``windows``."""
    weights = _weights(rate, windows.shape[1])
    heard = np.empty(len(windows), np.float32)
    for first in range(0, len(windows), _BATCH):
        # numpy stays with single precision, six times as fast, only where it has to scale.
        spectrum = np.fft.rfft(windows[first : first + _BATCH], norm="ortho").view(np.float32)
        heard[first : first + _BATCH] = np.square(spectrum, out=spectrum) @ weights
    return heard


@lru_cache
def _weights(rate: int, length: int) -> Samples:
    """What each square of a spectrum over ``length`` samples adds to their mean weighted square.

    BS.1770's head (a high shelf) and RLB (a high pass) at ``rate`` Hz, from the figures that the
    recommendation's coefficients at 48 kHz come from. Real and imaginary parts take turns.
    """
    bins = np.arange(length // 2 + 1)
    turn = np.exp(-2j * np.pi * bins / length)
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    shelf = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    low = (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)
    response = np.polyval(shelf[::-1], turn) / np.polyval(low[::-1], turn)
    k = math.tan(math.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    low = (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)
    # At 48 kHz the recommendation's numerator is 1, -2, 1 undivided.
    response *= np.polyval((1, -2, 1), turn) / np.polyval(low[::-1], turn) * low[0]
    twice = np.where((bins == 0) | (2 * bins == length), 1, 2)  # a bin stands for its mirror too
    return np.repeat(twice * np.abs(response) ** 2 / length, 2).astype(np.float32)


def _power(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET) / 10))
