"""What two texts speak of alike, told by their pairs of characters."""

import re


def bigrams(text: str) -> set[str]:
    """Pairs of characters that stand together in ``text``, but for those of its small words."""
    words = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]|[的了在是和与也都这那有一个们]", " ", text)
    return {
        words[i : i + 2] for i in range(len(words) - 1) if " " not in words[i : i + 2]
    }  # fmt: skip
