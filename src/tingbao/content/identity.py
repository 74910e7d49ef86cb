"""A story's id, the same for ever: whatever is put before it, and whatever its headline becomes.

An id is given at first sight by day, page and place. ``ids.toml`` beside the pages remembers by
which headline and paragraphs each id is known, so that a lead inserted at the top takes a new
id and leaves the others theirs. Keep it with the pages.
"""

import dataclasses
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tingbao.cache import write_atomically
from tingbao.errors import ContentError
from tingbao.model import Story
from tingbao.wording import say

NAME = "ids.toml"
_SHARED = 0.3
"""Part of the paragraphs that two versions of one story share at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """By what a story is known again."""

    headline: str
    paragraphs: tuple[str, ...]
    """A short hash of each."""


def identify_all(
    stories: Sequence[Story], folder: Path, *, remember: bool = True
) -> tuple[Story, ...]:
    """``stories`` with their lasting ids, day by day; ``remember`` writes what is new."""
    days: dict[date, list[Story]] = {}
    for story in stories:
        days.setdefault(story.day, []).append(story)
    identified: list[Story] = []
    for day, of_day in days.items():
        path = folder / day.isoformat() / NAME
        known = read_ids(path)
        named, now = identify(of_day, known)
        if remember and now != known:
            write_atomically(path, ids_text(now).encode())
        identified += named
    return tuple(identified)


def identify(
    stories: Sequence[Story], known: Mapping[str, Fingerprint]
) -> tuple[list[Story], dict[str, Fingerprint]]:
    """The stories of one day with their ids, and all ids known from now on.

    First by equal headline, then by shared paragraphs, the most alike first; a story that
    matches none gets its page and place, or the next number that was never given.
    """
    marks = [_fingerprint(story) for story in stories]
    given: dict[int, str] = {
        i: story.id for i, story in enumerate(stories) if story.id != _natural(story)
    }
    of_page: dict[str, list[str]] = {}
    for name in known:
        of_page.setdefault(_page(name), []).append(name)
    pairs = sorted(
        (-likeness, abs(stories[i].place - _place(name)), i, name)
        for i, mark in enumerate(marks)
        if i not in given
        for name in of_page.get(stories[i].page, ())
        if (likeness := _likeness(mark, known[name])) >= _SHARED
    )
    taken = set(given.values())
    for _, _, i, name in pairs:
        if i not in given and name not in taken:
            given[i] = name
            taken.add(name)
    taken |= set(known)
    named: list[Story] = []
    for i, story in enumerate(stories):
        if i not in given:
            given[i] = _free(story, taken)
            taken.add(given[i])
        named.append(dataclasses.replace(story, id=given[i]))
    now = dict(known) | {given[i]: mark for i, mark in enumerate(marks)}
    return named, dict(sorted(now.items()))


def _fingerprint(story: Story) -> Fingerprint:
    return Fingerprint(
        headline=" ".join(story.headline.split()),
        paragraphs=tuple(
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            for text in story.paragraphs
        ),
    )


def _likeness(one: Fingerprint, other: Fingerprint) -> float:
    """1 to 2 for equal headlines, else the shared part of the paragraphs."""
    ours, theirs = set(one.paragraphs), set(other.paragraphs)
    shared = len(ours & theirs) / len(ours | theirs) if ours & theirs else 0.0
    return shared + (1.0 if one.headline and one.headline == other.headline else 0.0)


def _natural(story: Story) -> str:
    return f"{story.day.isoformat()}/{story.page}/{story.place}"


def _page(name: str) -> str:
    """The page that an id names; empty where an editor's own id names none."""
    return "".join(name.split("/")[1:2])


def _place(name: str) -> int:
    last = name.rpartition("/")[2]
    return int(last) if last.isdigit() else 0


def _free(story: Story, taken: set[str]) -> str:
    name, number = _natural(story), story.place
    while name in taken:
        number += 1
        name = f"{story.day.isoformat()}/{story.page}/{number}"
    return name


def read_ids(path: Path) -> dict[str, Fingerprint]:
    """What ``path`` remembers; nothing where there is no such file."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ContentError(
            say(
                f"{path} 读不出来（{error}）。请从备份恢复：订阅者靠里面的编号认出每一篇。",
                f"{path} cannot be read ({error}): restore it, subscribers know stories by it.",
            )
        ) from error
    return {
        name: Fingerprint(
            headline=str(entry.get("headline", "")),
            paragraphs=tuple(map(str, entry.get("paragraphs", ()))),
        )
        for name, entry in table.items()
        if isinstance(entry, dict)
    }


def ids_text(known: Mapping[str, Fingerprint]) -> str:
    """``known`` as the text of an ids.toml."""
    parts = [
        say(
            "# tingbao 写的：每一篇的编号靠它不变。请和版面一起保存。",
            "# Made by tingbao: by this each story keeps its id. Keep it with the pages.",
        )
    ]
    for name, mark in known.items():
        paragraphs = ", ".join(f'"{digits}"' for digits in mark.paragraphs)
        parts.append(
            f'\n["{_escaped(name)}"]\nheadline = "{_escaped(mark.headline)}"\n'
            f"paragraphs = [{paragraphs}]"
        )
    return "\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return "".join(
        character
        if character.isprintable() and character not in '"\\'
        else f"\\U{ord(character):08x}" if not 0xD800 <= ord(character) < 0xE000 else "?"
        for character in text
    )  # fmt: skip
