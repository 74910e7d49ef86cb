"""When a clip of Edge is proved whole: by its words, its length and its promises."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from tests.helpers.edge_runs import LINE, VOICE, Ear, say_it
from tests.helpers.edge_server import STEP, EdgeServer, tones
from tests.helpers.speeches import samples
from tingbao.cache import Store
from tingbao.errors import EngineFailed
from tingbao.model import Speech
from tingbao.speech import proof
from tingbao.speech.edge import Edge
from tingbao.speech.keeping import load

pytestmark = pytest.mark.usefixtures("edge_as_before")


def heard(*words: tuple[str, int], before: float = 0.0) -> list[proof.Boundary]:
    """Boundaries: what each is called and how many characters it lasts, a fifth of a second each;

    "" is silence.
    """
    found, at = [], before
    for word, characters in words:
        if word:
            found.append(proof.Boundary(text=word, begin=at, close=at + characters * STEP))
        at += characters * STEP
    return found


TAIL = "到场的一共有一百六十二个人"


@pytest.mark.parametrize(
    ("text", "words", "lost"),
    [
        ("今天，天气好。", [("今天", 2), ("", 1), ("天气", 2), ("好", 1)], ""),
        ("今天，天气好。", [("今天", 2), ("", 1), ("天气", 2)], "好"),
        ("今天，天气好。", [("天气", 2), ("好", 1)], "今天"),
        # called otherwise than it was sent: at the end, in the middle, at the start, throughout
        (TAIL, [("到场的", 3), ("一共有", 3), ("162", 5), ("个人", 2)], ""),
        (TAIL[:-2], [("到场的", 3), ("一共有", 3), ("162", 5)], ""),
        (TAIL[6:], [("162", 5), ("个人", 2)], ""),
        ("一百六十二", [("162", 5)], ""),
        (TAIL, [("到场的", 3), ("一共有", 3), ("162个人", 7)], ""),
        ("看GDP增速", [("看", 1), ("gross domestic product", 3), ("增速", 2)], ""),
        # called otherwise, and then cut: the time does not reach
        (TAIL, [("到场的", 3), ("一共有", 3), ("162", 2)], "一百六十二个人"),
        (TAIL + "冒雪前来", [("到场的", 3), ("一共有", 3), ("162", 5)], "一百六十二个人冒雪前来"),
        ("一百六十二", [("162", 2)], "一百六十二"),
        # left unnamed in the middle: spoken if there was time for it
        ("说了啊好", [("说了", 2), ("", 1), ("好", 1)], ""),
        ("说了这么多话也好", [("说了", 2), ("也好", 2)], "这么多话"),
    ],
)
def test_a_line_is_whole_when_words_and_time_cover_it(
    text: str, words: list[tuple[str, int]], lost: str
) -> None:
    assert proof.uncovered(text, proof.locate(text, heard(*words))) == lost


@pytest.mark.parametrize("cut", range(1, 12))
def test_whatever_tail_is_lost_is_missed_even_after_a_rewritten_word(cut: int) -> None:
    text = "他在二零二二年底说，二零二三年更好"
    words = [("他", 1), ("在", 1), ("2022", 4), ("年底", 2), ("说", 1), ("", 1),
             ("2023", 4), ("年", 1), ("更", 1), ("好", 1)]  # fmt: skip
    assert proof.uncovered(text, proof.locate(text, heard(*words))) == ""
    for kept in range(1, len(words)):
        if words[kept - 1][0] not in ("", "2022", "2023"):
            assert proof.uncovered(text, proof.locate(text, heard(*words[:kept])))


def test_a_rewritten_word_is_marked_and_leads_no_other_astray() -> None:
    text = "他在二零二二年底说二零二三年更好"
    words = [("他", 1), ("在", 1), ("2022", 4), ("年底", 2), ("说", 1), ("二零二三", 4),
             ("年", 1), ("更好", 2)]  # fmt: skip
    marks = proof.locate(text, heard(*words))
    assert [text[mark.start : mark.end] for mark in marks] == [
        "他", "在", "二零二二", "年底", "说", "二零二三", "年", "更好"
    ]  # fmt: skip
    assert all(mark.begin == pytest.approx(mark.start * STEP) for mark in marks)


def test_a_line_whose_last_word_the_service_rewrites_is_kept(tmp_path: Path) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer() as server:
            server.spoken_as["一百六十二"] = "162"
            return await say_it(server.address, Store(tmp_path), "到场一百六十二")

    ear, missing, _ = asyncio.run(go())
    assert ear.attempts == [1]
    assert not missing


UNNAMED = "今天到场一百六十二人"
QUIET = "。" * 5
"""A second of the stand-in's silence after the last word, as the service puts it there."""


