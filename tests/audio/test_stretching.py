"""The notice's pace: as long as asked, no word away from its cue, no other voice."""

import numpy as np
import pytest

from tests.helpers import pitch, speeches, tone_reader
from tingbao.audio import stretching, waves
from tingbao.speech import tone

RATE = 24_000
TEXT = "本节目由人工智能合成仅供参考"


@pytest.fixture(scope="module")
def voices() -> list[np.ndarray]:
    made = speeches.speak(speeches.lines(3, seed=4, shortest=12, longest=20))
    return [0.4 * waves.read(one.audio, RATE) for one in made]


def chords(text: str) -> np.ndarray:
    """A chord of 0.12 s a character, as the tone engine says it."""
    time = np.arange(round(RATE * tone.TONE)) / RATE
    edge = np.minimum(1, np.minimum(time, time[::-1]) / tone.FADE)
    parts = [
        0.1 * edge * sum(np.sin(2 * np.pi * f * time) for f in tone.chord(one)) for one in text
    ]
    return np.concatenate(parts).astype(np.float32)


@pytest.mark.parametrize("times", [0.7, 0.9, 1.05, 1.3, 1.6, 2.0, 3.2])
def test_no_chord_is_a_frame_away_from_where_the_ratio_puts_it(times: float) -> None:
    made = stretching.stretch(np.pad(chords(TEXT), (0, RATE // 10)), RATE, times)
    for number in range(1, len(TEXT)):
        at = number * tone.TONE * times
        assert abs(tone_reader.late(made, RATE, at, TEXT[number - 1], TEXT[number])) <= 0.016


@pytest.mark.parametrize("times", [0.7, 1.3, 1.7])
def test_a_voice_stays_as_high_and_as_loud_as_it_was(
    voices: list[np.ndarray], times: float
) -> None:
    for sound in voices:
        made = stretching.stretch(sound, RATE, times)
        assert len(made) == round(len(sound) * times)
        known, heard = (np.median(pitch.track(one, RATE)) for one in (sound, made))
        assert heard == pytest.approx(known, rel=0.08)
        assert made.std() == pytest.approx(sound.std(), rel=0.1)
        assert np.abs(made).max() <= 1.05 * np.abs(sound).max()


@pytest.mark.parametrize("times", [0.8, 1.4])
def test_a_steady_tone_stays_one_without_a_click(times: float) -> None:
    sound = (0.3 * np.sin(2 * np.pi * 200 * np.arange(RATE) / RATE)).astype(np.float32)
    made = stretching.stretch(sound, RATE, times)[480:-480]
    assert np.abs(np.diff(made)).max() < 1.05 * np.abs(np.diff(sound)).max()
    assert np.abs(made).max() == pytest.approx(0.3, rel=0.05)


def test_silence_stays_silence_and_the_end_is_kept() -> None:
    assert not stretching.stretch(np.zeros(RATE, np.float32), RATE, 1.5).any()
    sound = np.concatenate((np.zeros(RATE), chords("末"))).astype(np.float32)
    made = stretching.stretch(sound, RATE, 1.5)
    (loud,) = np.nonzero(np.abs(made) > 0.05)
    assert loud[0] == pytest.approx(1.5 * RATE, abs=0.016 * RATE)
    assert loud[-1] == pytest.approx(len(made), abs=0.03 * RATE)


def test_a_decay_that_is_to_stay_is_no_longer_than_it_was() -> None:
    decay = np.exp(-np.arange(1920) / 400) * np.sin(2 * np.pi * 150 * np.arange(1920) / RATE)
    sound = np.concatenate((chords("全文"), 0.3 * decay)).astype(np.float32)
    made = stretching.stretch(sound, RATE, 2.0, tail=1920)
    assert len(made) == 2 * (len(sound) - 1920) + 1920
    (loud,) = np.nonzero(np.abs(made) > 0.01)
    (known,) = np.nonzero(np.abs(0.3 * decay) > 0.01)
    assert loud[-1] == pytest.approx(2 * (len(sound) - 1920) + known[-1], abs=0.016 * RATE)


@pytest.mark.parametrize("count", [0, 1, 7, 500])
def test_what_is_shorter_than_a_window_is_no_error(count: int) -> None:
    made = stretching.stretch(np.full(count, 0.1, np.float32), RATE, 1.5)
    assert len(made) == round(1.5 * count)
