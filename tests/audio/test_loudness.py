"""The room's own measure held beside pyloudnorm, and the proof of peaks beside a full decode."""

import numpy as np
import pyloudnorm
import pytest
import soxr

from tests.helpers import speeches
from tests.helpers.speeches import wav
from tingbao.audio import frames, levelling, mastering, waves
from tingbao.model import Sound, Speech

SOUND = Sound()


@pytest.fixture(scope="module")
def spoken() -> list[Speech]:
    return speeches.speak(speeches.lines(10, shortest=12, longest=40))


@pytest.fixture(scope="module")
def mastered(spoken: list[Speech]) -> list[mastering.Mastered]:
    return all_of(spoken, SOUND)


def all_of(spoken: list[Speech], sound: Sound) -> list[mastering.Mastered]:
    return [mastering.master(speeches.as_edge(one, 0.5), "mp3", sound) for one in spoken]


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100, 48_000])
def test_loudness_is_what_pyloudnorm_measures(spoken: list[Speech], rate: int) -> None:
    for one in spoken[:3]:
        samples = waves.read(one.audio, rate)
        known = pyloudnorm.Meter(rate).integrated_loudness(
            np.pad(samples.astype(np.float64), round(0.2 * rate))
        )
        assert levelling.measure(samples, rate).loudness == pytest.approx(known, abs=0.15)


@pytest.mark.parametrize("rate", [24_000, 48_000])
def test_true_peak_is_what_full_oversampling_finds(spoken: list[Speech], rate: int) -> None:
    for one in spoken[:3]:
        samples = waves.read(one.audio, rate)
        full = np.abs(soxr.resample(samples, rate, 8 * rate, quality="VHQ")).max()
        assert levelling.true_peak(samples, 0.001) == pytest.approx(20 * np.log10(full), abs=0.1)


@pytest.mark.parametrize("bit_rate", [32, 64])
def test_voices_come_out_alike_and_under_the_peak(spoken: list[Speech], bit_rate: int) -> None:
    mastered = all_of(spoken, Sound(bit_rate=bit_rate))
    meter = pyloudnorm.Meter(SOUND.rate)
    heard = [waves.read(one.frames, SOUND.rate).astype(np.float64) for one in mastered]
    loud = [meter.integrated_loudness(np.pad(samples, 3000)) for samples in heard]
    assert max(loud) - min(loud) <= 1.0
    assert loud == pytest.approx([SOUND.loudness] * len(loud), abs=0.5)
    assert max(one.loudness for one in mastered) - min(one.loudness for one in mastered) > 1.0
    for samples in heard:
        full = np.abs(soxr.resample(samples, SOUND.rate, 8 * SOUND.rate, quality="VHQ")).max()
        assert 20 * np.log10(full) <= SOUND.peak


