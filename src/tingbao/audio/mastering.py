"""One clip: decode, trim, pace, level, limit, encode. Once a clip, on its own (decision 4).

The sound is a pydub AudioSegment between the steps; arithmetic is in ``waves``, and LAME
(lameenc) encodes. lameenc cannot switch the bit reservoir off, and need not: the reservoir of a
new encoder is empty, so a clip's first frame points at nothing before it and its last frame owes
nothing. The clip as a whole stands alone, and clips are what is joined.
"""

import warnings
from dataclasses import dataclass, field
from functools import lru_cache

import lameenc

from tingbao.audio import frames, stretching, waves
from tingbao.cache import Entry, fingerprint
from tingbao.errors import AudioError
from tingbao.model import Sound
from tingbao.wording import say

with warnings.catch_warnings():
    # pydub compiles with escapes that newer Pythons warn of, and misses an ffmpeg that it need not
    # have: nothing that a listener of the console could mend.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.generators import Sine

VERSION = 1
"""Part of each key: raise it when the same speech would be mastered to other frames."""

_HEAD = 0.03  # s kept before the first sound heard, for soft consonants
_TAIL = 0.08  # s kept after the last, for a voice's decay
_FADE = 5  # ms
_QUALITY = 5  # LAME's; q3 costs a sixth more CPU
_OVERSHOOT = 1.0  # dB that encoding may add to a peak
_BETWEEN = 3.0  # dB by which sound between the samples may pass the highest sample


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
    lead: float
    """Seconds cut from the head: t in the clip as spoken is (t - lead) * stretch here."""
    stretch: float
    """How much longer than spoken it was made; 1 where nothing asked for it."""
    loudness: float
    """LUFS before levelling."""
    peak: float
    """dBTP after decoding; the highest sample, where that is far from the ceiling."""


def key(clip: str, sound: Sound, pace: int = 0, characters: int = 0) -> str:
    """Where the mastered clip of the speech ``clip`` lies in the store."""
    figures = (sound.rate, sound.bit_rate, sound.loudness, sound.peak)
    return fingerprint("mastered", VERSION, clip, figures, pace, characters if pace else 0)


def master(
    speech: bytes,
    format: str,  # noqa: A002
    sound: Sound,
    *,
    pace: int = 0,
    characters: int = 0,
) -> Mastered:
    """``speech`` (a "wav" or "mp3" file) as the show's frames; AudioError where it is no sound.

    With ``pace``, ``characters`` are made to last as GB 45438-2025, 5.3 note 4 asks.
    """
    if sound.mastering == "copy":
        raise AudioError(
            say(
                'mastering = "copy" 尚未支持。请在 [sound] 里改为 "encode"。',
                'mastering = "copy" is not there yet: set "encode" in [sound].',
            )
        )
    whole = _segment(waves.decode(speech, sound.rate), sound.rate)
    first, last = waves.speech_span(whole.raw_data, sound.rate)
    if first == last:
        raise AudioError(
            say(
                f"这段 {format} 里听不到声音。请用 --redo 重新合成。",
                f"nothing is heard in this {format} clip: have it spoken again with --redo.",
            )
        )
    start = max(0, first - round(_HEAD * sound.rate))
    close = last + round(_TAIL * sound.rate)
    trimmed = whole.get_sample_slice(start, close).fade_in(_FADE).fade_out(_FADE)
    ratio = stretching.ratio((last - first) / sound.rate, characters) if pace else 1.0
    paced = _segment(stretching.stretch(trimmed.raw_data, sound.rate, ratio), sound.rate)
    before = waves.loudness(paced.raw_data, sound.rate)
    encoded, peak = _levelled(paced, sound, sound.loudness - before)
    return Mastered(
        frames=encoded,
        count=frames.count(encoded),
        begin=(first - start) / sound.rate * ratio,
        end=(last - start) / sound.rate * ratio,
        lead=start / sound.rate,
        stretch=ratio,
        loudness=before,
        peak=peak,
    )


def header(clip: Mastered) -> dict[str, object]:
    """All but the frames, for the header of a store's entry."""
    names = ("count", "begin", "end", "lead", "stretch", "loudness", "peak")
    return {name: getattr(clip, name) for name in names}


def from_entry(entry: Entry) -> Mastered:
    """The mastered clip that a store held under ``key``."""
    names = ("count", "begin", "end", "lead", "stretch", "loudness", "peak")
    return Mastered(frames=entry.payload, **{name: entry.header[name] for name in names})


def _levelled(clip: AudioSegment, sound: Sound, gain: float) -> tuple[bytes, float]:
    """Frames at the show's loudness, and their true peak; lower where encoding overshot."""
    ceiling = sound.peak - _OVERSHOOT
    gain += _scale(sound.rate, sound.bit_rate)
    expected = clip.max_dBFS + gain
    if expected < ceiling - _BETWEEN:  # nothing to limit or to prove
        return _encode(clip.apply_gain(gain).raw_data, sound), expected
    wanted = waves.loudness(clip.raw_data, sound.rate) + gain
    for _ in range(3):
        level = waves.amplify(clip.raw_data, sound.rate, gain, ceiling)
        # What the limiter took away is given back once: it is a fraction of a dB.
        missing = wanted - waves.loudness(level, sound.rate)
        if missing > 0.1:
            level = waves.amplify(clip.raw_data, sound.rate, gain + missing, ceiling)
        encoded = _encode(level, sound)
        peak = waves.true_peak(waves.decode(encoded, sound.rate), sound.rate)
        if peak <= sound.peak:
            return encoded, peak
        ceiling -= peak - sound.peak + 0.1
    # Limiting alone did not do: the whole clip is turned down by what is over.
    down = sound.peak - peak - 0.2
    quieter = _segment(level, sound.rate).apply_gain(down)
    return _encode(quieter.raw_data, sound), peak + down


@lru_cache
def _scale(rate: int, bit_rate: int) -> float:
    """dB that LAME takes away at this bit rate (0.3 at 64 kbit/s), measured on a tone."""
    tone = Sine(1000, sample_rate=rate).to_audio_segment(duration=2000, volume=-20).raw_data
    made = _encode(tone, Sound(rate=rate, bit_rate=bit_rate))
    heard = waves.decode(made, rate)[2 * frames.DELAY :][: len(tone)]
    return waves.loudness(tone, rate) - waves.loudness(heard, rate)


def _encode(pcm: bytes, sound: Sound) -> bytes:
    samples = frames.frame_samples(sound.rate)
    # Silence for the delay and one frame more, so that the last frame overlaps nothing heard.
    silent = frames.DELAY + samples
    silent += -(len(pcm) // 2 + silent) % samples
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sound.rate)
    encoder.set_out_sample_rate(sound.rate)
    encoder.set_bit_rate(sound.bit_rate)
    encoder.set_quality(_QUALITY)
    return bytes(encoder.encode(pcm + bytes(2 * silent))) + bytes(encoder.flush())


def _segment(pcm: bytes, rate: int) -> AudioSegment:
    return AudioSegment(data=pcm, sample_width=2, frame_rate=rate, channels=1)
