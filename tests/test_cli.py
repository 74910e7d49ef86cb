"""The command line as a person or a script meets it."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = "雪后的早晨\n\n本报记者●王丹\n\n12月5日，雪下了6厘米。\n"


def tingbao(
    *arguments: str, given: str | bytes = "", locale: str = "en_US.UTF-8", cwd: Path = ROOT
):
    if isinstance(given, str):
        given = given.encode()
    environment = {**os.environ, "LANGUAGE": "", "LC_ALL": locale}
    return subprocess.run(
        [sys.executable, "-m", "tingbao", *arguments],
        input=given, capture_output=True, env=environment, cwd=cwd,
    )  # fmt: skip


def test_stories_answers_with_the_fields_of_a_newsroom() -> None:
    result = tingbao("stories", "-", "--json", given=PAGE)
    assert result.returncode == 0
    [story] = json.loads(result.stdout)
    assert list(story) == [
        "headline", "kicker", "subtitle", "byline", "dateline", "section", "captions",
        "paragraphs", "furniture",
    ]  # fmt: skip
    assert (story["headline"], story["byline"]) == ("雪后的早晨", "本报记者●王丹")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_page_in_any_encoding_comes_by_a_pipe(encoding: str) -> None:
    result = tingbao("stories", "-", "--json", given=PAGE.encode(encoding))
    assert json.loads(result.stdout)[0]["headline"] == "雪后的早晨"


def test_read_answers_each_line_by_one_line() -> None:
    lines = ["2022年有2022人", "", "比分3:2"]
    result = tingbao("read", "--json", given="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["written"] for answer in answers] == lines
    assert list(answers[0]) == ["written", "spoken", "pinyin"]
    assert answers[0]["spoken"] == "二零二二年有两千零二十二人"


def test_a_mistake_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    english = tingbao("make", "--show", str(tmp_path))
    chinese = tingbao("make", "--show", str(tmp_path), locale="zh_CN.UTF-8")
    assert (english.returncode, chinese.returncode) == (1, 1)
    assert b"tingbao init" in english.stderr
    assert "用 tingbao init" in chinese.stderr.decode()
    assert b"Traceback" not in english.stderr


def test_a_wrong_argument_is_exit_code_2() -> None:
    assert tingbao("make", "--nonsense").returncode == 2


def test_init_make_and_check_lead_from_nothing_to_a_feed(tmp_path: Path) -> None:
    show = tmp_path / "show"
    assert tingbao("init", str(show), "--title", "小城晚报").returncode == 0
    page = show / "content" / "2022-12-12" / "04.txt"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    made = tingbao("make", "--engine", "tone", "--json", cwd=show)
    assert made.returncode == 0, made.stderr.decode()
    [episode] = json.loads(made.stdout)["made"]
    assert (show / episode["audio"]).is_file()
    assert (show / "feed" / "feed.xml").is_file()
    planned = tingbao("plan", "--engine", "tone", "--json", cwd=show)
    assert json.loads(planned.stdout)["episodes"][0]["fresh"]
    checked = tingbao("check", "--json", cwd=show)
    assert checked.returncode == 0
    assert any(finding["where"] == "label.producer" for finding in json.loads(checked.stdout))
    script = tingbao("script", "2022-12-12", "--explain", cwd=show)
    assert "六厘米" in script.stdout.decode()
    assert tingbao("voices", cwd=show).returncode == 0
    # What it says to run next works from where it was run.
    assert b"subscribe: tingbao serve; " in tingbao("make", "--engine", "tone", cwd=show).stdout
    above = tingbao("make", "--engine", "tone", "--show", "show", cwd=tmp_path)
    assert b"subscribe: tingbao serve --show show; " in above.stdout


def test_help_answers_in_less_than_0_4_s_of_cpu() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert tingbao("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent < 0.4


def test_an_empty_page_is_named(tmp_path: Path) -> None:
    page = tmp_path / "empty.txt"
    page.write_text("\n", encoding="utf-8")
    result = tingbao("stories", str(page))
    assert result.returncode == 1
    assert b"empty.txt" in result.stderr


def test_publishing_without_an_address_says_what_to_write(tmp_path: Path) -> None:
    tingbao("init", str(tmp_path / "show"))
    result = tingbao("publish", str(tmp_path / "www"), "--show", str(tmp_path / "show"))
    assert result.returncode == 1
    assert b"address" in result.stderr
    assert not (tmp_path / "www").exists()


def test_a_show_is_published_and_the_second_time_nothing_is_sent(tmp_path: Path) -> None:
    show, www = tmp_path / "show", tmp_path / "www"
    tingbao("init", str(show))
    settings = show / "tingbao.toml"
    text = settings.read_text(encoding="utf-8")
    head, _, rest = text.partition("[show]\n")
    web = f'[publish.web]\nto = "{www}"\n'
    settings.write_text(
        f'{head}[show]\naddress = "https://paper.example/t/"\n{rest}\n{web}', encoding="utf-8"
    )
    page = show / "content" / "2022-12-12" / "01.txt"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    assert tingbao("make", "--show", str(show), "--engine", "tone").returncode == 0
    would = tingbao("publish", "web", "--show", str(show), "--dry-run", "--json")
    assert json.loads(would.stdout)["sent"][-1] == "feed/feed.xml"
    assert not www.exists()
    first = tingbao("publish", "web", "--show", str(show), "--no-check", "--json")
    again = tingbao("publish", "web", "--show", str(show), "--no-check", "--json")
    assert (first.returncode, again.returncode) == (0, 0)
    assert json.loads(first.stdout)["sent"] == json.loads(would.stdout)["sent"]
    assert json.loads(again.stdout)["sent"] == []
    assert "https://paper.example/t/audio/" in (www / "feed" / "feed.xml").read_text()


def a_show(folder: Path) -> Path:
    """A show of one day with two stories, not yet made."""
    tingbao("init", str(folder), "--title", "小城晚报")
    day = folder / "content" / "2022-12-12"
    day.mkdir()
    (day / "01.txt").write_text(PAGE, encoding="utf-8")
    (day / "02.txt").write_text(PAGE.replace("雪后", "雨后"), encoding="utf-8")
    return folder


def test_cover_writes_the_shows_cover_and_says_where(tmp_path: Path) -> None:
    show = a_show(tmp_path / "show")
    result = tingbao("cover", "--show", str(show))
    assert result.returncode == 0, result.stderr.decode()
    path = Path(result.stdout.decode().strip())
    assert path.parent == show / "audio"
    assert path.read_bytes()[:2] == b"\xff\xd8"
    assert tingbao("cover", "--show", str(show)).stdout == result.stdout
    assert len(list(path.parent.glob("*.jpg"))) == 1


@pytest.mark.slow
def test_cover_of_a_story_is_the_one_that_its_episode_gets(tmp_path: Path) -> None:
    show = a_show(tmp_path / "show")
    out = tmp_path / "one.jpg"
    story = tingbao("cover", "2022-12-12/01/1", "--show", str(show), "--out", str(out))
    assert story.stdout.decode().strip() == str(out)
    day = tingbao("cover", "2022-12-12", "--show", str(show), "--json")
    covers = {one["id"]: one["cover"] for one in json.loads(day.stdout)}
    assert list(covers) == ["2022-12-12/01/1", "2022-12-12/02/1"]
    assert Path(covers["2022-12-12/01/1"]).read_bytes() == out.read_bytes()
    tingbao("make", "2022-12-12/01/1", "--engine", "tone", "--show", str(show))
    assert Path(covers["2022-12-12/01/1"]).name in (show / "feed/feed.xml").read_text("utf-8")


def test_cover_refuses_one_file_for_many_and_a_day_that_is_not_there(tmp_path: Path) -> None:
    show = a_show(tmp_path / "show")
    out = tmp_path / "one.jpg"
    many = tingbao("cover", "2022-12-12", "--show", str(show), "--out", str(out))
    assert many.returncode == 2
    assert not out.exists()
    stranger = tingbao("cover", "2021-01-01", "--show", str(show))
    assert stranger.returncode == 1
    assert b"2021-01-01" in stranger.stderr


@pytest.mark.parametrize(("locale", "said"), [("en_US.UTF-8", "viewer"), ("zh_CN.UTF-8", "看封面")])
def test_cover_has_help_with_examples_in_both_languages(locale: str, said: str) -> None:
    text = tingbao("cover", "--help", locale=locale).stdout.decode()
    assert said in text
    assert "tingbao cover 2022-12-12 --open" in text