def hard(rate: int) -> dict[str, "np.ndarray"]:
    """Sounds to whose peaks encoding adds much, each of 4 s."""
    time = np.arange(4 * rate) / rate
    noise = 0.3 * np.random.default_rng(3).standard_normal(len(time))
    return {
        "bursts of noise": noise * (np.sin(2 * np.pi * 3 * time) > 0.6),
        "struck noise": noise * np.exp(-20 * (4 * time % 1)),
        "clicks": np.where(np.arange(len(time)) % (rate // 10) == 0, 0.9, 1e-4 * noise),
        "hoarse vowel": 0.3 * (140 * time % 1 - 0.5) * np.sin(2 * np.pi * 2 * time) ** 2
        + noise / 9,
    }


@pytest.mark.parametrize("bit_rate", [24, 32, 40, 48, 64])
@pytest.mark.parametrize("name", hard(SOUND.rate))
def test_encoding_takes_no_peak_over_the_ceiling(name: str, bit_rate: int) -> None:
    sound = Sound(bit_rate=bit_rate)
    made = mastering.master(wav(hard(sound.rate)[name], sound.rate), "wav", sound)
    heard = waves.read(made.frames, sound.rate)
    full = np.abs(soxr.resample(heard, sound.rate, 8 * sound.rate, quality="VHQ")).max()
    assert -8 < 20 * np.log10(full) <= sound.peak


@pytest.mark.slow
@pytest.mark.parametrize(("rate", "bit_rate"), [(24_000, 48), (24_000, 64), (44_100, 96)])
def test_no_clip_of_any_voice_is_over_the_ceiling(rate: int, bit_rate: int) -> None:
    """On as much as finds an overshoot of one frame in 10,000: docs/decisions/audio.md."""
    sound = Sound(rate=rate, bit_rate=bit_rate)
    for one in speeches.speak(speeches.lines(200, seed=12)):
        made = mastering.master(speeches.as_edge(one, 0.5), "mp3", sound)
        heard = waves.read(made.frames, rate)
        assert levelling.true_peak(heard, 0.5) <= sound.peak, one


def test_picked_frames_decode_to_what_the_whole_gives(mastered: list[mastering.Mastered]) -> None:
    size = frames.frame_samples(SOUND.rate)
    for one in mastered[:4]:
        whole = waves.read(one.frames, SOUND.rate)
        for place in (20, one.count // 2):
            wanted = whole[place * size : (place + 1) * size]
            picked = waves.read(frames.pick(one.frames, {place}), SOUND.rate)
            rows = np.lib.stride_tricks.sliding_window_view(picked, size)[::size]
            assert np.abs(rows - wanted).max(axis=1).min() < 1e-4


def test_the_limiter_holds_a_click_and_leaves_the_rest() -> None:
    time = np.arange(3 * SOUND.rate) / SOUND.rate
    quiet = (0.02 * np.sin(2 * np.pi * 300 * time)).astype(np.float32)
    quiet[SOUND.rate] = 0.9
    level = levelling.measure(quiet, SOUND.rate)
    limited, _ = level.limited(-20.0, -1.6)
    assert levelling.true_peak(limited, 0.5) <= -1.59
    ratio = limited[2 * SOUND.rate :].std() / quiet[2 * SOUND.rate :].std()
    assert limited[: SOUND.rate // 2].std() / quiet[: SOUND.rate // 2].std() == pytest.approx(ratio)


@pytest.mark.parametrize("bit_rate", [48, 96])
def test_picked_frames_of_mpeg_1_decode_to_what_the_whole_gives(
    spoken: list[Speech], bit_rate: int
) -> None:
    sound = Sound(rate=44_100, bit_rate=bit_rate)
    made = mastering.master(speeches.as_edge(spoken[0], 0.5), "mp3", sound)
    assert made.frames[1] & 8  # MPEG-1
    size = frames.frame_samples(sound.rate)
    whole = waves.read(made.frames, sound.rate)
    for place in (5, 20, 21, 22, 23, made.count // 2, made.count - 1):
        chosen = frames.pick(made.frames, {place})
        picked = waves.read(chosen, sound.rate)
        assert len(picked) == frames.count(chosen) * size  # nothing of the last frame is lost
        rows = np.lib.stride_tricks.sliding_window_view(picked, size)[::size]
        wanted = whole[place * size : (place + 1) * size]
        assert np.abs(rows - wanted).max(axis=1).min() < 1e-4
    assert np.abs(whole[20 * size : 21 * size]).max() > 0.01


@pytest.mark.parametrize("target", [-19.0, -14.0])
def test_other_targets_are_met_on_the_decoded_frames(spoken: list[Speech], target: float) -> None:
    sound = Sound(loudness=target)
    made = [mastering.master(speeches.as_edge(one, 0.5), "mp3", sound) for one in spoken[:4]]
    heard = np.concatenate([waves.read(one.frames, sound.rate) for one in made])
    loudness = pyloudnorm.Meter(sound.rate).integrated_loudness(heard.astype(np.float64))
    assert loudness == pytest.approx(target, abs=0.5)
    full = np.abs(soxr.resample(heard, sound.rate, 8 * sound.rate, quality="VHQ")).max()
    assert 20 * np.log10(full) <= sound.peak
