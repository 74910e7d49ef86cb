"""Packs text into segments: one to three sentences, never longer than the voice's breath."""

import re
from collections.abc import Sequence

from tingbao.script.cutting import plain
from tingbao.script.sentences import CLOSERS

SENTENCES = 3
_SCRAP = 10
"""Characters that are too few for a piece of their own."""
_CLINGING = frozenset("的地得了着过们")
"""They are said in one breath with the word before."""
_WORD = 12
"""Characters that are looked at on either side for where a word begins."""
_PLACES = (re.compile(r"[；;]"), re.compile(r"，|,(?!\d)|：|——"), re.compile(r"、|\s"))
_UNBREAKABLE = re.compile(r"[A-Za-z0-9０-９.,:/@%_+\-]+")
_MARKS = frozenset("。！？!?…，、；：,;:" + CLOSERS)


def pack(sentences: Sequence[str], longest: int) -> list[str]:
    """Joins ``sentences`` greedily and cuts what is longer than ``longest`` characters."""
    packed: list[str] = []
    count = 0
    for sentence in sentences:
        for piece in cut(sentence, longest):
            whole = piece == sentence
            if whole and 0 < count < SENTENCES and len(packed[-1]) + len(piece) <= longest:
                packed[-1] += piece
                count += 1
            else:
                packed.append(piece)
                count = 1 if whole else 0
    return _with_speech(packed, longest)


def cut(sentence: str, longest: int) -> list[str]:
    """The sentence in pieces of at most ``longest``, at ；, at ，, at 、, else between words."""
    pieces = []
    start = 0
    while len(sentence) - start > longest:
        rest = len(sentence) - start
        end = start + _place(sentence[start : start + longest + 1], longest, rest)
        pieces.append(sentence[start:end])
        start = end
    return [*pieces, sentence[start:]]


def _place(text: str, longest: int, rest: int) -> int:
    """Where to cut ``text``: its last good place past a third of the length.

    Of ``rest`` characters no scrap is left over, where another place will do.
    """
    for marks in _PLACES:
        ends = [m.end() for m in marks.finditer(text, longest // 3, longest) if m.end() < len(text)]
        if ends := [end for end in ends if text[end] not in _MARKS]:
            return ([end for end in ends if rest - end >= _SCRAP] or ends)[-1]
    at = longest if rest > 2 * longest - _SCRAP else max(rest // 2, 1)
    for word in _UNBREAKABLE.finditer(text):
        if word.start() < at < word.end() and word.start() > 0:
            at = word.start()
    at = _word_edge(text, at)
    if at > _WORD and text[at] in _CLINGING:
        at = _word_edge(text, at - 1)
    while at > 1 and text[at] in _MARKS:
        at -= 1
    return at if at > 1 else longest


def _word_edge(text: str, at: int) -> int:
    """``at``, or where the word begins that it would cut in two."""
    start = max(0, at - _WORD)
    begins, _ = plain().spans(text[start : at + _WORD])[at - start]
    return start + begins or at


def _with_speech(pieces: list[str], longest: int) -> list[str]:
    """Joins pieces of mere punctuation to their neighbour: nothing is lost, nothing is mute.

    What its marks make too long is halved, even within a figure as long as a segment.
    """
    joined: list[str] = []
    for piece in pieces:
        if joined and not (speakable(piece) and speakable(joined[-1])):
            whole = joined[-1] + piece
            halves = [whole[: len(whole) // 2], whole[len(whole) // 2 :]]
            halved = len(whole) > longest and all(map(speakable, halves))
            joined[-1:] = halves if halved else [whole]
        else:
            joined.append(piece)
    return joined


def speakable(text: str) -> bool:
    """Whether anything in ``text`` can be said: a letter, a hanzi or a digit."""
    return any(char.isalnum() for char in text)
