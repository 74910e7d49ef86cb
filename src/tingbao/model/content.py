"""What content/ hands on: pages, and the stories cut from them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of content/, as text."""

    day: date
    number: str
    """The page's number as printed, two digits ("04"); "01" where the file does not say."""
    path: str
    """Relative to the show's folder, with forward slashes; "-" for standard input."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of a page, cut into the fields that a newsroom knows."""

    id: str
    """Day, page and place at first sight ("2022-12-12/04/2"): the same for ever."""
    day: date
    page: str
    place: int
    """Its place on the page today, from 1."""
    headline: str
    """主题."""
    kicker: str = ""
    """引题 (肩题, 眉题)."""
    subtitle: str = ""
    """副题, as printed: with its 破折号, where it has one."""
    byline: str = ""
    """As printed, marks and all: "本报记者●王丹"."""
    dateline: str = ""
    """电头: "新华社北京12月10日电"."""
    section: str = ""
    """栏题 or section label of the page."""
    captions: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """The body in order, 小标题 among it (see ``subheads``)."""
    subheads: tuple[int, ...] = ()
    """Which of ``paragraphs`` are 小标题."""
    furniture: tuple[str, ...] = ()
    """版次, 责编, 电话 and the like that stood in or before the story."""
    doubts: tuple[str, ...] = ()
    """Sentences for ``check``: what the cutter was not sure of."""
    source: str = ""
    """Page path and line: "content/2022-12-12/04.txt:7"."""
    summary: str = ""
    """The editor's own summary, from front matter."""
    correction: str = ""
    """The editor's note when a published story was changed, from front matter."""
    image: str = ""
    """A picture for the chapter, from front matter: beside the page, or from the show's folder."""
