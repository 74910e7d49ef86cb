"""Worker processes, asked and heard through pipes; a broken one is ended and made anew.

See ``espeak_worker`` for what goes through the pipes.
"""

import asyncio
import contextlib
import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from tingbao.errors import EngineFailed, EngineMissing
from tingbao.wording import say

LONGEST = 100_000_000
"""Bytes of an answer: 37 minutes of sound."""


class Workers:
    """As many processes of ``command`` as are asked at once."""

    def __init__(self, command: Sequence[str], patience: float) -> None:
        """``patience`` is how many seconds an answer may take; then its worker is killed."""
        self._command = tuple(command)
        self._patience = patience
        self._idle: list[asyncio.subprocess.Process] = []

    async def ask(self, request: Mapping[str, object]) -> tuple[dict[str, Any], bytes]:
        """The answer and its sound. EngineFailed where the worker crashed, hung or babbled,
        EngineMissing where it says at its start that it cannot work.
        """
        while self._idle:
            worker = self._idle.pop()
            if worker.returncode is None:
                break
        else:
            worker = await self._start()
        answer = await self._exchange(worker, request)
        self._idle.append(worker)
        return answer

    async def close(self) -> None:
        """End all that are idle."""
        idle, self._idle = self._idle, []
        for worker in idle:
            await _end(worker)

    async def _start(self) -> asyncio.subprocess.Process:
        try:
            worker = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise EngineFailed(
                say(f"espeak-ng 启动不了（{error}）", f"espeak-ng cannot be started ({error})")
            ) from error
        greeting, _ = await self._exchange(worker, None)
        if broken := greeting.get("broken"):
            await _end(worker)
            raise EngineMissing(
                say(
                    f"espeak-ng 装不进来（{broken}）。请检查 [engines.espeak]，"
                    "或重新安装 espeakng-loader。",
                    f"espeak-ng cannot be loaded ({broken}): look at [engines.espeak], "
                    "or install espeakng-loader again.",
                )
            )
        return worker

    async def _exchange(
        self, worker: asyncio.subprocess.Process, request: Mapping[str, object] | None
    ) -> tuple[dict[str, Any], bytes]:
        try:
            return await asyncio.wait_for(_pass(worker, request), self._patience)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            await _end(worker)
            raise EngineFailed(
                say(f"espeak-ng 崩溃了或没有回答（{error!r}）", f"espeak-ng broke off ({error!r})")
            ) from error
        except asyncio.CancelledError:
            await _end(worker)  # it may be in the middle of an answer
            raise


async def _pass(
    worker: asyncio.subprocess.Process, request: Mapping[str, object] | None
) -> tuple[dict[str, Any], bytes]:
    if worker.stdin is None or worker.stdout is None:
        raise EOFError("no pipe")
    if request is not None:
        message = json.dumps(request).encode()
        worker.stdin.write(struct.pack(">I", len(message)) + message)
        await worker.stdin.drain()
    answer = json.loads(await _read(worker.stdout))
    if not isinstance(answer, dict):
        raise ValueError("no answer")
    return answer, await _read(worker.stdout)


async def _read(pipe: asyncio.StreamReader) -> bytes:
    size = int(struct.unpack(">I", await pipe.readexactly(4))[0])
    if size > LONGEST:
        raise ValueError("answer too long")
    return await pipe.readexactly(size)


async def _end(worker: asyncio.subprocess.Process) -> None:
    if worker.returncode is None:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself in this moment
            worker.kill()
    await worker.communicate()
