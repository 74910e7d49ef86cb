"""Real podcast clients against the server: they subscribe, download, update and resume.

Both come from Debian's packages (gpodder, podget); a missing one fails, since `make test-all` asks
for it. gPodder answers 0 whatever happened, so files tell, never exit codes.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.helpers.episodes import SHOW, SOUND, episode, put_out, recorded
from tests.helpers.web import running
from tingbao.feed import folder
from tingbao.feed.serving import application

pytestmark = pytest.mark.slow


@dataclass
class Served:
    """A show on loopback, and what was asked of it."""

    feed: str
    asked: list[tuple[str, int, bool]]
    """Path, status, and whether a range was asked for."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "show", 2) as found:
        yield found


@contextmanager
def serving(root: Path, count: int) -> Iterator[Served]:
    """A show of ``count`` episodes."""
    asked: list[tuple[str, int, bool]] = []
    root.mkdir()
    put_out(root, recorded(root, *map(episode, range(1, count + 1))))
    app = application(root, SHOW)

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                ranged = any(name == b"range" for name, _ in scope["headers"])
                asked.append((scope["path"], message["status"], ranged))
            await send(message)

        await app(scope, receive, noted)

    with running(listening) as port:
        yield Served(f"http://127.0.0.1:{port}/feed/feed.xml", asked)


def installed(program: str, package: str) -> str:
    """Where ``program`` lies; the test fails where it is not there."""
    path = shutil.which(program)
    assert path, f"{program} is not installed: apt-get install {package}"
    return path


class GPodder:
    """gPodder's command line with a home and a download folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.sounds = folder / "sound"
        self._gpo = installed("gpo", "gpodder")
        self._home = {**os.environ, "GPODDER_HOME": str(folder / "home"),
                      "GPODDER_DOWNLOAD_DIR": str(self.sounds)}  # fmt: skip

    def __call__(self, *words: str) -> str:
        done = subprocess.run([self._gpo, *words], env=self._home, timeout=120,
                              capture_output=True, text=True, check=True)  # fmt: skip
        return done.stdout + done.stderr


def test_gpodder_subscribes_downloads_and_updates(served: Served, tmp_path: Path) -> None:
    gpo = GPodder(tmp_path)
    gpo("subscribe", served.feed)
    assert "Traceback" not in gpo("download", served.feed)
    assert [path.read_bytes() == SOUND for path in gpo.sounds.rglob("*.mp3")] == [True, True]
    served.asked.clear()
    assert "Traceback" not in gpo("update", served.feed)
    assert ("/feed/feed.xml", 304, False) in served.asked
    assert len(list(gpo.sounds.rglob("*.mp3"))) == 2


def test_gpodder_turns_the_pages_of_a_long_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "PAGE", 2)
    with serving(tmp_path / "show", 5) as long:
        gpo = GPodder(tmp_path)
        gpo("subscribe", long.feed)
        listed = gpo("episodes", long.feed)
        assert {f"第{number}篇" for number in range(1, 6)} == set(re.findall("第.篇", listed))
        pages = [path for path, _, _ in long.asked if path.endswith(".xml")]
        assert pages == ["/feed/feed.xml", "/feed/feed-0002.xml", "/feed/feed-0001.xml"]


def test_gpodder_resumes_a_broken_download(served: Served, tmp_path: Path) -> None:
    gpo = GPodder(tmp_path)
    gpo("subscribe", served.feed)
    gpo("download", served.feed)
    whole = sorted(gpo.sounds.rglob("*.mp3"))[0]
    whole.with_name(whole.name + ".partial").write_bytes(SOUND[: len(SOUND) // 2])
    whole.unlink()
    gpo("resume")
    assert whole.read_bytes() == SOUND
    assert any(status == 206 and ranged for _, status, ranged in served.asked)


def test_podget_downloads(served: Served, tmp_path: Path) -> None:
    podget = installed("podget", "podget")
    config, sounds = tmp_path / "config", tmp_path / "sound"
    config.mkdir()
    subprocess.run([podget, "--create-config", "podgetrc", "-d", str(config)], timeout=60,
                   capture_output=True, check=False)  # fmt: skip
    settings = config / "podgetrc"
    settings.write_text(f"{settings.read_text()}\nDIR_LIBRARY={sounds}\nMOST_RECENT=0\n")
    (config / "serverlist").write_text(f"{served.feed} News tingbao\n")
    subprocess.run([podget, "-d", str(config), "-c", "podgetrc"], timeout=120,
                   capture_output=True, check=False)  # fmt: skip
    assert [path.read_bytes() == SOUND for path in sounds.rglob("*.mp3")] == [True, True]
