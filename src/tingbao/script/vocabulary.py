"""The words by which a newspaper calls people, compiled into patterns.

``data/people.txt`` lists surnames, forms of address, trades and kin for an editor to lengthen.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tingbao.script import alternatives
from tingbao.script.attribution import VERB

HAN = "一-鿿"
_DOUBLED = (
    "[常慢天人个时渐偷悄默频往纷仅刚好早静轻深稳高连屡每牢紧远匆缓暗白处日年月夜家户层步阵声句件条微淡苦娓滔急速恰整足久狠略草"
    "冉泪呵哈嘿嘻谢看听想说试问等]"
)
"""Said twice they tell how or how often: 连连道谢. 乐乐, 朵朵 are names."""


class Words(NamedTuple):
    """Patterns made of the listed words."""

    surnames: frozenset[str]
    wordlike: frozenset[str]
    """Surnames that are common words as well: only right behind a trade."""
    compounds: frozenset[str]
    """Surnames of two characters."""
    given: frozenset[str]
    """Characters that given names are made of."""
    worded: frozenset[str]
    """Given names that are common words as well: 建国, 和平."""
    spelling: frozenset[str]
    """Characters of names with a "·"."""
    foreign: re.Pattern[str]
    """What Xinhua's table writes foreign names with, three to eight characters of it."""
    name: re.Pattern[str]
    """A name and perhaps what follows: ``name_at`` says where it ends."""
    called: re.Pattern[str]
    """A pronoun, 王大爷, 老周, a trade or kinship, a body that speaks: groups by these names."""
    trade: str
    """What somebody is, as a pattern's group."""
    told: re.Pattern[str]
    """Before a name: a trade or an age (group ``sure``), or the head of a clause."""
    address: re.Pattern[str]
    """王大爷, 老周, right behind a trade."""
    titles: str
    """The forms of address, as a pattern's group."""
    titled: re.Pattern[str]
    """A form of address of two hanzi and more, behind a name: 何文清｜教授."""
    addressed: re.Pattern[str]
    """王秀兰奶奶: the name alone."""
    styled: re.Pattern[str]
    """谭屹链同志: the name alone, of any hanzi."""
    foreigner: re.Pattern[str]
    """At the head of a clause 本维德先生: the name alone."""
    related: re.Pattern[str]
    """的妻子, behind a name."""
    kin: re.Pattern[str]
    """At the end of what stands before a name."""
    sexed: re.Pattern[str]
    """The words of ``sex``, the longest first: 外孙女 is no 外孙."""
    sex: Mapping[str, bool | None]
    """Whether a word is said of a woman; None: of either."""
    to: re.Pattern[str]
    """爸, 闺女: how people call one another."""
    crowd: re.Pattern[str]
    manner: re.Pattern[str]
    """连连, 连声, 厉声: how somebody speaks, though 连 and 厉 are surnames."""
    women: frozenset[str]
    """Characters of women's given names."""
    men: frozenset[str]
    foreign_women: frozenset[str]
    """Characters that foreign women's names are spelt with."""
    woman: re.Pattern[str]
    """Whole names of women that are not of hanzi given names: 卓玛, 安娜."""
    man: re.Pattern[str]


