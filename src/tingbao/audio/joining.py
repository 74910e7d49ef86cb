"""Mastered clips → one MP3: frames as bytes, pauses as whole frames of silence (decision 5)."""

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tingbao.audio import frames
from tingbao.errors import AudioError
from tingbao.model import Sound
from tingbao.wording import say

HEAD = 0.03
"""Seconds before the first sound of an episode, as near as its frames allow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One mastered clip in an episode, without its frames."""

    count: int
    """Frames."""
    size: int
    """Bytes of them."""
    begin: float
    """Where its music or speech begins in the encoded sound, s."""
    end: float
    """Where the speech ends; music that sounds on is part of the pause."""
    pause: int
    """Silence asked for after it, ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything lies, known before a frame is read."""

    starts: tuple[float, ...]
    """Where the encoded sound of each piece begins, s as a player shows them."""
    silences: tuple[int, ...]
    """Frames of silence after each piece."""
    seconds: float
    """Length of the whole as a player shows it."""


def lay_out(pieces: Sequence[Piece], sound: Sound) -> Layout:
    """Where each piece lies. A pause is met within a frame: from the end of one speech to the

    beginning of the next, of which the clips' own edges are part. What one pause is too long the
    next makes good, so that each speech lies within half a frame of where the pauses asked put
    it, however the clips were mastered. Players trim DELAY from the head as the Info frame tells
    them, so a piece's sound begins at its first frame's time.
    """
    frame = frames.frame_samples(sound.rate) / sound.rate
    starts, silences, at = [], [], 0
    late = pieces[0].begin - HEAD if pieces else 0.0
    for place, piece in enumerate(pieces):
        starts.append(at * frame)
        after = piece.count * frame - piece.end
        if place + 1 < len(pieces):
            after += pieces[place + 1].begin
        # A pause shorter than the edges is not made good: no pause is shortened by much.
        late = min(max(late, -frame / 2), frame / 2)
        wanted = piece.pause / 1000 - after - late
        silences.append(max(0, round(wanted / frame)))
        late = silences[-1] * frame - wanted
        at += piece.count + silences[-1]
    seconds = at * frame - frames.DELAY / sound.rate if pieces else 0.0
    return Layout(starts=tuple(starts), silences=tuple(silences), seconds=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The finished file."""

    path: Path
    size: int
    sha384: str
    """Base64."""


def join(
    pieces: Sequence[Piece],
    layout: Layout,
    read: Callable[[int], bytes],
    sound: Sound,
    tag: bytes,
    name: Callable[[str], Path],
) -> Written:
    """Write tag, Info frame and frames in one pass; one clip is in memory at a time.

    ``read(i)`` gives the frames of piece i; ``name`` makes the path from the first eight
    hexadecimal digits of the content's hash. AudioError where the file cannot be written.
    """
    goal = name("00000000")
    temporary = ""
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=goal.parent, prefix=".", suffix=".part")
        digest, size = hashlib.sha384(), 0
        with os.fdopen(handle, "wb") as file:
            for block in _blocks(pieces, layout, read, sound, tag):
                file.write(block)
                digest.update(block)
                size += len(block)
            file.flush()
            os.fsync(file.fileno())
        goal = name(digest.hexdigest()[:8])
        Path(temporary).chmod(0o644)
        Path(temporary).replace(goal)
    except OSError as error:
        raise AudioError(
            say(
                f"{goal} 写不进去（{error.strerror}）。请检查权限和剩余空间。",
                f"{goal} cannot be written ({error.strerror}): look at permissions and space.",
            )
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
    return Written(path=goal, size=size, sha384=base64.b64encode(digest.digest()).decode())


def _blocks(
    pieces: Sequence[Piece],
    layout: Layout,
    read: Callable[[int], bytes],
    sound: Sound,
    tag: bytes,
) -> Iterator[bytes]:
    silence = frames.silence(sound.rate, sound.bit_rate)
    sizes = [
        (piece.count + still, piece.size + still * len(silence))
        for piece, still in zip(pieces, layout.silences, strict=True)
    ]
    yield tag
    # The last frames are silent; of them players drop what their decoder's own delay pushes out,
    # so that the length by the tag and the length when decoded are one.
    yield frames.info(sound.rate, sound.bit_rate, sizes, frames.DECODER_DELAY)
    for place, still in enumerate(layout.silences):
        yield read(place)
        yield silence * still
