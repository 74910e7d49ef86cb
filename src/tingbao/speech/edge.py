"""Microsoft Edge's online voices. The only file that knows edge_tts and aiohttp."""

import asyncio
import importlib.metadata
import ssl
from collections import Counter
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Literal
from urllib.parse import urljoin
from xml.sax.saxutils import escape

import aiohttp
import edge_tts
import edge_tts.communicate
import edge_tts.voices
from edge_tts import exceptions

from tingbao.errors import EngineFailed, EngineRefused, SpeechError
from tingbao.model import Mark, Role, Speech, Voice
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

REACHED = 5.0
"""Seconds within which a service that can be reached answers."""

SILENCES = 3
"""So many in a row from a voice that never spoke, beside others that did: it is not there."""

REMEMBERED = 300
"""Seconds that the service's network address is good for: one look-up for many clips."""

_address: ContextVar[str] = ContextVar("address", default="")
"""Of the server that the engine at work in this task speaks to; empty: the service."""


class _Place:
    """One of the client's addresses, which it has no parameter for and reads at each connection.

    The constant is the module's, so that two engines would share what one of them put there:
    this one is put there once, and says the address of the engine whose task reads it.
    """

    def __init__(self, own: object, path: str) -> None:
        self._own, self._path = str(own), path

    def __str__(self) -> str:
        address = _address.get()
        if self._path and address:
            address = urljoin(address.replace("ws", "http", 1), self._path)
        return f"{address}?TrustedClientToken=0" if address else self._own


edge_tts.communicate.WSS_URL = _Place(edge_tts.communicate.WSS_URL, "")  # type: ignore
edge_tts.voices.VOICE_LIST = _Place(edge_tts.voices.VOICE_LIST, "../voices/list")  # type: ignore


