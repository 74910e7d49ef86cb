"""Covers: a show's and an episode's, drawn from words and a colour, like a front page.

Square, 3000 px, RGB JPEG: what Apple asks of a show's picture (1400 to 3000 px).
"""

import unicodedata
from datetime import date
from pathlib import Path

from tingbao.audio import pictures, typesetting
from tingbao.cleaning import line
from tingbao.errors import AudioError
from tingbao.model import Show
from tingbao.wording import say

VERSION = 3
"""Part of each cover's name: raise it when the same words would be drawn otherwise."""

SIDE = 3000
"""px."""

SMALLEST = 1400
"""px that directories want at least; SIDE is what they take at most (Apple, PSP-1)."""

GETA = "〓"
"""What Chinese printers set for a character that they do not have (缺字)."""

_NAME = "听报"
"""Stands for a show's title of which nothing can be drawn."""

_HUNG = "（《〈「『【〔“‘"
"""Full-width marks whose left half is blank: at a line's head they hang out by it."""

_MARGIN = 210
_WEEKDAYS = "一二三四五六日"


def draw_show(show: Show) -> bytes:
    """The show's cover: its title as large as the square allows, so that 60 px still read."""
    ground, ink = colours(show.colour)
    canvas = pictures.Canvas(SIDE, ground)
    _frame(canvas, ink)
    inner = _MARGIN + 130
    room = (SIDE - 2 * inner, SIDE - 2 * inner)
    title = typesetting.fit(
        drawable(show.title) or _NAME, room, pictures.width, rows=4, longest=24, largest=1150
    )
    _write(canvas, title, (inner, inner), room, ink, centred=True)
    return canvas.jpeg()


def draw_episode(show: Show, headline: str, day: date) -> bytes:
    """An episode's cover: the show's name above, the headline, the day below."""
    ground, ink = colours(show.colour)
    canvas = pictures.Canvas(SIDE, ground)
    wide = SIDE - 2 * _MARGIN
    name = typesetting.fit(drawable(show.title), (wide, 330), pictures.width, rows=1, longest=14)
    _write(canvas, name, (_MARGIN, _MARGIN - 40), (wide, 330), ink)
    canvas.bar(_MARGIN, 600, SIDE - _MARGIN, 618, ink)
    canvas.bar(_MARGIN, 636, SIDE - _MARGIN, 642, ink)
    said = typesetting.fit(
        drawable(headline), (wide, 1430), pictures.width, rows=4, longest=36, largest=560
    )
    _write(canvas, said, (_MARGIN, 790), (wide, 1430), ink)
    _date(canvas, day, ink)
    return canvas.jpeg()


def colours(ground: str) -> tuple[pictures.Colour, pictures.Colour]:
    """``ground`` ("#8c1c13") and the ink on it: white or black, whichever contrasts more.

    One of them always has the 4.5 : 1 that WCAG 2.2 (1.4.3) asks of text. AudioError where
    ``ground`` is no colour.
    """
    try:
        red, green, blue = bytes.fromhex(ground.removeprefix("#"))
    except ValueError as error:
        raise AudioError(
            say(
                f"颜色“{ground}”认不出来。请写成 #8c1c13 的样子。",
                f'"{ground}" is no colour: write it like #8c1c13.',
            )
        ) from error
    paper = (red, green, blue)
    return paper, max(((255, 255, 255), (0, 0, 0)), key=lambda ink: contrast(ink, paper))


