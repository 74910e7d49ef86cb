"""An episode's clips, mastered, become its finished MP3, its passages and its chapters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tingbao.audio import (
    alternates,
    copying,
    ffmpeg,
    joining,
    mastering,
    mixing,
    tagging,
    waves,
)
from tingbao.audio.score import Score
from tingbao.cache import Store
from tingbao.errors import AudioError
from tingbao.model import AudioFile, Chapter, Clip, Mark, Passage, Sound
from tingbao.wording import say

NO_IMAGES: Mapping[str, str] = MappingProxyType({})
_OWN_CHAPTER = 5.0  # s that an opening lasts at least to be a chapter of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A finished episode's sound, and where everything lies in it."""

    audio: AudioFile
    alternates: tuple[AudioFile, ...]
    passages: tuple[Passage, ...]
    chapters: tuple[Chapter, ...]


def prepare(score: Score | None, sound: Sound, program: str = "") -> None:
    """Find out before anything is spoken whether music and formats can be had; AudioError.

    ``program`` is the ffmpeg to use in place of the own one.
    """
    ffmpeg.choose(program)
    alternates.require(sound)
    for piece in (score.chime, score.bridge, score.bed) if score else ():
        if piece.path:
            mixing.read(piece, sound.rate)


def key(clip: Clip, sound: Sound) -> str:
    """Where ``clip`` lies, mastered, in the store of mastered clips."""
    made = copying.key if sound.mastering == "copy" else mastering.key
    characters = _characters(clip) if clip.segment.pace else 0
    return made(clip.key, sound, clip.segment.pace, characters, clip.music)


def master(clip: Clip, spoken: Store, mastered: Store, sound: Sound) -> None:
    """Master ``clip`` of one store into the other, unless it lies there whole.

    Meant for a process pool, and no sound crosses to it: a pipe that a worker was ended at in
    the middle of a long answer would be read for ever.
    """
    goal = key(clip, sound)
    if mastered.get(goal) is not None:
        return
    entry = spoken.get(clip.key)
    if entry is None:
        raise _lost(clip)
    header, content = master_entry(clip, entry.payload, entry.header["format"], sound)
    mastered.put(goal, header, content)


def master_entry(
    clip: Clip,
    speech: bytes,
    format: str,  # noqa: A002
    sound: Sound,
) -> tuple[dict[str, object], bytes]:
    """Header and frames of ``clip`` for the store."""
    master = copying.copy if sound.mastering == "copy" else mastering.master
    try:
        made = master(
            speech,
            format,
            sound,
            pace=clip.segment.pace,
            characters=_characters(clip),
            music=clip.music,
        )
    except AudioError as error:
        line = clip.segment.written[:20]
        raise AudioError(say(f"“{line}”：{error}", f'"{line}": {error}')) from error
    return mastering.header(made), made.frames + made.pcm


def finish(
    clips: Sequence[Clip],
    store: Store,
    sound: Sound,
    tags: tagging.Tags,
    titles: Mapping[str, str],
    root: Path,
    stem: str,
    images: Mapping[str, str] = NO_IMAGES,
) -> Finished:
    """Join the mastered ``clips`` of ``store`` into ``root``/audio/``stem``-HASH8.mp3.

    ``titles`` are the headlines by story id, ``images`` the pictures that chapters show (paths
    relative to the show's folder). AudioError where a clip is not in the store whole.
    """
    heads = [_head(store, clip, sound) for clip in clips]
    pieces = [_piece(clip, head) for clip, head in zip(clips, heads, strict=True)]
    layout = joining.lay_out(pieces, sound)
    passages = tuple(map(_passage, clips, heads, layout.starts))
    chapters = chapters_of(passages, titles, layout.seconds, images)
    takes = _Takes(clips, store, sound)
    made = joining.join(
        pieces,
        layout,
        takes.frames,
        sound,
        tagging.build(tags, passages, chapters),
        _namer(root, stem, "mp3"),
    )
    audio = AudioFile(
        path=f"audio/{made.path.name}",
        type="audio/mpeg",
        size=made.size,
        seconds=layout.seconds,
        sha384=made.sha384,
        bit_rate=sound.bit_rate * 1000,
    )
    tagged, pcm = (tags, passages, chapters), takes.pcm
    others = tuple(
        alternates.make(form, pieces, layout, pcm, sound, tagged, _namer(root, stem, form))
        for form in ("m4a", "opus")
        if form in sound.formats
    )
    return Finished(audio=audio, alternates=others, passages=passages, chapters=chapters)


