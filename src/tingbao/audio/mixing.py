"""Music around one clip: a chime before the speech, a bed that ducks under it.

The chime is about as loud as the speech. The bed is so soft, ducked or not, that BS.1770's
relative gate leaves it out: an episode with music is as loud as one without.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np

from tingbao.audio import composing, ffmpeg, waves
from tingbao.audio.levelling import Level, Samples, integrated, loudest, measure
from tingbao.errors import AudioError
from tingbao.model import Music, Piece
from tingbao.wording import say

VERSION = 1
"""Part of the keys of clips with music: raise it when they would be mixed otherwise."""

DUCKED = -20.0
"""LU of the bed under speech, against the speech."""
OPEN = -13.0
"""LU of the bed alone, below the gate, which lies 10 LU under the mean of all that is heard."""

_CHIME = -1.0  # LU
_LONGEST_CHIME = 8.0  # s: what is longer is faded out
_LONGEST_BED = 60.0  # s of an editor's file: it loops
_SHORTEST = 0.1  # s
_ATTACK, _RELEASE = 0.6, 0.9  # s in which the bed sinks before speech, and rises after it
_BEFORE = {"opening": 0.0, "bridge": 0.0, "closing": 1.5}  # s of bed alone, without a chime
_AFTER = {"opening": 1.0, "bridge": 0.0, "closing": 3.0}  # s of bed after it has risen
_IN, _OUT = 0.8, 1.6  # s
_LOOP = 0.5  # s in which the end of a short bed flows into its beginning


def mix(speech: Level, rate: int, span: tuple[int, int], music: Music) -> tuple[Level, int]:
    """``speech``, heard from ``span[0]`` to ``span[1]`` (samples), with ``music`` around it.

    Also how many samples now come before it. Its loudness is still the speech's alone, so that
    levelling brings a voice to the same loudness with music and without; its peaks are of all.
    AudioError where the editor's piece cannot be used.
    """
    size = speech.size
    chime = read(music.chime, rate) if music.chime else np.zeros(0, np.float32)
    bed = read(music.bed, rate) if music.bed else None
    before = len(chime) or round(_BEFORE[music.place] * rate)
    head = -(-max(0, before - span[0]) // size)
    tail = round((_RELEASE + _AFTER[music.place] + _OUT) * rate) if bed is not None else 0
    grains = max(head + len(speech.energy), head + -(-(span[1] + tail) // size))
    made, energy = np.zeros(grains * size, np.float32), np.zeros(grains, np.float32)
    energy[head : head + len(speech.energy)] = speech.energy
    start = head * size
    made[start : start + len(speech.samples)] = speech.samples
    if len(chime):
        gain = _gain(speech.loudness + _CHIME - measure(chime, rate).loudness)
        made[: len(chime)] += chime * gain
    if bed is not None:
        gain = _gain(speech.loudness - loudest(measure(bed, rate).energy))
        shape = _ducking(len(made), start + span[0], start + span[1], rate)
        made += _looped(bed, len(made), rate) * shape * gain
    return Level(made, size, energy, speech.loudness), start


def read(piece: Piece, rate: int) -> Samples:
    """``piece`` at ``rate`` Hz, mono; AudioError where it is no sound, silent or too short."""
    made = _read(piece, rate)
    if piece.name == "bed" or len(made) <= (most := round(_LONGEST_CHIME * rate)):
        return made
    fade = np.cos(np.linspace(0, np.pi / 2, most // 4, dtype=np.float32)) ** 2
    return np.concatenate((made[: most - len(fade)], made[most - len(fade) : most] * fade))


@lru_cache(maxsize=8)
def _read(piece: Piece, rate: int) -> Samples:
    if not piece.path:
        return composing.compose(piece.name, rate)
    path = Path(piece.path)
    try:
        made = waves.read(path, rate, _LONGEST_BED)
    except AudioError:
        made = _foreign(path, rate)
    if len(made) < _SHORTEST * rate:
        raise _unfit(path, say("太短", "it is too short"))
    if not np.isfinite(made).all():
        raise _unfit(path, say("里面有不是数的采样", "some of its samples are no numbers"))
    if integrated(measure(made, rate).energy) == -np.inf:
        raise _unfit(path, say("听不到声音", "nothing is heard in it"))
    return made


def _foreign(path: Path, rate: int) -> Samples:
    """What libsndfile does not read (M4A, WMA …), by ffmpeg; no playlist, no network."""
    formats = "aac,ac3,amr,ape,asf,caf,matroska,webm,mov,mp4,m4a,mp3,ogg,wav,w64,wv"
    raw = ("-f", "s16le", "-ac", "1", "-ar", str(rate), "-t", f"{_LONGEST_BED:.0f}", "-")
    try:
        sound = ffmpeg.run(
            ["-protocol_whitelist", "file", "-format_whitelist", formats,
             "-i", f"file:{path}", "-vn", *raw],
            b"",
        )  # fmt: skip
    except AudioError as error:
        raise _unfit(path, say("不是声音", "it is no sound")) from error
    return waves.unpack(sound)


def _ducking(count: int, begin: int, end: int, rate: int) -> Samples:
    """The bed's gain: in, down before the speech, up after it, out; smooth throughout."""
    low, high = _gain(DUCKED), _gain(OPEN)
    corners = np.array(
        [0, min(_IN * rate, begin / 3), max(begin - _ATTACK * rate, begin / 2), begin, end,
         end + _RELEASE * rate, count - _OUT * rate, count]
    )  # fmt: skip
    levels = np.array([0, high, high, low, low, high, high, 0])
    time = np.arange(count)
    place = np.clip(np.searchsorted(corners, time, side="right") - 1, 0, len(levels) - 2)
    width = np.maximum(corners[place + 1] - corners[place], 1)
    turn = 0.5 - 0.5 * np.cos(np.pi * np.clip((time - corners[place]) / width, 0, 1))
    shape = levels[place] + (levels[place + 1] - levels[place]) * turn
    result: Samples = shape.astype(np.float32)
    return result


def _looped(bed: Samples, count: int, rate: int) -> Samples:
    """``bed`` for ``count`` samples; a shorter one loops, its end laid over its beginning."""
    if len(bed) < count:
        cross = min(round(_LOOP * rate), len(bed) // 4)
        rise = np.sin(np.linspace(0, np.pi / 2, cross, dtype=np.float32))
        joined = bed[cross:].copy()
        joined[-cross:] = joined[-cross:] * rise[::-1] + bed[:cross] * rise
        bed = np.concatenate((bed[:cross], np.tile(joined, -(-count // len(joined)))))
    return bed[:count]


def _gain(decibels: float) -> np.float32:
    return np.float32(10 ** (decibels / 20))


def _unfit(path: Path, reason: str) -> AudioError:
    return AudioError(
        say(
            f"音乐 {path.name} 不能用：{reason}。请换一个文件，或在 [sound] 里写 music = false。",
            f"the music {path.name} cannot be used: {reason}; "
            "replace it, or set music = false in [sound].",
        )
    )
