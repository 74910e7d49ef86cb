"""tingbao.toml: every mistake at once, each with its key."""

import re
from pathlib import Path

import pytest

from tingbao.errors import SettingsError
from tingbao.model import Narration, Role, Voice
from tingbao.script.lexicon import read_lexicon
from tingbao.settings import new_settings, parse_settings, read_settings

GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"
GOOD = new_settings("小城晚报", GUID)


def test_a_new_show_is_valid_and_keeps_its_title() -> None:
    settings = parse_settings(GOOD, Path())
    assert settings.show.title == "小城晚报"
    assert settings.show.guid == GUID
    assert settings.speech.engine == "auto"


def test_what_the_guide_to_the_narration_shows_can_be_written_so() -> None:
    guide = Path(__file__).parents[1] / "docs" / "narration.md"
    words, table = re.findall(r"```toml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    lexicon = read_lexicon(words, "guide")
    assert [word.written for word in lexicon.words] == ["单县", "AQI"]
    assert [scope for scope, _ in lexicon.scoped] == ["2022-12-12", "2022-12-12/04/2"]
    show = f'[show]\ntitle = "小城晚报"\nguid = "{GUID}"\n'
    narration = parse_settings(show + table, Path()).narration
    assert narration == Narration(bridge=narration.bridge, label=narration.label)
    assert "合成" in narration.label.spoken


def test_all_mistakes_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    text = f"""
        colour = "red"
        [show]
        title = 7
        guid = "{GUID}"
        titel = "x"
        explicit = "no"
        address = "https://example.org"
        [sound]
        rate = 16000
        loudness = true
        [speech]
        engine = "siri"
        [cast.edge]
        narrator = "zh-CN-YunyangNeural"
        [engines.openai]
        api_key = "s3cret"
    """
    with pytest.raises(SettingsError) as caught:
        parse_settings(text, Path())
    message = str(caught.value)
    for key in (
        "colour is unknown",
        "show.title = 7: must be a string",
        "show.titel is unknown",
        "show.explicit = 'no': must be true or false",
        "show.address must begin with https:// and end with /",
        "sound.rate must be 24000, 44100 or 48000",
        "sound.loudness = True: must be a number",
        "speech.engine = 'siri': must be one of auto, edge, espeak, tone, openai",
        "cast.edge.narrator is unknown",
        "engines.openai.api_key: a secret does not belong in a file",
    ):
        assert key in message
    assert "s3cret" not in message


def test_a_missing_title_and_guid_are_named() -> None:
    with pytest.raises(SettingsError, match=r"show\.title(.|\n)*show\.guid"):
        parse_settings("", Path())


def test_broken_toml_names_the_line() -> None:
    with pytest.raises(SettingsError, match="line 2"):
        parse_settings("[show]\ntitle = \n", Path())


def test_a_folder_that_is_no_show_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="tingbao init"):
        read_settings(tmp_path)


def test_a_role_without_a_voice_falls_back_to_its_like() -> None:
    text = GOOD + '[cast.edge]\nwoman = "a"\nman = {name = "b", rate = -10}\n'
    own = {Role.ANCHOR: Voice(engine="edge", name="anchor")}
    voices = parse_settings(text, Path()).voices("edge", own)
    assert voices[Role.ELDER_WOMAN].name == "a"
    assert voices[Role.MAN_2] == Voice(engine="edge", name="b", rate=-10)
    assert voices[Role.REPORTER_2].name == "anchor"


def test_a_notice_without_both_elements_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"label\.spoken"):
        parse_settings(GOOD.replace("[label]", '[label]\nspoken = "虚拟主播"'), Path())


def test_pauses_are_a_table_of_their_own() -> None:
    settings = parse_settings(GOOD + "[narration.pauses]\nstory = 2000\n", Path())
    assert settings.narration.pauses.story == 2000


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('category = ["Newspaper"]', "News, "),
        ('category = ["News", "Weather"]', "News / Daily News"),
        ('category = ["True Crime", "News"]', "True Crime"),
        ("category = []", "News"),
        ('language = "chinese"', "zh-cn"),
        ('language = "xx"', "zh-cn"),
        ('language = "cn-zh"', "zh-cn"),
    ],
)
def test_what_directories_refuse_is_refused_with_what_they_take(
    line: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    with pytest.raises(SettingsError, match=re.escape(said)):
        parse_settings(f'[show]\ntitle = "x"\nguid = "{GUID}"\n{line}\n', Path())


@pytest.mark.parametrize("line", ['category = ["Sports"]', 'language = "zh-hk"'])
def test_what_directories_take_is_taken(line: str) -> None:
    parse_settings(f'[show]\ntitle = "x"\nguid = "{GUID}"\n{line}\n', Path())


def test_a_feed_without_its_own_guid_is_offered_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    text = GOOD + '[feeds.sports]\ntitle = "体育"\nguid = "x"\n'
    with pytest.raises(SettingsError) as caught:
        parse_settings(text, Path())
    offered = re.search(r'guid = "([0-9a-f-]{36})"', str(caught.value))
    assert offered
    assert "sections" in str(caught.value)
    good = text.replace('guid = "x"', f'guid = "{offered[1]}"\nsections = ["体育"]')
    assert parse_settings(good, Path()).feeds["sports"].guid == offered[1]


@pytest.mark.parametrize("name", ["feed", "index", "Sports", "a/b", "feed-0001", ".."])
def test_a_feed_takes_no_name_that_is_a_path_or_taken(name: str) -> None:
    table = f'[feeds."{name}"]\ntitle = "t"\nguid = "{GUID}"\nsections = ["体育"]\n'
    with pytest.raises(SettingsError, match="sports"):
        parse_settings(GOOD + table, Path())


def test_copied_frames_have_edges_own_bit_rate_unless_another_is_named() -> None:
    copying = GOOD + 'mastering = "copy"\n'  # [sound] is the last table
    assert parse_settings(copying, Path()).sound.bit_rate == 48
    assert parse_settings(copying + "bit_rate = 64\n", Path()).sound.bit_rate == 64
    assert parse_settings(GOOD, Path()).sound.bit_rate == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [("[sound]", "[sound]\nrate = 44100"), ('formats = ["mp3"]', 'formats = ["mp3", "m4a"]')],
)
def test_what_copied_frames_cannot_be_is_refused(old: str, new: str) -> None:
    text = GOOD.replace(old, new) + 'mastering = "copy"\n'
    assert text.count(new) == 1
    with pytest.raises(SettingsError, match=r'sound\.mastering.*"copy"'):
        parse_settings(text, Path())
