"""引题, 主题 and 副题: which of a head's lines is which.

Type tells a reader (the 主题 is largest), and pasted text has no type. So every way to part the
lines is tried, each part of it costs what is unusual about it, and the cheapest is taken.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

_PLACE = (
    "(?:[全我本][市省县区国州旗盟]|[省市区县州旗盟]?委|[省市区县州旗盟]?政府|自治区|多地|各地|我国"
    "|全国|多部门)"
)
_OFFICE = r"[省市区县州旗][\u4e00-\u9fff]{1,6}[局厅委办]"
_KICKER = re.compile(
    # the frame of what was said or done
    r"(?:(?:发布|印发|下发|出台|发出)(?:通知|公告|意见|方案|办法|倡议|预警|提示)|强调|指出|要求|建议|呼吁|认为|提出|表示|部署|听取|召开|举行|启动|会议|大会|(?:动员|推进|座谈|总结|发布|交流|推介|表彰|现场|部署|报告|研讨)会|论坛|(?<![捧夺举争领])杯|首[演映播]|[奥亚全冬大]运会|运动会|博览会|[化术游]节|会上|获悉|了解到|透露|综述|纪实|侧记|述评|收官|落幕|开幕|闭幕|揭晓|公布|发布|出炉|开赛|打响|倒计时\d*天?|(?<![开参])赛|第[一二三四五六七八九十\d]{1,3}[轮届站场]|：|:|——"
    r"|^[\u4e00-\u9fff]{2,10}(?:部门|[局委办会]|中心|警方|[交民]警|专家|医生|气象台)提醒$"
    # when or after what it was
    r"|(?<![同临按准小])时|之际|以来|之后|期间|背景下|影响|来临|临近|到来|将至|在即|[天年月日周时]后)$"
    r"|^(?:对话|专访|历经|历时|经过|面对|随着|针对|围绕|聚焦|为了?(?![何啥什])|继|自|从|连续|时隔)"
    r"|^(?:昨[日夜天晚]|今[日晨天晚起]|明[日天起])\S*$"
    r"|^[\u4e00-\u9fff]{2,4}季$"
    r"|(?:试点|实施|施行|成立|开馆|开园|通车|运行|开放|回归|建成|建校|建市|改革|扶贫|援建)[一二三四五六七八九十百两\d]{1,4}(?:周)?年$"
    # who does it
    rf"|^(?:{_PLACE}|{_OFFICE}).{{0,16}}(?:部署|召开|举行|出台|启动|开展|推进|推出|发布|实施)"
    # the name of a series
    r"|^(?:深入)?学习(?:宣传)?贯彻|系列(?:报道|评论)|进行时|特别报道|之[一二三四五六七八九十]+$|[①-⑳]$"
    r"|^[\u4e00-\u9fff]{2,8}[·•|｜丨][\u4e00-\u9fff]{2,8}$"
)
"""How a 引题 looks: it gives the occasion, and leaves the news to the line below."""
_OCCASION = re.compile(r"[^，,]{2,10}(?:前夕|之际|以来|期间|来临|临近|将至)[，,][^？?]+")
"""教师节前夕，…: opens with the occasion, as only a 引题 or a text does."""
_DETAIL = re.compile(
    r"[\d一二三四五六七八九十百千万亿两]+(?:[个名人万亿元天年月日公里米吨亩户所家座条台倍%％处次件项]|成(?![为立功长员绩就交熟果本效型分全人都不])|余|多)"
    r"|\d[站层辆场部岁折度道支门级班]|\d{1,2}[:：]\d{2}|答(?:读者|记者|网友)问$|^[\u4e00-\u9fff]{2,8}[：:]|^(?:预计|首[批日]|其中|将|主要|最高|最低|(?:市民|居民|游客|乘客|读者|学生|考生|家长|企业)可|记者|专家|包括|涉及|要求|强调|所幸|目前|此前|已|暂|可(?![爱乐能是])|均|无|全部|仍|尚|正)"
)
"""What a 副题 adds: figures and particulars."""
_AT_ONCE = re.compile(r"首[日批]|其中|预计|最[高低长短大小早晚]|所幸|目前|此前")
"""首日查处…: no second half of a headline opens so."""
_REPORTED = re.compile(r"要求|强调|[\u4e00-\u9fff]{2,4}(?:主持|出席|讲话|致辞)")
"""What was said, and who spoke, at what the line above names: no 主题 begins so."""
_DEALT = re.compile(r"(?:研究)?部署|听取|审议|传达|讨论|总结")
"""What a meeting did, under a line that names it."""
_CONTINUES = re.compile(
    r"[今明后][明后]?天|[今明]起|可(?![爱乐能是])|将|仍|已|并|还|均|预计|最高|最低|其中"
)
"""How a line begins that says more of what the line above named: no 主题 under a 引题 does."""
_SHARE = re.compile(r"单[个户家]|每[个户人家名亩]|[人户]均|最[高低](?=[可补奖达\d])")
"""What each gets of what the line above gives out: a particular."""
_ADVICE = re.compile(r"不必|无需|无须|切勿|切莫|请(?:提前|注意|及时|绕行|错峰|谨慎)")
"""What the reader is to do: it follows the news, as a 副题."""
_OF_WHOM = re.compile(r"(?:记(?!者)|访(?!问)|追记|走近|写在|读《)[\u4e00-\u9fff《]{3}")
"""记木雕艺人老聂: what follows a dash otherwise."""
_ANSWER = re.compile(r"[\u4e00-\u9fff]{2,8}[：:](?=.)")
"""Who says it, and what: a line whole in itself, never the second half of a headline."""
_ACTS = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}(?:[省市县区旗州镇乡村局]|街道|社区|小学|中学|大学|医院|法院|公司|集团)"
    r"|[我全][省市县区])[\u4e00-\u9fff]{0,6}"
    r"(?:探索|打造|推进|推行|开展|推动|推出|启动|建成|举办|实施|助力|深化|创新|完善|优化|提升|破解|构建|建立|搭台|试行|落实|发力)"
)
"""青山区探索基层议事新路径: who does what (实题), beside a line that puts it vividly (虚题)."""
_PREDICATE = re.compile(r"荣?获(?!悉)|夺|摘|赢得|斩获|入选|当选|登上|亮相|跻身|晋级|问鼎|折桂")
"""What somebody won, whom only the line above names: one sentence on two lines."""
_RESULT = re.compile(
    r"(?:增长|增加|提高|上升|上涨|下降|下跌|减少|突破|达到?|超过?)(?:百分之|[\d一二三四五六七八九十百千万亿两])"
)
"""Figures that are the news itself, which no 引题 tells."""
_COMPARED = re.compile(
    r"[同环]比|[比较]上?[去今前本年月周]|(?:首次|继续|双双)?(?:实现|保持|迎来)\S{0,8}(?:增长|开门红)"
)
"""同比上涨0.3%: what grew stands on the line above, so both are one sentence."""
_QUESTION = re.compile(r"[？?吗呢]$")
_COLUMN = re.compile(r"[\u4e00-\u9fff]{2,4}|[A-Z]{2,5}")
_WHEN = re.compile(r"(?:以来|之际|之后|之前|期间|来临|临近|将至|在即|时节)$")
"""入春以来 says when, as a 引题 does: no column is named so."""
_EDITION = re.compile(r"[\u4e00-\u9fff]{2,5}(?:周刊|特刊|专刊|副刊|专辑|专版|专栏|回音)")
_OF_WRITERS = re.compile(
    r"[\u4e00-\u9fff]{2}(?:回忆|讲述|[日札手笔]记|[随漫走]笔|故事|[漫杂闲]谈|[絮物心]语|[夜闲]话|茶座)"
)
"""荷塘絮语: columns of a 副刊 say what kind of writing they bring."""
_CAMPAIGN = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}新(?:时代|征程|伟业|作为|篇章|气象|担当)[ 　]?){2,3}"
)
"""奋进新征程　建功新时代: what party papers call their columns of a year."""
_FRAGMENT = re.compile(
    r"(?:[今去前]年|上半年|下半年|[一二三四1-4]季度|\d{1,2}月份?|年来|期间|[元春五十]一?[旦节假]|周末|[^，。]{0,8}[我全本][市省县区国])$"
)
"""A line that only says when or where: the headline goes on under it."""
_OPEN = re.compile(r"(?:[，,、]|(?<!目)的|[和与及跟]|为何|如何|怎样|怎么)$")
"""A line that ends in the midst of its sentence, which no part of a head does."""
_LATIN_TIGHT = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%％][\u4e00-\u9fff]")
_LATIN_BLANK = re.compile(r" (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%％]) ")
_ONE_LINE = 8
"""Characters of a headline that no paper sets on two lines, at most."""
_FULL = 12
"""Characters of a question that is a headline by itself, at least."""
_EVEN = 4
"""Characters of each part of an even line, at least: shorter ones are names."""
_SURE = 0.5
"""Costs nearer than this leave a doubt."""

Parts = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Lines of 引题, 主题 and 副题."""


