"""How fast clips are spoken and decisions made; ``run()`` gives the rows of ``make bench``."""

import asyncio
import tempfile
import time
from pathlib import Path

from tests.helpers.edge_server import EdgeServer, tones
from tingbao.cache import Store
from tingbao.model import Part, Role, Script, Segment, Voice
from tingbao.speech.edge import Edge
from tingbao.speech.planning import Plan, Request, plan
from tingbao.speech.speaking import Summary, speak

CAST = {Role.ANCHOR: Voice(engine="edge", name="zh-CN-YunyangNeural")}
FIRST, SPEED, PARALLEL = 0.35, 12.0, 6


class Deaf:
    """Hears nothing."""

    def asked(self, request: Request, attempt: int) -> None: ...
    def ready(self, request: Request, seconds: float) -> None: ...
    def retried(self, request: Request, reason: str, wait: float) -> None: ...
    def paced(self, parallel: int) -> None: ...
    def finished(self, summary: Summary) -> None: ...


def scripts(stories: int, lines: int, length: int) -> list[Script]:
    """Distinct lines of ``length`` characters and a few more."""
    return [
        Script(id=f"{story}", title="", segments=tuple(
            Segment(part=Part.BODY, role=Role.ANCHOR, story=f"{story}", written="", pinyin="",
                    spoken=f"{story}之{line}" + "字" * (length + line % 7))
            for line in range(lines)
        ))
        for story in range(stories)
    ]  # fmt: skip


def alone(planned: Plan) -> float:
    """Seconds that the service itself needs: each place takes the next request when free."""
    places = [0.0] * PARALLEL
    for request in planned.requests:
        places[places.index(min(places))] += FIRST + len(tones(request.text)) / 6000 / SPEED
    return max(places)


async def cold(planned: Plan, store: Store) -> float:
    """Seconds for ``planned`` against the stand-in server at the service's pace."""
    async with EdgeServer(first=FIRST, speed=SPEED) as server:
        engine = Edge({"address": server.address})
        begin = time.perf_counter()
        await speak(planned, engine, store, Deaf())
        return time.perf_counter() - begin


def run() -> list[tuple[str, float, str, float]]:
    """Rows of name, figure, unit, limit."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        planned = plan(scripts(4, 12, 40), CAST, Edge({}), store)
        own = alone(planned)
        ratio = asyncio.run(cold(planned, store)) / own
        many = scripts(1000, 30, 20)
        for line in plan(many, CAST, Edge({}), store).requests:
            path = store.path(line.key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b'{"bytes":5}\nsound')  # put() without its fsync: not measured here
        begin = time.perf_counter()
        left = plan(many, CAST, Edge({}), store).requests
        decided = time.perf_counter() - begin
        assert not left
    return [
        ("cold speech / the service alone", ratio, "x", 1.10),
        ("1,000 unchanged stories decided", decided, "s", 2.0),
    ]


if __name__ == "__main__":
    for name, figure, unit, limit in run():
        print(f"{name}: {figure:.2f} {unit} (at most {limit:.2f})")
