"""The officer's whole job, in a real browser."""

from __future__ import annotations

import io
import json
import re

import docx
import pytest
from playwright.sync_api import Page, expect

from reviewer.formats.word import read_word
from tests.browser.driving import (
    REFUSED,
    SELECTED,
    Watch,
    download,
    drop,
    fill,
    focused,
    open_concern,
    review,
    select,
)
from tests.formats.word_reading import comments_of, parts_of
from tests.page.test_files import own_file
from tests.page.visiting import COMPLAINT, DRAFT

pytestmark = pytest.mark.xdist_group("browser")

_CHOOSE_A_LARGE_FILE = """() => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(21 * 1024 * 1024)], "a.docx"));
  const field = document.querySelector("#draft_file");
  field.files = carried.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}"""


# --- in -------------------------------------------------------------------------------------------------------------


def test_paste_and_review(watch: Watch) -> None:
    page = watch.open(permissions=["clipboard-read", "clipboard-write"])
    for name, text in (("complaint", COMPLAINT), ("draft", DRAFT)):
        page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        page.focus(f"#{name}")
        page.keyboard.press("Control+v")
        expect(page.locator(f"#{name}")).to_have_value(text)
    page.click("#review")
    expect(page.locator("#verdict")).to_contain_text("Not ready to send")
    expect(page.locator("#verdict")).to_be_focused()
    expect(page.locator("#verdict")).to_be_in_viewport()
    expect(page.locator("#status")).to_contain_text("Not ready to send. ")
    expect(page).to_have_title("Not ready to send: Check a complaint reply before you send it – Complaint reply check")
    # The worst is told first and within the window, with the way to the Word file.
    expect(page.locator(".app-verdict ol li").first).to_be_in_viewport()
    expect(page.get_by_role("button", name="Download the Word file with comments")).to_be_in_viewport()


def test_what_is_missing_is_asked_for(page: Page, watch: Watch) -> None:
    page.click("#review")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.click(".govuk-error-summary a")
    draft = page.locator("#draft")
    expect(draft).to_be_focused()
    expect(draft).to_have_accessible_description(re.compile(r"Error:\s+Enter your draft reply"))
    expect(draft).to_have_class(re.compile("govuk-textarea--error"))
    expect(page).to_have_title(re.compile("^Error: Check a complaint reply"))
    fill(page)
    page.click("#review")
    expect(page.locator("#verdict")).to_be_visible()
    expect(page.locator(".govuk-error-summary, .govuk-error-message")).to_have_count(0)
    expect(draft).to_have_accessible_description("Paste the whole letter or e-mail, as it would be sent.")
    expect(draft).to_have_class("govuk-textarea")
    expect(page).to_have_title(re.compile("^Not ready to send: "))
    watch.forgive(REFUSED)


def test_a_word_file_is_dropped_changed_and_taken_away(page: Page) -> None:
    drop(page, "complaint", ("complaint.txt", COMPLAINT.encode()))
    expect(page.locator("#complaint")).to_have_value(COMPLAINT)
    expect(page.locator("#status")).to_have_text("Read complaint.txt.")
    drop(page, "draft", ("our reply.docx", own_file()))
    expect(page.locator("#status")).to_contain_text("Read our reply.docx. Not ready to send. ")
    expect(page.locator("#draft")).to_have_value(read_word(own_file()).text)
    expect(page.locator("#results")).to_contain_text("The Word file is yours, our reply.docx")
    page.get_by_role("button", name="Use “about”").click()
    expect(page.locator("#draft")).to_have_value(read_word(own_file()).text.replace("in respect of", "about"))
    name, data = download(page, "Download the Word file with comments")
    assert name == "our reply – reviewed.docx"
    assert docx.Document(io.BytesIO(data)).core_properties.subject == "OURS"
    assert "[INSERT ADDRESS]" in {one.words for one in comments_of(data)}
    assert "<w:del " in parts_of(data)["word/document.xml"].decode()
    expect(page.locator("#status")).to_have_text("our reply – reviewed.docx was downloaded.")


