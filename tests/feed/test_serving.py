"""The server over real sockets: what podcast apps ask, and what nobody may ask."""

import gzip
import http.client
import random
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from tests.helpers.episodes import SHOW, SOUND, episode, put_out, recorded
from tests.helpers.web import running
from tingbao.feed.serving import application

AUDIO = "/audio/2022-12-02-01-1-story-0a1b2c3d.mp3"
STEM = "/feed/episodes/2022-12-02-01-1-story"


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show of two episodes, with a few files that are no one's business."""
    root = tmp_path_factory.mktemp("show")
    put_out(root, recorded(root, episode(1), episode(2)))
    for secret in ("audio/clips/ab/x.mp3", "audio/episodes/cd/x.json", "content/a.txt",
                   "tingbao.toml", "audio/.lock", "feed/.part.xml", "feed/x.toml"):  # fmt: skip
        path = root / secret
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")
    (root / "feed" / "out.html").symlink_to(root / "tingbao.toml")
    (root / "feed" / "circle.html").symlink_to(root / "feed" / "circle.html")
    (root / "feed" / "folder.html").mkdir()
    return root


@pytest.fixture(scope="module")
def port(show: Path) -> Iterator[int]:
    with running(application(show, SHOW, names=["tunnel.example"])) as port:
        yield port


class Answer:
    """Status, headers and body of one request."""

    def __init__(self, port: int, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_accept_encoding=True, skip_host="Host" in names)
        for name, value in names.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        self.status, self.headers, self.body = response.status, response.headers, response.read()
        connection.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/feed/index.html", "text/html; charset=utf-8"),
        (AUDIO, "audio/mpeg"),
        (STEM + ".vtt", "text/vtt; charset=utf-8"),
        (STEM + ".srt", "application/x-subrip; charset=utf-8"),
        (STEM + ".json", "application/json"),
        (STEM + ".chapters.json", "application/json+chapters"),
    ],
)
def test_head_and_get_agree(port: int, path: str, kind: str) -> None:
    head, get = Answer(port, path, "HEAD"), Answer(port, path)
    assert head.status == get.status == 200
    assert head.body == b""
    assert head.headers["content-type"] == get.headers["content-type"] == kind
    assert int(head.headers["content-length"]) == len(get.body)
    assert Answer(port, path, Origin="https://x").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        ("bytes=0-1", 206, SOUND[:2]),
        ("bytes=10000-", 206, SOUND[10000:]),
        ("bytes=-5", 206, SOUND[-5:]),
        ("bytes=0-0,-1", 206, None),
        ("bytes=2-3,99999-", 206, SOUND[2:4]),  # what can be given is given
        ("bytes=0-99999", 206, SOUND),
        ("bytes=99999-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=x", 400, None),
        ("bytes=5-2", 400, None),
        ("bytes=", 400, None),
        ("seconds=0-1", 200, SOUND),  # RFC 9110, 14.2: an unknown unit is passed over
        ("bytes=" + ",".join(["0-"] * 500), 200, SOUND),
    ],
)
def test_ranges(port: int, asked: str, status: int, body: bytes | None) -> None:
    answer = Answer(port, AUDIO, Range=asked)
    assert answer.status == status
    if body is not None:
        assert answer.body == body


def test_what_cannot_be_given_says_how_long_it_is(port: int) -> None:
    assert Answer(port, AUDIO, Range="bytes=99999-").headers["content-range"] == "bytes */10240"


def test_head_knows_no_ranges(port: int) -> None:
    answer = Answer(port, AUDIO, "HEAD", Range="bytes=0-1")
    assert (answer.status, answer.headers["content-length"]) == (200, "10240")


