"""The embedded voice: espeak-ng, fed with toned pinyin, in worker processes.

espeak-ng's own reading of hanzi is right in 85 of 100 polyphones and reads "6.5%" half in
English; given pinyin syllables it says just these, with tones, tone sandhi and word events
(docs/decisions/espeak.md).
"""

import asyncio
import contextlib
import io
import json
import re
import struct
import sys
import tempfile
import wave
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from tingbao.errors import EngineFailed, EngineRefused
from tingbao.model import Mark, Role, Speech, Voice
from tingbao.speech.engines import Options
from tingbao.wording import say

RATE = 205
"""espeak-ng's rate parameter: 257 characters a minute with pauses, near a newsreader's 250."""
RANGE = 90
"""Pitch range: 8 to 9 semitones, nearer to a newsreader than the default's 4.3."""
VOLUME = 80
"""Of 100: at 100 the peaks reach full scale, and mastering levels anyway."""
PITCH = 50
HERTZ = {"f": 1.9, "m": 1.0}
"""Hz a step of the pitch parameter, measured over female and male variants."""
PATIENCE = 60.0
"""Seconds for one line; a line takes a few hundredths of one."""
LONGEST_PATH = 150
"""Characters of the data's path: from 164 on espeak_Initialize fails."""
LONGEST_ANSWER = 200_000_000

BASE = "cmn-latn-pinyin"
VOICES: Mapping[str, Voice] = {
    Role.ANCHOR: Voice(engine="espeak", name=f"{BASE}+f3"),
    Role.REPORTER: Voice(engine="espeak", name=f"{BASE}+m3"),
    Role.REPORTER_2: Voice(engine="espeak", name=f"{BASE}+f2"),
    Role.MAN: Voice(engine="espeak", name=f"{BASE}+m7", pitch=10),
    Role.MAN_2: Voice(engine="espeak", name=f"{BASE}+m1", pitch=-10),
    Role.ELDER_MAN: Voice(engine="espeak", name=f"{BASE}+m3", rate=-10, pitch=-15),
    Role.WOMAN: Voice(engine="espeak", name=f"{BASE}+f4"),
    Role.WOMAN_2: Voice(engine="espeak", name=f"{BASE}+f2", pitch=20),
    Role.ELDER_WOMAN: Voice(engine="espeak", name=f"{BASE}+f4", rate=-10, pitch=-20),
    Role.CHILD: Voice(engine="espeak", name=f"{BASE}+f3", rate=5, pitch=50),
}

_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}
_PHONEMES = {"xiong": "S;j'ong", "qiong": "tS;hj'ong", "jiong": "tS;j'ong"}
"""Syllables that espeak-ng 1.52 reads as English, as its own phonemes."""
_NEAREST = {"hm": "heng", "hng": "heng", "m": "mu", "n": "en", "ng": "en", "ê": "ei", "eh": "ei"}
"""Interjections that are no syllables for it, and the nearest that are."""
_SYLLABLE = re.compile(r"([a-zê]+?)([1-5])")
_STOPS = frozenset("。！？!?；;…")
_COMMAS = frozenset("，,、：:—–")


