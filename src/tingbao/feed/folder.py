"""Writes feed/: only what changed, in an order that never breaks a subscriber.

Transcripts and notes first, then lists and search, the feed last; each file by rename. The audio
is there already, so the feed names only files that exist. Of a long show only the cards are in
memory: an episode is read whole for its own pages, one at a time, when it changed.
"""

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from tingbao.cache import write_atomically
from tingbao.errors import PublishError
from tingbao.feed import lists, rss, search, transcripts
from tingbao.feed.addresses import Paging, base
from tingbao.feed.library import Library, Present
from tingbao.feed.memory import Memory
from tingbao.feed.notes import Notes
from tingbao.model import Card, Episode, Feed, Label, PublishedFile, Show
from tingbao.wording import say

PAGE = 200
"""Episodes in the feed, and on each page of older ones: far below the 5 MB of validators."""

_OWN = re.compile(r"(?:episodes/)?[A-Za-z0-9][A-Za-z0-9._-]*")
"""What may be removed: whatever the memory says, nothing outside feed/."""

NO_FEEDS: Mapping[str, Feed] = MappingProxyType({})

STATIC = ("style.css", "player.js", "search.js")

ENDINGS = ("vtt", "srt", "json", "transcript.html", "chapters.json", "md", "html")
"""Of the files of an episode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was done in feed/."""

    written: tuple[str, ...]
    """Paths relative to feed/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The show's cover as JPEG: for directories, and small for the page."""

    cover: bytes
    small: bytes

    def files(self) -> tuple[PublishedFile, PublishedFile]:
        """Both by names of their own: directories keep a picture by its address."""
        stem = f"cover-{hashlib.sha256(self.cover).hexdigest()[:8]}"
        return (
            PublishedFile(path=f"{stem}.jpg", content=self.cover),
            PublishedFile(path=f"{stem}-small.jpg", content=self.small),
        )


def publish(
    root: Path,
    show: Show,
    label: Label,
    cards: Sequence[Card],
    library: Library,
    *,
    pictures: Pictures,
    feeds: Mapping[str, Feed] = NO_FEEDS,
) -> Report:
    """Bring ``root``/feed/ up to date with the episodes of ``cards``, in any order.

    ``feeds`` stand beside the main one: feed/NAME.xml, of the same episodes and sound.

    PublishError where the sound of an episode is not there: the feed stays as it was.
    """
    _refuse_missing(root, cards)
    newest_first = sorted(cards, key=lambda one: (one.published, one.id), reverse=True)
    cover, small = pictures.files()
    memory = Memory(root, show, label, cover.path)
    memory.keep(cover.path)
    memory.keep(small.path)
    notes = Notes(root, show, label, small.path)
    files = itertools.chain(
        [cover, small],
        (PublishedFile(path=name, content=notes.static(name)) for name in STATIC),
        _episodes(newest_first, library, notes, show, memory),
        search.files(newest_first, library, memory),
        lists.files(notes, newest_first, feeds, memory),
        _others(feeds, show, label, newest_first, cover.path, memory),
        _feeds(show, label, newest_first, cover.path, memory),
    )
    written = tuple(
        file.path for file in files if write_atomically(root / "feed" / file.path, file.content)
    )
    _remove_idle(root / "feed", memory)
    _sweep(root / "feed", memory.present)
    search.remove_idle(root / "feed", newest_first)
    memory.save()
    return Report(written=written)


def _remove_idle(feed: Path, memory: Memory) -> None:
    """Remove the pages of withdrawn episodes and of lists and feeds that there are no more.

    A story that was withdrawn is not to be read on: no feed or list leads to its pages now.
    """
    for name in filter(_OWN.fullmatch, memory.idle()):
        of_episode = [f"{name}.{ending}" for ending in ENDINGS]
        for path in of_episode if name.startswith("episodes/") else [name]:
            (feed / path).unlink(missing_ok=True)


def _sweep(feed: Path, before: Present) -> None:
    """Remove what a killed run left half-written."""
    for folder in ("", "episodes", "search"):
        for name in before.names(folder):
            if name.startswith(".") and name.endswith(".part"):
                (feed / folder / name).unlink(missing_ok=True)


