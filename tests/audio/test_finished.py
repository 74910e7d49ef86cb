"""Finished episode files, made from a page by the whole pipeline, as listeners get them."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from mutagen.mp3 import MP3

from tests.helpers import runs
from tests.helpers.runs import episodes, show, tingbao
from tingbao.model import Episode

PAGE = f"""\
{runs.PAGE}
修灯的师傅说，换一盏要20分钟。

桥头的面馆

本报记者●赵宁

面馆开了15年，一碗面还是8元。“够吃就行。”老板笑着说。
"""
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
RATE = 24_000
FRAME = 576
"""Samples of an MPEG-2 layer III frame."""
SOUNDING = round(0.08 * RATE) + 1_632
"""Samples behind the speech in which a clip may still code something: its tail, and what the
windows of layer III spread (1,152 of the transform, 480 of the filter bank). Of 150 clips of the
embedded voice 8 code some -190 to -330 dBFS of rounding there, later than three frames."""


def ffmpeg(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    done = subprocess.run([FFMPEG, "-nostdin", *arguments], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done


@dataclass(frozen=True)
class Made:
    """An episode by its record, and its file."""

    episode: Episode
    path: Path

    @cached_property
    def samples(self) -> "np.ndarray":
        """The file as ffmpeg decodes it: floats, so that nothing is clipped on the way."""
        return self.decoded()

    def decoded(self, *seek: str) -> "np.ndarray":
        done = ffmpeg("-v", "error", *seek, "-i", str(self.path), "-f", "f32le", "-")
        return np.frombuffer(done.stdout, "<f4")


@pytest.fixture(scope="module", params=["tone", "espeak", "espeak with music"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    engine, _, music = request.param.partition(" with ")
    root = show(tmp_path_factory.mktemp("show"), "", PAGE, grouping="day", engine=engine)
    with (root / "tingbao.toml").open("a", encoding="utf-8") as toml:
        toml.write(f"[sound]\nmusic = {'true' if music else 'false'}\n")
    done = tingbao(root, "make")
    assert done.returncode == 0, done.stderr
    (episode,) = episodes(root)
    assert len(episode.chapters) >= 3
    return Made(episode, root / episode.audio.path)


def test_loudness_and_true_peak_are_the_ones_asked(made: Made) -> None:
    done = ffmpeg("-i", str(made.path), "-af", "ebur128=peak=true", "-f", "null", "-")
    summary = done.stderr.decode().rpartition("Summary:")[2]
    assert float(re.search(r"I:\s+(\S+) LUFS", summary)[1]) == pytest.approx(-16, abs=0.5)
    assert float(re.search(r"Peak:\s+(\S+) dBFS", summary)[1]) <= -1


def test_no_sample_is_clipped(made: Made) -> None:
    assert 0.1 < np.abs(made.samples).max() < 1


@pytest.mark.parametrize("made", ["tone", "espeak"], indirect=True)
def test_each_joint_is_digital_silence(made: Made) -> None:
    """Without music, which sounds in pauses: tests/audio/test_music.py."""
    for before, after in pairwise(made.episode.passages):
        begin, end = round(before.end * RATE), round(after.begin * RATE)
        pause = made.samples[begin + 3 * FRAME : end - 3 * FRAME]
        still = made.samples[begin + SOUNDING : end - 3 * FRAME]
        assert len(still), before.segment.written
        assert not still.any(), before.segment.written
        # ... and to a player of 24 bits already earlier.
        assert not np.rint(pause * 2**23).any(), before.segment.written


def test_the_length_is_one_by_tag_by_decoder_and_by_record(made: Made) -> None:
    frame = FRAME / RATE
    seconds = made.episode.audio.seconds
    assert MP3(made.path).info.length == pytest.approx(seconds, abs=frame)
    assert len(made.samples) / RATE == pytest.approx(seconds, abs=frame)
    assert made.episode.chapters[-1].end == pytest.approx(seconds, abs=frame)


def test_seeking_to_a_chapter_lands_on_its_sound(made: Made) -> None:
    """Within a frame, and with the same sound once the bit reservoir is filled: three frames."""
    around = 2 * FRAME  # what is searched on either side
    for chapter in made.episode.chapters[1:]:
        found = made.decoded("-ss", f"{chapter.begin:.3f}", "-t", "1")
        place = round(chapter.begin * RATE)
        field = made.samples[place - around : place + len(found) + around]
        away = int(np.correlate(field, found, "valid").argmax())
        assert abs(away - around) <= FRAME
        known = field[away : away + len(found)]
        assert np.abs(known).max() > 0.05
        assert np.abs(known - found)[3 * FRAME :].max() < 0.001


def test_ffmpeg_has_no_warning(made: Made) -> None:
    done = ffmpeg("-v", "warning", "-i", str(made.path), "-f", "null", "-")
    assert not done.stderr.decode()


@pytest.mark.slow
def test_mp3val_finds_nothing_wrong(made: Made, tmp_path: Path) -> None:
    program = shutil.which("mp3val")
    assert program, "this test wants mp3val (Debian's package of that name)"

    def problems(path: Path) -> list[str]:
        done = subprocess.run([program, str(path)], capture_output=True, text=True, check=True)
        assert "INFO" in done.stdout
        return [line for line in done.stdout.splitlines() if "WARNING" in line or "ERROR" in line]

    assert not problems(made.path)
    torn = tmp_path / "torn.mp3"  # the proof that it would tell
    content = made.path.read_bytes()
    torn.write_bytes(content[:-1000] + content[-900:])
    assert problems(torn)
