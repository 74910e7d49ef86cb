"""Decides what must be spoken; asks nobody and writes nothing."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tingbao.cache import Store, fingerprint
from tingbao.model import Role, Script, Segment, Voice
from tingbao.speech.engines import Engine

VERSION = 2
"""Raised when the same line and voice must give another clip: then all are spoken again."""

NORMAL_PACE = 270
"""Characters a minute at rate 0, for estimates only: Edge's 4.6-5.3 hanzi/s less its pauses."""

SLOWEST = -50
"""Per cent: slower than half is not understood better, and Edge goes no further."""


RHYTHM = fingerprint("rhythm", 1)
"""Where the label without words lies, which no engine speaks. Another number: another sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A segment, the voice that speaks it, and where its clip lies or will lie."""

    segment: Segment
    voice: Voice
    text: str
    """What the engine reads."""
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A line that must be spoken, once for all the places where it stands."""

    key: str
    text: str
    voice: Voice
    seconds: float
    """Estimated length of the speech."""
    stories: tuple[str, ...]
    """Ids of the stories that wait for it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is there and what is not."""

    episodes: Mapping[str, tuple[Line, ...]]
    """Every line of each script by the script's id, in the order of its segments."""
    requests: tuple[Request, ...]
    """In the order in which they are best spoken."""
    stored: frozenset[str]
    """Keys of clips that the store already has."""
    silent: tuple[Segment, ...]
    """Segments without anything to read aloud: never sent, in no episode."""

    @property
    def seconds(self) -> float:
        """Estimated speech still to be made."""
        return sum(request.seconds for request in self.requests)


def plan(
    scripts: Sequence[Script], cast: Mapping[Role, Voice], engine: Engine, store: Store
) -> Plan:
    """What must be spoken for ``scripts``, each distinct line once.

    Episodes keep their order, so that the first are finished first; inside an episode the
    longest lines come first, so that no long one is still running when all else is done.
    """
    identity = engine.identity()
    episodes: dict[str, tuple[Line, ...]] = {}
    silent: list[Segment] = []
    for script in scripts:
        lines = [_line(segment, cast, engine, identity) for segment in script.segments]
        episodes[script.id] = tuple(line for line in lines if _audible(line))
        silent += [line.segment for line in lines if not _audible(line)]
    places: dict[str, list[Line]] = {}
    for lines_of_one in episodes.values():
        for line in lines_of_one:
            places.setdefault(line.key, []).append(line)
    stored = frozenset(key for key in places if store.head(key) is not None)
    requests: dict[str, Request] = {}
    for lines_of_one in episodes.values():
        fresh = {
            line.key: _request(places[line.key])
            for line in lines_of_one
            if line.key not in stored and line.key not in requests and not line.segment.rhythm
        }
        ordered = sorted(fresh.values(), key=lambda request: -request.seconds)
        requests |= {request.key: request for request in ordered}
    return Plan(
        episodes=episodes,
        requests=tuple(requests.values()),
        stored=stored,
        silent=tuple(silent),
    )


def _line(segment: Segment, cast: Mapping[Role, Voice], engine: Engine, identity: str) -> Line:
    if segment.rhythm:
        return Line(segment=segment, voice=cast[segment.role], text="", key=RHYTHM)
    text = segment.pinyin if engine.reads == "pinyin" else segment.spoken
    voice = _paced(cast[segment.role], segment.pace)
    key = fingerprint("clip", VERSION, identity, voice, text)
    return Line(segment=segment, voice=voice, text=text, key=key)


def _paced(voice: Voice, pace: int) -> Voice:
    """``voice`` no faster than ``pace`` characters a minute (0: free)."""
    if not pace:
        return voice
    rate = max(SLOWEST, round(100 * (pace / NORMAL_PACE - 1)))
    return dataclasses.replace(voice, rate=min(voice.rate, rate))


def _audible(line: Line) -> bool:
    """Whether there is anything to hear: punctuation and emoji alone give no audio."""
    return line.segment.rhythm or any(character.isalnum() for character in line.text)


def _request(lines: Sequence[Line]) -> Request:
    first = lines[0]
    characters = sum(character.isalnum() for character in first.segment.spoken)
    pace = NORMAL_PACE * max(0.1, 1 + first.voice.rate / 100)
    return Request(
        key=first.key,
        text=first.text,
        voice=first.voice,
        seconds=60 * characters / pace,
        stories=tuple(dict.fromkeys(line.segment.story for line in lines)),
    )
