"""Where a caption may break: at the end of a sentence, else of a clause, never inside a word.

Line lengths: SRT two lines of 32 characters (podcast-namespace, transcripts.md). No line begins
with what closes or ends with what opens (避头尾, GB/T 15834-2011, 5.1).
"""

import re
import unicodedata
from collections.abc import Iterator

LINE = 32
"""Characters of a line."""
LONGEST = 60
"""Characters of a cue: two lines, with room to choose where the first one ends."""
SHORTEST = 40
"""Characters that a cue cut without a mark has at least."""

_SENTENCE = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）)】》]*|[^。！？!?…]+")
_CLAUSE_ENDS = "，,、；;：:。！？!?…"
_CLOSES = _CLAUSE_ENDS + "”’」』）)】》〉%％‰℃°·.～—"
_OPENS = "“‘「『（(【《〈#＃$￥¥"
_JOINS = ".,:'’-/+&"
"""Between letters or figures these are part of a word: 1,400, 12:30, it's."""


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the cues of ``text``: its sentences, long ones cut between clauses."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        while end - start > LONGEST:
            cut = _last_clause(text, start, start + LONGEST) or _last_fair(
                text, start + SHORTEST, start + LONGEST
            )
            yield start, cut
            start = cut
        yield start, end


def halves(text: str) -> list[str]:
    """``text``, of LONGEST characters at most, as one or two lines about equally long."""
    if len(text) <= LINE:
        return [text]
    middle = len(text) / 2
    places = sorted(range(len(text) - LINE, LINE + 1), key=lambda place: abs(place - middle))
    fair = [place for place in places if _fair(text, place)]
    ends = [place for place in fair if text[place - 1] in _CLAUSE_ENDS]
    cut = next(iter((*ends, *fair, *places)))
    return [text[:cut].rstrip(), text[cut:].lstrip()]


def _last_clause(text: str, start: int, end: int) -> int:
    """The last place up to ``end`` at which a clause ends; 0 where there is none."""
    for place in range(end, start, -1):
        if text[place - 1] in _CLAUSE_ENDS and _fair(text, place):
            return place
    return 0


def _last_fair(text: str, least: int, most: int) -> int:
    """The last place at which a line may break; ``most`` where there is none."""
    return next((place for place in range(most, least, -1) if _fair(text, place)), most)


def _fair(text: str, place: int) -> bool:
    """Whether a line may end before ``text[place]``."""
    before, after = text[place - 1], text[place]
    if after in _CLOSES or before in _OPENS:
        return False
    if unicodedata.category(after) in ("Mn", "Me", "Mc", "Cf") or before == "\u200d":
        return False  # accents, variants, joined emoji
    if before.isdigit() and after.isalpha():
        return False  # 2022年, 23个人
    joined = before in _JOINS and place > 1 and _in_word(text[place - 2])
    return not (_in_word(after) and (_in_word(before) or joined))


def _in_word(character: str) -> bool:
    """Letters and figures that a space would part: hanzi are not among them."""
    return character.isalnum() and unicodedata.east_asian_width(character) not in "WF"
