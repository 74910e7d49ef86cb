"""One story, or the frame around the stories, becomes segments: read, packed, and quoted.

A segment never crosses a paragraph or the edge of a quotation, and packing starts anew at each,
so that a change in one paragraph leaves every other segment, and so its clip, alone.
"""

import dataclasses
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tingbao.cleaning import widen
from tingbao.model import Doubt, Edit, Narration, Part, Role, Segment, Story
from tingbao.script import bylines, quotes, speakers
from tingbao.script.breaths import pack, speakable
from tingbao.script.lines import Line, apply, read_headline, read_line, read_row
from tingbao.script.pausing import Pause, without_marks
from tingbao.script.pinyin import Reader
from tingbao.script.sentences import split
from tingbao.script.stretches import Quoted, Stretch, quoted, stretches

_SENTENCE_END = re.compile(r"[。！？!?…．.][”’」』）)】》\"\s]*$")
_HEADS = {Part.OPENING, Part.KICKER, Part.HEADLINE, Part.SUBTITLE, Part.SUBHEAD}
"""Where a gap parts clauses; the opening names headlines too."""
_CAPTION = re.compile(r"[▲△↑↓←→\s]*[上下左右]?图|[（(]?[^。，、（(]{2,16}摄[）)]?$")
"""It says itself that it is one, or only who took the picture."""


class Writer:
    """Writes segments of one story (or of the frame) in one role."""

    def __init__(self, narration: Narration, reader: Reader, role: Role, story: str = "") -> None:
        self._narration = narration
        self._reader = reader
        self._role = role
        self._story = story

    def lines(self, part: Part, text: str, pause: int) -> list[Segment]:
        """``text`` as segments of ``part``, the last with ``pause`` after it."""
        printed, asked = without_marks(text)
        plain = widen(printed)
        segments: list[Segment] = []
        for start, end in pairwise(sorted({0, len(plain), *asked})):
            told = self._packed(part, plain[start:end])
            segments += told[:-1]
            if told:
                segments.append(_paused(told[-1], asked.get(end, Pause(pause))))
        return _as_printed(segments, printed)

    def _packed(self, part: Part, text: str) -> list[Segment]:
        if not speakable(text):
            return []
        read = read_headline if part in _HEADS else read_row if part is Part.BODY else read_line
        return [
            self._segment(part, read(piece, self._reader), self._between(piece))
            for piece in pack(split(text), self._narration.longest)
        ]

    def _between(self, piece: str) -> int:
        pauses = self._narration.pauses
        return pauses.sentence if _SENTENCE_END.search(piece) else pauses.clause

    def signed(self, byline: str) -> list[Segment]:
        """The byline as printed, read as a sentence."""
        pause = self._narration.pauses.headline
        if not speakable(byline) or len(byline) > self._narration.longest:
            return self.lines(Part.BYLINE, byline, pause)
        read = read_line(bylines.sentence(byline), self._reader)
        whole = Edit(start=0, end=len(byline), spoken=read.spoken, rule="byline")
        line = dataclasses.replace(read, written=byline, edits=(whole,))
        return [self._segment(Part.BYLINE, line, pause)]

    def captioned(self, caption: str) -> list[Segment]:
        """A caption, introduced as such."""
        segments = self.lines(Part.CAPTION, caption, self._narration.pauses.paragraph)
        lead = self._narration.caption
        if segments and speakable(lead) and not _CAPTION.match(caption):
            segments[0] = _led(segments[0], read_line(lead, self._reader))
        return segments

    def body(self, story: Story) -> list[Segment]:
        """The paragraphs of ``story``: told, and quoted where somebody speaks."""
        cleared = [without_marks(paragraph) for paragraph in story.paragraphs]
        plain = [widen(text) for text, _ in cleared]
        spoken = self._spoken(plain)
        pauses = self._narration.pauses
        segments: list[Segment] = []
        for place, (printed, asked) in enumerate(cleared):
            text = plain[place]
            if segments and 0 in asked:
                segments[-1] = _paused(segments[-1], asked[0])
            if place in story.subheads:
                told = self.lines(Part.SUBHEAD, text, pauses.headline)
            else:
                told = self._told(stretches(text, spoken.get(place, ()), asked))
                if told and len(text) not in asked:
                    told[-1] = dataclasses.replace(told[-1], pause=pauses.paragraph)
            told = _as_printed(told, printed)
            segments += [dataclasses.replace(segment, paragraph=place) for segment in told]
        return segments

    def _spoken(self, paragraphs: Sequence[str]) -> dict[int, list[Quoted]]:
        """What somebody says, by paragraph."""
        if not self._narration.quotes:
            return {}
        found = quotes.find(paragraphs, speakers.named(paragraphs))
        return quoted(paragraphs, found, speakers.attribute(paragraphs, found))

    def _told(self, pieces: Iterable[Stretch]) -> list[Segment]:
        segments: list[Segment] = []
        for stretch in pieces:
            part = Part.QUOTE if stretch.quoted else Part.BODY
            told = self.lines(part, stretch.text, self._narration.pauses.quote)
            if who := stretch.speaker:
                role = self._voice(who.role)
                told = [dataclasses.replace(t, role=role, speaker=who.name) for t in told]
            if stretch.label and told:
                told[:1] = self._labelled(told[0], stretch)
            if stretch.pause and told:
                told[-1] = _paused(told[-1], stretch.pause)
            segments += told
        return segments

    def _voice(self, role: Role | None) -> Role:
        """``role``; who answers as a second reporter has the first where the second tells."""
        if role is Role.REPORTER_2 and self._role is Role.REPORTER_2:
            return Role.REPORTER
        return role or self._role

    def _labelled(self, first: Segment, stretch: Stretch) -> list[Segment]:
        """``first`` without its label, which the reporter says, or nobody."""
        label, said = stretch.label, first.written.removeprefix(stretch.label)
        if not speakable(said):
            return [first]
        line = read_line(said, self._reader)
        words = dataclasses.replace(
            first,
            written=said,
            spoken=line.spoken,
            edits=line.edits,
            pinyin=line.pinyin,
            doubts=line.doubts,
        )
        if not stretch.silent:
            name = read_line(label, self._reader)
            return [self._segment(Part.BODY, name, self._narration.pauses.quote), words]
        edits = [
            dataclasses.replace(edit, start=edit.start + len(label), end=edit.end + len(label))
            for edit in line.edits
        ]
        unsaid = Edit(start=0, end=len(label), spoken="", rule="label")
        return [dataclasses.replace(words, written=first.written, edits=(unsaid, *edits))]

    def _segment(self, part: Part, line: Line, pause: int) -> Segment:
        return Segment(
            part=part,
            role=self._role,
            story=self._story,
            written=line.written,
            spoken=line.spoken,
            edits=line.edits,
            pinyin=line.pinyin,
            doubts=line.doubts,
            pause=pause,
        )


