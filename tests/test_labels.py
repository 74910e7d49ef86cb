"""The labels of synthetic speech, as listeners, apps and platforms get them.

GB 45438-2025, 5.3 (audible label) and Annex E (implicit label); TC260-PG-202510A (its place in an
MP3).
"""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3

from tests.helpers import tone_reader
from tests.helpers.edge_server import serving
from tests.helpers.runs import DAY
from tests.test_edition import Silent, episodes
from tingbao import edition
from tingbao.audio import tagging
from tingbao.model import Episode, Part, Passage

GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"
PRODUCER = "001191110000MA00000000X1000"
PAGE = "雪后的第一趟班车\n\n本报记者●王丹\n\n头班车5点40分出站，车上坐了23个人。\n"
WINDOW = 240
"""Samples of 10 ms."""


@dataclass(frozen=True)
class Made:
    """An episode by its record, and its finished MP3."""

    root: Path
    episode: Episode

    @property
    def path(self) -> Path:
        return self.root / self.episode.audio.path

    @property
    def notices(self) -> list[Passage]:
        return [p for p in self.episode.passages if p.segment.part is Part.NOTICE]

    def levels(self, passage: Passage) -> "np.ndarray":
        """The sound's level around ``passage`` in 10 ms windows, from a quarter second before."""
        samples, rate = soundfile.read(self.path, dtype="float32")
        assert rate == 24_000
        begin, end = round((passage.begin - 0.25) * rate), round((passage.end + 0.25) * rate)
        around = samples[max(0, begin) : end]
        around = around[: len(around) // WINDOW * WINDOW].reshape(-1, WINDOW)
        return np.sqrt((around**2).mean(axis=1))

    def heard(self, passage: Passage) -> list[tuple[float, float]]:
        """Where something sounds there: stretches of seconds, gaps of 50 ms and less bridged."""
        levels = self.levels(passage)
        loud = np.flatnonzero(levels > levels.max() / 100)
        apart = np.flatnonzero(np.diff(loud) > 5)
        begins, ends = loud[[0, *(apart + 1)]], loud[[*apart, -1]] + 1
        return [(b / 100, e / 100) for b, e in zip(begins, ends, strict=True)]


def made(
    root: Path, engine: str, *, label: str = "", show: str = "", speech: str = "", sound: str = ""
) -> Made:
    folder = root / "content" / DAY
    folder.mkdir(parents=True)
    (folder / "04.txt").write_text(PAGE, encoding="utf-8")
    (root / "tingbao.toml").write_text(
        f'[show]\ntitle = "小城晚报"\nguid = "{GUID}"\n{show}\n[label]\n{label}\n'
        f"[sound]\nmusic = false\n{sound}\n{speech}",
        encoding="utf-8",
    )
    result = edition.make(root, Silent(), engine=engine)
    assert not result.broken
    [episode] = episodes(root)
    return Made(root, episode)


# ------------------------------------------------------------------------------ said in words


@pytest.fixture(scope="module", params=["tone", "espeak", "edge", "edge copied"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """An episode with the notice at both ends; "edge" is the stand-in for its service."""
    root = tmp_path_factory.mktemp("show")
    engine, _, copied = request.param.partition(" ")
    with ExitStack() as stack:
        speech = ""
        if engine == "edge":
            server = stack.enter_context(serving())
            speech = f'[engines.edge]\naddress = "{server.address}"\n'
        label = f'place = "both"\nproducer = "{PRODUCER}"'
        sound = 'mastering = "copy"' if copied else ""
        yield made(root, engine, label=label, speech=speech, sound=sound)


def pace(one: Made, passage: Passage) -> float:
    """Characters a minute, from the first sound to the last."""
    stretches = one.heard(passage)
    seconds = stretches[-1][1] - stretches[0][0]
    return 60 * sum(c.isalnum() for c in passage.segment.spoken) / seconds


def test_the_notice_is_said_at_120_to_160_characters_a_minute(both: Made) -> None:
    assert len(both.notices) == 2
    for notice in both.notices:
        assert 120 <= pace(both, notice) <= 160


def test_the_notice_has_both_elements(both: Made) -> None:
    for notice in both.notices:
        assert re.search("人工智能|AI", notice.segment.spoken)
        assert re.search("生成|合成", notice.segment.spoken)


def test_each_word_of_the_slowed_notice_sounds_within_a_frame_of_its_cue(tmp_path: Path) -> None:
    one = made(tmp_path, "tone")
    samples, rate = soundfile.read(one.path, dtype="float32")
    [notice] = one.notices
    written = notice.segment.written
    turns = [(before, after) for before, after in pairwise(notice.marks)
             if before.end - before.start == after.end - after.start == 1]  # fmt: skip
    assert len(turns) > 8
    for before, after in turns:
        signs = written[before.start], written[after.start]
        assert abs(tone_reader.late(samples, rate, after.begin, *signs)) <= 0.024


@pytest.mark.parametrize(
    "words",
    [
        "以下内容由AI生成合成",
        "本节目由人工智能生成。内容取自《小城晚报》2022年12月12日，语音由人工智能合成，仅供参考。",
    ],
)
def test_other_words_keep_the_pace(tmp_path: Path, words: str) -> None:
    one = made(tmp_path, "espeak", label=f'spoken = "{words}"')
    assert one.notices
    for notice in one.notices:
        assert 120 <= pace(one, notice) <= 160


@pytest.mark.parametrize("form", ["voice", "rhythm"])
@pytest.mark.parametrize(
    ("place", "where"), [("start", [1]), ("end", [-1]), ("both", [1, -1]), ("none", [])]
)
def test_the_label_stands_where_the_setting_says(
    tmp_path: Path, form: str, place: str, where: list[int]
) -> None:
    one = made(tmp_path, "tone", label=f'place = "{place}"\nform = "{form}"')
    passages = one.episode.passages
    assert one.notices == [passages[at] for at in where]
    assert passages[0].segment.part is Part.OPENING


# ------------------------------------------------------------------------------ as a rhythm


@pytest.mark.parametrize("bit_rate", [48, 64])
@pytest.mark.parametrize("engine", ["tone", "espeak"])
def test_the_rhythm_is_morse_for_ai_in_the_finished_mp3(
    tmp_path: Path, engine: str, bit_rate: int
) -> None:
    """短长短短: the long one three times the short ones, three units between the letters."""
    label = 'place = "both"\nform = "rhythm"'
    one = made(tmp_path, engine, label=label, sound=f"bit_rate = {bit_rate}")
    assert len(one.notices) == 2
    for notice in one.notices:
        beeps = one.heard(notice)
        lengths = [end - begin for begin, end in beeps]
        assert lengths == pytest.approx([0.12, 0.36, 0.12, 0.12], abs=0.025)
        gaps = [after[0] - before[1] for before, after in pairwise(beeps)]
        assert gaps == pytest.approx([0.12, 0.36, 0.12], abs=0.025)
        assert notice.end - notice.begin == pytest.approx(1.32, abs=0.03)


def test_the_rhythm_is_heard_between_copied_frames(tmp_path: Path) -> None:
    with serving() as server:
        one = made(
            tmp_path, "edge", label='form = "rhythm"', sound='mastering = "copy"',
            speech=f'[engines.edge]\naddress = "{server.address}"\n',
        )  # fmt: skip
    [notice] = one.notices
    lengths = [end - begin for begin, end in one.heard(notice)]
    assert lengths == pytest.approx([0.12, 0.36, 0.12, 0.12], abs=0.025)


def test_the_rhythm_is_as_loud_as_speech_and_in_the_transcript(tmp_path: Path) -> None:
    one = made(tmp_path, "espeak", label='form = "rhythm"')
    [notice] = one.notices
    speech = [p for p in one.episode.passages if p.segment.part is Part.BODY]
    assert one.levels(notice).max() > one.levels(speech[0]).max() / 4
    text = (one.root / "feed" / "episodes" / f"{one.episode.slug}.vtt").read_text("utf-8")
    assert "（提示音）本节目语音由人工智能（AI）合成。" in text


def test_the_rhythm_is_spoken_by_nobody_and_made_once(tmp_path: Path) -> None:
    one = made(tmp_path, "tone", label='place = "end"\nform = "rhythm"')
    again = edition.make(one.root, Silent(), engine="tone", redo=True)
    assert (again.spoken, len(again.episodes)) == (0, 1)
    edition.tidy(one.root, delete=True)
    assert edition.make(one.root, Silent(), engine="tone", redo=True).spoken == 0
    assert again.episodes[0].audio == one.episode.audio


# ------------------------------------------------------------------------------ in writing


def test_the_written_notice_stands_in_tag_notes_pages_and_descriptions(both: Made) -> None:
    notice = "本节目语音由人工智能（AI）合成。"
    [comment] = ID3(both.path).getall("COMM")
    assert notice in str(comment)
    feed = both.root / "feed"
    episode = feed / "episodes" / both.episode.slug
    for path in (f"{episode}.md", f"{episode}.html", feed / "index.html"):
        assert notice in Path(path).read_text("utf-8"), path
    text = (feed / "feed.xml").read_text("utf-8")
    descriptions = re.findall(r"<description>(.*?)</description>", text, re.DOTALL)
    assert len(descriptions) == 2  # the show's and the episode's
    assert all(notice in description for description in descriptions)
    assert notice in re.search(r"<content:encoded>(.*?)</content:encoded>", text, re.DOTALL)[1]
    assert text.count('purpose="ai-content">true<') == 2


# ------------------------------------------------------------------------------ implicit

FIELDS = [
    "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID",
    "ReservedCode2",
]  # fmt: skip


def implicit(path: Path) -> list[tuple[str, str]]:
    """The one label of the MP3, its fields in order."""
    [label] = [f for f in ID3(path).getall("TXXX") if "AIGC" in f.desc.upper()]
    assert label.desc == "AIGC"
    [text] = label.text
    pairs: list[tuple[str, str]] = json.loads(text, object_pairs_hook=list)
    assert re.fullmatch(r"[\x21-\x7e]+", text)
    return pairs


def test_the_implicit_label_has_the_seven_fields_in_order(both: Made) -> None:
    pairs = implicit(both.path)
    assert [name for name, _ in pairs] == FIELDS
    values = dict(pairs)
    assert values["Label"] == "1"
    assert values["ContentProducer"] == values["ContentPropagator"] == PRODUCER
    assert values["ProduceID"] == values["PropagateID"]
    assert "2022-12-12-04-1" in values["ProduceID"]
    assert all(re.fullmatch(r"[\x21\x23-\x5b\x5d-\x7e]*", value) for value in values.values())


def test_no_producer_is_ever_invented(tmp_path: Path) -> None:
    values = dict(implicit(made(tmp_path, "tone").path))
    assert values["ContentProducer"] == values["ContentPropagator"] == ""
    assert values["ProduceID"]


def test_every_format_carries_the_same_one_label(tmp_path: Path) -> None:
    formats = 'formats = ["mp3", "m4a", "opus"]'
    one = made(tmp_path, "tone", label=f'producer = "{PRODUCER}"', sound=formats)
    files = [one.path, *(tmp_path / other.path for other in one.episode.alternates)]
    assert [path.suffix for path in files] == [".mp3", ".m4a", ".opus"]
    [label] = tagging.labels(one.path)
    assert [name for name, _ in json.loads(label, object_pairs_hook=list)] == FIELDS
    for path in files:
        assert tagging.labels(path) == [label]


class Watcher:
    """Is told how publishing goes."""

    def sending(self, done: int, total: int, stage: str) -> None: ...


def test_nothing_on_the_way_to_a_listener_strips_a_label(both: Made, tmp_path: Path) -> None:
    target = tmp_path / "www"
    toml = both.root / "tingbao.toml"
    text = toml.read_text("utf-8")
    if "address =" not in text.partition("[label]")[0]:
        toml.write_text(
            text.replace("[label]", 'address = "https://paper.example/"\n[label]', 1), "utf-8"
        )
    edition.publish(both.root, str(target), Watcher(), delete=False, check=False, pretend=False)
    published = target / both.episode.audio.path
    assert published.read_bytes() == both.path.read_bytes()
    assert implicit(published) == implicit(both.path)
