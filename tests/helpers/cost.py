"""What a piece of work costs in CPU time, for tests that ask how a cost grows."""

import gc
import time
from collections.abc import Callable

TRIES = 3
"""Measurements, of which the least counts: what another process adds is no measure."""


def takes_at_most(seconds: float, work: Callable[[], object]) -> bool:
    """Whether one of ``TRIES`` runs of ``work()`` needs no more CPU than ``seconds``."""
    return any(_cpu_seconds(work) <= seconds for _ in range(TRIES))


def grows_at_most(
    times: float, short: Callable[[], object], long: Callable[[], object], least: float = 0.01
) -> bool:
    """Whether ``long()`` takes at most ``times`` as long as ``short()``, or as ``least`` seconds.

    With eight times the input, a linear cost grows eightfold and a squared one 64-fold.
    """
    base = min(_cpu_seconds(short) for _ in range(TRIES))
    return takes_at_most(times * max(base, least), long)


def _cpu_seconds(work: Callable[[], object]) -> float:
    """Without garbage collection: one walks every object of the test process, some tenths of
    a second late in a whole run, and falls on one of two measurements as it likes."""
    gc.collect(0)
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()
