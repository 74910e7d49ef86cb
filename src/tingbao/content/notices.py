"""公告, 启事, 天气 and the like: pieces that name their own kind and need no byline.

A notice has 标题, 正文 and 落款: who gives it and when, each on a line of its own (GB/T 9704-2012,
7.3.1, 7.3.3, 7.3.5). Where a reader should ask stands with them. By its own looks such a line
is a headline, or the page's furniture; what stands above tells.
"""

import dataclasses
import re
from collections.abc import Sequence

from tingbao.content.lines import (
    Kind,
    Line,
    cells,
    ends_sentence,
    is_labelled,
    is_list_item,
    is_pair,
)
from tingbao.content.names import MARKS, end_byline

_NOTICE = re.compile(
    r"(?<!一[份纸张则封条道])"  # 一纸通知 tells of one
    r"(?:声明|启事|公告|通告|通知|公示|讣告|告示|更正|致歉|招领|认领|须知|征文|征稿|稿约|倡议书|慰问信|公开信|感谢信|表扬信|贺[信电]|诚聘|招聘"
    r"|^(?:高薪)?[诚急]聘[\u4e00-\u9fff]{2,4}|(?<!专家|医生|律师|民警|警方)提示|^寻[人物亲]$|停[水电气热](?:信息|安排|计划)$|^致[\u4e00-\u9fff]{0,4}(?:读者|用户|市民|家长))$"
)
"""What 应用文 are called; the name ends the title, however long that is."""
_SERVICE = re.compile(
    r"(?:[^，。！？\s]{0,6}(?:天气|气象|空气质量|水情|节目|讲座|展览|赛事|电视)?(?:预报|预告|实况)"
    r"|(?:[今明昨]日|今明|本周|本市|一周|周末|城市|各地|假日){0,2}(?:天气|气温|空气质量|赛事|赛程|菜价|演出|影讯|展讯|放映)"
    r"|(?:[今明]日|[本下上][周期])[\u4e00-\u9fff]{2,4}"  # the paper's own day and issue
    r"|[^，。！？\s]{0,6}(?:积分|排行|排名|射手|奖牌|光荣|龙虎|比分|红黑)榜|曝光台"
    r"|[^，。！？\s]{0,8}(?:一览表?|时刻表|日程表|价目表|对阵表)"
    r"|(?:[金银油汇菜粮肉]价){1,2}|[^，。！？\s]{0,6}(?:比分|行情|牌价|报价)|[^，。！？\s]{0,6}(?:赛[程果况]|战报)"
    r"|[^，。！？\s]{0,6}(?:(?:[体福]彩|彩票)开奖|(?:开|中)奖(?:公告|结果|信息|号码)|[^，。！？\s]{0,4}(?:[菜食]谱|菜单))"
    r"|(?:荧屏|电视|影院|影视|节目|收视)(?:导视|导看|导航|指南|预告|排片|节目表?)|[\u4e00-\u9fff]{0,2}(?:便民|常用|应急|报修|值班|抢险|举报|监督|服务)(?:服务)?(?:电话|热线)|小(?:知识|词典|百科|常识)"
    r"|[\u4e00-\u9fff]{0,4}(?:出租|招租|求租|转让|求购|出售)"
    r"|[新好]?书(?:架|讯|单|目)|[新好]书(?:速递|推荐|快递)|(?:编读|编者读者)往来|答读者问?|读者问答|有问有答"
    r"|(?:专家|名医|本周|本期)?(?:门诊|坐诊|出诊)(?:安排|时间|信息)?|小资料|人事任免|[^，。！？\s]{0,6}价格(?:监测|行情)|[^，。！？\s]{0,4}(?:招标|招聘会?|求职|供求|租售|交通|路况)信息|(?:征集|欢迎提供)[^，。！？\s]{0,6}线索)"
)
"""What the pieces are called that serve the reader and report nothing."""
_REMARK = re.compile(r"[（(][^（）()]{1,10}[）)]$")
"""（前五名）: how far a table goes stands behind its name."""
_DATE = re.compile(
    r"(?:[\d二〇○零一三四五六七八九]{4}年)?[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
    r"(?:于[\u4e00-\u9fff]{2,8})?"
)
"""When a paper is signed, and where: 1998年1月29日于洪州."""
_CONTACT = re.compile(
    r"(?P<purpose>(?!热线|新闻|读者|报料|爆料)[\u4e00-\u9fff]{2,4}(?=人?电话|[手电邮信])|(?:供[水电气热]|抢修|客服|服务|咨询|报修|便民|求助){1,2}(?=热线))?(?:人?电话|手机|热线|传真|(?:电子)?(?:邮箱|邮件|信箱)|E-?mail|(?:[\u4e00-\u9fff]{2})?地址|邮编|微信|QQ)号?码?"
    r"\s*[:：]?\s*(?=\S*[\dA-Za-z\u4e00-\u9fff])[^。！？]{2,40}"
)
_DUTY = re.compile(r"编辑|责编|校对|美编|新闻热线|广告|发行|本版|总编")
_QUOTED = re.compile(r"“[^“”]*”")
_ASKS = re.compile(
    r"(?:^|[，。；！？：\s])(?:敬|恭|恳|务)?请(?![来假客教示了过])|(?:(?<!记)者|[信稿电])请|特此|声明作废|有意者|知情者|不便之处|欢迎[^，。]{0,10}(?:来[稿电]|投稿|报名|拨打|参加|光临|前来|咨询|订阅)",
    re.MULTILINE,
)
_REPORTS = re.compile(r"说(?!明)|表示|介绍|提醒|记者|专家|医生|采访|指出|透露|认为")
"""Words by which a report lets somebody speak."""
_OFFICE = re.compile(
    r"[\u4e00-\u9fff\d（）()]{2,24}(?:[局厅委办处科部所站队社院校馆组行厂室会系]|中心|公司|集团|政府|大学|小学|中学|银行|医院)"
)
_BODY = (Kind.TEXT, Kind.FURNITURE)
_OTHERS = (Kind.BYLINE, Kind.DATED, Kind.HEADING, Kind.ASIDE, Kind.TITLE, Kind.SECTION)


