"""Numbers that name and do not count: telephones, plates, rooms, trains, models, dates as names."""

import re

from tingbao.script.rules.numbers import cardinal, digits, number
from tingbao.script.rules.rule import ALONE, ENDS, HAN, Rule, around, rule

_LABEL = (
    r"(?:电话|热线|拨打|致电|拨通|传真|手机|短信|微信|邮编|邮政编码|尾号|编号|卡号|账号|帐号|代码|证号|"
    r"学号|密码|验证码|警号|批号|工号|书号|刊号|房号|车号|车牌号?|身份证号?|号码|给|QQ|ISBN|CN|ISSN)"
    r"(?:[号码群为是：: ]{0,4})"
)
_SERVICE = r"(?:110|119|120|122|114|999|12[0-9]{3}|9[56][0-9]{3}|100(?:10|15|50|60|86))"
_MASKS = ("N", "KN", "KF")


_SPELT = {".": "点", "@": " at ", "/": "斜杠", "-": "杠", "_": "下划线"}


def _address(match: re.Match[str]) -> str:
    """Letters are the engine's to read, figures go one by one, the scheme is not said."""
    address = re.sub(r"^[a-z]+://", "", match[0]).rstrip("/")
    signs = re.sub(r"[^0-9A-Za-z]", lambda sign: _SPELT.get(sign[0], " "), address)
    return re.sub(r"[0-9]+", lambda run: digits(run[0]), signs)


def _quoted(match: re.Match[str]) -> str:
    return digits(match[0], yao=re.fullmatch(_SERVICE, match[0]) is not None)


def _called(match: re.Match[str]) -> str:
    """Figure by figure with 幺; the marks between groups are not read."""
    return digits(re.sub(r"[^0-9A-Za-z]", "", match[0]), yao=True)


def _service(match: re.Match[str]) -> str | None:
    before = match.string[match.start() - 1 : match.start()]
    if before and before in "达为是共约近超第有增至到":
        return None
    return digits(match[0], yao=True)


def _telephone(match: re.Match[str]) -> str | None:
    return None if match[0].endswith("000") else digits(match[0])


def _dotted(match: re.Match[str]) -> str:
    return "点".join(digits(part) for part in match[0].split("."))


def _model(match: re.Match[str]) -> str:
    """Letters stay; up to two figures are a value (G20, COVID-19), more a code (C919)."""
    letters, figures = match[1], match[2]
    if "." in figures:
        return letters + number(figures)
    if len(figures) > 2 or figures[0] == "0" or (letters in _MASKS and len(figures) > 1):
        return letters + digits(figures, yao=True)
    return letters + cardinal(figures)


def _named(match: re.Match[str]) -> str:
    return f"{match[1]} {number(match[2])}"


def _before_letters(match: re.Match[str]) -> str:
    return digits(match[0]) if len(match[0]) > 2 else number(match[0])


def _occasion(match: re.Match[str]) -> str:
    return digits(match[1] + match[2])


def _blood(match: re.Match[str]) -> str | None:
    if "血压" not in around(match, 12, 0) and "汞柱" not in around(match, 0, 6):
        return None
    unit = "毫米汞柱" if match[3] else ""
    return f"{cardinal(match[1])}、{cardinal(match[2])}{unit}"


def _hyphens(match: re.Match[str]) -> str:
    return "杠".join(digits(part, yao=True) for part in match[0].split("-"))


