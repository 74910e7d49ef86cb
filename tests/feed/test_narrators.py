"""Voices under names that a listener can read."""

import pytest

from tingbao.feed.narrators import narrator
from tingbao.speech import edge, espeak


@pytest.mark.parametrize(
    ("voice", "name"),
    [
        ("zh-CN-XiaoxiaoNeural", "晓晓"),
        ("zh-CN-liaoning-XiaobeiNeural", "晓北"),
        ("zh-CN-NewcomerNeural", "Newcomer"),
        ("cmn-latn-pinyin+f3", "女声3号"),
        ("my-own-voice", "my-own-voice"),
    ],
)
def test_a_voice_has_a_name_for_people(voice: str, name: str) -> None:
    assert narrator(voice) == name


def test_no_voice_of_the_cast_shows_its_engines_name() -> None:
    for voice in (*edge.VOICES.values(), *espeak.VOICES.values()):
        assert narrator(voice.name) != voice.name
