"""Which readings an editor should look at.

Two judges read a polyphone: the tables and rules, and the network (``context``). Where only the
network speaks, its own probability tells how far to trust it. Where both speak and disagree, the
tables have their way, and the place is marked if the network is sure of itself and has an ear for
that reading. Of a rare hanzi, which costs an editor few looks, less doubt is enough. The bounds
were chosen on one half of CPP's development part; on the other the marks hold 55 of 100 readings
that CPP writes otherwise (a good part of them a matter of norm: 收拾, 关系), with 5.9 marks in
1,000 characters of encyclopedia (46 with 6.3 before rare hanzi had bounds of their own).
"""

import math

from tingbao.script.cutting import shares

_RARE = 2.0**-13
"""The share of a hanzi below which it is rare: 涌, 炸, 粘."""
_SURE_ALONE = {True: math.log(0.999), False: math.log(0.99)}
"""Log probability, by rarity, from which the network's word is taken."""
_SURE_WITH = math.log(0.9)
"""From which it confirms what the tables say of a rare hanzi."""
_SURE_AGAINST = {True: math.log(0.6), False: math.log(0.9)}
"""From which it is a protest."""

_READINGS = """
中zhong4 为wei4 乐lao4 了liao3 亲qing4 仇qiu2 令ling2 任ren2 会kuai4 传zhuan4 似shi4 作zuo1
供gong4 假jia4 儿er5 兴xing4 冠guan1 冲chong4 几ji1 分fen4 划hua2 创chuang1 剥bao1 勒lei1
区ou1 华hua4 单chan2 单shan4 占zhan1 卡qia3 参cen1 参shen1 发fa4 只zhi1 召shao4 可ke4
号hao2 吐tu4 和he4 和huo2 和huo5 哈ha3 喝he4 圈juan4 地de5 场chang2 埋man2 堡bu3 塞sai1
塞se4 处chu3 大dai4 夹jia2 奇ji1 好hao4 宁ning4 宿xiu3 宿xiu4 将jiang4 屏bing3 差cha4
差chai1 差ci1 帖tie1 帖tie4 干gan1 度duo2 强jiang4 强qiang3 当dang4 得de5 得dei3 恶wu4
扇shan1 扎za1 扎zha2 折she2 折zhe1 抹mo4 担dan4 拓ta4 挑tiao1 撒sa3 教jiao1 散san3 数shu3
斗dou3 旋xuan4 晃huang3 曲qu1 更geng1 曾zeng1 朝zhao1 柏bai3 查zha1 校jiao4 模mu2 横heng4
正zheng1 没mo4 济ji3 涨zhang4 炸zha2 煞sha1 片pian1 琢zuo2 症zheng1 的di1 的di2 的di4
监jian4 盖ge3 盛cheng2 相xiang4 省xing3 看kan1 着zhao1 着zhao2 着zhuo2 磨mo4 禁jin1
种chong2 种zhong4 称chen4 空kong4 笼long3 答da1 粘zhan1 系ji4 累lei2 纪ji3 结jie1 给ji3
翘qiao2 肚du3 背bei1 脉mo4 脏zang1 脯pu2 臭xiu4 舍she3 色shai3 落la4 落lao4 葛ge2 蒙meng1
薄bao2 行hang2 要yao1 观guan4 觉jiao4 解jie4 解xie4 说shui4 调tiao2 转zhuan4 轴zhou4 载zai3
还huan2 逮dai3 都du1 重zhong4 量liang2 量liang5 钉ding4 铺pu1 长zhang3 间jian4 阿e1
降xiang2 难nan4 露lou4
"""
_DEAF = frozenset(_READINGS.split())
"""Readings that the network misses at least every other time, by tools/network_ears.py: that it
says otherwise there means nothing."""


def heard(hanzi: str, table: str | None) -> bool:
    """Whether the network is worth asking where the tables read ``hanzi`` as ``table``."""
    if table is None:
        return True
    return not table.endswith("5") and (_rare(hanzi) or hanzi + table not in _DEAF)


def unsure(hanzi: str, log_probability: float) -> bool:
    """Whether a reading that the network alone gives is doubtful."""
    return log_probability < _SURE_ALONE[_rare(hanzi)]


def disputed(hanzi: str, table: str, guess: str, log_probability: float) -> bool:
    """Whether the network's ``guess`` casts doubt on what the tables say."""
    if guess == table:
        return _rare(hanzi) and log_probability < _SURE_WITH
    light = guess.endswith("5") and guess[:-1] == table[:-1]
    return not light and log_probability > _SURE_AGAINST[_rare(hanzi)]


def _rare(hanzi: str) -> bool:
    return shares().get(hanzi, 0.0) < _RARE
