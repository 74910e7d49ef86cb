"""The record of an episode: whole, or found not to be, whatever became of its file."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers import runs
from tests.helpers.episodes import episode
from tingbao.cache import Store
from tingbao.errors import PublishError
from tingbao.model import Episode
from tingbao.records import Records, Work
from tingbao.settings import read_settings

ONE = episode(1)
WORK = Work(id=ONE.id, title=ONE.title, day=ONE.day, stories=ONE.stories)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Records that hold episode 1, its sound beside them."""
    records = Records(read_settings(runs.show(tmp_path, "", engine="tone")))
    records.save(WORK, ONE)
    (tmp_path / ONE.audio.path).write_bytes(bytes(ONE.audio.size))
    return records


def file(root: Path) -> Path:
    """Where the one record lies."""
    [path] = [path for path in (root / "audio" / "episodes").rglob("*") if path.is_file()]
    return path


def test_what_was_saved_is_read(records: Records) -> None:
    card = records.card(ONE.id)
    assert card
    assert (card.id, card.title, card.chapters) == (ONE.id, ONE.title, ONE.chapters)
    assert records.whole(card) == ONE
    assert records.stories(card) == ONE.stories
    assert records.fresh(WORK, "auto")


def test_a_missing_record_is_an_episode_that_was_never_made(records: Records, tmp_path: Path
) -> None:  # fmt: skip
    file(tmp_path).unlink()
    assert records.card(ONE.id) is None
    assert records.cards([WORK]) == []
    assert not records.fresh(WORK, "auto")


@pytest.mark.parametrize("left", [0, 1, 200, -200, -1])
def test_a_record_that_was_cut_is_made_again_and_never_released(
    records: Records, tmp_path: Path, left: int
) -> None:
    path = file(tmp_path)
    path.write_bytes(path.read_bytes()[:left])
    assert not records.fresh(WORK, "auto")
    with pytest.raises(PublishError, match="2022-12-02/01/1"):
        records.cards([WORK])


def test_any_flipped_bit_of_the_card_is_found(records: Records, tmp_path: Path) -> None:
    path = file(tmp_path)
    whole = path.read_bytes()
    head = whole[: whole.index(b"\n")]
    begin, end = head.index(b'"card":"') + 8, head.index(b'","proof"')
    for place in range(begin, end, 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert records.card(ONE.id) is None, place
        assert not records.fresh(WORK, "auto")


def test_a_flipped_bit_of_the_rest_is_found_when_it_is_read_and_then_made_again(
    records: Records, tmp_path: Path
) -> None:
    path = file(tmp_path)
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    card = records.card(ONE.id)
    assert card  # its own proof is whole
    with pytest.raises(PublishError, match="tingbao make"):
        records.whole(card)
    assert not records.fresh(WORK, "auto")


SAVER = """
import sys
from pathlib import Path
from dataclasses import replace
from tests.test_records import ONE, WORK
from tingbao.records import Records
from tingbao.settings import read_settings
records = Records(read_settings(Path(sys.argv[1])))
passages = ONE.passages * 400
turn = 0
print("begun", flush=True)
while True:
    turn += 1
    records.save(WORK, replace(ONE, title=f"turn {turn}", passages=passages))
"""


@pytest.mark.parametrize("after", [0.0, 0.003, 0.01, 0.02, 0.05])
def test_a_save_that_is_killed_leaves_the_record_before_it(
    records: Records, tmp_path: Path, after: float
) -> None:
    with subprocess.Popen([sys.executable, "-c", SAVER, str(tmp_path)], stdout=subprocess.PIPE,
                          text=True) as saver:  # fmt: skip
        assert saver.stdout
        assert saver.stdout.readline() == "begun\n"
        time.sleep(after)
        saver.send_signal(signal.SIGKILL)
    card = records.card(ONE.id)
    assert card
    whole: Episode = records.whole(card)
    assert whole.title == card.title  # no card stands for another record than its own
    Store(tmp_path / "audio" / "episodes").sweep()
    assert file(tmp_path)
