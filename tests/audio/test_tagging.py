"""The tag of a finished MP3, read back by mutagen and by ffmpeg's demuxer."""

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import imageio_ffmpeg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, PictureType
from mutagen.mp3 import MP3

from tests.audio.test_studio import clip, speech
from tests.helpers.episodes import passage
from tingbao.audio import aigc, cover, pictures, studio, tagging
from tingbao.cache import Store
from tingbao.model import Chapter, Part, Show, Sound

DRAWN = cover.draw_show(Show(title="小城晚报", guid="g"))
COVER, SHOWN = pictures.smaller(DRAWN, 1400), pictures.smaller(DRAWN, 600)
GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"
TAGS = tagging.Tags(
    id="2022-12-12/04/3", show=GUID, title="雪后的第一趟班车", album="小城晚报", artist="北方日报",
    day=date(2022, 12, 12), number=3, comment="头班车出站。\n本节目语音由人工智能（AI）合成。",
    producer="001191110000MA00000000X1000", cover=COVER, pictures={"audio/p.jpg": SHOWN},
)  # fmt: skip
HOSTILE = {
    "emoji": ("雪😀👨‍👩‍👧后", "雪😀👨‍👩‍👧后"),
    "right to left": ("שלום \u202eabc\u202c 你好\u200f", "שלום abc 你好"),
    "a lone surrogate": ("雪\ud83d后\udc00", "雪后"),
    "newlines": ("雪\r\n后\u2028的\x85早晨\n", "雪 后 的 早晨"),
    "NUL and controls": ("雪\x00后\x1b[31m\x07", "雪后[31m"),
    "not characters": ("雪\ufffe后\uffff", "雪后"),
    "beyond the BMP": ("𠮷野家𪚥", "𠮷野家𪚥"),
    "slashes": ("A/B//C", "A/B//C"),
    "markup": ("]]><b>&amp;</b>", "]]><b>&amp;</b>"),
    "long": ("长" * 10_000, "长" * 10_000),
    "a byte order mark": ("\ufeff雪后", "\ufeff雪后"),
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, studio.Finished]:
    folder = tmp_path_factory.mktemp("tagged")
    store, sound = Store(folder / "mastered"), Sound()
    clips = [clip("片头。", "", 1000), clip("一句。", "s1", 350), clip("两句。", "s2", 600)]
    for one, heard in zip(clips, [speech(6, 0.05), speech(3, 0.4), speech(4, 0.2)], strict=True):
        header, payload = studio.master_entry(one, heard, "wav", sound)
        store.put(studio.key(one, sound), header, payload)
    titles = {"s1": "老街的灯=又;亮了#", "s2": "桥头的面馆"}
    made = studio.finish(clips, store, sound, TAGS, titles, folder, "day", {"s2": "audio/p.jpg"})
    return folder / made.audio.path, made


def read(content: bytes) -> ID3:
    return ID3(io.BytesIO(content))


# ------------------------------------------------------------------------------ a finished file


def test_it_is_id3v23_and_the_first_thing_in_the_file(
    finished: tuple[Path, studio.Finished],
) -> None:
    path, _ = finished
    assert path.read_bytes()[:5] == b"ID3\x03\x00"
    assert MP3(path).tags.version == (2, 3, 0)
    assert ID3(path, translate=False).version == (2, 3, 0)


def test_every_frame_says_what_it_should(finished: tuple[Path, studio.Finished]) -> None:
    path, _ = finished
    tag = ID3(path, translate=False)  # as it stands in the file, and not as v2.4 would say it
    texts = {name: str(tag[name]) for name in ("TIT2", "TPE1", "TALB", "TYER", "TDAT", "TRCK",
                                               "TCON", "TLAN")}  # fmt: skip
    assert texts == {
        "TIT2": "雪后的第一趟班车", "TPE1": "北方日报", "TALB": "小城晚报", "TYER": "2022",
        "TDAT": "1212", "TRCK": "3", "TCON": "Podcast", "TLAN": "chi",
    }  # fmt: skip
    assert str(ID3(path)["TDRC"]) == "2022-12-12"
    [comment] = tag.getall("COMM")
    assert (comment.lang, str(comment)) == ("chi", TAGS.comment)
    [shown] = tag.getall("APIC")
    assert (shown.type, shown.mime, shown.data) == (PictureType.COVER_FRONT, "image/jpeg", COVER)


