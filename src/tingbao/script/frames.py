"""The sentences before and behind a quotation that tell who says it."""

import re

from tingbao.script import attribution
from tingbao.script.exchanges import NOBODY, Heard, spoken_to
from tingbao.script.people import CLAUSES, ENDS, Mention, People
from tingbao.script.vocabulary import words
from tingbao.script.voices import PRONOUNS, REPORTER

_SAYS = re.compile(
    rf"(?<![的回询惊]){attribution.VERB}(?:了?[一两几三][个句][字话]|了|着|罢|完|起来|一[句声])?\s*$"
)
_TELLS = re.compile(rf"^(?![没不]等).*(?<![的回询惊]){attribution.VERB}$")
_VERB = re.compile(attribution.VERB)
_SET_OFF = re.compile(r"“[^“”。！？，]{1,8}”")
"""A word set off, as in “00后”志愿者."""
_THIS = re.compile(r"\s*(?:这|那|如此|类似|[无不]论|不管|凡是?|如果|即使|怎样|怎么|如何|为什么|从)")
"""What follows is about the quotation, not about its speaker: 这样的对话."""
_SILENT = re.compile(
    "语塞|不语|沉默|无言|(?:没有?|不再?)(?:吭声|作声|说话|回答|答话|言语)|[作解]答|听[到见着]|接到|(?<![^，的])泪[一水如]|闻声|循声"
)
"""Who says nothing, or hears it, has not said what stands before."""
_STOPPED = re.compile("被(?P<who>[^，被]{1,14}?)[拉拦叫喊喝拽截围堵]住")
"""苏勇被一名卖枣的大娘拉住了袖子。“……” """
_MET = re.compile("(?<!以为)[遇碰][到见上]|迎面走来")
"""“……？”郝师傅遇到一个小男孩: the other speaks to him."""
_HEARD = re.compile("听[到完了罢]?(?:这|此)|[接收看]到(?:这样|此类)的|闻言|话音")
_LATER = re.compile(r"[^，]{0,4}(?:年|月|天|日|小时|分钟)(?:之|以)?后，|后来|如今|从此|多年")
"""二十年后，……: told of another time."""
_SAID_THIS = re.compile(
    r"[说讲]出?[这此](?:些|番|句|段)?话的(?:人)?[，,]?(?:不是别人[，,])?(?:正|就)?是"
)
"""说这话的，是……"""
_SO_FAR = re.compile(
    "(?:[说讲谈聊]到(?:这里|这儿|此处?)|[说讲]完)(?:这[番段句些]话)?(?:时|后)?[，,]"
)
_SAYING_OF = re.compile(
    r"这是(?P<who>[^，]{1,24}?)(?:在[^，]{1,10})?(?:经?常|总|最?爱)?(?:挂在嘴[边上]|[说喊问]出?|发出)的(?:(?:第一|最后)?一?句?[话]|口头禅|[感慨]叹|感慨|心声|疑问|呼声)"
    r"|(?:回?想起|记[起得]|听[了到])(?:当[年初时])?(?P<whose>[^，]{1,14}?)的[这那]?[句番]?话"
    r"|(?P<words>[^，“”他她]{1,24}?)的(?:这?[一几]?[句番席]?话|叮[嘱咛]|嘱[咐托]|教诲|告诫|劝告|回答|肺腑之言|心里话|心声)(?=[，让使道说无决是])"
)
"""“慢工出细活。”这是老院长常挂在嘴边的话。 想起父亲的话，……"""
_BROADCAST = re.compile(
    "[^，]{0,4}(?:广播|喇叭|对讲机|电话|手机|收音机|电视机?)里?[^，]{0,4}[响传播]"
)
"""“……！”广播响起，庾长生抓起药箱: what sounds has said it."""
_FELL_SILENT = re.compile("(?:的)?话音(?:刚|未|还没|还未)落")
"""民警话音未落，游客又问：……"""
_SOUNDED = re.compile(
    r"(?:响起|传来|传出)了?(?P<who>[^，]{1,14})的[^，的]{0,4}声音?$"
    r"|^(?P<whose>[^，]{1,14})的[^，的]{0,4}声[里中]"
)
"""巷子里响起了俞婶的吆喝声; 在俞婶的吆喝声里."""
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
_TOGETHER = re.compile("齐声|异口同声|[接答应]了?下去|纷纷")
_WHEN = re.compile("(?:[到来]时|的时候)$")
"""A clause that tells when something else happened."""
_WHERE = re.compile("在[^，]{1,20}[前里上下中后时外内旁边间]")
"""在烈士墓前: a clause of its own that names a place or a time."""
_PERCEIVED = re.compile("(?:只?见|眼见|看[到见]|听[说到见]|发现|得知)")
"""见有人拍照，: who is seen or heard of is not whom the sentence is about."""
_LEAD = 14
"""Characters of a clause of time or place before the one that names somebody."""
_OF = re.compile(
    r"(?!这是|那是|其|见(?![习义])|看[到见]|眼看|听说|趁着|等到|在(?!场)[^的]*$)(?:[一-鿿]{0,4}|[一-鿿]{1,12}的[一-鿿]{0,3}|[一-鿿]{0,6}一[名位个][一-鿿]{0,6}|[\d一二三四五六七八九十]+岁的[一-鿿]{0,4}|(?:家住|来自|住在)[一-鿿\d]{1,16}的[一-鿿]{0,4}|[一-鿿]{2,8}的是一?[位个名]?[一-鿿]{0,8}|[一-鿿]{2,16}[院科室系所局部委会队站心社校学厂店县市省区镇乡村国处厅司团组馆园场台](?:名誉|原|前|副|首席|执行|常务|资深|高级|知名|著名|青年)?)"
)
"""Before a person at the head of a clause: 救人的小伙子, 货车司机, 省医院急诊科主任."""
_IS_ONE = re.compile("(?:是|作为)一?[名位个]")
"""他是一名盲人调音师: nobody else."""
_TO_YOU = re.compile("[你您？?]|^.{,8}$")
"""In what is said to somebody, as short calls are."""
_VOICE = re.compile("一个[一-鿿]{1,6}的声音$")
"""一个稚嫩的声音说: all that is known of who speaks."""
_PRINTED = re.compile(
    "(?:报告|文章|评论|社论|公报|声明|报道|贺[词信电]|[来致]信|电文|意见|决定|条例|规定|决议|宣言|研究|调查|报纸)[里中还则也又]?$"
)
"""十五大报告指出：“……” What is printed says it."""
_I = re.compile("(?:[一-鿿]{2})?我们?(?:$|还(?!记)|[便就又也都只再对问说笑告跟向和与]|连忙|随口|随即)")
"""我说, 于是我们便问: whoever writes it, and nobody whom the story names."""
_CRY = re.compile("(?:传来|响起|听[到见])[一-鿿]{0,6}[呼喊叫][救喊叫]?声$")
"""身后传来呼救声：“……” Nobody who is named has cried."""
_REPORTED = re.compile("记者[一-鿿]{0,12}报道$")
"""记者某某报道：“……” The reporter tells what somebody else says."""
_WORDS_OF = re.compile(
    r"[用引述]([^用]{2,24})的话[来]?说?$|^([^，“”]{2,30})的(?:一[句番席])?(?:话|回答)[^，想听记]{0,10}[：:]?$"
)
"""用老馆长的话说; 老馆长的话很实在："""


