"""Briefs under labels, and the page's index: forms that run over many lines of a page."""

import dataclasses
from collections.abc import Sequence

from tingbao.content import forms
from tingbao.content.datelines import is_dated
from tingbao.content.lines import Kind, Line, kind

_ABOVE_BRIEFS = {Kind.FURNITURE, Kind.SECTION}


def with_briefs(lines: Sequence[Line]) -> list[Line]:
    """Briefs that begin with a label (【民政】全市…) as label and text, each a line of its own.

    A label before a dateline is one for certain; others where a run of different labels begins
    the page or stands under a section label. Labels in the midst of a story are its own.
    """
    labels = [forms.leading_label(line.text) for line in lines]
    found: list[Line] = []
    end = 0
    for place, line in enumerate(lines):
        if place >= end and labels[place][0]:
            end = place
            while end < len(lines) and labels[end][0]:
                end += 1
            names = [label for label, _ in labels[place:end]]
            above = {other.kind for other in lines[max(0, place - 1) : place]}
            if len(names) < 2 or len(set(names)) < len(names) or not above <= _ABOVE_BRIEFS:
                end = place
        label, rest = labels[place]
        if label and (place < end or is_dated(rest)):
            found.append(dataclasses.replace(line, text=label, kind=Kind.SECTION))
            line = dataclasses.replace(line, text=rest, kind=kind(rest), gap=0)
        found.append(line)
    return found


def with_index(lines: Sequence[Line]) -> list[Line]:
    """The page's index (今日导读) and its entries as furniture: they are no heads of stories."""
    found: list[Line] = []
    inside = False
    for place, line in enumerate(lines):
        if forms.is_index(line.text):
            inside = True
        elif inside:
            tight = line.gap == 0 and line.kind is Kind.TITLE and _entries_follow(lines, place)
            inside = forms.is_entry(line.text) or line.kind is Kind.FURNITURE or tight
        found.append(dataclasses.replace(line, kind=Kind.FURNITURE) if inside else line)
    return found


def _entries_follow(lines: Sequence[Line], place: int) -> bool:
    """Whether the list of short lines goes on to a blank line, so that no text is among it."""
    for line in lines[place + 1 : place + 20]:
        if line.gap or forms.is_entry(line.text):
            return True
        if line.kind is not Kind.TITLE:
            return False
    return False
