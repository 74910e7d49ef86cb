"""引题, 主题 and 副题: which of a head's lines is which.

Type tells a reader (the 主题 is largest), and pasted text has no type. So every way to part the
lines is tried, each part of it costs what is unusual about it, and the cheapest is taken.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from tingbao.content.headwords import (
    ACTION,
    ACTOR,
    ACTS,
    ADVICE,
    ANSWER,
    AT_ONCE,
    COMPARED,
    CONTINUES,
    DEALT,
    DETAIL,
    FRAGMENT,
    HELPS,
    KICKER,
    LATIN_BLANK,
    LATIN_TIGHT,
    OCCASION,
    OF_WHOM,
    OPEN,
    PREDICATE,
    PRONOUN,
    QUESTION,
    REPORTED,
    RESULT,
    SHARE,
    SOMEBODY,
)

_SHORT = 9
"""Characters of a 主题 that only says what has begun, at most."""
_PARTICULARS = 4
"""Characters by which the 副题 under it is longer, at least."""
_SUBJECT = 7
"""Characters of a line at least that may name who does what the next line says."""
_FULL = 12
"""Characters of a question that is a headline by itself, at least."""
_EVEN = 4
"""Characters of each part of an even line, at least: shorter ones are names."""
_SURE = 0.5
"""Costs nearer than this leave a doubt."""

Parts = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Lines of 引题, 主题 and 副题."""


def read_titles(
    titles: Sequence[str], dash: int | None, apart: Collection[int] = ()
) -> tuple[Parts, bool]:
    """The likeliest parts of ``titles``, and whether no other way is near.

    ``dash`` is the line that begins with a dash: it and what follows are 副题. ``apart`` are
    lines that blank lines part from the one above, in a head where others stand together.
    """
    if not titles:
        return ([], [], []), True
    ways = sorted(
        (_cost(_plain(way)) + _torn(way, apart), i, way)
        for i, way in enumerate(_ways(titles, dash))
    )
    sure = len(ways) == 1 or ways[1][0] - ways[0][0] >= _SURE
    return ways[0][2], sure


def _plain(way: Parts) -> Parts:
    """The parts without the blanks that some papers set around figures and Latin words.

    GDP 增长 5.2% is one part, where every such word has its blanks; 新增5例 2例治愈 is two.
    """
    above, main, below = (
        [title if LATIN_TIGHT.search(title) else LATIN_BLANK.sub("", title) for title in part]
        for part in way
    )
    return above, main, below


def _ways(titles: Sequence[str], dash: int | None) -> Iterator[Parts]:
    upper = len(titles) if dash is None else dash
    for above in range(min(2, upper - 1) + 1):
        for end in range(above + 1, min(above + 3, upper) + 1):
            if dash is None or end == upper:
                yield titles[:above], titles[above:end], titles[end:]


def _torn(way: Parts, apart: Collection[int]) -> float:
    """What it costs that blank lines stand inside the 主题, and none between the parts."""
    above, main, _ = way
    inside = range(len(above) + 1, len(above) + len(main))
    return 2.0 * sum(place in apart for place in inside)


def _asked(first: str, second: str) -> bool:
    """Whether two lines are one question, or a question and its answer (暖气不热找谁？…).

    A question that is the longer is a 引题; an answer that names who gives it is a 副题. So is
    the second of two lines each of which is long enough for a headline.
    """
    if QUESTION.search(first) and (len(first) > len(second) + 2 or ANSWER.match(second)):
        return False
    if QUESTION.search(first) and min(len(first), len(second)) >= _FULL:
        return False
    if QUESTION.search(second) and "，" in second and "，" not in first:
        return False  # “遗忘”的彩礼 / 离婚时，这笔钱该不该退？: a sentence of its own
    one = bool(QUESTION.search(first)) != bool(QUESTION.search(second))
    return one and abs(len(first) - len(second)) <= 5


def _spoken(first: str, second: str) -> bool:
    """Whether two lines are who speaks and what is said: 配电房的人说：/“我们最怕……”."""
    return first.endswith(("：", ":")) and second[0] in "“「"


def _particulars(first: str, second: str) -> bool:
    """Whether the second line tells details as only a 副题 does: in two clauses, or at once."""
    clauses = "，" in second and "，" not in first and DETAIL.search(second)
    return bool(clauses or AT_ONCE.match(second))


def _begun(first: str, second: str) -> bool:
    """Whether a short line is the news (三伏贴预约启动), and the next tells its day or figure."""
    told = first.endswith("启动") and re.search(r"\d", second) and DETAIL.search(second)
    return bool(told) and len(first) <= _SHORT and len(second) - len(first) >= _PARTICULARS


def _clauses(first: str, second: str) -> bool:
    """Whether both lines have two clauses and are no couplet: no headline is so long."""
    above, below = ([len(clause) for clause in line.split("，")] for line in (first, second))
    return len(above) > 1 < len(below) and above != below


def _figures(first: str, second: str) -> bool:
    """Whether only the first line tells figures: facts (实题) over what is put vividly (虚题)."""
    return bool(DETAIL.search(first)) and not DETAIL.search(second)


def _quoted(title: str) -> bool:
    """Whether the line is one quotation: a 主题 by itself, under what it is about."""
    return title[0] == "“" and title[-1] == "”" and title.count("“") == 1


def is_even(title: str) -> bool:
    """Whether the line has parts of one length (村口那根桩 照亮回家路): a 主题 is set so."""
    parts = title.split()
    return len(parts) > 1 and len(set(map(len, parts))) == 1 and len(parts[0]) >= _EVEN


