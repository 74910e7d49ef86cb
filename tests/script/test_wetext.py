"""wetext, a reader of print by other hands, as a cross-check: every difference is accounted for."""

import re
from pathlib import Path

from wetext import Normalizer

from tingbao.script.spoken import read

CASES = Path(__file__).parent.parent / "cases" / "wetext"


def blocks(name: str) -> list[str]:
    text = re.sub(r"^#.*\n", "", (CASES / name).read_text("utf-8"), flags=re.MULTILINE)
    return text.strip().split("\n\n")


PLAIN = blocks("plain.txt")[0].splitlines()
LISTED = [
    dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks("differences.txt")
]


def differences(sentences: list[str]) -> dict[str, tuple[str, str]]:
    """Sentence to both readings, ours first, where they differ in more than punctuation."""
    theirs = Normalizer(lang="zh", operator="tn")
    readings = {line: (read(line).spoken, theirs.normalize(line)) for line in sentences}
    return {line: pair for line, pair in readings.items() if bare(pair[0]) != bare(pair[1])}


def bare(spoken: str) -> str:
    return re.sub(r"[\W_]", "", spoken)


def test_we_differ_from_wetext_only_where_the_list_says_so() -> None:
    listed = {entry["print"]: (entry["ours"], entry["wetext"]) for entry in LISTED}
    assert differences(PLAIN) == listed


def test_each_listed_difference_says_why_and_is_listed_once() -> None:
    assert all(list(entry) == ["print", "ours", "wetext", "why"] for entry in LISTED)
    assert len({entry["print"] for entry in LISTED}) == len(LISTED)
    assert len(set(PLAIN)) == len(PLAIN)
