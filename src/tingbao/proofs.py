"""What an editor reads before anything is heard: stories, scripts, plans and voices, as lines.

Nothing here touches the network, the stores or the feed.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tingbao import edition, records
from tingbao.gathering import gather
from tingbao.model import Page, Script, Segment, Story
from tingbao.settings import NAME, Settings, read_settings
from tingbao.wording import say

STORY_FIELDS = (
    "headline", "kicker", "subtitle", "byline", "dateline", "section", "captions", "paragraphs",
    "furniture",
)  # fmt: skip
"""What ``tingbao stories --json`` says of each story."""

SOMEDAY = date(2000, 1, 1)
"""The day of a page from standard input, or of a file that says none."""


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
    from tingbao.scripting import script_of

    settings = read_settings(root)
    if Path(name).is_file():
        works = edition.group(settings, cut_page(name, None))
    else:
        works = edition.select(edition.group(settings, gather(settings).stories), [name])
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
    from tingbao.script.rules.labels import label

    voices = settings.cast.get(settings.speech.engine, {})
    voice = f" {voices[segment.role].name}" if segment.role in voices else ""
    who = f" {segment.speaker}" if segment.speaker else ""
    yield f"{place:3} {segment.part}/{segment.role}{voice}{who}  ⏸ {segment.pause} ms"
    yield f"    {say('写', 'written')}  {segment.written}"
    if segment.rhythm:
        yield f"    {say('音', 'sound')}  {say('短长短短', 'short long short short')}"
        return
    if segment.spoken != segment.written:
        yield f"    {say('读', 'spoken')}  {segment.spoken}"
    yield f"    {say('音', 'pinyin')}  {segment.pinyin}"
    if explain:
        for edit in segment.edits:
            written = segment.written[edit.start : edit.end]
            print_of = _seen(written, say("（没印）", "(not printed)"))
            speech = _seen(edit.spoken, say("（不念）", "(not said)"))
            yield f"      {print_of} => {speech}  ({label(edit.rule)})"
    looks = Counter((segment.spoken[d.start : d.end], d.reason) for d in segment.doubts)
    for (text, reason), times in looks.items():
        often = f" ×{times}" if times > 1 else ""
        yield f"      ? {text}{often}: {reason}"


def _seen(text: str, nothing: str) -> str:
    """``text`` so that a blank and nothing can be told on a screen."""
    return text if text.strip() else say("（空格）", "(blank)") if text else nothing


def line_reader(root: Path) -> Callable[[str], Any]:
    """How a line is read, with the show's lexicon where ``root`` is a show."""
    from tingbao.script.lexicon import EMPTY
    from tingbao.script.lines import read_line
    from tingbao.script.pinyin import Reader

    show = (root / NAME).is_file()
    reader = Reader(records.lexicon_of(read_settings(root)) if show else EMPTY)
    return lambda text: read_line(text, reader)


# ------------------------------------------------------------------------------ voices


def voice_rows(root: Path) -> list[tuple[str, ...]]:
    """Engine, role, voice, rate, pitch and volume, for every engine that is there."""
    from tingbao.casting import cast_of
    from tingbao.speech.engines import ENGINES

    settings = read_settings(root)
    rows = []
    for name, factory in ENGINES.items():
        engine = factory(settings.engines.get(name, {}))
        if engine.missing():
            continue
        for role, voice in cast_of(engine, settings).items():
            figures = (voice.rate, voice.pitch, voice.volume)
            rows.append((name, role.value, voice.name, *(f"{figure:+}" for figure in figures)))
        asyncio.run(engine.close())
    return rows
