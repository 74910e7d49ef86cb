"""No pumping: a clip is as much louder in one phrase as in the next, limited peaks aside."""

import numpy as np
import pytest

from tests.helpers import speeches
from tingbao.audio import frames, mastering, waves
from tingbao.model import Sound

SOUND = Sound()
WINDOW = 0.05
"""s: shorter than any release that an ear would call pumping."""
QUIET = 25.0
"""dB under the loudest window from which on MP3's own noise takes part."""


def windows(samples: np.ndarray) -> np.ndarray:
    size = round(WINDOW * SOUND.rate)
    return samples[: len(samples) // size * size].reshape(-1, size).astype(float)


def levels(samples: np.ndarray) -> np.ndarray:
    """dB of each window."""
    return 10 * np.log10(np.mean(windows(samples) ** 2, axis=1) + 1e-12)


def free_gains(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """dB by which each window was raised that is heard, and whose peaks the limiter may pass."""
    size = min(len(before), len(after))
    raw, made = levels(before[:size]), levels(after[:size])
    heard = raw > raw.max() - QUIET
    gain = np.percentile((made - raw)[heard], 95)
    peaks = np.abs(windows(before[:size])).max(axis=1)
    beside = np.maximum(peaks, np.maximum(np.roll(peaks, 1), np.roll(peaks, -1)))
    free = heard & (20 * np.log10(beside + 1e-12) + gain < SOUND.peak - 3)
    return (made - raw)[free]


def mastered(raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``raw`` from where its clip begins, and the clip as decoded beside it."""
    clip = mastering.master(speeches.wav(raw, SOUND.rate), "wav", SOUND)
    heard = waves.read(clip.frames, SOUND.rate)[frames.DELAY :]
    return raw[round(clip.lead * SOUND.rate) :], heard


@pytest.fixture(scope="module")
def uneven() -> list[np.ndarray]:
    """Clips of two phrases of the embedded voices, the second 9 dB softer."""
    made = speeches.speak(speeches.lines(8, shortest=10, longest=16))
    said = [waves.read(one.audio, SOUND.rate) * np.float32(0.5) for one in made]
    return [
        np.concatenate((loud, soft * np.float32(10 ** (-9 / 20))))
        for loud, soft in zip(said[::2], said[1::2], strict=True)
    ]


def compressed(raw: np.ndarray) -> np.ndarray:
    """What a compressor of 2 to 1 with 150 ms of release makes of ``raw``."""
    follow = np.exp(-1 / (0.15 * SOUND.rate))
    envelope, level = np.empty(len(raw)), 1e-4
    for place, sample in enumerate(np.abs(raw)):
        level = max(float(sample), level * follow)
        envelope[place] = level
    return raw * np.minimum(1.0, (0.05 / envelope) ** 0.5)


def spread(gains: np.ndarray) -> float:
    """dB from the median within which 95 of 100 windows lie."""
    return float(np.percentile(np.abs(gains - np.median(gains)), 95))


def test_where_no_peak_asks_for_less_one_gain_holds_for_the_whole_clip(
    uneven: list[np.ndarray],
) -> None:
    for raw in uneven:
        gains = free_gains(*mastered(raw))
        assert len(gains) >= 10
        assert spread(gains) < 0.3


def test_a_compressor_would_be_found(uneven: list[np.ndarray]) -> None:
    for raw in uneven:
        assert spread(free_gains(raw, compressed(raw))) > 1.5
