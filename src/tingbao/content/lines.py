"""What a single line of a page is by its own looks: byline, dateline, furniture, caption…

Every pattern here is anchored and linear; the forms come from pages of many dailies. Where a
line could be two things, ``stories`` decides by its neighbours.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋"
    "蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温常康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛"
    "曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦"
    "褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇"
    "桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟"
    "冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相"
    "初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战"
    "慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)

_MARKS = "●□■◎▲○◇☆★◆△▼▽◁▷＊*•·"
_NAME = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff])"
_DAILY = "(?:日报|晚报|早报|晨报|都市报|商报|时报|快报)"
_PAPER = rf"(?:本报|本刊|本网|本台|新华社|中新社|[\u4e00-\u9fff]{{2,6}}{_DAILY})?"
_POST = (
    r"(?:全媒体|融媒体|首席|特约|见习|实习|特派|驻[\u4e00-\u9fff]{2,6})*"
    r"(?:记者|通讯员|评论员|实习生|特派员|撰稿人?|观察员|摄影|撰文|作者|文/图|图/文|文／图|图／文|文图|文|图)"
)
_SEPARATOR = rf"[\s{_MARKS}/／:：、，,|｜]"

_BYLINE = re.compile(
    rf"(?P<open>[（(【\[])?[{_MARKS}]*\s*{_PAPER}\s*{_POST}(?P<rest>[^。！？；“”]{{0,60}})"
)
_MARKED_NAMES = re.compile(rf"[{_MARKS}]+\s*(?P<rest>{_NAME}(?:[\s、]+{_NAME}){{0,5}})")
_BARE_NAMES = re.compile(rf"{_NAME}(?:[\s、]+{_NAME}){{0,3}}")
_WORD = re.compile(r"[\u4e00-\u9fff]+")
_POSTS = re.compile(rf"{_PAPER}{_POST}(?:报道|摄影报道|摄|供图)?|报道|摄影|摄|供图|整理|口述")

_AGENCY = "(?:本报|本刊|本网|(?:据)?(?:新华社|中新社|中新网)|人民网|央视网)"
_DATELINE = re.compile(
    rf"(?P<dateline>(?:{_AGENCY}|[\u4e00-\u9fff]{{2,5}}{_DAILY})"
    r"[\u4e00-\u9fff、]{0,10}(?:\s?\d{1,2}月\d{1,2}日)?[讯电])\s*"
    r"(?P<byline>[（(][^（）()]{0,60}(?:记者|通讯员|评论员|实习生)[^（）()]{0,60}[）)])?\s*"
)
_END_BYLINE = re.compile(
    r"[（(](?:[^（）()。]{0,20}(?:记者|通讯员|作者|文/图|撰稿|供稿)[^（）()。]{0,50}"
    r"|[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3})[）)]$"
)

_DUTY = (
    r"(?:责任?编辑?|编辑|美编|美术编辑|校对|版式|排版|视觉|终审|一审|二审|三审|主编|值班(?:编委|主任|总编)?|"
    r"电话|热线|新闻热线|投稿|邮箱|电子邮箱|E-?mail|网址|地址|邮编|本版(?:编辑|责编|主编|图片|稿件|撰文|供图)?|"
    r"统筹|策划|制图|出版|印刷|零售价?|定价|广告热线|刊号|国内统一刊号|邮发代号|总第)"
)
_FURNITURE = re.compile(
    r"(?:"
    r"(?:第\s*)?[A-Za-z]?\d{1,3}\s*版(?:[\s:：·|｜].{0,30})?"
    r"|[A-Z]\d{1,3}(?:-[A-Z]?\d{1,3})?(?:\s+[\u4e00-\u9fff]{2,4})?"
    rf"|{_DUTY}(?:[\s:：/／|｜].{{0,80}}|[\u4e00-\u9fff]{{0,4}})"
    r"|\d{4}[年.\-/]\s?\d{1,2}[月.\-/]\s?\d{1,2}日?[\s,，　]*(?:星期|周)?[一二三四五六日天]?.{0,20}"
    r"|(?:星期|周)[一二三四五六日天]"
    r"|[（(]?(?:上接|下转|紧接|见|转)[\u4e00-\u9fff]{0,3}第?\s*[A-Za-z]?[\d一二三四五六七八九十]{1,3}\s*版[）)]?"
    r"|https?://\S+|www\.\S+|\S+@\S+\.\w+"
    rf"|[\u4e00-\u9fff]{{2,6}}{_DAILY}"
    r")"
)
JUMP = re.compile(
    r"[（(]?(?P<way>上接|下转|紧接)[\u4e00-\u9fff]{0,2}第?\s*(?P<page>[A-Za-z]?[\d一二三四五六七八九十]{1,3})\s*版[）)]?"
)

_CAPTION = re.compile(
    r"[▲↑↓←→▼△]\s*\S.{0,150}"
    r"|(?:图为|上图|下图|左图|右图|图[①②③④⑤⑥一二三四五六\d]).{0,150}"
    r"|.{0,120}(?:[（(](?:资料图片?|资料照片|受访者供图|[^（）()]{0,16}(?:摄|供图))[）)]|[\u4e00-\u9fff\s/]{0,12}(?:摄影?|供图))"
)
_SECTION = re.compile(r"[【〖\[](?P<name>[^【】〖〗\[\]]{1,16})[】〗\]]")
_LABELS = frozenset({
    "要闻", "民生", "时政", "经济", "社会", "国内", "国际", "文化",
    "体育", "教育", "健康", "综合", "本地", "财经", "法治", "科技",
    "副刊", "评论", "专题", "综合新闻", "国内新闻", "国际新闻", "本市新闻", "社会新闻",
    "体育新闻", "民生新闻", "时政要闻", "文化新闻", "经济新闻",
})  # fmt: skip
"""Section labels that stand on a line of their own without brackets."""

_END = re.compile(r"[。！？!?…；;：:][”’」』）)】》\"']*$")
_LIST = re.compile(
    rf"(?:[{_MARKS}]\s*\S|[（(]?\d{{1,2}}[)）.．、](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]{{1,2}}[）)]|[一二三四五六七八九十]{{1,2}}、|[-–]\s)"
)

_INTRODUCING = 20
"""Characters of a 引题 that ends in a colon, at most; a longer line introduces speech."""

TITLE_LONGEST = 36
"""Characters of a headline line at most; two-line headlines in one line come to about 30."""


class Kind(Enum):
    """What a line is, as far as itself tells."""

    BLANK = auto()
    HEADING = auto()
    """``# ``: the editor's own mark."""
    SUBHEADING = auto()
    """``## ``."""
    QUOTE = auto()
    """``> ``: a pull quote, by the editor's own mark."""
    FURNITURE = auto()
    SECTION = auto()
    BYLINE = auto()
    DATED = auto()
    """A paragraph that begins with a dateline."""
    CAPTION = auto()
    TITLE = auto()
    """Short and unfinished: a headline, a 小标题, or a line cut short."""
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page."""

    number: int
    """From 1."""
    text: str
    """Without white space around it."""
    kind: Kind
    indented: bool
    gap: int
    """Blank lines before it."""


def read_lines(text: str, begin: int = 0) -> list[Line]:
    """The lines of ``text`` that are not blank, from the one with index ``begin``."""
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(split_lines(text)[begin:], begin + 1):
        stripped = raw.translate(_INVISIBLE).strip()
        if not stripped:
            gap += 1
            continue
        indented = len(raw) - len(raw.lstrip()) >= 2
        lines.append(
            Line(number=number, text=stripped, kind=kind(stripped), indented=indented, gap=gap)
        )
        gap = 0
    return lines


def split_lines(text: str) -> list[str]:
    """The lines of ``text``, blank ones too: the one place that says what ends a line.

    The newline functions of the Unicode standard (5.8, table 5-1): CR LF, LF, CR, VT, FF, NEL,
    LS, PS. Not the separators U+001C to U+001E, at which only str.splitlines breaks.
    """
    return re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)


_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0xAD))
"""Zero-width characters and soft hyphens: white space for a reader."""


def kind(text: str) -> Kind:
    """What ``text``, one stripped line, is by its looks."""
    if re.match(r"#\s+\S", text):
        return Kind.HEADING
    if re.match(r"#{2,6}\s+\S", text):
        return Kind.SUBHEADING
    if re.match(r">\s+\S", text):
        return Kind.QUOTE
    if len(text) <= 120 and _FURNITURE.fullmatch(text):
        return Kind.FURNITURE
    if _SECTION.fullmatch(text) or text.strip(_MARKS + " ") in _LABELS:
        return Kind.SECTION
    if is_byline(text):
        return Kind.BYLINE
    if _DATELINE.match(text):
        return Kind.DATED
    if len(text) <= 160 and _CAPTION.fullmatch(text):
        return Kind.CAPTION
    return Kind.TITLE if title_like(text) else Kind.TEXT


def unmarked(text: str) -> str:
    """``text`` without the editor's mark (``# ``, ``## ``, ``> ``) at its head."""
    return re.sub(r"^(?:#{1,6}|>)\s+", "", text)


