"""What is asked at the public address afterwards, and who is told of a new feed."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from tests.helpers.episodes import SHOW
from tests.helpers.publishing import release, sent
from tests.helpers.web import Hub, host, running
from tingbao.model import Show
from tingbao.publishing import checking
from tingbao.publishing.parcel import pack
from tingbao.publishing.targets import Item


@pytest.fixture
def www(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and the address at which a static host serves it, byte ranges and all."""
    folder = tmp_path / "public"
    folder.mkdir()
    with host(folder) as address:
        yield folder, address


def at(root: Path, address: str, **fields: str) -> Show:
    """The show released again for ``address``."""
    show = replace(SHOW, address=address, hub="", **fields)
    release(root, [1, 2], show)
    return show


def test_what_was_published_is_asked_for_at_its_address(root: Path, www: tuple[Path, str]) -> None:
    folder, address = www
    show = at(root, address)
    assert sent(root, folder, show=show, check=True).faults == ()


def test_another_folder_than_the_host_serves_is_noticed(
    root: Path, www: tuple[Path, str], tmp_path: Path
) -> None:
    _, address = www
    faults = sent(root, tmp_path / "elsewhere", show=at(root, address), check=True).faults
    assert any("feed.xml" in fault and "404" in fault for fault in faults)


def test_a_host_without_byte_ranges_is_noticed(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()

    class Plain(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Plain) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        show = at(root, f"http://127.0.0.1:{server.server_port}/")
        faults = sent(root, folder, show=show, check=True).faults
        server.shutdown()
    assert any(".mp3" in fault and "200" in fault for fault in faults)


def test_an_address_where_nobody_answers_is_noticed(root: Path, tmp_path: Path) -> None:
    show = at(root, "http://127.0.0.1:9/")
    assert sent(root, tmp_path / "www", show=show, check=True).faults


def test_a_host_that_is_away_is_not_asked_for_every_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def away(url: str, item: Item) -> str:
        asked.append(url)
        time.sleep(0.001)
        return "cannot be reached"

    monkeypatch.setattr(checking, "_wrong", away)
    items = pack(root).items * 100
    faults = list(checking.check("http://paper.example/", items))
    assert len(faults) == checking.MOST + 1
    assert faults[0].startswith(f"http://paper.example/{items[0].path}: ")
    assert len(asked) < 500 < len(items)


def test_what_is_asked_goes_around_caches(root: Path, tmp_path: Path) -> None:
    """A cache that answers from memory, unless it is told not to, gives what is old."""
    folder = tmp_path / "public"
    heard: list[tuple[str, str | None]] = []

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append((scope["method"], Headers(scope=scope).get("cache-control")))
        await StaticFiles(directory=folder)(scope, receive, send)

    folder.mkdir()
    with running(listening) as port:
        show = at(root, f"http://127.0.0.1:{port}/")
        assert sent(root, folder, show=show, check=True).faults == ()
    assert {method for method, _ in heard} == {"GET", "HEAD"}
    assert {asked for _, asked in heard} == {"no-cache"}


def test_the_hub_is_told_when_the_feed_changed_and_only_then(root: Path, tmp_path: Path) -> None:
    with Hub(status=202) as hub:
        show = replace(SHOW, hub=hub.address)
        assert sent(root, tmp_path / "www", show=show).warning == ""
        sent(root, tmp_path / "www", show=show)
        assert hub.forms == [
            {
                "hub.mode": "publish",
                "hub.url": SHOW.address + "feed/feed.xml",
                "hub.topic": SHOW.address + "feed/feed.xml",
            }
        ]


def test_a_hub_that_refuses_is_a_warning(root: Path, tmp_path: Path) -> None:
    with Hub(status=500) as hub:
        show = replace(SHOW, hub=hub.address)
        assert "500" in sent(root, tmp_path / "www", show=show).warning
