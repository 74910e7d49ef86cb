"""Who signs around a head (署名): the story above it, its own text, the texts further down.

A paper signs a story on top or at its end, and once.
"""

import itertools

from tingbao.content.kinship import foreign
from tingbao.content.lines import IDLE, Kind
from tingbao.content.names import end_byline
from tingbao.content.notices import is_listed, is_notice, names_itself
from tingbao.content.places import Place

_BOX = 12
"""Lines of a notice at most."""
_TOP = 8
"""Lines at the top of a story among which its byline or dateline stands."""


def signed_above(place: Place) -> bool:
    """The story above is signed at its end."""
    return bool(end_byline(place.above.text)[1])


def signed_itself(place: Place) -> bool:
    """The text right under the head is signed at its end."""
    return _signed_at(place, place.end)


def signed_down(place: Place) -> bool:
    """What stands under the head, other such heads with it, is signed at its end."""
    return _signed_at(place, place.last)


def _signed_at(place: Place, end: int) -> bool:
    """The last line of print before ``end`` signs."""
    lines = place.lines[place.text : end]
    last = next(line for line in reversed(lines) if line.kind is not Kind.FURNITURE)
    return last.kind is Kind.BYLINE or bool(end_byline(last.text)[1])


def signed_on_top(place: Place) -> bool:
    """The story above has its byline or dateline on top."""
    return bool(_on_top(place) & {Kind.BYLINE, Kind.DATED})


def dated_above(place: Place) -> bool:
    """The story above opens with its dateline (电头), and no byline: it is news, and short."""
    return Kind.DATED in _on_top(place) and Kind.BYLINE not in _on_top(place)


def _on_top(place: Place) -> set[Kind]:
    return {line.kind for line in place.lines[place.begin : place.top][:_TOP]}


def says_itself(place: Place) -> bool:
    """The head names a kind of piece that no paper signs, or the text is signed as such."""
    return names_itself(place.titles[0]) or any(
        line.kind is Kind.SIGNATURE
        for line in itertools.takewhile(
            lambda line: line.kind is not Kind.TITLE, place.lines[place.text : place.end]
        )
    )


def below_box(place: Place) -> bool:
    """The piece above is itself one that no paper signs."""
    if names_itself(place.lines[place.begin].text):
        return True
    short = place.top - place.begin <= _BOX
    return short and is_notice(place.lines[place.begin + 1 : place.top])


def turns(place: Place) -> bool:
    """The text asks the reader, or lists what nothing above speaks of, and is the only such.

    By twos and threes such texts are the parts of a guide.
    """
    below = [line for line in place.lines[place.text : place.end] if line.kind not in IDLE]
    return place.alone and (is_notice(below) or (is_listed(below) and foreign(place)))
