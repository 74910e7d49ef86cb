"""Who says what when: stories become the segments of an episode.

A segment never crosses a paragraph or the edge of a quotation, and packing starts anew at each,
so that a change in one paragraph leaves every other segment, and so its clip, alone.
"""

import dataclasses
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tingbao.errors import ScriptError
from tingbao.model import Edit, Narration, Part, Role, Script, Segment, Story
from tingbao.script import bylines, quotes, speakers
from tingbao.script.breaths import pack, speakable
from tingbao.script.lexicon import Lexicon
from tingbao.script.lines import Line, read_headline, read_line
from tingbao.script.pausing import without_marks
from tingbao.script.pinyin import Reader
from tingbao.script.sentences import split
from tingbao.script.stretches import Quoted, Stretch, stretches
from tingbao.templating import render_text
from tingbao.wording import say

NOTICE_PACE = 140
"""Characters a minute of the spoken label: GB 45438-2025, 5.3 note 4 says 120 to 160."""

WEEKDAYS = "一二三四五六日"

_SENTENCE_END = re.compile(r"[。！？!?…．.][”’」』）)】》\"\s]*$")
_HANGING = re.compile(r"[，。、；！？…—,;!?]+")
"""Marks behind a closing quote stay with it: no segment begins with a comma."""
_HEADS = {Part.OPENING, Part.KICKER, Part.HEADLINE, Part.SUBTITLE, Part.SUBHEAD}
"""Where a gap parts clauses; the opening names headlines too."""
_CAPTION = re.compile(r"[▲△↑↓←→\s]*[上下左右]?图")
"""A caption that says itself what it is."""


def write(
    id: str,  # noqa: A002 - as Script names it
    title: str,
    stories: Sequence[Story],
    show: str,
    narration: Narration,
    lexicon: Lexicon,
) -> Script:
    """The script of the episode ``id``. ScriptError names a story in which nothing can be read."""
    if not stories:
        raise ScriptError(say(f"{id} 里没有一篇稿件。", f"{id} holds no story."))
    day = stories[0].day
    values = {
        "show": show,
        "title": title,
        "date": f"{day.month}月{day.day}日",
        "weekday": f"星期{WEEKDAYS[day.weekday()]}",
        "headlines": tuple(story.headline for story in stories if story.headline),
    }
    frame = _Writer(narration, Reader(lexicon.scope(day.isoformat(), "")), Role.ANCHOR)
    pauses, label = narration.pauses, narration.label
    several = len(stories) > 1

    def said(template: str, name: str) -> str:
        return render_text(template, name, **values)

    def notice(*places: str) -> list[Segment]:
        if label.place not in places:
            return []
        if label.form == "rhythm":
            return [_rhythm(label.written, pauses.opening)]
        text = said(label.spoken, "label.spoken")
        segments = frame.lines(Part.NOTICE, text, pauses.opening)
        return [dataclasses.replace(segment, pace=NOTICE_PACE) for segment in segments]

    opening = said(narration.opening, "narration.opening")
    segments = [*frame.lines(Part.OPENING, opening, pauses.opening), *notice("start", "both")]
    if several:
        headlines = said(narration.headlines, "narration.headlines")
        segments += frame.lines(Part.OPENING, headlines, pauses.opening)
    for place, story in enumerate(stories):
        if place:
            segments += frame.lines(
                Part.BRIDGE, said(narration.bridge, "narration.bridge"), pauses.opening
            )
        segments += _story(story, place, narration, lexicon)
    segments += frame.lines(
        Part.CLOSING, said(narration.closing, "narration.closing"), pauses.sentence
    )
    segments += notice("end", "both")
    return Script(id=id, title=title, segments=tuple(segments))


def _rhythm(notice: str, pause: int) -> Segment:
    """The audible label without words; in print the written notice stands for it."""
    return Segment(
        part=Part.NOTICE,
        role=Role.ANCHOR,
        written=f"（提示音）{notice}",
        spoken="",
        pinyin="",
        pause=pause,
        rhythm=True,
    )


# ------------------------------------------------------------------------------ one story


