"""A line from print to sound, with the editor's lexicon."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.model import token_spans
from tingbao.script.lexicon import EMPTY, read_lexicon
from tingbao.script.lines import apply, read_headline, read_line, read_row, slug
from tingbao.script.pinyin import Reader

CASES = Path(__file__).parents[1] / "cases" / "lines"
LEXICON = read_lexicon(
    """
    [words]
    "单县" = "shàn xiàn"
    "AQI" = "空气质量指数"
    "小乐" = "xiao3 yue4"
    [stories."2022-12-12/04/2"]
    "小乐" = "xiao3 le4"
    """,
    "lexicon.toml",
)


def cases() -> list[tuple[str, str]]:
    return [
        (written.strip(), pinyin.strip())
        for path in sorted(CASES.glob("*.txt"))
        for row in path.read_text(encoding="utf-8").splitlines()
        if "=>" in row
        for written, pinyin in [row.split("=>")]
    ]


@pytest.mark.parametrize(("written", "pinyin"), cases())
def test_a_phrase_is_read_as_a_newsreader_reads_it(written: str, pinyin: str) -> None:
    assert read_line(written, Reader()).pinyin == pinyin


def test_a_reading_serves_both_kinds_of_voice() -> None:
    line = read_line("小乐有35人。", Reader(LEXICON))
    assert line.pinyin.startswith("xiao3 yue4 you3 san1")
    assert line.spoken[1] != "乐"  # a character that can only be read yue4
    assert line.spoken[0] + line.spoken[2:] == "小有三十五人。"
    assert apply(line.written, line.edits) == line.spoken


def test_an_entry_is_spelt_out_though_we_would_read_it_so_unasked() -> None:
    """Its editor has heard a voice that does not; 县 can be read in no other way."""
    assert read_line("单县有35人。", Reader(LEXICON)).spoken == "善县有三十五人。"


def test_an_alias_is_read_in_the_words_place() -> None:
    line = read_line("今天AQI是35。", Reader(LEXICON))
    assert line.spoken == "今天空气质量指数是三十五。"
    assert line.written == "今天AQI是35。"


def test_the_narrower_scope_wins() -> None:
    there = Reader(LEXICON.scope("2022-12-12", "2022-12-12/04/2"))
    elsewhere = Reader(LEXICON.scope("2022-12-12", "2022-12-12/04/1"))
    assert there.read("小乐").pinyin == "xiao3 le4"
    assert elsewhere.read("小乐").pinyin == "xiao3 yue4"


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_keeps_its_places(text: str) -> None:
    for read in (read_line, read_headline, read_row):
        line = read(text, Reader(LEXICON))
        assert line.written == text
        assert apply(line.written, line.edits) == line.spoken
        tokens = line.pinyin.split(" ") if line.pinyin else []
        assert len(tokens) == len(token_spans(line.spoken))


def test_a_slug_is_short_and_ascii() -> None:
    assert slug("银行排行：前3名", 4) == "yin-hang-pai-hang"
    assert slug("！？", 4) == ""
    assert EMPTY.words == ()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("小雪落满巷 邻里共清扫", "小雪落满巷，邻里共清扫"),
        ("“雪夜灯”\u3000照归人", "“雪夜灯”，照归人"),
        ("春 耕 正 忙", "春 耕 正 忙"),
        ("第2场雪  来了一夜", "第二场雪， 来了一夜"),
        ("清雪车 2 辆", "清雪车 两 辆"),
        ("停课！ 复课！", "停课！ 复课！"),
        ("同比增长5.2% 日均新设3户", "同比增长百分之五点二，日均新设三户"),
        ("增长 5.2% 左右", "增长 百分之五点二 左右"),
    ],
)
def test_a_gap_in_a_headline_is_a_comma_to_the_ear(written: str, spoken: str) -> None:
    line = read_headline(written, Reader(LEXICON))
    assert line.written == written
    assert line.spoken == apply(written, line.edits) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("名次 球队 胜 负 积分", "名次，球队，胜，负，积分"),
        ("1 北岭 31 6 68", "一，北岭，三十一，六，六十八"),
        ("白菜\u3000每斤1.2元", "白菜，每斤一点二元"),
        ("周一\u3000\u3000小雨\u3000 16℃~22℃", "周一，小雨，十六到二十二摄氏度"),
        ("3月5日\t文化馆\t剪纸课", "三月五日，文化馆，剪纸课"),
        # A table lists no services: 120 is a count, not the number that is called.
        ("2  江州  120  350", "二，江州，一百二十，三百五十"),
        # No cells: figures and Latin words set apart, a word set wide, a sentence.
        ("GDP 增长 5.2 %", "GDP 增长 百分之五点二"),
        ("春\u3000耕", "春\u3000耕"),
        ("老张 老李 老王都来了。", "老张 老李 老王都来了。"),
    ],
)
def test_the_cells_of_a_row_are_parted_by_commas(written: str, spoken: str) -> None:
    line = read_row(written, Reader(LEXICON))
    assert line.written == written
    assert line.spoken == apply(written, line.edits) == spoken
