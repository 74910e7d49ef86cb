"""Room 4: the clips of one episode, spoken and mastered, become its finished sound."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from threading import Event, Thread

from tingbao.audio import studio
from tingbao.audio.tagging import Tags
from tingbao.cache import Store
from tingbao.errors import TingbaoError
from tingbao.illustrating import Pictures, episode_cover, illustrate
from tingbao.model import Clip, Episode, Story
from tingbao.records import Records, Work
from tingbao.script.lines import slug
from tingbao.settings import Settings

SUMMARY = 120
"""Characters of the body that stand as a summary where the editor gives none."""

_FIRST = 2.0
"""s in which the first requests go out undisturbed, before covers are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """The clips of one episode, spoken and mastered."""

    work: Work
    clips: tuple[Clip, ...]
    engine: str
    waiting: bool
    """The engine stood in for Edge."""


@contextmanager
def drawing(works: Sequence[Work], settings: Settings, records: Records) -> Iterator[None]:
    """Draw the covers of ``works`` in a thread, as long as the run waits for the engine.

    ``finish`` finds them drawn, and draws what was not reached. It also says what cannot be drawn.
    """
    covers = [(work, stem_of(work, records)) for work in works]
    over = Event()

    def draw() -> None:
        over.wait(_FIRST)
        for work, stem in covers:
            if over.is_set():
                return
            with suppress(TingbaoError, OSError):
                episode_cover(settings.root, settings.show, work, stem)

    artist = Thread(target=draw)
    artist.start()
    try:
        yield
    finally:
        over.set()
        artist.join()


def finish(
    take: Take, settings: Settings, records: Records
) -> tuple[Episode, tuple[TingbaoError, ...]]:
    """The finished episode of ``take``: its MP3 is written, its values are put together.

    Also an error for each picture that it has to do without.
    """
    work, show = take.work, settings.show
    stem = stem_of(work, records)
    summary = _summary(work.stories)
    shown = illustrate(settings.root, show, work, stem)
    finished = studio.finish(
        take.clips,
        mastered_store(settings),
        settings.sound,
        _tags(work, settings, summary, shown),
        {story.id: story.headline or work.title for story in work.stories},
        settings.root,
        stem,
        shown.images,
    )
    episode = Episode(
        id=work.id,
        day=work.day,
        published=_published(work, show.publish_at),
        slug=stem,
        title=work.title,
        summary=summary,
        sections=tuple(dict.fromkeys(filter(None, (story.section for story in work.stories)))),
        stories=work.stories,
        passages=finished.passages,
        chapters=finished.chapters,
        audio=finished.audio,
        alternates=finished.alternates,
        cover=shown.cover,
        engine=take.engine,
        voices=tuple(
            dict.fromkeys(clip.voice.name for clip in take.clips if not clip.segment.rhythm)
        ),
        waiting=take.waiting,
        corrections=tuple(
            note for story in work.stories for note in story.correction.splitlines() if note
        ),
    )
    return episode, shown.broken


def _tags(work: Work, settings: Settings, summary: str, shown: Pictures) -> Tags:
    """What the files say of themselves."""
    show, label = settings.show, settings.narration.label
    return Tags(
        id=work.id,
        show=show.guid,
        title=work.title,
        album=show.title,
        artist=show.author or show.title,
        day=work.day,
        number=_number(work.id),
        comment="\n".join(filter(None, (summary, label.written))),
        producer=label.producer,
        cover=shown.cover_in_tag,
        pictures=shown.in_tag,
    )


def stem_of(work: Work, records: Records) -> str:
    """The ASCII stem of the episode's files, which it keeps: id and some syllables of a title."""
    if before := records.card(work.id):
        return before.slug
    return "-".join(filter(None, (work.id.replace("/", "-"), slug(work.title, 4))))


def _number(episode: str) -> int:
    """The place at first sight, which an id keeps; 0 for a day's episode."""
    last = episode.rpartition("/")[2]
    return int(last) if last.isdigit() else 0


def _published(work: Work, hour: str) -> datetime:
    """The day at ``hour``; a later place on the page is a second earlier, so players keep order.

    By the id and not by today's place: the date of a published episode never changes.
    """
    behind = sum(
        int(part) * 100**power
        for power, part in enumerate(reversed(work.id.split("/")[1:]))
        if part.isdigit()
    )
    moment = datetime.combine(work.day, time.fromisoformat(hour))
    return moment - timedelta(seconds=behind)


def _summary(stories: Sequence[Story]) -> str:
    """The editor's summary, else the beginning of the body, cut at a sentence where one ends."""
    if own := " ".join(story.summary for story in stories if story.summary):
        return own
    if len(stories) > 1:
        return "；".join(story.headline for story in stories if story.headline)
    story = stories[0]
    body = "".join(
        text for place, text in enumerate(story.paragraphs) if place not in story.subheads
    )
    if len(body) <= SUMMARY:
        return body
    end = max(body.rfind(mark, 0, SUMMARY) for mark in "。！？")
    return body[: end + 1] if end > SUMMARY // 3 else body[: SUMMARY - 1] + "…"


def mastered_store(settings: Settings) -> Store:
    """Where the mastered clips of a show lie."""
    return Store(settings.root / "audio" / "mastered")