def _heard(mention: Mention, clause: str) -> Heard:
    return mention.name, clause[mention.start : mention.end]


def before(text: str, people: People) -> Heard | None:
    """某某说：“……”: the person of the last clause that names one."""
    sentence = ENDS.split(text.rstrip())[-1]
    if attribution.WRITTEN.search(sentence):
        return None
    clauses = CLAUSES.split(sentence.rstrip("：:，, "))[-5:]
    if not (sentence.endswith(("：", ":")) or _SAYS.search(clauses[-1])):
        if told := next(filter(_TELLS.search, reversed(clauses[:-1])), ""):
            mention = people.subject(_subject(told), says=True)
            return _heard(mention, told) if mention else None  # 老马说，今年“雨水好，……”
        mention = people.subject(clauses[-1]) if sentence.endswith(("，", ",")) else None
        at_head = mention and _OF.fullmatch(clauses[-1][: mention.start])
        return _heard(mention, clauses[-1]) if mention and at_head else None  # 老马打开水阀，“……”
    if _REPORTED.search(clauses[-1]):
        return None
    for clause in reversed(clauses):
        subject = _subject(clause)
        if _I.match(subject):
            return NOBODY
        if _CRY.search(subject):
            return NOBODY
        if voice := _VOICE.search(subject):
            return voice.group(), voice.group()
        if mention := people.subject(subject, says=True):
            return _heard(mention, clause)
        if _PRINTED.search(subject):
            return NOBODY
        crowd = words().crowd.search(subject)
        if (subject.endswith("都") and not _BODY.search(subject)) or (
            crowd and not _TO.search(subject, 0, crowd.start())
        ):
            return NOBODY  # 众人应道, 老人都夸他
    return None


