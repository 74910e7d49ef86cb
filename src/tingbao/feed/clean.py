"""Text from content, made safe for XML, HTML and people: the same text everywhere."""

import re

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\u200e\u200f]"
)
"""What XML 1.0 forbids or discourages (2.2), and the marks that turn the direction of text."""


def clean(text: str) -> str:
    """``text`` without characters that no feed, page or transcript may hold."""
    return _ILLEGAL.sub("", text)


def line(text: str) -> str:
    """``text`` as one line without white space around it."""
    return " ".join(clean(text).split())


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
