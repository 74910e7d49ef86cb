"""Make src/tingbao/script/data/frequency.txt from the dictionary of jieba (MIT).

Run by hand, with the package jieba 0.42.1 installed:

    python tools/word_frequencies.py src/tingbao/script/data/frequency.txt

Kept are words of up to four hanzi that were counted at least thirty times, by the power of two of
their count: enough to tell where words end, and a tenth of the dictionary.
"""

import importlib.util
import math
import sys
from pathlib import Path

LEAST, LONGEST = 30, 4


def main(goal: Path) -> None:
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        sys.exit("jieba is not installed")
    powers: dict[int, list[str]] = {}
    for line in (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split(" ")
        hanzi = all("\u3400" <= char <= "\u9fff" for char in word)
        if hanzi and len(word) <= LONGEST and int(count) >= LEAST:
            powers.setdefault(round(math.log2(int(count))), []).append(word)
    head = "# 常用词，按词频（2 的几次方）分行；tools/word_frequencies.py 取自 jieba（MIT）。\n"
    rows = (
        f"{power}: {' '.join(sorted(powers[power]))}\n" for power in sorted(powers, reverse=True)
    )
    goal.write_text(head + "".join(rows), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
