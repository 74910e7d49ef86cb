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
like it. Any other value is read in the word's place. The printed text stays. Of two
words that begin at one place the longer has its way, of two scopes the narrower.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tingbao.errors import SettingsError
from tingbao.script.mistakes import Mistake, places, told, unreadable
from tingbao.script.syllables import is_syllable, looks_like_pinyin, numbered
from tingbao.wording import say

LONGEST = 40
"""Characters of a word at most."""
LONGEST_ALIAS = 200
MOST = 5_000
"""Entries: what one show needs in years; more is a dictionary that was put here by mistake."""
MOST_SHOWN = 50
"""Mistakes named at once: a screenful or two."""
BIGGEST = 1_000_000
"""Characters of the file at most."""

_SCOPES = {"days": re.compile(r"\d{4}-\d\d-\d\d"),
           "stories": re.compile(r"\d{4}-\d\d-\d\d/[^/\s]{1,40}/\d{1,4}")}  # fmt: skip
_TABLES = ("words", *_SCOPES)


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
    text = text.removeprefix("\ufeff")
    if len(text) > BIGGEST:
        raise SettingsError(
            say(
                f"{name} 太大（超过 {BIGGEST:,} 字）。词典只放要改读音的词，请删去别的。",
                f"{name} is too big (more than {BIGGEST:,} characters): keep only the words whose "
                "reading must be mended.",
            )
        )
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(unreadable(name, text, error)) from error
    mistakes: list[Mistake] = []
    lexicon = _lexicon(table, mistakes)
    if mistakes:
        lines = {place: number for number, place in reversed(list(places(text)))}
        shown = [told(mistake, name, lines) for mistake in mistakes[:MOST_SHOWN]]
        if rest := len(mistakes) - len(shown):
            shown.append(say(f"还有 {rest} 处。", f"And {rest} more."))
        raise SettingsError("\n".join(shown))
    return lexicon


def _lexicon(table: Mapping[str, Any], mistakes: list[Mistake]) -> Lexicon:
    words = _words(table.get("words", {}), "words", mistakes)
    scoped: list[tuple[str, Word]] = []
    for kind in _SCOPES:
        for scope, entries in _table(table.get(kind, {}), kind, mistakes).items():
            where = f'{kind}."{scope}"'
            if not _is_scope(kind, scope):
                mistakes.append(_unknown_scope(kind, where))
            scoped += [(scope, word) for word in _words(entries, where, mistakes)]
    for key in sorted(table.keys() - set(_TABLES)):
        if isinstance(table[key], str):
            zh = "在表外面；上面加一行 [words]"
            en = "stands in no table: put a line [words] above it"
            mistakes.append(Mistake("", key, zh, en))
            continue
        zh = '没有这种表；可用的是 [words]、[days."日期"]、[stories."篇号"]'
        en = 'there is no such table: use [words], [days."DATE"] or [stories."STORY"]'
        mistakes.append(Mistake(key, None, zh, en))
    if len(words) + len(scoped) > MOST:
        zh = f"词条多过 {MOST:,} 条；只留要改读音的词"
        en = f"there are more than {MOST:,} entries: keep only words whose reading must be mended"
        mistakes.append(Mistake("words", None, zh, en))
    return Lexicon(words=tuple(words), scoped=tuple(scoped))


def _is_scope(kind: str, scope: str) -> bool:
    if not _SCOPES[kind].fullmatch(scope):
        return False
    try:
        date.fromisoformat(scope[:10])
    except ValueError:
        return False
    return True


def _unknown_scope(kind: str, where: str) -> Mistake:
    if kind == "days":
        zh, en = '不是一个日期；写成 [days."2022-12-12"]', "is no date: write a day as 2022-12-12"
    else:
        zh = '不是一个篇号；写成 [stories."2022-12-12/04/2"]，篇号见 tingbao stories'
        en = "is no story: write its id, such as 2022-12-12/04/2, as tingbao stories shows it"
    return Mistake(where, None, zh, en)


def _table(value: Any, where: str, mistakes: list[Mistake]) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    zh, en = (
        f"应是一个表，写成 [{where}]，下面一行一条",
        f"must be a table [{where}], an entry a line",
    )
    mistakes.append(Mistake(where, None, zh, en))
    return {}


def _words(value: Any, where: str, mistakes: list[Mistake]) -> list[Word]:
    words: list[Word] = []
    for written, reading in _table(value, where, mistakes).items():
        found = _word(written, reading, where)
        if isinstance(found, Word):
            words.append(found)
        else:
            mistakes.append(found)
    mistakes += _contradictions(words, where)
    return words


