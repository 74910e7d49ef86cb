"""What publishing writes, when, and that nothing hostile gets through."""

import html.parser
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import feedparser
import podcastparser
import pytest
from lxml import etree

from tests.helpers.episodes import LABEL, SHOW, episode, put_out, recorded
from tests.helpers.psp1 import NAMES, problems
from tingbao.errors import PublishError
from tingbao.feed import folder, lists
from tingbao.model import Episode, Feed, Show

HOSTILE = "]]> <script>alert(1)</script> & \x00\x0b\ud800\u202e“😀” --> {{ 7 * 7 }}\n# x"
GOLDEN = Path(__file__).parents[1] / "golden" / "feed.xml"


def released(root: Path, *episodes: Episode, show: Show = SHOW) -> bytes:
    put_out(root, recorded(root, *episodes), show)
    return (root / "feed" / "feed.xml").read_bytes()


def test_a_feed_is_complete_and_just_as_the_golden_one(tmp_path: Path) -> None:
    feed = released(tmp_path, episode(1), episode(2))
    assert problems(feed) == []
    assert feed.decode() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("good", "bad", "found"),
    [
        ("<itunes:explicit>false", "<itunes:explicit>no", ["explicit", "*: explicit"]),
        ('length="10240" type="audio/mpeg"/>', 'length="0" type="audio/mpeg"/>',
         ["*: enclosure length"]),
        ("<language>zh-cn", "<language>Chinese", ["language"]),
        (">yes</podcast:locked>", ">maybe</podcast:locked>", ["locked"]),
        ('role="narrator"', 'role="host"', ["*: narrator"]),
        ('value="sha384-', 'value="sha1-', ["*: integrity"]),
        ('default="true"', 'default="false"', ["*: one default"]),
        (' rel="captions"', "", ["*: captions"]),
        ('start="00:00:00.000"', 'start="00:00:09.000"', ["*: psc"]),
        ("00:00:00 开场", "0:00 开场", ["*: first timestamp", "*: html timestamps"]),
        ('"ai-content">true', '"ai-content">perhaps', ["ai-content", "*: ai-content"]),
        ("<title>第1篇", "<title> 第1篇", ["*: title", "title: space around it"]),
        ('chapters url="https', 'chapters url="http', ["chapters: url is no https"]),
        ("2022-12-02/01/1</guid>", "</guid>", [": guid"]),
    ],
)  # fmt: skip
def test_the_checker_sees_faults(tmp_path: Path, good: str, bad: str, found: list[str]) -> None:
    feed = released(tmp_path, episode(1)).decode()
    assert good in feed
    worse = feed.replace(good, bad).encode()
    assert problems(worse) == [one.replace("*", "2022-12-02/01/1") for one in found]


def test_a_second_release_writes_nothing(tmp_path: Path) -> None:
    episodes = recorded(tmp_path, episode(1), episode(2))
    first = put_out(tmp_path, episodes)
    assert first.written[-1] == "feed.xml"
    assert set(first.written) == {
        str(path.relative_to(tmp_path / "feed"))
        for path in (tmp_path / "feed").rglob("*") if path.is_file()
    }  # fmt: skip
    again = put_out(tmp_path, reversed_order(episodes))
    assert again.written == ()


def reversed_order(episodes: tuple[Episode, ...]) -> list[Episode]:
    return list(reversed(episodes))


def test_every_address_of_the_feed_is_a_file(tmp_path: Path) -> None:
    feed = released(tmp_path, episode(1), episode(2)).decode()
    named = set(re.findall(r"https://paper\.example/tingbao/([^\"<]+)", feed))
    assert len(named) > 10
    assert [path for path in named if not (tmp_path / path).is_file()] == []


def test_missing_sound_leaves_the_feed_as_it_was(tmp_path: Path) -> None:
    before = released(tmp_path, episode(1))
    with pytest.raises(PublishError, match=r"2022-12-03-01-1-story-0a1b2c3d\.mp3"):
        put_out(tmp_path, [episode(1), episode(2)])
    assert (tmp_path / "feed" / "feed.xml").read_bytes() == before


