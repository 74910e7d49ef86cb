"""Page furniture: 版次, 日期, 责编, 电话, 下转 and the like, and nothing else on the line.

A line is furniture where every word of it is: a closed list of words cannot name every paper's
版名, so one or two short words that no list knows are let pass beside a date or page number.
"""

import re
from collections.abc import Sequence

from tingbao.content.names import DAILY, MARKS, NAME, is_name

_LONGEST = 160
_LABEL = (
    "(?:要闻|民生|时政|经济|社会|国内|国际|文化|体育|教育|健康|综合|本地|本市|财经|法治|科技|副刊|"
    "评论|短评|专题|时评|文体|天气|公告|广告|生活|读书|文艺|文旅|旅游|县域|区县|农业|三农|产业|金融|"
    "房产|汽车|娱乐|艺术|理论|党建|政法|环保|生态|卫生|医疗|军事|人物|深度|调查|都市|城事|城市|"
    "乡村|专版|简讯|短讯|快讯|图片|头版|热点|焦点|关注|特稿|特刊|视觉|影像|公司|市场|证券|消费|"
    "开心|能源|就业|街坊|社区|百姓|读者|来信|言论|视点|观点|问政|创业|青年|校园|少年|老年|亲子|家庭|"
    "两会|花絮|新知|环球|世界|时事|天下|聚焦|资讯|服务|便民|声音|互动|悦读|阅读|连载|收藏|美食|楼市|车市|"
    "纵深|追踪|特写|透视|解读|专访|对话|独家|头条|特别报道|特别策划|特别关注|记者观察|记者调查|公益|"
    "小小说|微小说|微型小说|小说|散文|随笔|诗歌|新诗|诗词|书话|诗苑|杂文|书评|影评|漫画|习作|分类信息|便民信息|分类广告|"
    "动态|赛事|赛程|科普|图说|文荟|热线|幽默|笑话|打油诗|社论|世相|民声|镇村|乡镇|基层|开发区|专栏|评谈|漫评)"
)
SECTION_NAME = (
    rf"(?:今日|本报(?!综合|评论|社)|本周|每日|一周|新闻|身边|百姓|学生)?{_LABEL}{{1,2}}"
    r"(?:新闻|要闻|周刊|专刊|版|视点|观察|天地|信箱|在线|快递|播报|短波"
    r"|报道|栏|故事|集锦|速递|一览|传真|回放|摘编|摘登|选登|拾零|博览|扫描|快报|之窗|专页|一刻|一分钟|角)?"
)
"""A 版名 or 栏目 made of the words that papers use for them."""

_PAGE = (
    r"(?:第\s*)?[A-Za-z]{0,2}\d{1,3}(?:[—\-－~～、][A-Za-z]?\d{1,3})?\s*版|第[一二三四五六七八九十]{1,3}版|[一二三四五六七八九十]版"
    r"|[A-Z]{1,2}\d{1,3}(?:[-—－/／][A-Z]?\d{1,3})?"
)
_DAY = (
    r"(?:[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|\d{4}\s?[年.\-/]\s?\d{1,2}\s?[月.\-/]\s?\d{1,2}\s?日?)"
)
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
_DUTY = (
    r"(?:本版|组版|值班|执行|责任|本报|本期|首席|总|副|图片|美术|文字|视觉|版式|版面|新闻|采编|电子|广告|订阅|订报|发行"
    r"|读者|报料|爆料|服务|监督|投诉|办公|咨询|联系)*"
    r"(?:编辑|责编|美编|图编|校对|校检|检校|版式|排版|组版|视觉|设计|策划|统筹|制图|审读|审校|"
    r"终审|[一二三]审|[一二三]校|主编|总编辑?|编委|主任|总监|监制|签发|社长|主持|"
    r"主管|主办|承办|承印|印刷|出版|发行|零售价?|定价|月价|季价|年价|"
    r"电话|热线|传真|投稿|邮箱|信箱|电邮|地址|社址|邮编|网址|官网|微信|微博|公众号|客户端|QQ群?)"
    r"|E-?mail|(?:国内统一)?(?:连续出版物|刊)号|邮发代号|代号|总第|广告(?:经营)?许可证号?"
)
_DUTY = rf"(?:{_DUTY})(?:员|号码?|热线|电话)?"
_TOKEN = re.compile(
    rf"(?:{_PAGE})(?:[:：][\u4e00-\u9fff·]{{2,10}})?|{_DAY}(?:{_WEEKDAY})?|{_WEEKDAY}|农历[^“”，]{{1,12}}"
    rf"|[癸壬辛庚己戊丁丙乙甲][\u4e00-\u9fff]年.{{0,8}}|[\u4e00-\u9fff]{{1,2}}月[初十廿三]?[一二三四五六七八九十]"
    r"|(?:\d{3,4}[-—]?)?\d{3,8}[\d×X*]{2,4}|1\d{10}|[\w.\-]+@[\w.\-]+\.\w+"
    rf"|\d{{4}}年\d{{1,2}}月|(?:第?\d{{1,4}}期)?[（(]?(?:总?第)?\d{{1,6}}[期号][）)]?|今日[\d一二三四五六七八九十]{{1,3}}版|共[\d一二三四五六七八九十]{{1,3}}版"
    rf"|版[次名][:：]\S{{1,10}}|(?:日期|出版日期|发布时间)[:：]{_DAY}|(?:国内统一)?(?:连续出版物|刊)号?[:：]?(?:CN|ISSN)?\s?[\d\-—/A-Z]+|(?:邮发)?代号\d+[-—]\d+|刊号CN|\d{{2}}[-—][\dX]{{1,4}}(?:/[A-Z])?"
    r"|[上下]一[版篇]|[\u4e00-\u9fff]{2,16}(?:主办|主管主办|编辑出版|出版)|中共[\u4e00-\u9fff]{2,8}委员?会?机关报"
    r"|内部(?:资料|刊物|交流)|免费(?:交流|赠阅)|[\u4e00-\u9fff]?内?准印证(?:号?[:：])?.{0,16}"
    rf"|{_DUTY}(?:[:：/／]\S{{0,40}})?|零售价?\d+(?:\.\d+)?元|[\u4e00-\u9fff]{{2,6}}{DAILY}"
)
"""A word of page furniture: a line of nothing but such, labels and names is furniture."""

