"""Addresses and telephone numbers: everything that is called figure by figure with 幺."""

import re

from tingbao.script.rules.numbers import called, cardinal, digits, parted
from tingbao.script.rules.rule import ALONE, ENDS, HAN, MEASURE, Rule, before, rule

_LABEL = (
    r"(?:电话|热线|拨打|致电|拨通|传真|手机|短信|微信|邮编|邮政编码|尾号|编号|卡号"
    r"|账号|帐号|代[码号]|证号|"
    r"学号|密码|验证码|警号|批号|工号|书号|刊号|房号|车号|车牌号?|身份证号?|号码|给"
    r"|(?:房间|座位|门牌|合同|备案|订单|许可证|准考证|注册|序列|车架|航班|案)号|[取件提换邀识]码"
    r"|QQ|ISBN|CN|ISSN|分机|座机|发[送至]|单号|流水号|银行卡|线路(?=[：:]))"
    r"(?:[号码群为是至：: ]{0,4})"
)
_ENDINGS = "com|cn|net|org|gov|edu|tv|io|cc|info|top"
_HYPHEN_SAID = re.compile("刊号|批号|编号|房号|CN")
_SERVICE = r"(?:110|119|120|122|114|999|12[013][0-9]{2}|9[56][0-9]{3}|100(?:10|15|50|60|86(?:11)?))"
_SPELT = {".": "点", "@": " at ", "/": "斜杠", "-": "杠", "_": "下划线"}
_LISTED = re.compile(r"电话|热线|传真|拨打|咨询|报名|联系|手机|0[0-9]{2,3}[-—)）]")


def _address(match: re.Match[str]) -> str:
    """Letters are the engine's to read, figures go one by one, the scheme is not said."""
    address = re.sub(r"^[a-z]+://", "", match[0]).rstrip("/")
    signs = re.sub(r"[^0-9A-Za-z]", lambda sign: _SPELT.get(sign[0], " "), address)
    return re.sub(r"[0-9]+", lambda run: digits(run[0]), signs)


def _called(match: re.Match[str]) -> str:
    return called(match[0])


def _extended(match: re.Match[str]) -> str:
    """A number and perhaps who is asked for behind it: 021-62118899转8012."""
    return "转".join(called(part) for part in match[0].split("转"))


def _labelled(match: re.Match[str]) -> str:
    """A telephone number's hyphen is a pause, that of 邮发代号15-1 is said."""
    label = match[0][: match.start(1) - match.start()]
    if label.startswith("代号"):
        return label + parted(match[1])
    mark = "杠" if _HYPHEN_SAID.match(label) else ""
    return label + mark.join(called(part) for part in match[1].split("-"))


def _account(match: re.Match[str]) -> str:
    return match[1] + digits(match[2])


def _masked(match: re.Match[str]) -> str:
    """What a newspaper hides of a number is a pause."""
    return re.sub(
        r"[*×]+|[Xx]{3,}", "，", re.sub("[0-9]+", lambda run: called(run[0]), match[0])
    ).strip("，")


def _service(match: re.Match[str]) -> str | None:
    left = before(match, 1)
    counted = left and left in "达为是共约近超第有增至到价售卖涨跌升降收报破=≈<>≤≥"
    return None if counted or match[0].endswith("000") else called(match[0])


def _telephone(match: re.Match[str]) -> str | None:
    return None if match[0].endswith("000") else digits(match[0])


def _listed(match: re.Match[str]) -> str | None:
    """The second of two numbers: 0471—5550123、5550124."""
    if not _LISTED.search(before(match, 40)):
        return None
    parted = match[0][0].isspace() and before(match, 1) == "\x00"
    return ("，" if parted else "") + called(match[0])


def _dotted(match: re.Match[str]) -> str:
    return "点".join(digits(part) for part in match[0].split("."))


