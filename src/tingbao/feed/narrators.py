"""What a listener is told of a voice: 晓晓, and not zh-CN-XiaoxiaoNeural."""

import re

_EDGE = {
    "Xiaoxiao": "晓晓", "Xiaoyi": "晓伊", "Yunjian": "云健", "Yunxi": "云希", "Yunxia": "云夏",
    "Yunyang": "云扬", "Xiaobei": "晓北", "Xiaoni": "晓妮",
}  # fmt: skip
"""The names that Microsoft gives its free voices of mainland Mandarin."""
_EDGE_NAME = re.compile(r"zh-CN(?:-[a-z]+)?-([A-Z][a-z]+)Neural")
_ESPEAK_NAME = re.compile(r"cmn(?:-latn-pinyin)?\+([fm])(\d+)")


def narrator(voice: str) -> str:
    """``voice``, an engine's name for it, as people call it; unknown ones stay as they are."""
    if match := _EDGE_NAME.fullmatch(voice):
        return _EDGE.get(match[1], match[1])
    if match := _ESPEAK_NAME.fullmatch(voice):
        return f"{'女' if match[1] == 'f' else '男'}声{match[2]}号"
    return voice
