"""What holds for the segments of any story, put together from what newspapers print."""

import dataclasses
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.test_writing import BARE, a_story, body, script
from tingbao.model import Part, Role, Segment
from tingbao.script import quotes, speakers
from tingbao.script.breaths import speakable
from tingbao.script.sentences import split

SENTENCES = (
    "清晨六点，长街上落了12厘米厚的雪。",
    "社区搭起一道“防火墙”，",
    "老人数了数，还差3袋面粉。",
    "“路不扫净，心里就不踏实。”清雪队队长周满仓说。",
    "王秀兰女士说：“热水管够，都来喝！”",
    "“您慢点走，”郑海涛笑着说，“前面滑。”",
    "她说：“明天还来。”",
    "这是怎么回事？",
    "“收到了，谢谢你们。”",
    "用去融雪剂2.5吨，比昨天少了一成；出动铲车4辆，比昨天多1辆；清出道路36公里，背街小巷也都露出了路面，",
    "《雪夜》一文写道：“灯下有人。”",
    "老站建成，1921年通车，设为终点：乘客认为，灯为人亮。",
    "李磊答：『老师讲过，「慢就是快」。』",
    "……",
)
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7).map("".join)
STORIES = st.lists(PARAGRAPHS, min_size=1, max_size=5)


def told(paragraphs: Sequence[str]) -> list[Segment]:
    return body(script(a_story(*paragraphs)))


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_a_segment_is_one_to_three_sentences_of_one_paragraph(paragraphs: list[str]) -> None:
    for segment in told(paragraphs):
        assert 1 <= len(split(segment.written)) <= 3 + (not speakable(split(segment.written)[-1]))
        assert len(segment.written) <= BARE.longest
        assert segment.written in paragraphs[segment.paragraph]


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_nothing_of_a_paragraph_is_lost_or_said_twice(paragraphs: list[str]) -> None:
    segments = told(paragraphs)
    for place, paragraph in enumerate(paragraphs):
        if speakable(paragraph):
            said = [segment.written for segment in segments if segment.paragraph == place]
            assert "".join(said) == paragraph


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_no_segment_crosses_the_edge_of_a_quotation(paragraphs: list[str]) -> None:
    segments = told(paragraphs)
    found = quotes.find(paragraphs, speakers.named(paragraphs))
    for place, paragraph in enumerate(paragraphs):
        starts, at = set(), 0
        for segment in segments:
            if segment.paragraph == place:
                starts.add(at)
                at += len(segment.written)
        here = [q for q in found if q.paragraph == place and q.speech]
        assert {q.start for q in here if speakable(paragraph[: q.start])} <= starts


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_a_person_keeps_a_voice_and_the_reporter_comes_back(paragraphs: list[str]) -> None:
    voices: dict[str, set[Role]] = {}
    for segment in told(paragraphs):
        if segment.part is Part.QUOTE and segment.speaker:
            voices.setdefault(segment.speaker, set()).add(segment.role)
        if segment.part is Part.BODY:
            assert (segment.role, segment.speaker) == (Role.REPORTER, "")
    assert all(len(roles) == 1 for roles in voices.values())


@settings(max_examples=40, deadline=None)
@given(STORIES, PARAGRAPHS, st.data())
def test_a_new_paragraph_leaves_the_text_of_every_other_segment_alone(
    before: list[str], new: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(before) - 1))
    after = [*before[:place], new, *before[place + 1 :]]

    def others(paragraphs: list[str]) -> list[tuple[str, str, str]]:
        return [
            (segment.written, segment.spoken, segment.pinyin)
            for segment in told(paragraphs)
            if segment.paragraph != place
        ]

    assert others(before) == others(after)


TOLD = st.lists(
    st.sampled_from([text for text in SENTENCES if not set("“『") & set(text)]), max_size=4
).map("".join)


@settings(max_examples=40, deadline=None)
@given(STORIES, TOLD, TOLD, st.data())
def test_a_change_in_what_is_told_leaves_every_other_segment_and_voice_alone(
    story: list[str], before: str, after: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(story)))

    def others(paragraph: str) -> list[Segment]:
        segments = told([*story[:place], f"雪停了。{paragraph}", *story[place:], "天亮了。"])
        return [segment for segment in segments if segment.paragraph != place]

    assert others(before) == others(after)


@settings(max_examples=40, deadline=None)
@given(STORIES, st.sampled_from(["赵刚", "马勇", "孙伟"]))
def test_a_man_who_speaks_at_the_top_leaves_every_other_voice_alone(
    story: list[str], who: str
) -> None:
    def voices(*lead: str) -> list[tuple[str, Role]]:
        segments = told([*lead, "天亮了。", *story])
        return [(s.written, s.role) for s in segments if s.paragraph >= len(lead)]

    assert voices(f"{who}说：“雪下了一整夜，没有停。”") == voices()


LABELLED = ("记者：路什么时候能通？", "徐强：今晚12点以前，先通两条主路，其余的天亮再说。")


@settings(max_examples=40, deadline=None)
@given(st.lists(PARAGRAPHS | st.sampled_from(LABELLED), max_size=6), st.integers(20, 80))
def test_no_segment_is_longer_than_wished_nor_crosses_a_paragraph(
    paragraphs: list[str], longest: int
) -> None:
    narration = dataclasses.replace(BARE, longest=longest)
    for segment in body(script(a_story("天亮了。", *paragraphs), narration=narration)):
        assert len(segment.written) <= longest
        assert segment.written in ["天亮了。", *paragraphs][segment.paragraph]


@settings(max_examples=40, deadline=None)
@given(STORIES, st.booleans())
def test_one_calm_voice_has_no_speakers_and_no_other_reporter(
    paragraphs: list[str], two_reporters: bool
) -> None:
    calm = dataclasses.replace(BARE, quotes=False, two_reporters=two_reporters)
    one = a_story(*paragraphs, *LABELLED, kicker="雪后", captions=("扫雪。",))
    two = dataclasses.replace(one, id="2022-12-12/04/2", place=2)
    segments = script(one, two, narration=calm)
    assert {(segment.role, segment.speaker) for segment in segments} == {(Role.ANCHOR, "")}
    assert Part.QUOTE not in {segment.part for segment in segments}


HALF = str.maketrans("，：；！？", ",:;!?")


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_half_width_signs_are_read_like_full_ones(paragraphs: list[str]) -> None:
    typed = [paragraph.translate(HALF) for paragraph in paragraphs]
    full, half = told(paragraphs), told(typed)
    assert [segment.written for segment in half] == [
        segment.written.translate(HALF) for segment in full
    ]
    for one, other in zip(full, half, strict=True):
        assert other.spoken.translate(HALF) == one.spoken.translate(HALF)
        assert (other.role, other.speaker, other.edits) == (one.role, one.speaker, one.edits)
        assert other.pinyin == one.pinyin
