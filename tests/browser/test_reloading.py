"""``serve --watch``: an editor saves, and the page in the browser shows it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGE, Opens, made
from tests.helpers import runs

pytestmark = pytest.mark.slow


def test_a_page_that_is_open_shows_what_was_saved(opens: Opens, tmp_path: Path) -> None:
    root = made(tmp_path)
    saved = root / "content" / runs.DAY / "01.txt"
    with runs.served(root, "--watch") as server:
        page = opens(server.address)
        page.get_by_role("link", name="河边步道晚上亮灯了").click()
        expect(page.locator("article")).to_contain_text("全长三公里")
        page.wait_for_timeout(2500)  # it has asked for itself twice, and has not reloaded in vain
        page.evaluate("window.before = true")
        page.wait_for_timeout(2500)
        assert page.evaluate("window.before")
        saved.write_text(PAGE.replace("全长三公里", "全长五公里"), encoding="utf-8")
        expect(page.locator("article")).to_contain_text("全长五公里", timeout=60_000)
        assert not page.evaluate("window.before")


def test_without_watch_no_page_asks_for_itself(opens: Opens, address: str) -> None:
    asked: list[str] = []
    page = opens(address)
    page.on("request", lambda request: asked.append(request.method))
    page.wait_for_timeout(2500)
    assert asked == []
