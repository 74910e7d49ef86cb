"""Planning and speaking, against an engine whose faults are scripted."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tingbao.cache import Store
from tingbao.errors import EngineFailed, EngineRefused
from tingbao.model import Part, Role, Script, Segment, Speech, Voice
from tingbao.speech.engines import EngineThrottled
from tingbao.speech.keeping import load
from tingbao.speech.planning import Plan, Request, plan
from tingbao.speech.speaking import Patience, SpeechIncomplete, Summary, speak

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


def test_an_outage_ends_the_run_in_a_bounded_time(store: Store) -> None:
    lines = [f"第{number}句" for number in range(40)]
    engine = Fake({line: [EngineFailed("down") for _ in range(999)] for line in lines[5:]})
    time = Time()
    planned = plan([script(*lines)], CAST, engine, store)
    with pytest.raises(SpeechIncomplete):
        asyncio.run(
            speak(planned, engine, store, Ear(), patience=Patience(attempts=999),
                  sleep=time.sleep, now=time.now)
        )  # fmt: skip
    assert time.seconds < 130
    assert len(plan([script(*lines)], CAST, engine, store).stored) == 5
