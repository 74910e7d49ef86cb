"""The notice's pace: speech made longer or shorter without changing its pitch.

ffmpeg's ``atempo`` (waveform-similarity overlap-add) does it; the binary comes with the wheel
imageio-ffmpeg, known to this file only.
"""

import subprocess

import imageio_ffmpeg

from tingbao.errors import AudioError
from tingbao.wording import say

_SLOWEST, _FASTEST = 120, 160  # characters a minute: GB 45438-2025, 5.3 note 4
_MARGIN = 0.02  # of the length, against what trimming and atempo round


def ratio(seconds: float, characters: int) -> float:
    """How much longer ``characters`` said in ``seconds`` must last; 1 where their pace is right."""
    least = characters * 60 / _FASTEST * (1 + _MARGIN)
    most = characters * 60 / _SLOWEST * (1 - _MARGIN)
    return min(max(seconds, least), most) / seconds if characters and seconds else 1.0


def stretch(pcm: bytes, rate: int, times: float) -> bytes:
    """16-bit mono ``pcm`` made ``times`` as long; as it is where ``times`` is 1."""
    if times == 1.0:
        return pcm
    raw = ("-f", "s16le", "-ar", str(rate), "-ac", "1")
    tempo = 1 / times
    chain = []
    while not 0.5 <= tempo <= 2.0:  # what one atempo does well
        chain.append(0.5 if tempo < 1 else 2.0)
        tempo /= chain[-1]
    filters = ",".join(f"atempo={step:.6f}" for step in (*chain, tempo))
    try:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error"]
        done = subprocess.run(  # noqa: S603 - a fixed command, fed through a pipe
            [*command, *raw, "-i", "-", "-af", filters, *raw, "-"],
            input=pcm,
            capture_output=True,
            check=True,
        )
    except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
        raise AudioError(
            say(
                "ffmpeg 调不动提示音的语速。请重装 imageio-ffmpeg。",
                "ffmpeg could not slow the notice: install imageio-ffmpeg again.",
            )
        ) from error
    return done.stdout
