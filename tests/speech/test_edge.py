"""The real client against the stand-in server: each fault by name, and the rule that meets it.

The rules: asked AGAIN after a growing wait; asked again by FEWER at once; STOP the run, for a
person must mend something; NOTHING to be noticed. (A voice that is gone is refused at once: see
below.) Each case asserts what a person is told and what was done.
"""

import asyncio
import contextlib
import importlib.metadata
import inspect
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from edge_tts.drm import DRM

from tests.helpers.edge_server import FAULTS, MALFORMED, SKEW, STEP, VOICES, EdgeServer, tones
from tests.helpers.speeches import samples
from tingbao.cache import Store
from tingbao.errors import EngineFailed, EngineRefused
from tingbao.model import Part, Role, Script, Segment, Speech, Voice
from tingbao.speech import edge, edge_client, proof
from tingbao.speech.edge import Edge
from tingbao.speech.keeping import load
from tingbao.speech.patience import Patience
from tingbao.speech.planning import Request, plan
from tingbao.speech.speaking import SpeechIncomplete, Summary, speak

LINE = "本报讯，昨日上午，全市工作会议在人民会堂举行。"
VOICE = Voice(engine="edge", name="zh-CN-YunyangNeural")
VERSION = importlib.metadata.version("edge-tts")

OUTAGE = 0.7
"""Seconds of patience."""

AGAIN, FEWER, STOP, NOTHING = "again", "fewer", "stop", "nothing"
BROKE_OFF = "the connection to Edge broke off in mid-clip"
UNREACHED = "Edge cannot be reached"
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


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DRM, "clock_skew_seconds", 0.0)
    monkeypatch.setenv("LANGUAGE", "en")


class Ear:
    """Listens and remembers."""

    def __init__(self) -> None:
        self.attempts: list[int] = []
        self.reasons: list[str] = []
        self.waits: list[float] = []
        self.limits: list[int] = []

    def asked(self, request: Request, attempt: int) -> None:
        self.attempts.append(attempt)

    def ready(self, request: Request, seconds: float) -> None: ...

    def retried(self, request: Request, reason: str, wait: float) -> None:
        self.reasons.append(reason)
        self.waits.append(wait)

    def paced(self, parallel: int) -> None:
        self.limits.append(parallel)

    def finished(self, summary: Summary) -> None: ...


def script(*lines: str) -> Script:
    segments = tuple(
        Segment(part=Part.BODY, role=Role.ANCHOR, written=line, spoken=line, pinyin="")
        for line in lines
    )
    return Script(id="a", title="", segments=segments)


async def say_it(
    address: str,
    store: Store,
    *lines: str,
    voice: Voice = VOICE,
    proxy: str = "",
    outage: float = OUTAGE,
) -> tuple[Ear, dict[str, str], str]:
    """Speak ``lines`` as a run does; who listened, why a line is missing, why the run stopped."""
    ear, engine = Ear(), Edge({"address": address, "proxy": proxy})
    planned = plan([script(*lines)], {Role.ANCHOR: voice}, engine, store)
    patience = Patience(first_wait=0.01, longest_wait=0.1, attempts=4, outage=outage)
    try:
        await speak(planned, engine, store, ear, patience=patience, jitter=lambda: 1.0)
    except SpeechIncomplete as error:
        return ear, error.missing, str(error) if error.outage else ""
    finally:
        await engine.close()
    return ear, {}, ""


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


# ------------------------------------------------------------------------------ the network


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("address", "proxy", "said"),
    [
        ("ws://127.0.0.1:{port}/edge/v1", "", UNREACHED),
        ("ws://nowhere.invalid/edge/v1", "", "the name of Edge is not found (DNS)"),
        ("ws://127.0.0.1:{port}/edge/v1", "http://127.0.0.1:{port}", "the proxy cannot be reached"),
    ],
)
def test_a_network_that_is_not_there(
    address: str, proxy: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "APART", 0.0)
    port = free_port()
    ear, _, stopped = asyncio.run(
        say_it(address.format(port=port), Store(tmp_path), LINE, proxy=proxy.format(port=port))
    )
    assert said in stopped
    assert ear.attempts == [1, 2, 3, 4]


