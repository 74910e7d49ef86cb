"""Runs that end before their time: killed, stopped, out of space. Nothing is lost or half there."""

import hashlib
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from tests.helpers.edge_server import EdgeServer, serving, tones
from tests.helpers.runs import DAY, show, start, tingbao
from tingbao.cache import Store

HANZI = "雪路灯车站街桥河山风雨云树花鸟鱼水火土木金石田园门窗桌椅书笔纸墨茶饭菜米面油盐"
MOMENTS = 50


def story(number: int) -> str:
    """A story of a few sentences that no other story has."""
    dice = random.Random(number)
    name = "".join(dice.sample(HANZI, 5))
    body = "\n\n".join("".join(dice.sample(HANZI, 16)) + "。" for _ in range(4))
    return f"{name}的一天\n\n本报记者●王丹\n\n{body}\n"


def whole(root: Path, server: EdgeServer) -> set[str]:
    """The lines whose clip lies whole in the store, told by its sound."""
    sounds = {tones(line): line for line in set(server.lines)}
    store = Store(root / "audio" / "clips")
    entries = map(store.get, store.keys())
    return {sounds[entry.payload] for entry in entries if entry is not None}


def assert_sound(root: Path) -> None:
    """Every entry of the stores is whole; the feed names only files that are there, and whole."""
    for name in ("clips", "mastered", "episodes"):
        store = Store(root / "audio" / name)
        assert None not in map(store.get, store.keys())
    feed = root / "feed" / "feed.xml"
    if not feed.exists():
        return
    for enclosure in etree.parse(feed).iter("enclosure"):
        name = enclosure.get("url").rpartition("/")[2]
        content = (root / "audio" / name).read_bytes()
        assert len(content) == int(enclosure.get("length"))
        assert name.endswith(f"-{hashlib.sha384(content).hexdigest()[:8]}.mp3")


def kill(process: "subprocess.Popen[str]", number: int = signal.SIGKILL) -> None:
    os.killpg(process.pid, number)
    process.communicate(timeout=60)


@pytest.mark.slow
def test_killed_at_fifty_moments_it_loses_nothing_and_asks_nothing_twice(tmp_path: Path) -> None:
    dice = random.Random(4)
    with serving(first=0.05, speed=30) as server:
        root = show(tmp_path / "show", server.address, story(0))
        begin = time.monotonic()
        assert tingbao(root, "make").returncode == 0
        usual = time.monotonic() - begin
        number = 0
        ended = 0
        for _ in range(MOMENTS):
            if not number or ended:  # always something to do
                number += 1
                page = root / "content" / DAY / f"{number + 1:02}.txt"
                page.write_text(story(number), encoding="utf-8")
                ended = 0
            kept, asked = whole(root, server), len(server.lines)
            process = start(root, "make")
            try:
                process.wait(dice.uniform(0.2, 1.0) * usual)
                ended = process.returncode == 0
            except subprocess.TimeoutExpired:
                pass
            kill(process) if process.poll() is None else process.communicate()
            assert_sound(root)
            assert not kept & set(server.lines[asked:])
            assert kept <= whole(root, server)
        kept, asked = whole(root, server), len(server.lines)
        assert tingbao(root, "make").returncode == 0
        assert not kept & set(server.lines[asked:])
        assert_sound(root)
        items = list(etree.parse(root / "feed" / "feed.xml").iter("item"))
        assert len(items) == number + 1
        asked = len(server.lines)
        assert tingbao(root, "make").returncode == 0
        assert len(server.lines) == asked


def alive(group: int) -> list[int]:
    """The processes of ``group`` that have not ended (zombies have)."""
    listed = subprocess.run(["ps", "-eo", "pgid=,pid=,stat="], capture_output=True, text=True)
    rows = [row.split() for row in listed.stdout.splitlines()]
    return [int(pid) for of, pid, stat in rows if int(of) == group and not stat.startswith("Z")]


