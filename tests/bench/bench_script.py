"""Print to speech, and the whole chain with pinyin, on one core after start-up.

The text is a day of stories in this file's own words, each with figures, names and a quotation;
wetext, where it is installed, reads the same sentences.
"""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tingbao.model import Narration, Story
from tingbao.script import spoken
from tingbao.script.lexicon import EMPTY
from tingbao.script.lines import read_line
from tingbao.script.pinyin import Reader
from tingbao.script.writing import write

SENTENCES = (
    "12月{n}日上午8:30，第{n}批{n}00吨融雪剂运到城北仓库，比去年同期增长3.{n}%。",
    "“路不扫净，心里就不踏实。”清雪队队长周满仓说，他57岁，干这一行已经2{n}年了。",
    "社区在长街两头各设一个热水点，从早上6时到晚上10时，免费供应姜汤和馒头。",
    "据气象台预报，{n}日夜间最低气温将降到-1{n}℃，北风5—6级，行人要当心脚下。",
    "老人重新数了一遍，还差{n}袋面粉、3桶油，便给供销社打了电话：0471-555012{n}。",
    "行长一行到了银行门口，才得知会议改在203室，他们只好沿着台阶又走了两层。",
)
SPEECH, CHAIN = 150_000, 20_000
"""Characters a second a core that are asked of print to speech, and of the whole chain."""
STORIES = 500


def lines(count: int) -> list[str]:
    """``count`` sentences, no two alike, so that nothing is read from a cache of lines."""
    return [
        f"第{at}个路口，" + SENTENCES[at % len(SENTENCES)].format(n=at % 9 + 1)
        for at in range(count)
    ]


def story(number: int) -> Story:
    body = tuple("".join(lines(12)[at : at + 3]) for at in range(0, 12, 3))
    return Story(id=f"2022-12-12/{number // 10 + 1:02}/{number % 10 + 1}", day=date(2022, 12, 12),
                 page=f"{number // 10 + 1:02}", place=number % 10 + 1,
                 headline=f"第{number}场雪 落满长街", byline="本报记者●周满仓",
                 paragraphs=body)  # fmt: skip


def rate(read: Callable[[str], object], text: Sequence[str]) -> float:
    """Characters a CPU second, the best of three turns."""
    best = 0.0
    for turn in range(3):
        start = time.process_time()
        for line in text:
            read(f"{line}{'！' * turn}")
        best = max(best, sum(map(len, text)) / (time.process_time() - start))
    return best


def peak() -> float:
    """The most memory that this process has had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run() -> Iterator[tuple[str, float, str, float | str]]:
    """Rows of name, figure, unit and limit; a rate is told as what was asked over what it is."""
    text = lines(3000)
    reader = Reader(EMPTY.scope("2022-12-12", ""))
    read_line(text[0], reader)  # start-up
    speech, chain = rate(spoken.read, text), rate(lambda line: read_line(line, reader), text)
    yield "print to speech", speech, "characters/s", ""
    yield f"{SPEECH:,} characters a second over print to speech", SPEECH / speech, "ratio", 1.0
    yield "print to pinyin", chain, "characters/s", ""
    yield f"{CHAIN:,} characters a second over print to pinyin", CHAIN / chain, "ratio", 1.0
    foreign = _wetext(text[:120])
    yield "wetext's time over that of print to speech", speech / foreign, "ratio", ""
    for number in range(20):
        _write(number)
    before = peak()
    for number in range(STORIES):
        _write(number)
    yield f"memory after {STORIES} stories over that after 20", peak() / before, "ratio", 1.1


def _write(number: int) -> None:
    one = story(number)
    write(one.id, one.headline, [one], "听报", Narration(), EMPTY)


def _wetext(text: Sequence[str]) -> float:
    from wetext import Normalizer

    normalizer = Normalizer(lang="zh", operator="tn")
    normalizer.normalize(text[0])
    return rate(normalizer.normalize, text)