def test_the_full_text_is_there_plain_and_timed(finished: tuple[Path, studio.Finished]) -> None:
    path, made = finished
    tag = ID3(path)
    [plain] = tag.getall("USLT")
    assert (plain.lang, plain.text) == ("chi", "片头。\n一句。\n两句。")
    [timed] = tag.getall("SYLT")
    assert (timed.lang, timed.format, timed.type) == ("chi", 2, 1)
    assert timed.text == [(one.segment.written, round(one.begin * 1000)) for one in made.passages]


def test_chapters_have_titles_times_and_their_picture(
    finished: tuple[Path, studio.Finished],
) -> None:
    path, made = finished
    tag = ID3(path)
    [toc] = tag.getall("CTOC")
    assert toc.flags == 3  # top level, ordered
    frames = [tag[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert len(frames) == len(tag.getall("CHAP")) == 3
    for frame, chapter in zip(frames, made.chapters, strict=True):
        assert str(frame.sub_frames["TIT2"]) == chapter.title
        assert frame.start_time == round(chapter.begin * 1000)
        assert frame.end_time == round(chapter.end * 1000)
        assert frame.start_offset == frame.end_offset == 0xFFFFFFFF
    pictures = [[one.data for one in frame.sub_frames.getall("APIC")] for frame in frames]
    assert pictures == [[], [], [SHOWN]]


def test_one_implicit_label(finished: tuple[Path, studio.Finished]) -> None:
    path, _ = finished
    [label] = ID3(path).getall("TXXX")
    assert (label.desc, label.encoding) == ("AIGC", 0)
    expected = aigc.label(TAGS.id, TAGS.producer, GUID)
    assert tagging.labels(path) == label.text == [expected]
    assert aigc.faults(tagging.labels(path), expected) == ()


@pytest.mark.parametrize("name", ["AIGC", "aigc", "my AIGC mark"])
def test_a_second_label_of_any_name_is_found(
    finished: tuple[Path, studio.Finished], tmp_path: Path, name: str
) -> None:
    path = tmp_path / "two.mp3"
    shutil.copy(finished[0], path)
    tag = ID3(path)
    [label] = tag.getall("TXXX")
    if name == "AIGC":
        label.text = [*label.text, *label.text]
    else:
        tag.add(type(label)(encoding=0, desc=name, text=label.text))
    tag.save(path, v2_version=3)
    assert aigc.faults(tagging.labels(path))


def test_ffmpeg_reads_tags_chapters_and_label(
    finished: tuple[Path, studio.Finished],
) -> None:
    """By the demuxer that most players are built on."""
    path, made = finished
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-f", "ffmetadata",
         "-"], capture_output=True, check=True,
    )  # fmt: skip
    assert not done.stderr
    text = re.sub(r"\\(.)", r"\1", done.stdout.decode())
    for pair in ("title=雪后的第一趟班车", "artist=北方日报", "album=小城晚报", "track=3",
                 "genre=Podcast", f"AIGC={tagging.labels(path)[0]}"):  # fmt: skip
        assert f"\n{pair}\n" in text
    chapters = re.findall(
        r"\[CHAPTER\]\nTIMEBASE=1/1000\nSTART=(\d+)\nEND=(\d+)\ntitle=(.*)\n", text
    )
    assert [title for _, _, title in chapters] == [one.title for one in made.chapters]
    # Copying counts from the decoder's delay, 46 ms; ffprobe shows the times as they stand.
    ends = [int(end) / 1000 for _, end, _ in chapters]
    assert ends == pytest.approx([one.end for one in made.chapters], abs=0.048)


