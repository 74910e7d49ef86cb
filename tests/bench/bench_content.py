"""Pages cut into stories: characters a second a core, linear in length, memory flat over a day.

The pages are in this file's own words: a head of furniture, signed and unsigned stories, 小标题.
"""

import resource
import time
from collections.abc import Iterator
from datetime import date

from tingbao.content.stories import cut
from tingbao.model import Page

PAGES = 24
"""Pages of a day, as a large daily has them."""
CUT = 50_000
"""Characters a second a core that are asked of the cutter: a day of pages in a few seconds."""
LINEAR = 1.5
"""Time a character of a page ten times as long over that of a usual page, at most."""
FLAT = 1.2
"""Most memory after ten more days of pages over that after the first, at most."""


def page(number: int, stories: int = 6) -> Page:
    """Page ``number`` with as many stories as asked, no two pages alike."""
    head = f"长街日报\n2022年12月12日 星期一 第{number:02}版\n责编：周满仓 电话：0471-5550120\n"
    text = head + "".join(_story(number, place) for place in range(stories))
    return Page(day=date(2022, 12, 12), number=f"{number:02}", path="-", text=text)


def _story(number: int, place: int) -> str:
    name = f"{number}路{place}号"
    body = (
        f"清晨6点，{name}门前的积雪已有15厘米厚，清雪队的车从南头开了过来。\n"
        "“路不扫净，心里就不踏实。”队长说，他干这一行已经21年了。\n"
    )
    byline = ("本报记者 周满仓\n", "", "□ 林小雨\n")[place % 3]
    begin = "本报讯（记者 周满仓）" if place % 3 == 1 else ""
    return (
        f"\n长街落雪 {name}先扫净\n{byline}\n{begin}{body * 3}天亮之前\n{body * 3}路口的热水点\n"
        f"{body * 3}图为{name}的清雪车。 周满仓 摄\n"
    )


def rate(pages: list[Page]) -> float:
    """Characters a CPU second, the best of three turns."""
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for one in pages:
            cut(one)
        best = max(best, sum(len(one.text) for one in pages) / (time.process_time() - start))
    return best


def peak() -> float:
    """The most memory that this process has had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run() -> Iterator[tuple[str, float, str, float | str]]:
    """Rows of name, figure, unit and limit; a rate is told as what was asked over what it is."""
    day = [page(number) for number in range(1, PAGES + 1)]
    usual = rate(day)
    yield "page to stories", usual, "characters/s", ""
    yield f"{CUT:,} characters a second over page to stories", CUT / usual, "ratio", 1.0
    long = rate([page(1, stories=60)])
    yield (
        "time a character, a page ten times as long over a usual one",
        usual / long,
        "ratio",
        LINEAR,
    )
    before = peak()
    for turn in range(10):
        for number in range(PAGES):
            cut(page(turn * PAGES + number))
    yield "memory after ten more days of pages over that before", peak() / before, "ratio", FLAT
