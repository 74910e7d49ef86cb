"""What a run would do, and what it did, for a person and for a program."""

import asyncio
import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tingbao import edition
from tingbao.cache import Store
from tingbao.casting import cast_of, open_engine
from tingbao.console import clock
from tingbao.errors import TingbaoError
from tingbao.publishing import Published
from tingbao.records import Records, Work
from tingbao.scripting import script_of
from tingbao.settings import read_settings
from tingbao.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What would be done for one episode."""

    work: Work
    fresh: bool
    spoken: int = 0
    """Clips to be spoken."""
    stored: int = 0
    seconds: float = 0.0
    """Estimated sound to be spoken."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What ``make`` would do."""

    engine: str
    rows: tuple[Row, ...]
    store_size: int
    """Bytes of the store of clips."""
    broken: tuple[TingbaoError, ...]


def preview(root: Path, *, only: Sequence[str] = (), engine: str = "") -> Preview:
    """What would be spoken, how long, and why. For "auto", as if Edge could be reached."""
    from tingbao.speech import planning

    settings = read_settings(root)
    wanted = engine or settings.speech.engine
    gathered = edition.gather(settings)
    works = edition.select(edition.group(settings, gathered.stories), only)
    memory = Records(settings)
    broken = list(gathered.broken)
    stale = {work.id for work in works if not memory.fresh(work, wanted)}
    rows: list[Row] = []
    store = Store(root / "audio" / "clips")
    name = "edge" if wanted == "auto" else wanted
    opened = open_engine(name, settings) if stale else None
    try:
        for work in works:
            head = memory.head(work.id)
            if work.id not in stale or opened is None:
                waits = head.get("engine") != "edge" and wanted == "auto"
                why = say("没有变", "unchanged")
                rows.append(
                    Row(
                        work=work,
                        fresh=True,
                        why=say(f"{why}，等着用 Edge 重录", f"{why}, waiting for Edge")
                        if waits
                        else why,
                    )
                )
                continue
            try:
                script = script_of(work, settings)
            except TingbaoError as error:
                broken.append(error)
                continue
            plan = planning.plan([script], cast_of(opened, settings), opened, store)
            rows.append(
                Row(
                    work=work,
                    fresh=False,
                    spoken=len(plan.requests),
                    stored=len(plan.stored),
                    seconds=plan.seconds,
                    why=_why(head, name),
                )
            )
    finally:
        if opened is not None:
            asyncio.run(opened.close())
    return Preview(engine=name, rows=tuple(rows), store_size=store.size(), broken=tuple(broken))


def _why(head: dict[str, object], engine: str) -> str:
    if not head:
        return say("还没做过", "never made")
    if head.get("engine") != engine:
        return say(f"要换成 {engine} 的声音", f"to be spoken by {engine}")
    return say("内容或设置变了，或成品不见了", "content or settings changed, or its file is gone")


def preview_rows(preview: Preview) -> list[tuple[str, ...]]:
    """The cells of the plan's table."""
    return [
        (row.work.id, row.work.title, str(row.spoken), str(row.stored), clock(row.seconds), row.why)
        for row in preview.rows
    ]


def preview_total(preview: Preview) -> str:
    """The plan in one sentence."""
    clips = sum(row.spoken for row in preview.rows)
    seconds = clock(sum(row.seconds for row in preview.rows))
    stored = sum(row.stored for row in preview.rows)
    megabytes = preview.store_size / 1e6
    return say(
        f"{preview.engine}：新念 {clips} 段，约 {seconds}；"
        f"已有 {stored} 段，库里 {megabytes:.1f} MB。",
        f"{preview.engine}: {clips} clips to speak, about {seconds}; {stored} are in the store "
        f"of {megabytes:.1f} MB.",
    )


def preview_as_json(preview: Preview) -> dict[str, Any]:
    """The plan for a program."""
    return {
        "engine": preview.engine,
        "store_bytes": preview.store_size,
        "episodes": [
            {
                "id": row.work.id,
                "title": row.work.title,
                "fresh": row.fresh,
                "spoken": row.spoken,
                "stored": row.stored,
                "seconds": round(row.seconds, 1),
                "why": row.why,
            }
            for row in preview.rows
        ],
    }


def made_as_json(made: edition.Made) -> dict[str, Any]:
    """What a run did, for a program."""
    return {
        "made": [
            {
                "id": episode.id,
                "title": episode.title,
                "seconds": round(episode.audio.seconds, 3),
                "audio": episode.audio.path,
                "engine": episode.engine,
            }
            for episode in made.episodes
        ],
        "kept": made.kept,
        "spoken": made.spoken,
        "written": list(made.released.written),
        "withdrawn": list(made.released.withdrawn),
        "held": list(made.released.held),
        "broken": [str(error) for error in made.broken],
    }


def made_lines(made: edition.Made) -> Iterator[str]:
    """What a run did, for a person: what, how long, where, by whom, and how to subscribe."""
    for episode in made.episodes:
        yield f"{clock(episode.audio.seconds):>7}  {episode.title}  {episode.audio.path}"
    total = clock(sum(episode.audio.seconds for episode in made.episodes))
    engines = "、".join(dict.fromkeys(episode.engine for episode in made.episodes))
    if made.episodes:
        yield say(
            f"做好 {len(made.episodes)} 集，共 {total}，"
            f"由 {engines} 朗读（新念 {made.spoken} 段）。",
            f"{len(made.episodes)} episodes, {total} in all, spoken by {engines} "
            f"({made.spoken} clips spoken).",
        )
    if made.kept:
        yield say(f"{made.kept} 集没有变。", f"{made.kept} episodes are unchanged.")
    yield from made.released.lines()
    yield say(
        f"音频在 {made.root / 'audio'}，订阅源和页面在 {made.root / 'feed'}。",
        f"Audio is in {made.root / 'audio'}, feed and pages are in {made.root / 'feed'}.",
    )
    yield say(
        "收听和订阅：tingbao serve；让同一网络里的手机也能订阅：tingbao serve --host 0.0.0.0",
        "Listen and subscribe: tingbao serve; for phones in the same network: "
        "tingbao serve --host 0.0.0.0",
    )


def published_as_json(done: Published) -> dict[str, Any]:
    """What publishing did, for a program."""
    return dataclasses.asdict(done)


def published_lines(done: Published, *, pretend: bool) -> Iterator[str]:
    """What publishing did (or would do), for a person."""
    megabytes = done.size / 1e6
    if pretend:
        yield from done.sent
    yield say(
        f"{'要发' if pretend else '发了'} {len(done.sent)} 个文件（{megabytes:.1f} MB），"
        f"{done.kept} 个没有变。",
        f"{len(done.sent)} files ({megabytes:.1f} MB) {'to send' if pretend else 'sent'}, "
        f"{done.kept} are unchanged.",
    )
    if done.removed:
        yield say(f"删掉了 {len(done.removed)} 个。", f"{len(done.removed)} were removed.")
    if done.withdrawn:
        yield say(
            f"有 {len(done.withdrawn)} 个以前发布的文件不再用到；用 --delete 删掉。",
            f"{len(done.withdrawn)} files published before are no longer used: "
            "remove them with --delete.",
        )
