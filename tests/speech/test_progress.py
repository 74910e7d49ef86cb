"""What a person sees while the voices speak: in a pipe, on a terminal, and in the log."""

import contextlib
import fcntl
import json
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.helpers.edge_server import serving
from tests.helpers.runs import show, tingbao
from tingbao.console import Console
from tingbao.desk import Tally
from tingbao.speech.speaking import Summary

PAGE = """\
雪后的第一趟班车

本报记者●王丹

雪下了一夜，站里的灯亮着。路滑，慢点走。

老街的灯又亮了

本报记者●刘琪

入夜，灯一盏一盏亮起来。
"""


def test_a_pipe_gets_a_line_a_story_the_retry_and_the_sum(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with serving("", "fin") as server:
        root = show(tmp_path / "show", server.address, PAGE)
        done = tingbao(root, "make", "--log", str(log))
        assert done.returncode == 0, done.stderr
        asked = len(server.lines)
    assert "\x1b" not in done.stderr
    lines = done.stderr.splitlines()
    for title in ("雪后的第一趟班车", "老街的灯又亮了"):
        [line] = [line for line in lines if line.startswith(f"{title}:")]
        spoken, ready, left = map(int, re.findall(r"\d+", line))
        assert spoken == ready >= 3
        assert left == 0
    [retry] = [line for line in lines if "trying again in" in line]
    assert retry.startswith("the connection to Edge broke off in mid-clip; ")
    assert re.search(rf"^{asked} requests, \d:\d\d of speech, 0 clips from the store, 1 retried, "
                     r"at most \d at once\.$", done.stderr, re.MULTILINE)  # fmt: skip
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds.count("asked") == asked
    assert kinds.count("ready") == asked - 1
    [retried] = [event for event in events if event["event"] == "retried"]
    assert "broke off" in retried["reason"]
    assert retried["wait"] > 0
    assert events[-1]["event"] == "finished"
    assert events[-1]["requests"] == asked


def test_a_second_run_asks_nothing_and_plan_says_what_the_store_holds(tmp_path: Path) -> None:
    with serving() as server:
        root = show(tmp_path / "show", server.address, PAGE)
        assert tingbao(root, "make").returncode == 0
        asked = len(server.lines)
        assert tingbao(root, "make").returncode == 0
        assert len(server.lines) == asked
        page = root / "content" / "2022-12-12" / "01.txt"
        page.write_text(page.read_text("utf-8").replace("慢点走", "慢慢走"), encoding="utf-8")
        plan = tingbao(root, "plan").stderr
    found = re.search(r"(\d+) clips to speak.* (\d+) are in the store of ([\d.]+) MB", plan)
    assert found
    assert int(found[1]) == 1
    assert int(found[2]) >= 5
    assert float(found[3]) > 0


def test_an_outage_from_the_start_is_said_and_nothing_is_published(tmp_path: Path) -> None:
    with serving(after="404") as server:
        root = show(tmp_path / "show", server.address, PAGE)
        done = tingbao(root, "make")
    assert done.returncode == 1
    assert "Edge does not take the request (404)" in done.stderr
    assert not list((root / "audio").glob("*.mp3"))


@pytest.mark.parametrize("clips", [1, 40])
def test_the_time_left_comes_from_the_speed_so_far(
    clips: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    clock = [0.0]
    console = Console(now=lambda: clock[0])
    console.begin(2 * clips, 120.0 * clips)
    for _ in range(clips):  # a minute of speech in ten seconds
        clock[0] += 10
        console.spoken("", 60.0)
    said = capsys.readouterr().err.splitlines()[-1]
    minutes, seconds = divmod(10 * clips, 60)
    assert said.endswith(f"done in about {minutes}:{seconds:02}.")
    assert f"{clips} clips spoken ({clock_of(60 * clips)}), {clips} left" in said


def clock_of(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def test_a_terminal_shows_a_line_a_story_and_takes_it_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    console = Console()
    console.begin(3, 10.0)
    tally = Tally(title="[bold]雪\x1b]0;x", clips=3, spoken=1)
    console.told(tally)
    console.spoken("", 3.0)
    assert console._progress is not None
    drawn = [task.description for task in console._progress.tasks]
    assert drawn[1] == "[bold]雪�]0;x: 1 spoken, 0 ready, 2 left"
    assert drawn[0].startswith("1 clips spoken (0:03), 2 left")
    tally.spoken = tally.ready = 3
    console.told(tally)
    assert not console._progress.tasks[1].visible
    console.retried("gone", 1.0)
    console.end()
    console.finished(Summary(requests=3, seconds=9.0, retried=1, peak=2))
    assert "3 requests, 0:09 of speech" in capsys.readouterr().err


@pytest.mark.parametrize("log", ["nowhere/log", pytest.param("/dev/full", marks=pytest.mark.slow)])
def test_a_log_that_cannot_be_written_is_named(tmp_path: Path, log: str) -> None:
    with serving() as server:
        root = show(tmp_path / "show", server.address, PAGE)
        done = tingbao(root, "make", "--log", log)
    assert done.returncode == 1
    assert f"the log {log} cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("stopped", [False, True], ids=["to the end", "Ctrl-C"])
def test_a_real_terminal_is_left_as_it_was_found(tmp_path: Path, stopped: bool) -> None:
    with serving("", "503", first=0.2, speed=20) as server:
        root = show(tmp_path / "show", server.address, PAGE)
        ours, its = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "tingbao", "make", "--show", str(root)],
            stdin=its, stdout=its, stderr=its, start_new_session=True,
            env={**os.environ, "LANGUAGE": "en", "TERM": "xterm", "COLUMNS": "90"},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(its)
        seen, sent = b"", 0
        with contextlib.suppress(OSError):  # the terminal is gone with its last process
            while piece := os.read(ours, 65536):
                seen += piece
                if stopped and not sent and b"left (about" in seen:
                    sent = os.write(ours, b"\x03")
        os.close(ours)
        code = process.wait(60)
    text = seen.decode("utf-8", "replace")
    assert "Edge is too busy (503); trying again in" in text
    assert re.search(r"雪后的第一趟班车: \d spoken, \d ready, \d left", text)
    assert re.search(r"\d+ clips spoken \(\d:\d\d\), \d+ left", text)
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h") == 1  # the cursor is shown again
    assert "Traceback" not in text
    assert code == (130 if stopped else 0)
    said = "Stopped; what was spoken is kept" if stopped else "2 episodes"
    assert said in text.rpartition("\x1b[?25h")[2]
