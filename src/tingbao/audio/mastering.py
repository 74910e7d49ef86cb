"""One clip: decode, trim, pace, level, limit, encode. Once a clip, on its own (decision 4).

The sound is a pydub AudioSegment between the steps; arithmetic is in ``waves`` and ``levelling``,
and LAME (lameenc) encodes. lameenc cannot switch the bit reservoir off, and need not: the
reservoir of a new encoder is empty, so a clip's first frame points at nothing before it and its
last frame owes nothing. The clip as a whole stands alone, and clips are what is joined.
"""

import math
import warnings
from dataclasses import dataclass, field
from functools import lru_cache

import lameenc
import numpy as np

from tingbao.audio import composing, frames, granules, levelling, mixing, stretching, waves
from tingbao.audio.levelling import Level, Samples
from tingbao.cache import Entry, fingerprint
from tingbao.errors import AudioError
from tingbao.model import Music, Sound
from tingbao.wording import say

with warnings.catch_warnings():
    # pydub compiles with escapes that newer Pythons warn of, and misses an ffmpeg that it need not
    # have: nothing that a listener of the console could mend.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

# glibc keeps as much freed memory as the largest piece that it has seen freed (and no more than
# 32 MB); what it gives back after each clip costs 5 % of mastering to be given again.
np.empty(31 << 20, np.uint8)

VERSION = 9
"""Part of each key: raise it when the same speech would be mastered to other frames."""

_HEAD = 0.03  # s kept before the first sound heard, for soft consonants
_TAIL = 0.08  # s kept after the last, for a voice's decay
_FADE = 0.005  # s
QUALITY = 5  # LAME's: docs/decisions/audio.md
_HEADROOM = 1.8  # dB that the limiter leaves for what encoding adds to a peak
_DOUBT = 3.5  # dB under the show's peak from which on encoding could take it over
_TRIED = 48  # kbit/s, the least that a show can have: below it what encoding adds was not measured
_COARSE = 188  # global_gain from which on it could: docs/decisions/audio.md


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """A clip ready to be joined."""

    frames: bytes = field(repr=False)
    """Whole MPEG frames of the show's rate and bit rate; the first stands alone."""
    count: int
    """Frames."""
    begin: float
    """Where the speech begins, s into the encoded sound (before DELAY)."""
    end: float
    """Where it ends."""
    opens: float
    """Where anything is heard: the speech, or the music before it."""
    lead: float
    """Seconds cut from the head: t in the clip as spoken is (t - lead) * stretch here."""
    stretch: float
    """How much longer than spoken it was made; 1 where nothing asked for it."""
    loudness: float
    """LUFS before levelling."""
    pcm: bytes = field(repr=False)
    """What was encoded, as FLAC, where the show has other formats beside MP3; else empty."""
    peak: float
    """dBTP after decoding; as it was encoded, where that is far from the show's peak."""
    reached: float | None = None
    """LUFS of its own frames as turned; None where it was encoded, at the show's loudness."""


_FIGURES = ("count", "begin", "end", "opens", "lead", "stretch", "loudness", "peak", "reached")
"""What a store's header holds of a clip."""


def key(
    clip: str, sound: Sound, pace: int = 0, characters: int = 0, music: Music | None = None
) -> str:
    """Where the mastered clip of the speech ``clip`` lies in the store."""
    figures: tuple[object, ...] = (sound.rate, sound.bit_rate, sound.loudness, sound.peak)
    figures += ("flac",) if len(sound.formats) > 1 else ()
    plain = fingerprint("mastered", VERSION, clip, figures, pace, characters if pace else 0)
    if not music:
        return plain
    pieces = [(piece.name, piece.digest) for piece in (music.chime, music.bed) if piece]
    return fingerprint(plain, mixing.VERSION, composing.VERSION, music.place, pieces)


def master(
    speech: bytes,
    format: str,  # noqa: A002
    sound: Sound,
    *,
    pace: int = 0,
    characters: int = 0,
    music: Music | None = None,
) -> Mastered:
    """``speech`` (a "wav" or "mp3" file) as the show's frames; AudioError where it is no sound.

    With ``pace``, ``characters`` are made to last as GB 45438-2025, 5.3 note 4 asks.
    """
    whole = waves.read(speech, sound.rate)
    first, last = heard(whole, format, sound.rate)
    start = max(0, first - round(_HEAD * sound.rate))
    tail = round(_TAIL * sound.rate)
    ratio = stretching.ratio((last - first) / sound.rate, characters) if pace else 1.0
    begin, end = (first - start) / sound.rate * ratio, (last - start) / sound.rate * ratio
    trimmed = whole[start : last + tail]
    waves.fade(trimmed, round(_FADE * sound.rate))
    paced = stretching.stretch(trimmed, sound.rate, ratio, len(trimmed) - (last - start))
    level = measured(paced, format, sound.rate)
    head = 0.0
    if music:
        span = round(begin * sound.rate), round(end * sound.rate)
        level, before = mixing.mix(level, sound.rate, span, music)
        head = before / sound.rate
    encoded, peak, clip = _levelled(level, sound)
    lossless = _lossless(clip, sound) if len(sound.formats) > 1 else b""
    return Mastered(
        frames=encoded,
        pcm=lossless,
        count=frames.count(encoded),
        begin=head + begin,
        end=head + end,
        opens=0.0 if music else begin,
        lead=start / sound.rate - head / ratio,
        stretch=ratio,
        loudness=level.loudness,
        peak=peak,
    )


