"""``mastering = "copy"``: a clip's own MP3 frames, cut at their borders, turned up or down.

Nothing is decoded but to measure it. What cannot be had without encoding is encoded by
``mastering``: clips with music, the notice where its pace must change, a clip whose peaks leave
no way to the show's loudness, and what an engine gave in another form than MP3, which was never
encoded before. An MP3 clip that does not fit the
show is refused, since a second encoding is what this setting is there to avoid.

``stepping`` says how far each frame is turned.
"""

import math

import numpy as np

from tingbao.audio import frames, granules, levelling, mastering, stepping, stretching, waves
from tingbao.audio.mastering import Mastered
from tingbao.cache import fingerprint
from tingbao.errors import AudioError
from tingbao.model import Music, Sound
from tingbao.wording import say

VERSION = 2
"""Part of each key: raise it when the same speech would be copied to other frames."""

_HEAD = 0.018  # s kept before the first sound at least: with its frame 30 ms, as ``mastering`` does
_TAIL = 0.08  # s kept after the last sound, as there
_FLUSH = 2  # silent frames in which the last one's overlap and the filter bank ring out
_FAR = 0.5  # LU from the show's loudness: what its peaks keep further off is encoded
_OTHERS = 0.1  # dB by which another's oversampling may find a higher peak than ours


def key(
    clip: str, sound: Sound, pace: int = 0, characters: int = 0, music: Music | None = None
) -> str:
    """Where the copied clip of the speech ``clip`` lies in the store."""
    return fingerprint("copied", VERSION, mastering.key(clip, sound, pace, characters, music))


def copy(
    speech: bytes,
    format: str,  # noqa: A002
    sound: Sound,
    *,
    pace: int = 0,
    characters: int = 0,
    music: Music | None = None,
) -> Mastered:
    """``speech`` as the show's frames, its own as far as can be; see ``mastering.master``."""

    def encode() -> Mastered:
        return mastering.master(
            speech, format, sound, pace=pace, characters=characters, music=music
        )

    if format != "mp3" or music:
        return encode()
    coded, samples = _taken(speech, sound.rate)
    first, last = mastering.heard(samples, format, sound.rate)
    if pace and stretching.ratio((last - first) / sound.rate, characters) != 1:
        return encode()
    size = frames.frame_samples(sound.rate)
    # Of what is kept, the first two frames only lead in: the transform and the filter bank need
    # them, and players pass over as much (DELAY).
    begin = max(0, (first - frames.DELAY - round(_HEAD * sound.rate)) // size)
    end = min(len(coded.main), -(-(last + round(_TAIL * sound.rate)) // size))
    early = max(0, -(-(frames.DELAY - (first - begin * size)) // size))
    laid, before = granules.lay(coded.cut(begin, end), sound.bit_rate, early, _FLUSH)
    level = mastering.measured(samples[begin * size : end * size], format, sound.rate)
    made, reached, peak = _turned(laid, before, level, sound)
    if abs(reached - sound.loudness) > _FAR:
        return encode()
    lead = ((begin - before) * size + frames.DELAY) / sound.rate
    return Mastered(
        frames=made,
        pcm=b"",
        count=frames.count(made),
        begin=first / sound.rate - lead,
        end=last / sound.rate - lead,
        opens=first / sound.rate - lead,
        lead=lead,
        stretch=1.0,
        loudness=level.loudness,
        peak=peak,
        reached=reached,
    )


def _taken(speech: bytes, rate: int) -> tuple[granules.Coded, levelling.Samples]:
    """The frames of ``speech``, and its sound; AudioError where they cannot be copied."""
    try:
        coded = granules.take_apart(speech, rate)
        samples = waves.read(speech, rate)
        if len(coded.main) * frames.frame_samples(rate) != len(samples):
            # A tag among the frames: where in the sound each lies is then anyone's guess.
            raise AudioError(say("声音和帧数对不上", "its sound and its frames differ in length"))
    except AudioError as error:
        raise AudioError(
            say(
                f"不能原样收录：{error}。请用 --redo 重新合成，"
                '或在 [sound] 里改为 mastering = "encode"。',
                f"cannot be copied: {error}. Have it spoken again with --redo, "
                'or set mastering = "encode" in [sound].',
            )
        ) from error
    return coded, samples


def _turned(
    laid: bytes, before: int, level: levelling.Level, sound: Sound
) -> tuple[bytes, float, float]:
    """``laid`` turned to the show's loudness under its peak; its LUFS and its dBTP then.

    ``level`` is what its frames sound like, without the silent ones ``before`` and after them.
    The peak is the highest sample's where that is far from the show's.
    """
    around = np.array((before, _FLUSH)) * (frames.frame_samples(sound.rate) // granules.SAMPLES)
    ceiling = sound.peak - _OTHERS
    for _ in range(3):
        steps, reached = stepping.steps(level, sound, ceiling)
        made = granules.turn(laid, sound.rate, np.pad(steps, around, "edge"))
        if steps.min() == steps.max():  # scaled as a whole: no need to decode it
            gain = int(steps[0]) * granules.STEP
            peak = levelling.true_peak(level.samples, 10 ** ((ceiling - gain) / 20)) + gain
            return made, reached, peak
        peak = levelling.true_peak(waves.read(made, sound.rate), 10 ** (ceiling / 20))
        if peak <= sound.peak - _OTHERS:
            return made, reached, peak
        ceiling -= peak - sound.peak + _OTHERS
    down = math.ceil((peak - sound.peak + _OTHERS) / granules.STEP)
    turned = granules.turn(made, sound.rate, -down)
    return turned, reached - down * granules.STEP, peak - down * granules.STEP
