"""The lines of a page, and what each is by its own looks.

The forms are in ``forms``, ``furniture``, ``datelines`` and ``names``; what only the lines
around it can tell is in ``neighbours``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from tingbao.cleaning import clean
from tingbao.content import forms
from tingbao.content.datelines import is_dated
from tingbao.content.furniture import is_furniture
from tingbao.content.names import MARKS, is_byline
from tingbao.content.parting import parted
from tingbao.content.shapes import shaped

_END = re.compile(
    r"[。！？!?…；;：:][”’」』）)】》\"']*(?:[（(][^（）()，。]{1,10}[）)])?$|(?<=[\u4e00-\u9fff])\.$"
    r"|特此[\u4e00-\u9fff]{2,4}$|(?:电话|手机|热线)[:：]?\s?\d[\d\-—*＊×]{5,}$|定价[:：]?\s?\d[\d.]*元$"
)
_LIST = re.compile(
    rf"(?:[{MARKS}]\s*\S|[（(]?\d{{1,2}}[)）.．、](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]{{1,2}}[）)]|[一二三四五六七八九十]{{1,2}}、"
    rf"|[A-H](?:[ 　]+|[、.．])(?=\d{{0,3}}[\u4e00-\u9fff“])|[-–]\s)"
)

_INTRODUCING = 20
"""Characters of a 引题 that ends in a colon, at most; a longer line introduces speech."""

TITLE_LONGEST = 36
"""Characters of a headline line at most; two-line headlines in one line come to about 30."""


class Kind(Enum):
    """What a line is, as far as itself tells."""

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
    SIGNATURE = auto()
    """落款: who gives a notice, when, and where to ask."""
    TITLE = auto()
    """Short and unfinished: a headline, a 小标题, or a line cut short."""
    TEXT = auto()


IDLE = frozenset({Kind.FURNITURE, Kind.SECTION})
"""What stands over stories and tells none."""
DASH = re.compile(r"[—―－–-]{1,2}\s*\S")
"""By which a 副题 begins."""
UNDER_HEAD = (Kind.TEXT, Kind.BYLINE, Kind.DATED)
"""What a head stands over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page."""

    number: int
    """From 1."""
    text: str
    """As the rules read it: without white space around it, in one shape for each sign."""
    printed: str
    """The same as printed, character for character."""
    kind: Kind
    indented: bool
    gap: int
    """Blank lines before it."""

    def part(self, of: slice, kind: Kind) -> "Line":
        """The part ``of`` the line, as a line of this ``kind``."""
        return replace(self, text=self.text[of], printed=self.printed[of], kind=kind)


def read_lines(page: str, begin: int = 0) -> list[Line]:
    """The lines of ``page`` that are not blank, from the one with index ``begin``."""
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(split_lines(page)[begin:], begin + 1):
        stripped = clean(raw.translate(_INVISIBLE)).strip()
        if not stripped.strip("#"):  # a mark of a heading without one says nothing
            gap += 1
            continue
        indented = len(raw) - len(raw.lstrip()) >= 2
        text, at = shaped(stripped), 0
        for place, piece in enumerate(parted(text)):
            at = text.index(piece, at)
            what = kind(piece)
            if place and what in _EDITORS:
                what = Kind.TEXT  # a mark stands at the head of a line
            lines.append(
                Line(
                    number=number,
                    text=piece,
                    printed=stripped[at : at + len(piece)],
                    kind=what,
                    indented=indented,
                    gap=gap,
                )
            )
            at, gap = at + len(piece), 0
    return _closed_up(lines)


def _closed_up(lines: list[Line]) -> list[Line]:
    """``lines`` with one blank line where the page leaves least, and as many more elsewhere."""
    spare = min((line.gap for line in lines[1:] if line.gap), default=1) - 1
    return [replace(line, gap=max(0, line.gap - spare)) for line in lines] if spare else lines


def split_lines(text: str) -> list[str]:
    """The lines of ``text``, blank ones too: the one place that says what ends a line.

    The newline functions of the Unicode standard (5.8, table 5-1): CR LF, LF, CR, VT, FF, NEL,
    LS, PS. Not the separators U+001C to U+001E, at which only str.splitlines breaks.
    """
    return re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)


_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0xAD))
"""Zero-width characters and soft hyphens: white space for a reader."""


def kind(text: str) -> Kind:
    """What ``text``, one stripped line in one shape of each sign, is by its looks."""
    return next(
        (found for found, fits in _KINDS if fits(text)),
        Kind.TITLE if title_like(text) else Kind.TEXT,
    )


_KINDS: tuple[tuple[Kind, Callable[[str], object]], ...] = (
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


_EDITORS = (Kind.HEADING, Kind.SUBHEADING, Kind.QUOTE)


def unmarked(text: str) -> str:
    """``text`` without the editor's mark (``# ``, ``## ``, ``> ``) at its head."""
    return re.sub(r"^(?:#{1,6}|>)\s+", "", text)


