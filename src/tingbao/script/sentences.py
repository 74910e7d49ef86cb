"""Cuts a paragraph into sentences, where a reader draws breath.

End marks come in runs and take the closing marks behind them along; a closed quotation that
goes on with "的", a comma or its attribution ("……。”他说。") does not end the sentence.
"""

import re

from tingbao.script.attribution import FOLLOWING
from tingbao.script.folding import fold

CLOSERS = "”’」』）)】》〉］]"
_ENDS = "。！？!?…"
_END = re.compile(rf"[{_ENDS}．.][{_ENDS}．.]*")
_SWALLOW = re.compile(rf"(?:[{_ENDS}{re.escape(CLOSERS)}]|\s+(?=[{re.escape(CLOSERS)}]))*")
_WHOLE = re.compile(r"《[^《》]{0,60}》|（[^（）]{0,80}）")
"""Titles and asides: an end mark inside them ends nothing (《你好！李焕英》)."""
_SPACE = re.compile(r"\s+")
_CONTINUES = re.compile(r"\s*[的，、,；;：:]")
_LIST_NUMBER = re.compile(r"(?:^|[\s：:；;。！？])\d{1,3}$")
_INITIAL = re.compile(r"(?:^|[^A-Za-z])(?:[A-Za-z]|No|Mr|Mrs|Ms|Dr|St|vs)$")


def split(paragraph: str) -> tuple[str, ...]:
    """The sentences of ``paragraph`` in order; joined they are the paragraph again."""
    wholes = [match.span() for match in _WHOLE.finditer(paragraph)]
    pieces, start, whole, quotes, counted = [], 0, 0, 0, 0
    for match in _END.finditer(paragraph):
        while whole < len(wholes) and wholes[whole][1] <= match.start():
            whole += 1
        if whole < len(wholes) and wholes[whole][0] < match.start():
            continue
        if match.end() <= start or not _ends(paragraph, match):
            continue
        end = _after(_SWALLOW, paragraph, match.end())
        quotes += paragraph.count('"', counted, end)
        counted = end
        if quotes % 2 and paragraph.startswith('"', end):  # an ASCII quotation closes here
            end = _after(_SWALLOW, paragraph, end + 1)
        if end < len(paragraph) and _goes_on(paragraph, match.end(), end):
            continue
        end = _after(_SPACE, paragraph, end)
        pieces.append(paragraph[start:end])
        start = end
    return tuple(piece for piece in (*pieces, paragraph[start:]) if piece)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a run of marks ends a sentence: points stand in numbers and addresses too.

    Full width they do so as well: 全长７．５公里.
    """
    marks, after = fold(match.group()), fold(text[match.end() : match.end() + 1])
    if not marks.isascii():
        return True
    if after.isascii() and after.isalnum():
        return False
    if marks != ".":
        return True
    before = fold(text[max(0, match.start() - 5) : match.start()])
    return not (_LIST_NUMBER.search(before) or (after and _INITIAL.search(before)))


def _goes_on(text: str, marks_end: int, end: int) -> bool:
    if _CONTINUES.match(text, end):
        return True
    return end > marks_end and text[end - 1] in '”’」』"' and bool(FOLLOWING.match(text, end))
