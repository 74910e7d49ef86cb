"""The notice's pace: speech made longer or shorter without changing its pitch.

ffmpeg's ``atempo`` (waveform-similarity overlap-add) does it.
"""

from tingbao.audio import ffmpeg

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
    return ffmpeg.run([*raw, "-i", "-", "-af", filters, *raw, "-"], pcm)
