"""From the text of tingbao.toml to its tables.

A key is a field's name, its type is the field's type, its default is the field's default.
What is checked beyond types stands in ``rules``.
"""

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from tingbao.errors import SettingsError
from tingbao.model import Feed, Label, Narration, Role, Show, Sound, Voice
from tingbao.settings.rules import broken_rules
from tingbao.settings.tables import Settings, Speaking, Target, Tools
from tingbao.wording import say

NAME = "tingbao.toml"


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


_TABLES = {
    "show", "narration", "label", "sound", "speech", "tools", "cast", "engines", "publish", "feeds",
}  # fmt: skip


def parse_settings(text: str, root: Path) -> Settings:
    """As ``read_settings``, from the text of a tingbao.toml."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            say(f"{NAME} 不是有效的 TOML：{error}", f"{NAME} is not valid TOML: {error}")
        ) from error
    mistakes: list[str] = []
    mistakes += [_unknown(key, _TABLES) for key in table if key not in _TABLES]
    narration = dict(_table(table, "narration", mistakes))
    label = _fill(Label, _table(table, "label", mistakes), "label", mistakes)
    narration.setdefault("label", label)
    sound = dict(_table(table, "sound", mistakes))
    if sound.get("mastering") == "copy":
        sound.setdefault("bit_rate", 48)  # Edge's own: in wider frames it would not sound better
    settings = Settings(
        root=root,
        show=_fill(Show, _table(table, "show", mistakes), "show", mistakes),
        narration=_fill(Narration, narration, "narration", mistakes),
        sound=_fill(Sound, sound, "sound", mistakes),
        speech=_fill(Speaking, _table(table, "speech", mistakes), "speech", mistakes),
        tools=_fill(Tools, _table(table, "tools", mistakes), "tools", mistakes),
        cast=_cast(_table(table, "cast", mistakes), mistakes),
        engines=_engines(_table(table, "engines", mistakes), mistakes),
        publish=_named(Target, "publish", table, mistakes),
        feeds=_named(Feed, "feeds", table, mistakes),
    )
    mistakes += broken_rules(settings)
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


def _named(
    kind: type[_T], where: str, table: Mapping[str, Any], mistakes: list[str]
) -> dict[str, _T]:
    """The tables [``where``.NAME], by name."""
    named = _table(table, where, mistakes)
    return {
        name: _fill(kind, _table(named, name, mistakes), f"{where}.{name}", mistakes)
        for name in named
    }
