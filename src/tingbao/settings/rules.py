"""What must hold in tingbao.toml beyond the types of its keys."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

from tingbao.settings.tables import Settings
from tingbao.wording import say

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PRODUCER = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]*")
"""GB 45438-2025, Annex E: printable ASCII without space, quotation mark and backslash."""


def _hour(value: str) -> bool:
    try:
        return time.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _inside(value: str) -> bool:
    parts = Path(value).parts
    return not Path(value).is_absolute() and ".." not in parts


RULES: tuple[tuple[str, Callable[[Settings], bool], str, str], ...] = (
    ("show.title", lambda s: bool(s.show.title.strip()), "不能为空", "must not be empty"),
    (
        "show.guid",
        lambda s: bool(GUID.fullmatch(s.show.guid)),
        "应是 init 写下的 UUID，写下后不再改",
        "must be the UUID that init wrote; it is never changed",
    ),
    (
        "show.address",
        lambda s: (
            not s.show.address
            or (s.show.address.startswith(("http://", "https://")) and s.show.address[-1] == "/")
        ),
        "应以 https:// 开头，以 / 结尾",
        "must begin with https:// and end with /",
    ),
    (
        "show.language",
        lambda s: bool(LANGUAGE.fullmatch(s.show.language)),
        "应是 ISO 639 代码，如 zh-cn",
        "must be an ISO 639 code such as zh-cn",
    ),
    (
        "show.colour",
        lambda s: bool(COLOUR.fullmatch(s.show.colour)),
        "应是 #8c1c13 这样的颜色",
        "must be a colour such as #8c1c13",
    ),
    (
        "show.publish_at",
        lambda s: _hour(s.show.publish_at),
        "应是带时区的钟点，如 06:00+08:00",
        "must be an hour with its zone, such as 06:00+08:00",
    ),
    (
        "show.cover",
        lambda s: _inside(s.show.cover),
        "应在节目的文件夹里",
        "must lie inside the show's folder",
    ),
    (
        "sound.rate",
        lambda s: s.sound.rate in (24_000, 44_100, 48_000),
        "应是 24000、44100 或 48000",
        "must be 24000, 44100 or 48000",
    ),
    (
        "sound.bit_rate",
        lambda s: s.sound.bit_rate in (48, 56, 64, 80, 96, 112, 128, 160),
        "应是 48、56、64、80、96、112、128 或 160",
        "must be 48, 56, 64, 80, 96, 112, 128 or 160",
    ),
    (
        "sound.loudness",
        lambda s: -31 <= s.sound.loudness <= -9,
        "应在 -31 到 -9 之间",
        "must lie between -31 and -9",
    ),
    (
        "sound.peak",
        lambda s: -9 <= s.sound.peak <= 0,
        "应在 -9 到 0 之间",
        "must lie between -9 and 0",
    ),
    (
        "sound.formats",
        lambda s: s.sound.formats == ("mp3",),
        "目前只有 mp3",
        "can be mp3 only, for now",
    ),
    ("sound.music", lambda s: not s.sound.music, "还不支持", "is not there yet"),
    (
        "sound.mastering",
        lambda s: s.sound.mastering == "encode",
        "目前只有 encode",
        "can be encode only, for now",
    ),
    (
        "label.form",
        lambda s: s.narration.label.form == "voice",
        "目前只有 voice",
        "can be voice only, for now",
    ),
    (
        "narration.longest",
        lambda s: 40 <= s.narration.longest <= 400,
        "应在 40 到 400 之间",
        "must lie between 40 and 400",
    ),
    (
        "narration.pauses",
        lambda s: all(0 <= pause <= 10_000 for pause in dataclasses.astuple(s.narration.pauses)),
        "每个停顿应在 0 到 10000 毫秒之间",
        "each pause must lie between 0 and 10000 ms",
    ),
    (
        "label.producer",
        lambda s: bool(PRODUCER.fullmatch(s.narration.label.producer)),
        "只能是 ASCII 字符，不含空格、引号和反斜杠",
        "must be ASCII without space, quotation mark and backslash",
    ),
    (
        "label.spoken",
        lambda s: _both_elements(s.narration.label.spoken),
        "应同时含“人工智能”或“AI”，以及“生成”或“合成”（GB 45438-2025 5.3）",
        "must hold 人工智能 or AI, and 生成 or 合成 (GB 45438-2025, 5.3)",
    ),
)


def _both_elements(text: str) -> bool:
    return bool(re.search("人工智能|AI", text)) and bool(re.search("生成|合成", text))


def broken_rules(settings: Settings) -> Iterator[str]:
    """A sentence for each rule that ``settings`` breaks."""
    for key, holds, zh, en in RULES:
        if not holds(settings):
            yield say(f"{key} {zh}", f"{key} {en}")
