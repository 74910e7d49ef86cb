"""A stand-in for Edge's service on loopback: its protocol, its pace and its faults.

Every character of a line sounds as a tone of its own for a fifth of a second; words are two
characters long and are reported without punctuation, as the service does.
"""

import asyncio
import html
import json
import re
from collections import deque
from email.utils import formatdate
from functools import cache

import lameenc
import numpy as np
from aiohttp import WSMsgType, web

RATE = 24_000
STEP = 0.2
"""Seconds of sound a character."""

STATUSES = {"403": 403, "429": 429, "503": 503, "500": 500, "403-no-date": 403, "403-bad-date": 403}


def binary(headers: str, data: bytes) -> bytes:
    """A binary message: the headers' length in two bytes, the headers, the data."""
    head = f"X-RequestId:0\r\n{headers}\r\n".encode()
    return len(head).to_bytes(2, "big") + head + data


MALFORMED = {
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
}


class EdgeServer:
    """Each request takes the next of ``faults`` ("" for none); when they are used up, none."""

    def __init__(self, *faults: str, first: float = 0.0, speed: float = 0.0) -> None:
        self.faults = deque(faults)
        self.first = first
        """Seconds to the first byte."""
        self.speed = speed
        """Times real time; 0: at once."""
        self.lines: list[str] = []
        self.handshakes = self.at_once = self.most = 0
        self.address = ""

    async def __aenter__(self) -> "EdgeServer":
        app = web.Application()
        app.router.add_get("/edge/v1", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"ws://127.0.0.1:{self._runner.addresses[0][1]}/edge/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.handshakes += 1
        fault = self.faults.popleft() if self.faults else ""
        if fault in STATUSES:
            dates = {"403-no-date": "", "403-bad-date": "some day"}
            date = dates.get(fault, formatdate(usegmt=True))
            return web.Response(status=STATUSES[fault], headers={"Date": date})
        if fault in ("reset", "eof"):
            assert request.transport is not None
            request.transport.abort() if fault == "reset" else request.transport.close()
            return web.Response()
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await self._turn(socket, request, fault)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the client has gone, as it may
        finally:
            self.at_once -= 1
        return socket

    async def _turn(self, socket: web.WebSocketResponse, request: web.Request, fault: str) -> None:
        await socket.receive_str()  # speech.config
        ssml = (await socket.receive_str()).partition("\r\n\r\n")[2]
        text = html.unescape(re.sub(r"<[^>]+>", "", ssml))
        self.lines.append(text)
        await asyncio.sleep(self.first)
        await socket.send_str("Path:turn.start\r\n\r\n{}")
        if fault == "reject":
            await socket.close(code=1007, message=b"Unsupported voice")
            return
        if fault != "noaudio":
            await self._sound(socket, request, text, fault)
        if not socket.closed and fault not in ("fin", "rst", "close"):
            await socket.send_str("Path:turn.end\r\n\r\n{}")
            message = await socket.receive()
            assert message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)

    async def _sound(
        self, socket: web.WebSocketResponse, request: web.Request, text: str, fault: str
    ) -> None:
        audio = tones(text)
        if fault == "badaudio":
            audio = bytes(len(audio))
        half = len(audio) // 2 // 144 * 144
        if fault != "no-words":
            for word in words(text):
                await socket.send_str(f"Path:audio.metadata\r\n\r\n{json.dumps(word)}")
        for start in range(0, len(audio), 720):
            if start >= half and fault:
                if fault in MALFORMED:
                    bad = MALFORMED[fault]
                    await (socket.send_str(bad) if isinstance(bad, str) else socket.send_bytes(bad))
                if fault == "hang":
                    await asyncio.sleep(30)
                assert request.transport is not None
                if fault == "fin":
                    request.transport.close()
                if fault == "rst":
                    request.transport.abort()
                if fault == "close":
                    await socket.close(code=1011)
                if fault not in ("badaudio", "no-words"):
                    return
            part = audio[start : start + 720]
            await socket.send_bytes(binary("Content-Type:audio/mpeg\r\nPath:audio", part))
            if self.speed:
                await asyncio.sleep(len(part) / 6000 / self.speed)


def words(text: str) -> list[dict[str, object]]:
    """Boundary messages for ``text``: two characters a word, no punctuation."""
    found = []
    for match in re.finditer(r"\w{1,2}", text):
        data = {
            "Offset": int(match.start() * STEP * 1e7),
            "Duration": int(len(match[0]) * STEP * 1e7),
            "text": {"Text": html.escape(match[0], quote=False), "Length": len(match[0])},
        }
        found.append({"Metadata": [{"Type": "WordBoundary", "Data": data}]})
    return found


@cache
def tones(text: str) -> bytes:
    """MP3 frames of 24 kHz, mono, 48 kbit/s."""
    times = np.arange(int(RATE * STEP)) / RATE
    pitches = [300 + ord(character) % 64 * 40 for character in text]
    wave = np.concatenate([np.sin(2 * np.pi * pitch * times) for pitch in pitches])
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode((wave * 8000).astype("<i2").tobytes()) + encoder.flush())
