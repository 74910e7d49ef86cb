"""How copied clips are turned: near enough to one another, under the peak, once and in a pause."""

import numpy as np
import pyloudnorm
import pytest
import soxr

from tests.helpers import speeches
from tingbao.audio import copying, frames, granules, levelling, mastering, stepping, waves
from tingbao.model import Sound

RATE, SIZE = 24_000, granules.SAMPLES
SOUND = Sound(mastering="copy", bit_rate=48)
STEP = granules.STEP


def phrases(rate: int = RATE, pause: float = 0.25) -> np.ndarray:
    """A hum of two phrases of 2 and 1.5 s that rise and sink, a pause between them."""
    parts = []
    for seconds in (2.0, 1.5):
        time = np.arange(round(seconds * rate)) / rate
        swell = (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)) * np.sin(np.pi * time / seconds) ** 0.2
        parts.append(swell * sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 12)))
    return 0.15 * np.concatenate((parts[0], np.zeros(round(pause * rate)), parts[1]))


def as_mp3(sound: np.ndarray, rate: int = RATE, bit_rate: int = 48) -> bytes:
    return speeches.mp3(np.pad(sound, (rate // 10, rate // 2)), rate, bit_rate, 2)


def loudness(made: mastering.Mastered, rate: int = RATE) -> float:
    """Of the speech in ``made``, as pyloudnorm measures it in an episode's silence."""
    heard = waves.read(made.frames, rate).astype(np.float64)
    begin, end = (round(at * rate) + frames.DELAY for at in (made.begin, made.end))
    padded = np.pad(heard[begin:end], round(0.2 * rate))
    return float(pyloudnorm.Meter(rate).integrated_loudness(padded))


def true_peak(made: mastering.Mastered, rate: int = RATE) -> float:
    heard = waves.read(made.frames, rate)
    return float(20 * np.log10(np.abs(soxr.resample(heard, rate, 8 * rate, quality="VHQ")).max()))


def turned(
    made: mastering.Mastered, source: bytes, rate: int = RATE, place: int = 30
) -> tuple[np.ndarray, np.ndarray]:
    """Frames of ``source`` that sound in ``made``, and the steps by which each was turned.

    ``place`` is where the granule's global_gain lies in the side information, in bits.
    """
    coded, known = (granules.take_apart(stream, rate) for stream in (made.frames, source))
    own = [number for number, main in enumerate(coded.main) if main]
    places = np.array(own) - (own[0] - known.main.index(coded.main[own[0]]))
    return places, gains(coded.side[own], place) - gains(known.side[places], place)


def gains(side: np.ndarray, place: int) -> np.ndarray:
    """global_gain, whose bits begin at ``place``, of each row of side information."""
    return np.packbits(side[:, place : place + 8], axis=1)[:, 0].astype(int)


def test_clips_of_any_loudness_come_within_1_lu_of_one_another() -> None:
    """Sixteen, 0.1 dB apart: a whole step, with every remainder that rounding can leave."""
    made = [copying.copy(as_mp3(phrases() * 10 ** (-k / 200)), "mp3", SOUND) for k in range(16)]
    assert all(one.reached is not None for one in made)
    measured = [loudness(one) for one in made]
    assert max(measured) - min(measured) <= 0.75  # 1.0 is asked; a constant step leaves 1.5
    assert measured == pytest.approx([SOUND.loudness] * 16, abs=0.5)


def test_the_gain_changes_once_at_most_and_in_a_pause() -> None:
    changed = 0
    for k in range(16):
        source = as_mp3(phrases() * 10 ** (-k / 200))
        places, steps = turned(copying.copy(source, "mp3", SOUND), source)
        where = np.flatnonzero(np.diff(steps))
        assert list(np.abs(np.diff(steps)[where])) in ([], [1])
        changed += len(where)
        for at in where:  # the pause lies between the frames on either side
            before, after = (places[at : at + 2] * SIZE - frames.DELAY) / RATE - 0.1
            assert 1.9 < before < after < 2.35
    assert 4 <= changed <= 12


def test_without_a_pause_it_changes_where_the_clip_is_softest() -> None:
    time = np.arange(4 * RATE) / RATE
    swell = 1 - 0.8 * np.exp(-(((time - 1.7) / 0.1) ** 2))  # a dip of 14 dB
    changed = 0
    for gain in np.arange(0, 1.5, 0.1):
        source = as_mp3(0.1 * swell * np.sin(2 * np.pi * 300 * time) * 10 ** (gain / 20))
        places, steps = turned(copying.copy(source, "mp3", SOUND), source)
        for at in np.flatnonzero(np.diff(steps)):
            changed += 1
            heard = (places[at + 1] * SIZE - frames.DELAY) / RATE - 0.1
            assert heard == pytest.approx(1.7, abs=0.1)
    assert changed


def test_dense_peaks_are_held_and_cost_no_loudness() -> None:
    """The embedded voice's lie 25 dB over its loudness, above any voice of Edge's."""
    for speech in speeches.speak(speeches.lines(12, seed=7, shortest=12, longest=40)):
        source = speeches.as_edge(speech, 0.5)
        made = copying.copy(source, "mp3", SOUND)
        assert made.reached is not None
        assert loudness(made) == pytest.approx(SOUND.loudness, abs=0.5)
        assert true_peak(made) <= SOUND.peak
        assert np.ptp(turned(made, source)[1]) >= 1


def test_what_holding_peaks_adds_is_less_than_a_second_encoding_does() -> None:
    """Signal to noise in stretches of 24 ms: a step of gain between windows leaves some alias."""
    copied, encoded = [], []
    for speech in speeches.speak(speeches.lines(6, seed=7, shortest=12, longest=40)):
        source = speeches.as_edge(speech, 0.5)
        coded = granules.take_apart(source, RATE)
        laid, before = granules.lay(coded, 48, 0, 2)
        known = waves.read(laid, RATE)[before * SIZE :][: len(coded.main) * SIZE]
        level = levelling.measure(known, RATE)
        steps, _ = stepping.steps(level, SOUND, SOUND.peak)
        assert np.abs(np.diff(steps)).max() >= 1
        made = granules.turn(laid, RATE, np.pad(steps, (before, 2), "edge"))
        heard = waves.read(made, RATE)[before * SIZE :][: len(known)]
        gain = np.repeat(np.sqrt(stepping.heard(level, steps)), level.size)[: len(known)]
        copied.append(noise(known * gain, heard))
        again = waves.read(speeches.mp3(known / 4, RATE, 64, 5), RATE)[frames.DELAY :]
        fit = min(len(again), len(known))
        encoded.append(noise(known[:fit] / 4, again[:fit]))
    low, usual = (np.percentile(np.concatenate(each), 5) for each in (copied, encoded))
    assert low > usual + 4


def noise(known: np.ndarray, heard: np.ndarray) -> np.ndarray:
    """dB of signal to noise of each stretch of 24 ms that sounds."""
    whole = len(known) // SIZE * SIZE
    signal = np.square(known[:whole]).reshape(-1, SIZE).mean(axis=1)
    wrong = np.square(heard[:whole] - known[:whole]).reshape(-1, SIZE).mean(axis=1)
    sounds = signal > signal.max() * 1e-4
    return 10 * np.log10(signal[sounds] / np.maximum(wrong[sounds], 1e-12))


def test_a_clip_that_no_step_can_level_is_encoded() -> None:
    """Clicks of full scale over a whisper: held, they would leave it far below its neighbours."""
    sound = 0.004 * phrases() / 0.15
    sound[:: RATE // 8] = 0.9
    source = as_mp3(sound)
    made = copying.copy(source, "mp3", SOUND)
    assert made == mastering.master(source, "mp3", SOUND)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_the_two_granules_of_an_mpeg_1_frame_are_turned_apart(rate: int) -> None:
    sound = phrases(rate)
    sound[rate // 2 :: rate // 2] += 0.6  # a peak now and then
    source = as_mp3(sound, rate, 96)
    shows = Sound(mastering="copy", rate=rate, bit_rate=128)
    made = copying.copy(source, "mp3", shows)
    assert made.reached is not None
    assert loudness(made, rate) == pytest.approx(shows.loudness, abs=0.5)
    assert true_peak(made, rate) <= shows.peak
    first, second = (turned(made, source, rate, place)[1] for place in (39, 98))
    assert (first != second).any()
