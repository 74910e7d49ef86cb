"""Planning and speaking, against an engine whose faults are scripted."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tingbao.cache import Store
from tingbao.errors import EngineFailed, EngineMissing, EngineRefused
from tingbao.model import Part, Role, Script, Segment, Speech, Voice
from tingbao.speech.engines import EngineThrottled
from tingbao.speech.keeping import load
from tingbao.speech.patience import Patience, retry_after
from tingbao.speech.planning import Plan, Request, plan
from tingbao.speech.speaking import SpeechIncomplete, Summary, speak

CAST = {Role.ANCHOR: Voice(engine="fake", name="one")}


class Fake:
    """An engine that first raises what ``faults`` holds for a line."""

    name = "fake"
    reads = "spoken"
    parallel = 6

    def __init__(self, faults: dict[str, list[Exception]] | None = None) -> None:
        self.faults = faults or {}
        self.asked: list[str] = []
        self.at_once = self.most = 0

    def identity(self) -> str:
        return "fake 1"

    def missing(self) -> str | None:
        return None

    async def reachable(self) -> bool:
        return True

    async def close(self) -> None:
        return None

    async def speak(self, text: str, voice: Voice) -> Speech:
        self.asked.append(text)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await asyncio.sleep(0)
            if self.faults.get(text):
                raise self.faults[text].pop(0)
            return Speech(audio=text.encode(), format="wav", seconds=len(text) / 5, marks=())
        finally:
            self.at_once -= 1


class Ear:
    """Listens and remembers."""

    def __init__(self) -> None:
        self.limits: list[int] = []
        self.waits: list[float] = []

    def asked(self, request: Request, attempt: int) -> None: ...

    def ready(self, request: Request, seconds: float) -> None: ...

    def retried(self, request: Request, reason: str, wait: float) -> None:
        self.waits.append(wait)

    def paced(self, parallel: int) -> None:
        self.limits.append(parallel)

    def finished(self, summary: Summary) -> None: ...


class Time:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def script(*lines: str, name: str = "a", pace: int = 0) -> Script:
    segments = tuple(
        Segment(part=Part.BODY, role=Role.ANCHOR, story=name, written=line, spoken=line,
                pinyin="", pace=pace)
        for line in lines
    )  # fmt: skip
    return Script(id=name, title=name, segments=segments)


def run(planned: Plan, engine: Fake, store: Store, ear: Ear | None = None, **more: int) -> Summary:
    time = Time()
    return asyncio.run(
        speak(
            planned, engine, store, ear or Ear(), patience=Patience(**more),
            sleep=time.sleep, now=time.now, jitter=lambda: 1.0,
        )
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_sentence_in_two_stories_is_asked_for_once(store: Store) -> None:
    planned = plan([script("同一句"), script("同一句", name="b")], CAST, Fake(), store)
    assert [request.stories for request in planned.requests] == [("a", "b")]


def test_the_longest_come_first_inside_an_episode(store: Store) -> None:
    planned = plan(
        [script("短", "最长的一句"), script("很长很长很长", name="b")], CAST, Fake(), store
    )
    assert [request.text for request in planned.requests] == ["最长的一句", "短", "很长很长很长"]


def test_what_cannot_be_heard_is_never_sent(store: Store) -> None:
    planned = plan([script("……", "好")], CAST, Fake(), store)
    assert [request.text for request in planned.requests] == ["好"]
    assert [segment.spoken for segment in planned.silent] == ["……"]


def test_a_line_with_a_pace_has_a_slower_voice(store: Store) -> None:
    planned = plan([script("本节目", pace=140)], CAST, Fake(), store)
    assert planned.requests[0].voice.rate == -48


def test_a_second_run_asks_for_nothing(store: Store) -> None:
    first = plan([script("一", "二")], CAST, Fake(), store)
    run(first, Fake(), store)
    again = plan([script("一", "二")], CAST, Fake(), store)
    assert again.requests == ()
    assert len(again.stored) == 2


def test_a_clip_with_a_flipped_bit_is_spoken_again(store: Store) -> None:
    planned = plan([script("一句话")], CAST, Fake(), store)
    run(planned, Fake(), store)
    path = store.path(planned.requests[0].key)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert load(store, planned.requests[0].key) is None
    assert len(plan([script("一句话")], CAST, Fake(), store).requests) == 1


def test_what_breaks_off_is_asked_for_again_after_growing_waits(store: Store) -> None:
    engine = Fake({"一": [EngineFailed("reset")] * 3})
    ear = Ear()
    summary = run(plan([script("一", "二")], CAST, engine, store), engine, store, ear)
    assert ear.waits == [1.0, 2.0, 4.0]
    assert (summary.requests, summary.retried) == (5, 3)


def test_a_complaint_halves_what_runs_at_once(store: Store) -> None:
    engine = Fake({"零零": [EngineThrottled("429")]})
    ear = Ear()
    lines = ["零零", *(str(number) for number in range(100))]
    run(plan([script(*lines)], CAST, engine, store), engine, store, ear)
    assert engine.most == 6
    assert ear.limits[0] == 3
    assert ear.limits[-1] == 6  # risen again


@pytest.mark.parametrize(
    ("fault", "asked"),
    [(lambda: EngineRefused("no such voice"), 1), (lambda: EngineFailed("gone"), 4)],
)
def test_what_is_given_up_is_named_and_the_rest_is_kept(
    store: Store, fault: Callable[[], Exception], asked: int
) -> None:
    engine = Fake({"坏": [fault() for _ in range(9)]})
    planned = plan([script("坏", "好")], CAST, engine, store)
    with pytest.raises(SpeechIncomplete) as caught:
        run(planned, engine, store, attempts=4)
    assert engine.asked.count("坏") == asked
    assert len(caught.value.missing) == 1
    left = plan([script("坏", "好")], CAST, engine, store)
    assert [request.text for request in left.requests] == ["坏"]


def test_an_outage_ends_the_run_in_a_bounded_time_and_is_asked_by_one_at_a_time(
    store: Store,
) -> None:
    good, bad = ["好的一句话"], [f"第{number}句" for number in range(40)]
    engine = Fake({line: [EngineFailed("down") for _ in range(999)] for line in bad})
    time = Time()
    planned = plan([script(*good, *bad)], CAST, engine, store)
    with pytest.raises(SpeechIncomplete, match="40 ") as caught:
        asyncio.run(
            speak(planned, engine, store, Ear(), patience=Patience(),
                  sleep=time.sleep, now=time.now, jitter=lambda: 1.0)
        )  # fmt: skip
    assert caught.value.outage
    assert not caught.value.missing
    assert time.seconds == 90
    assert len(engine.asked) < 1 + 2 * 6 + 8  # 1, 2, 4, 8, 16, 30 and 30 seconds apart
    assert len(plan([script(*good, *bad)], CAST, engine, store).stored) == 1


def test_a_network_that_is_away_for_a_minute_costs_nothing_but_the_minute(store: Store) -> None:
    lines = [f"第{number}句" for number in range(40)]
    engine, time = Fake(), Time()
    speak_well = engine.speak

    async def away(text: str, voice: Voice) -> Speech:
        if len(engine.asked) >= 5 and time.seconds < 60:
            engine.asked.append(text)
            raise EngineFailed("no network")
        return await speak_well(text, voice)

    engine.speak = away  # type: ignore[method-assign]
    planned = plan([script(*lines)], CAST, engine, store)
    asyncio.run(speak(planned, engine, store, Ear(), sleep=time.sleep, now=time.now))
    assert 60 <= time.seconds < 95
    assert len(plan([script(*lines)], CAST, engine, store).stored) == 40


@pytest.mark.parametrize(("reachable", "outage"), [(True, False), (False, True)])
def test_the_last_line_is_given_up_and_the_engine_asked_whose_fault_it_was(
    store: Store, reachable: bool, outage: bool
) -> None:
    engine = Fake({"坏": [EngineFailed("gone") for _ in range(9)]})

    async def answers() -> bool:
        return reachable

    engine.reachable = answers  # type: ignore[method-assign]
    with pytest.raises(SpeechIncomplete) as caught:
        run(plan([script("坏", "好的")], CAST, engine, store), engine, store, attempts=4)
    assert caught.value.outage is outage
    assert engine.asked.count("坏") == 4


def test_an_engine_that_is_not_there_ends_the_run_at_once(store: Store) -> None:
    engine = Fake({"二": [EngineMissing("its library is broken.")]})
    with pytest.raises(SpeechIncomplete, match=r"its library is broken[.。]") as caught:
        run(plan([script("一一", "二", "三")], CAST, engine, store), engine, store)
    assert caught.value.outage
    assert engine.asked.count("二") == 1


def test_one_that_waits_holds_no_place(store: Store) -> None:
    engine = Fake({"一一一": [EngineFailed("reset")] * 2})
    engine.parallel = 1
    run(plan([script("一一一", "二二", "三")], CAST, engine, store), engine, store)
    assert engine.asked == ["一一一", "二二", "三", "一一一", "一一一"]


@pytest.mark.parametrize(("wait", "asked", "seconds"), [(40.0, 3, 40.0), (600.0, 1, 0.0)])
def test_an_engine_that_wants_peace_has_it_or_the_run_ends(
    store: Store, wait: float, asked: int, seconds: float
) -> None:
    engine = Fake({"一一": [EngineThrottled("429", wait=wait)]})
    engine.parallel = 1
    time = Time()
    planned = plan([script("一一", "二")], CAST, engine, store)
    with contextlib.suppress(SpeechIncomplete):
        asyncio.run(speak(planned, engine, store, Ear(), sleep=time.sleep, now=time.now))
    assert (len(engine.asked), time.seconds) == (asked, seconds)
    assert len(plan([script("一一", "二")], CAST, engine, store).stored) == (2 if asked > 1 else 0)


def test_when_to_come_again_may_be_a_date() -> None:
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(minutes=1), usegmt=True)
    assert retry_after(in_a_minute) == pytest.approx(60, abs=2)
    assert retry_after("Tue, 01 Jan 2019 00:00:00 GMT") == 0
    assert retry_after("-5") == 0
