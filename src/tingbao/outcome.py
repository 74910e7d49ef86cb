"""What a run did, for a person and for a program.

Apart from ``outlook``, whose libraries a run over unchanged stories need not load.
"""

import dataclasses
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tingbao.console import clock
from tingbao.wording import say

if TYPE_CHECKING:
    from tingbao.edition import Made
    from tingbao.publishing import Published


def made_as_json(made: "Made") -> dict[str, Any]:
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


def made_lines(made: "Made") -> Iterator[str]:
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
    elsewhere = "" if made.root == Path() else f" --show {shlex.quote(str(made.root))}"
    serve = f"tingbao serve{elsewhere}"
    yield say(
        f"收听和订阅：{serve}；让同一网络里的手机也能订阅：{serve} --host 0.0.0.0",
        f"Listen and subscribe: {serve}; for phones in the same network: {serve} --host 0.0.0.0",
    )


def published_as_json(done: "Published") -> dict[str, Any]:
    """What publishing did, for a program."""
    return dataclasses.asdict(done)


def published_lines(done: "Published", *, pretend: bool) -> Iterator[str]:
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
