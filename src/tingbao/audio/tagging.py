"""ID3v2.3 tags, made as bytes before the file is written. The only file that knows mutagen."""

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import mutagen
from mutagen import flac, id3, mp4, oggopus

from tingbao.audio import aigc
from tingbao.cleaning import clean, line
from tingbao.errors import AudioError
from tingbao.model import Chapter, Passage
from tingbao.wording import say

_ATOM = "----:com.apple.iTunes:AIGC"
"""The implicit label in an M4A."""
_LANGUAGE = "chi"  # ISO 639-2/B, as ID3 asks
_MP4_LANGUAGE = "----:com.apple.iTunes:LANGUAGE"
"""An M4A names a language of its track alone; taggers read this one."""
_MOST_CHAPTERS = 255  # a CTOC counts its entries in one byte


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a player shows of an episode."""

    id: str
    """The episode's id, for the label's ProduceID."""
    show: str = ""
    """The show's guid, for the same."""
    title: str
    album: str
    artist: str
    day: date
    number: int = 0
    genre: str = "Podcast"
    comment: str = ""
    """Summary and written notice."""
    producer: str = ""
    """The operator's own code (Label.producer); empty where there is none."""
    cover: bytes = b""
    """JPEG or PNG."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Of chapters, by ``Chapter.image``."""


def build(tags: Tags, passages: Sequence[Passage], chapters: Sequence[Chapter]) -> bytes:
    """The whole ID3v2.3 tag as bytes, the same for the same input."""
    text = "\n".join(passage.segment.written for passage in passages)
    cues = [(p.segment.written, round(p.begin * 1000)) for p in passages]
    made = id3.ID3()
    for kind, value in (
        (id3.TIT2, tags.title),
        (id3.TPE1, tags.artist),
        (id3.TALB, tags.album),
        (id3.TDRC, tags.day.isoformat()),
        (id3.TRCK, str(tags.number) if tags.number else ""),
        (id3.TCON, tags.genre),
        (id3.TLAN, _LANGUAGE),
    ):
        if value:
            made.add(kind(encoding=1, text=[line(value)]))
    made.add(id3.TXXX(encoding=0, desc=aigc.NAME, text=[_label(tags)]))
    if tags.comment:
        made.add(id3.COMM(encoding=1, lang=_LANGUAGE, desc="", text=[clean(tags.comment)]))
    if text:
        made.add(id3.USLT(encoding=1, lang=_LANGUAGE, desc="", text=clean(text)))
        lyrics = [(clean(said), at) for said, at in cues]
        made.add(id3.SYLT(encoding=1, lang=_LANGUAGE, format=2, type=1, desc="", text=lyrics))
    if tags.cover:
        made.add(_picture(tags.cover, id3.PictureType.COVER_FRONT))
    _add_chapters(made, chapters, tags.pictures)
    made.update_to_v23()
    file = io.BytesIO()
    made.save(file, v2_version=3, v1=0, padding=lambda _: 0)
    return file.getvalue()


def labels(path: Path) -> list[str]:
    """Every implicit label in a finished file, for ``aigc.faults``.

    AudioError where its tag cannot be read.
    """
    if path.suffix == ".m4a":
        tag = _opened(path, mp4.MP4)
        return [bytes(value).decode("utf-8", "replace") for value in tag.get(_ATOM, ())]
    if path.suffix == ".opus":
        return [*_opened(path, oggopus.OggOpus).get(aigc.NAME, ())]
    frames = _opened(path, id3.ID3).getall("TXXX")
    return [text for frame in frames if aigc.NAME in frame.desc.upper() for text in frame.text]


def _opened(path: Path, kind: Callable[[Path], Any]) -> Any:
    try:
        return kind(path)
    except mutagen.MutagenError as error:
        raise AudioError(
            say(
                f"{path} 的标签读不出来。请重新生成这一期。",
                f"the tag of {path} cannot be read: make this episode again.",
            )
        ) from error


