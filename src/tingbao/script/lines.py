"""One line, from print to sound: written → spoken → pinyin, with the editor's lexicon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tingbao.cleaning import widen
from tingbao.model import Doubt, Edit
from tingbao.script import spoken as speech
from tingbao.script.homophones import respelt
from tingbao.script.pinyin import Reader

RULE = "lexicon"

_CLAUSE = r"[\u3400-\u9fff”’》」』）%％‰]"
_GAP = re.compile(rf"(?<=\S{_CLAUSE})[ \t\u3000]+(?=[\u3400-\u9fff“‘《「『（]\S)")
"""Blank print between two clauses; single characters set wide (春 耕) are no clauses."""
_FIGURE_APART = re.compile(r"[\u3400-\u9fff] \d")
_WIDE = re.compile(r"\t\s*|\u3000\s*|\s{2,}")
_ENDED = re.compile(r"[，。；！？,;!?]")
_ALIKE = re.compile(r"[\u3400-\u9fff] [\u3400-\u9fff]|\d \d")
"""A blank that no Latin word or figure asks for: between cells."""
_CELLS, _CELL = 3, 8
"""Cells of a table's row at least, where one blank parts them; characters of a cell at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The three lines of a segment, side by side."""

    written: str
    spoken: str
    edits: tuple[Edit, ...]
    """From ``written`` to ``spoken``."""
    pinyin: str
    doubts: tuple[Doubt, ...]


def read_line(written: str, reader: Reader, commas: Sequence[Edit] = ()) -> Line:
    """How ``written`` is read, with those of ``commas`` that no rule reads. Never fails.

    A word with a reading of its own is written in ``spoken`` with characters that sound like
    it, for voices that take no pinyin; its place in print stays known by the edits.
    """
    shaped = widen(written)
    edits = _with(commas, _edits(shaped, reader))
    text = apply(shaped, edits)
    reading = reader.read(text)
    respelt = _respell(shaped, edits, text, reader)
    return Line(
        written=written,
        spoken=apply(written, respelt),
        edits=tuple(respelt),
        pinyin=reading.pinyin,
        doubts=reading.doubts,
    )


def read_headline(written: str, reader: Reader) -> Line:
    """How a headline is read: the gap that parts its clauses in print is a comma to the ear."""
    figures = _FIGURE_APART.search(written)  # 增长 5.2% 左右: there a blank parts no clauses
    found = [match.start() for match in _GAP.finditer(written)]
    gaps = [at for at in found if not (figures and written[at - 1] in "%％‰")]
    return read_line(written, reader, [_comma(at, at + 1, "gap") for at in gaps])


def read_row(written: str, reader: Reader) -> Line:
    """How a line of the body is read: between the cells of a table's row with commas."""
    return read_line(written, reader, [_comma(*gap, "cell") for gap in _gaps(written)])


def _comma(start: int, end: int, rule: str) -> Edit:
    return Edit(start=start, end=end, spoken="，", rule=rule)


def _with(commas: Sequence[Edit], edits: list[Edit]) -> list[Edit]:
    """``edits`` with each of the ``commas`` that none of them takes up."""
    if not commas:
        return edits
    taken = {place for edit in edits for place in range(edit.start, edit.end)}
    free = [comma for comma in commas if taken.isdisjoint(range(comma.start, comma.end))]
    return sorted([*edits, *free], key=lambda edit: edit.start)


def _gaps(line: str) -> list[tuple[int, int]]:
    """Where the blanks between the cells lie, if ``line`` is a table's row: 1 北岭 31 6 68."""
    cells = line.split()
    if len(cells) < 2 or _ENDED.search(line) or max(map(len, cells)) == 1:  # 春　耕 is one word
        return []
    if _WIDE.search(line.strip()):
        return [gap.span() for gap in _WIDE.finditer(line) if gap.start() and gap.end() < len(line)]
    narrow = len(cells) >= _CELLS and max(map(len, cells)) <= _CELL and _ALIKE.search(line)
    return [gap.span() for gap in re.finditer(r"(?<=\S) (?=\S)", line)] if narrow else []


def apply(written: str, edits: list[Edit] | tuple[Edit, ...]) -> str:
    """``written`` with each edit in its place."""
    parts, at = [], 0
    for edit in edits:
        parts += [written[at : edit.start], edit.spoken]
        at = edit.end
    return "".join([*parts, written[at:]])


def _edits(written: str, reader: Reader) -> list[Edit]:
    """The lexicon's aliases, and the rules' edits of what lies between them."""
    edits: list[Edit] = []
    at = 0
    for hit in reader.hits(written):
        if hit.word.alias:
            edits += _shifted(speech.read(written[at : hit.start]).edits, at)
            at = hit.start + len(hit.word.written)
            said = speech.read(hit.word.alias).spoken
            edits.append(Edit(start=hit.start, end=at, spoken=said, rule=RULE))
    return edits + _shifted(speech.read(written[at:]).edits, at)


def _shifted(edits: tuple[Edit, ...], by: int) -> list[Edit]:
    return [
        Edit(start=edit.start + by, end=edit.end + by, spoken=edit.spoken, rule=edit.rule)
        for edit in edits
    ]


def _respell(written: str, edits: list[Edit], spoken: str, reader: Reader) -> list[Edit]:
    """``edits`` with a same-sounding character for each that the lexicon gives a reading.

    Whatever we would read unasked: an editor writes an entry because some voice reads it wrongly.
    """
    hits = [hit for hit in reader.hits(spoken) if hit.word.pinyin]
    if not hits:
        return edits
    wanted = {
        place: syllable for hit in hits for place, syllable in enumerate(hit.word.pinyin, hit.start)
    }
    respelling = respelt(spoken, wanted)
    changed = {place: to for place, to in respelling.items() if to != spoken[place]}
    if not changed:
        return edits
    result: list[Edit] = []
    at = position = 0  # in print, in speech
    for edit in [*edits, Edit(start=len(written), end=len(written), spoken="", rule="")]:
        for place in range(edit.start - at):
            if position + place in changed:
                start = at + place
                result.append(
                    Edit(start=start, end=start + 1, spoken=changed[position + place], rule=RULE)
                )
        position += edit.start - at
        said = "".join(
            changed.get(position + place, character) for place, character in enumerate(edit.spoken)
        )
        if edit.rule:
            result.append(Edit(start=edit.start, end=edit.end, spoken=said, rule=edit.rule))
        position += len(edit.spoken)
        at = edit.end
    return result


def slug(text: str, words: int) -> str:
    """The first ``words`` syllables or words of ``text`` in ASCII, for a file's name."""
    pinyin = Reader().read(text).pinyin.lower()
    parts = [re.sub(r"[^a-z]", "", token) for token in pinyin.split(" ")]
    return "-".join([part for part in parts if part][:words])
