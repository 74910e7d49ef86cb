"""Where in the text of a lexicon a mistake is, and how an editor is told."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tingbao.wording import say

_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)(?:\.[\w.-]+)?)\s*=""")
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_WIDE = frozenset("“”‘’＂＇＝［］【】")
"""What a Chinese input method writes for quotes, equals sign and brackets."""


class Mistake(NamedTuple):
    """What is wrong with an entry, or with its table."""

    table: str
    word: str | None
    """None: the whole table."""
    zh: str
    en: str


Place = tuple[str, str | None]
"""A table, and a word in it or None for its head."""


def places(text: str) -> Iterator[tuple[int, Place]]:
    """Line numbers of tables and words, as far as they can be told line by line."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _plain(header[1])
            yield number, (table, None)
        elif key := _KEY.match(line):
            yield number, (table, next(word for word in key.groups() if word is not None))


def unreadable(name: str, text: str, error: Exception) -> str:
    """Why ``text`` is no TOML, at which line, and what to do."""
    seen: set[Place] = set()
    for number, (table, word) in places(text):
        if (table, word) in seen:
            if word is None:
                return say(
                    f"{name}:{number}：[{table}] 写了两次；把词条并到一处。",
                    f"{name}:{number}: [{table}] stands there twice: put its entries together.",
                )
            return say(
                f"{name}:{number}：[{table}] “{word}”写了两次；留下一条。",
                f'{name}:{number}: [{table}] "{word}" stands there twice: keep one of them.',
            )
        seen.add((table, word))
    at = re.search(r"at line (\d+)", str(error))
    line = text.splitlines()[int(at[1]) - 1] if at else ""
    where = f"{name}:{at[1]}" if at else name
    if wide := "".join(sorted(set(line) & _WIDE)):
        shown = line.strip()[:40]
        return say(
            f'{where}：“{shown}”里有全角符号 {wide}；引号、等号、方括号用半角的 " = [ ]。',
            f"{where}: {shown} has full-width {wide}: write quotes, the equals sign and brackets "
            'in half width, " = [ ].',
        )
    return say(
        f'{where} 不是有效的 TOML：{error}。一行一条，写成 "单县" = "shan4 xian4"。',
        f'{where} is not valid TOML: {error}. Write an entry a line, as "单县" = "shan4 xian4".',
    )


def _plain(table: str) -> str:
    return re.sub(r"[\s\"']", "", table)


def told(mistake: Mistake, name: str, lines: Mapping[Place, int]) -> str:
    """One line: file and line (from ``lines``), table and entry, what is wrong and what to do."""
    table = _plain(mistake.table)
    line = lines.get((table, mistake.word)) or lines.get((table, None))
    where = f"{name}:{line}" if line else name
    table = f"[{mistake.table}] " if mistake.table else ""
    what = table.rstrip() if mistake.word is None else f"{table}{mistake.word[:20]!r}"
    return say(f"{where}：{what} {mistake.zh}。", f"{where}: {what} {mistake.en}.")
