"""The table of forms that a line of print may have, each with its reason.

Every pattern is anchored and linear; the forms come from pages of many dailies. Where a line
could be two things, ``stories`` decides by its neighbours.
"""

import re
from collections.abc import Sequence

from tingbao.content.names import DAILY, MARKS, NAME, free_byline, is_name

_AGENCY = "(?:本报|本刊|本网|(?:据)?(?:新华社|中新社|中新网)|人民网|央视网)"
_DATE = r"\s?\d{1,2}月\d{1,2}日"
_DATELINE = re.compile(
    rf"(?P<dateline>(?:{_AGENCY}|[\u4e00-\u9fff]{{2,5}}{DAILY})"
    rf"(?:讯|电(?![话力视影器子台动])|[\u4e00-\u9fff、]{{0,10}}{_DATE}[讯电]"
    r"|[\u4e00-\u9fff]{2,6}[讯电](?=[\s（(：:])))\s*"
    r"(?P<byline>[（(][^（）()]{0,60}(?:记者|通讯员|评论员|实习生)[^（）()]{0,60}[）)])?\s*"
)
_REPORTED = re.compile(
    rf"据(?:新华社|中新社|新华网|央视|人民|[\u4e00-\u9fff]{{2,5}}{DAILY})[\u4e00-\u9fff]{{0,6}}(?:报道|消息)"
)
"""据央视新闻报道，…: begins a story as a dateline does, but is a part of its sentence."""

_DUTY = (
    r"(?:责任?编辑?|编辑|美编|美术编辑|校对|版式|排版|视觉|终审|一审|二审|三审|审读|主编|"
    r"值班(?:编委|主任|总编)?|(?:本报)?(?:电话|热线|新闻热线|投稿|邮箱|投稿邮箱|电子邮箱|地址|"
    r"邮编|网址)|E-?mail|本版(?:编辑|责编|主编|统筹)|统筹|策划|制图|出版|印刷|零售价?|定价|"
    r"广告热线|发行热线|刊号|国内统一刊号|国内统一连续出版物号|邮发代号|总第)"
)
_LABEL = (
    "(?:要闻|民生|时政|经济|社会|国内|国际|文化|体育|教育|健康|综合|本地|本市|财经|法治|科技|副刊|"
    "评论|专题|时评|文体|天气|公告|广告|生活|读书|文艺|文旅|旅游|县域|区县|农业|三农|产业|金融|"
    "房产|汽车|娱乐|艺术|理论|党建|政法|环保|生态|卫生|医疗|军事|人物|深度|调查|都市|城事|城市|"
    "乡村|专版|简讯|短讯|快讯|图片|头版)"
)
_SECTION_NAME = rf"{_LABEL}(?:新闻|要闻|周刊|专刊|版|视点|观察|天地)?"
_LEADING_LABEL = re.compile(r"([【〖\[][\u4e00-\u9fff]{2,6}[】〗\]])\s*(?=\S)(.+)", re.DOTALL)
_SECTION = re.compile(r"[【〖\[](?P<name>[^【】〖〗\[\]]{1,16})[】〗\]]")
_LABELS = re.compile(rf"{_SECTION_NAME}(?:[·、/／|｜\s]{{1,2}}{_SECTION_NAME}){{0,2}}")

_PAGE = (
    r"(?:第\s*)?[A-Za-z]?\d{1,3}\s*版|第[一二三四五六七八九十]{1,3}版"
    r"|[A-Z]\d{1,3}(?:-[A-Z]?\d{1,3})?"
)
_DAY = r"\d{4}[年.\-/]\s?\d{1,2}[月.\-/]\s?\d{1,2}日?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_TOKEN = re.compile(
    rf"(?:{_PAGE})|{_DAY}(?:{_WEEKDAY})?|{_WEEKDAY}|农历.{{1,12}}|[癸壬辛庚己戊丁丙乙甲][\u4e00-\u9fff]年.{{0,8}}"
    rf"|(?:总?第)?\d{{1,6}}期|今日\d{{1,2}}版|{_DUTY}(?:[:：]\S{{0,40}})?|[\u4e00-\u9fff]{{2,6}}{DAILY}"
)
"""A word of page furniture: a line of nothing but such, labels and names is furniture."""
_WHOLE = (
    re.compile(rf"(?:{_PAGE})(?:[\s:：·|｜].{{0,30}})?"),  # 04版 要闻
    re.compile(
        rf"{_DUTY}(?:[\s:：/／|｜].{{0,80}}|(?P<name>[\u4e00-\u9fff]{{2,4}})?)"
    ),  # 责编：王磊
    re.compile(
        rf"{_DAY}[\s,，　]*(?:星期|周)?[一二三四五六日天]?.{{0,20}}"
    ),  # 2022年12月12日 星期一
    re.compile(
        r"[（(▶►▷→>\s]{0,5}(?:上接|下转|紧接|见|转)[\u4e00-\u9fff]{0,3}第?\s*[A-Za-z]?[\d一二三四五六七八九十]{1,3}\s*版[）)]?"
    ),
    re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+"),
    re.compile(r"本版(?:图片|照片|文字|稿件|摄影|图文|撰文|统筹|组稿|供图|漫画|制图|主持).{0,60}"),
    re.compile(r"(?:[—－\-=＝*＊_~～◇◆■□★☆※]\s?){3,}"),  # a rule between two stories
)
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
"""A 版名 that no list knows: 河畔, 青年视点."""
_DATED_OR_PAGED = re.compile(rf"{_PAGE}|{_DAY}")
JUMP = re.compile(
    r"[（(]?(?P<way>上接|下转|紧接)[\u4e00-\u9fff]{0,2}第?\s*(?P<page>[A-Za-z]?[\d一二三四五六七八九十]{1,3})\s*版[）)]?"
)

