"""Text for feed and notes: within their lengths, as Markdown, as timestamps."""

import re
from datetime import date

from tingbao.cleaning import clean, line

__all__ = [
    "clean", "correction", "dated", "day", "line", "markdown", "minutes", "shorten", "timestamp",
    "with_notice",
]  # fmt: skip


def shorten(text: str, most: int) -> str:
    """At most ``most`` bytes of UTF-8, cut at a character."""
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    return encoded[: most - 3].decode(errors="ignore") + "…"


def with_notice(text: str, notice: str, most: int) -> str:
    """``text`` and ``notice`` in at most ``most`` bytes: only ``text`` is ever cut."""
    room = most - len(notice.encode()) - 1
    return "\n".join(filter(None, (shorten(text, room), notice)))


def markdown(text: str) -> str:
    """``text`` as Markdown that shows just that text: no tag, link or heading of its own."""
    escaped = re.sub(r"[\\`*_\[\]<>~|&]", lambda match: "\\" + match[0], line(text))
    return re.sub(r"^(\d*)([#+\-=.)])", r"\1\\\2", escaped)


_DATED = re.compile(
    r"(?P<year>\d{4})[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})日?[\s，,：:。]*(?P<what>.+)"
)


def dated(note: str) -> bool:
    """Whether an editor's note of a correction begins with its date."""
    return _DATED.fullmatch(line(note)) is not None


def correction(note: str) -> str:
    """An editor's note of a correction as listeners read it, its date where it begins with one."""
    text = line(note)
    match = _DATED.fullmatch(text)
    if not match:
        return f"更正：{text}"
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    return f"更正（{year}年{month}月{day}日）：{match['what']}"


def day(of: date) -> str:
    """2022年12月12日 星期一."""
    return f"{of.year}年{of.month}月{of.day}日 星期{'一二三四五六日'[of.weekday()]}"


def minutes(seconds: float) -> str:
    """2:16, and 1:02:16 from an hour on: how long it plays, for people."""
    hours, rest = divmod(int(seconds), 3600)
    start = f"{hours}:{rest // 60:02}" if hours else f"{rest // 60}"
    return f"{start}:{rest % 60:02}"


def timestamp(seconds: float) -> str:
    """HH:MM:SS, as Apple and Spotify want it in a description."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