@pytest.mark.slow
def test_ffprobe_says_the_same(finished: tuple[Path, studio.Finished]) -> None:
    path, made = finished
    program = shutil.which("ffprobe")
    assert program, "this test wants ffprobe (Debian's package ffmpeg)"
    done = subprocess.run(
        [program, "-v", "warning", "-of", "json", "-show_chapters", "-show_format",
         "-show_streams", str(path)], capture_output=True, check=True,
    )  # fmt: skip
    assert not done.stderr
    found = json.loads(done.stdout)
    assert [(one["start"], one["end"], one["tags"]["title"]) for one in found["chapters"]] == [
        (round(one.begin * 1000), round(one.end * 1000), one.title) for one in made.chapters
    ]
    assert found["format"]["tags"]["title"] == TAGS.title
    assert found["format"]["tags"]["AIGC"] == tagging.labels(path)[0]
    assert [s["codec_name"] for s in found["streams"]] == ["mp3", "mjpeg"]
    assert float(found["format"]["duration"]) == pytest.approx(made.audio.seconds, abs=0.05)


# ------------------------------------------------------------------------------ any content


def built(text: str) -> bytes:
    chapters = [Chapter(title=text, begin=0, end=1.5), Chapter(title="尾", begin=1.5, end=9)]
    said = [passage(Part.BODY, text, 0.5), passage(Part.BODY, "尾。", 2.0)]
    tags = replace(TAGS, title=text, album=text, artist=text, comment=text, cover=b"")
    return tagging.build(tags, said, chapters)


@pytest.mark.parametrize(("text", "kept"), HOSTILE.values(), ids=HOSTILE)
def test_titles_of_every_kind_of_character_are_read_back(text: str, kept: str) -> None:
    tag = read(built(text))
    for name in ("TIT2", "TALB", "TPE1"):
        assert str(tag[name]) == kept
    assert str(tag["CHAP:chp0"].sub_frames["TIT2"]) == kept
    assert str(tag["CHAP:chp1"].sub_frames["TIT2"]) == "尾"


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_tagged_and_read_back_whole(text: str) -> None:
    tag = read(built(text))
    [timed] = tag.getall("SYLT")
    assert [at for _, at in timed.text] == [500, 2000]
    assert timed.text[1][0] == "尾。"
    [plain] = tag.getall("USLT")
    assert plain.text.endswith("\n尾。")
    visible = [c for c in text if c.isalnum()]
    assert [c for c in timed.text[0][0] if c.isalnum()] == visible
    assert aigc.faults(tag["TXXX:AIGC"].text) == ()


def test_more_chapters_than_a_table_holds_are_all_reached() -> None:
    chapters = [Chapter(title=f"第{n}篇", begin=n, end=n + 1) for n in range(600)]
    tag = read(tagging.build(TAGS, [], chapters))
    reached = [
        str(tag[f"CHAP:{name}"].sub_frames["TIT2"])
        for table in tag["CTOC:toc"].child_element_ids
        for name in tag[f"CTOC:{table}"].child_element_ids
    ]
    assert reached == [chapter.title for chapter in chapters]
    assert all(len(one.child_element_ids) <= 255 for one in tag.getall("CTOC"))


def test_what_is_empty_has_no_frame() -> None:
    bare = tagging.Tags(id="d/1", title="一", album="二", artist="三", day=date(2022, 12, 12))
    tag = read(tagging.build(bare, [], []))
    assert {key.partition(":")[0] for key in tag} == {
        "TIT2", "TALB", "TPE1", "TDRC", "TCON", "TLAN", "TXXX",
    }  # fmt: skip


def test_the_same_input_gives_the_same_bytes() -> None:
    assert built("雪") == built("雪")
