"""The implicit label of synthetic content, ``AIGC``: what it says, and what can be wrong with it.

GB 45438-2025, Annex E, names its fields, their order and characters; where it lies in a file is
``tagging``'s matter.
"""

import hashlib
import json
import re
from collections.abc import Sequence

from tingbao.wording import say

NAME = "AIGC"
"""Of the one frame, atom or comment that holds it (TC260-PG-202510A)."""

FIELDS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)

_VALUE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]*")
"""Printable ASCII without space, quotation mark and backslash."""

_KINDS = ("1", "2", "3")
"""It is, may be, or is suspected to be synthetic."""


def label(episode: str, producer: str, show: str = "") -> str:
    """The label as JSON, for the episode ``episode`` of the show with the guid ``show``.

    Who produces is who propagates first (note 1). Without a producer's code its fields stay
    empty: a code is never invented.
    """
    number = _number(episode, show)
    values = ("1", producer, number, "", producer, number, "")
    return json.dumps(dict(zip(FIELDS, values, strict=True)), separators=(",", ":"))


def _number(episode: str, show: str) -> str:
    """The producer's own number of this content: no other episode of any show of his has it."""
    plain = episode.replace("/", "-")
    number = re.sub(r"[^A-Za-z0-9._-]", "-", plain)
    if number != plain:  # an editor's own id, of which this keeps little
        number += "-" + hashlib.sha256(episode.encode("utf-8", "replace")).hexdigest()[:8]
    return "-".join(filter(None, (show.partition("-")[0], number)))


def faults(labels: Sequence[str], expected: str = "") -> tuple[str, ...]:
    """What is wrong with ``labels``, all that a file holds, a sentence each.

    ``expected`` is what the one label should say; empty where that is not known.
    """
    if len(labels) != 1:
        return (
            say(
                f"隐式标识应有且只有一个，实有 {len(labels)} 个；用 tingbao make --redo 重做。",
                f"there must be exactly one implicit label, there are {len(labels)}: "
                "make it again with tingbao make --redo.",
            ),
        )
    try:
        pairs = json.loads(labels[0], object_pairs_hook=list)
    except (ValueError, RecursionError):
        pairs = None
    if isinstance(pairs, list) and [name for name, _ in _pairs(pairs)] == [NAME]:
        pairs = pairs[0][1]  # some producers wrap it in one more object
    if wrong := _wrong(_pairs(pairs)):
        return (wrong,)
    if expected and labels[0] != expected:
        return (
            say(
                f"隐式标识不是这一集现在该有的（{expected}）；运行 tingbao make。",
                f"the implicit label is not what this episode should have now ({expected}): "
                "run tingbao make.",
            ),
        )
    return ()


def _pairs(value: object) -> list[tuple[str, object]]:
    """The members of a JSON object that was read as a list of pairs; none where it is none."""
    pairs = value if isinstance(value, list) else []
    return [pair for pair in pairs if isinstance(pair, tuple)]


def _wrong(pairs: list[tuple[str, object]]) -> str:
    names = [name for name, _ in pairs]
    if names != list(FIELDS):
        return say(
            f"隐式标识应是 JSON，七个字段依次是 {'、'.join(FIELDS)}。",
            f"the implicit label must be JSON with these seven fields in order: "
            f"{', '.join(FIELDS)}.",
        )
    for name, value in pairs:
        if not isinstance(value, str) or not _VALUE.fullmatch(value):
            return say(
                f"隐式标识的 {name} 应是 ASCII 字符串，不含空格、引号和反斜杠。",
                f"{name} of the implicit label must be ASCII without space, quotation mark "
                "and backslash.",
            )
    values = dict(pairs)
    if values["Label"] not in _KINDS or not values["ProduceID"]:
        return say(
            "隐式标识的 Label 应是 1、2 或 3，ProduceID 不能空。",
            "Label of the implicit label must be 1, 2 or 3, and ProduceID must not be empty.",
        )
    return ""
