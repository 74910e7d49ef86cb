"""What the program says to a person, in the language of the person.

Chinese and English stand side by side where they are used, so that neither can
fall behind the other, and a reader of the code sees both.
"""

import os


def chinese() -> bool:
    """Whether messages are in Chinese: by LANGUAGE, LC_ALL, LC_MESSAGES, LANG (POSIX order)."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


def say(zh: str, en: str) -> str:
    """The wording for this locale."""
    return zh if chinese() else en
