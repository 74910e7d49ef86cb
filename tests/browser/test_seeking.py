"""A browser's audio element finds its place in a finished MP3: read back from what it plays."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.audio.test_finished import PAGE
from tests.browser.conftest import Opens
from tests.helpers import edge_server, runs
from tests.helpers.tone_reader import read
from tests.test_long_runs import pages
from tingbao import edition
from tingbao.gathering import gather
from tingbao.model import Episode, Passage
from tingbao.records import Records
from tingbao.settings import read_settings

pytestmark = pytest.mark.slow

BEFORE = 0.12
"""Seconds before a passage that is sought: in its pause, so that its first tone is seen to rise."""
TRIES = 3
"""Times that a place is played: a busy machine drops a block of sound now and then."""

# Seeks to `at` and records what is then played, as samples of one channel.
PLAYED = """async ([address, at, seconds]) => {
  const context = new AudioContext();
  const sound = new Audio(address);
  await new Promise((done, failed) => {
    sound.addEventListener("loadedmetadata", done, { once: true });
    sound.addEventListener("error", () => failed(new Error(sound.error.message)));
  });
  const found = { duration: sound.duration, rate: context.sampleRate };
  sound.currentTime = at;
  await new Promise((done) => sound.addEventListener("seeked", done, { once: true }));
  found.time = sound.currentTime;
  const tape = context.createScriptProcessor(1024, 1, 1), kept = [];
  context.createMediaElementSource(sound).connect(tape);
  tape.connect(context.destination);
  const full = new Promise((done) => {
    tape.onaudioprocess = (event) => {
      if (sound.paused || sound.currentTime === at) return;
      kept.push(...event.inputBuffer.getChannelData(0));
      if (kept.length >= seconds * context.sampleRate) done();
    };
  });
  await sound.play();
  await full;
  sound.pause();
  await context.close();
  return { ...found, samples: kept };
}"""

# The whole file as WebAudio decodes it.
DECODED = """async (address) => {
  const context = new OfflineAudioContext(1, 1, 24000);
  const bytes = await (await fetch(address)).arrayBuffer();
  return [...(await context.decodeAudioData(bytes)).getChannelData(0)];
}"""


@pytest.fixture(scope="module", params=["encode", "copy", "copy, long"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeking") / "show"
    mastering, _, long = request.param.partition(", ")
    stories = pages(4, 32, 24) if long else [PAGE]  # of 13 minutes
    with edge_server.serving() as server:
        runs.show(folder, server.address, *stories, grouping="day")
        toml = folder / "tingbao.toml"
        text = f'[sound]\nmusic = false\nmastering = "{mastering}"\n'
        toml.write_text(toml.read_text(encoding="utf-8") + text, encoding="utf-8")
        done = runs.tingbao(folder, "make")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def episode(root: Path) -> Episode:
    settings = read_settings(root)
    records = Records(settings)
    works = edition.group(settings, gather(settings).stories)
    [one] = map(records.whole, records.cards(works))
    return one


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[str]:
    with runs.served(root) as server:
        yield server.address


@pytest.fixture
def page(opens: Opens, served: str) -> Page:
    return opens(served)


def letters(passage: Passage) -> str:
    return "".join(c for c in passage.segment.spoken if c.isalnum())


def begins(passage: Passage) -> list[float]:
    """Where the tone of each letter begins, s after the first."""
    spoken = passage.segment.spoken
    places = [place for place, c in enumerate(spoken) if c.isalnum()]
    return [(place - places[0]) * edge_server.STEP for place in places]


def test_what_is_played_after_a_seek_is_what_lies_there(
    page: Page, served: str, episode: Episode
) -> None:
    address = served + episode.audio.path
    plain = [one for one in episode.passages[1:] if not one.segment.pace]
    for passage in (plain[-1], plain[len(plain) // 2], plain[0]):  # backwards too
        wanted, heard = letters(passage)[:5], []
        while wanted not in heard and len(heard) < TRIES:
            heard.append(played(page, address, episode, passage))
        assert wanted in heard


def played(page: Page, address: str, episode: Episode, passage: Passage) -> str:
    """The first five letters that are heard after a seek to just before ``passage``."""
    at = passage.begin - BEFORE
    tones = begins(passage)[:5]
    found = page.evaluate(PLAYED, [address, at, BEFORE + tones[-1] + 1.0])
    assert found["duration"] == pytest.approx(episode.audio.seconds, abs=0.03)
    assert found["time"] == pytest.approx(at, abs=0.001)
    samples, rate = np.array(found["samples"]), found["rate"]
    rises = int((np.abs(samples) > 0.02).argmax())
    return read(samples, round(rate), [rises / rate + begin for begin in tones])


def test_webaudio_decodes_every_passage_where_its_times_say(
    page: Page, served: str, episode: Episode
) -> None:
    if episode.audio.seconds > 300:
        pytest.skip("the whole of it comes as text, 20 bytes a sample")
    samples = np.array(page.evaluate(DECODED, served + episode.audio.path))
    assert len(samples) / 24_000 == pytest.approx(episode.audio.seconds, abs=0.03)
    for passage in episode.passages:
        if not passage.segment.pace:
            times = [passage.begin + begin for begin in begins(passage)]
            assert read(samples, 24_000, times) == letters(passage)
