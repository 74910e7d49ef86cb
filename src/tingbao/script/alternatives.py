"""One pattern of many words, as a tree of their beginnings.

``re`` tries the alternatives of a list one after the other, hundreds at each character; in a tree
it tries the first characters, and then what differs. The longest word is found first.
"""

import re
from collections.abc import Iterable
from typing import Any

_Tree = dict[str, Any]
"""What may follow each character; "" where a word ends."""


def either(words: Iterable[str]) -> str:
    """A pattern's group that matches one of ``words``, the longest first."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    heads = "".join(map(re.escape, sorted(tree)))
    return f"(?:(?=[{heads}]){_group(tree)})"  # asked first: it is one look


def _group(tree: _Tree) -> str:
    branches = [re.escape(char) + _group(tree[char]) for char in sorted(tree) if char]
    ends = "?" if "" in tree and branches else ""
    return f"(?:{'|'.join(branches)}){ends}" if branches else ""
