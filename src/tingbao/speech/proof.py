"""Proof that a clip of Edge is whole: its frames, its length, its words.

The client loses the tail of a clip without a word when a connection breaks off or the
service ends a turn early, so none of these is taken on trust.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from tingbao.errors import EngineFailed
from tingbao.model import Mark
from tingbao.wording import say

FRAME = 144
"""Bytes of a frame: MPEG-2 layer III has 72 * bit rate / sample rate, here 72 * 48000 / 24000."""

BYTES_A_SECOND = 6000
"""48 kbit/s, constant."""

HEADER, MASK = 0xFFF364C0, 0xFFFEFEC0
"""Sync, MPEG-2, layer III, 48 kbit/s, 24 kHz, no padding, mono (ISO/IEC 13818-3, 2.4.2.3);
left open are the check word, the private bit and what concerns stereo and rights."""

LONGEST = 590.0
"""Seconds: the service cuts at 600 without a word."""

COVERED = 0.9
"""Share of the characters sent that the boundaries must name; a few may be rewritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A word as the service reports it; seconds into the sound."""

    text: str
    begin: float
    close: float


def check(
    audio: bytes, text: str, boundaries: Sequence[Boundary]
) -> tuple[float, tuple[Mark, ...]]:
    """Seconds of ``audio`` and where the words of ``text`` lie in it; EngineFailed if not whole."""
    if not audio or not is_promised_format(audio):
        raise _broken(say("收到的不是约定格式的 MP3", "what came is no MP3 of the promised format"))
    seconds = len(audio) / BYTES_A_SECOND
    if seconds > LONGEST:
        raise _broken(say("声音太长，可能被截断", "the sound is so long that it may have been cut"))
    if not boundaries:
        raise _broken(say("没有收到词的位置", "no word boundaries came"))
    if seconds < max(boundary.close for boundary in boundaries):
        raise _broken(say("声音比词的位置短", "the sound ends before its last word"))
    marks = locate(text, boundaries)
    missing = uncovered(text, marks)
    if missing:
        raise _broken(say(f"“{missing}”没有念出来", f"“{missing}” was not spoken"))
    return seconds, marks


def is_promised_format(audio: bytes) -> bool:
    """Whether ``audio`` is nothing but whole frames of 24 kHz mono 48 kbit/s."""
    return len(audio) % FRAME == 0 and all(
        int.from_bytes(audio[start : start + 4], "big") & MASK == HEADER & MASK
        for start in range(0, len(audio), FRAME)
    )


def locate(text: str, boundaries: Sequence[Boundary]) -> tuple[Mark, ...]:
    """Where each word of ``boundaries`` stands in ``text``, searching forward only.

    A word that the service rewrote is given no mark and does not lead the search astray: a
    word is looked for among the next characters that have not been passed yet, and no further
    than the words skipped so far can account for.
    """
    audible = [place for place, character in enumerate(text) if character.isalnum()]
    line = "".join(text[place].casefold()[:1] for place in audible)
    marks: list[Mark] = []
    done = 0
    slack = 0
    for boundary in boundaries:
        word = "".join(c.casefold()[:1] for c in boundary.text if c.isalnum())
        if not word:
            continue
        found = line.find(word, done, done + len(word) + slack + 4)
        if found < 0:
            slack += len(word) + 4
            continue
        start, end = audible[found], audible[found + len(word) - 1] + 1
        marks.append(Mark(start=start, end=end, begin=boundary.begin, close=boundary.close))
        done, slack = found + len(word), 0
    return tuple(marks)


def uncovered(text: str, marks: Sequence[Mark]) -> str:
    """What of ``text`` was provably not spoken; empty where the words cover it.

    Its last characters must be named, for a tail is what gets lost, and nine in ten of all.
    """
    starts = [mark.start for mark in marks]

    def named(place: int) -> bool:
        at = bisect.bisect_right(starts, place) - 1
        return at >= 0 and place < marks[at].end

    audible = [place for place, character in enumerate(text) if character.isalnum()]
    missed = [place for place in audible if not named(place)]
    if missed and (missed[-1] == audible[-1] or len(missed) > (1 - COVERED) * len(audible)):
        return text[missed[0] : missed[-1] + 1][:20]
    return ""


def _broken(reason: str) -> EngineFailed:
    return EngineFailed(
        say(f"Edge 的一段语音不完整：{reason}", f"a clip of Edge is not whole: {reason}")
    )
