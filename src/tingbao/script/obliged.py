"""得 behind what cannot be done well or badly: děi, one must, or dé, one gets.

How well something is done stands behind a verb or an adjective (跑得快). Behind a thing, a person,
a time, or a verb with its object, nothing is done well: there one must (水泵得换, 明天得早起,
办事得讲规矩), or somebody gets something (小李得冠军).
"""

import re
from collections.abc import Sequence

from tingbao.script.cutting import common, things, verbs

_HOW = re.compile(
    "得(?:[很也都挺真蛮够]|非常|十分|极|特别|格外|这么|那么|这样|那样|如此|相当|比较|较|更|太|最|不(?![停断时能可得])|像|"
    "好(?:$|像|[了啊的极])|井|恰|有(?:声|板|模|条|滋|些|点|理)|令人|无|淋漓|津津|一塌|一[清干团]|"
    "及时|充分|周到|彻底|细致|到位|漂亮|精彩|成功|顺利|干净|认真|清楚|明白|明显|突出|详细|全面|完整|整齐|出色|"
    "准确|合理|热闹|热烈|[早快多少晚高低](?:$|[了些])|透彻|深刻|具体|生动|紧凑|巧妙|自然)"
)
"""How something is done: said of things that are verbs as well (组织, 布置, 规范)."""
_GETS = re.compile(
    "得(?:的|第[一二三]|[冠亚季]军|[金银铜红黄]牌|满分|高分|头奖|大奖|实惠|便[利宜]|人心|民心|天下|信任|好评|"
    "低保|[癌病]|流感|肺炎|感冒|[一二三四五六七八九十两]+[枚金分票](?!一))"
)
"""What somebody gets."""
_WORD = re.compile("得(?:[了到过出奖票分知失益逞罪宠势当胜名力手救悉体宜法主利])")
"""A word that 得 begins, or what can stand only behind dé; but 得分类, 得过硬."""
_OBJECTS = frozenset(
    "事人路子饭钱车书班课账费地货药坎桥墙窗井渠鞋帽柜箱瓶桶品盐茶酒奶糖肉蛋汤羊猪鸡鸭苗林兵娃妈爸哥姐弟妹爷婆叔婶媳病房田"
    "菜电业们友客员者儿店厂村队时天票门院学婚名岁街网牌稿诗戏歌琴棋球泵机船粮种肥油气款债税岗位会案官资价家长"
)
"""What a verb of two hanzi ends with that has its object (办事, 看病, 住院); things and people."""
_ALONE = _OBJECTS - set("病学种气家长") | set(
    "口话证瓜果树鱼虾蟹米水屋楼梁砖瓦秧虫草刀矿煤碗筷筐的"
)
"""Those that are no verbs themselves; and 的 for a thing that is not named (年轻的得让着年长的)."""
_NO_THING = re.compile("装点|装饰|刻画|普通|朴素|起码|标致|玄妙|红火|冰冻|相处|生长|干净|简单|抠门")
"""Words that the table takes for things, though they are done, or tell how."""
_MUST = re.compile(
    "得(?:靠(?![前后近边里外])|找(?!到)|赶在|抓紧|趁|由|从|先(?![进后])|经过|通过|请|派|凭|提前|依靠|分[步批级类]|"
    "花[一两三几十百半大]|有[人专])"
)
"""What one must do, behind a verb too: 乡村振兴得靠产业."""


def of_things(run: str, place: int, words: Sequence[tuple[int, int]]) -> str | None:
    """How the 得 at ``place`` of ``run`` is read, a word by itself, if it stands behind a thing."""
    if not place:
        start, end = words[1] if len(run) > 1 else (0, 0)
        return "dei3" if run[start:end] in verbs() else None
    start, end = words[place - 1]
    before = run[start:end]
    if _NO_THING.fullmatch(before):
        return None
    if end - start > 1 and _MUST.match(run, place):
        return "dei3"
    if not _is_thing(before) or place + 1 == len(run):
        return None
    if _GETS.match(run, place):
        return "de2"
    ahead = words[place + 1]
    if _WORD.match(run, place) and ahead[1] - ahead[0] == 1:
        return "de2"
    idiom = ahead[1] - ahead[0] > 3 and run[ahead[1] - 1] != "地" and before[-1] not in _OBJECTS
    if _HOW.match(run, place) or (idiom and run[ahead[0] : ahead[1]] in common()):
        return None
    return "dei3"


def _is_thing(word: str) -> bool:
    if len(word) == 1:
        return word in _ALONE
    if word == "玩儿":
        return False
    return word in things() or (word[-1] in _OBJECTS and (len(word) == 2 or word not in verbs()))
