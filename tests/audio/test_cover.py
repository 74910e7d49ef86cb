"""Covers drawn from words and a colour, measured on the pictures themselves."""

import io
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tingbao.audio import cover, pictures
from tingbao.errors import AudioError
from tingbao.model import Show

SHOW = Show(title="听报", guid="g")
DAY = date(2022, 12, 12)
HOSTILE = [
    "",
    " \n\t ",
    "😀🎉👨‍👩‍👧",
    "\u202e倒过来的\u202c标题\u200f",
    "مرحبا بالعالم שלום",
    "\x00\x1b[31m红\x07色\ud800",
    "长" * 10_000,
    "a" * 10_000,
    "。" * 50,
    "（（（（",
    "<script>alert(1)</script>",
    "e\u0301\u0301\u0301 Ｆｕｌｌ①㍿ﬁ",
    "𠮷野家𪚥",
]


def pixels(picture: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(picture)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (3000, 3000))
        return np.asarray(opened.convert("L")).astype(int)


def inked(picture: bytes, colour: str = SHOW.colour) -> np.ndarray:
    """Where something other than the ground is."""
    ground, ink = cover.colours(colour)
    levels = [Image.new("RGB", (1, 1), c).convert("L").getpixel((0, 0)) for c in (ground, ink)]
    return abs(pixels(picture) - levels[0]) > abs(levels[1] - levels[0]) / 2


def extent(ink: np.ndarray) -> tuple[int, int]:
    """Width and height of what is drawn, px."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return int(columns[-1] - columns[0]), int(rows[-1] - rows[0])


@pytest.mark.parametrize(
    ("title", "least"),
    [("听报", 900), ("小城晚报", 900), ("中国应急管理报", 550), ("北方日报早间新闻", 550)],
)
def test_the_title_is_large_enough_for_60_px(title: str, least: int) -> None:
    """There a character has ``least`` / 50 px; of 11 and more it can be read."""
    drawn = inked(cover.draw_show(Show(title=title, guid="g")))[350:-350, 350:-350]
    width, height = extent(drawn)
    assert max(width, height) >= 2 * least
    setting = cover.typesetting.fit(title, (2320, 2320), pictures.width, rows=4, longest=24)
    assert setting.size >= least


def test_an_episode_shows_name_headline_and_day() -> None:
    """Each in its own third of the square; another day, headline or name changes only its own."""
    base = inked(cover.draw_episode(SHOW, "雪后的早晨", DAY))
    bands = slice(0, 590), slice(700, 2300), slice(2340, 3000)
    for band in bands:
        assert base[band].sum() > 10_000
    others = (
        cover.draw_episode(Show(title="晚报", guid="g"), "雪后的早晨", DAY),
        cover.draw_episode(SHOW, "雨后的早晨", DAY),
        cover.draw_episode(SHOW, "雪后的早晨", date(2022, 12, 13)),
    )
    for changed, other in enumerate(map(inked, others)):
        for place, band in enumerate(bands):
            assert (base[band] != other[band]).any() == (place == changed)


def test_nothing_runs_over_the_edge() -> None:
    for text in ("应急管理部：“十四五”以来，全国共处置突发事件2022起", "长" * 10_000, "W" * 300):
        for picture in (
            cover.draw_show(Show(title=text, guid="g")),
            cover.draw_episode(Show(title=text, guid="g"), text, DAY),
        ):
            drawn = inked(picture)
            for edge in (drawn[:80], drawn[-80:], drawn[:, :80], drawn[:, -80:]):
                assert not edge.any()


@given(st.integers(0, 0xFFFFFF))
def test_ink_stands_out_from_any_colour(value: int) -> None:
    ground, ink = cover.colours(f"#{value:06x}")
    assert cover.contrast(ground, ink) >= 4.5


def test_contrast_is_wcags() -> None:
    """Values known from the standard's own examples."""
    assert cover.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert cover.contrast((255, 255, 255), (119, 119, 119)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#808080", "#ffe800", "#8c1c13"])
def test_the_title_is_seen_on_any_ground(colour: str) -> None:
    picture = cover.draw_show(Show(title="听报", guid="g", colour=colour))
    assert 0.05 < inked(picture, colour).mean() < 0.5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_drawn(text: str) -> None:
    assert inked(cover.draw_show(Show(title=text, guid="g"))).sum() > 10_000
    pixels(cover.draw_episode(Show(title=text, guid="g"), text, DAY))


@given(st.text())
@settings(max_examples=200)
def test_nothing_is_drawn_that_the_typeface_lacks(text: str) -> None:
    assert all(map(pictures.has, cover.drawable(text)))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("堃喆玥珺㛃𬭚", "堃喆玥珺㛃𬭚"),  # names, of 通用规范汉字表
        ("臺灣聽報", "臺灣聽報"),
        ("𠮷野家", "〓野家"),
        ("مرحبا", "〓"),
        ("好😀消息", "好消息"),
        ("\ufa19社", "神社"),  # a compatibility form
        ("Ｎế：№ﬁ", "Ｎe：№fi"),
    ],
)
def test_what_the_typeface_lacks_has_a_stand_in(text: str, drawn: str) -> None:
    assert cover.drawable(text) == drawn


def test_what_can_only_be_a_stand_in_is_named() -> None:
    assert cover.lacking("𠮷野家的𠮷和😀") == "𠮷"
    assert cover.lacking("缺字〓") == ""


def test_the_same_words_give_the_same_bytes() -> None:
    assert cover.draw_show(SHOW) == cover.draw_show(SHOW)
    assert cover.draw_episode(SHOW, "一", DAY) == cover.draw_episode(SHOW, "一", DAY)


def test_what_is_no_colour_is_named() -> None:
    with pytest.raises(AudioError, match="#8c1c13"):
        cover.draw_show(Show(title="听报", guid="g", colour="reddish"))


# ------------------------------------------------------------------------------ an editor's own


def saved(path: Path, mode: str = "RGB", size: tuple[int, int] = (1400, 1400)) -> Path:
    Image.new(mode, size).save(path, "JPEG" if mode == "CMYK" else "PNG")
    return path


@pytest.mark.parametrize(("side", "made"), [(600, 1400), (1400, 1400), (2000, 2000), (4000, 3000)])
def test_an_editors_cover_is_brought_to_what_directories_take(
    tmp_path: Path, side: int, made: int
) -> None:
    content = cover.load(saved(tmp_path / "cover.png", size=(side, side)))
    with Image.open(io.BytesIO(content)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (made, made))


@pytest.mark.parametrize(
    ("mode", "size", "said"),
    [
        ("RGB", (1400, 1400), []),
        ("RGB", (3000, 3000), []),
        ("RGB", (3001, 3001), ["1400 to 3000"]),
        ("RGB", (600, 600), ["1400 to 3000"]),
        ("RGB", (3000, 2000), ["square"]),
        ("CMYK", (1400, 1400), ["RGB"]),
        ("RGBA", (1400, 1400), ["transparent"]),
        ("L", (200, 100), ["square", "1400 to 3000", "RGB"]),
    ],
)
def test_what_directories_would_refuse_is_told(
    tmp_path: Path,
    mode: str,
    size: tuple[int, int],
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    found = cover.departures(saved(tmp_path / "cover", mode, size))
    assert len(found) == len(said)
    assert all(word in sentence for word, sentence in zip(said, found, strict=True))
