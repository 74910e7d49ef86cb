"""Signs: those with a name are read, dashes and ellipses are pauses, ornaments are silent."""

import re
import unicodedata

from tingbao.script.rules.numbers import cardinal
from tingbao.script.rules.rule import HAN, Rule, before, either, rule

_NAMES = {
    "<=": "小于等于", ">=": "大于等于", "≤": "小于等于", "≥": "大于等于", "=": "等于",
    "<": "小于", ">": "大于",
    "≧": "大于等于", "≦": "小于等于",
    "≠": "不等于", "≈": "约等于", "∞": "无穷大", "+": "加", "×": "乘",
    "÷": "除以", "±": "正负", "&": "和", "%": "百分号", "‰": "千分号",
    "℃": "摄氏度", "℉": "华氏度", "°": "度", "㎡": "平方米", "㎥": "立方米", "№": "编号",
    "￥": "元", "¥": "元", "$": "美元", "€": "欧元", "£": "英镑", "Ω": "欧姆",
}  # fmt: skip
_READ = "\x00"
"""Stands where another rule has read; see ``script.spoken``."""
_SILENT = (
    r"[\u2121\u2190-\u2bff\u20a0-\u20cf\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff"
    r"\U0001f000-\U0001faff\U000e0000-\U000e0fff#*^_|\\~@§¶†‡†•●©®™℗]+"
)


def _numeral(match: re.Match[str]) -> str | None:
    """½, ②, Ⅱ, ³ and their like, by the value that Unicode gives them."""
    value = unicodedata.numeric(match[0], None)
    if value is None:
        return None
    if value == int(value):
        return cardinal(str(int(value))) if value >= 0 else None
    over, _, under = unicodedata.normalize("NFKC", match[0]).partition("\u2044")
    if not (over.isdigit() and under.isdigit()):
        return ""
    whole = match.start() and match.string[match.start() - 1] in _READ  # 3¾: 三又四分之三
    return f"{'又' if whole else ''}{cardinal(under)}分之{cardinal(over)}"


def _ellipsis(match: re.Match[str]) -> str:
    rest = match.string[match.end() : match.end() + 1]
    return "。" if not rest or rest in "”’』」\n" else "，"


def _bracket(match: re.Match[str]) -> str | None:
    opened = match[0] == "<" or re.search(rf"<[{HAN}][^<>，\n]{{0,40}}$", before(match, 42))
    return "" if opened else None


SILENT: tuple[Rule, ...] = (
    rule(
        "emoji",
        r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+"
        r"(?<![\u2776-\u2793])",
        lambda m: "",
    ),
    # What a bracket says of a picture, nobody sees who listens: （图）, （附图片2张）, （见右图）.
    rule(
        "picture",
        r"[ \u3000]?[（(](?:(?:[附组多配]|资料|详?见)?[上下左右]?图[片表解文]?"
        r"|附?图片?[0-9一二两三四五六七八九十]{1,3}张)[）)]",
        lambda m: "",
    ),
)
SIGNS: tuple[Rule, ...] = (
    rule(
        "numeral",
        "[⁰¹²³⁴-⁹]{2,}|[₀-₉]{2,}",
        lambda m: cardinal(unicodedata.normalize("NFKC", m[0])),
    ),
    rule(
        "numeral",
        r"[^\x00-\x7f\W\u3400-\u9fff\U00020000-\U0003ffff\uf900-\ufaff]"
        r"|[\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3248-\u325f\u3280-\u3289\u32b1-\u32bf]",
        _numeral,
    ),
    rule("ellipsis", r"…+|\.{3,}", _ellipsis),
    # What stands between two readings is a range that no rule before knew: 1/5~1/4.
    rule("range sign", rf"(?<={_READ})\s?(?:[-~–]|(?<!—)—(?!—))\s?(?={_READ})", lambda m: "到"),
    # At the edge of a line a dash marks a subtitle (副题) or a quotation's source.
    rule("dash", r"^\s*+[—–]+\s*|(?<!\s)\s*+(?<![—–])[—–]++\s*+$", lambda m: ""),
    rule("dash", r"(?<=[，。！？；：])[—–]+", lambda m: ""),
    rule("dash", r"[—–]+|-{2,}", lambda m: "，"),
    # Between two words a hyphen joins: the voice goes on.
    rule("hyphen", rf"(?<=[{HAN}])\s?-\s?(?=[{HAN}])", lambda m: "，"),
    # A letter O stands in for the ring: 二OO八年.
    rule(
        "zero",
        r"[○◯](?=[一二三四五六七八九十零○◯点])|(?<=[一二三四五六七八九])[○◯]"
        r"|(?<=[一二三四五六七八九○零])O{1,2}(?=[一二三四五六七八九○零年后])",
        lambda m: "零" * len(m[0]),
    ),
    rule("arrow", r"(?<=[\w\x00])[→⇒➔](?=[\w\x00])", lambda m: "到"),
    rule("rate", r"(?<=[元币镑])/(?=(?:人民币|[美欧日港澳加]元|英镑))", lambda m: "兑"),
    rule("ampersand", r"(?<=[A-Za-z])\s?&\s?(?=[A-Za-z])", lambda m: " and "),
    # ×× hides a name or a date: 李××, ×月×日.
    rule(
        "so-and-so",
        rf"(?<![0-9A-Za-z\x00])(?:[×✕╳]{{2,}}|[×✕╳](?=[月日年某村市县省区路号时]))"
        rf"|(?<=[{HAN}])[×✕╳](?=[，。、（）；：！？”]|某|的|$)",
        lambda m: "某" * len(m[0]),
    ),
    # Before a line of what is forbidden a cross is a mark.
    rule("ornament", rf"(?:^|(?<=[\s，。、；：“（(]))[×✕╳](?=[{HAN}])", lambda m: ""),
    rule("sign", rf"√(?=[{_READ}a-z(（])", lambda m: "根号"),
    rule("sign", "∠(?=[A-Z])", lambda m: "角"),
    rule("hyphen", rf"(?<=[{_READ}])-(?=[{HAN}])", lambda m: ""),
    rule("sum", rf"(?<=[{_READ}米分寸])[*xX](?={_READ})", lambda m: "乘"),
    rule("slash", r"(?<=[A-Za-z])/(?=[A-Za-z])", lambda m: " "),
    rule("slash", r"(?<=[\w\x00])/(?=[\w\x00])", lambda m: "、"),
    # <论语>, as a keyboard without 〈〉 writes it.
    rule("ornament", rf"<(?=[{HAN}][^<>，\n]{{0,40}}>)|(?<=[{HAN}。！？”’])>", _bracket),
    rule("sign", either(_NAMES), lambda m: _NAMES[m[0]]),
    rule("ornament", _SILENT, lambda m: ""),
)
