"""Finds the quotations of a story, and tells speech from emphasis (“防火墙”).

A turn of a dialogue that is printed with labels (记者：……) is a quotation without marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tingbao.script import sentences, turns
from tingbao.script.attribution import FOLLOWING, PRECEDING, VERB, WRITTEN, WROTE
from tingbao.script.breaths import speakable
from tingbao.script.traditional import simplified

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_MARKS = re.compile(r"[“”‘’「」『』\"]")
_END = re.compile(r"[。！？!?…]|——(?=[”’」』\"])")
_ENDED = re.compile(r"[。！？!?…][”’」』\"]?$|——$")
_BROKEN_OFF = re.compile(r"[，,][”’」』\"]$")
"""“菜价稳住了，”王阿姨说: only speech is interrupted."""
_EXCLAIMED = re.compile(r"(?:[。！？!?…]|——)[”’」』\"]$")
"""“好！”台下掌声雷动; 端上桌，“趁热吃。” A sentence of its own, however short."""
_SAID = re.compile(rf"(?![我你您咱])[^，,。！？!?：:]{{2,24}}{VERB}[。.]")
"""黄阿姨说。 A sentence that does nothing but say who spoke."""
_MARKED = re.compile(r"[，,。！？!?…]")
_SET_OFF = re.compile(r"(?:[、和]?[“「][^“”「」。！？]{1,20}[”」]){0,20}")
"""“菜篮子”“米袋子”要抓紧."""
_NICKNAME = re.compile(rf"[一-鿿·]{{2,8}}{VERB}[，,：:]")
"""“老班长”张建国说，: who says it is called so; what is said has a mark of its own."""
_CLOSES = re.compile(r"(?<![：:，,。！？])(?<![说道问答])[一-鿿]$|[！？…。]$")
"""Before a “ that is printed for a ”."""
_WORD = re.compile(r"\s*[一-鿿]")
_ARTICLE = re.compile(r"[“「『\"]第[一二三四五六七八九十百\d]+条")
"""“第六条 …” is a law's."""
_ASIDE = re.compile(
    r"(?:(?:意义|程度|角度|本质|根本|总体|理论)上|[对就从][^，。]{1,20}[上来])说[，,]?$"
)
"""从这个意义上说，: nobody speaks."""
_TOPIC = re.compile(r"[就也都才再又是在与和被把不没]")
"""“没准备”就别说: the sentence goes on about the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """An outermost quotation, its marks included, its label left out."""

    paragraph: int
    start: int
    end: int
    """``paragraphs[paragraph][start:end]``."""
    speech: bool
    """Somebody says it; otherwise a word is set off."""
    continues: bool = False
    """The quotation of the paragraph before was not closed: the same person speaks on."""
    turn: turns.Turn | None = None
    """The turn of a dialogue with labels that it is."""


def find(paragraphs: Sequence[str], names: Sequence[str] = ()) -> tuple[Quotation, ...]:
    """The outermost quotations in order; ``names`` help to end one that is never closed."""
    paragraphs = simplified(paragraphs)
    found: list[Quotation] = []
    taken: dict[int, list[turns.Turn]] = {}
    for turn in turns.find(paragraphs):
        taken.setdefault(turn.paragraph, []).append(turn)
    open_mark = ""  # of a quotation that the paragraph before left open
    for number, text in enumerate(paragraphs):
        following = paragraphs[number + 1].lstrip() if number + 1 < len(paragraphs) else ""
        labelled = taken.get(number, [])
        spans = _outermost(text[: labelled[0].start] if labelled else text, names, following)
        dialogue = bool(spans) and not speakable(_outside(text, spans))
        last_said = last_written = -1  # where the speech before ends, or what was written
        for start, end in spans:
            continues = (
                bool(open_mark) and text.lstrip().startswith(open_mark) and not text[:start].strip()
            )
            if continues:  # what runs on over paragraphs is no word set off
                found[-1] = replace(found[-1], speech=True)
            whole = end - start > 7 or bool(_EXCLAIMED.search(text, start, end))
            alone = dialogue and _is_line(paragraphs, number, text[start:end])
            bare = whole and (alone or _side_by_side(text, last_said, start))
            more = _side_by_side(text, last_written, start) and not FOLLOWING.match(text, end)
            written = more or _written(text, start, end)
            speech = continues or (not written and (bare or _speech(text, start, end)))
            last_said, last_written = (end if speech else -1), (end if written else -1)
            found.append(
                Quotation(
                    paragraph=number, start=start, end=end, speech=speech, continues=continues
                )
            )
        open_mark = ""
        if spans:
            start, end = spans[-1]
            closed = text[end - 1] == _PAIRS.get(text[start], '"') and end - start > 1
            open_mark = text[start] if not closed and end == len(text) else ""
        found += map(_of_turn, labelled)
    return tuple(found)


def _is_line(paragraphs: Sequence[str], number: int, quoted: str) -> bool:
    """Whether a paragraph that is all ``quoted`` is a line of a dialogue, and no crosshead."""
    around = [*paragraphs[max(0, number - 1) : number], *paragraphs[number + 1 : number + 2]]
    quoting = any(text.lstrip()[:1] in _PAIRS or text.rstrip()[-1:] in _OPENERS for text in around)
    return quoting or bool(_MARKED.search(quoted))


def _side_by_side(text: str, said: int, start: int) -> bool:
    """“甭客气！”、“您走好！” Beside what was said another sentence is said as well."""
    return said >= 0 and text[said:start].strip() in ("", "、", "和")


def _of_turn(turn: turns.Turn) -> Quotation:
    return Quotation(
        paragraph=turn.paragraph,
        start=turn.said,
        end=turn.end,
        speech=True,
        continues=turn.continues,
        turn=turn,
    )


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> str:
    ends = (0, *(end for _, end in spans))
    starts = (*(start for start, _ in spans), len(text))
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _outermost(text: str, names: Sequence[str], following: str) -> list[tuple[int, int]]:
    """Spans of outermost quotations, by a stack: linear however wildly the marks stand."""
    opened: list[int] = []
    match_of: dict[int, int] = {}
    marks = [(mark.start(), mark.group()) for mark in _MARKS.finditer(text)]
    for place, (at, char) in enumerate(marks):
        after = marks[place + 1][1] if place + 1 < len(marks) else ""
        if opened and text[opened[-1]] == char == "“" and _misprinted(text, at, after):
            char = "”"
        if char in _PAIRS or (char == '"' and not any(text[i] == '"' for i in opened[-3:])):
            opened.append(at)
        elif not _apostrophe(text, at):
            opener = _OPENERS.get(char, '"')
            if opened and text[opened[-1]] == opener:
                match_of[opened.pop()] = at + 1
            elif len(opened) > 1 and text[opened[-2]] == opener:  # the inner one was left open
                opened.pop()
                match_of[opened.pop()] = at + 1
    starts = sorted((*match_of, *opened))
    spans: list[tuple[int, int]] = []
    for place, start in enumerate(starts):
        if spans and start < spans[-1][1]:
            continue
        end = match_of.get(start)
        if end is None:
            later = starts[place + 1] if place + 1 < len(starts) else len(text)
            runs_on = following.startswith(text[start])
            end = len(text) if runs_on else _unclosed_end(text, start, later, names)
        if end:
            spans.append((start, end))
    return spans


def _misprinted(text: str, at: int, after: str) -> bool:
    """Whether the second “ without a ” between them closes: “北斗早“喜获丰收."""
    return after != "”" and bool(_CLOSES.search(text[max(0, at - 2) : at]))


def _apostrophe(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return text[at] == "’" and len(around) == 2 and around.isascii() and around.isalnum()


def _unclosed_end(text: str, start: int, later: int, names: Sequence[str]) -> int | None:
    """The sentence end before the sentence that names a person, or holds the next quotation."""
    at = start
    for sentence in sentences.split(text[start:later]):
        holds = at + len(sentence) == later < len(text)
        told = any(name in sentence for name in names) or _SAID.fullmatch(sentence.strip())
        if at > start and (holds or told):
            return at
        at += len(sentence)
    return later if later == len(text) or _END.match(text, later - 1) else None


def _written(text: str, start: int, end: int) -> bool:
    """Whether it stands in writing: on a wall, in a law."""
    before = text[max(0, start - 50) : start].rstrip()
    law = _ARTICLE.match(text, start)
    return bool(law or WRITTEN.search(before) or WROTE.match(text, end))


def _speech(text: str, start: int, end: int) -> bool:
    inside, before = text[start + 1 : end], text[max(0, start - 50) : start].rstrip()
    if re.match(r"\s*的", text[end : end + 5]):
        return False
    if _BROKEN_OFF.search(inside) or (len(inside) > 5 and _END.search(inside)):
        return True
    if (not before or _ENDED.search(before)) and _EXCLAIMED.search(inside):
        return True
    if before.endswith(("，", ",", "：", ":")) and _EXCLAIMED.search(inside):
        return True
    if not _MARKED.search(inside) and _NICKNAME.match(text, end):
        return False
    alone = not (
        _WORD.match(before[-1:]) or before.endswith("、")
    )  # 网友“小明”留言说: the sentence holds a name
    topic = not _MARKED.search(inside) and _TOPIC.match(text, end)
    if alone and not topic and FOLLOWING.match(text, end, min(len(text), end + 60)):
        return True
    # A word that a sentence goes on with is set off, whoever says the sentence: so are several.
    run = _SET_OFF.match(text, end)
    if _WORD.match(text, run.end() if run else end):
        return False
    # 总说“分内的事”: without a mark before it or within it, it is what is said of something.
    marked = before.endswith(("：", ":", "，", ",")) or bool(_MARKED.search(inside))
    told = PRECEDING.search(before) and not _ASIDE.search(before)
    return (marked and bool(told)) or (
        before.endswith(("：", ":")) and bool(_MARKED.search(inside))
    )
