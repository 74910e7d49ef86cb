"""Music around clips: where it sounds, how loud, and what an editor may bring."""

import io
import re
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.helpers import edge_server, runs, speeches
from tingbao import edition
from tingbao.audio import composing, ffmpeg, levelling, mastering, mixing, score, waves
from tingbao.errors import AudioError
from tingbao.model import Music, Part, Piece, Role, Segment, Sound

SOUND = Sound()
RATE = SOUND.rate
CHIME, BRIDGE, BED = (Piece(name=name) for name in ("chime", "bridge", "bed"))
OPENING = Music(place="opening", chime=CHIME, bed=BED)
CLOSING = Music(place="closing", bed=BED)
BETWEEN = Music(place="bridge", chime=BRIDGE)


@pytest.fixture(scope="module")
def speech() -> bytes:
    [one] = speeches.speak(speeches.lines(1, shortest=20, longest=20))
    return one.audio


def segments(*parts: tuple[Part, str]) -> list[Segment]:
    return [
        Segment(part=part, role=Role.ANCHOR, story=story, written="x", spoken="x", pinyin="")
        for part, story in parts
    ]


def loudness(samples: np.ndarray) -> float:
    return levelling.integrated(levelling.measure(samples.astype(np.float32), RATE).energy)


def test_music_lies_around_opening_bridges_and_closing_only() -> None:
    own = score.Score(chime=CHIME, bridge=BRIDGE, bed=BED)
    script = segments(
        (Part.OPENING, ""), (Part.NOTICE, ""), (Part.OPENING, ""), (Part.HEADLINE, "1"),
        (Part.BODY, "1"), (Part.HEADLINE, "2"), (Part.BODY, "2"), (Part.BRIDGE, ""),
        (Part.HEADLINE, "3"), (Part.CLOSING, ""), (Part.CLOSING, ""), (Part.NOTICE, ""),
    )  # fmt: skip
    places = [music.place if music else "" for music in own.around(script)]
    assert places == [
        "opening", "", "", "", "", "bridge", "", "bridge", "", "", "closing", "",
    ]  # fmt: skip


@pytest.mark.parametrize("music", [OPENING, CLOSING, BETWEEN])
def test_a_voice_is_as_loud_with_music_as_without(speech: bytes, music: Music) -> None:
    plain = mastering.master(speech, "wav", SOUND)
    mixed = mastering.master(speech, "wav", SOUND, music=music)
    heard = [spoken(one) for one in (plain, mixed)]
    assert loudness(heard[1]) == pytest.approx(loudness(heard[0]), abs=0.3)
    assert mixed.end - mixed.begin == pytest.approx(plain.end - plain.begin)
    assert mixed.peak <= SOUND.peak
    # A word at t in the clip as spoken is heard where the times say: the sound is the same there.
    alike = np.corrcoef(heard[0], heard[1])[0, 1]
    assert alike > 0.97


def spoken(one: mastering.Mastered) -> np.ndarray:
    samples = waves.read(one.frames, RATE)
    first = round((one.begin) * RATE) + 1105
    return samples[first : first + round((one.end - one.begin) * RATE)]


@pytest.mark.parametrize("music", [OPENING, CLOSING])
def test_the_bed_lies_15_lu_and_more_under_speech_and_moves_smoothly(
    speech: bytes, music: Music
) -> None:
    level = levelling.measure(waves.read(speech, RATE), RATE)
    span = waves.speech_span(level.samples, RATE)
    with_bed, head = mixing.mix(level, RATE, span, music)
    bed = with_bed.samples.copy()
    bed[head : head + len(level.samples)] -= level.samples
    under = bed[head + span[0] : head + span[1]]
    assert loudness(under) < level.loudness - 15
    if music is OPENING:
        bed = bed[len(mixing.read(CHIME, RATE)) :]
    assert np.abs(np.diff(bed)).max() < 0.02 * np.abs(level.samples).max()
    after = bed[-round(2.6 * RATE) : -round(1.7 * RATE)]
    assert loudness(under) + 3 < loudness(after) < level.loudness - 10
    assert abs(bed[-1]) < 1e-4


def test_a_clip_with_music_begins_and_ends_in_silence(speech: bytes) -> None:
    for music in (OPENING, CLOSING, BETWEEN):
        samples = waves.read(mastering.master(speech, "wav", SOUND, music=music).frames, RATE)
        assert np.abs(samples[:1100]).max() < 0.01
        assert np.abs(samples[-300:]).max() < 0.001


