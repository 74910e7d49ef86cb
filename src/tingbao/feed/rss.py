"""The podcast feed: RSS 2.0 by feedgen, and by our own extension what feedgen lacks.

Complete by PSP-1 and Apple's list; Podcasting 2.0 and Podlove chapters besides. Byte for byte
the same when nothing changed: every date comes from the episodes, none from the clock.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from tingbao.feed.clean import clean, correction, line, shorten, timestamp, with_notice
from tingbao.feed.narrators import narrator
from tingbao.feed.transcripts import clock
from tingbao.model import AudioFile, Card, Label, Show

LOCAL_ADDRESS = "http://127.0.0.1:8000/"
"""The address of a show that has none yet: where ``tingbao serve`` puts it."""

FEED = "feed/feed.xml"
DESCRIPTION = 4000
"""Bytes of a description at most (PSP-1)."""

_NEVER = datetime.fromtimestamp(0, UTC)

VALUE = 255
"""Characters of any other value at most (PSP-1)."""

PODCAST = "https://podcastindex.org/namespace/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PSC = "http://podlove.org/simple-chapters"
ATOM = "http://www.w3.org/2005/Atom"

TRANSCRIPTS = (
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
    ("json", "application/json"),
    ("transcript.html", "text/html"),
)
"""Endings of an episode's transcripts, and their types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The pages that a feed is one of (RFC 5005, 3), as paths of the show's folder."""

    newest: str = FEED
    oldest: str = FEED
    older: str = ""
    """The page after this one; empty on the last."""


ALONE = Paging()


def base(show: Show) -> str:
    """The address that every link of the feed begins with, with a slash at its end."""
    return show.address or LOCAL_ADDRESS


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
    podcast = generator.podcast
    podcast.itunes_author(line(show.author or show.title))
    podcast.itunes_category(*show.category[:2])
    podcast.itunes_image(f"{address}feed/{picture}")
    podcast.itunes_type("episodic")
    if show.email:
        podcast.itunes_owner(name=line(show.author or show.title), email=show.email)
    if show.new_address:
        podcast.itunes_new_feed_url(show.new_address + paging.newest)
    if show.complete:
        podcast.itunes_complete("yes")
    if show.block:
        podcast.itunes_block(True)
    generator.tingbao.show = show
    generator.tingbao.picture = picture
    generator.tingbao.paging = paging
    for episode in episodes:
        _entry(generator.add_entry(order="append"), show, label, episode)
    document: bytes = generator.rss_str(pretty=True)
    return document


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


# ------------------------------------------------------------------------------ the extension


def _add(parent: Any, namespace: str, tag: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
    if text:
        element.text = text
    return element


class _FeedTags(BaseExtension):  # type: ignore[misc]
    """What the channel says beyond feedgen."""

    show: Show
    picture: str
    paging: Paging

    def extend_ns(self) -> dict[str, str]:
        return {"podcast": PODCAST, "psc": PSC}

    def extend_rss(self, feed: Any) -> Any:
        channel, show = feed[0], self.show
        _add(channel, ITUNES, "explicit", str(show.explicit).lower())
        if show.hub:
            _add(channel, ATOM, "link", rel="hub", href=show.hub)
        for rel, path in _pages(self.paging):
            _add(channel, ATOM, "link", rel=rel, href=base(show) + path)
        _add(channel, PODCAST, "guid", show.guid)
        _add(channel, PODCAST, "locked", "yes" if show.locked else "no", **_owner(show))
        _add(channel, PODCAST, "medium", "podcast")
        _add(channel, PODCAST, "txt", "true", purpose="ai-content")
        if show.apple_verify:
            code = line(show.apple_verify)
            _add(channel, PODCAST, "txt", code, purpose="applepodcastsverify")
        _add(channel, PODCAST, "updateFrequency", "每日", **_frequency(show))
        _image(channel, f"{base(show)}feed/{self.picture}", line(show.title))
        if show.license:
            url = {"url": show.license_url} if show.license_url else {}
            _add(channel, PODCAST, "license", line(show.license), **url)
        return feed


def _pages(paging: Paging) -> list[tuple[str, str]]:
    """Relation and path of the other pages; none where the feed is all there is."""
    if paging.oldest == paging.newest:
        return []
    links = [("first", paging.newest), ("last", paging.oldest)]
    return [*links, ("next", paging.older)] if paging.older else links


def _frequency(show: Show) -> dict[str, str]:
    return {"complete": "true"} if show.complete else {"rrule": "FREQ=DAILY"}


def _image(parent: Any, address: str, alt: str) -> None:
    """Every cover is a square JPEG."""
    attributes = {"alt": alt[:VALUE], "aspect-ratio": "1/1", "type": "image/jpeg"}
    _add(parent, PODCAST, "image", href=address, purpose="artwork", **attributes)


def _owner(show: Show) -> dict[str, str]:
    return {"owner": show.email} if show.email else {}


class _EntryTags(BaseEntryExtension):  # type: ignore[misc]
    """What an item says beyond feedgen."""

    show: Show
    episode: Card

    def extend_rss(self, item: Any) -> Any:
        episode, address = self.episode, base(self.show)
        notes = f"{address}feed/episodes/{episode.slug}"
        _add(item, ITUNES, "explicit", str(self.show.explicit).lower())
        _add(item, ITUNES, "episodeType", "full")
        _number(item, episode)
        if episode.cover:
            _image(item, address + episode.cover, line(episode.title))
        for ending, kind in TRANSCRIPTS:
            attributes = {"url": f"{notes}.{ending}", "type": kind, "language": self.show.language}
            if ending in ("vtt", "srt"):
                attributes["rel"] = "captions"
            _add(item, PODCAST, "transcript", **attributes)
        _add(
            item, PODCAST, "chapters",
            url=f"{notes}.chapters.json", type="application/json+chapters",
        )  # fmt: skip
        for voice in episode.voices:
            name = shorten(f"合成语音 {line(narrator(voice))}", 128)
            _add(item, PODCAST, "person", name, role="narrator", group="cast")
        _add(item, PODCAST, "txt", "true", purpose="ai-content")
        for audio in (episode.audio, *episode.alternates):
            _alternate(item, audio, address, default=audio is episode.audio)
        chapters = _add(item, PSC, "chapters", version="1.2")
        for chapter in episode.chapters:
            _add(
                chapters,
                PSC,
                "chapter",
                start=clock(chapter.begin),
                title=line(chapter.title)[:VALUE],
                **({"image": address + chapter.image} if chapter.image else {}),
            )
        return item


def _number(item: Any, episode: Card) -> None:
    """A season a year; the day's number in it, with page and place where they have episodes.

    Taken from the id, so that no number changes when an older story is put in later. Apple's own
    tags take an episode of a day alone: it would show the long number of a story as it is.
    """
    year, number, shown = episode.day.year, episode.day.timetuple().tm_yday, ""
    _, *parts = episode.id.split("/")
    digits = [int("".join(filter(str.isdigit, part)) or 0) for part in parts]
    for value in digits:
        number = number * 100 + value
    shown = f"{episode.day.month}月{episode.day.day}日"
    if len(parts) == 2:
        shown = shorten(f"{shown} {line(parts[0])}版", 32)
    else:
        _add(item, ITUNES, "season", str(year))
        _add(item, ITUNES, "episode", str(number))
    _add(item, PODCAST, "season", str(year), name=f"{year}年")
    _add(item, PODCAST, "episode", str(number), display=shown)


def _alternate(item: Any, audio: AudioFile, address: str, *, default: bool) -> None:
    element = _add(
        item, PODCAST, "alternateEnclosure",
        type=audio.type, length=str(audio.size), bitrate=str(audio.bit_rate),
        default=str(default).lower(),
    )  # fmt: skip
    _add(element, PODCAST, "source", uri=address + audio.path)
    _add(element, PODCAST, "integrity", type="sri", value=f"sha384-{audio.sha384}")
