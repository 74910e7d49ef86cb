"""What an editor should look at: cuts that could be otherwise, and what fitted no field.

``check`` says them; a plain mark in the page (``# ``, ``## ``, front matter) settles each.
"""

from collections.abc import Iterator, Sequence

from tingbao.content.bodies import Paragraph
from tingbao.content.lines import Kind, ends_sentence, is_list_item, is_pair, is_row, kind
from tingbao.content.shapes import shaped
from tingbao.wording import say

_SHOWN = 20
"""Characters of a line that a doubt shows."""


def near_headline(title: str) -> str:
    """``title`` was taken for a 小标题, and is nearly a headline."""
    return say(
        f"“{_cut(title)}”当作了小标题；如果是另一篇的标题，请在前面写“# ”。",
        f"“{_cut(title)}” was taken for a crosshead; if it heads a story, put “# ” before it.",
    )


def near_subhead(title: str) -> str:
    """``title`` was taken for a headline, and is nearly a 小标题."""
    return say(
        f"“{_cut(title)}”当作了一篇的标题；如果是小标题，请在各篇标题前写“# ”，它前面写“## ”。",
        f"“{_cut(title)}” was taken for a headline; if it is a crosshead, put “## ” before it "
        "and “# ” before every headline.",
    )


def unfitting(body: Sequence[Paragraph]) -> Iterator[str]:
    """A doubt for each paragraph that was kept as body for want of a field."""
    for place, paragraph in enumerate(body):
        if _fits(body, place):
            continue
        yield say(
            f"“{_cut(paragraph.text)}”放不进任何一栏，当作正文留下，会被读出来。",
            f"“{_cut(paragraph.text)}” fitted no field and was kept as body: it will be read.",
        )


def _fits(body: Sequence[Paragraph], place: int) -> bool:
    """Whether a paragraph reads as one: all but a byline in its midst, or words left alone."""
    text = body[place].text
    if body[place].subhead or text.endswith(("。", "！", "？", "”")):
        return True  # no byline ends so, nor words left alone
    if is_list_item(text) or is_pair(text) or is_row(text):
        return True
    what = kind(shaped(text))
    if what is Kind.BYLINE:
        return False
    if what is not Kind.TITLE or not 0 < place < len(body) - 1 or ends_sentence(text):
        return True
    return not (ends_sentence(body[place - 1].text) and ends_sentence(body[place + 1].text))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"
