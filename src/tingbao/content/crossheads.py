"""小标题 in the body of a story: short, unfinished, between two finished paragraphs."""

import re

from tingbao.content.columns import breadth
from tingbao.content.forms import is_part
from tingbao.content.lines import Kind, ends_sentence, is_list_item, is_pair, is_row
from tingbao.content.setting import VERSE, WANTS_MORE, Setting

_WORD = 3
"""Characters of a 小标题 that is but a word, at most."""
_WHOLE = re.compile(r"[是有].{1,10}的$|[不全都]对$")
"""是……的 ends a sentence, and so does 对 where it is said of something."""

_ASKED = re.compile(r"[”」』][？?！!]$")
"""“谁先降，谁先死”？ asks about words; who speaks has the mark within them."""

_SPEAKS = re.compile(r"(?![\u4e00-\u9fff]{2}[一二三四五六七八九十][：:])[^，。！？]{1,8}[：:]\S")
"""问：…, 网友：…, but not 调查一：…."""
_NOTE = re.compile(r"[（(][^（）()]{4,40}[）)]")
"""（三月五日大会通过）, under the title of what is printed."""
_COMMA = 12
"""Characters of a 小标题 with a comma at most, where no blank line sets it apart."""

_RANK = re.compile(
    r"([一二三四五六七八九十]{1,2}、)|([（(][一二三四五六七八九十]{1,2}[）)])|(\d{1,2}[.．、])"
)
"""The numbers of parts by their rank (GB/T 9704-2012, 7.3.3)."""


def is_crosshead(setting: Setting, place: int, *, under: bool) -> bool:
    """Whether the line is a 小标题: short, unfinished, between two finished paragraphs.

    ``under`` tells that it stands right under another one.
    """
    line = setting.lines[place]
    if place in setting.verse or place + 1 >= len(setting.lines):
        return False
    numbered = _numbered(setting, place)
    if not numbered and (line.kind is not Kind.TITLE or _spoken(setting, place)):
        return False
    comma = not numbered and re.search(r"[，,]", line.text)
    broken = comma and (not setting.whole or ends_sentence(line.text))
    if broken and len(line.text) > 16 and (setting.wrapped or not setting.alone(place)):
        return False  # a sentence that a column broke
    if re.search(r"呢[？?]$", line.text):
        return False  # asked in the text: a 小标题 has no room for the particle
    over = setting.lines[max(0, place - 1)]
    labelled = under and (over.kind is Kind.SECTION or is_part(over.text))
    asked = under and (setting.alone(place) or line.text.endswith(("？", "?")))
    if place and not (_finished(setting, place - 1, line.gap) or labelled or asked):
        return False
    if line.text.endswith(("：", ":")) or line.text.startswith("——"):
        return False  # who said what stands above
    if line.gap == 0 and broken and len(line.text) > _COMMA and not labelled:
        return False
    if line.text[0] in '“「『"' and ends_sentence(line.text) and not _ASKED.search(line.text):
        return False  # somebody speaks
    if line.text.count("“") != line.text.count("”") or is_row(line.text):
        return False
    following = setting.lines[place + 1]
    if place and line.gap == 0 < following.gap and not labelled:
        return False  # it belongs to what is above
    if ends_sentence(line.text) and comma and following.kind is Kind.TITLE:
        return False  # 看花的人走了，花留给村里什么？ over a 小标题
    paragraph = following.indented and breadth(following.printed) >= setting.width - 3
    stacked = following.kind is Kind.TITLE and not following.gap
    if stacked and not (paragraph or is_part(line.text)):
        return False
    if following.kind in (Kind.FURNITURE, Kind.SIGNATURE) or is_row(following.text):
        return False  # the name under a notice, the head of a table
    # In wrapped text a line that stops short of the edge, and no sentence with it, is none.
    short = breadth(line.printed) < setting.width - 3 or (line.indented and following.indented)
    apart = line.gap > 0 and (following.gap > 0 or following.indented)
    return not setting.wrapped or apart or short


def _spoken(setting: Setting, place: int) -> bool:
    """Whether the line is a turn of an interview (问：…) or stops at a word that wants more.

    Between blank lines no line that is not wrapped stops so: 馅儿是昨晚调的, 都不全对.
    """
    text = setting.lines[place].text
    turn = _SPEAKS.match(text) and ends_sentence(text)
    whole = _WHOLE.search(text) or (setting.alone(place) and not setting.wrapped)
    whole = whole or (len(text) <= _WORD and setting.lines[place].gap > 0)  # 有为, no broken line
    return bool(turn or (WANTS_MORE.search(text) and not whole))


def _numbered(setting: Setting, place: int) -> bool:
    """Whether the line is a 小标题 with a number or mark (一、…; ■ …): text follows it."""
    line, following = setting.lines[place], setting.lines[place + 1]
    alone = line.gap > 0 or not (place and is_list_item(setting.lines[place - 1].text))
    return (
        is_list_item(line.text)
        and len(line.text) <= VERSE
        and alone
        and not re.search(r"[。；;，,、.…：:]$", line.text)
        and (following.kind is Kind.TEXT or (is_part(line.text) and not following.gap))
        and (not is_list_item(following.text) or _outranks(line.text, following.text))
    )


def _outranks(one: str, other: str) -> bool:
    """Whether the number of ``one`` is of a higher rank: （一） stands under 一、 and over 1."""
    above, below = _RANK.match(one), _RANK.match(other)
    if above is None or below is None:
        return False
    return (above.lastindex or 0) < (below.lastindex or 0)


def _finished(setting: Setting, place: int, gap: int) -> bool:
    """Whether the paragraph of the line ends there, ``gap`` blank lines before the next."""
    text = setting.lines[place].text
    apart = gap and (is_list_item(text) or is_pair(text) or text.startswith("——"))
    listed = is_row(text) or (is_list_item(text) and setting.listed(place))
    noted = bool(_NOTE.fullmatch(text))
    return ends_sentence(text) or gap >= 2 or bool(apart) or listed or noted
