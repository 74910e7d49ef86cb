"""地 behind how something is done (de): 如实地面对, 满意地点了点头; and behind a place (dì).

The particle stands behind a word of manner and before what is done. The cut of the run sees a
place there where the two run together (满意｜地点｜了, 相应｜地带｜来): what the next hanzi makes
with the one behind it tells (点了, 带来).
"""

import re
from collections.abc import Sequence

from tingbao.script.cutting import things, verbs
from tingbao.script.sandhi import DIGITS

_PLACES = frozenset("等之此本该各里亩块片每何某属县省市区乡镇村州")
"""Behind these stands a place: 广州等地, 方圆五里地."""
_LIKE = frozenset("般样似")
"""Behind these, how: 潮水般地."""
_MORE = frozenset("更最越过太极很较特多尽")
"""Before an adjective of one hanzi: 更高地举起."""
_FILLED = re.compile(
    "毫?[有无不]|不[分计失受加顾]|[满饱]怀|充满|饱含|[怀带含]着|[饶颇富没别]有|强忍|[一满][脸心片]"
)
"""Before a noun that tells how, with it: 满怀深情地, 有选择地."""
_DONE_TO_LAND = frozenset("造保争增占种浇耕翻犁拜跨征圈租包购买卖退护惜缺分丈整垦锄划扫拖擦落触")
"""围海造地, 浇地."""
_OFFICES = re.compile("[州市县]{1,2}|[县厅]级")
"""Behind 地 for a prefecture: 五个地州, 省与地市县."""
_MANNER = re.compile(
    r"(?:如实|尽可能|最大(?:限度|程度)|有(?:选择|组织|计划|步骤|针对性|重点|目的|意识|系统|条件|效)|[不频]时|不停"
    r"|乖乖|[更最过][多高好深早快大广少远]|一[一-鿿](?:又|接|复|一)一?[一-鿿]|[一-鿿]般|([不没可又有半如似])[一-鿿]\1[一-鿿]|(.)\2(.)\3|一[一-鿿]{1,2}[接又]着?一[一-鿿]{1,2})$"
)
"""Before 地, however the run is cut (如｜实地, 更｜高地)."""
_MANY = re.compile("很多|许多|不少|好多|大量|有些|一些|[那这哪]些|所有|整片|大片|多数")
"""How much land: 很多地没人种."""
_COUNT = re.compile(f"[{DIGITS}]+个?$|个$")
_DOUBLED = re.compile(r"(.)\1(.)\2|.(.)\3|(..)(?:又|接|复|一)?\4|[一连].(.*)[一接].?")
"""扎扎实实, 乐呵呵, 一次又一次, 一部接一部."""
_RUN_ON = re.compile("地(?:点了(?!解)|点[点着]|带[着给]|下[着了起个])")
"""What the next hanzi makes with the one behind it, and no word."""


def of_manner(run: str, place: int, words: Sequence[tuple[int, int]]) -> str | None:
    """How the 地 at ``place`` of ``run`` is read, if the words around tell."""
    start, end = words[place]
    if place and place + 1 < len(run) and _MANNER.search(run, max(0, place - 7), place):
        return None if run[place + 1] in "的之点带区方" and end > place + 1 else "de5"
    if not place or start < place:
        return None
    before = run[slice(*words[place - 1])]
    if end - start > 1:  # 满意｜地点｜了
        apart = _RUN_ON.match(run, place) or (
            run[place + 1 : place + 3] in verbs() and run[place + 1] not in "区段位"
        )
        how = len(before) > 1 and before not in things() and before[-1] not in _PLACES
        return "de5" if apart and how else None
    if place + 1 < len(run) and _OFFICES.fullmatch(run, *words[place + 1]):
        return "di4"
    if _MANY.fullmatch(before):
        return "di4"
    if len(before) == 1:
        return _after_one(run, place, words, before)
    if before[-1] in "等之" and len(before) == 3:
        return "di4"
    if place + 1 == len(run):
        return "de5" if _DOUBLED.fullmatch(before) or len(before) > 3 else None
    if len(before) > 3 and (_DOUBLED.fullmatch(before) or run[place + 1] not in "的和与及"):
        return "de5"
    leads = words[words[place - 1][0] - 1] if words[place - 1][0] else (0, 0)
    filled = _FILLED.fullmatch(run, *leads)
    if filled or before not in things() or _DOUBLED.fullmatch(before):
        return "de5"
    return None


def _after_one(run: str, place: int, words: Sequence[tuple[int, int]], before: str) -> str | None:
    """Behind a word of one hanzi: 更高地, 箭一般地; but 围海造地长出来, 等地."""
    if before in _LIKE:
        return "de5"
    ahead = run[slice(*words[place - 2])] if place > 1 else ""
    if ahead in _MORE or (len(ahead) > 1 and ahead[-1] in "更越"):
        return "de5"
    if before in _PLACES or _COUNT.search(run[max(0, place - 3) : place]):
        return "di4"
    return "di4" if before in _DONE_TO_LAND else None
