"""Cuts a page into its stories.

Bylines and datelines are the anchors: of all that a pasted page shows they are the most
reliable, and nearly every story has one. From an anchor the head is read upwards (引题, 主题,
副题), the body downwards. The editor's own marks (see ``marks``) win over every guess.

Nothing is lost: each character that is not white space goes into one field of one story, but
for the ``# `` of a mark and the front matter, which are the editor's and not the page's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tingbao.content.bodies import Paragraph, paragraphs
from tingbao.content.forms import JUMP, dateline, is_aside, is_bracketed, is_rule
from tingbao.content.heads import Head, read_head
from tingbao.content.lines import Kind, Line, ends_sentence, read_lines
from tingbao.content.marks import front_matter
from tingbao.content.names import bare_names, end_byline
from tingbao.errors import ContentError
from tingbao.model import Page, Story
from tingbao.wording import say

_CAPTION_LONGEST = 34
"""Characters of a caption that stands unmarked between byline and text, at most."""


def cut(page: Page) -> tuple[Story, ...]:
    """The stories of ``page`` in order, with provisional ids. Never fails on any text."""
    doubts: list[str] = []
    try:
        front, begin = front_matter(page.text)
    except ContentError as error:
        front, begin = {}, 0
        doubts.append(str(error))
    lines = read_lines(page.text, begin)
    starts = _starts(lines)
    if not starts:
        return ()
    regions = [
        lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    stories: list[Story] = []
    for place, region in enumerate(regions, 1):
        draft = _read(region)
        own = front if place == 1 else {}
        stories.append(_story(page, place, region[0].number, draft, own, doubts))
        doubts = []
    return tuple(stories)


# ------------------------------------------------------------------------------ where stories start


def _starts(lines: Sequence[Line]) -> list[int]:
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


# ------------------------------------------------------------------------------ one story


@dataclass(slots=True)
class _Draft:
    head: Head
    bylines: list[str] = field(default_factory=list)
    dateline: str = ""
    captions: list[str] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


def _read(region: Sequence[Line]) -> _Draft:
    head, rest = read_head(region)
    draft = _Draft(head=head, furniture=list(head.furniture), captions=list(head.captions))
    body: list[Line] = []
    for place, line in enumerate(rest):
        if line.kind is Kind.BYLINE and not (body and place + 1 < len(rest) and draft.bylines):
            draft.bylines.append(line.text)
        elif line.kind is Kind.FURNITURE and not _signed(rest, place):
            draft.furniture.append(line.text)
        elif line.kind is Kind.CAPTION or _caption(rest, place, body, draft):
            draft.captions.append(line.text)
        else:
            body.append(line)
    draft.body = paragraphs(body)
    _take_dateline(draft)
    _take_end(draft)
    draft.bylines = head.bylines + draft.bylines
    return draft


def _caption(rest: Sequence[Line], place: int, body: Sequence[Line], draft: _Draft) -> bool:
    """Whether an unmarked short sentence between byline and text is a caption (图片说明)."""
    line = rest[place]
    if body or place + 1 >= len(rest) or not (draft.bylines or draft.head.bylines):
        return False
    single = re.fullmatch(r"[^。！？；，“”：]{6,}。", line.text)
    if not single or len(line.text) > _CAPTION_LONGEST:
        return False
    apart = line.gap >= 2 or bool(re.search(r"为|在|正|向|给|帮|与|和", line.text))
    return apart and rest[place + 1].gap >= 1


def _signed(rest: Sequence[Line], place: int) -> bool:
    """Whether a date is the last line of a notice (落款), under the name of who gives it."""
    line, before = rest[place], rest[place - 1]
    return (
        place > 1
        and line.gap == 0
        and before.kind is Kind.TITLE
        and bool(re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", line.text))
    )


def _take_dateline(draft: _Draft) -> None:
    for place, paragraph in enumerate(draft.body[:2]):
        found, byline, rest = dateline(paragraph.text)
        if not found:
            continue
        draft.dateline = found
        if byline:
            draft.bylines.append(byline)
        if rest:
            draft.body[place] = Paragraph(text=rest, subhead=False)
        else:
            del draft.body[place]
        return


def _take_end(draft: _Draft) -> None:
    """A byline in brackets at the end of the body."""
    if draft.body and not (draft.bylines or draft.head.bylines):
        text, byline = end_byline(draft.body[-1].text)
        if byline:
            draft.bylines.append(byline)
            draft.body[-1:] = [Paragraph(text=text, subhead=False)] if text else []


def _story(
    page: Page,
    place: int,
    line: int,
    draft: _Draft,
    front: Mapping[str, str],
    doubts: Sequence[str],
) -> Story:
    head = draft.head
    own = list(doubts)
    if not (head.headline or front.get("headline")):
        own.append(
            say(
                "没有标题。请在标题行前面写“# ”（井号加空格），或放进文件头的 headline。",
                "there is no headline: put “# ” before it, or headline into the front matter.",
            )
        )
    own += head.doubts
    return Story(
        id=front.get("id") or f"{page.day.isoformat()}/{page.number}/{place}",
        day=page.day,
        page=page.number,
        place=place,
        headline=front.get("headline") or head.headline,
        kicker=front.get("kicker") or head.kicker,
        subtitle=front.get("subtitle") or head.subtitle,
        byline=front.get("byline") or " ".join(draft.bylines),
        dateline=front.get("dateline") or draft.dateline,
        section=front.get("section") or head.section,
        captions=tuple(draft.captions),
        paragraphs=tuple(paragraph.text for paragraph in draft.body),
        subheads=tuple(i for i, paragraph in enumerate(draft.body) if paragraph.subhead),
        furniture=tuple(draft.furniture),
        doubts=tuple(own),
        source=f"{page.path}:{line}",
        summary=front.get("summary", ""),
        correction=front.get("correction", ""),
        image=front.get("image", ""),
    )
