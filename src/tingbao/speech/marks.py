"""From where a word lies in the line that an engine read to where it stands in print."""

from collections.abc import Sequence
from typing import Literal

from tingbao.model import Mark, Segment, token_spans, written_span


def to_written(
    segment: Segment, reads: Literal["spoken", "pinyin"], marks: Sequence[Mark]
) -> tuple[Mark, ...]:
    """``marks`` (offsets into the line that was read) as offsets into ``segment.written``.

    In the order of print, never overlapping: words that fall on one stretch of print ("2022"
    is four spoken characters) become one mark over all of their time.
    """
    tokens = _pinyin_tokens(segment) if reads == "pinyin" else []
    found: list[Mark] = []
    for mark in marks:
        start, end = mark.start, mark.end
        if reads == "pinyin":
            touched = [span for begin, close, span in tokens if begin < end and close > start]
            if not touched:
                continue
            start, end = touched[0][0], touched[-1][1]
        start, end = written_span(segment.edits, start, end)
        end = min(end, len(segment.written))
        if start >= end:
            continue
        last = found[-1] if found else None
        if last is not None and start < last.end:
            end = max(end, last.end)
            found[-1] = Mark(
                start=last.start, end=end, begin=last.begin, close=max(last.close, mark.close)
            )
        else:
            found.append(Mark(start=start, end=end, begin=mark.begin, close=mark.close))
    return tuple(found)


def _pinyin_tokens(segment: Segment) -> list[tuple[int, int, tuple[int, int]]]:
    """Each token of the pinyin line as start, end, and the stretch of ``spoken`` it reads."""
    tokens = []
    at = 0
    for token, span in zip(segment.pinyin.split(" "), token_spans(segment.spoken), strict=False):
        tokens.append((at, at + len(token), span))
        at += len(token) + 1
    return tokens
