"""``tingbao check``: what is missing or wrong, each in a sentence with its remedy."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tingbao import edition, scripting
from tingbao.errors import TingbaoError
from tingbao.gathering import gather
from tingbao.model import Label
from tingbao.records import LEXICON, Records, Work, lexicon_of
from tingbao.settings import NAME, Settings, read_settings
from tingbao.wording import say

_CODE = re.compile("00[0-9A-Za-z]{25}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at."""

    grave: bool
    """It keeps the show from being made or published rightly."""
    where: str
    """The file, story or table; empty for the machine."""
    sentence: str


def check(root: Path) -> list[Finding]:
    """Everything that can be found out without speaking or writing."""
    try:
        settings = read_settings(root)
    except TingbaoError as error:
        return [Finding(grave=True, where="", sentence=str(error))]
    findings = [*_machine(settings), *_ffmpeg(settings), *_sound(settings), *_show(settings)]
    try:
        gathered = gather(settings)
    except TingbaoError as error:
        return [*findings, Finding(grave=True, where="content", sentence=str(error))]
    findings += [Finding(grave=True, where="", sentence=str(e)) for e in gathered.broken]
    works = edition.group(settings, gathered.stories)
    findings += _content(works)
    findings += _pictures(works, settings)
    findings += _scripts(works, settings)
    findings += _finished(works, settings)
    return findings


def _machine(settings: Settings) -> Iterator[Finding]:
    from tingbao.speech.engines import ENGINES

    wanted = settings.speech.engine
    for name in ("edge", "espeak") if wanted == "auto" else (wanted,):
        if why := ENGINES[name](settings.engines.get(name, {})).missing():
            yield Finding(grave=wanted != "auto", where=f"engines.{name}", sentence=why)


def _ffmpeg(settings: Settings) -> Iterator[Finding]:
    if settings.tools.ffmpeg and not shutil.which(settings.tools.ffmpeg):
        yield Finding(
            grave=True,
            where="tools.ffmpeg",
            sentence=say(
                f"{settings.tools.ffmpeg} 不是程序；改正它，或删掉而用内置的。",
                f"{settings.tools.ffmpeg} is no program: mend it, or remove it for the own one.",
            ),
        )


def _sound(settings: Settings) -> Iterator[Finding]:
    from tingbao.audio import score, studio

    try:
        music = score.read_score(settings.root, settings.sound)
        studio.prepare(music, settings.sound, settings.tools.ffmpeg)
    except TingbaoError as error:
        yield Finding(grave=True, where="sound", sentence=str(error))
    if settings.sound.mastering == "copy":
        yield from _copying(settings)
    for name in score.strangers(settings.root):
        yield Finding(
            grave=False,
            where=f"{score.FOLDER}/{name}",
            sentence=say(
                "不会用到：文件名应是 片头、转场、垫乐（或 chime、bridge、bed）。",
                "is not used: its name should be chime, bridge or bed.",
            ),
        )


def _copying(settings: Settings) -> Iterator[Finding]:
    """What ``mastering = "copy"`` encodes all the same."""
    if settings.speech.engine not in ("auto", "edge"):
        yield Finding(
            grave=False,
            where="sound.mastering",
            sentence=say(
                f'"copy" 收录的是微软送来的 MP3；{settings.speech.engine} 给的不是，仍要编码一次。',
                f'"copy" keeps the MP3 that Edge sends; {settings.speech.engine} gives none, '
                "so its clips are encoded once.",
            ),
        )
    elif settings.sound.music:
        yield Finding(
            grave=False,
            where="sound.mastering",
            sentence=say(
                "配乐的几段要混音，因此重新编码；若要全部原样收录，"
                "请在 [sound] 里写 music = false。",
                "clips with music are mixed and so encoded again; to keep all as they came, "
                "set music = false in [sound].",
            ),
        )


def _show(settings: Settings) -> Iterator[Finding]:
    show = settings.show
    if not show.address:
        yield Finding(
            grave=False,
            where=NAME,
            sentence=say(
                "show.address 空着：发布以前写上公开网址，订阅者要靠它找到音频。",
                "show.address is empty: before publishing, give the public address "
                "at which subscribers find the audio.",
            ),
        )
    for key in ("address", "link", "hub", "new_address", "license_url"):
        value = getattr(show, key)
        if value and not value.startswith("https://"):
            yield Finding(
                grave=True,
                where=NAME,
                sentence=say(
                    f"show.{key} 应以 https:// 开头：Podcasting 2.0 的标签不收 http。",
                    f"show.{key} must begin with https://: Podcasting 2.0 takes no http.",
                ),
            )
    yield from _cover(settings)
    yield from _label(settings.narration.label)


