"""The editor's own marks in a page, which win over every guess: front matter and ``# ``."""

import re
from collections.abc import Mapping

from tingbao.content.lines import split_lines
from tingbao.errors import ContentError
from tingbao.wording import say

KEYS = {
    "day", "page", "id", "headline", "kicker", "subtitle", "byline", "dateline", "section",
    "summary", "correction", "image",
}  # fmt: skip
"""What front matter may say."""

_PAIR = re.compile(r"([a-z]+)\s*[:：]\s*(.*)")
_MOST = 40
"""Lines of front matter at most; a rule far below is no fence."""


def front_matter(text: str) -> tuple[Mapping[str, str], int]:
    """The pairs at the head of ``text``, and how many of its lines they take, fences counted.

    Only what is fenced by ``---`` and holds nothing but ``key: value`` lines is front matter:
    a rule between two stories is not. ContentError for a key that there is not.
    """
    lines = split_lines(text)
    top = next((i for i, line in enumerate(lines[:_MOST]) if line.strip(" \t\ufeff")), 0)
    if lines[top].strip(" \t\ufeff") != "---":
        return {}, 0
    fence = (i for i in range(top + 1, min(len(lines), top + _MOST)) if lines[i].rstrip() == "---")
    end = next(fence, 0)
    pairs: dict[str, str] = {}
    for number in range(top + 1, end):
        line = lines[number].strip()
        if not line or line.startswith("#"):
            continue
        pair = _PAIR.fullmatch(line)
        if not pair:
            return {}, 0
        key, value = pair.groups()
        if key not in KEYS:
            raise ContentError(
                say(
                    f"第 {number + 1} 行：不认识 {key}（可用的有：{'、'.join(sorted(KEYS))}）。",
                    f"line {number + 1}: {key} is unknown (there are: {', '.join(sorted(KEYS))}).",
                )
            )
        value = value.strip().strip("\"'")
        if key == "correction" and key in pairs:  # one line for each
            value = f"{pairs[key]}\n{value}"
        pairs[key] = value
    return pairs, end + 1 if pairs else 0  # two bare rules are print
