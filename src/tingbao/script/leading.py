"""The sentences before a quotation that tell who says it: 某某说：“……”."""

import re

from tingbao.script import attribution
from tingbao.script.clauses import (
    ATTRIBUTE,
    CLAUSES,
    ENDS,
    NOBODY,
    SAYS,
    SET_OFF,
    SILENT,
    WHEN,
    Heard,
    before_verb,
    heard,
)
from tingbao.script.exchanges import spoken_to
from tingbao.script.people import Mention, People
from tingbao.script.vocabulary import words
from tingbao.script.voices import PRONOUNS, REPORTER

_TELLS = re.compile(rf"^(?![没不]等).*(?<![的回询惊]){attribution.VERB}$")
_STOPPED = re.compile("被(?P<who>[^，被]{1,14}?)[拉拦叫喊喝拽截围堵]住")
"""苏勇被一名卖枣的大娘拉住了袖子。“……” """
_TO = re.compile("[对向给跟叫让为请把的]|告诉")
"""Before many who are spoken to."""
_ANNOUNCED = re.compile(r"[说讲留喊道](?:出|下|过|了){1,2}[^，]{0,10}[话句声]$")
"""只讲了三句话。“……” """
_QUESTION = re.compile(r"[问提抛](?:出|起)?了?[^，]{0,8}问题$")
"""问了最后一个问题。“……？” """
_PREPOSITIONS = tuple("为对向给把将跟与")
"""为晕倒的老人做心肺复苏: at its head a clause has no subject but that of the one before."""
_BODY = re.compile("(?:嗓子|声音|眼泪|眼睛|[嘴脸手腿脚腰气汗泪话])都$")
"""嗓子都喊哑了: only one has it."""
_IS_ONE = re.compile("(?:是|作为)一?[名位个]")
"""他是一名盲人调音师: nobody else."""
_TO_YOU = re.compile("[你您？?]|^.{,8}$")
"""In what is said to somebody, as short calls are."""
_OF_ONE = re.compile("[他她](?!们)")
_VOICE = re.compile("一个[一-鿿]{1,6}的声音$")
"""一个稚嫩的声音说: all that is known of who speaks."""
_PRINTED = re.compile(
    "(?:报告|文章|评论|社论|公报|声明|报道|贺[词信电]|[来致]信|电文|意见|决定|条例|规定|决议|宣言|研究|调查|报纸)[里中还则也又]?$"
)
"""十五大报告指出：“……” What is printed says it."""
_I = re.compile(
    "(?:[一-鿿]{2})?我们?(?:$|还(?!记)|[便就又也都只再对问说笑告跟向和与]|连忙|随口|随即)"
)
"""我说, 于是我们便问: whoever writes it, and nobody whom the story names."""
_WOKEN = re.compile("[一-鿿]{1,8}[了过着][^，]*的$")
"""推醒了熟睡中的｜老伴: whose they are says another clause."""
_CAME = re.compile(
    "(?:挤|走|站|跑|冲|闪|钻|探|冒)[出进过起上下][来了]?(?P<who>一[个名位][一-鿿]{2,8})[：:]?$"
)
"""人群里挤出一个高个儿：“……” """
_CRY = re.compile("(?:传来|响起|听[到见])[一-鿿]{0,6}[呼喊叫][救喊叫]?声$")
"""身后传来呼救声：“……” Nobody who is named has cried."""
_REPORTED = re.compile("记者[一-鿿]{0,12}报道$")
"""记者某某报道：“……” The reporter tells what somebody else says."""


def before(text: str, people: People) -> Heard | None:
    """某某说：“……”: the person of the last clause that names one."""
    sentence = ENDS.split(text.rstrip())[-1]
    if attribution.WRITTEN.search(sentence):
        return None
    clauses = CLAUSES.split(sentence.rstrip("：:，, "))[-5:]
    if not (sentence.endswith(("：", ":")) or SAYS.search(clauses[-1])):
        if told := next(filter(_TELLS.search, reversed(clauses[:-1])), ""):
            mention = people.subject(before_verb(told), says=True)
            return heard(mention, told) if mention else None  # 老马说，今年“雨水好，……”
        mention = people.subject(clauses[-1]) if sentence.endswith(("，", ",")) else None
        at_head = mention and ATTRIBUTE.fullmatch(clauses[-1][: mention.start])
        return heard(mention, clauses[-1]) if mention and at_head else None  # 老马打开水阀，“……”
    if _REPORTED.search(clauses[-1]):
        return None
    if came := _CAME.search(clauses[-1]):
        return came["who"], came["who"]
    for clause in reversed(clauses):
        subject = before_verb(clause)
        if _I.match(subject):
            return NOBODY
        if _CRY.search(subject):
            return NOBODY
        if voice := _VOICE.search(subject):
            return voice.group(), voice.group()
        said = subject != clause or clause is clauses[-1]
        mention = people.subject(subject, says=said)
        if mention and not _woken(mention, clause):
            return heard(mention, clause)
        if _PRINTED.search(subject):
            return NOBODY
        crowd = words().crowd.search(subject)
        if (subject.endswith("都") and not _BODY.search(subject)) or (
            crowd and not _TO.search(subject, 0, crowd.start())
        ):
            return NOBODY  # 众人应道, 老人都夸他
    return None


