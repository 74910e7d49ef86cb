"""What a piece of work costs in CPU time, for tests that ask how a cost grows."""

import gc
import time
from collections.abc import Callable

TRIES = 3
"""Measurements, of which the least counts: what another process adds is no measure."""


def cpu_seconds(work: Callable[[], object]) -> float:
    """The least CPU seconds that ``work()`` takes in ``TRIES`` runs, without garbage collection.

    A collection walks every object of the test process, some tenths of a second late in a
    whole run, and falls on one of two measurements as it likes.
    """
    return min(_once(work) for _ in range(TRIES))


def _once(work: Callable[[], object]) -> float:
    gc.collect(0)
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()
