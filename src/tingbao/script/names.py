"""Surnames and where they stand: before a title, after 记者, as a name of its own."""

import re
from collections.abc import Iterator, Sequence

from tingbao.script.cutting import common, verbs
from tingbao.script.surnames import ACTING, FAMILY, GIVEN, READ, SURNAMES, UNNAMED, WORDLIKE
from tingbao.script.wholes import usual, whole_names

TITLE = (
    "(?:老?先生|老[太人][太家]?|老[汉爷]子?|女士|同志|老师|教授|院士|医生|大夫|工程师|主任|[副支]?书记|支书|"
    "副?[局市县区镇乡村院校部处科所站厂队连排团营班]长|主席|总理|总统|经理|导演|记者|师傅|阿姨|大[爷妈娘伯姐哥叔婶嫂]|"
    "阿[婆公伯]|老[伯爹]|老板娘?|奶奶|爷爷|叔叔|小姐|律师|警官|法官|检察官|某|总(?=$|说|的|表示|介绍|告诉|带|走|在|办公室))"
)
_POST = (
    "(?:记者|支书|秘书|委员|代表|掌柜|通讯员|实习生|作者|编辑|责编|美编|校对|导演|主演|院士|教授|书记|主任|主席|秘书长|[省市县区镇乡村局院校部处厅司所站队团班组排连营旅会厂场店馆社园科股室矿舰船州旗庭]长|"
    "总理|总统|总裁|经理|董事长|队员|演员|歌手|选手|名将|教练|医生|护士|民警|村民|市民|居民|召集人|负责人|专家|学者|作家|画家|"
    "[业车店摊船户场园房]主|司机|患者|家长|游客|顾客|乘客|旅客|网友|读者|老板|商户|房东|邻居|诗人|大师|名家|传承人|烈士|将军|"
    "英雄|劳模|名叫|叫做|姓名|摄影|姓)"
)
_SAYS = (
    "(?:说|表示|介绍|认为|指出|告诉|回忆|坦言|感慨|强调|解释|透露|出席|主持|演唱|主演|执导|出演|当选|获得|夺得|"
    "报道|摄|评书|饰演|出舱|被抓|涉嫌)"
)
_TITLED = re.compile(TITLE)
_EVERY = "".join(READ)
_SURE = "".join(SURNAMES)
_ALONE = _SURE + "区宁盖乐折员召句幺尉殷"
"""Surnames that may head a name that stands for itself: 黑珍珠 and 华东 are none."""
_OTHERS = re.sub("[那区黑相]", "", _EVERY)
"""Surnames before any title; 那大爷 is that man, 区书记 the district's."""
_NO_TERM = (
    "(?!期间|以来|一职|[时后兼]|[一二两三四五六七八九十多]+[年届]|的?(?:邀请|要求|请求|之邀|委托))"
)
"""任局长期间, 应院长邀请: what somebody held, or did."""
_BEFORE = "的和与对向由请让叫给跟同据找像是"
_HEAD = f"(?:^|(?<=[{_BEFORE}])|(?<=听说|都说|据说|昨天|今天|刚才|那天|这天))"
_PLACES = (
    re.compile(rf"([{_SURE}])[{GIVEN}]{{1,2}}{TITLE}"),
    re.compile(rf"{_HEAD}([{_OTHERS}]){TITLE}{_NO_TERM}"),
    re.compile(rf"{_HEAD}([区黑相])(?:某|老板|先生|女士|老师|教授|院士|医生|师傅|大夫)"),
    re.compile(rf"{_HEAD}(那)(?:某|先生|女士)"),
    re.compile("^(区)[局处院校]长$"),
    # 厂长查老板账目: whom a post is about is named by 老板 only where nothing stands before.
    re.compile(rf"{_POST}([{_EVERY}])(?!老板){TITLE}{_NO_TERM}"),
    re.compile(
        rf"(?<![这那每首一](?=单))([{_SURE}])(?:先生|女士|阿姨|大爷|大妈|大娘|奶奶|爷爷|师傅|大夫)"
    ),
    re.compile(rf"(?<!百)姓([{_EVERY}])"),
    re.compile(rf"([{_EVERY}])(?<!华)氏(?!度)"),
    re.compile(
        rf"([{_EVERY}])姓(?=村民|家族|人家|居民|老人|子弟|宗祠|祠堂|[族家]谱|[大望]族|后[人代]|先[祖人]|宗亲|族人|[男女]子)"
    ),
    re.compile(rf"^([{_EVERY}])姓(?=是|在|为|多|有|占|最)"),
    re.compile(
        rf"^([{_SURE}])(?:[哥姐嫂叔婶姨伯](?=$|[说的真是也家您好])|老(?=说|先生|一生|认为|回忆|生前))"
    ),
    re.compile(rf"老([{_SURE}])家|(?<=老)(?P<kin>[{_OTHERS}])家(?=$|[的里院大老祖])"),
    re.compile(rf"^([{_EVERY}])(?<!单)姓$"),
    re.compile(
        rf"(?:^|(?<=[匠民户工师人主友员和与的]))([{_OTHERS}])老[大二三四五六七八九幺](?=$|[说的家是在和也把])"
    ),
    re.compile(rf"[唱育学乐术业想论画作动法]家([{_EVERY}])(?=[{GIVEN}]{{1,2}})"),
    re.compile(
        rf"(?:^|(?<=[的和与对向员民师匠户工兵医]))[老小](?P<known>[{_EVERY}])(?=$|说(?![员词明服])|[问道的今是在也就这带把跟给从对每又便正领拿找刚常]|告诉)"
    ),
    re.compile(rf"{_POST}([{_EVERY}])(?=[\u4e00-\u9fff]{{1,2}}(?:$|通讯员|的|文|{_SAYS})|$|某)"),
    re.compile(rf"{_POST}([{_SURE}])(?=[{GIVEN}]{{2}})"),
    re.compile(rf"{_HEAD}([{_EVERY}])(?=[{GIVEN}]{{1,2}}{_SAYS})"),
    re.compile(rf"^([{_ALONE}])(?=[{GIVEN}]{{2}}$)"),
    re.compile(rf"^([{_SURE}])(?=[{GIVEN}]$)"),
    re.compile(rf"([{_SURE}])某(?!公司|单位|企业|机构|部门|学校|医院|银行|集团|[市县省职厂校局])"),
    re.compile(
        rf"([{_SURE}盖区乐宁员应占])家(?=[庄村屯寨湾沟坪坝店营堡桥河口岭坡岩集洼台窑巷塘坳冲庙寺园]|老[铺店]|大院|祠堂|老宅|兄弟|姐妹|父[子女]|母[子女]|夫妇)"
    ),
)


