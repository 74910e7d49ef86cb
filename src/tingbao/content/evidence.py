"""小标题 or the headline of another story? Told by weighing what speaks for either.

A short line between two finished paragraphs, with neither byline nor dateline under it, can be
both. No single sign decides, so each adds its weight; the sum says which, and how sure it is.

The weights are fitted: to the case pages, each of which must come out, and to 628 heads of a real
daily, 273 of them headlines, labelled by hand; then rounded to halves. Held out, nine in ten of
the latter are told rightly; with weights set by hand it was eight.
"""

import re
from collections.abc import Callable, Sequence

from tingbao.content.forms import announces_pictures, is_aside
from tingbao.content.kinship import akin, newly_told, strange, wordless
from tingbao.content.leads import answers, asks_anew, opens_with_news
from tingbao.content.lines import Kind, is_row
from tingbao.content.places import Place
from tingbao.content.rubrics import is_column
from tingbao.content.series import (
    goes_with_others,
    heads_part,
    in_turn,
    set_otherwise,
    unlike_marked,
)
from tingbao.content.signed import (
    below_box,
    dated_above,
    says_itself,
    signed_above,
    signed_down,
    signed_itself,
    signed_on_top,
    turns,
)

DOUBTFUL = 1.0
"""A sum nearer to zero than this is a doubt that ``check`` reports."""

_STANZA = 3
"""Lines that tell a poem from a head."""
_CLAUSES = re.compile(r"[^，]{3,}，[^，]{3,}[？?！!]")
_COLUMN = 4
"""Characters of a column's name, mostly."""
_TIGHT = 0.25
"""Blank lines a line, at most, on a page that sets paragraphs tight."""
_CONTINUED = re.compile(r"[（(](?:未完)?(?:待续|完)[）)]")
"""Under a part of a novel."""
_OF_HEADLINES = re.compile(
    r"《|^中华人民共和国.{2,}法$|.{4,}(?<!的)(?:条例|公报|名单)(?:[（(].+[）)])?$"
)
"""A work is spoken of, or a document is printed: 《山河图》开展, 全国代表大会公报."""


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


def _in_column(place: Place) -> bool:
    """A headline under the name of its column; a 小标题 has none."""
    first, second = [*place.titles, "", ""][:2]
    return bool(second) and len(first) == _COLUMN and is_column(first, second)


def _is_over(place: Place) -> bool:
    """The story above is at its end: signed there, by a notice's sender too, or （待续）."""
    above = place.above
    signed = signed_above(place) or above.kind is Kind.SIGNATURE
    return signed or bool(_CONTINUED.fullmatch(above.text))


def _signed_as_one(place: Place) -> bool:
    """The story above has no byline, and what stands below only one, at the end of all."""
    return signed_down(place) and not (
        signed_above(place) or signed_on_top(place) or below_box(place)
    )


SIGNS: Sequence[tuple[float, Callable[[Place], bool]]] = (
    # More short lines inside stories are 小标题 than headlines of unsigned stories.
    (-1.5, lambda place: True),
    # A story that is signed at its end is over; so it is where the page's furniture follows it.
    (2.5, _is_over),
    (2.5, lambda place: place.above.kind is Kind.FURNITURE),
    # A 副题 or （附图片1张） stands under and behind headlines only, which are of two lines too,
    # long, and name what is printed or spoken of.
    (4.0, lambda place: any(line.text.startswith(("——", "—— ")) for line in place.head[1:])),
    (6.0, lambda place: any(map(announces_pictures, place.titles))),
    (3.5, lambda place: len(place.titles) in (2, 3)),
    (1.5, lambda place: place.longest >= 10),
    (3.0, lambda place: any(map(_OF_HEADLINES.search, place.titles))),
    # Two clauses with a comma are 小标题 rather: in a headline a blank parts them.
    (-2.0, lambda place: len(place.titles) == 1 and bool(re.search("[，、]", place.titles[0]))),
    # Questions part an interview or an explanation.
    (-1.0, lambda place: place.titles[-1].endswith(("？", "?"))),
    # ... and a question in two clauses ends a paragraph over a 小标题.
    (-4.0, _asked),
    (3.5, _in_column),
    # 小标题 come by twos and threes, alike, in stories of some length.
    (1.5, lambda place: place.alone),
    (1.0, lambda place: place.top - place.begin <= 3),
    (-1.0, goes_with_others),
    (-5.0, in_turn),
    (4.5, set_otherwise),
    (5.0, unlike_marked),
    # 【追问】, 误区一, 第一章 head a part of what is above.
    (-8.0, heads_part),
    # Under 相关链接 the head is that of the box.
    (-5.0, lambda place: any(is_aside(line.text) for line in (*place.head, place.above))),
    # A poem has no 小标题 with prose under it.
    (3.0, _under_verse),
    # Stories stand further apart than the parts of one.
    (3.0, lambda place: place.head[0].gap >= 2 and place.sheet.usual_gap < 1.5),
    (5.5, _parted),
    # Notices and service pieces name themselves, speak to the reader and are signed at the foot.
    (6.0, says_itself),
    # They are short, and have hardly any 小标题.
    (1.5, below_box),
    # A paper signs all its stories on top, or none.
    (-3.0, lambda place: signed_on_top(place) and not (says_itself(place) or turns(place))),
    (1.0, lambda place: place.sheet.unsigned),
    # ... but news under a dateline is short, and has hardly ever a lone 小标题.
    (1.0, lambda place: dated_above(place) and place.alone),
    # Who signs signs a whole story: this text, or all from the story above on.
    (1.5, signed_itself),
    (-3.0, _signed_as_one),
    # The words of another story are new.
    (2.5, strange),
    (1.5, wordless),
    (-1.5, akin),
    # Its lead tells its head, and opens with the day or the source.
    (1.0, newly_told),
    (2.5, opens_with_news),
    (5.0, answers),
    (4.0, asks_anew),
)  # fmt: skip
"""What speaks for a new story (more than 0) or a 小标题 (less), with its weight."""


def weigh(place: Place) -> float:
    """More than 0: a story begins at the head; less: it is a 小标题."""
    return sum(weight for weight, sign in SIGNS if sign(place))