@pytest.mark.parametrize(
    ("number", "everyone"),
    [
        pytest.param(signal.SIGINT, True, id="Ctrl-C on a terminal reaches every process"),
        pytest.param(signal.SIGTERM, False, id="kill", marks=pytest.mark.slow),
        pytest.param(
            signal.SIGTERM, True, id="a service manager ends all at once", marks=pytest.mark.slow
        ),
        pytest.param(signal.SIGKILL, False, id="kill -9 of the run alone", marks=pytest.mark.slow),
    ],
)
def test_stopped_it_keeps_what_is_finished_leaves_the_feed_and_no_process_behind(
    tmp_path: Path, number: signal.Signals, everyone: bool
) -> None:
    with serving() as server:
        root = show(tmp_path / "show", server.address, story(1))
        assert tingbao(root, "make").returncode == 0
        feed = (root / "feed" / "feed.xml").read_bytes()
        for other in (2, 3):  # more clips than are mastered without processes
            page = root / "content" / DAY / f"0{other}.txt"
            page.write_text(story(other), encoding="utf-8")
        before = whole(root, server)
        server.first, server.speed = 0.2, 12
        process = start(root, "make")
        deadline = time.monotonic() + 60
        while len(list(Store(root / "audio" / "clips").keys())) < len(before) + 4:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        begin = time.monotonic()
        (os.killpg if everyone else os.kill)(process.pid, number)
        _, err = process.communicate(timeout=60)
        assert time.monotonic() - begin < 5  # it does not wait for what is still to be made
        if number != signal.SIGKILL:
            assert process.returncode == 130, err
            assert "Stopped; what was spoken is kept" in err
        assert "Traceback" not in err, err
        deadline = time.monotonic() + 10
        while alive(process.pid):
            assert time.monotonic() < deadline, alive(process.pid)
            time.sleep(0.05)
        assert (root / "feed" / "feed.xml").read_bytes() == feed
        assert_sound(root)
        kept, asked = whole(root, server), len(server.lines)
        assert len(kept) > len(before)
        server.first = server.speed = 0
        assert tingbao(root, "make").returncode == 0
        assert not kept & set(server.lines[asked:])


