"""What is in the feed: all that content/ holds, what breaks there, and what is taken out of it."""

from pathlib import Path

import feedparser
import pytest

from tests.helpers.runs import DAY, Silent, show
from tingbao import edition
from tingbao.errors import PublishError
from tingbao.gathering import gather
from tingbao.records import Records
from tingbao.settings import read_settings

FIRST = """雪后的第一趟班车

本报记者●王丹

雪下了一夜，班车照常开。
"""
SECOND = """老街的灯又亮了

本报记者●刘琪

入夜，灯一盏一盏亮起来。

卖糖的人回来了。
"""
NOISE = bytes(range(256)) * 40


def made(root: Path) -> edition.Made:
    return edition.make(root, Silent())


def page(root: Path, number: int) -> Path:
    return root / "content" / DAY / f"{number:02}.txt"


def feed(root: Path) -> bytes:
    return (root / "feed" / "feed.xml").read_bytes()


def items(root: Path) -> dict[str, tuple[str, str]]:
    """Title and sound by guid."""
    entries = feedparser.parse(feed(root)).entries
    return {entry.id: (entry.title, entry.enclosures[0].href) for entry in entries}


def pages(root: Path) -> set[str]:
    """The beginnings of the names in feed/episodes."""
    return {path.name[: len("2022-12-12-01")] for path in (root / "feed" / "episodes").iterdir()}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A show of two pages with a story each."""
    root = show(tmp_path / "show", "", FIRST, SECOND, engine="tone")
    assert not made(root).broken
    return root


def test_a_page_that_breaks_takes_no_episode_from_subscribers(two: Path) -> None:
    before = feed(two)
    page(two, 2).write_bytes(NOISE)
    broken = made(two)
    assert "02.txt" in str(broken.broken[0])
    assert broken.released.held == ("老街的灯又亮了",)
    assert any("老街的灯又亮了" in line for line in broken.released.lines())
    assert feed(two) == before
    assert pages(two) == {"2022-12-12-01", "2022-12-12-02"}
    page(two, 2).write_text(SECOND, encoding="utf-8")
    mended = made(two)
    assert (mended.kept, mended.spoken, mended.released.held) == (2, 0, ())
    assert feed(two) == before


def test_beside_a_broken_page_a_new_story_still_comes_out(two: Path) -> None:
    page(two, 2).write_bytes(NOISE)
    page(two, 3).write_text("桥通了\n\n本报记者●王丹\n\n今天，桥通了。\n", encoding="utf-8")
    made(two)
    titles = {title for title, _ in items(two).values()}
    assert titles == {"雪后的第一趟班车", "老街的灯又亮了", "桥通了"}


def test_a_day_is_not_told_anew_without_the_page_that_broke(tmp_path: Path) -> None:
    root = show(tmp_path / "show", "", FIRST, SECOND, engine="tone", grouping="day")
    made(root)
    before = feed(root)
    page(root, 2).write_bytes(NOISE)
    broken = made(root)
    assert (broken.episodes, len(broken.released.held)) == ((), 1)
    assert feed(root) == before
    page(root, 2).unlink()  # taken out, which is another thing
    [episode] = made(root).episodes
    assert [story.headline for story in episode.stories] == ["雪后的第一趟班车"]


def test_a_story_is_not_cut_off_where_the_page_broke_that_it_goes_on_on(tmp_path: Path) -> None:
    head = FIRST.replace("班车照常开。", "班车\n（下转02版）")
    rest = "（上接01版）\n\n照常开。\n\n车上很暖。\n"
    root = show(tmp_path / "show", "", head, rest, engine="tone")
    made(root)
    before = feed(root)
    assert "车上很暖。" in before.decode()
    page(root, 2).write_bytes(NOISE)
    assert made(root).released.held == ("雪后的第一趟班车",)
    assert feed(root) == before


def test_publishing_keeps_them_too(two: Path, tmp_path: Path) -> None:
    toml = two / "tingbao.toml"
    text = toml.read_text("utf-8").replace("[show]", '[show]\naddress = "https://paper.example/"')
    toml.write_text(text, encoding="utf-8")
    page(two, 2).write_bytes(NOISE)

    class Watcher:
        def sending(self, done: int, total: int, stage: str) -> None: ...

    www = tmp_path / "www"
    edition.publish(two, str(www), Watcher(), delete=False, check=False, pretend=False)
    assert len(feedparser.parse((www / "feed" / "feed.xml").read_bytes()).entries) == 2


def test_a_story_taken_out_leaves_the_feed_and_takes_its_pages_along(two: Path) -> None:
    before = items(two)
    (two / "feed" / "CNAME").write_text("paper.example")
    (two / "feed" / "episodes" / "notes.html").write_text("an editor's own")
    page(two, 2).unlink()
    taken = made(two)
    assert taken.released.withdrawn == ("老街的灯又亮了",)
    assert [title for title, _ in items(two).values()] == ["雪后的第一趟班车"]
    assert pages(two) == {"2022-12-12-01", "notes.html"}
    assert (two / "feed" / "CNAME").exists()
    assert made(two).released.withdrawn == ()  # said once
    page(two, 2).write_text(SECOND, encoding="utf-8")
    assert made(two).spoken == 0
    assert items(two) == before


def test_what_was_taken_out_before_does_not_come_back_with_a_broken_page(two: Path) -> None:
    page(two, 2).unlink()
    made(two)
    page(two, 1).write_bytes(NOISE)
    assert made(two).released.held == ("雪后的第一趟班车",)
    assert [title for title, _ in items(two).values()] == ["雪后的第一趟班车"]


def test_a_damaged_record_behind_a_broken_page_leaves_the_feed_alone(two: Path) -> None:
    before = feed(two)
    [lost] = [
        path
        for path in (two / "audio" / "episodes").rglob("*")
        if path.is_file() and "老街的灯又亮了".encode() in path.read_bytes()
    ]
    lost.write_bytes(b"{}")
    page(two, 2).write_bytes(NOISE)
    with pytest.raises(PublishError, match=f"{DAY}/02/1"):
        made(two)
    assert feed(two) == before
    page(two, 2).write_text(SECOND, encoding="utf-8")
    assert not made(two).broken
    assert feed(two) == before


def test_a_feed_that_is_taken_out_of_the_settings_leaves_no_file(two: Path) -> None:
    toml = two / "tingbao.toml"
    text = toml.read_text("utf-8")
    guid = "7d6ef3a4-0c0f-5f43-a6b0-7d3c45a1f3a1"
    extra = f'[feeds.sports]\ntitle = "体育"\nguid = "{guid}"\nsections = ["体育"]\n'
    toml.write_text(text + extra, encoding="utf-8")
    made(two)
    assert (two / "feed" / "sports.xml").exists()
    toml.write_text(text, encoding="utf-8")
    made(two)
    assert not (two / "feed" / "sports.xml").exists()


# ------------------------------------------------------------------------------ guids


def test_re_recorded_retitled_and_moved_it_is_the_same_episode(two: Path) -> None:
    before = items(two)
    toml = two / "tingbao.toml"
    text = toml.read_text("utf-8")
    moved = text.replace("[show]", '[show]\naddress = "https://elsewhere.example/pod/"')
    toml.write_text(moved, encoding="utf-8")
    again = SECOND.replace("老街的灯又亮了", "老街亮了").replace("一盏一盏", "一家一家")
    page(two, 2).write_text(again, encoding="utf-8")
    made(two)
    after = items(two)
    assert after.keys() == before.keys()
    (title, sound), (_, old) = after[f"{DAY}/02/1"], before[f"{DAY}/02/1"]
    assert title == "老街亮了"
    assert sound.startswith("https://elsewhere.example/pod/audio/2022-12-12-02-1-lao-jie-de-deng-")
    # Another sound, another address, or caches would give out the old one.
    name = sound.rpartition("/")[2]
    assert name != old.rpartition("/")[2]
    assert name.isascii()
    unchanged = after[f"{DAY}/01/1"][1].rpartition("/")[2]
    assert unchanged == before[f"{DAY}/01/1"][1].rpartition("/")[2]


# ------------------------------------------------------------------------------ templates


def test_a_template_of_the_show_is_taken_at_once_and_left_again(two: Path) -> None:
    [first, _] = sorted((two / "feed" / "episodes").glob("*-[0-9a-z]*.md"))
    plain = first.read_text("utf-8")
    (two / "templates").mkdir()
    (two / "templates" / "notes.md").write_text("{{ episode.title }}：另一种写法\n", "utf-8")
    assert len([path for path in made(two).released.written if path.endswith(".md")]) == 2
    assert first.read_text("utf-8") == "雪后的第一趟班车：另一种写法\n"
    assert made(two).released.written == ()
    (two / "templates" / "notes.md").unlink()
    made(two)
    assert first.read_text("utf-8") == plain


def test_records_that_are_all_well_are_all_read_by_their_head(two: Path) -> None:
    settings = read_settings(two)
    works = edition.group(settings, gather(settings).stories)
    records = Records(settings)
    assert [card.id for card in records.cards(works)] == [work.id for work in works]
    assert records.subscribed() == tuple(work.id for work in works)
