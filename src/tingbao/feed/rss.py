"""The podcast feed: RSS 2.0 by feedgen, and by ``tags`` what feedgen lacks.

Complete by PSP-1 and Apple's list; Podcasting 2.0 and Podlove chapters besides. Byte for byte
the same when nothing changed: every date comes from the episodes, none from the clock.
"""

import html
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from tingbao.feed.addresses import ALONE, FEED, Paging, base
from tingbao.feed.clean import clean, correction, line, timestamp, with_notice
from tingbao.feed.tags import NAMESPACES, VALUE, channel_tags, item_tags
from tingbao.model import Card, Label, Show

DESCRIPTION = 4000
"""Bytes of a description at most (PSP-1)."""

_NEVER = datetime.fromtimestamp(0, UTC)


def feed(
    show: Show,
    label: Label,
    episodes: Sequence[Card],
    picture: str,
    *,
    path: str = FEED,
    paging: Paging = ALONE,
) -> bytes:
    """The feed of ``episodes``, newest first; ``picture`` is the cover's path under feed/.

    ``path`` is where this feed lies, one of the pages of ``paging``.
    """
    generator = FeedGenerator()
    generator.load_extension("podcast")
    generator.register_extension("tingbao", _FeedTags, _EntryTags, atom=False, rss=True)
    address = base(show)
    generator.generator("tingbao")
    generator.docs("")
    generator.title(line(show.title)[:VALUE])
    generator.description(
        with_notice(clean(show.description or show.title).strip(), label.written, DESCRIPTION)
    )
    generator.language(show.language)
    if show.copyright:
        generator.copyright(line(show.copyright))
    # feedgen's <link> is the href of the last call, so the page comes after the feed itself.
    generator.link(href=address + path, rel="self", type="application/rss+xml")
    generator.link(href=show.link or f"{address}feed/index.html", rel="alternate")
    # feedgen would take the clock; an empty feed says the beginning of time.
    newest = max((episode.published for episode in episodes), default=_NEVER)
    generator.lastBuildDate(newest)
    _itunes(generator.podcast, show, f"{address}feed/{picture}", paging)
    generator.tingbao.show = show
    generator.tingbao.picture = picture
    generator.tingbao.paging = paging
    for episode in episodes:
        _entry(generator.add_entry(order="append"), show, label, episode)
    document: bytes = generator.rss_str(pretty=True)
    return document


def _itunes(podcast: Any, show: Show, image: str, paging: Paging) -> None:
    """What directories list the show by."""
    podcast.itunes_author(line(show.author or show.title))
    podcast.itunes_category(*show.category[:2])
    podcast.itunes_image(image)
    podcast.itunes_type("episodic")
    if show.email:
        podcast.itunes_owner(name=line(show.author or show.title), email=show.email)
    if show.new_address:
        podcast.itunes_new_feed_url(show.new_address + paging.newest)
    if show.complete:
        podcast.itunes_complete("yes")
    if show.block:
        podcast.itunes_block(True)


def _entry(entry: Any, show: Show, label: Label, episode: Card) -> None:
    address = base(show)
    entry.guid(episode.id, permalink=False)
    entry.title(line(episode.title)[:VALUE])
    page = f"{address}feed/episodes/{episode.slug}.html"
    entry.link(href=page)
    entry.published(episode.published)
    entry.description(_plain_notes(episode, label))
    entry.content(_html_notes(episode, label, page), type="CDATA")
    entry.enclosure(address + episode.audio.path, str(episode.audio.size), episode.audio.type)
    entry.podcast.itunes_duration(round(episode.audio.seconds))
    entry.podcast.itunes_author(line(show.author or show.title))
    if episode.cover:
        entry.podcast.itunes_image(address + episode.cover)
    entry.tingbao.show = show
    entry.tingbao.episode = episode


def _plain_notes(episode: Card, label: Label) -> str:
    """Corrections, summary, timestamps and notice; a long summary makes room for the rest."""
    text = "\n".join(filter(None, [*_corrections(episode), clean(episode.summary).strip()]))
    tail = with_notice("\n".join(_timestamps(episode)), label.written, DESCRIPTION * 3 // 4)
    return with_notice(text, tail, DESCRIPTION)


def _html_notes(episode: Card, label: Label, page: str) -> str:
    """The same as HTML of the few tags that PSP-1 allows."""
    lines = [*_corrections(episode), line(episode.summary), *_timestamps(episode), label.written]
    paragraphs = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in lines if text)
    return f'{paragraphs}<p><a href="{html.escape(page)}">全文与文字稿</a></p>'


def _corrections(episode: Card) -> list[str]:
    return [correction(note) for note in episode.corrections]


def _timestamps(episode: Card) -> list[str]:
    """A line a chapter; apps take them for chapters only where the first is 00:00:00."""
    lines = [f"{timestamp(chapter.begin)} {line(chapter.title)}" for chapter in episode.chapters]
    if lines and not lines[0].startswith(timestamp(0)):
        lines.insert(0, f"{timestamp(0)} 开始")
    return lines


class _FeedTags(BaseExtension):  # type: ignore[misc]
    """How feedgen asks for the channel's ``tags``."""

    show: Show
    picture: str
    paging: Paging

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_rss(self, feed: Any) -> Any:
        channel_tags(feed[0], self.show, self.picture, self.paging)
        return feed


class _EntryTags(BaseEntryExtension):  # type: ignore[misc]
    """How feedgen asks for an item's ``tags``."""

    show: Show
    episode: Card

    def extend_rss(self, item: Any) -> Any:
        item_tags(item, self.show, self.episode)
        return item
