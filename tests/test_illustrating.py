"""Covers and chapter pictures of whole shows: where they appear, and when they are made again."""

import io
import json
import re
import shutil
import time
from pathlib import Path

import pytest
from lxml import etree
from mutagen.id3 import ID3
from PIL import Image

from tests.test_edition import Silent, episodes
from tingbao import edition, finishing, illustrating
from tingbao.audio import cover, pictures
from tingbao.errors import TingbaoError
from tingbao.feed.tags import PSC
from tingbao.gathering import gather
from tingbao.publishing.parcel import pack
from tingbao.records import Records
from tingbao.settings import read_settings

ADDRESS = "https://paper.example/tingbao/"
DAY = "2022-12-12"
WITH_PICTURE = """\
---
image: bus.jpg
---
雪后的第一趟班车

本报记者●王丹

▲头班车出站。

头班车5点40分出站，车上坐了23个人。
"""
WITHOUT = "老街的灯又亮了\n\n本报记者●刘琪\n\n入夜，灯一盏一盏亮起来。\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("show")
    edition.init(root, "小城晚报")
    toml = root / "tingbao.toml"
    text = toml.read_text(encoding="utf-8").replace('"story"', '"day"') + "music = false\n"
    text = text.replace("# address", f'address = "{ADDRESS}"\n# address')
    toml.write_text(text, encoding="utf-8")
    folder = root / "content" / DAY
    folder.mkdir()
    (folder / "01.txt").write_text(WITH_PICTURE, encoding="utf-8")
    (folder / "02.txt").write_text(WITHOUT, encoding="utf-8")
    Image.new("RGB", (2000, 1500), "#336699").save(folder / "bus.jpg")
    assert not make(root).broken
    return root


@pytest.fixture
def show(made: Path, tmp_path: Path) -> Path:
    root = tmp_path / "copy"
    shutil.copytree(made, root)
    return root


def make(root: Path, *, redo: bool = False) -> edition.Made:
    return edition.make(root, Silent(), engine="tone", redo=redo)


