"""M4A and Opus: the same sound at the same times, tagged, and made from no MP3."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
import soundfile
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from tests.audio.test_studio import clip, measured, speech
from tests.helpers import edge_server, runs
from tests.helpers.episodes import picture
from tingbao.audio import aigc, alternates, ffmpeg, studio, tagging
from tingbao.cache import Store
from tingbao.errors import AudioError
from tingbao.model import Sound

SOUND = Sound(formats=("mp3", "m4a", "opus"))
PICTURE = picture()
TITLE = '《标题》= a;b#c\\d "e" 😀\n二'


def made(folder: Path, sound: Sound = SOUND, sounds: list[bytes] | None = None) -> studio.Finished:
    sounds = sounds or [speech(6, 0.05), speech(3, 0.4), speech(4, 0.2)]
    store = Store(folder / "mastered")
    clips = [clip("片头", "", 1000), clip("一", "s1", 350), clip("二", "s2", 600)]
    for one, heard in zip(clips, sounds, strict=True):
        header, payload = studio.master_entry(one, heard, "wav", sound)
        store.put(studio.key(one, sound), header, payload)
    tags = tagging.Tags(
        id="d/1", title=TITLE, album="听报", artist="报社", day=date(2022, 12, 12), number=3,
        comment="说明", producer="001191110000MA00000000X10001", cover=PICTURE,
    )  # fmt: skip
    return studio.finish(clips, store, sound, tags, {"s1": TITLE, "s2": "乙"}, folder, "day")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, studio.Finished]:
    folder = tmp_path_factory.mktemp("alternates")
    return folder, made(folder)


def decoded(path: Path) -> np.ndarray:
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-i", str(path),
         "-f", "s16le", "-ac", "1", "-ar", "24000", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    # ffmpeg says this of any M4A with a cover: a picture has no timescale.
    said = [line for line in done.stderr.splitlines() if b"timescale not set" not in line]
    assert not said
    return np.frombuffer(done.stdout, "<i2").astype(float)


def test_both_are_named_as_the_feed_needs_them(finished: tuple[Path, studio.Finished]) -> None:
    folder, made_ = finished
    assert [one.type for one in made_.alternates] == ["audio/mp4", "audio/ogg"]
    for one in made_.alternates:
        path = folder / one.path
        assert path.stat().st_size == one.size
        assert one.bit_rate == pytest.approx(one.size * 8 / one.seconds, rel=0.01)
        assert one.seconds == made_.audio.seconds
    assert not list((folder / "audio").glob(".*"))


@pytest.mark.parametrize("place", [0, 1])
def test_sound_times_and_loudness_are_the_mp3s(
    finished: tuple[Path, studio.Finished], place: int
) -> None:
    folder, made_ = finished
    mp3 = decoded(folder / made_.audio.path)
    other = decoded(folder / made_.alternates[place].path)
    assert len(other) / 24_000 == pytest.approx(made_.audio.seconds, abs=0.05)
    size = min(len(mp3), len(other))
    spectrum = np.fft.rfft(mp3[:size]) * np.conj(np.fft.rfft(other[:size]))
    assert abs((int(np.fft.irfft(spectrum).argmax()) + size // 2) % size - size // 2) <= 24
    loudness, peak, _ = measured(folder / made_.alternates[place].path)
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1


def harsh(seed: int) -> bytes:
    """Bursts of noise at full scale: encoders add more to its peaks than to any voice's."""
    dice = np.random.default_rng(seed)
    bursts = np.sin(2 * np.pi * 3 * np.arange(96_000) / 24_000) > -0.3
    file = io.BytesIO()
    noise = np.pad(0.5 * np.sign(dice.normal(size=96_000)) * bursts, (2400, 9600))
    soundfile.write(file, noise, 24_000, format="WAV")
    return file.getvalue()


