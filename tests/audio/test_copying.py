"""``mastering = "copy"``: the service's own frames, bit for bit but for their gain."""

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.mp3 import MP3

from tests.audio.test_finished import FFMPEG, FRAME, PAGE, RATE, Made, ffmpeg
from tests.audio.test_studio import speech
from tests.helpers import edge_server, runs, speeches
from tingbao import inspection
from tingbao.audio import copying, frames, granules, joining, mastering, waves
from tingbao.errors import AudioError
from tingbao.model import Music, Piece, Sound, Speech

SOUND = Sound(mastering="copy", bit_rate=48)
STEP = granules.STEP


# ------------------------------------------------------------------ whole episodes, both ways


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """An episode of the stand-in Edge, encoded again and copied."""
    made = {}
    with edge_server.serving() as server:
        for way in ("encode", "copy"):
            root = tmp_path_factory.mktemp(way)
            runs.show(root, server.address, PAGE, grouping="day")
            made[way] = remade(root, way)
    return made


def remade(root: Path, way: str) -> Made:
    """The one episode of the show in ``root``, mastered the given ``way``."""
    path = root / "tingbao.toml"
    text = path.read_text(encoding="utf-8")
    if "[sound]" not in text:
        text += f'[sound]\nmusic = false\nmastering = "{way}"\n'
        path.write_text(text, encoding="utf-8")
    done = runs.tingbao(root, "make")
    assert done.returncode == 0, done.stderr
    (episode,) = runs.episodes(root)
    return Made(episode, root / episode.audio.path)


def test_both_ways_give_the_same_times(both: dict[str, Made]) -> None:
    encoded, copied = (both[way].episode for way in ("encode", "copy"))
    frame = FRAME / RATE + 1e-6
    assert len(copied.passages) == len(encoded.passages) > 15
    for one, other in zip(copied.passages, encoded.passages, strict=True):
        assert one.segment == other.segment
        assert one.begin == pytest.approx(other.begin, abs=frame)
        assert one.end == pytest.approx(other.end, abs=frame)
        assert len(one.marks) == len(other.marks)
        for mark, known in zip(one.marks, other.marks, strict=True):
            assert mark.begin == pytest.approx(known.begin, abs=frame)
    assert [c.title for c in copied.chapters] == [c.title for c in encoded.chapters]
    for chapter, known in zip(copied.chapters, encoded.chapters, strict=True):
        assert chapter.begin == pytest.approx(known.begin, abs=frame)
        assert chapter.end == pytest.approx(known.end, abs=frame)
    assert copied.audio.seconds == pytest.approx(encoded.audio.seconds, abs=frame)


def test_the_sound_lies_where_the_times_say(both: dict[str, Made]) -> None:
    """Of both: the clips begin with a tone that rises within 10 ms."""
    for one in both.values():
        loud = np.abs(one.samples) > 0.02
        for before, passage in pairwise(one.episode.passages):
            place = round((before.end + passage.begin) / 2 * RATE)
            first = place + int(loud[place:].argmax())
            assert first / RATE == pytest.approx(passage.begin, abs=0.024)


def test_pauses_are_the_ones_asked(both: dict[str, Made]) -> None:
    for before, after in pairwise(both["copy"].episode.passages):
        assert after.begin - before.end == pytest.approx(before.segment.pause / 1000, abs=0.03)


