"""电头: where and when the news of a paragraph comes from, and who signs for it."""

import re

from tingbao.content.names import DAILY, free_byline
from tingbao.content.shapes import shaped

_AGENCY = (
    "(?:本报|本刊|本网|本台|(?:据)?(?:新华社|中新社|中新网|新华网|人民网|央视网|央视(?:新闻)?|总台)"
    rf"|[\u4e00-\u9fff]{{2,5}}{DAILY})"
)
_OTHER = "[\u4e00-\u9fff]{1,6}[社网]"
"""An agency that no list knows: 法新社, 参考消息网."""
_HAN = "一二三四五六七八九十"
_DATE = rf"(?:[\d〇○零{_HAN}]{{4}}年)?(?:[\d{_HAN}]{{1,2}}|元)月[\d{_HAN}]{{1,3}}日"
"""12月31日, 十二月三十一日: papers set either."""
_COUNTRY = r"(?:[（(][\u4e00-\u9fff]{2,8}[）)])?"
"""达沃斯（瑞士）: where a small place lies."""
_PAREN = (
    r"[（(][^（）()]{0,60}(?:记者|通讯员|评论员|实习生|特派员|作者|文/图|文并图)"
    r"[^（）()]{0,60}[）)]"
)
_NAMES = r"[（(][\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3}[）)]"
"""（林海生）: right after a dateline, whoever is in brackets wrote it."""
_END = r"(?=[\s（(：:【]|$)"
_DATELINE = re.compile(
    r"(?P<dateline>(?:"
    # 【法新社罗马7月13日电】
    r"【(?:[^【】。，]{2,20}(?:电|讯|报道|消息)|(?:新华社|中新社|本报)[^【】。，]{0,12})】"
    # 新华社北京12月10日电, 本报12月11日讯, 参考消息网7月14日报道
    rf"|(?:{_AGENCY}|{_OTHER})[\u4e00-\u9fff、·“”]{{0,14}}?{_COUNTRY}\s?{_DATE}\s?(?:专?[讯电]|报道{_END}|消息{_END})"
    # 某某报云川5月15日电: any paper's own, by its date
    rf"|[\u4e00-\u9fff]{{2,12}}?报[\u4e00-\u9fff]{{2,8}}\s?{_DATE}\s?专?[讯电]{_END}"
    # 本报讯, 新华社电, 本报北京电; a telephone is none, nor a film
    rf"|{_AGENCY}(?:[讯电](?![话力视影器子台动])|[\u4e00-\u9fff]{{2,6}}[讯电]{_END}"
    rf"|(?:专[电讯]|综合(?:消息|报道|讯)|消息|专?特稿|快讯){_END})"
    # 晨报讯, as a paper calls itself for short; 本报综合消息
    rf"|{DAILY}讯|[\u4e00-\u9fff]{{2,8}}(?<![通简捷喜情预警海接举汇申])报讯|本报综合(?:消息|报道)|综合(?:消息|报道){_END}"
    rf"|(?:本报)?综合(?:本报[和、及])?(?:新华社|中新社|外电)(?:{_DATE})?(?:[电讯](?![话力视影器子台动])|(?:消息|报道){_END})"
    r"|(?:据|综合)(?:新华社|中新社|央视新闻|央视)(?:、[\u4e00-\u9fff]{2,6}){1,3}(?:消息|报道)"
    rf"|本报(?:新闻)?热线\s?[\d-]{{0,16}}(?:消息|讯){_END}"  # a reader has called
    rf"|[又另]讯{_END}"  # of the same matter
    # 潭州新闻讯, set off from the text
    r"|[\u4e00-\u9fff]{2,6}新闻讯(?=\s*[（(]|[\s：:])"
    # 南都讯, 新京报讯: set off from the text
    r"|[\u4e00-\u9fff]{2,6}(?<![通资简短快喜音电视审问传闻])讯(?=\s*[（(]|[\s：:])"
    rf")[:：]?)\s*(?P<byline>{_PAREN}|{_NAMES})?\s*"
)
_SIGNED = re.compile(rf"(?P<byline>{_PAREN})\s*(?=\S)")
"""（记者 张三）12月10日，…: the byline where the dateline stands."""
_REPORTED = re.compile(
    rf"另?据(?:新华社|中新社|新华网|央视|人民|[\u4e00-\u9fff]{{2,5}}{DAILY}|《[^《》]{{2,12}}[报刊]》)"
    r"[\u4e00-\u9fff]{0,6}(?:报道|消息)"
)
"""据央视新闻报道，…: begins a story as a dateline does, but is a part of its sentence."""


def dateline(text: str) -> tuple[str, str, str]:
    """Dateline, byline after it, and the rest of a paragraph; empty where there is none."""
    match = _DATELINE.match(shaped(text))
    if not match:
        signed = _SIGNED.match(text)
        if not signed and (free := _reported_by(text)):
            return "", free.strip(), text[len(free) :]
        byline = signed["byline"] if signed else ""
        return "", byline, text[signed.end() :] if signed else text
    rest = text[match.end() :]
    byline = text[slice(*match.span("byline"))] if match["byline"] else free_byline(rest)
    if not match["byline"]:
        rest = rest[len(byline) :]
    return text[: match.end("dateline")], byline.strip(), rest


def is_dated(text: str) -> bool:
    """Whether a paragraph opens a story by naming where its news comes from."""
    return bool(
        _DATELINE.match(text) or _SIGNED.match(text) or _REPORTED.match(text) or _reported_by(text)
    )


def is_bare_dateline(text: str) -> bool:
    """Whether the line is a dateline and nothing else: the byline stands under it."""
    found, byline, rest = dateline(text)
    return bool(found) and not (byline or rest)


def _reported_by(text: str) -> str:
    """本报记者 蔡青报道 at the head of a paragraph; empty where nobody is named so."""
    byline = free_byline(text)
    return byline if "报道" in byline and len(byline) < len(text) else ""