_ARROWS = r"[▶►▷→↓↘⇩＞>●◆—\s]{0,5}"
_OTHER_PAGE = (
    r"第?\s*(?P<page>[A-Za-z]{0,2}(?:\d{1,3}|[一二三四五六七八九十]{1,3}|头))\s*"
    r"(?:[—\-－～至、，]\s?[A-Za-z]?\d{1,3}\s*)?版"
)
JUMP = re.compile(
    rf"{_ARROWS}[（(【［]?{_ARROWS}(?P<way>[上紧]接|[下紧]转)[\u4e00-\u9fff]{{0,2}}?{_OTHER_PAGE}"
    r"[①-⑳]?(?:[《“](?P<title>[^《》“”]{2,30})[》”]|[·・][\u4e00-\u9fff]{2,4})?[）)】］]?"
)
"""（下转第3版）, ▶下转A4版, （上接1版《大桥通车》）: the rest, or the beginning, is elsewhere."""
_RULE = re.compile(r"(?:[—－\-=＝*＊_~～…·.◇◆■□★☆※●○]\s{0,6}){3,}")
_WHOLE = (
    re.compile(rf"(?:{_PAGE})(?:[\s:：·|｜][^。！？]{{0,16}})?"),  # 04版 要闻
    re.compile(rf"[（(【［](?:{_PAGE})[）)】］]"),
    re.compile(
        rf"{_DUTY}(?:[\s:：/／|｜][^。！？]{{0,80}}|(?P<name>[\u4e00-\u9fff]{{2,4}})?)"
    ),  # 责编：王磊
    re.compile(rf"{_DAY}[\s,，]*(?:星期|周)?[一二三四五六日天]?[^。！？]{{0,20}}"),
    re.compile(rf"[^。！？]{{0,30}}{_DAY}[\s,，]*{_WEEKDAY}[^。！？]{{0,80}}"),
    JUMP,
    re.compile(rf"[▶►→>＞]{{1,3}}\s?(?:{_PAGE})(?:[、，\-—]\s?{_PAGE})*[^。！？]{{0,8}}"),
    re.compile(r"(?:今日|本期)[^。！？]{0,10}[\d一二三四五六七八九十]{1,3}版[^。！？]{0,8}"),
    re.compile(  # （全文见第二版）, ▶转A4版
        rf"{_ARROWS}[（(【［]?{_ARROWS}(?:[\u4e00-\u9fff]{{0,6}}[见刊]|转)[\u4e00-\u9fff]{{0,3}}?"
        rf"{_OTHER_PAGE}[）)】］]?"
    ),
    re.compile(r"[\u4e00-\u9fff]{0,6}热线[\s:：]*\d[\d ×*-]{4,}"),  # 晚报热线 96000
    re.compile(  # 临江新闻网：www.…
        r"(?:[\u4e00-\u9fff]{1,8}(?:网|在线|数字报|电子版)[:：]?\s*)?(?:https?://\S+|www\.\S+)"
    ),
    re.compile(r"[^。！？，]{0,30}?[\w.\-]+@[\w.\-]+\.\w+[^。！？，]{0,30}"),
    re.compile(
        r"本版(?:图片|照片|文字|稿件|摄影|图文|撰文|统筹|组稿|供图|插图|题图|漫画|制图|主持|资料|观点|内容|信息|数据|文章).{0,60}"
    ),
    # 投稿须知：来稿请注明… under the last story is no word of it
    re.compile(r"(?:[投来征]稿须知|本版(?:提示|声明)|版权声明)[:：].{0,80}"),
    re.compile(r"(?:扫码|扫一扫|扫描二维码|长按|微信扫).{0,24}"),
    re.compile(r"《.{2,12}》[\s（(]{0,3}\d{4}年.{0,30}"),
    re.compile(r"[（(]?(?:更多|相关|详细)[^。！？，]{0,10}见[^。！？，]{0,14}版[）)]?"),
    # What a paper's web page says beside a story.
    re.compile(
        r"(?:(?:上一[版篇]|下一[版篇]|放大\+?|缩小-?|默认|朗读|打印|返回(?:目录|首页)?|收藏|分享|复制链接|字号|字体"
        r"|[大中小]|标题导航|版面导航|往期回顾|[|｜＋+\-－])[\s　]*){2,}"
    ),
    _RULE,
)
_SHORT_NAME = re.compile(r"(?:[A-Z]{2})?[\u4e00-\u9fff]{2,5}")
"""A 版名 that no list knows: 河畔, 青年视点, IT数码."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z&\-]{2,15}")
"""A 版名 in English beside the Chinese one."""
_PAPER = re.compile(r"[\u4e00-\u9fff]{1,4}(?<![通海喜情举汇申预警填上])报")
"""青河报: beside a number and a 版名 it names the paper."""
_PAGED = re.compile(_PAGE)
_PAGE_CODE = re.compile(r"[A-Z]{1,2}\d{1,3}")
_SECTION = re.compile(SECTION_NAME)
_DATE = re.compile(_DAY)
_ON_DUTY = re.compile(_DUTY)
_NAMED = re.compile(NAME)
_NUMBER = re.compile(r"\d{1,3}")
_PAGE_NUMBER = re.compile(r"0\d")
"""03: beside a date it can only be the page's."""
_TWO_DIGITS = re.compile(r"\d{2}")
_IN_BRACKETS = re.compile(r"[（(].*[:：].*[）)]")
_BETWEEN = re.compile(r"(?:[\s·|｜‖,，、■●◆【】]|(?<!\d)[/／]|[/／](?!\d))+")
_SPACED = re.compile(r"(?<=第)\s+(?=\d)|(?<=\d)\s+(?=[年月日版])|(?<=[\d\s][年月])\s+(?=\d)")
"""第 12 版, 2022 年 3 月 4 日: blanks that some papers set around figures."""
_AROUND = MARKS.replace("*", "").replace("＊", "") + " \u3000"