def given_names(run: str, words: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Places behind a surname that begins ``run``: 杨乐, 赵朴清等, where no surname can stand."""
    if len(run) > 1 and words[0] == (0, 1) and run[0] in FAMILY:
        yield from range(1, min(3, len(run)))


def surnames(run: str, words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Place and reading of each surname in ``run`` that is read otherwise than the word.

    ``words`` has start and end of the word at each place: a surname begins a word, and one that
    is a common word as well stands for itself (黑龙江 is no Mr He).
    """
    for pattern in _PLACES:
        for match in pattern.finditer(run):
            group = match.lastgroup or 1
            hanzi, place = match[group], match.start(group)
            start, end = words[place]
            listed = end - start > 1 and run[start:end] in common()
            if start == place and (not listed or hanzi in SURNAMES) and not _acts(run, end, words):
                yield place, READ[hanzi]
    for place, _ in whole_names(run, words):
        yield place, READ[run[place]]


def _acts(run: str, end: int, words: Sequence[tuple[int, int]]) -> bool:
    """队员曾｜立功, 村民种｜海棠: a verb or adverb of one hanzi before what it goes with."""
    if run[end - 1] not in ACTING or end == len(run):
        return False
    after = run[end : words[end][1]]
    if _TITLED.match(run, end):
        return False
    return after in verbs() | UNNAMED or (
        run[end - 1] in WORDLIKE and len(after) > 1 and usual(after)
    )
