"""How the text under a head opens: with the day and the source, as a story does (导语)."""

import re

from tingbao.content.kinship import NEAR
from tingbao.content.places import Place

_LEAD = re.compile(
    r"(?:昨[天日晚]|今[天日晨]|前[天日晚]|近日|日前|近期|连日来|(?:\d{4}年)?\d{1,2}月\d{1,2}日|记者|据|从.{1,8}获悉|即日起"
    r"|有(?:市民|网友|读者|居民)|(?:市民|读者|网友|居民|业主)[^，。]{0,8}(?:反映|来电|致电|来信|发帖|投诉|咨询|问[：:]))"
)
_ANSWERS = re.compile(r"本报[^，。]{0,4}\d{1,2}月\d{1,2}日[^，。]{0,12}(?:报道|刊发|刊登|登载)")
"""本报8月30日报道的…一事: answers to another story."""
_TURN = re.compile(r"问[：:]|读者问")


def opens_with_news(place: Place) -> bool:
    """The day, the source, or who has written to the paper."""
    return bool(_LEAD.match(place.lines[place.text].text))


def answers(place: Place) -> bool:
    """It comes back to a story of another day."""
    return bool(_ANSWERS.match(place.lines[place.text].text))


def asks_anew(place: Place) -> bool:
    """A reader asks under the head, and nobody did in the story above."""
    near = place.lines[max(place.begin, place.top - NEAR) : place.top]
    turn = _TURN.match(place.lines[place.text].text)
    return bool(turn) and not any(_TURN.match(line.text) for line in near)