def test_a_range_of_changed_sound_gives_all(port: int) -> None:
    whole = Answer(port, AUDIO).headers
    for known in (whole["etag"], whole["last-modified"]):
        assert Answer(port, AUDIO, Range="bytes=0-1", If_Range=known).status == 206
    for old in ('"old"', f"W/{whole['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert Answer(port, AUDIO, Range="bytes=0-1", If_Range=old).body == SOUND


@pytest.mark.parametrize("path", ["/feed/feed.xml", AUDIO, STEM + ".vtt"])
def test_unchanged(port: int, path: str) -> None:
    whole = Answer(port, path).headers
    tag, moment = whole["etag"], whole["last-modified"]
    same = Answer(port, path, If_None_Match=tag)
    assert (same.status, same.body) == (304, b"")
    for name in ("etag", "last-modified", "cache-control", "vary"):
        assert same.headers[name] == whole[name]
    assert Answer(port, path, If_None_Match=f'"x", W/{tag}').status == 304
    assert Answer(port, path, If_None_Match="*").status == 304
    assert Answer(port, path, "HEAD", If_None_Match=tag).status == 304
    assert Answer(port, path, If_None_Match=tag, Range="bytes=0-1").status == 304
    assert Answer(port, path, If_Modified_Since=moment).status == 304
    assert Answer(port, path, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT").status == 304
    assert Answer(port, path, If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT").status == 200
    assert Answer(port, path, If_Modified_Since="yesterday").status == 200
    # A tag says more than a date.
    assert Answer(port, path, If_None_Match='"x"', If_Modified_Since=moment).status == 200


@pytest.mark.parametrize(
    "host", ["192.168.1.7:8000", "[fd00::7]:9", "localhost:1", "mac.local", "tunnel.example"]
)
def test_the_feed_says_the_address_it_was_asked_by(port: int, host: str) -> None:
    feed = Answer(port, "/feed/feed.xml", Host=host).body.decode()
    assert f"http://{host}{AUDIO}" in feed
    assert SHOW.address not in feed


def test_behind_a_host_of_its_own_the_feed_says_the_public_address(port: int) -> None:
    feed = Answer(port, "/feed/feed.xml", Host="paper.example").body.decode()
    assert f"{SHOW.address}{AUDIO[1:]}" in feed
    tls = Answer(port, "/feed/feed.xml", Host="tunnel.example", X_Forwarded_Proto="https")
    assert f"https://tunnel.example{AUDIO}" in tls.body.decode()


@pytest.mark.parametrize("path", ["/feed/feed.xml", AUDIO, "/", "/nowhere"])
@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 421), ("127.0.0.1.evil.example", 421), ('x"><script>', 400),
     ("127.0.0.1:99999", 400), ("127.0.0.1:x", 400), ("a b", 400), ("", 400)],
)  # fmt: skip
def test_nobody_can_ask_by_a_name_of_his_own(port: int, path: str, host: str, status: int) -> None:
    answer = Answer(port, path, Host=host)
    assert answer.status == status
    assert b"script" not in answer.body


def test_text_is_packed_and_sound_is_not(port: int) -> None:
    page = STEM + ".html"
    plain, packed = Answer(port, page), Answer(port, page, Accept_Encoding="br, gzip;q=0.5")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == plain.headers["vary"] == "Host, Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]  # other bytes, another strong tag
    again = Answer(port, page, Accept_Encoding="gzip", If_None_Match=packed.headers["etag"])
    assert again.status == 304
    assert Answer(port, page, "HEAD", Accept_Encoding="gzip").headers["content-length"] == str(
        len(packed.body)
    )
    assert Answer(port, page, Accept_Encoding="gzip;q=0").headers["content-encoding"] is None
    assert Answer(port, AUDIO, Accept_Encoding="gzip").headers["content-encoding"] is None


def test_any_site_may_read_what_is_public(port: int) -> None:
    asked = {"Origin": "https://player.example", "Access_Control_Request_Method": "GET",
             "Access_Control_Request_Headers": "range, cache-control"}  # fmt: skip
    preflight = Answer(port, STEM + ".vtt", "OPTIONS", **asked)
    assert preflight.status == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert preflight.headers["access-control-allow-headers"] == "*"
    for path, ranged in ((STEM + ".vtt", ""), (AUDIO, "bytes=99999-"), ("/nowhere", "")):
        answer = Answer(port, path, Origin="https://player.example", Range=ranged)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Content-Range" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    ("path", "goal"),
    [("/", "feed/index.html"), ("/feed", "feed/index.html"), ("/feed/", "index.html")],
)
def test_home_wherever_the_show_is_mounted(port: int, path: str, goal: str) -> None:
    assert Answer(port, path).headers["location"] == goal


