"""The head of a story: 栏目, 引题, 主题, 副题, read from the lines above its byline or text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tingbao.content.forms import is_bracketed
from tingbao.content.joint import is_region
from tingbao.content.lines import DASH, IDLE, TITLE_LONGEST, Kind, Line
from tingbao.content.names import MARKS
from tingbao.content.rubrics import is_column, is_series, is_short_column, is_watchword
from tingbao.content.titles import read_titles
from tingbao.content.verse import is_poem
from tingbao.wording import say

_PEN_NAME = re.compile(
    r"[◎□■○●]\s*[\u4e00-\u9fff](?:[\u4e00-\u9fff]{1,2}|[ 　]{1,2}[\u4e00-\u9fff])"
)
_SUBTITLE = 10
"""Characters of a 副题 at least, where a blank line parts it from the headline."""
_LONGEST_SUBTITLE = 60
_MOST = 5
"""Title lines of a head at most: 引题, two lines of 主题, two of 副题."""

_FULL = 8
"""Characters of a headline under a 栏目名, at least, where neither byline nor dateline follows."""


@dataclass(slots=True)
class Head:
    """What stands above the text."""

    section: str = ""
    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    bylines: list[str] = field(default_factory=list)
    """Who signs above the headline."""
    captions: list[str] = field(default_factory=list)
    """What a picture above the headline says."""
    furniture: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read_head(region: Sequence[Line]) -> tuple[Head, Sequence[Line]]:
    """The head of a story's lines, and the lines under it."""
    head = Head()
    titles: list[str] = []
    gaps: list[int] = []
    mark = next((p for p, line in enumerate(region) if line.kind is Kind.HEADING), -1)
    place = 0
    for place, line in enumerate([*region, None]):
        if line is None:
            break
        if line.kind is Kind.FURNITURE:
            head.furniture.append(line.printed)
        elif line.kind is Kind.CAPTION and not titles:
            head.captions.append(line.printed)
        elif line.kind is Kind.SECTION and not titles:
            head.section = " ".join(filter(None, (head.section, line.text)))
        elif not head.section and _labels(region, place, titles):
            head.section = line.text
        elif (
            line.kind is Kind.BYLINE and not titles and (place < mark or _over_head(region, place))
        ):
            head.bylines.append(line.printed)
        elif place <= mark:
            titles.append(line.text)
        elif len(titles) < _MOST and _belongs(region, place, titles):
            if mark < 0 and _is_label_apart(line, titles) and not head.section:
                head.section = titles.pop()
                gaps.clear()
            titles.append(line.text)
            gaps.append(line.gap)
        else:
            break
    if mark < 0:
        _assign(head, titles, gaps, essay=_by_pen_name(region[place:]))
    else:
        _assign_marked(head, titles, region[mark].text)
    _as_printed(head, region[:place])
    return head, region[place:]


def _as_printed(head: Head, lines: Sequence[Line]) -> None:
    """Give each line of the head back as it is printed."""
    for line in lines:
        if line.printed != line.text:
            for name in ("section", "kicker", "headline", "subtitle"):
                setattr(head, name, getattr(head, name).replace(line.text, line.printed))


def _is_label_apart(line: Line, titles: Sequence[str]) -> bool:
    apart = len(titles) == 1 and line.gap > 0 and not DASH.match(line.text)
    return apart and is_short_column(titles[0])


def _labels(region: Sequence[Line], place: int, titles: Sequence[str]) -> bool:
    """Whether the line is the story's label: over its headline, or between it and what follows."""
    kind = region[place].kind
    if not titles:
        return kind in (Kind.SECTION, Kind.ASIDE)
    under = region[place + 1 : place + 2]
    plain = kind is Kind.SECTION and not is_bracketed(region[place].text)  # 【案情】 heads a part
    kinds = (Kind.BYLINE, Kind.TEXT) if plain else (Kind.BYLINE,)
    return kind is Kind.SECTION and bool(under) and under[0].kind in kinds


def _over_head(region: Sequence[Line], place: int) -> bool:
    """Whether a headline stands under the bylines here, apart from them, before any text."""
    first = place
    while place + 1 < len(region) and region[place + 1].kind is Kind.BYLINE:
        place += 1
    below = region[place + 1 : place + 4]
    titled = [line.kind for line in below if line.kind is not Kind.SECTION][:1]
    on_top = all(line.kind in IDLE for line in region[:first])
    return titled == [Kind.TITLE] and (below[0].gap > 0 or on_top)


def _is_dashed(title: str) -> bool:
    return bool(DASH.match(title)) or title.endswith(("—", "－"))


def _dashed(line: Line) -> bool:
    return bool(DASH.match(line.text)) and len(line.text) <= _LONGEST_SUBTITLE