def size(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as opened:
        assert (opened.format, opened.mode) == ("JPEG", "RGB")
        return opened.size


def page(root: Path) -> Path:
    return root / "content" / DAY / "01.txt"


def jpegs(root: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (root / "audio").glob("*.jpg")}


# ------------------------------------------------------------------------------ where they appear


def test_a_chapter_shows_its_storys_picture_and_no_other(made: Path) -> None:
    [episode] = episodes(made)
    shown = {chapter.title: chapter.image for chapter in episode.chapters}
    assert re.fullmatch(r"audio/picture-[0-9a-f]{16}\.jpg", shown.pop("雪后的第一趟班车"))
    assert set(shown.values()) == {""}


def test_the_tag_has_it_small_and_the_cover(made: Path) -> None:
    [episode] = episodes(made)
    tag = ID3(made / episode.audio.path)
    assert size(tag.getall("APIC")[0].data) == (1500, 1500)
    inside = {
        str(frame.sub_frames["TIT2"]): [f.data for f in frame.sub_frames.getall("APIC")]
        for frame in tag.getall("CHAP")
    }
    assert size(inside.pop("雪后的第一趟班车")[0]) == (600, 450)
    assert not any(inside.values())


def test_chapters_page_notes_and_feed_lead_to_it(made: Path) -> None:
    [episode] = episodes(made)
    [image] = [chapter.image for chapter in episode.chapters if chapter.image]
    assert size((made / image).read_bytes()) == (1200, 900)
    stem = made / "feed" / "episodes" / episode.slug
    chapters = json.loads(Path(f"{stem}.chapters.json").read_text("utf-8"))["chapters"]
    assert [one.get("img") for one in chapters if one["title"] == "雪后的第一趟班车"] == [
        ADDRESS + image
    ]
    html = Path(f"{stem}.html").read_text("utf-8")
    [source, alt] = re.search(r'<img src="([^"]+)" alt="([^"]+)"', html).groups()
    assert (stem.parent / source).resolve() == (made / image).resolve()
    assert "头班车出站" in alt
    assert f"](../../{image})" in Path(f"{stem}.md").read_text("utf-8")
    feed = etree.parse(made / "feed" / "feed.xml")
    assert feed.xpath("//psc:chapter/@image", namespaces={"psc": PSC}) == [ADDRESS + image]


def test_it_is_published_for_good(made: Path) -> None:
    [episode] = episodes(made)
    sent = {item.path: item for item in pack(made).items}
    for path in episode.pictures:
        assert sent[path].lasting
        assert sent[path].type == "image/jpeg"
    assert "content/2022-12-12/bus.jpg" not in sent


# ------------------------------------------------------------------------------ when they are made


def test_nothing_is_drawn_twice(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = jpegs(show)

    def drawn(*_: object) -> bytes:
        raise AssertionError("it was there already")

    monkeypatch.setattr(cover, "draw_show", drawn)
    monkeypatch.setattr(cover, "draw_episode", drawn)
    monkeypatch.setattr(pictures, "within", drawn)
    assert make(show, redo=True).episodes
    assert jpegs(show) == before
    assert len(before) == 3


def test_another_headline_is_another_cover(show: Path) -> None:
    [before] = episodes(show)
    text = page(show).read_text("utf-8").replace("第一趟班车", "头一趟班车")
    page(show).write_text(text, encoding="utf-8")
    make(show)
    [after] = episodes(show)
    assert (before.id, before.slug) == (after.id, after.slug)
    assert before.cover != after.cover
    assert after.cover in (show / "feed" / "feed.xml").read_text("utf-8")
    edition.tidy(show, delete=True)
    assert not (show / before.cover).exists()
    assert all((show / path).is_file() for path in after.pictures)
    assert make(show).kept == 1


def test_another_picture_under_the_same_name_is_shown(show: Path) -> None:
    [before] = episodes(show)
    Image.new("RGB", (300, 900), "red").save(page(show).parent / "bus.jpg")
    assert len(make(show).episodes) == 1
    [after] = episodes(show)
    assert set(before.pictures) & set(after.pictures) == {before.cover}


def test_a_lost_picture_is_made_again(show: Path) -> None:
    [episode] = episodes(show)
    for path in episode.pictures:
        (show / path).unlink()
    assert len(make(show).episodes) == 1
    assert all((show / path).is_file() for path in episode.pictures)


def test_a_picture_cut_short_is_made_again(show: Path) -> None:
    [episode] = episodes(show)
    path = show / episode.cover
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    make(show, redo=True)
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("name", "content"),
    [("bus.jpg", b"no picture"), ("gone.jpg", None), ("../../../x.jpg", None),
     ("a" * 5000, None),
     ("https://paper.example/a.jpg", None)],
)  # fmt: skip
def test_a_bad_picture_is_named_with_its_story_and_costs_no_sound(
    show: Path, name: str, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    text = page(show).read_text("utf-8").replace("bus.jpg", name)
    page(show).write_text(text, encoding="utf-8")
    if content is not None:
        (page(show).parent / name).write_bytes(content)
    done = make(show)
    assert len(done.episodes) == 1
    [told] = map(str, done.broken)
    assert f"content/{DAY}/01.txt" in told
    assert name in told
    assert not any(chapter.image for chapter in done.episodes[0].chapters)
    assert make(show).kept == 1
    text = page(show).read_text("utf-8").replace(name, "bus.jpg")
    page(show).write_text(text, encoding="utf-8")
    Image.new("RGB", (800, 600)).save(page(show).parent / "bus.jpg")
    mended = make(show)
    assert not mended.broken
    assert any(chapter.image for chapter in mended.episodes[0].chapters)


def test_many_pictures_in_one_tag_are_smaller(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(illustrating, "MANY", 0)
    [episode] = make(show, redo=True).episodes
    tag = ID3(show / episode.audio.path)
    [small] = [f.data for c in tag.getall("CHAP") for f in c.sub_frames.getall("APIC")]
    assert size(small) == (300, 225)


# ------------------------------------------------------------------------------ the show's own


def own_cover(root: Path, colour: str, side: int = 1500) -> None:
    Image.new("RGB", (side, side), colour).save(root / "own.png")
    toml = root / "tingbao.toml"
    text = toml.read_text("utf-8")
    if "own.png" not in text:
        toml.write_text(text.replace("[show]", '[show]\ncover = "own.png"'), encoding="utf-8")


def published(root: Path) -> str:
    feed = etree.parse(root / "feed" / "feed.xml")
    [address] = feed.xpath("//channel/*[local-name()='image']/@href[contains(., 'cover')]")[:1]
    return str(address)


def test_an_own_cover_is_published_and_another_under_the_same_name_too(show: Path) -> None:
    addresses = {published(show)}
    for colour in ("red", "blue"):
        own_cover(show, colour)
        make(show)
        addresses.add(published(show))
        content = (show / "feed" / published(show).rpartition("/")[2]).read_bytes()
        with Image.open(io.BytesIO(content)) as opened:
            pixel = opened.getpixel((700, 700))
        assert pixel[0 if colour == "red" else 2] > 240
    assert len(addresses) == 3


def test_a_cover_behind_a_link_out_of_the_show_is_refused(show: Path, tmp_path: Path) -> None:
    own_cover(show, "red")
    (show / "own.png").rename(tmp_path / "outside.png")
    (show / "own.png").symlink_to(tmp_path / "outside.png")
    with pytest.raises(TingbaoError, match=r"own\.png"):
        make(show)


@pytest.mark.parametrize("first", [0.0, 60.0])
def test_covers_are_drawn_while_the_engine_speaks_and_no_run_waits_for_them(
    show: Path, monkeypatch: pytest.MonkeyPatch, first: float
) -> None:
    monkeypatch.setattr(finishing, "_FIRST", first)
    settings = read_settings(show)
    works = edition.group(settings, gather(settings).stories)
    [path] = edition.covers(show, [DAY]).values()
    path.unlink()
    begin = time.monotonic()
    with finishing.drawing(works, settings, Records(settings)):
        while not first and not path.exists():
            assert time.monotonic() < begin + 20
            time.sleep(0.01)
    assert path.exists() == (not first)
    assert time.monotonic() < begin + 20
