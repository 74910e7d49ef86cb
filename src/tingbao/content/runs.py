"""Forms that run over many lines of a page: briefs under labels, its index, marked headlines."""

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from tingbao.content import forms
from tingbao.content.captions import CREDITED
from tingbao.content.columns import breadth, wrap
from tingbao.content.datelines import is_dated
from tingbao.content.lines import IDLE, Kind, Line, cells, ends_sentence, is_list_item, kind, pieces
from tingbao.content.names import MARKS, OPENING, bare_names

_COLUMN_NAMED = re.compile(r"[“《]([^“”《》]{2,12})[”》](?:专?栏目?|系列报道|版块)")
_POINTED = re.compile(rf"[{MARKS}]\s*[\u4e00-\u9fff]{{2,4}}")
_LABEL = re.compile(rf"[{MARKS}]\s*[\u4e00-\u9fff]{{2,6}}")
_WIDE = 3
"""Cells of a wide row; more tell nothing more."""
_TABLE = 5
"""Rows and cells that make a table, together."""
_ALIKE = 3
"""Headlines under words of one length that make these labels."""
_RUNNING = (Kind.TEXT, Kind.TITLE, Kind.DATED)
_RAGGED = 2
"""Characters by which the full lines of a column differ: Latin letters are narrower."""


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
            if len(names) < 2 or len(set(names)) < len(names) or not above <= IDLE:
                end = place
        label, rest = labels[place]
        if label and (place < end or is_dated(rest)):
            found.append(line.part(slice(len(label)), Kind.SECTION))
            line = dataclasses.replace(line.part(slice(-len(rest), None), kind(rest)), gap=0)
        found.append(line)
    return found


def with_columns(lines: Sequence[Line]) -> list[Line]:
    """Lines that are the name of a column as labels: 本报开设“再见，校园”栏目 names one."""
    named = {name for line in lines for name in _COLUMN_NAMED.findall(line.text)}
    return [
        dataclasses.replace(line, kind=Kind.SECTION)
        if line.kind in (Kind.TITLE, Kind.TEXT) and line.text in named
        else line
        for line in lines
    ]


def with_labels(lines: Sequence[Line]) -> list[Line]:
    """幽默 over 减肥: where a word of so many characters stands over three headlines of the page,
    a known label (健康) among them, each is a label.
    """
    found = _with_pointed(lines)
    over = [place for place in range(len(lines) - 2) if _over_headline(lines, place)]
    for length in (2, 4):
        alike = [place for place in over if len(lines[place].text) == length]
        if len(alike) >= _ALIKE and any(lines[place].kind is Kind.SECTION for place in alike):
            for place in alike:
                found[place] = dataclasses.replace(lines[place], kind=Kind.SECTION)
    return found


def _with_pointed(lines: Sequence[Line]) -> list[Line]:
    """■投诉, ■求助: two and more such words under one mark, each on a headline, are labels."""
    marks: dict[str, list[int]] = {}
    for place, line in enumerate(lines[:-1]):
        under = lines[place + 1]
        if _POINTED.fullmatch(line.text) and under.kind is Kind.TITLE and not under.gap:
            marks.setdefault(line.text[0], []).append(place)
    found = list(lines)
    labels = [
        places
        for places in marks.values()
        # ■走访, ■提醒 head the parts of one report
        if len(places) > 1 and not all(forms.is_part(lines[place].text) for place in places)
    ]
    for place in chain.from_iterable(labels):
        found[place] = dataclasses.replace(lines[place], kind=Kind.SECTION)
    return found


def with_alike(lines: Sequence[Line]) -> list[Line]:
    """●热线点歌台 set apart, where ● heads other labels of the page: a label as they are."""
    marks = Counter(line.text[0] for line in lines if line.kind is Kind.SECTION)
    return [
        dataclasses.replace(line, kind=Kind.SECTION)
        if line.kind is Kind.TEXT
        and line.gap
        and marks[line.text[0]] > 1
        and _LABEL.fullmatch(line.text)
        else line
        for line in lines
    ]


def _over_headline(lines: Sequence[Line], place: int) -> bool:
    """Whether a word stands over one title line with its text or byline, under a finished text."""
    line, headline, after = lines[place : place + 3]
    begins = not place or line.gap > 0 or lines[place - 1].kind not in (Kind.TITLE, Kind.SECTION)
    return (
        begins
        and line.kind in (Kind.TITLE, Kind.SECTION)
        and headline.kind is Kind.TITLE
        and (after.kind in (Kind.TEXT, Kind.BYLINE, Kind.DATED) or bare_names(after.text))
        and bool(re.fullmatch(r"[\u4e00-\u9fff]+", line.text))
        and not bare_names(headline.text)
    )


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """白菜　每斤1.2元: three lines with as many cells, or two with three or more, are a table's.

    So are two that begin with a figure: 5.2%　增长, and four that tell none: 田禾　站长.
    """
    found = list(lines)
    widths = [min(max(cells(line.text), pieces(line.text)), _WIDE) for line in lines]
    begin = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and widths[place] == widths[begin]:
            continue
        wide = widths[begin] if begin < len(lines) else 1
        figures = all(line.text[0].isdigit() for line in lines[begin:place])
        least = _TABLE if all(cells(o.text) > 1 for o in lines[begin:place]) else _TABLE + 1
        if wide > 1 and place - begin + wide + figures >= least:
            for row in range(begin - _has_header(lines, begin), place):
                if lines[row].kind is Kind.TITLE:
                    found[row] = dataclasses.replace(lines[row], kind=Kind.TEXT)
        begin = place
    return found