_PRICED = re.compile(r"定价[:：]?\s?\d[\d.]*元$")
_HEREBY = re.compile(r"特此[\u4e00-\u9fff]{2,4}[！!]?")
"""特此公告 ends a notice, and no 。 need follow."""
_SPOKEN = re.compile(r"(?:“[^“”]*[。？！?!…]”){2,}")
"""“爸，您怎么来了？”“我怎么不能来？”: two people speak."""
_ASKER = r"[^，。：:？！]{0,10}(?:读者|记者|网友|市民|专家|医生|律师)\S{0,4}"
_TURN = re.compile(rf"(?:{_ASKER})?[问答][:：]|{_ASKER}(?:来[电信函]|反映|咨询|投诉)[:：]\S")
"""问：…, 柳湾县读者老田问：…, 读者洪先生来电：…: a turn, and no headline."""
_TOLD = re.compile(r"[，,][^“]*[问说道喊答叫][:：]“[^”]*[。？！?!…]”$")
"""他不问吃什么，只问：“还是老样子？”: a sentence that ends with what was said."""

_LINKED = re.compile(
    r"(?:当然|不过|但是?|然而|因此|所以|于是|此外|另外|同时|总之|而且|何况|否则)[，,].{14,}"
)
"""当然，…能不能等到明天？: 关联词 join a sentence to what stands above, and nothing stands above
a headline. A short one may head a part: 然而，谁来买单？
"""


def title_like(text: str) -> bool:
    """Whether ``text`` could be a headline or 小标题: short, and not the end of a sentence."""
    if forms.announces_pictures(text):
        return len(text) <= TITLE_LONGEST and "。" not in text  # 山乡，等你……（附图片1张）
    if len(text) > TITLE_LONGEST or re.search(r"[。；\t]", text) or _LIST.match(text):
        return False
    if re.match(r"[（(](?:本文)?作者", text) or is_remark(text):
        return False  # （作者单位：某学院）, （未完待续）
    if re.search(r"[。；;，,、.…]$|[！？!?][（(][^（）()]{2,16}[）)]$", text):
        return False
    if _NUMBERS.search(text) or _PRICED.search(text) or _HEREBY.fullmatch(text):
        return False
    if _TOLD.search(text) or _SPOKEN.fullmatch(text):
        return False
    if _TURN.match(text) or _LINKED.match(text):
        return False  # a turn of an interview; the end of a thought
    if text.endswith(("：", ":")) and len(text) > _INTRODUCING:
        return False
    return any(character.isalnum() for character in text)


def is_remark(text: str) -> bool:
    """Whether the line is one remark in round brackets, and no number: （未完待续）.

    （外一首） is none: it belongs to the headline above it.
    """
    return bool(
        re.fullmatch(r"[（(](?:(?!外.{1,2}[首篇]|组诗)[^（）()]{3,}|待续|未完|完)[）)]", text)
    )


def ends_sentence(text: str) -> bool:
    """Whether a paragraph may end here."""
    return bool(_END.search(text[-20:]))


def is_list_item(text: str) -> bool:
    """Whether the line begins with a bullet or a number of its own."""
    return bool(_LIST.match(text))


_ALONE = re.compile(r"[\u4e00-\u9fff]{0,2}[.:：/+-]?\d[\d.:：/％%+~～℃-]*[\u4e00-\u9fff℃]{0,2}")
"""A figure by itself in its cell: 25, 98:97, +3.5%, 18℃~26℃."""
_WIDE = re.compile(r"\t|　+|\s{2,}")
_CELL = 8
"""Characters of a cell at most, where one blank parts it from the next."""
_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万]")
_NUMBERS = re.compile(r"(?:[ +|｜]{1,3}\d{1,2}){2,}$")
"""What was drawn: numbers set apart, and nothing after them."""
_PAIR = re.compile(
    r"[^，。：:（(][^，。：:]{0,7}[：:]\s*[^\s”]"
    r"|\d{1,2}月\d{1,2}日[^，。：:\s]{1,12}[：:]"
    r"|\d{1,2}[:：]\d{2}\s|\d{1,2}月\d{1,2}日[^，。\s]{0,8}\s"  # 14:00　羽毛球
)


def is_pair(text: str) -> bool:
    """Whether the line is a word and what it stands for: 联系人：刘先生, 白天：多云."""
    return len(text) <= TITLE_LONGEST and bool(_PAIR.match(text))


def is_labelled(text: str) -> bool:
    """Whether the line opens with a word that it explains or fills: 柳林游园：位于…."""
    return bool(_PAIR.match(text))


def is_row(text: str) -> bool:
    """Whether the line is a row of a table, or of numbers: 06 11 19 23 34 + 02 09."""
    return (
        "\t" in text
        or len(re.findall(r"\S(?:\s{2,}|　)\S", text)) >= 2
        or bool(_NUMBERS.search(text))
    )


def pieces(text: str) -> int:
    """How many parts of the line wide blanks part: 王小川　柳沟村党支部书记."""
    return len(_WIDE.split(text))


def cells(text: str) -> int:
    """How many pieces of the line stand apart from one another; 1 where it tells no number.

    Pieces with one blank between them are cells where there are three, all of them short, and
    one is a figure alone: 1 浙江 25 4 54.
    """
    if not _FIGURE.search(text):
        return 1
    apart = pieces(text)
    words = text.split()
    narrow = len(words) > 2 and max(map(len, words)) <= _CELL
    return len(words) if apart == 1 and narrow and any(map(_ALONE.fullmatch, words)) else apart
