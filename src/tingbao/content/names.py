"""Who wrote it: the forms of a byline (署名), alone on a line, in a dateline, or at the end.

A family name decides: 记者 followed by a word that is no name is a sentence.
"""

import re

from tingbao.content.surnames import COMPOUND, SURNAMES, TRANSLITERATED

_ROUND = dict(zip(map(ord, "［[〔］]〕"), "（（（）））", strict=True))
"""Square brackets to round ones: ［本报记者 张三］ signs as （本报记者 张三） does."""
_CLOSING = tuple("）)］]〕")
OPENING = "（(［[〔"
"""Brackets in which a byline may stand."""
MARKS = "●□■◎⊙▲○◇☆★◆△▼▽◁▷＊*•·"
NAME = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])"
DAILY = "(?:日报|晚报|早报|晨报|都市报|商报|时报|快报)"
_PAPER = (
    rf"(?:本报|本刊|本网|本台|新华社|中新社|[\u4e00-\u9fff]{{0,6}}{DAILY}"
    r"|[\u4e00-\u9fff]{1,4}(?:新闻|网|社|报))?"
)
_POST = (
    r"(?:学生|校园|全媒体|融媒体|融媒|首席|特约|见习|实习|特派|体育|摄影|视频|文字|驻[\u4e00-\u9fff]{2,6}|（?高级）?)*"
    r"(?:记者|通讯员|评论员|实习生|特派员|特约撰稿人?|撰稿人?|观察员|摄影|撰文|作者|采写|采访|编译|翻译"
    r"|执笔|供稿|(?:讲述|漫画|绘图)(?=[/／:：])|指导[老教]师|主笔|口述|整理|文字|报道组|文/图|图/文|文／图|图／文|文图|图文|[文图](?=[\s/／:：|｜│丨]))"
)
_SEPARATOR = rf"[\s{MARKS}/／:：、，,|｜│丨]"
_BYLINE = re.compile(
    rf"(?P<open>[（(【\[])?[{MARKS}]*\s*{_PAPER}\s*{_POST}(?P<rest>[^。！？；“”]{{0,60}})"
)
_SET_OFF = re.compile(_SEPARATOR)
_LETTERED = re.compile(r"(?:本\s报\s?)?(?:记\s者|通\s讯\s员)")
"""本 报 记 者: set with spaces."""
_MARKED_NAMES = re.compile(rf"[{MARKS}]+\s*(?P<rest>{NAME}(?:[\s、]+{NAME}){{0,5}})")
_NAMES = re.compile(NAME)
_BARE_NAMES = re.compile(rf"{NAME}(?:[\s、]+{NAME}){{0,3}}")
_WORD = re.compile(r"[\u4e00-\u9fff]+")
_POSTS = re.compile(
    rf"{_PAPER}{_POST}(?:报道|摄影报道|摄|供图)?|(?<=[\s）)])[\u4e00-\u9fff]{{2,4}}报道"
    r"|[（(]化名[）)]|受访者(?:提供|供图)|[\u4e00-\u9fff]{2,8}(?:提供|供图)$|[/／][文图摄](?![\u4e00-\u9fff])|发自[\u4e00-\u9fff]{2,6}|摄影报道|综合报道|报道|摄影|摄|供图|整理|口述|编译|综合"
)
_GIVEN = (
    r"(?!图|照片|资料|数据|视频|音频)[^（）()，。：:、]{2,16}(?:供稿|提供|整理|编写|撰稿|来稿|投稿)"
)
"""（市疾控中心供稿）: an office, and what it did."""
_WIRE = r"(?!均?据)(?:综合)?(?:本报|新华社|中新社|[\u4e00-\u9fff]{2,5}社)[^（）()。，]{0,24}[电讯]"
"""（新华社北京5月16日电）: some papers set the dateline at the end."""
_LETTER = r"[\u4e00-\u9fff]{0,12}(?:读者|市民|网友|居民|校友|村民|家长)"
_APART = rf"{_LETTER}\s+[\u4e00-\u9fff][\u4e00-\u9fff\s、]{{1,10}}"
"""（市民　凤英）: in brackets and set apart, it can only be a name."""
_CREDIT = re.compile(
    r"[（(]?(?:(?:本报|本刊|本网)?综合(?:报道|整理|消息|.{0,16}(?:电讯?|报道|消息|整理))?"
    r"|(?:均?据|综合|本报综合).{2,24}(?:综合|整理|综合报道)"
    r"|据[\u4e00-\u9fff]{0,8}(?:新闻|报道|消息|[电网社报]|客户端|公众号)"
    r"|(?:(?:稿件|文章|消息|图片)?来源|稿源|供稿)\s*[:：].{2,30})[）)]?"
    r"|[（(](?:摘编?自|原载|均?据|综合).{2,24}[）)]"
    rf"|[（(](?:{_GIVEN}|{_WIRE}|{_APART})[）)]"
)
"""本报综合, 来源：…: a source in the place of a name."""
_DESK = re.compile(
    rf"[（(]?[{MARKS}]*\s*(?:本报|新华社|[\u4e00-\u9fff]{{2,4}}{DAILY})\s?(?:特约|首席)?(?:评论员|编辑部)[）)]?"
)
"""本报评论员: who speaks for the paper has no name."""
_WHOSE = "(?:本报|新华社|中新社|见习|实习|首席|特约|全媒体)*"
_FREE = re.compile(
    rf"(?:(?:{NAME}[\s、]+){{0,3}}{_WHOSE}(?:记者|通讯员)\s?{NAME}"
    rf"(?:[\s、]+(?:{_WHOSE}(?:记者|通讯员))?\s?{NAME}){{0,4}})"
    r"(?:\s*(?:综合|摄影)?报道\s*[：:]?\s*|\s+)"
)
"""记者 李梅报道：, 新华社记者甲、本报记者乙报道："""
_AUTHOR = re.compile(
    rf"(?P<name>{NAME}(?:[\s、]+{NAME}){{0,3}}|[\u4e00-\u9fff] [\u4e00-\u9fff]{{2}})"
    r"(?:\s+|[/／])(?:[著文绘画]|(?:摄影)?报道|[文图]/[图文])"
)
"""某某 著, 某某 报道: a name, and what he did."""
_SHARED_OUT = re.compile(rf"{NAME}\s+(?:[文图摄]|摄影)(?:[\s、，]+{NAME}\s+(?:[文图摄]|摄影))+")
"""某某 文 某某 图: who did what, whatever the names look like."""
_WROTE = re.compile(
    r"[\u4e00-\u9fff·]{2,8}(?:\s+著|\s*著\s+[\u4e00-\u9fff]{2,12}出版社)"
    rf"|(?:[（(][\u4e00-\u9fff]{{1,8}}[）)])?\s*[\u4e00-\u9fff·]{{2,12}}(?:\s*著)?\s+{NAME}\s*译"
    r"|(?:口述|讲述)[:：].{2,24}\s(?:整理|记录|采写|执笔)[:：].{2,24}"
)
"""长河　著, （肯尼亚）姆布瓦 著 林 间 译, 口述：… 整理：…: these words follow who wrote it."""
_EDITOR = re.compile(r"[—－―–]{1,3}\s*(?:本报|本刊)?(?:编者|编辑部?)")
"""——编者: under a 编者按."""
_GROUP = re.compile(r"[（(]?[\u4e00-\u9fff]{2,20}(?:课题组|调研组|采访组|报道组)[）)]?")
"""A body of writers signs as one."""
_BY_MANY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}[\s　]+)?(?P<name>[\u4e00-\u9fff]{2,4})等"
    r"[\d一二三四五六七八九十百]{1,4}[户名位人](?:居民|业主|村民|读者|市民|家长|职工|商户)?"
)
"""枫林小区　卞女士等二十一户居民: who sign a letter together."""
_READER = re.compile(rf"(?:{_LETTER}\s+|一?读者[：:]?\s*)(?P<name>{NAME})(?:等\S{{0,4}})?")
"""Who signs a letter."""
_AT = re.compile(
    r"(?!对话|专访|访)(?:[\u4e00-\u9fff\d（）()]{2,16}|(?=[省市县区州镇乡校院]长))(?:班|小学|中学|大学|学院|学校|党校|研究[院所室会]|社科[院联]|[文残妇侨]联|[作科]协|工会|团委|医院|[厅局委办部]|中心|协会|公司|村|社区|[厂矿站]|支队|大队|部队|电台|电视台|[院系校]\d{4}级"
    r"|代表|委员|[省市县区州镇乡校院]长|检察长"
    r"|院[\u4e00-\u9fff]{1,6}科|[县市区镇乡]|医[师生]|药师|律师|教授|研究员|教师|班主任|干部|书记|民警|护士|志愿者|主任|咨询师|营养师|农艺师|工程师)"
    rf"\s+(?P<name>(?!\S*[省市县区镇乡村]$){NAME}(?:[\s、]+{NAME}){{0,2}})"
)
"""Who writes, after where or what he is: 实验小学三（2）班 朱某某, 骨科主任医师 何某."""
_PUPIL = re.compile(
    rf"(?P<name>{NAME})\s*[（(][\u4e00-\u9fff\d\s]{{0,20}}(?:[（(]\d{{1,2}}[)）])?"
    r"(?:班|小学|中学|大学|学院|学校|学生|教师|职工|农民|工人|医生|干部|大[一二三四]|[一二三四五六]年级|[初高][一二三]|\d级)[\u4e00-\u9fff\d\s]{0,12}"
    r"(?:[（(]\d{1,2}[)）]班)?[)）]"
)
"""A pupil, and in brackets where he learns: 王某某（高二（3）班）."""
_BRACKETED = re.compile(
    rf"[（(](?:[\u4e00-\u9fff]{{2,20}}\s+){{0,2}}(?P<name>{NAME}(?:[\s、]+{NAME}){{0,3}})[）)]"
)
_WITH = re.compile(
    rf"(?P<name>{NAME}(?:[\s、]+{NAME}){{0,3}})[\s、]+(?P<staff>(?:本报|特约)(?:特约|见习|实习)?(?:记者|通讯员).+)"
)
"""范戈 本报记者 向军: who sent it, before the paper's own."""
_PARTS = re.compile(
    r"(?:栏目)?(?:主持人|主讲人?|对话人|(?:对话|访谈|本期|受访)?嘉宾|受访[者人]|采访对象|(?:受访|指导|采访|本期)专家|[讲口]述[者人])[\s：:]+"
    rf"(?:[^\s，。：:；！？“”]{{2,24}}\s+){{0,2}}(?P<name>{NAME})"
)
"""主持人 本报记者 某某, 嘉宾 市医院主任 某某: who asks and who answers, over an interview."""
_OF_SCHOOL = re.compile(
    r"[\u4e00-\u9fff]{2,14}(?:小学|中学|学校|大学|学院|幼儿园)"
    r"(?:\s*[\u4e00-\u9fff\d（）()]{2,10}(?:班|中队|级|年级|系|院))?"
    rf"(?:\s+小记者)?\s+(?P<name>{NAME})"
)
"""阳光小学　五（2）中队　小记者　叶小米."""
_POSTED = rf"[\u4e00-\u9fff·/]{{2,16}}记者\s+{NAME}(?:[\s、]+(?:通讯员\s+)?{NAME}){{0,4}}"
_OF_PAPER = re.compile(rf"{_POSTED}(?:\s+{_POSTED}){{0,2}}")
"""中国某报·某网记者 某某: names that stand apart from the word."""
_UNIT = re.compile(r"[\u4e00-\u9fff]{1,10}(?:医院|学院|学校|公司|中心|局|委|办|站|所|队|校|社)")
"""Where a 通讯员 works, between the word and the name."""
_OFFICE = re.compile(rf"[（(](?:{_UNIT.pattern}|[\u4e00-\u9fff]{{2,10}}[部院馆会处科室])[）)]")
_END_BYLINE = re.compile(
    r"[（(](?:(?P<source>(?:均?据|(?:来源|稿源|供稿|撰稿|整理)[:：]|原载|摘编?自|本报综合|(?:[撰图]?文|图片?|照片|摄影)[/／:：])[^（）()。]{0,20}"
    rf"|{_GIVEN}|{_WIRE}|{_APART})"
    r"|[^（）()。]{0,20}(?:记者|通讯员|作者|读者|市民|网友|居民|文/图|撰稿|供稿)[^（）()。]{0,50}"
    r"|[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3})[）)]$"
)
_SENT_FROM = re.compile(
    r"(?:^|(?<=[。！？”…]))[（(](?:[\u4e00-\u9fff]{2,24}[\s　]+){1,2}"
    rf"(?P<name>{NAME}(?:[\s、]+{NAME}){{0,3}})[）)]$"
)
"""（柳城县供销社 王守望 李佩文）: where they work and who they are, behind a finished text."""
_OFFICE_BELOW = re.compile(
    rf"(?<=[。！？”…])(?:{_OFFICE.pattern}|[（(]本[版报刊][\u4e00-\u9fff]{{0,4}}(?:顾问|编辑)[）)])$"
)
"""（洪州市公安局）, （本版法律顾问）: an office that answers a letter."""
_WIRED = re.compile(rf"[（(]{_WIRE}[）)]")
_SOURCED = re.compile(rf"[（(](?:均?据[^（）()]{{2,24}}|{_GIVEN}|{_WIRE})[）)]$")
_COMPILED = re.compile(r"[（(][\u4e00-\u9fff]{2,3}\s+(?:整理|编写)[）)]")
"""（程雪 整理）: set apart from what he did, it is who wrote it."""
_PEN = (
    r"(?:[\u4e00-\u9fff]{2,3}(?<![图版一二三四五六七八九十])"
    r"|[\u4e00-\u9fff][ 　]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff]))"
)
_PEN_NAME = re.compile(
    r"(?:^|(?<=[。！？”…])|(?<=[。！？”…][ 　])|(?<=　　))[（(]"
    r"(?!待续|未完|续完|全文完|节选|连载|有删|[上下从图][略图]|打一|猜|[掌笑]声|大笑|鼓掌|资料)"
    rf"(?:{_PEN}(?:[ 　、]{{1,3}}{_PEN}){{0,2}}"
    r"|[\u4e00-\u9fff](?:[ 　]{1,2}[\u4e00-\u9fff]){2})[）)]$"
)
"""（水清）: a remark on a sentence stands before its 。 (GB/T 15834, 4.9), a name after."""