@pytest.mark.parametrize(
    "path",
    [
        "/tingbao.toml", "/content/a.txt", "/audio/clips/ab/x.mp3", "/audio/episodes/cd/x.json",
        "/audio/.lock", "/feed/.part.xml", "/feed/out.html", "/feed/../tingbao.toml",
        "/feed/%2e%2e/tingbao.toml", "/feed/..%2ftingbao.toml", "/feed//etc/passwd",
        "/feed/%00.xml", "/feed/feed.xml%00.html", "/feed/%ff%fe.xml",
        "/feed/%252e%252e/tingbao.toml", "/feed/..%5ctingbao.toml", "//feed/feed.xml",
        "/feed/x.toml", "/feed/circle.html", "/feed/folder.html", "/feed/folder.html/",
        "/audio/../tingbao.toml", "/feed/episodes", "/feed/episodes/", "/FEED/feed.xml",
        "/feed/" + "a" * 300 + ".xml", "/audio/",
    ],
)  # fmt: skip
def test_nothing_else_is_served(port: int, path: str) -> None:
    answer = Answer(port, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_other_methods_are_refused(port: int) -> None:
    assert Answer(port, AUDIO, "POST").status == 405
    assert Answer(port, AUDIO, "DELETE").status == 405


@pytest.mark.parametrize(
    "said",
    [
        b"GARBAGE\r\n\r\n",
        b"\x00\xff\r\n\r\n",
        b"GET /feed/feed.xml HTTP/1.1\r\n\r\n",  # no Host
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /\xe5\x90\xac HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /feed/ feed.xml HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    ],
)
def test_malformed_requests_are_refused(port: int, said: bytes) -> None:
    assert raw(port, said).startswith(b"HTTP/1.1 4")


def raw(port: int, said: bytes) -> bytes:
    """What comes back for bytes that are perhaps no request."""
    heard = b""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as client,
        suppress(OSError),  # refused before all of it was read
    ):
        client.sendall(said)
        client.shutdown(socket.SHUT_WR)
        while chunk := client.recv(65536):
            heard += chunk
    return heard


def test_no_request_is_a_server_error(port: int) -> None:
    """Requests with a few bytes changed, by a seed that the failure names."""
    models = [
        f'GET {AUDIO} HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-1\r\nIf-Range: "x"\r\n\r\n',
        "GET /feed/feed.xml HTTP/1.1\r\nHost: localhost:80\r\nAccept-Encoding: gzip;q=0.5, *\r\n"
        'If-None-Match: W/"a", "b"\r\nIf-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n',
        "HEAD /feed/%2e%2e/audio/.lock HTTP/1.0\r\nHost: [::1]:8\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ]
    for seed in range(600):
        chance = random.Random(seed)
        said = bytearray(chance.choice(models).encode())
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(said))
            said[place : place + chance.randint(0, 3)] = chance.choice(
                [chance.randbytes(2), b"%00", b"..", b"\r\n", b"9" * 30, b'"', b",", b"-"]
            )
        heard = raw(port, bytes(said))
        assert not re.search(rb"^HTTP/1\.1 5", heard, re.MULTILINE), (seed, said, heard[:200])
        assert b"secret" not in heard, seed


def test_a_rebuild_never_shows_half_a_feed(show: Path, port: int) -> None:
    other = episode(3, title="新" * 40)

    def rebuild() -> None:
        for number in range(12):
            more = [other] if number % 2 else []
            episodes = recorded(show, episode(1), episode(2), *more)
            put_out(show, episodes)

    counts = set()
    with ThreadPoolExecutor() as builder:
        rebuilt = builder.submit(rebuild)
        while not rebuilt.done():
            answer = Answer(port, "/feed/feed.xml")
            assert answer.status == 200
            counts.add(len(etree.fromstring(answer.body).findall("channel/item")))
        rebuilt.result()
    assert counts == {2, 3}
