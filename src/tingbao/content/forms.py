"""The table of forms that a line of print may have, each with its reason.

Every pattern is anchored and linear; the forms come from pages of many dailies. Where a line
could be two things, ``stories`` decides by its neighbours.
"""

import re

from tingbao.content.furniture import SECTION_NAME
from tingbao.content.names import MARKS, is_byline

_LEADING_LABEL = re.compile(r"([【〖\[][\u4e00-\u9fff]{2,6}[】〗\]])\s*(?=\S)(.+)", re.DOTALL)
_SECTION = re.compile(r"[【〖\[](?P<name>[^【】〖〗\[\]]{1,16})[】〗\]]")
_LABELS = re.compile(
    rf"{SECTION_NAME}(?:[·、/／|｜\s]{{1,2}}{SECTION_NAME}|\s?[·|｜]\s?[\u4e00-\u9fff]{{2,4}}){{0,2}}"
)
_OF_BRIEFS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3})?(?:短波|简讯|短讯|快讯|速递|速览|拾零|传真|简报)"
    r"|简明[要新]闻|微(?:新闻|资讯)|[一两三]句话[\u4e00-\u9fff]{2}|[艺文影球学农商校展医警科]讯"
)
"""短波, 赛场短波, 一句话新闻: what heads briefs, whatever they are about."""
_LETTERED = re.compile(r"(?:[\u4e00-\u9fff][ 　]{1,2}){1,5}[\u4e00-\u9fff]")
_NEWS = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2}})?(?:简讯|短讯|快讯|要闻|新闻|简报|动态|{SECTION_NAME})"
)
_INDEX = re.compile(
    rf"[{MARKS}【\s]*(?:(?:今日|本期|本报|要闻|版面|新闻|内容)?(?:导读|导航|提要|看点|索引)|(?:今日|明日)(?:看点|关注))[】\s]*"
)
_ENTRY = re.compile(
    r".{2,40}?(?:[\s　]+|[…·.]{2,}|[—→▶►>/]+)\s*[（(]?"
    r"(?:(?:详见|见|刊|转)?第?[A-Z]?\d{1,3}\s*版?|(?:详见|见|刊|转)?第?[一二三四五六七八九十]{1,3}版)[）)]?"
)

_CAPTION = re.compile(
    r"[▲↑↓←→▼△◀▶◄►]\s*\S.{0,150}"
    r"|(?:(?:\d{1,2}[、.．：:])?图为|压题(?:照片|图片)|题图[：:为]|上图|下图|左图|右图|图[①②③④⑤⑥一二三四五六\d]).{0,150}"
    r"|.{0,150}(?:[（(](?:资料图片?|资料照片|受访者供图|[^（）()]{0,16}(?:摄(?:影报道)?|供图|社照片))[）)]"
    r"|[\u4e00-\u9fff\s/]{0,12}(?:摄影?|供图))"
    r"|.{4,120}[。！？\s](?:新华社|中新社|[\u4e00-\u9fff]{1,4}社)发"
    r"|[\u4e00-\u9fff\s]{2,12}(?:摄|供图)[（(][^（）()]{2,12}[）)]"
    r"|[（(](?:(?:本文|文中|本组|本栏|附|传真)?(?:图片|照片|配图)|附图|(?:新华社|中新社)发)[^（）()。]{0,24}[）)]"
    r"|(?:附图|图片|照片|图片说明)[：:]"
)
_ANNOUNCED = re.compile(r"[（(](?:图|组图|附?图片|附图|附照片)(?:\s?\d{1,2}\s?[张幅])?[）)]$")
_ASIDE = re.compile(
    rf"[{MARKS}]*\s*(?:(?:相关|新闻|知识|政策)?链接|(?:新闻|相关|事件)?背景|背景资料|延伸阅读|新闻延伸|"
    r"小贴士|温馨提示|名词解释|记者手记|采访手记|记者感言|采访札记|编后|编者按|编者的话|短评(?=[：:])|人物名片|新闻名片|新闻多一点"
    r"|核心提示|内容提要|阅读提示|核心阅读)[：:]?"
)
"""What goes with a story under a heading of its own."""

_NOTE = re.compile(
    rf"[【{MARKS}\s]*(?:编者按|编者的话|开栏(?:的话|语)|核心提示|内容提要|阅读提示)(?=[{MARKS}】：:\s]|$)"
)