def is_column(first: str, second: str) -> bool:
    """Whether the first of two title lines is a 栏目名: 街谈巷议 over a headline.

    Columns have two to four characters by custom, and no verb of their own; a 引题 is longer.
    A part of the paper says so: 元宵特刊.
    """
    if second[0] in "（(":
        return False  # 桃花 over （外一首）
    if _EDITION.fullmatch(first):
        return True
    if _OF_WRITERS.fullmatch(first) or _CAMPAIGN.fullmatch(first):
        return True
    if _WHEN.search(first):
        return False
    tiny = len(first) < len(second) and len(first) + len(second) <= _ONE_LINE
    return bool(_COLUMN.fullmatch(first)) and (tiny or 2 * len(second) >= 3 * len(first))


def is_short_column(first: str) -> bool:
    """Whether a line that a blank line parts from the headline under it can be a 栏目名.

    Two or three characters are too few for a 引题, whatever the headline's length.
    """
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", first))


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
        [title if _LATIN_TIGHT.search(title) else _LATIN_BLANK.sub("", title) for title in part]
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
    if _QUESTION.search(first) and (len(first) > len(second) + 2 or _ANSWER.match(second)):
        return False
    if _QUESTION.search(first) and min(len(first), len(second)) >= _FULL:
        return False
    one = bool(_QUESTION.search(first)) != bool(_QUESTION.search(second))
    return one and abs(len(first) - len(second)) <= 5


