"""Lists, search and reading of a show that has grown long."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.episodes import LABEL, PICTURE, SHOW, SMALL, Shelf, episode, put_out, recorded
from tingbao.feed import folder, lists, search, transcripts
from tingbao.feed.search import pairs


def shard(root: Path, name: str) -> dict[str, list[int]]:
    text = (root / "feed" / "search" / f"{name}.js").read_text(encoding="utf-8")
    found: dict[str, list[int]] = json.loads(text[text.index("=") + 1 : -2])
    return found


def test_only_the_new_episode_is_read_whole(tmp_path: Path) -> None:
    episodes = recorded(tmp_path, *map(episode, range(5)))
    put_out(tmp_path, episodes[:4])
    shelf = Shelf(episodes)
    pictures = folder.Pictures(cover=PICTURE, small=SMALL)
    folder.publish(tmp_path, SHOW, LABEL, shelf.cards, shelf, pictures=pictures)
    assert shelf.asked == [episodes[4].id]


def test_pairs_of_neighbours_and_the_last_letter_alone() -> None:
    assert pairs("雪后，第Ｇ20次") == {"雪后", "后", "第g", "g2", "20", "0次", "次"}


def test_a_pair_leads_to_the_episodes_that_hold_it(tmp_path: Path) -> None:
    other = episode(2)
    other = replace(other, stories=(replace(other.stories[0], paragraphs=("龙舟下水。",)),))
    put_out(tmp_path, recorded(tmp_path, episode(1), other))
    found = shard(tmp_path, "0001-00")
    assert (found["龙舟"], found["帐篷"]) == ([1], [0, 1])
    assert [row[0] for row in shard(tmp_path, "0001")] == [episode(1).slug, other.slug]


def test_a_new_episode_changes_the_last_volume_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "VOLUME", 2)
    episodes = recorded(tmp_path, *map(episode, range(4)))
    put_out(tmp_path, episodes[:3])
    written = put_out(tmp_path, episodes).written
    assert [path for path in written if path.startswith("search/")] == [
        "search/0002.js", "search/0002-00.js", "search/catalogue.js",
    ]  # fmt: skip


def test_idle_shards_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "VOLUME", 2)
    episodes = recorded(tmp_path, *map(episode, range(4)))
    put_out(tmp_path, episodes)
    put_out(tmp_path, episodes[:2])
    names = {path.name for path in (tmp_path / "feed" / "search").iterdir()}
    assert names == {"catalogue.js", "0001.js", "0001-00.js"}


def test_sections_have_pages_and_older_ones_a_page_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FRONT", 1)
    episodes = [episode(1), *(replace(episode(n), sections=("体育",)) for n in (2, 40))]
    put_out(tmp_path, recorded(tmp_path, *episodes))
    stem = lists.stem("体育")
    index = (tmp_path / "feed" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="{stem}.html">体育</a>' in index
    page = (tmp_path / "feed" / f"{stem}.html").read_text(encoding="utf-8")
    assert re.findall("第(\\d+)篇</a>", page) == ["40"]
    assert f'href="{stem}-2022.html"' in page
    year = (tmp_path / "feed" / f"{stem}-2022.html").read_text(encoding="utf-8")
    assert re.findall("第(\\d+)篇</a>", year) == ["2"]


def test_the_index_stays_light_whatever_its_episodes_say(tmp_path: Path) -> None:
    long = {"title": "长<&>" * 2500, "summary": "摘要&" * 3000, "sections": ("栏" * 900,)}
    put_out(tmp_path, recorded(tmp_path, *(episode(n, **long) for n in range(lists.FRONT + 5))))
    assert (tmp_path / "feed" / "index.html").stat().st_size < 250_000


def test_lines_of_vtt_keep_within_65_characters_with_their_tag() -> None:
    one = episode(1)
    quote = replace(one.passages[2].segment, written="话" * 60, speaker="名" * 40)
    cues = transcripts.cues(replace(one, passages=(replace(one.passages[2], segment=quote),)))
    lines = transcripts.vtt(cues).split("\n")
    assert "".join(re.findall("话", "".join(lines))) == "话" * 60
    assert max(map(len, lines)) <= 65


def test_the_words_of_the_json_spell_its_body() -> None:
    for segment in json.loads(transcripts.as_json(transcripts.cues(episode(1))))["segments"]:
        assert "".join(word["body"] for word in segment["words"]) == segment["body"]