ADDRESSES: tuple[Rule, ...] = (
    rule(
        "e-mail",
        r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        _address,
    ),
    rule("address", r"(?:https?://|ftp://|www\.)[!-~]+", _address),
    rule(
        "address",
        r"(?<![A-Za-z0-9_.@-])(?:[A-Za-z0-9-]+\.)+"
        rf"(?:{_ENDINGS})"
        r"(?:/[!-~]*)?(?![A-Za-z0-9@])",
        _address,
    ),
    # .com域名: the end of an address by itself.
    rule(
        "address",
        rf"(?<![A-Za-z0-9_.\])-])\.(?=(?:{_ENDINGS})(?![A-Za-z0-9.]))",
        lambda m: "点",
    ),
)
CONTACTS: tuple[Rule, ...] = (
    # Longer than any number: first, so that every other rule may look along a run of figures.
    rule("code", r"[0-9]{25,}+", lambda m: digits(m[0], yao=before(m, 1) != ".")),
    rule(
        "plate",
        r"(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])"
        r"[A-Z]\s?[·•-]?\s?(?=[A-Z]*[0-9])[A-Z0-9*]{4,6}(?:[警学挂领港澳])?(?![A-Za-z0-9])",
        lambda m: re.sub(r"[·•\s*-]", "", digits(m[0], yao=True)),
    ),
    # @青城2022: a number that somebody put into a name.
    rule("account", rf"(?<=@)([{HAN}A-Za-z_-]{{1,16}})([0-9]{{2,}})(?![0-9])", _account),
    rule(
        "masked number",
        r"(?<![0-9])[0-9]+(?:\*{2,}|×{2,}|X{3,}|x{3,})[0-9]*[0-9Xx]?",
        _masked,
    ),
    rule(
        "telephone", r"(?<![0-9])\+?(?:86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])", _called
    ),
    rule(
        "telephone",
        r"(?<![0-9])(?:\+|00)[1-9][0-9]{0,2}[- ][0-9]{1,4}[- ][0-9]{3,4}[- ]?[0-9]{3,5}(?![0-9])",
        _called,
    ),
    rule(
        "telephone",
        r"(?<![0-9.])[（(]?0[0-9]{2,3}[)）]?[-— ]?[0-9]{7,8}(?:[-—转][0-9]{1,6})?(?![0-9])",
        _extended,
    ),
    rule(
        "telephone",
        r"(?<![0-9.])(?<![0-9] )[（(]?0[0-9]{2,3}[)）— -]\s?[0-9]{3,4}[- ]"
        r"[0-9]{4}(?:转[0-9]{1,6})?(?![0-9])",
        _extended,
    ),
    rule("telephone", r"(?<![0-9.])0[0-9]{2,3}[-—]1[0-9]{4}(?![0-9])", _called),
    rule(
        "telephone",
        r"[48]00(?<![0-9.]...)(?:[- ]?[0-9]{3}[- ]?[0-9]{4}|[- ][0-9]{4}[- ]?[0-9]{3}"
        r"|[0-9](?:-[0-9]{3}){2})"
        r"(?:转[0-9]{1,6})?(?![0-9])",
        _extended,
    ),
    rule(
        "telephone",
        r"(?<=[0-9、，,；;/或和转\x00])\s?(?<![0-9.])[2-8][0-9]{6,7}(?![0-9.,%])",
        _listed,
    ),
    rule("telephone", r"(?<=转)[0-9]{3,6}(?=分机)", _called),
    # 广告：6630111: an office and its number, as imprints list them.
    rule(
        "telephone",
        rf"(?<=(?:广告|发行|总机|新闻|投诉|举报|咨询|订阅|监督|值班|零售)[：:])[2-8][0-9]{{6,7}}"
        rf"(?![0-9.,%]|{MEASURE}|[多余])",
        _called,
    ),
    # *123#: as keys are called.
    rule(
        "code",
        r"(?:\*[*#]?|##)[0-9]{2,6}(?:\*[0-9]{1,6}){0,3}#",
        lambda m: digits(m[0], yao=True).replace("*", "星").replace("#", "井"),
    ),
    # Figures and capitals mixed: a firm's code (GB 32100-2015), a vehicle's (GB 16735-2019).
    rule(
        "code",
        r"(?<![A-Za-z0-9])(?=[0-9]++[A-Z]++[0-9]|[A-Z]++[0-9]++[A-Z])[0-9A-Z]{10,}+(?![a-z])",
        _called,
    ),
    # A bank's card in groups (ISO/IEC 7812), and a serial number that begins with its day.
    rule("code", ALONE + r"[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,4})?(?![0-9])", _called),
    rule(
        "code",
        r"20[0-9]{2}(?<![0-9A-Za-z.].{4})(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{2,}+(?![.,][0-9])",
        _called,
    ),
    rule("identity", r"(?<![0-9.])[0-9]{17}[0-9Xx](?![0-9])", _called),
    # NMG-2022-0012, CVE-2021-44228: letters, then numbers that are called.
    rule(
        "code",
        r"(?<![A-Za-z0-9-])[A-Z]{1,8}(?:-[A-Z]{1,8}){0,2}"
        r"(?:-(?=[A-Z]{0,8}[0-9])[0-9A-Z]{1,20}+){2,}(?![A-Za-z0-9-])",
        lambda m: "杠".join(digits(part, yao=True) for part in m[0].split("-")),
    ),
    # qcwb_2022: a name on the net, its figures called.
    rule(
        "account",
        r"(?<=[A-Za-z0-9])_([0-9]+)(?![0-9.])",
        lambda m: "下划线" + digits(m[1]),
    ),
    rule("account", "(?<=[A-Za-z0-9])_(?=[A-Za-z])", lambda m: "下划线"),
    rule("internet address", ALONE + r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}" + ENDS, _dotted),
    rule(
        "labelled code",
        rf"{_LABEL}([0-9][0-9Xx-]{{2,}}){ENDS}(?!{MEASURE}|[多余])",
        _labelled,
    ),
    # 110、119、120三台合一: all of a row are services, and none is counted.
    rule(
        "service number",
        ALONE
        + rf"{_SERVICE}(?:[、和及与/]{_SERVICE}){{1,6}}"
        + rf"(?![、和及与/~—-]?[0-9.,%]|{MEASURE}|[多余几])",
        lambda m: re.sub("[0-9]+", lambda run: called(run[0]), m[0]).replace("/", "、"),
    ),
    # 12345政务服务便民热线: what it is called may stand between. 256起火警 are counted; 12315平台
    # and 12333人社热线 are called, though 平 and 人 measure elsewhere.
    rule(
        "service number",
        ALONE + r"[0-9]{3,12}(?<!000)(?![起次个条场件宗部台名路位家多余几万亿])"
        rf"(?=[{HAN}]{{0,2}}(?:热线|专线|客服|电话|火警|报警|急救|接警|指挥"
        rf"|民警|巡警|救护|平台|服务台"
        r"|特服))",
        _called,
    ),
    rule(
        "service number",
        ALONE + rf"{_SERVICE}(?=[{HAN}]{{3,10}}(?:热线|专线|平台"
        rf"|电话))",
        _called,
    ),
    rule(
        "service number",
        ALONE + _SERVICE + r"(?=网站|指战员|消防|交通事故|交警|宣传[日月]|客户端|网络购票"
        r"|联动|就近|跟车|随车|转运|求助|接报|出[警车诊动]|来[电访]|赶[到来]|接线员|调度"
        r"|[Aa][Pp][Pp])",
        _called,
    ),
    rule(
        "service number",
        # Two blanks before it part the columns of a table, and no table lists services.
        # A blank and another figure beside it are columns as well: 120 98 76.
        r"(?=[19])(?<![$€£￥¥₩₽₹฿])(?<![$€£￥¥₩₽₹฿]\s)(?<!\s\s)(?<!\t)(?<![0-9%\x00]\s)"
        + ALONE
        + _SERVICE
        + rf"(?![0-9.,%:：/~—×+=-]|\s[0-9]|[A-Za-z{HAN}]|[㎜㎝㎞㎡㎥㎏㎎℃℉°μ])",
        _service,
    ),
    rule("service number", rf"(?<=[拨打向]){_SERVICE}(?![0-9.,])(?!{MEASURE}|[多余])", _called),
    # 12345接诉即办: a line of the state's that nothing is counted by.
    rule("service number", ALONE + rf"123[0-9]{{2}}(?=[{HAN}])(?!{MEASURE}|[多余几])", _service),
    # 备12345678号: so long a number counts no one's turn.
    rule("code", r"(?<![0-9.,第])[0-9]{5,}+(?=号(?!召))", lambda m: digits(m[0])),
    rule("telephone", ALONE + rf"(?<!第)[0-9]{{8}}(?![0-9.,%]|[{HAN}])", _telephone),
    rule("code", ALONE + r"(?<![0-9])[0-9]{13,}(?![0-9.,])", _called),
    # 京ICP备05012345号-1: the first site of one owner.
    rule(
        "code",
        r"(?<=\x00号)-([0-9]{1,2})(?![0-9]|[号日室层])",
        lambda m: "杠" + cardinal(m[1]),
    ),
)
