"""Amounts: percent, fractions, money, ranges and sums; then every figure that is left."""

import re

from tingbao.script.rules.numbers import cardinal, count, digits, number
from tingbao.script.rules.rule import (
    ALONE,
    ENDS,
    HAN,
    MEASURE,
    NUMBER,
    SIGN,
    SIGNS,
    TO,
    Rule,
    after,
    either,
    rule,
    to,
)  # fmt: skip
from tingbao.script.rules.units import EACH

_SIZE = r"(?:万亿|亿|万|千|百)?"
_CURRENCIES = {
    "￥": "元", "¥": "元", "CNY": "元", "RMB": "元", "$": "美元", "US$": "美元", "USD": "美元",
    "HK$": "港元", "HKD": "港元", "A$": "澳元", "AU$": "澳元", "C$": "加元", "S$": "新加坡元",
    "€": "欧元", "EUR": "欧元", "£": "英镑", "GBP": "英镑", "₩": "韩元", "JPY": "日元",
    "NT$": "新台币", "₽": "卢布", "₹": "卢比", "฿": "泰铢", "MOP$": "澳门元",
}  # fmt: skip
_COUNTED = re.compile(rf"(?!年级|里程|级){MEASURE}")
_PARTS = {"%": "百分之", "‰": "千分之", "‱": "万分之"}
_POWERS = {"100": "百", "1000": "千", "10000": "万"}
"""Under a bar a power of ten goes without its 一: 1/1000 is 千分之一, as ‰ is."""
_SUM = {"+": "加", "×": "乘", "x": "乘", "X": "乘", "*": "乘", "÷": "除以"}


def _signed(figures: str) -> str:
    sign = figures[0] if figures[0] in "-+±" else ""
    return SIGNS[sign] + number(figures[len(sign) :])


def _counted(figures: str) -> str:
    return count(figures) if figures[0].isdigit() else _signed(figures)


def _part(sign: str, mark: str, figures: str) -> str:
    """The whole of something is 百分之百, a word of its own."""
    whole = figures == "100" and mark == "%"
    return SIGNS[sign] + _PARTS[mark] + ("百" if whole else number(figures))


def _percent(match: re.Match[str]) -> str:
    sign, figures, mark = match.groups()
    return _part(sign or "", mark, figures)


def _percents(match: re.Match[str]) -> str:
    sign, first, other, last, mark = match.groups()
    return _part(sign or "", mark, first) + to(match) + _part(other or "", mark, last)


def _fraction(match: re.Match[str]) -> str | None:
    whole, gap, sign, over, under = match.groups()
    if after(match, 1) in ("层", "楼"):
        return None  # 6/18层: the sixth of eighteen
    if (gap and int(over) >= int(under)) or min(len(over), len(under)) > 2:
        return None  # 5600/6000盾: bought and sold at
    lead = cardinal(whole) + "又" if whole else SIGNS[sign]
    return f"{lead}{_POWERS.get(under) or cardinal(under)}分之{cardinal(over)}"


def _beat(match: re.Match[str]) -> str:
    return cardinal(match[2]) + cardinal(match[1])


def _price_of(figures: str) -> str:
    """Money drops the noughts that only fill up the fen: 36.00元 三十六元."""
    if re.search(r"\.[0-9]?0$", figures):
        figures = re.sub(r"\.?0+$", "", figures)
    return number(figures)


def _money(match: re.Match[str]) -> str:
    sign, first, size, last, last_size, per = match.groups()
    upper = last and (count(last) if last_size else _price_of(last))
    through = f"{to(match)}{upper}{last_size}" if last else ""
    amount = count(first) if size else _price_of(first)
    return amount + size + through + _CURRENCIES[sign] + ("每" if per else "")


def _range(match: re.Match[str]) -> str:
    """2 is 两 where things are counted: 2-3天 but 2-3级, 1-2年级."""
    say = _counted if _COUNTED.match(match.string, match.end()) else _signed
    return f"{say(match[1])}{to(match)}{say(match[2])}"


def _sum(match: re.Match[str]) -> str:
    return "".join(
        _SUM[part] if part in _SUM else _signed(part)
        for part in re.split(r"\s*([+×xX*÷])\s*", match[0])
        if part
    )


def _equation(match: re.Match[str]) -> str:
    """With an equals sign beside it a hyphen can only be a minus."""
    words = {**_SUM, "-": "减", "–": "减"}
    figures = match[0].rstrip()
    parts = re.split(r"\s*([-–+×xX*÷])\s*", figures)
    return "".join(words[part] if part in words else number(part) for part in parts if part)


def _ordinal(match: re.Match[str]) -> str | None:
    run = re.sub("[ ,]", "", match[0][1:])
    if run.isdigit() and len(run) >= 5 and after(match, 1) == "期":
        return "第" + digits(run)  # a lottery's 第2022142期
    # 第0001号 is a number as stamped; 第08版 only fills up two places.
    spoken = re.sub("(?<![0-9])00[0-9]+", lambda figures: digits(figures[0]), "第" + run)
    spoken = re.sub("[0-9]+", lambda figures: cardinal(figures[0]), spoken)
    spoken = spoken.replace("/", "、").replace("+", "加")
    return re.sub(TO, to(match), spoken)


