"""axe-core finds nothing to mend: on every kind of page, in light and in dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens
from tests.browser.test_pages import PHONE, walk

pytestmark = pytest.mark.slow

VIOLATIONS = """async () => (await axe.run()).violations
  .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`))"""


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    return list(page.evaluate(VIOLATIONS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["index", "episode", "transcript"])
def test_no_violations(opens: Opens, address: str, axe: str, where: str, scheme: str) -> None:
    page = opens(address, color_scheme=scheme)
    walk(page, where)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_while_it_reads(opens: Opens, address: str, axe: str, scheme: str) -> None:
    page = opens(address, color_scheme=scheme, **PHONE)
    walk(page, "episode")
    page.locator("article .cue").nth(2).click()
    expect(page.locator(".cue[aria-current]")).to_have_count(1)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_among_results(opens: Opens, address: str, axe: str, scheme: str) -> None:
    page = opens(address, color_scheme=scheme)
    page.get_by_label("查找标题和正文").fill("河边")
    expect(page.locator("#results a")).to_have_count(1)
    assert violations(page, axe) == []


def test_axe_does_look(opens: Opens, address: str, axe: str) -> None:
    page = opens(address)
    page.evaluate("document.querySelector('#search').closest('label').replaceWith(search)")
    assert any("label" in found for found in violations(page, axe))
