"""Amounts: percent, fractions, money, units, ranges and sums; then every figure that is left."""

import re

from tingbao.script.rules.numbers import cardinal, count, digits, number
from tingbao.script.rules.rule import ALONE, ENDS, NUMBER, TO, Rule, rule, to

_SIZE = r"(?:万亿|亿|万|千)?"
_CURRENCIES = {
    "￥": "元", "¥": "元", "CNY": "元", "RMB": "元", "$": "美元", "US$": "美元", "USD": "美元",
    "HK$": "港元", "HKD": "港元", "A$": "澳元", "€": "欧元", "EUR": "欧元", "£": "英镑",
    "GBP": "英镑", "₩": "韩元", "JPY": "日元", "NT$": "新台币",
}  # fmt: skip
_UNITS = {
    "℃": "摄氏度", "°C": "摄氏度", "℉": "华氏度", "°": "度", "′": "分", "″": "秒",
    "mm": "毫米", "cm": "厘米", "dm": "分米", "m": "米", "km": "公里", "nm": "纳米", "μm": "微米",
    "㎜": "毫米", "㎝": "厘米", "㎞": "公里", "㎡": "平方米", "㎥": "立方米",
    "mm²": "平方毫米", "cm²": "平方厘米", "m²": "平方米", "km²": "平方千米", "m2": "平方米",
    "cm³": "立方厘米", "m³": "立方米", "m3": "立方米", "hm²": "公顷", "ha": "公顷",
    "kg": "千克", "g": "克", "mg": "毫克", "μg": "微克", "ug": "微克", "t": "吨",
    "㎏": "千克", "㎎": "毫克", "L": "升", "l": "升", "mL": "毫升", "ml": "毫升",
    "s": "秒", "ms": "毫秒", "min": "分钟", "h": "小时", "Hz": "赫兹", "kHz": "千赫", "MHz": "兆赫",
    "GHz": "吉赫", "W": "瓦", "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "kWh": "千瓦时",
    "kW·h": "千瓦时", "V": "伏", "kV": "千伏", "A": "安", "mAh": "毫安时", "Pa": "帕",
    "kPa": "千帕",
    "MPa": "兆帕", "hPa": "百帕", "dB": "分贝", "mmHg": "毫米汞柱", "KB": "千字节", "kcal": "千卡",
    "MB": "兆", "GB": "吉", "TB": "太字节", "Mbps": "兆比特每秒", "kJ": "千焦", "mol": "摩尔",
    "mmol": "毫摩尔", "μmol": "微摩尔", "IU": "国际单位",
    "w": "万", "ppm": "百万分之一",
}  # fmt: skip
_PER = (
    r"h|s|min|d|m³|m²|L|mL|kg|袋|瓶|盒|箱|桶|人|户|天|日|月|年|次|亩|公顷|"
    r"小时|分钟|秒|平方米|立方米"
)
_RATES = {"h": "每小时", "s": "每秒", "min": "每分钟", "d": "每天"}


_SIDES = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT = rf"(?:{_either(_UNITS)})"
_SIGN = r"(?:(?<![0-9A-Za-z])[-−－+±])?"
_PARTS = {"%": "百分之", "％": "百分之", "‰": "千分之"}
_SIGNS = {"-": "负", "−": "负", "－": "负", "+": "正", "±": "正负", "": ""}


def _signed(figures: str) -> str:
    sign = figures[0] if figures[0] in "-−－+±" else ""
    return _SIGNS[sign] + number(figures[len(sign) :])


def _percent(match: re.Match[str]) -> str:
    sign, figures, mark = match.groups()
    return _SIGNS[sign] + _PARTS[mark] + number(figures)


def _percents(match: re.Match[str]) -> str:
    part = _PARTS[match[3]]
    return f"{part}{number(match[1])}{to(match)}{part}{number(match[2])}"


def _fraction(match: re.Match[str]) -> str:
    whole, sign, over, under = match.groups()
    lead = cardinal(whole) + "又" if whole else _SIGNS[sign]
    return f"{lead}{cardinal(under)}分之{cardinal(over)}"


def _money(match: re.Match[str]) -> str:
    return number(match[2]) + match[3] + _CURRENCIES[match[1]]


def _degrees(figures: str) -> str:
    return "零下" + number(figures[1:]) if figures[0] in "-−－" else number(figures)


def _temperature(match: re.Match[str]) -> str:
    return _degrees(match[1]) + "摄氏度"


def _temperatures(match: re.Match[str]) -> str:
    below = any(figures[0] in "-−－" for figures in match.groups())
    return f"{_degrees(match[1])}{'摄氏度' if below else ''}{to(match)}{_degrees(match[2])}摄氏度"


def _unit(match: re.Match[str]) -> str:
    first, last, unit, per = match.groups()
    spoken = (count(first) + to(match) if first else "") + _amount(last) + _UNITS[unit]
    if not per:
        return spoken
    rate = _RATES.get(per)
    if rate and "时速" not in match.string[max(0, match.start() - 8) : match.start()]:
        return rate + spoken
    return spoken if rate else spoken + "每" + _UNITS.get(per, per)


def _amount(figures: str) -> str:
    return count(figures) if figures[0].isdigit() else _signed(figures)