def _number(match: re.Match[str]) -> str:
    return number(match[0])


AMOUNTS: tuple[Rule, ...] = (
    rule("ordinal", r"第([0-9]+\.[0-9]+)(?=代|[^\w.]|$)", lambda m: "第" + number(m[1])),
    rule(
        "ordinal",
        rf"第(?:[1-9][0-9]{{0,2}}(?:[ ,][0-9]{{3}}){{1,5}}+(?![0-9])|[0-9]+"
        rf"(?:(?:[/、+]|{TO})[0-9]+)*)",
        _ordinal,
    ),
    rule(
        "percent",
        rf"((?<![0-9A-Za-z])[-+±])?({NUMBER})\s?[%‰]?{TO}([-+])?({NUMBER})\s?([%‰‱])",
        _percents,
    ),
    # 10%的税率+3%的附加: a plus that adds, where +3% alone tells a rise.
    rule("sum", rf"(?<=[{HAN}])(?<![比幅])\+(?={NUMBER}%的?[{HAN}])", lambda m: "加"),
    # LPR-20BP: a rate with something taken from it; before the figure is hidden.
    rule(
        "sum",
        rf"(?<=[A-Z])[-+](?={NUMBER}\s?(?:BPs?|bps?|个?基点|%))",
        lambda m: {"-": "减", "+": "加"}[m[0]],
    ),
    rule("percent", rf"((?<![0-9A-Za-z%‰])[-+±])?({NUMBER})\s?([%‰‱])", _percent),
    rule(
        "money",
        rf"()({NUMBER})({_SIZE})\s?({either(_CURRENCIES)})(?![A-Za-z]|\s?[0-9])",
        lambda m: _price_of(m[2]) + m[3] + _CURRENCIES[m[4]],
    ),
)
FORMS: tuple[Rule, ...] = (
    # -1F: before the models, which take a figure by its letter.
    rule(
        "negative",
        r"(?<![0-9A-Za-z\x00])-[0-9]{1,2}(?=(?:F|EV)(?![A-Za-z]))",
        lambda m: _signed(m[0]),
    ),
    # A musician says the note first: 3/4拍 四三拍.
    rule("beat", ALONE + r"([0-9])/([0-9])(?=拍)", _beat),
    # Cars whose number ends in either: 限行4/9.
    rule(
        "slash",
        r"(?<=限行|尾号)([0-9])/([0-9])(?![0-9/])",
        lambda m: f"{cardinal(m[1])}、{cardinal(m[2])}",
    ),
    # All hours of all days, as English prints them, are no part of a whole.
    rule("slash", ALONE + "24/7(?![0-9./])", lambda m: "二十四七"),
    rule(
        "fraction",
        rf"(?:(?<![0-9.,])([1-9][0-9]?|[0-9]+(?=又))(又|\s)|({SIGN}))(?<![0-9A-Za-z./])([0-9]+)"
        r"\s?/\s?([0-9]+)"
        r"(?![0-9./]|[A-C](?![A-Za-z]))",
        _fraction,
    ),
    rule(
        "equation",
        ALONE + rf"{NUMBER}(?:\s?[-–+×xX*÷]\s?{NUMBER}){{1,8}}(?=\s?=)",
        _equation,
    ),
    rule("sum", rf"{SIGN}{NUMBER}(?:\s?[+×xX*÷]\s?{NUMBER})+", _sum),
    rule("range", ALONE + rf"({SIGN}{NUMBER}){TO}({SIGN}{NUMBER})", _range),
)
RANGES: tuple[Rule, ...] = (
    # Before the range signs: the currency stands for both figures, ￥1.2万-1.5万.
    rule(
        "money",
        rf"(?<![A-Za-z])({either(_CURRENCIES)})\s?({NUMBER})({_SIZE})"
        rf"(?:{TO}(?:{either(_CURRENCIES)})?\s?({NUMBER})({_SIZE}))?元?(/(?={EACH}))?",
        _money,
    ),
    # A table prints an arrow for the verb.
    rule(
        "arrow",
        rf"[↑↓](?=\s?{NUMBER}\s?(?:[%‰]|个?百分点|个?基点))",
        lambda m: {"↑": "上升", "↓": "下降"}[m[0]],
    ),
    # Before the dates: they hide the unit that the sign stands behind (12月1日-5日).
    rule(
        "range sign",
        r"(?=[-~–—\s])"  # asked first: most characters of a line are turned down there
        r"(?:(?<=[日月年号时分点秒半元人米岁级天旬万亿版名届次集章节条页期里吨斤克周楼层区室座线路栋幢排])"
        r"(?:[-~–]|(?<!—)—(?!—))(?!-?[0-9.]{1,4}\s?[℃%])(?=第?[0-9零]|-[0-9]|[元正腊]月|次日|翌日|[至当]?今|现在"
        r"|凌晨|[上下中][午旬]|晚)"
        r"|(?<=[0-9])\s?(?:[-~–—]+)\s?(?=次日|翌日|[至当]今|第二天|凌晨|晚上)"
        r"|(?<=[0-9一二三四五六七八九十]度)[-~–—](?=[-0-9零一二三四五六七八九十])"
        r"|(?<=[0-9]F)[-~–—](?=[0-9]{1,2}F)"  # 1F-3F
        r"|(?<=℃)[-~–—](?=零)|(?<=[A-Z][0-9])[-~–—](?=[A-Z][0-9])"
        r"|(?<=[A-Z][0-9]{2})[-~–—](?=[A-Z][0-9])"
        r"|(?<![A-Za-z][A-Z])(?<=[A-Z])[-~–—](?=[A-Z][段座区栋口级])"
        r"|(?<=[0-9年纪])[-~–—](?=前[0-9]|公元[前0-9])"  # 公元前3—前2世纪
        r"|(?<=[0-9]0)[-~–—](?=[0-9]0年代)|(?<=[°′'″度])[-~–—](?=[0-9]{1,3}[°度])"
        r"|(?<=[0-9][kKwW])[-~–—](?=[0-9.]{1,4}[kKwW])"
        r"|(?<=周[一二三四五六日])[-~–—](?=周[一二三四五六日])"
        r"|(?<=[一二三四五六七八九十][日月年时级])[-~–](?=[一二三四五六七八九十]))",
        lambda m: "" if m.string[m.end() : m.end() + 2][1:] == "今" else "到",
    ),
)
REST: tuple[Rule, ...] = (
    rule(
        "price",
        ALONE + rf"{NUMBER}(?:(?<=\.0)|(?<=\.[0-9]0))(?=[美港欧日澳加]?元|英镑)",
        lambda m: _price_of(m[0]),
    ),
    rule("negative", rf"(?<![0-9A-Za-z\x00])[-±]{NUMBER}{ENDS}", lambda m: _signed(m[0])),
    rule("decimal", r"(?<![0-9A-Za-z])\.([0-9]+)", lambda m: "零点" + digits(m[1])),
    # 1亿0500万: the nought is said, the rest is a value.
    rule("number", r"(?<=[0-9][亿万])0[0-9]{3}(?![0-9])", lambda m: "零" + cardinal(m[0])),
    # 9秒58: hundredths; 1米85 goes the same way.
    rule(
        "hundredths",
        rf"(?:(?<=[0-9\x00]秒)|(?<=[0-9\x00]米))[0-9]{{2}}(?![0-9.,]"
        rf"|{MEASURE})",
        lambda m: digits(m[0]),
    ),
    # 85折: eight tenths and five hundredths of the price.
    rule(
        "hundredths",
        ALONE + "[1-9]{2}(?=折(?![线叠返腾射磨合算旧页]))",
        lambda m: digits(m[0]),
    ),
    # 2、3天 is 两、三天; one measure word serves both.
    rule("count", ALONE + rf"2(?=[、或和]3{MEASURE})(?!..间[0-9])", lambda m: "两"),
    # 分2期建设: so many parts; 得了3分 counts points.
    rule("count", r"(?<![0-9\x00多几半]分)(?<=分)2(?=[期路班组队段])", lambda m: "两"),
    # Counts less often met, as 现代汉语八百词 lists them: of 2 alone, for a year may stand before
    # many of these words (2022面孔).
    rule(
        "count",
        ALONE
        + "(?<!星期)"
        + r"2(?=[碟摞坛壶缸捧撮辈脚拳招枪炮箭针刀圈样摊帮群宿勺匙丛畦盏桩丸笼屉杆局回下大]|季(?!度)"
        r"|代人|阵[风雨雪掌]|面[红国锦彩旗镜鼓墙]|床[被棉新]|通电话|则[消新启通公]|员大将"
        r"|[帖贴付服]药|组数|[担簇墩柄筒锅篮篓盅穗绺斗瓣坨弯羽磅]|升(?![至到级值降温学])"
        r"|克(?![拉隆服])|团(?!长|部)|班次|学[年期分时]|课时|光年|加仑|刻钟|房间|来回|往返|航段|环节"
        r"|任(?:[局市县区校院厂村社主书总教]|总统|首相|妻子)|世同堂)",
        lambda m: "两",
    ),
    # 2儿3女, 1死2伤: people, with no word between.
    rule("count", ALONE + r"2(?=[男女儿死伤](?:[0-9，。、；]|$))", lambda m: "两"),
    # 2栋1单元: houses that are called, not counted.
    rule("house", ALONE + r"2(?=[栋幢座][0-9]+(?:单元|号|室))|(?<=负)2(?=[层楼])", lambda m: "二"),
    # 2区2旗, 3县2区: beside other counties districts are counted; 2区 alone may be a name.
    rule("count", ALONE + r"2(?=区[0-9]+[旗县市])|(?<=[0-9\x00][旗县市])2(?=区)", lambda m: "两"),
    rule(
        "count",
        r"(?<!届)" + ALONE + rf"{NUMBER}(?={MEASURE})(?!年级|里程|级|次元|次函数|倍体|元论)",
        lambda m: count(m[0]),
    ),
    rule("number", NUMBER, _number),
)