ADDRESSES: tuple[Rule, ...] = (
    rule("address", r"(?:https?://|ftp://|www\.)[!-~]+", _address),
    rule(
        "address",
        r"(?<![\w.@-])(?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org|gov|edu|tv|io|cc|info|top)(?![\w@])",
        _address,
    ),
    rule("e-mail", r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", _address),
)
CODES: tuple[Rule, ...] = (
    rule("document", r"(?<=[〔\[【])(?:19|20)[0-9]{2}(?=[〕\]】])", lambda m: digits(m[0])),
    rule(
        "plate",
        r"(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])"
        r"[A-Z][·•]?[A-Z0-9]{5,6}(?![A-Za-z0-9])",
        lambda m: digits(m[0].replace("·", ""), yao=True),
    ),
    rule(
        "telephone", r"(?<![0-9])\+?(?:86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])", _called
    ),
    rule(
        "telephone",
        r"(?<![0-9.])[（(]?0[0-9]{2,3}[)）]?[-—－ ]?[0-9]{7,8}(?:-[0-9]{1,6})?(?![0-9])",
        _called,
    ),
    rule("telephone", r"(?<![0-9.])[48]00[- ]?[0-9]{3}[- ]?[0-9]{4}(?![0-9])", _called),
    rule("identity", r"(?<![0-9.])[0-9]{17}[0-9Xx](?![0-9])", _called),
    rule("internet address", ALONE + r"[0-9]{1,3}(?:\.[0-9]{1,3}){3,}" + ENDS, _dotted),
    rule(
        "labelled code",
        rf"{_LABEL}([0-9][0-9Xx-]{{2,}}){ENDS}",
        lambda m: m[0][: m.start(1) - m.start()] + digits(m[1].replace("-", ""), yao=True),
    ),
    rule("quoted code", r"(?<=[“\"‘「《])[0-9]{3,}(?=[”\"’」》])", _quoted),
    rule(
        "service number",
        ALONE + r"[0-9]{3,6}(?=热线|专线|客服|电话|报警|急救|接警|指挥|民警|救护|平台|服务台)",
        lambda m: digits(m[0], yao=True),
    ),
    rule(
        "service number",
        ALONE + _SERVICE + r"(?=网站|指战员|消防|宣传日|[Aa][Pp][Pp])",
        lambda m: digits(m[0], yao=True),
    ),
    rule(
        "service number",
        ALONE + _SERVICE + rf"(?![0-9.,%％:：/~～—×+=-]|[A-Za-z{HAN}]|[㎜㎝㎞㎡㎥㎏㎎℃℉°μ])",
        _service,
    ),
    # 3·15, 5·12, 12·9: a day that has become a name.
    rule("occasion", ALONE + r"(?<![·])([0-9]{1,2})[·•・]([0-9]{1,2})(?![0-9·])", _occasion),
    rule(
        "occasion",
        ALONE + r"([1-9]|1[0-2])\.([12]?[0-9]|3[01])"
        r"(?=特大|暴雨|洪水|山洪|地震|火灾|爆炸|矿难|事件|事故|惨案|专案|阅兵|讲话)",
        _occasion,
    ),
    rule(
        "occasion",
        ALONE + r"([0-9])([0-9]{2})(?=新政|事件|惨案|事变|空难|晚会|大促|购物节|专案|纪念)",
        _occasion,
    ),
    rule(
        "room",
        ALONE
        + r"[0-9]{3,4}(?=室|房间|宿舍|病房|教室|包厢|包间|路(?!程)|国道|省道|县道|线(?!下|上))",
        lambda m: digits(m[0], yao=True),
    ),
    # A share is called by its code: （600519）, 000001.SZ.
    rule(
        "share",
        r"(?<=[（(])(?:[03689]|43)[0-9]{5}(?=[）)])|"
        + ALONE
        + r"[0-9]{5,6}(?=\.(?:SH|SZ|BJ|HK)(?![A-Za-z]))",
        lambda m: digits(m[0]),
    ),
    # What a server answers (RFC 9110, 15): 404错误.
    rule("answer", ALONE + r"[45][0-9]{2}(?=错误|页面|报错)", lambda m: digits(m[0])),
    # 1#楼, 3#机组.
    rule("house", ALONE + r"([0-9]{1,3})[#＃](?=[\u4e00-\u9fff])", lambda m: cardinal(m[1]) + "号"),
    rule(
        "ordinal",
        r"(?<![A-Za-z])(?:N[Oo]\.\s?|№\s?)([0-9]{1,4})(?![0-9])",
        lambda m: "第" + cardinal(m[1]),
    ),
    rule("house", ALONE + r"[0-9]{1,3}(?:-[0-9]{1,3}){2,}" + ENDS, _hyphens),
    # 301医院, 211高校, 985院校: the number is the name.
    rule(
        "institution",
        ALONE + r"(?:985|211)(?![0-9.,%％])(?=工程|高校|院校|大学|毕业|[^\w]|$)"
        r"|(?<![0-9.,])[0-9]{3}(?=医院)",
        lambda m: digits(m[0]),
    ),
    rule("telephone", ALONE + rf"(?<!第)[0-9]{{8}}(?![0-9.,%％]|[{HAN}])", _telephone),
    rule("code", ALONE + r"(?<![0-9])[0-9]{13,}(?![0-9.,])", _called),
    rule("blood pressure", ALONE + r"([0-9]{2,3})/([0-9]{2,3})(?![0-9])(\s?mmHg)?", _blood),
)
MODELS: tuple[Rule, ...] = (
    # Trade usage: business to business, online to offline.
    rule("to", r"(?<![A-Za-z])([A-Z])2([A-Z])(?![A-Za-z0-9])", lambda m: f"{m[1]} to {m[2]}"),
    rule(
        "product",
        r"\b(iPhone|iPad Pro|iPad|Windows|Wi-Fi|WiFi|Android|iOS|Mate|Pro)\s?([0-9]+(?:\.[0-9]+)?)",
        _named,
    ),
    # 歼-20, 长征-5: the hyphen joins a name and its number, it is no minus.
    rule(
        "model",
        r"(?<=[歼运轰直教强])-([0-9]{1,3})(?![0-9])"
        r"|(?<=东风|红旗|长征|神舟|天舟|嫦娥|鹰击|巨浪|鲲龙|米格)-([0-9]{1,3})(?![0-9])",
        lambda m: cardinal(m[1] or m[2]),
    ),
    rule("model", r"(?<![A-Za-z])([A-Za-z]++)-?([0-9]+(?:\.[0-9]+)?)", _model),
    rule("model", r"(?<![0-9.])[0-9]+(?=[A-Z](?![a-z]))", _before_letters),
    rule("version", ALONE + r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,}" + ENDS, _dotted),
)
