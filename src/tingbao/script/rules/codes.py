"""Numbers that name and do not count: plates, rooms, trains, papers, days that became names."""

import re
import unicodedata

from tingbao.script.rules.numbers import called, cardinal, digits, parted
from tingbao.script.rules.rule import ALONE, ENDS, HAN, MEASURE, TO, Rule, around, before, rule, to

_EVENT = (
    "特大|暴雨|洪水|山洪|地震|火灾|爆炸|矿难|事件|事故|惨案|专案|阅兵|讲话|晚会|大促"
    "|购物节|维权|打假|"
    "消费者|曝光|空难|案件|国家|国际|世界|全[国民]|反恐|大案|劳动节|儿童节|妇女节"
    "|青年节|建军节|国庆|运动(?![量鞋员服场会])|事变|假期|小长假|黄金周"
)
"""What a day must be followed by to be a name; a decimal never is."""

_RUNS = re.compile(rf"(?:[至到]|开往|驶往|始发)[{HAN}]{{2,6}}的$|(?:乘坐?|搭乘|列车)$")


def _quoted(match: re.Match[str]) -> str:
    return digits(
        match[0], yao=re.fullmatch("11[0249]|12[02]|12[0-9]{3}|9[56][0-9]{3}", match[0]) is not None
    )


def _named(match: re.Match[str]) -> str | None:
    named = re.search(rf"[“「][{HAN}]{{2,8}}$", before(match, 9))
    return digits(match[0]) if named and not match[0].endswith("00") else None


def _occasion(match: re.Match[str]) -> str:
    if match[1] == "10" and match[2] == "1":  # the National Day is 十一 as a name too
        return "十一"
    return digits(match[1] + match[2])


def _called(match: re.Match[str]) -> str:
    return called(match[0])


def _digits(match: re.Match[str]) -> str:
    return digits(match[0])


def _blood(match: re.Match[str]) -> str | None:
    if "血压" not in around(match, 12, 0) and "汞柱" not in around(match, 0, 6):
        return None
    unit = "毫米汞柱" if match[3] else ""
    return f"{cardinal(match[1])}、{cardinal(match[2])}{unit}"


def _rooms(match: re.Match[str]) -> str:
    spoken = re.sub("[0-9]+", lambda run: called(run[0]), match[0])
    return re.sub(TO, to(match), spoken.replace("/", "、"))


def _beside(match: re.Match[str]) -> str | None:
    return parted(match[0]) if int(match[1]) > int(match[2]) else None


def _train(match: re.Match[str]) -> str | None:
    return called(match[0]) if _RUNS.search(before(match, 12)) else None


def _there_and_back(match: re.Match[str]) -> str | None:
    """What is one more or less is no whole and its part: a train has two such numbers."""
    if abs(int(match[1]) - int(match[2])) != 1:
        return None
    return "、".join(called(part) if len(part) > 2 else cardinal(part) for part in match.groups())


def _hyphens(match: re.Match[str]) -> str:
    return parted(match[0])


def _stake(match: re.Match[str]) -> str:
    return f"K{cardinal(match[1])}加{cardinal(match[2])}"


