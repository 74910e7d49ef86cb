"""What a second encoding costs: the show's MP3 held against the service's own, by measure."""

import re
import subprocess
from functools import cache
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from tests.helpers import speeches
from tingbao.audio import frames, mastering, waves
from tingbao.model import Role, Sound
from tingbao.speech.espeak import VOICES

RATE = 24_000
SEGMENT = 480  # 20 ms
BANDS = [(0, 2000), (2000, 4000), (4000, 6000), (6000, 8000), (8000, 10_000), (10_000, 12_000)]


@cache
def sent() -> tuple[bytes, ...]:
    """Clips as the service sends them."""
    return tuple(speeches.as_edge(one, 0.5) for one in speeches.speak(speeches.lines(12)))


@cache
def again(bit_rate: int) -> tuple[float, "np.ndarray"]:
    """Segmental SNR of a second encoding at ``bit_rate`` kbit/s, dB, and what it changes in each

    of BANDS, dB. Loudness is left as it is, and what LAME takes away of it is given back.
    """
    ratios, before, after = [], np.zeros(len(BANDS)), np.zeros(len(BANDS))
    for clip in sent():
        once = waves.read(clip, RATE)
        made = speeches.lame(waves.pack(once), RATE, bit_rate, mastering.QUALITY)
        twice = waves.read(made, RATE)[frames.DELAY :][: len(once)]
        once = once[: len(twice)]
        twice = twice * (once @ twice / (twice @ twice))
        for begin in range(0, len(once) - SEGMENT, SEGMENT):
            heard = once[begin : begin + SEGMENT]
            power = float(heard @ heard)
            if power > SEGMENT * 10 ** (-50 / 10):  # speech, not its pauses
                error = heard - twice[begin : begin + SEGMENT]
                ratios.append(min(60.0, 10 * np.log10(power / max(float(error @ error), 1e-12))))
        for sums, sound in ((before, once), (after, twice)):
            spectrum = np.abs(np.fft.rfft(sound.astype(np.float64))) ** 2
            hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
            sums += [spectrum[(low <= hertz) & (hertz < high)].sum() for low, high in BANDS]
    return float(np.mean(ratios)), 10 * np.log10(after / before)


def test_the_default_keeps_the_sound_and_all_of_its_spectrum() -> None:
    ratio, bands = again(Sound().bit_rate)
    assert ratio > 24
    assert bands.min() > -0.1  # dull is what has lost its highs
    assert bands[:-1].max() < 0.4
    # Above 10 kHz lies a hundred-thousandth of the power, and LAME's noise adds to it: 0.45 to
    # 0.54 dB, as the embedded voice's own noise falls out, which differs from run to run.
    assert bands[-1] < 0.7


def test_the_service_s_own_bit_rate_would_not_and_96_gives_what_it_costs() -> None:
    assert again(48)[0] < again(Sound().bit_rate)[0] - 3 < again(96)[0] - 7


def test_the_loudness_range_of_speech_is_kept(tmp_path: Path) -> None:
    """Of sentences of one voice, as it says them, in one clip."""
    told = speeches.speak(speeches.lines(8, shortest=40), [VOICES[Role.ANCHOR]])
    sound = np.concatenate([waves.read(one.audio, RATE) for one in told])
    (tmp_path / "before.wav").write_bytes(speeches.wav(sound, RATE))
    made = mastering.master(speeches.wav(sound, RATE), "wav", Sound())
    (tmp_path / "after.mp3").write_bytes(made.frames)
    before, after = (spread(tmp_path / name) for name in ("before.wav", "after.mp3"))
    assert before > 1.5
    assert after == pytest.approx(before, abs=1.0)


def spread(path: Path) -> float:
    """The loudness range that ffmpeg measures, LU."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-i", str(path), "-af", "ebur128"]
    done = subprocess.run([*command, "-f", "null", "-"], capture_output=True, text=True, check=True)
    return float(re.search(r"LRA:\s+(\S+) LU", done.stderr.rpartition("Summary:")[2])[1])


if __name__ == "__main__":
    for bit_rate in (48, 64, 96):
        ratio, bands = again(bit_rate)
        print(bit_rate, round(ratio, 1), bands.round(2))
