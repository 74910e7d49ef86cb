"""The real client against the stand-in server: each fault by name, and the rule that meets it.

The rules: asked AGAIN after a growing wait; asked again by FEWER at once; STOP the run, for a
person must mend something; NOTHING to be noticed. (A voice that is gone is refused at once: see
below.) Each case asserts what a person is told and what was done.
"""

import asyncio
import time
from pathlib import Path

import pytest
from edge_tts.drm import DRM

from tests.helpers.edge_runs import LINE, OUTAGE, UNREACHED, VERSION, VOICE, Ear, say_it
from tests.helpers.edge_server import FAULTS, MALFORMED, SKEW, VOICES, EdgeServer, tones
from tingbao.cache import Store
from tingbao.errors import EngineRefused
from tingbao.model import Voice
from tingbao.speech import edge_client
from tingbao.speech.edge import Edge
from tingbao.speech.keeping import load

pytestmark = pytest.mark.usefixtures("edge_as_before")
AGAIN, FEWER, STOP, NOTHING = "again", "fewer", "stop", "nothing"
BROKE_OFF = "the connection to Edge broke off in mid-clip"
UPGRADE = f"Edge refuses the connection (403): upgrade edge-tts {VERSION}, or try later"
UNREADABLE = f"Edge's answer is not understood ({LINE[:10]})"

RULES: dict[str, tuple[tuple[str, ...], str, str]] = {
    # fault: (handshakes that meet it, rule, what is said)
    "403": (("403",), NOTHING, ""),  # the client sets its clock and asks once more
    "403-skew": (("403-skew",), NOTHING, ""),
    "403 twice": (("403", "403"), AGAIN, UPGRADE),
    "403-no-date": (("403-no-date",), AGAIN, UPGRADE),
    "403-bad-date": (("403-bad-date",), AGAIN, UPGRADE),
    "404": (("404",), STOP, "Edge does not take the request (404): look at address of"),
    "407": (("407",), STOP, "the proxy asks for a name and password (407)"),
    "429": (("429",), FEWER, "Edge is too busy (429)"),
    "503": (("503",), FEWER, "Edge is too busy (503)"),
    "500": (("500",), AGAIN, "Edge failed (500)"),
    "reset": (("reset", "reset"), AGAIN, UNREACHED),  # aiohttp itself asks twice
    "eof": (("eof", "eof"), AGAIN, UNREACHED),
    "hang-handshake": (("hang-handshake",), AGAIN, "Edge does not answer"),
    "reject": (("reject",), FEWER, f"Edge gave no audio ({VOICE.name})"),
    "noaudio": (("noaudio",), FEWER, f"Edge gave no audio ({VOICE.name})"),
    "fin-0": (("fin-0",), FEWER, f"Edge gave no audio ({VOICE.name})"),
    "fin": (("fin",), AGAIN, BROKE_OFF),
    "rst": (("rst",), AGAIN, BROKE_OFF),
    "close": (("close",), AGAIN, BROKE_OFF),
    "truncate": (("truncate",), AGAIN, "人民会堂举行” was not spoken"),
    "past": (("past",), AGAIN, "not whole: the sound ends before its last word"),
    "ragged": (("ragged",), AGAIN, "not whole: what came is no MP3 of the promised format"),
    "badaudio": (("badaudio",), AGAIN, "not whole: what came is no MP3 of the promised format"),
    "no-words": (("no-words",), AGAIN, "not whole: no word boundaries came"),
    "hang": (("hang",), AGAIN, "Edge fell silent in mid-clip"),
    "stall": (("stall",), NOTHING, ""),
    **{fault: ((fault,), AGAIN, UNREADABLE) for fault in MALFORMED},
}


@pytest.mark.parametrize("name", RULES)
def test_each_fault_is_met_by_its_rule(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge_client, "FIRST", 0.5)
    monkeypatch.setattr(edge_client, "BETWEEN", 0.5)
    faults, rule, reason = RULES[name]

    async def go() -> tuple[Ear, dict[str, str], str, EdgeServer]:
        async with EdgeServer(*faults) as server:
            return *await say_it(server.address, Store(tmp_path), LINE), server

    ear, missing, stopped, server = asyncio.run(go())
    assert not server.faults  # it was met
    if rule == STOP:
        assert ear.attempts == [1]
        assert server.handshakes == 1
        assert reason in stopped
        return
    assert not missing
    assert not stopped
    assert server.handshakes == len(faults) + 1 - (name == "stall")
    assert ear.attempts == ([1] if rule == NOTHING else [1, 2])
    assert len(ear.reasons) == len(ear.waits) == (rule != NOTHING)
    assert all(reason in said for said in ear.reasons), ear.reasons
    assert ear.waits == ([] if rule == NOTHING else [0.01])
    assert ear.limits == ([3] if rule == FEWER else [])
    speech = load(Store(tmp_path), next(iter(Store(tmp_path).keys())))
    assert speech is not None
    assert speech.audio == tones(LINE)


def test_every_fault_of_the_server_has_a_rule() -> None:
    assert {fault for faults, _, _ in RULES.values() for fault in faults} == set(FAULTS)


def test_a_clock_that_is_behind_is_set_by_the_service_for_good(tmp_path: Path) -> None:
    async def go() -> EdgeServer:
        async with EdgeServer("403-skew") as server:
            await say_it(server.address, Store(tmp_path), LINE)
            await say_it(server.address, Store(tmp_path), "又一句。")
            return server

    server = asyncio.run(go())
    assert DRM.clock_skew_seconds == pytest.approx(SKEW, abs=3)
    behind, right, later = server.tokens
    assert behind != right == later