def _runs_on(region: Sequence[Line], place: int) -> bool:
    """Whether a line too long for a headline, and no sentence, is the 副题 over a byline.

    It ends without a stop, or with a dash that leads to the name of the story.
    """
    line, under = region[place], region[place + 1 : place + 2]
    signed = bool(under) and under[0].kind is Kind.BYLINE
    return (
        signed
        and line.kind is Kind.TEXT
        and len(line.text) <= _LONGEST_SUBTITLE
        and bool(re.search(r"[\u4e00-\u9fff—－]$", line.text))
    )


def _belongs(region: Sequence[Line], place: int, titles: Sequence[str]) -> bool:
    """Whether the line at ``place`` still belongs to the head."""
    line = region[place]
    if titles and (_dashed(line) or _runs_on(region, place)):
        return True
    if line.kind is not Kind.TITLE or (len(titles) == 1 and is_poem(region, place - 1)):
        return False
    if place + 1 >= len(region):
        return not titles
    if (
        titles
        and is_region(region, place)
        and any(is_region(region, below) for below in range(place + 1, len(region)))
    ):
        return False  # 湖南, over the first of several reports
    anchored = any(
        other.kind in (Kind.BYLINE, Kind.DATED) for other in region[place + 1 : place + _MOST + 1]
    ) and all(
        other.kind is not Kind.TEXT or DASH.match(other.text)
        for other in _until_anchor(region[place + 1 : place + _MOST + 1])
    )
    if anchored or not titles:
        return True
    # No byline under it: the lines of a head stand together, the text apart or indented.
    following = region[place + 1]
    column = len(titles) == 1 and is_column(titles[0], line.text) and len(line.text) >= _FULL
    if column and following.kind is Kind.TEXT and len(following.text) > TITLE_LONGEST:
        return True
    if line.gap == following.gap == 1 and len(line.text) >= _SUBTITLE:
        return True  # on a page set wide apart; no 小标题 stands over the first paragraph
    return line.gap == 0 and (following.gap > 0 or following.indented or len(line.text) <= 24)


def _until_anchor(lines: Sequence[Line]) -> list[Line]:
    upto: list[Line] = []
    for line in lines:
        if line.kind in (Kind.BYLINE, Kind.DATED):
            break
        upto.append(line)
    return upto


def _by_pen_name(rest: Sequence[Line]) -> bool:
    """Whether an essay follows: ◎ 苇航, and no reporter, signs under the head."""
    line = next(iter(rest), None)
    return line is not None and line.kind is Kind.BYLINE and bool(_PEN_NAME.fullmatch(line.text))


def _assign(head: Head, titles: list[str], gaps: list[int], *, essay: bool) -> None:
    """栏目, 引题, 主题, 副题 from the title lines, and a doubt where two readings are near.

    ``gaps`` are the blank lines before each; ``essay`` tells that a pen name signs.
    """
    if not head.section and is_series(titles):
        head.section = titles.pop(0)
        gaps = gaps[1:]
    if _is_named(head, titles):
        head.section = f"{head.section} {titles.pop(0)}"
        gaps = gaps[1:]
    named = len(titles) > 1 and not (head.section or _is_dashed(titles[1]))  # no 副题 of a column
    if named and is_column(titles[0], titles[1], essay=essay):
        head.section = titles.pop(0)
        gaps = gaps[1:]
    apart = {place for place, gap in enumerate(gaps) if place and gap > min(gaps[1:])}
    dash = next((i for i, title in enumerate(titles) if i and _opens_subtitle(title, titles)), None)
    parts, sure = read_titles(titles, dash, apart)
    if len(parts[0]) > 1 and not head.section and is_watchword(titles[0]):
        head.section = titles[0]
        parts = (parts[0][1:], *parts[1:])
    head.kicker, head.headline, head.subtitle = map(_one, parts)
    if not sure:
        head.doubts.append(
            say(
                f"标题有 {len(titles)} 行，请看引题、主题、副题分得对不对。",
                f"the head has {len(titles)} lines: look whether they are told apart rightly.",
            )
        )


def _opens_subtitle(title: str, titles: Sequence[str]) -> bool:
    """Whether a dash or a mark (●) that the first line has not tells that 副题 begin."""
    marked = title[0] in MARKS and titles[0][0] not in MARKS
    return marked or bool(DASH.match(title))


def _assign_marked(head: Head, titles: Sequence[str], headline: str) -> None:
    """The parts of a head with the editor's ``# ``: that line is the headline, whole."""
    place = titles.index(headline)
    above = titles[:place]
    if above and not head.section and is_column(above[0], headline):
        head.section, *above = above
    head.kicker, head.headline, head.subtitle = map(_one, (above, [headline], titles[place + 1 :]))


def _is_named(head: Head, titles: Sequence[str]) -> bool:
    """Whether a column's name stands under the page's: 国际时评, then 钟声."""
    named = bool(head.section) and len(titles) > 1 and is_short_column(titles[0])
    return named and len(titles[1]) > 2 * len(titles[0]) and not DASH.match(titles[1])


def _one(lines: Sequence[str]) -> str:
    """Lines of one part on one line: a blank between them stands for a pause without a mark."""
    return "".join(line if line.endswith(("，", "、")) else f"{line} " for line in lines).rstrip()
