"""Which music sounds where: the show's pieces, and the clips that they lie around.

A chime (片头) before the opening and a shorter one (转场) before each further story; a bed (垫乐)
under opening and closing only. The project's own pieces play (``composing``), or the editor's:
``content/music/chime.*``, ``bridge.*``, ``bed.*``, or 片头, 转场, 垫乐, in any format.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tingbao.errors import AudioError
from tingbao.model import Music, Part, Piece, Segment, Sound
from tingbao.wording import say

FOLDER = "content/music"
NAMES = {"chime": "片头", "bridge": "转场", "bed": "垫乐"}
LARGEST = 50_000_000
"""Bytes of an editor's piece: a minute of any usual format is far below."""

_TEXTS = {".txt", ".md"}
"""Credits and licences may lie beside the music."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The show's pieces."""

    chime: Piece
    bridge: Piece
    bed: Piece

    def marks(self) -> tuple[str, ...]:
        """What the pieces sound like, as far as they are the editor's."""
        return (self.chime.digest, self.bridge.digest, self.bed.digest)

    def around(self, segments: Sequence[Segment]) -> Iterator[Music | None]:
        """What sounds around each clip of an episode: first opening, next stories, last closing.

        It depends on a clip's own place only, so that a changed story masters no other's clip.
        """
        parts = [segment.part for segment in segments]
        first = parts.index(Part.OPENING) if Part.OPENING in parts else -1
        closings = [place for place, part in enumerate(parts) if part == Part.CLOSING]
        last = closings[-1] if closings else -1
        told: set[str] = set()
        bridged = False
        for place, segment in enumerate(segments):
            begins = bool(segment.story) and segment.story not in told
            bridge = segment.part == Part.BRIDGE
            if place == first:
                yield Music(place="opening", chime=self.chime, bed=self.bed)
            elif place == last:
                yield Music(place="closing", bed=self.bed)
            elif not bridged and (bridge or (begins and told)):
                yield Music(place="bridge", chime=self.bridge)
            else:
                yield None
            bridged = bridge
            told |= {segment.story} if segment.story else set()


def read_score(root: Path, sound: Sound) -> Score | None:
    """The pieces of the show in ``root``; None where it has no music.

    AudioError where a piece's file cannot be told or read. No sound is decoded here.
    """
    if not sound.music:
        return None
    return Score(**{name: _piece(root / FOLDER, name) for name in NAMES})


def strangers(root: Path) -> list[str]:
    """Names of the files of content/music/ that stand for no piece."""
    known = {*NAMES, *NAMES.values()}
    return [path.name for path in _files(root / FOLDER) if path.stem.casefold() not in known]


def _piece(folder: Path, name: str) -> Piece:
    found = [p for p in _files(folder) if p.stem.casefold() in (name, NAMES[name])]
    if not found:
        return Piece(name=name)
    if len(found) > 1:
        names = "、".join(path.name for path in found)
        raise AudioError(
            say(
                f"{FOLDER} 里有 {names}，不知道用哪个。请只留一个。",
                f"{FOLDER} holds {names}: leave one of them only.",
            )
        )
    path = found[0]
    try:
        if path.stat().st_size > LARGEST:
            raise AudioError(
                say(
                    f"{FOLDER}/{path.name} 超过 {LARGEST // 1_000_000} MB。请剪短。",
                    f"{FOLDER}/{path.name} is over {LARGEST // 1_000_000} MB: shorten it.",
                )
            )
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise AudioError(
            say(
                f"{FOLDER}/{path.name} 读不出来（{error.strerror}）。请检查权限。",
                f"{FOLDER}/{path.name} cannot be read ({error.strerror}): look at permissions.",
            )
        ) from error
    return Piece(name=name, path=str(path), digest=digest)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in _TEXTS
    )
