"""The top of a page: its name, number and date, where no list of words knows them."""

import re
from collections.abc import Sequence

from tingbao.content.forms import is_section
from tingbao.content.lines import IDLE, Kind, Line

_FOLIO = re.compile(
    r"\d{1,2}|[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,4}[·・][\u4e00-\u9fff]{2,4}"
    r"|[A-Z]{4,}(?: [A-Z]+){0,3}|[^。！？]{0,12}\d{3,4}[-—]\d{7,8}"
)
_MASTHEAD = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:[·・ 　]{1,3}(?:[\u4e00-\u9fff]{2,5}|[A-Z]{2,12})){0,3}"
)
_PAPER = re.compile(r"(?:报|刊|版|新闻|专题)$")
"""How a paper or a page is named, where a blank line parts the name from its date."""
_NUMBERED = re.compile(
    r"\d{2}[\s　]+[\u4e00-\u9fff·]{2,10}"
    r"|[\u4e00-\u9fff·]{2,6}[\s　]+(?:[0０]\d|\d{2}[-—]\d{2}|[A-Z]\d{1,2})"
)
"""06 两会特别报道, 看点 06: a page's number and name; no headline has such digits set apart."""
_TOP_MOST = 12
"""Lines in which a page says its name, number, date and makers, at most."""


def folio(lines: Sequence[Line], place: int) -> Kind | None:
    """02, 大河财经: a number or a short name among the furniture on top of a page.

    What the line at ``place`` is; None where it is nothing of the kind.
    """
    line = lines[place]
    if _masthead(lines, place) or _numbered(lines, place) or _two_names(lines, place):
        return Kind.FURNITURE
    if not 0 < place < _TOP_MOST or line.kind not in (Kind.TITLE, Kind.TEXT):
        return None
    if not all(other.kind in IDLE for other in lines[:place]):
        return None
    if _NUMBERED.fullmatch(line.text):
        return Kind.FURNITURE
    if not _FOLIO.fullmatch(line.text):
        return None
    numbered = line.text.isdigit()  # a number needs furniture on one side, a name on both
    beside = lines[place - 1].kind is Kind.FURNITURE or numbered
    under = any(
        other.kind is Kind.FURNITURE or (other.text.isdigit() and not numbered)
        for other in lines[place + 1 : place + 2]
    )
    named = not line.gap and _named_apart(lines, place)
    return Kind.FURNITURE if beside and (under or numbered or named) else None


def _named_apart(lines: Sequence[Line], place: int) -> bool:
    """情感·家庭: tight under the page's number its name, and a head apart below it."""
    under, words = lines[place + 1 : place + 2], re.split("[·・]", lines[place].text)
    known = len(words) > 1 and any(map(is_section, words))
    return (
        known and bool(under) and under[0].gap > 0 and under[0].kind in (Kind.TITLE, Kind.SECTION)
    )


def _masthead(lines: Sequence[Line], place: int) -> bool:
    """Whether the first line is the paper's or the page's name, with what such have below."""
    under = [line for line in lines[1:4] if line.kind is Kind.FURNITURE]
    return (
        place == 0
        and lines[0].kind is Kind.TITLE
        and bool(_MASTHEAD.fullmatch(lines[0].text))
        and len(lines) > 1
        and lines[1].kind is Kind.FURNITURE
        and (lines[1].gap == 0 or (lines[1].gap == 1 and bool(_PAPER.search(lines[0].text))))
        and any(re.search(r"\d{4}|版|[A-Z]\d|编辑|责编", line.text) for line in under)
    )


def _two_names(lines: Sequence[Line], place: int) -> bool:
    """副刊　夜读: the page opens with the name of its kind and its own, apart from a headline."""
    words = lines[0].text.split()
    under = lines[1:2]
    return (
        place == 0
        and lines[0].kind is Kind.TITLE
        and len(words) == 2
        and any(is_section(word) for word in words)
        and all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) for word in words)
        and bool(under)
        and under[0].gap > 0
        and under[0].kind in (Kind.TITLE, Kind.SECTION)
    )


def _numbered(lines: Sequence[Line], place: int) -> bool:
    """Whether the page opens with its number, alone over its name, or before it on the line."""
    if place or lines[0].kind not in (Kind.TITLE, Kind.TEXT):
        return False
    under = [line.kind for line in lines[1:3] if line.gap <= 1]
    named = under[:1] and (
        under[0] in IDLE or (under[1:] == [Kind.FURNITURE] and _FOLIO.fullmatch(lines[1].text))
    )
    return bool(_NUMBERED.fullmatch(lines[0].text) or (named and lines[0].text.isdigit()))
