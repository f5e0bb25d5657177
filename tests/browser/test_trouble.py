"""A service that is slow, fails, or dies in the middle: nothing typed is lost, and the page says what to do."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import docx
import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from reviewer import Reviewer
from reviewer.case import Case
from reviewer.formats.word import read_word
from service.app import create_app
from service.settings import Settings
from tests.browser.driving import REFUSED, Watch, drop, fill, review, type_over
from tests.page.test_files import own_file
from tests.page.visiting import COMPLAINT, DRAFT
from tests.service.conftest import Wrapped, served

pytestmark = pytest.mark.xdist_group("browser")
SLOW = "slowly"  # a draft with this word is reviewed when the test lets it be


@contextmanager
def window(browser: Browser, address: str, *forgiven: str) -> Iterator[Page]:
    """A window at a service of its own; `forgiven`: what the test brings about."""
    watch = Watch(browser, address)
    try:
        yield watch.open()
    finally:
        for words in forgiven:
            watch.forgive(words)
        watch.close()


@contextmanager
def slow_service(reviewer: Reviewer) -> Iterator[tuple[str, threading.Event]]:
    """A service that holds reviews back; its address, and the event that lets them go on."""
    go = threading.Event()
    with served(
        create_app(Settings(), Wrapped(reviewer, lambda case: SLOW in case.response and go.wait(60)))
    ) as address:
        try:
            yield address, go
        finally:
            go.set()


def test_a_slow_review_shows_that_it_goes_on_and_keeps_what_is_typed_meanwhile(
    browser: Browser, reviewer: Reviewer
) -> None:
    with slow_service(reviewer) as (address, go), window(browser, address) as page:
        fill(page, draft=f"{DRAFT}\n\n{SLOW}")
        page.click("#review")
        expect(page.locator("#status")).to_have_text("Reviewing…")
        expect(page.locator("#status .app-progress")).to_be_visible()
        type_over(page, SLOW, f"{SLOW} but surely")
        go.set()
        expect(page.locator("#verdict")).to_be_visible()
        expect(page.locator("#draft")).to_have_value(f"{DRAFT}\n\n{SLOW} but surely")
        expect(page.locator("#paper")).to_contain_text(f"{SLOW} but surely")


def test_an_answer_that_comes_too_late_is_dropped(browser: Browser, reviewer: Reviewer) -> None:
    with slow_service(reviewer) as (address, go), window(browser, address, "ERR_ABORTED") as page:
        review(page)
        type_over(page, "Head of Waste", SLOW)
        expect(page.locator("#status")).to_have_text("Reviewing what you changed…")
        type_over(page, SLOW, "Head of Bins")
        page.wait_for_timeout(1000)  # the pause after which it is sent
        shown: list[str] = []
        page.expose_function("note", lambda words: shown.append(words))
        page.evaluate(
            "new MutationObserver(() => note(document.querySelector('#paper').textContent))"
            ".observe(document.querySelector('#results'), { childList: true })"
        )
        go.set()
        expect(page.locator("#paper")).to_contain_text("Head of Bins")
        assert not [one for one in shown if SLOW in one]


def test_a_connection_that_lets_nothing_through_is_left(page: Page) -> None:
    page.clock.install()
    review(page)
    page.route_web_socket("**/as-you-type", lambda line: None)
    type_over(page, "Head of Waste", "Head of Bins")
    page.clock.run_for(1_000)
    expect(page.locator("#paper")).not_to_contain_text("Head of Bins")
    page.clock.run_for(15_000)
    expect(page.locator("#paper")).to_contain_text("Head of Bins")


def test_what_is_pressed_and_what_is_typed_meanwhile_both_count(browser: Browser, reviewer: Reviewer) -> None:
    with slow_service(reviewer) as (address, go), window(browser, address) as page:
        go.set()
        review(page, draft=f"{DRAFT}\n\n{SLOW}")
        go.clear()
        page.get_by_role("button", name="Use “about”").click()
        expect(page.locator("#status")).to_have_text("Reviewing…")
        type_over(page, "Head of Waste", "Head of Bins")
        go.set()
        wanted = f"{DRAFT}\n\n{SLOW}".replace("in respect of", "about").replace("Head of Waste", "Head of Bins")
        expect(page.locator("#draft")).to_have_value(wanted)
        expect(page.locator("#paper")).to_contain_text("Head of Bins")


def test_files_and_presses_are_done_one_after_another(browser: Browser, reviewer: Reviewer) -> None:
    with slow_service(reviewer) as (address, go), window(browser, address) as page:
        drop(page, "draft", ("reply.txt", f"{DRAFT}\n\n{SLOW}".encode()))
        drop(page, "complaint", ("mail.txt", COMPLAINT.encode()))
        expect(page.locator("#status")).to_have_text("Reviewing…")
        go.set()
        expect(page.locator("#complaint")).to_have_value(COMPLAINT)
        expect(page.locator("#draft")).to_have_value(f"{DRAFT}\n\n{SLOW}")
        finding = page.locator(".app-finding", has_text="“[INSERT ADDRESS]”")
        finding.locator("summary", has_text="Set aside").click()
        finding.get_by_label("Why it does not apply here").fill("The post room does it.")
        go.clear()
        page.get_by_role("button", name="Use “about”").click()
        finding.get_by_role("button", name="Set aside").click()
        finding.get_by_role("button", name="Set aside").click()  # twice is not more than once
        go.set()
        expect(page.locator(".app-set-aside")).to_contain_text("The post room does it.")
        expect(page.locator("#draft")).to_have_value(f"{DRAFT}\n\n{SLOW}".replace("in respect of", "about"))
        expect(page.locator("#undo")).to_contain_text("aside")
        page.click("#undo")
        page.click("#undo")
        expect(page.locator("#undo")).to_have_text("Undo: Read mail.txt")


def test_what_is_typed_in_a_box_while_its_file_is_read_comes_first(browser: Browser, reviewer: Reviewer) -> None:
    with slow_service(reviewer) as (address, go), window(browser, address) as page:
        drop(page, "draft", ("reply.txt", f"{DRAFT}\n\n{SLOW}".encode()))
        expect(page.locator("#status")).to_have_text("Reviewing…")
        page.locator("#draft").press_sequentially("Dear Ms Pell")
        go.set()
        expect(page.locator("#draft_read")).to_have_text(
            "You typed in this box while reply.txt was read, so what you typed is kept. Choose the file again to have"
            " its words."
        )
        expect(page.locator("#draft")).to_have_value("Dear Ms Pell")


def test_what_is_done_while_a_download_is_made_is_still_not_taken_away(browser: Browser, reviewer: Reviewer) -> None:
    asked: list[str] = []
    with slow_service(reviewer) as (address, go), window(browser, address) as page:
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        go.set()
        review(page, draft=f"{DRAFT}\n\n{SLOW}")
        go.clear()
        with page.expect_download():
            page.get_by_role("button", name="Download as JSON").click()
            expect(page.locator("#status")).to_have_text("Making the file…")
            type_over(page, "Head of Waste", "Head of Bins")
            go.set()
        page.locator("footer a").first.click()
        expect(page.locator("h1")).to_have_text("Accessibility statement")
        assert asked == ["beforeunload"]


def test_a_file_is_tried_again_with_what_was_typed_since(page: Page, watch: Watch) -> None:
    page.route("**/", lambda route: route.abort())
    drop(page, "draft", ("ours.docx", own_file()))
    expect(page.get_by_role("alert")).to_be_focused()
    fill(page, draft="")
    page.unroute("**/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#draft")).to_have_value(read_word(own_file()).text)
    expect(page.locator("#complaint")).to_have_value(COMPLAINT)
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download as Word").click()
    assert docx.Document(waited.value.path()).core_properties.subject == "OURS"
    watch.forgive("net::ERR_FAILED")


def test_what_was_pressed_last_is_tried_again_though_typing_failed_too(page: Page, watch: Watch) -> None:
    review(page)
    page.route("**/", lambda route: route.abort())
    page.route_web_socket("**/as-you-type", lambda line: line.close())
    type_over(page, "Head of Waste", "Head of Bins")
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    page.get_by_role("button", name="Use “about”").click()
    expect(alert).to_be_focused()
    with page.expect_event("requestfailed"):
        type_over(page, "Head of Bins", "Head of Lanes")
    page.unroute("**/")
    alert.get_by_role("button", name="Try again").click()
    wanted = DRAFT.replace("in respect of", "about").replace("Head of Waste", "Head of Lanes")
    expect(page.locator("#draft")).to_have_value(wanted)
    watch.forgive("net::ERR_FAILED")


def test_an_answer_that_numbers_all_anew_costs_nothing_typed_meanwhile(browser: Browser, reviewer: Reviewer) -> None:
    with slow_service(reviewer) as (address, go), window(browser, address, REFUSED) as page:
        go.set()
        review(page, draft=f"{DRAFT}\n\n{SLOW}")
        finding = page.locator(".app-finding", has_text="“[INSERT ADDRESS]”")
        number = finding.get_attribute("data-finding")
        go.clear()
        type_over(page, "in respect of your", "about your")
        type_over(page, "I uphold", "I will ring you on Friday. I uphold")
        expect(page.locator("#status")).to_have_text("Reviewing what you changed…")
        action = page.locator(".app-action", has_text="add your road")
        action.get_by_label("By when").fill("14 April")
        page.click("#more-concerns > summary")
        page.select_option("#kind-new", "question")
        finding.locator("summary", has_text="Set aside").click()
        reason = finding.get_by_label("Why it does not apply here")
        reason.press_sequentially("The post r")
        go.set()
        expect(page.locator("#paper")).not_to_contain_text("in respect of")
        assert finding.get_attribute("data-finding") != number
        page.keyboard.type("oom does it")
        expect(reason).to_be_visible()
        expect(reason).to_have_value("The post room does it")
        expect(action.get_by_label("By when")).to_have_value("14 April")
        expect(action.get_by_label("By when")).to_have_accessible_name("By when (action 2)")
        page.get_by_role("button", name="Add the concern", exact=True).click()
        expect(page.locator("#words-new-error")).to_be_visible()
        expect(page.locator("#kind-new")).to_have_value("question")
        expect(reason).to_have_value("The post room does it")


def test_a_service_that_dies_in_the_middle(browser: Browser, reviewer: Reviewer) -> None:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    running = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "--factory", "service.app:create_app", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{address}/readyz")
        with window(browser, address, "Failed to load resource") as page:
            review(page)
            page.get_by_label("By when").first.fill("14 April")
            type_over(page, "Head of Waste", "Head of Bins")
            with page.expect_request(lambda request: request.method == "POST"):
                page.click("#review")
            running.kill()
            alert = page.get_by_role("alert")
            expect(alert).to_contain_text("The service did not answer, so your reply was not reviewed.")
            expect(alert).to_contain_text("Nothing you typed is lost")
            expect(alert).to_be_focused()
            expect(alert).to_be_in_viewport()
            page.get_by_role("button", name="Download as JSON").click()
            expect(alert).to_contain_text("so the file could not be made")
            expect(page.locator("#draft")).to_have_value(DRAFT.replace("Head of Waste", "Head of Bins"))
            with served(create_app(Settings(), reviewer), port):
                with page.expect_download():
                    alert.get_by_role("button", name="Try again").click()
                expect(alert).to_have_count(0)
                page.click("#review")
                expect(page.locator("#paper")).to_contain_text("Head of Bins")
                expect(page.get_by_label("By when").first).to_have_value("14 April")
    finally:
        running.kill()
        running.wait()


def test_where_no_connection_stays_open_the_whole_form_is_sent(browser: Browser, reviewer: Reviewer) -> None:
    with (
        served(create_app(Settings(open_pages=1), reviewer)) as address,
        window(browser, address) as first,
        window(browser, address, "WebSocket connection") as second,
    ):
        for page in (first, second):
            review(page)
            type_over(page, "Head of Waste", "Head of Bins")
            expect(page.locator("#paper")).to_contain_text("Head of Bins")
        with second.expect_request(lambda request: request.method == "POST"):
            type_over(second, "Head of Bins", "Head of Tins")
        expect(second.locator("#paper")).to_contain_text("Head of Tins")


def test_a_page_goes_on_with_a_service_that_was_started_anew(browser: Browser, reviewer: Reviewer) -> None:
    with ExitStack() as stack:
        first = ExitStack()
        address = first.enter_context(served(create_app(Settings(), reviewer)))
        page = stack.enter_context(window(browser, address))
        review(page)
        type_over(page, "Head of Waste", "Head of Bins")
        expect(page.locator("#paper")).to_contain_text("Head of Bins")
        first.close()
        stack.enter_context(served(create_app(Settings(), reviewer), urlsplit(address).port or 0))
        with page.expect_websocket():
            type_over(page, "Head of Bins", "Head of Tins")
        expect(page.locator("#paper")).to_contain_text("Head of Tins")


def _wait_for(address: str) -> None:
    until = time.monotonic() + 120
    while True:
        try:
            if httpx2.get(address, timeout=30).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        assert time.monotonic() < until
        time.sleep(0.2)


def test_a_service_that_fails_says_so(browser: Browser, reviewer: Reviewer) -> None:
    def fail(_: Case) -> None:
        raise RuntimeError

    forgiven = "the server responded with a status of 500"
    with served(create_app(Settings(), Wrapped(reviewer, fail))) as address, window(browser, address, forgiven) as page:
        fill(page)
        page.click("#review")
        expect(page.locator(".govuk-error-summary")).to_contain_text("Something went wrong in the service.")
        expect(page.locator("#draft")).to_have_value(DRAFT)


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("text/html", "<h1>Sign in</h1>", "you may have to sign in again"),
        ("application/problem+json", "{}", "The service could not review your reply."),
    ],
)
def test_what_stands_before_the_service_answers_in_its_place(page: Page, kind: str, body: str, told: str) -> None:
    fill(page)
    page.route("**/", lambda route: route.fulfill(content_type=kind, body=body))
    page.click("#review")
    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.locator("#draft")).to_have_value(DRAFT)
    page.unroute("**/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#verdict")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
