"""Microsoft Edge's online voices: a clip is given out only when it is proved whole."""

import asyncio
from collections import Counter
from typing import Literal
from xml.sax.saxutils import escape

from tingbao.errors import EngineFailed, EngineRefused, SpeechError
from tingbao.model import Mark, Speech, Voice
from tingbao.speech import edge_faults as faults
from tingbao.speech import proof
from tingbao.speech.edge_client import Client, NoAudio
from tingbao.speech.edge_voices import VOICES
from tingbao.speech.engines import Options

LIMIT = 3000
"""Bytes of escaped UTF-8 in a request. The client cuts at 4096, and Chinese not at all."""

REACHED, TRIES, APART = 12.0, 3, 1.0
"""Seconds within which a service that can be reached has spoken, in so many tries so far apart.

In its bad hours it needs 2 to 10 s for the first byte and gives nothing every now and then:
that alone is no reason to have a whole day spoken by another voice.
"""

SILENCES = 3
"""So many in a row from a voice that never spoke, beside others that did: it is not there."""


class Edge:
    """Options: ``address`` (of another server speaking the protocol, ws://…), ``proxy``."""

    name = "edge"
    reads: Literal["spoken", "pinyin"] = "spoken"
    parallel = 6
    voices = VOICES

    def __init__(self, options: Options) -> None:
        self._client = Client(options.get("address", ""), options.get("proxy", ""))
        self._spoke: set[str] = set()
        self._silent: Counter[str] = Counter()
        self._gone: dict[str, EngineRefused] = {}
        """Voices that are not to be asked again, by their names."""
        self._repeats = proof.Repeats()

    def identity(self) -> str:
        """The service tells no version; its output format is what can change a clip."""
        return "edge audio-24khz-48kbitrate-mono-mp3"

    def missing(self) -> str | None:
        """Nothing beyond the package, which is installed with tingbao."""
        return None

    async def reachable(self) -> bool:
        """Whether a short word comes back whole within ``REACHED`` seconds."""
        voice = Voice(engine="edge", name="zh-CN-XiaoxiaoNeural")
        try:
            async with asyncio.timeout(REACHED):
                for _ in range(TRIES - 1):
                    try:
                        await self.speak("好", voice)
                    except EngineFailed:
                        await asyncio.sleep(APART)
                    else:
                        return True
                await self.speak("好", voice)
        except (TimeoutError, SpeechError):
            return False
        return True

    async def close(self) -> None:
        """See ``Engine``."""
        await self._client.close()

    async def speak(self, text: str, voice: Voice) -> Speech:
        """``text`` as MP3 of 24 kHz, mono, 48 kbit/s, proved whole."""
        line = " ".join(text.split()).encode(errors="ignore").decode()  # no lone surrogates
        if len(escape(line).encode()) > LIMIT:
            raise faults.too_long(line)
        if gone := self._gone.get(voice.name):
            raise EngineRefused(str(gone))
        try:
            audio, boundaries = await self._client.turn(line, voice)
        except NoAudio as error:
            raise await self._silence(voice) from error
        self._spoke.add(voice.name)
        self._silent.pop(voice.name, None)
        seconds, marks = self._prove(audio, text, voice, boundaries)
        return Speech(audio=audio, format="mp3", seconds=seconds, marks=marks)

    def _prove(
        self, audio: bytes, text: str, voice: Voice, boundaries: list[proof.Boundary]
    ) -> tuple[float, tuple[Mark, ...]]:
        """As ``proof.check``; a clip that comes out alike again and again is taken as it is."""
        try:
            proved = proof.check(audio, text, boundaries)
        except proof.TailUnnamed as clip:
            if not self._repeats.settled(text, voice, clip):
                raise
            proved = clip.seconds, clip.marks
        except EngineFailed:
            self._repeats.forget(text, voice)
            raise
        self._repeats.forget(text, voice)
        return proved

    async def _silence(self, voice: Voice) -> SpeechError:
        """What a turn without audio means: the service's list of voices tells."""
        self._silent[voice.name] += 1
        there: tuple[str, ...] = ()
        if voice.name not in self._spoke:
            try:
                there = await self._client.voices()
            except (NoAudio, SpeechError):
                there = ()  # it cannot be told, and is not the voice's fault so far
        others = self._spoke - {voice.name}
        if (there and voice.name not in there) or (
            voice.name not in self._spoke and others and self._silent[voice.name] >= SILENCES
        ):
            self._gone[voice.name] = faults.no_voice(voice.name, there)
            return self._gone[voice.name]
        return faults.silent(voice.name)