_INDEX = re.compile(
    rf"[{MARKS}【\s]*(?:(?:今日|本期|本报|要闻|版面|新闻|内容)?(?:导读|导航|提要|看点|索引)|(?:今日|明日)(?:看点|关注))[】\s]*"
)
_ENTRY = re.compile(
    r".{2,40}?(?:[\s　]+|[…·.]{2,}|[—→▶►>/]+)\s*[（(]?"
    r"(?:详见|见|刊|转)?第?[A-Z]?\d{1,3}\s*版?[）)]?"
)

_CAPTION = re.compile(
    r"[▲↑↓←→▼△]\s*\S.{0,150}"
    r"|(?:图为|上图|下图|左图|右图|图[①②③④⑤⑥一二三四五六\d]).{0,150}"
    r"|.{0,120}(?:[（(](?:资料图片?|资料照片|受访者供图|[^（）()]{0,16}(?:摄|供图))[）)]"
    r"|[\u4e00-\u9fff\s/]{0,12}(?:摄影?|供图))"
)
_ASIDE = re.compile(
    rf"[{MARKS}]*\s*(?:(?:相关|新闻|知识|政策)?链接|(?:新闻|相关|事件)?背景|背景资料|延伸阅读|新闻延伸|"
    r"小贴士|温馨提示|名词解释|记者手记|采访手记|编后|编者按|短评|人物名片|新闻名片|新闻多一点)"
)
"""What goes with a story under a heading of its own."""


def dateline(text: str) -> tuple[str, str, str]:
    """Dateline, byline after it, and the rest of a paragraph; empty where there is none."""
    match = _DATELINE.match(text)
    if not match:
        return "", "", text
    rest = text[match.end() :]
    byline = match["byline"] or free_byline(rest)
    if not match["byline"]:
        rest = rest[len(byline) :]
    return match["dateline"], byline.strip(), rest


def is_dated(text: str) -> bool:
    """Whether a paragraph opens a story by naming where its news comes from."""
    return bool(_DATELINE.match(text) or _REPORTED.match(text))


def is_furniture(text: str) -> bool:
    """Whether the line is 版次, 日期, 责编, 电话 and the like, and nothing else."""
    if len(text) > 120:
        return False
    if re.fullmatch(r"[（(].*[:：].*[）)]", text):
        text = text[1:-1]  # （本版编辑：李强）
    for form in _WHOLE:
        if match := form.fullmatch(text):
            name = match.groupdict().get("name")
            return not name or is_name(name)  # 责编王磊, but not 统筹推进
    return _is_folio([word for word in re.split(r"[\s·|｜/／,，]+", text) if word])


def _is_folio(words: Sequence[str]) -> bool:
    """Whether ``words`` are 版名, 版次, date and who made the page, in any order."""
    strong = [bool(_TOKEN.fullmatch(word)) for word in words]
    named = [bool(re.fullmatch(_SECTION_NAME, word)) for word in words]
    if not any(strong) and not (any(named) and re.fullmatch(r"\d{2}", words[-1])):
        return False
    others = 0
    for place, word in enumerate(words):
        if strong[place] or named[place] or re.fullmatch(r"\d{1,3}", word):
            continue
        duty = re.search(_DUTY, " ".join(words[:place]))
        if not (duty and re.fullmatch(NAME, word)):
            others += 1
            if is_name(word) or not _SHORT_NAME.fullmatch(word):  # 落款: 张三 2023年3月4日
                return False
    return others <= (1 if any(map(_DATED_OR_PAGED.fullmatch, words)) else 0)


def is_rule(text: str) -> bool:
    """Whether the line is drawn, not written."""
    return bool(_WHOLE[-1].fullmatch(text))


def is_index(text: str) -> bool:
    """Whether the line heads the list of what stands on other pages (今日导读)."""
    return bool(_INDEX.fullmatch(text))


def is_entry(text: str) -> bool:
    """Whether the line is a headline with the page where it stands."""
    return len(text) <= 60 and bool(_ENTRY.fullmatch(text))


def is_section(text: str) -> bool:
    """Whether the line is a label: 【民生】, 要闻, 文体·体育."""
    return bool(_SECTION.fullmatch(text) or _LABELS.fullmatch(text.strip(MARKS + " ")))


def leading_label(text: str) -> tuple[str, str]:
    """The label in brackets at the head of a brief and its text: 【民政】 全市…; else empty."""
    match = _LEADING_LABEL.fullmatch(text)
    return (match[1], match[2]) if match and not is_aside(match[1]) else ("", text)


def is_bracketed(text: str) -> bool:
    """Whether the label stands in brackets."""
    return bool(_SECTION.fullmatch(text))


def is_aside(text: str) -> bool:
    """Whether the line heads an aside: 相关链接, ◆记者手记."""
    return bool(_ASIDE.fullmatch(text.strip("【】[]〖〗")))


def is_caption(text: str) -> bool:
    """Whether the line says that it goes with a picture."""
    return len(text) <= 160 and bool(_CAPTION.fullmatch(text))
