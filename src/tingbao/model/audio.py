"""What audio/ hands on: how a show sounds, and where everything lies in a finished file."""

from dataclasses import dataclass
from typing import Literal

from tingbao.model.script import Segment
from tingbao.model.speech import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """How every clip and episode of a show is to sound."""

    rate: int = 24_000
    """Hz, mono."""
    bit_rate: int = 64
    """kbit/s, constant; where frames are copied, 48 as Edge's if tingbao.toml names none."""
    loudness: float = -16.0
    """Integrated loudness, LUFS (ITU-R BS.1770)."""
    peak: float = -1.0
    """Highest true peak, dBTP."""
    mastering: Literal["encode", "copy"] = "encode"
    """"copy" keeps the service's own MP3 frames and encodes only what must be changed."""
    formats: tuple[str, ...] = ("mp3",)
    """"mp3" always; "m4a" and "opus" beside it."""
    music: bool = True
    """A chime and a bed."""


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
