"""小标题 or the headline of another story? Told by weighing what speaks for either.

A short line between two finished paragraphs, with neither byline nor dateline under it, can be
both. No single sign decides, so each adds its weight; the sum says which, and how sure it is.
"""

import itertools
import re
from collections.abc import Callable, Sequence

from tingbao.content.forms import announces_pictures, is_aside, is_chapter, is_number, is_part
from tingbao.content.labels import is_spoken_of
from tingbao.content.lines import IDLE, Kind, Line, is_row
from tingbao.content.names import end_byline
from tingbao.content.notices import is_listed, is_notice, names_itself
from tingbao.content.places import Place
from tingbao.content.rubrics import is_column
from tingbao.content.series import by_the_clock, unlike_marked
from tingbao.content.wordpairs import bigrams

DOUBTFUL = 1.0
"""A sum nearer to zero than this is a doubt that ``check`` reports."""

_NEAR = 40
"""Lines of text above and below a head that are compared."""
_STANZA = 3
"""Lines that tell a poem from a head."""
_BOX = 12
"""Lines of a notice at most."""
_CLAUSES = re.compile(r"[^，]{3,}，[^，]{3,}[？！?!]")
_BRIEF = 2
"""Paragraphs of a brief at most."""
_COLUMN = 4
"""Characters of a column's name, mostly."""
_ANSWERS = re.compile(r"本报[^，。]{0,4}\d{1,2}月\d{1,2}日[^，。]{0,12}(?:报道|刊发|刊登|登载)")
"""本报8月30日报道的…一事: answers to another story."""
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,8}[：:].")
_TURN = re.compile(r"问[：:]|读者问")
_TIGHT = 0.25
"""Blank lines a line, at most, on a page that sets paragraphs tight."""


def _signed_above(place: Place) -> bool:
    return bool(end_byline(place.above.text)[1])


def _signed_below(place: Place) -> bool:
    """What stands under the head, other such heads with it, is signed at its end."""
    down = range(place.last - 1, place.text - 1, -1)
    last = place.lines[next(at for at in down if place.lines[at].kind is not Kind.FURNITURE)]
    return last.kind is Kind.BYLINE or bool(end_byline(last.text)[1])


def says_itself(place: Place) -> bool:
    """The head names a kind of piece that no paper signs, or the text is signed as such."""
    return names_itself(place.titles[0]) or any(
        line.kind is Kind.SIGNATURE
        for line in itertools.takewhile(
            lambda line: line.kind is not Kind.TITLE, place.lines[place.text : place.end]
        )
    )


def _below_box(place: Place) -> bool:
    """The piece above is itself one that no paper signs."""
    if names_itself(place.lines[place.begin].text):
        return True
    short = place.top - place.begin <= _BOX
    return short and is_notice(place.lines[place.begin + 1 : place.top])


def _turns(place: Place) -> bool:
    """The text asks the reader, or lists what nothing above speaks of, and is the only such.

    By twos and threes such texts are the parts of a guide.
    """
    below = [line for line in place.lines[place.text : place.end] if line.kind not in IDLE]
    return place.alone and (is_notice(below) or (is_listed(below) and _foreign(place)))


def _titled(place: Place) -> bool:
    """The story above has a headline."""
    return any(line.kind is Kind.TITLE for line in place.lines[place.begin : place.top])


def _story_signed(place: Place) -> bool:
    """The story above has its byline or dateline on top."""
    return any(
        line.kind in (Kind.BYLINE, Kind.DATED) for line in place.lines[place.begin : place.top][:8]
    )


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _near(place: Place) -> Sequence[Line]:
    """The end of the story above."""
    return place.lines[max(place.begin, place.top - _NEAR) : place.top]


def _shared(place: Place) -> int:
    """Pairs of characters that the text below shares with the story above (Hearst 1997)."""
    before = bigrams(_joined(_near(place)))
    return len(before & bigrams(_joined(place.lines[place.text : place.end][:_NEAR])))


def _foreign(place: Place) -> bool:
    """Neither the head nor the text below says a word of the story above again."""
    before = bigrams(_joined(_near(place)))
    return _shared(place) <= 1 and not before & bigrams(" ".join(place.titles))


def _told_again(place: Place) -> float:
    """The part of the head that its first paragraph says again, as the lead of a story does."""
    title = bigrams(" ".join(place.titles))
    return len(title & bigrams(place.lines[place.text].text)) / max(1, len(title))


