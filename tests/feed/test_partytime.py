"""The Podcast Index's own parser sees in our feeds what we put there.

It drops what it does not take for valid (unknown roles and types, broken addresses), so that what
it shows was read and found right. It comes from npm: ``make test-all`` installs it.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.episodes import SHOW, episode, put_out, recorded
from tingbao.feed import folder
from tingbao.model import Feed

pytestmark = pytest.mark.slow

MODULES = Path(__file__).parents[1] / "browser" / "node_modules"
PARSE = """
process.env.LOG = "silent";
const { parseFeed } = require(process.argv[1]);
const text = require("node:fs").readFileSync(0, "utf8");
console.log(JSON.stringify(parseFeed(text)));
"""
ADDRESS = SHOW.address
NOTES = f"{ADDRESS}feed/episodes/2022-12-02-01-1-story"
SPORTS = Feed(title="体育听报", guid="7d6ef3a4-0c0f-5f43-a6b0-7d3c45a1f3a1", sections=("体育",))


def parsed(document: bytes) -> dict[str, Any]:
    """What partytime makes of a feed."""
    node, package = shutil.which("node"), MODULES / "podcast-partytime"
    assert node, "node is not installed: apt-get install nodejs npm"
    assert package.is_dir(), f"{package} is not there: npm ci --prefix tests/browser"
    done = subprocess.run([node, "-e", PARSE, str(package)], input=document,
                          capture_output=True, check=True)  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    assert found, "partytime takes it for no feed"
    return dict(found)


def items(found: Mapping[str, Any]) -> dict[str, Any]:
    return {item["guid"]: item for item in found["items"]}


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A show with an episode that has all that an episode can have, and one of another section."""
    one = episode(1, cover="audio/2022-12-02-01-1-story.jpg", voices=("晓晓", "云健"))
    m4a = replace(one.audio, path="audio/2022-12-02-01-1-story-0a1b2c3d.m4a", type="audio/mp4")
    one = replace(one, alternates=(m4a,))
    show = replace(SHOW, copyright="北方日报", new_address="https://new.example/pod/")
    episodes = recorded(tmp_path, one, episode(2, sections=("体育",)))
    for path in (one.cover, m4a.path):
        (tmp_path / path).write_bytes(b"x")
    put_out(tmp_path, episodes, show, feeds={"sports": SPORTS})
    return tmp_path / "feed"


def test_the_channel(rich: Path) -> None:
    found = parsed((rich / "feed.xml").read_bytes())
    [cover] = [path.name for path in rich.glob("cover-*.jpg") if "small" not in path.name]
    expected = {
        "title": "北方听报",
        "link": f"{ADDRESS}feed/index.html",
        "language": "zh-cn",
        "explicit": False,
        "author": "北方日报",
        "owner": {"name": "北方日报", "email": "desk@paper.example"},
        "copyright": "北方日报",
        "generator": "tingbao",
        "itunesImage": f"{ADDRESS}feed/{cover}",
        "itunesCategory": ["News > Daily News"],
        "itunesType": "episodic",
        "itunesNewFeedUrl": "https://new.example/pod/feed/feed.xml",
        "pubsub": {"self": f"{ADDRESS}feed/feed.xml", "hub": "https://hub.example/"},
        "guid": SHOW.guid,
        "locked": True,
        "podcastOwner": "desk@paper.example",
        "medium": "podcast",
        "lastBuildDate": "2022-12-03T22:00:00.000Z",
    }
    assert {key: found.get(key) for key in expected} == expected
    assert found["license"]["identifier"] == "cc-by-4.0"
    assert found["description"].endswith("本节目语音由人工智能（AI）合成。")
    assert {name for phase in found["pc20support"].values() for name in phase} == {
        "locked", "transcript", "chapters", "person", "season", "episode", "license", "guid",
        "alternateEnclosure", "medium",
    }  # fmt: skip


