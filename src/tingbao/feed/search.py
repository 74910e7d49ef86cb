"""Search on the client over headlines and text, without a server and without loading it all.

The episodes are cut into volumes of VOLUME, counted from the oldest, so that a new one changes
the last volume alone. A volume has a list of its episodes, and shards in which each pair of
neighbouring characters (Chinese has no spaces to find words by) leads to the episodes that hold
it. A query loads, volume by volume from the newest, only the shards of its own pairs. All pairs of
a phrase in one episode are taken for the phrase.

Shards are scripts, not JSON: a page that is opened from a folder may load the one, not the other.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from tingbao.cache import to_json
from tingbao.feed.clean import clean, line
from tingbao.feed.library import Library, Present
from tingbao.feed.memory import Memory
from tingbao.model import Card, PublishedFile, Story

VOLUME = 200
"""Episodes of a volume: with stories of a thousand characters a shard is about 50 kB."""
_SHARDS = ((16, 1), (64, 8), (VOLUME, 32))
"""Up to how many episodes a volume has how many shards; powers of two."""
_SUMMARY = 120
_TITLE = 200

_WORD = re.compile(r"[^\W_]+")


def files(cards: Sequence[Card], library: Library, memory: Memory) -> Iterator[PublishedFile]:
    """The files of search/ that may have changed, for ``cards`` newest first."""
    catalogue = []
    for name, held in _volumes(cards):
        shards = _shards(len(held))
        catalogue.append((name, len(held), shards))
        if not memory.fresh(f"search/{name}", held, _paths(name, shards)):
            yield _script(name, [_row(card) for card in held])
            for place, pairs in enumerate(_index(held, library, shards)):
                yield _script(f"{name}-{place:02}", pairs)
    yield _script("catalogue", catalogue[::-1])


def remove_idle(feed: Path, cards: Sequence[Card]) -> None:
    """Remove from search/ what the catalogue no longer leads to; nothing else lies there."""
    wanted = {"search/catalogue.js"}
    for name, held in _volumes(cards):
        wanted.update(_paths(name, _shards(len(held))))
    for name in Present(feed).names("search"):
        if f"search/{name}" not in wanted:
            (feed / "search" / name).unlink(missing_ok=True)


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring letters in ``text``, and each word's last letter alone."""
    found: set[str] = set()
    for word in _WORD.findall(unicodedata.normalize("NFKC", clean(text)).lower()):
        found.update(map("".join, itertools.pairwise(word)))
        found.add(word[-1])
    return found


def _volumes(cards: Sequence[Card]) -> Iterator[tuple[str, Sequence[Card]]]:
    """Name and episodes of each volume, oldest first."""
    for begin in range(0, len(cards), VOLUME):
        end = len(cards) - begin
        yield f"{begin // VOLUME + 1:04}", cards[max(0, end - VOLUME) : end][::-1]


def _shards(episodes: int) -> int:
    return next(shards for most, shards in _SHARDS if episodes <= most)


def _paths(name: str, shards: int) -> list[str]:
    return [f"search/{name}.js", *(f"search/{name}-{place:02}.js" for place in range(shards))]


def _row(card: Card) -> tuple[str, ...]:
    """What a hit shows."""
    summary = line(card.summary)[:_SUMMARY]
    return card.slug, line(card.title)[:_TITLE], card.day.isoformat(), line(card.section), summary


def _index(held: Sequence[Card], library: Library, shards: int) -> list[dict[str, list[int]]]:
    """The places in ``held`` by pair, in the shard of the pair's first character."""
    index: list[dict[str, list[int]]] = [{} for _ in range(shards)]
    for place, card in enumerate(held):
        texts = [card.title, card.summary, *card.sections]
        for story in library.stories(card):
            texts += _texts(story)
        for pair in sorted(pairs("\n".join(texts))):
            index[ord(pair[0]) % shards].setdefault(pair, []).append(place)
    return index


def _texts(story: Story) -> tuple[str, ...]:
    heads = (story.headline, story.kicker, story.subtitle, story.byline, story.dateline)
    return *heads, *story.captions, *story.paragraphs


def _script(name: str, value: object) -> PublishedFile:
    content = b'tingbao["%s"]=%s;\n' % (name.encode(), to_json(value))
    return PublishedFile(path=f"search/{name}.js", content=content)
