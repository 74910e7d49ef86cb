"""Runs of the real client against the stand-in server, and who listens to them."""

import importlib.metadata

from tingbao.cache import Store
from tingbao.model import Part, Role, Script, Segment, Voice
from tingbao.speech.edge import Edge
from tingbao.speech.patience import Patience
from tingbao.speech.planning import Request, plan
from tingbao.speech.speaking import SpeechIncomplete, Summary, speak

LINE = "本报讯，昨日上午，全市工作会议在人民会堂举行。"
VOICE = Voice(engine="edge", name="zh-CN-YunyangNeural")
VERSION = importlib.metadata.version("edge-tts")

OUTAGE = 0.7
"""Seconds of patience."""
UNREACHED = "Edge cannot be reached"


class Ear:
    """Listens and remembers."""

    def __init__(self) -> None:
        self.attempts: list[int] = []
        self.reasons: list[str] = []
        self.waits: list[float] = []
        self.limits: list[int] = []

    def asked(self, request: Request, attempt: int) -> None:
        self.attempts.append(attempt)

    def ready(self, request: Request, seconds: float) -> None: ...

    def retried(self, request: Request, reason: str, wait: float) -> None:
        self.reasons.append(reason)
        self.waits.append(wait)

    def paced(self, parallel: int) -> None:
        self.limits.append(parallel)

    def finished(self, summary: Summary) -> None: ...


def script(*lines: str) -> Script:
    segments = tuple(
        Segment(part=Part.BODY, role=Role.ANCHOR, written=line, spoken=line, pinyin="")
        for line in lines
    )
    return Script(id="a", title="", segments=segments)


async def say_it(
    address: str,
    store: Store,
    *lines: str,
    voice: Voice = VOICE,
    proxy: str = "",
    outage: float = OUTAGE,
) -> tuple[Ear, dict[str, str], str]:
    """Speak ``lines`` as a run does; who listened, why a line is missing, why the run stopped."""
    ear, engine = Ear(), Edge({"address": address, "proxy": proxy})
    planned = plan([script(*lines)], {Role.ANCHOR: voice}, engine, store)
    patience = Patience(first_wait=0.01, longest_wait=0.1, attempts=4, outage=outage)
    try:
        await speak(planned, engine, store, ear, patience=patience, jitter=lambda: 1.0)
    except SpeechIncomplete as error:
        return ear, error.missing, str(error) if error.outage else ""
    finally:
        await engine.close()
    return ear, {}, ""