def _has_header(lines: Sequence[Line], begin: int) -> bool:
    """Whether the line over a table's first row names its columns: as many words, no figure."""
    over = lines[max(0, begin - 1) : begin]
    row = lines[begin]
    return not row.gap and [len(o.text.split()) for o in over] == [len(row.text.split())]


def with_index(lines: Sequence[Line]) -> list[Line]:
    """The page's index (今日导读) and its entries as furniture: they are no heads of stories.

    Two entries, one under the other, are an index without its name.
    """
    found: list[Line] = []
    inside = False
    for place, line in enumerate(lines):
        if forms.is_index(line.text):
            inside = _heads_index(lines, place)
            if not inside:
                line = dataclasses.replace(line, kind=Kind.SECTION)
        elif inside:
            tight = line.gap == 0 and line.kind is Kind.TITLE and _entries_follow(lines, place)
            inside = forms.is_entry(line.text) or line.kind is Kind.FURNITURE or tight
        elif _points(line):
            inside = any(_points(other) for other in lines[place + 1 : place + 2])
        found.append(dataclasses.replace(line, kind=Kind.FURNITURE) if inside else line)
    return found


def _points(line: Line) -> bool:
    return line.text.endswith("版") and forms.is_entry(line.text)


def _heads_index(lines: Sequence[Line], place: int) -> bool:
    """Whether entries follow, and no text: 今日看点 may head a timetable as well."""
    under = lines[place + 1 : place + 2]
    return all(line.kind is not Kind.TEXT or forms.is_entry(line.text) for line in under)


def _entries_follow(lines: Sequence[Line], place: int) -> bool:
    """Whether the list of short lines goes on to a blank line, so that no text is among it."""
    for line in lines[place + 1 : place + 20]:
        if line.gap or forms.is_entry(line.text):
            return True
        if line.kind is not Kind.TITLE:
            return False
    return False


def with_lead_picture(lines: Sequence[Line]) -> list[Line]:
    """A sentence over the first headline, with who took the picture, as captions."""
    found = list(lines)
    first = next((i for i, line in enumerate(lines) if line.kind not in IDLE), len(lines))
    kinds = [line.kind for line in lines[first : first + 3]]
    if kinds == [Kind.TEXT, Kind.BYLINE, Kind.TITLE] and CREDITED.search(lines[first + 1].text):
        for place in (first, first + 1):
            found[place] = dataclasses.replace(lines[place], kind=Kind.CAPTION)
    return found


def with_full(lines: Sequence[Line]) -> list[Line]:
    """A line as wide as the column, with text tight above and below, is text that is wrapped."""
    width, wrapped = wrap([line for line in lines if line.kind in _RUNNING])
    found = list(lines)
    if not wrapped:
        return found
    for place, line in enumerate(lines[1:-1], 1):
        over = lines[place - 1].kind in _RUNNING
        full = over and line.kind is Kind.TITLE and abs(breadth(line.printed) - width) <= _RAGGED
        below = lines[place + 1]
        if full and line.gap == below.gap == 0 and below.kind in (Kind.TEXT, Kind.TITLE):
            found[place] = dataclasses.replace(line, kind=Kind.TEXT)
    return found


def with_marked(lines: Sequence[Line]) -> list[Line]:
    """■ 标题: where the page's first words stand under such a mark, it marks the headlines.

    So it does over a dateline, and between a headline and its byline or dateline.
    """
    found = list(lines)
    first = next((i for i, line in enumerate(lines) if line.kind not in IDLE), len(lines))
    mark = lines[first].text[0] if _heads(lines, first) else ""
    labelled = ""
    for place, line in enumerate(lines):
        if line.kind in IDLE or line.kind is Kind.TITLE:
            under_label = line.kind is Kind.SECTION and _heads(lines, place + 1)
            labelled = lines[place + 1].text[0] if under_label else ""
        marks = line.text[0] == mark or line.text[0] == labelled
        if (marks and _heads(lines, place)) or _over_dateline(lines, place):
            found[place] = dataclasses.replace(line, kind=Kind.TITLE)
        elif line.kind is Kind.DATED or (line.kind is Kind.BYLINE and line.text[0] not in OPENING):
            for above in _subtitles(lines, place):
                found[above] = dataclasses.replace(lines[above], kind=Kind.TITLE)
    return found


def _over_dateline(lines: Sequence[Line], place: int) -> bool:
    """Whether a marked line, and no list's last item, stands over a dateline."""
    after = lines[place + 1 : place + 2]
    listed = place > 0 and lines[place - 1].text[0] == lines[place].text[0]
    return [line.kind for line in after] == [Kind.DATED] and not listed and _heads(lines, place)


def _subtitles(lines: Sequence[Line], byline: int) -> range:
    """The marked lines tight between a headline and its byline or dateline."""
    top = byline
    while top and _marked(lines[top - 1]) and not lines[top].gap:
        top -= 1
    headed = 0 < top < byline <= top + 3 and lines[top - 1].kind is Kind.TITLE
    return range(top if headed else byline, byline)


def _heads(lines: Sequence[Line], place: int) -> bool:
    """Whether the line is marked, as short as a headline, and stands over a story's text."""
    if place + 1 >= len(lines) or not _marked(lines[place]):
        return False
    after = lines[place + 1]
    running = after.kind in (Kind.TEXT, Kind.DATED) and not is_list_item(after.text)
    return running or after.kind is Kind.BYLINE


def _marked(line: Line) -> bool:
    return (
        line.kind in (Kind.TEXT, Kind.TITLE)
        and line.text[0] in "■●◆★▲□◎"
        and len(line.text) <= 30
        and not ends_sentence(line.text)
    )