def test_an_item(rich: Path) -> None:
    item = items(parsed((rich / "feed.xml").read_bytes()))["2022-12-02/01/1"]
    one = episode(1)
    expected = {
        "title": "第1篇",
        "link": f"{NOTES}.html",
        "pubDate": "2022-12-02T22:00:00.000Z",
        "duration": 31,
        "explicit": False,
        "author": "北方日报",
        "itunesEpisodeType": "full",
        "itunesImage": f"{ADDRESS}audio/2022-12-02-01-1-story.jpg",
        "enclosure": {"url": ADDRESS + one.audio.path, "length": 10240, "type": "audio/mpeg"},
        "podcastChapters": {"url": f"{NOTES}.chapters.json", "type": "application/json+chapters"},
        "podcastPeople": [
            {"name": f"合成语音 {name}", "role": "Narrator", "group": "Cast"}
            for name in ("晓晓", "云健")
        ],
        "podcastSeason": {"number": 2022, "name": "2022年"},
        "podcastEpisode": {"number": 3360101, "display": "12月2日 01版"},
    }
    assert {key: item.get(key) for key in expected} == expected
    transcripts = {(one["url"].removeprefix(NOTES), one["type"], one.get("rel"))
                   for one in item["podcastTranscripts"]}  # fmt: skip
    assert transcripts == {
        (".vtt", "text/vtt", "captions"),
        (".srt", "application/srt", "captions"),  # as it calls application/x-subrip
        (".json", "application/json", None),
        (".transcript.html", "text/html", None),
    }
    assert [sound(one) for one in item["alternativeEnclosures"]] == [
        ("audio/mpeg", f"{ADDRESS}{one.audio.path}", True, f"sha384-{one.audio.sha384}"),
        ("audio/mp4", f"{ADDRESS}{one.audio.path[:-3]}m4a", False, f"sha384-{one.audio.sha384}"),
    ]
    assert all(one["length"] == 10240 and one["bitrate"] == 64_000
               for one in item["alternativeEnclosures"])  # fmt: skip
    assert "<p>00:00:00 开场</p><p>00:00:01 第1篇</p>" in item["content"]


def sound(one: Mapping[str, Any]) -> tuple[str, str, bool, str]:
    [source] = one["source"]
    return one["type"], source["uri"], one["default"], one["integrity"]["value"]


def test_a_feed_beside_the_main_one(rich: Path) -> None:
    found = parsed((rich / "sports.xml").read_bytes())
    assert (found["title"], found["guid"]) == ("体育听报", SPORTS.guid)
    assert found["pubsub"]["self"] == f"{ADDRESS}feed/sports.xml"
    assert found["itunesNewFeedUrl"] == "https://new.example/pod/feed/sports.xml"
    assert items(found) == {
        "2022-12-03/01/1": items(parsed((rich / "feed.xml").read_bytes()))["2022-12-03/01/1"]
    }


def test_paging_leads_to_every_episode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "PAGE", 2)
    put_out(tmp_path, recorded(tmp_path, *map(episode, range(5))))
    seen: set[str] = set()
    following = f"{ADDRESS}feed/feed.xml"
    while following:
        page = parsed((tmp_path / following.removeprefix(ADDRESS)).read_bytes())
        assert page["pubsub"]["self"] == following
        seen |= items(page).keys()
        following = page["pubsub"].get("next", "")
    assert seen == {episode(number).id for number in range(5)}


@pytest.mark.parametrize(
    ("good", "bad", "key"),
    [
        ('role="narrator"', 'role="robot"', "podcastPeople"),
        ('type="text/vtt"', 'type="text/nonsense"', "podcastTranscripts"),
        ("<itunes:duration>31", "<itunes:duration>soon", "duration"),
    ],
)
def test_it_does_look(rich: Path, good: str, bad: str, key: str) -> None:
    text = (rich / "feed.xml").read_text(encoding="utf-8")
    assert good in text
    before, after = (items(parsed(one.encode()))["2022-12-02/01/1"]
                     for one in (text, text.replace(good, bad)))  # fmt: skip
    assert after.get(key) != before[key]
