"""Surnames and where they stand: before a title, after 记者, as a name of its own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tingbao.script.callings import goes_on
from tingbao.script.cutting import common, verbs
from tingbao.script.vocabulary import words as called

SURNAMES = {
    "单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1", "查": "zha1", "任": "ren2",
    "朴": "piao2", "翟": "zhai2", "覃": "qin2", "纪": "ji3", "冼": "xian3", "缪": "miao4",
    "贾": "jia3", "燕": "yan1", "逄": "pang2", "隗": "wei3", "薄": "bo2", "卜": "bu3",
    "柏": "bai3", "葛": "ge3", "郇": "xun2", "阚": "kan4", "谌": "chen2", "牟": "mou2",
    "臧": "zang1", "佴": "nai4", "车": "che1", "沈": "shen3", "曲": "qu1", "肖": "xiao1",
}  # fmt: skip
"""Surnames that may be told from the word by their place alone."""

WORDLIKE = {
    "区": "ou1", "宁": "ning4", "盖": "ge3", "华": "hua4", "那": "na1", "乐": "yue4",
    "种": "chong2", "黑": "he4", "折": "she2", "员": "yun4", "召": "shao4", "应": "ying1",
    "过": "guo1", "句": "gou1", "撒": "sa4", "洗": "xian3", "哈": "ha3", "幺": "yao1",
    "尉": "wei4", "相": "xiang4", "殷": "yin1", "秘": "bi4",
}  # fmt: skip
"""Surnames that are common words as well: only where nothing else can stand."""

TITLE = (
    "(?:老?先生|老太太|老人家|女士|同志|老师|教授|院士|医生|大夫|主任|书记|局长|市长|县长|区长|镇长|村长|院长|校长|部长|处长|主席|总理|总统|"
    "队长|经理|导演|记者|师傅|阿姨|大爷|大妈|大娘|大伯|大姐|大哥|奶奶|爷爷|叔叔|小姐|律师|警官|某)"
)
_POST = (
    "(?:记者|支书|秘书|委员|代表|掌柜|通讯员|实习生|作者|编辑|责编|美编|校对|导演|主演|院士|教授|书记|主任|主席|秘书长|[省市县区镇乡村局院校部处厅司所站队团班组排连营旅会厂场店馆社园科股室矿舰船州旗庭]长|"
    "总理|总统|总裁|经理|董事长|队员|演员|歌手|选手|名将|教练|医生|护士|民警|村民|市民|居民|召集人|负责人|专家|学者|作家|画家|"
    "业主|司机|患者|家长|游客|顾客|乘客|旅客|网友|读者|老板|摊主|店主|商户|房东|邻居|诗人|大师|名家|传承人|烈士|将军|"
    "英雄|劳模|名叫|叫做|姓名|摄影|姓)"
)
_SAYS = (
    "(?:说|表示|介绍|认为|指出|告诉|回忆|坦言|感慨|强调|解释|透露|出席|主持|演唱|主演|执导|出演|当选|获得|夺得|"
    "报道|摄|评书|饰演|出舱|被抓|涉嫌)"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红云建国文志海春林荣振晓东庆田雪芹芬琴凤洁梅莉玲辉鹏飞宇浩轩子涵"
    "梓欣怡佳琪雨晨阳瑞祥龙凯健斌波宁颖慧婷倩萍莹琳娇燕丹露瑶璐薇俊峰永忠义诚信德福寿喜生学良才金银铜铁宏鸿博光亮清正"
    "非兴旺盛昌隆世继祖峰岩山川凡帆舟远达仁礼智毅坚强胜全安定邦治元启发展成功立业宏图雄壮武剑锋雅娴淑婉芝菲萱萌蕾蓉莲蓓美好喜月星辰雷霖霏雯霜冬秋夏阿宝根土水火木小大老三凤鸣先宗泽润家嘉思远航天翔梦洲柏松竹菊莲荷翠珍珠宝贵富泉源江河淑贤惠敬爱维新民安康乐朋友顺长"
)
"""Characters that given names are made of."""
READ = SURNAMES | WORDLIKE
_EVERY = "".join(READ)
HEADS = re.compile(f"[{_EVERY}]")
_SURE = "".join(SURNAMES)
_ALONE = _SURE + "区宁盖乐折员召句幺尉殷"
"""Surnames that may head a name that stands for itself: 黑珍珠 and 华东 are none."""
_BEFORE = "的和与对向由请让叫给跟同据找像是"
_HEAD = f"(?:^|(?<=[{_BEFORE}])|(?<=听说|都说|据说|昨天|今天|刚才|那天|这天))"
_PLACES = (
    re.compile(rf"([{_SURE}])[{_GIVEN}]{{1,2}}{TITLE}"),
    re.compile(rf"(?:{_HEAD}|{_POST})([{_EVERY}]){TITLE}"),
    re.compile(rf"([{_SURE}])(?:先生|女士|阿姨|大爷|大妈|大娘|奶奶|爷爷|师傅|大夫)"),
    re.compile(rf"姓([{_EVERY}])"),
    re.compile(rf"([{_SURE}])氏(?!度)"),
    re.compile(
        rf"([{_EVERY}])姓(?=村民|家族|人家|居民|老人|子弟|后[人代]|先[祖人]|宗亲|族人|[男女]子)"
    ),
    re.compile(rf"老([{_SURE}])家"),
    re.compile(rf"[唱育学乐术业想论画作动法]家([{_EVERY}])(?=[{_GIVEN}]{{1,2}})"),
    re.compile(
        rf"(?:^|(?<=[的和与对向员民师匠户工兵医]))[老小](?P<known>[{_SURE}])(?=$|说(?![员词明服])|[问道的今是在也就这带把跟给从对每又便正领拿找刚常]|告诉)"
    ),
    re.compile(rf"{_POST}([{_EVERY}])(?=[\u4e00-\u9fff]{{1,2}}(?:$|通讯员|的|文|{_SAYS})|$|某)"),
    re.compile(rf"{_POST}([{_SURE}])(?=[{_GIVEN}]{{2}})"),
    re.compile(rf"{_HEAD}([{_EVERY}])(?=[{_GIVEN}]{{1,2}}{_SAYS})"),
    re.compile(rf"^([{_ALONE}])(?=[{_GIVEN}]{{2}}$)"),
    re.compile(rf"^([{_SURE}])(?=[{_GIVEN}]$)"),
    re.compile(rf"([{_SURE}])某(?!公司|单位|企业|机构|部门|学校|医院|银行|集团|[市县省职厂校局])"),
    re.compile(
        rf"([{_SURE}])家(?=[庄村屯寨湾沟坪坝店营堡桥河口岭坡岩集洼台窑巷塘坳冲]|大院|祠堂|老宅|兄弟|姐妹|父[子女]|母[子女]|夫妇)"
    ),
)
_KIND = frozenset("员师者生民医兵友士家长人手工星匠户童亲妻夫子女伴婆公嫂弟妹哥姐孙媳婿娘")
"""Last characters of words for people, behind which a name may stand."""
_TRADE = frozenset("员医兵匠师户")
"""Those that make one of any word: 消防员, 村医."""
_WITH = frozenset(_BEFORE + "以在被把替帮及")
"""Behind these whole names are looked for."""
_ACTS = frozenset("任当获送挨教接管找捐救修搬守巡种养卖买办写画编住")
"""Verbs of one hanzi that newspapers tell of people."""
_LONG = 3
"""Characters of a surname and the commonest kind of given name."""


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
            if start == place and (not listed or hanzi in SURNAMES):
                yield place, READ[hanzi]
    for place in full_names(run, words):
        yield place, READ[run[place]]


def full_names(run: str, words: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where a surname of these and two characters of a given name stand as a name may.

    At the head of a clause, behind a preposition or a word for people (村医曾桂芳守了四十年);
    the two make whole words, no verb (任建成, but 曾建成两座桥), and what follows goes on a
    sentence. Of a surname that is a common word no more is believed than of a usual word.
    """
    for match in HEADS.finditer(run):
        place = match.start()
        end = place + _LONG
        if (
            words[place] != (place, place + 1)
            or end > len(run)
            or words[end - 1][1] != end
            or not _given() >= set(run[place + 1 : end])
            or not _may_begin(run, place, words)
        ):
            continue
        given, rest = run[place + 1 : end], run[end:]
        usual = given in common() or run[place] in WORDLIKE
        if given not in verbs() and (not usual or not rest or _goes_on(rest, end, words)):
            yield place


def _may_begin(run: str, place: int, words: Sequence[tuple[int, int]]) -> bool:
    if not place or run[place - 1] in _WITH:
        return True
    start, end = words[place - 1]
    if run[start:end] in verbs() and run[place] in SURNAMES:
        return True  # 走进查桂英的小院
    made = run[place - 1] in _TRADE and place > 1
    return end == place and run[place - 1] in _KIND and (made or end - start > 1)


def _goes_on(rest: str, at: int, words: Sequence[tuple[int, int]]) -> bool:
    return goes_on(rest) or rest[: words[at][1] - at] in verbs() or rest[0] in _ACTS


@cache
def _given() -> frozenset[str]:
    return called().given | frozenset(_GIVEN)
