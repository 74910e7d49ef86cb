"""Publishing to a folder: only what changed, the feed last, and nothing outside is touched."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.helpers.publishing import Silent, files, release, sent, sound
from tingbao.errors import PublishError
from tingbao.publishing import sending
from tingbao.publishing.parcel import pack
from tingbao.publishing.targets import MANIFEST, Item, Place, open_place
from tingbao.settings import Target


def test_all_that_subscribers_need_is_there(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    there = files(www)
    assert sound(there)
    assert {path for path in files(root) if path.startswith("feed/")} <= set(there)
    assert sum(path.endswith(".mp3") for path in there) == 2
    assert not any("/." in path or "clips" in path for path in there)


def test_the_second_time_nothing_is_sent(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    again = sent(root, tmp_path / "www")
    assert again.sent == ()
    assert again.kept > 10


def test_a_new_episode_sends_its_own_files_and_what_lists_it(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    release(root, [1, 2, 3])
    again = sent(root, tmp_path / "www")
    assert again.sent[-1] == "feed/feed.xml"
    assert again.sent[0].startswith("audio/2022-12-04")
    assert not any("2022-12-02" in path for path in again.sent)
    assert sound(files(tmp_path / "www"))


def test_a_fresh_clone_with_other_times_sends_nothing(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    clone = tmp_path / "clone"
    shutil.copytree(root, clone, copy_function=shutil.copyfile)
    assert sent(clone, tmp_path / "www").sent == ()


def test_what_was_withdrawn_stays_until_it_is_asked_away(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    (www / "audio" / "foreign.mp3").write_bytes(b"not ours")
    release(root, [2])
    kept = sent(root, www)
    assert any(path.startswith("audio/2022-12-02") for path in kept.withdrawn)
    assert kept.removed == ()
    gone = sent(root, www, delete=True)
    assert set(gone.removed) == set(kept.withdrawn)
    there = files(www)
    assert not any("2022-12-02" in path for path in there)
    assert "audio/foreign.mp3" in there
    assert sound(there)


def test_a_dry_run_touches_nothing(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    would = sent(root, www, pretend=True)
    assert would.sent[-1] == "feed/feed.xml"
    assert not www.exists()


class Breaking:
    """A place whose line breaks after so many files."""

    def __init__(self, place: Place, after: int) -> None:
        self._place, self._left = place, after

    def read(self, path: str) -> bytes | None:
        return self._place.read(path)

    def send(self, items: Sequence[Item]) -> None:
        for item in items:
            if not self._left:
                raise PublishError("the line broke")
            self._left -= 1
            self._place.send([item])

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            if not self._left:
                raise PublishError("the line broke")
            self._left -= 1
            self._place.remove([path])


def test_a_break_at_any_file_leaves_the_published_feed_sound(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    release(root, [1, 2, 3])
    parcel = pack(root)
    needed = len(sending.compare(parcel, open_place(Target(to=str(www)), root)).send)
    assert needed >= 8
    for after in range(needed):
        copy = tmp_path / f"www-{after}"
        shutil.copytree(www, copy)
        place = Breaking(open_place(Target(to=str(copy)), root), after)
        changes = sending.compare(parcel, place)
        with pytest.raises(PublishError, match="line broke"):
            sending.send(
                parcel, place, changes, delete=False, tell=Silent().sending, scratch=tmp_path / "s"
            )
        assert sound(files(copy)), after
        sent(root, copy)
        assert files(copy)["feed/feed.xml"] == (root / "feed/feed.xml").read_bytes()


def test_after_a_break_nothing_is_taken_for_what_it_was(root: Path, tmp_path: Path) -> None:
    """Episode 1 is withdrawn, the line breaks anywhere, and episode 1 comes back."""
    www = tmp_path / "www"
    sent(root, www)
    without = tmp_path / "without"
    release(without, [2, 3])
    parcel = pack(without)
    for after in range(100):
        copy = tmp_path / f"www-{after}"
        shutil.copytree(www, copy)
        place = Breaking(open_place(Target(to=str(copy)), without), after)
        changes = sending.compare(parcel, place)
        told, scratch = Silent().sending, tmp_path / "s"
        try:
            sending.send(parcel, place, changes, delete=True, tell=told, scratch=scratch)
        except PublishError:
            assert sound(files(copy)), after
        else:
            break
        sent(root, copy)
        there = files(copy)
        assert {item.path: there.get(item.path) for item in pack(root).items} == {
            item.path: item.source.read_bytes() for item in pack(root).items
        }, after
    assert after > 20


def test_a_lost_sound_file_stops_it_before_anything_is_sent(root: Path, tmp_path: Path) -> None:
    lost = next((root / "audio").glob("*.mp3"))
    lost.unlink()
    with pytest.raises(PublishError, match=lost.name):
        sent(root, tmp_path / "www")
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize("goal", ["", "-rf", "ftp://host/x", "file:///etc", "gopher://x"])
def test_what_is_no_target_is_refused(root: Path, goal: str) -> None:
    with pytest.raises(PublishError, match="rsync"):
        sent(root, goal)


@pytest.mark.parametrize("inside", [".", "feed", "audio/x", "content"])
def test_the_show_is_not_published_into_itself(root: Path, inside: str) -> None:
    with pytest.raises(PublishError):
        sent(root, root / inside)


def test_a_manifest_that_lies_removes_nothing_outside(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    (tmp_path / "precious").write_text("keep me")
    manifest = json.loads((www / MANIFEST).read_text())
    lies = ("../precious", "feed/../../precious", "/etc/passwd", "index.php", "feed//x")
    (www / MANIFEST).write_text(json.dumps(manifest | dict.fromkeys(lies, "0")))
    assert sent(root, www, delete=True).removed == ()
    assert (tmp_path / "precious").exists()


def test_a_damaged_manifest_says_what_to_do(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    (tmp_path / "www" / MANIFEST).write_text("[1")
    with pytest.raises(PublishError, match=MANIFEST):
        sent(root, tmp_path / "www")