def test_a_clip_whose_peaks_grow_in_encoding_is_turned_down_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    peaks = alternates._peaks
    monkeypatch.setattr(alternates, "_peaks", lambda *given: seen.append(peaks(*given)) or seen[-1])
    loud = replace(SOUND, bit_rate=48, loudness=-12.0)
    made_ = made(tmp_path, loud, [speech(6, 0.05), harsh(3), speech(4, 0.2)])
    assert seen[0][1] > loud.peak or seen[1][1] > loud.peak  # it was over, the others not
    assert len(seen) > 2
    for one in made_.alternates:
        loudness, peak, _ = measured(tmp_path / one.path)
        assert peak <= loud.peak
        assert loudness == pytest.approx(-12, abs=1)


def test_the_m4a_is_tagged(finished: tuple[Path, studio.Finished]) -> None:
    folder, made_ = finished
    file = MP4(folder / made_.alternates[0].path)
    assert file["\xa9nam"] == [TITLE]
    assert file["trkn"] == [(3, 0)]
    for atom, value in (("ART", "报社"), ("alb", "听报"), ("day", "2022-12-12"), ("cmt", "说明"),
                        ("gen", "Podcast"), ("lyr", "片头\n一\n二")):  # fmt: skip
        assert file["\xa9" + atom] == [value]
    assert file["----:com.apple.iTunes:LANGUAGE"] == [b"chi"]
    assert bytes(file["covr"][0]) == PICTURE
    [label] = file["----:com.apple.iTunes:AIGC"]
    assert bytes(label).decode() == aigc.label("d/1", "001191110000MA00000000X10001")
    assert [one.title for one in file.chapters] == ["开场", " ".join(TITLE.split()), "乙"]
    assert [one.start for one in file.chapters] == pytest.approx(
        [one.begin for one in made_.chapters], abs=0.001
    )


def test_the_opus_is_tagged(finished: tuple[Path, studio.Finished]) -> None:
    folder, made_ = finished
    file = OggOpus(folder / made_.alternates[1].path)
    for name, value in (("title", TITLE), ("artist", "报社"), ("album", "听报"),
                        ("date", "2022-12-12"), ("comment", "说明"), ("genre", "Podcast"),
                        ("tracknumber", "3"), ("lyrics", "片头\n一\n二"),
                        ("language", "chi")):  # fmt: skip
        assert file[name] == [value]
    assert file["AIGC"] == [aigc.label("d/1", "001191110000MA00000000X10001")]
    assert file["CHAPTER000"] == ["00:00:00.000"]
    assert file["CHAPTER001NAME"] == [" ".join(TITLE.split())]
    assert len(file["METADATA_BLOCK_PICTURE"]) == 1


def test_the_same_input_gives_the_same_bytes(
    finished: tuple[Path, studio.Finished], tmp_path: Path
) -> None:
    assert made(tmp_path).alternates == finished[1].alternates


def test_mp3_alone_keeps_no_second_copy_of_the_sound(tmp_path: Path) -> None:
    one = clip("一", "s1", 350)
    sizes = [
        len(studio.master_entry(one, speech(3, 0.4), "wav", sound)[1])
        for sound in (replace(SOUND, formats=("mp3",)), SOUND)
    ]
    assert sizes[0] * 2 < sizes[1]
    assert studio.key(one, SOUND) != studio.key(one, replace(SOUND, formats=("mp3",)))


@pytest.mark.parametrize("place", [0, 1])
def test_the_label_is_read_back_and_its_faults_are_told(
    finished: tuple[Path, studio.Finished], place: int, tmp_path: Path
) -> None:
    folder, made_ = finished
    path = tmp_path / Path(made_.alternates[place].path).name
    path.write_bytes((folder / made_.alternates[place].path).read_bytes())
    assert aigc.faults(tagging.labels(path)) == ()
    file = (MP4, OggOpus)[place](path)
    name = ("----:com.apple.iTunes:AIGC", "AIGC")[place]
    label = '{"Label":"1"}'
    file[name] = [(label.encode(), label)[place]]
    file.save()
    assert len(aigc.faults(tagging.labels(path))) == 1
    del file[name]
    file.save()
    assert len(aigc.faults(tagging.labels(path))) == 1
    path.write_bytes(b"no sound")
    with pytest.raises(AudioError, match=path.name):
        aigc.faults(tagging.labels(path))


