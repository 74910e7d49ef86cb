"""Dialogues printed with labels: what is a turn, which labels are said, what stays the same."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.cost import grows_at_most
from tests.script.test_writing import BARE, a_story, body, of_page, script
from tingbao.model import Part, Role, Segment
from tingbao.script import quotes, turns
from tingbao.script.lines import apply

ASKED = "记者：冬天流感和普通感冒怎么区分？"
TOLD = "徐强：看发热。流感来得急，一下子烧到39度。"
AGAIN = ("记者：什么时候该去医院？", "徐强：高烧3天不退，马上去。")


def told(*paragraphs: str) -> list[Segment]:
    return body(script(a_story(*paragraphs)))


def test_a_label_is_said_once_by_the_reporter_and_then_left_to_the_voice() -> None:
    segments = told(ASKED, TOLD, *AGAIN)
    assert [(s.part, s.written, s.spoken) for s in segments] == [
        (Part.BODY, "记者：", "记者："),
        (Part.QUOTE, ASKED[3:], ASKED[3:]),
        (Part.BODY, "徐强：", "徐强："),
        (Part.QUOTE, TOLD[3:], "看发热。流感来得急，一下子烧到三十九度。"),
        (Part.QUOTE, AGAIN[0], AGAIN[0][3:]),
        (Part.QUOTE, AGAIN[1], "高烧三天不退，马上去。"),
    ]
    assert [s.role for s in segments[:3]] == [Role.REPORTER] * 3
    assert segments[3].role in (Role.MAN, Role.MAN_2)
    assert [s.role for s in segments[4:]] == [Role.REPORTER, segments[3].role]
    assert all(apply(s.written, s.edits) == s.spoken for s in segments)


def test_a_label_is_said_again_when_the_reporter_has_spoken_between() -> None:
    segments = told(ASKED, TOLD, "窗外的雪停了。记者站起身来。", *AGAIN)
    assert [s.written for s in segments if s.part is Part.BODY and s.written[-1] == "："] == [
        "记者：", "徐强：", "记者：", "徐强：",
    ]  # fmt: skip


def test_two_whose_voices_are_the_same_are_named_each_time() -> None:
    segments = told(
        "记者：谁先来？", "甲：我先来。", "乙：我也来。", "甲：那就一起。", "乙：走吧。"
    )
    assert [s.role for s in segments if s.speaker in "甲乙" and s.speaker] == [Role.REPORTER_2] * 4
    assert [s.spoken for s in segments if s.spoken in ("甲：", "乙：")] == ["甲：", "乙："] * 2


def test_an_answer_never_sounds_like_the_reporter_who_asks() -> None:
    narration = dataclasses.replace(BARE, two_reporters=True)
    qa = ("问：什么时候可以缴费？", "答：每年9月。")
    segments = body(script(of_page("01", 1, *qa), of_page("01", 2, *qa), narration=narration))
    asked, answered = (
        [s.role for s in segments if s.speaker == speaker] for speaker in ("问", "答")
    )
    assert asked == [Role.REPORTER, Role.REPORTER_2]
    assert answered == [Role.REPORTER_2, Role.REPORTER]


def test_a_single_calm_voice_reads_the_labels_as_printed() -> None:
    calm = dataclasses.replace(BARE, quotes=False)
    segments = body(script(a_story(ASKED, TOLD, *AGAIN), narration=calm))
    assert [s.written for s in segments] == [ASKED, TOLD, *AGAIN]
    assert {s.role for s in segments} == {Role.ANCHOR}
    assert all(s.spoken.startswith(s.written[:3]) for s in segments)


def test_a_new_question_at_the_top_leaves_the_words_and_voices_of_all_others_alone() -> None:
    def said(*paragraphs: str) -> list[tuple[Role, str]]:
        return [(s.role, s.spoken) for s in told(*paragraphs) if s.part is Part.QUOTE]

    new = ("记者：您做医生多少年了？", "徐强：整三十年。")
    assert said(*new, ASKED, TOLD, *AGAIN)[2:] == said(ASKED, TOLD, *AGAIN)


@pytest.mark.parametrize("label", ["【{}】", "[{}]", "{}:", "{} ：", "{}（本报）：", "{}说："])
def test_labels_are_known_however_they_are_set(label: str) -> None:
    asked, answered = label.format("记者"), label.format("魏芳")
    found = turns.find([f"{asked}菜价谁来定？", f"{answered}家长和学校一起定。"])
    assert [(turn.who, turn.asks, turn.said) for turn in found] == [
        ("记者", True, len(asked)),
        ("魏芳", False, len(answered)),
    ]


def test_a_pause_mark_behind_a_label_is_obeyed() -> None:
    segments = told(ASKED, "徐强：[停顿 2秒]看发热。")
    assert [(s.spoken, s.pause) for s in segments[2:3]] == [("徐强：", 2000)]


LINES = st.lists(
    st.sampled_from(
        [
            *"：:。？，“”（）\n　",
            *("记者", "问", "答", "徐强", "主持人", "专家", "时间", "电话"),
            *("今天下雪了", "[停顿 2秒]"),
        ]
    ),
    max_size=40,
).map(lambda parts: "".join(parts).split("\n"))


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_turns_follow_one_another_and_nothing_is_lost(paragraphs: list[str]) -> None:
    last = (-1, 0)
    for turn in turns.find(paragraphs):
        assert (turn.paragraph, turn.start) >= last
        assert turn.start <= turn.said < turn.end <= len(paragraphs[turn.paragraph])
        last = (turn.paragraph, turn.end)
    segments = body(script(a_story("天亮了。", *paragraphs)))
    printed = "".join("".join(paragraphs).replace("[停顿 2秒]", "").split())
    written = "".join("".join(s.written for s in segments[1:]).split())
    assert [c for c in written if c.isalnum()] == [c for c in printed if c.isalnum()]
    assert all(apply(s.written, s.edits) == s.spoken for s in segments)


@pytest.mark.parametrize("unit", ["记者：", "问：好？", "。徐强：好。", "（甲", "王"])
def test_hostile_labels_take_time_in_proportion_to_their_length(unit: str) -> None:
    def find(length: int) -> None:
        run = unit * (length // len(unit))
        quotes.find(["记者：好吗？", run, *["徐强：好。"] * (length // 100)])

    assert grows_at_most(16, lambda: find(4_000), lambda: find(32_000), least=0.02)
