"""Chapters in JSON, psc, ID3, description and page are one list; transcripts say one text."""

import html
import json
import re
from pathlib import Path

import pytest
from lxml import etree
from mutagen.id3 import ID3

from tests.helpers.psp1 import NAMES
from tests.helpers.runs import Silent, show
from tingbao import edition

PAGE = """雪后的 第一趟班车<&>“快”

本报记者●王丹

12月5日，雪下了6厘米。“路滑，慢点走。”站长李强说。头班车5点40分出站，车上坐了23个人。

老街的灯又亮了

本报记者●刘琪

入夜，灯一盏一盏亮起来。

桥通了

本报记者●王丹

今天，桥通了。
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = show(tmp_path_factory.mktemp("show"), "", PAGE, engine="tone", grouping="day")
    assert not edition.make(root, Silent()).broken
    return root


def one(root: Path, ending: str) -> str:
    files = (root / "feed" / "episodes").iterdir()
    [path] = [path for path in files if path.name.partition(".")[2] == ending]
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chapters(root: Path) -> list[tuple[int, str]]:
    """Milliseconds and title of each, by the JSON."""
    listed = json.loads(one(root, "chapters.json"))["chapters"]
    found = [(round(chapter["startTime"] * 1000), chapter["title"]) for chapter in listed]
    assert len(found) >= 4
    assert found[0][0] == 0
    assert found == sorted(found)
    return found


def test_podlove_has_the_same(root: Path, chapters: list[tuple[int, str]]) -> None:
    feed = etree.parse(root / "feed" / "feed.xml")
    found = [
        (milliseconds(chapter.get("start")), chapter.get("title"))
        for chapter in feed.findall(".//psc:chapter", NAMES)
    ]
    assert found == chapters


def milliseconds(clock: str) -> int:
    hours, minutes, seconds, rest = map(int, re.split(r"[:.]", clock))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def test_the_file_has_the_same(root: Path, chapters: list[tuple[int, str]]) -> None:
    [sound] = (root / "audio").glob("*.mp3")
    tags = ID3(sound).getall("CHAP")
    found = [(chapter.start_time, str(chapter.sub_frames["TIT2"])) for chapter in tags]
    assert sorted(found) == chapters


@pytest.mark.parametrize("tag", ["description", "content:encoded"])
def test_the_notes_have_the_same(root: Path, chapters: list[tuple[int, str]], tag: str) -> None:
    text = etree.parse(root / "feed" / "feed.xml").findtext(f".//item/{tag}", "", NAMES)
    if tag != "description":
        text = html.unescape(re.sub(r"</?p>", "\n", text))
    found = re.findall(r"^(\d\d:\d\d:\d\d) (.+)$", text, re.MULTILINE)
    assert [(milliseconds(f"{clock}.0"), title) for clock, title in found] == [
        (begin // 1000 * 1000, title) for begin, title in chapters
    ]


def test_the_page_has_the_same(root: Path, chapters: list[tuple[int, str]]) -> None:
    text = one(root, "html")
    found = re.findall(r'data-begin="([\d.]+)"><time>[\d:]+</time> <span>(.*?)</span>', text)
    assert [(round(float(begin) * 1000), html.unescape(title)) for begin, title in found] == (
        chapters
    )


def test_all_transcripts_say_the_same_at_the_same_time(root: Path) -> None:
    segments = json.loads(one(root, "json").replace("\n", " "))["segments"]
    expected = [
        (round(s["startTime"] * 1000), round(s["endTime"] * 1000), s["body"]) for s in segments
    ]
    assert timed(one(root, "vtt"), "", r"<v [^>]+>") == expected
    assert timed(one(root, "srt"), r"\d+\n", "") == expected
    bodies = re.findall(r"<p>(.*?)</p>", one(root, "transcript.html"))
    assert list(map(html.unescape, bodies)) == [body for _, _, body in expected]


def timed(text: str, number: str, tag: str) -> list[tuple[int, int, str]]:
    """Begin, end and text of each cue of a VTT or SRT."""
    clock = r"(\d\d:\d\d:\d\d[.,]\d{3})"
    cues = re.findall(rf"^{number}{clock} --> {clock}\n{tag}(.+(?:\n.+)*)$", text, re.MULTILINE)
    unescaped = html.unescape if tag else str
    return [
        (milliseconds(begin.replace(",", ".")), milliseconds(end.replace(",", ".")),
         unescaped(said.replace("\n", "")))
        for begin, end, said in cues
    ]  # fmt: skip
