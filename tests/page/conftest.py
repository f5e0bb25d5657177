"""The service with the real Reviewer, for a council of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from reviewer import Reviewer
from service.app import create_app
from service.settings import Settings
from tests.page.visiting import Page, review


@pytest.fixture(scope="session")
def client(reviewer: Reviewer) -> Iterator[TestClient]:
    """A client of the service."""
    with TestClient(create_app(Settings(), reviewer)) as client:
        yield client


@pytest.fixture
def page(reviewed_once: Page) -> Page:
    """The page with the sample letters, reviewed."""
    return Page(reviewed_once.client, reviewed_once.answer)


@pytest.fixture(scope="session")
def reviewed_once(client: TestClient) -> Page:
    """The same, reviewed once for all tests."""
    return review(client)