def test_the_keys_know_the_music_and_its_file_but_not_where_it_lies() -> None:
    own = replace(CHIME, path="/a/chime.wav", digest="d")
    keys = [
        mastering.key("k", SOUND, music=music)
        for music in (None, BETWEEN, OPENING, replace(OPENING, chime=own),
                      replace(OPENING, chime=replace(own, path="/b/chime.wav")))
    ]  # fmt: skip
    assert len(set(keys)) == 4
    assert keys[3] == keys[4]


@pytest.mark.parametrize("name", ["chime", "bridge", "bed"])
@pytest.mark.parametrize("rate", [24_000, 44_100, 48_000])
def test_the_own_pieces_are_the_same_each_time_and_at_each_rate(name: str, rate: int) -> None:
    made = composing.compose(name, rate)
    assert np.array_equal(made, composing.compose(name, rate))
    assert len(made) / rate == pytest.approx(len(composing.compose(name, RATE)) / RATE, abs=0.01)
    assert 0.4 < np.abs(made).max() <= 0.5
    if name == "bed":  # it loops: its end meets its beginning
        assert abs(made[0] - made[-1]) < 3 * np.abs(np.diff(made)).max()
    else:
        assert max(abs(made[0]), abs(made[-1])) < 1e-3


# ------------------------------------------------------------------------------ the editor's


def tone(seconds: float, rate: int, channels: int = 1) -> np.ndarray:
    wave_ = 0.3 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)
    return np.tile(wave_[:, None], channels)


def brought(path: Path) -> Music:
    found = score.read_score(path.parents[2], SOUND)
    assert found
    return Music(place="opening", chime=found.chime, bed=found.bed)


def folder(root: Path) -> Path:
    made = root / "content" / "music"
    made.mkdir(parents=True)
    return made


@pytest.mark.parametrize(
    ("name", "subtype", "rate", "channels"),
    [
        ("片头.wav", "PCM_U8", 8_000, 1),
        ("chime.WAV", "FLOAT", 96_000, 2),
        ("Chime.flac", "PCM_24", 44_100, 2),
        ("chime.ogg", "VORBIS", 48_000, 1),
        ("chime.mp3", "MPEG_LAYER_III", 44_100, 2),
        ("垫乐.aiff", "PCM_16", 22_050, 1),
        ("bed.wav", "ALAW", 8_000, 1),
        ("chime.flac", "PCM_16", 48_000, 6),
    ],
)
def test_music_may_come_in_any_format(
    tmp_path: Path, speech: bytes, name: str, subtype: str, rate: int, channels: int
) -> None:
    path = folder(tmp_path) / name
    soundfile.write(path, tone(1.0, rate, channels), rate, subtype=subtype)
    music = brought(path)
    assert (music.bed if path.stem in ("bed", "垫乐") else music.chime).path == str(path)
    made = mastering.master(speech, "wav", SOUND, music=music)
    assert made.begin > 0.9
    assert made.peak <= SOUND.peak


def test_m4a_comes_by_ffmpeg_and_a_playlist_does_not(tmp_path: Path) -> None:
    path = folder(tmp_path) / "chime.m4a"
    raw = waves.pack(tone(1.0, RATE)[:, 0])
    ffmpeg.run(["-f", "s16le", "-ar", "24000", "-ac", "1", "-i", "-", str(path)], raw)
    assert len(mixing.read(brought(path).chime, RATE)) == pytest.approx(RATE, abs=0.1 * RATE)
    path.rename(tmp_path / "real.m4a")
    path.write_text("#EXTM3U\n#EXTINF:1,\n../../real.m4a\n", encoding="utf-8")
    with pytest.raises(AudioError, match=r"chime\.m4a"):
        mixing.read(brought(path).chime, RATE)


def silent() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(bytes(16_000))
    return file.getvalue()


@pytest.mark.parametrize("name", ["bed.wav", "垫乐.mp3", "bed.m4p"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        "这是一段说明，不是音乐。\n".encode() * 200,
        b"ID3\x03\0\0\0\0\x0f\x76" + bytes(2038),  # a tag alone
        b"\0\0\0\x20ftypM4P \0\0\0\0M4P mp42isom" + bytes(range(256)) * 40,  # as a shop locks it
        silent(),
        silent()[:60],
    ],
)
def test_what_is_no_music_is_refused_by_name_before_the_run(
    tmp_path: Path, content: bytes, name: str
) -> None:
    path = folder(tmp_path) / name
    path.write_bytes(content)
    from tingbao.audio import studio

    with pytest.raises(AudioError, match=rf"{re.escape(name)}.*music = false"):
        studio.prepare(score.read_score(tmp_path, SOUND), SOUND)


