"""One turn with Edge's service. The only file that knows edge_tts and aiohttp.

What the client leaves to its user is made up for here: an address of one's own, one look-up of
the network address for many clips, a watchdog, and whether the turn was ended by the service.
"""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urljoin

import aiohttp
import edge_tts
import edge_tts.communicate
import edge_tts.voices
from edge_tts import exceptions

from tingbao.errors import SpeechError
from tingbao.model import Voice
from tingbao.speech import edge_faults as faults
from tingbao.speech.proof import Boundary

TICKS = 10_000_000
"""The service's unit of time in a second."""

FIRST, BETWEEN, TOTAL = 20.0, 10.0, 120.0
"""Seconds until the first message, between two, and for a whole clip of at most a minute.

The client's own receive_timeout has no effect once connected (aiohttp 3.10 and later).
"""

LISTED = 5.0
"""Seconds in which the list of voices must come."""

REMEMBERED = 300
"""Seconds that the service's network address is good for: one look-up for many clips."""

_address: ContextVar[str] = ContextVar("address", default="")
"""Of the server that the engine at work in this task speaks to; empty: the service."""


class NoAudio(Exception):
    """The turn ended without any audio: a block, an outage and a voice that is gone look alike."""


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


class Client:
    """Turns with the service at ``address`` (empty: Microsoft's), through ``proxy`` if any."""

    def __init__(self, address: str, proxy: str) -> None:
        self._address, self._proxy = address, proxy or None
        self._connector: _Connector | None = None
        self._spoke = False

    async def turn(self, line: str, voice: Voice) -> tuple[bytes, list[Boundary]]:
        """The sound of ``line`` and where its words lie, as the service gives them: unproved.

        NoAudio where there was none; else a SpeechError of ``edge_faults``.
        """
        with self._translated(line):
            answer = await self._stream(line, voice)
        self._spoke = True
        return answer

    async def voices(self) -> tuple[str, ...]:
        """The names of the voices that the service lists; SpeechError where it does not answer."""
        with self._translated(""):
            async with asyncio.timeout(LISTED):
                found = await edge_tts.list_voices(connector=self._connect(), proxy=self._proxy)
            return tuple(voice["ShortName"] for voice in found)

    async def close(self) -> None:
        """Forget the network address; no connection is open between two turns."""
        if self._connector is not None:
            await self._connector.end()
            self._connector = None

    @contextmanager
    def _translated(self, line: str) -> Iterator[None]:
        """Whatever the packages raise is raised as ours."""
        _address.set(self._address)
        try:
            yield
        except exceptions.NoAudioReceived as error:
            raise NoAudio from error
        except (
            exceptions.EdgeTTSException,
            aiohttp.ClientError,
            aiohttp.WebSocketError,
            OSError,  # TimeoutError and ssl.SSLError among them
            ValueError,  # malformed messages; the client lets them through
            KeyError,
            TypeError,
        ) as error:
            raise self._translate(error, line) from error

    async def _stream(self, line: str, voice: Voice) -> tuple[bytes, list[Boundary]]:
        client = self._communicate(line, voice)
        audio = bytearray()
        boundaries: list[Boundary] = []
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
                    boundaries.append(Boundary(text=message["text"], begin=begin, close=close))
        except TimeoutError as error:
            if audio or boundaries:
                raise faults.stalled() from error
            raise
        finally:
            await messages.aclose()
        if client.state["chunk_audio_bytes"]:  # set back only by the service's own turn.end
            raise faults.broke_off()
        return bytes(audio), boundaries

    def _communicate(self, line: str, voice: Voice) -> edge_tts.Communicate:
        try:
            return edge_tts.Communicate(
                line,
                voice.name,
                rate=f"{voice.rate:+d}%",
                volume=f"{voice.volume:+d}%",
                pitch=f"{voice.pitch:+d}Hz",
                boundary="WordBoundary",
                connector=self._connect(),
                proxy=self._proxy,
            )
        except ValueError as error:  # it looks at what it is given before it sends anything
            raise faults.bad_voice(voice.name, error) from error

    def _connect(self) -> _Connector:
        if self._connector is None:
            self._connector = _Connector()
        return self._connector

    def _translate(self, error: Exception, line: str) -> SpeechError:
        if isinstance(error, aiohttp.WSServerHandshakeError | aiohttp.ClientHttpProxyError):
            later = error.headers.get("Retry-After", "") if error.headers else ""
            return faults.status(error.status, later=later, spoke=self._spoke)
        if isinstance(error, exceptions.SkewAdjustmentError):
            return faults.status(403)
        if isinstance(error, aiohttp.InvalidURL):
            return faults.bad_address()
        if isinstance(error, TimeoutError):
            return faults.unanswered()
        if isinstance(error, aiohttp.ClientProxyConnectionError):
            return faults.no_proxy()
        if isinstance(error, aiohttp.ClientConnectorDNSError):
            return faults.no_name()
        if isinstance(error, ssl.SSLError | OSError | aiohttp.ClientError):
            return faults.no_connection()
        return faults.unreadable(line)
