"""Who is one person under two names: 张伟 first, then 张警官 or 老张.

A newspaper gives the full name once and a surname with a form of address from then on. With two
full names of one surname in a story nobody knows which of them is meant.
"""

import re
from collections.abc import Iterator

from tingbao.script.callings import occurrences
from tingbao.script.evidence import MOST
from tingbao.script.exchanges import TITLES
from tingbao.script.people import People
from tingbao.script.telling import full_name, short_for
from tingbao.script.vocabulary import HAN, words
from tingbao.script.voices import Voices

_KIN = (
    ("母亲", "妈妈", "妈", "娘"),
    ("父亲", "爸爸", "爸", "爹"),
    ("妻子", "老婆", "媳妇"),
    ("丈夫", "老公"),
    ("女儿", "闺女", "丫头"),
    ("哥哥", "哥"),
    ("姐姐", "姐"),
)
"""“妈，我到了。” and 母亲说 in one story: as it is told, and as people call one another."""
_MARRIED = ("师母", "夫人", "太太", "嫂", "嫂子", "婶", "婶婶")
"""徐师母 has the surname of her husband."""
_CLAUSES = re.compile(r"[，,。！？!?；;：“”\n]")
_BROUGHT_IN = re.compile(rf"一[名位个](?:(?![的着了过在])[{HAN}]){{0,4}}$")
_LONGEST = 6
"""Characters of it."""
_NEAR = 40
"""Characters of a clause that are looked at on either side."""
_NAMED = ("叫", "本名", "大名", "原名", "全名")
"""Before a full name that comes after the short one."""


class Identities:
    """The names of one story."""

    def __init__(self, text: str, people: People, voices: Voices) -> None:
        self._text = text
        self._voices = voices
        self._people = frozenset(people.names)
        self._names: dict[str, list[str]] = {}
        for name in filter(_surnamed, people.names):
            self._names.setdefault(short_for(name) or name[0], []).append(name)
        self._whole: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The full name of who is called ``name``; ``name`` itself where there is none or several.

        Of a hostile story's names only so many are looked up.
        """
        for kin in _KIN:
            if name in kin:
                name = next(word for word in kin if word in self._text)
        if name in TITLES:
            named = [full for full in self._people if f"{full}{name}" in self._text]
            name = named[0] if len(named) == 1 else name
        if name not in self._whole and len(self._whole) < MOST:
            named = self._names.get(short_for(name), []) if not full_name(name) else []
            fits = len(named) == 1 and self._one(name, named[0])
            self._whole[name] = named[0] if fits else self._brought_in(name)
        return self._whole.get(name, name)

    def _brought_in(self, name: str) -> str:
        """一名中年男子 for 男子, 小明的父亲 for 父亲, where a story has one; or ``name``."""
        if not name or name in self._people or short_for(name):
            return name
        whose = {other for other in self._whole.values() if other.endswith(f"的{name}")}
        if len(whose) == 1:
            return whose.pop()
        found = [
            before.group() + name
            for at, _ in self._places(name)
            if (before := _BROUGHT_IN.search(self._text, max(0, at - _LONGEST), at))
        ]
        return found[0] if len(found) == 1 and not words().crowd.search(found[0]) else name

    def _one(self, short: str, full: str) -> bool:
        """Whether nothing in the story speaks against it."""
        genders = {self._voices.woman(short), self._voices.woman(full)} - {None}
        ages = {self._voices.elder(short), self._voices.elder(full)} - {None}
        if short.endswith(_MARRIED):
            return False
        first = self._text.find(full) <= self._text.find(short)
        named = first or any(self._text.endswith(_NAMED, 0, at) for at, _ in self._places(full))
        return len(genders) < 2 and len(ages) < 2 and named and not self._together(short, full)

    def _together(self, short: str, full: str) -> bool:
        """老张扶着张伟: nobody is named twice in a clause."""
        for start, end in self._places(full):
            before = _CLAUSES.split(self._text[max(0, start - _NEAR) : start])[-1]
            behind = _CLAUSES.split(self._text[end : end + _NEAR])[0]
            if short in before or short in behind:
                return True
        return False

    def _places(self, name: str) -> Iterator[tuple[int, int]]:
        return occurrences(name, self._text)


def _surnamed(name: str) -> bool:
    """Whether it is a full name; one that stood behind a trade may be of any hanzi: 排长耿直."""
    return full_name(name) or (1 < len(name) < 4 and name[0] in words().surnames)
