"""A show spoken by espeak-ng, served by ``tingbao serve``, and Debian's Chromium to read it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.helpers import runs
from tests.helpers.episodes import picture

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
PAGE = """---
image: bridge.jpg
---
老桥头的修表铺开了四十年

本报记者●林晓

桥头的修表铺不大，一张木桌，一盏台灯。许师傅每天七点开门，先给墙上的挂钟上弦。

“表走得准，人心里就踏实。”许师傅说。来修表的多是老街坊，他很少收钱。

去年冬天，几个年轻人找上门来学手艺。许师傅把四十年的笔记搬出来，一页一页讲给他们听。

河边步道晚上亮灯了

本报记者●周南

河边的步道修好了，全长三公里。昨天晚上，两百盏路灯第一次亮了起来。

“以前天一黑就不敢来，现在能走到九点。”住在附近的孙大妈说。

步道旁还留出了十二个座位，走累的人可以坐下来看看河水。
"""

Opens = Callable[..., Page]


def made(root: Path, *, engine: str = "tone", grouping: str = "story") -> Path:
    """The show of PAGE, made in ``root``."""
    runs.show(root, "", PAGE, engine=engine, grouping=grouping)
    (root / "content" / runs.DAY / "bridge.jpg").write_bytes(picture())
    done = runs.tingbao(root, "make")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="package", params=["day", "story"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:  # fmt: skip
    """Where a show of two stories is served: as one episode of the day, or as one for each."""
    root = made(tmp_path_factory.mktemp("show"), engine="espeak", grouping=request.param)
    with runs.served(root) as server:
        yield server.address


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    assert CHROMIUM.exists(), f"{CHROMIUM} is not there: apt-get install chromium"
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", *quiet],
        )
        yield browser
        browser.close()


@pytest.fixture
def opens(chromium: Browser) -> Iterator[Opens]:
    """Opens a page in a browser with nothing kept; no script fails, nothing leaves loopback."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    failed: list[str] = []

    def opened(address: str, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: failed.append(str(error.error)))
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not failed
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "file:"))}
    assert hosts <= {"127.0.0.1"}


@pytest.fixture
def axe() -> str:
    """The source of axe-core, which looks for barriers in a page."""
    assert AXE.exists(), f"{AXE} is not there: npm ci --prefix tests/browser"
    return AXE.read_text(encoding="utf-8")