def heard(samples: Samples, format: str, rate: int) -> tuple[int, int]:  # noqa: A002
    """First and last sample that carry speech; AudioError where none does."""
    first, last = waves.speech_span(samples, rate)
    if first == last:
        raise _unheard(format)
    return first, last


def measured(samples: Samples, format: str, rate: int) -> Level:  # noqa: A002
    """``samples`` with their levels; AudioError where they are softer than BS.1770 counts."""
    level = levelling.measure(samples, rate)
    if level.loudness == -math.inf:
        raise _unheard(format)
    return level


def _unheard(format: str) -> AudioError:  # noqa: A002
    return AudioError(
        say(
            f"这段 {format} 里听不到声音。请用 --redo 重新合成。",
            f"nothing is heard in this {format} clip: have it spoken again with --redo.",
        )
    )


def header(clip: Mastered) -> dict[str, object]:
    """All but the sound, for the header of a store's entry."""
    return {"frames": len(clip.frames)} | {name: getattr(clip, name) for name in _FIGURES}


def from_entry(entry: Entry) -> Mastered:
    """The mastered clip that a store held under ``key``: its frames, then its FLAC if any."""
    size = entry.header["frames"]
    return Mastered(
        frames=entry.payload[:size],
        pcm=entry.payload[size:],
        **{name: entry.header[name] for name in _FIGURES if name in entry.header},
    )


def _levelled(level: Level, sound: Sound) -> tuple[bytes, float, AudioSegment]:
    """Frames at the show's loudness, and their true peak; lower where encoding overshot.

    Also what was encoded, which is ``_scale`` louder than decoding gives it.
    """
    scale = _scale(sound.rate, sound.bit_rate)
    ceiling = sound.peak - _HEADROOM + scale
    peak = -math.inf
    for _ in range(3):
        samples, peaks = level.limited(sound.loudness + scale, ceiling)
        clip = _segment(waves.pack(samples), sound.rate)
        encoded = _encode(clip, sound)
        # What went over once may do so anywhere, and so may what is coded more coarsely than shows.
        hard = peak > sound.peak or sound.bit_rate < _TRIED
        heard = peaks * np.float32(10 ** (-scale / 20))
        peak = _true_peak(encoded, sound) if hard else _proved(encoded, level, heard, sound)
        if peak <= sound.peak:
            return encoded, peak, clip
        ceiling -= peak - sound.peak + 0.1
    # Limiting alone did not do: the whole clip is turned down by what is over. LAME codes it
    # otherwise then, so that is proved as well.
    while peak > sound.peak:
        clip = clip.apply_gain(sound.peak - peak - 0.2)
        encoded = _encode(clip, sound)
        peak = _true_peak(encoded, sound)
    return encoded, peak, clip


def _proved(encoded: bytes, level: Level, peaks: Samples, sound: Sound) -> float:
    """The true peak of ``encoded``, dBTP, if it could be over the show's peak; else as it was.

    ``peaks`` are those of the grains of ``level``, limited, as loud as decoding gives them. Only
    the frames in doubt are decoded, each with what its decoding leans on; where these seem to be
    over, the whole is decoded, since a cut sounds worse than it is.
    """
    (near,) = (peaks > 10 ** ((sound.peak - _DOUBT) / 20)).nonzero()
    frame = frames.frame_samples(sound.rate)
    coarse = granules.gains(encoded, sound.rate) >= _COARSE
    coarse[1:] |= coarse[:-1]  # a frame sounds on in the next
    doubted = np.zeros_like(coarse)
    begin = near * level.size + frames.DELAY
    doubted[begin // frame] = doubted[(begin + level.size) // frame] = True
    (wanted,) = (doubted & coarse).nonzero()
    if not len(wanted):
        return levelling.decibels(float(peaks.max(initial=0)))
    peak = _true_peak(frames.pick(encoded, wanted.tolist()), sound)
    return peak if peak <= sound.peak else _true_peak(encoded, sound)


def _true_peak(encoded: bytes, sound: Sound) -> float:
    samples = waves.read(encoded, sound.rate)
    return levelling.true_peak(samples, 10 ** (sound.peak / 20))


@lru_cache
def _scale(rate: int, bit_rate: int) -> float:
    """dB that LAME takes away at this bit rate (0.4 at 64 kbit/s), measured on a tone."""
    tone = levelling.tone(rate)
    clip = _segment(waves.pack(tone), rate)
    made = _encode(clip, Sound(rate=rate, bit_rate=bit_rate))
    heard = waves.read(made, rate)[2 * frames.DELAY :][: len(tone)]
    return levelling.measure(tone, rate).loudness - levelling.measure(heard, rate).loudness


def _lossless(clip: AudioSegment, sound: Sound) -> bytes:
    """``clip`` as FLAC, as loud as its MP3 is when decoded."""
    quieter = clip.apply_gain(-_scale(sound.rate, sound.bit_rate))
    return waves.flac(quieter.raw_data, sound.rate)


def _encode(clip: AudioSegment, sound: Sound) -> bytes:
    samples = frames.frame_samples(sound.rate)
    # Silence for the delay and one frame more, so that the last frame overlaps nothing heard.
    silent = frames.DELAY + samples
    silent += -(len(clip.raw_data) // 2 + silent) % samples
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sound.rate)
    encoder.set_out_sample_rate(sound.rate)
    encoder.set_bit_rate(sound.bit_rate)
    encoder.set_quality(QUALITY)
    parts = encoder.encode(clip.raw_data), encoder.encode(bytes(2 * silent)), encoder.flush()
    return b"".join(parts)


def _segment(pcm: bytes, rate: int) -> AudioSegment:
    return AudioSegment(data=pcm, sample_width=2, frame_rate=rate, channels=1)
