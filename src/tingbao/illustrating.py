"""The pictures of a show, kept in audio/ under names that say what they were made from.

A picture is drawn or converted once: as long as its name is the same, the file is. And since a
changed picture has a new name, caches and directories see that it is another one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tingbao.audio import cover, pictures
from tingbao.cache import digest_of, fingerprint, write_atomically
from tingbao.content.images import inside, picture_of
from tingbao.errors import AudioError, ContentError, TingbaoError
from tingbao.model import Show, Story
from tingbao.records import Work
from tingbao.wording import say

PICTURE = 1200
"""px of a chapter's picture at most, as it is published."""

IN_TAG = 600
"""px of it in the MP3's tag, which every listener downloads."""

COVER_IN_TAG = 1500
"""px of the cover there: half of its side, at which a JPEG is decoded in a third of the time."""

MANY = 40
"""Pictures in one tag beyond which each has half the side: some 4 MB at most of them."""

_VERSION = 1
"""Part of each chapter picture's name: raise it when it would be converted otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What an episode shows."""

    cover: str
    """Relative to the show's folder, as all paths here."""
    cover_in_tag: bytes = field(repr=False)
    images: Mapping[str, str]
    """Of chapters, by story id."""
    in_tag: Mapping[str, bytes] = field(repr=False)
    """The same ones, small, by path."""
    broken: tuple[TingbaoError, ...] = ()
    """One for each picture that could not be used; its chapter goes without."""


def illustrate(root: Path, show: Show, work: Work, stem: str) -> Pictures:
    """The pictures of ``work``'s episode, whose files are called after ``stem``."""
    path, drawn = episode_cover(root, show, work, stem)
    images: dict[str, str] = {}
    broken: list[TingbaoError] = []
    for story in work.stories:
        if story.image:
            try:
                images[story.id] = _chapter_picture(root, story)
            except (AudioError, ContentError) as error:
                broken.append(_told(story, error))
    side = IN_TAG if len(set(images.values())) <= MANY else IN_TAG // 2
    return Pictures(
        cover=path,
        cover_in_tag=pictures.smaller(drawn, COVER_IN_TAG),
        images=images,
        in_tag={
            image: pictures.smaller((root / image).read_bytes(), side)
            for image in set(images.values())
        },
        broken=tuple(broken),
    )


def show_cover(root: Path, show: Show) -> tuple[str, bytes]:
    """Path and JPEG of the show's cover: the editor's own, else one drawn from title and colour.

    AudioError or ContentError where the editor's cannot be used.
    """
    if not show.cover:
        key = fingerprint("show", cover.VERSION, show.title, show.colour)
        return _kept(root, f"cover-{key[:8]}.jpg", lambda: cover.draw_show(show))
    path = inside(root, show.cover)
    key = fingerprint("own", cover.VERSION, digest_of(path))
    return _kept(root, f"cover-{key[:8]}.jpg", lambda: cover.load(path))


def episode_cover(root: Path, show: Show, work: Work, stem: str) -> tuple[str, bytes]:
    """Path and JPEG of the cover of ``work``'s episode: its first headline, and its day."""
    said = headline(work)
    key = fingerprint("episode", cover.VERSION, show.title, show.colour, said, work.day)
    return _kept(root, f"{stem}-{key[:8]}.jpg", lambda: cover.draw_episode(show, said, work.day))


def headline(work: Work) -> str:
    """What an episode's cover says: its first headline."""
    return next((story.headline for story in work.stories if story.headline), work.title)


def faults(root: Path, stories: Sequence[Story]) -> Iterator[TingbaoError]:
    """An error for each of ``stories`` whose picture cannot be used; no pixel is read."""
    for story in stories:
        if story.image:
            try:
                pictures.facts(picture_of(root, story))
            except (AudioError, ContentError) as error:
                yield _told(story, error)


def _chapter_picture(root: Path, story: Story) -> str:
    path = picture_of(root, story)
    key = fingerprint("picture", _VERSION, digest_of(path))
    return _kept(root, f"picture-{key[:16]}.jpg", lambda: pictures.within(path, PICTURE))[0]


def _kept(root: Path, name: str, make: Callable[[], bytes]) -> tuple[str, bytes]:
    """Path and content of the JPEG called ``name``, made where it is not there whole."""
    path = root / "audio" / name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    if not (content.startswith(b"\xff\xd8") and content.endswith(b"\xff\xd9")):
        content = make()
        write_atomically(path, content)
    return f"audio/{name}", content


def _told(story: Story, error: TingbaoError) -> AudioError:
    """``error`` with the story that it concerns."""
    where = story.source or story.id
    told = AudioError(
        say(
            f"{where}（{story.id}）的 image: {story.image}：{error}这一章先不配图。",
            f"image: {story.image} of {where} ({story.id}): {error} Its chapter goes without one.",
        )
    )
    told.__cause__ = error
    return told