@dataclass(frozen=True, slots=True)
class _Takes:
    """The mastered clips of an episode by their places in it, each read when its turn comes."""

    clips: Sequence[Clip]
    store: Store
    sound: Sound

    def frames(self, place: int) -> bytes:
        return self._read(place).frames

    def pcm(self, place: int) -> bytes:
        return waves.decode(self._read(place).pcm, self.sound.rate)

    def _read(self, place: int) -> mastering.Mastered:
        clip = self.clips[place]
        entry = self.store.get(key(clip, self.sound))
        if entry is None:
            raise _lost(clip)
        return mastering.from_entry(entry)


def _namer(root: Path, stem: str, suffix: str) -> Callable[[str], Path]:
    """The file of an episode by the first digits of its content's hash."""
    return lambda digits: root / "audio" / f"{stem}-{digits}.{suffix}"


def _piece(clip: Clip, head: Mapping[str, Any]) -> joining.Piece:
    return joining.Piece(
        count=head["count"],
        size=head["frames"],
        begin=head["opens"],
        end=head["end"],
        pause=clip.segment.pause,
    )


def _passage(clip: Clip, head: Mapping[str, Any], start: float) -> Passage:
    return Passage(
        segment=clip.segment,
        begin=start + head["begin"],
        end=start + head["end"],
        marks=_moved(clip.marks, start, head["lead"], head["stretch"]),
    )


def chapters_of(
    passages: Sequence[Passage],
    titles: Mapping[str, str],
    seconds: float,
    images: Mapping[str, str] = NO_IMAGES,
) -> tuple[Chapter, ...]:
    """A chapter a story, without gaps; a long opening is one too, a short one joins the first."""
    starts: list[tuple[float, str]] = []
    for story, group in groupby(passages, key=lambda passage: passage.segment.story):
        begin = next(group).begin
        if story in titles and story not in (name for _, name in starts):
            starts.append((begin, story))
    if not starts:
        return ()
    if starts[0][0] >= _OWN_CHAPTER and not passages[0].segment.story:
        starts.insert(0, (0.0, ""))
    else:
        starts[0] = (0.0, starts[0][1])
    ends = [begin for begin, _ in starts[1:]] + [seconds]
    return tuple(
        Chapter(
            title=titles[story] if story else "开场",
            begin=begin,
            end=end,
            story=story,
            image=images.get(story, ""),
        )
        for (begin, story), end in zip(starts, ends, strict=True)
    )


def _characters(clip: Clip) -> int:
    return sum(character.isalnum() for character in clip.segment.spoken)


def _moved(marks: Sequence[Mark], start: float, lead: float, stretch: float) -> tuple[Mark, ...]:
    def place(time: float) -> float:
        return start + max(0.0, (time - lead) * stretch)

    return tuple(
        Mark(start=m.start, end=m.end, begin=place(m.begin), close=place(m.close)) for m in marks
    )


def _head(store: Store, clip: Clip, sound: Sound) -> dict[str, Any]:
    head = store.head(key(clip, sound))
    if head is None:
        raise _lost(clip)
    return head


def _lost(clip: Clip) -> AudioError:
    line = clip.segment.written[:20]
    return AudioError(
        say(
            f"“{line}”的成品片段不完整。请再运行一次 tingbao make。",
            f'the mastered clip of "{line}" is not whole: run tingbao make again.',
        )
    )