@contextlib.asynccontextmanager
async def proxy_to(address: str) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A proxy that passes all on to ``address``: its own address, and what it was asked for."""
    host, _, port = address.removeprefix("ws://").partition("/")[0].partition(":")
    asked: list[bytes] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while piece := await reader.read(65536):
                writer.write(piece)
        writer.close()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.partition(b"\r\n")[0])
        there, back = await asyncio.open_connection(host, int(port))
        back.write(head.replace(f"http://{host}:{port}".encode(), b"", 1))
        await asyncio.gather(pump(reader, back), pump(there, writer))

    async with await asyncio.start_server(pass_on, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked


@pytest.mark.parametrize("by", ["setting", "environment"])
def test_a_proxy_is_gone_through(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def go() -> tuple[Speech, list[bytes]]:
        async with EdgeServer() as server, proxy_to(server.address) as (proxy, asked):
            if by == "environment":
                monkeypatch.setenv("ws_proxy", proxy)
                monkeypatch.delenv("no_proxy", raising=False)
                monkeypatch.delenv("NO_PROXY", raising=False)
                proxy = ""
            engine = Edge({"address": server.address, "proxy": proxy})
            speech = await engine.speak(LINE, VOICE)
            await engine.close()
            return speech, asked

    speech, asked = asyncio.run(go())
    assert speech.audio == tones(LINE)
    assert len(asked) == 1
    assert asked[0].startswith(b"GET ")


def test_two_engines_speak_to_two_addresses_at_once() -> None:
    async def go() -> tuple[list[str], list[str]]:
        async with EdgeServer(first=0.05) as one, EdgeServer(first=0.05) as two:
            engines = Edge({"address": one.address}), Edge({"address": two.address})
            await asyncio.gather(
                *(
                    asyncio.create_task(e.speak(line, VOICE))
                    for e, line in zip(engines, "一二", strict=True)
                )
            )
            for engine in engines:
                await engine.close()
            return one.lines, two.lines

    assert asyncio.run(go()) == (["一"], ["二"])


def test_the_network_address_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    async def go() -> int:
        loop = asyncio.get_running_loop()
        real = loop.getaddrinfo

        async def look(host: str, *more: object, **most: object) -> object:
            looked.append(host)
            return await real(host, *more, **most)  # type: ignore[arg-type]

        monkeypatch.setattr(loop, "getaddrinfo", look)
        async with EdgeServer() as server:
            engine = Edge({"address": server.address.replace("127.0.0.1", "localhost")})
            for _ in range(3):
                await engine.speak(LINE, VOICE)
            await engine.close()
            return server.handshakes

    assert asyncio.run(go()) == 3  # never two turns on one connection
    assert looked.count("localhost") == 1


@pytest.mark.parametrize(
    ("faults", "there"),
    [((), True), (("noaudio",), False), (("hang-handshake",), False), (("503",), False),
     (("truncate",), False)],
)  # fmt: skip
def test_reachable_says_whether_it_speaks_now(
    faults: tuple[str, ...], there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "REACHED", 0.5)

    async def go() -> bool:
        async with EdgeServer(*faults) as server:
            engine = Edge({"address": server.address})
            try:
                return await engine.reachable()
            finally:
                await engine.close()

    assert asyncio.run(go()) is there


def test_every_exception_of_the_packages_is_ours_in_the_end() -> None:
    import aiohttp
    from edge_tts import exceptions

    caught = (exceptions.EdgeTTSException, aiohttp.ClientError, aiohttp.WebSocketError,
              OSError, ValueError, TypeError)  # fmt: skip
    for package in (exceptions, aiohttp.client_exceptions):
        for _, kind in inspect.getmembers(package, inspect.isclass):
            if issubclass(kind, Exception) and not issubclass(kind, Warning):
                assert issubclass(kind, caught), kind


# ------------------------------------------------------------------------------ the proof


def heard(*words: tuple[str, int], before: float = 0.0) -> list[proof.Boundary]:
    """Boundaries: what each is called and how many characters it lasts, a fifth of a second each;

    "" is silence.
    """
    found, at = [], before
    for word, characters in words:
        if word:
            found.append(proof.Boundary(text=word, begin=at, close=at + characters * STEP))
        at += characters * STEP
    return found


TAIL = "到场的一共有一百六十二个人"


@pytest.mark.parametrize(
    ("text", "words", "lost"),
    [
        ("今天，天气好。", [("今天", 2), ("", 1), ("天气", 2), ("好", 1)], ""),
        ("今天，天气好。", [("今天", 2), ("", 1), ("天气", 2)], "好"),
        ("今天，天气好。", [("天气", 2), ("好", 1)], "今天"),
        # called otherwise than it was sent: at the end, in the middle, at the start, throughout
        (TAIL, [("到场的", 3), ("一共有", 3), ("162", 5), ("个人", 2)], ""),
        (TAIL[:-2], [("到场的", 3), ("一共有", 3), ("162", 5)], ""),
        (TAIL[6:], [("162", 5), ("个人", 2)], ""),
        ("一百六十二", [("162", 5)], ""),
        (TAIL, [("到场的", 3), ("一共有", 3), ("162个人", 7)], ""),
        ("看GDP增速", [("看", 1), ("gross domestic product", 3), ("增速", 2)], ""),
        # called otherwise, and then cut: the time does not reach
        (TAIL, [("到场的", 3), ("一共有", 3), ("162", 2)], "一百六十二个人"),
        (TAIL + "冒雪前来", [("到场的", 3), ("一共有", 3), ("162", 5)], "一百六十二个人冒雪前来"),
        ("一百六十二", [("162", 2)], "一百六十二"),
        # left unnamed in the middle: spoken if there was time for it
        ("说了啊好", [("说了", 2), ("", 1), ("好", 1)], ""),
        ("说了这么多话也好", [("说了", 2), ("也好", 2)], "这么多话"),
    ],
)
def test_a_line_is_whole_when_words_and_time_cover_it(
    text: str, words: list[tuple[str, int]], lost: str
) -> None:
    assert proof.uncovered(text, proof.locate(text, heard(*words))) == lost


@pytest.mark.parametrize("cut", range(1, 12))
def test_whatever_tail_is_lost_is_missed_even_after_a_rewritten_word(cut: int) -> None:
    text = "他在二零二二年底说，二零二三年更好"
    words = [("他", 1), ("在", 1), ("2022", 4), ("年底", 2), ("说", 1), ("", 1),
             ("2023", 4), ("年", 1), ("更", 1), ("好", 1)]  # fmt: skip
    assert proof.uncovered(text, proof.locate(text, heard(*words))) == ""
    for kept in range(1, len(words)):
        if words[kept - 1][0] not in ("", "2022", "2023"):
            assert proof.uncovered(text, proof.locate(text, heard(*words[:kept])))


def test_a_rewritten_word_is_marked_and_leads_no_other_astray() -> None:
    text = "他在二零二二年底说二零二三年更好"
    words = [("他", 1), ("在", 1), ("2022", 4), ("年底", 2), ("说", 1), ("二零二三", 4),
             ("年", 1), ("更好", 2)]  # fmt: skip
    marks = proof.locate(text, heard(*words))
    assert [text[mark.start : mark.end] for mark in marks] == [
        "他", "在", "二零二二", "年底", "说", "二零二三", "年", "更好"
    ]  # fmt: skip
    assert all(mark.begin == pytest.approx(mark.start * STEP) for mark in marks)


def test_a_line_whose_last_word_the_service_rewrites_is_kept(tmp_path: Path) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer() as server:
            server.spoken_as["一百六十二"] = "162"
            return await say_it(server.address, Store(tmp_path), "到场一百六十二")

    ear, missing, _ = asyncio.run(go())
    assert ear.attempts == [1]
    assert not missing


UNNAMED = "今天到场一百六十二人"
QUIET = "。" * 5
"""A second of the stand-in's silence after the last word, as the service puts it there."""


