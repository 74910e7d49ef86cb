"""An editor's pictures, whatever they are."""

import contextlib
import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from tingbao.audio import pictures
from tingbao.errors import AudioError


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    return picture


def colour(content: bytes) -> tuple[int, ...]:
    """Of its middle."""
    picture = opened(content)
    return tuple(picture.getpixel((picture.width // 2, picture.height // 2)))


def saved(picture: Image.Image, path: Path, **how: object) -> Path:
    picture.save(path, "JPEG" if path.suffix == ".jpg" else "PNG", **how)
    return path


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("make", [lambda p: pictures.square(p, 100, 300),
                                  lambda p: pictures.within(p, 300)])  # fmt: skip
def test_every_kind_of_png_becomes_an_rgb_jpeg(tmp_path: Path, mode: str, make) -> None:
    path = saved(Image.new(mode, (200, 150)), tmp_path / "a.png")
    assert colour(make(path)) in ((0, 0, 0), (255, 255, 255))


def test_cmyk_becomes_the_colour_that_it_prints(tmp_path: Path) -> None:
    path = saved(Image.new("CMYK", (200, 200), (0, 255, 255, 0)), tmp_path / "a.jpg")
    red, green, blue = colour(pictures.square(path, 100, 300))
    assert red > 200
    assert max(green, blue) < 80


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    path = saved(Image.new("RGBA", (200, 200), (255, 0, 0, 0)), tmp_path / "a.png")
    assert min(colour(pictures.square(path, 100, 300))) > 250
    indexed = Image.new("P", (200, 200), 0)
    indexed.putpalette([255, 0, 0, 0, 0, 255])
    path = saved(indexed, tmp_path / "b.png", transparency=0)
    assert min(colour(pictures.within(path, 300))) > 250


def test_16_bits_keep_the_upper_ones(tmp_path: Path) -> None:
    grey = Image.fromarray(np.full((200, 200), 0x8000, np.uint16))
    path = saved(grey, tmp_path / "a.png")
    assert colour(pictures.square(path, 100, 300)) == pytest.approx((128,) * 3, abs=2)


def test_a_photograph_stands_upright(tmp_path: Path) -> None:
    photo = Image.new("RGB", (400, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    path = saved(photo, tmp_path / "a.jpg", exif=exif)
    assert opened(pictures.within(path, 300)).size == (150, 300)


def test_a_phones_jpeg_with_a_second_picture_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    second = Image.new("RGB", (200, 100), "blue")
    Image.new("RGB", (400, 200), "red").save(path, "MPO", save_all=True, append_images=[second])
    assert pictures.facts(path) == ("JPEG", "RGB", (400, 200))
    assert colour(pictures.within(path, 300))[0] > 200
    assert colour(pictures.square(path, 100, 300))[0] > 200


def test_colours_of_another_profile_are_converted(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))  # for no RGB picture
    path = saved(Image.new("RGB", (200, 200), "red"), tmp_path / "a.png",
                 icc_profile=profile.tobytes())  # fmt: skip
    assert colour(pictures.square(path, 100, 300))[0] > 250
    path = saved(Image.new("RGB", (200, 200), "red"), tmp_path / "b.png", icc_profile=b"nonsense")
    assert colour(pictures.square(path, 100, 300))[0] > 250
    same = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(Image.new("RGB", (200, 200), (10, 120, 230)), tmp_path / "c.png",
                 icc_profile=same)  # fmt: skip
    assert colour(pictures.square(path, 100, 300)) == pytest.approx((10, 120, 230), abs=3)


def test_the_middle_is_kept(tmp_path: Path) -> None:
    photo = Image.new("RGB", (300, 100), "blue")
    photo.paste("red", (100, 0, 200, 100))
    square = opened(pictures.square(saved(photo, tmp_path / "a.png"), 100, 300))
    assert square.size == (100, 100)
    assert min(square.getchannel(0).crop((5, 5, 95, 95)).getextrema()) > 200


def bomb(side: int) -> bytes:
    """A PNG that says it has ``side`` px a side, with the beginning of them."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * min(-(-side // 8), 10_000)
    body = b"".join(packer.compress(row) for _ in range(1000)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body)
            + chunk(b"IEND", b""))  # fmt: skip


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000, 2**31 - 1])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, side: int) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb(side))
    with pytest.raises(AudioError, match=r"bomb\.png"):
        pictures.within(path, 600)


def png() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", png()[:5000],
     b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + bytes(100),
     b"%!PS-Adobe-3.0 EPSF\n(%) run"],
)  # fmt: skip
def test_what_is_no_whole_picture_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    for make in (lambda: pictures.square(path, 100, 300), lambda: pictures.within(path, 300)):
        with pytest.raises(AudioError, match=r"a\.jpg"):
            make()


def test_other_formats_than_directories_take_are_refused(tmp_path: Path) -> None:
    for kind in ("GIF", "WEBP", "BMP", "TIFF"):
        path = tmp_path / "a.png"
        Image.new("RGB", (200, 200)).save(path, kind)
        with pytest.raises(AudioError, match="PNG"):
            pictures.facts(path)


def test_a_flipped_bit_never_gives_anything_but_a_picture_or_an_error(tmp_path: Path) -> None:
    whole, path = png(), tmp_path / "a.png"
    for place in range(0, len(whole), len(whole) // 60):
        content = bytearray(whole)
        content[place] ^= 0x10
        path.write_bytes(content)
        with contextlib.suppress(AudioError):
            opened(pictures.within(path, 100))


def test_no_file_a_folder_and_a_pipe_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    for name in ("gone.jpg", ".", "pipe.jpg"):
        with pytest.raises(AudioError):
            pictures.facts(tmp_path / name)


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.truncate(pictures.LARGEST_FILE + 1)
    with pytest.raises(AudioError, match="40 MB"):
        pictures.facts(path)


def test_one_pixel_and_a_strip_become_squares_of_the_smallest_side(tmp_path: Path) -> None:
    for size in ((1, 1), (1, 900), (900, 1)):
        path = saved(Image.new("RGB", size, "red"), tmp_path / "a.png")
        assert opened(pictures.square(path, 100, 300)).size == (100, 100)
        assert colour(pictures.within(path, 300))[0] > 200


def test_of_a_moving_png_the_first_picture_stands(tmp_path: Path) -> None:
    path = saved(Image.new("RGB", (200, 200), "red"), tmp_path / "a.png", save_all=True,
                 append_images=[Image.new("RGB", (200, 200), "blue")])  # fmt: skip
    assert colour(pictures.square(path, 100, 300))[0] > 250


@pytest.mark.parametrize("name", [b"zTXt", b"iCCP"])
def test_what_swells_in_a_png_s_remarks_is_refused(tmp_path: Path, name: bytes) -> None:
    """100 MB of zeros packed into 100 kB, outside the pixels."""
    whole = png()
    content = name + b"k\0\0" + zlib.compress(bytes(100_000_000), 9)
    length, check = len(content) - 4, zlib.crc32(content)
    chunk = struct.pack(">I", length) + content + struct.pack(">I", check)
    path = tmp_path / "a.png"
    path.write_bytes(whole[:33] + chunk + whole[33:])
    with pytest.raises(AudioError, match=r"a\.png"):
        pictures.within(path, 600)


def test_a_smaller_one_keeps_its_shape(tmp_path: Path) -> None:
    made = pictures.within(saved(Image.new("RGB", (900, 600)), tmp_path / "a.png"), 1200)
    assert opened(made).size == (900, 600)
    assert opened(pictures.smaller(made, 300)).size == (300, 200)


def test_a_thumbnail_is_rows_of_colours(tmp_path: Path) -> None:
    halves = Image.new("RGB", (600, 600), (200, 0, 0))
    halves.paste((0, 0, 200), (300, 0, 600, 600))
    rows = pictures.thumbnail(pictures.square(saved(halves, tmp_path / "a.png"), 100, 600), 60)
    assert [len(row) for row in rows] == [60] * 60
    assert rows[30][5] == pytest.approx((200, 0, 0), abs=4)
    assert rows[30][55] == pytest.approx((0, 0, 200), abs=4)
