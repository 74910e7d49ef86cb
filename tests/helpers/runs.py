"""Shows on disk and ``tingbao`` as a process of its own, for tests of whole runs."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tingbao import edition
from tingbao.gathering import gather
from tingbao.model import Episode
from tingbao.records import Records
from tingbao.settings import read_settings

TOML = """
[show]
title = "小城晚报"
guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"
grouping = "{grouping}"
[speech]
engine = "{engine}"
"""
EDGE = """
[engines.edge]
address = "{address}"
"""
DAY = "2022-12-12"
PAGE = """\
雪后的第一趟班车

本报记者●王丹

12月5日，雪下了6厘米。“路滑，慢点走。”站长李强说。

头班车5点40分出站，车上坐了23个人。

老街的灯又亮了

本报记者●刘琪

入夜，灯一盏一盏亮起来。
"""
"""Two stories of page 4."""


def show(
    root: Path, address: str, *pages: str, grouping: str = "story", engine: str = "edge"
) -> Path:
    """A show of ``pages`` of one day, spoken by ``engine``; the Edge is the one at ``address``."""
    folder = root / "content" / DAY
    folder.mkdir(parents=True)
    for number, page in enumerate(pages, 1):
        (folder / f"{number:02}.txt").write_text(page, encoding="utf-8")
    toml = TOML.format(engine=engine, grouping=grouping)
    toml += EDGE.format(address=address) if address else ""
    (root / "tingbao.toml").write_text(toml, encoding="utf-8")
    return root


def made(root: Path) -> Path:
    """A new show at ``root``: PAGE, sung by the tone engine, without music."""
    edition.init(root, "小城晚报")
    toml = root / "tingbao.toml"  # music stands in pauses: tests/audio/test_music.py
    toml.write_text(toml.read_text(encoding="utf-8") + "music = false\n", encoding="utf-8")
    page = root / "content" / DAY / "04.txt"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    result = edition.make(root, Silent(), engine="tone")
    assert not result.broken
    return root


def episodes(root: Path) -> list[Episode]:
    """The finished episodes of the show at ``root``, whole."""
    settings = read_settings(root)
    records = Records(settings)
    works = edition.group(settings, gather(settings).stories)
    return [records.whole(card) for card in records.cards(works)]


class Silent:
    """An observer that remembers what it was told."""

    def __init__(self) -> None:
        self.clips = 0
        self.warnings: list[str] = []
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)

    def warn(self, text: str) -> None:
        self.warnings.append(text)

    def begin(self, clips: int, seconds: float) -> None:
        self.clips = clips

    def spoken(self, story: str, seconds: float) -> None: ...

    def told(self, tally: object) -> None: ...

    def retried(self, reason: str, wait: float) -> None: ...

    def finished(self, summary: object) -> None: ...

    def end(self) -> None: ...


HASTY = """
from tingbao.__main__ import main
from tingbao.speech import edge, edge_client, speaking
from tingbao.speech.patience import Patience
edge_client.FIRST = edge_client.BETWEEN = 0.5
edge.REACHED, edge.APART = 1.0, 0.0
speaking.PATIENCE = Patience(first_wait=0.05, longest_wait=0.2, outage={outage})
main()
"""
"""``tingbao`` with the same rules and shorter waits."""


def start(root: Path, *arguments: str, outage: float = 0) -> "subprocess.Popen[str]":
    """``tingbao ARGUMENTS`` over ``root``, under way, in a process group of its own.

    ``outage``: its patience with a service that is out, in seconds; 0: its own.
    """
    tingbao = ["-c", HASTY.format(outage=outage)] if outage else ["-m", "tingbao"]
    return subprocess.Popen(
        [sys.executable, *tingbao, *arguments, "--show", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LANGUAGE": "en"},
        start_new_session=True,
    )


def tingbao(root: Path, *arguments: str, outage: float = 0) -> "subprocess.CompletedProcess[str]":
    """``tingbao ARGUMENTS`` over ``root``, ended."""
    with start(root, *arguments, outage=outage) as process:
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@dataclass
class Served:
    """``tingbao serve`` under way."""

    address: str
    told: list[str]
    """What it says on standard error, line by line, as it comes."""


@contextmanager
def served(root: Path, *options: str) -> Iterator[Served]:
    """``tingbao serve OPTIONS`` over ``root`` on a free port, ended by Ctrl-C."""
    with start(root, "serve", "--port", "0", *options) as process:
        assert process.stdout
        assert process.stderr
        told: list[str] = []
        listener = threading.Thread(target=told.extend, args=(process.stderr,), daemon=True)
        listener.start()
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found, told
            yield Served(found[0], told)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=30)
            listener.join(timeout=10)
