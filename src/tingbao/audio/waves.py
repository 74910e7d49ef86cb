"""Arithmetic on samples; the one file of this room that knows numpy, soundfile, soxr, pyloudnorm.

Each does what pydub does slowly or wrongly: soundfile decodes MP3 in process (pydub starts
ffprobe and ffmpeg), soxr resamples without aliases (pydub's ``ratecv`` interpolates linearly),
pyloudnorm measures by ITU-R BS.1770 (pydub knows only RMS). Sound passes in and out as 16-bit
little-endian mono, the form of an AudioSegment's ``raw_data``.
"""

import io
import math

import numpy as np
import pyloudnorm
import soundfile
import soxr

from tingbao.errors import AudioError
from tingbao.wording import say

_FULL = 32_768.0
_STEP = 0.001  # s: the limiter's grain
_LOOK = 6  # grains that it looks ahead and behind
_WINDOW = 0.010  # s: the grain in which speech and silence are told apart

Samples = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def decode(sound: bytes, rate: int) -> bytes:
    """A WAV, MP3, FLAC or Ogg file as mono samples at ``rate`` Hz; AudioError where it is none."""
    try:
        samples, own = soundfile.read(io.BytesIO(sound), dtype="float64", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise AudioError(
            say(f"声音解不开：{error}。", f"this sound cannot be decoded: {error}.")
        ) from error
    mono = samples.mean(axis=1)
    if own != rate and len(mono):
        mono = soxr.resample(mono, own, rate, quality="HQ")
    return _pack(mono)


def speech_span(pcm: bytes, rate: int, *, below: float = -46.0) -> tuple[int, int]:
    """First and last sample that carry speech: 10 ms windows less than 46 dB under the loudest.

    Soft consonants lie 25 to 40 dB under the vowels, an engine's own silence 60 and more.
    (0, 0) where nothing is heard.
    """
    samples = _unpack(pcm)
    size = round(rate * _WINDOW)
    padded = np.pad(samples, (0, -len(samples) % size))
    levels = np.sqrt(np.mean(padded.reshape(-1, size) ** 2, axis=1))
    if not len(levels) or levels.max() < 1 / _FULL:
        return 0, 0
    heard = np.flatnonzero(levels > levels.max() * 10 ** (below / 20))
    return int(heard[0]) * size, min((int(heard[-1]) + 1) * size, len(samples))


def loudness(pcm: bytes, rate: int) -> float:
    """Integrated loudness of a clip as its episode will count it, LUFS.

    BS.1770 measures blocks of 0.4 s, so in an episode some blocks lie half in the pauses; a clip
    measured bare would come out louder than the whole. Half a block of silence on either side
    stands for them. A sound under 0.8 s is measured as if it were said repeatedly.
    """
    samples = _unpack(pcm)
    shortest = round(0.8 * rate)
    if 0 < len(samples) < shortest:
        samples = np.tile(samples, math.ceil(shortest / len(samples)))
    samples = np.pad(samples, round(0.2 * rate))
    return float(pyloudnorm.Meter(rate).integrated_loudness(samples))


def true_peak(pcm: bytes, rate: int) -> float:
    """Highest peak between the samples too (4 × oversampled, BS.1770 annex 2), dBTP."""
    samples = _unpack(pcm)
    if not len(samples):
        return -math.inf
    peak = float(np.abs(_oversampled(samples, rate)).max())
    return 20 * math.log10(peak) if peak else -math.inf


def amplify(pcm: bytes, rate: int, gain: float, ceiling: float) -> bytes:
    """``pcm`` ``gain`` dB louder, with a look-ahead limiter where a true peak passes ``ceiling``.

    The limiter's gain moves only within 12 ms of a peak, along a Hann window, so it neither
    clicks nor pumps. Elsewhere the gain is constant.
    """
    samples = _unpack(pcm) * 10 ** (gain / 20)
    limit = 10 ** (ceiling / 20)
    peaks = np.abs(_oversampled(samples, rate))
    if not len(peaks) or peaks.max() <= limit:
        return _pack(samples)
    size = round(rate * _STEP)
    grains = -(-len(samples) // size)
    peaks = np.pad(peaks[: grains * size * 4], (0, max(0, grains * size * 4 - len(peaks))))
    needed = np.minimum(1.0, limit / np.maximum(peaks.reshape(grains, -1).max(axis=1), 1e-9))
    edged = np.pad(needed, 2 * _LOOK, constant_values=1.0)
    lowest = np.lib.stride_tricks.sliding_window_view(edged, 2 * _LOOK + 1).min(axis=1)
    # The average of gains that each respect the peak respects it too; the window is one grain
    # narrower on each side, so that the line between two grains does as well.
    window = np.hanning(2 * _LOOK + 1)[1:-1]
    smooth = np.convolve(lowest[1:-1], window / window.sum(), "valid")
    centres = np.arange(grains) * size + size / 2
    return _pack(samples * np.interp(np.arange(len(samples)), centres, smooth))


def _oversampled(samples: Samples, rate: int) -> Samples:
    result: Samples = soxr.resample(samples, rate, 4 * rate, quality="MQ")
    return result


def _unpack(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, dtype="<i2").astype(np.float64) / _FULL


def _pack(samples: Samples) -> bytes:
    return bytes(np.clip(np.rint(samples * _FULL), -32_768, 32_767).astype("<i2").tobytes())
