"""引题, 主题 and 副题: which of a head's lines is which.

Type tells a reader (the 主题 is largest), and pasted text has no type. So every way to part the
lines is tried, each part of it costs what is unusual about it, and the cheapest is taken.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from tingbao.content.headpairs import (
    asked,
    attended,
    begun,
    clauses,
    counts,
    figures,
    follows,
    is_even,
    leads,
    listed,
    parallel,
    particulars,
    quoted,
    spoken,
    watchword,
)
from tingbao.content.headwords import (
    ACTION,
    ACTOR,
    ACTS,
    ADVICE,
    ANSWER,
    COMPARED,
    CONTINUES,
    DEALT,
    DETAIL,
    DONE,
    FRAGMENT,
    HELPS,
    KICKER,
    LATIN_BLANK,
    LATIN_TIGHT,
    MEETING,
    OCCASION,
    OF_WHOM,
    OPEN,
    PREDICATE,
    PRONOUN,
    QUESTION,
    REPORTED,
    RESULT,
    SAYS,
    SHARE,
    SINCE,
    SKETCH,
    SOMEBODY,
)

_SUBJECT = 7
"""Characters of a line at least that may name who does what the next line says."""
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


def _narrow(titles: Sequence[str]) -> bool:
    """Whether lines are one headline in a narrow column: short, plain, none a part itself."""
    return all(
        len(title) <= 10 and re.fullmatch(r"[^\s，、：:！？]+", title) for title in titles
    ) and not (KICKER.search(titles[0]) or any(map(DETAIL.search, titles)))


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
        said = len(main) == 1 and quoted(main[0]) and wider >= -2
        vivid = ACTS.match(title) and "“" in main[0] and "“" not in title
        vivid = vivid or (clauses(title, main[0]) and figures(title, main[0]))
        only_begun = len(main) == 1 and begun(title, main[0])
        frame = (
            (KICKER.search(title) and not only_begun)
            or OCCASION.fullmatch(title)
            or dealt
            or said
            or vivid
            or watchword(title, main[0])
            or leads(title, main[0])
        )
        cost += 0.2 if frame else 0.5 if asks else 0.9
        cost += 0.5 * bool(RESULT.search(title)) + 0.8 * bool(ANSWER.match(title))
        cost += 1.0 * title.endswith(("）", ")"))  # （图片）, （外一首）, （一） are of the 主题
        # the 主题 tells the most, but for its frame
        full = wider >= 3 and bool(re.search(r"\S\s+\S", title))
        cost += 0.6 * (full and not (frame or asks))
    return cost


def _cost_main(above: Sequence[str], main: Sequence[str], below: Sequence[str]) -> float:
    cost = 1.5 * max(0, len(main) - 2)
    cost += 2.0 * sum(bool(part and OPEN.search(part[-1])) for part in (above, main))
    cost += 3.0 * bool(above and REPORTED.match(main[0]))
    if above and not SAYS.search(above[-1]):
        cost += 1.0 * (follows(above[-1], main[0]) and not SINCE.match(main[0]))
        cost += 1.0 * bool(CONTINUES.match(main[0]))
        cost += 2.0 * bool(attended(above[-1], main[0])) + 0.8 * listed(main[0])
    cost += 0.6 * bool(
        above and main[1:] and len(main[0]) >= _SUBJECT and figures(main[1], main[0])
    )
    cost += 2.0 * bool(above and SHARE.search(main[0]))
    for title in main:
        # 副题 lists particulars
        cost += 0.6 * (len(re.split(r"\s+", title)) >= 3 and not is_even(title))
    if above or below or main[1:]:
        pairs = zip(main, [*main[1:], ""], strict=True)
        more = below and (
            CONTINUES.match(below[0]) or begun(main[-1], below[0]) or follows(main[-1], below[0])
        )
        framed = main if above or (below and not more) else main[:-1]  # a frame is of what is under
        said = [above and second and spoken(first, second) for first, second in pairs]
        cost += sum(
            1.5
            for title, one in zip(framed, said, strict=False)
            if KICKER.search(title)
            and not (one or (above and MEETING.search(title) and watchword(above[-1], title)))
        )
    return cost + sum(_cost_pair(first, second) for first, second in pairwise(main))


def _cost_pair(first: str, second: str) -> float:
    """What it costs that two lines are one headline: its lines are alike, or one sentence."""
    cost = 0.0
    one = (
        FRAGMENT.search(first)
        or OPEN.search(first)
        or (COMPARED.match(second) and not RESULT.search(first))
        or PREDICATE.match(second)
        or SOMEBODY.fullmatch(first)
        or (HELPS.match(second) and len(first) >= _SUBJECT and _narrow((first, second)))
        or (ACTOR.fullmatch(first) and ACTION.match(second))
    )
    cost += 1.0 * (bool(ACTS.match(first)) != bool(ACTS.match(second)))
    if not (one or asked(first, second) or spoken(first, second)):
        step = 0.1 if parallel(first, second) else 0.6
        cost += step * min(4, max(0, abs(len(first) - len(second)) - 1))
    cost += 1.5 * (watchword(first, second) or leads(first, second))
    cost += 1.5 * follows(first, second) + 0.6 * bool(DONE.search(first))
    cost += 0.5 * bool(OCCASION.fullmatch(first)) + 1.0 * clauses(first, second)
    cost += 2.0 * bool(REPORTED.match(second))
    cost += 0.5 * (particulars(first, second) or bool(OF_WHOM.match(second)))
    cost += 1.0 * (quoted(second) and not spoken(first, second))
    cost += 1.0 * (second[0] in "（(")
    cost += 1.0 * bool(ANSWER.match(second)) + 0.5 * bool(ADVICE.search(second))
    cost += 1.0 * bool(SHARE.search(second)) + 0.7 * (not one and counts(first, second))
    return cost


def _cost_below(main: Sequence[str], below: Sequence[str]) -> float:
    cost = 0.0
    plain = [title for title in below if not title.startswith(("—", "－", "-", "―", "–"))]
    if plain and len(main) == 1 and not RESULT.search(main[0]):
        cost += 1.0 * bool(COMPARED.match(plain[0]))
    cost += 0.7 * bool(plain and watchword(main[-1], plain[0]))
    for title in plain:
        told = (
            follows(main[-1], title)
            or listed(title)
            or SKETCH.search(title)
            or DETAIL.search(title)
            or OF_WHOM.match(title)
            or ADVICE.search(title)
        )
        cost += 0.9 - 0.5 * bool(told) - 0.4 * bool(re.search(r"[，,]|\S\s", title))
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
