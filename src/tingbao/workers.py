"""Processes for the arithmetic of mastering, which end when the run does, however it ends."""

import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from threading import Thread

FEW = 8
"""Clips up to which a pool of processes costs more to start than it saves."""


def workers(clips: int) -> Executor:
    """Workers for ``clips`` clips: processes, since it is all arithmetic."""
    if clips <= FEW:
        return ThreadPoolExecutor(max_workers=1)
    # Not forked from here: the event loop and its threads must not be copied. The server that is
    # forked instead loads the room once for all workers.
    context = get_context("forkserver")
    context.set_forkserver_preload(["tingbao.audio.mastering"])
    # Ctrl-C reaches every process of the terminal: the run's own ends the others, in order.
    resource_tracker.ensure_running()  # it unblocks what is blocked
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    forkserver.ensure_running()  # inherits what is blocked, and so does what it forks
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return ProcessPoolExecutor(
        max_workers=os.cpu_count(), mp_context=context, initializer=_follow_the_run
    )


def _follow_the_run() -> None:
    Thread(target=_end_with_the_run, daemon=True).start()


def _end_with_the_run() -> None:
    """A worker waits for work at a pipe that it holds both ends of: it would wait for ever."""
    if run := parent_process():
        run.join()
        os._exit(1)
