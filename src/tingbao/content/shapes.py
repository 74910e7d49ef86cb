"""One shape for each sign, one for one: so the rules read a page, and stories keep the print.

Pasted pages set the same sign in many ways: ＧＤＰ and GDP, 「天亮了」,他说 and “天亮了”，他说.
"""

import re

from tingbao.content.names import MARKS, NARROW

_SHAPES: dict[int, int | str] = {
    **NARROW,
    **dict(zip(map(ord, "「」『』＂"), '“”‘’"', strict=True)),
}
_STRAIGHT = re.compile(r'"([^"“”]*)"')
_WIDE = {",": "，", "?": "？", "!": "！", ";": "；", ":": "："}
_SIGN = re.compile(
    r"(?<=[\u4e00-\u9fff”’》）)%℃])[,?!;:]|(?<=[0-9A-Za-z])[,?!;](?=[\u4e00-\u9fff“‘《])"
)
"""Between figures and in addresses these signs mean other things: 21:00, 3,500, a?b=1."""
_BEHIND_MARK = re.compile(rf"(?<=^[{MARKS}])\u3000")


def shaped(text: str) -> str:
    """``text``, a line, with “ ” and full-width signs, narrow figures and capitals.

    The length stays, so that every place in it is that of the print.
    """
    text = _STRAIGHT.sub(r"“\1”", text.translate(_SHAPES))
    return _BEHIND_MARK.sub(" ", _SIGN.sub(lambda sign: _WIDE[sign[0]], text))
