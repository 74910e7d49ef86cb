"""A stand-in for Edge's service on loopback: its protocol, its pace and its faults.

Every audible character of a line sounds for a fifth of a second as the tone engine's chord, so
that ``tests.helpers.tone_reader`` reads a finished MP3 back. Words are two characters long and
are reported without punctuation when the sound reaches them, as the service does.
"""

import asyncio
import html
import json
import re
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from functools import cache

import lameenc
import numpy as np
from aiohttp import WSMsgType, web

from tingbao.speech.tone import chord

RATE = 24_000
STEP = 0.2
"""Seconds of sound a character."""
FADE = 0.01
"""Seconds at each end of a chord."""
PART = 720
"""Bytes of sound in a message: five frames."""
SKEW = 900
"""Seconds by which "403-skew" says that our clock is behind."""

VOICES = tuple(
    f"zh-CN-{name}Neural"
    for name in ("Xiaoxiao", "Xiaoyi", "Yunjian", "Yunxi", "Yunxia", "Yunyang")
)

STATUSES = {"403": 403, "403-skew": 403, "403-no-date": 403, "403-bad-date": 403, "407": 407,
            "429": 429, "503": 503, "500": 500, "404": 404}  # fmt: skip
"""Refused at the handshake."""
LOST = ("reset", "eof")
"""The connection is lost at the handshake."""
SILENT = ("reject", "noaudio", "fin-0")
"""No sound comes: close 1007, a turn without audio, lost before the first."""
BROKEN_OFF = ("fin", "rst", "close")
"""Lost in mid-clip: FIN, RST, websocket close."""
WRONG = ("truncate", "past", "ragged", "badaudio", "no-words")
"""The turn ends as if all were well: too early; all words but half of the sound; in mid-frame;
bytes that are no MP3; without a word's place."""
SLOW = ("hang-handshake", "hang", "stall")
"""No answer; silence in mid-clip for good; silence for ``pause`` seconds, then the rest."""


def binary(headers: str, data: bytes) -> bytes:
    """A binary message: the headers' length in two bytes, the headers, the data."""
    head = f"X-RequestId:0\r\n{headers}\r\n".encode()
    return len(head).to_bytes(2, "big") + head + data


MALFORMED: dict[str, str | bytes] = {
    "short": b"\x01",
    "hdrlen": b"\xff\xffPath:audio",
    "path": binary("Content-Type:audio/mpeg\r\nPath:video", b"x"),
    "ctype": binary("Content-Type:audio/x-flac\r\nPath:audio", b"x"),
    "noctype": binary("Path:audio", b"x"),
    "empty": binary("Content-Type:audio/mpeg\r\nPath:audio", b""),
    "textpath": "Path:unheard\r\n\r\n{}",
    "badheader": "no colon\r\n\r\n{}",
    "notext": "nothing",
    "badjson": "Path:audio.metadata\r\n\r\n{",
    "metatype": 'Path:audio.metadata\r\n\r\n{"Metadata": [{"Type": "Viseme"}]}',
    "nometa": 'Path:audio.metadata\r\n\r\n{"Metadata": [{"Type": "SessionEnd"}]}',
    "opcode": b"\x8f\x00",
}
"""Messages that the client cannot read; "opcode" is a raw frame of a kind that there is not."""

FAULTS = (*STATUSES, *LOST, *SILENT, *BROKEN_OFF, *WRONG, *SLOW, *MALFORMED)