def is_byline(text: str) -> bool:
    """Whether the whole line names who wrote it."""
    if len(text) > 80 or not (match := _BYLINE.fullmatch(text) or _MARKED_NAMES.fullmatch(text)):
        return False
    rest = _POSTS.sub(" ", match["rest"])
    words = _WORD.findall(rest)
    spread = "".join(words)
    if not words:
        return False
    if all(len(word) == 1 for word in words):  # 王 丹
        return spread[0] in SURNAMES and len(spread) <= 8
    return all(word[0] in SURNAMES and len(word) <= 4 for word in words if len(word) > 1)


def bare_names(text: str) -> bool:
    """Whether the line is nothing but names: a byline, if it stands under a headline."""
    return bool(_BARE_NAMES.fullmatch(text)) and all(
        word[0] in SURNAMES for word in re.split(r"[\s、]+", text) if len(word) > 1
    )


def dateline(text: str) -> tuple[str, str, str]:
    """Dateline, byline in its brackets, and the rest of a paragraph; empty where there is none."""
    match = _DATELINE.match(text)
    if not match:
        return "", "", text
    return match["dateline"], match["byline"] or "", text[match.end() :]


def end_byline(text: str) -> tuple[str, str]:
    """A paragraph without the bracketed byline at its end, and that byline."""
    match = _END_BYLINE.search(text[-80:])
    if not match or not _names_someone(match.group()):
        return text, ""
    return text[: len(text) - len(match.group())].rstrip(), match.group()


def _names_someone(bracket: str) -> bool:
    words = _WORD.findall(_POSTS.sub(" ", bracket))
    return bool(words) and all(word[0] in SURNAMES for word in words)


def title_like(text: str) -> bool:
    """Whether ``text`` could be a headline or 小标题: short, and not the end of a sentence."""
    if len(text) > TITLE_LONGEST or "。" in text or "\t" in text or _LIST.match(text):
        return False
    if re.search(r"[。；;，,、.…]$", text):
        return False
    if text.endswith(("：", ":")) and len(text) > _INTRODUCING:
        return False
    return any(character.isalnum() for character in text)


def ends_sentence(text: str) -> bool:
    """Whether a paragraph may end here."""
    return bool(_END.search(text[-12:]))


def is_list_item(text: str) -> bool:
    """Whether the line begins with a bullet or a number of its own."""
    return bool(_LIST.match(text))


def is_row(text: str) -> bool:
    """Whether the line is a row of a table."""
    return "\t" in text or len(re.findall(r"\S(?:\s{2,}|　)\S", text)) >= 2
