"""Units: what the signs are called, and how a rate, a temperature and an angle are said."""

import re

from tingbao.script.rules.numbers import cardinal, count, digits, number
from tingbao.script.rules.rule import (
    ALONE,
    HAN,
    NUMBER,
    SIGN,
    SIGNS,
    TO,
    Rule,
    around,
    before,
    either,
    rule,
    to,
)

_UNITS = {
    "℃": "摄氏度", "°C": "摄氏度", "℉": "华氏度", "°": "度", "′": "分", "″": "秒",
    "mm": "毫米", "cm": "厘米", "dm": "分米", "m": "米", "km": "公里", "nm": "纳米", "μm": "微米",
    "㎜": "毫米", "㎝": "厘米", "㎞": "公里", "㎡": "平方米", "㎥": "立方米",
    "mm²": "平方毫米", "cm²": "平方厘米", "m²": "平方米", "km²": "平方千米", "m2": "平方米",
    "km2": "平方千米", "㎢": "平方千米", "cm³": "立方厘米", "m³": "立方米", "m3": "立方米",
    "M²": "平方米", "hm²": "公顷", "ha": "公顷", "Nm³": "标准立方米",
    "Kg": "千克", "KG": "千克", "CM": "厘米", "KM": "公里",
    "kg": "千克", "g": "克", "mg": "毫克", "μg": "微克", "ug": "微克", "ng": "纳克", "t": "吨",
    "㎏": "千克", "㎎": "毫克", "L": "升", "l": "升", "mL": "毫升", "ml": "毫升", "ML": "毫升",
    "dL": "分升", "U/L": "单位每升",
    "s": "秒", "ms": "毫秒", "min": "分钟", "h": "小时", "Hz": "赫兹", "kHz": "千赫", "MHz": "兆赫",
    "GHz": "吉赫", "W": "瓦", "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "Wh": "瓦时",
    "kWh": "千瓦时", "KWh": "千瓦时", "MWh": "兆瓦时", "GWh": "吉瓦时", "kW·h": "千瓦时",
    "V": "伏", "kV": "千伏", "KV": "千伏",
    "mV": "毫伏", "kA": "千安", "kN": "千牛", "lx": "勒克斯",
    "A": "安", "mA": "毫安", "mAh": "毫安时", "kVA": "千伏安",
    "Ω": "欧姆", "Pa": "帕", "kPa": "千帕", "MPa": "兆帕", "hPa": "百帕", "dB": "分贝",
    "dB(A)": "分贝", "mmHg": "毫米汞柱", "kcal": "千卡", "kJ": "千焦", "J": "焦", "N": "牛",
    "N·m": "牛米", "mol": "摩尔", "mmol": "毫摩尔", "μmol": "微摩尔", "IU": "国际单位",
    "Mbps": "兆比特每秒", "Gbps": "吉比特每秒", "bp": "个基点", "BP": "个基点", "bps": "个基点",
    "pct": "个百分点", "pp": "个百分点", "Sv": "希沃特", "mSv": "毫希沃特", "μSv": "微希沃特",
    "w": "万", "W人": "万人", "ppm": "百万分之一",
    "kn": "节", "rpm": "转每分", "fps": "帧每秒", "Gy": "戈瑞", "r/min": "转每分钟",
    "cd": "坎德拉", "lm": "流明",
    "MB/s": "兆字节每秒", "GB/s": "吉字节每秒", "Mb/s": "兆比特每秒", "Gb/s": "吉比特每秒",
    "kbps": "千比特每秒", "Kbps": "千比特每秒", "HZ": "赫兹", "nit": "尼特", "nits": "尼特",
}  # fmt: skip
"""GB 3100-93 and GB 3102-93; a road's km is 公里 in broadcasting, an area's km² 平方千米."""
_SPOKEN = (
    "平方公里", "平方米", "立方米", "公里", "千米", "厘米", "毫米", "米", "公斤", "千克", "毫克",
    "微克", "克", "吨", "斤", "毫升", "升", "千瓦时", "度", "小时", "分钟", "秒",
    "天", "亩", "公顷",
    "美元", "欧元", "港元", "日元", "英镑", "元", "人次", "人", "次", "件", "个", "台", "辆", "株",
    "包", "只", "头", "份", "场", "张", "户", "车次", "套", "瓶", "袋", "箱", "盒", "桶",
    "转", "拍", "杯", "片", "粒", "支", "条", "顿", "趟", "班", "枚",
    "帧", "节", "课时", "名", "例", "标准煤", "千卡", "千焦", "毫摩尔", "国际单位", "箱次", "架次",
)  # fmt: skip
_EACH = (
    *_SPOKEN, "人", "户", "日", "月", "年", "季", "季度", "时", "分", "晚", "位", "间",
    "组", "班",
    "学期", "学年", "盎司", "股", "碗", "盘", "批", "期", "票", "周", "餐", "床", "片", "支", "粒",
    "盆", "座", "单",
    "手", "吨公里", "立方", "平方", "平", "支", "块", "条", "盏", "杯", "串", "根", "本",
    "册", "桌",
    "kg", "L", "㎡", "m²", "m³", "t", "h", "d", "W", "kWh", "g", "ml", "mL", "min", "s", "km²",
    "罐", "听", "对", "副", "节", "轮", "趟",
)  # fmt: skip
EACH = rf"(?:{either(_EACH)})(?![A-Za-z])"
_LATIN = either(word for word in _EACH if word[-1] in "㎡²³·" or word.isascii())
_RATES = {"h": "每小时", "s": "每秒", "min": "每分钟", "d": "每天", "a": "每年"}
_SIDES = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}
_CURRENT = re.compile("电流|额定|输[出入]|插座|插头|空开|断路|保险丝|充电|快充|负载|电表|[0-9]V")
"""Near what is counted in ampere."""
_AUDIENCE = "粉丝|[点涨][赞粉]|播放|阅读|浏览|转发|年薪"
"""What is counted by W, the first letter of wan."""
_MINUS = "-"
_UNIT = rf"(?:{either(_UNITS)})"
_BASE = r"(?:(?:10{0,3}|50{1,2}|24)\s?(?=(?:[kmμn]?g|[md]?[Ll]|k?m|min|h)(?![A-Za-z])))?"
"""A round amount is a base, 156mg/100ml; 300MW/600MWh and 180cm/75kg are two measures."""
_PER = rf"{_BASE}(?:{either({*_UNITS, *_EACH, 'd', 'a'})})"


