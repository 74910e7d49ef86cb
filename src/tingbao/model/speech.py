"""What speech/ hands on: voices, proved clips and the music around them."""

from dataclasses import dataclass
from typing import Literal

from tingbao.model.script import Segment


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
