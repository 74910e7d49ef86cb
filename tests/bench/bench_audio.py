"""What mastering and joining cost beside LAME alone; ``run()`` gives the rows of ``make bench``."""

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import imageio_ffmpeg
from pydub import AudioSegment

from tests.helpers import speeches
from tingbao.audio import copying, mastering, studio, tagging, waves
from tingbao.cache import Store
from tingbao.model import Clip, Part, Role, Segment, Sound, Voice
from tingbao.workers import workers

SOUND = Sound()
COPIED = Sound(mastering="copy", bit_rate=48)
CLIPS = 30
ROUNDS = 7
MEMORY = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK)), None)
"""Where no disk has a part in what is measured; a temporary folder where there is none."""
EDITION = 1500
"""Clips of eight hours."""


def run() -> list[tuple[str, float, str, float]]:
    """Rows of name, figure, unit, limit."""
    spoken = [speeches.as_edge(one, 0.5) for one in speeches.speak(speeches.lines(CLIPS))]
    pause = bytes(2 * round(0.5 * SOUND.rate))
    # What LAME is handed alone is the very sound that mastering hands it, which the show keeps
    # beside the frames where it has a second format.
    made = [mastering.master(one, "mp3", replace(SOUND, formats=("mp3", "opus"))) for one in spoken]
    clips = [waves.decode(one.pcm, SOUND.rate) + pause for one in made]
    pcm = b"".join(clips)
    half = len(pcm) // 4 * 2
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder, workers(CLIPS) as executor:
        show = _Show(Path(folder), spoken, 2 * ROUNDS + 1)
        ours, copied, lame = _least(
            _spent,
            lambda: show.make(map),
            lambda: [copying.copy(one, "mp3", COPIED) for one in spoken],
            lambda: _encode(pcm),
        )
        show.make(executor.map)  # starting the workers is not counted
        wall, halves, alone = _least(
            time.monotonic,
            lambda: show.make(executor.map),
            lambda: list(executor.map(_encode, (pcm[:half], pcm[half:]))),
            lambda: _encode(pcm),
        )
    joined, changed, seconds, memory = _apart()
    appending, exporting, concatenating = _naive(clips)
    # From the sample to the edition: every `+=` copies all before it; the rest grows evenly.
    more, longer = EDITION / len(clips), seconds * SOUND.rate * 2 / len(pcm)
    rivals = {
        "LAME alone": lame * longer,
        "ffmpeg's concat and encode": concatenating * longer,
        "pydub += and export": appending * more * longer + exporting * longer,
    }
    return [
        ("an episode of stored speech / LAME alone over ready PCM, CPU", ours / lame, "x", 1.20),
        ("the same over two workers, wall", wall / alone, "x", 0.70),
        ("copying the clips' own frames / LAME alone, CPU", copied / lame, "x", 0.70),
        ("(LAME over two workers / LAME: what the machine allows)", halves / alone, "x", math.inf),
        ("join and tag 1,500 mastered clips", joined, "s", 3.0),
        ("the same, an hour of audio", joined * 3600 / seconds, "s", 0.5),
        ("the same, peak memory of the process", memory, "MB", 150.0),
        ("master a changed sentence of it, join and tag", changed, "s", 2.0),
        *(
            (f"join and tag / {name} (from {len(clips)} clips)", joined / cost, "x", 0.10)
            for name, cost in rivals.items()
        ),
    ]


class _Show:
    """Days of speech in a store, each made into an episode as ``tingbao make`` does."""

    def __init__(self, folder: Path, spoken: list[bytes], days: int) -> None:
        self.folder = folder
        self.spoken, self.mastered = Store(folder / "clips"), Store(folder / "mastered")
        for number in range(256):  # as a show has them after its first days
            self.mastered.path(f"{number:02x}").parent.mkdir(parents=True)
        clips = [_clip(place) for place in range(len(spoken) * days)]
        for clip, sound in zip(clips, spoken * days, strict=True):
            self.spoken.put(clip.key, {"format": "mp3"}, sound)
        self.days = iter(
            [clips[first : first + len(spoken)] for first in range(0, len(clips), len(spoken))]
        )

    def make(self, each: Callable[..., Iterable[None]]) -> None:
        """The next day's finished file; ``each`` maps, here or in workers."""
        clips = next(self.days)
        master = partial(studio.master, spoken=self.spoken, mastered=self.mastered, sound=SOUND)
        list(each(master, clips))
        _finish(clips, self.mastered, self.folder)


def _encode(pcm: bytes) -> None:
    speeches.lame(pcm, SOUND.rate, SOUND.bit_rate, mastering.QUALITY)


def _least(clock: Callable[[], float], *works: Callable[[], object]) -> list[float]:
    """The least that ``clock`` shows for each of ``works`` in ROUNDS; they take turns."""
    least = [math.inf for _ in works]
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            begin = clock()
            work()
            least[place] = min(least[place], clock() - begin)
    return least


def _spent() -> float:
    """CPU seconds of this process and of those it started and saw end."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)


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

        copying, exporting, concatenating = _least(_spent, copy, export, concatenate)
        return copying, exporting, concatenating


def _apart() -> tuple[float, float, float, float]:
    """``_join`` in a process of its own, whose memory is nobody else's."""
    done = subprocess.run([sys.executable, "-m", __name__], capture_output=True, check=True)
    took, changed, length, memory = json.loads(done.stdout)
    return took, changed, length, memory


def _join() -> tuple[float, float, float, float]:
    """CPU seconds for an edition of 1,500 clips, and for it with one sentence changed; its length

    in s, and the peak memory in MB.
    """
    from tests.audio.test_studio import speech

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        spoken, mastered = Store(root / "clips"), Store(root / "mastered")
        clips, sound = [_clip(place) for place in range(EDITION)], speech(18.5, 0.2)
        header, frames = studio.master_entry(clips[0], sound, "wav", SOUND)
        for clip in clips:
            mastered.put(studio.key(clip, SOUND), header, frames)
        begin = time.process_time()
        made = _finish(clips, mastered, root)
        took = time.process_time() - begin
        clips[EDITION // 2] = _clip(EDITION)
        spoken.put(clips[EDITION // 2].key, {"format": "wav"}, sound)
        begin = time.process_time()
        studio.master(clips[EDITION // 2], spoken, mastered, SOUND)
        _finish(clips, mastered, root)
        changed = time.process_time() - begin
    # getrusage would tell the parent's peak, which Linux hands on to the process it starts.
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM"))
    return took, changed, made.audio.seconds, int(peak.split()[1]) / 1024


def _finish(clips: Sequence[Clip], mastered: Store, root: Path) -> studio.Finished:
    tags = tagging.Tags(id="d", title="八小时", album="听报", artist="听报", day=date(2022, 1, 1))
    titles = {clip.segment.story: clip.segment.story for clip in clips}
    return studio.finish(clips, mastered, SOUND, tags, titles, root, "day")


def _clip(place: int) -> Clip:
    text = f"第{place}句" + "字" * 60
    segment = Segment(part=Part.BODY, role=Role.ANCHOR, story=f"s{place // 10}", written=text,
                      spoken=text, pinyin="", pause=500)  # fmt: skip
    return Clip(segment=segment, voice=Voice(engine="tone", name="a"), key=f"{place:032x}",
                seconds=0, marks=())  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(_join()))
