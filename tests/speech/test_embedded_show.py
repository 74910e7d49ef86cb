"""A show spoken by the embedded voice, heard in its finished MP3: pace, cues, ends of words."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.test_edition import Silent, episodes
from tingbao import edition
from tingbao.model import Episode, Mark, Part

PAGE = Path(__file__).parents[2] / "content" / "2022-12-12" / "04.txt"
"""Running text, with figures, names and quotations."""
STORIES = ("2022-12-12/04/1", "2022-12-12/04/2")
LIMIT = 0.06
"""Seconds that a cue may lie off the sound."""
AUDIBLE = 0.03
"""Of a word's level, from which it is heard to begin."""
CLEAR = 0.15
"""Seconds between two words from which one has rung out before the other begins."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("embedded")
    edition.init(root, "小城晚报")
    toml = root / "tingbao.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "music = false\n", encoding="utf-8")
    page = root / "content" / "2022-12-12" / "04.txt"
    page.parent.mkdir()
    page.write_bytes(PAGE.read_bytes())
    result = edition.make(root, Silent(), engine="espeak", only=STORIES)
    assert not result.broken
    return root


def test_running_text_is_read_at_a_newsreaders_pace(root: Path) -> None:
    for episode in episodes(root):
        body = [p for p in episode.passages if p.segment.part in (Part.BODY, Part.QUOTE)]
        characters = sum(one.isalnum() for p in body for one in p.segment.spoken)
        minutes = (body[-1].end - body[0].begin) / 60
        assert characters / minutes == pytest.approx(250, rel=0.04)


def after_silence(episode: Episode) -> Iterator[tuple[Mark, Mark | None]]:
    """Words that begin after a pause, and the word before in the same passage."""
    for passage in episode.passages:
        before = None
        for mark in passage.marks:
            if before is None or mark.begin - before.close > CLEAR:
                yield mark, before
            before = mark


def test_cues_lie_on_the_sound(root: Path) -> None:
    off = []
    for episode in episodes(root):
        level, rate = loudness(root / episode.audio.path)
        for mark, _ in after_silence(episode):
            loud = np.percentile(level[at(mark.begin, rate) : at(mark.begin + 0.3, rate)], 90)
            first = at(mark.begin - 0.08, rate)
            heard = np.flatnonzero(level[first : at(mark.begin + 0.25, rate)] > AUDIBLE * loud)
            off.append((first + heard[0]) / rate - mark.begin)
    assert len(off) > 120
    print(f"onset after the cue: mean {np.mean(off):+.4f} s, worst {np.abs(off).max():.4f} s")
    assert np.abs(off).max() < LIMIT  # an unvoiced initial begins with 35 ms of closure


def test_words_before_a_pause_ring_out(root: Path) -> None:
    """No cut: 40 ms after its last sample a word is still there, 80 ms after it is silent."""
    softer, silent = [], []
    for episode in episodes(root):
        level, rate = loudness(root / episode.audio.path)
        for _, before in after_silence(episode):
            if before is None:
                continue
            loud = level[at(before.begin, rate) : at(before.close, rate)].max()
            softer.append(level[at(before.close + 0.02, rate)] / loud)
            silent.append(level[at(before.close + 0.08, rate)] / loud)
    assert len(softer) > 60
    assert np.median(softer) > 0.05
    assert np.max(silent) < 0.05


def loudness(path: Path) -> tuple["np.ndarray", int]:
    """The level of a sound file at each sample, over 4 ms."""
    samples, rate = soundfile.read(path)
    width = round(0.004 * rate)
    return np.sqrt(np.convolve(samples**2, np.ones(width) / width, mode="same")), rate


def at(seconds: float, rate: int) -> int:
    return max(0, round(seconds * rate))
