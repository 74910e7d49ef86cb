"""Bylines are read as sentences; the cases stand in tests/cases/bylines, one a line."""

from pathlib import Path

import pytest

from tingbao.script.bylines import sentence

ROWS = Path("tests/cases/bylines/bylines.txt").read_text("utf-8").splitlines()
CASES = [tuple(row.split(" => ")) for row in ROWS if " => " in row]


@pytest.mark.parametrize(("printed", "said"), CASES)
def test_a_byline_is_read_as_a_sentence(printed: str, said: str) -> None:
    assert sentence(printed) == said
