"""Carries a plan out: a few requests at a time, asked again where that may help.

A request that waits for its next attempt holds no place. Every clip is kept the moment it
is whole, so that an outage, an error or Ctrl-C loses nothing that was finished.
"""

import asyncio
import heapq
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tingbao.cache import Store
from tingbao.errors import EngineFailed, EngineMissing, EngineRefused, SpeechError
from tingbao.speech.engines import Engine, EngineThrottled
from tingbao.speech.keeping import keep
from tingbao.speech.pacing import Pacing
from tingbao.speech.patience import Outage, Patience
from tingbao.speech.planning import Plan, Request
from tingbao.wording import say


class SpeechIncomplete(SpeechError):
    """Some lines were not spoken. All others are kept."""

    def __init__(self, message: str, missing: "dict[str, str]", *, outage: bool) -> None:
        super().__init__(message)
        self.missing = missing
        """Why a line cannot be spoken, by the key of its clip."""
        self.outage = outage
        """The engine is out or not there, so that the rest was not asked for to the end."""


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


PATIENCE = Patience()
NAMED = 3
"""Stories that are named where many are not whole."""


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

    SpeechIncomplete where a line could not be spoken or the engine is out or not there; then,
    and on cancellation, every finished clip is kept.
    """
    patience = patience or PATIENCE
    run = _Run(
        engine=engine,
        store=store,
        listener=listener,
        patience=patience,
        sleep=sleep,
        now=now,
        jitter=jitter,
        pacing=Pacing(engine.parallel),
        outage=Outage(patience, now, jitter),
        fresh=deque((request, 1) for request in plan.requests),
        summary=Summary(stored=len(plan.stored)),
    )
    try:
        await run.work()
    finally:
        await run.stop()
        listener.finished(run.summary)
    left = [request for request in plan.requests if request.key not in run.made]
    if left:
        raise SpeechIncomplete(_incomplete(left, run), run.missing, outage=run.stopped)
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
    outage: Outage
    fresh: deque[tuple[Request, int]]
    summary: Summary
    waiting: list[tuple[float, str, int, Request]] = field(default_factory=list)
    """A heap by the time of the next attempt."""
    flying: dict[asyncio.Task[float], tuple[Request, int, int]] = field(default_factory=dict)
    """The request, which attempt it is, and how often the pace had fallen when it was sent."""
    missing: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    reason: str = ""
    """Of the last failure."""
    doubted: bool = False
    """A line was given up and nothing came whole meanwhile: is it the line, or the engine?"""
    stopped: bool = False

    async def work(self) -> None:
        while self.fresh or self.waiting or self.flying:
            self._send()
            await self._next()
            if self.doubted:
                self.stopped |= not await self.engine.reachable()
                self.doubted = False
            self.stopped |= self.outage.left == 0
            if self.stopped:
                return

    async def stop(self) -> None:
        """Break off what still runs."""
        for task in self.flying:
            task.cancel()
        await asyncio.gather(*self.flying, return_exceptions=True)

    def _room(self) -> bool:
        return len(self.flying) < (1 if self.outage.out else self.pacing.limit)

    def _due(self) -> float | None:
        """Seconds until there is something to be sent; None where an answer must come first."""
        if not self._room() or not (self.fresh or self.waiting):
            return None
        first = 0.0 if self.fresh else self.waiting[0][0]
        return max(0.0, max(first, self.outage.until) - self.now())

    def _send(self) -> None:
        while self._due() == 0:
            due = self.waiting and self.waiting[0][0] <= self.now()
            # An engine that seems to be out is asked for something else: it may be those lines.
            if due and not (self.fresh and self.outage.out):
                _, _, attempt, request = heapq.heappop(self.waiting)
            else:
                request, attempt = self.fresh.popleft()
            self.summary.requests += 1
            self.listener.asked(request, attempt)
            task = asyncio.create_task(self._clip(request))
            self.flying[task] = request, attempt, self.pacing.falls
            self.summary.peak = max(self.summary.peak, len(self.flying))

    async def _next(self) -> None:
        """Until an answer comes, something may be sent, or patience ends."""
        ends = [wait for wait in (self._due(), self.outage.left) if wait is not None]
        if not self.flying:
            await self.sleep(min(ends))
            return
        done, _ = await asyncio.wait(
            self.flying, timeout=min(ends, default=None), return_when=asyncio.FIRST_COMPLETED
        )
        for task in done:
            self._judge(task)

    async def _clip(self, request: Request) -> float:
        speech = await self.engine.speak(request.text, request.voice)
        keep(self.store, request.key, request.text, request.voice, speech)
        return speech.seconds

    def _judge(self, task: asyncio.Task[float]) -> None:
        request, attempt, falls = self.flying.pop(task)
        try:
            seconds = task.result()
        except EngineMissing as error:
            self.reason, self.stopped = str(error), True
        except EngineRefused as error:
            self.missing[request.key] = str(error)
        except EngineFailed as error:
            self._failed(request, attempt, falls, error)
        else:
            self.made.add(request.key)
            self.outage.heard()
            self.summary.seconds += seconds
            self._paced(self.pacing.succeeded)
            self.listener.ready(request, seconds)

    def _failed(self, request: Request, attempt: int, falls: int, error: EngineFailed) -> None:
        self.reason, peace = str(error), 0.0
        if isinstance(error, EngineThrottled):
            peace = error.wait
            self._paced(lambda: self.pacing.throttled(falls))
        alone = self.outage.failed(request.key, peace)
        if self.outage.out:
            wait = 0.0  # the engine's, not the line's
        elif attempt < self.patience.attempts:
            wait = self.patience.wait(attempt, self.jitter())
            attempt += 1
        else:
            self.missing[request.key] = self.reason
            self.doubted |= alone
            return
        wait = max(wait, self.outage.until - self.now())
        self.summary.retried += 1
        self.listener.retried(request, self.reason, wait)
        heapq.heappush(self.waiting, (self.now() + wait, request.key, attempt, request))

    def _paced(self, change: Callable[[], None]) -> None:
        before = self.pacing.limit
        change()
        if self.pacing.limit != before:
            self.listener.paced(self.pacing.limit)


def _incomplete(left: Sequence[Request], run: _Run) -> str:
    why = run.reason if run.stopped else next(iter(run.missing.values()))
    why = why.rstrip("。.")
    stories = list(dict.fromkeys(story for request in left for story in request.stories if story))
    named, more = stories[:NAMED], len(stories) > NAMED
    zh = "、".join(named) + ("等" if more else "")
    en = ", ".join(named) + (" and others" if more else "")
    return say(
        f"还有 {len(left)} 段没有念成{zh and f'（{zh}）'}：{why}。"
        "念好的都已保存，再运行一次就会接着念。",
        f"{len(left)} clips are still missing{en and f' ({en})'}: {why}. Those that were "
        "spoken are kept: run again to go on from there.",
    )