def _label(label: Label) -> Iterator[Finding]:
    """What China's rules on generated content ask of the show."""
    if label.place == "none":
        yield Finding(
            grave=False,
            where="label.place",
            sentence=say(
                "没有语音标识。《人工智能生成合成内容标识办法》要求下载的文件里有显式标识。",
                "there is no spoken label; China's rules ask for one in each downloaded file.",
            ),
        )
    if not label.producer:
        yield Finding(
            grave=False,
            where="label.producer",
            sentence=say(
                "空着：填上运营者自己的编码（TC260-PG-20252A，27 位），隐式标识才完整。",
                "is empty: put in the operator's own code (TC260-PG-20252A, 27 characters) "
                "to complete the implicit label.",
            ),
        )
    elif not _CODE.fullmatch(label.producer):
        yield Finding(
            grave=False,
            where="label.producer",
            sentence=say(
                f"{label.producer!r} 不像编码：TC260-PG-20252A 的是 27 位，以 00 开头"
                "（00、20 位主体编码、5 位服务编码）。是名称就不必改。",
                f"{label.producer!r} is no code by TC260-PG-20252A: 27 characters, 00 first (00, "
                "20 of the subject, 5 of the service). If it is a name, leave it.",
            ),
        )


def _cover(settings: Settings) -> Iterator[Finding]:
    from tingbao.audio import cover
    from tingbao.content.images import inside

    show = settings.show
    if show.cover:
        try:
            departures = cover.departures(inside(settings.root, show.cover))
        except TingbaoError as error:
            departures = [str(error)]
        for sentence in departures:
            yield Finding(grave=True, where=f"show.cover = {show.cover}", sentence=sentence)
    elif lost := cover.lacking(show.title):
        yield Finding(grave=False, where="show.title", sentence=_lost(lost))


def _lost(characters: str) -> str:
    return say(
        f"封面的字库里没有“{characters}”，封面上画成 〓；节目里照念，页面上照写。",
        f'the covers\' typeface lacks "{characters}": covers show 〓 for it, pages and speech '
        "have it as it is.",
    )


def _content(works: tuple[Work, ...]) -> Iterator[Finding]:
    from tingbao.feed.clean import dated

    if not works:
        yield Finding(
            grave=True,
            where="content",
            sentence=say(
                "里面没有版面。放一页进去，例如 content/2022-12-12/04.txt。",
                "holds no page: put one in, such as content/2022-12-12/04.txt.",
            ),
        )
    for work in works:
        for story in work.stories:
            if story.correction and not all(map(dated, story.correction.splitlines())):
                yield Finding(
                    grave=False,
                    where=story.source or story.id,
                    sentence=say(
                        "更正没有写日期：写成 correction: 2022-12-14 改了什么，听众才知道是哪天。",
                        "a correction bears no date: write correction: 2022-12-14 and what it is.",
                    ),
                )
            for doubt in story.doubts:
                yield Finding(grave=False, where=story.source or story.id, sentence=doubt)


def _pictures(works: tuple[Work, ...], settings: Settings) -> Iterator[Finding]:
    """What the chapters show, and what their episodes' covers cannot say."""
    from tingbao.audio import cover
    from tingbao.illustrating import faults, headline

    for work in works:
        for error in faults(settings.root, work.stories):
            yield Finding(grave=True, where="", sentence=str(error))
        if lost := cover.lacking(headline(work)):
            yield Finding(grave=False, where=work.id, sentence=_lost(lost))


def _scripts(works: tuple[Work, ...], settings: Settings) -> Iterator[Finding]:
    try:
        lexicon = lexicon_of(settings)
    except TingbaoError as error:
        yield Finding(grave=True, where="", sentence=str(error))
        return
    known = {story.id for work in works for story in work.stories}
    known |= {work.day.isoformat() for work in works}
    for scope in sorted({scope for scope, _ in lexicon.scoped} - known):
        yield Finding(
            grave=False,
            where=LEXICON,
            sentence=say(
                f"没有“{scope}”这一天或这一篇，词条用不上；改对篇号（见 tingbao stories）或删掉。",
                f'there is no day or story "{scope}", so its entries are of no use: mend the id '
                "(see tingbao stories) or remove them.",
            ),
        )
    for work in works:
        try:
            scripting.script_of(work, settings)
        except TingbaoError as error:
            yield Finding(grave=True, where=work.id, sentence=str(error))


def _finished(works: tuple[Work, ...], settings: Settings) -> Iterator[Finding]:
    from tingbao.audio import aigc, tagging

    records = Records(settings)
    producer = settings.narration.label.producer
    for work in works:
        head: Any = records.head(work.id)
        others = [path for path, _ in head.get("alternates", ())]
        for path in [head["path"], *others] if head else ():
            if not (settings.root / path).is_file():
                yield Finding(
                    grave=True,
                    where=path,
                    sentence=say("不见了；运行 tingbao make。", "is gone: run tingbao make."),
                )
                continue
            try:
                expected = aigc.label(work.id, producer, settings.show.guid)
                mistakes = aigc.faults(tagging.labels(settings.root / path), expected)
            except TingbaoError as error:
                mistakes = (str(error),)
            for mistake in mistakes:
                yield Finding(grave=True, where=path, sentence=mistake)
