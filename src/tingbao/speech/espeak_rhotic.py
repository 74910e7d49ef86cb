"""Erhua 儿化: 花儿 is one syllable, hua1 whose end is curled back.

espeak-ng has no such syllables: it reads all their spellings but zher4 as English, and er5 by
itself as a syllable more. They are put together here from its phonemes: the initial, the final
without what erhua takes away (-i, -n, -ng), the tone, and its ``r``, which has no pitch of its
own to spoil the tone with. Which final becomes which: 《普通话水平测试实施纲要》, 儿化表.
"""

import re

TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}
"""espeak-ng's names for them."""

_INITIALS = {
    "b": "p", "p": "ph", "m": "m", "f": "f", "d": "t", "t": "th", "n": "n", "l": "l",
    "g": "k", "k": "kh", "h": "X", "j": "tS;", "q": "tS;h", "x": "S;",
    "zh": "ts.", "ch": "ts.h", "sh": "s.", "r": "z.", "z": "ts", "c": "tsh", "s": "s",
    "y": "j", "w": "w", "": "",
}  # fmt: skip
_FINALS = {
    **dict.fromkeys(("a", "ai", "an", "ang"), "'A"),
    **dict.fromkeys(("ia", "ian", "iang"), "'iA"),
    **dict.fromkeys(("ua", "uai", "uan", "uang"), "w'A"),
    "van": "'y&",
    "o": "'o", "uo": "'uo", "e": "'o-", "ie": "'iE", "ve": "'yE",
    "ao": "'Au", "iao": "j'Au", "ou": "'ou", "iu": "'iou", "iou": "'iou",
    **dict.fromkeys(("ei", "en", "eng", "-i"), "'@"),
    **dict.fromkeys(("i", "in", "ing"), "'i"),
    **dict.fromkeys(("u", "ong"), "'u"),
    **dict.fromkeys(("ui", "uei", "un", "uen", "ueng"), "'u@"),
    **dict.fromkeys(("v", "vn"), "'y@"),
    "iong": "j'u",
}  # fmt: skip
_APICAL = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))
"""Initials after which i is no i."""
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([aeiouv]+(?:ng?)?)([1-5])")


def rhotic(syllable: str) -> str | None:
    """``syllable`` ("hua1") with erhua, as espeak-ng's phonemes; None where that cannot be."""
    parts = _SYLLABLE.fullmatch(syllable)
    if not parts:
        return None
    initial, final, tone = parts.groups()
    sound = _FINALS.get(_full(initial, final))
    if sound is None:
        return None
    first = _INITIALS[initial]
    if initial in ("y", "w"):  # a glide, and there may be one already
        sound = sound.removeprefix(first)
    return f"[[{first}{sound}{TONES[tone]}r]]"


def _full(initial: str, final: str) -> str:
    """``final`` as the table has it, whatever pinyin's spelling leaves out after ``initial``."""
    if initial in _APICAL and final == "i":
        return "-i"
    if initial in ("j", "q", "x", "y") and final.startswith("u"):
        return "v" + final[1:]
    glide = {"y": "i", "w": "u"}.get(initial, "")
    return final if final.startswith(glide) else glide + final
