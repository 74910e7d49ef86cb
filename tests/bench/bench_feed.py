"""What one more episode costs a show of 10,000; ``run()`` gives the rows of ``make bench``.

Each release is a process of its own, so that its memory is its own too. The show is put
together from records without a sound being made; those that may be read whole (the volume of
search that the new one joins) have 60 paragraphs, the others 6, to fill it in two minutes.
"""

import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from subprocess import run as start

from lxml import etree

from tests.helpers.episodes import LABEL, SHOW, episode, passage
from tingbao.feed import rss
from tingbao.model import Episode, Part
from tingbao.publishing.parcel import pack
from tingbao.records import Records, Work
from tingbao.releasing import release
from tingbao.settings import NAME, read_settings

MANY = 10_000
LONG, SHORT = 60, 6
_HANZI = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下"
)
SECTIONS = ("要闻", "社区", "体育", "文化", "财经")
_TOML = f"""
[show]
title = "{SHOW.title}"
guid = "{SHOW.guid}"
address = "{SHOW.address}"
[feeds.sports]
title = "体育听报"
guid = "7d6ef3a4-0c0f-5f43-a6b0-7d3c45a1f3a1"
sections = ["体育"]
"""


def story(number: int) -> Episode:
    """Episode ``number``, its paragraphs some 90 characters each, all its own."""
    texts = []
    for place in range(LONG if number > MANY - 300 else SHORT):
        seed = number * 7919 + place * 104_729
        text = "".join(_HANZI[(seed >> step % 13) * (step + 3) % len(_HANZI)] for step in range(88))
        texts.append(f"{text[:40]}，{text[40:]}。")
    one = episode(number)
    passages = tuple(
        passage(Part.BODY, text, 20.0 * place, paragraph=place) for place, text in enumerate(texts)
    )
    stories = (replace(one.stories[0], paragraphs=tuple(texts)),)
    section = SECTIONS[number % len(SECTIONS)]
    return replace(one, stories=stories, passages=passages, sections=(section,))


def fill(root: Path, numbers: range) -> None:
    """Records and empty sound files of the episodes ``numbers``."""
    (root / NAME).write_text(_TOML, encoding="utf-8")
    (root / "audio").mkdir(parents=True, exist_ok=True)
    records = Records(read_settings(root))
    for number in numbers:
        one = story(number)
        records.save(work(number), one)
        (root / one.audio.path).touch()


def work(number: int) -> Work:
    """What a release asks of a work: its id."""
    one = episode(number)
    return Work(id=one.id, title=one.title, day=one.day, stories=())


def once(root: Path, count: int) -> None:
    """Release the first ``count`` episodes; prints CPU seconds, MB at most, files written."""
    works = [work(number) for number in range(count)]
    settings = read_settings(root)
    before = time.process_time()
    written = release(settings, works, Records(settings)).written
    spent = time.process_time() - before
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(spent, most, len(written))


def released(root: Path, count: int) -> tuple[float, float, int]:
    """``once`` in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bench_feed", str(root), str(count)]
    done = start(command, capture_output=True, text=True, check=True)
    spent, most, written = done.stdout.split()
    return float(spent), float(most), int(written)


def packed(root: Path) -> float:
    """CPU seconds in which publishing finds out that nothing of the show has changed."""
    pack(root)  # the first time it reads every byte
    begin = time.process_time()
    pack(root)
    return time.process_time() - begin


def light(root: Path) -> float:
    """kB of what a browser loads with the index page."""
    feed = root / "feed"
    loaded = [feed / "index.html", feed / "style.css", feed / "search.js"]
    return sum(path.stat().st_size for path in [*loaded, *feed.glob("*-small.jpg")]) / 1000


def against_lxml() -> float:
    """Our feed of 200 over the same elements written by lxml alone, by CPU time."""
    cards = [episode(number).card() for number in range(200)]
    begin = time.process_time()
    document = rss.feed(SHOW, LABEL, cards, "cover.jpg")
    ours = time.process_time() - begin
    elements = list(etree.fromstring(document).iter())
    begin = time.process_time()
    root = etree.Element(elements[0].tag, nsmap=elements[0].nsmap)
    for element in elements[1:]:
        etree.SubElement(root, element.tag, dict(element.attrib)).text = element.text
    etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return ours / (time.process_time() - begin)


def run() -> list[tuple[str, float, str, float]]:
    """Rows of name, figure, unit, limit."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        fill(root, range(MANY + 1))
        released(root, MANY)
        spent, most, written = released(root, MANY + 1)
        weight, looked = light(root), packed(root)
    return [
        (f"one more episode than {MANY:,}: feed and site", spent, "s CPU", 3.0),
        ("   its memory", most, "MB", 250.0),
        ("   files written", float(written), "files", 60.0),
        ("publishing it: a look at all its files", looked, "s CPU", 3.0),
        ("the index page with all that it loads", weight, "kB", 300.0),
        ("a feed of 200 / the same elements by lxml alone", against_lxml(), "x", 20.0),
    ]


if __name__ == "__main__":
    once(Path(sys.argv[1]), int(sys.argv[2]))
