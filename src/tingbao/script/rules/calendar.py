"""Dates, years and decades. Years go figure by figure, months and days by value, 2 as 二."""

import re
from itertools import pairwise

from tingbao.script.rules.numbers import cardinal, digits
from tingbao.script.rules.rule import ALONE, ENDS, HAN, MEASURE, TO, Rule, after, before, rule, to

_MODERN = r"(?:19|20)[0-9]{2}"
_COUNTED = "近约共了第满达这过历经超长足是有整余后前期限隔今逾立党国军校业婚利斗航奋"
"""Before a number of years that lasted: 距今1800年, 成立75年."""
_REIGNS = (
    "民国|光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|崇祯|万历|嘉靖|永乐|洪武"
    "|贞观|开元|天宝|昭和|"
    "平成|令和|明治|大正|贞元|元和|天启|成化|弘治|正德|宣德|正统|景泰|至元|建安|建武|元狩|太和"
)
_TIME_OF_DAY = "[上下中]午|[早晚]|凌晨|清晨|傍晚|夜|当天|起|前|后|之|以|至|到|左右|开|是|我|的|，"
_BORN = re.compile(
    r"出生|生[，。、人于]|毕业|入[伍党学]|参[军加]|[高中]考|[0-9]{1,2}月|开始|那年|到|至"
)


def day_of(year: str, month: str, day: str = "") -> str | None:
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    spoken = (digits(year) + "年" if year else "") + cardinal(month) + "月"
    return spoken + (cardinal(day) + "日" if day else "")


def _full(match: re.Match[str]) -> str | None:
    return day_of(match[1], match[3], match[4])


def _day_first(match: re.Match[str]) -> str | None:
    return day_of(match[4], match[1], match[3]) or day_of(match[4], match[3], match[1])


def _successive(match: re.Match[str]) -> str | None:
    years = match[0].split("、")
    if len(years) == 2 and re.match(rf"[号室路线次]|{MEASURE}", after(match, 2)):
        return None
    rises = all(int(late) - int(early) == 1 for early, late in pairwise(years))
    return "、".join(digits(year) for year in years) if rises else None


def _year(match: re.Match[str]) -> str | None:
    era, figures, month = match[1] or "", match[2], match[3]
    if era == "公元前" and figures.endswith("00"):
        return era + cardinal(figures) + "年"
    if era or month is not None or figures[0] == "0":
        return era + digits(figures) + "年"
    if len(figures) == 2:
        return digits(figures) + "年" if figures >= "70" and not _lasting(match) else None
    if len(figures) == 4 and 1000 < int(figures) < 2100 and not _long_ago(match):
        return digits(figures) + "年"
    return None


def _lasting(match: re.Match[str]) -> bool:
    """Whether two figures count years: 98年出生 is 1998, 98年的历史 lasted so long."""
    if _BORN.match(after(match, 4)):
        return False
    left, right = before(match, 1), after(match, 1)
    counted = bool(left) and left in _COUNTED
    return counted or (bool(right) and right in "的前后来间以多余历内，。、；")


_HISTORY = re.compile(rf"[多余]?的?[{HAN}]{{0,2}}历史(?![{HAN}])|[多余]?的?历史[的和与]")
_TOLD = ("下达", "传达", "到达", "抵达", "表达")


def _long_ago(match: re.Match[str]) -> bool:
    """Whether four figures count years: 2000年前, 距今1800年, 1200年历史."""
    figures, left, right = match[2], before(match, 2), after(match, 5)
    if "今" in left or _HISTORY.match(right) or (left[-1:] in ("达", "逾") and left not in _TOLD):
        return True
    if left == "历经":
        return True
    if not figures.endswith("00") or "底" in right[:1]:
        return False
    return left[-1:] in ("近", "约", "有", "超", "过") or (
        right[:1] in ("前", "来") and right[:2] not in ("前后", "来自")
    )


def _era(match: re.Match[str]) -> str:
    era = "公元前" if match[2][0] in "bB" else "公元"
    return era + digits(match[1]) + "年"


def _decade(match: re.Match[str]) -> str:
    figures = match[1]
    return cardinal(figures) if len(figures) == 2 and figures[0] != "0" else digits(figures)


def _months(match: re.Match[str]) -> str:
    return f"{cardinal(match[1])}{to(match)}{cardinal(match[2])}"


def _plain(match: re.Match[str]) -> str:
    return cardinal(match[1])


def _figures(match: re.Match[str]) -> str:
    return digits(match[1])