def acting(gap: str, people: People) -> Heard | None:
    """老马愣住了，手里的砖掉在地上，“……”: whom the sentence was about before."""
    sentence = ENDS.split(gap.rstrip())[-1]
    if not sentence.endswith(("，", ",")) or attribution.WRITTEN.search(sentence):
        return None
    for clause in reversed(CLAUSES.split(sentence[:-1])):
        if mention := people.subject(clause):
            looks_on = mention.name.endswith(REPORTER) or _WHEN.search(clause)
            at_head = _OF.fullmatch(clause[: mention.start]) and not looks_on
            return _heard(mention, clause) if at_head else None
        goes_on = clause[:1] in _PREPOSITIONS
        if (any(people.mentions(clause)) and not goes_on) or words().crowd.search(clause):
            return None
    return None


def _subject(clause: str) -> str:
    """What stands before the verb of speech, so that nobody addressed is taken for the speaker."""
    if quoted := _WORDS_OF.search(clause):
        return quoted[1] or quoted[2]
    told = _SAYS.search(clause) or _VERB.search(clause)
    return clause[: told.start()] if told and told.start() else clause


def behind(text: str, people: People, *, spoken: bool) -> Heard | None:
    """“……”某某说; or, not ``spoken``, “……”某某摆摆手: a sentence about the person."""
    sentence = _SET_OFF.sub("", ENDS.split(text.lstrip(" \u3000，,"))[0])
    clauses = CLAUSES.split(sentence)
    if told := _SAID_THIS.match(sentence):
        mention = people.subject(sentence[told.end() :])
        return _heard(mention, sentence[told.end() :]) if mention else None
    if whose := _SAYING_OF.match(sentence):
        who = whose["who"] or whose["words"] or whose["whose"]
        mention = people.subject(who, says=True)
        return _heard(mention, who) if mention else None
    if not spoken and any(told.match(sentence) for told in (_THIS, _HEARD, _LATER)):
        return None
    if not spoken and _BROADCAST.match(clauses[0]):
        return None
    for clause in clauses:
        if sounded := _SOUNDED.search(clause):
            who = sounded["who"] or sounded["whose"]
            mention = people.subject(who, says=True)
            return _heard(mention, who) if mention else None
    if fell := _FELL_SILENT.search(clauses[0]):
        mention = people.subject(clauses[0][: fell.start()], says=True)
        return _heard(mention, clauses[0]) if mention else None
    if sentence.rstrip().endswith(("：", ":")):
        clauses = _apart(sentence, clauses, spoken=spoken)
    if spoken and not any(_SAYS.search(clause) for clause in clauses):
        return None
    while clauses[1:] and (_WHERE.fullmatch(clauses[0]) or _hears(clauses[0])):
        clauses = clauses[1:]
    for clause in clauses[:3]:
        mention = people.subject(_subject(clause) if spoken else clause, says=spoken)
        if spoken and mention and clause.endswith("时") and clause != clauses[-1]:
            continue  # 家属送来锦旗时，医生说
        if mention and not spoken and (mention.name.endswith(REPORTER) or _WHEN.search(clause)):
            return None  # who looks on, and tells of it; 民警赶到时，……
        if mention and not spoken and (met := _MET.search(clause, mention.end)):
            others = [other for other in people.mentions(clause) if other.start >= met.end()]
            return _heard(others[-1], clause) if others else None
        if mention and not spoken and _SILENT.search(clause, mention.end):
            return None
        if mention and (spoken or _OF.fullmatch(clause[: mention.start])):
            return _heard(mention, clause)
        if spoken and _SAYS.search(clause):
            return NOBODY if words().crowd.search(clause) else None
        if not spoken and words().crowd.search(clause):
            return NOBODY if _TOGETHER.search(clause) else None
        if not spoken and len(clause) > _LEAD and not clause.startswith("在"):
            return None
    return None