CODES: tuple[Rule, ...] = (
    # GB/T 15834-2011, annex B: a full point behind the number of an item; the voice pauses there.
    rule(
        "item",
        rf"(?:^|(?<=[。；：！？\s]))([0-9]{{1,2}})\.\s?(?=[{HAN}“《])",
        lambda m: cardinal(m[1]) + "，",
    ),
    rule("item", r"[⒈-⒛]", lambda m: cardinal(unicodedata.normalize("NFKC", m[0])[:-1]) + "，"),
    rule("document", r"(?<=[〔\[【])(?:19|20)[0-9]{2}(?=[〕\]】])", _digits),
    # How far along a road: K485+200 is 200 m behind the 485th stone.
    rule("road stake", r"(?<![A-Za-z])K([0-9]{1,4})\+([0-9]{1,3})(?![0-9])", _stake),
    rule(
        "road stake",
        r"(?<![A-Za-z])K([0-9]{1,4})(?=(?:[至到~—-])K[0-9]|(?:路段|段|处|公里))"
        r"|(?<=[0-9\x00][至到~—-])K([0-9]{1,4})(?=段|路段|处|$|[，。、；）])",
        lambda m: "K" + cardinal(m[1] or m[2]),
    ),
    # A number that is called rather than counted because it stands as a name of its own.
    rule("quoted code", r"(?<=[“\"‘「《])[0-9]{3,}(?=[”\"’」》])", _quoted),
    # “海洋石油982”: a name that ends in a number.
    rule("quoted code", rf"(?<=[{HAN}])[0-9]{{3}}(?=[”」])", _named),
    # Figures first: the engine looks for them faster than for what stands before.
    rule("quoted code", r"81192(?<![0-9A-Za-z.].{5})(?![0-9人])", _called),
    rule(
        "quoted code",
        ALONE + r"(?:996(?=工作|模式|加班|文化)|007(?=工作|模式)|"
        r"(?:863|973|921|731|8341)(?=计划|工程|部队)|1024(?=程序员)"
        # So many tenths on either side.
        r"|28(?=定律|法则)|(?:19|28|37|46|55|73|82)(?=开(?![本幅张纸])))",
        _called,
    ),
    # 3·15, 5·12, 12·9: a day that has become a name.
    rule("occasion", ALONE + r"(?<![·])([0-9]{1,2})[·•]([0-9]{1,2})(?![0-9·])", _occasion),
    rule(
        "occasion",
        ALONE + rf"([1-9]|1[0-2])\.([12]?[0-9]|3[01])(?=[”\"]?(?:{_EVENT})"
        rf"|[”\"]?[{HAN}]{{1,8}}[日节](?![{HAN}]))",
        _occasion,
    ),
    # 99公益日, 55购物节: a day of a month, twice the same figure.
    rule(
        "occasion",
        ALONE + rf"(?<!第)([2-9])(\1)(?![”\"]?{MEASURE})(?=[”\"]?[{HAN}]{{2,4}}[日节](?![{HAN}]))",
        _occasion,
    ),
    rule("occasion", r"(?<=[“\"])([1-9]|1[0-2])\.([12][0-9]|3[01])(?=[”\"])", _occasion),
    rule("occasion", ALONE + r"(9)/(11)(?=[”\"]|事件|恐怖|恐袭)", _occasion),
    # 38妇女节, 51假期, 129运动: days whose figures have run together.
    rule(
        "occasion",
        ALONE + "(?<!第)(?:38(?=妇女节|国际(?:劳动)?妇女)|54(?=青年节|运动)|61(?=儿童节)"
        "|71(?=建党)|81(?=建军节|南昌)"
        "|51(?=假期|小长假|黄金周|劳动节|国际劳动)|77(?=事变)|129(?=运动(?![员会]))|312(?=植树节)"
        "|512(?=护士节|汶川|地震))",
        _digits,
    ),
    rule(
        "occasion",
        ALONE + r"([0-9])([0-9]{2})(?=新政|事件|惨案|事变|空难|晚会|大促|购物节|专案|纪念|打假|维权"
        # What only a day has: its name is printed without the dot, 618当天.
        rf"|年中|消费者|(?:全国|国际|世界)[{HAN}]{{2,8}}[日节周]|当[天日]|期间|前夕|来临|预售|促销)",
        _occasion,
    ),
    # 301、302室, 101-109室: a row of rooms is called like one.
    rule(
        "room",
        ALONE
        + rf"[0-9]{{3,4}}(?:(?:[、/和及与]|{TO})[0-9]{{3,4}}){{1,8}}+(?=号?(?:室|房间|教室|病房))",
        _rooms,
    ),
    # B2-101室: a block or a floor by its letter, then the room.
    rule(
        "room",
        r"(?<=(?<![A-Za-z0-9])[A-Z])([0-9]{0,2})-([0-9]{3,4})(?=号?(?:室|房间))",
        lambda m: (cardinal(m[1]) if m[1] else "") + "杠" + called(m[2]),
    ),
    # 673/674次: one train, there and back.
    rule("room", ALONE + r"([0-9]{2,4})/([0-9]{2,4})(?=次)", _there_and_back),
    rule(
        "room",
        ALONE + r"(?:[0-9]{1,2}-){0,3}[0-9]{3,4}(?=号?(?:室|房间|宿舍|病房|教室|包厢|包间"
        r"|会议室|办公室)|房(?![源屋产价地])"
        r"|路(?!程|人)|国道|省道|县道|线(?!下|上)|次(?:列车|[慢快]火车|[慢快]车|旅客|动车|航班)"
        r"|航班(?!量)|钻井)",
        lambda m: parted(m[0]),
    ),
    # 开往北京的2402次: a train is called by its number, times are counted by no place.
    rule("room", ALONE + r"[0-9]{4}(?=次)", _train),
    rule(
        "room",
        r"(?<=单元|号楼|[A-Z]座|[0-9][栋幢座层楼])[0-9]{3,4}"
        rf"(?![0-9.,㎡多余]|(?!家[中里]){MEASURE})",
        _called,
    ),
    # -10号柴油 is for ten degrees below nought.
    rule("code", r"(?<![0-9A-Za-z])-([0-9]{1,2})(?=号柴油)", lambda m: "负" + cardinal(m[1])),
    # Of an assembly: 第2758号决议.
    rule("code", r"(?<![0-9.,A-Za-z])[0-9]{3,4}(?=号决议)", _digits),
    # Fields at sea have the number of their block and of the find: 渤中19-6凝析气田.
    rule(
        "code",
        rf"(?<=[{HAN}])[0-9]{{1,2}}[-—][0-9]{{1,2}}(?=(?:凝析)?(?:油|气|油气)田)",
        lambda m: parted(m[0].replace("—", "-")),
    ),
    # A lottery numbers its draws by year and number: 22143期.
    rule("code", ALONE + r"(?<!第)[0-9]{5,}(?<!000)(?=期)", _digits),
    # A share is called by its code: （600519）, 000001.SZ.
    rule(
        "share",
        r"(?<=[（(])(?:[03689]|43)[0-9]{5}(?=[）)])|"
        + ALONE
        + r"[0-9]{5,6}\.(?=(?:SH|SZ|BJ|HK)(?![A-Za-z]))",
        lambda m: digits(m[0].replace(".", " ")),
    ),
    # What a server answers (RFC 9110, 15): 404错误.
    rule("answer", ALONE + r"[45][0-9]{2}(?=错误|页面|报错)", _digits),
    # 1#楼, 3#机组, 95#汽油.
    rule(
        "house",
        ALONE + r"([0-9]{1,3})#(?=[\u4e00-\u9fff]|[、至~—-][0-9]|[0-9]单元)",
        lambda m: cardinal(m[1]) + "号",
    ),
    rule(
        "ordinal",
        r"(?<![A-Za-z])(?:N[Oo]\.?\s?|№\s?)([0-9]{1,4})(?![0-9])",
        lambda m: "第" + cardinal(m[1]),
    ),
    # 大街18-1号: a house beside the 18th; a row of houses rises.
    rule("house", r"(?<=[街路道巷弄村])([0-9]{1,4})-([0-9]{1,3})(?=号)", _beside),
    # 08-08-2008 is left to the dates.
    rule(
        "house",
        ALONE
        + r"(?![0-9]{1,2}-[0-9]{1,2}-(?:19|20)[0-9]{2}(?![0-9-]))[0-9]{1,3}(?:-[0-9]{1,4}){2,}+"
        + ENDS
        + "(?![阵战])",
        _hyphens,
    ),
    # 301医院, 101中学, 211高校, 985院校: the number is the name.
    rule(
        "institution",
        r"(?:985|211)(?<![0-9A-Za-z.]...)(?![0-9.,%])"
        r"(?=工程|高校|院校|大学|毕业|[/、和](?:985|211)|[^\w]|$)",
        _digits,
    ),
    # Firms whose name is a figure.
    rule(
        "institution",
        ALONE + "(?:58(?=同城|到家)|7-11(?=便利店|门店|超市)|1688(?=网|平台|商家)"
        "|(?:126|163|139|189)(?=邮箱)|360(?=公司|集团|安全|数科|金融))",
        lambda m: digits(m[0].replace("-", "")),
    ),
    rule("institution", r"(?<![0-9.,第])[0-9]{3}(?=医院(?!床)|中学(?!生))", _digits),
    # A hull and a type are called by their figures: 055型, 99式坦克.
    rule(
        "arms",
        ALONE + r"(?<![A-Za-z]-)[0-9]{2}(?=[A-Z]?式?(?:手枪|步枪|坦克|机枪|冲锋枪|自行|主战|火炮"
        r"|军[服装]|高炮|"
        r"迫击炮|榴弹|轰炸))|(?<![0-9.,])[0-9]{3}(?=舰(?!艇)|型(?:驱逐|护卫|导弹|潜艇))",
        _called,
    ),
    # 323型轿车, 6110型: nothing is counted by types; round hundreds are said as such.
    rule("arms", ALONE + "(?<![A-Za-z]-)[0-9]{3,4}(?<!00)(?=型)", _digits),
    # 日经225指数: of so many shares, but a name; round ones are values.
    rule("code", rf"(?<=[{HAN}])[1-9][0-9]{{2}}(?<!0)(?=指数)", _digits),
    rule("blood pressure", ALONE + r"([0-9]{2,3})/([0-9]{2,3})(?![0-9])(\s?mmHg)?", _blood),
)
