"""Who signs: names that only what stands around them tells from headlines and lists.

A chain of small rules like that of ``neighbours``, which runs it.
"""

import re
from collections.abc import Callable, Sequence

from tingbao.content.captions import is_credit
from tingbao.content.forms import is_number
from tingbao.content.headwords import OF_WRITERS
from tingbao.content.lines import IDLE, Kind, Line, ends_sentence, is_list_item
from tingbao.content.names import MARKS, bare_names, is_foot, is_posted
from tingbao.content.notices import names_itself

Rule = Callable[[Sequence[Line], int], Kind | None]
"""What the line at a place is; None where the rule has nothing to say."""

_CREDIT = re.compile(r"[\u4e00-\u9fff]{1,4}[/／]\s?[\u4e00-\u9fff].{0,16}")
_MARKED_NAME = re.compile(
    rf"[{MARKS}]\s*[\u4e00-\u9fff](?:[\u4e00-\u9fff]{{1,3}}|(?:[ 　]{{1,2}}[\u4e00-\u9fff]){{1,2}})"
)
_SPACED_NAME = re.compile(r"[（(]?[\u4e00-\u9fff](?:[ 　]{1,2}[\u4e00-\u9fff]){1,2}[）)]?")
_EDITOR = re.compile(r"本报编辑\s+[\u4e00-\u9fff]{2,4}")
_SHORT_NAME = re.compile(
    r"(?!开栏|导语|前言|引[言子]|楔子|题记|摘要|..(?:热线|电话))[\u4e00-\u9fff]{1,3}[^\W\d省市县区州旗镇乡村\u3000-\u303f]"
)
_RUNNING = 20
"""Characters of a paragraph at least, over which a name stands alone."""
_VERSE = 16
"""Characters of a line of verse at most."""


def _credit(lines: Sequence[Line], place: int) -> Kind | None:
    """统筹/某某, 供图/某某 right under a byline are bylines, not furniture."""
    line = lines[place]
    under = place > 0 and lines[place - 1].kind is Kind.BYLINE and line.gap == 0
    if place and lines[place - 1].kind is Kind.TITLE and _EDITOR.fullmatch(line.text):
        return Kind.BYLINE  # the paper's editor writes to its readers
    return Kind.BYLINE if under and _CREDIT.fullmatch(line.text) else None


def _marked_item(lines: Sequence[Line], place: int) -> Kind | None:
    """★ 管得好 is no name where ★ heads other lines too, and no headline stands over it."""
    line = lines[place]
    if line.kind is not Kind.BYLINE or not place or not _MARKED_NAME.fullmatch(line.text):
        return None
    headed = _over(lines, place) in (Kind.TITLE, Kind.BYLINE)
    return Kind.TEXT if not headed and _is_mark(lines, line.text[0]) else None


def _over(lines: Sequence[Line], place: int) -> Kind | None:
    """What stands over the line, and over a 副题 there."""
    dashed = place > 0 and re.match("[—―－–]", lines[place - 1].text)
    over = place - 2 if dashed else place - 1
    return lines[over].kind if over >= 0 else None


def _is_mark(lines: Sequence[Line], mark: str) -> bool:
    """Whether the page has a line that the mark heads and that names nobody."""
    return any(line.text[0] == mark and line.kind is not Kind.BYLINE for line in lines)


def _asker(lines: Sequence[Line], place: int) -> Kind | None:
    """（读者 张三） under a question asks it, and the answer under that goes on."""
    line, under = lines[place], lines[place + 1 : place + 2]
    if line.kind is not Kind.BYLINE or not place or not under:
        return None
    turn = lines[place - 1].text[0] == "问" and under[0].text[0] == "答"
    return Kind.TEXT if turn else None


def _taken(lines: Sequence[Line], place: int) -> Kind | None:
    """Who took the pictures, right under what they show; 摄影报道 tells that he wrote as well."""
    line = lines[place]
    under = place > 0 and lines[place - 1].kind is Kind.CAPTION and line.kind is Kind.BYLINE
    credit = not line.gap and re.search(r"(?:摄影?|供图)[）)]?$", line.text)
    return Kind.CAPTION if under and (credit or is_credit(lines, place)) else None


def _bare(line: Line) -> bool:
    return line.kind is Kind.TITLE and bare_names(line.text)


def _names(lines: Sequence[Line], place: int) -> Kind | None:
    """Names alone under a headline are a byline without 记者."""
    if not _bare(lines[place]) or not 0 < place < len(lines) - 1:
        return None
    above, after = lines[place - 1], lines[place + 1]
    listed = bare_names(above.text) and place > 1 and not above.gap
    listed = listed and lines[place - 2].kind is Kind.TITLE  # 花边饺 over who wrote it is no list
    if above.kind is not Kind.TITLE or listed or _signed_verse(lines, place):
        return None
    if OF_WRITERS.fullmatch(above.text) and _SPACED_NAME.fullmatch(after.text):
        return None  # the title of a poem under 诗笺, over who wrote it
    apart = after.gap > 0 or after.kind in (Kind.TEXT, Kind.DATED, Kind.CAPTION)
    return Kind.BYLINE if apart or _verse(lines, place + 1) else None


