"""Speakers: an editor's cases of who says what, with which voice."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.cost import grows_at_most
from tingbao.model import Role
from tingbao.script import quotes, speakers
from tingbao.script.traditional import simplified

_FILE = Path(__file__).parents[1] / "cases" / "speakers" / "speakers.txt"
_LINES = [line for line in _FILE.read_text("utf-8").splitlines() if line[:1] != "#"]
CASES = [case.split("\n") for case in "\n".join(_LINES).strip().split("\n\n")]


def _voices(paragraphs: list[str]) -> list[speakers.Speaker | None]:
    found = quotes.find(paragraphs, speakers.named(paragraphs))
    return list(speakers.attribute(paragraphs, found))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:12])
def test_who_speaks(case: list[str]) -> None:
    *paragraphs, expected = case
    said = [
        f"{who.name or '-'}/{(who.role or '-').rstrip('23')}" if who else "-"
        for who in _voices(paragraphs)
    ]
    assert f"=> {' '.join(said)}" == expected


def test_people_of_one_gender_take_two_voices_and_keep_them() -> None:
    voices = _voices(["李磊说：“我来搬东西。”", "王军说：“我也来搬。”", "李磊说：“那就走吧，快。”"])
    first, second, again = (who and who.role for who in voices)
    assert {first, second} == {Role.MAN, Role.MAN_2}
    assert again == first


def test_three_of_one_gender_take_three_voices() -> None:
    voices = _voices([f"{name}说：“我也来搬东西，算我一个。”" for name in ("赵刚", "孙勇", "周强")])
    assert {who and who.role for who in voices} == {Role.MAN, Role.MAN_2, Role.MAN_3}


def test_who_may_be_man_or_woman_is_heard_apart_from_the_story_and_the_reporter_is_not() -> None:
    voices = _voices(
        ["研究员单丹说：“成本要降下来。”", "记者问：“怎么降？”", "他们说：“一起想办法。”"]
    )
    assert [who and who.role for who in voices] == [Role.REPORTER_2, None, None]


NAMES = ("李磊", "王军", "赵刚", "孙勇", "周强", "吴涛", "王丽", "张敏", "刘芳", "陈静")


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from(NAMES))
def test_somebody_new_at_the_top_leaves_every_other_voice_alone(names: list[str], new: str) -> None:
    story = [f"{name}说：“今天我们来扫雪，明天还来。”" for name in names]
    lead = f"{new}说：“雪下了一整夜，没有停。”"
    assert _voices([lead, *story])[1:] == _voices(story)


def test_two_people_who_take_turns_need_no_name_again() -> None:
    voices = _voices(
        ["“今天去不去送菜？”李磊问。", "“当然要去送的。”王丽说。", "“那我们早点出发。”"]
    )
    assert [who.name if who else "" for who in voices] == ["李磊", "王丽", "李磊"]


def test_a_pronoun_that_may_mean_two_people_gives_no_name() -> None:
    voices = _voices(["李磊和王军冒雨赶来。他说：“大家慢点走。”"])
    assert [who and who.name for who in voices] == [""]


def test_of_two_people_a_pronoun_means_the_one_whom_the_sentence_before_is_about() -> None:
    voices = _voices(["王军送来了盐。李磊感触很多，一边扫雪一边讲。他说：“大家慢点走。”"])
    assert [who and who.name for who in voices] == ["李磊"]


WORDS = st.sampled_from(
    [
        *"王李张说道：“”。，！的着了和她他·『』老小",
        "师傅",
        "大爷",
        "60岁",
        "乌云",
        "居民们",
        "告诉记者",
        "母亲",
        "写道",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=40).map("".join), max_size=4))
def test_any_text_has_a_speaker_or_none_for_each_quotation(paragraphs: list[str]) -> None:
    found = quotes.find(paragraphs, speakers.named(paragraphs))
    who = speakers.attribute(paragraphs, found)
    assert len(who) == len(found)
    assert all(one is None or quotation.speech for one, quotation in zip(who, found, strict=True))
    voices = {one.name: one.role for one in who if one and one.name}
    assert all(one.role == voices[one.name] for one in who if one and one.name)


@pytest.mark.parametrize(
    "unit",
    [
        "王",
        "王丽说",
        "“好。”王丽说",
        "他",
        "的",
        "“",
        "老王",
        "师傅",
        "乌云",
        "在",
        "·",
        "一边",
        "，",
        "60岁的",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def attribute(length: int) -> None:
        text = "“天亮了。”" + unit * (length // len(unit)) + "说：“好的，来了。”"
        speakers.attribute([text], quotes.find([text], speakers.named([text])))

    assert grows_at_most(16, lambda: attribute(4_000), lambda: attribute(32_000), least=0.02)


@given(st.lists(st.text(max_size=30) | st.text("說著這們「」笑名天", max_size=12), max_size=3))
def test_a_page_in_traditional_characters_keeps_its_places(paragraphs: list[str]) -> None:
    simple = simplified(paragraphs)
    assert list(map(len, simple)) == list(map(len, paragraphs))
    assert simplified(simple) == simple
