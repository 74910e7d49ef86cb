"""Who says a quotation, and with which voice. A wrong voice is worse than none.

Only direct attribution, a quotation carried on, and a settled alternation of two people give
a speaker; only cue words, a pronoun, or a telling name give a voice (mandarin.md, section 4).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tingbao.model import Role
from tingbao.script.attribution import FOLLOWING, PRECEDING, SAYING
from tingbao.script.quotes import Quotation

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文党柴单"
    "仇解查包左齐庞樊殷施陶洪翟安倪严牛温季俞章鲁葛伍韦申尤毕聂焦向柳邢骆岳梅庄涂裴祁耿詹关费纪靳童欧甄路"
)
_WOMAN_CUE = re.compile(
    r"女士|阿姨|大妈|大娘|奶奶|外婆|姥姥|妻子|母亲|妈妈|女儿|姐|妹妹|嫂|婶|儿媳|女[，,、]\d"
)
_MAN_CUE = re.compile(
    r"先生|大爷|大叔|爷爷|外公|姥爷|丈夫|父亲|爸爸|儿子|哥|弟弟|叔叔|伯伯|小伙|男[，,、]\d"
)
_ELDER_CUE = re.compile(r"大爷|大娘|爷爷|奶奶|外公|外婆|姥爷|姥姥|老人|老汉|老太")
_CHILD_CUE = re.compile(r"小朋友|小学生|孩子$|男孩|女孩")
_WOMAN_NAME = frozenset("娟丽芳娜敏静婷秀玲燕艳霞莉萍娥兰凤洁琳雪梅颖倩琴妍婕媛妮姗莎蓉菊香莲翠")
_MAN_NAME = frozenset("强军刚勇磊涛鹏超杰彪伟龙虎山峰雄豪武斌彬刚毅钢铁柱福贵根栋梁")
_CROWD = re.compile(r"们|大家|有人|人们|众人|网友|群众|居民$|志愿者$|双方|两人")
_BODY = re.compile(
    r"(?:方面|部门|单位|人士|公司|机构|中心|政府|机关|学校|医院|媒体|报告|通知|公告|任何人)$"
)
"""Whoever speaks here has no voice, though 关部门 or 方面 might look like a name."""
_TITLE = re.compile(
    r"(?:主任|书记|队长|校长|局长|院长|经理|人员|记者|干部|主席|医生|护士|老师|同志|居民|志愿者)$"
)
_ADVERB = re.compile(
    r"(?:在[一-鿿]{2,16}[时上中]|接受[一-鿿]{0,12}采访时|一边[一-鿿]{1,10}|[笑哭]着|常常|经常|总是|(?<=[他她])常|又|也|还|都|再|"
    r"[对向和跟][一-鿿]{1,6})$"
)
_HONORIFIC = re.compile(r"(?:女士|先生|同志|阿姨|大[爷妈娘叔]|奶奶|爷爷)$")
_MANNERS = (re.compile(r"[一-鿿]{2}地$"), re.compile(r"[一-鿿]{4}地$"))
"""欣慰地, 语重心长地: the shorter first, for a name may stand before it (党旗欣慰地)."""
_WORDS_OF = re.compile(r"用([^用]{2,20})的话$")
_PRONOUN = re.compile(r"(?:^|[^其])([他她])$")
_MOST = 60
"""People of a story whose voices are looked for: a page from outside may name thousands."""
_NEAR = 400
"""Characters before a quotation in which 他 or 她 was named."""
_PRONOUNS = ("他", "她")
_AGE = r"(\d{1,3})岁"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A quoted person of a story."""

    name: str
    """As the story calls the person: a name, or "姜华的妻子"; "" where only 他 or 她 is known."""
    role: Role | None
    """The voice; None where the story does not tell enough: the reporter reads it."""


def attribute(
    paragraphs: Sequence[str], quotations: Sequence[Quotation]
) -> tuple[Speaker | None, ...]:
    """The speaker of each quotation, None where it is not speech or nobody is sure."""
    names: list[tuple[str, str]] = []  # name, the words that introduced it
    voices = _Voices("\n".join(paragraphs))
    people = named(paragraphs)
    for place, quotation in enumerate(quotations):
        name, words = _named(paragraphs, quotations, place, names) if quotation.speech else ("", "")
        if name in _PRONOUNS:
            name = _meant(name, paragraphs, quotation, people, voices) or name
        names.append((name, words))
    for name, words in names:
        voices.hear(name, words)
    return tuple(voices.speaker(name) if name else None for name, _ in names)


