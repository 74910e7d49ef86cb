"""A long run in which one request in ten goes wrong: every clip is whole in the end."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.bench.bench_speech import CAST, Deaf, scripts
from tests.helpers.edge_server import MALFORMED, EdgeServer, tones
from tingbao.cache import Store
from tingbao.speech.edge import Edge
from tingbao.speech.keeping import load
from tingbao.speech.patience import Patience
from tingbao.speech.planning import plan
from tingbao.speech.speaking import speak

MIXED = ["fin", "rst", "close", "truncate", "badaudio", "500", "429", "noaudio", *MALFORMED]


@pytest.mark.parametrize("segments", [100, pytest.param(2000, marks=pytest.mark.slow)])
def test_every_clip_is_whole_under_mixed_faults(tmp_path: Path, segments: int) -> None:
    dice = random.Random(7)
    faults = [dice.choice(MIXED) if dice.random() < 0.1 else "" for _ in range(segments)]
    store = Store(tmp_path)
    planned = plan(scripts(1, segments, 10), CAST, Edge({}), store)

    async def go() -> int:
        async with EdgeServer(*faults) as server:
            engine = Edge({"address": server.address})
            patience = Patience(first_wait=0.01, longest_wait=0.1)
            summary = await speak(planned, engine, store, Deaf(), patience=patience)
            return summary.retried

    retried = asyncio.run(go())
    assert retried == sum(map(bool, faults))
    for request in planned.requests:
        speech = load(store, request.key)
        assert speech is not None
        assert speech.audio == tones(request.text)
