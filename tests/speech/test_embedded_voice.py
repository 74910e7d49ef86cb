"""How the embedded voice sounds: its tones, its roles, its levels, the syllables it would spoil."""

import asyncio
import contextlib
import io
import os
import signal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.bench.bench_speech import Deaf
from tests.helpers.pitch import track
from tests.helpers.speeches import lines, speak
from tingbao.cache import Store
from tingbao.model import Part, Pauses, Role, Script, Segment
from tingbao.script.pinyin import sounds
from tingbao.speech import speaking
from tingbao.speech.espeak import VOICES, Espeak
from tingbao.speech.espeak_line import compose, words
from tingbao.speech.espeak_rhotic import rhotic
from tingbao.speech.espeak_sound import RELEASE
from tingbao.speech.keeping import load
from tingbao.speech.patience import Patience
from tingbao.speech.planning import plan
from tingbao.speech.speaking import Summary

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


@pytest.mark.parametrize("role", [Role.ANCHOR, Role.REPORTER, Role.ELDER_WOMAN])
def test_no_word_is_broken_off(role: Role) -> None:
    """espeak-ng ends 流 and 就 at full level; here every word rings out, without a jump."""
    bases = sorted({sound for hanzi in range(0x4E00, 0x9FA6) for sound in sounds(chr(hanzi))})
    line = " ， ".join(["liu1", "jiu1", "you1", *bases[::9]]) + " 。"
    [speech] = speak([line], [VOICES[role]])
    samples, rate = soundfile.read(io.BytesIO(speech.audio))
    assert len(speech.marks) > 100
    for mark in speech.marks:
        begin, end = round(mark.begin * rate), round(mark.close * rate)
        silent = end + round(RELEASE * rate)
        word, peak = samples[begin:end], np.abs(samples[begin:end]).max()
        assert np.abs(samples[silent - rate // 100 : silent]).max() < 0.1 * peak
        steepest = np.abs(np.diff(word)).max()
        assert np.abs(np.diff(samples[end - 4 : silent])).max() <= steepest


def test_pauses_are_as_long_as_the_show_has_them() -> None:
    [speech] = speak(["ta1 ， shuo1 、 hao3 。 zou3 ： qu4 。"], [ANCHOR])
    gaps = [b.begin - a.close for a, b in pairwise(speech.marks)]
    own = Pauses()
    assert gaps == pytest.approx(
        [own.clause / 1000, own.clause / 2000, own.sentence / 1000, own.clause / 1000], abs=0.001
    )


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


@pytest.mark.parametrize(
    "number", [signal.SIGKILL, pytest.param(signal.SIGSEGV, marks=pytest.mark.slow)]
)
def test_a_worker_that_crashes_in_mid_line_costs_one_retry(
    tmp_path: Path, number: signal.Signals
) -> None:
    """The library crashes in earnest: its process is ended while it speaks."""
    texts = [" ".join(["xue3", "lu4"] * length) for length in (4000, 1, 2, 3)]
    segments = tuple(
        Segment(part=Part.BODY, role=Role.ANCHOR, written="雪", spoken="雪", pinyin=text)
        for text in texts
    )
    engine, store = Espeak({}), Store(tmp_path)
    planned = plan([Script(id="a", title="", segments=segments)], {Role.ANCHOR: ANCHOR}, engine,
                   store)  # fmt: skip

    async def go() -> Summary:
        ended = asyncio.create_task(crash())
        try:
            return await speaking.speak(
                planned, engine, store, Deaf(), patience=Patience(first_wait=0.01)
            )
        finally:
            assert await ended
            await engine.close()

    async def crash() -> bool:
        for _ in range(500):
            await asyncio.sleep(0.01)
            for worker in at_work():
                os.kill(worker, number)
                return True
        return False

    def at_work() -> list[int]:
        """Workers that have used a tenth of a second: they are at the long line."""
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                busy = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") > 0.1
                if int(fields[1]) == os.getpid() and busy:
                    command = path.with_name("cmdline").read_bytes()
                    found += [int(path.parent.name)] * (b"espeak_worker" in command)
        return found

    summary = asyncio.run(go())
    assert summary.retried == 1
    assert {load(store, request.key) is not None for request in planned.requests} == {True}


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
