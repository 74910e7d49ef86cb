"""How the embedded voice sounds: its tones, its roles, its levels, the syllables it would spoil."""

import asyncio
import io

import numpy as np
import pytest
import soundfile

from tests.helpers.pitch import track
from tests.helpers.speeches import lines, speak
from tingbao.model import Role
from tingbao.speech.espeak import VOICES, Espeak
from tingbao.speech.espeak_line import compose, words

ANCHOR = VOICES[Role.ANCHOR]


def sound(line: str, role: str = Role.ANCHOR) -> tuple["np.ndarray", int]:
    [speech] = speak([line], [VOICES[role]])
    samples, rate = soundfile.read(io.BytesIO(speech.audio))
    return samples, rate


@pytest.mark.parametrize("syllable", ["ma", "yi", "lao"])
def test_the_tones_move_and_lie_as_they_should(syllable: str) -> None:
    moves, heights = {}, {}
    for tone in "12345":
        hertz = track(*sound(f"{syllable}{tone}"))
        third = max(1, len(hertz) // 3)
        low, high = np.median(hertz[:third]), np.median(hertz[-third:])
        moves[tone], heights[tone] = 12 * np.log2(high / low), np.median(hertz)
    assert abs(moves["1"]) < 2.5 < 3.5 < moves["2"]  # semitones: level, rising
    assert moves["4"] < -3.5
    assert heights["1"] == max(heights.values())
    assert heights["2"] > heights["3"] > heights["5"]


def test_men_and_women_are_told_apart_by_pitch() -> None:
    line = lines(1, seed=3, shortest=20, longest=20)[0]
    men = [np.median(track(*sound(line, role))) for role in (Role.REPORTER, Role.MAN)]
    women = [np.median(track(*sound(line, role))) for role in (Role.ANCHOR, Role.WOMAN)]
    assert max(men) * 1.3 < min(women)


def test_no_voice_reaches_full_scale() -> None:
    for role in VOICES:
        samples, _ = sound(lines(1, seed=5)[0], role)
        assert 0.2 < np.abs(samples).max() < 0.95, role


@pytest.mark.parametrize(
    ("syllable", "alike"),
    [("wong1", "dong1"), ("xiong2", "xiang2"), ("qiong2", "qiang2"), ("jiong3", "jiang3")],
)
def test_no_syllable_is_read_as_english(syllable: str, alike: str) -> None:
    fed, _ = compose(words(syllable), 50)
    assert "[[" in fed
    speech, other = speak([syllable, alike], [ANCHOR])
    assert len(speech.marks) == 1
    assert speech.seconds < 1.35 * other.seconds  # in English, wong1 takes 1.75 times as long


def test_a_worker_that_crashes_costs_one_clip() -> None:
    async def go() -> float:
        engine = Espeak({})
        try:
            await engine.speak("xue3", ANCHOR)
            assert engine._workers is not None
            for worker in engine._workers._idle:
                worker.kill()
                await worker.wait()
            return (await engine.speak("xue3", ANCHOR)).seconds
        finally:
            await engine.close()

    assert asyncio.run(go()) > 0
