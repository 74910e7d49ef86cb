"""Man or woman, by how a story goes on about a person: 她, 的丈夫."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tingbao.script.attribution import VERB
from tingbao.script.callings import occurrences
from tingbao.script.telling import woman_by_name
from tingbao.script.vocabulary import words

_HUSBANDS = ("丈夫", "老公")
_SPOUSE = re.compile("的(妻子|老婆|媳妇|丈夫|老公)")
_ONE = re.compile("[他她](?!们)(?<!其他)")
_SENTENCE = re.compile("[。！？!?…]+")
_BESIDE = re.compile(r"[^，,；：\n]{1,8}")
"""Between whom a clause is about and 她: 成刚｜拍拍｜她的肩."""
_QUOTED = re.compile("“[^“”]*”")
_PRONOUN = "(?P<pronoun>(?<=[，、；：。！？])[他她](?!们))"
_SAYS = re.compile(rf"[^，。；：！？\n]{{0,10}}?{VERB}")
_OFTEN = 3
"""Times that a story names whom it is about, at least."""


def told(text: str, names: Sequence[str]) -> dict[str, bool]:
    """By name whether the story tells of a woman (True) or of a man (False), the surest last."""
    plain = _QUOTED.sub("。", text)
    sentences = list(pairwise(_SENTENCE.split(plain)))
    others = _others(sentences, names) | _taken_up(sentences, names)
    return others | _spouses(text, names) | _pronouns(text, names)


def _pronouns(text: str, names: Sequence[str]) -> dict[str, bool]:
    """By name whether 她 (True) or 他 (False) takes it up, where the story is of one mind.

    Counted is a pronoun behind a name in its sentence, with nobody else named between, at the head
    of a clause: there it goes on about whom the clause before was about. 解释给她听 does not. Where
    the sentence before says what somebody says, the next goes on so too: 聂云说，……。他还说，……
    """
    if not names:
        return {}
    votes: dict[str, list[bool]] = {}
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    told = _QUOTED.sub("", text)
    last, says, named, end = "", None, 0, 0
    for match in re.finditer(rf"(?P<name>{either})|{_PRONOUN}|[。！？\n]", told):
        if match.start() < end:
            continue  # 李磊对王军说: about 李磊
        if match["name"]:
            last, named = match["name"], match.end()
            says = _SAYS.match(told, match.end())
            if told.endswith(("她叫", "他叫"), 0, match.start()):
                votes.setdefault(last, []).append(told[match.start() - 2] == "她")
            end = says.end() if says else match.end()
        elif match["pronoun"]:
            woman = match["pronoun"] == "她"
            between = words().sexed.findall(
                told, named, match.start()
            )  # 女士: perhaps she is meant
            if last and woman not in {words().sex[word] for word in between}:
                votes.setdefault(last, []).append(woman)
            last = ""
        elif not says or match.group() == "\n":
            last = ""
    return {name: said[0] for name, said in votes.items() if len(set(said)) == 1}


def _others(sentences: Sequence[tuple[str, str]], names: Sequence[str]) -> dict[str, bool]:
    """By name whether 她 (True) or 他 is that person, since whom the clause is about is another.

    阮碧波哭了。成刚拍拍她的肩。 In both sentences, of one paragraph, only these two are named, and
    nobody else of that gender is called anything (他的妻子, 女孩).
    """
    told: dict[str, bool] = {}
    for last, sentence in sentences:
        found = _ONE.search(sentence)
        here = [name for name in names if found and name in sentence]
        before = [name for name in names if here and name in last]
        if not found or not len(here) == len(before) == 1 or here == before:
            continue
        acts = sentence.find(here[0], 0, found.start()) + len(here[0])
        woman = found.group() == "她"
        called = {words().sex[word] for word in words().sexed.findall(last + sentence)}
        apart = "\n" in sentence or woman in called
        if acts >= len(here[0]) and _BESIDE.fullmatch(sentence, acts, found.start()) and not apart:
            told.setdefault(before[0], woman)
    return told


def _taken_up(sentences: Sequence[tuple[str, str]], names: Sequence[str]) -> dict[str, bool]:
    """By name whether 她 begins the sentence behind one that calls nobody else.

    季雨桐笑了。她的教练……
    """
    told: dict[str, bool] = {}
    for last, sentence in sentences:
        found = _ONE.match(sentence)
        named = [name for name in names if found and name in last]
        if not found or len(named) != 1:
            continue
        at, woman = last.index(named[0]), found.group() == "她"
        alone = all(at in (m.start(), m.end()) for m in words().called.finditer(last))
        if alone and woman not in {words().sex[w] for w in words().sexed.findall(last)}:
            told.setdefault(named[0], woman)
    return told


def _spouses(text: str, names: Sequence[str]) -> dict[str, bool]:
    """By name whether the story tells of her husband (True) or of his wife (False)."""
    told: dict[str, bool] = {}
    for name in names:
        for _, end in occurrences(name, text):
            if spouse := _SPOUSE.match(text, end):
                told.setdefault(name, spouse[1] in _HUSBANDS)
    return told


def hero(text: str, names: Sequence[str]) -> dict[str, bool]:
    """Whom the story is about, where it says only 他 or only 她 of everybody: a man or a woman.

    Of those whom the pronoun may mean by their names the one most often named by far: as often
    as all others of them together, and three times at least.
    """
    said = {match.group() for match in _ONE.finditer(text)}
    if len(said) != 1:
        return {}
    woman = said == {"她"}
    fitting = [name for name in names if woman_by_name(name) in (None, woman)]
    count = {name: sum(1 for _ in occurrences(name, text)) for name in fitting}
    most = max(count, key=count.__getitem__, default="")
    often = count.get(most, 0) >= max(_OFTEN, sum(count.values()) / 2)
    return {most: woman} if often else {}
