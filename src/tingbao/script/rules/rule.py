"""What a rule is: a name, where it looks, and what it says there."""

import re
from collections.abc import Callable
from dataclasses import dataclass

HAN = r"\u3400-\u9fff"
NUMBER = r"(?:(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]++)?|[0-9]++(?:\.[0-9]++)?))"
"""A figure as printed: 1400, 1,234,567, 13.5."""
TO = r"(?:\s?(?:[-~～–—－−]|——)\s?|至|到)"
"""The signs that a range is printed with."""
ALONE = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
"""Before it stands neither a letter nor the first part of another figure."""
ENDS = r"(?![0-9]|[.,][0-9])"
"""After it the figure does not go on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One idea of how a newsreader reads print."""

    name: str
    """Shown by ``script --explain``."""
    pattern: re.Pattern[str]
    """Where to look, in text whose figures are folded to ASCII; linear."""
    say: Callable[[re.Match[str]], str | None]
    """What is read there; None leaves the place to later rules."""


def rule(name: str, pattern: str, say: Callable[[re.Match[str]], str | None]) -> Rule:
    return Rule(name, re.compile(pattern), say)


def to(match: re.Match[str]) -> str:
    """Between two figures of a range: 至 where it is printed so, else 到."""
    return "至" if "至" in match[0] else "到"


def around(match: re.Match[str], before: int, after: int) -> str:
    """The text beside a match that tells what kind of figure it is, match left out."""
    text = match.string
    return (
        text[max(0, match.start() - before) : match.start()]
        + text[match.end() : match.end() + after]
    )
