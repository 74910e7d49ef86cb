"""What a run would do, for a person and for a program."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tingbao import edition
from tingbao.cache import Store
from tingbao.casting import cast_of, open_engine
from tingbao.console import clock
from tingbao.errors import TingbaoError
from tingbao.gathering import gather
from tingbao.records import Records, Work
from tingbao.scripting import script_of
from tingbao.settings import Settings, read_settings
from tingbao.speech.engines import Engine
from tingbao.speech.planning import plan
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
    settings = read_settings(root)
    wanted = engine or settings.speech.engine
    gathered = gather(settings)
    works = edition.select(edition.group(settings, gathered.stories), only)
    records = Records(settings)
    stale = {work.id for work in works if not records.fresh(work, wanted)}
    rows: list[Row] = []
    broken = list(gathered.broken)
    store = Store(root / "audio" / "clips")
    name = "edge" if wanted == "auto" else wanted
    with _opened(name, settings) if stale else nullcontext() as opened:
        for work in works:
            head = records.head(work.id)
            if opened is None or work.id not in stale:
                waits = wanted == "auto" and head.get("engine") != "edge"
                rows.append(Row(work=work, fresh=True, why=_why_not(waits=waits)))
                continue
            try:
                rows.append(_planned(work, settings, opened, store, _why(head, name)))
            except TingbaoError as error:
                broken.append(error)
    return Preview(engine=name, rows=tuple(rows), store_size=store.size(), broken=tuple(broken))


@contextmanager
def _opened(name: str, settings: Settings) -> Iterator[Engine]:
    """The engine called ``name``, for as long as it is planned with."""
    engine = open_engine(name, settings)
    try:
        yield engine
    finally:
        asyncio.run(engine.close())


def _planned(work: Work, settings: Settings, engine: Engine, store: Store, why: str) -> Row:
    """What ``engine`` would be asked for ``work``; TingbaoError where it cannot be told."""
    made = plan([script_of(work, settings)], cast_of(engine, settings), engine, store)
    return Row(
        work=work,
        fresh=False,
        spoken=len(made.requests),
        stored=len(made.stored),
        seconds=made.seconds,
        why=why,
    )


def _why_not(*, waits: bool) -> str:
    if waits:
        return say("没有变，等着用 Edge 重录", "unchanged, waiting for Edge")
    return say("没有变", "unchanged")


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
