"""What mastering and joining cost beside LAME alone; ``run()`` gives the rows of ``make bench``."""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

# As in the workers: one core, no spinning threads of numpy's own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tests.helpers import speeches
from tingbao.audio import mastering, studio, tagging, waves
from tingbao.cache import Store
from tingbao.model import Clip, Part, Role, Segment, Sound, Voice

SOUND = Sound()
CLIPS = 30


def run() -> list[tuple[str, float, str, float]]:
    """Rows of name, figure, unit, limit."""
    spoken = [speeches.as_edge(one, 0.5) for one in speeches.speak(speeches.lines(CLIPS))]
    mastering.master(spoken[0], "mp3", SOUND)  # what is made once is not counted
    made = [mastering.master(one, "mp3", SOUND) for one in spoken]
    pause = bytes(2 * round(0.5 * SOUND.rate))
    ready = b"".join(waves.decode(one.frames, SOUND.rate) + pause for one in made)
    floats = waves.unpack(ready)
    ours, lame = _least_cpu(
        lambda: [mastering.master(one, "mp3", SOUND) for one in spoken],
        lambda: speeches.mp3(floats, SOUND.rate, SOUND.bit_rate, 5),
    )
    joined, seconds, memory = _apart()
    return [
        ("mastering / LAME alone over ready PCM, CPU", ours / lame, "x", 1.20),
        ("join and tag 1,500 mastered clips", joined, "s", 3.0),
        ("the same, an hour of audio", joined * 3600 / seconds, "s", 0.5),
        ("the same, peak memory of the process", memory, "MB", 150.0),
    ]


def _least_cpu(*works: Callable[[], object]) -> list[float]:
    """The least CPU seconds of each of ``works`` in five rounds, in which they take turns."""
    least = [math.inf for _ in works]
    for _ in range(5):
        for place, work in enumerate(works):
            begin = time.process_time()
            work()
            least[place] = min(least[place], time.process_time() - begin)
    return least


def _apart() -> tuple[float, float, float]:
    """``_join`` in a process of its own, whose memory is nobody else's."""
    done = subprocess.run([sys.executable, "-m", __name__], capture_output=True, check=True)
    seconds, length, memory = json.loads(done.stdout)
    return seconds, length, memory


def _join() -> tuple[float, float, float]:
    """CPU seconds for an edition of 1,500 clips, its length in s, and the peak memory in MB."""
    from tests.audio.test_studio import speech

    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "mastered")
        clips = [_clip(place) for place in range(1500)]
        header, frames = studio.master_entry(clips[0], speech(18.5, 0.2), "wav", SOUND)
        for clip in clips:
            store.put(studio.key(clip, SOUND), header, frames)
        tags = tagging.Tags(
            id="d", title="八小时", album="听报", artist="听报", day=date(2022, 1, 1)
        )
        titles = {clip.segment.story: clip.segment.story for clip in clips}
        begin = time.process_time()
        made = studio.finish(clips, store, SOUND, tags, titles, Path(folder), "day")
        took = time.process_time() - begin
    # getrusage would tell the parent's peak, which Linux hands on to the process it starts.
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM"))
    return took, made.audio.seconds, int(peak.split()[1]) / 1024


def _clip(place: int) -> Clip:
    text = f"第{place}句" + "字" * 60
    segment = Segment(part=Part.BODY, role=Role.ANCHOR, story=f"s{place // 10}", written=text,
                      spoken=text, pinyin="", pause=500)  # fmt: skip
    return Clip(segment=segment, voice=Voice(engine="tone", name="a"), key=f"{place:032x}",
                seconds=0, marks=())  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(_join()))
