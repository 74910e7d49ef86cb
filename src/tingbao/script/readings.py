"""What a phrase dictionary cannot know: readings by grammar, by name, and of 一 and 不.

Every rule looks at a run of hanzi and the syllables found so far, and changes one character's.
Each was measured on the development part of CPP (kakaobrain/g2pM) and on newspaper phrases.
"""

import re
from collections.abc import Callable, Sequence

PHRASES = {
    "银行排行": "yin2 hang2 pai2 hang2", "排行": "pai2 hang2", "还款": "huan2 kuan3",
    "还贷": "huan2 dai4", "新冠": "xin1 guan1", "冠状": "guan1 zhuang4",
    "取得": "qu3 de2", "获得": "huo4 de2", "褪色": "tui4 se4", "不褪色": "bu2 tui4 se4",
    "呼和浩特": "hu1 he2 hao4 te4", "六安": "lu4 an1", "丽水": "li2 shui3", "台州": "tai1 zhou1",
    "蚌埠": "beng4 bu4", "铅山": "yan2 shan1", "番禺": "pan1 yu2", "涡阳": "guo1 yang2",
    "枞阳": "zong1 yang2", "黄陂": "huang2 pi2", "郫都": "pi2 du1", "洪洞": "hong2 tong2",
    "东阿": "dong1 e1", "乐清": "yue4 qing1", "莘县": "shen1 xian4", "浚县": "xun4 xian4",
    "井陉": "jing3 xing2", "牟平": "mu4 ping2", "会稽": "kuai4 ji1", "大栅栏": "da4 shi2 lan4",
    "单县": "shan4 xian4", "单于": "chan2 yu2", "吐蕃": "tu3 bo1", "高句丽": "gao1 gou1 li2",
    "任丘": "ren2 qiu1", "任县": "ren2 xian4", "朝阳区": "chao2 yang2 qu1", "厦门": "xia4 men2",
    "咬得": "yao3 de5", "什么": "shen2 me5", "为什么": "wei4 shen2 me5", "因为": "yin1 wei4",
    "地方": "di4 fang5", "好得很": "hao3 de5 hen3", "一线": "yi2 xian4", "头发": "tou2 fa5",
    "饼干": "bing3 gan1", "了解": "liao3 jie3", "船只": "chuan2 zhi1", "着力": "zhuo2 li4",
    "着眼": "zhuo2 yan3", "着手": "zhuo2 shou3", "睡着了": "shui4 zhao2 le5",
    "数不清": "shu3 bu4 qing1", "行长": "hang2 zhang3", "供给": "gong1 ji3", "给予": "ji3 yu3",
    "提供": "ti2 gong1", "供暖": "gong1 nuan3", "供应": "gong1 ying4", "处理": "chu3 li3",
    "办事处": "ban4 shi4 chu4", "应急": "ying4 ji2", "反应": "fan3 ying4", "看守": "kan1 shou3",
    "值班": "zhi2 ban1", "参差": "cen1 ci1", "星宿": "xing1 xiu4", "宿舍": "su4 she4",
    "模样": "mu2 yang4", "压轴": "ya1 zhou4", "强迫": "qiang3 po4", "倔强": "jue2 jiang4",
    "的确": "di2 que4", "目的": "mu4 di4", "目的地": "mu4 di4 di4", "重阳": "chong2 yang2",
    "重建": "chong2 jian4", "重新": "chong2 xin1", "重复": "chong2 fu4", "重启": "chong2 qi3",
    "长期": "chang2 qi1", "增长": "zeng1 zhang3", "院长": "yuan4 zhang3", "校长": "xiao4 zhang3",
    "朝鲜": "chao2 xian3", "调研": "diao4 yan2", "调查": "diao4 cha2", "调整": "tiao2 zheng3",
}  # fmt: skip
"""Words that the dictionary lacks or reads otherwise than a newsreader does."""

SURNAMES = {
    "单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1", "查": "zha1", "任": "ren2",
    "区": "ou1", "朴": "piao2", "宁": "ning4", "翟": "zhai2", "覃": "qin2", "盖": "ge3",
    "华": "hua4", "纪": "ji3", "那": "na1", "乐": "yue4", "洗": "xian3", "冼": "xian3",
    "缪": "miao4", "种": "chong2", "黑": "he4", "折": "she2", "员": "yun4", "召": "shao4",
    "尉": "wei4", "贾": "jia3", "燕": "yan1", "应": "ying1", "幺": "yao1", "逄": "pang2",
    "隗": "wei3", "哈": "ha3", "薄": "bo2", "卜": "bu3", "柏": "bai3", "葛": "ge3", "过": "guo1",
    "郇": "xun2", "句": "gou1", "阚": "kan4", "谌": "chen2", "晟": "sheng4", "撒": "sa4",
}  # fmt: skip
"""Surnames that are read otherwise than the word."""