def test_two_parsers_read_the_same(tmp_path: Path) -> None:
    feed = released(tmp_path, episode(1), episode(2), episode(3, title="“引号”与 & 号"))
    one = feedparser.parse(feed)
    other = podcastparser.parse("https://paper.example/tingbao/feed/feed.xml", io.BytesIO(feed))
    assert not one.bozo
    assert [entry.title for entry in one.entries] == ["“引号”与 & 号", "第2篇", "第1篇"]
    for left, right in zip(one.entries, other["episodes"], strict=True):
        assert left.id == right["guid"]
        assert left.title == right["title"]
        assert left.link == right["link"]
        sound, same = left.enclosures[0], right["enclosures"][0]
        assert (sound.href, int(sound.length)) == (same["url"], same["file_size"])
        assert right["total_time"] == 31
        assert [chapter["start"] for chapter in right["chapters"]] == [0, 1]


def test_hostile_words_come_out_valid_everywhere(tmp_path: Path) -> None:
    title = HOSTILE + "长" * 10_000
    bad = episode(
        1, title=title, summary=HOSTILE * 300, sections=(HOSTILE,), corrections=(HOSTILE,)
    )
    feed = released(tmp_path, bad)
    assert problems(feed) == []
    for path in (tmp_path / "feed").rglob("*.*"):
        if path.suffix == ".jpg":
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\x00\x0b\u202e]", text), path
    for path in (tmp_path / "feed").rglob("*.html"):
        assert "alert(1)" not in Scripts(path.read_text(encoding="utf-8")).found, path
    for path in (tmp_path / "feed").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))