def is_byline(text: str) -> bool:
    """Whether the whole line names who wrote it."""
    if len(text) > 80:
        return False
    text = text.translate(_ROUND)
    text = _LETTERED.sub(lambda match: re.sub(r"\s", "", match.group()), text)
    if any(form.fullmatch(text) for form in (_CREDIT, _DESK, _EDITOR, _GROUP, _SHARED_OUT, _WROTE)):
        return True
    person = (
        _READER.fullmatch(text.strip("（()）"))
        or _AUTHOR.fullmatch(text.strip("（()）"))
        or _AT.fullmatch(text.lstrip(MARKS + " "))
        or _PUPIL.fullmatch(text)
        or _OF_SCHOOL.fullmatch(text)
        or _BRACKETED.fullmatch(text)
        or _PARTS.fullmatch(text)
        or _BY_MANY.fullmatch(text)
    )
    if person and all(is_name("".join(name.split())) for name in _NAMES.findall(person["name"])):
        return True
    sent = _WITH.fullmatch(text.lstrip(MARKS))
    if sent and bare_names(sent["name"]) and is_byline(sent["staff"]):
        return True
    if _OF_PAPER.fullmatch(text):
        return True
    marked = _MARKED_NAMES.fullmatch(text)
    if marked and all(map(is_name, _NAMES.findall(marked["rest"]))):
        return True
    if not (match := _BYLINE.fullmatch(text)):
        return False
    rest = match["rest"]
    words = _WORD.findall(_POSTS.sub(" ", rest))
    words = [word for word in words if not _UNIT.fullmatch(word)] if "通讯员" in text else words
    spread = "".join(words)
    if not words:
        return False
    if all(len(word) == 1 for word in words):  # 王 丹
        return spread[0] in SURNAMES and len(spread) <= 8
    # Set off by a space or a mark (本报记者 双林), two or three characters can only be a name.
    apart = bool(_SET_OFF.match(rest))
    return all(
        (len(word) <= 4 and word[0] in SURNAMES)
        or (apart and (len(word) <= 3 or TRANSLITERATED.issuperset(word)))
        for word in words
        if len(word) > 1
    )


