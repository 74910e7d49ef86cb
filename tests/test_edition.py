"""A whole show, from pages to feed, with the tone engine: read back character for character."""

import re
import shutil
from pathlib import Path

import pytest
import soundfile

from tests.helpers import runs
from tests.helpers.runs import PAGE, Silent, episodes
from tests.helpers.tone_reader import read
from tingbao import edition
from tingbao.cache import Store, from_json
from tingbao.errors import CacheError, ScriptError, SettingsError, TingbaoError
from tingbao.model import Episode
from tingbao.scripting import say_line
from tingbao.settings import read_settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return runs.made(tmp_path_factory.mktemp("show"))


@pytest.fixture
def show(made: Path, tmp_path: Path) -> Path:
    root = tmp_path / "copy"
    shutil.copytree(made, root)
    return root


def state(root: Path) -> dict[str, int]:
    return {
        str(path.relative_to(root)): path.stat().st_mtime_ns
        for path in root.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def page_of(root: Path) -> Path:
    return root / "content" / "2022-12-12" / "04.txt"


def test_every_character_is_heard_in_its_place(made: Path) -> None:
    for episode in episodes(made):
        samples, rate = soundfile.read(made / episode.audio.path, dtype="float32")
        assert len(samples) / rate == pytest.approx(episode.audio.seconds, abs=0.1)
        for passage in episode.passages:
            if passage.segment.pace:
                continue  # the notice is stretched: its chords are longer
            plain = [
                (mark.begin, passage.segment.written[mark.start : mark.end])
                for mark in passage.marks
                if mark.end - mark.start == 1
                and not any(e.start <= mark.start < max(e.end, e.start + 1)
                            for e in passage.segment.edits)
            ]  # fmt: skip
            heard = read(samples, rate, [begin for begin, _ in plain])
            assert heard == "".join(character for _, character in plain)
            assert plain or passage.segment.part == "byline"


def test_the_length_is_the_sum_of_the_passages_and_pauses(made: Path) -> None:
    for episode in episodes(made):
        for before, after in zip(episode.passages, episode.passages[1:], strict=False):
            gap = after.begin - before.end
            assert gap == pytest.approx(before.segment.pause / 1000, abs=0.03)


def test_a_second_make_speaks_nothing_and_rewrites_no_file(show: Path) -> None:
    before = state(show)
    observer = Silent()
    result = edition.make(show, observer, engine="tone")
    assert (result.kept, result.spoken, observer.clips) == (2, 0, 0)
    assert state(show) == before


def test_one_changed_sentence_costs_one_clip(show: Path) -> None:
    page_of(show).write_text(PAGE.replace("23个人", "24个人"), encoding="utf-8")
    result = edition.make(show, Silent(), engine="tone")
    assert result.spoken == 1
    assert [episode.id for episode in result.episodes] == ["2022-12-12/04/1"]


def spoken(root: Path) -> dict[str, tuple[str, ...]]:
    return {
        episode.id: tuple(passage.segment.spoken for passage in episode.passages)
        for episode in episodes(root)
    }


@pytest.mark.parametrize("scope", ['days."2022-12-13"', 'stories."2022-12-13/04/1"'])
def test_a_lexicon_entry_for_another_day_speaks_nothing_and_rewrites_no_file(
    show: Path, scope: str
) -> None:
    (show / "content" / "lexicon.toml").write_text(f'[{scope}]\n"班车" = "公交车"\n', "utf-8")
    before = state(show)
    result = edition.make(show, Silent(), engine="tone")
    assert (result.kept, result.spoken) == (2, 0)
    assert state(show) == before


@pytest.mark.parametrize("scope", ['days."2022-12-12"', 'stories."2022-12-12/04/1"'])
def test_a_lexicon_entry_speaks_only_the_segments_that_hold_its_word(
    show: Path, scope: str
) -> None:
    before = spoken(show)
    (show / "content" / "lexicon.toml").write_text(f'[{scope}]\n"出站" = "开出站"\n', "utf-8")
    result = edition.make(show, Silent(), engine="tone")
    assert result.spoken == 1
    after = spoken(show)
    assert after["2022-12-12/04/2"] == before["2022-12-12/04/2"]
    assert (
        sum(
            old != new
            for old, new in zip(before["2022-12-12/04/1"], after["2022-12-12/04/1"], strict=True)
        )
        == 1
    )


def test_a_lexicon_that_is_no_text_is_named_with_its_remedy(show: Path) -> None:
    (show / "content" / "lexicon.toml").write_bytes("[words]".encode("utf-16"))
    with pytest.raises(SettingsError, match=r"content/lexicon\.toml.*UTF-8"):
        edition.make(show, Silent(), engine="tone")
    (show / "content" / "lexicon.toml").write_text("#" * 5_000_000)
    with pytest.raises(SettingsError, match=r"content/lexicon\.toml is too big"):
        edition.make(show, Silent(), engine="tone")


def test_a_lead_at_the_top_leaves_every_guid_alone(show: Path) -> None:
    before = {episode.title: episode.id for episode in episodes(show)}
    lead = "桥通了\n\n本报记者●王丹\n\n今天，桥通了。\n\n"
    page_of(show).write_text(lead + PAGE, encoding="utf-8")
    result = edition.make(show, Silent(), engine="tone")
    assert [episode.title for episode in result.episodes] == ["桥通了"]
    after = {episode.title: episode.id for episode in episodes(show)}
    assert after.items() >= before.items()
    assert after["桥通了"] == "2022-12-12/04/3"


def test_one_broken_story_does_not_lose_the_others(show: Path) -> None:
    broken = "# 没有正文\n\n……\n\n# 好的一篇\n\n这一篇有正文。\n"
    (show / "content" / "2022-12-12" / "05.txt").write_text(broken, encoding="utf-8")
    (show / "content" / "2022-12-12" / "06.txt").write_bytes(b"\x00" * 99)
    result = edition.make(show, Silent(), engine="tone")
    assert "好的一篇" in [episode.title for episode in result.episodes]
    assert any("06.txt" in str(error) for error in result.broken)


def test_one_episode_a_day_has_a_chapter_a_story(show: Path) -> None:
    settings = show / "tingbao.toml"
    text = settings.read_text(encoding="utf-8").replace('"story"', '"day"')
    settings.write_text(text, encoding="utf-8")
    [episode] = edition.make(show, Silent(), engine="tone").episodes
    titles = [chapter.title for chapter in episode.chapters]
    assert titles[-2:] == ["雪后的第一趟班车", "老街的灯又亮了"]
    assert episode.id == "2022-12-12"


def test_a_flipped_bit_in_a_clip_is_found_and_the_clip_made_anew(show: Path) -> None:
    clips = Store(show / "audio" / "clips")
    victim = clips.path(next(iter(clips.keys())))
    content = bytearray(victim.read_bytes())
    content[-100] ^= 1
    victim.write_bytes(content)
    result = edition.make(show, Silent(), engine="tone", redo=True)
    assert result.spoken == 1
    assert not result.broken


def test_auto_falls_to_the_embedded_voice_and_says_so(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = show / "tingbao.toml"
    nowhere = '\n[engines.edge]\naddress = "ws://127.0.0.1:9/edge/v1"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + nowhere, encoding="utf-8")
    observer = Silent()
    result = edition.make(show, observer, only=["2022-12-12/04/2"], redo=True)
    [episode] = result.episodes
    assert (episode.engine, episode.waiting) == ("espeak", True)
    assert observer.warnings


def test_a_stranger_is_named(show: Path) -> None:
    with pytest.raises(ScriptError, match="2023-01-01"):
        edition.make(show, Silent(), only=["2023-01-01"])


def test_a_show_is_not_made_twice_in_one_folder(show: Path) -> None:
    with pytest.raises(SettingsError):
        edition.init(show, "别的")


def test_tidy_removes_only_what_nothing_refers_to(show: Path) -> None:
    page_of(show).write_text(PAGE.replace("23个人", "24个人"), encoding="utf-8")
    edition.make(show, Silent(), engine="tone")
    kept = {episode.audio.path for episode in episodes(show)}
    before = len(list(Store(show / "audio" / "clips").keys()))
    edition.tidy(show, delete=True)
    assert len(list(Store(show / "audio" / "clips").keys())) == before - 1
    assert {path for path in kept if (show / path).is_file()} == kept
    assert edition.make(show, Silent(), engine="tone", redo=True).spoken == 0


def test_what_a_killed_run_left_half_written_is_swept_away(show: Path) -> None:
    halves = [
        show / folder / ".x.part"
        for folder in ("audio/clips/ab", "audio/episodes/ab", "feed", "feed/episodes")
    ]
    for half in halves:
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"half")
    edition.make(show, Silent(), engine="tone", redo=True)
    assert not any(half.exists() for half in halves)


def test_tidy_keeps_what_a_run_that_broke_off_has_spoken(show: Path) -> None:
    toml = show / "tingbao.toml"
    text = toml.read_text("utf-8")
    toml.write_text(re.sub(r'engine = "\w+"', 'engine = "tone"', text), encoding="utf-8")
    assert read_settings(show).speech.engine == "tone"
    edition.make(show, Silent())
    kept = set(Store(show / "audio" / "clips").keys())
    shutil.rmtree(show / "audio" / "episodes")  # as if no episode had come to its end
    edition.tidy(show, delete=True)
    assert set(Store(show / "audio" / "clips").keys()) == kept


def test_tidy_removes_nothing_while_a_page_cannot_be_read(show: Path) -> None:
    edition.make(show, Silent(), engine="tone")
    kept = set(Store(show / "audio" / "clips").keys())
    page_of(show).write_bytes(bytes(range(256)) * 40)
    with pytest.raises(TingbaoError):
        edition.tidy(show, delete=True)
    assert set(Store(show / "audio" / "clips").keys()) == kept


def test_a_line_is_spoken_at_once(show: Path) -> None:
    out = show / "line.wav"
    line = say_line(
        read_settings(show), "2022年", role="anchor", wanted="tone", out=out, observer=Silent()
    )
    assert line.spoken == "二零二二年"
    assert soundfile.info(out).duration > 0.5


def test_a_record_that_is_none_is_named() -> None:
    with pytest.raises(CacheError):
        from_json(b'{"id": 7}', Episode)
