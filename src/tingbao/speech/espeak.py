"""The embedded voice: espeak-ng, fed with toned pinyin, in worker processes.

espeak-ng's own reading of hanzi is right in 85 of 100 polyphones and reads "6.5%" half in
English; given pinyin syllables it says just these, with tones, tone sandhi and word events.
What was measured, and what follows from it: docs/decisions/espeak.md.
"""

import sys
import tempfile
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from tingbao.errors import EngineFailed, EngineRefused
from tingbao.model import Role, Speech, Voice
from tingbao.speech import espeak_worker
from tingbao.speech.engines import Options
from tingbao.speech.espeak_line import compose, words
from tingbao.speech.espeak_sound import assemble
from tingbao.speech.espeak_workers import Workers
from tingbao.wording import say

RATE = 214
"""espeak-ng's rate parameter: with our pauses near a newsreader's 250 characters a minute."""
RANGE = 90
"""Pitch range: 8 to 9 semitones, nearer to a newsreader than the default's 4.3."""
VOLUME = 80
"""Of 100: at 100 the peaks reach full scale, and mastering levels anyway."""
PITCH = 50
HERTZ = {"f": 1.9, "m": 1.0}
"""Hz a step of the pitch parameter, measured over female and male variants."""
PATIENCE = 20.0
"""Seconds for one line; a line takes a few hundredths of one."""
LONGEST_PATH = 150
"""Characters of the data's path: from 164 on espeak_Initialize fails."""
BASE = "cmn-latn-pinyin"
VOICES: Mapping[str, Voice] = {
    Role.ANCHOR: Voice(engine="espeak", name=f"{BASE}+f3"),
    Role.REPORTER: Voice(engine="espeak", name=f"{BASE}+m3"),
    Role.REPORTER_2: Voice(engine="espeak", name=f"{BASE}+f2"),
    Role.MAN: Voice(engine="espeak", name=f"{BASE}+m7", pitch=10),
    Role.MAN_2: Voice(engine="espeak", name=f"{BASE}+m1", pitch=-10),
    Role.MAN_3: Voice(engine="espeak", name=f"{BASE}+m5", pitch=-5),
    Role.ELDER_MAN: Voice(engine="espeak", name=f"{BASE}+m3", rate=-10, pitch=-15),
    Role.WOMAN: Voice(engine="espeak", name=f"{BASE}+f4"),
    Role.WOMAN_2: Voice(engine="espeak", name=f"{BASE}+f2", pitch=20),
    Role.WOMAN_3: Voice(engine="espeak", name=f"{BASE}+f1", pitch=-10),
    Role.ELDER_WOMAN: Voice(engine="espeak", name=f"{BASE}+f4", rate=-10, pitch=-20),
    Role.CHILD: Voice(engine="espeak", name=f"{BASE}+f3", rate=5, pitch=50),
}


class Espeak:
    """See the module. Two workers: espeak-ng speaks 300 times as fast as it sounds."""

    name = "espeak"
    reads: Literal["spoken", "pinyin"] = "pinyin"
    parallel = 2
    voices = VOICES

    def __init__(self, options: Options) -> None:
        """``library`` and ``data`` name the system's own espeak-ng in place of the wheel's."""
        self._options = options
        self._workers: Workers | None = None
        self._link: tempfile.TemporaryDirectory[str] | None = None

    def identity(self) -> str:
        """See ``Engine``."""
        own = [self._options[key] for key in ("library", "data") if self._options.get(key)]
        return " ".join(["espeak-ng 1.52 pinyin 3", *own])

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

    async def reachable(self) -> bool:
        """See ``Engine``."""
        return self.missing() is None

    async def speak(self, text: str, voice: Voice) -> Speech:
        """See ``Engine``; ``text`` is a pinyin line."""
        line = words(text)
        if not line:
            raise EngineRefused(
                say(f"“{text[:20]}”里没有可念的音。", f'"{text[:20]}" has nothing to be read.')
            )
        pitch = round(PITCH + voice.pitch / HERTZ.get(voice.name.partition("+")[2][:1], 1.0))
        fed, starts = compose(line, pitch)
        pace = max(0.1, 1 + voice.rate / 100)
        parameters = {
            "rate": min(450, max(80, round(RATE * pace))),
            "pitch": min(99, max(0, pitch)),
            "volume": min(200, max(0, round(VOLUME * (1 + voice.volume / 100)))),
            "range": RANGE,
        }
        answer, pcm = await self._open().ask(
            {"text": fed, "voice": voice.name, "parameters": parameters}
        )
        if refused := answer.get("refused"):
            raise EngineRefused(
                say(f"{refused}；请改 [cast.espeak]。", f"{refused}: mend [cast.espeak].")
            )
        rate, heard = int(answer["rate"]), _heard(answer["words"], starts)
        if len(heard) < len(line) or heard[-1][1] * 2 > len(pcm):
            raise EngineFailed(
                say(
                    f"espeak-ng 只念了 {len(heard)} 个音，应有 {len(line)} 个",
                    f"espeak-ng spoke {len(heard)} of {len(line)} syllables",
                )
            )
        return assemble(pcm, rate, line, heard, pace)

    async def close(self) -> None:
        """See ``Engine``."""
        if self._workers is not None:
            await self._workers.close()
            self._workers = None
        if self._link is not None:
            self._link.cleanup()
            self._link = None

    def _open(self) -> Workers:
        if self._workers is None:
            library, data = self._paths()
            if len(data) > LONGEST_PATH:
                self._link = tempfile.TemporaryDirectory(prefix="tingbao-")
                short = Path(self._link.name) / "espeak-ng-data"
                short.symlink_to(Path(data).absolute())
                data = str(short)
            # Isolated: no package of the show's folder or of the environment is looked at.
            command = (sys.executable, "-I", "-S", espeak_worker.__file__, library, data)
            self._workers = Workers(command, PATIENCE)
        return self._workers

    def _paths(self) -> tuple[str, str]:
        library, data = self._options.get("library", ""), self._options.get("data", "")
        if not (library and data):
            import espeakng_loader

            library = library or espeakng_loader.get_library_path()
            data = data or espeakng_loader.get_data_path()
        return library, data


def _heard(events: Sequence[Sequence[int]], starts: Sequence[int]) -> list[tuple[int, int]]:
    """First and last sample of each word that was spoken; "GDP" has an event a letter."""
    found: dict[int, tuple[int, int]] = {}
    for position, begin, end in events:
        place = max(0, bisect_right(starts, position) - 1)
        first, last = found.get(place, (begin, end))
        found[place] = min(first, begin), max(last, end)
    return [found[place] for place in sorted(found)]
