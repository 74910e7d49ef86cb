"""Print to speech: an editor's cases, and what holds for any input."""

import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.cost import grows_at_most
from tingbao.script.rules.labels import CHINESE
from tingbao.script.spoken import RULES, read

CASES = Path(__file__).parent.parent / "cases" / "spoken"
AS_PRINTED = "as-printed"


def lines_of(file: Path) -> list[list[str]]:
    return [
        line.split(" => ")
        for line in file.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


FILES = {file.stem: lines_of(file) for file in sorted(CASES.glob("*.txt"))}
LINES = [line for lines in FILES.values() for line in lines]


@pytest.mark.parametrize("name", FILES)
def test_phrases_are_read_as_a_newsreader_reads_them(name: str) -> None:
    """A file at once: a test a line took half a minute more, and told no more."""
    read_so = [[written, read(written).spoken] for written, _ in FILES[name]]
    assert read_so == FILES[name]


def test_every_rule_has_its_case_file_and_no_file_is_an_orphan() -> None:
    assert set(FILES) == {rule.name.replace(" ", "-") for rule in RULES} | {AS_PRINTED}
    assert all(FILES.values())


def test_every_rule_has_a_name_that_an_editor_understands() -> None:
    more = {"lexicon", "gap", "byline", "caption"}
    assert set(CHINESE) == {rule.name for rule in RULES} | more
    assert len(set(CHINESE.values())) == len(CHINESE)


@pytest.mark.parametrize("name", FILES)
def test_each_line_of_a_case_file_exercises_its_rule(name: str) -> None:
    for written, spoken in FILES[name]:
        fired = {edit.rule.replace(" ", "-") for edit in read(written).edits}
        assert name in fired or (name == AS_PRINTED and written == spoken), written


def test_a_figure_of_any_script_is_read() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if is_figure(character):
            spoken = read(f"共{character}人").spoken
            assert character not in spoken, f"U+{code:04X}"


PIECES = (
    "1", "1:", "1-", "—", "1,", "1.", "1×", "1+", "1/", "1、", "第1、", "2020、", "a.", "a@", "A1",
    "1 234 ", "*", "(", "１", "٣", "①", "1°1′", "12:30、", "0471-", "日-", "（", "《", "[1", "(1)",
    "X", "1X", "A1B2", "A-1-", "1^", "10⁹/", "2022.1.1-", "12:30-", "1比", "2、3", "元/", "1元-",
    "第1+", "O零", "’1’", "K1+", "86 1", "一", "负1",
)  # fmt: skip
ENDINGS = (("1", ","), ("1", "x"), (" ", "1"), ("\n", "1"), ("a", "@"), ("1", "²"), ("9.", "x"))


@pytest.mark.parametrize(("piece", "tail"), [*((piece, "") for piece in PIECES), *ENDINGS])
def test_hostile_print_takes_time_in_proportion_to_its_length(piece: str, tail: str) -> None:
    short, long = (piece * (length // len(piece)) + tail for length in (8_000, 64_000))
    assert grows_at_most(20, lambda: read(short), lambda: read(long))


@given(st.text(st.characters(exclude_categories=())) | st.text("0123456789.,:-—/%第年月日A½²①"))
def test_any_text_is_read_with_its_spans_and_no_digit_left(written: str) -> None:
    line = read(written)
    parts, last = [], 0
    for edit in line.edits:
        assert last <= edit.start < edit.end
        parts += [written[last : edit.start], edit.spoken]
        last = edit.end
    assert "".join(parts) + written[last:] == line.spoken
    assert not any(is_figure(character) for character in line.spoken)


def is_figure(character: str) -> bool:
    """Of any script, raised, circled or Roman; hanzi that mean numbers are letters to Unicode."""
    return unicodedata.category(character) in ("Nd", "Nl", "No")


@given(
    st.lists(
        st.sampled_from([written for written, _ in LINES])
        | st.from_regex(r"[0-9０-９]{1,9}[-—~:：./,，+×%％年月日时人元万号层室]?", fullmatch=True)
        | st.sampled_from(list("，。、；：（）《》“”—…·／－～〜﹪℃㎡½²①Ⅲ第共约至到零上下")),
        max_size=6,
    ).map("".join)
)
def test_print_set_side_by_side_leaves_no_figure_and_no_span_crosses(written: str) -> None:
    line = read(written)
    assert all(one.end <= other.start for one, other in pairwise(line.edits))
    assert not any(is_figure(character) for character in line.spoken)


def test_what_has_been_read_is_read_the_same_again() -> None:
    changed = {spoken: read(spoken).spoken for _, spoken in LINES}
    assert [pair for pair in changed.items() if pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("清雪车 2 辆", "清雪车 两 辆"),
        ("2022 年 12 月 2 日，第 2 天", "二零二二 年 十二 月 二 日，第二 天"),
        ("1 路车到 302 室", "一 路车到 三零二 室"),
        ("用时 3 至 5 天", "用时 三至五 天"),
    ],
)
def test_figures_set_apart_from_hanzi_are_read_as_if_they_were_not(
    written: str, spoken: str
) -> None:
    line = read(written)
    assert line.spoken.replace(" ", "") == spoken.replace(" ", "")
    assert all(line.written[edit.start : edit.end].strip() for edit in line.edits)
