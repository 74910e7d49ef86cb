"""The editor's lexicon: how a name or a word is read, for the show, a day or a story.

::

    [words]
    "单县" = "shan4 xian4"
    "任家庄" = "rén jiā zhuāng"
    "AQI" = "空气质量指数"

    [days."2022-12-12"]
    "行长" = "hang2 zhang3"

    [stories."2022-12-12/04/2"]
    "毛毛" = "mao2 mao5"

A reading in pinyin serves every voice: one that takes no pinyin is sent characters that sound
like it. Any other value is read in the word's place. The printed text stays.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tingbao.errors import SettingsError
from tingbao.wording import say

LONGEST = 40
"""Characters of a word at most."""

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_SYLLABLE = re.compile(r"[a-zê]{1,6}[1-5]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One entry."""

    written: str
    pinyin: tuple[str, ...] = ()
    """A syllable a character, with its tone number."""
    alias: str = ""
    """What is read in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Entries of the show, and those that hold for a day or a story alone."""

    words: tuple[Word, ...] = ()
    scoped: tuple[tuple[str, Word], ...] = ()
    """Day or story id, and an entry."""

    def scope(self, day: str, story: str) -> "Lexicon":
        """What holds in ``story`` of ``day``: the narrower scope wins."""
        found = {word.written: word for word in self.words}
        for place in (day, story):
            found |= {word.written: word for scope, word in self.scoped if scope == place}
        return Lexicon(words=tuple(found.values()))


EMPTY = Lexicon()


def read_lexicon(text: str, name: str) -> Lexicon:
    """The lexicon that ``text`` spells; SettingsError names every mistake in ``name`` at once."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            say(f"{name} 不是有效的 TOML：{error}", f"{name} is not valid TOML: {error}")
        ) from error
    mistakes: list[str] = []
    words = _words(table.get("words", {}), "words", mistakes)
    scoped: list[tuple[str, Word]] = []
    for kind in ("days", "stories"):
        for scope, entries in _table(table.get(kind, {}), kind, mistakes).items():
            scoped += [(scope, word) for word in _words(entries, f"{kind}.{scope}", mistakes)]
    mistakes += [
        say(
            f"不认识 [{key}]（可用的有 [words]、[days]、[stories]）",
            f"[{key}] is unknown (there are [words], [days], [stories])",
        )
        for key in sorted(table.keys() - {"words", "days", "stories"})
    ]
    if mistakes:
        raise SettingsError("\n".join(f"{name}: {mistake}" for mistake in mistakes))
    return Lexicon(words=tuple(words), scoped=tuple(scoped))


def _table(value: Any, where: str, mistakes: list[str]) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    mistakes.append(say(f"[{where}] 应是一个表", f"[{where}] must be a table"))
    return {}


def _words(value: Any, where: str, mistakes: list[str]) -> list[Word]:
    words = []
    for written, reading in _table(value, where, mistakes).items():
        if not isinstance(reading, str) or not reading.strip() or not written.strip():
            mistakes.append(
                say(
                    f"[{where}] 的 {written!r}：应是拼音或读法",
                    f"[{where}] {written!r}: must be pinyin or what is read instead",
                )
            )
        elif len(written) > LONGEST:
            mistakes.append(
                say(f"[{where}] 的 {written[:10]}…太长", f"[{where}] {written[:10]}… is too long")
            )
        else:
            word = _word(written, reading.strip())
            if word is None:
                mistakes.append(
                    say(
                        f"[{where}] 的 {written}：“{reading}”要一字一音，如 shan4 xian4",
                        f'[{where}] {written}: "{reading}" must have a syllable a character, '
                        "such as shan4 xian4",
                    )
                )
            else:
                words.append(word)
    return words


def _word(written: str, reading: str) -> Word | None:
    if not all(character.isascii() or _accented(character) for character in reading):
        return Word(written=written, alias=reading)
    syllables = tuple(map(_numbered, reading.lower().split()))
    if all(map(_SYLLABLE.fullmatch, syllables)) and len(syllables) == len(written):
        return Word(written=written, pinyin=syllables)
    looks = any(map(_SYLLABLE.fullmatch, syllables)) or not reading.isascii()
    return None if looks else Word(written=written, alias=reading)


def _accented(character: str) -> bool:
    return unicodedata.normalize("NFD", character)[0].isascii() or character == "ê"


def _numbered(syllable: str) -> str:
    """ "shàn" as "shan4", "lǘ" as "lv2"; what has its number already stays."""
    tone = ""
    letters = ""
    for character in unicodedata.normalize("NFD", syllable.replace("u:", "v")):
        if character in _TONES:
            tone = _TONES[character]
        elif character == "\u0308":
            letters = letters[:-1] + "v"
        else:
            letters += character
    letters = unicodedata.normalize("NFC", letters)
    return letters if letters[-1:].isdigit() else letters + (tone or "5")
