"""Sound files → samples; the one file of this room that knows soundfile and soxr.

Each does what pydub does slowly or wrongly: soundfile decodes MP3 in process (pydub starts
ffprobe and ffmpeg), soxr resamples without aliases (pydub's ``ratecv`` interpolates linearly).
An AudioSegment's ``raw_data`` is 16-bit little-endian mono.
"""

import io
from pathlib import Path

import numpy as np
import soundfile

from tingbao.audio.levelling import Samples
from tingbao.errors import AudioError
from tingbao.wording import say

_FULL = 32_768.0
_WINDOW = 0.010  # s: the grain in which speech and silence are told apart


def read(sound: bytes, rate: int) -> Samples:
    """A WAV, MP3, FLAC or Ogg file as mono samples at ``rate`` Hz, full scale 1.

    AudioError where it is none.
    """
    try:
        samples, own = soundfile.read(io.BytesIO(sound), dtype="float32")
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise AudioError(
            say(f"声音解不开：{error}。", f"this sound cannot be decoded: {error}.")
        ) from error
    return _at(rate, samples, own)


def read_head(path: Path, rate: int, seconds: float) -> Samples:
    """As ``read``, the first ``seconds`` of a file."""
    try:
        with soundfile.SoundFile(path) as file:
            samples, own = file.read(round(seconds * file.samplerate), "float32"), file.samplerate
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise AudioError(
            say(f"{path} 解不开：{error}。", f"{path} cannot be decoded: {error}.")
        ) from error
    return _at(rate, samples, own)


def _at(rate: int, samples: Samples, own: int) -> Samples:
    mono: Samples = samples if samples.ndim == 1 else samples.mean(axis=1)
    if own != rate and len(mono):
        import soxr  # most clips come at the show's own rate

        mono = soxr.resample(mono, own, rate, quality="HQ")
    return mono


def flac(samples: Samples, rate: int) -> bytes:
    """``samples`` as a FLAC file of 16 bits, which ``decode`` gives back bit for bit."""
    file = io.BytesIO()
    pcm = np.frombuffer(pack(samples), "<i2")
    soundfile.write(file, pcm, rate, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def decode(sound: bytes, rate: int) -> bytes:
    """``sound`` as an AudioSegment's data; see ``read``."""
    return pack(read(sound, rate))


def speech_span(pcm: bytes, rate: int, *, below: float = -46.0) -> tuple[int, int]:
    """First and last sample that carry speech: 10 ms windows less than 46 dB under the loudest.

    Soft consonants lie 25 to 40 dB under the vowels, an engine's own silence 60 and more.
    (0, 0) where nothing is heard.
    """
    samples = unpack(pcm)
    size = round(rate * _WINDOW)
    windows = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size)
    levels = np.sqrt(np.einsum("ij,ij->i", windows, windows) / size)
    if not len(levels) or levels.max() < 1 / _FULL:
        return 0, 0
    heard = np.flatnonzero(levels > levels.max() * 10 ** (below / 20))
    return int(heard[0]) * size, min((int(heard[-1]) + 1) * size, len(samples))


def unpack(pcm: bytes) -> Samples:
    """An AudioSegment's data as samples, full scale 1."""
    return np.frombuffer(pcm, dtype="<i2") * np.float32(1 / _FULL)


def pack(samples: Samples) -> bytes:
    """Samples as an AudioSegment's data; what passes full scale is held there."""
    return bytes(np.clip(np.rint(samples * _FULL), -32_768, 32_767).astype("<i2").tobytes())
