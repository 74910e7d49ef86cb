"""The tables of tingbao.toml: those that rooms share stand in ``model``, the others here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tingbao.model import Feed, Narration, Role, Show, Sound, Voice

FALLBACK: Mapping[Role, Role] = {
    Role.REPORTER: Role.ANCHOR,
    Role.REPORTER_2: Role.REPORTER,
    Role.MAN: Role.REPORTER,
    Role.MAN_2: Role.MAN,
    Role.MAN_3: Role.MAN_2,
    Role.ELDER_MAN: Role.MAN,
    Role.WOMAN: Role.REPORTER,
    Role.WOMAN_2: Role.WOMAN,
    Role.WOMAN_3: Role.WOMAN_2,
    Role.ELDER_WOMAN: Role.WOMAN,
    Role.CHILD: Role.WOMAN,
}
"""Who speaks for a role that has no voice of its own."""


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
class Target:
    """``[publish.NAME]``: a place to publish to. Keys and passwords are never written here."""

    to: str
    """A folder, s3://bucket/prefix, or host:/path for rsync over ssh."""
    endpoint: str = ""
    """Address of a storage that speaks S3 but is not Amazon's."""
    region: str = ""
    profile: str = ""
    """A profile of boto3's own files."""


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
    publish: Mapping[str, Target] = field(default_factory=dict)
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    """Feeds beside the main one, by name: feed/NAME.xml."""

    def voices(self, engine: str, own: Mapping[Role, Voice]) -> dict[Role, Voice]:
        """A voice for every role: the show's, else the engine's ``own``, else by FALLBACK."""
        named = {**own, **self.cast.get(engine, {})}
        return {role: named[_first(role, named)] for role in Role}


def _first(role: Role, named: Mapping[Role, Voice]) -> Role:
    while role not in named and role in FALLBACK:
        role = FALLBACK[role]
    return role
