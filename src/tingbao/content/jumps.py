"""（下转第3版）and（上接第1版）: the halves of a story that was parted over two pages of a day."""

import dataclasses
from collections.abc import Sequence
from difflib import SequenceMatcher

from tingbao.content.furniture import JUMP
from tingbao.model import Story
from tingbao.wording import say

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
_LIKE = 0.5
"""Likeness of two headlines from which they are taken for the same story's."""


def join_jumps(stories: Sequence[Story]) -> tuple[Story, ...]:
    """``stories`` with second halves joined to their first; what finds no partner is doubted."""
    joined = list(stories)
    for tail in stories:
        if (page := _jump(tail, ("上接", "紧接"))) is None:
            continue
        heads = [
            story
            for story in joined
            if story.day == tail.day
            and _number(story.page) == page
            and _jump(story, ("下转",)) in (None, _number(tail.page))
            and _jump(story, ("下转",)) is not None
        ]
        best = max(heads, key=lambda story: _likeness(story, tail), default=None)
        place = joined.index(tail)
        if best is None or (len(heads) > 1 and _likeness(best, tail) < _LIKE):
            joined[place] = _doubted(tail)
            continue
        joined[joined.index(best)] = _together(best, tail)
        del joined[place]
    return tuple(joined)


def _jump(story: Story, ways: tuple[str, ...]) -> str | None:
    for line in story.furniture:
        match = JUMP.search(line)
        if match and match["way"] in ways:
            return _number(match["page"])
    return None


def _number(page: str) -> str:
    digits = "".join(_DIGITS.get(character, character) for character in page)
    digits = digits.replace("十", "1" if len(page) > 1 else "10")
    return digits.lstrip("0")


def _likeness(story: Story, tail: Story) -> float:
    return SequenceMatcher(None, story.headline, tail.headline).ratio()


def _together(story: Story, tail: Story) -> Story:
    shift = len(story.paragraphs)
    return dataclasses.replace(
        story,
        captions=story.captions + tail.captions,
        paragraphs=story.paragraphs + tail.paragraphs,
        subheads=story.subheads + tuple(place + shift for place in tail.subheads),
        furniture=(*story.furniture, *filter(None, (tail.headline,)), *tail.furniture),
    )


def _doubted(tail: Story) -> Story:
    sentence = say(
        "是“上接”的后半篇，但没有找到前半篇。",
        "is the second half of a story whose first half was not found.",
    )
    return dataclasses.replace(tail, doubts=(*tail.doubts, sentence))
