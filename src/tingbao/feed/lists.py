"""The pages that lead to the episodes: the index by day and section, months, sections.

Each stays light however long the show: the index and a section's page hold the newest FRONT,
older episodes are on pages by month or year, which change only when one of theirs does.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tingbao.feed.memory import Memory
from tingbao.feed.notes import Link, Notes
from tingbao.model import Card, Feed, PublishedFile

FRONT = 100
"""Episodes on the index and on the first page of a section: some 60 kB."""
SECTIONS = 40
"""Sections with a page of their own: those with the most episodes."""
_NO_SECTION = "其他"


def files(
    notes: Notes, cards: Sequence[Card], feeds: Mapping[str, Feed], memory: Memory
) -> Iterator[PublishedFile]:
    """Every list of ``cards`` (newest first) that may have changed, the index last."""
    months = _by(cards, "%Y-%m") if len(cards) > FRONT else {}
    for month, held in months.items():
        path = f"{month}.html"
        if not memory.fresh(path, held, [path]):
            yield PublishedFile(path=path, content=notes.listing(_named(month), days(held), ()))
    sections: list[Link] = []
    for section in _largest(cards):
        path = f"{stem(section)}.html"
        sections.append(Link(text=section, path=path))
        yield from _section(section, path, notes, cards, memory)
    front = notes.index(
        days(cards[:FRONT]),
        months=[Link(text=_named(month), path=f"{month}.html") for month in months],
        sections=sections,
        feeds=feeds,
    )
    yield PublishedFile(path="index.html", content=front)


def stem(section: str) -> str:
    """ASCII name of a section's page, the same for ever."""
    digest = hashlib.sha256(section.encode("utf-8", "surrogatepass"))
    return f"section-{digest.hexdigest()[:8]}"


def days(cards: Sequence[Card]) -> dict[date, dict[str, list[Card]]]:
    """``cards`` by day and section, in their order; what has no section comes last."""
    found: dict[date, dict[str, list[Card]]] = {}
    for card in cards:
        day = found.setdefault(card.day, {})
        day.setdefault(card.section or _NO_SECTION, []).append(card)
    for day in found.values():
        if _NO_SECTION in day:
            day[_NO_SECTION] = day.pop(_NO_SECTION)
    return found


def _named(period: str) -> str:
    """2022年12月 for "2022-12", 2022年 for "2022"."""
    year, _, month = period.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"


def _by(cards: Sequence[Card], form: str) -> dict[str, list[Card]]:
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.day.strftime(form), []).append(card)
    return found


def _largest(cards: Sequence[Card]) -> list[str]:
    """The sections that get a page, by name; none where all episodes are of one."""
    count = Counter(section for card in cards for section in card.sections)
    if len(count) < 2:
        return []
    most = sorted(count, key=lambda section: (-count[section], section))[:SECTIONS]
    return sorted(most)


def _section(
    section: str, path: str, notes: Notes, cards: Sequence[Card], memory: Memory
) -> Iterator[PublishedFile]:
    """The newest of a section, and where there are more a page a year."""
    of_section = [card for card in cards if section in card.sections]
    years = _by(of_section, "%Y") if len(of_section) > FRONT else {}
    links = [Link(text=_named(year), path=f"{stem(section)}-{year}.html") for year in years]
    pages = [
        (link.path, f"{section} {link.text}", held)
        for link, held in zip(links, years.values(), strict=True)
    ]
    for place, title, held in [*pages, (path, section, of_section[:FRONT])]:
        beside = links if place == path else ()
        if not memory.fresh(place, held, [place], beside=beside):
            yield PublishedFile(path=place, content=notes.listing(title, days(held), beside))