class EdgeServer:
    """Each handshake takes the next of ``faults`` ("" for none); when used up, ``after``."""

    def __init__(
        self, *faults: str, first: float = 0.0, speed: float = 0.0, after: str = ""
    ) -> None:
        unknown = {*faults, after} - {"", *FAULTS}
        assert not unknown, unknown
        self.faults = deque(faults)
        self.after = after
        self.first = first
        """Seconds to the first byte."""
        self.speed = speed
        """Times real time; 0: at once."""
        self.retry_after = ""
        """Said with each status."""
        self.pause = 0.2
        """Seconds of a "stall"."""
        self.spoken_as: dict[str, str] = {}
        """What the service calls a word where not as it was sent; "": never reported."""
        self.lines: list[str] = []
        """Each line that was asked for, in order."""
        self.tokens: list[str] = []
        """Sec-MS-GEC of each handshake."""
        self.handshakes = self.at_once = self.most = self.lists = 0
        self.address = ""

    async def __aenter__(self) -> "EdgeServer":
        app = web.Application()
        app.router.add_get("/edge/v1", self._serve)
        app.router.add_get("/voices/list", self._list)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"ws://127.0.0.1:{self._runner.addresses[0][1]}/edge/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _list(self, request: web.Request) -> web.Response:
        self.lists += 1
        return web.json_response([{"ShortName": name, "Locale": "zh-CN"} for name in VOICES])

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.handshakes += 1
        self.tokens.append(request.query["Sec-MS-GEC"])
        fault = self.faults.popleft() if self.faults else self.after
        if fault in STATUSES:
            now = time.time() + (SKEW if fault == "403-skew" else 0)
            dates = {"403-no-date": "", "403-bad-date": "some day"}
            date = dates.get(fault, formatdate(now, usegmt=True))
            headers = {"Date": date} | (
                {"Retry-After": self.retry_after} if self.retry_after else {}
            )
            return web.Response(status=STATUSES[fault], headers=headers)
        assert request.transport is not None
        if fault in LOST:
            request.transport.abort() if fault == "reset" else request.transport.close()
            return web.Response()
        if fault == "hang-handshake":
            await asyncio.sleep(60)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await self._turn(socket, request.transport, fault)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the client has gone, as it may
        finally:
            self.at_once -= 1
        return socket

    async def _turn(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport, fault: str
    ) -> None:
        await socket.receive_str()  # speech.config
        ssml = (await socket.receive_str()).partition("\r\n\r\n")[2]
        text = html.unescape(re.sub(r"<[^>]+>", "", ssml))
        voice = re.search(r"<voice name='([^']*)'", ssml)
        self.lines.append(text)
        await asyncio.sleep(self.first)
        await socket.send_str("Path:turn.start\r\n\r\n{}")
        if fault == "reject" or voice is None or short(voice[1]) not in VOICES:
            await socket.close(code=1007, message=b"Unsupported voice")
            return
        if fault == "fin-0":
            transport.close()
            return
        if fault != "noaudio":
            await self._sound(socket, transport, text, fault)
        if not socket.closed and fault not in (*BROKEN_OFF, "hang", "opcode"):
            await socket.send_str("Path:turn.end\r\n\r\n{}")
            message = await socket.receive()
            assert message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)

    async def _sound(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport, text: str, fault: str
    ) -> None:
        audio = bytes(len(tones(text))) if fault == "badaudio" else tones(text)
        half = len(audio) // 2 // PART * PART
        words = deque([] if fault == "no-words" else self._words(text))
        if fault == "truncate":  # at the end of a word: nothing but the text tells
            words = deque(word for word in words if word[0] + 2 * STEP <= half / 6000)
        begin = time.monotonic()
        for start in range(0, len(audio), PART):
            while words and (fault == "past" or words[0][0] <= (start + PART) / 6000):
                await socket.send_str(f"Path:audio.metadata\r\n\r\n{words.popleft()[1]}")
            if start == half and fault and not await self._goes_on(socket, transport, fault):
                if fault == "ragged":
                    await self._send(socket, audio[start : start + 100])
                return
            await self._send(socket, audio[start : start + PART])
            if self.speed:
                # Against the clock, so that what a busy machine sleeps too long is made up for.
                due = begin + (start + PART) / 6000 / self.speed
                await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _goes_on(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport, fault: str
    ) -> bool:
        """Do what goes wrong in mid-clip; whether the rest of the sound follows."""
        if fault == "fin":
            transport.close()
        elif fault == "rst":
            transport.abort()
        elif fault == "close":
            await socket.close(code=1011)
        elif fault == "hang":
            await asyncio.sleep(60)
        elif fault == "stall":
            await asyncio.sleep(self.pause)
        elif fault == "opcode":
            transport.write(MALFORMED[fault])  # type: ignore[arg-type]
        elif fault in MALFORMED:
            bad = MALFORMED[fault]
            await (socket.send_str(bad) if isinstance(bad, str) else socket.send_bytes(bad))
        return fault in ("stall", "badaudio", "no-words")

    async def _send(self, socket: web.WebSocketResponse, part: bytes) -> None:
        await socket.send_bytes(binary("Content-Type:audio/mpeg\r\nPath:audio", part))

    def _words(self, text: str) -> Iterator[tuple[float, str]]:
        """When each word of ``text`` begins, and its message: two characters, no punctuation."""
        for match in re.finditer("|".join([*map(re.escape, self.spoken_as), r"\w{1,2}"]), text):
            word = html.escape(self.spoken_as.get(match[0], match[0]), quote=False)
            if not word:
                continue
            data = {
                "Offset": int(match.start() * STEP * 1e7),
                "Duration": int(len(match[0]) * STEP * 1e7),
                "text": {"Text": word, "Length": len(word)},
            }
            message = {"Metadata": [{"Type": "WordBoundary", "Data": data}]}
            yield match.start() * STEP, json.dumps(message)


@contextmanager
def serving(
    *faults: str, first: float = 0.0, speed: float = 0.0, after: str = ""
) -> Iterator[EdgeServer]:
    """The server in a thread of its own, for a ``tingbao`` that runs in another process."""
    ready, loop = threading.Event(), asyncio.new_event_loop()
    server = EdgeServer(*faults, first=first, speed=speed, after=after)

    async def serve() -> None:
        nonlocal stop
        stop = asyncio.Event()
        async with server:
            ready.set()
            await stop.wait()

    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


def short(voice: str) -> str:
    """zh-CN-YunxiNeural, from the long form that the client sends."""
    found = re.search(r"\((\w+-\w+), (\w+)\)", voice)
    return f"{found[1]}-{found[2]}" if found else voice


@cache
def tones(text: str) -> bytes:
    """MP3 frames of 24 kHz, mono, 48 kbit/s."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    wave = np.concatenate(
        [_sound_of(character if character.isalnum() else "") for character in text]
    )
    return bytes(encoder.encode(wave.tobytes()) + encoder.flush())


@cache
def _sound_of(character: str) -> "np.ndarray":
    count = round(RATE * STEP)
    if not character:
        return np.zeros(count, "<i2")
    times = np.arange(count) / RATE
    waves = sum(np.sin(2 * np.pi * pitch * times) for pitch in chord(character))
    edge = np.minimum(1, np.minimum(times, times[::-1]) / FADE)
    return (3000 * edge * waves).astype("<i2")
