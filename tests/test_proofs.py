"""What an editor reads before anything is heard."""

from pathlib import Path

import pytest

from tingbao import proofs
from tingbao.model import Doubt, Part, Role, Script, Segment
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


def test_one_doubt_about_a_character_said_twice_is_printed_once() -> None:
    doubts = tuple(Doubt(start=at, end=at + 1, reason="why") for at in (1, 3, 4))
    segment = Segment(
        part=Part.BODY, role=Role.REPORTER, written="挨弄着弄挨", spoken="挨弄着弄挨", pinyin="",
        doubts=doubts,
    )  # fmt: skip
    script = Script(id="e", title="弄", segments=(segment,))
    lines = proofs.script_lines(script, read_settings(ROOT), explain=False)
    assert [line.strip() for line in lines if "why" in line] == ["? 弄 ×2: why", "? 挨: why"]
