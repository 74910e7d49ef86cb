"""Passages as newspapers print them: what is speech, who says it, with which voice.

Each file of cases was written before the rules met it; what they got wrong then was mended by
rules, not by names.
"""

from pathlib import Path

import pytest

from tingbao.script import quotes, speakers

CASES = Path(__file__).parents[1] / "cases" / "narration"


def passages() -> list[list[str]]:
    texts = [path.read_text("utf-8") + "\n" for path in sorted(CASES.glob("*.txt"))]
    lines = [line for line in "\n".join(texts).split("\n") if line[:1] != "#"]
    return [passage.split("\n") for passage in "\n".join(lines).strip().split("\n\n")]


def marked(paragraphs: list[str], found: tuple[quotes.Quotation, ...]) -> list[str]:
    """``paragraphs`` with 【 】 about what somebody says; what runs on is one stretch."""
    texts = list(paragraphs)
    for place in reversed(range(len(found))):
        if (this := found[place]).speech:
            runs_on = place + 1 < len(found) and found[place + 1].continues
            text = texts[this.paragraph]
            opener, closer = "" if this.continues else "【", "" if runs_on else "】"
            said = text[this.start : this.end]
            texts[this.paragraph] = text[: this.start] + opener + said + closer + text[this.end :]
    return texts


@pytest.mark.parametrize("passage", passages(), ids=lambda passage: passage[0][:14])
def test_a_passage_is_told_as_the_editor_marked_it(passage: list[str]) -> None:
    *shown, last = passage
    assert last.startswith("=>"), last
    paragraphs = [text.replace("【", "").replace("】", "") for text in shown]
    found = quotes.find(paragraphs, speakers.named(paragraphs))
    who = speakers.attribute(paragraphs, found)
    said = [
        f"{one.name or '-'}/{(one.role or '-').rstrip('23')}" if one else "-"
        for one, quotation in zip(who, found, strict=True)
        if quotation.speech
    ]
    assert marked(paragraphs, found) == shown
    assert said == last[2:].split()
