"""Speech to master: the embedded voice's, as WAV or as the MP3 that Edge's service sends."""

import asyncio
import io
import random
from collections.abc import Sequence

import lameenc
import numpy as np
import soundfile

from tingbao.model import Speech, Voice
from tingbao.speech.espeak import VOICES, Espeak

SYLLABLES = (
    "zhong1", "guo2", "ren2", "min2", "she4", "qu1", "gan4", "bu4", "de5", "shi4", "zai4", "yi1",
    "xiang4", "zhe4", "li3", "fa1", "shuo1", "jia1", "jing1", "ji4", "wen2", "hua4", "xue2",
    "xiao4", "qi4", "che1", "hou3", "nai3", "feng1", "tian1", "sheng1", "huo2", "zu2", "qiu2",
    "ni3", "shui3",
)  # fmt: skip


def lines(count: int, seed: int = 0, shortest: int = 6, longest: int = 80) -> list[str]:
    """``count`` pinyin lines of 2 to 20 s, with commas every dozen syllables."""
    dice = random.Random(seed)
    made = []
    for _ in range(count):
        syllables = dice.choices(SYLLABLES, k=dice.randint(shortest, longest))
        made.append(" ".join(s + " ，" * (i % 12 == 11) for i, s in enumerate(syllables)) + " 。")
    return made


def speak(texts: Sequence[str], voices: Sequence[Voice] = tuple(VOICES.values())) -> list[Speech]:
    """``texts`` said by the embedded voice, its voices taking turns."""

    async def all_of_them() -> list[Speech]:
        engine = Espeak({})
        try:
            return [
                await engine.speak(text, voices[place % len(voices)])
                for place, text in enumerate(texts)
            ]
        finally:
            await engine.close()

    return asyncio.run(all_of_them())


def samples(audio: bytes, rate: int = 24_000) -> np.ndarray:
    """A sound file as floats of one channel."""
    heard, own = soundfile.read(io.BytesIO(audio))
    assert own == rate
    return heard


def as_edge(speech: Speech, level: float = 1.0) -> bytes:
    """``speech`` as Edge sends it: MP3, 24 kHz, mono, 48 kbit/s; 0.1 s of silence before it and

    0.8 s after it, as users report.
    """
    import soxr

    heard, rate = soundfile.read(io.BytesIO(speech.audio))
    if rate != 24_000:
        heard = soxr.resample(heard, rate, 24_000)
    sound = np.concatenate((np.zeros(2400), heard * level, np.zeros(19_200)))
    return mp3(sound, 24_000, 48, 2)


def wav(sound: np.ndarray, rate: int, subtype: str = "PCM_16") -> bytes:
    """``sound`` (floats of one channel) as a WAV file."""
    file = io.BytesIO()
    soundfile.write(file, sound, rate, format="WAV", subtype=subtype)
    return file.getvalue()


def mp3(sound: np.ndarray, rate: int, bit_rate: int, quality: int) -> bytes:
    """``sound`` (floats of one channel) encoded by LAME alone."""
    pcm = np.clip(np.rint(sound * 32_768), -32_768, 32_767).astype("<i2").tobytes()
    return lame(pcm, rate, bit_rate, quality)


def lame(pcm: bytes, rate: int, bit_rate: int, quality: int) -> bytes:
    """16-bit mono ``pcm`` encoded by LAME alone."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(bit_rate)
    encoder.set_quality(quality)
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())
