"""What mastering and joining cost beside LAME alone; ``run()`` gives the rows of ``make bench``."""

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

# As in the workers: one core, no spinning threads of numpy's own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import imageio_ffmpeg
import numpy as np
from pydub import AudioSegment

from tests.helpers import speeches
from tingbao.audio import mastering, studio, tagging, waves
from tingbao.cache import Store
from tingbao.model import Clip, Part, Role, Segment, Sound, Voice

SOUND = Sound()
CLIPS = 30
EDITION = 1500
"""Clips of eight hours."""


def run() -> list[tuple[str, float, str, float]]:
    """Rows of name, figure, unit, limit."""
    spoken = [speeches.as_edge(one, 0.5) for one in speeches.speak(speeches.lines(CLIPS))]
    mastering.master(spoken[0], "mp3", SOUND)  # what is made once is not counted
    made = [mastering.master(one, "mp3", SOUND) for one in spoken]
    pause = bytes(2 * round(0.5 * SOUND.rate))
    clips = [waves.decode(one.frames, SOUND.rate) + pause for one in made]
    floats = waves.unpack(b"".join(clips))
    ours, lame = _least_cpu(
        lambda: [mastering.master(one, "mp3", SOUND) for one in spoken],
        lambda: speeches.mp3(floats, SOUND.rate, SOUND.bit_rate, 5),
    )
    joined, seconds, memory = _apart()
    wall, allowed = _two_workers(spoken, [waves.unpack(one) for one in clips], floats)
    copying, exporting, concatenating = _naive(clips)
    # From the sample to the edition: every `+=` copies all before it; the rest grows evenly.
    more, longer = EDITION / len(clips), seconds * SOUND.rate / len(floats)
    rivals = {
        "LAME alone": lame * longer,
        "ffmpeg's concat and encode": concatenating * longer,
        "pydub += and export": copying * more * longer + exporting * longer,
    }
    return [
        ("mastering / LAME alone over ready PCM, CPU", ours / lame, "x", 1.20),
        ("the same over two workers, wall", wall, "x", 0.70),
        ("(LAME over two workers / LAME: what the machine allows)", allowed, "x", math.inf),
        ("join and tag 1,500 mastered clips", joined, "s", 3.0),
        ("the same, an hour of audio", joined * 3600 / seconds, "s", 0.5),
        ("the same, peak memory of the process", memory, "MB", 150.0),
        *(
            (f"join and tag / {name} (from {len(clips)} clips)", joined / cost, "x", 0.10)
            for name, cost in rivals.items()
        ),
    ]


def _least_cpu(*works: Callable[[], object]) -> list[float]:
    """The least CPU seconds of each of ``works`` in five rounds, in which they take turns.

    What the processes cost that they start is counted.
    """
    least = [math.inf for _ in works]
    for _ in range(5):
        for place, work in enumerate(works):
            begin = _spent()
            work()
            least[place] = min(least[place], _spent() - begin)
    return least


def _spent() -> float:
    """CPU seconds of this process and of those it started and saw end."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)


def _two_workers(
    spoken: list[bytes], parts: list["np.ndarray"], whole: "np.ndarray"
) -> tuple[float, float]:
    """Least wall time of mastering, and of LAME, by two workers, over that of LAME by one."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tingbao.audio.mastering", "tests.helpers.speeches"])
    master = partial(mastering.master, format="mp3", sound=SOUND)
    encode = partial(speeches.mp3, rate=SOUND.rate, bit_rate=SOUND.bit_rate, quality=5)
    least = [math.inf] * 3
    with ProcessPoolExecutor(2, mp_context=context) as workers:
        list(workers.map(master, spoken))  # starting them is not counted
        for _ in range(5):
            for place, work in enumerate((
                lambda: list(workers.map(master, spoken)),
                lambda: list(workers.map(encode, parts)),
                lambda: encode(whole),
            )):  # fmt: skip
                begin = time.monotonic()
                work()
                least[place] = min(least[place], time.monotonic() - begin)
    return least[0] / least[2], least[1] / least[2]


def _naive(clips: list[bytes]) -> tuple[float, float, float]:
    """CPU seconds of pydub's ``+=`` over ``clips``, of its export, and of ffmpeg's concat.

    Both are handed the decoded clips, which is less than they would have to do.
    """
    segments = [
        AudioSegment(data=clip, sample_width=2, frame_rate=SOUND.rate, channels=1)
        for clip in clips
    ]  # fmt: skip
    AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place, segment in enumerate(segments):
            segment.export(folder / f"{place}.wav", format="wav").close()
        listed = "".join(f"file '{place}.wav'\n" for place in range(len(segments)))
        (folder / "list").write_text(listed)
        episode = segments[0]

        def copy() -> None:
            nonlocal episode
            episode = segments[0]
            for segment in segments[1:]:
                episode += segment

        def export() -> None:
            episode.export(folder / "pydub.mp3", format="mp3", bitrate=f"{SOUND.bit_rate}k").close()

        def concatenate() -> None:
            subprocess.run(
                [AudioSegment.converter, "-v", "error", "-nostdin", "-y", "-f", "concat",
                 "-i", folder / "list", "-b:a", f"{SOUND.bit_rate}k", folder / "concat.mp3"],
                check=True,
            )  # fmt: skip

        copying, exporting, concatenating = _least_cpu(copy, export, concatenate)
        return copying, exporting, concatenating


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
        clips = [_clip(place) for place in range(EDITION)]
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
