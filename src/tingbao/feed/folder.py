"""Writes feed/: only what changed, in an order that never breaks a subscriber.

Transcripts and notes first, then pages, the feed last; each file by rename. The audio is there
already, so the feed names only files that exist.
"""

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from tingbao.cache import write_atomically
from tingbao.errors import PublishError
from tingbao.feed import rss, transcripts
from tingbao.feed.memory import Memory
from tingbao.feed.notes import Notes
from tingbao.model import Episode, Feed, Label, PublishedFile, Show
from tingbao.wording import say

PAGE = 200
"""Episodes in the feed, and on each page of older ones: far below the 5 MB of validators."""

NO_FEEDS: Mapping[str, Feed] = MappingProxyType({})

ENDINGS = ("vtt", "srt", "json", "transcript.html", "chapters.json", "md", "html")
"""Of the files of an episode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was done in feed/."""

    written: tuple[str, ...]
    """Paths relative to feed/."""


def publish(
    root: Path,
    show: Show,
    label: Label,
    episodes: Sequence[Episode],
    *,
    picture: bytes,
    feeds: Mapping[str, Feed] = NO_FEEDS,
) -> Report:
    """Bring ``root``/feed/ up to date with ``episodes``; ``picture`` is the cover as JPEG.

    ``feeds`` stand beside the main one: feed/NAME.xml, of the same episodes and sound.

    PublishError where the sound of an episode is not there: the feed stays as it was.
    """
    for episode in episodes:
        sounds = (episode.audio, *episode.alternates)
        for path in filter(None, (*(sound.path for sound in sounds), episode.cover)):
            if not (root / path).is_file():
                raise PublishError(
                    say(
                        f"{path} 不见了，订阅源没有改动。请运行 tingbao make。",
                        f"{path} is gone; the feed was left alone: run tingbao make.",
                    )
                )
    newest_first = sorted(episodes, key=lambda one: (one.published, one.id), reverse=True)
    # Directories keep a picture by its address, so another picture has another name.
    cover = f"cover-{hashlib.sha256(picture).hexdigest()[:8]}.jpg"
    memory = Memory(root, show, label, cover)
    picture_file = PublishedFile(path=cover, content=picture)
    files = itertools.chain(
        _files(Notes(root, show, label), show, label, newest_first, cover, memory),
        _others(feeds, show, label, newest_first, cover, memory),
        _feeds(show, label, newest_first, cover, memory),
    )
    written = tuple(
        file.path
        for file in itertools.chain([picture_file], files)
        if write_atomically(root / "feed" / file.path, file.content)
    )
    memory.save()
    return Report(written=written)


def _files(
    notes: Notes,
    show: Show,
    label: Label,
    episodes: Sequence[Episode],
    cover: str,
    memory: Memory,
) -> Iterator[PublishedFile]:
    """Every file of feed/ that may have changed, in the order of writing."""
    for name in ("style.css", "player.js"):
        yield PublishedFile(path=name, content=notes.static(name))
    for episode in episodes:
        stem = f"episodes/{episode.slug}"
        paths = [f"{stem}.{ending}" for ending in ENDINGS]
        if not memory.fresh(stem, [episode], paths):
            yield from _episode(episode, notes, show.language)
    yield from _lists(notes, episodes, cover, memory)


def _others(
    feeds: Mapping[str, Feed],
    show: Show,
    label: Label,
    episodes: Sequence[Episode],
    cover: str,
    memory: Memory,
) -> Iterator[PublishedFile]:
    """The feeds beside the main one, each with pages of its own."""
    for name, feed in feeds.items():
        own = replace(
            show,
            title=feed.title,
            guid=feed.guid,
            description=feed.description or feed.title,
            # Where the show moves to, its main feed alone can say.
            new_address="",
        )
        chosen = [episode for episode in episodes if takes(feed, episode)]
        yield from _feeds(own, label, chosen, cover, memory, name=name)


def takes(feed: Feed, episode: Episode) -> bool:
    """Whether ``episode`` belongs into ``feed``."""
    sections = {story.section for story in episode.stories}
    speakers = {episode.engine, *episode.voices}
    return (not feed.sections or not sections.isdisjoint(feed.sections)) and (
        not feed.voices or not speakers.isdisjoint(feed.voices)
    )


def _lists(
    notes: Notes, episodes: Sequence[Episode], cover: str, memory: Memory
) -> Iterator[PublishedFile]:
    """The index, which stays light: the newest PAGE, and where there are more a page a month."""
    months: dict[str, list[Episode]] = {}
    if len(episodes) > PAGE:
        for episode in episodes:
            months.setdefault(f"{episode.day:%Y-%m}", []).append(episode)
    for month, of_month in months.items():
        path = f"{month}.html"
        if not memory.fresh(path, of_month, [path]):
            yield PublishedFile(path=path, content=notes.index(of_month, cover))
    newest = notes.index(episodes[:PAGE], cover, tuple(months))
    yield PublishedFile(path="index.html", content=newest)


def _feeds(
    show: Show,
    label: Label,
    episodes: Sequence[Episode],
    cover: str,
    memory: Memory,
    *,
    name: str = "feed",
) -> Iterator[PublishedFile]:
    """The pages of older episodes, then the feed itself, feed/``name``.xml.

    Pages are counted from the oldest episode, so a new one changes no page that is there. The
    feed always holds the newest PAGE and may repeat some of the page after it: by their guid
    subscribers know them for the same (RFC 5005, 3 and 4).
    """
    older = ""
    for number in range(1, -(-max(0, len(episodes) - PAGE) // PAGE) + 1):
        end = len(episodes) - (number - 1) * PAGE
        path = f"{name}-{number:04}.xml"
        held = episodes[end - PAGE : end]
        if not memory.fresh(path, held, [path]):
            page = rss.feed(show, label, held, cover, path=f"feed/{path}", older=older)
            yield PublishedFile(path=path, content=page)
        older = f"feed/{path}"
    path = f"{name}.xml"
    newest = rss.feed(show, label, episodes[:PAGE], cover, path=f"feed/{path}", older=older)
    yield PublishedFile(path=path, content=newest)


def _episode(episode: Episode, notes: Notes, language: str) -> Iterator[PublishedFile]:
    cues = transcripts.cues(episode)
    stem = f"episodes/{episode.slug}"
    for ending, text in (
        ("vtt", transcripts.vtt(cues)),
        ("srt", transcripts.srt(cues)),
        ("json", transcripts.as_json(cues)),
        ("transcript.html", transcripts.as_html(cues, episode.title, language)),
        ("chapters.json", transcripts.chapters_json(episode.chapters, episode.title)),
    ):
        yield PublishedFile(path=f"{stem}.{ending}", content=text.encode())
    yield PublishedFile(path=f"{stem}.md", content=notes.markdown(episode))
    yield PublishedFile(path=f"{stem}.html", content=notes.page(episode, cues))
