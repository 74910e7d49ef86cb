"""Surnames that are read otherwise than the word: ``data/surnames.txt``."""

import re
from importlib.resources import files


def _rows() -> dict[str, str]:
    text = files("tingbao.script").joinpath("data/surnames.txt").read_text("utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if line[:1] != "#")


def _readings(row: str) -> dict[str, str]:
    return {entry[0]: entry[1:] for entry in row.split()}


_ROWS = _rows()
SURNAMES = _readings(_ROWS["姓"])
"""Surnames that may be told from the word by their place alone."""
WORDLIKE = _readings(_ROWS["字"])
"""Surnames that are common words as well: only where nothing else can stand."""
ACTING = frozenset(_ROWS["动"])
"""Those that are verbs or adverbs too: 曾胜利, 应和平."""
NAMED = frozenset(_ROWS["名"].split())
"""Words that are given names, though their characters are in few others."""
GIVEN = _ROWS["取"]
"""Characters that given names are made of."""
UNNAMED = frozenset(_ROWS["非"].split())
"""Words of such characters that are none: 曾立功."""
READ = SURNAMES | WORDLIKE
HEADS = re.compile(f"[{''.join(READ)}]")
FAMILY = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝崔邱秦顾侯邵孟"
)
"""Surnames that are hardly words by themselves at the head of a clause."""
