"""Show notes as Markdown, in the feed and on the page; and templates of the show's own."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.episodes import episode, passage, put_out, recorded
from tests.helpers.runs import DAY, show
from tingbao import inspection
from tingbao.errors import SettingsError
from tingbao.feed.clean import correction, minutes
from tingbao.model import Episode, Part, Story

GOLDEN = Path(__file__).parents[1] / "golden" / "notes.md"
STEM = "2022-12-02-01-1-story"


def told() -> Episode:
    """An episode with everything that notes can hold."""
    plain = episode(1)
    story = Story(
        id=plain.id, day=plain.day, page="01", place=1, headline="老街的灯又亮了",
        kicker="入冬以来", subtitle="——写在第一场雪后", byline="本报记者●李某", dateline="本报讯",
        captions=("灯下的老街",), paragraphs=("灯亮了。", "人回来了", "糖卖完了。"), subheads=(1,),
        summary="雪后，老街亮了灯。",
    )  # fmt: skip
    passages = (
        passage(Part.KICKER, "入冬以来", 0.0, story=story.id),
        passage(Part.HEADLINE, "老街的灯又亮了", 2.0, story=story.id),
        passage(Part.SUBTITLE, "写在第一场雪后", 4.0, story=story.id),
        passage(Part.BODY, "灯亮了。", 6.0, story=story.id, paragraph=0),
        passage(Part.SUBHEAD, "人回来了", 8.0, story=story.id, paragraph=1),
        passage(Part.BODY, "糖卖完了。", 10.0, story=story.id, paragraph=2),
    )
    return replace(
        plain, title=story.headline, summary=story.summary, stories=(story,), passages=passages,
        corrections=("2022-12-04 灯是昨晚亮的，不是今晚。", "灯共有20盏。"),
        voices=("zh-CN-XiaoxiaoNeural", "zh-CN-YunjianNeural"),
    )  # fmt: skip


def notes(root: Path, one: Episode, ending: str = "md") -> str:
    put_out(root, recorded(root, one))
    return (root / "feed" / "episodes" / f"{STEM}.{ending}").read_text(encoding="utf-8")


def test_the_notes_are_just_as_the_golden_ones(tmp_path: Path) -> None:
    assert notes(tmp_path, told()) == GOLDEN.read_text(encoding="utf-8")


def test_a_correction_says_when_and_what_in_feed_page_and_notes(tmp_path: Path) -> None:
    page = notes(tmp_path, told(), "html")
    feed = (tmp_path / "feed" / "feed.xml").read_text(encoding="utf-8")
    said = ("更正（2022年12月4日）：灯是昨晚亮的，不是今晚。", "更正：灯共有20盏。")
    for sentence in said:
        assert f'<p class="correction">{sentence}</p>' in page
        assert f"<p>{sentence}</p>" in feed
        assert f"\n{sentence}\n" in feed.replace("<description>", "\n")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("2022-12-14 人数应为24。", "更正（2022年12月14日）：人数应为24。"),
        ("2022年12月4日：人数应为24。", "更正（2022年12月4日）：人数应为24。"),
        ("2022.1.9，人数应为24。", "更正（2022年1月9日）：人数应为24。"),
        ("人数应为24。", "更正：人数应为24。"),
        ("2022年是24人。", "更正：2022年是24人。"),
    ],
)
def test_the_date_stands_where_the_note_begins_with_one(note: str, said: str) -> None:
    assert correction(note) == said


def test_what_is_not_read_aloud_still_stands_on_the_page(tmp_path: Path) -> None:
    page = notes(tmp_path, told(), "html")
    article = page[page.index("<article") :]
    shown = re.findall(r'<(?:p|h3)(?: class="(\w+)")?>(?:<span[^>]*>)?([^<]+)', article)
    assert shown[:5] == [
        ("byline", "本报记者●李某"), ("caption", "灯下的老街"),
        ("body", "灯亮了。"), ("", "人回来了"), ("body", "糖卖完了。"),
    ]  # fmt: skip


def test_what_is_read_aloud_stands_there_once(tmp_path: Path) -> None:
    one = told()
    story = one.stories[0].id
    read = (
        passage(Part.BYLINE, "本报记者李某", 5.0, story=story),
        passage(Part.CAPTION, "灯下的老街", 5.5, story=story),
    )
    passages = (*one.passages[:3], *read, *one.passages[3:])
    page = notes(tmp_path, replace(one, passages=passages), "html")
    assert page.count("灯下的老街") == 1
    assert page.count('class="byline"') == 1


def test_how_long_it_plays_is_said_alike_everywhere(tmp_path: Path) -> None:
    assert [minutes(seconds) for seconds in (0, 9.9, 136, 3599.9, 3736)] == [
        "0:00", "0:09", "2:16", "59:59", "1:02:16",
    ]  # fmt: skip
    one = told()
    page = notes(tmp_path, replace(one, audio=replace(one.audio, seconds=3736.2)), "html")
    index = (tmp_path / "feed" / "index.html").read_text(encoding="utf-8")
    assert page.count("1:02:16") == 2
    assert '<span class="meta">1:02:16 · ' in index


def test_all_formats_can_be_fetched_from_the_page(tmp_path: Path) -> None:
    one = told()
    m4a = replace(one.audio, path=one.audio.path.replace(".mp3", ".m4a"), type="audio/mp4")
    (tmp_path / "audio").mkdir()
    (tmp_path / m4a.path).write_bytes(b"x")
    page = notes(tmp_path, replace(one, alternates=(m4a,)), "html")
    assert f'<a href="../../{m4a.path}" download>M4A</a>' in page


# ------------------------------------------------------------------------------ the show's own


def test_a_show_can_write_a_template_anew_or_only_a_part_of_ours(tmp_path: Path) -> None:
    plain = notes(tmp_path, told(), "html")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "episode.html").write_text(
        '{% extends "tingbao/episode.html" %}'
        "{% block footer %}<footer>{{ episode.title | line }} 小城晚报社</footer>{% endblock %}",
        encoding="utf-8",
    )
    (tmp_path / "templates" / "notes.md").write_text("{{ episode.title }}！\n", encoding="utf-8")
    page = notes(tmp_path, told(), "html")
    assert page[: page.index("<footer>")] == plain[: plain.index("<footer>")]
    assert "<footer>老街的灯又亮了 小城晚报社</footer>" in page
    assert (tmp_path / "feed/episodes" / f"{STEM}.md").read_text("utf-8") == "老街的灯又亮了！\n"


@pytest.mark.parametrize("mistake", ["{% if %}", "{{ nobody }}", "{{ episode.__class__ }}"])
def test_a_mistake_in_a_template_is_named_and_the_feed_stays(tmp_path: Path, mistake: str) -> None:
    notes(tmp_path, told())
    before = (tmp_path / "feed" / "feed.xml").read_bytes()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "notes.md").write_text(f"一\n{mistake}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"notes\.md"):
        notes(tmp_path, replace(told(), summary="另一种摘要。"))
    assert (tmp_path / "feed" / "feed.xml").read_bytes() == before


def test_check_asks_for_the_date_of_a_correction(tmp_path: Path) -> None:
    pages = [f"---\nheadline: 雪\ncorrection: {note}\n---\n雪下了。\n"
             for note in ("2022-12-14 改了。", "改了。")]  # fmt: skip
    root = show(tmp_path, "", *pages, engine="tone")
    found = [one.where for one in inspection.check(root) if "correction:" in one.sentence]
    assert found == [f"content/{DAY}/02.txt:5"]
