"""What was made before, and what it was made from: the memory between two runs.

A record is an entry of the store: its header holds the episode's card, its payload the whole
episode. Freshness, feed and lists ask for headers alone, so that a show of 10,000 episodes is
released without reading one of them whole; and since both lie in one file, which comes into
being by a rename, no card ever stands for another record than its own.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from tingbao.audio.score import read_score
from tingbao.cache import Store, digest_of, fingerprint, from_json, plain, to_json
from tingbao.content.images import picture_of
from tingbao.errors import CacheError, ContentError, PublishError, SettingsError
from tingbao.model import Card, Episode, Story
from tingbao.script.lexicon import BIGGEST, EMPTY, Lexicon, read_lexicon
from tingbao.settings import Settings
from tingbao.wording import say

LEXICON = "content/lexicon.toml"
VERSION = 1
"""Raised when the same content must give other episodes: then all are made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one episode is made of."""

    id: str
    """The episode's id: the story's, or the day."""
    title: str
    day: date
    stories: tuple[Story, ...]


class Records:
    """An entry for each episode in audio/episodes/; the header alone tells if it is fresh."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = Store(settings.root / "audio" / "episodes")
        self._music = read_score(settings.root, settings.sound)

    def head(self, episode: str) -> dict[str, object]:
        """Stamp, engine, path and size of the episode's sound; empty where it was never made."""
        return self._store.head(_key(episode)) or {}

    def fresh(self, work: Work, wanted: str) -> bool:
        """Whether the episode of ``work`` is as it should be, by stamp and file.

        ``wanted`` is an engine's name or "auto", which any engine's work satisfies.
        """
        head = self.head(work.id)
        engine = str(head.get("engine"))
        card = _card(head)
        if card is None or wanted not in ("auto", engine):
            return False
        if head.get("stamp") != self.stamp(work, engine):
            return False
        try:
            files: Any = [(head["path"], head["size"]), *head.get("alternates", ())]  # type: ignore[misc]
            root = self._settings.root
            shown = all((root / path).is_file() for path in card.pictures)
            return shown and all((root / str(p)).stat().st_size == size for p, size in files)
        except OSError:
            return False

    def card(self, episode: str) -> Card | None:
        """The card of the episode; None where it was never made, or its record is damaged."""
        return _card(self.head(episode))

    def cards(self, works: Sequence[Work]) -> list[Card]:
        """The cards of those of ``works`` that were made; PublishError where one is damaged."""
        found = []
        for work in works:
            card = self.card(work.id)
            if card is not None:
                found.append(card)
            elif self._store.path(_key(work.id)).exists():
                raise _damaged(work.id, work.title)
        return found

    def whole(self, card: Card) -> Episode:
        """The episode that ``card`` stands for; PublishError where its record is damaged."""
        return from_json(self._payload(card), Episode)

    def stories(self, card: Card) -> tuple[Story, ...]:
        """Only the stories of it: a tenth of the work, since its marks are passed over."""
        return from_json(self._payload(card), _Stories).stories

    def _payload(self, card: Card) -> bytes:
        entry = self._store.get(_key(card.id))
        if entry is None:
            # What is not whole is forgotten, so that the next run makes it again.
            self._store.remove(_key(card.id))
            raise _damaged(card.id, card.title)
        return entry.payload

    def save(self, work: Work, episode: Episode) -> None:
        """Remember that ``episode`` was made from ``work``."""
        card = to_json(episode.card())
        header = {
            "id": episode.id,
            "stamp": self.stamp(work, episode.engine),
            "engine": episode.engine,
            "path": episode.audio.path,
            "size": episode.audio.size,
            "alternates": [(other.path, other.size) for other in episode.alternates],
            "card": card.decode(),
            "proof": _proof(card),
        }
        self._store.put(_key(episode.id), header, to_json(episode))

    def lacks(self, work: Work) -> bool:
        """Whether ``work`` is the episode as it was made without some story, or the end of one."""
        card = self.card(work.id)
        if card is None:
            return False
        now = {story.id: "".join(story.paragraphs) for story in work.stories}
        before = {story.id: "".join(story.paragraphs) for story in self.stories(card)}
        return any(
            story not in now or (now[story] != text and text.startswith(now[story]))
            for story, text in before.items()
        )

    def released(self) -> str:
        """What the feed was last released from; empty where it never was."""
        return str((self._store.head(_key("")) or {}).get("release", ""))

    def subscribed(self) -> tuple[str, ...]:
        """The ids of the episodes that the feed last held."""
        entry = self._store.get(_key(""))
        return from_json(entry.payload, tuple[str, ...]) if entry and entry.payload else ()

    def release(self, mark: str, episodes: Sequence[str]) -> None:
        """Remember that the feed, of ``episodes``, was released from what ``mark`` stands for."""
        self._store.put(_key(""), {"release": mark}, to_json(episodes))

    def stamp(self, work: Work, engine: str) -> str:
        """A hash over everything that the episode of ``work`` is made from."""
        settings = self._settings
        show = settings.show
        # Where a story stands today is no part of it: a lead at the top leaves the others alone.
        stories = [replace(story, place=0, source="", doubts=()) for story in work.stories]
        return fingerprint(
            VERSION,
            (work.id, work.title, work.day, stories),
            [self._picture(story) for story in work.stories if story.image],
            (show.title, show.author, show.cover, show.colour, show.publish_at),
            *self._shared,
            self._readings(work),
            self._music.marks() if self._music else (),
            engine,
            settings.cast.get(engine, {}),
        )

    @cached_property
    def _shared(self) -> tuple[Any, Any]:
        """The settings that every stamp takes in, made plain once for all."""
        return plain(self._settings.narration), plain(self._settings.sound)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon_of(self._settings)

    def _readings(self, work: Work) -> list[object]:
        """The lexicon's entries that hold in ``work``: those of other days leave it alone."""
        day = work.day.isoformat()
        places = ["", *(story.id for story in work.stories)]
        return [
            sorted(self._lexicon.scope(day, place).words, key=lambda word: word.written)
            for place in places
        ]

    def _picture(self, story: Story) -> str:
        """What the story's picture shows; empty where there is none, of which ``make`` tells."""
        try:
            return digest_of(picture_of(self._settings.root, story))
        except ContentError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stories:
    """As much of an episode as search needs."""

    stories: tuple[Story, ...]


