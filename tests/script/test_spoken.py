"""Print to speech: an editor's cases, and what holds for any input."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.script.spoken import read

CASES = Path(__file__).parent.parent / "cases" / "spoken"
LINES = [
    line.split(" => ")
    for file in sorted(CASES.glob("*.txt"))
    for line in file.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("written", "spoken"), LINES)
def test_a_phrase_is_read_as_a_newsreader_reads_it(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@given(st.text(st.characters(exclude_categories=())) | st.text("0123456789.,:-—/%第年月日A½²①"))
def test_any_text_is_read_with_its_spans_and_no_digit_left(written: str) -> None:
    line = read(written)
    parts, last = [], 0
    for edit in line.edits:
        assert last <= edit.start < edit.end
        parts += [written[last : edit.start], edit.spoken]
        last = edit.end
    assert "".join(parts) + written[last:] == line.spoken
    assert not any(character.isdigit() for character in line.spoken)
