"""What no episode refers to any more."""

import asyncio
from collections.abc import Sequence
from itertools import repeat

from tingbao.audio import studio
from tingbao.audio.score import read_score
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
    wanted_clips: set[str] = set()
    wanted_mastered: set[str] = set()
    kept = {show_cover(settings.root, settings.show)[0]}
    score = read_score(settings.root, settings.sound)
    for work in works:
        head = records.head(work.id)
        if card := records.card(work.id):
            kept |= {sound.path for sound in (card.audio, *card.alternates)} | {*card.pictures}
        script = script_of(work, settings)
        for name in _engines(settings, str(head.get("engine", ""))):
            engine = ENGINES[name](settings.engines.get(name, {}))
            plan = planning.plan([script], cast_of(engine, settings), engine, clips)
            asyncio.run(engine.close())
            lines = plan.episodes[work.id]
            around = score.around([line.segment for line in lines]) if score else repeat(None)
            for line, music in zip(lines, around, strict=False):
                clip = Clip(
                    segment=line.segment,
                    voice=line.voice,
                    key=line.key,
                    seconds=0,
                    marks=(),
                    music=music,
                )
                wanted_clips.add(line.key)
                wanted_mastered.add(studio.key(clip, settings.sound))
    idle = [clips.path(key) for key in clips.keys() if key not in wanted_clips]  # noqa: SIM118
    idle += [mastered.path(key) for key in mastered.keys() if key not in wanted_mastered]  # noqa: SIM118
    folder = settings.root / "audio"
    idle += [
        path
        for path in folder.iterdir()
        if path.suffix in (".mp3", ".m4a", ".opus", ".jpg") and f"audio/{path.name}" not in kept
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


def _engines(settings: Settings, made_by: str) -> set[str]:
    """Those that speak for an episode, or may: what a broken-off run has spoken is still wanted."""
    wanted = settings.speech.engine
    names = {"edge", "espeak"} if wanted == "auto" else {wanted}
    return names | ({made_by} & set(ENGINES))