class Scripts(html.parser.HTMLParser):
    """The text inside <script> of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found, self._inside = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        self.found += data if self._inside else ""


def test_a_long_description_keeps_the_notice(tmp_path: Path) -> None:
    show = Show(title="长", guid=SHOW.guid, address=SHOW.address, description="很长。" * 3000)
    feed = etree.fromstring(released(tmp_path, episode(1), show=show))
    description = feed.findtext("channel/description")
    assert len(description.encode()) <= 4000
    assert description.endswith(LABEL.written)


def test_old_pages_stay_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "PAGE", 3)

    def feeds(count: int) -> dict[str, bytes]:
        root = tmp_path / str(count)
        released(root, *(episode(number) for number in range(count)))
        return {path.name: path.read_bytes() for path in (root / "feed").glob("*.xml")}

    small, more, most = feeds(3), feeds(4), feeds(5)
    assert set(small) == {"feed.xml"}
    assert set(more) == set(most) == {"feed.xml", "feed-0001.xml"}
    assert more["feed-0001.xml"] == most["feed-0001.xml"]
    links = etree.fromstring(most["feed.xml"]).findall("channel/atom:link[@rel='next']", NAMES)
    assert [link.get("href") for link in links] == [f"{SHOW.address}feed/feed-0001.xml"]
    guids = [
        item.text
        for page in most.values()
        for item in etree.fromstring(page).findall("channel/item/guid")
    ]
    assert len(set(guids)) == 5


def test_a_long_index_goes_by_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "FRONT", 3)
    released(tmp_path, *(episode(number) for number in range(27, 32)))
    index = (tmp_path / "feed" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="(\d{4}-\d\d\.html)">(.*?)<', index) == [
        ("2023-01.html", "2023年1月"), ("2022-12.html", "2022年12月"),
    ]  # fmt: skip
    assert '<time datetime="2023-01-01">2023年1月1日 星期日</time>' in index
    assert [re.findall("第(\\d+)篇</a>", text) for text in (index, *(
        (tmp_path / "feed" / f"{month}.html").read_text(encoding="utf-8")
        for month in ("2023-01", "2022-12")
    ))] == [["31", "30", "29"], ["31"], ["30", "29", "28", "27"]]  # fmt: skip


def test_the_page_knows_where_each_word_is_heard(tmp_path: Path) -> None:
    released(tmp_path, episode(1, title="一😀二"))
    page = (tmp_path / "feed/episodes/2022-12-02-01-1-story.html").read_text(encoding="utf-8")
    assert 'data-words="0:1.0 1:1.2 3:1.4">一😀二</span>' in page


def test_a_lost_file_is_written_again(tmp_path: Path) -> None:
    released(tmp_path, episode(1), episode(2))
    (tmp_path / "feed/episodes/2022-12-02-01-1-story.vtt").unlink()
    report = put_out(tmp_path, [episode(1), episode(2)])
    assert report.written == ("episodes/2022-12-02-01-1-story.vtt",)


def test_a_lone_surrogate_in_a_story_does_not_stop_the_memory(tmp_path: Path) -> None:
    bad = episode(1, summary="\ud800坏字")
    released(tmp_path, bad)
    assert put_out(tmp_path, [bad]).written == ()


def test_what_apple_asks_for_on_occasion(tmp_path: Path) -> None:
    show = replace(SHOW, block=True, complete=True, apple_verify="0123-abcd", copyright="北方日报")
    feed = etree.fromstring(released(tmp_path, episode(1), show=show))
    assert problems(etree.tostring(feed)) == []
    found = {path: feed.findtext(f"channel/{path}", "", NAMES) for path in (
        "itunes:block", "itunes:complete", "podcast:txt[@purpose='applepodcastsverify']",
        "copyright",
    )}  # fmt: skip
    assert list(found.values()) == ["yes", "yes", "0123-abcd", "北方日报"]
    plain = released(tmp_path, episode(1)).decode()
    assert not re.search("itunes:block|itunes:complete|applepodcastsverify|new-feed-url", plain)


# ------------------------------------------------------------------------------ feeds beside it

SPORTS = Feed(title="体育听报", guid="7d6ef3a4-0c0f-5f43-a6b0-7d3c45a1f3a1", sections=("体育",))


def sporting(number: int, **fields: object) -> Episode:
    one = episode(number)
    return replace(one, sections=("体育",), **fields)


def test_a_feed_by_section_holds_its_own_episodes_of_the_same_sound(tmp_path: Path) -> None:
    episodes = recorded(tmp_path, episode(1), sporting(2), episode(3))
    put_out(tmp_path, episodes, feeds={"sports": SPORTS})
    whole = feedparser.parse((tmp_path / "feed" / "feed.xml").read_bytes())
    content = (tmp_path / "feed" / "sports.xml").read_bytes()
    part = feedparser.parse(content)
    assert problems(content) == []
    assert len(whole.entries) == 3
    [own] = part.entries
    [same] = [entry for entry in whole.entries if entry.id == own.id]
    assert own.enclosures == same.enclosures
    assert part.feed.title == "体育听报"
    assert SPORTS.guid.encode() in content
    assert SHOW.guid.encode() not in content
    assert b"feed/sports.xml" in content


def test_a_feed_by_voice_takes_who_speaks_there(tmp_path: Path) -> None:
    feed = replace(SPORTS, sections=(), voices=("espeak",))
    assert folder.takes(feed, episode(1, engine="espeak"))
    assert not folder.takes(feed, episode(1, engine="edge"))
    assert folder.takes(replace(feed, voices=("晓晓",)), episode(1))
    assert not folder.takes(replace(feed, sections=("体育",)), episode(1, engine="espeak"))


def test_feeds_beside_the_main_one_are_paged_too_and_rest(tmp_path: Path) -> None:
    episodes = recorded(tmp_path, *(sporting(number) for number in range(450)))
    feeds = {"sports": SPORTS}
    put_out(tmp_path, episodes, feeds=feeds)
    names = {path.name for path in (tmp_path / "feed").glob("sports*.xml")}
    assert names == {"sports.xml", "sports-0001.xml", "sports-0002.xml"}
    again = put_out(tmp_path, episodes, feeds=feeds)
    assert again.written == ()
