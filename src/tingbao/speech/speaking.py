"""Carries a plan out: a few requests at a time, asked again where that may help.

A request that waits for its next attempt holds no place. Every clip is kept the moment it
is whole, so that an outage, an error or Ctrl-C loses nothing that was finished.
"""

import asyncio
import heapq
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from tingbao.cache import Store
from tingbao.errors import EngineFailed, EngineMissing, EngineRefused, SpeechError
from tingbao.speech.engines import Engine, EngineThrottled
from tingbao.speech.keeping import keep
from tingbao.speech.pacing import Pacing
from tingbao.speech.planning import Plan, Request
from tingbao.wording import say


class SpeechIncomplete(SpeechError):
    """Some lines were not spoken; ``missing`` says which and why. All others are kept."""

    def __init__(self, message: str, missing: "dict[str, str]", summary: "Summary") -> None:
        super().__init__(message)
        self.missing = missing
        """Reasons by the key of the clip."""
        self.summary = summary


class Listener(Protocol):
    """Hears how the work goes on, for progress, logs and mastering at once."""

    def asked(self, request: Request, attempt: int) -> None:
        """``request`` was sent for the ``attempt``-th time, from 1."""
        ...

    def ready(self, request: Request, seconds: float) -> None:
        """The clip of ``request`` is in the store and ``seconds`` long."""
        ...

    def retried(self, request: Request, reason: str, wait: float) -> None:
        """It broke off and is asked for again after ``wait`` seconds."""
        ...

    def paced(self, parallel: int) -> None:
        """So many requests may run at once from now on."""
        ...

    def finished(self, summary: "Summary") -> None:
        """Nothing more is asked for, whether all was spoken or not."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to go on against an engine that fails."""

    attempts: int = 7
    """Times that a line is asked for before it is given up."""
    first_wait: float = 1.0
    """Seconds before the second attempt; doubled from one to the next, jittered by half."""
    longest_wait: float = 30.0
    outage: float = 90.0
    """Seconds of nothing but failures after which the run ends."""


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did."""

    requests: int = 0
    """Sent to the engine, retries among them."""
    seconds: float = 0.0
    """Of speech made."""
    stored: int = 0
    """Clips that were there already."""
    retried: int = 0
    peak: int = 0
    """Most requests at once."""


async def speak(
    plan: Plan,
    engine: Engine,
    store: Store,
    listener: Listener,
    *,
    patience: Patience | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    now: Callable[[], float] = time.monotonic,
    jitter: Callable[[], float] = random.random,
) -> Summary:
    """Speak every request of ``plan`` into ``store``.

    SpeechIncomplete where a line could not be spoken, EngineMissing where the engine is not
    there; either way, and on cancellation, every finished clip is kept.
    """
    run = _Run(
        engine=engine,
        store=store,
        listener=listener,
        patience=patience or Patience(),
        sleep=sleep,
        now=now,
        jitter=jitter,
        pacing=Pacing(engine.parallel),
        fresh=deque((request, 1) for request in plan.requests),
        heard=now(),
        summary=Summary(stored=len(plan.stored)),
    )
    try:
        await run.work()
    finally:
        await run.stop()
        listener.finished(run.summary)
    left = len(plan.requests) - run.made
    if left:
        raise SpeechIncomplete(_incomplete(left, run), run.missing, run.summary)
    return run.summary


@dataclass(slots=True, kw_only=True)
class _Run:
    engine: Engine
    store: Store
    listener: Listener
    patience: Patience
    sleep: Callable[[float], Awaitable[None]]
    now: Callable[[], float]
    jitter: Callable[[], float]
    pacing: Pacing
    fresh: deque[tuple[Request, int]]
    heard: float
    """When a clip last came whole."""
    summary: Summary
    waiting: list[tuple[float, str, int, Request]] = field(default_factory=list)
    """A heap by the time of the next attempt."""
    flying: dict[asyncio.Task[float], tuple[Request, int, int]] = field(default_factory=dict)
    """The request, which attempt it is, and how often the pace had fallen when it was sent."""
    missing: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    """Of the last failure."""
    made: int = 0

    async def work(self) -> None:
        while self.fresh or self.waiting or self.flying:
            self._send()
            wait = self.waiting[0][0] - self.now() if self.waiting else None
            if not self.flying:
                await self.sleep(max(0.0, wait or 0.0))
                continue
            room = len(self.flying) < self.pacing.limit
            timeout = max(0.0, wait) if wait is not None and room else None
            done, _ = await asyncio.wait(
                self.flying, timeout=timeout, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                self._judge(task)
            if self.reason and self.now() - self.heard > self.patience.outage:
                return

    async def stop(self) -> None:
        """Break off what still runs."""
        for task in self.flying:
            task.cancel()
        await asyncio.gather(*self.flying, return_exceptions=True)

    def _send(self) -> None:
        while len(self.flying) < self.pacing.limit:
            if self.waiting and self.waiting[0][0] <= self.now():
                _, _, attempt, request = heapq.heappop(self.waiting)
            elif self.fresh:
                request, attempt = self.fresh.popleft()
            else:
                return
            self.summary.requests += 1
            self.listener.asked(request, attempt)
            task = asyncio.create_task(self._clip(request))
            self.flying[task] = request, attempt, self.pacing.falls
            self.summary.peak = max(self.summary.peak, len(self.flying))

    async def _clip(self, request: Request) -> float:
        speech = await self.engine.speak(request.text, request.voice)
        keep(self.store, request.key, request.text, request.voice, speech)
        return speech.seconds

    def _judge(self, task: asyncio.Task[float]) -> None:
        request, attempt, falls = self.flying.pop(task)
        try:
            seconds = task.result()
        except EngineMissing:
            raise
        except EngineRefused as error:
            self.missing[request.key] = str(error)
        except EngineFailed as error:
            self._failed(request, attempt, falls, error)
        else:
            self.made += 1
            self.heard, self.reason = self.now(), ""
            self.summary.seconds += seconds
            self._paced(self.pacing.succeeded)
            self.listener.ready(request, seconds)

    def _failed(self, request: Request, attempt: int, falls: int, error: EngineFailed) -> None:
        self.reason = str(error)
        if isinstance(error, EngineThrottled):
            self._paced(lambda: self.pacing.throttled(falls))
        if attempt >= self.patience.attempts:
            self.missing[request.key] = self.reason
            return
        longest = min(self.patience.longest_wait, self.patience.first_wait * 2 ** (attempt - 1))
        wait = longest * (0.5 + 0.5 * self.jitter())
        self.summary.retried += 1
        self.listener.retried(request, self.reason, wait)
        heapq.heappush(self.waiting, (self.now() + wait, request.key, attempt + 1, request))

    def _paced(self, change: Callable[[], None]) -> None:
        before = self.pacing.limit
        change()
        if self.pacing.limit != before:
            self.listener.paced(self.pacing.limit)


def _incomplete(left: int, run: _Run) -> str:
    why = run.reason or next(iter(run.missing.values()), "")
    return say(
        f"还有 {left} 段没有念成（{why}）；念好的都已保存，再运行一次就会接着念。",
        f"{left} clips are still missing ({why}); those that were spoken are kept, "
        "run again to go on from there.",
    )