class _Lists:
    """The rows of the table, and the pieces that its patterns have in common."""

    def __init__(self) -> None:
        text = files("tingbao.script").joinpath("data/people.txt").read_text("utf-8")
        self.rows: dict[str, str] = dict(
            line.split(": ", 1) for line in text.splitlines() if line[:1] != "#"
        )
        rows, either = self.rows, self.either
        self.surname = rf"(?:{either('复姓')}|[{rows['姓']}])"
        self.foreign = f"[{rows['译']}]"
        self.rare = rf"(?:[{rows['姓兼词']}](?<![和那都全水]))"
        address = rf"(?:{self.surname}|[老小阿]{self.surname}){either('称')}"
        styled = "女士|先生|小姐|阿姨|奶奶|爷爷|大[爷妈姐叔]|师傅"
        self.address = rf"(?:{address}|{self.rare}(?:{styled}))"
        self.relation = either("亲", "业")
        self.trade = self._trade()

    def either(self, *heads: str) -> str:
        """One of the words of the rows ``heads``."""
        return alternatives.either(word for head in heads for word in self.rows[head].split())

    def _trade(self) -> str:
        relation = self.relation
        chief = (
            "长(?<![成增生特专擅延漫修最很较身周年久心了着过的地得]长)"
            "(?![者大期久短成高喊叫啸叹跪眠驻鸣嘶途远满])"
        )
        return (
            rf"(?:{relation}(?:(?<!师)(?![长员]|师(?!傅)|(?<=医)生|(?<=匠)人|(?<=委员)会)|(?<=师)(?!傅))"
            rf"|副[{HAN}]{chief}"
            rf"|[{HAN}](?:{chief}|士(?<![女男巴爵骑瑞绅勇]士)(?![气兵])|员(?<![动复满减党]员)(?<!(?<!安)全员)"
            r"|师(?<![出大]师)(?![傅生范资])|医(?<![就行求从学]医)(?![院疗生药保学治务科师护德])"
            rf"|者(?<![或前后再笔二]者)(?<!被[{HAN}]者)|匠(?![心人艺]))|[守护牧养放采赶造种治拾][{HAN}]人|[{HAN}]{{1,3}}学家)"
        )

    def name(self) -> str:
        """The pattern of ``Words.name``."""
        rows, either, surname, foreign = self.rows, self.either, self.surname, self.foreign
        return (
            rf"[{HAN}]{{1,8}}·[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})?|{either('藏名')}{{1,2}}"
            rf"|{foreign}{{4,8}}|[{rows['姓']}]老[大二三四五六七八九幺]|{either('复姓')}[{HAN}]{{2}}[郎介美子助]|{surname}[{HAN}]{{1,2}}|{foreign}{{2,3}}"
            rf"|[小阿][{HAN}]{{1,2}}|([{HAN}])(?<!{_DOUBLED})\1(?!([{HAN}])\2)"
        )

    def called(self) -> str:
        """The pattern of ``Words.called``."""
        rows, either, surname, rare = self.rows, self.either, self.surname, self.rare
        edge = rf"(?:(?<![{HAN}])|(?<=[的是与和员长任者人师工生友居]))"
        after_kind = rf"(?:{edge}|(?<=[贩户手兵警医匠士家主商事机夫嫂保]))"
        return (
            rf"(?P<pronoun>(?<!其)[他她](?![们人乡日]))"
            rf"|(?P<address>{after_kind}(?:{surname}某{{1,2}}{either('称')}|{self.address})(?![娘头])|{edge}(?:{surname}|{rare})某{{1,2}}(?![公单市县区镇村省国]))"
            rf"|(?P<familiar>{after_kind}(?:[胖瘦矮聋哑][嫂婶叔伯哥姐姨爷娘](?![哥姐叔伯爷姨娘们])|[老小][{rows['姓']}](?:(?<!{either('物')})|(?={VERB}))(?![子女儿匠工农])|[{rows['姓']}]老(?={VERB}|[拉指笑告]|$)))"
            rf"|(?P<trade>{self.trade}|(?<![{HAN}])(?:先生|女士)(?={VERB}|$))(?![们圈群]|班子|家[里中]|[^，]{{0,2}}会[上议员场]|代表(?:大?会|席)|委员会|协会|小组|中心|学校|医院|食堂|公寓|之家|陵园|纪念|墓|[楼证席]|[独合重]唱)"
            rf"|(?P<body>{either('单位')})(?=(?:方面)?(?:{VERB}|$))"
        )

    def told(self) -> str:
        """The pattern of ``Words.told``."""
        trade, surname, foreign = self.trade, self.surname, self.foreign
        tibetan = self.either("藏名")
        return (
            rf"(?P<sure>{trade}|岁的|[名位个她他]叫|[原本大]名)"
            rf"|(?:^|(?<=[^{HAN}·])|(?<=[和与及]))(?={surname}|{foreign}{{3}}|小|{tibetan}{{2}})"
        )

    def crowd(self) -> str:
        """The pattern of ``Words.crowd``."""
        either, relation = self.either, self.relation
        return (
            rf"{either('众')}|(?<![{HAN}])有些"
            rf"|[二两三四五六七八九十百千几多数\d]+余?(?:[名位]|个(?=[{HAN}]{{0,3}}?{relation}|[{HAN}]{{2,12}}的{relation}|[{HAN}]{{0,2}}人))"
        )


@cache
def words() -> Words:
    """The listed words, compiled once."""
    lists = _Lists()
    rows, either = lists.rows, lists.either
    surname, address, relation = lists.surname, lists.address, lists.relation
    return Words(
        surnames=frozenset(rows["姓"]),
        wordlike=frozenset(rows["姓兼词"]),
        compounds=frozenset(rows["复姓"].split()),
        given=frozenset(rows["名"] + rows["女名"] + rows["男名"]),
        worded=frozenset(rows["名即词"].split()),
        spelling=frozenset(rows["译全"] + rows["译"] + "都"),
        foreign=re.compile(f"[{rows['译全']}]{{3,8}}"),
        name=re.compile(lists.name()),
        called=re.compile(lists.called()),
        trade=lists.trade,
        told=re.compile(lists.told()),
        address=re.compile(rf"{address}|[老小]{surname}"),
        titles=either("称"),
        titled=re.compile(rf"{either('称')}(?<=..)|副?[主书总院局处所校][任记理长]|夫人|夫妇"),
        addressed=re.compile(
            rf"(?!{surname}{either('称')})({surname}[{rows['名']}]{{1,2}}){either('称')}"
        ),
        styled=re.compile(
            rf"({surname}(?![{HAN}]?[们位名的等老各诸])(?<!·[{HAN}])[{HAN}]{{2}})(?:同志|先生|女士)(?![们会])"
        ),
        foreigner=re.compile(
            rf"(?<![{HAN}·])([{rows['译全']}]{{2,6}})(?:先生|女士|夫人|小姐)(?![们会])"
        ),
        related=re.compile(rf"的(?:\d{{1,3}}岁)?[{HAN}]{{0,4}}?{relation}(?![们圈])"),
        kin=re.compile(either("亲") + "$"),
        sexed=re.compile(either("女称", "男称", "两可")),
        sex=dict.fromkeys(rows["两可"].split())
        | dict.fromkeys(rows["男称"].split(), False)
        | dict.fromkeys(rows["女称"].split(), True),
        to=re.compile(either("呼")),
        crowd=re.compile(lists.crowd()),
        manner=re.compile(rf"({_DOUBLED})\1|{either('状')}"),
        women=frozenset(rows["女名"]),
        men=frozenset(rows["男名"]),
        foreign_women=frozenset(rows["译女"]),
        woman=re.compile(either("女名尾") + "$|^(?:阿依|古丽)"),
        man=re.compile(either("男名尾") + "$"),
    )
