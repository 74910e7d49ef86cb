"""M4A and Opus beside the MP3, from the same mastered sound: clip by clip through a pipe.

Each clip takes as much time as its MP3 frames do, so times, cues and chapters are the same.
What an encoder adds to a peak is known only afterwards: the file is decoded, and where a clip
passes the show's peak, the clip is turned down by as much and the file made again.
"""

import base64
import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from tingbao.audio import ffmpeg, frames, levelling, tagging, waves
from tingbao.audio.joining import Layout, Piece
from tingbao.cleaning import line
from tingbao.errors import AudioError
from tingbao.model import AudioFile, Chapter, Passage, Sound
from tingbao.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    type: str
    encoder: str
    share: float
    """Of the MP3's bit rate: what sounds as good."""
    rate: int = 0
    """Hz at which it is decoded; 0: the show's."""


_FORMATS = {
    "m4a": _Format(type="audio/mp4", encoder="aac", share=1.0),
    "opus": _Format(type="audio/ogg", encoder="libopus", share=0.5, rate=48_000),
}
_ROUNDS = 4
_SPARE = 0.1  # dB more than a clip was over, twice as many in each further round


def require(sound: Sound) -> None:
    """AudioError where this ffmpeg lacks the encoder of a format that ``sound`` asks for."""
    for name, kind in _FORMATS.items():
        if name in sound.formats and kind.encoder not in ffmpeg.encoders():
            raise AudioError(
                say(
                    f"{ffmpeg.program()} 没有编码器 {kind.encoder}，做不了 {name}。"
                    f'请删掉 [tools] ffmpeg 而用内置的，或从 formats 里去掉 "{name}"。',
                    f"{ffmpeg.program()} has no encoder {kind.encoder} for {name}: remove "
                    f'[tools] ffmpeg to use the own one, or take "{name}" out of formats.',
                )
            )


def make(
    format: str,  # noqa: A002
    pieces: Sequence[Piece],
    layout: Layout,
    read: Callable[[int], bytes],
    sound: Sound,
    tagged: tuple[tagging.Tags, Sequence[Passage], Sequence[Chapter]],
    name: Callable[[str], Path],
) -> AudioFile:
    """The episode as ``format`` ("m4a" or "opus"); ``read(i)`` gives the 16-bit PCM of piece i."""
    folder = name("").parent
    kind = _FORMATS[format]
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".", suffix=".part") as held:
            made, chapters = Path(held) / f"sound.{format}", Path(held) / "chapters"
            chapters.write_text(_metadata(tagged[2] if format == "m4a" else ()), encoding="utf-8")
            arguments = _arguments(kind, sound, chapters, made)
            gains = [0.0] * len(pieces)
            for again in range(_ROUNDS):
                with ffmpeg.fed(arguments) as pipe:
                    _feed(pipe, pieces, layout, read, sound, gains)
                peaks = _peaks(made, layout, kind.rate or sound.rate, sound.peak)
                if not _turn_down(gains, peaks, sound.peak, _SPARE * 2**again):
                    break
            tagging.tag_alternate(made, *tagged)
            with made.open("rb") as file:
                digest = hashlib.file_digest(file, "sha384")
            goal, size = name(digest.hexdigest()[:8]), made.stat().st_size
            made.chmod(0o644)
            made.replace(goal)
    except OSError as error:
        raise AudioError(
            say(
                f"{folder} 里写不了 {format}（{error.strerror}）。请检查权限和剩余空间。",
                f"the {format} cannot be written in {folder} ({error.strerror}): "
                "look at permissions and space.",
            )
        ) from error
    return AudioFile(
        path=f"{folder.name}/{goal.name}",
        type=kind.type,
        size=size,
        seconds=layout.seconds,
        sha384=base64.b64encode(digest.digest()).decode(),
        bit_rate=round(size * 8 / max(layout.seconds, 0.001)),
    )


def _turn_down(gains: list[float], peaks: Sequence[float], most: float, spare: float) -> bool:
    """Turn clips whose peak is over ``most`` dBTP down by that and ``spare``; False: none is."""
    over = [place for place, peak in enumerate(peaks) if peak > most]
    for place in over:
        gains[place] -= peaks[place] - most + spare
    return bool(over)


def _feed(
    pipe: IO[bytes],
    pieces: Sequence[Piece],
    layout: Layout,
    read: Callable[[int], bytes],
    sound: Sound,
    gains: Sequence[float],
) -> None:
    """Each clip, ``gains`` dB louder, and the silence after it."""
    size = 2 * frames.frame_samples(sound.rate)
    left = round(layout.seconds * sound.rate) * 2
    for place, (piece, still) in enumerate(zip(pieces, layout.silences, strict=True)):
        pcm = read(place)
        if gains[place]:
            pcm = waves.pack(waves.unpack(pcm) * np.float32(10 ** (gains[place] / 20)))
        whole = pcm.ljust(piece.count * size, b"\0") + bytes(still * size)
        pipe.write(whole[:left])
        left -= min(left, len(whole))


def _peaks(made: Path, layout: Layout, rate: int, near: float) -> list[float]:
    """The true peak of each clip as decoded, dBTP; only the highest sample's where that is

    3 dB below ``near``. One clip is in memory at a time.
    """
    ends = [*layout.starts[1:], layout.seconds + 1]  # an encoder may add a little at the end
    peaks, at = [], 0
    with ffmpeg.drawn(
        ["-i", f"file:{made}", "-map", "0:a", "-f", "f32le", "-ac", "1", "-ar", str(rate), "-"]
    ) as pipe:
        for end in ends:
            count = round(end * rate) - at
            samples = np.frombuffer(pipe.read(4 * count), "<f4")
            peaks.append(levelling.true_peak(samples, 10 ** (near / 20)))
            at += count
    return peaks


def _arguments(kind: _Format, sound: Sound, chapters: Path, made: Path) -> list[str]:
    """One thread and "bitexact", so that the same sound gives the same bytes."""
    return [
        "-y", "-f", "s16le", "-ar", str(sound.rate), "-ac", "1", "-i", "pipe:0",
        "-f", "ffmetadata", "-i", f"file:{chapters}", "-map", "0:a", "-map_metadata", "1",
        "-c:a", kind.encoder, "-b:a", f"{round(sound.bit_rate * kind.share)}k",
        "-threads", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact",
        *(("-movflags", "+faststart") if kind.encoder == "aac" else ()),
        f"file:{made}",
    ]  # fmt: skip


def _metadata(chapters: Sequence[Chapter]) -> str:
    """Chapters as ffmpeg reads them: milliseconds, titles with its five signs escaped."""
    lines = [";FFMETADATA1"]
    for chapter in chapters:
        title = "".join(f"\\{c}" if c in "=;#\\" else c for c in line(chapter.title))
        begin, end = round(chapter.begin * 1000), round(chapter.end * 1000)
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={begin}", f"END={end}", f"title={title}"]
    return "\n".join(lines) + "\n"
