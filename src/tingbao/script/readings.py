"""Readings that a phrase dictionary does not know: our own phrases, and rules of grammar.

A rule looks at a hanzi that stands in no known phrase, and names its reading or leaves it to the
network (``context``), which knows encyclopedias better than newspapers: 为邻居, 降了 and 没听
need a rule. Kept are those that lose nothing on the development part of CPP (kakaobrain/g2pM,
Apache-2.0) and gain on newspaper text.
"""

import re
from functools import cache
from importlib.resources import files

from tingbao.script.sandhi import DIGITS


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Words that pypinyin's dictionary lacks, or reads otherwise than a newsreader does."""
    text = files("tingbao.script").joinpath("data/phrases.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: tuple(syllables) for word, *syllables in rows}


_N = f"[{DIGITS}]"
_WHO = (
    "[你我他她它您咱]|大家|群众|居民|邻居|邻里|社区|小区|患者|病人|老人|孩子|学生|企业|人民|百姓|老百姓|"
    "市民|村民|农民|牧民|职工|业主|住户|用户|客户|旅客|乘客|祖国|国家|社会|家乡|全[市区国省县]|"
    "党和|此|何|之|了|民|点位|妈妈|爸爸|父母|母亲|父亲|战友|同事|顾客|游客|读者|观众|经济|发展"
)
"""Those for whom something is done: after 为, perhaps with a word between."""

_FOR = (
    rf"(?:广大|全体|整个|所在|辖区|当地|困难|更多|大多数|每一?位|每个|[一-鿿]{{1,2}}的)?(?:{_WHO})"
)

_AIM = (
    "进一步|更好|方便|防止|确保|保障|推动|促进|加强|提高|解决|满足|做好|深入|避免|减少|帮助|争取|贯彻|"
    "纪念|庆祝|迎接|切实|全面|有效|加快|让|使"
)
"""What something is done for: after 为, at the head of a sentence."""

_DONE = (
    "提供|搭建|打造|创造|奠定|注入|增添|带来|送[上去来]|撑腰|点赞|代言|服务|献|谋|护航|喝彩|加油|鼓掌|"
    "拼搏|奋斗|奔波|操心|发愁|把脉|支招|解[忧困难]|办[实好]|上户口|追回|讨[薪回]|立传|祈福|量身|牵线|铺路"
)
"""What is done for somebody or something: after 为 and its noun."""

RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "为": (
        ("(?<=[成作变称评选定列分改转译认命誉较极颇尤甚最升任封现])为", "wei2"),
        (rf"为{_N}", "wei2"),
        ("为(?:全[市区国省县]|国家)(?:最|第|首|唯一|平均|[一二三四]级)", "wei2"),
        (rf"为{_FOR}", "wei4"),
        (rf"为(?:{_AIM})", "wei4"),
        ("为其(?![一中难])", "wei4"),
        (rf"为(?![{DIGITS}第最近约历首])[一-鿿]{{1,9}}?(?:{_DONE})", "wei4"),
        ("(?<=专门|特地|特意|不要)为|(?<=别)为", "wei4"),
    ),
    "得": (
        ("得(?=珍惜|爱惜|好好(?!的|儿|$))", "dei3"),
        ("(?<=[你我他她们就还总非又可都也])得(?=[一-鿿])(?![到出了过知])", "dei3"),
        (
            "(?<=大家|人人|家长|孩子|每天|每次|天天|至少|起码|恐怕)得(?![到出了过知分奖票失])",
            "dei3",
        ),
        ("^得(?=[一-鿿])(?![了过到知分奖票])", "dei3"),
        ("(?<=[一-鿿])(?<![获夺赢取博求彼])得(?![了过到出票奖益失名])", "de5"),
    ),
    "着": (("(?<=[一-鿿])着", "zhe5"),),
    "地": (
        (
            "(?<=[一-鿿]{2})地(?=[一-鿿])"
            "(?![为是在位处和与及的有到上下里内外中名区貌点方面形质域带块铁图基层产震球])",
            "de5",
        ),
    ),
    "只": ((rf"(?<={_N}|每|这|那)只", "zhi1"),),
    "没": (("(?<![淹沉埋吞隐出湮泯覆辱])没", "mei2"),),
    "降": (("降", "jiang4"),),
    "干": (
        ("(?<=[他她们我着起去来实苦大巧敢])干", "gan4"),
        ("干(?=[了得完活好起到下过事出不])", "gan4"),
    ),
    "长": (
        (
            "(?<=[栋元格林链段庭乡旗厅科股室站排营团班组船舰厂社院局部市县省村])长"
            rf"(?![度期远短约达跑大]|{_N})",
            "zhang3",
        ),
        ("长(?=[出成高满得了着])", "zhang3"),
    ),
    "挨": (("挨(?=[家户个着近门次])", "ai1"),),
    "劲": (("劲(?=儿)|(?<=[有费使够起卖没鼓])劲", "jin4"),),
    "子": (("(?<=[本橙样棚票杯帐袋箱桶摊铺段])子", "zi5"),),
    "咋": (("咋", "za3"),),
    "重": (("(?<=资|量|任|体)重", "zhong4"),),
    "还": (
        ("还(?=[了给款钱债清账贷])|(?<=[偿归退返奉交])还", "huan2"),
    ),
    "挑": (("挑(?=[水担着])|挑(?=起.{0,6}[担梁责])", "tiao1"),),
    "教": (("教(?=[我你他她会]|孩子|学生|大家|人)", "jiao1"),),
    "种": (
        ("种(?=[了上下过着出])", "zhong4"),
        (rf"(?<={_N}|[这那各某多几每何])种", "zhong3"),
    ),
    "数": (("数(?=[了着不这])", "shu3"),),
    "系": (("系(?=[着好上紧])", "ji4"),),
    "卷": (("卷(?=[起入走])", "juan3"),),
    "儿": (
        (
            "(?<=[哪那这点玩味花块事活伴劲门头馅根圈片座样会弯词个今明昨天名角把话沿边孩哥姐妞俩份手当气法眼盖帮串])儿"
            "(?![童科女子孙歌媳])",
            "er5",
        ),
    ),
    "钻": (("钻(?=[进入出过到])", "zuan1"),),
}  # fmt: skip
"""Patterns at a hanzi, with what stands around it, and its reading; the first that fits."""


ALONE = {
    "好": "hao3", "会": "hui4", "看": "kan4", "要": "yao4", "和": "he2", "难": "nan2",
    "给": "gei3", "空": "kong1", "中": "zhong1", "强": "qiang2", "号": "hao4", "更": "geng4",
    "与": "yu3", "都": "dou1", "还": "hai2", "了": "le5", "的": "de5", "那": "na4",
    "上": "shang4", "大": "da4", "过": "guo4", "散": "san4", "处": "chu4", "间": "jian1",
}  # fmt: skip
"""Common words that are read so wherever neither phrase nor rule speaks: on CPP as often right as
the network, and steady in a line of three characters, which tells the network too little."""


@cache
def _patterns(hanzi: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), reading) for pattern, reading in RULES.get(hanzi, ()))


def by_grammar(run: str, place: int) -> str | None:
    """What the rules say of the hanzi at ``place`` of ``run``."""
    for pattern, reading in _patterns(run[place]):
        if pattern.match(run, place):
            return reading
    return ALONE.get(run[place])
