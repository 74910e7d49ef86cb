"""Print the readings that the network misses at least every other time (script/doubts.py).

Run by hand after the cases have grown:

    python tools/network_ears.py polyphones-cpp-dev.tsv tests/cases/pinyin/*.txt

Of the table (kakaobrain/g2pM, Apache-2.0) every other sentence is used: the rest tells how well
the marks do.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tingbao.script.context import context

LEAST = 3
"""How often a reading must have been met to be judged."""

Example = tuple[str, int, str]
"""Sentence, place of the hanzi, its reading."""


def cpp(file: Path) -> Iterator[Example]:
    for row in file.read_text("utf-8").splitlines()[1::2]:
        sentence, place, _, reading = row.split("\t")
        yield sentence, int(place), reading.replace("u:", "v")


def cases(file: Path) -> Iterator[Example]:
    for line in file.read_text("utf-8").splitlines():
        phrase, arrow, wanted = line.partition(" => ")
        pairs = wanted.split() if arrow and not line.startswith("#") else []
        for hanzi, reading in zip(pairs[::2], pairs[1::2], strict=True):
            yield phrase, phrase.index(hanzi), reading


def main(table: Path, files: list[Path]) -> None:
    network = context()
    met: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for sentence, place, reading in [
        *cpp(table),
        *(each for file in files for each in cases(file)),
    ]:
        hanzi = sentence[place]
        if hanzi in network.polyphones:
            (row,) = network.ask(sentence, [place])
            met[hanzi + reading] += 1
            known[hanzi + reading] += network.readings[int(row.argmax())] == reading
    print(*sorted(key for key in met if met[key] >= LEAST and known[key] * 2 <= met[key]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