_PART = re.compile(
    r"(?!今日|明日|本周)(?:[\u4e00-\u9fff]{2})?(?:现象|追问|建议|分析|案情|案例|事件|说法|释法|回应|对策|探访|疑问|问题|原因|影响|走访"
    r"|故事|镜头|场景|样本|现场|难点|突破|亮点|看点|焦点|做法|成效|启示|数据|细节|揭秘|疑点|评析|点评|寄语"
    r"|案情回放|法院审理|庭审现场|进展|后续|起因|经过|结果|提醒|解读|声音|讲述|回顾|反思|背景|支招|解惑|判决|法院|律师|专家|商家|部门|举措)"
    r"[一二三四五六七八九十\d]?"
)


def is_index(text: str) -> bool:
    """Whether the line heads the list of what stands on other pages (今日导读)."""
    return bool(_INDEX.fullmatch(text))


def is_entry(text: str) -> bool:
    """Whether the line is a headline with the page where it stands."""
    return len(text) <= 60 and bool(_ENTRY.fullmatch(text))


def label_word(text: str) -> str:
    """What a label says, without its brackets and marks."""
    return text.strip("【】〖〗[]" + MARKS + " ")


def is_section(text: str) -> bool:
    """Whether the line is a label: 【民生】, 要闻, 文体·体育."""
    text = text.strip(MARKS + " ")
    if "记者" in text and is_byline(text):
        return False  # [本报记者 张三]
    if _LETTERED.fullmatch(text):  # 百 姓 生 活
        text = re.sub(r"\s", "", text)
    return any(form.fullmatch(text) for form in (_SECTION, _LABELS, _OF_BRIEFS))


def is_news_label(text: str) -> bool:
    """Whether the label heads news (【简讯】, 要闻), whatever stands under it."""
    name = "".join(label_word(text).split())
    return bool(_NEWS.fullmatch(name) or _OF_BRIEFS.fullmatch(name))


def leading_label(text: str) -> tuple[str, str]:
    """The label in brackets at the head of a brief and its text: 【民政】 全市…; else empty."""
    match = _LEADING_LABEL.fullmatch(text)
    return (match[1], match[2]) if match and not is_aside(match[1]) else ("", text)


def is_bracketed(text: str) -> bool:
    """Whether the label stands in brackets."""
    return bool(_SECTION.fullmatch(text))


def is_number(text: str) -> bool:
    """Whether the line is but the number of a part of an essay or a poem: 一, 2, （三）, 其一."""
    return bool(re.fullmatch(r"[（(]?(?:其?[一二三四五六七八九十]{1,2}|\d{1,2})[）)]?", text))


def is_chapter(text: str) -> bool:
    """Whether the line is the number of a part with its name: 第一章 爷爷的斧头, 第二章总则."""
    return bool(
        re.match(
            r"第[一二三四五六七八九十\d]{1,3}(?:(?:[章节幕回篇]|部分)[\s　：:]|章\S{2,24}$)", text
        )
    )


def is_part(text: str) -> bool:
    """Whether the label names a step of one report: 【现象】, 【追问】, 【律师说法】."""
    word = label_word(text)
    return bool(_PART.fullmatch(word)) and not word.startswith("图片")


def is_aside(text: str) -> bool:
    """Whether the line heads an aside: 相关链接, ◆记者手记."""
    return bool(_ASIDE.fullmatch(label_word(text)))


def is_note(text: str) -> bool:
    """Whether a note of the editor's begins with the line: 编者按, 开栏的话：……"""
    return bool(_NOTE.match(text))


def announces_pictures(text: str) -> bool:
    """Whether the line says that it has pictures, as headlines alone do: 山村通车（附图片2张）."""
    return text[-1:] in ("）", ")") and bool(_ANNOUNCED.search(text[-10:]))


def is_of_picture(text: str) -> bool:
    """Whether the line is the headline of a picture, with no text but its caption: …（图片）."""
    return text.endswith(("（图片）", "(图片)"))


def is_caption(text: str) -> bool:
    """Whether the line says that it goes with a picture."""
    return len(text) <= 180 and bool(_CAPTION.fullmatch(text))