def _meant(
    pronoun: str,
    paragraphs: Sequence[str],
    quotation: Quotation,
    people: Sequence[str],
    voices: "_Voices",
) -> str:
    """The only person of fitting gender in this paragraph and the one before; "" if several."""
    number = quotation.paragraph
    before = paragraphs[number - 1] if number else ""
    text = paragraphs[number]
    near = before[-_NEAR:] + text[max(0, quotation.start - _NEAR) : quotation.start]
    fitting = [
        name for name in people if name in near and voices.woman(name) in (None, pronoun == "她")
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _named(
    paragraphs: Sequence[str],
    quotations: Sequence[Quotation],
    place: int,
    names: list[tuple[str, str]],
) -> tuple[str, str]:
    quotation = quotations[place]
    if quotation.continues:
        return names[place - 1]
    text = paragraphs[quotation.paragraph]
    earlier = [q.end for q in quotations[:place] if q.paragraph == quotation.paragraph]
    floor = max(earlier[-1] if earlier else 0, quotation.start - 50)
    for match in (
        FOLLOWING.match(text, quotation.end, min(len(text), quotation.end + 60)),
        PRECEDING.search(text[floor : quotation.start]),
    ):
        if match:
            words = match["subject"].strip()
            return _person(words), words
    return _alternating(quotations, place, names, paragraphs)


def _alternating(
    quotations: Sequence[Quotation],
    place: int,
    names: list[tuple[str, str]],
    paragraphs: Sequence[str],
) -> tuple[str, str]:
    """The one before last, where two people take turns paragraph by paragraph."""
    if place < 2:
        return "", ""
    before_last, last, this = quotations[place - 2 : place + 1]
    turns = before_last.paragraph + 2 == last.paragraph + 1 == this.paragraph
    alone = (this.end - this.start) == len(paragraphs[this.paragraph].strip())
    one, other = names[place - 2], names[place - 1]
    return one if turns and alone and one[0] and other[0] and one[0] != other[0] else ("", "")


def named(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The people of whom the story says somewhere that they say something, each once."""
    found: dict[str, None] = {}
    for text in paragraphs:
        for match in SAYING.finditer(text):
            name = _person(match["subject"].strip())
            if len(name) > 1 and name[0] in _SURNAMES:
                found[name] = None
    return tuple(found)[:_MOST]


def _person(words: str) -> str:
    """The name at the end of a subject: "工作人员白俊" → "白俊", "姜华的妻子" as it is."""
    if quoted := _WORDS_OF.search(words):
        words = quoted[1]
    plain = _without_adverbs(words)
    for manner in _MANNERS:
        if manner.search(plain) and (name := _name(_without_adverbs(manner.sub("", plain)))):
            return name
    return _name(plain)


def _without_adverbs(words: str) -> str:
    for _ in range(3):
        stripped = _ADVERB.sub("", words)
        if stripped == words or not stripped:
            break
        words = stripped
    return words


def _name(words: str) -> str:
    """ "王丽女士" is "王丽", "王奶奶" stays."""
    plain = _HONORIFIC.sub("", words)
    return (plain != words and _full_name(plain)) or _called(words)


def _full_name(words: str) -> str:
    """The surname-led name of two or three characters at the end; "" if there is none."""
    for length in (3, 2):
        name = words[-length:]
        if (
            len(name) == length
            and name[0] in _SURNAMES
            and not (length == 3 and _TITLE.search(words[:-2]))
        ):
            return name
    return ""


def _called(words: str) -> str:
    """A name, 他 or 她, or a relation ("姜华的妻子"); "" for a crowd or nobody."""
    if not words or _CROWD.search(words) or _BODY.search(words):
        return ""
    if pronoun := _PRONOUN.search(words):
        return pronoun[1]
    if name := _full_name(words):
        return name
    cued = any(cue.search(words[-4:]) for cue in (_WOMAN_CUE, _MAN_CUE, _ELDER_CUE, _CHILD_CUE))
    words = words[words.rfind("岁的") + 2 :] if "岁的" in words else words
    return words if cued and len(words) <= 12 else ""


class _Voices:
    """Gives each person of a story one role and keeps it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: dict[str, list[str]] = {}
        self._speakers: dict[str, Speaker] = {}

    def hear(self, name: str, words: str) -> None:
        """``words`` introduce ``name`` once more."""
        self._words.setdefault(name, []).append(words)

    def speaker(self, name: str) -> Speaker:
        if name not in self._speakers:
            known = "" if name in _PRONOUNS else name
            role = self._role(name) if len(self._speakers) < _MOST else None
            self._speakers[name] = Speaker(name=known, role=role)
        return self._speakers[name]

    def _role(self, name: str) -> Role | None:
        said = self._words[name]
        woman = self.woman(name)
        age = self._age(name)
        if any(map(_CHILD_CUE.search, said)) or (age is not None and age <= 14):
            return Role.CHILD
        if woman is None:
            return None
        if any(map(_ELDER_CUE.search, said)) or (age is not None and age >= 60):
            return Role.ELDER_WOMAN if woman else Role.ELDER_MAN
        first, second = (Role.WOMAN, Role.WOMAN_2) if woman else (Role.MAN, Role.MAN_2)
        given = sum(speaker.role in (first, second) for speaker in self._speakers.values())
        return second if given % 2 else first

    def woman(self, name: str) -> bool | None:
        """By cue words, pronoun, words about the person, name: the first that tells."""
        if name in _PRONOUNS:
            return name == "她"
        said = self._words.get(name, [])
        for text in (*(words[words.rfind("的") + 1 :] for words in said), self._about(name)):
            woman, man = bool(_WOMAN_CUE.search(text)), bool(_MAN_CUE.search(text))
            if woman != man:
                return woman
        for words in said:
            if pronoun := _PRONOUN.search(words):
                return pronoun[1] == "她"
        given = set(name[1:])
        woman, man = bool(given & _WOMAN_NAME), bool(given & _MAN_NAME)
        return woman if woman != man and name[0] in _SURNAMES else None

    def _about(self, name: str) -> str:
        """What stands right behind the name: 王丽女士, 王某（女，58岁）."""
        tails = re.finditer(
            re.escape(name) + r"[（(]?(女士|先生|阿姨|大爷|大妈|奶奶|爷爷|[男女][，,、]\d)",
            self._text,
        )
        return " ".join(tail[1] for tail in tails)

    def _age(self, name: str) -> int | None:
        person = re.escape(name)
        match = re.search(
            rf"{_AGE}的{person}|{person}[（(，,]?(?:[男女][，,、])?(?:今年)?{_AGE}", self._text
        )
        return int(match[1] or match[2]) if match else None
