"""Finds and reads what lies in content/: one folder a day, one file a page.

A file that cannot be read is named and left out; the others are read all the same.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tingbao.content import marks
from tingbao.errors import ContentError
from tingbao.model import Page
from tingbao.wording import say

SUFFIXES = {".txt", ".md"}
LARGEST = 2_000_000
"""Bytes of a page file: a full broadsheet page is about 20,000."""

_DAY = re.compile(r"(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})")
_NUMBER = re.compile(r"[A-Za-z]?\d{1,3}")


def read_pages(folder: Path, root: Path) -> tuple[list[Page], list[ContentError]]:
    """Every page below ``folder`` by day and number, and an error for each that is broken."""
    pages: list[Page] = []
    broken: list[ContentError] = []
    for path in _files(folder):
        try:
            pages.append(read_page(path, root))
        except ContentError as error:
            broken.append(error)
    pages.sort(key=lambda page: (page.day, page.number, page.path))
    return pages, broken


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        # content/music holds no pages, but perhaps a text of credits.
        hidden = parts[0] == "music" or any(part.startswith(".") for part in parts)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not hidden:
            yield path


def read_page(path: Path, root: Path, otherwise: date | None = None) -> Page:
    """The page in ``path``; ContentError where it is empty, too large or no text.

    Its day is told by front matter, file name or folder; ``otherwise`` is the day of one that
    lies nowhere in particular.
    """
    name = _relative(path, root)
    try:
        if path.stat().st_size > LARGEST:
            raise ContentError(
                say(
                    f"{name} 超过 {LARGEST // 1_000_000} MB，不像一个版面。请拆成几个文件。",
                    f"{name} is over {LARGEST // 1_000_000} MB, more than a page: split it.",
                )
            )
        text = decode(path.read_bytes(), name)
    except OSError as error:
        raise ContentError(
            say(
                f"{name} 读不出来（{error.strerror}）。请检查权限。",
                f"{name} cannot be read ({error.strerror}): look at its permissions.",
            )
        ) from error
    if not text.strip():
        raise ContentError(
            say(
                f"{name} 是空的。请放进版面文字，或删掉它。", f"{name} is empty: fill or remove it."
            )
        )
    front, _ = marks.front_matter(text)
    return Page(
        day=_day(front.get("day", ""), path, name, otherwise),
        number=_number(front.get("page", "") or path.stem),
        path=name,
        text=text,
    )


def decode(content: bytes, name: str) -> str:
    """``content`` as text: UTF-8, UTF-16, UTF-32 or GB18030, with a byte order mark or without.

    ContentError where it is none of these.
    """
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _decoded(content, encoding, name)
    try:
        plain = content.decode("utf-8")
    except UnicodeDecodeError:
        plain = ""
    zeros = content[:4000].count(0)
    if zeros and plain.isascii():  # only UTF-16 brings NULs, with its ASCII; or they went astray
        odd = content[1:4000:2].count(0)
        return _decoded(content, "utf-16-le" if odd * 2 > zeros else "utf-16-be", name)
    return plain or _decoded(content, "gb18030", name)


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(name) from error
    strange = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    if "\x00" in text or strange > len(text) // 100:
        raise _no_text(name)
    return text


def _no_text(name: str) -> ContentError:
    return ContentError(
        say(
            f"{name} 不是文本文件。请存成 UTF-8 或 GB18030 的纯文本。",
            f"{name} is no text file: save it as plain text in UTF-8 or GB18030.",
        )
    )


def _relative(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.name


def _day(given: str, path: Path, name: str, otherwise: date | None) -> date:
    """The day by front matter, file name or folder, the nearest first."""
    for text in (given, path.stem, *(parent.name for parent in path.parents)):
        if match := _DAY.search(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    if otherwise is not None:
        return otherwise
    raise ContentError(
        say(
            f"{name} 看不出是哪一天的。请放进以日期为名的文件夹，如 content/2022-12-12/。",
            f"{name} does not say its day: put it into a folder named after it, "
            "such as content/2022-12-12/.",
        )
    )


def _number(stem: str) -> str:
    """The page's number: "04" of "04版.txt", "A04" of "page-A04.md", "01" where there is none."""
    match = _NUMBER.search(_DAY.sub("", stem))
    if not match:
        return "01"
    letter = match.group()[0] if match.group()[0].isalpha() else ""
    return f"{letter.upper()}{int(match.group()[len(letter) :]):02}"
