"""Letters beside figures: models, versions, standards, Roman numerals, words printed small."""

import re

from tingbao.script.rules.numbers import cardinal, digits, number
from tingbao.script.rules.rule import ALONE, ENDS, HAN, Rule, after, rule

_MASKS = ("N", "KN", "KF")
_ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18,
    "XIX": 19, "XX": 20,
}  # fmt: skip
_ACRONYMS = re.compile(
    "nba|cba|cbd|wto|gdp|cpi|ceo|cfo|gpu|cpu|mvp|vip|mba|ufo|atm|eq|dna|rna|ktv|dvd|gps|usb|pvc|"
    "ppt|pdf|ipo|etc|iq|diy|pk|suv|mpv|sci|pos",
    re.IGNORECASE,
)
"""Spelt letter by letter however they are printed; engines read small ones as a word."""
_CRAFT = (
    "东风|红旗|长征|神舟|天舟|嫦娥|鹰击|巨浪|鲲龙|米格|伊尔|天问|北斗|快舟|捷龙|实践|风云|高分|"
    "海洋|朱雀|引力|遥感|霹雳|翼龙|彩虹|攻击|无侦|玉兔|力箭|双曲线|谷神星|运油|空警"
)
"""Before a hyphen and a number they name a craft or a missile."""
_KINDS = (
    "[型式]|战机|飞机|导弹|火箭|卫星|飞船|客机|直升机|无人机|预警机|运输机|坦克|潜艇|发动机|系统"
)
"""Behind the number they say as much, whatever the name is."""


def _model(match: re.Match[str]) -> str:
    """Letters stay; up to two figures are a value (G20, CET-4), more a code (C919).

    Round hundreds are said as such (AG600) save of trains and roads (G100次).
    """
    letters, figures = match[1], match[2]
    if "." in figures:
        return letters + number(figures)
    year = re.fullmatch("(?:19|20)[0-9]{2}", figures) and len(letters) > 1  # CES2023
    if letters == "COVID" or (year and after(match, 1) != "次"):  # of the year 2019
        return letters + digits(figures)
    hundreds = len(figures) == 3 and figures[0] != "0" and figures.endswith("00")
    if hundreds and not re.match("次|列车|高速|国道|省道|线", after(match, 2)):
        return letters + cardinal(figures)
    if len(figures) > 2 or figures[0] == "0" or (letters in _MASKS and len(figures) > 1):
        return letters + digits(figures, yao=True)
    return letters + cardinal(figures)


def _figures(figures: str) -> str:
    return number(figures) if len(figures) < 3 else digits(figures)


def _acronym(match: re.Match[str]) -> str | None:
    small = not match[0].isupper() and _ACRONYMS.fullmatch(match[0])
    return match[0].upper() if small else None


def _named(match: re.Match[str]) -> str:
    return f"{match[1]} {number(match[2])}"


def _before_letters(match: re.Match[str]) -> str:
    """1080P and 360N are codes; 256GB is so many, 500ETF round."""
    stored = re.match("[KMGT]B?(?![A-Za-z])", after(match, 3))
    code = len(match[0]) > 2 and not stored and not match[0].endswith("00")
    return digits(match[0]) if code else number(match[0])


def _dotted(match: re.Match[str]) -> str:
    first, *rest = match[2].split(".")
    return match[1] + "点".join([number(first), *(digits(part) for part in rest)])


def _boeing(match: re.Match[str]) -> str:
    return digits(match[1]) + (_craft(match[2]) if match[2] else "")


def _craft(figures: str) -> str:
    if figures[0] == "0" or (len(figures) > 2 and not figures.endswith("00")):
        return digits(figures, yao=True)
    return cardinal(figures)


def _roman(match: re.Match[str]) -> str | None:
    letters = match[1]
    if letters not in _ROMAN or (letters in "VX" and after(match, 1) not in "类级期"):
        return None
    return cardinal(str(_ROMAN[letters]))


def _standard(match: re.Match[str]) -> str:
    """The slash and the dash of a standard's number are not said: GB/T 7714—2015."""
    name, figures, year = digits(match[1].replace("/", "")), match[2], match[3]
    spoken = "点".join(digits(part) for part in figures.split("."))
    return f"{name} {spoken}" + (f"，{digits(year)}" if year else "")


