"""An editor saves a page, and it is made again."""

import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import runs
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


# ------------------------------------------------------------------------------ serve --watch

STORY = "老街的灯又亮了\n\n本报记者●刘琪\n\n入夜，灯一盏一盏亮起来。\n"
NOISE = bytes(range(256)) * 40


def until(condition: Callable[[], object], told: list[str]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, told
        time.sleep(0.05)


def test_serving_goes_on_over_a_page_that_breaks_and_comes_back(tmp_path: Path) -> None:
    root = runs.show(tmp_path, "", STORY, engine="tone")
    page, toml = root / "content" / runs.DAY / "01.txt", root / "tingbao.toml"
    assert runs.tingbao(root, "make").returncode == 0
    with runs.served(root, "--watch") as server:

        def feed() -> str:
            with urllib.request.urlopen(server.address + "feed/feed.xml") as answer:
                return str(answer.read().decode())

        def said(words: str) -> bool:
            return any(words in line for line in server.told)

        before = feed()
        time.sleep(0.5)  # the watch is set up
        page.write_bytes(NOISE)
        until(lambda: said("01.txt is no text file"), server.told)
        until(lambda: said("these stay as they were"), server.told)
        assert feed() == before
        settings = toml.read_text(encoding="utf-8")
        toml.write_text(settings.replace('"story"', '"fortnight"'), encoding="utf-8")
        until(lambda: said("grouping"), server.told)
        assert feed() == before
        toml.write_text(settings, encoding="utf-8")
        page.write_text(STORY.replace("一盏一盏", "一家一家"), encoding="utf-8")
        until(lambda: said("made again: 老街的灯又亮了"), server.told)
        until(lambda: "一家一家" in feed(), server.told)
    assert not said("Traceback")
