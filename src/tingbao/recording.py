"""Rooms 2 to 4: works are written, spoken, mastered as they come, and joined into episodes."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from multiprocessing import get_context
from pathlib import Path

from tingbao.audio import cover, studio
from tingbao.audio.tagging import Tags
from tingbao.cache import Store, write_atomically
from tingbao.desk import Desk, Log, Observer
from tingbao.errors import EngineMissing, ScriptError, SpeechError, TingbaoError
from tingbao.model import Clip, Episode, Role, Script, Speech, Story, Voice
from tingbao.records import Records, Work, lexicon_text
from tingbao.script.lexicon import read_lexicon
from tingbao.script.lines import Line, read_line, slug
from tingbao.script.pinyin import Reader
from tingbao.script.writing import write
from tingbao.settings import Settings
from tingbao.speech import planning, speaking
from tingbao.speech.engines import ENGINES, Engine
from tingbao.speech.keeping import load
from tingbao.wording import say

SUMMARY = 120
"""Characters of the body that stand as a summary where the editor gives none."""

FEW = 8
"""Clips up to which a pool of processes costs more to start than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What came of it."""

    episodes: tuple[Episode, ...] = ()
    spoken: int = 0
    """Clips that were asked for; all others were in the store."""
    broken: tuple[TingbaoError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """The clips of one episode, spoken and mastered."""

    work: Work
    clips: tuple[Clip, ...]
    engine: str
    waiting: bool
    """The engine stood in for Edge."""


def record(
    works: Sequence[Work],
    settings: Settings,
    records: Records,
    observer: Observer,
    *,
    wanted: str,
    log: Path | None = None,
) -> Recorded:
    """Make the episodes of ``works`` and remember each in ``records``.

    A work that cannot be written, spoken or joined is named in ``broken``; SpeechError where
    the engine is out altogether. What was spoken is kept either way.
    """
    scripts: dict[str, Script] = {}
    broken: list[TingbaoError] = []
    for work in works:
        try:
            scripts[work.id] = script_of(work, settings)
        except TingbaoError as error:
            broken.append(error)
    if not scripts:
        return Recorded(broken=tuple(broken))
    if settings.tools.ffmpeg:
        # What imageio-ffmpeg looks at first; the workers inherit it.
        os.environ["IMAGEIO_FFMPEG_EXE"] = settings.tools.ffmpeg
    with Log(log) as lines:
        session = _Session(settings=settings, observer=observer, log=lines)
        takes = asyncio.run(session.run(works, scripts, wanted))
    episodes: list[Episode] = []
    for take in takes:
        try:
            episode = _finish(take, settings, records)
        except TingbaoError as error:
            broken.append(error)
            continue
        records.save(take.work, episode)
        episodes.append(episode)
    return Recorded(
        episodes=tuple(episodes),
        spoken=session.spoken,
        broken=(*broken, *session.broken),
    )


def script_of(work: Work, settings: Settings) -> Script:
    """What is said in the episode of ``work``; ScriptError where nothing can be."""
    lexicon = read_lexicon(lexicon_text(settings), "content/lexicon.toml")
    return write(
        work.id, work.title, work.stories, settings.show.title, settings.narration, lexicon
    )


# ------------------------------------------------------------------------------ engines


def open_engine(name: str, settings: Settings) -> Engine:
    """The engine called ``name``; EngineMissing where this machine lacks what it needs."""
    if name not in ENGINES:
        known = "、".join(("auto", *ENGINES))
        raise EngineMissing(
            say(f"没有叫 {name} 的引擎；可用的有：{known}", f"no engine {name}; there are: {known}")
        )
    engine = ENGINES[name](settings.engines.get(name, {}))
    if why := engine.missing():
        raise EngineMissing(why)
    return engine


def cast_of(engine: Engine, settings: Settings) -> dict[Role, Voice]:
    """A voice for every role: the show's, else the engine's own."""
    own = {Role(role): voice for role, voice in engine.voices.items()}
    return settings.voices(engine.name, own)


async def choose(wanted: str, settings: Settings, observer: Observer) -> tuple[Engine, bool]:
    """The engine for this run, and whether it stands in for Edge that cannot be reached."""
    if wanted != "auto":
        return open_engine(wanted, settings), False
    edge = ENGINES["edge"](settings.engines.get("edge", {}))
    if not edge.missing() and await edge.reachable():
        return edge, False
    await edge.close()
    observer.warn(
        say(
            "连不上微软 Edge 在线语音，这次用内置的 espeak-ng；连上以后可用 make --redo 重录。",
            "Edge's online voices cannot be reached, so the embedded espeak-ng speaks; "
            "record again later with make --redo.",
        )
    )
    return open_engine("espeak", settings), True


# ------------------------------------------------------------------------------ speech


class _Session:
    """One run of one engine over some scripts."""

    def __init__(self, *, settings: Settings, observer: Observer, log: Log) -> None:
        self._settings = settings
        self._observer = observer
        self._log = log
        self._clips = Store(settings.root / "audio" / "clips")
        self.spoken = 0
        self.broken: list[TingbaoError] = []

    async def run(
        self, works: Sequence[Work], scripts: Mapping[str, Script], wanted: str
    ) -> list[Take]:
        """The takes of the works that were spoken whole; the others are in ``broken``."""
        engine, waiting = await choose(wanted, self._settings, self._observer)
        try:
            plan = self._plan(list(scripts.values()), engine)
            self._observer.begin(len(plan.requests), plan.seconds)
            with _executor(sum(len(lines) for lines in plan.episodes.values())) as executor:
                desk = Desk(
                    plan=plan,
                    engine=engine,
                    sound=self._settings.sound,
                    clips=self._clips,
                    mastered=mastered_store(self._settings),
                    executor=executor,
                    observer=self._observer,
                    log=self._log,
                )
                missing = await self._speak(plan, engine, desk)
        finally:
            await engine.close()
        takes = []
        for work in works:
            if work.id not in scripts:
                continue
            lines = plan.episodes[work.id]
            if why := self._why_not(lines, missing, desk, work):
                self.broken.append(why)
                continue
            clips = tuple(desk.clip(line) for line in lines)
            takes.append(Take(work=work, clips=clips, engine=engine.name, waiting=waiting))
        return takes

    def _plan(self, scripts: Sequence[Script], engine: Engine) -> planning.Plan:
        """A plan in which every clip that is said to be stored is whole."""
        cast = cast_of(engine, self._settings)
        plan = planning.plan(scripts, cast, engine, self._clips)
        damaged = [key for key in plan.stored if load(self._clips, key) is None]
        return planning.plan(scripts, cast, engine, self._clips) if damaged else plan

    async def _speak(self, plan: planning.Plan, engine: Engine, desk: Desk) -> Mapping[str, str]:
        """Why a clip is missing, by key; SpeechIncomplete where the engine was out."""
        for key in sorted(plan.stored):
            desk.master(key)
        try:
            await speaking.speak(plan, engine, self._clips, desk)
        except speaking.SpeechIncomplete as error:
            if len(error.missing) < len(plan.requests) - desk.spoken:
                raise  # an outage: not this line or that one, but all that were left
            return error.missing
        finally:
            self._observer.end()
            await desk.done()
            self.spoken = desk.spoken
        return {}

    def _why_not(
        self, lines: Sequence[planning.Line], missing: Mapping[str, str], desk: Desk, work: Work
    ) -> TingbaoError | None:
        for line in lines:
            if line.key in missing:
                return SpeechError(f"{work.title} ({work.id}): {missing[line.key]}")
            if line.key in desk.broken:
                return desk.broken[line.key]
        return None


def mastered_store(settings: Settings) -> Store:
    """Where the mastered clips of a show lie."""
    return Store(settings.root / "audio" / "mastered")


def _executor(clips: int) -> Executor:
    """Workers for mastering: processes, since it is all arithmetic."""
    if clips <= FEW:
        return ThreadPoolExecutor(max_workers=1)
    # Spawned, not forked: the event loop and its threads must not be copied.
    return ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn"))


# ------------------------------------------------------------------------------ episode


def _finish(take: Take, settings: Settings, records: Records) -> Episode:
    """The finished episode of ``take``: its MP3 is written, its values are put together."""
    work, show, label = take.work, settings.show, settings.narration.label
    before = records.load(work.id)
    stem = before.slug if before else _stem(work)
    summary = _summary(work.stories)
    picture = cover.draw_episode(show, work.title, work.day)
    finished = studio.finish(
        take.clips,
        mastered_store(settings),
        settings.sound,
        Tags(
            id=work.id,
            title=work.title,
            album=show.title,
            artist=show.author or show.title,
            day=work.day,
            number=_number(work.id),
            comment="\n".join(filter(None, (summary, label.written))),
            producer=label.producer,
            cover=picture,
        ),
        {story.id: story.headline or work.title for story in work.stories},
        settings.root,
        stem,
    )
    path = f"audio/{stem}.jpg"
    write_atomically(settings.root / path, picture)
    return Episode(
        id=work.id,
        day=work.day,
        published=_published(work, show.publish_at),
        slug=stem,
        title=work.title,
        summary=summary,
        section=work.stories[0].section,
        stories=work.stories,
        passages=finished.passages,
        chapters=finished.chapters,
        audio=finished.audio,
        alternates=finished.alternates,
        cover=path,
        engine=take.engine,
        voices=tuple(dict.fromkeys(clip.voice.name for clip in take.clips)),
        waiting=take.waiting,
        corrections=tuple(story.correction for story in work.stories if story.correction),
    )


def _stem(work: Work) -> str:
    """The ASCII stem of the episode's files: its id and a few syllables of its title."""
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


