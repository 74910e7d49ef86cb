"""What stands on one line of print though it is two: a jump mark at its edge, who is credited."""

import re
from itertools import chain

from tingbao.content.furniture import JUMP, is_furniture
from tingbao.content.names import is_byline

_SEEN = re.compile(
    r"[（(][\u4e00-\u9fff]{0,8}见[\u4e00-\u9fff]{0,3}第?[A-Z]?[\d一二三四五六七八九十]{1,3}版[）)]$"
)
"""（图片报道见第4版）: more of it stands elsewhere."""


def parted(text: str) -> list[str]:
    """The pieces of ``text`` in order, each a line of its own."""
    return [*chain.from_iterable(map(_credited, _jumps(text)))]


def _jumps(text: str) -> list[str]:
    """``text`` with a jump mark at its edge, as （下转第3版）, as a piece of its own.

    So is （图片报道见第4版） at its end.
    """
    if (
        "版" not in text
        or not (JUMP.search(text) or _SEEN.search(text))
        or is_furniture(text)
        or re.match(r"#{1,6}\s", text)
    ):
        return [text]
    pieces = []
    if re.match(r"[（(【［]", text) and (match := JUMP.match(text)) and match.end() < len(text):
        pieces.append(match.group())
        text = text[match.end() :].strip()
    end = re.search(rf"(?:{JUMP.pattern})$", text[-40:]) or _SEEN.search(text[-40:])
    if end and re.match(r"[（(]|[^上下紧]", end.group()) and len(end.group()) < len(text):
        return [*pieces, text[: len(text) - len(end.group())].strip(), end.group().strip()]
    return [*pieces, text]


_CREDITED = re.compile(
    r"(?P<title>[^，。：:；]{2,20})[\s　]+(?P<who>(?:文|作者|漫画|绘图|图)[/／][\u4e00-\u9fff]{2,4}"
    r"(?:[\s　]+[图画文][/／][\u4e00-\u9fff]{2,4})?)"
)
"""《“瘦身”》 文/一木 画/阿力: a headline, and on its line who wrote it."""


def _credited(text: str) -> list[str]:
    """A headline and who is credited beside it as two pieces."""
    match = _CREDITED.fullmatch(text)
    return [match["title"], match["who"]] if match and not is_byline(match["title"]) else [text]