def contrast(one: pictures.Colour, other: pictures.Colour) -> float:
    """Of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: pictures.Colour) -> float:
    shares = [value / 255 for value in colour]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def drawable(text: str) -> str:
    """``text`` in characters that the typeface has: never an empty box.

    What it lacks becomes its plain form where there is one (a letter without its accent, 神 for
    its compatibility form). Of the rest, letters and digits become 〓, once for a run of them;
    emoji and other signs are left out.
    """
    made = ""
    for character in unicodedata.normalize("NFC", line(text)):
        if pictures.has(character):
            made += character
            continue
        plain = "".join(filter(pictures.has, unicodedata.normalize("NFKD", character)))
        if not plain and unicodedata.category(character)[0] in "LN":
            plain = "" if made.endswith(GETA) else GETA
        made += plain
    return " ".join(made.split())


def lacking(text: str) -> str:
    """The letters of ``text`` that a cover can only show as 〓, each once."""
    return "".join(dict.fromkeys(c for c in line(text) if drawable(c) == GETA != c))


# ------------------------------------------------------------------------------ an editor's own


def load(path: Path) -> bytes:
    """The editor's picture as a square RGB JPEG; AudioError where it is none or too large.

    CMYK is converted, transparency laid on white, what is not square cut to its middle, what is
    larger or smaller than directories take brought to their limit.
    """
    return pictures.square(path, SMALLEST, SIDE)


def departures(path: Path) -> list[str]:
    """What of the editor's cover is not as directories want it, a sentence each.

    AudioError where it is no picture at all.
    """
    _, mode, (width, height) = pictures.facts(path)
    found = []
    if width != height:
        found.append(
            say(
                f"不是正方形（{width} × {height}），只能截取中间；"
                f"应是 {SMALLEST} 到 {SIDE} 像素的正方形",
                f"is not square ({width} x {height}), so only its middle is shown: it must be "
                f"a square of {SMALLEST} to {SIDE} px",
            )
        )
    if min(width, height) < SMALLEST or max(width, height) > SIDE:
        found.append(
            say(
                f"是 {width} × {height} 像素；目录只收 {SMALLEST} 到 {SIDE} 像素的正方形",
                f"has {width} x {height} px: directories take squares of {SMALLEST} to {SIDE} px",
            )
        )
    if mode != "RGB":
        found.append(
            say(
                f"颜色是 {mode}；目录只收 RGB 的 JPEG 或 PNG，不带透明",
                f"has the colours {mode}: directories take RGB only, JPEG or PNG, "
                "nothing transparent",
            )
        )
    return found


# ------------------------------------------------------------------------------ strokes


def _frame(canvas: pictures.Canvas, ink: pictures.Colour) -> None:
    """A thick and a thin line around, as around a masthead (文武线)."""
    for inset, thick in ((_MARGIN // 2, 26), (_MARGIN // 2 + 56, 8)):
        near, far = inset, SIDE - inset
        canvas.bar(near, near, far, near + thick, ink)
        canvas.bar(near, far - thick, far, far, ink)
        canvas.bar(near, near, near + thick, far, ink)
        canvas.bar(far - thick, near, far, far, ink)


def _date(canvas: pictures.Canvas, day: date, ink: pictures.Colour) -> None:
    """Month and day large enough for a small picture, the rest beside them."""
    top, size = 2350, 440
    numbers = f"{day.month}.{day.day}"
    canvas.text(numbers, _MARGIN, top, size, ink)
    left = _MARGIN + pictures.width(numbers) * size + 90
    canvas.text(f"{day.year}年", left, top + 40, 170, ink)
    canvas.text(f"星期{_WEEKDAYS[day.weekday()]}", left, top + 230, 170, ink)


def _write(
    canvas: pictures.Canvas,
    setting: typesetting.Setting,
    place: tuple[int, int],
    room: tuple[int, int],
    ink: pictures.Colour,
    *,
    centred: bool = False,
) -> None:
    """``setting`` in the middle of ``room``'s height, at its left or in the middle of its width."""
    top = place[1] + (room[1] - setting.height) / 2
    for row in setting.lines:
        left = float(place[0])
        if centred:
            left += (room[0] - pictures.width(row) * setting.size) / 2
        elif row[0] in _HUNG:
            left -= setting.size * 0.45
        canvas.text(row, left, top, setting.size, ink)
        top += setting.size * typesetting.LEADING