def test_joints_are_digital_silence_without_a_click(both: dict[str, Made]) -> None:
    made = both["copy"]
    for before, after in pairwise(made.episode.passages):
        begin, end = round(before.end * RATE), round(after.begin * RATE)
        pause = made.samples[begin + 3 * FRAME : end - 3 * FRAME]
        assert np.abs(pause).max() < 1 / 65_536, before.segment.written  # none in 16 bits
        edges = made.samples[begin + RATE // 100 : end - FRAME]
        assert np.abs(np.diff(edges)).max() < 0.02


def test_loudness_and_true_peak_are_the_ones_asked(both: dict[str, Made]) -> None:
    done = ffmpeg("-i", str(both["copy"].path), "-af", "ebur128=peak=true", "-f", "null", "-")
    summary = done.stderr.decode().rpartition("Summary:")[2]
    assert float(re.search(r"I:\s+(\S+) LUFS", summary)[1]) == pytest.approx(-16, abs=0.5)
    assert float(re.search(r"Peak:\s+(\S+) dBFS", summary)[1]) <= -1


def test_length_is_one_by_tag_by_decoder_and_by_record(both: dict[str, Made]) -> None:
    made, frame = both["copy"], FRAME / RATE
    info = MP3(made.path).info
    assert info.length == pytest.approx(made.episode.audio.seconds, abs=frame)
    assert info.bitrate // 1000 == 48
    assert len(made.samples) / RATE == pytest.approx(made.episode.audio.seconds, abs=frame)


def test_no_decoder_warns(both: dict[str, Made]) -> None:
    done = ffmpeg("-v", "warning", "-i", str(both["copy"].path), "-f", "null", "-")
    assert not done.stderr.decode()


@pytest.mark.slow
def test_mp3val_finds_nothing_wrong(both: dict[str, Made]) -> None:
    program = shutil.which("mp3val")
    assert program, "this test wants mp3val (Debian's package of that name)"
    done = subprocess.run([program, str(both["copy"].path)], capture_output=True, text=True)
    assert "INFO" in done.stdout
    assert not [line for line in done.stdout.splitlines() if "WARNING" in line or "ERROR" in line]


def test_every_clip_lies_in_the_file_bit_for_bit_as_it_came(both: dict[str, Made]) -> None:
    """But the notice, which is slowed and so encoded. Found by main data, gain apart."""
    made = both["copy"]
    content = made.path.read_bytes()
    tag = MP3(made.path).tags.size
    bare = content[tag + frames.length(content[tag : tag + 4]) :]
    assert all(bare[place : place + 4] == bare[:4] for place in frames.places(bare)[:-1])
    found = granules.take_apart(bare, RATE)
    copied = 0
    for passage in made.episode.passages:
        source = granules.take_apart(edge_server.tones(passage.segment.spoken), RATE)
        loud = [place for place, main in enumerate(source.main) if main]
        own = source.main[loud[0] : loud[-1] + 1]
        places = [
            place
            for place, main in enumerate(found.main)
            if main == own[0] and found.main[place : place + len(own)] == own
        ]
        if passage.segment.pace:
            assert not places
            continue
        copied += 1
        [first] = places
        rows = found.side[[first - loud[0] + place for place in loud]]
        steps = np.diff(gains(rows) - gains(source.side[loud]))
        assert list(np.abs(steps[steps != 0])) in ([], [1])  # at most once, where it is softest
        keep = np.ones(72, bool)
        keep[:8] = keep[30:38] = False  # where the main data begin, and the gain
        assert np.array_equal(rows[:, keep], source.side[loud][:, keep])
    assert copied == len(made.episode.passages) - 1


@pytest.mark.slow
def test_with_music_both_ways_give_the_same_times_too(tmp_path: Path) -> None:
    """The clips with music are encoded either way; the others are copied."""
    made = {}
    with edge_server.serving() as server:
        for way in ("encode", "copy"):
            root = runs.show(tmp_path / way, server.address, PAGE, grouping="day")
            toml = root / "tingbao.toml"
            text = toml.read_text(encoding="utf-8") + f'[sound]\nmastering = "{way}"\n'
            toml.write_text(text, encoding="utf-8")
            made[way] = remade(root, way)
    frame = FRAME / RATE + 1e-6
    copied, encoded = (made[way].episode for way in ("copy", "encode"))
    for one, other in zip(copied.passages, encoded.passages, strict=True):
        assert one.begin == pytest.approx(other.begin, abs=frame)
        assert one.end == pytest.approx(other.end, abs=frame)
    assert copied.audio.seconds == pytest.approx(encoded.audio.seconds, abs=frame)
    heads = [json.loads(path.read_bytes().partition(b"\n")[0])
             for path in (tmp_path / "copy" / "audio" / "mastered").glob("??/*")]  # fmt: skip
    kept = [head["reached"] is not None for head in heads]
    # Opening, notice, closing, and the first line of each story but the first are encoded.
    assert kept.count(False) == 5
    assert kept.count(True) > 10


def gains(side: np.ndarray) -> np.ndarray:
    """global_gain of each row of an MPEG-2 frame's side information."""
    return np.packbits(side[:, 30:38], axis=1)[:, 0].astype(int)


@pytest.mark.slow
def test_a_changed_sentence_touches_one_clip(tmp_path: Path) -> None:
    with edge_server.serving() as server:
        root = runs.show(tmp_path / "show", server.address, PAGE)
        remade_path = root / "tingbao.toml"
        remade_path.write_text(
            remade_path.read_text(encoding="utf-8") + '[sound]\nmastering = "copy"\n',
            encoding="utf-8",
        )
        assert runs.tingbao(root, "make").returncode == 0
        store = root / "audio" / "mastered"
        before = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}
        page = next((root / "content").rglob("*.txt"))
        page.write_text(PAGE.replace("还是8元", "还是9元"), encoding="utf-8")
        assert runs.tingbao(root, "make").returncode == 0
        after = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before} == before
    assert len(after) == len(before) + 1