def _refuse_missing(root: Path, cards: Sequence[Card]) -> None:
    present = Present(root)
    for card in cards:
        sounds = (card.audio, *card.alternates)
        for path in (*(sound.path for sound in sounds), *card.pictures):
            if path not in present:
                raise PublishError(
                    say(
                        f"{path} 不见了，订阅源没有改动。请运行 tingbao make。",
                        f"{path} is gone; the feed was left alone: run tingbao make.",
                    )
                )


def _episodes(
    cards: Sequence[Card], library: Library, notes: Notes, show: Show, memory: Memory
) -> Iterator[PublishedFile]:
    """The files of each episode that may have changed."""
    for card in cards:
        stem = f"episodes/{card.slug}"
        if not memory.fresh(stem, [card], [f"{stem}.{ending}" for ending in ENDINGS]):
            yield from _episode(library.whole(card), notes, show)


def _others(
    feeds: Mapping[str, Feed],
    show: Show,
    label: Label,
    cards: Sequence[Card],
    cover: str,
    memory: Memory,
) -> Iterator[PublishedFile]:
    """The feeds beside the main one, each with pages of its own."""
    for name, feed in feeds.items():
        own = replace(
            show,
            title=feed.title,
            guid=feed.guid,
            description=feed.description or feed.title,
        )
        chosen = [card for card in cards if takes(feed, card)]
        yield from _feeds(own, label, chosen, cover, memory, name=name)


def takes(feed: Feed, card: Card) -> bool:
    """Whether the episode of ``card`` belongs into ``feed``."""
    speakers = {card.engine, *card.voices}
    return (not feed.sections or not set(card.sections).isdisjoint(feed.sections)) and (
        not feed.voices or not speakers.isdisjoint(feed.voices)
    )


def _feeds(
    show: Show,
    label: Label,
    cards: Sequence[Card],
    cover: str,
    memory: Memory,
    *,
    name: str = "feed",
) -> Iterator[PublishedFile]:
    """The pages of older episodes, then the feed itself, feed/``name``.xml.

    Pages are counted from the oldest episode, so a new one changes no page that is there. The
    feed always holds the newest PAGE and may repeat some of the page after it: by their guid
    subscribers know them for the same (RFC 5005, 3 and 4).
    """
    front, first = f"feed/{name}.xml", f"feed/{name}-0001.xml"
    paging = Paging(newest=front, oldest=first if len(cards) > PAGE else front)
    for number in range(1, -(-max(0, len(cards) - PAGE) // PAGE) + 1):
        end = len(cards) - (number - 1) * PAGE
        path = f"{name}-{number:04}.xml"
        held = cards[end - PAGE : end]
        if not memory.fresh(path, held, [path], beside=(show.title, show.guid)):
            page = rss.feed(show, label, held, cover, path=f"feed/{path}", paging=paging)
            yield PublishedFile(path=path, content=page)
        paging = replace(paging, older=f"feed/{path}")
    memory.keep(f"{name}.xml")
    newest = rss.feed(show, label, cards[:PAGE], cover, path=front, paging=paging)
    yield PublishedFile(path=f"{name}.xml", content=newest)


def _episode(episode: Episode, notes: Notes, show: Show) -> Iterator[PublishedFile]:
    cues = transcripts.cues(episode)
    stem = f"episodes/{episode.slug}"
    for ending, text in (
        ("vtt", transcripts.vtt(cues)),
        ("srt", transcripts.srt(cues)),
        ("json", transcripts.as_json(cues)),
        ("transcript.html", transcripts.as_html(cues, episode, show.language)),
        (
            "chapters.json",
            transcripts.chapters_json(episode.chapters, episode.title, base(show)),
        ),
    ):
        yield PublishedFile(path=f"{stem}.{ending}", content=text.encode())
    yield PublishedFile(path=f"{stem}.md", content=notes.markdown(episode))
    yield PublishedFile(path=f"{stem}.html", content=notes.page(episode, cues))
