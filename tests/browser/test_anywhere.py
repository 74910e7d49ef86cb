"""The site is plain files: it works from a folder without any network, and below any path."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens, made

pytestmark = pytest.mark.slow


class Plain(SimpleHTTPRequestHandler):
    """As plain as a file server can be: no byte ranges, its own idea of types."""

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a show some way down."""
    top = tmp_path_factory.mktemp("site")
    made(top / "some" / "where")
    return top


@pytest.fixture(params=["folder", "server"])
def index(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of the index page."""
    path = "some/where/feed/index.html"
    if request.param == "folder":
        yield (site / path).as_uri()
        return
    handler = functools.partial(Plain, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{path}"
        server.shutdown()


def reached(opens: Opens, index: str) -> Page:
    return opens(index, offline=index.startswith("file:"))


def test_it_plays_and_reads_along(opens: Opens, index: str) -> None:
    page = reached(opens, index)
    page.get_by_role("link", name="河边步道晚上亮灯了").click()
    page.wait_for_function("sound.readyState > 0")
    page.get_by_role("button", name="播放", exact=True).click()
    begins = page.evaluate(
        "[...document.querySelectorAll('.cue')].map((one) => +one.dataset.begin)"
    )
    second = sorted(begins)[1]
    page.wait_for_function(f"sound.currentTime > {second} + 0.3")  # without ranges nobody can seek
    lit = page.locator(".cue[aria-current]")
    assert float(lit.get_attribute("data-begin") or "nan") >= second
    page.get_by_role("link", name="所有节目").click()
    expect(page.locator(".episode")).to_have_count(2)


def test_search_and_every_link_inside(opens: Opens, index: str) -> None:
    page = reached(opens, index)
    page.get_by_label("查找标题和正文").fill("修表")
    expect(page.locator("#found")).to_have_text("1 篇")
    page.locator("#results a").click()
    expect(page.locator("h1")).to_have_text("老桥头的修表铺开了四十年")
    addresses = page.evaluate("[...document.querySelectorAll('a[href]')].map((link) => link.href)")
    top = index.removesuffix("feed/index.html")
    assert len(addresses) > 8
    assert all(address.startswith(top) for address in addresses)
