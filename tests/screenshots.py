"""Pictures of the page for the README: `make screenshots`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from reviewer import Reviewer
from service.app import create_app
from service.settings import Settings
from tests.browser.driving import FLAGS, chromium
from tests.service.conftest import served

SAMPLE = "/samples/council-tax-moved-out"
WIDTH, HEIGHT = 1200, 720


def main(folder: Path) -> int:
    """Write the pictures into a folder; 1 where there is no browser."""
    path = chromium()
    if path is None:
        print("Chromium is not installed: run 'sudo apt-get install chromium'.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with served(create_app(Settings(), Reviewer())) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        _take(browser, address, folder)
        browser.close()
    return 0


def _take(browser: Browser, address: str, folder: Path) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(address)
    page.screenshot(path=folder / "form.png")
    page.goto(address + SAMPLE)
    page.wait_for_selector("body.js-enabled")
    _at(page, ".app-verdict", folder / "review.png")
    page.locator("[data-concern]:has([data-to])").first.evaluate("(one) => { one.open = true; }")
    page.wait_for_timeout(300)
    page.locator("[data-concern][open]").screenshot(path=folder / "concern.png")
    page.click("#next")
    page.keyboard.press("n")
    _at(page, ".app-beside", folder / "findings.png")
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    _at(page, ".app-verdict", folder / "narrow.png")


def _at(page: Page, selector: str, path: Path) -> None:
    """The window as it is with this at its top."""
    page.locator(selector).evaluate("(one) => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
    page.wait_for_timeout(300)
    page.screenshot(path=path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