_TITLES = (
    "先生|女士|同志|老师|教授|医生|大夫|主任|书记|局长|市长|县长|院长|校长|部长|主席|总理|总统|"
    "队长|经理|记者|师傅|阿姨|大爷|大妈|奶奶|爷爷|叔叔"
)
_TITLED = re.compile(rf"([{''.join(SURNAMES)}])(?:[\u4e00-\u9fff]{{1,2}})?(?:{_TITLES})")
_SIGNED = re.compile(
    rf"(?:记者|通讯员|实习生|作者|编辑|名叫|叫做|姓名|摄影)([{''.join(SURNAMES)}])"
)

_PHRASE = re.compile("|".join(sorted(PHRASES, key=len, reverse=True)))

_DIGITS = "零〇一二三四五六七八九十百千万亿两"

Rule = Callable[[str, int, str], str | None]
"""Run, place and syllable so far; the new syllable, or None."""


def mend(run: str, found: Sequence[str]) -> list[str]:
    """``found`` (a syllable a hanzi of ``run``) with what these rules know better."""
    syllables = [syllable.replace("ü", "v") for syllable in found]
    for place, hanzi in enumerate(run):
        rule = RULES.get(hanzi)
        if rule and (new := rule(run, place, syllables[place])):
            syllables[place] = new
    for match in _PHRASE.finditer(run):
        syllables[match.start() : match.end()] = PHRASES[match.group()].split()
    for pattern in (_TITLED, _SIGNED):
        for match in pattern.finditer(run):
            syllables[match.start(1)] = SURNAMES[match.group(1)]
    _sandhi(run, syllables)
    return syllables


def _around(run: str, place: int) -> tuple[str, str]:
    return run[place - 1 : place] if place else "", run[place + 1 : place + 2]


def _de(run: str, place: int, syllable: str) -> str | None:
    """得: must (dei3) after a pronoun and before a verb; a particle after a verb; else de2."""
    before, after = _around(run, place)
    if syllable != "de2" or run[place - 1 : place + 1] in _WITH_DE2:
        return None
    if after and (run[place : place + 2] in _DE2_WITH):
        return None
    if before and before in "你我他她们就还总非又可" and after and after not in "到出了过住起上":
        return "dei3"
    return "de5" if before else None


_WITH_DE2 = {"取得", "获得", "赢得", "博得", "难得", "心得", "所得", "求得", "值得", "懂得", "记得"}
_DE2_WITH = {"得到", "得出", "得以", "得知", "得分", "得失", "得力", "得当", "得益", "得主", "得体"}


def _zhe(run: str, place: int, syllable: str) -> str | None:
    """着: the particle, unless a phrase said otherwise."""
    return "zhe5" if syllable in ("zhe", "zhe5", "zhao2", "zhuo2") and place and (
        run[place - 1 : place + 1] not in {"睡着", "找着", "沉着", "穿着", "衣着", "附着", "执着"}
        and run[place : place + 2] not in {"着力", "着眼", "着手", "着重", "着实", "着想", "着落",
                                           "着陆", "着装", "着火", "着急", "着凉", "着迷"}
    ) else None  # fmt: skip


def _di(run: str, place: int, syllable: str) -> str | None:
    """地: the particle after two or more hanzi that describe how, before a verb."""
    before = run[max(0, place - 2) : place]
    after = run[place + 1 : place + 2]
    if syllable != "di4" or len(before) < 2 or not after:
        return None
    if before[0] == before[1] or before[1] in "然心真极续动断力速烈切密利好快慢细急高":
        return None if after in "区方点带块铁址位域质球产理形面势下上震段标" else "de5"
    return None


def _wei(run: str, place: int, syllable: str) -> str | None:
    """为: wei2 where it means "as" or "become"."""
    before, after = _around(run, place)
    if before and before in "成作变视称评选定列分改转译名认以设升命誉当更较最极颇尤甚更广大":
        return "wei2"
    if after and after in _DIGITS:
        return "wei2"
    return None


def _zhi(run: str, place: int, syllable: str) -> str | None:
    """只: the measure word after a number."""
    before, _ = _around(run, place)
    return "zhi1" if before and before in _DIGITS + "几每这那" else None


RULES: dict[str, Rule] = {"得": _de, "着": _zhe, "地": _di, "为": _wei, "只": _zhi}


def _sandhi(run: str, syllables: list[str]) -> None:
    """一 and 不 as they are spoken: 一个 yi2, 一天 yi4, 第一 yi1; 不是 bu2, 不能 bu4."""
    for place, hanzi in enumerate(run):
        if hanzi not in "一不":
            continue
        before, after = _around(run, place)
        tone = syllables[place + 1][-1:] if after else ""
        if hanzi == "不":
            if syllables[place].startswith("bu"):
                syllables[place] = "bu2" if tone == "4" else "bu4"
            continue
        counted = before in _DIGITS + "第" if before else False
        if not after or counted or after in _DIGITS + "月日号楼路班年版":
            syllables[place] = "yi1"
        elif before and before == after:
            syllables[place] = "yi5"  # 看一看
        else:
            syllables[place] = "yi2" if tone == "4" or after == "个" else "yi4"
