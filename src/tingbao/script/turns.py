"""Finds a dialogue printed with labels and no quotation marks: 记者：…… 徐强：……

A label alone tells little: 时间：, 地点： and 电话： have a colon too. It is a turn of a dialogue
where somebody asks (记者, 问, 主持人) and another answers, or where people speak by turns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tingbao.script.callings import name_at
from tingbao.script.telling import full_name
from tingbao.script.vocabulary import HAN, words

_LABEL = re.compile(
    r"(?:^|(?<=[。！？!?…]))\s*(?P<label>(?P<open>[【\[])?"
    rf"(?P<who>[{HAN}]{{1,12}}(?:·[{HAN}]{{1,8}}){{0,2}}|[{HAN}]{{1,4}}“[^“”]{{1,10}}”|《[^《》]{{2,10}}》|[QA]\d{{0,2}})"
    r"(?:[（(][^（()）：:]{1,20}[)）])?(?(open)[】\]]\s?[：:]?|\s?[：:])\s*)(?=\S)"
)
"""At the head of a paragraph or of a sentence in it, with what stands in brackets behind it."""
_ASKS = re.compile(
    rf"[{HAN}]{{0,6}}(?:记者|主持人|主播|编者|本[报刊台网])[{HAN}]{{0,3}}|[{HAN}]{{0,4}}问|《.*》|Q\d*"
)
"""《晚报》： the paper asks."""
_BY_LETTER = "甲乙丙丁"
_ANSWERS = re.compile(rf"[回解]?答|[回答]复|A\d*|[{_BY_LETTER}]")
_SAYS = re.compile(r"(?<=..)(?:[提追反]?问|[回解]?答|[回答]复|说)$")
"""Behind the person: 吕坤答："""
_FIELD = re.compile(
    r".*(?:时间|日期|地[点址]|电话|热线|邮[箱编]|网址|账号|来源|[主承协]办|单位|票价|价格|内容|主题|方式|附|备?注|链接|"
    r"提示|结果|原因|措施|标题|摄影?|制图|编辑|责编|校对|通讯员)"
)
"""What fills in a form."""
_SENTENCE = re.compile(r"[。！？!?…]|——")
"""A turn is a sentence; 记者：王丹 is a byline."""
_QUOTED = re.compile(r"[“「『\"][^”」』\"]*[”」』\"][。！？]?")
"""With marks it is for ``quotes`` to find."""
_TOLD = re.compile(r"^\s*(?:[（(\[【他她]|[说讲谈]到[这此])|记者|采访|本报")
"""The reporter's own paragraph between two turns."""
_MOST_BETWEEN = 4
"""Paragraphs of one answer behind its first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one says until the next speaks, or the next paragraph of it."""

    paragraph: int
    start: int
    """Where the label begins; where there is none, the words."""
    said: int
    """Where the words begin."""
    end: int
    who: str
    """As the label calls the person."""
    asks: bool = False
    question: bool = False
    """Whether what is said ends as a question."""
    continues: bool = False
    """A further paragraph of an answer, without a label."""

    @property
    def unnamed(self) -> bool:
        """Whether the label is 答, 甲, A: somebody's, whoever that is."""
        return bool(_ANSWERS.fullmatch(self.who))

    @property
    def answers(self) -> bool:
        """Whether the label is 答: of whom is asked; 甲 and 乙 are two."""
        return self.unnamed and self.who not in _BY_LETTER


def find(paragraphs: Sequence[str]) -> tuple[Turn, ...]:
    """The turns of the dialogues in ``paragraphs``, in order; none where nobody takes turns."""
    turns: list[Turn] = []
    for run in _runs(list(_labelled(paragraphs))):
        if dialogue := _dialogue(run):
            turns += _with_the_rest(dialogue, paragraphs)
    return tuple(turns)


def _labelled(paragraphs: Sequence[str]) -> Iterator[Turn]:
    """What may be a turn: a sentence behind a label that may be somebody's."""
    for number, text in enumerate(paragraphs):
        labels = [match for match in _LABEL.finditer(text) if _may_speak(match)]
        ends = [*(match.start("label") for match in labels[1:]), len(text)]
        for match, end in zip(labels, ends, strict=False):
            said = text[match.end() : end].strip()
            if _SENTENCE.search(said) and not _QUOTED.fullmatch(said):
                yield Turn(
                    paragraph=number,
                    start=match.start("label"),
                    said=match.end(),
                    end=end,
                    who=_SAYS.sub("", match["who"]),
                    asks=bool(_ASKS.fullmatch(match["who"])),
                    question=said.endswith(("？", "?")),
                )


def _may_speak(match: re.Match[str]) -> bool:
    """Anybody at the head of a paragraph; within one a person, for 建议：多喝水 is an answer's."""
    who = match["who"]
    if match.string[: match.start()].strip():
        return bool(_ASKS.fullmatch(who)) or _person(who)
    return not _FIELD.fullmatch(who)


def _runs(turns: Sequence[Turn]) -> Iterator[list[Turn]]:
    """Turns that follow one another; of an answer more paragraphs may stand before a question."""
    run: list[Turn] = []
    for turn in turns:
        apart = 1 + (_MOST_BETWEEN if turn.asks else 0)
        if run and turn.paragraph - run[-1].paragraph > apart:
            yield run
            run = []
        run.append(turn)
    if run:
        yield run


def _dialogue(run: Sequence[Turn]) -> list[Turn]:
    """The turns of a run in which one asks and is answered, or people speak by turns: A, B, A."""
    askers = _askers(run)
    run = [replace(turn, asks=turn.asks or turn.who in askers) for turn in run]
    answer = {other.who for one, other in pairwise(run) if one.asks and not other.asks}
    speak = [t for t in run if t.asks or t.who in answer or _person(t.who)]
    names = {turn.who for turn in speak if not turn.asks}
    letters = len(names) > 1 and names <= set(_BY_LETTER)  # 甲, 乙
    return speak if answer or letters or 1 < len(names) < len(speak) else []


def _askers(run: Sequence[Turn]) -> set[str]:
    """Who does nothing but ask, twice and more, and is no person by the label: a paper."""
    asked = Counter(turn.who for turn in run if turn.question)
    told = {turn.who for turn in run if not turn.question}
    return {
        who for who, times in asked.items() if times > 1 and who not in told and not _person(who)
    }


def _person(who: str) -> bool:
    return bool(
        _ANSWERS.fullmatch(who)
        or who[-1] == "”"  # 网友“冰上小王子”
        or "·" in who
        or (len(who) < 5 and full_name(who))
        or name_at(who, 0) == who
        or any(match.end() == len(who) for match in words().called.finditer(who))
    )


def _with_the_rest(run: Sequence[Turn], paragraphs: Sequence[str]) -> Iterator[Turn]:
    """``run``, and the paragraphs between an answer and the next question: more of the answer."""
    for turn, following in zip(run, [*run[1:], None], strict=True):
        yield turn
        if not following or not following.asks or turn.asks:
            continue
        for number in range(turn.paragraph + 1, following.paragraph):
            text = paragraphs[number]
            if _TOLD.search(text) or (len(turn.who) > 1 and turn.who in text):
                break  # the reporter's
            yield Turn(
                paragraph=number, start=0, said=0, end=len(text), who=turn.who, continues=True
            )
