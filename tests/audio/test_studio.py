"""Clips in, one finished file out; measured on the file as listeners get it."""

import io
import re
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3

from tests.helpers import speeches
from tingbao.audio import aigc, copying, frames, mastering, studio, tagging, waves
from tingbao.cache import Store
from tingbao.errors import AudioError
from tingbao.model import Clip, Part, Role, Segment, Sound, Voice

SOUND = Sound()


def speech(seconds: float, level: float, rate: int = 24_000, kind: str = "WAV") -> bytes:
    """Syllables of a voice-like buzz with 0.1 s of silence before and 0.8 s after."""
    time = np.arange(round(seconds * rate)) / rate
    buzz = sum(np.sin(2 * np.pi * 150 * k * time) / k for k in range(1, 20))
    syllables = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)
    sound = np.concatenate(
        (np.zeros(rate // 10), level * buzz * syllables / 3, np.zeros(rate * 8 // 10))
    )
    file = io.BytesIO()
    soundfile.write(file, sound, rate, format=kind)
    return file.getvalue()


def clip(name: str, story: str, pause: int) -> Clip:
    segment = Segment(
        part=Part.BODY,
        role=Role.ANCHOR,
        story=story,
        written=name,
        spoken=name,
        pinyin="",
        pause=pause,
    )
    voice = Voice(engine="tone", name="a")
    return Clip(segment=segment, voice=voice, key=name, seconds=0, marks=())


def made(folder: Path) -> studio.Finished:
    store = Store(folder / "mastered")
    clips = [clip("片头", "", 1000), clip("一", "s1", 350), clip("二", "s2", 600)]
    sounds = [speech(6, 0.05), speech(3, 0.4, 44_100, "MP3"), speech(4, 0.2, 16_000)]
    for one, sound in zip(clips, sounds, strict=True):
        header, payload = studio.master_entry(one, sound, "wav", SOUND)
        store.put(studio.key(one, SOUND), header, payload)
    tags = tagging.Tags(id="d/1", title="标题", album="听报", artist="报社", day=date(2022, 12, 12))
    return studio.finish(clips, store, SOUND, tags, {"s1": "甲", "s2": "乙"}, folder, "day")


def measured(path: Path) -> tuple[float, float, str]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "info", "-i", str(path)]
    done = subprocess.run(
        [*command, "-af", "ebur128=peak=true", "-f", "null", "-"], capture_output=True, text=True
    )
    summary = done.stderr.rsplit("Summary:", 1)[1]
    return (
        float(re.search(r"I:\s+(\S+) LUFS", summary)[1]),
        float(re.search(r"Peak:\s+(\S+) dBFS", summary)[1]),
        done.stderr,
    )


def test_finished_file_has_the_loudness_peak_and_length_asked(tmp_path: Path) -> None:
    finished = made(tmp_path)
    loudness, peak, _ = measured(tmp_path / finished.audio.path)
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1
    samples, rate = soundfile.read(tmp_path / finished.audio.path)
    assert len(samples) / rate == pytest.approx(finished.audio.seconds, abs=0.03)


def test_sound_lies_where_the_passages_say_with_the_pauses_asked(tmp_path: Path) -> None:
    finished = made(tmp_path)
    decode = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-i"]
    done = subprocess.run(
        [*decode, str(tmp_path / finished.audio.path), "-f", "s16le", "-"], capture_output=True
    )
    assert not done.stderr
    heard = np.flatnonzero(np.abs(np.frombuffer(done.stdout, "<i2").astype(int)) > 200)
    gaps = [(a / 24_000, b / 24_000) for a, b in pairwise(heard) if b - a > 4800]
    for (end, begin), before, after in zip(
        gaps, finished.passages[:-1], finished.passages[1:], strict=True
    ):
        assert end == pytest.approx(before.end, abs=0.024)
        assert begin == pytest.approx(after.begin, abs=0.024)
        assert begin - end == pytest.approx(before.segment.pause / 1000, abs=0.03)


def test_tag_reads_back_with_chapters_and_label(tmp_path: Path) -> None:
    finished = made(tmp_path)
    path = tmp_path / finished.audio.path
    tag = ID3(path)
    chapters = sorted(tag.getall("CHAP"), key=lambda chapter: chapter.start_time)
    assert [str(chapter.sub_frames["TIT2"]) for chapter in chapters] == ["开场", "甲", "乙"]
    assert str(tag["TIT2"]) == "标题"
    assert aigc.faults(tagging.labels(path)) == ()


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_clip_that_is_not_whole_is_named_and_nothing_is_left(tmp_path: Path, harm: str) -> None:
    store = Store(tmp_path / "mastered")
    clips = [clip("片头", "", 1000), clip("第二句", "s1", 350)]
    for one in clips:
        header, payload = studio.master_entry(one, speech(2, 0.2), "wav", SOUND)
        store.put(studio.key(one, SOUND), header, payload)
    path = store.path(studio.key(clips[1], SOUND))
    if harm == "gone":
        path.unlink()
    else:
        content = bytearray(path.read_bytes())
        content[-50] ^= 1
        path.write_bytes(content)
    tags = tagging.Tags(id="d/1", title="标题", album="听报", artist="报社", day=date(2022, 12, 12))
    with pytest.raises(AudioError, match=r"第二句.*tingbao make"):
        studio.finish(clips, store, SOUND, tags, {"s1": "甲"}, tmp_path, "day")
    assert not list((tmp_path / "audio").glob("*"))


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "a").audio == made(tmp_path / "b").audio


def test_notice_is_slowed_to_the_pace_of_the_standard() -> None:
    slowed = mastering.master(speech(2, 0.2), "wav", SOUND, pace=140, characters=11)
    assert 11 * 60 / 160 <= slowed.end - slowed.begin <= 11 * 60 / 120


@pytest.mark.parametrize("sound", [b"", b"no sound", speech(1, 0.0), speech(1, 3e-4)])
def test_what_is_no_speech_is_refused(sound: bytes) -> None:
    for master in (mastering.master, copying.copy):
        with pytest.raises(AudioError):
            master(sound, "wav", SOUND)


def test_a_damaged_clip_is_refused_or_keeps_to_the_peak() -> None:
    """Cut off anywhere, or with bytes of chance in it: nothing else comes of it."""
    heard, rate = soundfile.read(io.BytesIO(speech(2, 0.2)))
    whole, dice = speeches.mp3(heard, rate, 48, 2), np.random.default_rng(4)
    clips = [whole[:at] for at in (1, 3, 4, 143, 144, 289, 3000, 9000)]
    clips += [dice.bytes(int(dice.integers(1, 5000))) for _ in range(10)]
    for at in dice.integers(0, len(whole) - 300, 20):
        clips.append(whole[:at] + dice.bytes(int(dice.integers(1, 200))) + whole[at + 100 :])
    refused = 0
    for clip_ in clips:
        for master in (mastering.master, copying.copy):
            try:
                made = master(clip_, "mp3", Sound(bit_rate=48))
            except AudioError:
                refused += 1
                continue
            peak = np.abs(waves.read(made.frames, rate)).max()
            assert 0 < peak <= 10 ** (SOUND.peak / 20)
    assert 20 < refused < 2 * len(clips)


def test_frames_are_counted_whole() -> None:
    assert frames.count(frames.silence(24_000, 64) * 3) == 3
    with pytest.raises(AudioError):
        frames.count(frames.silence(24_000, 64)[:-1])
