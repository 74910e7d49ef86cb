"""The store: whole or not there, one run at a time."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tingbao.cache import Lock, Store, write_atomically
from tingbao.errors import CacheError

WRITER = """
import sys
from pathlib import Path
from tingbao.cache import Lock, Store, write_atomically
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


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "step", ["pathlib.Path.mkdir", "tempfile.mkstemp", "pathlib.Path.chmod", "pathlib.Path.replace"]
)
def test_on_a_full_disk_nothing_half_written_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = Store(tmp_path)
    store.put("ab" * 16, {}, b"old sound")
    with monkeypatch.context() as patched:
        patched.setattr(step, full)
        for key in ("ab" * 16, "cd" * 16):
            with pytest.raises(CacheError, match=r"No space left"):
                store.put(key, {}, b"sound")
    assert [path.name for path in tmp_path.glob("*/*")] == ["ab" * 16]
    old = store.get("ab" * 16)
    assert old is not None
    assert old.payload == b"old sound"


@pytest.mark.parametrize("durable", [False, True])
def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_nothing(
    tmp_path: Path, durable: bool
) -> None:
    """No fake: the system itself lets no file grow past 10,000 bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(CacheError, match="cannot be written"):
            write_atomically(tmp_path / "file", bytes(50_000), durable=durable)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())


def test_what_no_checksum_proves_is_on_the_disk_before_its_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CacheError, match="No space left"):
        write_atomically(tmp_path / "feed.xml", b"feed")
    assert not list(tmp_path.iterdir())
    Store(tmp_path).put("ab" * 16, {}, b"sound")  # does not wait for it


@pytest.mark.parametrize("owner", ["nobody", "another"])
def test_a_lock_that_was_left_behind_is_nobodys_whoever_has_its_number_now(
    tmp_path: Path, owner: str
) -> None:
    """A run's pid stays in the file when it is killed; another process may have it since."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        if owner == "nobody":
            process.communicate()
        (tmp_path / ".lock").write_text(f"{process.pid}\n")
        with Lock(tmp_path):
            assert (tmp_path / ".lock").read_text() == f"{os.getpid()}\n"


def test_a_disk_without_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    with pytest.raises(CacheError, match="No locks available"), Lock(tmp_path):
        pass


@pytest.mark.parametrize("damage", [b"", b"{", b'{"bytes":5}\nsound', b"[]\nsound", b"\xff\n"])
def test_what_is_no_longer_whole_is_not_there(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put("ab" * 16, {}, b"sound")
    store.path("ab" * 16).write_bytes(damage)
    assert store.get("ab" * 16) is None
