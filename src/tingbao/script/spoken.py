"""Print to speech: an ordered tuple of small rules, each keeping the span that it replaced.

The first rule in order that says something at a place owns it; what it took is hidden from the
rules after it. So special readings (a date, a telephone number) stand before general ones.
"""

import re
from dataclasses import dataclass, replace

from tingbao.model import Edit
from tingbao.script.folding import close_up, fold, places
from tingbao.script.rules.amounts import AMOUNTS, FORMS, RANGES, REST
from tingbao.script.rules.calendar import DATES
from tingbao.script.rules.clock import TIMES
from tingbao.script.rules.codes import CODES
from tingbao.script.rules.contacts import ADDRESSES, CONTACTS
from tingbao.script.rules.models import DESIGNS, MODELS
from tingbao.script.rules.rule import Rule
from tingbao.script.rules.signs import SIGNS, SILENT
from tingbao.script.rules.spans import SPANS
from tingbao.script.rules.units import PER, UNITS
from tingbao.script.rules.years import YEARS

RULES: tuple[Rule, ...] = (
    *ADDRESSES, *SILENT, *CONTACTS, *CODES, *DESIGNS, *RANGES, *PER, *SPANS, *DATES,
    *YEARS, *TIMES, *AMOUNTS, *UNITS, *FORMS, *MODELS, *REST, *SIGNS,
)  # fmt: skip
_PLAIN = re.compile(r"[\u3400-\u9fff\s，。、；：？！“”‘’（）《》〈〉「」『』【】,;:?!\"'()]*+")
"""Print that every rule leaves alone, but for （图）: most lines of a page end here."""
_TAKEN = "\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line as printed and as read."""

    written: str
    spoken: str
    edits: tuple[Edit, ...] = ()
    """In order, never overlapping; outside them spoken is written, character for character."""


def read(written: str) -> Spoken:
    """What a newsreader says for a printed line. Never raises; leaves no digit unread."""
    if "图" not in written and _PLAIN.fullmatch(written):
        return Spoken(written=written, spoken=written)
    folded = fold(written)
    text = close_up(folded)
    edits: list[Edit] = []
    here = {_TAKEN, *text}  # some rules ask for what others took beside them
    for rule in RULES:
        if rule.needs and rule.needs.isdisjoint(here):
            continue
        found = _apply(rule, text)
        if found:
            text = _hide(text, found)
            edits += found
    edits.sort(key=lambda edit: edit.start)
    if len(text) < len(folded):
        edits = _moved(edits, places(folded))
    return Spoken(written=written, spoken=_join(written, edits), edits=tuple(edits))


def _apply(rule: Rule, text: str) -> list[Edit]:
    found = []
    for match in rule.pattern.finditer(text):
        spoken = rule.say(match)
        if spoken is not None and match.end() > match.start():
            found.append(Edit(start=match.start(), end=match.end(), spoken=spoken, rule=rule.name))
    return found


def _hide(text: str, found: list[Edit]) -> str:
    parts: list[str] = []
    last = 0
    for edit in found:
        parts += (text[last : edit.start], _TAKEN * (edit.end - edit.start))
        last = edit.end
    return "".join(parts) + text[last:]


def _moved(edits: list[Edit], stood: list[int]) -> list[Edit]:
    """``edits`` of the text without its blanks, as edits of the print."""
    return [replace(edit, start=stood[edit.start], end=stood[edit.end - 1] + 1) for edit in edits]


def _join(written: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    last = 0
    for edit in edits:
        parts += (written[last : edit.start], edit.spoken)
        last = edit.end
    return "".join(parts) + written[last:]
