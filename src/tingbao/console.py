"""What a person sees: plans, progress, errors. A bar on a terminal, plain lines in a pipe."""

import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console as Rich
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from tingbao.wording import say

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
        self._task: TaskID | None = None
        self._done = self._total = 0
        self._seconds = 0.0
        self._last = now()

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

    # -------------------------------------------------------------- progress

    def begin(self, clips: int, seconds: float) -> None:
        """``clips`` are to be spoken, about ``seconds`` of sound."""
        self._total, self._done, self._seconds = clips, 0, 0.0
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
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=self._err,
                transient=True,
            )
            self._progress.start()
            self._task = self._progress.add_task(say("朗读", "speaking"), total=clips)

    def spoken(self, story: str, seconds: float) -> None:
        """One clip of ``story`` is whole and kept."""
        self._done += 1
        self._seconds += seconds
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, description=printable(story))
        elif not self._quiet and (self._now() - self._last > STEP or self._done == self._total):
            self._last = self._now()
            left = self._total - self._done
            self.note(
                say(
                    f"已念 {self._done} 段（{clock(self._seconds)}），还有 {left} 段。",
                    f"{self._done} clips spoken ({clock(self._seconds)}), {left} left.",
                )
            )

    def retried(self, reason: str, wait: float) -> None:
        """A clip broke off and is asked for again after ``wait`` seconds."""
        self.note(
            say(f"{reason}；{wait:.1f} 秒后再试。", f"{reason}; trying again in {wait:.1f} s.")
        )

    def end(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = self._task = None


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