class _Connector(aiohttp.TCPConnector):
    """Outlives the session that the client opens and closes for each clip.

    What is kept is the network address; no connection is (``force_close``): the service bears
    one turn on each.
    """

    def __init__(self) -> None:
        super().__init__(limit=0, force_close=True, ttl_dns_cache=REMEMBERED)

    async def close(self, *, abort_ssl: bool = False) -> None:
        """Not when a session asks for it: see ``end``."""

    async def end(self) -> None:
        """Close for good."""
        await super().close()


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
        self._address = options.get("address", "")
        self._spoke: set[str] = set()
        self._silent: Counter[str] = Counter()
        self._gone: dict[str, str] = {}
        """Why a voice is not to be asked again, by its name."""
        self._connector: _Connector | None = None
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
                await self.speak("好", voice)
        except (TimeoutError, SpeechError):
            return False
        return True

    async def close(self) -> None:
        """Forget the network address; no connection is open between two clips."""
        if self._connector is not None:
            await self._connector.end()
            self._connector = None

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
        if voice.name in self._gone:
            raise EngineRefused(self._gone[voice.name])
        _address.set(self._address)
        try:
            audio, boundaries = await self._stream(line, voice)
        except exceptions.NoAudioReceived as error:
            raise await self._silence(voice) from error
        except (
            exceptions.EdgeTTSException,
            aiohttp.ClientError,
            aiohttp.WebSocketError,
            OSError,  # TimeoutError and ssl.SSLError among them
            ValueError,  # malformed messages; the client lets them through
            KeyError,
            TypeError,
        ) as error:
            raise _translate(error, line, voice) from error
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

    def _connect(self) -> _Connector:
        if self._connector is None:
            self._connector = _Connector()
        return self._connector

    async def _stream(self, line: str, voice: Voice) -> tuple[bytes, list[proof.Boundary]]:
        client = edge_tts.Communicate(
            line,
            voice.name,
            rate=f"{voice.rate:+d}%",
            volume=f"{voice.volume:+d}%",
            pitch=f"{voice.pitch:+d}Hz",
            boundary="WordBoundary",
            connector=self._connect(),
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
        except TimeoutError as error:
            if audio or boundaries:
                raise EngineFailed(
                    say("Edge 念到一半停住了", "Edge fell silent in mid-clip")
                ) from error
            raise
        finally:
            await messages.aclose()
        if client.state["chunk_audio_bytes"]:  # set back only by the service's own turn.end
            raise EngineFailed(
                say("Edge 的连接中途断开", "the connection to Edge broke off in mid-clip")
            )
        return bytes(audio), boundaries

    async def _silence(self, voice: Voice) -> SpeechError:
        """A block, an outage and a voice that is gone look alike: its list of voices tells."""
        self._silent[voice.name] += 1
        there = await self._voices_there() if voice.name not in self._spoke else ()
        others = self._spoke - {voice.name}
        if (there and voice.name not in there) or (
            voice.name not in self._spoke and others and self._silent[voice.name] >= SILENCES
        ):
            names = "、".join(name for name in there if name.startswith("zh-CN-")) or "—"
            self._gone[voice.name] = say(
                f"Edge 没有声音 {voice.name}；请在设置的 [cast.edge] 里换一个。现有：{names}",
                f"Edge has no voice {voice.name}: choose another in [cast.edge] of the settings; "
                f"there are: {names}",
            )
            return EngineRefused(self._gone[voice.name])
        return EngineThrottled(
            say(f"Edge 没有给出声音（{voice.name}）", f"Edge gave no audio ({voice.name})")
        )

    async def _voices_there(self) -> tuple[str, ...]:
        """The names of the voices that the service lists; none where it does not answer."""
        try:
            async with asyncio.timeout(REACHED):
                listed = await edge_tts.list_voices(connector=self._connect(), proxy=self._proxy)
            return tuple(voice["ShortName"] for voice in listed)
        except (exceptions.EdgeTTSException, aiohttp.ClientError, OSError, ValueError, KeyError):
            return ()


def _translate(error: Exception, line: str, voice: Voice) -> SpeechError:
    """What ``error`` means: asked again (EngineFailed), by fewer at once, or refused."""
    if isinstance(error, aiohttp.WSServerHandshakeError | aiohttp.ClientHttpProxyError):
        return _status(error.status)
    if isinstance(error, exceptions.SkewAdjustmentError):
        return _status(403)
    if isinstance(error, aiohttp.InvalidURL):
        return EngineRefused(
            say("Edge 的地址或代理写错了；请改正设置。", "the address of Edge or proxy is wrong.")
        )
    if isinstance(error, TimeoutError):
        return EngineFailed(say("Edge 没有回应", "Edge does not answer"))
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return EngineFailed(say("连不上代理服务器", "the proxy cannot be reached"))
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return EngineFailed(
            say("查不到 Edge 的网络地址（DNS）", "the name of Edge is not found (DNS)")
        )
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
        say(f"Edge 的回答读不懂（{line[:10]}）", f"Edge's answer is not understood ({line[:10]})")
    )


def _status(status: int) -> SpeechError:
    version = importlib.metadata.version("edge-tts")
    if status == 403:
        return EngineFailed(
            say(
                f"Edge 拒绝连接（403）；edge-tts {version} 可能旧了，请升级，或稍后再试",
                f"Edge refuses the connection (403): upgrade edge-tts {version}, or try later",
            )
        )
    if status == 407:
        return EngineRefused(
            say(
                "代理服务器要用户名和密码（407）；请在 [engines.edge] 的 proxy 里写上。",
                "the proxy asks for a name and password (407): give them in proxy of "
                "[engines.edge].",
            )
        )
    if status in (429, 503):
        return EngineThrottled(say(f"Edge 太忙（{status}）", f"Edge is too busy ({status})"))
    if status < 500:
        return EngineRefused(
            say(
                f"Edge 不接受这个请求（{status}）；请检查地址，或升级 edge-tts {version}。",
                f"Edge does not take the request ({status}): look at its address, or upgrade "
                f"edge-tts {version}.",
            )
        )
    return EngineFailed(say(f"Edge 出错（{status}）", f"Edge failed ({status})"))
