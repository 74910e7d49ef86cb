"""16-bit mono samples as the WAV file that an engine hands over."""

import io
import wave
from array import array


def wav(samples: "array[int]", rate: int) -> bytes:
    """A WAV file of ``samples`` at ``rate`` Hz."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(samples.tobytes())  # which it takes in this machine's byte order
    return file.getvalue()
