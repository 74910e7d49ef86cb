"""Proof that a clip of Edge is whole: its frames, its length, its words.

The client loses the tail of a clip without a word when a connection breaks off or the
service ends a turn early, so none of these is taken on trust.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from tingbao.errors import EngineFailed
from tingbao.model import Mark, Voice
from tingbao.wording import say

FRAME = 144
"""Bytes of a frame: MPEG-2 layer III has 72 * bit rate / sample rate, here 72 * 48000 / 24000."""

BYTES_A_SECOND = 6000
"""48 kbit/s, constant."""

HEADER, MASK = 0xFFF364C0, 0xFFFEFEC0
"""Sync, MPEG-2, layer III, 48 kbit/s, 24 kHz, no padding, mono (ISO/IEC 13818-3, 2.4.2.3);
left open are the check word, the private bit and what concerns stereo and rights."""

DELAY = 1105 / 24_000
"""Seconds by which the sound lies later when decoded than where its encoder was given it: 576
samples for LAME's encoder and 529 for any decoder, which no Info frame tells a player to trim."""

LONGEST = 590.0
"""Seconds: the service cuts at 600 without a word."""

ENOUGH = 0.7
"""Share of the clip's own pace that a stretch called by other words must take: words differ from
one another by less, and a word that was lost takes nothing."""

PACE = 0.12
"""Seconds a syllable where the clip's own pace is not known: quick speech."""

QUICKEST = 0.06
"""Seconds a syllable that no voice is quicker than: words reported without any length prove
nothing."""

MEASURED = 3
"""Syllables beyond which a clip has a pace of its own."""

LETTER = 0.3
"""Syllables a Latin letter: three letters of a word are about one."""

ALIKE = 3
"""Clips of a line that must come out alike before one whose last words have no name is taken:
what a fault cuts off falls elsewhere the next time, what the service never names does not."""

SILENCE = 0.9
"""Seconds of silence that the service may put after the last word; users report 0.8. It is no
time in which a word could have been spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A word as the service reports it; seconds into the sound."""

    text: str
    begin: float
    close: float


class TailUnnamed(EngineFailed):
    """Every word but the last ones is proved, and after it there is time to have spoken those."""

    def __init__(self, message: str, missing: str, seconds: float, marks: tuple[Mark, ...]) -> None:
        super().__init__(message)
        self.missing = missing
        self.seconds = seconds
        self.marks = marks
        """The unnamed words share the last one."""


