"""Covers: drawn from title, date and colour, or the editor's own. The only file with Pillow.

Square, 3000 px, RGB JPEG: what Apple asks of a show's picture (1400 to 3000 px).
"""

import io
import warnings
from datetime import date
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont, UnidentifiedImageError

from tingbao.errors import AudioError
from tingbao.model import Show
from tingbao.wording import say

SIDE = 3000  # px
_SMALL = 320  # px
_MARGIN = 240
_LARGEST_FILE = 40_000_000  # bytes
_PAPER = (255, 255, 255)


def draw_show(show: Show) -> bytes:
    """The show's cover: its title as large as the square allows, so that 60 px still read."""
    picture, pen = _ground(show.colour)
    side = SIDE - 2 * _MARGIN
    _write(pen, show.title, (_MARGIN, _MARGIN), (side, side), most=2, centred=True)
    return _jpeg(picture)


def draw_episode(show: Show, headline: str, day: date) -> bytes:
    """An episode's cover: show, headline, date."""
    picture, pen = _ground(show.colour)
    side = SIDE - 2 * _MARGIN
    _write(pen, show.title, (_MARGIN, _MARGIN), (side, 360), most=1)
    _write(pen, headline, (_MARGIN, 800), (side, 1500), most=4)
    _write(pen, day.isoformat(), (_MARGIN, 2480), (side, 280), most=1)
    return _jpeg(picture)


def load(path: Path) -> bytes:
    """The editor's picture as a square RGB JPEG; AudioError where it is none or too large.

    CMYK is converted, transparency laid on white, what is not square cut to its middle.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise _unfit(path, say("文件超过 40 MB", "it is larger than 40 MB"))
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=("JPEG", "PNG")) as opened:
                picture = opened.convert("RGB" if opened.mode == "CMYK" else "RGBA")
    except (UnidentifiedImageError, SyntaxError) as error:
        raise _unfit(path, say("不是图片", "it is no picture")) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _unfit(path, say("像素太多", "it has too many pixels")) from error
    except (OSError, ValueError) as error:
        raise _unfit(path, str(error)) from error
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    square = picture.crop((left, top, left + side, top + side)).convert("RGBA")
    ground = Image.new("RGBA", square.size, (*_PAPER, 255))
    flat = Image.alpha_composite(ground, square).convert("RGB")
    return _jpeg(flat.resize((SIDE, SIDE), Image.Resampling.LANCZOS) if side != SIDE else flat)


def small(picture: bytes) -> bytes:
    """The JPEG ``picture`` for a page: 320 px, twice what is shown, some 10 kB."""
    with Image.open(io.BytesIO(picture), formats=("JPEG",)) as opened:
        opened.draft("RGB", (_SMALL, _SMALL))
        return _jpeg(opened.resize((_SMALL, _SMALL), Image.Resampling.LANCZOS))


def _ground(colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    try:
        picture = Image.new("RGB", (SIDE, SIDE), ImageColor.getrgb(colour)[:3])
    except ValueError as error:
        raise AudioError(
            say(
                f"颜色“{colour}”认不出来。请写成 #8c1c13 的样子。",
                f'"{colour}" is no colour: write it like #8c1c13.',
            )
        ) from error
    return picture, ImageDraw.Draw(picture)


def _write(
    pen: ImageDraw.ImageDraw,
    text: str,
    place: tuple[int, int],
    room: tuple[int, int],
    *,
    most: int,
    centred: bool = False,
) -> None:
    """``text`` in at most ``most`` lines, as large as ``room`` allows."""
    text = " ".join(text.split())
    rows, size = min(
        (_fit(text, room, rows) for rows in range(1, most + 1)), key=lambda fit: -fit[1]
    )
    font = _font(size)
    high = round(size * 1.25)
    top = place[1] + (room[1] - high * len(rows)) // 2
    for row in rows:
        left = place[0] + ((room[0] - round(font.getlength(row))) // 2 if centred else 0)
        pen.text((left, top), row, font=font, fill=_PAPER)
        top += high


def _fit(text: str, room: tuple[int, int], rows: int) -> tuple[list[str], int]:
    text = text if len(text) <= 60 else text[:59] + "…"
    each = max(1, -(-len(text) // rows))
    lines = [text[at : at + each] for at in range(0, len(text), each)] or [""]
    widest = max(_font(100).getlength(line) for line in lines) or 1.0
    size = min(room[0] / widest * 100, room[1] / len(lines) / 1.25)
    return lines, max(1, int(size))


def _font(size: int) -> ImageFont.FreeTypeFont:
    data = files("tingbao.audio").joinpath("data/cover.otf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85, optimize=True)
    return file.getvalue()


def _unfit(path: Path, reason: str) -> AudioError:
    return AudioError(
        say(
            f"封面 {path} 不能用：{reason}。请换一张 3000 × 3000 像素的 JPEG 或 PNG。",
            f"the cover {path} cannot be used: {reason}; give a JPEG or PNG of 3000 x 3000 px.",
        )
    )