@pytest.mark.parametrize(
    ("engine", "music", "told"),
    [
        ("edge", "true", "music = false"),
        ("edge", "false", ""),
        ("espeak", "false", "encoded once"),
        ("tone", "true", "encoded once"),
    ],
)
def test_check_says_what_is_encoded_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, music: str, told: str
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    root = runs.show(tmp_path / "show", "", PAGE, engine=engine)
    toml = root / "tingbao.toml"
    text = f'[sound]\nmastering = "copy"\nmusic = {music}\n'
    toml.write_text(toml.read_text(encoding="utf-8") + text, encoding="utf-8")
    found = [one for one in inspection.check(root) if one.where == "sound.mastering"]
    assert len(found) == bool(told)
    assert all(told in one.sentence and not one.grave for one in found)


# --------------------------------------------------------------------------- single clips


@pytest.fixture(scope="module")
def spoken() -> list[Speech]:
    return speeches.speak(speeches.lines(6, shortest=12, longest=40))


def decoded(stream: bytes, rate: int = RATE) -> np.ndarray:
    return waves.read(stream, rate)


def buzz(rate: int, bit_rate: int, level: float = 0.1) -> bytes:
    """A voice-like clip whose peaks leave room, as an MP3 of LAME's."""
    heard, _ = soundfile.read(io.BytesIO(speech(4, level, rate)))
    return speeches.mp3(heard, rate, bit_rate, 2)


@pytest.mark.parametrize(
    ("rate", "own", "shows"), [(24_000, 48, 48), (24_000, 48, 96), (48_000, 96, 96)]
)
def test_a_copy_differs_by_its_gain_alone(rate: int, own: int, shows: int) -> None:
    source = buzz(rate, own)
    made = copying.copy(source, "mp3", Sound(rate=rate, bit_rate=shows, mastering="copy"))
    known, heard = decoded(source, rate), decoded(made.frames, rate)
    first = round(made.begin * rate) + frames.DELAY  # in the frames as they are decoded
    began = round((made.begin + made.lead) * rate)  # in the clip as spoken
    count = round((made.end - made.begin) * rate)
    one, other = heard[first : first + count], known[began : began + count]
    gain = float(one @ other / (other @ other))
    assert 20 * np.log10(gain) / STEP == pytest.approx(round(20 * np.log10(gain) / STEP), abs=1e-4)
    noise = one - gain * other
    assert 10 * np.log10((one @ one) / (noise @ noise)) > 100
    assert made.reached == pytest.approx(-16, abs=0.3)
    assert made.peak <= -1
    assert not heard[-FRAME // 2 :].any()


@pytest.mark.parametrize("first", [40, 41, 42, 43, 47])
def test_a_cut_in_full_sound_takes_its_reservoir_along(spoken: list[Speech], first: int) -> None:
    source = speeches.as_edge(spoken[0], 0.5)
    backs = [source[place + 4] for place in frames.places(source)[:-1]]
    assert max(backs[first : first + 3]) > 0  # they lean on what is cut away
    coded = granules.take_apart(source, RATE)
    laid, before = granules.lay(coded.cut(first, first + 60), 48, 0, 2)
    assert frames.count(laid) == before + 62
    known, heard = decoded(source), decoded(laid)
    start = (before + 2) * FRAME  # the transform and the filter bank are led in by two frames
    there = known[(first + 2) * FRAME : (first + 60) * FRAME]
    assert np.abs(there).max() > 0.01
    assert np.abs(heard[start : start + len(there)] - there).max() < 1e-6
    done = subprocess.run(
        ["ffmpeg", "-v", "warning", "-f", "mp3", "-i", "-", "-f", "null", "-"],
        executable=FFMPEG, input=laid, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0
    assert not done.stderr


def test_checksums_are_left_out_of_new_frames() -> None:
    coded = granules.take_apart(buzz(RATE, 48), RATE)
    laid, _ = granules.lay(coded, 160, 0, 0)
    size = frames.length(laid[:4])
    rows = [laid[at : at + size] for at in range(0, len(laid), size)]
    assert not any(row[4] for row in rows)  # nothing leans, so two bytes can be put in
    guarded = b"".join(
        row[:1] + bytes([row[1] & 0xFE]) + row[2:4] + b"\xab\xcd" + row[4:-2] for row in rows
    )
    again = granules.take_apart(guarded, RATE)
    assert again.main == coded.main
    assert np.array_equal(again.side[:, 9:], coded.side[:, 9:])


def test_what_leans_on_frames_that_never_came_is_silent_as_to_every_decoder() -> None:
    source = buzz(RATE, 48, 0.5)
    at = frames.places(source)
    torn = source[at[30] :]
    assert torn[4]
    coded = granules.take_apart(torn, RATE)
    assert not coded.main[0]
    assert coded.main[5:] == granules.take_apart(source, RATE).main[35:]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (buzz(44_100, 64), "24000"),
        (buzz(RATE, 48)[:-1], "cut short|不完整"),
        (b"no sound at all, but long enough for a frame", "MP3"),
        (b"", "MP3"),
        (buzz(RATE, 160, 0.5), "bit_rate"),
        (frames.info(RATE, 48, [(207, 29_808)], 0) + buzz(RATE, 48), "differ in length"),
    ],
)
def test_an_mp3_that_cannot_be_copied_is_refused_with_its_remedy(source: bytes, why: str) -> None:
    with pytest.raises(AudioError, match=why) as refused:
        copying.copy(source, "mp3", SOUND)
    assert "mastering" in str(refused.value)


