"""What holds for every answer of the page: headers, weight, no word of a letter where it does not belong."""

from __future__ import annotations

import gzip
import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from reviewer import Reviewer
from reviewer.case import Case
from service.app import create_app
from service.page.council import LONGEST_LOGO
from service.settings import Settings
from tests.page.visiting import COMPLAINT, DRAFT, Page, review, visit
from tests.service.conftest import Wrapped

MOST_BYTES = 300_000
MARKER = "Zqx7-Wibble.Secret"
PAGES = ["/", "/samples/council-tax-moved-out", "/samples/none", "/accessibility", "/privacy"]
_LOADED = re.compile(r"""<link[^>]* href="([^"]+)"|<(?:script|img)[^>]* src="([^"]+)"|(?:from|import) ?"(\.[^"]+)\"""")


# --- headers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_kept_nowhere_and_runs_nothing_but_its_own(client: TestClient, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"\bstyle=|\son[a-z]+=|<style|<script(?![^>]* src=)", answer.text)
    outside = [one for one in re.findall(r"""(?:href|src|action)="([^"]*)\"""", answer.text) if "//" in one]
    assert outside == []


def test_a_part_of_the_page_has_the_same_headers(client: TestClient) -> None:
    form = {"draft": (None, DRAFT), "press": (None, "review")}
    whole, part = (client.post("/", files=form, headers=one) for one in ({}, {"X-Page-Part": "review"}))
    for name in ("content-security-policy", "cache-control", "content-type", "vary"):
        assert whole.headers[name] == part.headers[name]
    assert "X-Page-Part" in part.headers["vary"]
    assert "<html" not in part.text
    assert 'id="verdict"' in part.text


@pytest.mark.parametrize("name", ["page.css", "page.js", "govuk-frontend.min.css", "icon.svg"])
def test_files_of_the_page_may_be_kept_and_are_asked_about(client: TestClient, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    again = client.get(f"/static/{name}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["/static/", "/static/../app.py", "/static/%2e%2e/app.py", "/static/nothing.js"])
def test_no_other_file_is_served(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


# --- weight ---------------------------------------------------------------------------------------------------------


def loaded(client: TestClient, address: str) -> Iterator[tuple[str, int]]:
    """All that a browser loads for a page, with its weight as it travels."""
    seen, left = set(), [address]
    while left:
        place = left.pop()
        if place in seen:
            continue
        seen.add(place)
        with client.stream("GET", place, headers={"accept-encoding": "gzip"}) as answer:
            raw = b"".join(answer.iter_raw())
            assert answer.status_code == 200, place
            packed = answer.headers.get("content-encoding") == "gzip"
        yield place, len(raw)
        text = (gzip.decompress(raw) if packed else raw).decode("utf-8", "replace")
        if not place.endswith(".min.js"):
            left += [urljoin(place, next(filter(None, found))) for found in _LOADED.findall(text)]


@pytest.mark.parametrize("address", ["/", "/samples/home-care-missed-visits"])
def test_the_page_weighs_little(client: TestClient, address: str) -> None:
    parts = dict(loaded(client, address))
    assert {"/static/page.css", "/static/page.js", "/static/swapping.js", "/council.css"} <= set(parts)
    assert sum(parts.values()) < MOST_BYTES / 2, parts


def test_with_the_longest_logo_too(reviewer: Reviewer, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'/>{'':{LONGEST_LOGO - 41}}"[:LONGEST_LOGO])
    with TestClient(create_app(Settings(council_logo=logo, council_name="Borset"), reviewer)) as client:
        parts = dict(loaded(client, "/"))
    assert "/council-logo" in parts
    assert sum(parts.values()) < MOST_BYTES


def test_pages_are_compressed_and_the_apis_answers_are_not(client: TestClient) -> None:
    encoding = {"accept-encoding": "gzip"}
    for address in (*PAGES, "/rules", "/static/page.css", "/static/page.js"):
        answer = client.get(address, headers=encoding)
        assert answer.headers["content-encoding"] == "gzip", address
        assert "Accept-Encoding" in answer.headers["vary"]
        assert "content-encoding" not in client.get(address, headers={"accept-encoding": "identity"}).headers
    answers = [client.get("/openapi.json", headers=encoding), client.get("/v1/rules", headers=encoding)]
    answers.append(client.post("/v1/reviews", json={"response": DRAFT}, headers=encoding))
    form = {"draft": (None, DRAFT), "format": (None, "docx")}
    answers.append(client.post("/download", files=form, headers=encoding))
    for answer in answers:
        assert (answer.status_code, "content-encoding" in answer.headers) == (200, False)


# --- samples and statements -----------------------------------------------------------------------------------------


def test_a_sample_is_one_click_away(client: TestClient) -> None:
    page = visit(client, "/samples/council-tax-moved-out")
    assert page.one("#verdict")
    assert page.draft.startswith("Ravensby")
    assert page.press("Review the reply").one("#verdict") == page.one("#verdict")


@pytest.mark.parametrize("name", ["none", MARKER, "..%2f..%2fetc", "council-tax-moved-out.json"])
def test_a_sample_that_there_is_not_has_a_page_that_leads_on(client: TestClient, name: str) -> None:
    page = visit(client, f"/samples/{name}")
    assert (page.answer.status_code, page.one("h1")) == (404, "Page not found")
    assert MARKER not in page.answer.text
    links = [str(one["href"]) for one in page.soup.select("main a")]
    assert "/" in links
    assert client.get(links[-1]).status_code == 200


@pytest.mark.parametrize("address", ["/accessibility", "/privacy"])
def test_statements_stand_one_click_from_every_page(client: TestClient, address: str) -> None:
    for place in PAGES:
        assert visit(client, place).soup.select(f"footer a[href='{address}']")
    assert visit(client, address).one("h1")


# --- when it goes wrong ---------------------------------------------------------------------------------------------


def test_words_are_shown_as_words(client: TestClient) -> None:
    nasty = "Dear <script>alert(1)</script> & <b>Ms</b> 😀 \"'Shah'\"\n\nI will <i>utilise</i> it.\u202e\n\n</textarea>"
    page = review(client, nasty, f"{nasty} Why?")
    assert page.draft == nasty
    assert not page.soup.select("#results script, #results i, #results b")
    assert "<script>alert" not in page.answer.text
    again = page.press("Review the reply")
    assert (again.draft, again.fields["complaint"]) == (nasty, f"{nasty} Why?")


@pytest.mark.parametrize("draft", ["\n\nDear Ms Shah", "Dear\r\nMs\rShah", "Dear \u00a0 Ms\tShah  "])
def test_a_text_area_gives_back_what_was_typed(client: TestClient, draft: str) -> None:
    page = review(client, draft)
    assert page.draft == draft.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"memory": "{bad"}, 400),
        ({"memory": '{"concerns": 3}'}, 400),
        ({"press": "use {}"}, 400),
        ({"press": 'use {"at": -1, "words": "", "with": ""}'}, 422),
        ({"press": "no-such-thing"}, 400),
        ({"press": "save-concern 99"}, 400),
        ({"show": "colour"}, 400),
        ({"original_name": "a.docx", "original": "not base64!"}, 400),
    ],
)
def test_a_form_that_is_not_the_pages_own_costs_nothing_typed(page: Page, fields: dict[str, str], status: int) -> None:
    told = page.send({"press": "review", **fields})
    assert told.answer.status_code == status
    assert len(told.slips) == 1
    assert (told.fields["complaint"], told.draft) == (COMPLAINT, DRAFT)