_LEAD = re.compile(
    r"(?:昨[天日晚]|今[天日晨]|前[天日晚]|近日|日前|近期|连日来|(?:\d{4}年)?\d{1,2}月\d{1,2}日|记者|据|从.{1,8}获悉|即日起"
    r"|有(?:市民|网友|读者|居民)|(?:市民|读者|网友|居民|业主)[^，。]{0,8}(?:反映|来电|致电|来信|发帖|投诉|咨询|问[：:]))"
)

_CONTINUED = re.compile(r"[（(](?:未完)?(?:待续|完)[）)]")
"""Under a part of a novel."""


_ASKS = re.compile(r".{2,12}[？?]")
"""A question no longer than a 小标题."""


_SCENE = re.compile(
    r"[【〖\[][\u4e00-\u9fff]{1,6}[一二三四五六七八九十\d]{1,2}[】〗\]]"
    r"|(?!星期|周)[\u4e00-\u9fff]{2,3}[一二三四五六七八九十\d]{1,2}[：:\s　]"
)
"""【画面一】 and what it shows, 误区一：…: the parts of one report are numbered so."""


def _parted(place: Place) -> bool:
    """Apart from what stands above, on a page where hardly a line inside a story is."""
    text = place.lines[place.text]
    tight = place.sheet.usual_gap <= _TIGHT and not is_row(text.text)
    return tight and place.head[0].gap > text.gap == 0


def _under_verse(place: Place) -> bool:
    """Prose under a poem: the lines above, as short as heads, end no sentence."""
    above = place.lines[max(place.begin, place.top - _STANZA) : place.top]
    return len(above) == _STANZA and all(line.kind is Kind.TITLE for line in above)


def _asked(place: Place) -> bool:
    """The first of two titles is a question in two clauses, and the second shorter than it."""
    first, second = [*place.titles, "", ""][:2]
    return bool(second) and len(second) < len(first) and bool(_CLAUSES.fullmatch(first))


def _heads_part(place: Place) -> bool:
    """A label of a part; over a headline of its own it is one only where others stand too."""
    if not (is_part(place.head[0].text) and _titled(place)):
        return False
    near = (*place.lines[place.begin + 1 : place.top], *place.lines[place.text : place.last])
    return len(place.head) == 1 or any(is_part(line.text) for line in near)


def _asks_anew(place: Place) -> bool:
    """A reader asks under the head, and nobody did in the story above."""
    turn = _TURN.match(place.lines[place.text].text)
    return bool(turn) and not any(_TURN.match(line.text) for line in _near(place))


def _under_brief(place: Place) -> bool:
    """A lead under the head: the dated story above, of a paragraph or two, has no lone 小标题."""
    told = [line for line in _near(place) if line.kind in (Kind.DATED, Kind.TEXT)]
    lead = place.alone and _LEAD.match(place.lines[place.text].text)
    return bool(lead) and len(told) <= _BRIEF and any(line.kind is Kind.DATED for line in told)


def _in_turn(place: Place) -> bool:
    """In the signed story above or below the head another one names somebody in like manner."""
    if len(place.titles) != 1 or not _NAMED.match(place.titles[0]) or not _story_signed(place):
        return False
    end = min(place.last, place.text + _NEAR)
    near = (*_near(place), *place.lines[place.text : end])
    return any(line.kind is Kind.TITLE and _NAMED.match(line.text) for line in near)


def _in_column(place: Place) -> bool:
    """A headline under the name of its column; a 小标题 has none."""
    first, second = [*place.titles, "", ""][:2]
    return bool(second) and len(first) == _COLUMN and is_column(first, second)


def _set_otherwise(place: Place) -> bool:
    """Of two lines, or tight upon its text, where a 小标题 above is of one, or stands apart."""
    lines = place.lines
    above = [
        p
        for p in range(max(place.begin + 1, place.top - _NEAR), place.top - 1)
        if lines[p].kind is Kind.TITLE and lines[p - 1].kind is lines[p + 1].kind is Kind.TEXT
    ]
    apart = any(lines[p].gap > 0 < lines[p + 1].gap for p in above)
    tight = place.head[0].gap > lines[place.text].gap == 0
    return (apart and tight) or (bool(above) and len(place.titles) > 1)


