"""The editor's lexicon: what may be written, what is refused and how it is said."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.errors import SettingsError
from tingbao.script.dictionary import sounds
from tingbao.script.homophones import homophone, respelt
from tingbao.script.lexicon import BIGGEST, MOST, read_lexicon
from tingbao.script.lines import read_line
from tingbao.script.pinyin import Reader

NAME = "content/lexicon.toml"


def entries(text: str) -> dict[str, tuple[str, ...] | str]:
    return {word.written: word.pinyin or word.alias for word in read_lexicon(text, NAME).words}


def refusal(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read_lexicon(text, NAME)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "syllables"),
    [
        ('"单县" = "shan4 xian4"', "shan4 xian4"),
        ('"单县" = "shàn xiàn"', "shan4 xian4"),
        ('"单县" = "Shan4Xian4"', "shan4 xian4"),
        ('"毛毛" = "máo mao"', "mao2 mao5"),
        ('"吕家" = "lǚ jiā"', "lv3 jia1"),
        ('"吕家" = "lu:3 jia1"', "lv3 jia1"),
        ('"掠夺" = "lüè duó"', "lve4 duo2"),
        ('"曲江" = "qǖ jiang1"', "qu1 jiang1"),
        ('"欸" = "ê1"', "ê1"),
        ('"单县" = "shan4-xian4"', "shan4 xian4"),
        ('"单县" = "shan4, xian4"', "shan4 xian4"),
        ('"单县" = "shan４\u3000xian４"', "shan4 xian4"),
        ('"花儿" = "hua1 r5"', "hua1 er5"),
    ],
)
def test_pinyin_may_be_written_as_people_write_it(line: str, syllables: str) -> None:
    assert list(entries(f"[words]\n{line}\n").values()) == [tuple(syllables.split())]


@pytest.mark.parametrize("alias", ["空气质量指数", "A Q I", "Hello", "二乘以3"])
def test_anything_else_is_read_in_the_words_place(alias: str) -> None:
    assert entries(f'[words]\n"AQI" = "{alias}"\n') == {"AQI": alias}


REFUSED = [
    ('[words]\n"单县" = "shan9 xian4"', 2, "shan9", "没有“shan9”"),
    ('[words]\n"单县" = "zhx4 xian4"', 2, "zhx4", "没有“zhx4”"),
    ('[words]\n"单县" = "shan6 xian4"', 2, "tones are 1 to 4", "声调写 1 到 4，轻声写 5"),
    ('[words]\n"单县" = "4shan 4xian"', 2, "write it as shan4", "写成 shan4"),
    ('[words]\n"花儿" = "huar1"', 2, "hua1 er5", "一字一音；写成 hua1 er5"),
    ('[words]\n"（单县）" = "shan4 xian4"', 2, "marks or brackets", "标点和括号没有音"),
    ('[words]\n“单县” = "shan4 xian4"', 2, "full-width “”", "全角符号 “”"),
    ('［words］\n"单县" = "shan4 xian4"', 1, "full-width ［］", "全角符号 ［］"),
    ('[words]\n"单县" ＝ "shan4 xian4"', 2, "full-width ＝", "全角符号 ＝"),
    ('[words]\na.b = "甲"', 2, 'write "a.b"', '写成 "a.b"'),
    ('"单县" = "shan4 xian4"', 1, "put a line [words]", "加一行 [words]"),
    ('[words]\n"a" = "b"\n[words]\n"c" = "d"', 3, "put its entries together", "把词条并到一处"),
    ('[words]\n"单县" = ["shan4", "xian4"]', 2, "needs a reading", "要写读法"),
    ('[words]\n"单县" = "shànxiàn"', 2, "blank between", "空一格"),
    ('[words]\n"单县" = "shan xian"', 2, "no tone", "没有声调"),
    ('[words]\n"单县" = "shan4"', 2, "2 characters, its pinyin 1", "有 2 个字，拼音却有 1 个音节"),
    ('[words]\n"单县" = 3', 2, "needs a reading", "要写读法"),
    ('[words]\n"单县" = ""', 2, "needs a reading", "要写读法"),
    ('[words]\n\n"" = "shan4"', 3, "empty word", "词是空的"),
    ('[words]\n"单县 " = "shan4 xian4"', 2, "blanks", "空格"),
    (f'[words]\n"{"长" * 41}" = "x"', 2, "longer than 40", "超过 40 字"),
    (f'[words]\n"长" = "{"话" * 201}"', 2, "make it shorter", "写短些"),
    ('[days."2022-13-01"]\n"a" = "b"', 1, "is no date", "不是一个日期"),
    ('[days.today]\n"a" = "b"', 1, "is no date", "不是一个日期"),
    ('[stories."2022-12-12"]\n"a" = "b"', 1, "is no story", "不是一个篇号"),
    ('[word]\n"a" = "b"', 1, "no such table", "没有这种表"),
    ("words = 3", None, "must be a table", "应是一个表"),
    ("days = [1]", None, "must be a table", "应是一个表"),
    ('[words]\n"单于" = "chan2 yu2"\n"于田" = "wu1 tian2"', 3, "单于田", "另写一条“单于田”"),
    ('[words]\n"a" = "b"\n"a" = "c"', 3, "keep one of them", "留下一条"),
    ('[words]\n单县 = "shan4 xian4"', None, "at line 2", '"单县" = "shan4 xian4"'),
]


@pytest.mark.parametrize(("text", "line", "english", "chinese"), REFUSED)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_mistake_is_named_with_its_line_and_remedy(
    text: str, line: int | None, english: str, chinese: str, language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LANGUAGE", "zh_CN.UTF-8" if language == "zh" else "C")
    message = refusal(text)
    assert message.startswith(f"{NAME}:{line}" if line else NAME)
    assert (chinese if language == "zh" else english) in message


def test_all_mistakes_are_named_at_once() -> None:
    text = '[words]\n"单县" = "shan4"\n"x" = 3\n[word]\n"a" = "b"\n[days."1"]\n"任" = "zhx4"\n'
    assert len(refusal(text).splitlines()) == 5


def test_a_file_that_is_no_lexicon_is_refused_before_it_is_read() -> None:
    assert "too big" in refusal("#" * (BIGGEST + 1))
    many = "".join(f'"词{number}" = "话"\n' for number in range(MOST + 1))
    assert "more than 5,000 entries" in refusal(f"[words]\n{many}")
    assert "TOML" in refusal("a = " + "[" * 5000)


def test_a_byte_order_mark_and_windows_lines_are_no_mistake() -> None:
    assert entries('\ufeff[words]\r\n"单县" = "shan4 xian4"\r\n') == {"单县": ("shan4", "xian4")}


@pytest.mark.parametrize(
    ("word", "line", "spoken"),
    [("a.b", "a.b和acb", "甲和acb"), ("*", "五*级", "五甲级"), ("甲|乙", "甲|乙", "甲"),
     ("[丙]+", "丙丙[丙]+", "丙丙甲"), ("（注）", "如此（注）也罢", "如此甲也罢")],
)  # fmt: skip
def test_signs_of_a_pattern_stand_for_themselves(word: str, line: str, spoken: str) -> None:
    reader = Reader(read_lexicon(f'[words]\n"{word}" = "甲"', NAME))
    assert read_line(line, reader).spoken == spoken


def test_an_entry_for_a_story_that_is_not_there_is_kept_and_used_nowhere() -> None:
    """``tingbao check`` says so: a page may come later than its lexicon."""
    lexicon = read_lexicon('[stories."2022-12-12/04/99"]\n"单" = "shan4"', NAME)
    assert lexicon.scope("2022-12-12", "2022-12-12/04/1").words == ()


def test_thousands_of_entries_are_read_and_contradicted_in_linear_time() -> None:
    """Every word ends or begins with 行: 2,000 x 2,000 pairs, and 50 of the mistakes are named."""
    ends = "".join(f'"{chr(0x4E00 + at)}行" = "yi1 hang2"\n' for at in range(2000) if at != 0x884C)
    heads = "".join(f'"行{chr(0x4E00 + at)}" = "xing2 yi1"\n' for at in range(2000))
    began = time.process_time()
    assert len(entries(f"[words]\n{ends}")) == 2000
    assert len(refusal(f"[words]\n{ends}{heads}").splitlines()) == 51
    assert time.process_time() - began < 5


def test_words_within_a_word_may_differ_from_it_and_the_longer_has_its_way() -> None:
    text = '[words]\n"乐" = "le4"\n"小乐" = "xiao3 yue4"\n"小乐园" = "xiao3 le4 yuan2"\n'
    reader = Reader(read_lexicon(text, NAME))
    assert reader.read("小乐和小乐园").pinyin == "xiao3 yue4 he2 xiao3 le4 yuan2"


@given(st.text(max_size=200))
def test_no_text_breaks_it_otherwise_than_with_a_settings_error(text: str) -> None:
    with contextlib.suppress(SettingsError):
        read_lexicon(text, NAME)


# ------------------------------------------------------------------------------ same sounds


def common_characters() -> list[str]:
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return [hanzi for code in codes if (hanzi := code.decode("gb2312", "ignore"))]


def test_every_usual_reading_has_a_common_character_that_sounds_so() -> None:
    """GB 2312, level 1; a neutral tone may have none, and is left to the voice."""
    for hanzi in common_characters():
        for syllable in sounds(hanzi)[:1]:
            spelt = homophone("单", syllable)
            assert sounds(spelt)[0] == syllable or syllable.endswith("5"), (hanzi, syllable)


@pytest.mark.parametrize(
    ("word", "reading", "spelt"),
    [
        ("单县", "shan4 xian4", "善县"),
        ("行长", "hang2 zhang3", "航掌"),
        ("任家庄", "ren2 jia1 zhuang1", "人家庄"),
        ("仇英", "qiu2 ying1", "求英"),
        ("毛毛", "mao2 mao5", "毛毛"),
    ],
)
def test_a_reading_is_spelt_with_the_commonest_characters_of_its_sound(
    word: str, reading: str, spelt: str
) -> None:
    pairs = zip(word, reading.split(), strict=True)
    assert "".join(homophone(hanzi, syllable) for hanzi, syllable in pairs) == spelt


@pytest.mark.parametrize(
    ("word", "reading", "spelt"),
    [
        ("任家庄", "ren2 jia1 zhuang1", "仁家庄"),  # no 人家
        ("盖德军", "ge3 de2 jun1", "舸德军"),
        ("女儿国", "nv3 er2 guo2", "女而国"),  # read so by everybody; the rare 钕 is no surer
        ("丽水", "li2 shui3", "黎水"),
        ("大埔", "da4 bu4", "大布"),
        ("东阿", "dong1 e1", "东婀"),
        ("开辟", "kai1 pi4", "开譬"),
    ],
)
def test_a_character_that_is_a_word_with_its_neighbour_is_passed_over(
    word: str, reading: str, spelt: str
) -> None:
    chosen = respelt(word, dict(enumerate(reading.split())))
    assert "".join(chosen.values()) == spelt
