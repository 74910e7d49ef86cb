"""What was made before, and what it was made from: the memory between two runs."""

from dataclasses import dataclass, replace
from datetime import date

from tingbao.audio.score import read_score
from tingbao.cache import Store, fingerprint, from_json, to_json
from tingbao.model import Episode, Story
from tingbao.settings import Settings

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
        self._lexicon = lexicon_text(settings)
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
        if not head or wanted not in ("auto", engine):
            return False
        if head.get("stamp") != self.stamp(work, engine):
            return False
        try:
            return (self._settings.root / str(head["path"])).stat().st_size == head["size"]
        except OSError:
            return False

    def load(self, episode: str) -> Episode | None:
        """The episode as it was made; None where it was not."""
        entry = self._store.get(_key(episode))
        return from_json(entry.payload, Episode) if entry else None

    def save(self, work: Work, episode: Episode) -> None:
        """Remember that ``episode`` was made from ``work``."""
        header = {
            "id": episode.id,
            "stamp": self.stamp(work, episode.engine),
            "engine": episode.engine,
            "path": episode.audio.path,
            "size": episode.audio.size,
        }
        self._store.put(_key(episode.id), header, to_json(episode))

    def released(self) -> str:
        """What the feed was last released from; empty where it never was."""
        return str((self._store.head(_key("")) or {}).get("release", ""))

    def release(self, mark: str) -> None:
        """Remember that the feed was released from what ``mark`` stands for."""
        self._store.put(_key(""), {"release": mark}, b"")

    def stamp(self, work: Work, engine: str) -> str:
        """A hash over everything that the episode of ``work`` is made from."""
        settings = self._settings
        show = settings.show
        # Where a story stands today is no part of it: a lead at the top leaves the others alone.
        stories = [replace(story, place=0, source="", doubts=()) for story in work.stories]
        return fingerprint(
            VERSION,
            (work.id, work.title, work.day, stories),
            (show.title, show.author, show.cover, show.colour, show.publish_at),
            settings.narration,
            settings.sound,
            self._lexicon,
            self._music.marks() if self._music else (),
            engine,
            settings.cast.get(engine, {}),
        )


def lexicon_text(settings: Settings) -> str:
    """The editor's lexicon as text; empty where there is none."""
    try:
        return (settings.root / "content" / "lexicon.toml").read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""


def _key(episode: str) -> str:
    return fingerprint("episode", episode)
