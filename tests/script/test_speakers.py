"""Speakers: an editor's cases of who says what, with which voice."""

from pathlib import Path

import pytest

from tingbao.model import Role
from tingbao.script import quotes, speakers

_FILE = Path(__file__).parents[1] / "cases" / "speakers" / "speakers.txt"
_LINES = [line for line in _FILE.read_text("utf-8").splitlines() if line[:1] != "#"]
CASES = [case.split("\n") for case in "\n".join(_LINES).strip().split("\n\n")]


def _voices(paragraphs: list[str]) -> list[speakers.Speaker | None]:
    found = quotes.find(paragraphs, speakers.named(paragraphs))
    return list(speakers.attribute(paragraphs, found))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:12])
def test_who_speaks(case: list[str]) -> None:
    *paragraphs, expected = case
    said = [f"{who.name or '-'}/{who.role or '-'}" if who else "-" for who in _voices(paragraphs)]
    assert f"=> {' '.join(said)}" == expected


def test_people_of_one_gender_take_two_voices_and_keep_them() -> None:
    voices = _voices(["李磊说：“我来搬东西。”", "王军说：“我也来搬。”", "李磊说：“那就走吧，快。”"])
    assert [who and who.role for who in voices] == [Role.MAN, Role.MAN_2, Role.MAN]


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
