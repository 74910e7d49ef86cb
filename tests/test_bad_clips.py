"""Stores that were damaged: a bad clip is made anew or named, and never replaced by silence."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.helpers import runs, speeches
from tests.helpers.runs import Silent, episodes
from tingbao import edition
from tingbao.cache import Store
from tingbao.errors import AudioError


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return runs.made(tmp_path_factory.mktemp("show"))


@pytest.fixture
def show(made: Path, tmp_path: Path) -> Path:
    """A copy of the show whose episodes have to be made again."""
    root = tmp_path / "copy"
    shutil.copytree(made, root)
    shutil.rmtree(root / "audio" / "episodes")
    for file in (root / "audio").glob("*.mp3"):
        file.unlink()
    return root


def sounds(root: Path) -> dict[str, bytes]:
    return {one.id: (root / one.audio.path).read_bytes() for one in episodes(root)}


def longest(store: Store) -> Path:
    """The largest clip of ``store``: a sentence of the first story."""
    return max(map(store.path, store.keys()), key=lambda path: path.stat().st_size)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-500] ^= 1
    path.write_bytes(bytes(content))


HARM: list[Callable[[Path], None]] = [cut, emptied, flipped, Path.unlink]


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_clip_is_spoken_again(made: Path, show: Path, harm: Callable[..., None]) -> None:
    harm(longest(Store(show / "audio" / "clips")))
    result = edition.make(show, Silent(), engine="tone")
    assert (result.spoken, result.broken) == (1, ())
    assert sounds(show) == sounds(made)


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_mastered_clip_is_mastered_again(
    made: Path, show: Path, harm: Callable[..., None]
) -> None:
    harm(longest(Store(show / "audio" / "mastered")))
    result = edition.make(show, Silent(), engine="tone")
    assert (result.spoken, result.broken) == (0, ())
    assert sounds(show) == sounds(made)


TONE = (0.1 * np.sin(np.arange(24_000) / 9)).astype(np.float32)
NO_SPEECH = {
    "another format": b"GIF89a" + bytes(2000),
    "nothing": b"",
    "the head of an MP3 alone": speeches.mp3(TONE, 24_000, 48, 5)[:40],
    "silence": speeches.wav(np.zeros(24_000), 24_000),
    "a whisper below what is counted": speeches.wav(7e-4 * TONE, 24_000),
    "no numbers": speeches.wav(np.full(24_000, np.nan), 24_000, "FLOAT"),
}


@pytest.mark.parametrize("kind", NO_SPEECH)
def test_a_clip_that_is_no_speech_is_named_and_the_other_story_is_made(
    made: Path, show: Path, kind: str
) -> None:
    """As an engine might have sent it: the store has it whole."""
    clips = Store(show / "audio" / "clips")
    key = longest(clips).name
    entry = clips.get(key)
    assert entry
    clips.put(key, entry.header, NO_SPEECH[kind])
    shutil.rmtree(show / "audio" / "mastered")
    result = edition.make(show, Silent(), engine="tone")
    (error,) = result.broken
    assert isinstance(error, AudioError)
    passages = [passage for episode in episodes(made) for passage in episode.passages]
    (line,) = {one.segment.written for one in passages if "头班车" in one.segment.written}
    assert line[:10] in str(error)
    assert [one.id for one in result.episodes] == ["2022-12-12/04/2"]
    assert len(list((show / "audio").glob("*.mp3"))) == 1