def _range(match: re.Match[str]) -> str:
    return f"{count(match[1])}{to(match)}{count(match[2])}"


def _sum(match: re.Match[str]) -> str:
    words = {"+": "加", "×": "乘", "x": "乘", "X": "乘", "*": "乘", "÷": "除以"}
    return "".join(
        words[part] if part in words else _signed(part)
        for part in re.split(r"\s*([+×xX*÷])\s*", match[0])
        if part
    )


def _angle(match: re.Match[str]) -> str:
    """Degrees, minutes and seconds; N and its like become 北纬 and go before them."""
    side = _SIDES.get(match[4], "") if match.re.groups > 3 else ""
    figures = zip(match.groups()[:3], ("度", "分", "秒"), strict=True)
    return side + "".join(number(value) + name for value, name in figures if value)


def _lasted(match: re.Match[str]) -> str:
    return f"{number(match[1])}分{number(match[2])}秒"


def _ordinal(match: re.Match[str]) -> str:
    spoken = re.sub("[0-9]+", lambda run: cardinal(run[0]), match[0]).replace("/", "、")
    return re.sub(TO, to(match), spoken)


def _count(match: re.Match[str]) -> str:
    figures = match[0]
    if figures[0] == "0" and figures.isdigit() and len(figures) > 1:
        return digits(figures)
    return count(figures)


_MEASURE = (
    r"(?=[个名位次天年周人户栋袋桶斤座辆只条件项家块本张台部套场层米"
    r"吨万亿千百元点时小分秒种类批所艘架支届颗棵片份岁"
    r"胜平负战夜晚趟笔封首幅篇册枚粒瓶箱碗顿步轮遍间道头匹处起例宗款根束朵株亩成站球]|公[里斤顷])"
)
AMOUNTS: tuple[Rule, ...] = (
    rule("angle", rf"({NUMBER})°(?:([0-9]+)[′'])?(?:([0-9.]+)[″\"])?([NSEW])(?![A-Za-z])", _angle),
    rule("angle", r"([0-9]+)°([0-9]+)[′'](?:([0-9.]+)[″\"])?", _angle),
    rule("lasting", r"([0-9]+)′([0-9]+(?:\.[0-9]+)?)″", _lasted),
    rule("ordinal", rf"第[0-9]+(?:(?:[/、]|{TO})[0-9]+)*", _ordinal),
    rule("percent", rf"({NUMBER})[%％]?{TO}({NUMBER})([%％‰])", _percents),
    rule("percent", rf"((?<![0-9A-Za-z])[-−－+±]|)({NUMBER})\s?([%％‰])", _percent),
    rule("money", rf"(?<![A-Za-z])({_either(_CURRENCIES)})\s?({NUMBER})({_SIZE})元?", _money),
    rule(
        "temperature",
        rf"([-−－]?{NUMBER})(?:℃|°C)?\s?[-~～—–至到]\s?([-−－]?{NUMBER})\s?(?:℃|°C)",
        _temperatures,
    ),
    rule("temperature", rf"((?:(?<![0-9])[-−－])?{NUMBER})\s?(?:℃|°C)", _temperature),
    rule(
        "unit",
        rf"(?:({NUMBER}){_UNIT}?{TO})?({_SIGN}{NUMBER})\s?({_UNIT})"
        rf"(?:/({_PER}))?(?![A-Za-z0-9]|级|医院|景区|[类轮版])",
        _unit,
    ),
    rule(
        "fraction",
        rf"(?:(?<![0-9])([0-9]+)又|({_SIGN}))(?<![0-9./])([0-9]+)\s?/\s?([0-9]+)(?![0-9./])",
        _fraction,
    ),
    rule("sum", rf"{_SIGN}{NUMBER}(?:\s?[+×xX*÷]\s?{NUMBER})+", _sum),
    rule("range", ALONE + rf"({NUMBER}){TO}({NUMBER})", _range),
)


def _price(match: re.Match[str]) -> str:
    """Money drops the noughts that only fill up the fen: 36.00元 三十六元."""
    return number(re.sub(r"\.?0+$", "", match[0]))


RANGES: tuple[Rule, ...] = (
    # Before the dates: they hide the unit that the sign stands behind (12月1日-5日).
    rule(
        "range sign",
        r"(?<=[日月年号时分点秒元人米度岁级天万亿版名届次集章节条页期])(?:[-~～–－]|(?<!—)—(?!—))(?=第?[0-9])",
        lambda m: "到",
    ),
)
REST: tuple[Rule, ...] = (
    rule("price", ALONE + r"[0-9]++\.[0-9]?0(?=元)", _price),
    rule("negative", rf"(?<![0-9A-Za-z])[-−－±]{NUMBER}{ENDS}", lambda m: _signed(m[0])),
    # 9秒58: hundredths.
    rule("hundredths", r"(?<=秒)[0-9]{2}(?![0-9])", lambda m: digits(m[0])),
    rule("count", ALONE + rf"{NUMBER}{_MEASURE}", _count),
    rule("decimal", r"(?<![0-9])\.([0-9]+)", lambda m: "零点" + digits(m[1])),
    rule(
        "number",
        NUMBER,
        lambda m: (
            digits(m[0]) if m[0][0] == "0" and m[0].isdigit() and m[0] != "0" else number(m[0])
        ),
    ),
)