@pytest.mark.slow
def test_stopped_while_it_masters_what_is_in_the_store_it_ends_soon(tmp_path: Path) -> None:
    with serving() as server:
        root = show(tmp_path / "show", server.address, *map(story, range(12)))
        assert tingbao(root, "make").returncode == 0
        shutil.rmtree(root / "audio" / "mastered")
        process = start(root, "make", "--redo")
        deadline = time.monotonic() + 60
        while not list(Store(root / "audio" / "mastered").keys()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130, err
        assert time.monotonic() - begin < 3
        assert len(list(Store(root / "audio" / "mastered").keys())) < 40


def test_a_mastering_process_that_is_ended_is_said_and_costs_no_speech(tmp_path: Path) -> None:
    with serving(first=0.2, speed=12) as server:
        root = show(tmp_path / "show", server.address, *map(story, range(3)))
        process = start(root, "make")
        deadline = time.monotonic() + 60
        while not list(Store(root / "audio" / "mastered").keys()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        workers = [pid for pid in alive(process.pid) if parent(parent(pid)) == process.pid]
        os.kill(workers[0], signal.SIGKILL)  # as the kernel does when memory runs out
        _, err = process.communicate(timeout=60)
        assert process.returncode == 1, err
        assert "a process that masters was ended" in err
        asked = len(server.lines)
        assert tingbao(root, "make").returncode == 0
        assert len(server.lines) == asked


def parent(pid: int) -> int:
    listed = subprocess.run(["ps", "-o", "ppid=", "-p", str(pid)], capture_output=True, text=True)
    return int(listed.stdout or 0)


@pytest.mark.parametrize("most", [20_000, pytest.param(60_000, marks=pytest.mark.slow)])
def test_a_disk_that_is_full_is_said_and_leaves_nothing_half_written(
    tmp_path: Path, most: int
) -> None:
    """``most``: bytes that a file may have, less than most clips, or than a finished MP3."""
    with serving() as server:
        root = show(tmp_path / "show", server.address, story(1))
        run = subprocess.run(
            [sys.executable, "-m", "tingbao", "make", "--show", str(root)],
            capture_output=True,
            text=True,
            env={**os.environ, "LANGUAGE": "en"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
            timeout=120,
        )
        assert run.returncode == 1, run.stderr
        assert "cannot be written" in run.stderr
        assert "Traceback" not in run.stderr
        assert_sound(root)
        assert not list(root.rglob("*.part"))
        assert not (root / "feed" / "feed.xml").exists()
        assert tingbao(root, "make").returncode == 0
        assert_sound(root)


@pytest.mark.parametrize(
    ("where", "asked_again"), [("clips", 1), pytest.param("mastered", 0, marks=pytest.mark.slow)]
)
def test_a_flipped_bit_costs_that_clip_alone(tmp_path: Path, where: str, asked_again: int) -> None:
    with serving() as server:
        root = show(tmp_path / "show", server.address, story(1))
        assert tingbao(root, "make").returncode == 0
        made = next((root / "audio").glob("*.mp3")).read_bytes()
        store = Store(root / "audio" / where)
        path = store.path(sorted(store.keys())[0])
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        asked = len(server.lines)
        assert tingbao(root, "make", "--redo").returncode == 0
        assert len(server.lines) == asked + asked_again
        assert_sound(root)
        assert next((root / "audio").glob("*.mp3")).read_bytes() == made


def test_two_runs_at_once_the_second_is_told_of_the_first(tmp_path: Path) -> None:
    with serving(first=1.0) as server:
        root = show(tmp_path / "show", server.address, story(1))
        first = start(root, "make")
        deadline = time.monotonic() + 60
        while not server.lines:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        second = tingbao(root, "make")
        assert second.returncode == 1
        assert f"another tingbao is at work here (process {first.pid})" in second.stderr
        kill(first)
        server.first = 0.0
        assert tingbao(root, "make").returncode == 0  # a killed run's lock is nobody's
        assert_sound(root)


@pytest.mark.parametrize(
    "fault",
    ["hang", *(pytest.param(fault, marks=pytest.mark.slow) for fault in ("reset", "404"))],
)
def test_an_outage_half_way_ends_the_run_keeps_the_clips_and_leaves_the_feed(
    tmp_path: Path, fault: str
) -> None:
    """Refused, cut off, silent: whatever it is, and though the second story was finished."""
    with serving() as server:
        root = show(tmp_path / "show", server.address, story(1))
        assert tingbao(root, "make").returncode == 0
        feed = (root / "feed" / "feed.xml").read_bytes()
        for number in (2, 3):
            page = root / "content" / DAY / f"0{number}.txt"
            page.write_text(story(number), encoding="utf-8")
        server.faults.extend([""] * 9)
        server.after = fault
        before = whole(root, server)
        begin = time.monotonic()
        done = tingbao(root, "make", outage=2)
        assert time.monotonic() - begin < 15  # patience and what a run takes otherwise
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        kept, asked = whole(root, server), len(server.lines)
        assert len(kept) > len(before) + 3
        sentence = re.search(
            r"(\d+) clips are still missing \(2022-12-12/0.*run again", done.stderr
        )
        assert sentence, done.stderr
        assert (root / "feed" / "feed.xml").read_bytes() == feed
        assert_sound(root)
        server.after = ""
        server.faults.clear()
        assert tingbao(root, "make").returncode == 0
        assert not kept & set(server.lines[asked:])
        assert len(whole(root, server)) == len(kept) + int(sentence[1])
        assert len(list(etree.parse(root / "feed" / "feed.xml").iter("item"))) == 3