def test_no_damage_is_more_than_an_error() -> None:
    """Bytes changed anywhere: either refused, or frames that stand alone come of it."""
    source, dice = buzz(RATE, 48), np.random.default_rng(1)
    refused = 0
    for _ in range(300):
        damaged = bytearray(source)
        for place in dice.integers(0, len(source), dice.integers(1, 6)):
            damaged[place] = dice.integers(0, 256)
        for place in dice.choice(frames.places(source)[:-1], 2):
            damaged[place + dice.integers(4, 9)] = dice.integers(0, 256)  # side information
        try:
            coded = granules.take_apart(bytes(damaged), RATE)
            laid, before = granules.lay(coded.cut(20, 60), 64, 0, 2)
        except AudioError:
            refused += 1
            continue
        assert frames.count(granules.turn(laid, RATE, -3)) == before + 42
        assert laid[4] == 0
        assert granules.take_apart(laid, RATE).main[before:-2] == coded.main[20:60]
    assert 0 < refused < 300


def test_stereo_is_refused() -> None:
    made = ffmpeg(
        "-v", "error", "-f", "lavfi", "-i", "sine=d=1:r=24000", "-ac", "2", "-b:a", "48k",
        "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", "-",
    ).stdout  # fmt: skip
    with pytest.raises(AudioError, match=r"mono|单声道"):
        copying.copy(made, "mp3", SOUND)


def test_damaged_side_information_is_refused() -> None:
    source = bytearray(buzz(RATE, 48))
    place = frames.places(bytes(source))[40]
    source[place + 5] |= 0x7F  # part2_3_length: more than any frame holds
    with pytest.raises(AudioError, match=r"main data|主数据"):
        copying.copy(bytes(source), "mp3", SOUND)


def test_what_must_be_changed_is_encoded_and_nothing_else() -> None:
    source, wave = buzz(RATE, 48), speech(2, 0.2)
    chime = Music(place="bridge", chime=Piece(name="bridge"))
    assert copying.copy(wave, "wav", SOUND) == mastering.master(wave, "wav", SOUND)
    mixed = copying.copy(source, "mp3", SOUND, music=chime)
    assert mixed == mastering.master(source, "mp3", SOUND, music=chime)
    slowed = copying.copy(source, "mp3", SOUND, pace=140, characters=40)
    assert slowed.stretch > 1
    assert slowed.reached is None
    at_pace = copying.copy(source, "mp3", SOUND, pace=140, characters=9)
    assert at_pace.stretch == 1
    assert at_pace.reached is not None


def test_keys_tell_copies_from_encoded_clips() -> None:
    encode = replace(SOUND, mastering="encode")
    assert copying.key("k", SOUND) != mastering.key("k", encode)
    assert copying.key("k", SOUND) != copying.key("k", replace(SOUND, loudness=-19.0))


def test_frames_turned_by_a_step_are_louder_by_it_alone() -> None:
    made = copying.copy(buzz(RATE, 48), "mp3", SOUND).frames
    softer = granules.turn(made, RATE, -1)
    assert len(softer) == len(made)
    assert np.allclose(decoded(softer), decoded(made) * 10 ** (-STEP / 20), atol=1e-6)
    assert granules.turn(softer, RATE, 1) == made


def test_each_speech_lies_within_half_a_frame_of_where_the_pauses_put_it() -> None:
    dice, frame = np.random.default_rng(5), FRAME / RATE
    pieces = []
    for _ in range(400):
        begin, length = dice.uniform(0.018, 0.042), dice.uniform(0.5, 9)
        count = int(np.ceil((begin + length + 0.1) / frame))
        pieces.append(joining.Piece(count=count, size=1, begin=begin, end=begin + length,
                                    pause=int(dice.integers(200, 1500))))  # fmt: skip
    layout = joining.lay_out(pieces, SOUND)
    ideal = joining.HEAD
    for piece, start in zip(pieces, layout.starts, strict=True):
        assert start + piece.begin == pytest.approx(ideal, abs=frame / 2 + 1e-9)
        ideal += piece.end - piece.begin + piece.pause / 1000
