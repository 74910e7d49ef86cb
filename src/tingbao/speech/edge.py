"""Microsoft Edge's online voices. The only file that knows edge_tts and aiohttp."""

import asyncio
import importlib.metadata
import ssl
from collections import Counter
from collections.abc import Mapping
from typing import Literal
from xml.sax.saxutils import escape

import aiohttp
import edge_tts
import edge_tts.communicate
from edge_tts import exceptions

from tingbao.errors import EngineFailed, EngineRefused, SpeechError
from tingbao.model import Role, Speech, Voice
from tingbao.speech import proof
from tingbao.speech.engines import EngineThrottled, Options
from tingbao.wording import say

LIMIT = 3000
"""Bytes of escaped UTF-8 in a request. The client cuts at 4096, and Chinese not at all."""

TICKS = 10_000_000
"""The service's unit of time in a second."""

FIRST, BETWEEN, TOTAL = 20.0, 10.0, 120.0
"""Seconds until the first message, between two, and for a whole clip of at most a minute.

The client's own receive_timeout has no effect once connected (aiohttp 3.10 and later).
"""

SILENCES = 3
"""So many in a row from a voice that never spoke, beside others that did: it is not there."""


VOICES: Mapping[str, Voice] = {
    Role.ANCHOR: Voice(engine="edge", name="zh-CN-XiaoxiaoNeural"),
    Role.REPORTER: Voice(engine="edge", name="zh-CN-YunyangNeural"),
    Role.REPORTER_2: Voice(engine="edge", name="zh-CN-XiaoxiaoNeural", rate=-3),
    Role.MAN: Voice(engine="edge", name="zh-CN-YunxiNeural"),
    Role.MAN_2: Voice(engine="edge", name="zh-CN-YunjianNeural"),
    Role.ELDER_MAN: Voice(engine="edge", name="zh-CN-YunjianNeural", rate=-10, pitch=-10),
    Role.WOMAN: Voice(engine="edge", name="zh-CN-XiaoyiNeural"),
    Role.WOMAN_2: Voice(engine="edge", name="zh-CN-XiaoxiaoNeural", pitch=-10),
    Role.ELDER_WOMAN: Voice(engine="edge", name="zh-CN-XiaoyiNeural", rate=-12, pitch=-20),
    Role.CHILD: Voice(engine="edge", name="zh-CN-YunxiaNeural"),
}
"""The six zh-CN voices that the free service keeps; Yunyang and Xiaoxiao are its newsreaders."""


