"""What one line of a head is to the next: its question, its couplet, its particulars."""

import re

from tingbao.content.headwords import (
    ACTOR,
    AMOUNT,
    ANSWER,
    AT_ONCE,
    DETAIL,
    FOLLOWS,
    GUESTS,
    MEETING,
    OF_WHOM,
    PLACE,
    PREDICATE,
    PURPOSE,
    QUESTION,
    SINCE,
    SKETCH,
    SPEAKS,
)

_SHORT = 9
"""Characters of a 主题 that only says what has begun, at most."""
_PARTICULARS = 4
"""Characters by which the 副题 under it is longer, at least."""
_FULL = 12
"""Characters of a question that is a headline by itself, at least."""
_EVEN = 4
"""Characters of each part of an even line, at least: shorter ones are names."""


def asked(first: str, second: str) -> bool:
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


def spoken(first: str, second: str) -> bool:
    """Whether two lines are who speaks and what is said: 配电房的人说：/“我们最怕……”."""
    return first.endswith(("：", ":")) and second[0] in "“「"


def particulars(first: str, second: str) -> bool:
    """Whether the second line tells details as only a 副题 does: in two clauses, or at once."""
    clauses = "，" in second and "，" not in first and DETAIL.search(second)
    return bool(clauses or AT_ONCE.match(second))


def begun(first: str, second: str) -> bool:
    """Whether a short line is the news (三伏贴预约启动), and the next tells its day or figure."""
    told = first.endswith("启动") and re.search(r"\d", second) and DETAIL.search(second)
    return bool(told) and len(first) <= _SHORT and len(second) - len(first) >= _PARTICULARS


def clauses(first: str, second: str) -> bool:
    """Whether both lines have two clauses and are no couplet: no headline is so long."""
    above, below = ([len(clause) for clause in line.split("，")] for line in (first, second))
    return len(above) > 1 < len(below) and above != below


def figures(first: str, second: str) -> bool:
    """Whether only the first line tells figures: facts (实题) over what is put vividly (虚题)."""
    return bool(DETAIL.search(first)) and not DETAIL.search(second)


def quoted(title: str) -> bool:
    """Whether the line is one quotation: a 主题 by itself, under what it is about."""
    return title[0] == "“" and title[-1] == "”" and title.count("“") == 1


def is_even(title: str) -> bool:
    """Whether the line has parts of one length (村口那根桩 照亮回家路): a 主题 is set so."""
    parts = title.split()
    return len(parts) > 1 and len(set(map(len, parts))) == 1 and len(parts[0]) >= _EVEN


def parts(title: str) -> int:
    """How many clauses a line has that blanks part: 放养牛羊　栽种果树 has two."""
    return len(title.split())


def watchword(first: str, second: str) -> bool:
    """Whether clauses without a subject lead in to who does it.

    问需于民　问计于民 / 江州请街坊评议窗口: the vivid half (虚题) is a 引题 over the plain one,
    but where what is below gives only particulars.
    """
    return parts(first) > 1 == parts(second) and not _adds(second)


def _adds(title: str) -> bool:
    """Whether the line says when, who answers, of whom or what kind of report: a 副题 alone."""
    return bool(
        (DETAIL.search(title) and SINCE.match(title))
        or ANSWER.match(title)
        or OF_WHOM.match(title)
        or AT_ONCE.match(title)
        or SKETCH.search(title)
    )


def leads(first: str, second: str) -> bool:
    """Whether the news begins only with the second line, and the first leads in to it.

    So does what is done without who does it (改造旧泵站) over a line that names who, and any
    line over one that opens with a place.
    """
    if re.match("[都也才就能更却又还该]", second) or PREDICATE.match(second):
        return False  # 让每条小巷 / 都亮起来: one sentence
    purpose = PURPOSE.match(first) and not PURPOSE.match(second)
    place = PLACE.match(second) and not PLACE.match(first)
    return bool(purpose or place) and not (_adds(second) or follows(first, second))


def attended(first: str, second: str) -> bool:
    """Whether the second line names who came, or who spoke at what the first line names."""
    return bool(GUESTS.search(second) or (MEETING.search(first) and SPEAKS.match(second)))


def follows(first: str, second: str) -> bool:
    """Whether the second line has its subject in the first, or names who came: a 副题 does."""
    return bool(FOLLOWS.match(second)) or attended(first, second)


def listed(title: str) -> bool:
    """Whether the line has parts that give figures each (长42公里　工期三年), as 副题 do."""
    return parts(title) > 1 and all(DETAIL.search(part) for part in title.split())


def parallel(first: str, second: str) -> bool:
    """Whether three signs stand at the same place in both: 甲当选市长 / 乙当选市政协主席."""
    same = [above == below for above, below in zip(first, second, strict=False)]
    return any(all(same[at : at + 3]) for at in range(len(same) - 2))


def counts(first: str, second: str) -> bool:
    """Whether the second line alone ends in a figure: it gives the particulars of the first."""
    office = ACTOR.fullmatch(first) or first.endswith("站")
    return bool(AMOUNT.match(second)) and not (office or AMOUNT.match(first))