def _story(story: Story, place: int, narration: Narration, lexicon: Lexicon) -> list[Segment]:
    reader = Reader(lexicon.scope(story.day.isoformat(), story.id))
    anchor = _Writer(narration, reader, Role.ANCHOR, story.id)
    second = narration.two_reporters and place % 2
    reporter = Role.REPORTER_2 if second else Role.REPORTER
    teller = _Writer(narration, reader, reporter if narration.quotes else Role.ANCHOR, story.id)
    pauses = narration.pauses
    segments = [
        *anchor.lines(Part.KICKER, story.kicker, pauses.sentence),
        *anchor.lines(Part.HEADLINE, story.headline, pauses.headline),
        *anchor.lines(Part.SUBTITLE, story.subtitle, pauses.headline),
    ]
    if narration.bylines:
        segments += anchor.signed(" ".join(filter(None, (story.dateline, story.byline))))
    if narration.captions:
        for caption in story.captions:
            segments += teller.captioned(caption)
    segments += teller.body(story)
    if not segments:
        raise ScriptError(
            say(
                f"{story.source or story.id}（{story.id}）里没有可念的字。请补上正文，或删掉它。",
                f"{story.source or story.id} ({story.id}) has nothing to be read: "
                "give it a text or remove it.",
            )
        )
    segments[-1] = dataclasses.replace(segments[-1], pause=pauses.story)
    return segments


class _Writer:
    """Writes segments of one story (or of the frame) in one role."""

    def __init__(self, narration: Narration, reader: Reader, role: Role, story: str = "") -> None:
        self._narration = narration
        self._reader = reader
        self._role = role
        self._story = story

    def lines(self, part: Part, text: str, pause: int) -> list[Segment]:
        """``text`` as segments of ``part``, the last with ``pause`` after it."""
        plain, asked = without_marks(text)
        segments: list[Segment] = []
        for start, end in pairwise(sorted({0, len(plain), *asked})):
            told = self._packed(part, plain[start:end])
            segments += told[:-1]
            if told:
                segments.append(dataclasses.replace(told[-1], pause=asked.get(end, pause)))
        return segments

    def _packed(self, part: Part, text: str) -> list[Segment]:
        if not speakable(text):
            return []
        read = read_headline if part in _HEADS else read_line
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
        plain = [text for text, _ in cleared]
        spoken = self._spoken(plain)
        pauses = self._narration.pauses
        segments: list[Segment] = []
        for place, (text, asked) in enumerate(cleared):
            if segments and 0 in asked:
                segments[-1] = dataclasses.replace(segments[-1], pause=asked[0])
            if place in story.subheads:
                told = self.lines(Part.SUBHEAD, text, pauses.headline)
            else:
                told = self._told(stretches(text, spoken.get(place, ()), asked))
                if told and len(text) not in asked:
                    told[-1] = dataclasses.replace(told[-1], pause=pauses.paragraph)
            segments += [dataclasses.replace(segment, paragraph=place) for segment in told]
        return segments

    def _spoken(self, paragraphs: Sequence[str]) -> dict[int, list[Quoted]]:
        """What somebody says, by paragraph."""
        spoken: dict[int, list[Quoted]] = {}
        if self._narration.quotes:
            found = quotes.find(paragraphs, speakers.named(paragraphs))
            for quotation, voice in zip(found, speakers.attribute(paragraphs, found), strict=True):
                if quotation.speech:
                    end = _HANGING.match(paragraphs[quotation.paragraph], quotation.end)
                    span = (quotation.start, end.end() if end else quotation.end, voice)
                    spoken.setdefault(quotation.paragraph, []).append(span)
        return spoken

    def _told(self, pieces: Iterable[Stretch]) -> list[Segment]:
        segments: list[Segment] = []
        for stretch in pieces:
            part = Part.QUOTE if stretch.quoted else Part.BODY
            pause = self._narration.pauses.quote if stretch.pause is None else stretch.pause
            told = self.lines(part, stretch.text, pause)
            if who := stretch.speaker:
                role = who.role or self._role
                told = [dataclasses.replace(t, role=role, speaker=who.name) for t in told]
            segments += told
        return segments

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