def test_a_line_whose_last_words_are_never_named_is_taken_the_third_time(tmp_path: Path) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer("", "fin") as server:  # what breaks off says nothing about the line
            server.spoken_as["六十二人"] = ""
            return await say_it(server.address, Store(tmp_path), UNNAMED + QUIET)

    ear, missing, _ = asyncio.run(go())
    assert not missing
    assert ear.attempts == [1, 2, 3, 4]
    [key] = Store(tmp_path).keys()
    speech = load(Store(tmp_path), key)
    assert speech is not None
    assert speech.audio == tones(UNNAMED + QUIET)
    tail = speech.marks[-1]
    assert UNNAMED[tail.start : tail.end] == "六十二人"
    assert tail.begin == pytest.approx(6 * STEP + proof.DELAY)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (UNNAMED, "六十二人"),  # the service's silence alone could fill what follows
        (UNNAMED + QUIET, "今天"),  # nothing shows when the first word was spoken
        ("好人来了" + QUIET, "来了"),  # too short to have a pace
    ],
)
def test_a_line_without_time_for_its_unnamed_words_is_never_taken(
    tmp_path: Path, line: str, word: str
) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer() as server:
            server.spoken_as[word] = ""
            return await say_it(server.address, Store(tmp_path), line)

    ear, missing, _ = asyncio.run(go())
    assert ear.attempts == [1, 2, 3, 4]
    assert list(missing.values()) == [f"a clip of Edge is not whole: “{word}” was not spoken"]


