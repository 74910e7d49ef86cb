"""What no episode refers to any more."""

import asyncio
from collections.abc import Iterator, Sequence, Set
from itertools import repeat
from pathlib import Path

from tingbao.audio import studio
from tingbao.audio.score import Score, read_score
from tingbao.cache import Store
from tingbao.casting import cast_of
from tingbao.finishing import mastered_store
from tingbao.illustrating import show_cover
from tingbao.model import Clip
from tingbao.records import Records, Work
from tingbao.scripting import script_of
from tingbao.settings import Settings
from tingbao.speech import planning
from tingbao.speech.engines import ENGINES
from tingbao.wording import say


def tidy(works: Sequence[Work], settings: Settings, records: Records, *, delete: bool) -> str:
    """Remove (or only count) what no episode of ``works`` refers to any more."""
    clips, mastered = Store(settings.root / "audio" / "clips"), mastered_store(settings)
    score = read_score(settings.root, settings.sound)
    wanted: set[str] = set()
    kept = {show_cover(settings.root, settings.show)[0]}
    for work in works:
        head = records.head(work.id)
        if card := records.card(work.id):
            kept |= {sound.path for sound in (card.audio, *card.alternates)} | {*card.pictures}
        script = script_of(work, settings)
        for name in _engines(settings, str(head.get("engine", ""))):
            engine = ENGINES[name](settings.engines.get(name, {}))
            plan = planning.plan([script], cast_of(engine, settings), engine, clips)
            asyncio.run(engine.close())
            for clip in _clips(plan.episodes[work.id], score):
                wanted |= {clip.key, studio.key(clip, settings.sound)}
    idle = [*_idle(clips, wanted), *_idle(mastered, wanted), *_finished(settings, kept)]
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


def _clips(lines: Sequence[planning.Line], score: Score | None) -> Iterator[Clip]:
    """The clips of an episode's ``lines``, as far as their places in the stores are asked for."""
    around = score.around([line.segment for line in lines]) if score else repeat(None)
    for line, music in zip(lines, around, strict=False):
        yield Clip(
            segment=line.segment, voice=line.voice, key=line.key, seconds=0, marks=(), music=music
        )


def _idle(store: Store, wanted: Set[str]) -> Iterator[Path]:
    """The entries of ``store`` that are not ``wanted``."""
    return (store.path(key) for key in store.keys() if key not in wanted)  # noqa: SIM118


def _finished(settings: Settings, kept: Set[str]) -> Iterator[Path]:
    """Finished sounds and covers that are not ``kept``."""
    for path in (settings.root / "audio").iterdir():
        if path.suffix in (".mp3", ".m4a", ".opus", ".jpg") and f"audio/{path.name}" not in kept:
            yield path


def _engines(settings: Settings, made_by: str) -> set[str]:
    """Those that speak for an episode, or may: what a broken-off run has spoken is still wanted."""
    wanted = settings.speech.engine
    names = {"edge", "espeak"} if wanted == "auto" else {wanted}
    return names | ({made_by} & set(ENGINES))