# ------------------------------------------------------------------------------ tidy


def tidy(works: Sequence[Work], settings: Settings, records: Records, *, delete: bool) -> str:
    """Remove (or only count) what no episode of ``works`` refers to any more."""
    clips, mastered = Store(settings.root / "audio" / "clips"), mastered_store(settings)
    wanted_clips: set[str] = set()
    wanted_mastered: set[str] = set()
    sounds: set[str] = set()
    for work in works:
        head = records.head(work.id)
        sounds |= {str(head.get("path", "")), str(head.get("path", ""))[:-13] + ".jpg"}
        if not head:
            continue
        engine = open_engine(str(head["engine"]), settings)
        plan = planning.plan([script_of(work, settings)], cast_of(engine, settings), engine, clips)
        asyncio.run(engine.close())
        for line in plan.episodes[work.id]:
            clip = Clip(segment=line.segment, voice=line.voice, key=line.key, seconds=0, marks=())
            wanted_clips.add(line.key)
            wanted_mastered.add(studio.key(clip, settings.sound))
    idle = [clips.path(key) for key in clips.keys() if key not in wanted_clips]  # noqa: SIM118
    idle += [mastered.path(key) for key in mastered.keys() if key not in wanted_mastered]  # noqa: SIM118
    folder = settings.root / "audio"
    idle += [
        path
        for path in folder.iterdir()
        if path.suffix in (".mp3", ".jpg") and f"audio/{path.name}" not in sounds
    ]
    size = sum(path.stat().st_size for path in idle) / 1e6
    if not delete:
        return say(
            f"有 {len(idle)} 个文件（{size:.1f} MB）不再用到；用 --delete 删掉。",
            f"{len(idle)} files ({size:.1f} MB) are no longer used: remove them with --delete.",
        )
    for path in idle:
        path.unlink(missing_ok=True)
    return say(
        f"删掉了 {len(idle)} 个文件（{size:.1f} MB）。",
        f"{len(idle)} files ({size:.1f} MB) were removed.",
    )


# ------------------------------------------------------------------------------ one line


def say_line(
    settings: Settings, text: str, *, role: str, wanted: str, out: Path, observer: Observer
) -> Line:
    """Speak ``text`` at once into ``out``, an MP3 or WAV as the engine gives it."""
    if role not in set(Role):
        raise ScriptError(
            say(
                f"没有叫 {role} 的角色；有：{'、'.join(Role)}",
                f"there is no role {role}; there are: {', '.join(Role)}",
            )
        )
    lexicon = read_lexicon(lexicon_text(settings), "content/lexicon.toml")
    line = read_line(text, Reader(lexicon))

    async def spoken() -> Speech:
        engine, _ = await choose(wanted, settings, observer)
        try:
            voice = cast_of(engine, settings)[Role(role)]
            return await engine.speak(
                line.pinyin if engine.reads == "pinyin" else line.spoken, voice
            )
        finally:
            await engine.close()

    speech = asyncio.run(spoken())
    write_atomically(out.with_suffix(f".{speech.format}"), speech.audio)
    return line