def _word(written: str, reading: Any, where: str) -> Word | Mistake:
    def mistake(zh: str, en: str) -> Mistake:
        return Mistake(where, written, zh, en)

    if not written.strip() or written != written.strip():
        return mistake("词是空的，或者前后有空格；去掉空格", "an empty word, or blanks around it")
    if len(written) > LONGEST:
        return mistake(
            f"超过 {LONGEST} 字；只写读错的那个词",
            f"is longer than {LONGEST} characters: give only the word that is read wrongly",
        )
    if isinstance(reading, dict):
        dotted = f"{written}.{next(iter(reading), '')}"
        return mistake(
            f'里有点号，要加引号：写成 "{dotted}" = …',
            f'has a dot in it, so it needs quotes: write "{dotted}" = …',
        )
    if not isinstance(reading, str) or not reading.strip():
        return mistake(
            '要写读法，如 "shan4 xian4" 或 "空气质量指数"',
            'needs a reading, such as "shan4 xian4" or "空气质量指数"',
        )
    if not looks_like_pinyin(reading):
        if len(reading) <= LONGEST_ALIAS:
            return Word(written=written, alias=reading.strip())
        return mistake(
            f"读法超过 {LONGEST_ALIAS} 字；写短些",
            f"is read as more than {LONGEST_ALIAS} characters: make it shorter",
        )
    syllables = numbered(reading)
    for syllable in syllables:
        if not is_syllable(syllable):
            return mistake(*_wrong(syllable))
    if len(syllables) != len(written) and not all(map(str.isalnum, written)):
        return mistake(
            "一字一音，标点和括号没有音；词里只写字",
            "has marks or brackets, which have no sound: give the characters alone",
        )
    if len(syllables) != len(written):
        return mistake(
            f"有 {len(written)} 个字，拼音却有 {len(syllables)} 个音节；一字一音",
            f"has {len(written)} characters, its pinyin {len(syllables)}: give one syllable a "
            "character",
        )
    return Word(written=written, pinyin=syllables)


def _wrong(syllable: str) -> tuple[str, str]:
    if is_syllable(syllable + "5"):
        return (
            f"“{syllable}”没有声调；写成 {syllable}4 这样，轻声写 5",
            f'"{syllable}" has no tone: write it as {syllable}4, a neutral tone as 5',
        )
    if is_syllable(syllable[:-1] + "1"):
        return (
            f"普通话没有“{syllable}”：声调写 1 到 4，轻声写 5",
            f'Mandarin has no "{syllable}": tones are 1 to 4, and 5 for a neutral one',
        )
    if re.fullmatch("[1-5].+", syllable):
        behind = syllable[1:] + syllable[0]
        return (
            f"“{syllable}”的声调写在前面；写成 {behind}",
            f'"{syllable}" has its tone in front: write it as {behind}',
        )
    if re.fullmatch("[a-zê]+r[1-5]", syllable):
        apart = f"{syllable[:-2]}{syllable[-1]} er5"
        return (
            f"“{syllable}”是儿化，一字一音；写成 {apart}",
            f'"{syllable}" is one syllable for two characters: write it as {apart}',
        )
    return (
        f"普通话没有“{syllable}”这个音节；拼音写成 shan4 或 shàn，音节之间空一格",
        f'Mandarin has no syllable "{syllable}": write pinyin as shan4 or shàn, '
        "with a blank between syllables",
    )


def _contradictions(words: list[Word], where: str) -> Iterator[Mistake]:
    """Pairs such as 单于 and 于田 that read 于 in two ways: 单于田 would be a guess."""
    spelt = [word for word in words if word.pinyin]
    ends: dict[str, dict[tuple[str, ...], Word]] = {}
    """By the end of a word and its reading, one word that ends so: linear in their length."""
    for word in spelt:
        for length in range(1, len(word.written)):
            ends.setdefault(word.written[-length:], {})[word.pinyin[-length:]] = word
    for word in spelt:
        for length in range(1, len(word.written)):
            shared = word.written[:length]
            for reading, other in ends.get(shared, {}).items():
                if other is not word and reading != word.pinyin[:length]:
                    yield _contradiction(other, word, shared, where)


def _contradiction(first: Word, second: Word, shared: str, where: str) -> Mistake:
    both = first.written + second.written[len(shared) :]
    return Mistake(
        where,
        second.written,
        f"和“{first.written}”都说了“{shared}”的读音，却不一样；改成一样，或者另写一条“{both}”",
        f'and "{first.written}" read "{shared}" in two ways: give it one reading, '
        f'or an entry "{both}" of its own',
    )