def _woken(mention: Mention, clause: str) -> bool:
    kin = mention.end == len(clause) and words().kin.fullmatch(mention.name)
    return bool(kin and _WOKEN.match(clause[: mention.start]))


def acting(gap: str, people: People) -> Heard | None:
    """老马愣住了，手里的砖掉在地上，“……”: whom the sentence was about before."""
    sentence = ENDS.split(gap.rstrip())[-1]
    if not sentence.endswith(("，", ",")) or attribution.WRITTEN.search(sentence):
        return None
    for clause in reversed(CLAUSES.split(sentence[:-1])):
        if mention := people.subject(clause):
            looks_on = mention.name.endswith(REPORTER) or WHEN.search(clause)
            at_head = ATTRIBUTE.fullmatch(clause[: mention.start]) and not looks_on
            return heard(mention, clause) if at_head else None
        goes_on = clause[:1] in _PREPOSITIONS
        if (any(people.mentions(clause)) and not goes_on) or words().crowd.search(clause):
            return None
    return None


def asked(gap: str, people: People) -> Heard | None:
    """记者问了最后一个问题。“……？” And 苏勇被一名大娘拉住。“……”: who stops him speaks."""
    *_, sentence, rest = ["", *ENDS.split(gap.rstrip())]
    clause = CLAUSES.split(sentence)[-1]
    told, stopped = _QUESTION.search(clause), _STOPPED.search(clause)
    if rest or not (told or stopped):
        return None
    who = stopped["who"] if stopped else clause[: told.start()] if told else ""
    mention = people.subject(who, says=True)
    return heard(mention, who) if mention else None


def reported(gap: str, people: People) -> Heard | None:
    """王军说，雪停了。“……”: the speech goes over from told to quoted."""
    *_, sentence, rest = ["", *ENDS.split(gap.rstrip())]
    clauses = CLAUSES.split(SET_OFF.sub("", sentence))
    if not rest and (told := _ANNOUNCED.search(clauses[-1])):
        clause = clauses[-1][: told.start()]
        mention = people.subject(clause, says=True)
        return heard(mention, clause) if mention else None
    if rest or len(clauses) < 2 or not SAYS.search(clauses[0]):
        return None
    mention = people.subject(before_verb(clauses[0]), says=True)
    return heard(mention, clauses[0]) if mention else None


def led(gap: str, said: str, rest: str, people: People) -> Heard | None:
    """说起变化，老马满脸喜色。“……”: a sentence about one person, and about nobody else.

    Who comes to somebody's door is not always who speaks there (王勇推开门。“你找谁？”), so
    that what is ``said`` must tell something, or speak to somebody else by name; and the
    sentence behind (``rest``) must be about nobody who might as well have said it.
    """
    *_, sentence, left = ["", *ENDS.split(gap.rstrip())]
    clauses = CLAUSES.split(SET_OFF.sub("", sentence))
    told = [_IS_ONE.split(clause)[0] for clause in clauses]
    named = {mention.name for clause in told for mention in people.mentions(clause)}
    if left or len(named - set(PRONOUNS)) > 1 or _told_of(rest, people):
        return None
    whom = spoken_to(said, people)
    for clause in clauses:
        mention = people.subject(clause)
        if mention and ATTRIBUTE.fullmatch(clause[: mention.start]):
            of_another = not mention.full and _OF_ONE.search(said)  # 妻子走了。“我给她烧了纸。”
            tells = not (_TO_YOU.search(said) or of_another) or whom not in ("", mention.name)
            return heard(mention, clause) if tells and not SILENT.search(clause) else None
    return None


def _told_of(rest: str, people: People) -> bool:
    """Whether the sentence is about people, and does not announce what comes next."""
    sentence = ENDS.split(rest.lstrip())[0].rstrip()
    others = (m for m in people.mentions(sentence) if not m.name.endswith((REPORTER, *PRONOUNS)))
    about = words().crowd.search(sentence) or any(others)
    says = any(map(SAYS.search, CLAUSES.split(sentence)))
    return not sentence.endswith(("：", ":")) and bool(about or says)
