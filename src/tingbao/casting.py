"""Which engine speaks in a run, and which of its voices takes which role."""

from typing import TYPE_CHECKING

from tingbao.errors import EngineMissing
from tingbao.model import Role, Voice
from tingbao.settings import Settings
from tingbao.speech.engines import ENGINES, Engine
from tingbao.wording import say

if TYPE_CHECKING:  # the desk loads the room of sound, which a script does not need
    from tingbao.desk import Observer


def open_engine(name: str, settings: Settings) -> Engine:
    """The engine called ``name``; EngineMissing where this machine lacks what it needs."""
    if name not in ENGINES:
        known = "、".join(("auto", *ENGINES))
        raise EngineMissing(
            say(f"没有叫 {name} 的引擎；可用的有：{known}", f"no engine {name}; there are: {known}")
        )
    engine = ENGINES[name](settings.engines.get(name, {}))
    if why := engine.missing():
        raise EngineMissing(why)
    return engine


def cast_of(engine: Engine, settings: Settings) -> dict[Role, Voice]:
    """A voice for every role: the show's, else the engine's own."""
    own = {Role(role): voice for role, voice in engine.voices.items()}
    return settings.voices(engine.name, own)


async def choose(wanted: str, settings: Settings, observer: "Observer") -> tuple[Engine, bool]:
    """The engine for this run, and whether it stands in for Edge that cannot be reached."""
    if wanted != "auto":
        return open_engine(wanted, settings), False
    edge = ENGINES["edge"](settings.engines.get("edge", {}))
    if not edge.missing() and await edge.reachable():
        return edge, False
    await edge.close()
    observer.warn(
        say(
            "连不上微软 Edge 在线语音，这次用内置的 espeak-ng；连上以后可用 make --redo 重录。",
            "Edge's online voices cannot be reached, so the embedded espeak-ng speaks; "
            "record again later with make --redo.",
        )
    )
    return open_engine("espeak", settings), True