class Repeats:
    """Tells a line whose last words the service never names from one that was cut."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, Voice], tuple[str, float, int]] = {}
        """What was missing, seconds of sound, how often so; by line and voice."""

    def settled(self, text: str, voice: Voice, clip: TailUnnamed) -> bool:
        """Whether ``clip`` is the ``ALIKE``-th in a row with the same words missing and of the
        same length, within a frame."""
        missing, seconds, times = self._seen.get((text, voice), ("", 0.0, 0))
        if missing == clip.missing and abs(seconds - clip.seconds) * BYTES_A_SECOND < FRAME + 1:
            times += 1
        else:
            seconds, times = clip.seconds, 1
        self._seen[text, voice] = clip.missing, seconds, times
        return times >= ALIKE

    def forget(self, text: str, voice: Voice) -> None:
        """The row is broken: ``text`` came out otherwise, or is done."""
        self._seen.pop((text, voice), None)


def check(
    audio: bytes, text: str, boundaries: Sequence[Boundary]
) -> tuple[float, tuple[Mark, ...]]:
    """Seconds of ``audio`` and where the words of ``text`` lie in it as it is decoded.

    EngineFailed if it is not whole; TailUnnamed if only its last words are in doubt.
    """
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
        broken = _broken(say(f"“{missing[:20]}”没有念出来", f"“{missing[:20]}” was not spoken"))
        last = max(boundary.close for boundary in boundaries)
        if tail := _tail(text, missing, marks, last, seconds):
            raise TailUnnamed(str(broken), missing, seconds, _as_decoded((*marks, tail)))
        raise broken
    return seconds, _as_decoded(marks)


def _as_decoded(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(
        replace(mark, begin=mark.begin + DELAY, close=mark.close + DELAY) for mark in marks
    )


def _tail(
    text: str, missing: str, marks: Sequence[Mark], last: float, seconds: float
) -> Mark | None:
    """Where ``missing`` was spoken if it is the end of ``text``, by the clip's own pace; None if
    the sound after ``last``, when the last boundary ends, is too short for it.
    """
    end = max((place + 1 for place, one in enumerate(text) if one.isalnum()), default=0)
    start = end - len(missing)
    syllables, lasting = _named(text, marks)
    close = seconds - SILENCE
    if not text.startswith(missing, start) or any(mark.end > start for mark in marks):
        return None
    if syllables <= MEASURED or close - last < _pace(lasting, syllables) * _syllables(missing):
        return None
    return Mark(start=start, end=end, begin=last, close=close)


def is_promised_format(audio: bytes) -> bool:
    """Whether ``audio`` is nothing but whole frames of 24 kHz mono 48 kbit/s."""
    return len(audio) % FRAME == 0 and all(
        int.from_bytes(audio[start : start + 4], "big") & MASK == HEADER & MASK
        for start in range(0, len(audio), FRAME)
    )


def locate(text: str, boundaries: Sequence[Boundary]) -> tuple[Mark, ...]:
    """Where each word of ``boundaries`` stands in ``text``, in order.

    Both are aligned character by character. Words that the service calls otherwise than they
    were sent ("162") share one mark, over the stretch that no other word covers, if they last
    long enough to have spoken it; else they have none, and ``uncovered`` tells.
    """
    audible = [place for place, character in enumerate(text) if character.isalnum()]
    words = [(word, [_plain(c) for c in word.text if c.isalnum()]) for word in boundaries]
    spoken = [(word, letters) for word, letters in words if letters]
    heard = [letter for _, letters in spoken for letter in letters]
    twins = _twins([_plain(text[place]) for place in audible], heard)
    found: list[tuple[Boundary, tuple[int, int] | None]] = []
    at = 0
    for word, letters in spoken:
        places = [twins.get(place, -2) for place in range(at, at + len(letters))]
        at += len(letters)
        first = places[0]
        whole = first >= 0 and places == list(range(first, first + len(letters)))
        found.append((word, (first, first + len(letters)) if whole else None))
    return tuple(_marks(text, audible, found))


def _marks(
    text: str, audible: Sequence[int], found: Sequence[tuple[Boundary, tuple[int, int] | None]]
) -> Iterator[Mark]:
    """``found``: each word, and which of ``audible`` it names, if any."""
    named = [(word, span) for word, span in found if span]
    syllables = sum(_syllables(text[p] for p in audible[a:b]) for _, (a, b) in named)
    lasting = sum(word.close - word.begin for word, _ in named)
    pace = _pace(lasting, syllables)
    done = 0
    for strange, group in groupby(found, key=lambda pair: pair[1] is None):
        members = list(group)
        if not strange:
            for word, span in members:
                assert span is not None
                start, end = audible[span[0]], audible[span[1] - 1] + 1
                yield Mark(start=start, end=end, begin=word.begin, close=word.close)
                done = span[1]
            continue
        begin, close = members[0][0].begin, members[-1][0].close
        after = [span[0] for word, span in named if word.begin >= close]
        stretch = audible[done : min(after, default=len(audible))]
        lasts = sum(word.close - word.begin for word, _ in members)
        if stretch and lasts >= ENOUGH * pace * _syllables(text[place] for place in stretch):
            yield Mark(start=stretch[0], end=stretch[-1] + 1, begin=begin, close=close)


def uncovered(text: str, marks: Sequence[Mark]) -> str:
    """What of ``text`` was not provably spoken; empty where the words cover it.

    A word that has no name and lies between two others was spoken if there is time for it
    between them; one at either end was not.
    """
    audible = [place for place, character in enumerate(text) if character.isalnum()]
    syllables, lasting = _named(text, marks)
    need = ENOUGH * _pace(lasting, syllables)
    end, close = 0, None
    for mark in (*marks, None):
        stop = mark.start if mark else len(text)
        gap = [place for place in audible if end <= place < stop]
        if gap:
            lost = text[gap[0] : gap[-1] + 1]
            if close is None or mark is None or mark.begin - close < need * _syllables(lost):
                return lost
        if mark:
            end, close = mark.end, mark.close
    return ""


def _twins(line: Sequence[str], heard: Sequence[str]) -> dict[int, int]:
    """The place in ``line`` of each place in ``heard`` that says the same, both in order."""
    blocks = SequenceMatcher(None, line, heard, autojunk=False).get_matching_blocks()
    return {b + step: a + step for a, b, size in blocks for step in range(size)}


def _named(text: str, marks: Sequence[Mark]) -> tuple[float, float]:
    """The syllables that ``marks`` cover, and the seconds that they last."""
    syllables = sum(_syllables(text[mark.start : mark.end]) for mark in marks)
    return syllables, sum(mark.close - mark.begin for mark in marks)


def _pace(lasting: float, syllables: float) -> float:
    """Seconds a syllable of a clip in which ``syllables`` lasted ``lasting`` seconds."""
    return max(QUICKEST, lasting / syllables) if syllables > MEASURED else PACE


def _plain(character: str) -> str:
    return character.casefold()[:1]


def _syllables(text: "str | Iterator[str]") -> float:
    return sum(LETTER if character.isascii() else 1.0 for character in text if character.isalnum())


def _broken(reason: str) -> EngineFailed:
    return EngineFailed(
        say(f"Edge 的一段语音不完整：{reason}", f"a clip of Edge is not whole: {reason}")
    )
