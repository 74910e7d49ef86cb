"""What an editor reads before anything is heard."""

from pathlib import Path

import pytest

from tingbao import proofs
from tingbao.settings import read_settings

ROOT = Path(__file__).parents[1]


def explained() -> list[str]:
    (script,) = proofs.scripts(ROOT, "2022-12-12/04/2")
    return [line.strip() for line in proofs.script_lines(script, read_settings(ROOT), explain=True)]


def test_each_change_is_explained_beside_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    lines = explained()
    assert "12 => 十二  (month)" in lines
    assert "贾 => 甲  (lexicon)" in lines
    assert "(blank) => ，  (gap)" in lines
    assert "(not printed) => 图片说明：  (caption)" in lines


def test_rules_have_chinese_names_for_a_chinese_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    lines = explained()
    assert "12 => 十二  (月份)" in lines
    assert "——  => （不念）  (破折号)" in lines
    assert "（空格） => ，  (标题里的空格)" in lines