def test_undo_brings_the_word_file_back_with_its_words(page: Page) -> None:
    drop(page, "draft", ("ours.docx", own_file()))
    expect(page.locator("#results")).to_contain_text("The Word file is yours, ours.docx")
    drop(page, "draft", ("other.txt", b"Dear Ms Pell\n\nI uphold your complaint."))
    expect(page.locator("#draft_read")).to_have_text("other.txt is in the box above.")
    expect(page.locator("#results")).not_to_contain_text("The Word file is yours")
    page.click("#undo")
    expect(page.locator("#draft")).to_have_value(read_word(own_file()).text)
    expect(page.locator("#draft_read")).to_be_hidden()
    expect(page.locator("#results")).to_contain_text("The Word file is yours, ours.docx")
    name, data = download(page, "Download as Word")
    assert name == "ours – reviewed.docx"
    assert docx.Document(io.BytesIO(data)).core_properties.subject == "OURS"
    page.click("#redo")
    expect(page.locator("#results")).not_to_contain_text("The Word file is yours")
    assert download(page, "Download as Word")[0] == "reviewed-reply.docx"


def test_a_new_reply_is_started_with_nothing_of_the_last_one(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    drop(page, "draft", ("ours.docx", own_file()))
    expect(page.locator("#results")).to_contain_text("The Word file is yours, ours.docx")
    page.get_by_role("link", name="Start a new reply").click()
    expect(page.locator("#draft")).to_have_value("")
    assert asked == ["beforeunload"]
    review(page)
    expect(page.locator("#results")).not_to_contain_text("The Word file is yours")


def test_the_reply_is_copied(watch: Watch) -> None:
    page = watch.open(permissions=["clipboard-read", "clipboard-write"])
    review(page)
    page.get_by_role("button", name="Copy the reply").click()
    expect(page.locator("#status")).to_contain_text("Your reply was copied.")
    assert page.evaluate("navigator.clipboard.readText()") == DRAFT
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    page.get_by_role("button", name="Copy the reply").click()
    expect(page.locator("#status")).to_contain_text("Your reply is selected.")
    expect(page.locator("#draft")).to_be_focused()
    assert page.evaluate(SELECTED) == DRAFT


def test_of_two_files_dropped_on_one_box_the_page_says_which_was_left(page: Page) -> None:
    drop(page, "draft", ("reply.txt", DRAFT.encode()), ("mail.txt", COMPLAINT.encode()))
    expect(page.locator("#draft")).to_have_value(DRAFT)
    expect(page.locator("#draft_read")).to_contain_text("reply.txt is in the box above.")
    for place in ("#draft_read", "#status"):
        expect(page.locator(place)).to_contain_text("Only one file goes into a box, so this was left: mail.txt.")
    expect(page.locator("#complaint")).to_have_value("")


def test_a_chosen_file_that_cannot_be_read_costs_nothing_typed(page: Page, watch: Watch) -> None:
    fill(page)
    page.set_input_files("#draft_file", {"name": "a.docx", "mimeType": "", "buffer": b"PK\x03\x04 and no more"})
    expect(page.locator(".govuk-error-summary")).to_contain_text("damaged")
    expect(page.locator("#draft")).to_have_value(DRAFT)
    page.evaluate(_CHOOSE_A_LARGE_FILE)
    expect(page.locator("#status")).to_contain_text("The file is larger than 20 MB.")
    expect(page.locator("#draft")).to_have_value(DRAFT)
    watch.forgive(REFUSED)


def test_a_sample_is_one_click_away(page: Page) -> None:
    page.click("#sample")
    expect(page.locator("#verdict")).to_be_visible()
    assert page.input_value("#draft").startswith("Ravensby")


# --- while it is mended ---------------------------------------------------------------------------------------------


def test_what_an_action_lacks_is_put_in(page: Page) -> None:
    review(page)
    page.get_by_label("By when").first.fill("14 April 2026")
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_have_value(
        DRAFT.replace("road to the list.", "road to the list by 14 April 2026.")
    )
    expect(page.locator(".app-action").first).to_contain_text("14 April 2026")


def test_findings_are_gone_through_with_buttons_and_keys(page: Page) -> None:
    review(page)
    page.click("#next")
    expect(page.locator("#where")).to_contain_text("1 of ")
    page.keyboard.press("n")
    expect(page.locator("#where")).to_contain_text("2 of ")
    page.keyboard.press("p")
    finding = page.locator(".app-finding.app-chosen")
    expect(finding).to_be_focused()
    expect(finding).to_be_in_viewport()
    words = finding.locator(".app-finding__words").inner_text().strip("“”")
    expect(page.locator("#paper .app-chosen").first).to_have_text(words)
    page.keyboard.press("e")
    assert page.evaluate(SELECTED) == words
    page.keyboard.type("n")  # in a text area it is a letter
    expect(page.locator("#where")).to_contain_text("1 of ")
    page.click("#keys")
    page.keyboard.press("n")
    expect(page.locator("#where")).to_contain_text("1 of ")


def test_one_goes_on_from_a_finding_that_is_gone(page: Page) -> None:
    review(page)
    finding = page.locator(".app-finding", has_text="“in respect of”")
    keys = page.locator(".app-finding").evaluate_all("(all) => all.map((one) => one.dataset.key)")
    number = keys.index(finding.get_attribute("data-key"))
    finding.locator(".app-finding__links a").click()
    finding.locator("button.app-use").click()
    expect(finding).to_have_count(0)
    page.locator("#where").click()
    page.keyboard.press("n")
    expect(page.locator("#where")).to_contain_text(f"{number + 1} of ")


def test_findings_are_shown_by_criterion(page: Page) -> None:
    review(page)
    page.select_option("#show", "plain_english")
    expect(page.locator("#status")).to_contain_text("shown.")
    for finding in page.locator(".app-finding:visible").all():
        expect(finding).to_have_attribute("data-criterion", "plain_english")
    page.locator(".app-verdict ol a").first.click()  # one that is not among them
    expect(page.locator("#show")).to_have_value("")
    expect(page.locator(".app-finding.app-chosen")).to_be_visible()


def test_on_paper_all_findings_stand_each_with_its_reason(page: Page) -> None:
    review(page)
    page.select_option("#show", "plain_english")
    shown = page.locator(".app-finding:visible").count()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    every = page.locator(".app-finding").count()
    assert shown < every
    expect(page.locator(".app-finding:visible")).to_have_count(every)
    expect(page.locator("[data-part=why] p:visible")).to_have_count(2 * every)
    expect(page.locator("[data-part=aside]:visible")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".app-finding:visible")).to_have_count(shown)
    expect(page.locator("#show")).to_have_value("plain_english")
    expect(page.locator("[data-part=why][open]")).to_have_count(0)


