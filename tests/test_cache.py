"""The store: whole or not there, one run at a time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tingbao.cache import Lock, Store
from tingbao.errors import CacheError

WRITER = """
import sys
from pathlib import Path
from tingbao.cache import Lock, Store
store = Store(Path(sys.argv[1]))
with Lock(store.folder):
    print("held", flush=True)
    for number in range(10**9):
        store.put(f"{number % 256:02x}{number:030x}", {"n": number}, bytes(40_000))
"""


def writer(folder: Path) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_a_second_run_is_told_who_is_at_work_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    with writer(tmp_path) as process:
        with pytest.raises(CacheError, match=str(process.pid)), Lock(tmp_path):
            pass
        process.kill()
    with Lock(tmp_path):
        assert (tmp_path / ".lock").read_text() == f"{os.getpid()}\n"


@pytest.mark.parametrize("moment", [0.01, 0.03, 0.07])
def test_a_run_killed_at_any_moment_leaves_only_whole_entries(
    tmp_path: Path, moment: float
) -> None:
    with writer(tmp_path) as process:
        time.sleep(moment)
        process.kill()
    store = Store(tmp_path)
    store.sweep()
    assert all(store.get(key) is not None for key in list(store.keys()))
    assert not list(tmp_path.glob("*/.*"))


def test_on_a_full_disk_nothing_half_written_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    store = Store(tmp_path)
    with pytest.raises(CacheError, match=r"No space left|写不进去"):
        store.put("ab" * 16, {}, b"sound")
    assert store.get("ab" * 16) is None
    assert store.sweep() == 0


@pytest.mark.parametrize("damage", [b"", b"{", b'{"bytes":5}\nsound', b"[]\nsound", b"\xff\n"])
def test_what_is_no_longer_whole_is_not_there(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put("ab" * 16, {}, b"sound")
    store.path("ab" * 16).write_bytes(damage)
    assert store.get("ab" * 16) is None
