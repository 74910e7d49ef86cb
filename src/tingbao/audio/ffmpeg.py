"""ffmpeg as a filter between two pipes. The only file that knows imageio_ffmpeg.

The binary comes with that wheel, or is the one that ``[tools] ffmpeg`` names.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import IO

import imageio_ffmpeg

from tingbao.errors import AudioError
from tingbao.wording import say


def run(arguments: Sequence[str], given: bytes) -> bytes:
    """What ffmpeg makes of ``given``, from standard input to standard output; AudioError."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            [program(), "-v", "error", *arguments], input=given, capture_output=True, check=True
        )
    except subprocess.CalledProcessError as error:
        raise _failed(error.stderr) from error
    except OSError as error:
        raise _missing(str(error)) from error
    return done.stdout


@contextmanager
def fed(arguments: Sequence[str]) -> Iterator[IO[bytes]]:
    """A pipe into an ffmpeg that writes a file; AudioError where it does not end well."""
    with _running(arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin
        assert process.stderr
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError as error:
            raise _failed(process.stderr.read()) from error


@contextmanager
def drawn(arguments: Sequence[str]) -> Iterator[IO[bytes]]:
    """A pipe out of an ffmpeg that reads a file; AudioError where it does not end well."""
    with _running(
        ["-nostdin", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        yield process.stdout


@contextmanager
def _running(
    arguments: Sequence[str], *, stdin: int, stdout: int
) -> Iterator["subprocess.Popen[bytes]"]:
    """An ffmpeg at work, which is ended where its user breaks off; AudioError where it fails."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            [program(), "-v", "error", *arguments],
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise _missing(str(error)) from error
    assert process.stderr
    with process:
        try:
            yield process
        except BaseException:
            process.kill()
            if process.stdin:  # what is left in its buffer would fail again, and hide the reason
                with suppress(BrokenPipeError):
                    process.stdin.close()
            raise
        said = process.stderr.read()
    if process.returncode:
        raise _failed(said)


def choose(path: str) -> None:
    """Use the ffmpeg at ``path`` from now on, in workers too; all stays as it is where empty."""
    if path:
        os.environ["IMAGEIO_FFMPEG_EXE"] = path  # what imageio-ffmpeg looks at first


def encoders() -> frozenset[str]:
    """The names of the encoders that this ffmpeg has; AudioError where there is none at all."""
    return _encoders(program())


@lru_cache
def _encoders(_program: str) -> frozenset[str]:
    listed = run(["-hide_banner", "-encoders"], b"").decode("utf-8", "replace")
    rows = (line.split() for line in listed.partition("------")[2].splitlines())
    return frozenset(row[1] for row in rows if len(row) > 1)


def program() -> str:
    """The path of the binary."""
    try:
        path: str = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise _missing(str(error)) from error
    return path


def _missing(reason: str) -> AudioError:
    return AudioError(
        say(
            f"ffmpeg 运行不了（{reason}）。请重装 imageio-ffmpeg，或改正 [tools] ffmpeg。",
            f"ffmpeg cannot be run ({reason}): install imageio-ffmpeg again, "
            "or mend [tools] ffmpeg.",
        )
    )


def _failed(said: bytes) -> AudioError:
    reason = (said.decode("utf-8", "replace").strip().splitlines() or ["?"])[-1]
    return AudioError(say(f"ffmpeg 没有做成：{reason}。", f"ffmpeg could not do it: {reason}."))