def _unit(match: re.Match[str]) -> str | None:
    first, last, size, unit, per = match.groups()
    if unit == "A" and (size or _no_current(match)):  # shares of the A market
        return None
    if unit == "W" and re.search(_AUDIENCE, before(match, 6)):
        return _amount(last, size) + "万"
    if len(unit) == 1 and unit.isascii() and re.match("[A-WYZa-wyz]", before(match, 1)):
        return None  # the last letter of a model: A6L
    spoken = (count(first) + to(match) if first else "") + _amount(last, size) + _UNITS[unit]
    if not per:
        return spoken
    rate = _RATES.get(per)
    # 时速 and its like have said already what the time is.
    if rate and "时速" not in before(match, 8):
        return rate + spoken
    return spoken if rate else spoken + "每" + _each(per)


def _no_current(match: re.Match[str]) -> bool:
    """Whether an A is rather a letter: 5A级, 4A广告公司, 170/92A of clothes, 座位12A, 检票口8A."""
    return _CURRENT.search(around(match, 10, 4)) is None


def _each(per: str) -> str:
    figures, name = re.fullmatch(r"([0-9]*)\s?(.+)", per).groups()  # type: ignore[union-attr]
    name = {"d": "天", "a": "年"}.get(name) or _UNITS.get(name, name)
    return (cardinal(figures) if figures else "") + name


def _both(match: re.Match[str]) -> str:
    unit = _UNITS.get(f"{match[1]}·{match[2]}")
    return "每" + (unit or f"{_each(match[1])}每{_each(match[2])}")


def _amount(figures: str, size: str) -> str:
    if not figures[0].isdigit():
        return SIGNS[figures[0]] + number(figures[1:]) + size
    return (number(figures) if size else count(figures)) + size


def _degrees(figures: str) -> str:
    above = {"-": "零下", "+": "零上"}.get(figures[0])
    return above + number(figures[1:]) if above else number(figures)


def _temperature(match: re.Match[str]) -> str:
    return _degrees(match[1]) + "摄氏度"


def _temperatures(match: re.Match[str]) -> str:
    """The unit is said twice where only one end is below nought, else 零下 would cover both."""
    below = any(figures[0] in _MINUS for figures in match.groups()) or (
        before(match, 2) == "零下" and re.search("[℃C]", match[0][:-2]) is not None
    )
    return f"{_degrees(match[1])}{'摄氏度' if below else ''}{to(match)}{_degrees(match[2])}摄氏度"


def _below(match: re.Match[str]) -> str:
    return _degrees(match[1])


def _angle(match: re.Match[str]) -> str:
    """Degrees, minutes and seconds; N and its like become 北纬 and go before them."""
    side = _SIDES[match[1] or match[5]] if match[1] or match[5] else ""
    figures = zip(match.groups()[1:4], ("度", "分", "秒"), strict=True)
    return side + "".join(number(value) + name for value, name in figures if value)


def _lasted(match: re.Match[str]) -> str:
    minutes = f"{number(match[1])}分" if match[1] else ""
    return f"{minutes}{number(match[2])}秒{digits(match[3] or '')}"


