"""Public test sets, which lie beside the checkout and never in it: floors, not targets."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from tingbao.model import token_spans
from tingbao.script.pinyin import Reader
from tingbao.script.spoken import read

DATA = Path(__file__).parents[3] / "shared" / "data"
NORMALISATION = DATA / "normalisation-public.tsv"
POLYPHONES = DATA / "polyphones-cpp-dev.tsv"
SAME = str.maketrans({"两": "二", "幺": "一", "〇": "零", "号": "日", "至": "到"})


def lenient(text: str) -> str:
    """As the sets' readme compares: no punctuation, no spaces, readings that mean the same."""
    folded = unicodedata.normalize("NFKC", text).translate(SAME).replace("人民币", "元")
    return re.sub(r"[\W_]", "", folded)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.skipif(not NORMALISATION.exists(), reason="the public data lies beside the checkout")
def test_print_to_speech_stays_above_its_floor() -> None:
    cases = rows(NORMALISATION)
    right = sum(lenient(read(row["input"]).spoken) == lenient(row["expected"]) for row in cases)
    assert right / len(cases) >= 0.92


@pytest.mark.skipif(not POLYPHONES.exists(), reason="the public data lies beside the checkout")
def test_polyphones_stay_above_their_floor() -> None:
    """Every tenth sentence of the development part, on which nothing was trained here."""
    cases = rows(POLYPHONES)[::10]
    reader = Reader()
    right = 0
    for row in cases:
        sentence = row["sentence"]
        place = sum(not character.isspace() for character in sentence[: int(row["index"])])
        tokens = [
            token
            for token, hanzi in zip(
                reader.read(sentence).pinyin.split(" "), _tokens(sentence), strict=True
            )
            for _ in range(len(hanzi))
        ]
        right += tokens[place] == row["pinyin"].replace("u:", "v")
    assert right / len(cases) >= 0.95


@pytest.mark.skipif(not POLYPHONES.exists(), reason="the public data lies beside the checkout")
def test_the_marks_are_few_and_hold_many_of_the_readings_that_are_wrong() -> None:
    """On the half of the development part that ``doubts`` was not fitted on, each third row."""
    length = marks = 0
    wrong: list[bool] = []
    reader = Reader()
    for row in rows(POLYPHONES)[1::2][::3]:
        reading = reader.read(row["sentence"])
        doubted = {doubt.start for doubt in reading.doubts}
        starts = [start for start, _ in token_spans(row["sentence"])]
        said = dict(zip(starts, reading.pinyin.split(" "), strict=True))[int(row["index"])]
        length += len(row["sentence"])
        marks += len(doubted)
        if said != row["pinyin"].replace("u:", "v"):
            wrong.append(int(row["index"]) in doubted)
    assert marks / length <= 0.006
    assert sum(wrong) / len(wrong) >= 0.45


def _tokens(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in token_spans(sentence)]
