"""With which voice a person of a story speaks. A wrong voice is worse than none.

Cue words come first (女士, 母亲, 大爷), then 他 and 她, then a telling name (mandarin.md,
section 4). Voices of one kind are given by the name and not by turns, so that somebody new at
the top of a story leaves everybody else's voice, and so their clips, alone.
"""

import re
import zlib
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from tingbao.model import Role
from tingbao.script import genders
from tingbao.script.callings import occurrences
from tingbao.script.telling import familiar, maybe_name, woman_by_name
from tingbao.script.vocabulary import words

PRONOUNS = ("他", "她")
_ELDER = re.compile(
    r"老先生|大爷|大娘|爷爷|奶奶|婆婆|阿婆|阿公|外公|外婆|姥爷|姥姥|老人|老汉|老太|[年过近六七八九]旬|花甲|古稀|耄耋"
)
_MASTER = re.compile(r".+师傅")
_CHILD = re.compile(
    r"小朋友|小学生|少先队员|[盲幼男女孩学]童|孩子$|童声|稚嫩|奶声奶气|(?<!大)男孩|小女孩|娃娃"
)
_BEHIND = re.compile(
    r"[（(]?(女士|先生|阿姨|太太|大[爷妈娘叔伯姐哥嫂]|奶奶|爷爷|老[人汉]|老太太|[男女][，,、]\d)"
)
_LONGEST_KIN = 4
_LONGEST_TRADE = 6
_PARTNER = re.compile("老伴儿?|爱人|对象|恋人")
"""Man or woman, as the other is not: 他的老伴, 蒲德厚的老伴."""
_BESIDE = re.compile("[^，。！？：“”\\n]{0,6}")
_OLD = 60
"""Years."""
_AGE = r"(\d{1,3}|(?:一百零?)?[一二三四五六七八九]?十?[一二三四五六七八九]?)岁"
_AGED = re.compile(rf"{_AGE}的(?:(?![对向给跟和与把被让为着了])[一-鿿]){{0,8}}$")
"""七十一岁的老艺人, before a name."""
_LONGEST_AGE = 14
_SEVERAL = {
    Role.WOMAN: (Role.WOMAN, Role.WOMAN_2, Role.WOMAN_3),
    Role.MAN: (Role.MAN, Role.MAN_2, Role.MAN_3),
}
REPORTER = "记者"
"""Who tells the story, and so has no other voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A quoted person of a story."""

    name: str
    """As the story calls the person: a name, or "姜华的妻子"; "" where only 他 or 她 is known."""
    role: Role | None
    """The voice; None where the reporter speaks."""