def _spoken(first: str, second: str) -> bool:
    """Whether two lines are who speaks and what is said: 配电房的人说：/“我们最怕……”."""
    return first.endswith(("：", ":")) and second[0] in "“「"


def _particulars(first: str, second: str) -> bool:
    """Whether the second line tells details as only a 副题 does: in two clauses, or at once."""
    clauses = "，" in second and "，" not in first and _DETAIL.search(second)
    return bool(clauses or _AT_ONCE.match(second))


def _quoted(title: str) -> bool:
    """Whether the line is one quotation: a 主题 by itself, under what it is about."""
    return title[0] == "“" and title[-1] == "”" and title.count("“") == 1


def _even(title: str) -> bool:
    """Whether the line has parts of one length (村口那根桩 照亮回家路): a 主题 is set so."""
    parts = title.split()
    return len(parts) > 1 and len(set(map(len, parts))) == 1 and len(parts[0]) >= _EVEN


def _narrow(titles: Sequence[str]) -> bool:
    """Whether lines are one headline in a narrow column: short, plain, none a part itself."""
    return all(
        len(title) <= 10 and re.fullmatch(r"[^\s，、：:！？]+", title) for title in titles
    ) and not (_KICKER.search(titles[0]) or _DETAIL.search(titles[-1]))


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
        asks = _QUESTION.search(title) and wider > 2
        dealt = title != above[0] and _DEALT.match(title)
        said = len(main) == 1 and _quoted(main[0]) and wider >= -2
        vivid = _ACTS.match(title) and "“" in main[0] and "“" not in title
        frame = _KICKER.search(title) or _OCCASION.fullmatch(title) or dealt or said or vivid
        cost += 0.2 if frame else 0.5 if asks else 1.4 if abs(wider) <= 2 else 0.9
        cost += 0.5 * bool(_RESULT.search(title))
        # the 主题 tells the most, but for its frame
        full = wider >= 3 and bool(re.search(r"\S\s+\S", title))
        cost += 0.6 * (full and not (frame or asks))
    return cost


