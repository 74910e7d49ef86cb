"""An editor saves a page, and it is made again."""

import threading
import time
from pathlib import Path

import pytest

from tingbao.watching import matters, watching


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("tingbao.toml", True),
        ("content/2022-12-12/04.txt", True),
        ("content/lexicon.toml", True),
        ("content/2022-12-12/bus.JPG", True),
        ("pictures/cover.png", True),
        ("audio/picture-0123.jpg", False),
        ("feed/cover-0123.jpg", False),
        ("notes.txt", False),
        ("templates/episode.html", True),
        ("content/2022-12-12/ids.toml", False),
        ("content/2022-12-12/.04.txt.swp", False),
        ("content/2022-12-12/04.txt~", False),
        ("audio/clips/ab/abc", False),
        ("feed/feed.xml", False),
    ],
)
def test_only_what_episodes_are_made_from_matters(tmp_path: Path, path: str, answer: bool) -> None:
    assert matters(tmp_path / path, tmp_path) is answer


def test_a_burst_of_saves_is_one_run_and_what_make_writes_is_none(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "audio").mkdir()
    runs: list[float] = []
    ran = threading.Event()

    def make() -> None:
        runs.append(time.monotonic())
        (tmp_path / "audio" / "sound.mp3").write_text("made")
        (tmp_path / "content" / "ids.toml").write_text("made")
        ran.set()

    with watching(tmp_path, make):
        time.sleep(0.5)  # the watch is set up
        for turn in range(5):
            (tmp_path / "content" / "01.txt").write_text(f"turn {turn}")
        assert ran.wait(10)
        time.sleep(1.5)
    assert len(runs) == 1
