"""A story keeps its id, whatever is put before it and whatever its headline becomes."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from tingbao.content.identity import identify, identify_all, ids_text, read_ids
from tingbao.errors import ContentError
from tingbao.model import Story


def story(place: int, headline: str, *paragraphs: str) -> Story:
    day = date(2022, 12, 12)
    return Story(
        id=f"{day}/04/{place}", day=day, page="04", place=place, headline=headline,
        paragraphs=paragraphs,
    )  # fmt: skip


def test_a_lead_at_the_top_takes_a_new_id() -> None:
    before, known = identify([story(1, "甲", "一。"), story(2, "乙", "二。")], {})
    after, _ = identify(
        [story(1, "头条", "新。"), story(2, "甲", "一。"), story(3, "乙", "二。")], known
    )
    assert [one.id for one in before] == ["2022-12-12/04/1", "2022-12-12/04/2"]
    assert [one.id for one in after] == ["2022-12-12/04/3", "2022-12-12/04/1", "2022-12-12/04/2"]


def test_a_new_headline_keeps_the_id() -> None:
    _, known = identify([story(1, "甲", "一。", "二。"), story(2, "乙", "三。")], {})
    named, _ = identify([story(1, "换了的标题", "一。", "二。"), story(2, "乙", "三。")], known)
    assert [one.id for one in named] == ["2022-12-12/04/1", "2022-12-12/04/2"]


def test_two_stories_of_one_name_stay_two() -> None:
    named, known = identify([story(1, "天气", "晴。"), story(2, "天气", "雪。")], {})
    again, _ = identify([story(1, "天气", "晴。"), story(2, "天气", "雪。")], known)
    assert [one.id for one in named] == [one.id for one in again]
    assert len({one.id for one in named}) == 2


def test_an_id_is_never_given_twice() -> None:
    _, known = identify([story(1, "甲", "一。")], {})
    [other], _ = identify([story(1, "完全不同", "别的。")], known)
    assert other.id == "2022-12-12/04/2"


def test_an_id_of_the_editors_own_wins() -> None:
    own = dataclasses.replace(story(1, "甲", "一。"), id="2022-12-12/04/77")
    [named], _ = identify([own], {})
    assert named.id == "2022-12-12/04/77"


def test_ids_are_remembered_beside_the_pages(tmp_path: Path) -> None:
    stories = [story(1, '带"引号"和\\的标题', "一。")]
    identify_all(stories, tmp_path)
    path = tmp_path / "2022-12-12" / "ids.toml"
    known = read_ids(path)
    assert read_ids(path) == known != {}
    assert path.read_text(encoding="utf-8") == ids_text(known)


def test_a_broken_memory_is_named_and_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "2022-12-12" / "ids.toml"
    path.parent.mkdir()
    path.write_text("= nonsense", encoding="utf-8")
    with pytest.raises(ContentError, match=r"ids\.toml"):
        identify_all([story(1, "甲", "一。")], tmp_path)
    assert path.read_text(encoding="utf-8") == "= nonsense"
