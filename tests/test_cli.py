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
