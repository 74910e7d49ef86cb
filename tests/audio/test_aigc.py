"""The implicit label's text: seven fields in order, and every way to get it wrong."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.audio import aigc

GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"
PRODUCER = "001191110000MA00000000X1000"
GOOD = aigc.label("2022-12-12/04/1", PRODUCER, GUID)


def test_it_says_what_the_standards_annex_asks() -> None:
    assert GOOD == (
        '{"Label":"1","ContentProducer":"001191110000MA00000000X1000",'
        '"ProduceID":"9b024349-2022-12-12-04-1","ReservedCode1":"",'
        '"ContentPropagator":"001191110000MA00000000X1000",'
        '"PropagateID":"9b024349-2022-12-12-04-1","ReservedCode2":""}'
    )
    assert aigc.faults([GOOD], GOOD) == ()


@given(st.text(min_size=1))
def test_any_id_gives_ascii_values(episode: str) -> None:
    text = aigc.label(episode, "", GUID)
    assert aigc.faults([text]) == ()
    assert re.fullmatch(r"[A-Za-z0-9._-]+", json.loads(text)["ProduceID"])


def test_no_two_contents_of_a_producer_have_one_number() -> None:
    ids = ["2022-12-12/04/1", "2022-12-12/04/2", "头条", "二条", "三 条", "三-条", "a b", "a-b"]
    shows = [GUID, "0c1d2e3f-0000-4000-8000-000000000000"]
    numbers = {json.loads(aigc.label(i, PRODUCER, s))["ProduceID"] for i in ids for s in shows}
    assert len(numbers) == len(ids) * len(shows)


def altered(**values: object) -> str:
    return json.dumps(json.loads(GOOD) | values)


def test_a_wrapped_label_is_read_too() -> None:
    assert aigc.faults([f'{{"AIGC":{GOOD}}}']) == ()


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([], "there are 0"),
        ([GOOD, GOOD], "there are 2"),
        (["AI"], "JSON"),
        ([""], "JSON"),
        (["[" * 100_000], "JSON"),
        (["[1, 2]"], "JSON"),
        (['{"AIGC": 7}'], "JSON"),
        (['{"Label": "1"}'], "ReservedCode2"),
        ([json.dumps(dict(reversed(json.loads(GOOD).items())))], "in order"),
        ([GOOD[:-1] + ',"Extra":""}'], "seven fields"),
        ([GOOD.replace('"ReservedCode1":""', '"Label":"1"')], "seven fields"),
        ([altered(Label="0")], "Label"),
        ([altered(Label=1)], "Label"),
        ([altered(ContentProducer="北方日报")], "ContentProducer"),
        ([altered(ContentProducer="a b")], "ContentProducer"),
        ([altered(ReservedCode1=None)], "ReservedCode1"),
        ([altered(ProduceID="")], "ProduceID"),
        ([aigc.label("2022-12-12/04/2", PRODUCER, GUID)], "tingbao make"),
        ([aigc.label("2022-12-12/04/1", "", GUID)], PRODUCER),
    ],
)
def test_every_fault_is_told(labels: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    [fault] = aigc.faults(labels, GOOD)
    assert said in fault
