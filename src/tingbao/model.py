"""What the rooms hand to one another: frozen values, no behaviour beyond reading them.

Times are seconds as floats from the start of the sound they lie in, pauses are whole
milliseconds, text positions are character offsets (``text[start:end]``).
"""

import re
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

# --------------------------------------------------------------------------- content


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of content/, as text."""

    day: date
    number: str
    """The page's number as printed, two digits ("04"); "01" where the file does not say."""
    path: str
    """Relative to the show's folder, with forward slashes; "-" for standard input."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of a page, cut into the fields that a newsroom knows."""

    id: str
    """Day, page and place at first sight ("2022-12-12/04/2"): the same for ever."""
    day: date
    page: str
    place: int
    """Its place on the page today, from 1."""
    headline: str
    """主题."""
    kicker: str = ""
    """引题 (肩题, 眉题)."""
    subtitle: str = ""
    """副题, as printed: with its 破折号, where it has one."""
    byline: str = ""
    """As printed, marks and all: "本报记者●王丹"."""
    dateline: str = ""
    """电头: "新华社北京12月10日电"."""
    section: str = ""
    """栏题 or section label of the page."""
    captions: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """The body in order, 小标题 among it (see ``subheads``)."""
    subheads: tuple[int, ...] = ()
    """Which of ``paragraphs`` are 小标题."""
    furniture: tuple[str, ...] = ()
    """版次, 责编, 电话 and the like that stood in or before the story."""
    doubts: tuple[str, ...] = ()
    """Sentences for ``check``: what the cutter was not sure of."""
    source: str = ""
    """Page path and line: "content/2022-12-12/04.txt:7"."""
    summary: str = ""
    """The editor's own summary, from front matter."""
    correction: str = ""
    """The editor's note when a published story was changed, from front matter."""
    image: str = ""
    """A picture for the chapter, relative to the show's folder, from front matter."""


# --------------------------------------------------------------------------- script


class Part(StrEnum):
    """What a segment is in the narration."""

    OPENING = "opening"
    NOTICE = "notice"
    """The spoken notice that the voice is synthetic."""
    KICKER = "kicker"
    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    CAPTION = "caption"
    SUBHEAD = "subhead"
    BODY = "body"
    QUOTE = "quote"
    BRIDGE = "bridge"
    CLOSING = "closing"


class Role(StrEnum):
    """Who speaks. A role without a voice in the cast falls back: see ``settings.Cast``."""

    ANCHOR = "anchor"
    REPORTER = "reporter"
    REPORTER_2 = "reporter2"
    MAN = "man"
    MAN_2 = "man2"
    WOMAN = "woman"
    WOMAN_2 = "woman2"
    ELDER_MAN = "elder_man"
    ELDER_WOMAN = "elder_woman"
    CHILD = "child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One stretch of print and what is read in its place.

    Outside its edits, spoken text is the written text, character for character.
    """

    start: int
    end: int
    """``written[start:end]`` is what was replaced."""
    spoken: str
    rule: str
    """The rule's name, for ``script --explain``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reading that an editor should look at."""

    start: int
    end: int
    """Offsets into the *spoken* line."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One to three sentences that one voice says in one breath of work."""

    part: Part
    role: Role
    story: str = ""
    """Story.id; empty for what belongs to no story."""
    speaker: str = ""
    """The quoted person, where one is known."""
    written: str
    """As printed: for notes, transcripts and captions."""
    spoken: str
    """As read aloud: no digit, unit or symbol left."""
    edits: tuple[Edit, ...] = ()
    """From ``written`` to ``spoken``, in order, never overlapping."""
    pinyin: str
    """Tokens parted by one space: see ``script.pinyin`` for how they pair with ``spoken``."""
    doubts: tuple[Doubt, ...] = ()
    pause: int = 0
    """Silence after it, ms."""
    pace: int = 0
    """Characters a minute that it must keep (the notice: GB 45438-2025, 5.3 note 4); 0: free."""
    paragraph: int = -1
    """Index into Story.paragraphs; -1 for what is no paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Silence after a segment, ms, by the place where it ends."""

    clause: int = 200
    """Where a sentence too long for one segment is cut."""
    sentence: int = 350
    paragraph: int = 600
    quote: int = 250
    """At the edge between a quotation and the narrator."""
    headline: int = 900
    opening: int = 1000
    story: int = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The labels that China's rules for synthetic speech ask (GB 45438-2025)."""

    place: Literal["start", "end", "both", "none"] = "start"
    """Where the audible label stands."""
    form: Literal["voice", "rhythm"] = "voice"
    spoken: str = "本节目语音由人工智能合成"
    written: str = "本节目语音由人工智能（AI）合成。"
    producer: str = ""
    """The operator's own code (27 ASCII characters, TC260-PG-20252A); never invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """How stories become a script. The sentences are jinja2 templates; empty ones are not said."""

    opening: str = "{{ show }}，{{ date }}，{{ weekday }}。"
    headlines: str = "今天的内容有：{{ headlines | join('；') }}。"
    """Said after the opening of an episode of several stories."""
    bridge: str = ""
    """Between two stories."""
    closing: str = "这里是{{ show }}，感谢收听。"
    caption: str = "图片说明："
    """Said before a caption; not a template."""
    pauses: Pauses = field(default_factory=Pauses)
    longest: int = 200
    """Characters that a segment has at most."""
    bylines: bool = True
    captions: bool = True
    quotes: bool = True
    """Quoted people have voices of their own; False: one calm voice reads all."""
    two_reporters: bool = False
    """Stories alternate between reporter and reporter2."""
    label: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is said in one episode, in order."""

    id: str
    """The episode's id."""
    title: str
    segments: tuple[Segment, ...]