def is_posted(text: str) -> bool:
    """Whether the line is what somebody is and a word set apart: under a headline, his name."""
    return bool(_AT.fullmatch(text))


def is_name(word: str) -> bool:
    """Whether ``word`` is a name by its own looks, no 记者 before it."""
    return word[0] in SURNAMES and (len(word) <= 3 or word.startswith(COMPOUND))


def bare_names(text: str) -> bool:
    """Whether the line is nothing but names: a byline, if it stands under a headline."""
    return bool(_BARE_NAMES.fullmatch(text)) and all(
        is_name("".join(name.split())) for name in _NAMES.findall(text)
    )


def free_byline(text: str) -> str:
    """The byline without brackets at the head of ``text``: "记者李梅报道："; empty if none."""
    match = _FREE.match(text)
    if not match:
        return ""
    names = _WORD.findall(re.sub(rf"{_WHOSE}(?:记者|通讯员)|综合|摄影|报道", " ", match.group()))
    known = [is_name(name) or TRANSLITERATED.issuperset(name) for name in names]
    listed = "、" in match.group() and any(known)  # beside a name stands another
    return match.group() if names and (all(known) or listed) else ""


def end_byline(text: str) -> tuple[str, str]:
    """A paragraph without the bracketed byline at its end, and that byline."""
    if text[-1:] not in _CLOSING:  # asked of every line
        return text, ""
    end = text[-80:].translate(_ROUND)
    match = _END_BYLINE.search(end)
    if not match or not (match["source"] or _names_someone(match.group())):
        match = _PEN_NAME.search(end[-24:]) or _sent_from(end) or _OFFICE_BELOW.search(end)
    if not match:
        return text, ""
    begin = len(text) - len(match.group())
    return text[:begin].rstrip(), text[begin:]


def _sent_from(end: str) -> re.Match[str] | None:
    match = _SENT_FROM.search(end)
    names = _NAMES.findall(match["name"]) if match else []
    return match if all(is_name("".join(name.split())) for name in names) else None


def end_source(text: str) -> bool:
    """Whether ``text`` ends with where it is from, which is no second author: （据某某社电）."""
    if text[-1:] not in _CLOSING:
        return False
    found = _SOURCED.search(text[-40:].translate(_ROUND))
    return found is not None and not _COMPILED.fullmatch(found.group())


def is_wire(byline: str) -> bool:
    """Whether what signs a story at its end is a dateline: （新华社北京5月16日电）."""
    return bool(_WIRED.fullmatch(byline.translate(_ROUND)))


def is_foot(text: str) -> bool:
    """Whether the line is a pen name or an office in brackets: （水清）, （市供电公司）."""
    return bool(_PEN_NAME.match(text) or _OFFICE.fullmatch(text))


def _names_someone(bracket: str) -> bool:
    if is_byline(bracket):
        return True  # （本报记者　冬青）: set off from the word, whatever it looks like
    words = _WORD.findall(_POSTS.sub(" ", bracket))
    return bool(words) and all(word[0] in SURNAMES for word in words)
