"""tingbao.toml, read and checked: all mistakes at once, each with its key.

The tables are the dataclasses of ``model``: a key is a field's name, its type is the
field's type, its default is the field's default. What is checked beyond types stands in
``_RULES``.
"""

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any, Literal

from tingbao.errors import SettingsError
from tingbao.model import Label, Narration, Role, Show, Sound, Voice
from tingbao.wording import say

NAME = "tingbao.toml"

FALLBACK: Mapping[Role, Role] = {
    Role.REPORTER: Role.ANCHOR,
    Role.REPORTER_2: Role.REPORTER,
    Role.MAN: Role.REPORTER,
    Role.MAN_2: Role.MAN,
    Role.ELDER_MAN: Role.MAN,
    Role.WOMAN: Role.REPORTER,
    Role.WOMAN_2: Role.WOMAN,
    Role.ELDER_WOMAN: Role.WOMAN,
    Role.CHILD: Role.WOMAN,
}
"""Who speaks for a role that has no voice of its own."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PRODUCER = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]*")
"""GB 45438-2025, Annex E: printable ASCII without space, quotation mark and backslash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """``[speech]``: which engine speaks."""

    engine: Literal["auto", "edge", "espeak", "tone", "openai"] = "auto"
    """"auto": Edge where it answers, else the embedded voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """``[tools]``: programs of the system to use in place of the embedded ones."""

    ffmpeg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A whole show, checked."""

    root: Path
    """The show's folder: where tingbao.toml lies."""
    show: Show
    narration: Narration = field(default_factory=Narration)
    sound: Sound = field(default_factory=Sound)
    speech: Speaking = field(default_factory=Speaking)
    tools: Tools = field(default_factory=Tools)
    cast: Mapping[str, Mapping[Role, Voice]] = field(default_factory=dict)
    """Voices by engine and role, as far as tingbao.toml names them."""
    engines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """``[engines.NAME]``: addresses, models, libraries. Never a secret."""

    def voices(self, engine: str, own: Mapping[Role, Voice]) -> dict[Role, Voice]:
        """A voice for every role: the show's, else the engine's ``own``, else by FALLBACK."""
        named = {**own, **self.cast.get(engine, {})}
        return {role: named[_first(role, named)] for role in Role}


def _first(role: Role, named: Mapping[Role, Voice]) -> Role:
    while role not in named and role in FALLBACK:
        role = FALLBACK[role]
    return role


def read_settings(root: Path) -> Settings:
    """The settings of the show in ``root``; SettingsError names every mistake at once."""
    path = root / NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SettingsError(
            say(
                f"{path} 不存在。用 tingbao init {root} 建一个节目。",
                f"{path} is not there: make a show with: tingbao init {root}",
            )
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            say(f"{path} 读不出来：{error}", f"{path} cannot be read: {error}")
        ) from error
    return parse_settings(text, root)


