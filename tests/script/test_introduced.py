"""A surname that one sentence of a story proves is read alike in the others."""

import re
from pathlib import Path

import pytest

from tingbao.model import Narration, Part
from tingbao.script.introduced import Introduced, proved
from tingbao.script.lexicon import EMPTY, read_lexicon
from tingbao.script.pinyin import Reader
from tingbao.script.writing import write

from .test_writing import a_story

CASES = Path(__file__).parents[1] / "cases" / "introduced" / "surnames.txt"
STORIES = [row for row in CASES.read_text("utf-8").splitlines() if row[:1] != "#"]


@pytest.mark.parametrize("marked", STORIES)
def test_a_surname_is_read_alike_through_a_story(marked: str) -> None:
    story = re.sub(r"\([a-z]+[1-5]\)", "", marked)
    tokens = Reader(people=Introduced(proved(story))).read(story).pinyin.split(" ")
    told = zip(story, tokens, strict=True)
    hanzi = {found[1] for found in re.finditer(r"(.)\(", marked)}
    shown = "".join(f"{char}({said})" if char in hanzi else char for char, said in told)
    wanted = re.findall(r"(.)\((\w+)\)", marked)
    heard = [pair for pair in re.findall(r"(.)\((\w+)\)", shown) if pair[0] in hanzi]
    assert heard == wanted


def test_what_is_printed_and_spoken_stays_and_the_lexicon_goes_before() -> None:
    story = a_story("村医单志远守了四十年。", "乡亲们送单志远下山。")
    lexicon = read_lexicon('[words]\n"送单志远" = "song4 dan1 zhi4 yuan3"', "lexicon.toml")
    plain, ruled = (
        write("id", "题", (story,), "听报", Narration(), words) for words in (EMPTY, lexicon)
    )
    lines = {segment.written: segment for segment in plain.segments}
    assert lines["乡亲们送单志远下山。"].spoken == "乡亲们送单志远下山。"
    assert "song4 shan4 zhi4" in lines["乡亲们送单志远下山。"].pinyin
    assert any("song4 dan1 zhi4" in segment.pinyin for segment in ruled.segments)


def test_the_anchor_s_list_reads_a_headline_s_people_as_their_story_does() -> None:
    stories = (
        a_story("村医单志远守了四十年。", headline="送单志远下山"),
        a_story("单位组织体检。", headline="单志远单位体检", id="2022-12-12/01/2"),
    )
    script = write("id", "题", stories, "听报", Narration(), EMPTY)
    listed = [line for line in script.segments if line.part is Part.OPENING]
    assert any("song4 shan4 zhi4 yuan3" in line.pinyin for line in listed)
