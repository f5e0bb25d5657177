"""A draft that changes under review: suggestions used and undone, words typed, findings set aside."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import SELECTED, Watch, download, drop, fill, focused, review, type_over
from tests.page.visiting import DRAFT

pytestmark = pytest.mark.xdist_group("browser")
GRIN, BEAM = "\U0001f600", "\U0001f601"  # alike in the first of their two units


def test_a_suggestion_is_used_undone_and_used_again(page: Page) -> None:
    review(page)
    used = DRAFT.replace("in respect of", "about")
    page.get_by_role("button", name="Use “about”").click()
    expect(page.locator("#draft")).to_have_value(used)
    expect(page.locator("#status")).to_contain_text("Used “about”. ")
    expect(page.locator(".app-toast")).to_be_visible()  # the status is out of sight
    expect(page.locator("#paper")).not_to_contain_text("in respect of")
    assert page.evaluate("document.activeElement !== document.body")
    page.keyboard.press("Control+z")
    expect(page.locator("#draft")).to_have_value(DRAFT)
    expect(page.locator("#paper")).to_contain_text("in respect of")
    page.click("#redo-here")
    expect(page.locator("#draft")).to_have_value(used)
    expect(page.locator("#paper")).not_to_contain_text("in respect of")
    page.click("#undo")
    expect(page.locator("#draft")).to_have_value(DRAFT)
    expect(page.locator("#undo")).to_be_hidden()
    assert focused(page) == "redo"


def test_undo_and_redo_say_what_they_do(page: Page) -> None:
    review(page)
    used = DRAFT.replace("in respect of", "about")
    page.get_by_role("button", name="Use “about”").click()
    expect(page.locator("#undo")).to_have_text("Undo: Used “about”")
    type_over(page, "Head of Waste", "Head of Bins")
    expect(page.locator("#undo")).to_have_text("Undo: Typing")
    page.click("#undo")
    expect(page.locator("#draft")).to_have_value(used)
    expect(page.locator("#status")).to_contain_text("Undone: Typing. Not ready to send. ")
    expect(page.locator("#redo")).to_have_text("Redo: Typing")
    page.click("#undo")
    expect(page.locator("#draft")).to_have_value(DRAFT)
    expect(page.locator("#redo")).to_have_text("Redo: Used “about”")
    type_over(page, "Head of Waste", "Head of Bins")
    expect(page.locator("#redo")).to_be_hidden()


def test_without_a_draft_no_review_stands(page: Page) -> None:
    review(page)
    page.locator("#draft").fill("")
    expect(page.locator("#verdict")).to_have_count(0)
    expect(page.locator("#status")).to_be_empty()
    expect(page).to_have_title("Check a complaint reply before you send it – Complaint reply check")
    drop(page, "draft", ("reply.txt", DRAFT.encode()))
    expect(page.locator("#verdict")).to_be_visible()
    page.locator("#undo-here").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_have_value("")
    expect(page.locator("#verdict")).to_have_count(0)
    expect(page.locator("#status")).to_have_text("Undone: Read reply.txt.")
    expect(page.locator("#results")).to_be_focused()


def test_a_download_does_not_keep_what_was_typed_from_being_reviewed(page: Page) -> None:
    review(page)
    type_over(page, "Head of Waste", "Head of Bins")
    download(page, "Download as JSON")
    expect(page.locator("#paper")).to_contain_text("Head of Bins")


def test_words_are_edited_where_they_stand_now(page: Page) -> None:
    review(page)
    finding = page.locator(".app-finding", has_text="“in respect of”")
    fill(page, draft=f"Waste Services\n\n{DRAFT}")  # which no review has seen
    finding.get_by_role("button", name="Edit here").click()
    assert page.evaluate(SELECTED) == "in respect of"
    fill(page, draft="Dear Ms Pell")
    finding.get_by_role("button", name="Edit here").click()
    expect(page.locator("#status")).to_have_text("Those words are no longer in your draft.")
    assert page.evaluate(SELECTED) == ""


def test_it_reviews_as_one_types_and_compares(page: Page) -> None:
    review(page)
    expect(page.locator(".app-changes")).to_have_count(0)
    type_over(page, "in respect of", "about")
    expect(page.locator(".app-changes")).to_contain_text("'in respect of'")
    type_over(page, "works from", "utilises")
    page.locator(".app-changes a", has_text="'utilises'").click()
    expect(page.locator(".app-finding.app-chosen .app-finding__words")).to_have_text("“utilises”")
    page.click("#review")
    expect(page.locator("#verdict")).to_be_focused()
    page.click("#review")
    expect(page.locator(".app-changes")).to_have_count(0)


def test_only_what_changed_is_sent_as_one_types(page: Page, watch: Watch) -> None:
    sent: list[dict[str, Any]] = []
    page.on("websocket", lambda line: line.on("framesent", lambda told: sent.append(json.loads(str(told)))))
    review(page, draft=f"{DRAFT}\n\nBins {GRIN}")
    forms = [one for one in watch.requests if one == f"{watch.address}/"]
    type_over(page, "Head of Waste", "Head of Bins")
    expect(page.locator("#paper")).to_contain_text("Head of Bins")
    assert {one["field"] for one in sent[0]["changes"]} == {"complaint", "draft", "procedure", "stage", "memory"}
    type_over(page, "Head of Bins", "Head of Tins")
    expect(page.locator("#paper")).to_contain_text("Head of Tins")
    (change,) = (one for one in sent[-1]["changes"] if one["field"] == "draft")
    assert change["text"] == "T"
    type_over(page, GRIN, BEAM)
    expect(page.locator("#paper")).to_contain_text(f"Bins {BEAM}")
    assert [one for one in watch.requests if one == f"{watch.address}/"] == forms


def test_what_is_set_aside_stays_aside_while_one_types(page: Page) -> None:
    review(page)
    finding = page.locator(".app-finding", has_text="“in respect of”")
    finding.locator("summary", has_text="Set aside").click()
    finding.get_by_label("Why it does not apply here").fill("Our lawyers' words")
    page.keyboard.press("Enter")
    expect(page.locator(".app-set-aside")).to_contain_text("Your reason: Our lawyers' words")
    expect(finding).to_have_count(0)
    type_over(page, "your complaint of 20 March", "what you wrote")
    expect(page.locator("#paper")).to_contain_text("in respect of what you wrote")
    expect(page.locator("#set-aside")).to_have_text("Set aside (1)")
    expect(finding).to_have_count(0)
    page.get_by_role("button", name="Bring it back").click()
    expect(finding).to_be_visible()
    page.keyboard.press("Control+z")
    expect(finding).to_have_count(0)