def _card(head: Mapping[str, object]) -> Card | None:
    card = str(head.get("card", "")).encode()
    if head.get("proof") != _proof(card):
        return None
    try:
        return replace(from_json(card, Card), digest=str(head["sha256"]))
    except CacheError:
        return None  # of another version of tingbao


def _damaged(episode: str, title: str) -> PublishError:
    return PublishError(
        say(
            f"{title}（{episode}）的记录坏了，订阅源没有改动。"
            "再运行一次 tingbao make，就会重新做好。",
            f"the record of {title} ({episode}) is damaged; the feed was left alone: "
            "run tingbao make once more, and it is made again.",
        )
    )


def _proof(card: bytes) -> str:
    """Of the card alone: the store's own checksum is of the payload, which is not read here."""
    return hashlib.sha256(card).hexdigest()[:16]


def lexicon_of(settings: Settings) -> Lexicon:
    """The editor's lexicon, empty where there is none; SettingsError names its mistakes."""
    path = settings.root / LEXICON
    try:
        if path.stat().st_size > 4 * BIGGEST:
            raise SettingsError(
                say(
                    f"{LEXICON} 太大。词典只放要改读音的词，请删去别的。",
                    f"{LEXICON} is too big: keep only the words whose reading must be mended.",
                )
            )
        return read_lexicon(path.read_text(encoding="utf-8-sig"), LEXICON)
    except FileNotFoundError:
        return EMPTY
    except UnicodeDecodeError as error:
        raise SettingsError(
            say(
                f"{LEXICON} 不是 UTF-8 编码；请另存为 UTF-8。",
                f"{LEXICON} is not in UTF-8: save it as UTF-8.",
            )
        ) from error
    except OSError as error:
        raise SettingsError(
            say(f"读不了 {LEXICON}：{error}", f"{LEXICON} cannot be read: {error}")
        ) from error


def _key(episode: str) -> str:
    return fingerprint("episode", episode)