def _cost_main(above: Sequence[str], main: Sequence[str], below: Sequence[str]) -> float:
    cost = 1.5 * max(0, len(main) - 2)
    cost += 2.0 * sum(bool(part and _OPEN.search(part[-1])) for part in (above, main))
    cost += 3.0 * bool(above and _REPORTED.match(main[0]))
    cost += 1.0 * bool(above and _CONTINUES.match(main[0]))
    cost += 2.0 * bool(above and _SHARE.search(main[0]))
    for title in main:
        # 副题 lists particulars
        cost += 0.6 * (len(re.split(r"\s+", title)) >= 3 and not _even(title))
    if above or below or main[1:]:
        pairs = zip(main, [*main[1:], ""], strict=True)
        framed = main if above or below else main[:-1]  # a frame is of what stands under it
        said = [above and second and _spoken(first, second) for first, second in pairs]
        cost += sum(
            1.5
            for title, one in zip(framed, said, strict=False)
            if _KICKER.search(title) and not one
        )
    for first, second in pairwise(main):  # the lines of one headline are alike
        one = (
            _FRAGMENT.search(first)
            or _OPEN.search(first)
            or _COMPARED.match(second)
            or _PREDICATE.match(second)
        )
        cost += 1.0 * (bool(_ACTS.match(first)) != bool(_ACTS.match(second)))
        if not (one or _asked(first, second) or _spoken(first, second)):
            cost += 0.6 * min(4, max(0, abs(len(first) - len(second)) - 1))
        cost += 0.5 * bool(_OCCASION.fullmatch(first))
        cost += 2.0 * bool(_REPORTED.match(second))
        cost += 0.5 * (_particulars(first, second) or bool(_OF_WHOM.match(second)))
        cost += 1.0 * (_quoted(second) and not _spoken(first, second))
        cost += 1.0 * (second[0] in "（(")
        cost += 1.0 * bool(_ANSWER.match(second)) + 0.5 * bool(_ADVICE.search(second))
        cost += 1.0 * bool(_SHARE.search(second))
    return cost


def _cost_below(main: Sequence[str], below: Sequence[str]) -> float:
    cost = 0.0
    plain = [title for title in below if not title.startswith(("—", "－", "-", "―", "–"))]
    cost += 1.0 * bool(plain and len(main) == 1 and _COMPARED.match(plain[0]))
    for title in plain:
        told = _DETAIL.search(title) or _OF_WHOM.match(title) or _ADVICE.search(title)
        cost += 0.9 - 0.5 * bool(told) - 0.4 * bool(re.search(r"[，,]|\S\s", title))
        cost -= 0.15 * (len(title) >= 1.3 * len(main[-1]))
        cost += 0.1 * min(5, max(0, len(main[-1]) - len(title))) * (not _ANSWER.match(title))
        cost += 1.0 * bool(_KICKER.search(title)) + 0.6 * ("？" in title)
        # 稳中求进　以进促稳　先立后破: a watchword gives no particulars
        cost += 1.5 * (_even(title) and len(title.split()) > 2 and not _DETAIL.search(title))
        cost += 0.8 * (_even(title) and len(title) <= len(main[-1]) and not _even(main[-1]))
    for first, second in pairwise(plain):  # 副题 come in lines of one length
        alike = len(first) == len(second) != len(main[-1])
        cost -= 0.5 * bool(alike and _DETAIL.search(first) and _DETAIL.search(second))
    return cost
