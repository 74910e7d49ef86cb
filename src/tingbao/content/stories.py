"""Cuts a page into its stories.

``starts`` says where each begins; here its lines become fields. The editor's own marks (see
``marks``) win over every guess.

Nothing is lost: each character that is not white space goes into one field of one story, but
for the ``# `` of a mark and the front matter, which are the editor's and not the page's.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tingbao.content.bodies import Paragraph, paragraphs
from tingbao.content.captions import has_pictures, is_credit, is_unmarked
from tingbao.content.datelines import dateline, is_bare_dateline
from tingbao.content.doubts import near_headline, near_subhead, unfitting
from tingbao.content.heads import Head, read_head
from tingbao.content.lines import Kind, Line, read_lines
from tingbao.content.marks import front_matter
from tingbao.content.names import end_byline, is_wire
from tingbao.content.neighbours import settle
from tingbao.content.starts import starts
from tingbao.content.unwrapping import unwrapped
from tingbao.errors import ContentError
from tingbao.model import Page, Story
from tingbao.wording import say

_IN_BRACKETS = re.compile(r"[。！？!?”][（(][^（）()，。]{2,20}[）)]$")
_DRAWN = re.compile(r"(?:漫画|绘图|插图|插画|配图)[/／:：]")


def cut(page: Page) -> tuple[Story, ...]:
    """The stories of ``page`` in order, with provisional ids. Never fails on any text."""
    doubts: list[str] = []
    try:
        front, begin = front_matter(page.text)
    except ContentError as error:
        front, begin = {}, 0
        doubts.append(str(error))
    lines = settle(unwrapped(read_lines(page.text, begin)))
    begins, unsure = starts(lines)
    if not begins:
        return ()
    regions = [range(*pair) for pair in zip(begins, [*begins[1:], len(lines)], strict=True)]
    stories: list[Story] = []
    for place, span in enumerate(regions, 1):
        region = lines[span.start : span.stop]
        draft = _read(region)
        doubts += _unsure(lines, span, unsure & set(span), draft)
        own = front if place == 1 else {}
        stories.append(_story(page, place, region[0].number, draft, own, doubts))
        doubts = []
    return tuple(stories)


def _unsure(
    lines: Sequence[Line], span: range, unsure: Collection[int], draft: "_Draft"
) -> Iterator[str]:
    """Doubts about heads that stand near the border between headline and 小标题."""
    if span.start in unsure and draft.head.headline:
        yield near_subhead(draft.head.headline)
    for paragraph in draft.body:
        if paragraph.subhead and any(lines[place].printed == paragraph.text for place in unsure):
            yield near_headline(paragraph.text)


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
    draft = _Draft(
        head=head,
        bylines=list(head.bylines),
        furniture=list(head.furniture),
        captions=list(head.captions),
    )
    body: list[Line] = []
    late: list[str] = []
    signed = next((p for p, line in enumerate(rest) if line.kind is not Kind.BYLINE), len(rest))
    pictures = has_pictures(region[: len(region) - len(rest) + max(1, signed)])
    for place, line in enumerate(rest):
        signed_on_top = bool(draft.bylines) and not body
        if _of_picture(rest, place, body, draft) or (
            line.kind not in (Kind.BYLINE, Kind.FURNITURE)
            and is_unmarked(
                rest,
                place,
                pictures=pictures,
                signed=bool(draft.bylines) or any(above.kind is Kind.DATED for above in body[:1]),
                under_byline=signed_on_top,
            )
        ):
            draft.captions.append(line.printed)
        elif line.kind is Kind.BYLINE and not (
            body and place + 1 < len(rest) and draft.bylines + late
        ):
            (late if body else draft.bylines).append(line.printed)
        elif line.kind is Kind.FURNITURE:
            draft.furniture.append(line.printed)
        elif line.kind is Kind.CAPTION:
            draft.captions.append(line.printed)
        else:
            body.append(line)
    draft.body = paragraphs(body)
    _take_dateline(draft)
    draft.bylines += late
    _take_end(draft)
    if not draft.dateline and draft.body and is_bare_dateline(draft.body[-1].text):
        draft.dateline = draft.body.pop().text
    if not draft.dateline and (wires := [name for name in draft.bylines if is_wire(name)]):
        draft.dateline = wires[0]
        draft.bylines.remove(wires[0])
    return draft


def _of_picture(rest: Sequence[Line], place: int, body: Sequence[Line], draft: _Draft) -> bool:
    """Whether a byline is that of the picture whose caption is above, and not the story's."""
    line = rest[place]
    dated = any(above.kind is Kind.DATED for above in body[:1])
    return (
        line.kind is Kind.BYLINE
        and is_credit(rest, place)
        and bool(body and (draft.bylines or dated) and draft.captions)
        and draft.captions[-1] == rest[place - 1].printed
    )


def _take_dateline(draft: _Draft) -> None:
    for place, paragraph in enumerate(draft.body[:2]):
        found, byline, rest = dateline(paragraph.text)
        if not (found or byline):
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
    """A byline in brackets at the end of the body, where nobody but who drew signs on top."""
    if draft.body and all(map(_DRAWN.match, draft.bylines)):
        text, byline = end_byline(draft.body[-1].text)
        each = any(_IN_BRACKETS.search(paragraph.text) for paragraph in draft.body[:-1])
        if byline and not each:  # briefs under one label, each with who sent it
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
    own += unfitting(draft.body)
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
