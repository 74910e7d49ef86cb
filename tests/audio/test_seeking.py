"""A finished MP3 of over ten minutes: its length, and what is heard after a seek by ffmpeg."""

import random
import shutil
import subprocess

import pytest
from mutagen.mp3 import MP3

from tests.audio.test_finished import FRAME, RATE, Made, ffmpeg
from tests.helpers import runs, tone_reader
from tests.helpers.runs import episodes
from tingbao import edition
from tingbao.model import Passage

HANZI = "雪路灯车站街桥河山风雨云树花鸟鱼水火土木金石田园门窗桌椅书笔纸墨茶饭菜米面油盐"
LETTERS = 6
"""Read after each seek."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An episode of eight stories with pictures at their chapters, in tones that can be read."""
    root = tmp_path_factory.mktemp("long")
    dice = random.Random(3)
    stories = []
    for number in range(8):
        body = "\n\n".join("".join(dice.sample(HANZI, 30)) + "。" for _ in range(24))
        stories.append(f"{''.join(dice.sample(HANZI, 5))}{HANZI[number]}\n\n{body}\n")
    runs.show(root, "", *stories, grouping="day", engine="tone")
    toml = root / "tingbao.toml"
    sound = "[sound]\nmusic = false\n"
    toml.write_text(toml.read_text(encoding="utf-8") + sound, encoding="utf-8")
    assert not edition.make(root, runs.Silent()).broken
    [episode] = episodes(root)
    assert episode.audio.seconds > 660
    return Made(episode, root / episode.audio.path)


def letters(passage: Passage) -> list[tuple[float, str]]:
    """The first letters of ``passage``, and where each begins, s into the episode."""
    written = passage.segment.written
    plain = [(m.begin, written[m.start : m.end]) for m in passage.marks if m.end - m.start == 1]
    return plain[:LETTERS]


def test_the_length_is_what_mutagen_and_ffmpeg_say(made: Made) -> None:
    seconds = made.episode.audio.seconds
    assert MP3(made.path).info.length == pytest.approx(seconds, abs=FRAME / RATE)
    assert len(made.samples) / RATE == pytest.approx(seconds, abs=FRAME / RATE)


def test_after_a_seek_to_each_chapter_its_own_first_letters_are_heard(made: Made) -> None:
    chapters = made.episode.chapters[1:]
    assert len(chapters) >= 7
    for chapter in chapters:
        [first, *_] = [p for p in made.episode.passages if p.segment.story == chapter.story]
        assert first.begin == pytest.approx(chapter.begin, abs=0.001)
        heard_after(made, chapter.begin - 0.1, first)


def test_after_a_seek_to_any_passage_it_is_heard(made: Made) -> None:
    plain = [p for p in made.episode.passages if not p.segment.pace and len(letters(p)) == LETTERS]
    for passage in random.Random(5).sample(plain, 12):
        heard_after(made, passage.begin - 0.1, passage)


def heard_after(made: Made, at: float, passage: Passage) -> None:
    samples = made.decoded("-ss", f"{at:.3f}", "-t", "3")
    times, signs = zip(*letters(passage), strict=True)
    heard = tone_reader.read(samples, RATE, [time - at for time in times])
    assert heard == "".join(signs)


def test_nothing_warns_of_the_file(made: Made) -> None:
    done = ffmpeg("-v", "warning", "-i", str(made.path), "-f", "null", "-")
    assert not done.stderr.decode()


@pytest.mark.slow
def test_mp3val_finds_nothing_wrong(made: Made) -> None:
    program = shutil.which("mp3val")
    assert program, "this test wants mp3val (Debian's package of that name)"
    done = subprocess.run([program, str(made.path)], capture_output=True, text=True, check=True)
    assert "INFO" in done.stdout
    assert not [line for line in done.stdout.splitlines() if "WARNING" in line or "ERROR" in line]


def test_the_seek_table_leads_to_where_each_per_cent_of_the_time_lies(made: Made) -> None:
    """Of constant frames: a straight line from behind the tag to the end, within a 256th."""
    content = made.path.read_bytes()
    place = content.index(b"Info") + 16
    table, size = content[place : place + 100], len(content) - MP3(made.path).tags.size
    assert list(table) == sorted(table)
    for percent, entry in enumerate(table):
        assert entry / 256 * size == pytest.approx(percent / 100 * size, abs=size / 128)
