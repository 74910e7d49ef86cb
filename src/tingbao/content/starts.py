"""Where the stories of a page start.

Bylines and datelines are the anchors: of all that a pasted page shows they are the most
reliable, and nearly every story has one. From an anchor the head is read upwards (引题, 主题,
副题), the body downwards.
"""

import re
from collections.abc import Sequence

from tingbao.content.forms import is_aside, is_bracketed
from tingbao.content.furniture import JUMP, is_rule
from tingbao.content.lines import Kind, Line, ends_sentence
from tingbao.content.names import bare_names, end_byline

_HEADLINE_SHORTEST = 10
"""Characters from which a head on a tight page is a headline; a 小标题 has mostly 4 to 9."""


def starts(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines at which a story begins; the first line always does."""
    if not lines:
        return []
    found = {0}
    marked = any(line.kind is Kind.HEADING for line in lines)
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING:
            found.add(place)
        elif marked:
            continue
        elif line.kind in (Kind.BYLINE, Kind.DATED) or _names_under_title(lines, place):
            found |= _anchored(lines, place)
        elif place and _breaks(lines, place):
            found.add(place)
    if not marked:
        found |= _ended(lines, found) | _tight(lines, found)
    for place in list(found):
        if place and lines[place].number == lines[place - 1].number:
            found.discard(place)  # the second piece of a parted line
    return sorted(_without_heads_of_nothing(found, lines))


def _anchored(lines: Sequence[Line], place: int) -> set[int]:
    """Where the story of the byline or dateline at ``place`` begins, or the one after it."""
    top = _top(lines, place)
    if top < place:
        return {top}
    before = lines[place - 1] if place else None
    if lines[place].kind is Kind.DATED:
        # A brief without a headline; under a byline it is the first paragraph of that story.
        return set() if before is not None and before.kind is Kind.BYLINE else {place}
    if before is None or before.kind is Kind.BYLINE:
        return set()
    following = place + 1  # a byline under the text ends its story
    while following < len(lines) and lines[following].kind in (Kind.FURNITURE, Kind.BYLINE):
        following += 1
    return {following} if following < len(lines) else set()


def _names_under_title(lines: Sequence[Line], place: int) -> bool:
    """Whether the line is names alone under a headline: a byline without 记者."""
    if not 0 < place < len(lines) - 1 or not bare_names(lines[place].text):
        return False
    before = lines[place - 1]
    return before.kind is Kind.TITLE and not bare_names(before.text) and lines[place + 1].gap > 0


def _top(lines: Sequence[Line], anchor: int) -> int:
    """The first line of the head above ``anchor``; ``anchor`` where there is no head."""
    place = top = anchor
    while place > 0 and anchor - place < 8:
        line = lines[place - 1]
        if signed(lines, place - 1):
            break
        if top < anchor and lines[place].gap and _run(lines, place - 1) > 2:
            break  # verse or a list of another story: heads stand apart from such
        if line.kind in (Kind.TITLE, Kind.SECTION) or _dashed(line):
            top = place - 1
        elif line.kind is not Kind.FURNITURE and (line.kind is not Kind.CAPTION or top < anchor):
            break  # a caption above the head belongs to the story before
        place -= 1
    if not any(line.kind is Kind.TITLE or _dashed(line) for line in lines[top:anchor]):
        return anchor
    if top > 0 and top < anchor and _continues(lines, top):
        top += 1
    return top


def _run(lines: Sequence[Line], place: int) -> int:
    """How many title-like lines stand together, without a blank line, up to ``place``."""
    start = place
    while (
        place - start < 4
        and start > 0
        and lines[start].gap == 0
        and lines[start].kind is Kind.TITLE
    ):
        start -= 1
    return place - start + 1


def _dashed(line: Line) -> bool:
    return (
        line.kind is not Kind.FURNITURE
        and len(line.text) <= 60
        and bool(re.match(r"[—―－–-]{1,2}\s*\S", line.text))
    )


def _continues(lines: Sequence[Line], place: int) -> bool:
    """Whether the line goes on with a paragraph that the line before left open."""
    before = lines[place - 1]
    return before.kind in (Kind.TEXT, Kind.DATED) and not _closed(before.text)


def _closed(text: str) -> bool:
    return ends_sentence(text) or bool(JUMP.search(text[-14:])) or text.endswith(("）", ")", "”"))


def _breaks(lines: Sequence[Line], place: int) -> bool:
    """Whether a head without byline or dateline begins here, in the middle of a page."""
    line, before = lines[place], lines[place - 1]
    if is_rule(before.text) and line.kind in (Kind.TITLE, Kind.SECTION):
        return True
    if line.text.endswith(("：", ":")) or not _closed(before.text):
        return False
    if line.kind not in (Kind.TITLE, Kind.SECTION):
        return False
    after = lines[place + 1] if place + 1 < len(lines) else None
    if after is None or before.kind in (Kind.TITLE, Kind.SECTION):
        return False
    if line.kind is Kind.SECTION:
        if is_aside(line.text):
            return False
        return after.kind in (Kind.TITLE, Kind.DATED) or is_bracketed(line.text)
    if end_byline(before.text)[1] or before.kind is Kind.FURNITURE:
        return True
    usual = sum(other.gap for other in lines[1:]) / max(1, len(lines) - 1)
    return (line.gap >= 2 and usual < 1.5) or (_dashed(after) and after.kind is not Kind.TEXT)


def _without_heads_of_nothing(found: set[int], lines: Sequence[Line]) -> set[int]:
    """A start whose story would be furniture or a section label alone belongs to the next."""
    kept = sorted(found)
    for start, end in zip(list(kept), [*kept[1:], len(lines)], strict=True):
        idle = (Kind.FURNITURE, Kind.SECTION, *([Kind.CAPTION] if start == 0 else ()))
        bare = all(line.kind in idle for line in lines[start:end])
        if bare and end < len(lines):
            found.discard(end)
    return found


def _regions(lines: Sequence[Line], found: set[int]) -> list[range]:
    kept = sorted(found)
    return [range(*pair) for pair in zip(kept, [*kept[1:], len(lines)], strict=True)]


def _heads(lines: Sequence[Line], region: range) -> list[int]:
    """Title lines right above text, under the first text of ``region``: 小标题 or headlines."""
    opening = (Kind.TEXT, Kind.BYLINE, Kind.DATED)
    first = next(
        (p for p in region if lines[p].kind in opening or _names_under_title(lines, p)), region[-1]
    )
    return [
        place
        for place in range(first + 1, region[-1])
        if lines[place].kind is Kind.TITLE and lines[place + 1].kind is Kind.TEXT
    ]


def _ended(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Heads of stories with their byline at the end, after one with its byline on top.

    No story is signed twice, so one lies between; told only where a single head can be its own.
    """
    more: set[int] = set()
    for region in _regions(lines, found):
        heads = _heads(lines, region)
        last = next((p for p in reversed(region) if lines[p].kind is not Kind.FURNITURE), region[0])
        text = lines[last].text
        signed_on_top = any(
            lines[place].kind in (Kind.BYLINE, Kind.DATED) or _names_under_title(lines, place)
            for place in range(region[0], heads[0] if heads else region[0])
        )
        if len(heads) == 1 and signed_on_top and end_byline(text)[1]:
            head = heads[0]
            if lines[head].gap or lines[head + 1].gap:
                more.add(head)
    return more


def _tight(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Heads on a page set without blank lines, bylines or datelines: long ones are headlines."""
    more: set[int] = set()
    for region in _regions(lines, found):
        inner = [lines[place] for place in region[1:]]
        if any(line.gap or line.indented for line in inner) or any(
            line.kind in (Kind.BYLINE, Kind.DATED, Kind.ASIDE) for line in inner
        ):
            continue
        heads = _heads(lines, region)
        if all(
            len(lines[place].text) >= _HEADLINE_SHORTEST and _closed(lines[place - 1].text)
            for place in heads
        ):
            more.update(heads)
    return more


def signed(lines: Sequence[Line], place: int) -> bool:
    """Whether a date is the last line of a notice (落款), under the name of who gives it."""
    line, before = lines[place], lines[place - 1]
    return (
        place > 1
        and line.gap == 0
        and before.kind is Kind.TITLE
        and lines[place - 2].kind not in (Kind.SECTION, Kind.FURNITURE)
        and bool(re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", line.text))
    )