@pytest.mark.parametrize(
    ("clips", "settled"),
    [
        ([("二", 3.0), ("二", 3.0), ("二", 3.024)], True),
        ([("二", 3.0), ("二", 3.0)], False),
        ([("二", 3.0), ("二", 3.0), ("二", 3.048)], False),  # two frames longer
        ([("二", 3.0), ("十二", 3.0), ("二", 3.0), ("二", 3.0)], False),
        ([("十二", 3.0), ("二", 3.0), ("二", 3.0), ("二", 3.0)], True),
    ],
)
def test_only_clips_that_are_alike_settle_it(clips: list[tuple[str, float]], settled: bool) -> None:
    repeats = proof.Repeats()
    for missing, seconds in clips:
        last = repeats.settled("一十二", VOICE, proof.TailUnnamed("", missing, seconds, ()))
    assert last is settled


def test_the_words_of_a_whole_line_lie_in_place() -> None:
    async def go() -> Speech:
        async with EdgeServer() as server:
            engine = Edge({"address": server.address})
            try:
                return await engine.speak(LINE, VOICE)
            finally:
                await engine.close()

    speech = asyncio.run(go())
    assert speech.seconds == len(speech.audio) / 6000
    assert [LINE[mark.start : mark.end] for mark in speech.marks][:3] == ["本报", "讯", "昨日"]
    for mark in speech.marks:
        assert mark.begin == pytest.approx(mark.start * STEP + proof.DELAY)
    sound = samples(speech.audio)
    for mark in speech.marks:  # silence stands before no word but those after a comma
        if LINE[mark.start - 1] in "，" or not mark.start:
            start = max(0, round((mark.begin - 0.1) * 24_000))
            onset = start + np.flatnonzero(np.abs(sound[start:]) > 0.02)[0]
            assert onset / 24_000 == pytest.approx(mark.begin, abs=0.01)


def test_words_without_a_length_prove_nothing() -> None:
    words = [proof.Boundary(text=word, begin=0.1, close=0.1) for word in ("今天天气", "很好")]
    text = "今天天气说了这么多话很好"
    assert proof.uncovered(text, proof.locate(text, words)) == "说了这么多话"


def test_a_clip_that_breaks_a_promise_is_never_given_out() -> None:
    with pytest.raises(EngineFailed, match="no MP3 of the promised format"):
        proof.check(b"", "好", heard(("好", 1)))
