"""The server over real sockets: what podcast apps ask, and what nobody may ask."""

import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from tests.helpers.episodes import LABEL, SHOW, SOUND, episode, picture, recorded
from tingbao.feed.folder import publish
from tingbao.feed.serving import application

AUDIO = "/audio/2022-12-02-01-1-story-0a1b2c3d.mp3"
STEM = "/feed/episodes/2022-12-02-01-1-story"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a show of two episodes, with a few files that are no one's business."""
    root = tmp_path_factory.mktemp("show")
    publish(root, SHOW, LABEL, recorded(root, episode(1), episode(2)), picture=picture())
    for secret in ("audio/clips/ab/x.mp3", "audio/episodes/cd/x.json", "content/a.txt",
                   "tingbao.toml", "audio/.lock", "feed/.part.xml"):  # fmt: skip
        path = root / secret
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")
    (root / "feed" / "out.html").symlink_to(root / "tingbao.toml")
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(root, SHOW), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()
    listener.close()


class Answer:
    """Status, headers and body of one request."""

    def __init__(self, port: int, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
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
        ("bytes=99999-", 416, None),
        ("bytes=x", 400, None),
    ],
)
def test_ranges(port: int, asked: str, status: int, body: bytes | None) -> None:
    answer = Answer(port, AUDIO, Range=asked)
    assert answer.status == status
    if body is not None:
        assert answer.body == body


def test_a_range_of_changed_sound_gives_all(port: int) -> None:
    tag = Answer(port, AUDIO).headers["etag"]
    assert Answer(port, AUDIO, Range="bytes=0-1", If_Range=tag).status == 206
    assert Answer(port, AUDIO, Range="bytes=0-1", If_Range='"old"').body == SOUND


@pytest.mark.parametrize("path", ["/feed/feed.xml", AUDIO, STEM + ".vtt"])
def test_unchanged(port: int, path: str) -> None:
    tag = Answer(port, path).headers["etag"]
    assert Answer(port, path, If_None_Match=tag).status == 304
    assert Answer(port, path, If_None_Match=f'"x", W/{tag}').status == 304
    assert Answer(port, path, If_None_Match='"x"').status == 200


def test_the_feed_says_the_address_it_was_asked_by(port: int) -> None:
    feed = Answer(port, "/feed/feed.xml", Host="192.168.1.7:8000").body.decode()
    assert f"http://192.168.1.7:8000{AUDIO}" in feed
    assert SHOW.address not in feed
    assert Answer(port, "/feed/feed.xml", Host='x"><script>').status == 400


def test_text_is_packed_and_sound_is_not(port: int) -> None:
    assert Answer(port, STEM + ".html", Accept_Encoding="gzip").headers["content-encoding"]
    assert Answer(port, AUDIO, Accept_Encoding="gzip").headers["content-encoding"] is None


def test_home(port: int) -> None:
    assert Answer(port, "/").headers["location"] == "/feed/index.html"


@pytest.mark.parametrize(
    "path",
    [
        "/tingbao.toml", "/content/a.txt", "/audio/clips/ab/x.mp3", "/audio/episodes/cd/x.json",
        "/audio/.lock", "/feed/.part.xml", "/feed/out.html", "/feed/../tingbao.toml",
        "/feed/%2e%2e/tingbao.toml", "/feed/..%2ftingbao.toml", "/feed//etc/passwd",
        "/feed/%00.xml", "/feed/%ff%fe.xml", "/feed/" + "a" * 300 + ".xml", "/audio/",
    ],
)  # fmt: skip
def test_nothing_else_is_served(port: int, path: str) -> None:
    answer = Answer(port, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_other_methods_are_refused(port: int) -> None:
    assert Answer(port, AUDIO, "POST").status == 405
    assert Answer(port, AUDIO, "DELETE").status == 405


@pytest.mark.parametrize("line", [b"GARBAGE\r\n\r\n", b"\x00\xff\r\n\r\n"])
def test_malformed_requests_get_no_server_error(port: int, line: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(line)
        assert b" 400 " in client.recv(200).split(b"\r\n")[0]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("gpo"), reason="gPodder is not installed")
def test_gpodder_subscribes_and_downloads(port: int, tmp_path: Path) -> None:
    home = {**os.environ, "GPODDER_HOME": str(tmp_path / "home"),
            "GPODDER_DOWNLOAD_DIR": str(tmp_path / "sound")}  # fmt: skip
    feed = f"http://127.0.0.1:{port}/feed/feed.xml"
    for command in (["subscribe", feed], ["download", feed]):
        subprocess.run(["gpo", *command], env=home, check=True, timeout=120, capture_output=True)
    sounds = list((tmp_path / "sound").rglob("*.mp3"))
    assert [path.read_bytes() == SOUND for path in sounds] == [True, True]