# --- concerns -------------------------------------------------------------------------------------------------------


def test_a_concern_is_corrected_with_words_chosen_in_the_complaint(page: Page) -> None:
    review(page)
    concern = page.locator("[data-key='question Why was our road left off the list?']")
    open_concern(concern)
    concern.locator("summary", has_text="Correct this concern").click()
    select(page, "complaint", "our road left off")
    concern.get_by_role("button", name="Use the words I select in the complaint").click()
    field = concern.get_by_label("Words of the concern")
    expect(field).to_have_value("our road left off")
    concern.get_by_role("button", name="Save and judge again").click()
    saved = page.locator("[data-key='question our road left off']")
    expect(saved).to_have_attribute("open", "")
    expect(saved.locator("> summary")).to_be_focused()
    status = saved.locator(".app-concern__status").inner_text().split(" ", 1)[1]
    expect(page.locator("#status")).to_contain_text(f"Corrected a concern. It is now: {status}. ")
    page.locator("#more-concerns > summary").click()
    page.get_by_role("button", name="Use the words I select in the complaint").last.click()
    expect(page.locator("#words-new")).to_have_value("")  # those words are in another concern already
    page.locator("#verdict").click()
    page.keyboard.press("Control+z")
    expect(concern).to_be_visible()


def test_words_may_also_be_chosen_after_the_button(page: Page) -> None:
    review(page)
    page.locator("#more-concerns > summary").click()
    page.get_by_role("button", name="Use the words I select in the complaint").last.click()
    expect(page.locator("#complaint")).to_be_focused()
    select(page, "complaint", "our road left off")
    expect(page.locator("#words-new")).to_have_value("our road left off")


