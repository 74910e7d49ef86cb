"""Whatever content says, every file of a release is valid and says nothing but text."""

import html.parser
import json
import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.episodes import episode, passage, put_out, recorded
from tests.helpers.psp1 import problems
from tingbao.model import Chapter, Part, Story

SPITEFUL = st.sampled_from(
    ["]]>", "<script>boom()</script>", "\u202e", "\u200f", "😀", "\ud800", "\x00", "\x1b", "-->",
     "{{ 7*7 }}", "&amp;", '"', "'", "\u2028", "</li>", "\n\n00:00:01,000 --> 00:00:09,000\n",
     "长" * 10_000]
)  # fmt: skip
TEXT = st.lists(st.one_of(SPITEFUL, st.text(max_size=20)), max_size=6).map("".join)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202a-\u202e\u200e\u200f]")


class Page(html.parser.HTMLParser):
    """What a page would run: the text inside <script>, and attributes that are handlers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.run, self._inside = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        self.run += "".join(name for name, _ in attrs if name.startswith("on"))

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        self.run += data if self._inside else ""


@settings(max_examples=25, deadline=None)
@given(title=TEXT, body=TEXT, speaker=TEXT, section=TEXT)
def test_every_file_is_valid(title: str, body: str, speaker: str, section: str) -> None:
    one = episode(1)
    story = Story(
        id=one.id, day=one.day, page="01", place=1, headline=title, byline=speaker,
        captions=(body,), paragraphs=(body, title),
    )  # fmt: skip
    bad = episode(
        1, title=f"题{title}", summary=body, sections=(section,), stories=(story,),
        corrections=(speaker,), voices=(f"声{speaker}",),
        passages=(passage(Part.QUOTE, body[:200], 1.0, speaker=speaker),),
        chapters=(Chapter(title=title, begin=0.0, end=1.0),),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        put_out(root, recorded(root, bad))
        assert problems((root / "feed" / "feed.xml").read_bytes()) == []
        for path in (root / "feed").rglob("*.*"):
            if path.suffix == ".jpg":
                continue
            text = path.read_bytes().decode()
            assert not FORBIDDEN.search(text), path
            if path.suffix == ".html":
                assert Page(text).run == "", path
            elif path.suffix == ".json":
                json.loads(text)
            elif path.suffix == ".vtt":
                assert text.count("-->") == sum("-->" in row for row in text.split("\n"))
                assert all(re.fullmatch(r"[\d:.]+ --> [\d:.]+", row)
                           for row in text.split("\n") if "-->" in row)  # fmt: skip
            elif path.parent.name == "search":
                json.loads(text[text.index("=") + 1 : -2])
