"""Show notes and pages, from templates that a show may replace (its folder ``templates``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from tingbao.feed import qr
from tingbao.feed.addresses import FEED
from tingbao.feed.clean import clean, correction, day, line, markdown, minutes, timestamp
from tingbao.feed.narrators import narrator
from tingbao.feed.transcripts import Cue
from tingbao.model import Card, Episode, Feed, Label, Part, Show, Story
from tingbao.templating import Templates

_KINDS = {part: str(part) for part in Part} | {
    Part.QUOTE: "body",
    **dict.fromkeys((Part.OPENING, Part.NOTICE, Part.BRIDGE, Part.CLOSING), "frame"),
}
"""What the parts of a narration are on the page: what frames the stories is of one kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph of the page that is read along: its sentences as cues."""

    kind: str
    """A value of ``Part``, or "frame" for what is said around the stories."""
    story: str
    """Story.id; empty for what belongs to no story."""
    cues: tuple[tuple[Cue, bool], ...] = ()
    """Each with whether it is quoted speech."""
    text: str = ""
    """Instead of cues: what is printed and not read aloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to another list."""

    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed, and how to come to it."""

    title: str
    description: str
    path: str
    """Relative to feed/."""
    address: str
    """The public one; empty for a show that has none yet, and then so are the next two."""
    apps: tuple[tuple[str, str], ...]
    """Name and address that opens the feed in an app."""
    code: str
    """QR code, an SVG element."""


class Notes:
    """The pages of one show."""

    def __init__(self, root: Path, show: Show, label: Label, picture: str) -> None:
        """``picture`` is the small cover, relative to feed/."""
        self._templates = Templates(
            "tingbao.feed",
            show=root / "templates",
            filters={
                "correction": correction,
                "day": day,
                "line": line,
                "markdown": markdown,
                "minutes": minutes,
                "narrator": narrator,
                "timestamp": timestamp,
                "words": _words,
            },
        )
        self._show = show
        self._values = {"show": show, "label": label, "picture": picture}

    def markdown(self, episode: Episode) -> bytes:
        """The show notes as Markdown."""
        return self._render("notes.md", episode=episode)

    def page(self, episode: Episode, cues: Sequence[Cue]) -> bytes:
        """The page to listen on, which is the HTML transcript too."""
        return self._render("episode.html", episode=episode, blocks=_blocks(episode, cues))

    def index(
        self,
        days: Mapping[date, Mapping[str, Sequence[Card]]],
        *,
        months: Sequence[Link],
        sections: Sequence[Link],
        feeds: Mapping[str, Feed],
    ) -> bytes:
        """The newest episodes by day and section, the ways to subscribe, and to older ones."""
        show = self._show
        subscriptions = [
            self._subscription(show.title, show.description, FEED),
            *(
                self._subscription(feed.title, feed.description, f"feed/{name}.xml")
                for name, feed in feeds.items()
            ),
        ]
        return self._render(
            "index.html",
            days=days,
            summaries=True,
            ways=(("栏目", sections), ("往期", months)),
            feeds=subscriptions,
        )

    def listing(
        self,
        title: str,
        days: Mapping[date, Mapping[str, Sequence[Card]]],
        periods: Sequence[Link],
    ) -> bytes:
        """A list of episodes by day and section, without their summaries."""
        return self._render(
            "list.html", title=title, days=days, summaries=False, ways=(("往期", periods),)
        )

    def _subscription(self, title: str, description: str, path: str) -> Subscription:
        address = self._show.address + path if self._show.address else ""
        return Subscription(
            title=title,
            description=description,
            path=path.removeprefix("feed/"),
            address=address,
            apps=tuple(_apps(address)),
            code=qr.svg(address) if address else "",
        )

    def static(self, name: str) -> bytes:
        """A style sheet or script, which the show may replace as well."""
        return self._render(name)

    def _render(self, name: str, **values: object) -> bytes:
        return clean(self._templates.render(name, **self._values, **values)).encode()


def _apps(feed: str) -> list[tuple[str, str]]:
    """Name and address that opens ``feed`` in an app, as each app's own pages give it."""
    if not feed:
        return []
    bare = feed.partition("://")[2]
    return [
        ("Apple 播客", f"podcast://{bare}"),
        ("Overcast", f"overcast://x-callback-url/add?url={quote(feed, safe='')}"),
        ("Pocket Casts", f"pktc://subscribe/{bare}"),
        ("AntennaPod", f"antennapod-subscribe://{bare}"),
    ]


def _words(words: Sequence[tuple[int, float]]) -> str:
    """Where words begin, as player.js reads them: "0:1.5 2:1.9".

    A day has 100,000; a loop over them in the template took a quarter of a run of ``make``.
    """
    return " ".join(f"{offset}:{begin}" for offset, begin in words)


def _blocks(episode: Episode, cues: Sequence[Cue]) -> list[Block]:
    """Cues by paragraph, as print has them: quoted speech stays in the paragraph around it."""
    blocks: list[Block] = []
    last: tuple[object, ...] = ()
    for cue in cues:
        segment = episode.passages[cue.passage].segment
        kind, quoted = _KINDS[segment.part], segment.part is Part.QUOTE
        key = (kind, segment.story, segment.paragraph)
        if blocks and key == last:
            blocks[-1] = replace(blocks[-1], cues=(*blocks[-1].cues, (cue, quoted)))
        else:
            blocks.append(Block(kind=kind, story=segment.story, cues=((cue, quoted),)))
        last = key
    for story in episode.stories:
        _add_unread(blocks, story)
    return blocks


def _add_unread(blocks: list[Block], story: Story) -> None:
    """Put byline and captions, where the show does not read them aloud, before the body."""
    kinds = [block.kind if block.story == story.id else "" for block in blocks]
    if not any(kinds):
        return
    bodies = (i for i, kind in enumerate(kinds) if kind in (Part.BODY, Part.SUBHEAD))
    last = max(i for i, kind in enumerate(kinds) if kind)
    place = next(bodies, last + 1)
    for part, texts in ((Part.CAPTION, story.captions), (Part.BYLINE, (story.byline,))):
        if part not in kinds:
            printed = [Block(kind=part, story=story.id, text=text) for text in texts if text]
            blocks[place:place] = printed
