"""What feed/ hands on: the show, its episodes and the files that subscribers fetch."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Literal

from tingbao.model.audio import AudioFile, Chapter, Passage
from tingbao.model.content import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """The podcast as subscribers and directories see it."""

    title: str
    guid: str
    """podcast:guid, set once by ``init`` and never computed again."""
    address: str = ""
    """Public address of the folder that holds feed/ and audio/, with a slash at the end."""
    description: str = ""
    author: str = ""
    email: str = ""
    link: str = ""
    """The show's or the paper's web page; the index page where empty."""
    language: str = "zh-cn"
    category: tuple[str, ...] = ("News", "Daily News")
    """Category and subcategory, from Apple's list."""
    explicit: bool = False
    copyright: str = ""
    license: str = ""
    """podcast:license: a slug of ``settings.directories``, else a name of the show's own."""
    license_url: str = ""
    """Where its text is to be read; required for a licence of the show's own."""
    locked: bool = True
    cover: str = ""
    """A picture relative to the show's folder; one is drawn where empty."""
    colour: str = "#8c1c13"
    """Of the drawn cover and of the pages."""
    grouping: Literal["story", "day"] = "story"
    publish_at: str = "06:00+08:00"
    """The hour that an episode of a day carries as pubDate."""
    hub: str = ""
    """WebSub hub."""
    new_address: str = ""
    """Where the show has moved to: itunes:new-feed-url."""
    complete: bool = False
    """No more episodes will come: itunes:complete."""
    block: bool = False
    """Directories are not to list it: itunes:block."""
    apple_verify: str = ""
    """The code that Apple Podcasts Connect gives to prove whose feed it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """``[feeds.NAME]``: one more feed of the same show, of some of its episodes."""

    title: str
    guid: str
    """Its own podcast:guid, never changed."""
    description: str = ""
    sections: tuple[str, ...] = ()
    """Episodes with a story of one of these sections (栏目); empty: of any."""
    voices: tuple[str, ...] = ()
    """Episodes in which one of these voices, or an engine of this name, speaks; empty: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the feed and the lists say of an episode: light, so that 10,000 fit into memory."""

    id: str
    """The feed's guid: never changes, whatever is re-recorded. A story's or a day's id."""
    day: date
    published: datetime
    """With zone; from content and settings, never from the clock."""
    slug: str
    """ASCII stem of its file names: "2022-12-12-04-2-xiachen-ganbu"."""
    title: str
    summary: str
    sections: tuple[str, ...] = ()
    """栏目 of its stories, each once, the first story's first."""
    chapters: tuple[Chapter, ...]
    audio: AudioFile
    alternates: tuple[AudioFile, ...] = ()
    cover: str = ""
    """Its own picture relative to the show's folder, if it has one."""
    engine: str
    voices: tuple[str, ...]
    """The voices' names as shown to people, anchor first."""
    waiting: bool = False
    """Made with the embedded voice because Edge could not be reached."""
    corrections: tuple[str, ...] = ()
    """When and what changed after the first publishing, one sentence each."""
    digest: str = ""
    """Of the whole record that it stands for; empty where there is none yet."""

    @property
    def pictures(self) -> tuple[str, ...]:
        """Paths of all that it shows: its cover, and its chapters' pictures, each once."""
        shown = (self.cover, *(chapter.image for chapter in self.chapters))
        return tuple(dict.fromkeys(filter(None, shown)))

    @property
    def section(self) -> str:
        """The section of the first story that has one; empty where none has."""
        return self.sections[0] if self.sections else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Card):
    """One item of the feed, with everything that its notes, transcripts and pages need."""

    stories: tuple[Story, ...]
    passages: tuple[Passage, ...]

    def card(self) -> Card:
        """The episode without what only its own pages need."""
        return Card(**{name: getattr(self, name) for name in CARD})


CARD = tuple(item.name for item in fields(Card))
"""The names of a card's fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A file of feed/, ready to be written."""

    path: str
    """Relative to feed/, forward slashes, ASCII."""
    content: bytes = field(repr=False)
