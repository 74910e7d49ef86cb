"""The lines of a page, and what each is by its own looks (the forms are in ``forms``)."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from tingbao.content import forms
from tingbao.content.datelines import is_dated
from tingbao.content.furniture import JUMP, is_furniture
from tingbao.content.names import MARKS, is_byline

_END = re.compile(r"[。！？!?…；;：:][”’」』）)】》\"']*$|(?<=[\u4e00-\u9fff])\.$")
_LIST = re.compile(
    rf"(?:[{MARKS}]\s*\S|[（(]?\d{{1,2}}[)）.．、](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]{{1,2}}[）)]|[一二三四五六七八九十]{{1,2}}、|[-–]\s)"
)

_INTRODUCING = 20
"""Characters of a 引题 that ends in a colon, at most; a longer line introduces speech."""

TITLE_LONGEST = 36
"""Characters of a headline line at most; two-line headlines in one line come to about 30."""


class Kind(Enum):
    """What a line is, as far as itself tells."""

    BLANK = auto()
    HEADING = auto()
    """``# ``: the editor's own mark."""
    SUBHEADING = auto()
    """``## ``."""
    QUOTE = auto()
    """``> ``: a pull quote, by the editor's own mark."""
    FURNITURE = auto()
    ASIDE = auto()
    """相关链接, 记者手记: heads what goes with a story."""
    SECTION = auto()
    BYLINE = auto()
    DATED = auto()
    """A paragraph that begins with a dateline."""
    CAPTION = auto()
    TITLE = auto()
    """Short and unfinished: a headline, a 小标题, or a line cut short."""
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page."""

    number: int
    """From 1."""
    text: str
    """Without white space around it."""
    kind: Kind
    indented: bool
    gap: int
    """Blank lines before it."""


def read_lines(text: str, begin: int = 0) -> list[Line]:
    """The lines of ``text`` that are not blank, from the one with index ``begin``."""
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(split_lines(text)[begin:], begin + 1):
        stripped = raw.translate(_INVISIBLE).strip()
        if not stripped:
            gap += 1
            continue
        indented = len(raw) - len(raw.lstrip()) >= 2
        for place, piece in enumerate(_parted(stripped)):
            what = kind(piece)
            if place and what in _EDITORS:
                what = Kind.TEXT  # a mark stands at the head of a line
            lines.append(Line(number=number, text=piece, kind=what, indented=indented, gap=gap))
            gap = 0
    return _with_index(_with_credits(_with_pairs(_with_briefs(lines))))


def _parted(text: str) -> list[str]:
    """``text`` with a jump mark at its edge, as （下转第3版）, as a piece of its own."""
    if is_furniture(text) or re.match(r"#{1,6}\s", text):
        return [text]
    if re.match(r"[（(]", text) and (match := JUMP.match(text)) and match.end() < len(text):
        return [match.group(), text[match.end() :].strip()]
    end = re.search(rf"(?:{JUMP.pattern})$", text[-20:])
    if end and re.match(r"[（(]", end.group()):
        return [text[: len(text) - len(end.group())].strip(), end.group()]
    return [text]


def _with_briefs(lines: Sequence[Line]) -> list[Line]:
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


_PAIR = re.compile(r"[^，。：:]{1,8}[：:]\s*[^\s”]")
"""联系人：刘先生, 白天：多云: a line of a list; alone it may be a headline (专家：少出门)."""
_SALUTATION = re.compile(
    r"(?:编辑|尊敬的.{1,10}|亲爱的.{1,10}|.{1,8}(?:同志|先生|女士|老师|编辑部|朋友们?))[：:]"
)


def _with_pairs(lines: Sequence[Line]) -> list[Line]:
    """Lines of a list of pairs, and whom a letter greets, as text: they are no headlines."""
    pair = [line.kind is Kind.TITLE and bool(_PAIR.match(line.text)) for line in lines]
    found: list[Line] = []
    for place, line in enumerate(lines):
        several = pair[place] and (
            any(pair[max(0, place - 1) : place]) or any(pair[place + 1 : place + 2])
        )
        if several or (line.kind is Kind.TITLE and _SALUTATION.fullmatch(line.text)):
            line = dataclasses.replace(line, kind=Kind.TEXT)
        found.append(line)
    return found


_CREDIT = re.compile(r"[\u4e00-\u9fff]{1,4}[/／]\s?[\u4e00-\u9fff]")


def _with_credits(lines: Sequence[Line]) -> list[Line]:
    """统筹/某某, 供图/某某 right under a byline as bylines, not as furniture."""
    found: list[Line] = []
    for line in lines:
        under = found and found[-1].kind is Kind.BYLINE and line.gap == 0
        if under and len(line.text) <= _INTRODUCING and _CREDIT.match(line.text):
            line = dataclasses.replace(line, kind=Kind.BYLINE)
        found.append(line)
    return found


def _with_index(lines: Sequence[Line]) -> list[Line]:
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


def split_lines(text: str) -> list[str]:
    """The lines of ``text``, blank ones too: the one place that says what ends a line.

    The newline functions of the Unicode standard (5.8, table 5-1): CR LF, LF, CR, VT, FF, NEL,
    LS, PS. Not the separators U+001C to U+001E, at which only str.splitlines breaks.
    """
    return re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)


_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0xAD))
"""Zero-width characters and soft hyphens: white space for a reader."""


def kind(text: str) -> Kind:
    """What ``text``, one stripped line, is by its looks: the first that fits."""
    return next(
        (found for found, fits in _KINDS if fits(text)),
        Kind.TITLE if title_like(text) else Kind.TEXT,
    )


_KINDS = (
    (Kind.HEADING, re.compile(r"#\s+\S").match),  # the editor's marks win over all
    (Kind.SUBHEADING, re.compile(r"#{2,6}\s+\S").match),
    (Kind.QUOTE, re.compile(r">\s+\S").match),
    (Kind.FURNITURE, is_furniture),
    (Kind.SECTION, forms.is_section),
    (Kind.ASIDE, forms.is_aside),  # before bylines: 相 is a family name
    (Kind.BYLINE, is_byline),
    (Kind.DATED, is_dated),
    (Kind.CAPTION, forms.is_caption),
)


_ABOVE_BRIEFS = {Kind.FURNITURE, Kind.SECTION}
_EDITORS = (Kind.HEADING, Kind.SUBHEADING, Kind.QUOTE)


def unmarked(text: str) -> str:
    """``text`` without the editor's mark (``# ``, ``## ``, ``> ``) at its head."""
    return re.sub(r"^(?:#{1,6}|>)\s+", "", text)


def title_like(text: str) -> bool:
    """Whether ``text`` could be a headline or 小标题: short, and not the end of a sentence."""
    if len(text) > TITLE_LONGEST or "。" in text or "\t" in text or _LIST.match(text):
        return False
    if re.search(r"[。；;，,、.…]$", text):
        return False
    if text.endswith(("：", ":")) and len(text) > _INTRODUCING:
        return False
    return any(character.isalnum() for character in text)


def ends_sentence(text: str) -> bool:
    """Whether a paragraph may end here."""
    return bool(_END.search(text[-12:]))


def is_list_item(text: str) -> bool:
    """Whether the line begins with a bullet or a number of its own."""
    return bool(_LIST.match(text))


def is_pair(text: str) -> bool:
    """Whether the line is a word and what it stands for: 联系人：刘先生, 白天：多云."""
    return len(text) <= TITLE_LONGEST and bool(_PAIR.match(text))


def is_row(text: str) -> bool:
    """Whether the line is a row of a table."""
    return "\t" in text or len(re.findall(r"\S(?:\s{2,}|　)\S", text)) >= 2
