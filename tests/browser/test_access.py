"""For everyone: axe on each state of each page, forced colours, 320 pixels, no sideways scrolling, nothing heavy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import REFUSED, Watch, faults, fill, is_wide, review, type_over

pytestmark = pytest.mark.xdist_group("browser")
MOST_BYTES = 300_000
SAMPLE, GOOD = "/samples/council-tax-moved-out", "/samples/missed-bins-good"


def asked(page: Page) -> None:
    page.click("#review")
    expect(page.locator(".govuk-error-summary")).to_be_visible()


def refused(page: Page) -> None:
    page.set_input_files("#draft_file", {"name": "a.docx", "mimeType": "", "buffer": b"PK\x03\x04"})
    expect(page.locator(".govuk-error-summary")).to_be_visible()


def opened(page: Page) -> None:
    """All that can be opened is open, the concerns too."""
    page.evaluate("for (const one of document.querySelectorAll('details')) { one.name = ''; one.open = true; }")


def worked_on(page: Page) -> None:
    """A suggestion used, a finding set aside, concerns to merge not ticked, a finding chosen."""
    review(page)
    page.get_by_role("button", name="Use “about”").click()
    expect(page.locator(".app-changes")).to_be_visible()
    finding = page.locator(".app-finding", has_text="“[INSERT ADDRESS]”")
    finding.locator("summary", has_text="Set aside").click()
    finding.get_by_label("Why it does not apply here").fill("The post room does it.")
    page.keyboard.press("Enter")
    expect(page.locator(".app-set-aside")).to_be_visible()
    page.click("#more-concerns > summary")
    page.get_by_role("button", name="Merge the ticked concerns", exact=True).click()
    expect(page.locator("#ticked-error")).to_be_visible()
    page.click("#next")


def changed_complaint(page: Page) -> None:
    """The officer's own concerns, and another complaint."""
    review(page)
    page.click("#more-concerns > summary")
    page.fill("#words-new", "Nora Pell")
    page.get_by_role("button", name="Add the concern", exact=True).click()
    expect(page.locator("[data-key='concern Nora Pell']")).to_be_visible()
    page.locator("#complaint").press_sequentially("More. ")
    expect(page.locator("#results")).to_contain_text("The complaint has changed")


def in_trouble(page: Page) -> None:
    review(page)
    page.route("**/", lambda route: route.abort())
    page.route_web_socket("**/as-you-type", lambda line: line.close())
    type_over(page, "Head of Waste", "Head of Bins")
    expect(page.get_by_role("alert")).to_be_visible()


def draft_alone(page: Page) -> None:
    review(page, complaint="")


def nothing(_: Page) -> None: ...


STATES: Mapping[str, tuple[str, Callable[[Page], None]]] = {
    "empty": ("/", nothing),
    "asked": ("/", asked),
    "refused": ("/", refused),
    "filled": ("/", fill),
    "reviewed": (SAMPLE, nothing),
    "opened": (SAMPLE, opened),
    "ready": (GOOD, opened),
    "draft alone": ("/", draft_alone),
    "worked on": ("/", worked_on),
    "changed complaint": ("/", changed_complaint),
    "in trouble": ("/", in_trouble),
    "accessibility": ("/accessibility", nothing),
    "privacy": ("/privacy", nothing),
    "missing": ("/samples/none", nothing),
    "rules": ("/rules", nothing),
    "rule": ("/rules/tone/blame", nothing),
    "problem": ("/problems/busy", nothing),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_colours_at_any_width(watch: Watch, state: str) -> None:
    path, bring_about = STATES[state]
    page = watch.open(path)
    bring_about(page)
    found = {"as it is": faults(page)}
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 320, "height": 640})
    found["in forced colours, at 320 pixels"] = faults(page)
    assert {how: what for how, what in found.items() if what} == {}
    assert not is_wide(page)
    watch.forgive(REFUSED)
    watch.forgive("the server responded with a status of 404")
    watch.forgive("net::ERR_FAILED")


@pytest.mark.parametrize("path", ["/", SAMPLE, GOOD, "/accessibility", "/privacy"])
def test_axe_finds_nothing_without_javascript(watch: Watch, path: str) -> None:
    page = watch.open(path, scripts=False)
    assert page.locator(".js-enabled").count() == 0
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert not is_wide(page)


def test_forced_colours_keep_marks_and_scores_apart_from_what_is_around(watch: Watch) -> None:
    page = watch.open(SAMPLE, forced_colors="active")
    mark = page.locator("#paper .app-mark--warning").first
    assert mark.evaluate("(one) => getComputedStyle(one).textDecorationLine") == "underline"
    fills = page.evaluate(
        "[...document.querySelectorAll('.app-steps__step--full')].map((one) => getComputedStyle(one).fill)"
    )
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert canvas not in fills


def test_who_wants_no_motion_sees_none(watch: Watch) -> None:
    page = watch.open(SAMPLE, reduced_motion="reduce")
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0


def test_the_first_load_weighs_little_and_is_ours_alone(watch: Watch) -> None:
    page = watch.open("/accessibility")
    weights: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: weights.update(
            {request.url: request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]}
        ),
    )
    session = page.context.new_cdp_session(page)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    with page.expect_event("requestfinished", lambda request: request.url.endswith("page.js")):
        page.goto(watch.address + SAMPLE)
    expect(page.locator("body.js-enabled")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the last modules may be told of after they have run
    assert len(weights) > 10
    assert sum(weights.values()) < MOST_BYTES, weights


def test_results_are_told_once_in_a_sentence(page: Page) -> None:
    status = page.get_by_role("status")
    expect(status).to_have_attribute("aria-live", "polite")
    review(page)
    expect(status).to_contain_text("Not ready to send. ")
    page.evaluate(
        "() => { window.told = []; new MutationObserver(() => window.told.push(document.querySelector('#status')"
        ".textContent)).observe(document.querySelector('#status'), { childList: true, subtree: true }); }"
    )
    type_over(page, "in respect of", "about")
    expect(page.locator(".app-changes")).to_be_visible()
    said = [one for one in page.evaluate("window.told") if one and not one.startswith("Reviewing")]
    assert len(said) == 1
