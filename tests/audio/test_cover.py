"""Covers drawn and covers brought."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tingbao.audio import cover
from tingbao.errors import AudioError
from tingbao.model import Show

SHOW = Show(title="听报", guid="g")


@pytest.mark.parametrize(
    "picture",
    [cover.draw_show(SHOW), cover.draw_episode(SHOW, "干部下沉一线", date(2022, 12, 12))],
)
def test_drawn_covers_are_what_apple_asks(picture: bytes) -> None:
    with Image.open(io.BytesIO(picture)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (3000, 3000))
        assert opened.convert("L").getextrema()[1] > 240  # something was written on it


@pytest.mark.parametrize("mode", ["CMYK", "RGBA", "L", "P"])
def test_an_editors_picture_becomes_a_square_jpeg(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "cover"
    Image.new(mode, (900, 600)).save(path, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(io.BytesIO(cover.load(path))) as opened:
        assert (opened.mode, opened.size) == ("RGB", (3000, 3000))


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cover.jpg"
    path.write_bytes(b"no picture")
    with pytest.raises(AudioError, match=r"cover\.jpg"):
        cover.load(path)
