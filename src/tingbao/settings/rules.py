"""What must hold in tingbao.toml beyond the types of its keys."""

import dataclasses
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

from tingbao.model import Feed
from tingbao.settings.directories import CATEGORIES, LANGUAGES, LICENSES
from tingbao.settings.tables import Settings
from tingbao.wording import say

LANGUAGE = re.compile(r"([a-z]{2})(?:-[a-z0-9]{2,8})*")
FEED_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*")
"""Of ``[feeds.NAME]``: it becomes a file's name, and never that of a page of older episodes."""

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
VALUE = 128
"""Characters of a licence's own name at most."""

PRODUCER = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]*")
"""GB 45438-2025, Annex E: printable ASCII without space, quotation mark and backslash."""


def _hour(value: str) -> bool:
    try:
        return time.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _folder(address: str) -> bool:
    """An address of a folder, or none. ``check`` refuses http, which `serve` at home may have."""
    return not address or (address.startswith(("http://", "https://")) and address[-1] == "/")


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
        lambda s: _folder(s.show.address),
        "应以 https:// 开头，以 / 结尾",
        "must begin with https:// and end with /",
    ),
    (
        "show.new_address",
        lambda s: _folder(s.show.new_address),
        "应以 https:// 开头，以 / 结尾",
        "must begin with https:// and end with /",
    ),
    (
        "show.license",
        lambda s: (
            not s.show.license
            or s.show.license in LICENSES
            or (s.show.license_url.startswith("https://") and len(s.show.license) <= VALUE)
        ),
        f"应是 {'、'.join(LICENSES)} 之一；自己的许可要在 show.license_url 写上 https:// 网址，"
        f"名字不超过 {VALUE} 字",
        f"must be one of {', '.join(LICENSES)}; a licence of your own wants its https:// address "
        f"in show.license_url, and a name of {VALUE} characters at most",
    ),
    (
        "show.language",
        lambda s: _language(s.show.language),
        "应是两个字母的 ISO 639 代码，可带地区，如 zh、zh-cn、zh-hk、en",
        "must be an ISO 639 code of two letters, with a region or without: zh, zh-cn, zh-hk, en",
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
        lambda s: "mp3" in s.sound.formats and {"mp3", "m4a", "opus"} >= set(s.sound.formats),
        '要有 "mp3"，另外可加 "m4a" 和 "opus"',
        'must hold "mp3", and can hold "m4a" and "opus" beside it',
    ),
    (
        "sound.mastering",
        lambda s: s.sound.mastering == "encode" or len(s.sound.formats) == 1,
        '= "copy" 只有 mp3；要别的格式，请用 "encode"',
        '= "copy" makes MP3 only: for other formats set "encode"',
    ),
    (
        "sound.mastering",
        lambda s: s.sound.mastering == "encode" or s.sound.rate == 24_000,
        '= "copy" 时 rate 只能是 24000：微软的声音就是 24000 Hz',
        '= "copy" wants rate = 24000, which Edge speaks at',
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
    (
        "label.written",
        lambda s: (
            _both_elements(s.narration.label.written)
            or (not s.narration.label.written and s.narration.label.place == "none")
        ),
        '应同时含“人工智能”或“AI”，以及“生成”或“合成”；只有 place = "none" 时可以空着',
        'must hold 人工智能 or AI, and 生成 or 合成; only with place = "none" may it be empty',
    ),
)


def _both_elements(text: str) -> bool:
    return bool(re.search("人工智能|AI", text)) and bool(re.search("生成|合成", text))


def broken_rules(settings: Settings) -> Iterator[str]:
    """A sentence for each rule that ``settings`` breaks."""
    for key, holds, zh, en in RULES:
        if not holds(settings):
            yield say(f"{key} {zh}", f"{key} {en}")
    yield from _category(settings.show.category)
    for name, feed in settings.feeds.items():
        yield from _feed(name, feed, settings.show.guid)


def _language(code: str) -> bool:
    match = LANGUAGE.fullmatch(code)
    return match is not None and match[1] in LANGUAGES


def _category(category: tuple[str, ...]) -> Iterator[str]:
    main, sub = (*category, "", "")[:2]
    if main not in CATEGORIES:
        allowed = list(CATEGORIES)
    elif (sub and sub not in CATEGORIES[main]) or len(category) > 2:
        allowed = [f"{main} / {name}" for name in CATEGORIES[main]] or [main]
    else:
        return
    given = " / ".join(category)
    yield say(
        f"show.category = {given!r} 不在苹果的分类里；可用的有：{'、'.join(allowed)}",
        f"show.category = {given!r} is none of Apple's; there are: {', '.join(allowed)}",
    )


def _feed(name: str, feed: Feed, show: str) -> Iterator[str]:
    key = f"feeds.{name}"
    if not FEED_NAME.fullmatch(name) or name in ("feed", "index"):
        yield say(
            f"{key}：名字只能用小写字母、数字和 -，如 sports；feed 和 index 已有用处",
            f"{key}: a name is of small letters, digits and -, such as sports; "
            "feed and index are taken",
        )
    if not GUID.fullmatch(feed.guid):
        # Always the same one, so that an editor who pastes it twice does no harm.
        own = uuid.uuid5(uuid.UUID(show) if GUID.fullmatch(show) else uuid.NAMESPACE_URL, name)
        yield say(
            f'{key}.guid 应是 UUID，写下后不再改，例如 guid = "{own}"',
            f'{key}.guid must be a UUID that is never changed, such as guid = "{own}"',
        )
    if not feed.title.strip():
        yield say(f"{key}.title 不能为空", f"{key}.title must not be empty")
    if not feed.sections and not feed.voices:
        yield say(
            f'{key} 要写明收哪些：sections = ["体育"] 或 voices = ["…"]',
            f'{key} must say what it takes: sections = ["体育"] or voices = ["…"]',
        )
