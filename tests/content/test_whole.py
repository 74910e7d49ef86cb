"""For any text: every character that is not white space, once, in its story, in order."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tingbao.cleaning import clean
from tingbao.content.lines import split_lines
from tingbao.content.stories import cut
from tingbao.model import Page, Story
from tingbao.proofs import story_as_json

FORMS = [
    "", "标题一行", "春 耕 正 忙", "—— 副题", "——副题", "本报记者●王丹", "本报记者 王 丹",
    "本报讯（记者 李四）今天有雪。", "本报讯", "新华社北京12月10日电（记者 赵六）雪停了。",
    "据新华社电 雪停了。", "【简讯】雪停了。", "正文没有写完，", "正文写完了。", "短句", "“引语。”",
    "（下转第3版）", "（上接第1版）接着写。", "雪停了。（下转第3版）", "04版 要闻",
    "2022年12月12日",
    "责编：赵六", "要闻", "文体·体育", "【民生】", "图为现场。", "▲雪景。 李四 摄", "（资料图）",
    "■一条", "1.一条", "一、小标题", "　　缩进的一行。", "（记者 周晓）", "雪停了。（记者 周晓）",
    "王五 报道", "王五", "# 标出的标题", "#话题#", "## 小标题", "> 引言", "---", "***", "① 二",
    "票价\t里程", "编者按：雪停了。", "相关链接", "今日导读", "Wi-", "记者：雪停了吗？",
    "答：停了。",
]  # fmt: skip
LETTERS = (
    "本报讯记者●（）()责编下转第3版#->—12８Ａa。，：“”电月日王丹图为摄"
    " \t　\xa0\x1c\x1d\x1e\x1f\x85\u2028\u200b\ufeff"
)
LINES = st.lists(
    st.one_of(
        st.sampled_from(FORMS),
        st.tuples(st.sampled_from(FORMS), st.sampled_from(FORMS)).map("".join),
        st.text(alphabet=LETTERS, max_size=24),
        st.text(max_size=30),
    ),
    max_size=25,
)
INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0xAD))


def printed(lines: list[str]) -> str:
    """The characters of a page that can be printed; the editor's marks are none of them."""
    shown = (clean(line.translate(INVISIBLE)).strip() for line in lines)
    shown = (line for line in shown if line.strip("#"))
    return "".join("".join(re.sub(r"^(?:#{1,6}|>)\s+", "", line).split()) for line in shown)


def whole(story: Story) -> str:
    """Every character of a story, whatever its field."""
    fields = story_as_json(story).values()
    return "".join("".join(field) for field in fields)


def squeezed(text: str) -> str:
    return "".join(text.split())


def in_order(part: str, text: str) -> bool:
    """Whether ``part`` can be had from ``text`` by leaving characters out."""
    rest = iter(text)
    return all(character in rest for character in part)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\u2028"]))
@example(["0\x1e#0"], "\n")
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_doubled_or_moved(lines: list[str], end: str) -> None:
    text = end.join(lines)
    found = cut(Page(day=date(2022, 12, 12), number="04", path="04.txt", text=text))
    page = split_lines(text)
    begins = [int(story.source.rpartition(":")[2]) - 1 for story in found]
    assert begins == sorted(set(begins))
    for story, begin, stop in zip(found, begins, [*begins[1:], len(page)], strict=False):
        region = printed(page[begin:stop])
        assert Counter(squeezed(whole(story))) == Counter(region)
        for several in (story.paragraphs, story.captions, story.furniture):
            assert in_order(squeezed("".join(several)), region)
    assert bool(found) == bool(printed(page))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_alike_whatever_ends_it(end: str) -> None:
    text = end.join(["---", "summary: 一句话。", "---", "# 雪", "正文。"])
    [story] = cut(Page(day=date(2022, 12, 12), number="04", path="04.txt", text=text))
    assert (story.summary, story.headline, story.paragraphs) == ("一句话。", "雪", ("正文。",))
    assert story.source == "04.txt:4"
