"""Episodes of half an hour and more from the stand-in for Edge, heard in the finished MP3."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.helpers.edge_server import STEP, serving
from tests.helpers.runs import show, start
from tests.helpers.tone_reader import read
from tests.speech.test_faults import MIXED
from tests.test_edition import episodes
from tingbao.model import Episode, Passage

HANZI = "雪路灯车站街桥河山风雨云树花鸟鱼水火土木金石田园门窗桌椅书笔纸墨茶饭菜米面油盐"
LIMIT = 0.06
"""Seconds that a cue may lie off the sound."""
AROUND = 0.09
"""Seconds about a cue that its onset is looked for in; the next one is 0.2 s away."""
QUIET = 0.25
"""Of the sound's level about a cue, below which it is between two chords."""


def pages(count: int, sentences: int, length: int) -> list[str]:
    """Stories whose sentences no other story has; written as they are spoken."""
    dice = random.Random(11)
    made = []
    for number in range(count):
        body = "\n\n".join("".join(dice.sample(HANZI, length)) + "。" for _ in range(sentences))
        title = "".join(dice.sample(HANZI, 6))
        made.append(f"{title}{HANZI[number]}\n\n本报记者●王丹\n\n{body}\n")
    return made


def make(root: Path, *faults: str, stories: list[str]) -> Episode:
    """The one episode of a day of ``stories``, made while the service fails as told."""
    with serving(*faults) as server:
        show(root, server.address, *stories, grouping="day")
        toml = root / "tingbao.toml"
        text = toml.read_text(encoding="utf-8")
        toml.write_text(text.replace("[speech]", "[sound]\nmusic = false\n[speech]"), "utf-8")
        with start(root, "make") as process:
            _, err = process.communicate(timeout=1800)
        assert process.returncode == 0, err
        assert not server.faults
    [episode] = episodes(root)
    return episode


def plain(episode: Episode) -> Iterator[Passage]:
    """Passages that are spoken as written and not stretched."""
    for passage in episode.passages:
        if not passage.segment.edits and not passage.segment.pace:
            yield passage


def onset(samples: "np.ndarray", rate: int, cue: float) -> float:
    """When the chord nearest to ``cue`` begins: the last quiet moment about it."""
    first = round((cue - AROUND) * rate)
    piece = np.abs(samples[first : first + round(2 * AROUND * rate)].astype(np.float64))
    width = round(0.005 * rate)
    level = np.convolve(piece, np.ones(width) / width, mode="valid")
    quiet = np.flatnonzero(level < QUIET * np.median(level[level > level.max() / 4]))
    assert len(quiet), cue
    return (first + float(quiet[-1]) + width / 2) / rate


@pytest.mark.slow
def test_cues_lie_on_the_sound_over_half_an_hour(tmp_path: Path) -> None:
    episode = make(tmp_path, stories=pages(10, 32, 24))
    assert episode.audio.seconds > 1800
    samples, rate = soundfile.read(tmp_path / episode.audio.path, dtype="int16")
    off = []
    for passage in plain(episode):
        for mark in passage.marks:
            begin = onset(samples, rate, mark.begin)
            written = passage.segment.written[mark.start]
            assert read(samples, rate, [begin]) == written, (begin, written)
            off.append(begin - mark.begin)
    assert len(off) > 3600
    print(f"cue error: mean {np.mean(off):+.4f} s, worst {np.abs(off).max():.4f} s")
    assert np.abs(off).max() < LIMIT
    last = np.array(off[-400:]) - np.mean(off[:400])
    assert abs(last.mean()) < 0.005  # it does not drift


@pytest.mark.slow
def test_two_thousand_segments_under_mixed_faults_are_heard_in_their_place(tmp_path: Path) -> None:
    dice = random.Random(7)
    faults = [dice.choice(MIXED) if dice.random() < 0.1 else "" for _ in range(2000)]
    stories = pages(20, 102, 6)
    episode = make(tmp_path, *faults, stories=stories)
    samples, rate = soundfile.read(tmp_path / episode.audio.path, dtype="int16")
    heard = []
    for passage in plain(episode):
        begins = [
            mark.begin + STEP * step
            for mark in passage.marks
            for step in range(mark.end - mark.start)
        ]
        heard.append(read(samples, rate, begins))
        audible = "".join(filter(str.isalnum, passage.segment.written))
        assert heard[-1] == audible, (passage.begin, audible)
    assert len(heard) >= 2000
    body = [line.strip("。\n") for page in stories for line in page.split("\n\n")[2:]]
    sentences = set(body)
    assert [line for line in heard if line in sentences] == body
