"""Whom a story has introduced: a surname proved in one sentence is read alike in the others.

村医单志远 names a Mr Shàn by its place (``names``); 送单志远下山, 单医生 and 老单 in the same
story are he, though no rule would know them.
"""

import re
from collections.abc import Iterator, Mapping

from tingbao.script.callings import name_at
from tingbao.script.cutting import common
from tingbao.script.dictionary import cutter
from tingbao.script.evidence import names
from tingbao.script.known import known
from tingbao.script.names import TITLE, surnames
from tingbao.script.surnames import HEADS, READ
from tingbao.script.telling import full_name
from tingbao.script.wholes import whole_names

_RUN = re.compile(r"[一-鿿]+")
_WHOLE = 3
"""Characters of a name that stands for itself wherever it is printed."""


class Introduced:
    """People whose surname is read otherwise than the word: ``proved`` says who they are."""

    def __init__(self, names: Mapping[str, str]) -> None:
        full = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
        self._heads = {name[0]: reading for name, reading in names.items()}
        heads = "".join(self._heads)
        alone = rf"[{heads}](?={TITLE})|(?<=[老小])[{heads}]" if heads else "(?!)"
        self._pattern = re.compile("|".join([*map(re.escape, full), alone]))

    def readings(self, spoken: str) -> Iterator[tuple[int, str]]:
        """Place and reading of each of their surnames in ``spoken``."""
        if not self._heads:
            return
        for run in _RUN.finditer(spoken):
            found = list(self._pattern.finditer(run.group()))
            words = cutter().spans(run.group()) if found else []
            for match in found:
                place = match.start()
                start, end = words[place]
                usual = end > place + 1 and run.group()[start:end] in common()
                if start == place and (len(match.group()) > 1 or not usual):
                    yield run.start() + place, self._heads[run.group()[place]]


NOBODY = Introduced({})


def proved(text: str) -> dict[str, str]:
    """Full name or surname, and how the surname is read, of those whom ``text`` introduces."""
    return dict(_proved(text)) if HEADS.search(text) else {}


def _proved(text: str) -> Iterator[tuple[str, str]]:
    for name in names(text):
        usual = name[1:] in common() or name[:2] in common()
        if len(name) == _WHOLE and full_name(name) and name[0] in READ and not usual:
            yield name, READ[name[0]]
    for run in filter(HEADS.search, dict.fromkeys(_RUN.findall(text))):
        words = cutter().spans(run)
        whole = dict(whole_names(run, words))
        for place, reading in surnames(run, words):
            if known(run)[place] == reading:
                name = run[place : whole[place]] if place in whole else name_at(run, place)
                told = (place in whole and len(name) == _WHOLE) or (
                    full_name(name) and name not in common()
                )
                yield name if told else run[place], reading