DESIGNS: tuple[Rule, ...] = (
    # A station calls its frequency figure by figure: FM101.4.
    rule(
        "frequency",
        r"(?:(?<=FM)|(?<=AM)|(?<=调频)|(?<=调幅))\s?([0-9]{2,4})(?:\.([0-9]{1,2}))?(?![0-9])",
        lambda m: digits(m[1]) + ("点" + digits(m[2]) if m[2] else ""),
    ),
    rule(
        "standard",
        r"(?<![A-Za-z/])((?:GB|DB[0-9]{2}|NY|YY|HJ|JT|JGJ|CJJ|QB|SB|ISO|IEC|WS|JR|GA)(?:/[TZ])?|T/[A-Z]{2,8})\s?"
        r"([0-9]{3,5}(?:\.[0-9]+)?)(?:[-—–]((?:19|20)[0-9]{2}))?(?![0-9])",
        _standard,
    ),
    # R7-5800H: a family and the number of one of it.
    rule(
        "model",
        r"(?<![A-Za-z0-9])([A-Za-z])([0-9]{1,2})-([0-9]{4,5})(?=[A-Z]{0,2}(?![A-Za-z0-9]))",
        lambda m: m[1] + cardinal(m[2]) + digits(m[3]),
    ),
    # D6751/2次: one train, of two numbers.
    rule(
        "model",
        r"(?<![A-Za-z])([GDCZTKYS][0-9]{1,4})/([0-9]{1,4})(?=次)",
        lambda m: "、".join(digits(part, yao=True) for part in m.groups()),
    ),
    rule("version", r"(?<![A-Za-z])([vV])([0-9]{1,3}(?:\.[0-9]{1,3}){2,})" + ENDS, _dotted),
    rule(
        "model",
        r"(?:(?<=波音)|(?<=Boeing)\s?|(?<![0-9.,])(?=7[0-9]7(?:[-—][0-9]{1,3})?(?:\s?MAX|(?:大型|巨型|宽体)?客机|机型)))"
        r"(7[0-9]7)(?:[-—]([0-9]{1,3}))?(?![0-9])",
        _boeing,
    ),
    # A330-200, ARJ21-700, B737—300: a type and its kind; A101-109室 is a row of rooms.
    rule(
        "model",
        r"(?<![A-Za-z0-9-])([A-Z]{1,4})([0-9]{1,3})(?:-|—(?=[1-9]00(?![0-9])))([0-9]{3,9}|0[0-9])"
        r"(?![0-9.,%]|号?[室次间号米座版页])",
        lambda m: _model(m) + _craft(m[3]),
    ),
    # 歼-20, 长征-5: the hyphen joins a name and its number, it is no minus.
    rule(
        "model",
        r"[-—](?:(?<=[歼运轰直教强苏图安米][-—])|"
        + "|".join(f"(?<={name}[-—])" for name in _CRAFT.split("|"))
        + r")([0-9]{1,3})(?![0-9.%℃°])",
        lambda m: _craft(m[1]),
    ),
    rule("model", rf"(?<=[{HAN}])-([0-9]{{1,3}})(?=[A-Z]?(?:{_KINDS}))", lambda m: _craft(m[1])),
)
"""Before ranges: their hyphens part nothing."""
MODELS: tuple[Rule, ...] = (
    rule("acronym", r"(?<![A-Za-z0-9./@_-])[A-Za-z]{2,3}(?![A-Za-z0-9_@.-])", _acronym),
    # Trade usage: business to business, online to offline.
    rule(
        "to",
        r"(?<![A-Za-z0-9])(?!H2[OS]|[NK]2O)[A-Z](?:2[A-Z]){1,3}(?![A-Za-z0-9])",
        lambda m: m[0].replace("2", " to "),
    ),
    rule(
        "product",
        r"\b(iPhone|iPad Pro|iPad|Windows|Wi-Fi|WiFi|Android|iOS|Mate"
        r"|Pro)\s?([0-9]+(?:\.[0-9]+)?)",
        _named,
    ),
    # BA.5: the point between capitals and figures is said.
    rule(
        "model",
        r"(?<![A-Za-z.])([A-Z]{1,3})\.([0-9]+(?:\.[0-9]+)*)(?![0-9A-Za-z])",
        lambda m: m[1] + "点" + "点".join(_figures(part) for part in m[2].split(".")),
    ),
    rule("model", r"(?<![A-Za-z])([A-Za-z]++)[-‐]?([0-9]++(?:\.[0-9]++)?)", _model),
    rule("model", r"(?<=[A-Za-zα-ω])[-‐.]?([0-9]+)", lambda m: number(m[1])),
    rule("model", r"(?<![0-9.])[0-9]+(?=[A-Z](?![a-z]))", _before_letters),
    rule("version", ALONE + r"()([0-9]{1,3}(?:\.[0-9]{1,3}){2,})" + ENDS, _dotted),
    # V and X alone are rather letters than numbers.
    rule(
        "Roman numeral",
        r"(?<![A-Za-z])([IVX]+)(?=[期类级度届]|[型号区标代世卷部章节线](?![A-Za-z]))",
        _roman,
    ),
    rule("Roman numeral", rf"(?<=[{HAN}])(II|III|IV|VI|VII|VIII|IX)(?![A-Za-z{HAN}])", _roman),
)
