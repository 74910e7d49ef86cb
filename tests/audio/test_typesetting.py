"""Lines on a cover: 禁则, balance, and size."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.audio import pictures
from tingbao.audio.typesetting import CLOSERS, OPENERS, fit

ROOM = (2500, 1400)


def lines(text: str, rows: int = 4, longest: float = 36) -> tuple[str, ...]:
    return fit(text, ROOM, pictures.width, rows=rows, longest=longest).lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "干部下沉一线 群众暖在心头",
            ("干部下沉一线", "群众暖在心头"),
        ),  # where the editor parts it
        ("早班车", ("早班车",)),
        ("《北方日报·海外版》早间要闻", ("《北方日报·", "海外版》", "早间要闻")),
        ("北方日报·早间听", ("北方日报·", "早间听")),
        ("雪后的第一趟班车开出了老站", ("雪后的第一", "趟班车开出", "了老站")),
    ],
)
def test_lines_are_even_and_break_between_clauses(text: str, expected: tuple[str, ...]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“十四五”以来，全国共处置突发事件2022起，挽回损失3.5亿元。",
        "《办法》（试行）施行：“一件事”一次办！——记某某市（县）“放管服”改革……",
        "GDP增长5.2%，进出口总额达41.76万亿元，COVID-19防控转段",
        "“”“”“”“”《》《》《》。。。。，，，，（（（（））））",
    ],
)
@pytest.mark.parametrize("rows", [1, 2, 3, 4])
def test_no_line_begins_or_ends_with_what_may_not(text: str, rows: int) -> None:
    set_ = lines(text, rows)
    assert len(set_) <= rows
    for line in set_[1:]:
        assert line[0] not in CLOSERS
    for line in set_[:-1]:
        assert line[-1] not in OPENERS
    for number in re.findall(r"[0-9A-Za-z][0-9A-Za-z.%-]+", text):
        assert any(number in line for line in set_) or set_[-1].endswith("…")


@given(st.text(max_size=300), st.integers(1, 4))
def test_any_text_fits_its_room(text: str, rows: int) -> None:
    setting = fit(text, ROOM, len, rows=rows, longest=36)
    assert len(setting.lines) <= rows
    assert setting.height <= ROOM[1]
    assert all(len(line) * setting.size <= ROOM[0] for line in setting.lines)
    assert all(line == line.strip() != "" for line in setting.lines)
    if len(text) <= 36:
        assert "".join("".join(setting.lines).split()) == "".join(text.split())


def test_ten_thousand_characters_are_cut_with_a_sign() -> None:
    setting = fit("长" * 10_000, ROOM, pictures.width, rows=4, longest=36)
    assert setting.lines[-1].endswith("长…")
    assert setting.size >= ROOM[0] // 12
    assert fit("a" * 10_000, ROOM, pictures.width, rows=4, longest=36).size >= ROOM[0] // 12
    assert fit("长，" * 5000, ROOM, pictures.width, rows=4, longest=36).lines[-1].endswith("长…")
