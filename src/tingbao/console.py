"""What a person sees: plans, progress, errors. A bar on a terminal, plain lines in a pipe."""

import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from rich.color import Color
from rich.console import Console as Rich
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
)
from rich.style import Style
from rich.table import Table
from rich.text import Text

from tingbao.wording import say

if TYPE_CHECKING:
    from tingbao.desk import Tally
    from tingbao.speech.speaking import Summary

STEP = 5.0
"""Seconds between two plain lines of progress in a pipe."""


def clock(seconds: float) -> str:
    """``seconds`` as people write a length: 12:05, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Console:
    """Speaks to the person on standard error; results go to standard output."""

    def __init__(self, *, quiet: bool = False, now: Callable[[], float] = time.monotonic) -> None:
        self._quiet = quiet
        self._now = now
        self._err = Rich(stderr=True, highlight=False, soft_wrap=True)
        self._out = Rich(highlight=False, soft_wrap=True)
        self._progress: Progress | None = None
        self._tasks: dict[int, TaskID] = {}
        """The line of each story, by the identity of its tally; the total's under 0."""
        self._done = self._total = 0
        self._seconds = self._planned = 0.0
        self._begun = self._last = now()

    # -------------------------------------------------------------- lines

    def result(self, text: str) -> None:
        """A line of what was asked for, even when quiet."""
        self._out.print(printable(text), markup=False)

    def note(self, text: str) -> None:
        """A line of what is going on."""
        if not self._quiet:
            self._err.print(printable(text), markup=False)

    def warn(self, text: str) -> None:
        """A line that a person should not miss, even when quiet."""
        mark = say("注意：", "warning: ")
        self._err.print(f"[yellow]{mark}[/yellow]{escape(printable(text))}")

    def error(self, text: str) -> None:
        """What went wrong and how to mend it."""
        mark = say("错误：", "error: ")
        self._err.print(f"[red]{mark}[/red]{escape(printable(text))}")

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Rows under heads; tab-separated in a pipe, where a program reads them."""
        if not self._out.is_terminal:
            for row in rows:
                self.result("\t".join(row))
            return
        table = Table(box=None, pad_edge=False)
        for head in heads:
            table.add_column(head, overflow="fold")
        for row in rows:
            table.add_row(*(escape(printable(cell)) for cell in row))
        self._out.print(table)

    def picture(self, rows: Sequence[Sequence[tuple[int, int, int]]]) -> None:
        """A small picture, two rows a line; nothing where there is no room or colour for it."""
        if not self._out.is_terminal or self._out.color_system != "truecolor":
            return
        if rows and len(rows[0]) <= self._out.width:
            for upper, lower in zip(rows[::2], rows[1::2], strict=True):
                line = Text(no_wrap=True)
                for over, under in zip(upper, lower, strict=True):
                    line.append("▀", Style(color=_colour(over), bgcolor=_colour(under)))
                self._out.print(line)

    # -------------------------------------------------------------- progress

    def begin(self, clips: int, seconds: float) -> None:
        """``clips`` are to be spoken, about ``seconds`` of sound."""
        self._total, self._done, self._seconds, self._planned = clips, 0, 0.0, seconds
        self._begun = self._now()
        if self._quiet or not clips:
            return
        self.note(
            say(
                f"要念 {clips} 段，约 {clock(seconds)}。",
                f"{clips} clips to speak, about {clock(seconds)} of sound.",
            )
        )
        if self._err.is_terminal:
            self._progress = Progress(
                BarColumn(bar_width=20),
                TextColumn("{task.description}", markup=False),
                console=self._err,
                transient=True,
            )
            self._progress.start()
            self._tasks[0] = self._progress.add_task(say("朗读", "speaking"), total=clips)

    def spoken(self, story: str, seconds: float) -> None:
        """One clip of ``story`` is whole and kept."""
        self._done += 1
        self._seconds += seconds
        if self._progress is not None:
            self._progress.update(self._tasks[0], advance=1, description=self._so_far())
        elif not self._quiet and (self._now() - self._last > STEP or self._done == self._total):
            self._last = self._now()
            self.note(self._so_far())

    def told(self, tally: "Tally") -> None:
        """A story got on: its line is drawn again; in a pipe, one line when it is ready."""
        ready = tally.ready == tally.clips
        if self._progress is None:
            if ready and self._total and not self._quiet:
                self.note(story_line(tally))
            return
        if id(tally) not in self._tasks:
            self._tasks[id(tally)] = self._progress.add_task("", total=tally.clips)
        # What is ready leaves the screen to what is not: a long day has more stories than lines.
        self._progress.update(
            self._tasks[id(tally)],
            completed=tally.spoken,
            description=printable(story_line(tally)),
            visible=not ready,
        )

    def retried(self, reason: str, wait: float) -> None:
        """A clip broke off and is asked for again after ``wait`` seconds."""
        self.note(
            say(f"{reason}；{wait:.1f} 秒后再试。", f"{reason}; trying again in {wait:.1f} s.")
        )

    def finished(self, summary: "Summary") -> None:
        """What the speaking took, in one line."""
        if not summary.requests:
            return
        self.note(
            say(
                f"请求 {summary.requests} 次，念成 {clock(summary.seconds)}；库里已有 "
                f"{summary.stored} 段，重试 {summary.retried} 次，最多同时 {summary.peak} 个。",
                f"{summary.requests} requests, {clock(summary.seconds)} of speech, "
                f"{summary.stored} clips from the store, {summary.retried} retried, "
                f"at most {summary.peak} at once.",
            )
        )

    def sending(self, done: int, total: int, stage: str) -> None:
        """``done`` of ``total`` files are published; the next are of ``stage``."""
        if stage and total:
            self.note(
                say(f"发布：{done}/{total}，{stage} …", f"publishing: {done}/{total}, {stage} …")
            )

    def end(self) -> None:
        """Take the lines away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
            self._tasks.clear()

    def _so_far(self) -> str:
        """The total: clips and minutes spoken and left, and how long that will take."""
        left = self._total - self._done
        if not left:
            length = clock(self._seconds)
            return say(
                f"{self._done} 段都念好了（{length}）。",
                f"All {self._done} clips spoken ({length}).",
            )
        # The plan's lengths are estimates; each clip that is left lasts a second at least.
        sound = max(self._planned - self._seconds, float(left))
        speed = self._seconds / max(self._now() - self._begun, 0.001)
        wait = clock(sound / speed) if speed else "?"
        return say(
            f"已念 {self._done} 段（{clock(self._seconds)}），还有 {left} 段"
            f"（约 {clock(sound)}），大约还要 {wait}。",
            f"{self._done} clips spoken ({clock(self._seconds)}), {left} left "
            f"(about {clock(sound)}), done in about {wait}.",
        )


def story_line(tally: "Tally") -> str:
    """One story: spoken, ready, left."""
    title = tally.title or say("片头片尾", "opening and closing")
    return say(
        f"{title}：已念 {tally.spoken}，做好 {tally.ready}，还有 {tally.left}",
        f"{title}: {tally.spoken} spoken, {tally.ready} ready, {tally.left} left",
    )


def printable(text: str) -> str:
    """``text`` without what would move a terminal's cursor or cannot be encoded."""
    clean = "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
        else "�"
        for character in text
    )
    encoding = sys.stdout.encoding or "utf-8"
    return clean.encode(encoding, "replace").decode(encoding)


def _colour(value: tuple[int, int, int]) -> Color:
    return Color.from_rgb(*value)
