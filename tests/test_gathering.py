"""What content/ holds: a day that stayed as it was is not cut again, and nothing goes stale."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tingbao import edition, gathering
from tingbao.cache import Store
from tingbao.content import stories
from tingbao.gathering import gather
from tingbao.model import Page, Story
from tingbao.settings import Settings, read_settings

TEXT = "河东新桥通车\n\n本报记者 张三\n\n大桥昨天通车。\n\n桥长五百米。\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A show of two days, each of one page."""
    edition.init(tmp_path, "听报")
    (tmp_path / "audio").rmdir()
    for day in ("2026-01-01", "2026-01-02"):
        (tmp_path / "content" / day).mkdir(parents=True)
        page(tmp_path, day).write_text(TEXT, encoding="utf-8")
    return read_settings(tmp_path)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The days of the pages that are cut, as they are cut."""
    days: list[str] = []
    cutter: Callable[[Page], tuple[Story, ...]] = stories.cut

    def watched(printed: Page) -> tuple[Story, ...]:
        days.append(printed.day.isoformat())
        return cutter(printed)

    monkeypatch.setattr(stories, "cut", watched)
    return days


def page(root: Path, day: str) -> Path:
    return root / "content" / day / "01.txt"


def test_an_unchanged_day_is_not_cut_again(settings: Settings, cut: list[str]) -> None:
    first = gather(settings, remember=True)
    assert cut == ["2026-01-01", "2026-01-02"]
    assert gather(settings, remember=True) == gather(settings) == first
    assert len(cut) == 2


def test_a_changed_page_costs_its_own_day(settings: Settings, cut: list[str]) -> None:
    gather(settings, remember=True)
    page(settings.root, "2026-01-02").write_text(TEXT.replace("五百", "六百"), encoding="utf-8")
    assert gather(settings).stories[1].paragraphs == ("大桥昨天通车。", "桥长六百米。")
    assert cut[2:] == ["2026-01-02"]


def test_what_only_reads_writes_nothing(settings: Settings, cut: list[str]) -> None:
    gather(settings)
    assert not (settings.root / "audio").exists()
    gather(settings)
    assert len(cut) == 4


def test_ids_that_an_editor_changed_are_followed(settings: Settings) -> None:
    gather(settings, remember=True)
    ids = settings.root / "content" / "2026-01-01" / "ids.toml"
    ids.write_text(ids.read_text("utf-8").replace("01/1", "01/7"), encoding="utf-8")
    assert [story.id for story in gather(settings).stories] == [
        "2026-01-01/01/7",
        "2026-01-02/01/1",
    ]


def test_ids_are_written_though_the_day_was_kept(settings: Settings) -> None:
    first = gather(settings, remember=True)
    (settings.root / "content" / "2026-01-01" / "ids.toml").unlink()
    assert gather(settings, remember=True) == first
    assert (settings.root / "content" / "2026-01-01" / "ids.toml").exists()


def test_a_removed_day_is_gone(settings: Settings) -> None:
    gather(settings, remember=True)
    shutil.rmtree(settings.root / "content" / "2026-01-01")
    assert [story.id for story in gather(settings).stories] == ["2026-01-02/01/1"]


def test_better_code_cuts_every_day_anew(
    settings: Settings, cut: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gather(settings, remember=True)
    monkeypatch.setattr(gathering, "_code", lambda: "better")
    gather(settings)
    assert len(cut) == 4


def test_another_language_doubts_in_its_own_words(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(settings.root, "2026-01-01").write_text("没有标题，只有这一段话。\n" * 3, encoding="utf-8")
    for language, word in (("zh", "标题"), ("en", "headline")):
        monkeypatch.setenv("LANGUAGE", language)
        assert word in "".join(gather(settings, remember=True).stories[0].doubts)


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"broken"])
def test_a_damaged_entry_is_cut_anew(settings: Settings, cut: list[str], damage: bytes) -> None:
    first = gather(settings, remember=True)
    shelf = Store(settings.root / "audio" / "cut")
    for key in list(shelf.keys()):
        shelf.path(key).write_bytes(damage)
    assert gather(settings) == first
    assert len(cut) == 4


def test_an_entry_of_other_fields_is_cut_anew(settings: Settings, cut: list[str]) -> None:
    first = gather(settings, remember=True)
    shelf = Store(settings.root / "audio" / "cut")
    for key in list(shelf.keys()):
        head = shelf.head(key) or {}
        shelf.put(key, {"mark": head["mark"]}, b'[{"id": 3}]')
    assert gather(settings) == first
    assert len(cut) == 4


def test_a_broken_page_is_named_each_time(settings: Settings) -> None:
    (settings.root / "content" / "2026-01-01" / "02.txt").write_bytes(b"")
    for _ in range(2):
        found = gather(settings, remember=True)
        assert len(found.broken) == 1
        assert len(found.stories) == 2
