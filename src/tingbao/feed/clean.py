"""Text for feed and notes: within their lengths, as Markdown, as timestamps."""

import re

from tingbao.cleaning import clean, line

__all__ = ["clean", "line", "markdown", "shorten", "timestamp", "with_notice"]


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


def timestamp(seconds: float) -> str:
    """HH:MM:SS, as Apple and Spotify want it in a description."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
