"""What an editor reads before anything is heard: stories, scripts, plans and voices, as lines.

Nothing here touches the network, the stores or the feed.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tingbao import edition, records
from tingbao.cache import Store
from tingbao.console import clock
from tingbao.errors import TingbaoError
from tingbao.model import Page, Script, Segment, Story
from tingbao.records import Records, Work
from tingbao.settings import NAME, Settings, read_settings
from tingbao.wording import say

STORY_FIELDS = (
    "headline", "kicker", "subtitle", "byline", "dateline", "section", "captions", "paragraphs",
    "furniture",
)  # fmt: skip
"""What ``tingbao stories --json`` says of each story."""

SOMEDAY = date(2000, 1, 1)
"""The day of a page that comes from standard input."""


# ------------------------------------------------------------------------------ stories


def cut_page(file: str, given: bytes | None) -> tuple[Story, ...]:
    """The stories of a page file, or of ``given`` where the page came by a pipe."""
    from tingbao.content.pages import decode, read_page
    from tingbao.content.stories import cut

    if given is not None:
        text = decode(given, say("标准输入", "standard input"))
        return cut(Page(day=SOMEDAY, number="01", path="-", text=text))
    path = Path(file)
    return cut(read_page(path, path.parent, SOMEDAY))


def story_as_json(story: Story) -> dict[str, Any]:
    """The fields of ``story`` that a script would read."""
    return {name: getattr(story, name) for name in STORY_FIELDS}


def story_lines(story: Story) -> Iterator[str]:
    """``story`` for a person: each field under its trade name."""
    yield f"■ {story.headline or say('（无标题）', '(no headline)')}  [{story.id}]"
    labels = (
        (say("栏目", "section"), story.section),
        (say("引题", "kicker"), story.kicker),
        (say("副题", "subtitle"), story.subtitle),
        (say("署名", "byline"), story.byline),
        (say("电头", "dateline"), story.dateline),
        *((say("图注", "caption"), caption) for caption in story.captions),
    )
    for label, value in labels:
        if value:
            yield f"  {label}: {value}"
    for place, paragraph in enumerate(story.paragraphs):
        mark = say("小标题", "subhead") if place in story.subheads else f"{place + 1}"
        yield f"  {mark}. {paragraph}"
    for line in story.furniture:
        yield f"  {say('版面文字', 'furniture')}: {line}"
    for doubt in story.doubts:
        yield f"  ? {doubt}"
    yield ""


# ------------------------------------------------------------------------------ scripts


def scripts(root: Path, name: str) -> tuple[Script, ...]:
    """The scripts of a story, a day or a page file; SettingsError, ContentError, ScriptError."""
    from tingbao.recording import script_of

    settings = read_settings(root)
    if Path(name).is_file():
        works = edition.group(settings, cut_page(name, None))
    else:
        works = edition.select(edition.group(settings, edition.gather(settings).stories), [name])
    return tuple(script_of(work, settings) for work in works)


def script_as_json(script: Script) -> dict[str, Any]:
    """A script with what each segment says, how and in which place."""
    return {
        "id": script.id,
        "title": script.title,
        "segments": [
            {
                "part": segment.part,
                "role": segment.role,
                "story": segment.story,
                "speaker": segment.speaker,
                "written": segment.written,
                "spoken": segment.spoken,
                "pinyin": segment.pinyin,
                "pause": segment.pause,
                "edits": [
                    {
                        "written": segment.written[edit.start : edit.end],
                        "spoken": edit.spoken,
                        "rule": edit.rule,
                    }
                    for edit in segment.edits
                ],
                "doubts": [
                    {"text": segment.spoken[d.start : d.end], "reason": d.reason}
                    for d in segment.doubts
                ],
            }
            for segment in script.segments
        ],
    }


def script_lines(script: Script, settings: Settings, *, explain: bool) -> Iterator[str]:
    """A script for proof-reading: each segment as written, as spoken, as pinyin."""
    yield f"■ {script.title}  [{script.id}]"
    for place, segment in enumerate(script.segments, 1):
        yield from _segment_lines(place, segment, settings, explain=explain)
    doubtful = sum(len(segment.doubts) for segment in script.segments)
    if doubtful:
        yield say(
            f"有 {doubtful} 处读音要看一眼（标着 ?）；读错的写进 content/lexicon.toml。",
            f"{doubtful} readings to look at (marked ?); put what is wrong into "
            "content/lexicon.toml.",
        )
    yield ""


def _segment_lines(
    place: int, segment: Segment, settings: Settings, *, explain: bool
) -> Iterator[str]:
    voices = settings.cast.get(settings.speech.engine, {})
    voice = f" {voices[segment.role].name}" if segment.role in voices else ""
    who = f" {segment.speaker}" if segment.speaker else ""
    yield f"{place:3} {segment.part}/{segment.role}{voice}{who}  ⏸ {segment.pause} ms"
    yield f"    {say('写', 'written')}  {segment.written}"
    if segment.spoken != segment.written:
        yield f"    {say('读', 'spoken')}  {segment.spoken}"
    yield f"    {say('音', 'pinyin')}  {segment.pinyin}"
    if explain:
        for edit in segment.edits:
            yield f"      {segment.written[edit.start : edit.end]} => {edit.spoken}  ({edit.rule})"
    for doubt in segment.doubts:
        yield f"      ? {segment.spoken[doubt.start : doubt.end]}: {doubt.reason}"


def line_reader(root: Path) -> Callable[[str], Any]:
    """How a line is read, with the show's lexicon where ``root`` is a show."""
    from tingbao.script.lexicon import EMPTY, read_lexicon
    from tingbao.script.lines import read_line
    from tingbao.script.pinyin import Reader

    lexicon = EMPTY
    if (root / NAME).is_file():
        settings = read_settings(root)
        lexicon = read_lexicon(records.lexicon_text(settings), "content/lexicon.toml")
    reader = Reader(lexicon)
    return lambda text: read_line(text, reader)


# ------------------------------------------------------------------------------ plan


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
    from tingbao import recording
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
    opened = recording.open_engine(name, settings) if stale else None
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
                script = recording.script_of(work, settings)
            except TingbaoError as error:
                broken.append(error)
                continue
            plan = planning.plan([script], recording.cast_of(opened, settings), opened, store)
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


# ------------------------------------------------------------------------------ made


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
        "written": list(made.written),
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
    yield say(
        f"音频在 {made.root / 'audio'}，订阅源和页面在 {made.root / 'feed'}。",
        f"Audio is in {made.root / 'audio'}, feed and pages are in {made.root / 'feed'}.",
    )
    yield say(
        "收听和订阅：tingbao serve；让同一网络里的手机也能订阅：tingbao serve --host 0.0.0.0",
        "Listen and subscribe: tingbao serve; for phones in the same network: "
        "tingbao serve --host 0.0.0.0",
    )


# ------------------------------------------------------------------------------ voices


def voice_rows(root: Path) -> list[tuple[str, ...]]:
    """Engine, role, voice, rate, pitch and volume, for every engine that is there."""
    from tingbao import recording
    from tingbao.speech.engines import ENGINES

    settings = read_settings(root)
    rows = []
    for name, factory in ENGINES.items():
        engine = factory(settings.engines.get(name, {}))
        if engine.missing():
            continue
        for role, voice in recording.cast_of(engine, settings).items():
            figures = (voice.rate, voice.pitch, voice.volume)
            rows.append((name, role.value, voice.name, *(f"{figure:+}" for figure in figures)))
        asyncio.run(engine.close())
    return rows
