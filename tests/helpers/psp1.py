"""A checker of podcast feeds by PSP-1, Apple's list and the podcast namespace, from their texts.

Written apart from the product: it shares no constant with it.
"""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "psc": "http://podlove.org/simple-chapters",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
TRANSCRIPTS = {"text/vtt", "text/html", "application/json", "application/x-subrip"}
TIMED = {"text/vtt", "application/x-subrip"}
ASCII_ADDRESS = re.compile(r"https?://[A-Za-z0-9._:\-]+/[A-Za-z0-9._/\-]*")


def problems(document: bytes) -> list[str]:
    """What is wrong with a feed; empty where nothing is."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False))
    found = [
        f"namespace {name}"
        for name in ("itunes", "podcast", "atom")
        if root.nsmap.get(name) != NAMES[name]
    ]
    if root.tag != "rss" or root.get("version") != "2.0":
        found.append("no rss 2.0")
    found += _channel(root.find("channel"))
    items = root.findall("channel/item")
    for item in items:
        found += [f"{_text(item, 'guid')}: {problem}" for problem in _item(item)]
    found += _values(root)
    for what in ("guid", "enclosure"):
        values = [_text(i, "guid") if what == "guid" else i.find(what).get("url") for i in items]
        if len(set(values)) != len(values):
            found.append(f"{what} repeated")
    return found


def _text(parent: Any, path: str) -> str:
    return parent.findtext(path, "", NAMES) or ""


def _values(root: Any) -> Iterator[str]:
    """What PSP-1 asks of every value, and the podcast namespace of every address."""
    long = {"description", f"{{{NAMES['content']}}}encoded", f"{{{NAMES['podcast']}}}txt"}
    for element in root.iter():
        name = etree.QName(element).localname
        text = element.text or ""
        if not len(element) and text != text.strip():
            yield f"{name}: space around it"
        if element.tag not in long and len(text) > 255:
            yield f"{name}: over 255 characters"
        if etree.QName(element).namespace == NAMES["podcast"]:
            for key in ("url", "uri", "href", "feedUrl"):
                if not element.get(key, "https://").startswith("https://"):
                    yield f"{name}: {key} is no https"


def _channel(channel: Any) -> list[str]:
    image = channel.find("itunes:image", NAMES)
    rules = {
        "self link": len(channel.findall("atom:link[@rel='self']", NAMES)) == 1,
        "title": 0 < len(_text(channel, "title")) <= 255,
        "description": 0 < len(_text(channel, "description").encode()) <= 4000,
        "link": bool(_text(channel, "link")),
        "language": bool(re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", _text(channel, "language"))),
        "category": bool(channel.find("itunes:category", NAMES).get("text")),
        "explicit": _text(channel, "itunes:explicit") in ("true", "false"),
        "image": image is not None and bool(re.search(r"\.(jpg|png)$", image.get("href"))),
        "author": bool(_text(channel, "itunes:author")),
        "locked": _text(channel, "podcast:locked") in ("yes", "no"),
        "guid": bool(re.fullmatch(r"[0-9a-f-]{36}", _text(channel, "podcast:guid"))),
        "ai-content": _text(channel, "podcast:txt[@purpose='ai-content']") == "true",
        "medium": _text(channel, "podcast:medium") == "podcast",
        "frequency": _text(channel, "podcast:updateFrequency") != "",
        "cover": _cover(channel),
        "lastBuildDate": _is_date(_text(channel, "lastBuildDate")),
    }
    return [rule for rule, kept in rules.items() if not kept]


def _item(item: Any) -> list[str]:
    enclosure = item.find("enclosure")
    transcripts = item.findall("podcast:transcript", NAMES)
    chapters = item.find("podcast:chapters", NAMES)
    persons = item.findall("podcast:person", NAMES)
    sounds = item.findall("podcast:alternateEnclosure", NAMES)
    integrity = item.findall("podcast:alternateEnclosure/podcast:integrity", NAMES)
    starts = [one.get("start") for one in item.findall("psc:chapters/psc:chapter", NAMES)]
    rules = {
        "title": 0 < len(_text(item, "title")) <= 255
        and _text(item, "title") == _text(item, "title").strip(),
        "one enclosure": len(item.findall("enclosure")) == 1,
        "enclosure url": bool(ASCII_ADDRESS.fullmatch(enclosure.get("url"))),
        "enclosure length": int(enclosure.get("length")) > 0,
        "enclosure type": enclosure.get("type") in ("audio/mpeg", "audio/m4a"),
        "guid": bool(_text(item, "guid")) and item.find("guid").get("isPermaLink") == "false",
        "pubDate": _is_date(_text(item, "pubDate")),
        "description": 0 < len(_text(item, "description").encode()) <= 4000,
        "duration": _text(item, "itunes:duration").isdigit(),
        "explicit": _text(item, "itunes:explicit") in ("true", "false"),
        "episodeType": _text(item, "itunes:episodeType") in ("full", "trailer", "bonus"),
        "transcripts": {one.get("type") for one in transcripts} == TRANSCRIPTS,
        "chapters": chapters is not None and chapters.get("type") == "application/json+chapters",
        "first timestamp": "\n00:00:00 " in "\n" + _text(item, "description"),
        "persons": bool(persons) and all(0 < len(one.text) <= 128 for one in persons),
        "narrator": all(one.get("role") == "narrator" and "合成" in one.text for one in persons),
        "integrity": 0 < len(sounds) == len(integrity)
        and all(re.fullmatch(r"sha384-[A-Za-z0-9+/]{64}", one.get("value")) for one in integrity),
        "sources": all(len(one.findall("podcast:source", NAMES)) == 1 for one in sounds),
        "one default": [one.get("default") for one in sounds].count("true") == 1,
        "captions": all(
            (one.get("rel") == "captions") == (one.get("type") in TIMED) for one in transcripts
        ),
        "season": _text(item, "podcast:season").isdigit(),
        "episode": bool(re.fullmatch(r"[1-9]\d*", _text(item, "podcast:episode"))),
        "psc": bool(starts) and starts[0] == "00:00:00.000" and starts == sorted(starts),
        "html timestamps": "<p>00:00:00 " in _text(item, "content:encoded"),
        "ai-content": _text(item, "podcast:txt[@purpose='ai-content']") == "true",
        "notice": "人工智能" in _text(item, "description"),
    }
    return [rule for rule, kept in rules.items() if not kept]


def _cover(channel: Any) -> bool:
    """Whether podcast:image is the cover that Apple's tag names."""
    images = channel.findall("podcast:image", NAMES)
    href = channel.find("itunes:image", NAMES).get("href")
    return any(one.get("purpose") == "artwork" and one.get("href") == href for one in images)


def _is_date(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except ValueError:
        return False
