"""Any server with OpenAI's ``POST /v1/audio/speech``: many self-hosted Mandarin models have it.

The only file that knows httpx. The key comes from the environment alone and is never shown.
Such servers give no word times, so a clip's marks are an estimate: an equal share of the sound
for each character.
"""

import io
import os
import wave
from collections.abc import Mapping
from typing import Literal

import httpx

from tingbao.errors import EngineFailed, EngineMissing, EngineRefused
from tingbao.model import Mark, Role, Speech, Voice
from tingbao.speech.engines import EngineThrottled, Options
from tingbao.speech.patience import retry_after
from tingbao.wording import say

KEY = "TINGBAO_OPENAI_KEY"
"""The environment's variable that holds the key, unless ``key_variable`` names another."""
LONGEST = 50_000_000
"""Bytes of an answer: ten minutes of 24 kHz PCM are 29 million."""
PATIENCE = 120.0
"""Seconds for one line; a large model on a small machine needs many."""
FOR_ALL = frozenset({401, 402, 403, 404, 405})
"""Statuses that say no to any line: the key, the address or the model is wrong."""
SLOWEST, FASTEST = 60, 900
"""Characters a minute between which speech is plausible for its text."""

VOICES: Mapping[str, Voice] = {Role.ANCHOR: Voice(engine="openai", name="default")}


class OpenAI:
    """See the module. Options: ``address``, ``model``, ``voice``, ``key_variable``."""

    name = "openai"
    reads: Literal["spoken", "pinyin"] = "spoken"
    parallel = 2

    def __init__(self, options: Options) -> None:
        """Nothing is connected before the first line."""
        self._address = options.get("address", "").rstrip("/")
        self._model = options.get("model", "")
        self._variable = options.get("key_variable", "") or KEY
        self._client: httpx.AsyncClient | None = None
        name = options.get("voice", "") or VOICES[Role.ANCHOR].name
        self.voices: Mapping[str, Voice] = {Role.ANCHOR: Voice(engine="openai", name=name)}

    def identity(self) -> str:
        """See ``Engine``."""
        return f"openai 1 {self._address} {self._model}"

    def missing(self) -> str | None:
        """See ``Engine``."""
        absent = [
            name
            for name, value in (("address", self._address), ("model", self._model))
            if not value
        ]
        if absent:
            names = "、".join(absent)
            return say(
                f"[engines.openai] 缺 {names}。", f"[engines.openai] lacks {', '.join(absent)}."
            )
        return None

    async def reachable(self) -> bool:
        """See ``Engine``: any answer at all will do."""
        try:
            await self._open().get(self._address, timeout=5)
        except httpx.HTTPError:
            return False
        return True

    async def speak(self, text: str, voice: Voice) -> Speech:
        """See ``Engine``."""
        audible = [place for place, character in enumerate(text) if character.isalnum()]
        if not audible:
            raise EngineRefused(
                say(f"“{text[:20]}”里没有可念的字。", f'"{text[:20]}" has nothing to be read.')
            )
        body = {
            "model": self._model,
            "voice": voice.name,
            "input": text,
            "response_format": "wav",
            "speed": max(0.25, min(4.0, 1 + voice.rate / 100)),
        }
        audio = await self._post(body)
        seconds = _seconds(audio)
        pace = 60 * len(audible) / seconds
        if not SLOWEST <= pace <= FASTEST:
            raise EngineFailed(
                say(
                    f"{len(audible)} 个字念了 {seconds:.1f} 秒，不像是念全了",
                    f"{seconds:.1f} s for {len(audible)} characters is not plausible",
                )
            )
        share = seconds / len(text)
        marks = tuple(
            Mark(start=place, end=place + 1, begin=place * share, close=(place + 1) * share)
            for place in audible
        )
        return Speech(audio=audio, format="wav", seconds=seconds, marks=marks)

    async def close(self) -> None:
        """See ``Engine``."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            key = os.environ.get(self._variable, "")
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            self._client = httpx.AsyncClient(headers=headers, timeout=PATIENCE)
        return self._client

    async def _post(self, body: Mapping[str, object]) -> bytes:
        """The answer's body, whole by its declared length."""
        content = bytearray()
        try:
            async with self._open().stream(
                "POST", f"{self._address}/v1/audio/speech", json=body
            ) as answer:
                _judge(answer.status_code, answer.headers.get("Retry-After", ""))
                async for piece in answer.aiter_bytes():
                    content += piece
                    if len(content) > LONGEST:
                        raise EngineRefused(
                            say("回答大得不像一段话", "the answer is too large for a line")
                        )
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise EngineMissing(
                say(
                    "[engines.openai] 的 address 不是网址",
                    "address in [engines.openai] is no address",
                )
            ) from error
        except httpx.HTTPError as error:  # among them a body shorter than its declared length
            raise EngineFailed(
                say(
                    f"语音服务器断开了（{type(error).__name__}）",
                    f"the speech server broke off ({type(error).__name__})",
                )
            ) from error
        return bytes(content)


def _judge(status: int, later: str) -> None:
    """``later`` is the Retry-After that came with ``status``."""
    if status == 200:
        return
    if status in (429, 503):
        raise EngineThrottled(
            say(f"语音服务器太忙（{status}）", f"the server is busy ({status})"),
            wait=retry_after(later),
        )
    if status >= 500 or status == 408:
        raise EngineFailed(say(f"语音服务器出错（{status}）", f"the server failed ({status})"))
    message = say(
        f"语音服务器拒绝了（{status}）。请检查地址、型号、声音和环境变量里的密钥。",
        f"the server refused ({status}): look at address, model, voice and the key "
        "in the environment.",
    )
    raise EngineMissing(message) if status in FOR_ALL else EngineRefused(message)


def _seconds(audio: bytes) -> float:
    try:
        with wave.open(io.BytesIO(audio)) as sound:
            frames, rate = sound.getnframes(), sound.getframerate()
            held = len(sound.readframes(frames)) // (sound.getsampwidth() * sound.getnchannels())
    except (wave.Error, EOFError) as error:
        raise EngineFailed(say("回答不是 WAV 声音", "the answer is no WAV sound")) from error
    if not held or (held < frames and frames < 2**30):
        raise EngineFailed(say("声音不完整", "the sound is not whole"))
    return float(held) / float(rate)