def _as_printed(segments: list[Segment], printed: str) -> list[Segment]:
    """``segments`` of ``printed``, which were read with its half-width signs widened."""
    text, at = widen(printed), 0
    if text == printed:
        return segments
    found = []
    for segment in segments:
        at = text.index(segment.written, at)
        written = printed[at : at + len(segment.written)]
        at += len(written)
        spoken = apply(written, segment.edits)
        found.append(dataclasses.replace(segment, written=written, spoken=spoken))
    return found


def _paused(segment: Segment, pause: Pause) -> Segment:
    """``segment`` with ``pause`` after it; what is doubtful about it is marked at its end."""
    size = len(segment.spoken)
    doubt = Doubt(start=max(0, size - 1), end=size, reason=pause.doubt)
    doubts = (*segment.doubts, doubt) if pause.doubt else segment.doubts
    return dataclasses.replace(segment, pause=pause.ms, doubts=doubts)


def _led(segment: Segment, lead: Line) -> Segment:
    """``segment`` with ``lead`` said before it, and nothing of it in print."""
    ahead = len(lead.spoken)
    doubts = tuple(
        dataclasses.replace(doubt, start=doubt.start + ahead, end=doubt.end + ahead)
        for doubt in segment.doubts
    )
    return dataclasses.replace(
        segment,
        spoken=lead.spoken + segment.spoken,
        pinyin=f"{lead.pinyin} {segment.pinyin}",
        edits=(Edit(start=0, end=0, spoken=lead.spoken, rule="caption"), *segment.edits),
        doubts=doubts,
    )
