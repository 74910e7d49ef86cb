"""小标题 come in series, set alike: by one mark, or by the clock."""

import re
from collections import Counter

from tingbao.content.lines import Kind
from tingbao.content.places import Place

_NEAR = 40
"""Lines of text above and below a head that are compared."""
_CROSSHEAD = "▎▍▌■◆●▲★□◇○△☆"
"""What marks 小标题."""
_SHORT = 20
"""Characters of a marked 小标题 at most."""
_CLOCK = re.compile(
    r"(?:凌晨|清晨|早[上晨]|上午|中午|正午|下午|傍晚|晚上|夜里|深夜|午夜)?\d{1,2}(?:[时点]|[:：]\d{2})"
)


def unlike_marked(place: Place) -> bool:
    """The 小标题 above open with one mark (▎误区, ▎建议), and the head does not."""
    marks = Counter(
        line.text[0]
        for line in place.lines[max(place.begin + 1, place.top - _NEAR) : place.top]
        if line.gap and len(line.text) <= _SHORT and not line.text[0].isalnum()
    )
    marked = [mark for mark, times in marks.items() if times > 1 and mark in _CROSSHEAD]
    return bool(marked) and place.head[0].text[0] not in marked


def by_the_clock(place: Place) -> bool:
    """上午9时 北苑小区, 下午2时 翠竹园: by the clock the parts of one report follow."""
    top, end = max(place.begin + 1, place.top - _NEAR), min(place.last, place.text + _NEAR)
    near = (*place.lines[top : place.top], *place.lines[place.text : end])
    timed = bool(place.titles) and bool(_CLOCK.match(place.titles[0]))
    return timed and any(line.kind is Kind.TITLE and _CLOCK.match(line.text) for line in near)
