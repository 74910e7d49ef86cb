"""Make src/tingbao/script/data/frequency.txt from the dictionary of jieba (MIT).

Run by hand, with the package jieba 0.42.1 installed:

    python tools/word_frequencies.py src/tingbao/script/data/frequency.txt

Kept are words of up to four hanzi that were counted at least thirty times, by the power of two of
their count: enough to tell where words end, and a fifth of the dictionary. Verbs of two hanzi have
lines of their own, "11 v: …", and so have words for things, times, places and how often, "11 n: …",
behind which a 得 cannot tell how something is done. Full names of people are left out (they are no
words, and no people are named here), and so are the remains of wrongly decoded text, which lie
outside GB 2312.
"""

import importlib.util
import math
import sys
from importlib.resources import files
from pathlib import Path

LEAST, LONGEST = 30, 4
VERB = frozenset({"v", "vn"})
THING = frozenset(["n", "nr", "ns", "nt", "nz", "nrt", "s", "f", "t", "r", "m", "mq", "d", "c"])
PERSON = "nr"
"""The dictionary's tags: verbs; nouns, pronouns, numbers, adverbs and conjunctions; people's names,
and words that only look like one (杜绝)."""
RATHER_WORDS = frozenset("冀吉戈扈敖栗简粟舒蒯蓝谌郁雍靖麦")
"""Surnames that begin words more often than the names of the dictionary: 吉祥物, 蓝宝石."""


def surnames() -> frozenset[str]:
    people = files("tingbao.script").joinpath("data/people.txt").read_text("utf-8")
    rows = dict(line.split(": ", 1) for line in people.splitlines() if ": " in line)
    return frozenset(rows["姓"]) - RATHER_WORDS


def plain(word: str) -> bool:
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def kind(word: str, tag: str) -> str:
    if len(word) == 2 and tag in VERB:
        return " v"
    return " n" if len(word) > 1 and tag in THING else ""


def main(goal: Path) -> None:
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        sys.exit("jieba is not installed")
    powers: dict[tuple[int, str], list[str]] = {}
    families = surnames()
    for line in (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        named = tag.startswith(PERSON) and len(word) > 2 and word[0] in families
        hanzi = all("\u4e00" <= char <= "\u9fff" for char in word)
        if hanzi and plain(word) and not named and len(word) <= LONGEST and int(count) >= LEAST:
            powers.setdefault((round(math.log2(int(count))), kind(word, tag)), []).append(word)
    head = "# 常用词，按词频（2 的几次方）分行；tools/word_frequencies.py 取自 jieba（MIT）。\n"
    lines = sorted(powers.items(), reverse=True)
    rows = (f"{power}{verb}: {' '.join(sorted(words))}\n" for (power, verb), words in lines)
    goal.write_text(head + "".join(rows), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
