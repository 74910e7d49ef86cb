"""Print as the rules know it, place by place: 「……」船長陳志強說, 让-马克•埃罗 with its dots.

Who speaks is looked for in simplified characters; what is read stays as printed.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_DOING = re.compile(r"(?<=[\u4e00-\u9fff])著(?![名作者稱称書书錄录述])")
"""笑著說: where a page is in traditional characters this is 着."""
_DOT = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:[•・‧∙･]|[-－‐](?=[\u4e00-\u9fff]{1,6}[·•・‧∙･]))(?=[\u4e00-\u9fff])"
)
"""Between the parts of a foreign name, as pages spell it: 让-马克•埃罗."""


def simplified(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """``paragraphs`` in simplified characters, "·" in names, each of the length that it had."""
    table = _table()
    paragraphs = [_DOT.sub("·", text) for text in paragraphs]
    simple = [text.translate(table) for text in paragraphs]
    if simple == list(paragraphs):
        return tuple(paragraphs)
    return tuple(_DOING.sub("着", text) for text in simple)


@cache
def _table() -> dict[int, str]:
    text = files("tingbao.script").joinpath("data/traditional.txt").read_text("utf-8")
    rows = [line.split(" ") for line in text.splitlines() if line[:1] != "#"]
    return {
        ord(one): other
        for traditional, simple in rows
        for one, other in zip(traditional, simple, strict=True)
    }