def _narrow(titles: Sequence[str]) -> bool:
    """Whether lines are one headline in a narrow column: short, plain, none a part itself."""
    return all(
        len(title) <= 10 and re.fullmatch(r"[^\s，、：:！？]+", title) for title in titles
    ) and not (KICKER.search(titles[0]) or DETAIL.search(titles[-1]))


def _cost(way: Parts) -> float:
    """How unusual the parts are: 0 is a plain headline."""
    above, main, below = way
    if len(main) == 3 and not (above or below) and _narrow(main):
        return 0.7
    return _cost_above(*way[:2]) + _cost_main(*way) + _cost_below(*way[1:])


def _cost_above(above: Sequence[str], main: Sequence[str]) -> float:
    cost = 1.0 * max(0, len(above) - 1)
    for title in above:
        wider = len(title) - len(main[0])
        asks = QUESTION.search(title) and wider > 2
        dealt = title != above[0] and DEALT.match(title)
        said = len(main) == 1 and _quoted(main[0]) and wider >= -2
        vivid = ACTS.match(title) and "“" in main[0] and "“" not in title
        vivid = vivid or (_clauses(title, main[0]) and _figures(title, main[0]))
        begun = len(main) == 1 and _begun(title, main[0])
        frame = (
            (KICKER.search(title) and not begun)
            or OCCASION.fullmatch(title)
            or dealt
            or said
            or vivid
        )
        cost += 0.2 if frame else 0.5 if asks else 1.4 if abs(wider) <= 2 else 0.9
        cost += 0.5 * bool(RESULT.search(title))
        cost += 1.0 * title.endswith(("）", ")"))  # （图片）, （外一首）, （一） are of the 主题
        # the 主题 tells the most, but for its frame
        full = wider >= 3 and bool(re.search(r"\S\s+\S", title))
        cost += 0.6 * (full and not (frame or asks))
    return cost


def _cost_main(above: Sequence[str], main: Sequence[str], below: Sequence[str]) -> float:
    cost = 1.5 * max(0, len(main) - 2)
    cost += 2.0 * sum(bool(part and OPEN.search(part[-1])) for part in (above, main))
    cost += 3.0 * bool(above and REPORTED.match(main[0]))
    cost += 1.0 * bool(above and CONTINUES.match(main[0]))
    cost += 2.0 * bool(above and SHARE.search(main[0]))
    for title in main:
        # 副题 lists particulars
        cost += 0.6 * (len(re.split(r"\s+", title)) >= 3 and not is_even(title))
    if above or below or main[1:]:
        pairs = zip(main, [*main[1:], ""], strict=True)
        more = below and (CONTINUES.match(below[0]) or _begun(main[-1], below[0]))
        framed = main if above or (below and not more) else main[:-1]  # a frame is of what is under
        said = [above and second and _spoken(first, second) for first, second in pairs]
        cost += sum(
            1.5
            for title, one in zip(framed, said, strict=False)
            if KICKER.search(title) and not one
        )
    for first, second in pairwise(main):  # the lines of one headline are alike
        one = (
            FRAGMENT.search(first)
            or OPEN.search(first)
            or COMPARED.match(second)
            or PREDICATE.match(second)
            or SOMEBODY.fullmatch(first)
            or (HELPS.match(second) and len(first) >= _SUBJECT and _narrow((first, second)))
            or (ACTOR.fullmatch(first) and ACTION.match(second))
        )
        cost += 1.0 * (bool(ACTS.match(first)) != bool(ACTS.match(second)))
        if not (one or _asked(first, second) or _spoken(first, second)):
            cost += 0.6 * min(4, max(0, abs(len(first) - len(second)) - 1))
        cost += 0.5 * bool(OCCASION.fullmatch(first)) + 1.0 * _clauses(first, second)
        cost += 2.0 * bool(REPORTED.match(second))
        cost += 0.5 * (_particulars(first, second) or bool(OF_WHOM.match(second)))
        cost += 1.0 * (_quoted(second) and not _spoken(first, second))
        cost += 1.0 * (second[0] in "（(")
        cost += 1.0 * bool(ANSWER.match(second)) + 0.5 * bool(ADVICE.search(second))
        cost += 1.0 * bool(SHARE.search(second))
    return cost


def _cost_below(main: Sequence[str], below: Sequence[str]) -> float:
    cost = 0.0
    plain = [title for title in below if not title.startswith(("—", "－", "-", "―", "–"))]
    cost += 1.0 * bool(plain and len(main) == 1 and COMPARED.match(plain[0]))
    for title in plain:
        told = DETAIL.search(title) or OF_WHOM.match(title) or ADVICE.search(title)
        cost += 0.9 - 0.5 * bool(told) - 0.4 * bool(re.search(r"[，,]|\S\s", title))
        cost -= 0.15 * (len(title) >= 1.3 * len(main[-1]))
        cost += 0.1 * min(5, max(0, len(main[-1]) - len(title))) * (not ANSWER.match(title))
        cost += 1.0 * bool(KICKER.search(title)) + 0.6 * ("？" in title)
        cost += 0.8 * bool(PRONOUN.match(title))
        # 稳中求进　以进促稳　先立后破: a watchword gives no particulars
        cost += 1.5 * (is_even(title) and len(title.split()) > 2 and not DETAIL.search(title))
        cost += 0.8 * (is_even(title) and len(title) <= len(main[-1]) and not is_even(main[-1]))
    for first, second in pairwise(plain):  # 副题 come in lines of one length
        alike = len(first) == len(second) != len(main[-1])
        cost -= 0.5 * bool(alike and DETAIL.search(first) and DETAIL.search(second))
    return cost
