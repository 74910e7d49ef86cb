"""Surnames and where they stand: before a title, after 记者, as a name of its own."""

import re
from collections.abc import Iterator

SURNAMES = {
    "单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1", "查": "zha1", "任": "ren2",
    "朴": "piao2", "翟": "zhai2", "覃": "qin2", "纪": "ji3", "冼": "xian3", "缪": "miao4",
    "贾": "jia3", "燕": "yan1", "逄": "pang2", "隗": "wei3", "薄": "bo2", "卜": "bu3",
    "柏": "bai3", "葛": "ge3", "郇": "xun2", "阚": "kan4", "谌": "chen2", "牟": "mou2",
    "臧": "zang1", "佴": "nai4", "车": "che1", "沈": "shen3", "曲": "qu1", "肖": "xiao1",
}  # fmt: skip
"""Surnames that may be told from the word by their place alone."""

WORDLIKE = {
    "区": "ou1", "宁": "ning4", "盖": "ge3", "华": "hua4", "那": "na1", "乐": "yue4",
    "种": "chong2", "黑": "he4", "折": "she2", "员": "yun4", "召": "shao4", "应": "ying1",
    "过": "guo1", "句": "gou1", "撒": "sa4", "洗": "xian3", "哈": "ha3", "幺": "yao1",
    "尉": "wei4", "相": "xiang4", "殷": "yin1", "秘": "bi4",
}  # fmt: skip
"""Surnames that are common words as well: only where nothing else can stand."""

_TITLE = (
    "(?:先生|女士|同志|老师|教授|医生|大夫|主任|书记|局长|市长|县长|院长|校长|部长|主席|总理|总统|"
    "队长|经理|记者|师傅|阿姨|大爷|大妈|大娘|大伯|大姐|大哥|奶奶|爷爷|叔叔|小姐|律师|警官|某)"
)
_EVERY = "".join({**SURNAMES, **WORDLIKE})
_SURE = "".join(SURNAMES)
_HEAD = "(?:^|(?<=[的和与对向由请让叫给跟同据找像是]))"
_PLACES = (
    re.compile(rf"([{_SURE}])[\u4e00-\u9fff]{{0,2}}{_TITLE}"),
    re.compile(rf"{_HEAD}([{_EVERY}]){_TITLE}"),
    re.compile(rf"(?:老|小)([{_SURE}])(?=$|[说问道的])"),
    re.compile(
        rf"(?:记者|通讯员|实习生|作者|编辑|名叫|叫做|姓名|摄影|姓)([{_EVERY}])"
        r"(?=[\u4e00-\u9fff]{0,2}(?:$|报道|通讯员|摄|的|说|文))"
    ),
    re.compile(rf"^([{_SURE}])[\u4e00-\u9fff]{{1,2}}$"),
)


def surnames(run: str) -> Iterator[tuple[int, str]]:
    """Place and reading of each surname in ``run`` that is read otherwise than the word."""
    for pattern in _PLACES:
        for match in pattern.finditer(run):
            hanzi = match.group(1)
            yield match.start(1), SURNAMES.get(hanzi) or WORDLIKE[hanzi]
