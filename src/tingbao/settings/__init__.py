"""tingbao.toml, read and checked: all mistakes at once, each with its key."""

from tingbao.settings.reading import NAME, parse_settings, read_settings
from tingbao.settings.starting import new_settings
from tingbao.settings.tables import Settings, Speaking, Target, Tools

__all__ = [
    "NAME",
    "Settings",
    "Speaking",
    "Target",
    "Tools",
    "new_settings",
    "parse_settings",
    "read_settings",
]
