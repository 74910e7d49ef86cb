"""What the text under a head says again of the story above it.

A story goes on with its own words: the parts under its 小标题 name its people and its matter again
(Hearst 1997). Another story begins with words of its own.
"""

from math import sqrt

from tingbao.content.places import Place
from tingbao.content.wordpairs import bigrams

NEAR = 40
"""Lines of text above and below a head that are compared."""
_SHORT = 20
"""Pairs of characters in either text, at least, for words that are alike to say anything."""
_LONG = 40
"""... and to be measured. Below it texts of one story share few by chance."""
_STRANGE = 0.05
"""Of what either text says so little is shared by two stories (111 of 158 headlines of a real
daily), and by the parts of one hardly ever (11 of 238)."""
_AKIN = 0.1


def _above(place: Place) -> frozenset[str]:
    """What the end of the story above says."""
    near = place.lines[max(place.begin, place.top - NEAR) : place.top]
    return bigrams("\n".join(line.text for line in near))


def _below(place: Place) -> frozenset[str]:
    near = place.lines[place.text : place.end][:NEAR]
    return bigrams("\n".join(line.text for line in near))


def _head(place: Place) -> frozenset[str]:
    return bigrams(" ".join(place.titles))


def _shared(place: Place) -> int:
    """Pairs of characters that the text below shares with the story above."""
    return len(_above(place) & _below(place))


def _shorter(place: Place) -> int:
    return min(len(_above(place)), len(_below(place)))


def _kinship(place: Place) -> float:
    """What is shared as a part of what either says, from 0 to 1."""
    return _shared(place) / sqrt(max(1, len(_above(place)) * len(_below(place))))


def strange(place: Place) -> bool:
    """Two texts of some length have hardly a word in common."""
    return _shorter(place) >= _LONG and _kinship(place) < _STRANGE


def akin(place: Place) -> bool:
    """The text below keeps to the words of the story above."""
    return _kinship(place) >= _AKIN


def wordless(place: Place) -> bool:
    """Two texts, be they short, have no word in common."""
    return _shorter(place) >= _SHORT and _shared(place) <= 1


def foreign(place: Place) -> bool:
    """Neither the head nor the text below says a word of the story above again."""
    return _shared(place) <= 1 and not _above(place) & _head(place)


def newly_told(place: Place) -> bool:
    """The first paragraph says more of the head than the story above did, as a lead does."""
    lead = bigrams(place.lines[place.text].text)
    return len(_head(place) & lead) > len(_head(place) & _above(place))
