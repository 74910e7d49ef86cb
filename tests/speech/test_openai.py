"""Any server with OpenAI's speech endpoint: what it gives is proved, what it fails is told."""

import asyncio
import io
import json
import threading
import traceback
import wave
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tingbao.errors import EngineFailed, EngineMissing, EngineRefused
from tingbao.model import Role, Speech
from tingbao.speech.engines import EngineThrottled
from tingbao.speech.openai import OpenAI

KEY = "s3cret-key"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def wav(seconds: float) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(24_000)
        sound.writeframes(bytes(2 * round(24_000 * seconds)))
    return file.getvalue()


class Server(HTTPServer):
    """Answers every request with ``status`` and ``body``, and remembers what it was asked."""

    status = 200
    body = b""
    declared: int | None = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, object]]] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append((self.headers.get("authorization", ""), json.loads(body)))
        self.send_response(self.server.status)
        length = self.server.declared or len(self.server.body)
        self.send_header("content-length", str(length))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def speak(server: Server, text: str = "雪下了一夜。") -> Speech:
    async def once() -> Speech:
        address = f"http://127.0.0.1:{server.server_port}"
        engine = OpenAI({"address": address, "model": "m", "voice": "v"})
        try:
            return await engine.speak(text, engine.voices[Role.ANCHOR])
        finally:
            await engine.close()

    return asyncio.run(once())


def test_a_line_is_asked_for_with_the_key_and_marked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINGBAO_OPENAI_KEY", KEY)
    server.body = wav(1.5)
    speech = speak(server)
    [(authorization, body)] = server.asked
    assert authorization == f"Bearer {KEY}"
    assert (body["model"], body["voice"], body["input"]) == ("m", "v", "雪下了一夜。")
    assert speech.seconds == pytest.approx(1.5)
    assert [(mark.start, mark.end) for mark in speech.marks] == [(i, i + 1) for i in range(5)]


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, EngineRefused), (401, EngineMissing), (404, EngineMissing), (429, EngineThrottled),
     (503, EngineThrottled), (500, EngineFailed)],
)  # fmt: skip
def test_a_failure_says_whether_to_ask_again(
    server: Server, status: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINGBAO_OPENAI_KEY", KEY)
    server.status = status
    reason = {
        EngineMissing: rf"the server refused \({status}\): look at address, model, voice",
        EngineRefused: rf"the server refused \({status}\): look at address, model, voice",
        EngineThrottled: rf"the server is busy \({status}\)",
        EngineFailed: rf"the server failed \({status}\)",
    }[error]
    with pytest.raises(error, match=reason) as caught:
        speak(server)
    trace = "".join(traceback.format_exception(caught.value))
    assert KEY not in trace


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the answer is no WAV sound"),
        (b"no sound", "the answer is no WAV sound"),
        (wav(0), "the sound is not whole"),
        (wav(1.5)[:-999], "the sound is not whole"),
        (wav(60), "60.0 s for 5 characters is not plausible"),
        (wav(0.05), "0.1 s for 5 characters is not plausible"),
    ],
)
def test_what_is_not_the_whole_line_is_not_kept(server: Server, body: bytes, reason: str) -> None:
    server.body = body
    with pytest.raises(EngineFailed, match=reason):
        speak(server)


def test_an_answer_shorter_than_declared_is_not_kept(server: Server) -> None:
    server.body, server.declared = wav(1.5), 10**6
    with pytest.raises(EngineFailed, match="the speech server broke off"):
        speak(server)


def test_what_is_not_set_is_named() -> None:
    assert "address" in (OpenAI({}).missing() or "")
    assert OpenAI({"address": "http://127.0.0.1:9", "model": "m"}).missing() is None
