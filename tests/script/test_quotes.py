"""Quotations: an editor's cases, and what must hold for every text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.script import quotes

_FILE = Path(__file__).parents[1] / "cases" / "quotes" / "quotes.txt"
_LINES = [line for line in _FILE.read_text("utf-8").splitlines() if line[:1] != "#"]
CASES = [case.split("\n") for case in "\n".join(_LINES).strip().split("\n\n")]
MARKS = st.text(alphabet='天地，。！：“”‘’「」『』"说的a ', max_size=60)


def _marked(paragraphs: list[str]) -> list[str]:
    texts = list(paragraphs)
    for found in reversed(quotes.find(paragraphs)):
        if found.speech:
            text = texts[found.paragraph]
            texts[found.paragraph] = (
                f"{text[: found.start]}【{text[found.start : found.end]}】{text[found.end :]}"
            )
    return texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:12])
def test_speech_is_told_from_emphasis(case: list[str]) -> None:
    assert _marked([text.replace("【", "").replace("】", "") for text in case]) == case


@given(st.lists(MARKS, max_size=4))
def test_quotations_follow_one_another_without_overlap(paragraphs: list[str]) -> None:
    last = (-1, 0)
    for found in quotes.find(paragraphs):
        assert (found.paragraph, found.start) >= last
        assert found.start < found.end <= len(paragraphs[found.paragraph])
        last = (found.paragraph, found.end)


def test_an_english_apostrophe_closes_nothing_but_a_quote_at_the_edge_does() -> None:
    (found,) = quotes.find(["‘It’s here.’"])
    assert (found.start, found.end) == (0, 12)


def test_an_unclosed_quotation_ends_before_the_sentence_that_names_somebody() -> None:
    text = "他说：“我先上。大家放心。王丽听了直点头。“好。”"
    first, _ = quotes.find([text], names=("王丽",))
    assert text[first.start : first.end] == "“我先上。大家放心。"
