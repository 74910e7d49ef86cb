"""The mastering desk: each clip is mastered the moment it is spoken, in other processes."""

import asyncio
import dataclasses
import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tingbao.audio import studio
from tingbao.audio.score import Score
from tingbao.cache import Store, to_json
from tingbao.errors import AudioError, CacheError
from tingbao.model import Clip, Music, Part, Sound
from tingbao.speech.engines import Engine
from tingbao.speech.keeping import load
from tingbao.speech.marks import to_written
from tingbao.speech.planning import Line, Plan, Request
from tingbao.speech.speaking import Summary
from tingbao.wording import say

WAITING = 2 * (os.cpu_count() or 1)
"""Clips handed to the workers at once: enough to keep them busy, few enough to stay small."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """How far one story is, in clips."""

    title: str
    """Its headline; its id where it has none."""
    clips: int = 0
    spoken: int = 0
    """In the store, whether from this run or an earlier one."""
    ready: int = 0
    """Mastered, ready to be joined."""

    @property
    def left(self) -> int:
        """Still to be spoken."""
        return self.clips - self.spoken


class Observer(Protocol):
    """Who is told how the work goes: the console."""

    def note(self, text: str) -> None:
        """A line of what is going on."""

    def warn(self, text: str) -> None:
        """A line that a person should not miss."""

    def begin(self, clips: int, seconds: float) -> None:
        """``clips`` are to be spoken, about ``seconds`` of sound."""

    def spoken(self, story: str, seconds: float) -> None:
        """One clip of ``story`` is whole and kept."""

    def told(self, tally: Tally) -> None:
        """A story got on; ``tally`` is the story's own and changes later."""

    def retried(self, reason: str, wait: float) -> None:
        """A clip broke off and is asked for again after ``wait`` seconds."""

    def finished(self, summary: Summary) -> None:
        """All that was to be spoken was asked for; this is what it took."""

    def end(self) -> None:
        """Nothing more is to be spoken."""


class Log:
    """A JSON line for each thing that happens to a request; nothing where no file is named."""

    def __init__(self, path: Path | None) -> None:
        self._path, self._file = path, None
        if path:
            with self._told():
                self._file = path.open("ab", buffering=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    def write(self, event: str, **values: object) -> None:
        """One line, at once."""
        if self._file:
            with self._told():
                self._file.write(to_json({"event": event, **values}) + b"\n")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CacheError(
                say(
                    f"日志 {self._path} 写不进去（{error.strerror}）。请换一个 --log，"
                    "或检查权限和剩余空间。",
                    f"the log {self._path} cannot be written ({error.strerror}): choose another "
                    "--log, or look at its permissions and the free space.",
                )
            ) from error


@dataclass(slots=True, kw_only=True)
class Desk:
    """Hears the speaking as its listener, and masters what is ready."""

    plan: Plan
    engine: Engine
    sound: Sound
    clips: Store
    mastered: Store
    executor: Executor
    observer: Observer
    log: Log
    score: Score | None = None
    spoken: int = 0
    """Clips that came whole in this run."""
    broken: dict[str, AudioError] = field(default_factory=dict)
    """Why a clip cannot be mastered, by its key."""
    _made: dict[int, Clip] = field(default_factory=dict)
    _lines: dict[str, list[Line]] = field(default_factory=dict)
    _music: dict[int, Music | None] = field(default_factory=dict)
    _tallies: dict[str, Tally] = field(default_factory=dict)
    """By story id."""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(WAITING))

    def __post_init__(self) -> None:
        for lines in self.plan.episodes.values():
            if self.score:
                around = self.score.around([line.segment for line in lines])
                self._music |= dict(zip(map(id, lines), around, strict=True))
            for line in lines:
                self._lines.setdefault(line.key, []).append(line)
                self._tally(line).clips += 1
        for key in self.plan.stored:
            self._told(key, spoken=1)

    def master(self, key: str) -> None:
        """Master the clip of ``key``, which the store has, for every place where it stands."""
        self._tasks.append(asyncio.create_task(self._master(key)))

    async def done(self) -> None:
        """Wait until all that was handed over is mastered."""
        try:
            await asyncio.gather(*self._tasks)
        except AudioError as error:
            run = asyncio.current_task()
            if run and run.cancelling():  # who stopped the run may have stopped its processes too
                raise asyncio.CancelledError from error
            raise

    async def stop(self) -> None:
        """Give up what is not mastered yet."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def clip(self, line: Line) -> Clip:
        """The clip of ``line``, once mastered."""
        return self._made[id(line)]

    def _tally(self, line: Line) -> Tally:
        segment = line.segment
        tally = self._tallies.setdefault(segment.story, Tally(title=segment.story))
        if segment.part == Part.HEADLINE and tally.title == segment.story:
            tally.title = segment.written
        return tally

    def _told(self, key: str, *, spoken: int = 0, ready: int = 0) -> None:
        """Count the clip of ``key`` in every story where it stands."""
        touched: dict[int, Tally] = {}
        for line in self._lines[key]:
            tally = self._tally(line)
            tally.spoken += spoken
            tally.ready += ready
            touched[id(tally)] = tally
        for tally in touched.values():
            self.observer.told(tally)

    async def _master(self, key: str) -> None:
        async with self._room:
            speech = load(self.clips, key)
            if speech is None:
                self.broken[key] = AudioError(
                    say(
                        "念好的一段不见了或坏了。请再运行一次 tingbao make。",
                        "a clip that was spoken is gone or damaged: run tingbao make again.",
                    )
                )
                return
            for line in self._lines[key]:
                clip = Clip(
                    segment=line.segment,
                    voice=line.voice,
                    key=key,
                    seconds=speech.seconds,
                    marks=to_written(line.segment, self.engine.reads, speech.marks),
                    music=self._music.get(id(line)),
                )
                self._made[id(line)] = clip
                try:
                    await asyncio.get_running_loop().run_in_executor(
                        self.executor, studio.master, clip, self.clips, self.mastered, self.sound
                    )
                except AudioError as error:
                    self.broken[key] = error
                    return
                except BrokenExecutor as error:
                    raise AudioError(
                        say(
                            "做声音的进程被系统结束了，可能是内存不够。念好的都留着，请再运行一次。",
                            "a process that masters was ended, perhaps for want of memory: "
                            "what was spoken is kept, run again.",
                        )
                    ) from error
            self._told(key, ready=1)

    # ------------------------------------------------------------ speaking.Listener

    def asked(self, request: Request, attempt: int) -> None:
        """See ``speaking.Listener``."""
        self.log.write("asked", key=request.key, stories=request.stories, attempt=attempt)

    def ready(self, request: Request, seconds: float) -> None:
        """See ``speaking.Listener``."""
        self.spoken += 1
        self.log.write("ready", key=request.key, stories=request.stories, seconds=seconds)
        self.observer.spoken(request.stories[0] if request.stories else "", seconds)
        self._told(request.key, spoken=1)
        self.master(request.key)

    def retried(self, request: Request, reason: str, wait: float) -> None:
        """See ``speaking.Listener``."""
        self.log.write("retried", key=request.key, reason=reason, wait=wait)
        self.observer.retried(reason, wait)

    def paced(self, parallel: int) -> None:
        """See ``speaking.Listener``."""
        self.log.write("paced", parallel=parallel)

    def finished(self, summary: Summary) -> None:
        """See ``speaking.Listener``."""
        self.log.write("finished", **dataclasses.asdict(summary))
        self.observer.finished(summary)
