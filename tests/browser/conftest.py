"""A real browser, and a real server with the real Reviewer behind the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from reviewer import Reviewer
from service.app import create_app
from service.settings import Settings
from tests.browser.driving import FLAGS, Watch, chromium
from tests.service.conftest import served


@pytest.fixture(scope="package")
def address(reviewer: Reviewer) -> Iterator[str]:
    """The address of the service."""
    with served(create_app(Settings(), reviewer)) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    path = chromium()
    if path is None:
        pytest.skip("Chromium is needed: `make test` installs it, or takes the one that CHROMIUM=/path/to/it names")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watch(browser: Browser, address: str) -> Iterator[Watch]:
    """A window of its own, of which the test learns whatever went wrong in it."""
    watch = Watch(browser, address)
    yield watch
    watch.close()


@pytest.fixture
def page(watch: Watch) -> Page:
    """A window of a usual size."""
    return watch.open()