def poor_ffmpeg(folder: Path) -> Path:
    """An ffmpeg without libopus."""
    poor = folder / "ffmpeg"
    poor.write_text(
        f"#!{sys.executable}\nprint('Encoders:\\n ------\\n A....D aac  AAC')\n", encoding="utf-8"
    )
    poor.chmod(0o755)
    return poor


@pytest.mark.parametrize("command", ["check", "make"])
def test_an_encoder_that_the_systems_ffmpeg_lacks_is_said_before_a_word_is_spoken(
    tmp_path: Path, command: str
) -> None:
    with edge_server.serving() as server:
        root = runs.show(tmp_path / "show", server.address, "头班车\n\n头班车出站了。\n")
        toml = root / "tingbao.toml"
        toml.write_text(
            toml.read_text(encoding="utf-8")
            + f'[sound]\nformats = ["mp3", "opus"]\n[tools]\nffmpeg = "{poor_ffmpeg(tmp_path)}"\n',
            encoding="utf-8",
        )
        done = runs.tingbao(root, command)
        assert done.returncode == 1
        assert "libopus" in done.stdout + done.stderr
        assert server.lines == []
    assert not list((root / "audio").glob("*.mp3"))


@pytest.mark.slow
def test_check_reads_the_label_of_every_format(tmp_path: Path) -> None:
    with edge_server.serving() as server:
        root = runs.show(tmp_path / "show", server.address, "头班车\n\n头班车出站了。\n")
        toml = root / "tingbao.toml"
        toml.write_text(
            toml.read_text(encoding="utf-8") + '[sound]\nformats = ["mp3", "m4a", "opus"]\n',
            encoding="utf-8",
        )
        assert runs.tingbao(root, "make").returncode == 0
    assert unlabelled(root) == []
    stripped = []
    for kind, suffix in ((MP4, "m4a"), (OggOpus, "opus")):
        [path] = (root / "audio").glob(f"*.{suffix}")
        kind(path).delete()
        stripped.append(f"audio/{path.name}")
    assert unlabelled(root) == stripped


def unlabelled(root: Path) -> list[str]:
    """The files that ``check`` finds without an implicit label."""
    findings = json.loads(runs.tingbao(root, "check", "--json").stdout)
    return [one["where"] for one in findings if "exactly one implicit label" in one["sentence"]]


def test_a_missing_encoder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(poor_ffmpeg(tmp_path)))
    alternates.require(replace(SOUND, formats=("mp3", "m4a")))
    with pytest.raises(AudioError, match=r"ffmpeg.*libopus"):
        studio.prepare(None, SOUND)


def test_an_ffmpeg_that_breaks_off_is_an_error(tmp_path: Path) -> None:
    def feed() -> None:
        with ffmpeg.fed(["-f", "nonsense", "-i", "-", str(tmp_path / "x.m4a")]) as pipe:
            for _ in range(100):
                pipe.write(bytes(100_000))

    with pytest.raises(AudioError, match="ffmpeg"):
        feed()


@pytest.mark.parametrize(
    "block", [10, 1000, 100_000]
)  # bytes: some of it left in the pipe's buffer
def test_what_ffmpeg_says_is_not_hidden_by_the_pipe_that_it_left(
    tmp_path: Path, block: int
) -> None:
    def feed() -> None:
        refused = ["-f", "s16le", "-i", "-", "-nonsense", str(tmp_path / "x.m4a")]
        with ffmpeg.fed(refused) as pipe:
            for _ in range(200):
                pipe.write(bytes(block))

    with pytest.raises(AudioError, match="Option not found"):
        feed()
