"""What a rule's pattern cannot match without."""

import pytest

from tests.script.test_spoken import LINES
from tingbao.script.folding import close_up, fold
from tingbao.script.rules.needed import needed
from tingbao.script.spoken import RULES


@pytest.mark.parametrize(
    ("pattern", "sure"),
    [
        ("[0-9]+℃", "℃"),
        ("[0-9]+(?:℃|°C)", "℃°C"),  # of 2 in a row the first will do
        ("[0-9]+(?:号|[楼层])", "号楼层"),
        ("(?<=第)[0-9]+(?=版)", "第"),
        ("(?>[A-C])x*", "ABC"),
        ("(?:@.+){1,3}", "@"),
        ("@?[0-9]", ""),
        ("@|[0-9]", ""),
        ("(?!@)[0-9]", ""),
        ("[^@]", ""),
        (r"[@\s]", ""),
        ("[一-龥]号", "号"),
        ("(?i)km", ""),
        ("(?i:km)/h", "/"),
    ],
)
def test_it_is_read_off_the_pattern(pattern: str, sure: str) -> None:
    found = needed(pattern)
    assert found <= set(sure)
    assert bool(found) == bool(sure)


def test_no_rule_is_passed_over_where_it_matches() -> None:
    lines = {close_up(fold(text)) for line in LINES for text in line}
    passed_over = [
        (rule.name, line)
        for rule in RULES
        for line in lines
        if rule.needs.isdisjoint(line) and rule.needs and rule.pattern.search(line)
    ]
    assert passed_over == []
    assert sum(bool(rule.needs) for rule in RULES) > 150
