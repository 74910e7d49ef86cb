"""What script/ hands on: segments in print and in speech, and how they are to be written."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


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
    MAN_3 = "man3"
    WOMAN = "woman"
    WOMAN_2 = "woman2"
    WOMAN_3 = "woman3"
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
    rhythm: bool = False
    """The notice as 短长短短 and not in words: nothing is spoken, ``spoken`` is empty."""


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
    """Said in words, or as the rhythm 短长短短."""
    spoken: str = "本节目语音由人工智能合成。"
    """A jinja2 template, as the sentences of the narration are."""
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
    """Stories alternate between reporter and reporter2, by page and place in their ids."""
    label: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is said in one episode, in order."""

    id: str
    """The episode's id."""
    title: str
    segments: tuple[Segment, ...]
