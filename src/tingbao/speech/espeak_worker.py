"""espeak-ng in a process of its own: it is GPL, keeps global state, and may crash.

``python espeak_worker.py LIBRARY DATA`` needs nothing but the standard library. A message is
four bytes of length (big-endian) and as many of content. It greets with ``{}`` or
``{"broken": why}`` and an empty message, then answers each request on standard input (JSON, the
arguments of ``Synthesizer.speak``) with two messages: JSON and 16-bit PCM. It ends with its
input.
"""

import ctypes
import json
import os
import struct
import sys
from typing import IO, Any

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: espeak_Synth returns when all is spoken
_OPTIONS = 0x8001  # phoneme events; never exit() on an error
_UTF8, _PHONEMES = 1, 0x100
_WORD, _PHONEME = 1, 7
_BREAK = b"_|"  # the phoneme event at the end of a word
_PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4}


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Synthesizer:
    """The library, set up once."""

    def __init__(self, library: str, data: str) -> None:
        self._library = ctypes.CDLL(library)
        self._rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data.encode(), _OPTIONS)
        if self._rate <= 0:
            raise RuntimeError(f"espeak_Initialize gave {self._rate} for {data}")
        self._pcm = bytearray()
        self._words: list[list[int]] = []
        self._callback = _CALLBACK(self._take)  # kept: the library keeps no reference
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(self, text: str, voice: str, parameters: dict[str, int]) -> dict[str, Any]:
        """PCM and words (character offset, first sample, sample after the last) of ``text``."""
        self._pcm.clear()
        self._words.clear()
        if self._library.espeak_SetVoiceByName(voice.encode()):
            return {"refused": f"espeak-ng has no voice {voice}"}
        for name, value in parameters.items():
            self._library.espeak_SetParameter(_PARAMETERS[name], value, 0)
        buffer = text.encode() + b"\0"
        flags = _UTF8 | _PHONEMES
        self._library.espeak_Synth(buffer, len(buffer), 0, 1, 0, flags, None, None)
        self._library.espeak_Synchronize()
        return {"rate": self._rate, "words": self._words, "pcm": bytes(self._pcm)}

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            self._pcm += ctypes.string_at(samples, 2 * count)
        place = 0
        while events[place].type:
            event = events[place]
            if event.type == _WORD:
                self._words.append([event.text_position - 1, event.sample, event.sample])
            elif event.type == _PHONEME and event.id.string == _BREAK and self._words:
                self._words[-1][2] = event.sample
            place += 1
        return 0


def main(library: str, data: str, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the input ends."""
    try:
        synthesizer = Synthesizer(library, data)
    except (OSError, AttributeError, RuntimeError) as error:
        _send(answers, {"broken": str(error)})
        return
    _send(answers, {})
    while len(head := requests.read(4)) == 4:
        request = json.loads(requests.read(struct.unpack(">I", head)[0]))
        _send(answers, synthesizer.speak(**request))


def _send(answers: IO[bytes], answer: dict[str, Any]) -> None:
    pcm = answer.pop("pcm", b"")
    message = json.dumps(answer).encode()
    for part in (message, pcm):
        answers.write(struct.pack(">I", len(part)) + part)
    answers.flush()


if __name__ == "__main__":
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the library may print is no answer
    main(sys.argv[1], sys.argv[2], sys.stdin.buffer, pipe)
