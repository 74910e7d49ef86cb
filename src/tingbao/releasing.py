"""Room 5: every episode that content/ stands for goes into feed/."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tingbao.cache import digest_of, fingerprint
from tingbao.errors import PublishError
from tingbao.model import Card
from tingbao.records import Records, Work
from tingbao.settings import Settings
from tingbao.wording import say

SHOWN = 5
"""Titles that one sentence names."""

SMALL = 320
"""px of the cover on a page: twice what is shown, some 10 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What was done in feed/."""

    written: tuple[str, ...] = ()
    """Paths relative to feed/."""
    withdrawn: tuple[str, ...] = ()
    """Titles of episodes that subscribers no longer find, since content/ no longer holds them."""
    held: tuple[str, ...] = ()
    """Titles of those that they still find, though no page that can be read holds them."""

    def lines(self) -> Iterator[str]:
        """What left the feed, and what stays in it for now, for a person."""
        if self.withdrawn:
            yield say(
                f"content/ 里没有了，已从订阅源撤下：{_listed(self.withdrawn)}",
                f"no longer in content/, so withdrawn from the feed: {_listed(self.withdrawn)}",
            )
        if self.held:
            yield say(
                f"有版面读不出来，这些先照原样留在订阅源里：{_listed(self.held)}",
                f"while a page cannot be read, these stay as they were: {_listed(self.held)}",
            )


def _listed(titles: Sequence[str]) -> str:
    """The first few of ``titles``, and how many there are."""
    shown = "、".join(titles[:SHOWN])
    if len(titles) <= SHOWN:
        return shown
    return say(f"{shown} 等 {len(titles)} 集", f"{shown} … ({len(titles)} episodes)")


def release(
    settings: Settings, works: Sequence[Work], records: Records, *, unread: bool = False
) -> Released:
    """Publish the episodes of ``works`` that were made.

    ``unread`` says that content/ holds pages that cannot be read. What stood in them cannot be
    known then, so no episode is withdrawn: an editor who takes a story out of the paper means it,
    a page that broke means nothing.

    Where neither an episode nor the show nor the files of feed/ nor what renders them have
    changed since the last time, nothing is rendered.
    """
    cards = records.cards(works)
    before, named = records.subscribed(), {work.id for work in works}
    gone = [episode for episode in before if episode not in named]
    if unread:
        held = [_held(episode, records) for episode in gone]
        written = _release(settings, [*cards, *held], records)
        return Released(written=written, held=_titles(held))
    withdrawn = _titles([card for card in map(records.card, gone) if card])
    return Released(written=_release(settings, cards, records), withdrawn=withdrawn)


def _titles(cards: Sequence[Card]) -> tuple[str, ...]:
    return tuple(card.title for card in cards)


def _held(episode: str, records: Records) -> Card:
    if card := records.card(episode):
        return card
    raise PublishError(
        say(
            f"{episode} 的记录坏了，它的版面也读不出来，订阅源没有改动。"
            "请先修好版面，再运行 tingbao make。",
            f"the record of {episode} is damaged and its page cannot be read; the feed was "
            "left alone: mend the page, then run tingbao make.",
        )
    )


def _release(settings: Settings, cards: Sequence[Card], records: Records) -> tuple[str, ...]:
    feed = settings.root / "feed"
    own = Path(__file__).parent / "feed"
    places = (own, own / "templates", settings.root / "templates")
    sources = [path for place in places for path in sorted(place.glob("*.*"))]

    def mark() -> str:
        return fingerprint(
            settings.show,
            digest_of(settings.root / settings.show.cover),
            settings.narration.label,
            settings.feeds,
            [(card.id, card.digest) for card in cards],
            [(path.name, path.stat().st_mtime_ns) for path in sources],
            sorted(_names(feed)),
        )

    if records.released() == mark() and (feed / "feed.xml").is_file():
        return ()
    from tingbao.audio import pictures
    from tingbao.feed import folder
    from tingbao.illustrating import show_cover

    _, picture = show_cover(settings.root, settings.show)
    report = folder.publish(
        settings.root,
        settings.show,
        settings.narration.label,
        cards,
        records,
        pictures=folder.Pictures(cover=picture, small=pictures.smaller(picture, SMALL)),
        feeds=settings.feeds,
    )
    records.release(mark(), [card.id for card in cards])
    return report.written


def _names(folder: Path) -> Iterator[str]:
    """The paths under ``folder``; sizes and times are left to the file system."""
    for place, _, names in os.walk(folder):
        yield from (f"{place}/{name}"[len(str(folder)) :] for name in names)