def names_itself(title: str) -> bool:
    """Whether ``title`` says what kind of piece stands under it: 停电通知, 今明天气, 积分榜."""
    title = title.lstrip(MARKS + " 　")
    title = _REMARK.sub("", title) if title[-1:] in ("）", ")") else title
    return bool(_NOTICE.search(title) or _SERVICE.fullmatch(title))


def is_notice(lines: Sequence[Line]) -> bool:
    """Whether the text asks something of its reader (祈使句), and reports what nobody said.

    A report asks in the words of those who speak in it; a notice asks for itself.
    """
    text = "\n".join(line.text for line in lines)
    own = _QUOTED.sub("", text)
    return bool(_ASKS.search(own)) and own == text and not _REPORTS.search(own)


def is_listed(lines: Sequence[Line]) -> bool:
    """Whether every line is an item, a pair or a row, of two or more, and no remark."""
    return len(lines) > 1 and all(
        line.text[0] not in "@＠"
        and (is_list_item(line.text) or is_labelled(line.text) or cells(line.text) > 1)
        for line in lines
    )


def with_notices(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the titles of notices as titles, and their 落款 as signatures."""
    found = list(lines)
    inside = False
    for place, line in enumerate(lines):
        if _entitled(found, place):
            inside = True
            found[place] = dataclasses.replace(line, kind=Kind.TITLE)
        elif inside and (_addressed(found, place) or _fills(found, place)):
            found[place] = dataclasses.replace(line, kind=Kind.TEXT)
        elif _signs(found, place, inside=inside):
            found[place] = dataclasses.replace(line, kind=Kind.SIGNATURE)
        elif line.kind in _OTHERS:
            inside = False
    return found


def _entitled(lines: Sequence[Line], place: int) -> bool:
    """Whether a notice or service piece begins with the line: its kind, and text under it."""
    line, under = lines[place], lines[place + 1 : place + 2]
    if not under or under[0].kind not in (Kind.TEXT, Kind.TITLE):
        return False
    if line.kind is Kind.SECTION:  # 公告 over titles is their label
        told = under[0].kind is Kind.TEXT and bool(_NOTICE.search(line.text))
        return told or _fills(lines, place + 1)
    if line.kind is not Kind.TITLE or names_itself(line.text):
        marked = line.kind is Kind.TEXT and line.text[0] in MARKS and line.gap > 0
        marked = marked and "小" not in line.text  # □ 小资料 goes with the story above
        return line.kind is Kind.TITLE or (marked and names_itself(line.text))
    end = place + 1
    while end < len(lines) and lines[end].kind in _BODY:
        end += 1
    return is_notice(lines[place + 1 : end])


def _addressed(lines: Sequence[Line], place: int) -> bool:
    """全市用电单位： right under the title is whom it is for (GB/T 9704-2012, 7.3.2)."""
    line, over = lines[place], lines[place - 1]
    return (
        line.kind is Kind.TITLE
        and over.kind is Kind.TITLE
        and line.text.endswith(("：", ":"))
        and names_itself(over.text)
    )


def _fills(lines: Sequence[Line], place: int) -> bool:
    """多云　6℃～13℃ right under 明日天气, or under such a row, is what the name promises.

    Short lines over a byline, dateline or text are its headline, whatever parts them.
    """
    line, over = lines[place], lines[place - 1]
    if line.kind is not Kind.TITLE or line.gap or not _is_filled(line):
        return False
    end = place + 1
    while end < len(lines) and lines[end].kind is Kind.TITLE and not lines[end].gap:
        end += 1
    headed = end < len(lines) and not lines[end].gap and lines[end].kind is not Kind.FURNITURE
    named = over.kind in (Kind.TITLE, Kind.SECTION) and names_itself(over.text)
    return not headed and (named or (over.kind is Kind.TEXT and _is_filled(over)))


def _is_filled(line: Line) -> bool:
    return cells(line.text) > 1 or is_pair(line.text)


def _signs(lines: Sequence[Line], place: int, *, inside: bool) -> bool:
    """Whether the line is who gives a notice, when, or where to ask; ``inside`` one by name."""
    line = lines[place]
    if place < 2 or line.kind in (Kind.HEADING, Kind.CAPTION, Kind.ASIDE, Kind.SECTION):
        return False
    before = lines[place - 1]
    if _DATE.fullmatch(line.text):
        above = lines[place - 2]
        signed = before.kind is Kind.BYLINE and above.kind is Kind.TEXT and line.gap == 0
        return signed or before.kind is Kind.SIGNATURE or (inside and before.kind is Kind.TEXT)
    contact = _CONTACT.fullmatch(line.text)
    if contact and not _DUTY.search(line.text):
        purpose = bool(contact["purpose"]) and line.gap == 0
        purpose = purpose or (line.gap == 0 and is_pair(before.text))  # 地点：…, 电话：…
        return before.kind in (Kind.TEXT, Kind.SIGNATURE) and (inside or purpose)
    asks = (
        inside
        and line.kind in (Kind.TITLE, Kind.FURNITURE)
        and line.gap == 0
        and _ASKS.search(line.text)
    )
    return bool(asks) or _office(lines, place, inside=inside)


def _office(lines: Sequence[Line], place: int, *, inside: bool) -> bool:
    """Whether the line names who gives the notice above."""
    line, before, under = lines[place], lines[place - 1], lines[place + 1 : place + 2]
    if line.kind not in (Kind.TITLE, Kind.BYLINE) or names_itself(line.text):
        return False
    dated = bool(under) and under[0].gap == 0 and bool(_DATE.fullmatch(under[0].text))
    if dated and line.kind is Kind.TITLE and before.kind not in (Kind.SECTION, Kind.FURNITURE):
        return True
    finished = before.kind is Kind.SIGNATURE or ends_sentence(before.text)
    if not finished or before.kind is Kind.CAPTION or not _OFFICE.fullmatch(line.text):
        return False
    last = not under or under[0].gap > 0 or under[0].kind is Kind.FURNITURE
    if not inside:  # who answers a letter; no headline stands closer to the text above
        unsigned = line.kind is Kind.TITLE and not end_byline(before.text)[1]
        return unsigned and line.gap == 0 and last
    return line.gap == 0 or last
