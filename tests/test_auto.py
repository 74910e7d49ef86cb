"""``engine = "auto"``: Edge where it answers, else the embedded voice for whole episodes."""

from pathlib import Path

import pytest

from tests.helpers.edge_server import EdgeServer, serving
from tests.helpers.runs import DAY, show, tingbao
from tests.test_edition import episodes
from tests.test_killed import story
from tingbao.cache import Store


def engines(root: Path) -> set[str]:
    """Whose clips lie in the store."""
    store = Store(root / "audio" / "clips")
    return {str((store.head(key) or {})["engine"]) for key in store.keys()}  # noqa: SIM118


def assert_unmixed(root: Path) -> dict[str, str]:
    """Who speaks each episode, by title: one engine alone, and it says so."""
    found = {}
    for episode in episodes(root):
        embedded = {voice.startswith("cmn") for voice in episode.voices}
        assert embedded == {episode.engine == "espeak"}
        assert episode.waiting == (episode.engine == "espeak")
        found[episode.title] = episode.engine
    return found


def test_an_outage_at_the_start_gives_every_episode_the_embedded_voice(tmp_path: Path) -> None:
    with serving(after="reset") as server:
        root = show(tmp_path / "show", server.address, story(1), story(2))
        done = tingbao(root, "make", "--engine", "auto", outage=2)
    assert done.returncode == 0, done.stderr
    assert "the embedded espeak-ng speaks" in done.stderr
    assert set(assert_unmixed(root).values()) == {"espeak"}
    assert engines(root) == {"espeak"}


def test_one_bad_answer_is_no_outage(tmp_path: Path) -> None:
    with serving("noaudio", "503") as server:
        root = show(tmp_path / "show", server.address, story(1))
        assert tingbao(root, "make", "--engine", "auto", outage=2).returncode == 0
    assert set(assert_unmixed(root).values()) == {"edge"}


@pytest.mark.parametrize("back", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_in_the_middle_it_never_changes_the_voice(tmp_path: Path, back: bool) -> None:
    """The run ends; the next one goes on where Edge is back, else speaks whole episodes itself."""
    with serving() as server:
        root = show(tmp_path / "show", server.address, story(1))
        assert tingbao(root, "make", "--engine", "auto", outage=2).returncode == 0
        feed = (root / "feed" / "feed.xml").read_bytes()
        for number in (2, 3):
            page = root / "content" / DAY / f"0{number}.txt"
            page.write_text(story(number), encoding="utf-8")
        break_off(server, after=4)
        done = tingbao(root, "make", "--engine", "auto", outage=2)
        assert done.returncode == 1
        assert "clips are still missing" in done.stderr
        assert engines(root) == {"edge"}
        assert (root / "feed" / "feed.xml").read_bytes() == feed
        asked = len(server.lines)
        if back:
            server.after = ""
        assert tingbao(root, "make", "--engine", "auto", outage=2).returncode == 0
        again = len(server.lines) - asked
    spoken = assert_unmixed(root)
    assert len(spoken) == 3
    expected = ["edge"] * 3 if back else ["edge", "espeak", "espeak"]
    assert sorted(spoken.values()) == expected
    assert again == (1 + 10 - 3 if back else 0)  # "好", and what was not spoken yet


def break_off(server: EdgeServer, after: int) -> None:
    server.faults.clear()
    server.faults.extend([""] * after)
    server.after = "reset"
