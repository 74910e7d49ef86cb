"""What headers ask, by RFC 9110, as tables."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.feed import asking


@pytest.mark.parametrize(
    ("authority", "name"),
    [
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]:80", "[::1]"),
        ("LocalHost", "localhost"),
        ("mac.local.", "mac.local"),
        ("a_b:65535", "a_b"),
    ],
)
def test_hosts(authority: str, name: str) -> None:
    assert asking.host(authority) == name


@pytest.mark.parametrize(
    "authority",
    ["", ":", "a:", "a:0", "a:65536", "a:-1", "a/b", "a@b", "a..b", ".", "-a", "300.1.1.1", "1.2",
     "[::g]", "[::1", "[1.2.3.4]x", "a,b", "听报", "a" * 254, "a\tb", "<x>"],
)  # fmt: skip
def test_no_hosts(authority: str) -> None:
    with pytest.raises(asking.Malformed):
        asking.host(authority)


@pytest.mark.parametrize(
    ("accepted", "answer"),
    [
        ("gzip", True), ("GZIP", True), ("br, gzip;q=0.1", True), ("*", True), ("x-gzip", True),
        ("", False), ("br", False), ("gzip;q=0", False), ("gzip; q=0.000, *", False),
        ("*;q=0", False), ("gzip;q=x", False), ("identity", False),
    ],
)  # fmt: skip
def test_who_takes_gzip(accepted: str, answer: bool) -> None:
    assert asking.takes_gzip(accepted) is answer


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bytes=0-0", [(0, 0)]),
        ("bytes=90-", [(90, 99)]),
        ("bytes=90-500", [(90, 99)]),
        ("bytes=-5", [(95, 99)]),
        ("bytes=-500", [(0, 99)]),
        ("Bytes = 1-2 , 4-5,", [(1, 2), (4, 5)]),
        ("bytes=100-", []),
        ("bytes=-0", []),
        ("", None),
        ("lines=1-2", None),
        ("bytes", None),
    ],
)
def test_ranges(asked: str, found: list[tuple[int, int]] | None) -> None:
    assert asking.ranges(asked, 100) == found


@given(st.text(max_size=60), st.integers(0, 1 << 40))
def test_any_range_header_is_read_or_refused(text: str, size: int) -> None:
    try:
        found = asking.ranges("bytes=" + text, size) or []
    except asking.Malformed:
        return
    assert all(0 <= first <= last < size for first, last in found)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_other_header_is_read(one: str, other: str) -> None:
    asking.takes_gzip(one)
    asking.unchanged(None, one, '"a"', "Thu, 01 Jan 1970 00:00:00 GMT")
    asking.unchanged(one, other, '"a"', other)
    with suppress(asking.Malformed):
        asking.host(one)