class Espeak:
    """See the module. Two workers: espeak-ng speaks 300 times as fast as it sounds."""

    name = "espeak"
    reads: Literal["spoken", "pinyin"] = "pinyin"
    parallel = 2
    voices = VOICES

    def __init__(self, options: Options) -> None:
        """``library`` and ``data`` name the system's own espeak-ng in place of the wheel's."""
        self._options = options
        self._idle: list[asyncio.subprocess.Process] = []
        self._links: list[tempfile.TemporaryDirectory[str]] = []

    def identity(self) -> str:
        """See ``Engine``."""
        own = [self._options[key] for key in ("library", "data") if self._options.get(key)]
        return " ".join(["espeak-ng 1.52 pinyin 1", *own])

    def missing(self) -> str | None:
        """See ``Engine``."""
        try:
            library, data = self._paths()
        except ImportError:
            return say(
                "没有内置语音 espeak-ng：pip install espeakng-loader。",
                "the embedded voice espeak-ng is not there: pip install espeakng-loader.",
            )
        for path in (library, data):
            if not Path(path).exists():
                return say(
                    f"{path} 不存在；请改正 [engines.espeak]，或删掉它而用内置的。",
                    f"{path} is not there: mend [engines.espeak], or remove it for the own one.",
                )
        return None

    def _paths(self) -> tuple[str, str]:
        library, data = self._options.get("library", ""), self._options.get("data", "")
        if not (library and data):
            import espeakng_loader

            library = library or espeakng_loader.get_library_path()
            data = data or espeakng_loader.get_data_path()
        return library, data

    async def reachable(self) -> bool:
        """See ``Engine``."""
        return self.missing() is None

    async def speak(self, text: str, voice: Voice) -> Speech:
        """See ``Engine``; ``text`` is a pinyin line."""
        fed, starts, spans = feed(text)
        if not any(character.isalnum() for character in fed):
            raise EngineRefused(
                say(f"“{text[:20]}”里没有可念的音。", f'"{text[:20]}" has nothing to be read.')
            )
        variant = voice.name.partition("+")[2][:1]
        request = {
            "text": fed,
            "voice": voice.name,
            "parameters": {
                "rate": min(450, max(80, round(RATE * (1 + voice.rate / 100)))),
                "pitch": min(99, max(0, round(PITCH + voice.pitch / HERTZ.get(variant, 1.0)))),
                "volume": min(200, max(0, round(VOLUME * (1 + voice.volume / 100)))),
                "range": RANGE,
            },
        }
        answer, pcm = await self._ask(request)
        if refused := answer.get("refused"):
            raise EngineRefused(
                say(f"{refused}；请改 [cast.espeak]。", f"{refused}: mend [cast.espeak].")
            )
        rate = int(answer["rate"])
        seconds = len(pcm) / 2 / rate
        marks = _marks(answer["words"], starts, spans, rate, seconds)
        audible = sum(fed[start].isalnum() or fed[start] == "[" for start in starts)
        if len(marks) < audible:
            raise EngineFailed(
                say(
                    f"espeak-ng 只念了 {len(marks)} 个音，应有 {audible} 个",
                    f"espeak-ng spoke {len(marks)} of {audible} syllables",
                )
            )
        return Speech(audio=_wav(pcm, rate), format="wav", seconds=seconds, marks=marks)

    async def close(self) -> None:
        """See ``Engine``."""
        idle, self._idle = self._idle, []
        for worker in idle:
            await _end(worker)
        links, self._links = self._links, []
        for link in links:
            link.cleanup()

    # ------------------------------------------------------------------ workers

    async def _ask(self, request: Mapping[str, object]) -> tuple[dict[str, Any], bytes]:
        worker = self._idle.pop() if self._idle else await self._start()
        try:
            answer = await asyncio.wait_for(_exchange(worker, request), PATIENCE)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            await _end(worker)
            raise EngineFailed(
                say(f"espeak-ng 崩溃了或没有回答（{error!r}）", f"espeak-ng broke off ({error!r})")
            ) from error
        except asyncio.CancelledError:
            await _end(worker)  # it may be in the middle of an answer
            raise
        self._idle.append(worker)
        return answer

    async def _start(self) -> asyncio.subprocess.Process:
        library, data = self._paths()
        if len(data) > LONGEST_PATH:
            link = tempfile.TemporaryDirectory(prefix="tingbao-")
            self._links.append(link)
            short = Path(link.name) / "espeak-ng-data"
            short.symlink_to(data)
            data = str(short)
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tingbao.speech.espeak_worker", library, data,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            raise EngineFailed(
                say(f"espeak-ng 启动不了（{error}）", f"espeak-ng cannot be started ({error})")
            ) from error


async def _exchange(
    worker: asyncio.subprocess.Process, request: Mapping[str, object]
) -> tuple[dict[str, Any], bytes]:
    if worker.stdin is None or worker.stdout is None:
        raise EOFError("no pipe")
    message = json.dumps(request).encode()
    worker.stdin.write(struct.pack(">I", len(message)) + message)
    await worker.stdin.drain()
    size = struct.unpack(">I", await worker.stdout.readexactly(4))[0]
    if size > LONGEST_ANSWER:
        raise ValueError("answer too long")
    answer = json.loads(await worker.stdout.readexactly(size))
    return answer, await worker.stdout.readexactly(int(answer["bytes"]))


async def _end(worker: asyncio.subprocess.Process) -> None:
    if worker.returncode is None:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself in this moment
            worker.kill()
    await worker.communicate()


# ---------------------------------------------------------------------- the line that it reads


def feed(pinyin: str) -> tuple[str, list[int], list[tuple[int, int]]]:
    """What espeak-ng is given for a pinyin line.

    With it, for each word: where it begins there, and its span in ``pinyin``. Syllables stay
    apart, so that each has an event of its own; stops become 。 and lesser marks ，, since
    others are read aloud or not at all; quotation marks and brackets are left out.
    """
    fed = ""
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", pinyin):
        token = match.group()
        if token[0] in _STOPS:
            fed = fed.rstrip(" ，。") + "。 " if fed else ""
        elif token[0] in _COMMAS:
            fed = _comma(fed)
        elif any(character.isalnum() for character in token):
            starts.append(len(fed))
            spans.append(match.span())
            fed += _word(token) + " "
    return fed.strip(), starts, spans


def _comma(fed: str) -> str:
    return fed if not fed or fed.endswith(("， ", "。 ")) else fed.rstrip() + "， "


def _word(token: str) -> str:
    syllable = _SYLLABLE.fullmatch(token)
    if not syllable:
        return token
    base, tone = syllable.groups()
    if base in _PHONEMES:
        return f"[[{_PHONEMES[base]}{_TONES[tone]}]]"
    return _NEAREST.get(base, base) + tone


def _marks(
    words: list[list[int]],
    starts: list[int],
    spans: list[tuple[int, int]],
    rate: int,
    seconds: float,
) -> tuple[Mark, ...]:
    """A mark for each word that has an event; one ends where the next begins."""
    begun: dict[int, float] = {}
    for position, sample in words:
        place = bisect_right(starts, position) - 1
        if place >= 0:
            begun.setdefault(place, sample / rate)
    places = sorted(begun)
    closes = [begun[place] for place in places[1:]] + [seconds]
    return tuple(
        Mark(
            start=spans[place][0],
            end=spans[place][1],
            begin=min(begun[place], close),
            close=close,
        )
        for place, close in zip(places, closes, strict=True)
    )


def _wav(pcm: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm)
    return file.getvalue()
