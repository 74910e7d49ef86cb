"""Where captions break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.feed.linebreaks import LINE, LONGEST, halves, pieces


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雪停了。灯亮了！", ["雪停了。", "灯亮了！"]),
        ("她说：“好。”他笑了。", ["她说：“好。”", "他笑了。"]),
        ("早" * 50 + "，" + "晚" * 20 + "。", ["早" * 50 + "，", "晚" * 20 + "。"]),
        # Figures and words of letters stay whole.
        ("早" * 58 + "1,400人到场。", ["早" * 58, "1,400人到场。"]),
        ("早" * 57 + "12:30开门。", ["早" * 57, "12:30开门。"]),
        ("早" * 57 + "iPhone发布。", ["早" * 57, "iPhone发布。"]),
        # No line begins with what closes.
        ("早" * 60 + "”他走了。", ["早" * 59, "早”他走了。"]),
        ("早" * 59 + "“他走了。", ["早" * 59, "“他走了。"]),
        # What has no place to break is cut all the same.
        ("a" * 130, ["a" * 60, "a" * 60, "a" * 10]),
    ],
)
def test_cues(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("早" * 32, ["早" * 32]),
        ("早" * 40, ["早" * 20, "早" * 20]),
        ("早" * 12 + "，" + "晚" * 25, ["早" * 12 + "，", "晚" * 25]),
        (f"{'早' * 14}，{'午' * 5}，{'晚' * 20}", [f"{'早' * 14}，{'午' * 5}，", "晚" * 20]),
        ("早" * 18 + "2022年" + "晚" * 18, ["早" * 18, "2022年" + "晚" * 18]),
        ("早" * 19 + "”" + "晚" * 19, ["早" * 19 + "”", "晚" * 19]),
        ("it was a quiet street of twenty lamps", ["it was a quiet street", "of twenty lamps"]),
    ],
)  # fmt: skip
def test_lines(text: str, expected: list[str]) -> None:
    assert halves(text) == expected


@given(st.text(alphabet="早晚，。：“”（）1,a .%\u0301\u200d😀", max_size=300))
def test_nothing_is_lost_and_nothing_too_long(text: str) -> None:
    cues = cut(text)
    assert "".join(cues) == text
    for cue in cues:
        assert 0 < len(cue) <= LONGEST
        lines = halves(cue)
        assert "".join(lines).replace(" ", "") == cue.replace(" ", "")
        assert len(lines) <= 2
        assert all(len(line) <= LINE for line in lines)