def _power(match: re.Match[str]) -> str:
    """² and ³ are 平方 and 立方, others are said: 10⁶ 十的六次方. A unit may follow: 10⁸m/s."""
    sign, figures, unit, *per = match.groups()
    figures = figures.translate(_RAISED)
    if not sign and figures in ("2", "3"):
        power = {"2": "平方", "3": "立方"}[figures]
    else:
        power = f"的{'负' if sign in ('-', '⁻') else ''}{cardinal(figures)}次方"
    return power + _UNITS.get(unit, "") + "".join("每" + _each(each) for each in per if each)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RUN = r"(?:\^(?=-?[0-9])|(?=[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]))([-⁺⁻]?)([0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
"""What stands above the line: 10⁶, x², or behind a caret where it cannot: 10^-6."""
_ARC = rf"({NUMBER})°(?:([0-9]+)[′'])?(?:([0-9.]+)[″\"])?"
PER: tuple[Rule, ...] = (
    # Before the figures are hidden: a sign between two units, as in 8.5元/公斤, 3万人次/日.
    rule(
        "per",
        "/(?:"
        + "|".join(f"(?<=[0-9万亿千百余多半]{word}/)" for word in _SPOKEN)
        + rf")(?:({_LATIN})(?![A-Za-z0-9])|(?=[0-9]{{0,4}}\s?{EACH})"
        rf"|(?<=元/)(?=[{HAN}]{{1,3}}(?:[，。、；）)]|$)))",
        lambda m: "每" + (_each(m[1]) if m[1] else ""),
    ),
    # 美元/桶, （单位：元/吨）: with no figure, where a word of its own follows.
    rule(
        "per",
        rf"(?<=[元克斤吨人次晚天%])/"
        rf"(?=(?:{either(word for word in _EACH if word not in '时分手平')})(?![{HAN}A-Za-z]))",
        lambda m: "每",
    ),
    # 元/(人·天), g/(kW·h): for each of both, or for the unit that both make.
    rule("per", rf"/[（(]({_PER})[·•]({_PER})[）)]", _both),
    # 元/人·月: for each person and each month.
    rule("per", "(?<=[/\x00][人户床亩台])[·•](?=[日天月年次季])", lambda m: "每"),
    rule("per", "(?<=\x00)[·•/](?=[日天月年季](?![0-9]))|(?<=[²³])/(?=[人户])", lambda m: "每"),
)
UNITS: tuple[Rule, ...] = (
    rule(
        "power",
        rf"(?<=[0-9]){_RUN}(?:\s?({_UNIT})(?:/({_PER}))?(?![A-Za-z])|/({_PER})(?![A-Za-z]))?",
        _power,
    ),
    rule("angle", r"(?<![A-Za-z])([NSEW])\s?" + _ARC + "()", _angle),
    rule("angle", "()" + _ARC + r"([NSEW])(?![A-Za-z])", _angle),
    rule("angle", r"()([0-9]+)[°度]([0-9]+)[′'](?:([0-9.]+)[″\"])?()", _angle),
    rule(
        "lasting",
        r"([0-9]+)[′'’]([0-9]+(?:\.[0-9]+)?)(?:[″\"”]|''|’’)([0-9]{1,3}(?![0-9]))?",
        _lasted,
    ),
    rule("lasting", ALONE + r"()([0-9]{1,2})″([0-9]{2})(?![0-9])", _lasted),
    rule(
        "temperature",
        rf"((?<![0-9])-?{NUMBER})(?:℃"
        rf"|°C)?\s?[-~—–至到/]{{1,2}}?\s?(-?{NUMBER})\s?(?:℃|°C)",
        _temperatures,
    ),
    rule("temperature", rf"((?:(?<![0-9℃])[-+])?{NUMBER})\s?(?:℃|°C)", _temperature),
    rule("temperature", rf"(?<![0-9A-Za-z])(-{NUMBER})(?=摄氏度|度)", _below),
    rule(
        "unit",
        rf"(?:({NUMBER})[万亿千]?{_UNIT}?{TO})?({SIGN}{NUMBER})\s?((?:万亿|亿|万|千)?)"
        rf"(?:个\s?(?=pct|[bB][pP]))?({_UNIT})"
        rf"(?:/({_PER}))?(?![A-WYZa-wyz]|[xX](?![0-9])|(?<![hn])[0-9]|(?<=[AM])\s?级|医院|景区|[类轮版座股栋口幢馆区]|(?<=BP)机)",
        _unit,
    ),
    # m²/人, at the head of a table.
    rule("unit", "(?<![A-Za-z0-9])(?:[kch]?m²|m³)", lambda m: _UNITS[m[0]]),
    # 1.5x: so many times, as lenses and shares are measured; 2x+3 is algebra.
    rule(
        "unit",
        ALONE + rf"({NUMBER})x(?![0-9A-Za-z]|\s?[-+=²³^×])",
        lambda m: count(m[1]) + "倍",
    ),
    rule("power", rf"(?<=[A-Za-z)）\x00]){_RUN}()()()", _power),
)
