"""Publishing by rsync over a stand-in for ssh."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.helpers.publishing import files, release, sent, sound
from tingbao.errors import PublishError
from tingbao.publishing import rsync
from tingbao.publishing.parcel import pack


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that rsync reaches as "paper.example:": ssh is a script that stays here."""
    assert shutil.which("rsync"), "rsync is not installed: apt-get install rsync"
    shell = tmp_path / "ssh"
    shell.write_text('#!/bin/sh\nwhile [ "${1#-}" != "$1" ]; do shift 2; done\nshift\nexec "$@"\n')
    shell.chmod(shell.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    return tmp_path / "remote" / "ting"


@pytest.mark.slow
def test_rsync_sends_changes_and_removes_on_demand(root: Path, remote: Path) -> None:
    goal = f"www@paper.example:{remote}"
    sent(root, goal)
    there = files(remote)
    assert sound(there)
    assert set(there) == {item.path for item in pack(root).items}
    assert sent(root, goal).sent == ()
    (remote / "audio" / "foreign.mp3").write_bytes(b"not ours")
    release(root, [2, 3])
    done = sent(root, goal, delete=True)
    assert any("2022-12-02" in path for path in done.removed)
    there = files(remote)
    assert not any("2022-12-02" in path for path in there)
    assert "audio/foreign.mp3" in there
    assert sound(there)


@pytest.mark.slow
def test_rsync_says_that_the_host_cannot_be_reached(
    root: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSYNC_RSH", "false")
    with pytest.raises(PublishError, match="rsync"):
        sent(root, f"paper.example:{remote}")


@pytest.mark.slow
def test_a_break_at_any_call_of_rsync_leaves_the_published_feed_sound(
    root: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = f"paper.example:{remote}"
    sent(root, goal)
    whole, calls = rsync.Host._rsync, 0

    def breaking(self: rsync.Host, *arguments: object, **options: object) -> int:
        nonlocal calls
        calls -= 1
        if not calls:
            raise PublishError("the line broke")
        return whole(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rsync.Host, "_rsync", breaking)
    for number in range(1, 100):
        release(root, [1, 2, 3] if number % 2 else [1, 2, 4])
        calls = number
        try:
            sent(root, goal, delete=True)
        except PublishError:
            assert sound(files(remote)), number
        else:
            break
    assert number > 6
    assert sound(files(remote))


@pytest.mark.parametrize(
    ("code", "said"),
    [(255, "ssh cannot connect.*disk full"), (12, "lacks rsync"), (11, "disk full")],
)
def test_rsync_failing_is_said_with_a_remedy(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    failing_rsync(tmp_path, monkeypatch, code)
    with pytest.raises(PublishError, match=said):
        sent(root, "paper.example:/srv/ting")


def failing_rsync(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """An rsync that says that the disk is full and ends with ``code``."""
    program = folder / "bin" / "rsync"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ncat >/dev/null\necho disk full >&2\nexit {code}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setenv("LANGUAGE", "en")


def test_without_rsync_it_is_said_how_to_get_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="apt install rsync"):
        sent(root, "paper.example:/srv/ting")
