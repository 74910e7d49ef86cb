"""The real client against the stand-in server: each fault has its rule."""

import asyncio
import inspect

import edge_tts.communicate
import pytest
from edge_tts.drm import DRM

from tests.helpers.edge_server import MALFORMED, EdgeServer, tones
from tingbao.errors import EngineFailed, EngineRefused
from tingbao.model import Speech, Voice
from tingbao.speech import edge, proof
from tingbao.speech.edge import Edge
from tingbao.speech.engines import EngineThrottled

LINE = "本报讯，昨日上午，全市工作会议在人民会堂举行。"
VOICE = Voice(engine="edge", name="zh-CN-YunyangNeural")


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge_tts.communicate, "WSS_URL", "ws://127.0.0.1:9/")
    monkeypatch.setattr(DRM, "clock_skew_seconds", 0.0)


def speak(*faults: str, line: str = LINE, voice: Voice = VOICE) -> tuple[Speech, EdgeServer]:
    async def go() -> tuple[Speech, EdgeServer]:
        async with EdgeServer(*faults) as server:
            return await Edge({"address": server.address}).speak(line, voice), server

    return asyncio.run(go())


def test_a_line_comes_whole_with_its_words_in_place() -> None:
    speech, server = speak()
    assert server.lines == [LINE]
    assert speech.audio == tones(LINE)
    assert speech.seconds == len(speech.audio) / 6000
    assert LINE[speech.marks[0].start : speech.marks[0].end] == "本报"
    assert LINE[speech.marks[-1].start : speech.marks[-1].end] in "举行"


def test_the_clock_is_set_right_after_one_403() -> None:
    assert speak("403")[1].handshakes == 2


@pytest.mark.parametrize(
    "fault",
    ["fin", "rst", "close", "truncate", "badaudio", "no-words", "500", "403-no-date",
     "403-bad-date", *MALFORMED],
)  # fmt: skip
def test_what_is_not_whole_is_asked_for_again(fault: str) -> None:
    with pytest.raises(EngineFailed):
        speak(fault)


def test_a_second_403_says_to_upgrade() -> None:
    with pytest.raises(EngineFailed, match="edge-tts"):
        speak("403", "403")


@pytest.mark.parametrize("fault", ["reset", "eof"])
def test_a_connection_lost_at_the_handshake_may_be_asked_for_again(fault: str) -> None:
    with pytest.raises(EngineFailed):
        speak(fault, fault, fault)


@pytest.mark.parametrize("fault", ["429", "503", "noaudio", "reject"])
def test_a_complaint_asks_for_fewer_at_once(fault: str) -> None:
    with pytest.raises(EngineThrottled):
        speak(fault)


def test_a_stalled_stream_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "BETWEEN", 0.2)
    with pytest.raises(EngineFailed):
        speak("hang")


def test_nobody_listens() -> None:
    with pytest.raises(EngineFailed):
        asyncio.run(Edge({"address": "ws://127.0.0.1:9/edge/v1"}).speak(LINE, VOICE))


@pytest.mark.parametrize(
    ("line", "voice"),
    [("长" * 1100, VOICE), (LINE, Voice(engine="edge", name="nobody"))],
)
def test_what_can_never_work_is_refused_unsent(line: str, voice: Voice) -> None:
    with pytest.raises(EngineRefused):
        speak(line=line, voice=voice)


def test_every_exception_of_the_packages_is_ours_in_the_end() -> None:
    import aiohttp
    from edge_tts import exceptions

    caught = (exceptions.EdgeTTSException, aiohttp.ClientError, aiohttp.WebSocketError,
              OSError, ValueError, TypeError)  # fmt: skip
    for package in (exceptions, aiohttp.client_exceptions):
        for _, kind in inspect.getmembers(package, inspect.isclass):
            if issubclass(kind, Exception) and not issubclass(kind, Warning):
                assert issubclass(kind, caught), kind


@pytest.mark.parametrize(
    ("text", "heard", "missed"),
    [
        ("今天，天气好。", ["今天", "天气", "好"], ""),
        ("今天，天气好。", ["今天", "天气"], "好"),
        ("一百六十二个人在这里等了很久很久", ["162", "个人", "在", "这里", "等了", "很久", "很久"],
         "一百六十二"),
    ],
)  # fmt: skip
def test_the_words_must_cover_the_line(text: str, heard: list[str], missed: str) -> None:
    boundaries = [proof.Boundary(text=word, begin=0, close=0.1) for word in heard]
    assert proof.uncovered(text, proof.locate(text, boundaries)) == missed


def test_a_rewritten_word_does_not_lead_the_marks_astray() -> None:
    text = "他在二零二二年底说二零二三年更好"
    heard = ["他", "在", "2022", "年底", "说", "二零二三", "年", "更好"]
    marks = proof.locate(text, [proof.Boundary(text=w, begin=0, close=0.1) for w in heard])
    assert [text[mark.start : mark.end] for mark in marks] == [
        "他", "在", "年底", "说", "二零二三", "年", "更好"
    ]  # fmt: skip
