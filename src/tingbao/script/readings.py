"""Readings that a phrase dictionary does not know: our own phrases, and what is usual."""

import re
from functools import cache
from importlib.resources import files

from tingbao.script.grammar import RULES


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Words that pypinyin's dictionary lacks, or reads otherwise than a newsreader does."""
    text = files("tingbao.script").joinpath("data/phrases.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: tuple(syllables) for word, *syllables in rows}


ALONE = {
    "好": "hao3", "会": "hui4", "看": "kan4", "要": "yao4", "和": "he2", "难": "nan2",
    "给": "gei3", "空": "kong1", "中": "zhong1", "强": "qiang2", "号": "hao4", "更": "geng4",
    "与": "yu3", "都": "dou1", "还": "hai2", "了": "le5", "的": "de5", "那": "na4",
    "上": "shang4", "大": "da4", "过": "guo4", "散": "san4", "处": "chu4", "间": "jian1",
    "尽": "jin4", "框": "kuang4", "菌": "jun1", "甸": "dian4", "肖": "xiao1", "骨": "gu3",
    "咱": "zan2", "宁": "ning2", "谁": "shei2", "弟": "di4", "刨": "pao2", "莞": "guan3",
    "遛": "liu4", "陂": "bei1", "肋": "lei4", "聒": "guo1", "艮": "gen4",
    "应": "ying1", "芍": "shao2", "阚": "kan4", "佴": "nai4", "郇": "xun2", "谌": "chen2",
    "牟": "mou2",
    "少": "shao3", "累": "lei4", "泡": "pao4", "角": "jiao3", "挑": "tiao1", "夯": "hang1",
    "教": "jiao1", "扎": "zha1", "传": "chuan2", "涨": "zhang3", "喝": "he1", "夹": "jia1",
    "抹": "mo3", "磨": "mo2", "折": "zhe2", "称": "cheng1", "冲": "chong1", "兴": "xing1",
    "当": "dang1", "分": "fen1", "发": "fa1", "将": "jiang1", "圈": "quan1", "挨": "ai2",
    "拧": "ning3", "挣": "zheng4", "劈": "pi1", "剥": "bao1", "吓": "xia4", "似": "si4",
    "占": "zhan4", "咋": "za3", "叉": "cha1", "扛": "kang2", "刷": "shua1",
    "颇": "po1", "逮": "dai3", "倔": "jue4", "脊": "ji3", "汗": "han4", "啜": "chuo4",
}  # fmt: skip
"""Common words that are read so wherever neither phrase nor rule speaks: on CPP as often right as
the network, and steady in a line of three characters, which tells the network too little."""


_OF_WORDS = """
    万wan4 与yu3 丧sang4 中zhong1 丽li4 乘cheng2 乙yi3 亲qin1 什shi2 仆pu2 仇chou2 令ling4 价jia4
    任ren4 会hui4 传chuan2 伯bo2 似si4 佛fo2 作zuo4 供gong1 侧ce4 便bian4 倒dao3 假jia3 克ke4
    免mian3 兴xing1 冠guan1 冲chong1 凉liang2 几ji3 分fen1 切qie4 划hua4 创chuang4 别bie2 刷shua1
    刺ci4 削xue1 劲jin4 勒le4 勾gou1 化hua4 匹pi3 区qu1 华hua2 单dan1 占zhan4 卡ka3 厂chang3 压ya1
    参can1 叉cha1 发fa1 句ju4 召zhao4 可ke3 叶ye4 号hao4 合he2 同tong2 吐tu3 听ting1 和he2 哄hong1
    哈ha1 唯wei2 喷pen1 圈quan1 场chang3 埋mai2 堡bao3 大da4 夫fu1 夹jia1 奇qi2 奔ben1 女nv3 好hao3
    妻qi1 委wei3 宁ning2 宿su4 尺chi3 尽jin4 尾wei3 尿niao4 居ju1 屏ping2 属shu3 广guang3 应ying4
    底di3 度du4 弄nong4 弟di4 弹dan4 强qiang2 当dang1 待dai4 恶e4 扇shan4 扎zha1 打da3 扫sao3 把ba3
    折zhe2 抢qiang3 担dan1 拓tuo4 挑tiao3 据ju4 摸mo1 撒sa1 操cao1 教jiao4 散san4 数shu4 斗dou4
    旋xuan2 晕yun1 服fu2 朝chao2 术shu4 朴pu3 板ban3 柜gui4 查cha2 校xiao4 档dang4 模mo2 横heng2
    正zheng4 比bi3 氏shi4 汗han4 汤tang1 沉chen2 没mei2 泡pao4 泥ni2 浅qian3 浆jiang1 济ji4
    涌yong3 涨zhang3 淋lin2 混hun4 炮pao4 炸zha4 片pian4 率lv4 王wang2 甚shen4 畜chu4 番fan1
    症zheng4 监jian1 盖gai4 盛sheng4 相xiang1 省sheng3 看kan4 石shi2 磨mo2 祭ji4 禁jin4 禅chan2
    离li2 种zhong3 秘mi4 称cheng1 空kong1 笼long2 答da2 粘nian2 系xi4 累lei3 纤xian1 约yue1 纪ji4
    结jie2 络luo4 综zong1 罢ba4 肚du4 背bei4 脉mai4 脏zang4 脚jiao3 腊la4 臭chou4 般ban1 色se4
    节jie2 草cao3 荡dang4 菌jun1 落luo4 蒙meng2 薄bo2 藏cang2 行xing2 衣yi1 衰shuai1 要yao4
    见jian4 观guan1 觉jue2 角jiao3 解jie3 论lun4 识shi2 语yu3 说shuo1 读du2 调diao4 足zu2 跑pao3
    踏ta4 车che1 转zhuan3 轴zhou2 载zai4 远yuan3 追zhui1 适shi4 通tong1 采cai3 重zhong4 量liang4
    钻zuan1 长chang2 间jian1 闷men4 陆lu4 降jiang4 隆long2 隐yin3 难nan2 雀que4 雨yu3 露lu4 食shi2
    饮yin3 骑qi2 鲜xian1 鸟niao3 颇po1 脊ji3 啜chuo4
"""
OF_WORDS = {reading[0]: reading[1:] for reading in _OF_WORDS.split()}
"""How a hanzi is read in a common word of which no table says otherwise.

Counted over the commonest 60,000 words; left out are those that go both ways about as often, and
those that stand for a particle in some words (地, 着, 子).
"""

NAMES = {"乐": "le4", "朴": "pu3", "纪": "ji4"}
"""How a hanzi is read in a given name, where the network hears a surname."""


@cache
def _patterns(hanzi: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), reading) for pattern, reading in RULES.get(hanzi, ()))


def by_grammar(run: str, place: int) -> str | None:
    """What the rules say of the hanzi at ``place`` of ``run``."""
    for pattern, reading in _patterns(run[place]):
        if pattern.match(run, place):
            return reading
    return None
