"""Who says what when: the stories of an episode, in the anchor's frame, become its script."""

import dataclasses
import re
from collections.abc import Mapping, Sequence

from tingbao.errors import ScriptError
from tingbao.model import Narration, Part, Role, Script, Segment, Story
from tingbao.script.introduced import Introduced, proved
from tingbao.script.lexicon import Lexicon
from tingbao.script.pinyin import Reader
from tingbao.script.segments import Writer
from tingbao.templating import render_text
from tingbao.wording import say

NOTICE_PACE = 140
"""Characters a minute of the spoken label: GB 45438-2025, 5.3 note 4 says 120 to 160."""

WEEKDAYS = "一二三四五六日"


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
    scope = lexicon.scope(stories[0].day.isoformat(), "")
    people = [_people(story) for story in stories]
    frame = _Frame(title, stories, show, narration, Reader(scope, _headlined(stories, people)))
    pauses = narration.pauses
    segments = [*frame.said(Part.OPENING, "opening", pauses.opening)]
    segments += frame.notice("start", "both")
    if len(stories) > 1:
        segments += frame.said(Part.OPENING, "headlines", pauses.opening)
    for place, (story, known) in enumerate(zip(stories, people, strict=True)):
        if place:
            segments += frame.said(Part.BRIDGE, "bridge", pauses.opening)
        segments += _story(story, known, narration, lexicon)
    segments += frame.said(Part.CLOSING, "closing", pauses.sentence)
    segments += frame.notice("end", "both")
    return Script(id=id, title=title, segments=tuple(segments))


# ------------------------------------------------------------------------------ around them


class _Frame:
    """What the anchor says around the stories: the show's templates, and the label."""

    def __init__(
        self,
        title: str,
        stories: Sequence[Story],
        show: str,
        narration: Narration,
        reader: Reader,
    ) -> None:
        day = stories[0].day
        self._narration = narration
        self._writer = Writer(narration, reader, Role.ANCHOR)
        self._values = {
            "show": show,
            "title": title,
            "date": f"{day.month}月{day.day}日",
            "weekday": f"星期{WEEKDAYS[day.weekday()]}",
            "headlines": tuple(story.headline for story in stories if story.headline),
        }

    def said(self, part: Part, template: str, pause: int) -> list[Segment]:
        """What the narration's ``template`` gives, as segments of ``part``."""
        text = render_text(
            getattr(self._narration, template), f"narration.{template}", **self._values
        )
        return self._writer.lines(part, text, pause)

    def notice(self, *places: str) -> list[Segment]:
        """The audible label, where it is wanted in one of ``places``."""
        label, pause = self._narration.label, self._narration.pauses.opening
        if label.place not in places:
            return []
        if label.form == "rhythm":
            return [_rhythm(label.written, pause)]
        text = render_text(label.spoken, "label.spoken", **self._values)
        segments = self._writer.lines(Part.NOTICE, text, pause)
        return [dataclasses.replace(segment, pace=NOTICE_PACE) for segment in segments]


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


def _people(story: Story) -> Mapping[str, str]:
    """Those whom ``story`` introduces, with the readings of their surnames."""
    return proved("\n".join((story.headline, story.subtitle, *story.captions, *story.paragraphs)))


def _headlined(stories: Sequence[Story], people: Sequence[Mapping[str, str]]) -> Introduced:
    """The people whom headlines name, and their stories introduce, for the anchor's list."""
    return Introduced(
        {
            name: reading
            for story, known in zip(stories, people, strict=True)
            for name, reading in known.items()
            if name[0] in story.headline
        }
    )


def _story(
    story: Story, people: Mapping[str, str], narration: Narration, lexicon: Lexicon
) -> list[Segment]:
    reader = Reader(lexicon.scope(story.day.isoformat(), story.id), Introduced(people))
    anchor = Writer(narration, reader, Role.ANCHOR, story.id)
    teller = Writer(narration, reader, _teller(story, narration), story.id)
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


def _teller(story: Story, narration: Narration) -> Role:
    """Who tells ``story``: two reporters take turns by the numbers of page and place in its id.

    The id is for ever, and so is the voice: a lead inserted at the top leaves the others theirs.
    """
    if not narration.quotes:
        return Role.ANCHOR
    last_digits = re.findall(r"[0-9](?![0-9])", story.id.partition("/")[2])
    second = narration.two_reporters and sum(map(int, last_digits)) % 2
    return Role.REPORTER_2 if second else Role.REPORTER