SIGNS: Sequence[tuple[float, Callable[[Place], bool]]] = (
    # More short lines inside stories are 小标题 than headlines of unsigned stories.
    (-1.0, lambda place: True),
    # Signed at its end, the story above is over.
    (5.0, lambda place: _signed_above(place) or place.above.kind is Kind.SIGNATURE),
    (5.0, lambda place: bool(_CONTINUED.fullmatch(place.above.text))),
    # So it is where the page's furniture follows it.
    (2.0, lambda place: place.above.kind is Kind.FURNITURE),
    # A 副题 or （附图片1张） stands under and behind headlines only.
    (4.0, lambda place: any(line.text.startswith(("——", "—— ")) for line in place.head[1:])),
    (6.0, lambda place: any(map(announces_pictures, place.titles))),
    (2.0, lambda place: len(place.titles) in (2, 3)),
    # 小标题 have mostly 4 to 9 characters, headlines 8 to 20, or two parts.
    (1.0, lambda place: place.longest >= 10),
    (1.0, lambda place: place.longest >= 14),
    (-0.7, lambda place: place.longest <= 6),
    (2.5, lambda place: any(re.search(r"\S{3}[\s　]\S{3}", title) for title in place.titles)),
    # 小标题 come by twos and threes, in stories of some length.
    (1.0, lambda place: place.alone),
    (0.7, lambda place: place.top - place.begin <= 3),
    # Notices and service pieces name themselves, speak to the reader and are signed at the foot.
    (3.0, says_itself),
    # They are short, and have hardly any 小标题.
    (1.0, _below_box),
    (3.0, _in_column),
    # Stories stand further apart than the parts of one.
    (3.0, lambda place: place.head[0].gap >= 2 and place.sheet.usual_gap < 1.5),
    # Set apart from the story above and tight upon its own text.
    (1.0, lambda place: place.head[0].gap > place.lines[place.text].gap),
    # A question in two clauses ends a paragraph over a 小标题.
    (-2.5, _asked),
    # The heads of one story are set alike.
    (3.0, _set_otherwise),
    # On a page set tight, a blank line parts stories.
    (3.5, _parted),
    # A paper signs all its stories on top, or none.
    (-3.0, lambda place: _story_signed(place) and not (says_itself(place) or _turns(place))),
    (1.5, lambda place: place.sheet.unsigned),
    # ... and where it signs at the end, no story ends unsigned.
    (
        -3.0,
        lambda place: _signed_below(place) and not (_signed_above(place) or _below_box(place)),
    ),
    # A story opens with the day or the source; its words are new, and its lead tells its head.
    (1.5, lambda place: bool(_LEAD.match(place.lines[place.text].text))),
    (1.0, lambda place: _shared(place) <= 1),
    (-1.0, lambda place: _shared(place) >= 4),
    (1.0, lambda place: _told_again(place) >= 0.4),
    # 【追问】 heads a part of the report above.
    (-6.0, _heads_part),
    # So does 【业主】 where the story lets the owners speak.
    (-6.0, lambda place: is_spoken_of(place.lines, place.begin, place.top)),
    # A poem has no 小标题 with prose under it.
    (5.0, _under_verse),
    (-6.0, lambda place: bool(_SCENE.match(place.head[0].text)) and _titled(place)),
    (-6.0, by_the_clock),
    (3.0, unlike_marked),
    # A number (一, 第一章) heads a part of an essay.
    (-9.0, lambda place: is_number(place.head[0].text) or is_chapter(place.head[0].text)),
    # Under 相关链接 the head is that of the box.
    (-4.0, lambda place: any(is_aside(line.text) for line in (*place.head, place.above))),
    (4.0, _asks_anew),
    # 环卫工人：…, 电力工人：… are the parts of one report.
    (-2.5, _in_turn),
    (5.0, lambda place: bool(_ANSWERS.match(place.lines[place.text].text))),
    (1.5, _under_brief),
    # Questions part an interview or an explanation.
    (-2.0, lambda place: len(place.titles) == 1 and bool(_ASKS.fullmatch(place.titles[0]))),
    (-1.0, lambda place: place.titles[0].startswith("“")),
)  # fmt: skip
"""What speaks for a new story (more than 0) or a 小标题 (less), with its weight."""


def weigh(place: Place) -> float:
    """More than 0: a story begins at the head; less: it is a 小标题."""
    return sum(weight for weight, sign in SIGNS if sign(place))