def test_a_line_whose_last_words_are_never_named_is_taken_the_third_time(tmp_path: Path) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer("", "fin") as server:  # what breaks off says nothing about the line
            server.spoken_as["六十二人"] = ""
            return await say_it(server.address, Store(tmp_path), UNNAMED + QUIET)

    ear, missing, _ = asyncio.run(go())
    assert not missing
    assert ear.attempts == [1, 2, 3, 4]
    [key] = Store(tmp_path).keys()
    speech = load(Store(tmp_path), key)
    assert speech is not None
    assert speech.audio == tones(UNNAMED + QUIET)
    tail = speech.marks[-1]
    assert UNNAMED[tail.start : tail.end] == "六十二人"
    assert tail.begin == pytest.approx(6 * STEP + proof.DELAY)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (UNNAMED, "六十二人"),  # the service's silence alone could fill what follows
        (UNNAMED + QUIET, "今天"),  # nothing shows when the first word was spoken
        ("好人来了" + QUIET, "来了"),  # too short to have a pace
    ],
)
def test_a_line_without_time_for_its_unnamed_words_is_never_taken(
    tmp_path: Path, line: str, word: str
) -> None:
    async def go() -> tuple[Ear, dict[str, str], str]:
        async with EdgeServer() as server:
            server.spoken_as[word] = ""
            return await say_it(server.address, Store(tmp_path), line)

    ear, missing, _ = asyncio.run(go())
    assert ear.attempts == [1, 2, 3, 4]
    assert list(missing.values()) == [f"a clip of Edge is not whole: “{word}” was not spoken"]


@pytest.mark.parametrize(
    ("clips", "settled"),
    [
        ([("二", 3.0), ("二", 3.0), ("二", 3.024)], True),
        ([("二", 3.0), ("二", 3.0)], False),
        ([("二", 3.0), ("二", 3.0), ("二", 3.048)], False),  # two frames longer
        ([("二", 3.0), ("十二", 3.0), ("二", 3.0), ("二", 3.0)], False),
        ([("十二", 3.0), ("二", 3.0), ("二", 3.0), ("二", 3.0)], True),
    ],
)
def test_only_clips_that_are_alike_settle_it(clips: list[tuple[str, float]], settled: bool) -> None:
    repeats = proof.Repeats()
    for missing, seconds in clips:
        last = repeats.settled("一十二", VOICE, proof.TailUnnamed("", missing, seconds, ()))
    assert last is settled


def test_the_words_of_a_whole_line_lie_in_place() -> None:
    async def go() -> Speech:
        async with EdgeServer() as server:
            engine = Edge({"address": server.address})
            try:
                return await engine.speak(LINE, VOICE)
            finally:
                await engine.close()

    speech = asyncio.run(go())
    assert speech.seconds == len(speech.audio) / 6000
    assert [LINE[mark.start : mark.end] for mark in speech.marks][:3] == ["本报", "讯", "昨日"]
    for mark in speech.marks:
        assert mark.begin == pytest.approx(mark.start * STEP + proof.DELAY)
    sound = samples(speech.audio)
    for mark in speech.marks:  # silence stands before no word but those after a comma
        if LINE[mark.start - 1] in "，" or not mark.start:
            start = max(0, round((mark.begin - 0.1) * 24_000))
            onset = start + np.flatnonzero(np.abs(sound[start:]) > 0.02)[0]
            assert onset / 24_000 == pytest.approx(mark.begin, abs=0.01)


def test_words_without_a_length_prove_nothing() -> None:
    words = [proof.Boundary(text=word, begin=0.1, close=0.1) for word in ("今天天气", "很好")]
    text = "今天天气说了这么多话很好"
    assert proof.uncovered(text, proof.locate(text, words)) == "说了这么多话"


def test_a_clip_that_breaks_a_promise_is_never_given_out() -> None:
    with pytest.raises(EngineFailed, match="no MP3 of the promised format"):
        proof.check(b"", "好", heard(("好", 1)))
