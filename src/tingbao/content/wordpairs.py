"""What two texts speak of alike, told by their pairs of characters."""

import re
from functools import lru_cache


@lru_cache(maxsize=16)  # a head's surroundings are asked for by one sign after another
def bigrams(text: str) -> frozenset[str]:
    """Pairs of characters that stand together in ``text``, but for those of its small words.

    Figures are none: 1998 and 19 stand in stories of any matter.
    """
    words = re.sub(r"[^\u4e00-\u9fffA-Za-z]|[的了在是和与也都这那有一个们]", " ", text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1) if " " not in words[i : i + 2])
