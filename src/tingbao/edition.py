"""The day's work, room by room: this file reads like a table of contents.

::

    gather   content/ → stories                       (room 1)
    group    stories → what each episode is made of
    fresh    which of them are as they should be      (touches nothing)
    write    stories → scripts                        (room 2)
    record   scripts → clips, mastered as they come, joined   (rooms 3 and 4 overlap)
    release  episodes → feed/                         (room 5)

One broken story does not lose the day: the others are made, the broken one is named.
"""

import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tingbao.cache import Lock, write_atomically
from tingbao.errors import ScriptError, SettingsError, TingbaoError
from tingbao.gathering import gather
from tingbao.model import Episode, Story
from tingbao.records import Records, Work
from tingbao.settings import NAME, Settings, Target, new_settings, read_settings
from tingbao.wording import say

if TYPE_CHECKING:
    from tingbao.desk import Observer
    from tingbao.publishing import Published, Watcher
    from tingbao.releasing import Released


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a run did."""

    root: Path
    episodes: tuple[Episode, ...]
    """Made in this run."""
    kept: int
    """Episodes that were as they should be."""
    spoken: int
    """Clips spoken in this run."""
    released: "Released"
    broken: tuple[TingbaoError, ...]


# ------------------------------------------------------------------------------ content


def group(settings: Settings, stories: Sequence[Story]) -> tuple[Work, ...]:
    """The episodes that ``stories`` make: one a story, or one a day."""
    if settings.show.grouping == "story":
        return tuple(
            Work(id=story.id, title=story.headline or _opening(story), day=story.day,
                 stories=(story,))
            for story in stories
        )  # fmt: skip
    days: dict[date, list[Story]] = {}
    for story in stories:
        days.setdefault(story.day, []).append(story)
    return tuple(
        Work(
            id=day.isoformat(),
            title=f"{settings.show.title} {day.month}月{day.day}日",
            day=day,
            stories=tuple(of_day),
        )
        for day, of_day in days.items()
    )


def select(works: Sequence[Work], only: Sequence[str]) -> tuple[Work, ...]:
    """The works of the days and stories named; all where none is. ScriptError for a stranger."""

    def named(work: Work, name: str) -> bool:
        ids = (work.id, work.day.isoformat(), *(story.id for story in work.stories))
        return name in ids

    for name in only:
        if not any(named(work, name) for work in works):
            known = "、".join(work.id for work in works[:8]) or "—"
            raise ScriptError(
                say(
                    f"没有叫 {name} 的日期或篇。现有：{known}",
                    f"there is no day or story {name}; there are: {known}",
                )
            )
    return tuple(work for work in works if not only or any(named(work, name) for name in only))


def _opening(story: Story) -> str:
    body = "".join(story.paragraphs) or "".join(story.captions) or story.id
    return body[:20]


# ------------------------------------------------------------------------------ make


def make(
    root: Path,
    observer: "Observer",
    *,
    only: Sequence[str] = (),
    engine: str = "",
    redo: bool = False,
    log: Path | None = None,
) -> Made:
    """Make what ``only`` names (all where it names none) and release the feed.

    ``engine`` stands in for the setting, ``redo`` makes again what is unchanged, ``log`` gets
    a JSON line a request. TingbaoError where nothing can be done; what was finished is kept.
    """
    from tingbao import releasing

    settings = read_settings(root)
    wanted = engine or settings.speech.engine
    with Lock(root / "audio"):
        gathered = gather(settings, remember=True)
        works = group(settings, gathered.stories)
        chosen = select(works, only)
        records = Records(settings)
        stale = [work for work in chosen if redo or not records.fresh(work, wanted)]
        held: list[Work] = []
        if gathered.broken:  # a day is not told anew without the stories of a page that broke
            held = [work for work in stale if records.lacks(work)]
            stale = [work for work in stale if work not in held]
        episodes: tuple[Episode, ...] = ()
        spoken, failed = 0, tuple[TingbaoError, ...]()
        if stale:
            from tingbao import recording  # its libraries take longer to load than all the rest

            recorded = recording.record(stale, settings, records, observer, wanted=wanted, log=log)
            episodes, spoken, failed = recorded.episodes, recorded.spoken, recorded.broken
        released = releasing.release(settings, works, records, unread=bool(gathered.broken))
    return Made(
        root=root,
        episodes=episodes,
        kept=len(chosen) - len(stale) - len(held),
        spoken=spoken,
        released=replace(released, held=(*(work.title for work in held), *released.held)),
        broken=(*gathered.broken, *failed),
    )


# ------------------------------------------------------------------------------ the rest


def init(folder: Path, title: str) -> None:
    """A new show in ``folder``; SettingsError where there is one already."""
    path = folder / NAME
    if path.exists():
        raise SettingsError(
            say(
                f"{path} 已经有了；换一个文件夹，或先移走它。",
                f"{path} is there already: choose another folder, or move it away first.",
            )
        )
    write_atomically(path, new_settings(title, str(uuid.uuid4())).encode())
    for name in ("content", "audio", "feed"):
        (folder / name).mkdir(exist_ok=True)


def publish(
    root: Path, name: str, watcher: "Watcher", *, delete: bool, check: bool, pretend: bool
) -> "Published":
    """Send feed/ and its sound to the target called ``name``, or to ``name`` itself.

    ``delete`` removes there what was once published and is needed no more, ``check`` asks
    over HTTP for what was sent, ``pretend`` only compares. PublishError where the target
    fails: what was sent stays, the feed there is sound, the next run goes on.
    """
    from tingbao import releasing
    from tingbao.publishing import publish as send

    settings = read_settings(root)
    if not settings.show.address:
        raise SettingsError(
            say(
                f"发布以前，请在 {NAME} 的 [show] 里写上 address：听众取节目的网址，以 / 结尾。",
                f"before publishing, put address into [show] of {NAME}: where listeners fetch "
                "the show, with / at its end.",
            )
        )
    target = settings.publish.get(name) or Target(to=name)
    with Lock(root / "audio"):
        gathered = gather(settings)
        works, unread = group(settings, gathered.stories), bool(gathered.broken)
        # By the address of today.
        releasing.release(settings, works, Records(settings), unread=unread)
        return send(
            root, settings.show, target, watcher, delete=delete, check=check, pretend=pretend
        )


def serve(
    root: Path,
    observer: "Observer",
    *,
    host: str,
    port: int,
    watch: bool,
    tell: Callable[[str], None],
) -> None:
    """Serve feed and audio of the show until Ctrl-C; ``watch`` makes again what is changed.

    ``tell`` gets the lines that say where.
    """

    from tingbao.feed.hosting import serve as serve_folder

    def again() -> None:
        try:
            made = make(root, observer)
        except TingbaoError as error:
            observer.warn(str(error))
            return
        for broken in made.broken:
            observer.warn(str(broken))
        for episode in made.episodes:
            observer.note(say(f"重新做好：{episode.title}", f"made again: {episode.title}"))
        for line in made.released.lines():
            observer.note(line)

    follow: AbstractContextManager[None] = nullcontext()
    if watch:
        from tingbao.watching import watching

        follow = watching(root, again)
    show = read_settings(root).show
    with follow:
        serve_folder(root, show, host=host, port=port, tell=tell, reload=watch)


def covers(root: Path, only: Sequence[str]) -> dict[str, Path]:
    """The cover of each episode that ``only`` names, by its id; the show's own (under "") for none.

    What is not there yet is drawn and kept, as ``make`` would. AudioError or ContentError where
    the editor's own picture cannot be used.
    """
    from tingbao import finishing, illustrating

    settings = read_settings(root)
    if not only:
        path, _ = illustrating.show_cover(root, settings.show)
        return {"": root / path}
    records = Records(settings)
    return {
        work.id: root
        / illustrating.episode_cover(root, settings.show, work, finishing.stem_of(work, records))[0]
        for work in select(group(settings, gather(settings).stories), only)
    }


def tidy(root: Path, *, delete: bool) -> str:
    """Remove (or only count) clips and sound files that no episode of content/ refers to."""
    from tingbao import tidying

    settings = read_settings(root)
    with Lock(root / "audio"):
        gathered = gather(settings)
        if gathered.broken:  # what it refers to cannot be known
            raise gathered.broken[0]
        works = group(settings, gathered.stories)
        return tidying.tidy(works, settings, Records(settings), delete=delete)