DATES: tuple[Rule, ...] = (
    # ISO 8601 and its looser forms; two figures of a year want the whole date beside them.
    rule(
        "date",
        ALONE + r"([0-9]{4}|[0-9]{2})([-–—/.·])([0-9]{1,2})\2([0-9]{1,2})" + ENDS + "日?",
        _full,
    ),
    rule("date", ALONE + r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})" + ENDS, _day_first),
    # 2017、2018、2019: a run of numbers each one more than the last is of years.
    rule(
        "year",
        ALONE + rf"{_MODERN}(?:、{_MODERN}){{1,9}}+" + ENDS,
        _successive,
    ),
    # 2020、2021年: the word stands once for both.
    rule(
        "year",
        ALONE + rf"({_MODERN})(?=(?:[、，和及与或/]\s?{_MODERN}){{1,9}}"
        r"(?:年|学年|赛季|届|级|[两二三四五]年))",
        _figures,
    ),
    rule(
        "date",
        ALONE + r"((?:19|20)[0-9]{2})[-/.](0[1-9]|1[0-2])" + ENDS + r"(?![0-9万亿元%])",
        lambda m: day_of(m[1], m[2]),
    ),
    rule(
        "date",
        ALONE + r"(0[1-9]|1[0-2])[-/.]((?:19|20)[0-9]{2})" + ENDS,
        lambda m: day_of(m[2], m[1]),
    ),
    rule(
        "date",
        ALONE + r"(0[1-9])[-/.](0[1-9]|[12][0-9]|3[01])" + ENDS + r"(?!版)",
        lambda m: day_of("", m[1], m[2]),
    ),
    # 12/12当天, 12/9（周五）: what follows is said of a day, never of a part.
    rule(
        "date",
        ALONE + r"([1-9]|1[0-2])/([12][0-9]|3[01]|[1-9])(?![0-9/])(?=当[天日]"
        r"|\s?[（(]?(?:周|星期)[一二三四五六日天]|[早晚上下中][午上间]|晚|凌晨|\s[0-9]{1,2}[:：])",
        lambda m: day_of("", m[1], m[2]),
    ),
    # '98世界杯: the sign stands for the century and is not read.
    rule("year", r"['’‘]([0-9]{2})(?=年|届|世界杯|奥运|亚运|春晚|[-—\x00]['’‘][0-9])", _figures),
    rule("year", rf"['’]([0-9]{{2}})(?=[{HAN}])(?!{MEASURE}|[^'’]{{0,12}}['’])", _figures),
    rule(
        "year",
        ALONE + r"(?<![A-Z]-)([0-9]{2})(?=世界杯|奥运|抗洪|非典|春晚|届(?:毕业|学生|校友)|级"
        r"(?:学生|新生|毕业|校友|同学|本科|硕士|博士))",
        _figures,
    ),
    rule("era", ALONE + r"([0-9]{2,4})\s?(a\.d\.|b\.c\.|ad|bc|AD|BC)(?![A-Za-z])", _era),
    rule("decade", ALONE + r"([0-9]{4}|[0-9]{2})(?=(?:[、至到和-][0-9]{2}){0,9}年代)", _decade),
    rule(
        "generation",
        ALONE + rf"(?<![:：])([0-9]{{2}}|{_MODERN})"
        r"(?=后?(?:[、，/和与]\s?“?[0-9]{2}(?=[后、，/和与])”?){1,4}后|前”|”?后(?!卫|场"
        r"|腰|排|续|期|备|退))",
        _figures,
    ),
    # A reign numbers its years: 光绪2年 is the second.
    rule(
        "reign",
        "(?=[0-9])(?:"
        + "|".join(f"(?<={name})" for name in _REIGNS.split("|"))
        + r")([0-9]{1,2})(?=年)",
        _plain,
    ),
    # 贞观4年（630年）: the same year, counted another way.
    rule("year", r"(?<=年[（(])([1-9][0-9]{2})(?=年[）)])", _figures),
    rule("year", r"(?<=[（(])([1-9][0-9]{2})(?=年\x00[0-9]{3,4}年[）)])", _figures),
    rule("year", r"(?<=年\x00)([1-9][0-9]{2})(?=年[）)])", _figures),
    rule("year", r"(公元前|公元|纪元)?(?<![0-9.,])([0-9]{2,4})年(?=([0-9]{1,2}月)?)(?!级)", _year),
    rule("months", ALONE + rf"(?<![:：])([0-9]{{1,2}}){TO}([0-9]{{1,2}})(?=月|日|号)", _months),
    rule("month", ALONE + r"([0-9]{1,2})(?=月)", _plain),
    # 01号: as stamped on a thing, and no day of a month, which has been read by now.
    rule("numbered", r"(?<![0-9.A-Za-z\x00月、至到])(0[0-9])(?=号)", _figures),
    # 2号楼, 10号线, 神舟15号, 中山路18号 are numbers of things; 22号上午 is a day.
    rule(
        "numbered",
        rf"(?<![0-9.A-Za-z])(?<!月)([0-9]{{1,2}})(?=号[{HAN}])(?!号(?:{_TIME_OF_DAY}))"
        rf"|(?<=[{HAN}])(?<![月至到和在本是于])([0-9]{{1,2}})(?=号)",
        lambda m: cardinal(m[1] or m[2]),
    ),
    # 7:42 日落 is a time.
    rule("day", r"(?<![0-9.A-Za-z])(?<![0-9][:：])([0-9]{1,2})(?=日|号)", _plain),
)