def is_furniture(text: str) -> bool:
    """Whether the line is 版次, 日期, 责编, 电话 and the like, and nothing else."""
    if len(text) > _LONGEST:
        return False
    if _IN_BRACKETS.fullmatch(text):
        text = text[1:-1]  # （本版编辑：李强）
    if re.fullmatch(r"[（(]本版[^（）()]+[）)]", text):
        text = text[1:-1]  # （本版稿件均由某某提供）
    text = _SPACED.sub("", text.strip(_AROUND) or text)
    if _SECTION.fullmatch(text):
        return False  # 民生快报 is a label, though 快报 names papers
    for form in _WHOLE:
        if match := form.fullmatch(text):
            name = match.groupdict().get("name")
            return not name or is_name(name)  # 责编王磊, but not 统筹推进
    return _is_folio([word for word in _BETWEEN.split(text) if word])


def _is_folio(words: Sequence[str]) -> bool:
    """Whether ``words`` are 版名, 版次, date and who made the page, in any order."""
    if not words:
        return False
    strong = [bool(_TOKEN.fullmatch(word)) for word in words]
    named = [bool(_SECTION.fullmatch(word)) for word in words]
    numbered = any(_TWO_DIGITS.fullmatch(word) for word in (words[0], words[-1])) or (
        # 2 综合, 副刊 8, 4 青河报 综合新闻
        (len(words) == 2 or any(map(_PAPER.fullmatch, words)))
        and any(_NUMBER.fullmatch(word) for word in (words[0], words[-1]))
    )
    if not any(strong) and not (any(named) and numbered):
        return False
    has_date = any(map(_DATE.fullmatch, words))
    numbers = (_PAGED, _PAGE_NUMBER) if has_date else (_PAGED,)
    has_page = any(form.fullmatch(word) for word in words for form in numbers)
    if has_date and has_page and not re.search(r"[。！？，]", "".join(words)):
        return True  # no line of a story gives both, each by itself
    dated = len(words) == 2 and has_date
    others = 0
    duty = False
    for place, word in enumerate(words):
        duty = duty or bool(_ON_DUTY.match(word))
        if strong[place] or named[place] or _NUMBER.fullmatch(word):
            continue
        if any(named) and (_LATIN.fullmatch(word) or _PAPER.fullmatch(word)):  # 经济 ECONOMY
            continue
        if not (duty and _NAMED.fullmatch(word)):
            others += 1
            if not _SHORT_NAME.fullmatch(word) or (is_name(word) and dated):
                return False  # 落款: 张三 2023年3月4日
    if any(map(_PAGE_CODE.fullmatch, words)):
        return others <= 2
    # Beside both date and page stand the paper's name and the page's.
    return others <= max(has_date + has_page, sum(strong) // 2)


def is_rule(text: str) -> bool:
    """Whether the line is drawn, not written."""
    return bool(_RULE.fullmatch(text))
