"""Transcripts: when each sentence is heard, and the line lengths of the standards."""

import itertools
import json
import re

from tests.helpers.episodes import episode, passage
from tingbao.feed import transcripts
from tingbao.model import Part

CUES = transcripts.cues(episode(1))


def test_cues_by_sentence_with_their_speaker() -> None:
    assert [(cue.begin, cue.end, cue.speaker, cue.text) for cue in CUES] == [
        (1.0, 1.6, "记者", "第1篇"),
        (20.0, 21.4, "记者", "院里搭起帐篷。"),
        (25.0, 27.4, "王大娘", "“都好着呢，饭菜热乎。”"),
        (30.0, 30.6, "记者", "她说。"),
    ]


def test_vtt() -> None:
    text = transcripts.vtt(CUES)
    assert text.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:01.600\n<v 记者>第1篇\n")
    assert "\n00:00:25.000 --> 00:00:27.400\n<v 王大娘>“都好着呢，饭菜热乎。”\n" in text


def test_srt_lines_are_short_and_lose_nothing() -> None:
    written = "他说，" * 40 + "没有逗号的长句" * 20 + "。短句。"
    cues = transcripts.cues(episode(1, passages=(passage(Part.BODY, written, 0.0),)))
    blocks = [block.split("\n")[2:] for block in transcripts.srt(cues).strip().split("\n\n")]
    assert "".join("".join(block) for block in blocks) == written
    assert all(len(block) <= 2 and all(0 < len(one) <= 32 for one in block) for block in blocks)


def test_cues_never_overlap_and_follow_one_another() -> None:
    for one, other in itertools.pairwise(CUES):
        assert one.begin < one.end <= other.begin


def test_without_marks_a_sentence_has_its_share() -> None:
    whole = passage(Part.BODY, "一二三四。六七八九。", 10.0)
    bare = type(whole)(segment=whole.segment, begin=10.0, end=12.0)
    cues = transcripts.cues(episode(1, passages=(bare,)))
    assert [(cue.begin, cue.end) for cue in cues] == [(10.0, 11.0), (11.0, 12.0)]


def test_json_and_html_say_the_same() -> None:
    segments = json.loads(transcripts.as_json(CUES))["segments"]
    page = transcripts.as_html(CUES, episode(1), "zh-cn")
    assert [segment["body"] for segment in segments] == re.findall("<p>(.*?)</p>", page)
    assert "<cite>王大娘：</cite>\n<time>00:00:25</time>" in page


def test_chapters() -> None:
    chapters = json.loads(
        transcripts.chapters_json(episode(1).chapters, "题", "https://a.example/")
    )
    assert chapters["version"] == "1.2.0"
    assert [(one["startTime"], one["title"]) for one in chapters["chapters"]] == [
        (0.0, "开场"), (1.0, "第1篇"),
    ]  # fmt: skip
