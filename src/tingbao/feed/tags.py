"""What a feed says beyond RSS and feedgen: Podcasting 2.0, Podlove chapters, paging, WebSub."""

from typing import Any

from lxml import etree

from tingbao.feed.addresses import Paging, base
from tingbao.feed.clean import line, shorten
from tingbao.feed.narrators import narrator
from tingbao.feed.transcripts import clock
from tingbao.model import AudioFile, Card, Show

PODCAST = "https://podcastindex.org/namespace/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PSC = "http://podlove.org/simple-chapters"
ATOM = "http://www.w3.org/2005/Atom"
NAMESPACES = {"podcast": PODCAST, "psc": PSC}
"""Those that feedgen does not declare."""

VALUE = 255
"""Characters of any value but a description at most (PSP-1)."""

TRANSCRIPTS = (
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
    ("json", "application/json"),
    ("transcript.html", "text/html"),
)
"""Endings of an episode's transcripts, and their types."""


def _add(parent: Any, namespace: str, tag: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
    if text:
        element.text = text
    return element


def channel_tags(channel: Any, show: Show, picture: str, paging: Paging) -> None:
    """Add what the ``channel`` says; ``picture`` is the cover's path under feed/."""
    _add(channel, ITUNES, "explicit", str(show.explicit).lower())
    if show.hub:
        _add(channel, ATOM, "link", rel="hub", href=show.hub)
    for rel, path in _pages(paging):
        _add(channel, ATOM, "link", rel=rel, href=base(show) + path)
    _add(channel, PODCAST, "guid", show.guid)
    _add(channel, PODCAST, "locked", "yes" if show.locked else "no", **_owner(show))
    _add(channel, PODCAST, "medium", "podcast")
    _add(channel, PODCAST, "txt", "true", purpose="ai-content")
    if show.apple_verify:
        code = line(show.apple_verify)
        _add(channel, PODCAST, "txt", code, purpose="applepodcastsverify")
    _add(channel, PODCAST, "updateFrequency", "每日", **_frequency(show))
    _image(channel, f"{base(show)}feed/{picture}", line(show.title))
    if show.license:
        url = {"url": show.license_url} if show.license_url else {}
        _add(channel, PODCAST, "license", line(show.license), **url)


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


def item_tags(item: Any, show: Show, episode: Card) -> None:
    """Add what the ``item`` of ``episode`` says."""
    address = base(show)
    notes = f"{address}feed/episodes/{episode.slug}"
    _add(item, ITUNES, "explicit", str(show.explicit).lower())
    _add(item, ITUNES, "episodeType", "full")
    _number(item, episode)
    if episode.cover:
        _image(item, address + episode.cover, line(episode.title))
    for ending, kind in TRANSCRIPTS:
        attributes = {"url": f"{notes}.{ending}", "type": kind, "language": show.language}
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