def test_what_is_no_form_is_told_in_a_page(client: TestClient) -> None:
    for answer in (client.post("/", data={"draft": "Dear"}), client.post("/", content=b"x")):
        assert answer.status_code == 415
        assert Page(client, answer).slips


def test_an_error_that_nobody_foresaw_costs_nothing_typed(reviewer: Reviewer, caplog: pytest.LogCaptureFixture) -> None:
    def fail(case: Case) -> None:
        raise RuntimeError(f"cannot read {case.response}")

    draft = f"Dear Ms {MARKER}"
    with TestClient(create_app(Settings(), Wrapped(reviewer, fail))) as client:
        page = visit(client).press("Review the reply", draft=draft)
        download = page.send({"format": "docx"}, address="/download")
    for told in (page, download):
        assert told.answer.status_code == 500
        assert told.slips[0].startswith("Something went wrong in the service.")
        assert told.draft == draft
    assert "RuntimeError at test_answers.py" in caplog.text
    assert MARKER not in caplog.text


def test_before_the_reviewer_is_loaded_it_says_so_and_keeps_what_was_typed() -> None:
    with TestClient(create_app(Settings())) as client:
        page = visit(client).press("Review the reply", draft=DRAFT)
        assert page.answer.status_code == 503
        assert page.slips[0].startswith("The reviewer is still starting.")
        assert page.draft == DRAFT
        until = time.monotonic() + 120
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.2)
        assert page.press("Review the reply").one("#verdict")


def test_rules_that_there_are_not_are_told(client: TestClient) -> None:
    page = Page(client, client.post("/?rules=none", files={"draft": (None, DRAFT), "press": (None, "review")}))
    assert page.slips[0].startswith("There are no rules of the name that is in this page's address.")
    assert page.draft == DRAFT


# --- privacy --------------------------------------------------------------------------------------------------------


def test_nothing_of_a_form_is_logged_or_stored(
    client: TestClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    draft = f"{DRAFT}\n{MARKER}"
    page = review(client, draft, f"{COMPLAINT} {MARKER}")
    page = page.press("Add the concern", **{"words-new": MARKER})
    page.press("Review the reply", files={"draft_file": (f"{MARKER}.txt", draft.encode() * 500)})
    page.press("Download as Word")
    page.send({"memory": MARKER, "press": MARKER})
    client.get(f"/samples/{MARKER}")
    logged = "".join(str(vars(record)) for record in caplog.records if record.name != "httpx2")  # the client's own
    assert MARKER.lower() not in logged.lower()
    assert list(tmp_path.iterdir()) == []
