"""（下转第3版）and（上接第1版）: the halves of a story that was parted over the pages of a day."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import islice

from tingbao.content.furniture import JUMP
from tingbao.model import Story
from tingbao.wording import say

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
_DIGITS |= {digit: str(value) for value, digit in enumerate("０１２３４５６７８９")} | {"头": "1"}
_LIKE = 0.5
"""Likeness of two headlines from which they are taken for the same story's."""
_COMPARED = 20
"""First halves that one second half is compared with at most: a page has a handful."""

_Way = tuple[date, str, str]
"""Day, page of the first half, page of the second."""


def join_jumps(stories: Sequence[Story]) -> tuple[Story, ...]:
    """``stories`` with second halves joined to their first; what finds no partner is doubted."""
    heads = _heads(stories)
    whole: dict[int, Story] = dict(enumerate(stories))
    root = {place: place for place in whole}
    for place, tail in enumerate(stories):
        page = _jump(tail, "接")
        if page is None:
            continue
        head = _taken(heads[tail.day, page, _number(tail.page)], stories, tail)
        if head is None or _root(root, head) == place:
            whole[place] = _doubted(
                whole[place],
                say(
                    "是“上接”的后半篇，但没有找到前半篇。",
                    "is the second half of a story whose first half was not found.",
                ),
            )
            continue
        root[place] = _root(root, head)
        whole[root[place]] = _together(whole[root[place]], whole.pop(place))
    for head in (head for waiting in heads.values() for head in waiting):
        begin = _root(root, head)
        whole[begin] = _doubted(
            whole[begin],
            say(
                "有“下转”，但没有找到后半篇，听起来会没有完。",
                "goes on on another page, and that half was not found: it will sound cut off.",
            ),
        )
    return tuple(whole[place] for place in sorted(whole))


def _heads(stories: Sequence[Story]) -> defaultdict[_Way, dict[int, None]]:
    """Places of stories that go on elsewhere, in order, by where they do."""
    heads: defaultdict[_Way, dict[int, None]] = defaultdict(dict)
    for place, story in enumerate(stories):
        if (page := _jump(story, "转")) is not None:
            heads[story.day, _number(story.page), page][place] = None
    return heads


def _root(root: dict[int, int], place: int) -> int:
    """Where the story begins that the one at ``place`` was joined to, over any pages."""
    while root[place] != place:
        root[place] = root[root[place]]
        place = root[place]
    return place


def _taken(waiting: dict[int, None], stories: Sequence[Story], tail: Story) -> int | None:
    """The first half of ``tail``, taken out of those ``waiting``: the likest, or the only one."""
    near = list(islice(waiting, _COMPARED))
    best = max(near, key=lambda place: _likeness(stories[place], tail), default=None)
    if best is None or (len(waiting) > 1 and _likeness(stories[best], tail) < _LIKE):
        return None
    del waiting[best]
    return best


def _jump(story: Story, way: str) -> str | None:
    """The other page of （上接…） where ``way`` is 接, of （下转…） where it is 转."""
    for line in story.furniture:
        match = JUMP.search(line)
        if match and match["way"][1] == way:
            return _number(match["page"])
    return None


def _number(page: str) -> str:
    digits = "".join(_DIGITS.get(character, character) for character in page)
    digits = re.sub("^十$", "10", digits)
    digits = re.sub("十$", "0", re.sub("^十", "1", digits)).replace("十", "")  # 十二, 二十, 三十二
    return re.sub("^([A-Z]*)0+", r"\1", digits.upper())


def _likeness(story: Story, tail: Story) -> float:
    """How like the headlines are; where the mark names the story (上接1版《…》), that counts."""
    named = tail.headline
    for line in tail.furniture:
        if (match := JUMP.search(line)) and match["title"]:
            named = match["title"]
    if story.headline == named:
        return 1.0
    return SequenceMatcher(None, story.headline, named).ratio()


def _together(story: Story, tail: Story) -> Story:
    shift = len(story.paragraphs)
    signed = tail.byline if story.byline else ""
    head = (tail.section, tail.kicker, tail.headline, tail.subtitle, signed, tail.dateline)
    return dataclasses.replace(
        story,
        captions=story.captions + tail.captions,
        paragraphs=story.paragraphs + tail.paragraphs,
        subheads=story.subheads + tuple(place + shift for place in tail.subheads),
        byline=story.byline or tail.byline,
        furniture=(*story.furniture, *filter(None, head), *tail.furniture),
    )


def _doubted(story: Story, doubt: str) -> Story:
    return dataclasses.replace(story, doubts=(*story.doubts, doubt))
