"""What every engine that speaks without a network promises; Edge and openai have servers of

their own in their tests.
"""

import asyncio
import io
import wave
from itertools import pairwise

import pytest

from tingbao.errors import EngineRefused
from tingbao.model import Part, Role, Segment, Speech, Voice
from tingbao.script.lines import read_line
from tingbao.script.pinyin import Reader
from tingbao.speech.engines import ENGINES, Engine
from tingbao.speech.marks import to_written

LOCAL = ("espeak", "tone")
LINES = ["雪。", "12月5日，呼和浩特下了雪。", "兄弟俩说：“GDP增长6.5%。”" * 6]


def line_for(engine: Engine, written: str) -> str:
    line = read_line(written, Reader())
    return line.pinyin if engine.reads == "pinyin" else line.spoken


def speak(engine: Engine, text: str, voice: Voice | None = None) -> Speech:
    async def once() -> Speech:
        try:
            return await engine.speak(text, voice or engine.voices[Role.ANCHOR])
        finally:
            await engine.close()

    return asyncio.run(once())


@pytest.fixture(params=LOCAL)
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]({})


@pytest.mark.parametrize("written", LINES)
def test_a_line_is_spoken_whole_and_marked(engine: Engine, written: str) -> None:
    text = line_for(engine, written)
    speech = speak(engine, text)
    with wave.open(io.BytesIO(speech.audio)) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(speech.seconds)
    assert 0.1 < speech.seconds < len(written)
    edges = [edge for mark in speech.marks for edge in (mark.start, mark.end)]
    times = [time for mark in speech.marks for time in (mark.begin, mark.close)]
    assert edges == sorted(edges)
    assert times == sorted(times)
    assert edges[-1] <= len(text)
    assert times[-1] <= speech.seconds + 0.001
    words = sum(token[0].isalnum() for token in text.split()) if " " in text else 1
    assert len(speech.marks) >= words


@pytest.mark.parametrize("text", ["", "。！", "“”…… 😀"])
def test_what_gives_no_sound_is_refused(engine: Engine, text: str) -> None:
    with pytest.raises(EngineRefused):
        speak(engine, text)


def test_closing_twice_and_speaking_again_is_harmless(engine: Engine) -> None:
    asyncio.run(engine.close())
    assert speak(engine, line_for(engine, "雪。")).seconds > 0


def test_an_engine_that_needs_no_network_is_there(engine: Engine) -> None:
    assert engine.missing() is None
    assert engine.identity() == ENGINES[engine.name]({}).identity()
    assert asyncio.run(engine.reachable())


def test_every_table_entry_makes_an_engine_with_an_anchor() -> None:
    for name, factory in ENGINES.items():
        made = factory({})
        assert made.name == name
        assert Role.ANCHOR in made.voices


def test_a_voice_that_is_not_there_is_refused() -> None:
    with pytest.raises(EngineRefused, match=r"cast\.espeak"):
        speak(ENGINES["espeak"]({}), "xue3 。", Voice(engine="espeak", name="nobody"))


def test_slower_and_higher_are_heard() -> None:
    text = "jin1 tian1 xia4 xue3 le5 。"
    base = ENGINES["espeak"]({}).voices[Role.ANCHOR]
    slow = Voice(engine="espeak", name=base.name, rate=-30)
    assert speak(ENGINES["espeak"]({}), text, slow).seconds > 1.2 * (
        speak(ENGINES["espeak"]({}), text, base).seconds
    )


@pytest.mark.parametrize("name", LOCAL)
def test_marks_lead_back_to_print(name: str) -> None:
    engine = ENGINES[name]({})
    line = read_line("12月5日，GDP增长6.5%。", Reader())
    segment = Segment(
        part=Part.BODY, role=Role.REPORTER, written=line.written, spoken=line.spoken,
        edits=line.edits, pinyin=line.pinyin,
    )  # fmt: skip
    speech = speak(engine, line_for(engine, line.written))
    marks = to_written(segment, engine.reads, speech.marks)
    words = [line.written[mark.start : mark.end] for mark in marks]
    assert "".join(words) == "12月5日GDP增长6.5%"
    assert words[0] == "12"
    assert all(a.close <= b.begin + 0.001 for a, b in pairwise(marks))
