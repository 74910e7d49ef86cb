"""Sentences and packing: an editor's cases, and what must hold for every text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.cost import takes_at_most
from tingbao.script.breaths import cut, pack, speakable
from tingbao.script.sentences import split

_FILE = Path(__file__).parents[1] / "cases" / "sentences" / "sentences.txt"
CASES = [line for line in _FILE.read_text("utf-8").splitlines() if line and line[0] != "#"]
TEXTS = st.text(alphabet='天地人，。！？…“”‘’「」（）《》"、；： .a1说的', max_size=120)


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_the_editor_says(case: str) -> None:
    assert "│".join(split(case.replace("│", ""))) == case


@given(TEXTS)
def test_nothing_is_lost(text: str) -> None:
    assert "".join(split(text)) == text
    assert "".join(pack(split(text), 20)) == text


@given(st.text(alphabet="天地人，。、；a1", max_size=300), st.integers(2, 50))
def test_no_piece_is_longer_than_asked(text: str, longest: int) -> None:
    assert all(len(piece) <= longest for piece in cut(text, longest))


@given(TEXTS)
def test_no_piece_is_mute_beside_one_that_speaks(text: str) -> None:
    pieces = pack(split(text), 20)
    assert len(pieces) <= 1 or all(map(speakable, pieces))


def test_a_long_sentence_is_cut_at_its_pauses() -> None:
    assert pack(["春天来了，花开了；夏天来了，雨多了，路滑了。"], 12) == [
        "春天来了，花开了；",
        "夏天来了，雨多了，",
        "路滑了。",
    ]


@pytest.mark.parametrize("unit", [" ", ". ", "。", "“", "。”", '"', "《", "（", "。 ", "a."])
def test_a_hostile_page_takes_no_longer_than_a_plain_one(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert takes_at_most(1, lambda: split(text))


@pytest.mark.parametrize(
    ("sentence", "longest", "pieces"),
    [
        (
            "屋里的炉火完全熄灭远处传来班车的喇叭声",
            18,
            ["屋里的炉火完全熄灭", "远处传来班车的喇叭声"],
        ),
        (
            "他说天冷了要多穿些，孩子们都点点头，好。",
            19,
            ["他说天冷了要多穿些，", "孩子们都点点头，好。"],
        ),
        (
            "今天的气温一下子降到了零下二十八摄氏度",
            17,
            ["今天的气温一下子", "降到了零下二十八摄氏度"],
        ),
    ],
)
def test_without_a_mark_a_cut_falls_between_words_and_leaves_no_scrap(
    sentence: str, longest: int, pieces: list[str]
) -> None:
    assert cut(sentence, longest) == pieces
