"""Shows and episodes to publish: small, and as hostile as a test asks."""

import hashlib
import io
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from tingbao.feed import folder
from tingbao.model import (
    AudioFile,
    Card,
    Chapter,
    Episode,
    Feed,
    Label,
    Mark,
    Part,
    Passage,
    Role,
    Segment,
    Show,
    Story,
)

SHOW = Show(
    title="北方听报",
    guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
    address="https://paper.example/tingbao/",
    description="把报纸的每一篇读给你听。",
    author="北方日报",
    email="desk@paper.example",
    hub="https://hub.example/",
    license="cc-by-4.0",
)
LABEL = Label()
FIRST = datetime(2022, 12, 1, 22, 0, tzinfo=UTC)
SOUND = bytes(range(256)) * 40
"""Stands for an MP3 of 10,240 bytes: feed and server read no sound."""


def picture(side: int = 1400) -> bytes:
    """A square JPEG."""
    content = io.BytesIO()
    Image.new("RGB", (side, side), "#8c1c13").save(content, "JPEG")
    return content.getvalue()


PICTURE, SMALL = picture(), picture(320)


def passage(part: Part, written: str, begin: float, **fields: Any) -> Passage:
    """``written`` said from ``begin``, a fifth of a second a character, marks included."""
    segment = Segment(part=part, role=Role.REPORTER, written=written, spoken=written, pinyin="")
    segment = Segment(
        **{name: getattr(segment, name) for name in Segment.__slots__} | {"story": "s"} | fields
    )
    marks = tuple(
        Mark(start=i, end=i + 1, begin=begin + i / 5, close=begin + (i + 1) / 5)
        for i in range(len(written))
    )
    return Passage(segment=segment, begin=begin, end=begin + len(written) / 5, marks=marks)


def episode(number: int, **fields: Any) -> Episode:
    """Episode ``number``, a day later than the one before it."""
    published = FIRST + timedelta(days=number)
    day = published.date()
    slug = f"{day}-01-1-story"
    title = fields.get("title", f"第{number}篇")
    body = "院里搭起帐篷。“都好着呢，饭菜热乎。”她说。"
    story = Story(
        id=f"{day}/01/1", day=day, page="01", place=1, headline=title,
        byline="本报记者●李某", captions=("帐篷里的灯",), paragraphs=(body,),
    )  # fmt: skip
    values: dict[str, Any] = {
        "id": story.id, "day": day, "published": published, "slug": slug, "title": title,
        "summary": "院里搭起帐篷。", "sections": ("社区",), "stories": (story,),
        "passages": (
            passage(Part.HEADLINE, title[:50], 1.0),
            passage(Part.BODY, "院里搭起帐篷。", 20.0, paragraph=0),
            passage(Part.QUOTE, "“都好着呢，饭菜热乎。”", 25.0, paragraph=0, speaker="王大娘"),
            passage(Part.BODY, "她说。", 30.0, paragraph=0),
        ),
        "chapters": (
            Chapter(title="开场", begin=0.0, end=1.0),
            Chapter(title=title, begin=1.0, end=31.0, story=story.id),
        ),
        "audio": AudioFile(
            path=f"audio/{slug}-0a1b2c3d.mp3", type="audio/mpeg", size=len(SOUND), seconds=31.0,
            sha384=b64encode(hashlib.sha384(SOUND).digest()).decode(), bit_rate=64_000,
        ),
        "engine": "edge", "voices": ("晓晓",),
    }  # fmt: skip
    return Episode(**values | fields)


def recorded(root: Path, *episodes: Episode) -> tuple[Episode, ...]:
    """``episodes``, their sound put into ``root``."""
    for one in episodes:
        path = root / one.audio.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SOUND)
    return episodes


class Shelf:
    """A library of episodes in memory; ``asked`` notes the ids of what was read whole."""

    def __init__(self, episodes: Sequence[Episode]) -> None:
        self._episodes = {one.id: one for one in episodes}
        self.asked: list[str] = []
        self.cards = [
            replace(one.card(), digest=hashlib.sha256(repr(one).encode("utf-8", "replace"))
                    .hexdigest())
            for one in episodes
        ]  # fmt: skip

    def whole(self, card: Card) -> Episode:
        self.asked.append(card.id)
        return self._episodes[card.id]

    def stories(self, card: Card) -> tuple[Story, ...]:
        return self._episodes[card.id].stories


def put_out(
    root: Path,
    episodes: Sequence[Episode],
    show: Show = SHOW,
    feeds: Mapping[str, Feed] = folder.NO_FEEDS,
) -> folder.Report:
    """Publish ``episodes``, whose sound is there, to ``root``/feed/."""
    shelf = Shelf(episodes)
    pictures = folder.Pictures(cover=PICTURE, small=SMALL)
    return folder.publish(root, show, LABEL, shelf.cards, shelf, pictures=pictures, feeds=feeds)
