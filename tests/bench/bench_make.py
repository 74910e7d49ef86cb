"""Whole runs of ``tingbao make``, start of the interpreter and mastering included.

The service is the stand-in at its usual pace (0.35 s to the first byte, 12 times real time a
stream, six streams). What it needs alone for the same requests is the measure.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.bench.bench_speech import FIRST, SPEED, alone
from tests.helpers.edge_server import EdgeServer, serving, tones
from tests.helpers.runs import DAY, show, tingbao
from tingbao import edition
from tingbao.cache import Store
from tingbao.casting import cast_of
from tingbao.desk import Observer
from tingbao.gathering import gather
from tingbao.records import Records
from tingbao.scripting import script_of
from tingbao.settings import read_settings
from tingbao.speech.edge import Edge
from tingbao.speech.planning import Plan, plan

HANZI = "雪路灯车站街桥河山风雨云树花鸟鱼水火土木金石田园门窗桌椅书笔纸墨茶饭菜米面油盐"
STORIES, PARAGRAPHS = 10, 12
"""36 minutes at the stand-in's five characters a second."""
MANY = 1000


def page(number: int, paragraphs: int = PARAGRAPHS) -> str:
    """A story whose sentences no other story has."""
    name = numeral(number)
    body = "\n\n".join(
        "".join(f"{name}之{numeral(at)}{turned(number + at + part)}。" for part in range(2))
        for at in range(paragraphs)
    )
    return f"第{name}条街上的雪\n\n本报记者●王丹\n\n{body}\n"


def numeral(number: int) -> str:
    """``number`` in characters that are read as they stand."""
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))


def turned(by: int) -> str:
    """Forty hanzi, begun elsewhere each time."""
    return HANZI[by % 40 :] + HANZI[: by % 40]


def planned(root: Path) -> Plan:
    """What ``make`` would ask the service for."""
    settings = read_settings(root)
    works = edition.group(settings, gather(settings).stories)
    engine = Edge({})
    scripts = [script_of(work, settings) for work in works]
    return plan(scripts, cast_of(engine, settings), engine, Store(root / "audio" / "clips"))


def timed(root: Path) -> float:
    """Seconds of one ``tingbao make``, from start to end."""
    begin = time.perf_counter()
    done = tingbao(root, "make")
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(done.stderr)
    return seconds


def cold(stories: int) -> Iterator[tuple[str, float, str, float]]:
    """Everything is spoken; nothing is; a lead is."""
    with tempfile.TemporaryDirectory() as folder, serving(first=FIRST, speed=SPEED) as server:
        root = show(Path(folder), server.address, *(page(number) for number in range(stories)))
        asked = planned(root)
        for request in asked.requests:
            tones(request.text)  # sung beforehand: the server's work is not ours
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = timed(root)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        minutes = sum(len(tones(request.text)) for request in asked.requests) / 6000 / 60
        processor = after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime
        name = f"cold make of {stories} stories ({minutes:.0f} min) / the service alone"
        yield name, seconds / alone(asked), "x", 1.10
        yield "its processor time a minute of speech", processor / minutes, "s", 2.0
        yield from later(root, server, stories)


def later(root: Path, server: EdgeServer, stories: int) -> Iterator[tuple[str, float, str, float]]:
    """Requests of an unchanged run, and of one with a lead on top, past the lead's own."""
    before = len(server.lines)
    timed(root)
    yield "unchanged run", float(len(server.lines) - before), "requests", 0.0
    lead = root / "content" / DAY / "00.txt"
    lead.write_text(page(stories), encoding="utf-8")
    own = {request.text for request in planned(root).requests}
    before = len(server.lines)
    timed(root)
    extra = len(server.lines) - before - len(own)
    yield f"lead inserted ({len(own)} new lines), beyond its own", float(extra), "requests", 0.0


class Deaf(Observer):
    """Hears nothing."""


def unchanged() -> Iterator[tuple[str, float, str, float]]:
    """A run over ``MANY`` stories that were made before and have not changed."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [
            "\n\n".join(page(100 * at + of, 2) for of in range(20)) for at in range(MANY // 20)
        ]
        root = show(Path(folder), "", pages[0])
        edition.make(root, Deaf(), engine="tone", only=(f"{DAY}/01/1",))
        for number, text in enumerate(pages, 1):
            (root / "content" / DAY / f"{number:02}.txt").write_text(text, encoding="utf-8")
        remembered(root)
        timed(root)  # the feed is made
        seconds = min(timed(root) for _ in range(3))
        yield f"unchanged make of {MANY} stories, start to end", seconds, "s", 2.0


def kept() -> Iterator[tuple[str, float, str, float]]:
    """Days that stayed as they were, beside the same days cut."""
    with tempfile.TemporaryDirectory() as folder:
        root = show(Path(folder), "", page(0, 2))
        for day in range(1, 29):
            place = root / "content" / f"2021-02-{day:02}"
            place.mkdir()
            text = "\n\n".join(page(100 * day + of, 6) for of in range(20))
            (place / "01.txt").write_text(text, encoding="utf-8")
        settings = read_settings(root)
        times = []
        for _ in range(4):
            begin = time.process_time()
            gather(settings, remember=True)
            times.append(time.process_time() - begin)
        yield "28 days that stayed / the same days cut", min(times[1:]) / times[0], "x", 0.15


def remembered(root: Path) -> None:
    """Let every story of ``root`` pass for made: the one that was lends its sound."""
    toml = root / "tingbao.toml"
    toml.write_text(toml.read_text("utf-8").replace('"edge"', '"tone"', 1), encoding="utf-8")
    settings = read_settings(root)
    works = edition.group(settings, gather(settings, remember=True).stories)
    records = Records(settings)
    [one] = [records.whole(card) for card in records.cards(works)]
    if len(works) != MANY:
        raise SystemExit(f"{len(works)} stories")
    for work in works:
        records.save(work, replace(one, id=work.id, title=work.title, stories=work.stories,
                                   slug=work.id.replace("/", "-")))  # fmt: skip


def run() -> Iterator[tuple[str, float, str, float]]:
    """Rows of name, figure, unit, limit."""
    yield from cold(STORIES)
    yield from unchanged()
    yield from kept()


if __name__ == "__main__":
    for row in cold(int(sys.argv[1])) if len(sys.argv) > 1 else run():
        print("{}: {:.3f} {} (at most {:.2f})".format(*row), flush=True)
