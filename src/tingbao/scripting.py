"""Room 2 by the show's settings: works become scripts, and a line is spoken at once."""

import asyncio
from pathlib import Path

from tingbao.cache import write_atomically
from tingbao.casting import cast_of, choose
from tingbao.desk import Observer
from tingbao.errors import ScriptError
from tingbao.model import Role, Script, Speech
from tingbao.records import Work, lexicon_of
from tingbao.script.lines import Line, read_line
from tingbao.script.pausing import without_marks
from tingbao.script.pinyin import Reader
from tingbao.script.writing import write
from tingbao.settings import Settings
from tingbao.wording import say


def script_of(work: Work, settings: Settings) -> Script:
    """What is said in the episode of ``work``; ScriptError where nothing can be."""
    lexicon = lexicon_of(settings)
    return write(
        work.id, work.title, work.stories, settings.show.title, settings.narration, lexicon
    )


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
    plain, _ = without_marks(text)
    line = read_line(plain, Reader(lexicon_of(settings)))

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
