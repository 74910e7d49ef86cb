"""Rolls of names: 许文清、任法林、刘元清 and (任双林杨建芳), where one name proves the next.

In a row parted by 、, or run together in a bracket, every part is a name or none is: a part that
can only be a name tells how the surname of its neighbour is read.
"""

import re
from collections.abc import Iterator
from functools import cache

from tingbao.script.cutting import common
from tingbao.script.surnames import GIVEN, READ
from tingbao.script.telling import full_name
from tingbao.script.vocabulary import words as called

_ROW = re.compile(
    "[一-鿿]{2,3}(?:（[^（）]{1,6}）)?(?:、[一-鿿]{2,3}(?:（[^（）]{1,6}）)?(?![一-鿿]))+"
)
_PART = re.compile("(?:^|(?<=、))[一-鿿]{2,3}")
_BRACKET = re.compile("（([一-鿿]{4,9}?)摄?）")


def rolls(sentence: str) -> Iterator[tuple[int, str]]:
    """Place and reading of each surname in a roll that is read otherwise than the word."""
    if "、" in sentence:
        for row in _ROW.finditer(sentence):
            parts = [(m.start(), m.group()) for m in _PART.finditer(row.group())]
            sure = sum(full_name(name) and name not in common() for _, name in parts)
            if sure * 2 >= len(parts):
                for start, name in parts:
                    if name[0] in READ and name not in common() and name[:2] not in common():
                        yield row.start() + start, READ[name[0]]
    for bracket in _BRACKET.finditer(sentence):
        for start in _heads(bracket[1]):
            if bracket[1][start] in READ:
                yield bracket.start(1) + start, READ[bracket[1][start]]


def _heads(run: str) -> list[int]:
    """Where the names begin that ``run`` is made of; none if it is not made of names."""
    ways: list[list[int] | None] = [[]] + [None] * len(run)
    for end in range(2, len(run) + 1):
        for length in (3, 2):
            before = ways[end - length] if end >= length else None
            if before is not None and ways[end] is None and _name(run[end - length : end]):
                ways[end] = [*before, end - length]
    found = ways[-1] or []
    return found if len(found) > 1 else []


def _name(name: str) -> bool:
    return (name[0] in called().surnames or name[0] in READ) and set(name[1:]) <= _given()


@cache
def _given() -> frozenset[str]:
    return called().given | frozenset(GIVEN)