def _add_chapters(tag: id3.ID3, chapters: Sequence[Chapter], pictures: Mapping[str, bytes]) -> None:
    """A CHAP a chapter, and a table of contents; tables below it where one cannot hold all."""
    names = [f"chp{place}" for place in range(len(chapters))]
    for name, chapter in zip(names, chapters, strict=True):
        title = id3.TIT2(encoding=1, text=[line(chapter.title)])
        frames: list[id3.Frame] = [title]
        if content := pictures.get(chapter.image):
            frames.append(_picture(content, id3.PictureType.OTHER))
        tag.add(
            id3.CHAP(
                element_id=name,
                start_time=round(chapter.begin * 1000),
                end_time=round(chapter.end * 1000),
                start_offset=0xFFFFFFFF,
                end_offset=0xFFFFFFFF,
                sub_frames=frames,
            )
        )
    top = names
    if len(names) > _MOST_CHAPTERS:
        tables = [names[at : at + _MOST_CHAPTERS] for at in range(0, len(names), _MOST_CHAPTERS)]
        top = [f"toc{number}" for number in range(len(tables))]
        for name, children in zip(top, tables, strict=True):
            tag.add(
                id3.CTOC(
                    element_id=name,
                    flags=id3.CTOCFlags.ORDERED,
                    child_element_ids=children,
                    sub_frames=[],
                )
            )
    if top:
        flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
        tag.add(id3.CTOC(element_id="toc", flags=flags, child_element_ids=top, sub_frames=[]))


def _label(tags: Tags) -> str:
    return aigc.label(tags.id, tags.producer, tags.show)


def _picture(content: bytes, kind: int) -> id3.APIC:
    return id3.APIC(encoding=0, mime=_mime(content), type=kind, desc="", data=content)


def _mime(picture: bytes) -> str:
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"


def tag_alternate(
    path: Path, tags: Tags, passages: Sequence[Passage], chapters: Sequence[Chapter]
) -> None:
    """Tag a finished .m4a or .opus as the MP3 is; AudioError where it is neither.

    The chapters of an M4A are in its container already: ffmpeg wrote them.
    """
    fields = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.day.isoformat(),
        "genre": tags.genre,
        "tracknumber": str(tags.number) if tags.number else "",
        "comment": tags.comment,
        "language": _LANGUAGE,
        "lyrics": "\n".join(passage.segment.written for passage in passages),
    }
    fields = {name: clean(value) for name, value in fields.items() if value}
    label = _label(tags)
    try:
        if path.suffix == ".m4a":
            _tag_mp4(path, fields, label, tags.cover)
        else:
            _tag_opus(path, fields, label, tags.cover, chapters)
    except mutagen.MutagenError as error:
        raise AudioError(
            say(f"{path} 写不进标签：{error}。", f"{path} cannot be tagged: {error}.")
        ) from error


def _tag_mp4(path: Path, fields: Mapping[str, str], label: str, cover: bytes) -> None:
    names = {"title": "nam", "artist": "ART", "album": "alb", "date": "day", "genre": "gen",
             "comment": "cmt", "lyrics": "lyr"}  # fmt: skip
    file = mp4.MP4(path)
    for name, atom in names.items():
        if name in fields:
            file["\xa9" + atom] = [fields[name]]
    if "tracknumber" in fields:
        file["trkn"] = [(int(fields["tracknumber"]), 0)]
    for atom, text in ((_ATOM, label), (_MP4_LANGUAGE, fields["language"])):
        file[atom] = [mp4.MP4FreeForm(text.encode(), mp4.AtomDataType.UTF8)]
    if cover:
        png = _mime(cover) == "image/png"
        kind = mp4.MP4Cover.FORMAT_PNG if png else mp4.MP4Cover.FORMAT_JPEG
        file["covr"] = [mp4.MP4Cover(cover, kind)]
    file.save()


def _tag_opus(
    path: Path, fields: Mapping[str, str], label: str, cover: bytes, chapters: Sequence[Chapter]
) -> None:
    file = oggopus.OggOpus(path)
    for name, value in fields.items():
        file[name] = [value]
    file[aigc.NAME] = [label]
    for number, chapter in enumerate(chapters[:1000]):  # the comments' names have three digits
        ms = round(chapter.begin * 1000)
        hours, minutes = divmod(ms // 60_000, 60)
        time = f"{hours:02}:{minutes:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
        file[f"CHAPTER{number:03}"] = [time]
        file[f"CHAPTER{number:03}NAME"] = [line(chapter.title)]
    if cover:
        picture = flac.Picture()
        picture.type, picture.mime, picture.data = 3, _mime(cover), cover
        file["METADATA_BLOCK_PICTURE"] = [base64.b64encode(picture.write()).decode()]
    file.save()