def _signed_verse(lines: Sequence[Line], place: int) -> bool:
    """Whether the line, set apart, ends the verse of who signs above it."""
    top = place if lines[place].gap else 0
    while top and lines[top - 1].kind is Kind.TITLE:
        top -= 1
    return place - top >= 2 and top > 0 and lines[top - 1].kind is Kind.BYLINE


def _signature(lines: Sequence[Line], place: int) -> Kind | None:
    """A name alone under a text, with nothing of the story below it, signs that text."""
    if not place or not _bare(lines[place]) or len(lines[place].text) > 3:
        return None
    if lines[place].text[-1] in "县市区镇乡":
        return None  # 石门县 over its news
    under = lines[place + 1 : place + 2]
    over = lines[place - 1]
    last = not under or (under[0].gap > 0 and under[0].kind in (Kind.TITLE, *IDLE))
    done = over.kind is Kind.TEXT and over.text.endswith(("。", "！", "？", "”"))
    return Kind.BYLINE if last and done else None


def _foot(lines: Sequence[Line], place: int) -> Kind | None:
    """（水清）, （市供电公司）: in brackets under a finished text that nothing goes on with."""
    line, under = lines[place], lines[place + 1 : place + 2]
    if not place or line.kind not in (Kind.TITLE, Kind.TEXT) or not is_foot(line.text):
        return None
    over = lines[place - 1]
    last = not under or under[0].gap > 0 or under[0].kind in (Kind.TITLE, *IDLE)
    return Kind.BYLINE if last and over.kind is Kind.TEXT and ends_sentence(over.text) else None


def _pen_name(lines: Sequence[Line], place: int) -> Kind | None:
    """◎青禾, 雨 田: a pen name needs no family name, set so between headline and text."""
    line = lines[place]
    if not 0 < place < len(lines) - 1 or lines[place - 1].kind is not Kind.TITLE:
        return None
    if line.kind not in (Kind.TITLE, Kind.TEXT) or _over(lines, place) is not Kind.TITLE:
        return None
    after = lines[place + 1]
    opens = after.kind in (Kind.TEXT, Kind.DATED) or is_number(after.text)
    marked = _MARKED_NAME.fullmatch(line.text) and (opens or _verse(lines, place + 1))
    under = after.gap or after.kind is Kind.TEXT or _of_poem(lines, place)
    spaced = _SPACED_NAME.fullmatch(line.text) and under
    if is_posted(line.text) and opens:
        return Kind.BYLINE
    return Kind.BYLINE if marked or spaced or _short(lines, place) else None


def _short(lines: Sequence[Line], place: int) -> bool:
    """Whether two to four characters, too few for a 副题, stand so over running text.

    Where another short line parts the text below, both are 小标题.
    """
    over, line, after = lines[place - 1 : place + 2]
    if (line.gap > over.gap and place > 1) or names_itself(line.text):
        return False  # it belongs to what is below
    labelled = place > 1 and lines[place - 2].kind is Kind.SECTION
    if not _SHORT_NAME.fullmatch(line.text) or (len(line.text) >= len(over.text) and not labelled):
        return False
    if (
        after.kind is not Kind.TEXT
        or is_list_item(after.text)
        or len(after.text) < _RUNNING
        or not ends_sentence(after.text)
    ):
        return False
    below = place + 1
    while below < len(lines) and lines[below].kind is Kind.TEXT:
        below += 1
    parts = [other.kind for other in lines[below : below + 2]] == [Kind.TITLE, Kind.TEXT]
    return not parts or len(lines[below].text) > 2 * len(line.text)


def _of_poem(lines: Sequence[Line], place: int) -> bool:
    """Whether verse stands under the line, and over it one title, apart or under its label."""
    column = place > 1 and OF_WRITERS.fullmatch(lines[place - 2].text)
    apart = lines[place - 1].gap > 0 or place == 1 or lines[place - 2].kind in IDLE
    return bool(apart or column) and _verse(lines, place + 1)


def _verse(lines: Sequence[Line], place: int) -> bool:
    """Whether short lines follow one another from ``place``, and no byline under them."""
    run = lines[place : place + 4]
    return len(run) == 4 and all(
        line.kind in (Kind.TITLE, Kind.TEXT) and len(line.text) <= _VERSE for line in run
    )


SIGNING: Sequence[Rule] = (
    _credit,
    _marked_item,
    _asker,
    _taken,
    _names,
    _signature,
    _pen_name,
    _foot,
)
"""In order: each may call a line what the one before has not."""
