"""The editor's own marks in a page, which win over every guess: front matter and ``# ``."""

import re
from collections.abc import Mapping

from tingbao.errors import ContentError
from tingbao.wording import say

KEYS = {
    "day", "page", "id", "headline", "kicker", "subtitle", "byline", "dateline", "section",
    "summary", "correction", "image",
}  # fmt: skip
"""What front matter may say."""

_FENCE = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)^---[ \t]*$\r?\n?", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([a-z]+)\s*[:：]\s*(.*)")


def front_matter(text: str) -> tuple[Mapping[str, str], int]:
    """The pairs at the head of ``text``, and where the page begins after them.

    Only what is fenced by ``---`` and holds nothing but ``key: value`` lines is front matter:
    a rule between two stories is not. ContentError for a key that there is not.
    """
    match = _FENCE.match(text)
    if not match:
        return {}, 0
    pairs: dict[str, str] = {}
    for number, line in enumerate(match.group(1).splitlines(), 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pair = _PAIR.fullmatch(line.strip())
        if not pair:
            return {}, 0
        key, value = pair.groups()
        if key not in KEYS:
            raise ContentError(
                say(
                    f"第 {number} 行：不认识 {key}（可用的有：{'、'.join(sorted(KEYS))}）。",
                    f"line {number}: {key} is unknown (there are: {', '.join(sorted(KEYS))}).",
                )
            )
        pairs[key] = value.strip().strip("\"'")
    return pairs, match.end()
