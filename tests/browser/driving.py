"""What the browser tests share: windows that are watched, letters put into the page, and axe."""

from __future__ import annotations

import base64
import os
import shutil
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.page.visiting import COMPLAINT, DRAFT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 30_000  # milliseconds: on a busy machine everything takes its time
REFUSED = "the server responded with a status of 422"  # what the browser says of a form that is to be mended
SELECTED = """() => {
  const field = document.activeElement;
  return field.value.slice(field.selectionStart, field.selectionEnd);
}"""
_AXE = Axe()
_DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, data] of files) {
    carried.items.add(new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], name));
  }
  return carried;
}"""

expect.set_options(timeout=PATIENCE)


def chromium() -> str | None:
    """Where the browser is; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Watch:
    """Opens windows, and holds them to it: no error in any script, nothing blocked, nothing asked of other places."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, path: str = "/", *, scripts: bool = True, **options: Any) -> Page:
        """A new window, with nothing remembered, at an address of the page; without `scripts` the page has none.

        Where JavaScript is off altogether (`java_script_enabled`), axe cannot look at the page either.
        """
        context = self._browser.new_context(viewport={"width": 1366, "height": 800}, **options)
        if not scripts:
            context.route("**/*.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(self.address + path)
        if scripts and options.get("java_script_enabled", True):
            expect(page.locator("body.js-enabled")).to_have_count(page.locator("#work").count())
        return page

    def forgive(self, words: str) -> None:
        """Faults that the test itself brought about."""
        self.faults = [one for one in self.faults if words not in one]

    def close(self) -> None:
        """Close the windows, and tell what went wrong in them."""
        for context in self._contexts:
            assert context.cookies() == []
            context.close()
        assert self.faults == []
        assert {one for one in self.requests if not one.startswith((self.address, "data:", "blob:"))} == set()


def fill(page: Page, complaint: str = COMPLAINT, draft: str = DRAFT) -> None:
    """Put both letters into the page at once, before the page reviews them of its own accord."""
    for name, text in (("complaint", complaint), ("draft", draft)):
        page.locator(f"#{name}").evaluate("(field, text) => { field.value = text; }", text)


def review(page: Page, complaint: str = COMPLAINT, draft: str = DRAFT) -> None:
    """Have the letters reviewed."""
    fill(page, complaint, draft)
    page.click("#review")
    expect(page.locator("#verdict")).to_be_visible()


def type_over(page: Page, words: str, typed: str) -> None:
    """Select words in the draft and type others in their place."""
    select(page, "draft", words)
    page.keyboard.type(typed)


def open_concern(concern: Locator) -> None:
    """Open a concern's panel, if it is not the one that is open."""
    if concern.get_attribute("open") is None:
        concern.locator("> summary").click()


def select(page: Page, letter: str, words: str) -> None:
    """Select words in a letter."""
    page.locator(f"#{letter}").evaluate(
        "(field, words) => { const at = field.value.indexOf(words); field.focus();"
        " field.setSelectionRange(at, at + words.length); }",
        words,
    )


def drop(page: Page, letter: str, *files: tuple[str, bytes]) -> None:
    """Drag files, each with its name, over a letter and drop them there."""
    carried = page.evaluate_handle(_DROP, [[name, base64.b64encode(data).decode()] for name, data in files])
    for happening in ("dragenter", "dragover", "drop"):
        page.dispatch_event(f"[data-drop={letter}]", happening, {"dataTransfer": carried})


def is_wide(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now."""
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    found = _AXE.run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def focused(page: Page) -> str:
    """What has the focus, as its id, or else its words."""
    told = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return " ".join(str(told).split())


def download(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button that gives a file; its name and what is in it."""
    with page.expect_download() as waited:
        page.get_by_role("button", name=button, exact=True).click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()
