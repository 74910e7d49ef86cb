"""How the embedded voice sounds: its tones, its roles, its levels, the syllables it would spoil."""

import asyncio
import io

import numpy as np
import pytest
import soundfile

from tests.helpers.pitch import track
from tests.helpers.speeches import lines, speak
from tingbao.model import Role
from tingbao.script.pinyin import sounds
from tingbao.speech.espeak import VOICES, Espeak
from tingbao.speech.espeak_line import compose, words
from tingbao.speech.espeak_rhotic import rhotic

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


# 花 玩 点 事 信 会 空 远 歌 腰: finals of every kind; who says them as two is heard at once
ERHUA = ["hua1", "wan2", "dian3", "shi4", "xin4", "hui4", "kong4", "yuan3", "ge1", "yao1"]


@pytest.mark.parametrize("syllable", ERHUA)
def test_erhua_is_one_syllable_with_the_tone_of_its_own(syllable: str) -> None:
    plain, curled, two = speak([syllable, f"{syllable} er5", f"{syllable} er2"], [ANCHOR])
    [mark] = curled.marks
    assert (mark.start, mark.end) == (0, len(f"{syllable} er5"))
    assert curled.seconds < 1.35 * plain.seconds
    assert curled.seconds < two.seconds - 0.05
    hertz = track(*sound(f"{syllable} er5"))
    third = max(1, len(hertz) // 3)
    move = 12 * np.log2(np.median(hertz[-third:]) / np.median(hertz[:third]))
    if syllable[-1] == "1":
        assert abs(move) < 2.5
    if syllable[-1] == "2":
        assert move > 2
    if syllable[-1] == "4":  # the third tone is too creaky to be tracked
        assert move < -3.5


def test_every_syllable_can_be_curled_and_none_becomes_english() -> None:
    bases = sorted({sound[:-1] for hanzi in range(0x4E00, 0x9FA6) for sound in sounds(chr(hanzi))})
    said = [f"{base}1" for base in bases if rhotic(f"{base}1")]
    assert {base for base in bases if not rhotic(f"{base}1")} <= {
        "er", "hm", "hng", "m", "n", "ng", "yo", "ê", "lo", "o"
    }  # fmt: skip
    for base, speech in zip(said, speak([f"{base} er5" for base in said], [ANCHOR]), strict=True):
        assert len(speech.marks) == 1, base
        assert speech.seconds < 0.7, base


@pytest.mark.parametrize("line", ["nv3 er2", "hua1 ， er5", "er5 zi5", "GDP er5"])
def test_only_a_syllable_beside_it_is_curled(line: str) -> None:
    assert len(words(line)) == 2


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