def parse_settings(text: str, root: Path) -> Settings:
    """As ``read_settings``, from the text of a tingbao.toml."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            say(f"{NAME} 不是有效的 TOML：{error}", f"{NAME} is not valid TOML: {error}")
        ) from error
    mistakes: list[str] = []
    known = {"show", "narration", "label", "sound", "speech", "tools", "cast", "engines"}
    mistakes += [_unknown(key, known) for key in table if key not in known]
    narration = dict(_table(table, "narration", mistakes))
    label = _fill(Label, _table(table, "label", mistakes), "label", mistakes)
    narration.setdefault("label", label)
    settings = Settings(
        root=root,
        show=_fill(Show, _table(table, "show", mistakes), "show", mistakes),
        narration=_fill(Narration, narration, "narration", mistakes),
        sound=_fill(Sound, _table(table, "sound", mistakes), "sound", mistakes),
        speech=_fill(Speaking, _table(table, "speech", mistakes), "speech", mistakes),
        tools=_fill(Tools, _table(table, "tools", mistakes), "tools", mistakes),
        cast=_cast(_table(table, "cast", mistakes), mistakes),
        engines=_engines(_table(table, "engines", mistakes), mistakes),
    )
    mistakes += _broken_rules(settings)
    if mistakes:
        head = say(f"{NAME} 有 {len(mistakes)} 处要改：", f"{NAME}: {len(mistakes)} to mend:")
        raise SettingsError("\n".join([head, *(f"  {mistake}" for mistake in mistakes)]))
    return settings


# ------------------------------------------------------------------ types, from the dataclasses

_T = typing.TypeVar("_T")


def _table(table: Mapping[str, Any], key: str, mistakes: list[str]) -> Mapping[str, Any]:
    value = table.get(key, {})
    if isinstance(value, dict):
        return value
    mistakes.append(say(f"[{key}] 应是一个表", f"[{key}] must be a table"))
    return {}


def _fill(kind: type[_T], table: Mapping[str, Any], where: str, mistakes: list[str]) -> _T:
    """A ``kind`` from ``table``; a key that is wrong is reported and left at its default."""
    hints = typing.get_type_hints(kind)
    fields = {item.name: item for item in dataclasses.fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{where}.{key}"
        if key not in fields:
            mistakes.append(_unknown(name, fields, where))
        elif dataclasses.is_dataclass(hints[key]) and isinstance(value, dict):
            values[key] = _fill(typing.cast(type, hints[key]), value, name, mistakes)
        elif (wanted := _misfit(value, hints[key])) is not None:
            mistakes.append(
                say(f"{name} = {value!r}：应是{wanted}", f"{name} = {value!r}: must be {wanted}")
            )
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    for key, item in fields.items():
        required = item.default is item.default_factory is dataclasses.MISSING
        if required and key not in values:
            values[key] = ""
            if key not in table:
                mistakes.append(say(f"缺少 {where}.{key}", f"{where}.{key} is missing"))
    return kind(**values)


def _misfit(value: Any, hint: Any) -> str | None:
    """What ``value`` should have been, in words; None where it fits."""
    if typing.get_origin(hint) is Literal:
        choices = typing.get_args(hint)
        return None if value in choices else say("之一：", "one of ") + ", ".join(choices)
    if typing.get_origin(hint) is tuple:
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return None if fits else say("字符串的数组", "an array of strings")
    if hint is float:
        hint = int | float
    number = not isinstance(value, bool) or hint is bool
    if isinstance(hint, type | types.UnionType) and isinstance(value, hint) and number:
        return None
    names = {
        str: say("字符串", "a string"),
        bool: say(" true 或 false", "true or false"),
        int: say("整数", "a whole number"),
    }
    return names.get(hint, say("数", "a number"))


def _unknown(name: str, known: Mapping[str, Any] | set[str], where: str = "") -> str:
    near = sorted(f"{where}.{key}" if where else key for key in known)
    return say(
        f"不认识 {name}（可用的有：{'、'.join(near)}）",
        f"{name} is unknown (there are: {', '.join(near)})",
    )


def _cast(table: Mapping[str, Any], mistakes: list[str]) -> dict[str, dict[Role, Voice]]:
    cast: dict[str, dict[Role, Voice]] = {}
    for engine, roles in table.items():
        voices = cast.setdefault(engine, {})
        for role, value in _table(table, engine, mistakes).items() if roles else ():
            name = f"cast.{engine}.{role}"
            if role not in set(Role):
                mistakes.append(_unknown(name, set(Role), f"cast.{engine}"))
                continue
            entry = {"name": value} if isinstance(value, str) else value
            if not isinstance(entry, dict) or "engine" in entry:
                mistakes.append(
                    say(f"{name} 应是声音名或一个表", f"{name} must be a voice's name or a table")
                )
                continue
            voices[Role(role)] = _fill(Voice, {"engine": engine, **entry}, name, mistakes)
    return cast


def _engines(table: Mapping[str, Any], mistakes: list[str]) -> dict[str, dict[str, str]]:
    engines: dict[str, dict[str, str]] = {}
    for engine in table:
        engines[engine] = {}
        for key, value in _table(table, engine, mistakes).items():
            name = f"engines.{engine}.{key}"
            if re.search(r"key$|token|secret|password", key):
                mistakes.append(
                    say(
                        f"{name}：密钥不写在文件里，请放进环境变量",
                        f"{name}: a secret does not belong in a file; put it into the environment",
                    )
                )
            elif isinstance(value, str):
                engines[engine][key] = value
            else:
                mistakes.append(say(f"{name} 应是字符串", f"{name} must be a string"))
    return engines


# ------------------------------------------------------------------ what types cannot say


def _hour(value: str) -> bool:
    try:
        return time.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _inside(value: str) -> bool:
    parts = Path(value).parts
    return not Path(value).is_absolute() and ".." not in parts


_RULES: tuple[tuple[str, Callable[[Settings], bool], str, str], ...] = (
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


def _broken_rules(settings: Settings) -> Iterator[str]:
    for key, holds, zh, en in _RULES:
        if not holds(settings):
            yield say(f"{key} {zh}", f"{key} {en}")


# ------------------------------------------------------------------ a new show

TEMPLATE = """\
# 节目的设置。没有写的，取默认值；写错的，tingbao check 会一次说全。

[show]
title = "{title}"
description = "{title}：把报纸的每一篇读给你听。"
author = "{title}"
# 由 init 写下，永远不改：播客应用靠它认出这个节目。
guid = "{guid}"
# 发布后的网址：放 feed/ 和 audio/ 的那个文件夹，以 / 结尾。
# address = "https://example.org/tingbao/"
# 一篇一集（story）还是一天一集（day）。
grouping = "story"

[speech]
# auto：连得上微软 Edge 在线语音就用它，连不上用内置的 espeak-ng。
engine = "auto"

[label]
# 合成语音的标识（GB 45438-2025）：start、end、both 或 none。
place = "start"
# 运营者自己的 27 位编码；没有就空着，check 会提醒。
producer = ""

[sound]
loudness = -16.0
formats = ["mp3"]
"""


def new_settings(title: str, guid: str) -> str:
    """The text of a new show's tingbao.toml."""
    return TEMPLATE.format(title=title.replace("\\", "").replace('"', "”"), guid=guid)