def test_waits_grow_and_a_line_that_always_fails_is_named(tmp_path: Path) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer() as server:
            server.spoken_as["本报"] = ""
            return await say_it(server.address, Store(tmp_path), LINE)

    ear, missing, stopped = asyncio.run(go())
    assert ear.waits == [0.01, 0.02, 0.04]
    assert [reason.endswith("“本报” was not spoken") for reason in missing.values()] == [True]
    assert not stopped  # for the service still speaks
    assert not list(Store(tmp_path).keys())


@pytest.mark.parametrize("after", sorted({*FAULTS} - {"407", "stall", *MALFORMED} | {"badjson"}))
def test_an_outage_of_any_kind_half_way_ends_the_run_and_leaves_what_was_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    monkeypatch.setattr(edge_client, "FIRST", 0.3)
    monkeypatch.setattr(edge_client, "BETWEEN", 0.3)
    lines = [f"这是第{a}{b}句话" for a in "一二三四五" for b in "六七八九十"]

    async def go() -> tuple[Ear, dict[str, str], str, EdgeServer]:
        async with EdgeServer(*[""] * 8, after=after) as server:
            return *await say_it(server.address, Store(tmp_path), *lines), server

    begin = time.monotonic()
    ear, missing, stopped, server = asyncio.run(go())
    assert time.monotonic() - begin < OUTAGE + 1
    assert not missing  # no line is blamed
    kept = len(list(Store(tmp_path).keys()))
    assert 4 <= kept <= 8
    assert f"{25 - kept} clips are still missing" in stopped
    assert "run again to go on from there" in stopped
    # Neither is the service besieged: each line at most, and then one request after the other.
    assert len(ear.attempts) <= 8 + 2 * 6 + 2 * OUTAGE / 0.05
    assert server.handshakes <= 3 * len(ear.attempts)


def test_a_short_outage_costs_no_line_its_attempts(tmp_path: Path) -> None:
    """More failures in a row than a line has attempts, and the service is back."""
    lines = [f"这是第{number}句话" for number in "一二三四五六七八九十"]

    async def go() -> tuple[Ear, dict[str, str], str, EdgeServer]:
        async with EdgeServer("", "", *["500"] * 12) as server:
            return *await say_it(server.address, Store(tmp_path), *lines), server

    _, missing, stopped, server = asyncio.run(go())
    assert (missing, stopped) == ({}, "")
    assert set(server.lines) == set(lines)


def test_a_throttled_service_is_asked_by_fewer_and_fewer_and_gives_all(tmp_path: Path) -> None:
    lines = [f"这是第{number}句话" for number in "一二三四五六七八九十"]

    async def go() -> tuple[Ear, dict[str, str], str, EdgeServer]:
        async with EdgeServer(*["noaudio"] * 6, "429", first=0.02) as server:
            return *await say_it(server.address, Store(tmp_path), *lines), server

    ear, missing, _, server = asyncio.run(go())
    assert not missing
    assert server.most == 6
    assert ear.limits[:2] == [3, 1]  # six complaints about one round are one complaint


@pytest.mark.parametrize(("said", "wait"), [("1", 1.0), ("soon", 0.01), ("", 0.01)])
def test_a_service_that_says_when_to_come_again_is_left_in_peace(
    tmp_path: Path, said: str, wait: float
) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer("429") as server:
            server.retry_after = said
            return await say_it(server.address, Store(tmp_path), LINE, outage=5.0)

    begin = time.monotonic()
    ear, missing, _ = asyncio.run(go())
    assert not missing
    assert ear.waits == [pytest.approx(wait, abs=0.01)]
    assert time.monotonic() - begin > wait - 0.01
    assert ("for 1 s" in ear.reasons[0]) == (said == "1")


# ------------------------------------------------------------------------------ voices


@pytest.mark.parametrize("spoke", [False, True])
def test_a_voice_that_is_gone_is_refused_at_once_and_others_are_named(
    tmp_path: Path, spoke: bool
) -> None:
    gone = Voice(engine="edge", name="zh-CN-XiaochenNeural")

    async def go() -> EdgeServer:
        async with EdgeServer() as server:
            engine = Edge({"address": server.address})
            if spoke:
                await engine.speak(LINE, VOICE)
            for _ in range(2):
                with pytest.raises(EngineRefused, match="no voice zh-CN-Xiaochen") as caught:
                    await engine.speak(LINE, gone)
                assert all(name in str(caught.value) for name in VOICES)
            await engine.close()
            return server

    server = asyncio.run(go())
    assert len(server.lines) == 1 + spoke  # the second time it is not even asked
    assert server.lists == 1


def test_what_can_never_work_is_refused_unsent() -> None:
    async def go() -> int:
        async with EdgeServer() as server:
            engine = Edge({"address": server.address})
            with pytest.raises(EngineRefused, match="too long for one request"):
                await engine.speak("长" * 1100, VOICE)
            with pytest.raises(EngineRefused, match="no such voice or rate as nobody"):
                await engine.speak(LINE, Voice(engine="edge", name="nobody"))
            await engine.close()
            return server.handshakes

    assert asyncio.run(go()) == 0
