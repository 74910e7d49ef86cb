"""What a pattern cannot match without: a line that has none of it need not be searched.

Two hundred rules look at every line, and most ask for a sign that it does not have (℃, 号, @).
The characters are read off the pattern itself, so no rule has to name them twice. ``re`` hides
its parser; it has been the same since Python 1.6, and where it says something that is not known
here, the pattern is simply searched.
"""

from collections.abc import Iterable
from re import IGNORECASE, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_COMMON = frozenset("0123456789\x00")
"""In every line that is searched at all: figures, and the sign for what a rule has taken."""
_WIDE = 60  # characters of a range that are worth the listing: A-Z, not the hanzi


def needed(pattern: str) -> frozenset[str]:
    """Of these a text that ``pattern`` matches in has one; empty where nothing is sure."""
    parsed = _parser.parse(pattern)
    found = None if parsed.state.flags & IGNORECASE else _of_all(parsed)
    return found if found and not found & _COMMON else frozenset()


def _of_all(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """All ``items`` are there: the one that asks for the least is enough."""
    asked = [one for one in (_of_one(code, said) for code, said in items) if one is not None]
    return min(asked, key=lambda one: (bool(one & _COMMON), len(one)), default=None)


def _of_one(code: Any, said: Any) -> frozenset[str] | None:
    match code:
        case _constants.LITERAL:
            return frozenset(chr(said))
        case _constants.IN:
            return _of_set(said)
        case _constants.BRANCH:
            return _of_either(said[1])
        case _constants.SUBPATTERN:
            return None if said[1] & IGNORECASE else _of_all(said[3])
        case _constants.ATOMIC_GROUP:
            return _of_all(said)
        case _constants.ASSERT:  # what stands beside the match is in the text as well
            return _of_all(said[1])
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT | _constants.POSSESSIVE_REPEAT:
            return _of_all(said[2]) if said[0] else None
    return None


def _of_either(ways: Iterable[Any]) -> frozenset[str] | None:
    """One of ``ways`` is there: each has to be sure of something."""
    asked = frozenset[str]()
    for way in ways:
        one = _of_all(way)
        if one is None:
            return None
        asked |= one
    return asked


def _of_set(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    listed = set[str]()
    for code, said in items:
        if code is _constants.LITERAL:
            listed.add(chr(said))
        elif code is _constants.RANGE and said[1] - said[0] < _WIDE:
            listed.update(map(chr, range(said[0], said[1] + 1)))
        else:  # a negated set, a category, a wide range
            return None
    return frozenset(listed)
