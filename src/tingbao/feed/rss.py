"""The podcast feed: RSS 2.0 by feedgen, and by our own extension what feedgen lacks.

Complete by PSP-1 and Apple's list; Podcasting 2.0 and Podlove chapters besides. Byte for byte
the same when nothing changed: every date comes from the episodes, none from the clock.
"""

from collections.abc import Sequence
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from tingbao.feed.clean import clean, line, shorten, timestamp
from tingbao.model import AudioFile, Episode, Label, Show

LOCAL = "http://127.0.0.1:8000/"
"""The address of a show that has none yet: where ``tingbao serve`` puts it."""

FEED = "feed/feed.xml"
DESCRIPTION = 4000
"""Bytes of a description at most (PSP-1)."""

PODCAST = "https://podcastindex.org/namespace/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PSC = "http://podlove.org/simple-chapters"
ATOM = "http://www.w3.org/2005/Atom"

TRANSCRIPTS = (
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
    ("json", "application/json"),
    ("html", "text/html"),
)
"""Endings of an episode's transcripts, and their types."""


def base(show: Show) -> str:
    """The address that every link of the feed begins with, with a slash at its end."""
    return show.address or LOCAL


def feed(show: Show, label: Label, episodes: Sequence[Episode], picture: str) -> bytes:
    """The feed of ``episodes``, newest first; ``picture`` is the cover's path under feed/."""
    generator = FeedGenerator()
    generator.load_extension("podcast")
    generator.register_extension("tingbao", _FeedTags, _EntryTags, atom=False, rss=True)
    address = base(show)
    generator.generator("tingbao")
    generator.docs("")
    generator.title(line(show.title))
    generator.description(
        shorten(clean(show.description or show.title) + "\n" + label.written, DESCRIPTION)
    )
    generator.language(show.language)
    if show.copyright:
        generator.copyright(line(show.copyright))
    # feedgen's <link> is the href of the last call, so the page comes after the feed itself.
    generator.link(href=address + FEED, rel="self", type="application/rss+xml")
    generator.link(href=show.link or f"{address}feed/index.html", rel="alternate")
    if episodes:
        generator.lastBuildDate(max(episode.published for episode in episodes))
    podcast = generator.podcast
    podcast.itunes_author(line(show.author or show.title))
    podcast.itunes_category(*show.category[:2])
    podcast.itunes_image(f"{address}feed/{picture}")
    podcast.itunes_type("episodic")
    if show.email:
        podcast.itunes_owner(name=line(show.author or show.title), email=show.email)
    if show.new_address:
        podcast.itunes_new_feed_url(show.new_address + FEED)
    if show.complete:
        podcast.itunes_complete("yes")
    generator.tingbao.show = show
    for episode in episodes:
        _entry(generator.add_entry(order="append"), show, label, episode)
    if not episodes:
        generator.lastBuildDate("1970-01-01T00:00:00+00:00")
    document: bytes = generator.rss_str(pretty=True)
    return document


def _entry(entry: Any, show: Show, label: Label, episode: Episode) -> None:
    address = base(show)
    entry.guid(episode.id, permalink=False)
    entry.title(line(episode.title))
    entry.link(href=f"{address}feed/episodes/{episode.slug}.html")
    entry.published(episode.published)
    entry.description(shorten(plain_notes(episode, label), DESCRIPTION))
    entry.content(_html_notes(episode, label), type="CDATA")
    entry.enclosure(address + episode.audio.path, str(episode.audio.size), episode.audio.type)
    entry.podcast.itunes_duration(round(episode.audio.seconds))
    entry.podcast.itunes_author(line(show.author or show.title))
    if episode.cover:
        entry.podcast.itunes_image(address + episode.cover)
    entry.tingbao.show = show
    entry.tingbao.episode = episode


def plain_notes(episode: Episode, label: Label) -> str:
    """Summary, timestamps and notice as plain text."""
    parts = [clean(episode.summary), *_timestamps(episode), label.written, *episode.corrections]
    return "\n".join(clean(part) for part in parts if part)


def _timestamps(episode: Episode) -> list[str]:
    return [f"{timestamp(chapter.begin)} {line(chapter.title)}" for chapter in episode.chapters]


def _html_notes(episode: Episode, label: Label) -> str:
    """The same as HTML of the few tags that PSP-1 allows."""
    lines = [episode.summary, *_timestamps(episode), label.written, *episode.corrections]
    return "".join(f"<p>{_escape(clean(text))}</p>" for text in lines if text)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ------------------------------------------------------------------------------ the extension


def _add(parent: Any, namespace: str, tag: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
    if text:
        element.text = text
    return element


class _FeedTags(BaseExtension):  # type: ignore[misc]
    """What the channel says beyond feedgen."""

    show: Show

    def extend_ns(self) -> dict[str, str]:
        return {"podcast": PODCAST, "psc": PSC}

    def extend_rss(self, feed: Any) -> Any:
        channel, show = feed[0], self.show
        _add(channel, ITUNES, "explicit", str(show.explicit).lower())
        if show.hub:
            _add(channel, ATOM, "link", rel="hub", href=show.hub)
        _add(channel, PODCAST, "guid", show.guid)
        _add(channel, PODCAST, "locked", "yes" if show.locked else "no", **_owner(show))
        _add(channel, PODCAST, "medium", "podcast")
        _add(channel, PODCAST, "txt", "true", purpose="ai-content")
        _add(channel, PODCAST, "updateFrequency", "每日", rrule="FREQ=DAILY")
        if show.license:
            _add(channel, PODCAST, "license", show.license)
        return feed


def _owner(show: Show) -> dict[str, str]:
    return {"owner": show.email} if show.email else {}


class _EntryTags(BaseEntryExtension):  # type: ignore[misc]
    """What an item says beyond feedgen."""

    show: Show
    episode: Episode

    def extend_rss(self, item: Any) -> Any:
        episode, address = self.episode, base(self.show)
        notes = f"{address}feed/episodes/{episode.slug}"
        _add(item, ITUNES, "explicit", str(self.show.explicit).lower())
        _add(item, ITUNES, "episodeType", "full")
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
            name = shorten(f"合成语音 {line(voice)}", 128)
            _add(item, PODCAST, "person", name, role="narrator", group="cast")
        _add(item, PODCAST, "txt", "true", purpose="ai-content")
        for audio in (episode.audio, *episode.alternates):
            _alternate(item, audio, address, default=audio is episode.audio)
        chapters = _add(item, PSC, "chapters", version="1.2")
        for chapter in episode.chapters:
            start = f"{timestamp(chapter.begin)}.{round(chapter.begin % 1 * 1000) % 1000:03}"
            _add(chapters, PSC, "chapter", start=start, title=line(chapter.title))
        return item


def _alternate(item: Any, audio: AudioFile, address: str, *, default: bool) -> None:
    element = _add(
        item, PODCAST, "alternateEnclosure",
        type=audio.type, length=str(audio.size), bitrate=str(audio.bit_rate),
        default=str(default).lower(),
    )  # fmt: skip
    _add(element, PODCAST, "source", uri=address + audio.path)
    _add(element, PODCAST, "integrity", type="sri", value=f"sha384-{audio.sha384}")