# --------------------------------------------------------------------------- speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of an engine, and how it is to speak. Empty changes do not count in a key."""

    engine: str
    name: str
    rate: int = 0
    """Per cent faster (+) or slower (-) than the engine's news pace."""
    pitch: int = 0
    """Hz higher or lower than the voice's own."""
    volume: int = 0
    """Per cent louder or softer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a word lies in the sound. Which text and which sound: see where it is handed over."""

    start: int
    end: int
    """Character offsets into the text."""
    begin: float
    close: float
    """Seconds into the sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What an engine gave for one line, proved whole."""

    audio: bytes
    format: Literal["mp3", "wav"]
    seconds: float
    marks: tuple[Mark, ...]
    """Offsets into the line that the engine read, seconds into ``audio``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of music: the project's own, or an editor's file."""

    name: str
    """"chime", "bridge" or "bed"."""
    path: str = ""
    """The editor's file; empty for our own."""
    digest: str = ""
    """SHA-256 of that file: enters the key of what is mixed with it, as the path does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Music:
    """What sounds around a clip."""

    place: Literal["opening", "bridge", "closing"]
    chime: Piece | None = None
    """Before the speech."""
    bed: Piece | None = None
    """Under it, and a little before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A segment with its speech in the store."""

    segment: Segment
    voice: Voice
    key: str
    """Where the speech lies in the store of clips."""
    seconds: float
    """Length as the engine gave it, before trimming."""
    marks: tuple[Mark, ...]
    """Offsets into ``segment.written``, seconds into the untrimmed clip."""
    music: Music | None = None


# --------------------------------------------------------------------------- audio


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """How every clip and episode of a show is to sound."""

    rate: int = 24_000
    """Hz, mono."""
    bit_rate: int = 64
    """kbit/s, constant."""
    loudness: float = -16.0
    """Integrated loudness, LUFS (ITU-R BS.1770)."""
    peak: float = -1.0
    """Highest true peak, dBTP."""
    mastering: Literal["encode", "copy"] = "encode"
    """"copy" keeps the service's own MP3 frames."""
    formats: tuple[str, ...] = ("mp3",)
    """"mp3" always; "m4a" and "opus" beside it."""
    music: bool = True
    """A chime and a bed; with "copy" there is none, since nothing is mixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A segment, and where it lies in its episode (seconds as a player shows them)."""

    segment: Segment
    begin: float
    end: float
    """End of the speech; the pause comes after it."""
    marks: tuple[Mark, ...] = ()
    """Offsets into ``segment.written``, seconds into the episode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One entry of the list that ID3, JSON, psc and the description all come from."""

    title: str
    begin: float
    end: float
    story: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFile:
    """A finished file that subscribers fetch."""

    path: str
    """Relative to the show's folder, forward slashes, ASCII."""
    type: str
    """MIME type."""
    size: int
    """Bytes, tags included."""
    seconds: float
    sha384: str
    """Of the whole file, base64, as Subresource Integrity writes it."""
    bit_rate: int
    """bit/s."""


# --------------------------------------------------------------------------- feed


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


# --------------------------------------------------------------------------- reading them


def written_span(edits: tuple[Edit, ...], start: int, end: int) -> tuple[int, int]:
    """The stretch of print behind ``spoken[start:end]``: whole edits, single characters else."""
    return _written(edits, start, last=False), _written(edits, max(end - 1, start), last=True)


def _written(edits: tuple[Edit, ...], position: int, *, last: bool) -> int:
    shift = 0  # how much further on the spoken text is than the written
    for edit in edits:
        begin = edit.start + shift
        if position < begin:
            break
        if position < begin + len(edit.spoken):
            return edit.end if last else edit.start
        shift += len(edit.spoken) - (edit.end - edit.start)
    return position - shift + (1 if last else 0)


_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’]*|[^\sA-Za-z]")


def token_spans(spoken: str) -> list[tuple[int, int]]:
    """The stretches of ``spoken`` that the tokens of its pinyin line stand for, one for one.

    A run of Latin letters is one token, every other visible character is one of its own.
    """
    return [match.span() for match in _TOKEN.finditer(spoken)]
