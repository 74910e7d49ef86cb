"""Pictures: the editor's read and made fit, our own drawn. The only file with Pillow.

Whatever comes in, a square or a photograph, goes out as a JPEG in RGB, which every podcast
directory and player reads.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from PIL import (
    Image,
    ImageCms,
    ImageDraw,
    ImageFont,
    ImageOps,
    UnidentifiedImageError,
)

from tingbao.errors import AudioError
from tingbao.wording import say

LARGEST_FILE = 40_000_000
"""Bytes of an editor's picture."""

MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000}
"""Of an editor's picture. A PNG is held in memory whole, several times at 4 bytes a pixel; a JPEG
is decoded at the size that is wanted."""

_QUALITY = 85
_PAPER = (255, 255, 255)
_MEASURED = 1000  # px of the em at which widths are taken
_BASELINE = 0.88  # of the em, from its top: Noto Sans CJK's ideographic em box

Colour = tuple[int, int, int]


# ------------------------------------------------------------------------------ reading


def facts(path: Path) -> tuple[str, str, tuple[int, int]]:
    """Format ("JPEG" or "PNG"), Pillow's mode and size (px) of the picture in ``path``.

    AudioError where it is none; its pixels are not read.
    """
    with _opened(path) as picture:
        return _kind(picture), picture.mode, picture.size


def square(path: Path, smallest: int, largest: int) -> bytes:
    """The middle of the picture in ``path`` as a square JPEG of sides between the two (px).

    AudioError where it is no picture, broken, or too large to be opened.
    """
    with _opened(path) as opened:
        opened.draft("RGB", (largest, largest))
        picture = _plain(opened)
        side = min(picture.size)
        left, top = (picture.width - side) // 2, (picture.height - side) // 2
        cut = picture.crop((left, top, left + side, top + side))
        wanted = min(max(side, smallest), largest)
        if wanted != side:
            cut = cut.resize((wanted, wanted), Image.Resampling.LANCZOS)
        return _jpeg(cut)


def within(path: Path, side: int) -> bytes:
    """The whole picture in ``path`` as a JPEG no wider or higher than ``side`` px; see above."""
    with _opened(path) as opened:
        opened.draft("RGB", (side, side))
        picture = _plain(opened)
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        return _jpeg(picture)


def smaller(picture: bytes, side: int) -> bytes:
    """A JPEG of ours no wider or higher than ``side`` px."""
    with Image.open(io.BytesIO(picture), formats=("JPEG",)) as opened:
        opened.draft("RGB", (side, side))
        opened.thumbnail((side, side), Image.Resampling.LANCZOS)
        return _jpeg(opened)


def thumbnail(picture: bytes, side: int) -> list[list[Colour]]:
    """The colours of a square JPEG of ours at ``side`` px, row by row."""
    with Image.open(io.BytesIO(picture), formats=("JPEG",)) as opened:
        opened.draft("RGB", (side, side))
        small = opened.resize((side, side), Image.Resampling.LANCZOS)
    pixels = list(zip(*[iter(small.tobytes())] * 3, strict=True))
    return [pixels[at : at + side] for at in range(0, len(pixels), side)]


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The picture in ``path``, its pixels not yet read; all that can go wrong is an AudioError."""
    try:
        if not path.is_file():
            raise _unfit(path, say("没有这个文件", "there is no such file"))
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1_000_000
            raise _unfit(path, say(f"文件超过 {limit} MB", f"it is larger than {limit} MB"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged metadata, which is not used
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=("JPEG", "PNG")) as picture:
                if picture.width * picture.height > MOST_PIXELS[_kind(picture)]:
                    raise _unfit(path, _too_many())
                yield picture
    except UnidentifiedImageError as error:
        raise _unfit(
            path, say("不是 JPEG 或 PNG 图片", "it is no picture in JPEG or PNG")
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _unfit(path, _too_many()) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise _unfit(path, say(f"文件坏了（{error}）", f"it is damaged ({error})")) from error


def _kind(picture: Image.Image) -> str:
    """ "PNG" or "JPEG"; Pillow calls what many phones write, a JPEG with another behind it, MPO."""
    return "PNG" if picture.format == "PNG" else "JPEG"


def _too_many() -> str:
    sizes = ((kind, most // 1_000_000) for kind, most in MOST_PIXELS.items())
    zh, en = zip(
        *((f"{kind} {n * 100} 万", f"{n} million a {kind}") for kind, n in sizes), strict=True
    )
    return say(
        f"像素太多（最多 {'，'.join(zh)}）", f"it has too many pixels (at most {', '.join(en)})"
    )


def _plain(picture: Image.Image) -> Image.Image:
    """``picture`` upright, in sRGB, what is transparent laid on white."""
    profile = picture.info.get("icc_profile")
    ImageOps.exif_transpose(picture, in_place=True)
    upright = picture
    if upright.mode.startswith("I"):  # 16 bits, of which convert() would keep the lower eight
        upright = upright.point(lambda value: value / 256).convert("L")
    if upright.mode in ("LA", "PA", "RGBA", "P") or "transparency" in picture.info:
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, _PAPER)
        upright.paste(clear, mask=clear)
    made = _in_srgb(upright, profile)
    return made if made.mode == "RGB" else made.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """``picture`` by its own colour profile; as it is where that is none that can be used."""
    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(
            picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a damaged profile or one for other colours: the colours as they stand
    return made or picture


def _unfit(path: Path, reason: str) -> AudioError:
    return AudioError(
        say(
            f"图片 {path} 不能用：{reason}。请换一张 JPEG 或 PNG。",
            f"the picture {path} cannot be used: {reason}; give another JPEG or PNG.",
        )
    )


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


# ------------------------------------------------------------------------------ drawing


class Canvas:
    """A square of one colour to write on."""

    def __init__(self, side: int, ground: Colour) -> None:
        self._picture = Image.new("RGB", (side, side), ground)
        self._pen = ImageDraw.Draw(self._picture)

    def text(self, line: str, left: float, top: float, size: int, ink: Colour) -> None:
        """``line`` with the upper left corner of its first em there."""
        at = (left, top + round(size * _BASELINE))
        self._pen.text(at, line, font=_font(size), fill=ink, anchor="ls")

    def bar(self, left: float, top: float, right: float, bottom: float, ink: Colour) -> None:
        """A filled rectangle."""
        self._pen.rectangle((left, top, right - 1, bottom - 1), fill=ink)

    def jpeg(self) -> bytes:
        """The finished picture: the same bytes for the same strokes."""
        return _jpeg(self._picture)


def width(text: str) -> float:
    """Of ``text`` in the covers' typeface, in ems."""
    return float(_font(_MEASURED).getlength(text)) / _MEASURED


@lru_cache(maxsize=4096)
def has(character: str) -> bool:
    """Whether the covers' typeface has ``character`` (white space included)."""
    font = _font(32)  # large enough for the box of a missing character to be told from others
    drawn = font.getmask(character)
    missing = font.getmask("\U0010ffff")
    return character.isspace() or (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The plain layout: raqm, where a Pillow has it, would set the same text otherwise.
    return ImageFont.truetype(io.BytesIO(_typeface()), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _typeface() -> bytes:
    return files("tingbao.audio").joinpath("data/cover.otf").read_bytes()
