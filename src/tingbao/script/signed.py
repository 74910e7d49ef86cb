"""Surnames that print itself proves: in a row of them (单、解、曾三家), in a credit (图/解冰).

A run of hanzi ends at the marks, so that these are seen in the sentence.
"""

import re
from collections.abc import Iterator
from functools import cache

from tingbao.script.cutting import verbs
from tingbao.script.rolls import rolls
from tingbao.script.surnames import HEADS, READ
from tingbao.script.vocabulary import words as called
from tingbao.script.wholes import usual

_CREDIT = re.compile(
    "(?<![一-鿿])(?:文图|图文|[文图摄]|摄影|漫画|制图|插画|视频|整理|采写|记者|通讯员|编辑)[/／:：]\\s?"
    "([一-鿿]{2,3})(?![一-鿿])"
)
_TOLD = re.compile(
    "([一-鿿]{2,4})[（(](化名|音译?|[左右](?:[一二三]|起)?|中|前[排左右]|男|女)[，,）)]"
)
"""What a bracket says only of a name: 过大年（化名）, 单小宁（右）."""
_HANZI = re.compile("[一-鿿]")
_COUNTED = "[一二两三四五六七八九十几多这那]{0,2}大?(?:家(?![庭长用里])|姓|氏|户|族)"


def signed(sentence: str) -> Iterator[tuple[int, str]]:
    """Place and reading of each of these surnames that is read otherwise than the word."""
    if not HEADS.search(sentence):
        return
    yield from rolls(sentence)
    if "、" in sentence:
        for row in _row().finditer(sentence):
            for place in range(row.start(), row.end()):
                if sentence[place] in READ:
                    yield place, READ[sentence[place]]
    for credit in _CREDIT.finditer(sentence):
        name = credit[1]
        if name[0] in READ and _rare(name):  # no 文/解读
            yield credit.start(1), READ[name[0]]
    for told in _TOLD.finditer(sentence):
        name, surely, start = told[1], told[2] == "化名", told.start()
        bare = len(name) < 4 and not _HANZI.match(sentence[max(0, start - 1) : start])
        for at in range(1 if bare else len(name) - 1):
            if name[at] in READ and (surely or _rare(name[at:], bare)):
                yield start + at, READ[name[at]]
                break
            if name[at] in called().surnames and len(name) - at < 4:
                break  # 陶燕清（女） is no Ms 燕


def _rare(name: str, bare: bool = False) -> bool:
    if bare and not set(name[1:]) <= called().given:
        return False  # 查单位（右）
    return name not in verbs() and not usual(name)


@cache
def _row() -> re.Pattern[str]:
    """Compiled when a line first asks for it."""
    surname = f"[{''.join(sorted(called().surnames | READ.keys()))}]"
    return re.compile(
        f"(?:(?<![一-鿿])|(?<=[里中内有是的为由以]))(?:{surname}、)+{surname}(?={_COUNTED})|(?:{surname}姓[、和])+{surname}姓"
    )
