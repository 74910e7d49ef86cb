"""How the three lines of a segment lead back to one another: speech to print, pinyin to speech."""

import re

from tingbao.model.script import Edit


def written_span(edits: tuple[Edit, ...], start: int, end: int) -> tuple[int, int]:
    """The stretch of print behind ``spoken[start:end]``: whole edits, single characters else."""
    return _written(edits, start, last=False), _written(edits, max(end - 1, start), last=True)


def _written(edits: tuple[Edit, ...], position: int, *, last: bool) -> int:
    shift = 0  # how much further on the spoken text is than the written
    for edit in edits:
        begin = edit.start + shift
        if position < begin:
            break
        if position < begin + len(edit.spoken):
            return edit.end if last else edit.start
        shift += len(edit.spoken) - (edit.end - edit.start)
    return position - shift + (1 if last else 0)


_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’]*|[^\sA-Za-z]")


def token_spans(spoken: str) -> list[tuple[int, int]]:
    """The stretches of ``spoken`` that the tokens of its pinyin line stand for, one for one.

    A run of Latin letters is one token, every other visible character is one of its own.
    """
    return [match.span() for match in _TOKEN.finditer(spoken)]