def test_concerns_are_added_merged_and_removed(page: Page, watch: Watch) -> None:
    review(page)
    page.click("#more-concerns > summary")
    for words in ("was missed on 3 March", "again on 17 March"):
        page.locator("#words-new").fill(words)
        page.get_by_role("button", name="Add the concern", exact=True).click()
        expect(page.locator(f"[data-key='concern {words}']")).to_be_visible()
        page.get_by_role("checkbox", name=words, exact=True).check()
    page.get_by_role("button", name="Merge the ticked concerns", exact=True).click()
    whole = "was missed on 3 March and again on 17 March"
    expect(page.locator(f"[data-key='concern {whole}']")).to_be_visible()
    page.get_by_role("checkbox", name=whole, exact=True).check()
    page.get_by_role("button", name="Remove the ticked concerns", exact=True).click()
    expect(page.locator(f"[data-key='concern {whole}']")).to_have_count(0)
    page.get_by_role("button", name="Remove the ticked concerns", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Tick the concerns to remove")
    watch.forgive(REFUSED)


def test_a_line_joins_a_concern_to_its_answer(page: Page) -> None:
    review(page)
    answered = page.locator("[data-concern]:has([data-to])").first
    open_concern(answered)
    expect(answered.locator("svg path").first).to_be_visible()
    expect(page.locator("[data-concern][open]")).to_have_count(1)  # one at a time
    page.set_viewport_size({"width": 700, "height": 800})
    expect(answered.locator("svg path")).to_have_count(0)  # no room


# --- out, and what is kept ------------------------------------------------------------------------------------------


def test_the_review_is_taken_away_in_each_form(page: Page) -> None:
    review(page)
    name, data = download(page, "Download as Word")
    assert name == "reviewed-reply.docx"
    assert "in respect of" in {one.words for one in comments_of(data)}
    name, data = download(page, "Download as JSON")
    assert (name, json.loads(data)["response_text"]) == ("reviewed-reply.json", DRAFT)
    name, data = download(page, "Download as a web page")
    assert name == "reviewed-reply.html"
    page.evaluate("window.print = () => { document.title = 'printing'; }")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printing")


def test_the_browser_remembers_procedure_stage_and_nation_and_nothing_else(page: Page) -> None:
    page.select_option("#procedure", "housing")
    page.check("input[value=stage_2]")
    page.select_option("#nation", "wales")
    page.fill("#received", "2026-03-20")
    review(page)
    kept = page.evaluate("[Object.values(localStorage), Object.values(sessionStorage), document.cookie]")
    assert kept == [['{"procedure":"housing","stage":"stage_2","nation":"wales"}'], [], ""]
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page.url.partition("#")[0])
    expect(page.locator("#procedure")).to_have_value("housing")
    expect(page.locator("input[value=stage_2]")).to_be_checked()
    expect(page.locator("#nation")).to_have_value("wales")
    expect(page.locator("#received")).to_have_value("")
    expect(page.locator("#draft")).to_have_value("")


def test_who_leaves_with_words_not_taken_away_is_asked(page: Page) -> None:
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    page.locator("#draft").press_sequentially("Dear Ms Pell")
    page.locator("footer a").first.click(no_wait_after=True)
    expect(page.locator("#draft")).to_have_value("Dear Ms Pell")
    assert asked == ["beforeunload"]
    page.locator("#draft").fill("")
    page.locator("footer a").first.click()
    expect(page.locator("h1")).to_have_text("Accessibility statement")


def test_who_leaves_with_a_button_s_work_not_taken_away_is_asked(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    review(page)
    page.get_by_role("button", name="Use “about”").click()
    expect(page.locator("#paper")).not_to_contain_text("in respect of")
    page.locator("footer a").first.click(no_wait_after=True)
    expect(page.locator("#verdict")).to_be_visible()
    assert asked == ["beforeunload"]


def test_the_whole_job_with_the_keyboard_alone(page: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if focused(page).startswith(name):
                return
        raise AssertionError(f"{name} cannot be reached")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips to the form
    tab_to("complaint")
    page.keyboard.insert_text(COMPLAINT)
    tab_to("draft")
    page.keyboard.insert_text(DRAFT)
    tab_to("review")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_be_focused()
    tab_to("Error:")
    page.keyboard.press("Enter")
    expect(page.locator(".app-finding.app-chosen")).to_be_focused()
    page.keyboard.press("n")
    page.locator("#next").focus()
    tab_to("Use “about”")
    page.keyboard.press("Space")
    expect(page.locator("#paper")).not_to_contain_text("in respect of")
    assert focused(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#paper")).to_contain_text("in respect of")
    tab_to("Download as Word")
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename == "reviewed-reply.docx"
