"""Rooms 2 to 4: works are written, spoken, mastered as they come, and joined into episodes."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tingbao.audio import rhythm, studio
from tingbao.audio.score import Score, read_score
from tingbao.cache import Store
from tingbao.casting import cast_of, choose
from tingbao.desk import Desk, Log, Observer
from tingbao.errors import SpeechError, TingbaoError
from tingbao.finishing import Take, drawing, finish, mastered_store
from tingbao.model import Episode, Script, Speech, Voice
from tingbao.records import Records, Work
from tingbao.scripting import script_of
from tingbao.settings import Settings
from tingbao.speech import planning, speaking
from tingbao.speech.engines import Engine
from tingbao.speech.keeping import keep, whole
from tingbao.workers import workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What came of it."""

    episodes: tuple[Episode, ...] = ()
    spoken: int = 0
    """Clips that were asked for; all others were in the store."""
    broken: tuple[TingbaoError, ...] = ()


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
    the engine is out altogether, AudioError where the show's music or a format cannot be
    made. What was spoken is kept either way.
    """
    scripts, broken = _written(works, settings)
    if not scripts:
        return Recorded(broken=tuple(broken))
    score = read_score(settings.root, settings.sound)
    studio.prepare(score, settings.sound, settings.tools.ffmpeg)
    with Log(log) as lines:
        meanwhile = drawing([work for work in works if work.id in scripts], settings, records)
        session = _Session(
            settings=settings, observer=observer, log=lines, score=score, meanwhile=meanwhile
        )
        asyncio.run(session.run(works, scripts, wanted))
    episodes: list[Episode] = []
    for take in session.takes:
        try:
            episode, unfit = finish(take, settings, records)
        except TingbaoError as error:
            broken.append(error)
            continue
        broken += unfit
        records.save(take.work, episode)
        episodes.append(episode)
    return Recorded(
        episodes=tuple(episodes),
        spoken=session.spoken,
        broken=(*broken, *session.broken),
    )


def _written(
    works: Sequence[Work], settings: Settings
) -> tuple[dict[str, Script], list[TingbaoError]]:
    """The scripts by work, and an error for each work that cannot be written."""
    scripts: dict[str, Script] = {}
    broken: list[TingbaoError] = []
    for work in works:
        try:
            scripts[work.id] = script_of(work, settings)
        except TingbaoError as error:
            broken.append(error)
    return scripts, broken


class _Session:
    """One run of one engine over some scripts."""

    def __init__(
        self,
        *,
        settings: Settings,
        observer: Observer,
        log: Log,
        score: Score | None,
        meanwhile: AbstractContextManager[None],
    ) -> None:
        self._settings = settings
        self._score = score
        self._observer = observer
        self._log = log
        self._meanwhile = meanwhile
        self._clips = Store(settings.root / "audio" / "clips")
        self.spoken = 0
        self.takes: list[Take] = []
        self.broken: list[TingbaoError] = []

    async def run(self, works: Sequence[Work], scripts: Mapping[str, Script], wanted: str) -> None:
        """Fill ``takes`` with the works that were spoken whole; the others are in ``broken``.

        They are not handed back: asyncio spells out what a main task gave as it ends, which for
        eight hours took half a second.
        """
        engine, waiting = await choose(wanted, self._settings, self._observer)
        try:
            episodes = Store(self._settings.root / "audio" / "episodes")
            for store in (self._clips, mastered_store(self._settings), episodes):
                store.sweep()  # of what a killed run left half-written
            self._keep_rhythm(scripts.values())
            plan = self._plan(list(scripts.values()), engine)
            self._observer.begin(len(plan.requests), plan.seconds)
            with workers(sum(len(lines) for lines in plan.episodes.values())) as executor:
                desk = Desk(
                    plan=plan,
                    engine=engine,
                    sound=self._settings.sound,
                    clips=self._clips,
                    mastered=mastered_store(self._settings),
                    executor=executor,
                    observer=self._observer,
                    log=self._log,
                    score=self._score,
                )
                missing = await self._speak(plan, engine, desk)
        finally:
            await engine.close()
        for work in works:
            if work.id not in scripts:
                continue
            lines = plan.episodes[work.id]
            if why := self._why_not(lines, missing, desk, work):
                self.broken.append(why)
                continue
            clips = tuple(desk.clip(line) for line in lines)
            self.takes.append(Take(work=work, clips=clips, engine=engine.name, waiting=waiting))

    def _keep_rhythm(self, scripts: Iterable[Script]) -> None:
        """Put the label without words into the store where a script has it: no engine speaks it."""
        if any(segment.rhythm for script in scripts for segment in script.segments):
            sound = Speech(audio=rhythm.compose(), format="wav", seconds=rhythm.SECONDS, marks=())
            keep(self._clips, planning.RHYTHM, "", Voice(engine="", name="rhythm"), sound)

    def _plan(self, scripts: Sequence[Script], engine: Engine) -> planning.Plan:
        """A plan in which every clip that is said to be stored is whole."""
        cast = cast_of(engine, self._settings)
        plan = planning.plan(scripts, cast, engine, self._clips)
        damaged = [key for key in plan.stored if whole(self._clips, key) is None]
        return planning.plan(scripts, cast, engine, self._clips) if damaged else plan

    async def _speak(self, plan: planning.Plan, engine: Engine, desk: Desk) -> Mapping[str, str]:
        """Why a clip is missing, by key; SpeechIncomplete where the engine was out."""
        for key in sorted(plan.stored):
            desk.master(key)
        missing: Mapping[str, str] = {}
        try:
            try:
                with self._meanwhile:
                    await speaking.speak(plan, engine, self._clips, desk)
            except speaking.SpeechIncomplete as error:
                missing = error.missing
                if error.outage:  # not this line or that one, but all that were left
                    await desk.done()
                    raise
            await desk.done()
        except BaseException:
            await desk.stop()  # who stops the run does not wait for what is left to master
            raise
        finally:
            self._observer.end()  # after the last story's line
            self.spoken = desk.spoken
        return missing

    def _why_not(
        self, lines: Sequence[planning.Line], missing: Mapping[str, str], desk: Desk, work: Work
    ) -> TingbaoError | None:
        for line in lines:
            if line.key in missing:
                return SpeechError(f"{work.title} ({work.id}): {missing[line.key]}")
            if line.key in desk.broken:
                return desk.broken[line.key]
        return None
