"""The basic job where JavaScript is off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reviewer.formats.word import read_word
from tests.browser.driving import REFUSED, Watch
from tests.formats.word_reading import comments_of
from tests.page.test_files import own_file
from tests.page.visiting import COMPLAINT, DRAFT

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(watch: Watch) -> Page:
    return watch.open(java_script_enabled=False)


def test_the_whole_job(page: Page, watch: Watch) -> None:
    expect(page.get_by_text("drop it here").first).to_be_hidden()
    page.click("#review")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter your draft reply")
    expect(page.locator(".govuk-error-summary")).to_be_in_viewport()
    page.fill("#complaint", COMPLAINT)
    page.set_input_files("#draft_file", {"name": "ours.docx", "mimeType": "", "buffer": own_file()})
    page.click("#review")
    expect(page.locator("#verdict")).to_be_in_viewport()
    expect(page.locator("#results")).to_contain_text("The Word file is yours, ours.docx")
    expect(page.locator(".app-shown-with-script:visible")).to_have_count(0)
    page.get_by_role("button", name="Use “about”").click()
    expect(page.locator(".app-changes")).to_contain_text("'in respect of'")
    finding = page.locator(".app-finding", has_text="“[INSERT ADDRESS]”")
    finding.locator("summary", has_text="Set aside").click()
    finding.get_by_role("button", name="Set aside").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say why this finding does not apply")
    finding.get_by_label("Why it does not apply here").fill("The post room does it.")
    finding.get_by_role("button", name="Set aside").click()
    expect(page.locator(".app-set-aside")).to_contain_text("The post room does it.")
    page.click("#more-concerns > summary")
    page.fill("#words-new", "Nora Pell")
    page.get_by_role("button", name="Add the concern").click()
    expect(page.locator("[data-key='concern Nora Pell']")).to_be_visible()
    page.select_option("#show", "next_steps")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#show")).to_have_value("next_steps")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download as Word").click()
    words = {one.words for one in comments_of(Path(waited.value.path()).read_bytes())}
    assert "[INSERT ADDRESS]" not in words
    assert page.input_value("#draft") == read_word(own_file()).text.replace("in respect of", "about")
    watch.forgive(REFUSED)


def test_links_lead_from_words_to_findings_and_back(page: Page) -> None:
    page.click("#sample")
    page.locator("#paper a").first.click()
    finding = page.locator(".app-finding:target")
    expect(finding).to_be_in_viewport()
    finding.get_by_role("link", name="Show in the letter").click()
    expect(page.locator("#paper :target")).to_be_in_viewport()


def test_what_is_to_be_mended_is_in_sight_and_nothing_typed_is_lost(page: Page, watch: Watch) -> None:
    page.fill("#complaint", COMPLAINT)
    page.fill("#draft", DRAFT)
    page.click("#review")
    page.get_by_label("By when").fill("14 April")
    finding = page.locator(".app-finding", has_text="“[INSERT ADDRESS]”")
    finding.locator("summary", has_text="Set aside").click()
    finding.get_by_label("Why it does not apply here").fill("The post room does it.")
    page.click("#more-concerns > summary")
    page.fill("#words-new", "Nora Pell")
    page.select_option("#kind-new", "question")
    page.locator("[name=ticked]").first.check()
    concern = page.locator("[data-concern]").last
    concern.locator("> summary").click()
    concern.locator("summary", has_text="Correct this concern").click()
    concern.get_by_label("Words of the concern").fill("")
    concern.get_by_role("button", name="Save and judge again").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter the words of the concern")
    expect(page.locator(".govuk-error-summary")).to_be_in_viewport()
    expect(concern.locator(".govuk-error-message")).to_be_visible()
    for pressed in ("", "Use “about”"):
        if pressed:
            page.get_by_role("button", name=pressed).click()
            expect(page.locator("#paper")).not_to_contain_text("in respect of")
        expect(page.get_by_label("By when")).to_have_value("14 April")
        expect(finding.get_by_label("Why it does not apply here")).to_have_value("The post room does it.")
        expect(page.locator("#words-new")).to_have_value("Nora Pell")
        expect(page.locator("#kind-new")).to_have_value("question")
        expect(page.locator("[name=ticked]").first).to_be_checked()
    page.get_by_role("button", name="Add the concern").click()
    expect(page.locator("[data-key='question Nora Pell']")).to_be_visible()
    expect(page.locator("#words-new")).to_have_value("")
    watch.forgive(REFUSED)