class Edge:
    """Options: ``address`` (of another server speaking the protocol, ws://…), ``proxy``."""

    name = "edge"
    reads: Literal["spoken", "pinyin"] = "spoken"
    parallel = 6
    voices = VOICES

    def __init__(self, options: Options) -> None:
        self._proxy = options.get("proxy") or None
        self._spoke: set[str] = set()
        self._silent: Counter[str] = Counter()
        if address := options.get("address"):
            # The client has no parameter for it; it reads this name at each connection.
            where = f"{address}?TrustedClientToken=0"
            edge_tts.communicate.WSS_URL = where  # type: ignore[attr-defined]

    def identity(self) -> str:
        """The service tells no version; its output format is what can change a clip."""
        return "edge audio-24khz-48kbitrate-mono-mp3"

    def missing(self) -> str | None:
        """Nothing beyond the package, which is installed with tingbao."""
        return None

    async def reachable(self) -> bool:
        """Whether a short word comes back whole within five seconds."""
        voice = Voice(engine="edge", name="zh-CN-XiaoxiaoNeural")
        try:
            async with asyncio.timeout(5):
                await self.speak("好", voice)
        except (TimeoutError, SpeechError):
            return False
        return True

    async def close(self) -> None:
        """Nothing stays open between two clips: the service bears one turn a connection."""

    async def speak(self, text: str, voice: Voice) -> Speech:
        """``text`` as MP3 of 24 kHz, mono, 48 kbit/s, proved whole."""
        line = " ".join(text.split()).encode(errors="ignore").decode()  # no lone surrogates
        if len(escape(line).encode()) > LIMIT:
            raise EngineRefused(
                say(
                    f"“{line[:20]}…”太长，Edge 一次念不完；请把这一段分开。",
                    f"“{line[:20]}…” is too long for one request to Edge: divide that passage.",
                )
            )
        try:
            audio, boundaries = await self._stream(line, voice)
        except (
            exceptions.EdgeTTSException,
            aiohttp.ClientError,
            aiohttp.WebSocketError,
            OSError,  # TimeoutError and ssl.SSLError among them
            ValueError,  # malformed messages; the client lets them through
            KeyError,
            TypeError,
        ) as error:
            raise self._translate(error, line, voice) from error
        self._spoke.add(voice.name)
        self._silent.pop(voice.name, None)
        seconds, marks = proof.check(audio, text, boundaries)
        return Speech(audio=audio, format="mp3", seconds=seconds, marks=marks)

    async def _stream(self, line: str, voice: Voice) -> tuple[bytes, list[proof.Boundary]]:
        client = edge_tts.Communicate(
            line,
            voice.name,
            rate=f"{voice.rate:+d}%",
            volume=f"{voice.volume:+d}%",
            pitch=f"{voice.pitch:+d}Hz",
            boundary="WordBoundary",
            proxy=self._proxy,
        )
        audio = bytearray()
        boundaries: list[proof.Boundary] = []
        loop = asyncio.get_running_loop()
        messages = client.stream()
        try:
            async with asyncio.timeout(TOTAL), asyncio.timeout(FIRST) as watchdog:
                async for message in messages:
                    watchdog.reschedule(loop.time() + BETWEEN)
                    if message["type"] == "audio":
                        audio += message["data"]
                        continue
                    begin = message["offset"] / TICKS
                    close = begin + message["duration"] / TICKS
                    boundaries.append(
                        proof.Boundary(text=message["text"], begin=begin, close=close)
                    )
        finally:
            await messages.aclose()
        if client.state["chunk_audio_bytes"]:  # set back only by the service's own turn.end
            raise EngineFailed(
                say("Edge 的连接中途断开", "the connection to Edge broke off in mid-clip")
            )
        return bytes(audio), boundaries

    def _translate(self, error: Exception, line: str, voice: Voice) -> SpeechError:
        if isinstance(error, exceptions.NoAudioReceived):
            return self._silence(voice)
        if isinstance(error, aiohttp.WSServerHandshakeError):
            return _status(error.status)
        if isinstance(error, exceptions.SkewAdjustmentError):
            return _status(403)
        if isinstance(error, aiohttp.InvalidURL):
            return EngineRefused(
                say("Edge 的地址写错了；请改正设置。", "the address of Edge is wrong: mend it.")
            )
        if isinstance(error, TimeoutError):
            return EngineFailed(say("Edge 没有回应", "Edge does not answer"))
        if isinstance(error, ssl.SSLError | OSError | aiohttp.ClientError):
            return EngineFailed(say("连不上 Edge", "Edge cannot be reached"))
        if isinstance(error, ValueError) and "Invalid" in str(error):
            return EngineRefused(
                say(
                    f"Edge 没有“{voice.name}”这样的声音或语速；请改正设置（{error}）。",
                    f"Edge knows no such voice or rate as {voice.name}: mend it ({error}).",
                )
            )
        return EngineFailed(
            say(
                f"Edge 的回答读不懂（{line[:10]}）",
                f"Edge's answer is not understood ({line[:10]})",
            )
        )

    def _silence(self, voice: Voice) -> SpeechError:
        """A block, an outage and a voice that is gone look alike: tell by the other voices."""
        self._silent[voice.name] += 1
        others = self._spoke - {voice.name}
        if voice.name not in self._spoke and others and self._silent[voice.name] >= SILENCES:
            return EngineRefused(
                say(
                    f"Edge 不再提供声音 {voice.name}；请在设置里换一个。",
                    f"Edge has no voice {voice.name} any more: choose another in the settings.",
                )
            )
        return EngineThrottled(
            say(f"Edge 没有给出声音（{voice.name}）", f"Edge gave no audio ({voice.name})")
        )


def _status(status: int) -> EngineFailed:
    version = importlib.metadata.version("edge-tts")
    if status == 403:
        return EngineFailed(
            say(
                f"Edge 拒绝连接（403）；edge-tts {version} 可能旧了，请升级，或稍后再试",
                f"Edge refuses the connection (403): upgrade edge-tts {version}, or try later",
            )
        )
    if status in (429, 503):
        return EngineThrottled(say(f"Edge 太忙（{status}）", f"Edge is too busy ({status})"))
    return EngineFailed(say(f"Edge 出错（{status}）", f"Edge failed ({status})"))