def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    with (folder(tmp_path) / "bed.wav").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(AudioError, match=r"bed\.wav.*50 MB"):
        score.read_score(tmp_path, SOUND)


def test_samples_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    path = folder(tmp_path) / "bed.wav"
    soundfile.write(path, np.full(8000, np.nan), 8000, subtype="FLOAT")
    with pytest.raises(AudioError, match=r"bed\.wav"):
        mixing.read(brought(path).bed, RATE)


def test_two_files_for_one_piece_are_named(tmp_path: Path) -> None:
    made = folder(tmp_path)
    for name in ("bed.wav", "垫乐.mp3"):
        (made / name).write_bytes(b"x")
    with pytest.raises(AudioError, match=r"bed\.wav.*垫乐\.mp3"):
        score.read_score(tmp_path, SOUND)


def test_a_credit_beside_the_music_is_no_piece_and_a_stranger_is_told(tmp_path: Path) -> None:
    made = folder(tmp_path)
    for name in ("credits.txt", "theme.wav"):
        (made / name).write_bytes(b"x")
    assert score.strangers(tmp_path) == ["theme.wav"]
    own = score.read_score(tmp_path, SOUND)
    assert own == score.Score(chime=CHIME, bridge=BRIDGE, bed=BED)


def test_silence_is_a_setting(tmp_path: Path) -> None:
    assert score.read_score(tmp_path, replace(SOUND, music=False)) is None


def filmed(path: Path, *sound: str) -> Path:
    """A second of film at ``path``, with the sound that ``sound`` asks of ffmpeg."""
    ffmpeg.run(
        ["-f", "lavfi", "-i", "color=red:s=64x64:r=5:d=1", *sound, "-c:v", "mpeg4", str(path)], b""
    )
    return path


def test_a_film_lends_its_sound_and_one_without_is_refused_by_name(tmp_path: Path) -> None:
    made = folder(tmp_path)
    film = filmed(made / "chime.mp4", "-f", "lavfi", "-i", "sine=440:d=1", "-c:a", "aac")
    heard = mixing.read(brought(film).chime, RATE)
    assert len(heard) == pytest.approx(RATE, abs=0.1 * RATE)
    assert np.abs(np.fft.rfft(heard[:RATE])).argmax() == pytest.approx(440, abs=1)
    filmed(film, "-y")
    with pytest.raises(AudioError, match=r"chime\.mp4"):
        mixing.read(brought(film).chime, RATE)


@pytest.mark.parametrize("kind", ["stereo", "8 bit", "film"])
def test_the_editors_chime_is_heard_in_the_finished_episode(tmp_path: Path, kind: str) -> None:
    root = runs.show(tmp_path / "show", "", "头班车\n\n头班车出站了。\n", engine="tone")
    place = folder(root)
    if kind == "stereo":  # on one side only
        soundfile.write(place / "片头.wav", tone(1, 44_100, 2) * [1.0, 0.0], 44_100)
    elif kind == "8 bit":
        soundfile.write(place / "片头.wav", tone(1, 8_000), 8_000, subtype="PCM_U8")
    else:
        filmed(place / "片头.mp4", "-f", "lavfi", "-i", "sine=440:d=1", "-c:a", "aac")
    assert not edition.make(root, runs.Silent()).broken
    [path] = (root / "audio").glob("*.mp3")
    samples, rate = soundfile.read(path)
    first = samples[rate // 4 : rate * 3 // 4]
    spectrum = np.abs(np.fft.rfft(first * np.hanning(len(first))))
    assert spectrum.argmax() * 2 == pytest.approx(440, abs=4)  # the bed lies far below
    assert loudness(first) > -20


@pytest.mark.parametrize("kind", ["short", "silent", "no sound", "film without sound"])
def test_music_that_cannot_be_used_stops_the_run_before_a_word_is_spoken(
    tmp_path: Path, kind: str
) -> None:
    with edge_server.serving() as server:
        root = runs.show(tmp_path / "show", server.address, "头班车\n\n头班车出站了。\n")
        place = folder(root)
        if kind == "short":
            soundfile.write(place / "片头.wav", tone(0.05, RATE), RATE)
        elif kind == "silent":
            (place / "片头.wav").write_bytes(silent())
        elif kind == "no sound":
            (place / "片头.wav").write_bytes(b"no sound at all")
        else:
            filmed(place / "片头.mp4")
        with pytest.raises(AudioError, match=r"片头\.(wav|mp4).*music = false"):
            edition.make(root, runs.Silent())
        assert server.lines == []
    assert not list((root / "audio").glob("*.mp3"))
