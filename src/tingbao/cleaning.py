"""Text from content, made safe for XML, HTML, tags, pictures and people: the same everywhere."""

import re

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\u200e\u200f]"
)
"""What XML 1.0 forbids or discourages (2.2), and the marks that turn the direction of text."""
_WIDE = {",": "，", "?": "？", "!": "！", ";": "；", ":": "："}
_HALF = re.compile(
    r"(?<=[\u3400-\u9fff”’》）)%℃])[,?!;:]|(?<=[0-9A-Za-z])[,?!;](?=[\u3400-\u9fff“‘《])"
)
"""Between figures and in addresses these signs mean other things: 21:00, 3,500, a?b=1."""


def clean(text: str) -> str:
    """``text`` without characters that no feed, page, tag or transcript may hold."""
    return _ILLEGAL.sub("", text)


def line(text: str) -> str:
    """``text`` as one line without white space around it."""
    return " ".join(clean(text).split())


def widen(text: str) -> str:
    """Half-width signs beside hanzi as Chinese sets them; the length stays.

    So 建成,1921年 is read as 建成，1921年, and its comma parts no figure (3,500).
    """
    return _HALF.sub(lambda sign: _WIDE[sign[0]], text)