class Voices:
    """Gives each person of a story one role and keeps it."""

    def __init__(self, text: str, names: Sequence[str], most: int) -> None:
        self._text = text
        self._most = most
        self._names = frozenset(names)
        self._said: dict[str, list[str]] = {}
        self._beside: dict[str, str] = {}
        self._pronouns = genders.told(text, names)
        self._hero = genders.hero(text, names)

    def hear(self, name: str, introduction: str) -> None:
        """The ``introduction`` of ``name`` once more."""
        self._said.setdefault(name, []).append(introduction)

    def cast(
        self,
        names: Sequence[str],
        asking: Set[str] = frozenset(),
    ) -> dict[str, Speaker]:
        """The speaker by name, of ``names`` in the order in which they speak.

        Who is ``asking`` in a dialogue with labels is the reporter. Who may be man or woman is
        the second reporter: a quotation must not sound like the story around it.

        The last of a kind has the voice that goes with the name, the last but one the other, the
        one before the third; who speaks before them again the one that goes with the name.
        """
        speakers: dict[str, Speaker] = {}
        given: set[Role | None] = set()
        for name in dict.fromkeys(reversed(names)):
            role: Role | None = None
            if name not in asking and not name.endswith(REPORTER):
                role = (self._role(name) if len(speakers) < self._most else None) or Role.REPORTER_2
            if role in _SEVERAL:
                one, other, third = _SEVERAL[role]
                voices = (
                    (one, other, third) if zlib.crc32(name.encode()) % 2 else (other, one, third)
                )
                role = next((voice for voice in voices if voice not in given), voices[0])
            given.add(role)
            speakers[name] = Speaker(name="" if name in PRONOUNS else name, role=role)
        return speakers

    def _role(self, name: str) -> Role | None:
        """The kind of voice, of several the first; None where it may be a man's or a woman's."""
        said = [_tail(name), *map(_tail, self._said.get(name, ())), self._about(name)]
        age = self._age(name)
        if any(map(_CHILD.search, said)) or (age is not None and age <= 14):
            return Role.CHILD
        woman = self.woman(name)
        if woman is None:
            return None
        if any(map(_ELDER.search, said)) or (age is not None and age >= _OLD):
            return Role.ELDER_WOMAN if woman else Role.ELDER_MAN
        return Role.WOMAN if woman else Role.MAN

    def woman(self, name: str) -> bool | None:
        """By cue words, pronoun, name: the first that tells; None: nobody knows."""
        if name in PRONOUNS:
            return name == "她"
        said = self._said.get(name, [])
        for text in (_tail(name), *said, self._about(name)):
            if (told := _sex(text)) is not None:
                return told
        if _PARTNER.fullmatch(_tail(name)) and (other := self._other(name)) is not None:
            return not other
        for heard in said:
            if heard in PRONOUNS:
                return heard == "她"
        if name in self._pronouns:
            return self._pronouns[name]
        if _MASTER.fullmatch(name) or familiar(name):
            return False  # 马师傅, 老张: to her street a woman is 张大姐
        told = woman_by_name(name) if name in self._names or maybe_name(name) else None
        return self._hero.get(name) if told is None else told

    def _other(self, partner: str) -> bool | None:
        """Whether that person is a woman whose ``partner`` the story names."""
        whose = partner.rpartition("的")[0]
        if whose:
            return self.woman(whose)
        whose_is = {self._text[at - 1 : at] for at, _ in occurrences(f"的{partner}", self._text)}
        told = whose_is & set(PRONOUNS)
        for _, end in occurrences(partner, self._text):  # 老伴拽拽他
            told |= set(_BESIDE.match(self._text, end)[0]) & set(PRONOUNS)  # type: ignore[index]
        return told == {"她"} if len(told) == 1 else None

    def elder(self, name: str) -> bool | None:
        """Whether ``name`` is old, by the name or the age; None: nobody knows."""
        if _ELDER.search(name):
            return True
        age = self._age(name)
        return None if age is None else age >= _OLD

    def _about(self, name: str) -> str:
        """What stands right beside the name: 王丽女士, 王某（女，58岁）, 孙女柳晨."""
        if name not in self._beside:
            told: list[str] = []
            for start, end in occurrences(name, self._text):
                near = self._text[max(0, start - _LONGEST_KIN) : start].rstrip("”")
                sexed = list(words().sexed.finditer(near))[-1:]
                before = words().kin.search(near)
                behind = _BEHIND.match(self._text, end)
                told += [found.group() for found in (before, behind) if found]
                told += [last.group() for last in sexed if last.end() == len(near)]  # 新郎谭一帆
                told += _sexed_trade().findall(self._text, max(0, start - _LONGEST_TRADE), start)
            self._beside[name] = " ".join(told)
        return self._beside[name]

    def _age(self, name: str) -> int | None:
        if told := re.search(_AGE, name):
            return _years(told[1])  # 孔庆林的14岁女儿
        for start, end in occurrences(name, self._text):
            told = _AGED.search(self._text, max(0, start - _LONGEST_AGE), start)
            if told := told or _years_behind().match(self._text, end):
                return _years(told[1])
        return None


@cache
def _sexed_trade() -> re.Pattern[str]:
    """女老板许若溪: the 女 before a trade, right before a name."""
    return re.compile(rf"(?<![儿孙外侄甥男])(女(?![儿婿工])|男(?![女友]))(?={words().trade}$)")


@cache
def _years_behind() -> re.Pattern[str]:
    """秦爷爷（85岁）, 韩梅今年66岁, 文静教授已七十一岁."""
    return re.compile(
        rf"{words().titles}?[（(，,]?(?:[男女][，,、])?(?:今年|已经?|刚满|年满|年近|[只才]有|刚?才|不[过到])?{_AGE}"
    )


def _tail(name: str) -> str:
    """What the person is: the 妻子 of 姜华的妻子; 一个稚嫩的声音 is that voice."""
    return name if name.endswith("声音") else name[name.rfind("的") + 1 :]


def _years(figures: str) -> int | None:
    """ "85", ８５ and 八十五."""
    if not figures or figures.isdecimal():
        return int(figures) if figures else None
    rest = figures.removeprefix("一百").lstrip("零")
    ten, mark, one = rest.rpartition("十")
    values = {hanzi: value for value, hanzi in enumerate("一二三四五六七八九", 1)}
    hundred = 100 if figures[:2] == "一百" else 0
    return hundred + (10 * values.get(ten, 1) if mark else 0) + values.get(one, 0)


def _sex(text: str) -> bool | None:
    """Whether ``text`` speaks of a woman; None where of nobody, or of both."""
    told = {words().sex[word] for word in words().sexed.findall(text)} - {None}
    return told.pop() if len(told) == 1 else None
