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


def read(sound: bytes | Path, rate: int, seconds: float | None = None) -> Samples:
    """A WAV, MP3, FLAC or Ogg file as mono samples at ``rate`` Hz, full scale 1.

    All of it, or its first ``seconds``. AudioError where it is none.
    """
    try:
        with soundfile.SoundFile(sound if isinstance(sound, Path) else io.BytesIO(sound)) as file:
            own = file.samplerate
            samples = file.read(-1 if seconds is None else round(seconds * own), "float32")
    except (soundfile.LibsndfileError, RuntimeError) as error:
        name = sound if isinstance(sound, Path) else say("声音", "this sound")
        raise AudioError(
            say(f"{name} 解不开：{error}。", f"{name} cannot be decoded: {error}.")
        ) from error
    mono: Samples = samples if samples.ndim == 1 else samples.mean(axis=1)
    if own != rate and len(mono):
        import soxr  # most clips come at the show's own rate

        mono = soxr.resample(mono, own, rate, quality="HQ")
    return mono


def flac(pcm: bytes, rate: int) -> bytes:
    """An AudioSegment's data as a FLAC file, which ``decode`` gives back bit for bit."""
    file = io.BytesIO()
    soundfile.write(file, np.frombuffer(pcm, "<i2"), rate, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def decode(sound: bytes, rate: int) -> bytes:
    """``sound`` as an AudioSegment's data; see ``read``."""
    return pack(read(sound, rate))


def speech_span(samples: Samples, rate: int, *, below: float = -46.0) -> tuple[int, int]:
    """First and last sample that carry speech: 10 ms windows less than 46 dB under the loudest.

    Soft consonants lie 25 to 40 dB under the vowels, an engine's own silence 60 and more.
    (0, 0) where nothing is heard.
    """
    size = round(rate * _WINDOW)
    whole = len(samples) // size * size
    windows = samples[:whole].reshape(-1, size)
    power = np.append(np.einsum("ij,ij->i", windows, windows), np.square(samples[whole:]).sum())
    highest = float(power.max())
    if not size / _FULL**2 <= highest < np.inf:  # a sample that is no number makes no sound either
        return 0, 0
    heard = np.flatnonzero(power > highest * 10 ** (below / 10))
    return int(heard[0]) * size, min((int(heard[-1]) + 1) * size, len(samples))


def fade(samples: Samples, count: int) -> None:
    """Let the first ``count`` of ``samples`` rise from silence and the last sink into it."""
    count = min(count, len(samples) // 2)
    rise = np.linspace(0, 1, count, endpoint=False, dtype=np.float32)
    samples[:count] *= rise
    samples[len(samples) - count :] *= rise[::-1]


def unpack(pcm: bytes) -> Samples:
    """An AudioSegment's data as samples, full scale 1."""
    return np.frombuffer(pcm, dtype="<i2") * np.float32(1 / _FULL)


def pack(samples: Samples) -> bytes:
    """Samples as an AudioSegment's data; what passes full scale is held there."""
    scaled = samples * np.float32(_FULL)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -32_768, 32_767, out=scaled)
    return scaled.astype("<i2").tobytes()