def broadcast(gap: str) -> bool:
    """喇叭响了：“……”: nobody whom the sentence behind tells of has said it."""
    clause = CLAUSES.split(ENDS.split(gap.rstrip("：: "))[-1])[-1]
    return gap.rstrip().endswith(("：", ":")) and bool(_BROADCAST.match(clause))


def closing(text: str, people: People) -> Heard | None:
    """说这话的是班长; 讲到这里，老人停了停: the paragraph behind tells who spoke."""
    sentence = ENDS.split(text.lstrip())[0]
    told = _SAID_THIS.match(sentence) or _SO_FAR.match(sentence)
    clause = CLAUSES.split(sentence[told.end() :])[0] if told else ""
    mention = people.subject(clause)
    at_head = (
        mention and not mention.name.endswith(REPORTER) and _OF.fullmatch(clause[: mention.start])
    )
    return _heard(mention, clause) if mention and at_head else None


def _hears(clause: str) -> bool:
    return bool(_PERCEIVED.match(clause)) and not _VERB.search(clause)


def _apart(sentence: str, clauses: list[str], *, spoken: bool) -> list[str]:
    """The clauses that are not about what the colon announces, which comes next."""
    if not spoken:  # 儿子咧着嘴笑；母亲抹着泪：
        return CLAUSES.split(sentence.rpartition("；")[0])
    before = clauses[:-2]
    return [] if before and before[-1].endswith("着") else before  # 男人哽咽着，挤出一句：


def asked(gap: str, people: People) -> Heard | None:
    """记者问了最后一个问题。“……？” And 苏勇被一名大娘拉住。“……”: who stops him speaks."""
    *_, sentence, rest = ["", *ENDS.split(gap.rstrip())]
    clause = CLAUSES.split(sentence)[-1]
    told, stopped = _QUESTION.search(clause), _STOPPED.search(clause)
    if rest or not (told or stopped):
        return None
    who = stopped["who"] if stopped else clause[: told.start()] if told else ""
    mention = people.subject(who, says=True)
    return _heard(mention, who) if mention else None


def reported(gap: str, people: People) -> Heard | None:
    """王军说，雪停了。“……”: the speech goes over from told to quoted."""
    *_, sentence, rest = ["", *ENDS.split(gap.rstrip())]
    clauses = CLAUSES.split(_SET_OFF.sub("", sentence))
    if not rest and (told := _ANNOUNCED.search(clauses[-1])):
        clause = clauses[-1][: told.start()]
        mention = people.subject(clause, says=True)
        return _heard(mention, clause) if mention else None
    if rest or len(clauses) < 2 or not _SAYS.search(clauses[0]):
        return None
    mention = people.subject(_subject(clauses[0]), says=True)
    return _heard(mention, clauses[0]) if mention else None


def led(gap: str, said: str, rest: str, people: People) -> Heard | None:
    """说起变化，老马满脸喜色。“……”: a sentence about one person, and about nobody else.

    Who comes to somebody's door is not always who speaks there (王勇推开门。“你找谁？”), so
    that what is ``said`` must tell something, or speak to somebody else by name; and the
    sentence behind (``rest``) must be about nobody who might as well have said it.
    """
    *_, sentence, left = ["", *ENDS.split(gap.rstrip())]
    clauses = CLAUSES.split(_SET_OFF.sub("", sentence))
    told = [_IS_ONE.split(clause)[0] for clause in clauses]
    named = {mention.name for clause in told for mention in people.mentions(clause)}
    if left or len(named - set(PRONOUNS)) > 1 or _told_of(rest, people):
        return None
    whom = spoken_to(said, people)
    for clause in clauses:
        mention = people.subject(clause)
        if mention and _OF.fullmatch(clause[: mention.start]):
            tells = not _TO_YOU.search(said) or whom not in ("", mention.name)
            return _heard(mention, clause) if tells and not _SILENT.search(clause) else None
    return None


def _told_of(rest: str, people: People) -> bool:
    """Whether the sentence is about people, and does not announce what comes next."""
    sentence = ENDS.split(rest.lstrip())[0].rstrip()
    others = (m for m in people.mentions(sentence) if not m.name.endswith((REPORTER, *PRONOUNS)))
    about = words().crowd.search(sentence) or any(others)
    says = any(map(_SAYS.search, CLAUSES.split(sentence)))
    return not sentence.endswith(("：", ":")) and bool(about or says)
