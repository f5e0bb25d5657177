"""The officer's job without JavaScript: every button of the page, pressed in the form as it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from reviewer import Reviewer
from reviewer.case import Case
from reviewer.review import Status
from service.app import create_app
from service.page.memory import Work
from service.page.reviewing import review_work
from service.page.view import view_of
from service.settings import Settings
from tests.page.visiting import COMPLAINT, DRAFT, Page, numbers, review, visit
from tests.service.conftest import Wrapped


def test_the_page_asks_for_the_letters_and_shows_nothing_else(client: TestClient) -> None:
    page = visit(client)
    assert page.fields["draft"] == page.fields["complaint"] == ""
    assert page.all("#work label[for=complaint], #work label[for=draft]") == ["The complaint", "Your draft reply"]
    assert (page.fields["procedure"], page.fields["stage"]) == ("corporate", "stage_1")
    assert not page.soup.select("#verdict, .govuk-error-summary")
    assert len(page.soup.select("a[href^='/samples/']")) > 10


def test_a_reply_is_reviewed(page: Page) -> None:
    assert page.one("#verdict") == "✖ Not ready to send"
    assert numbers(page.one("#counts"))[0] >= 1
    urgent = page.all(".app-verdict ol li")
    assert 1 <= len(urgent) <= 3
    assert urgent[0].startswith("Error: ")
    assert (page.fields["complaint"], page.draft) == (COMPLAINT, DRAFT)
    assert "".join(one.get_text() for one in page.soup.select("#paper mark")).count("in respect of") == 1
    assert page.soup.select_one("title").get_text().startswith("Not ready to send: ")


@pytest.mark.parametrize(
    ("status", "unsure", "mood", "headline"),
    [
        ("answered", False, "ready", "Ready to send"),
        ("answered", True, "check", "Check 1 concern before you send"),
        ("not_answered", True, "check", "Check 1 concern before you send"),
        ("partly_answered", False, "check", "Check 1 concern before you send"),
    ],
)
def test_a_letter_with_an_open_concern_is_not_called_ready(
    reviewer: Reviewer, status: str, unsure: bool, mood: str, headline: str
) -> None:
    made = review_work(reviewer, Work(complaint=COMPLAINT, draft=DRAFT), "", keep=False)
    concern = made.review.concerns[0].model_copy(update={"status": Status(status), "unsure": unsure})
    review = made.review.model_copy(update={"outcome": "ready", "findings": (), "concerns": (concern,)})
    view = view_of(replace(made, review=review))
    assert (view.mood, view.headline) == (mood, headline)


def test_concerns_are_numbered_as_the_scores_name_them(page: Page) -> None:
    assert {one.split()[0] for one in page.all(".app-concern__summary")} >= {"C1", "C2"}


def test_a_replacement_is_on_paper_too(page: Page) -> None:
    assert "Try: about" in [one.get_text() for one in page.soup.select(".app-print-only")]


def test_what_is_shown_of_each_finding(page: Page) -> None:
    for finding in page.soup.select(".app-finding"):
        heading = finding.select_one("h3").get_text()
        assert any(one in heading for one in ("Error", "Warning", "Suggestion"))
        link = finding.select_one("a[href*='rules/']")
        assert link is not None
        assert page.client.get(str(link["href"])).status_code == 200
    for link in page.soup.select("#results a[href^='#']"):
        assert page.soup.select_one(str(link["href"])), link


def test_scores_have_their_basis_and_what_would_raise_them(page: Page) -> None:
    rows = page.soup.select(".app-scores tbody tr")
    assert len(rows) == len(page.soup.select(".app-bars li")) == 9
    assert all(len(cell.get_text().strip()) > 0 for row in rows for cell in row.select("td"))


def test_a_draft_alone_is_reviewed(client: TestClient) -> None:
    page = review(client, complaint="")
    assert page.one("#verdict")
    assert not page.soup.select(".app-concerns")


@pytest.mark.parametrize("draft", ["", "  \n "])
def test_without_a_draft_it_asks_for_one(client: TestClient, draft: str) -> None:
    page = visit(client).press(
        "Review the reply", complaint=COMPLAINT, draft=draft, stage="stage_2", procedure="housing"
    )
    assert (page.answer.status_code, page.slips) == (422, ["Enter your draft reply, or choose its file"])
    assert page.soup.select_one("title").get_text().startswith("Error: ")
    assert page.fields["complaint"] == COMPLAINT
    assert (page.fields["procedure"], page.fields["stage"]) == ("housing", "stage_2")


def test_the_nation_is_told_by_the_letters_or_chosen(client: TestClient) -> None:
    draft = f"{DRAFT}\n\nWe are answering at stage 1 of our complaints procedure."
    page = review(client, draft=draft)
    assert page.fields["nation"] == ""
    assert "corporate complaints in England" in page.soup.get_text()
    page = page.press("Review the reply", nation="scotland")
    assert page.fields["nation"] == "scotland"
    assert "corporate complaints in Scotland" in page.soup.get_text()


def test_with_the_day_the_complaint_came_a_late_reply_is_told(client: TestClient) -> None:
    late = "neither explains the delay nor apologises for it"
    page = review(client, draft=f"3 August 2026\n\n{DRAFT}")
    assert late not in page.soup.get_text()
    page = page.press("Review the reply", received="2026-03-20")
    assert page.fields["received"] == "2026-03-20"
    assert late in page.soup.get_text()


def test_a_day_that_is_none_is_told_beside_its_field(client: TestClient) -> None:
    page = visit(client).press("Review the reply", complaint=COMPLAINT, draft=DRAFT, received="last week")
    assert page.slips == ["Enter the day the complaint came as a date, such as 2026-03-12"]
    assert page.draft == DRAFT


def test_a_letter_that_is_too_long_is_kept_and_told(client: TestClient) -> None:
    draft = "Dear Ms Pell " * 8_000
    page = visit(client).press("Review the reply", draft=draft)
    assert page.slips == ["Your draft reply has 104,000 characters. Give no more than 100,000"]
    assert page.draft == draft


# --- the draft ------------------------------------------------------------------------------------------------------


def test_a_suggestion_is_used(page: Page) -> None:
    page = page.press("Use “about”", within=page.finding("in respect of"))
    assert page.draft == DRAFT.replace("in respect of", "about")
    assert "in respect of" not in page.one("#paper")
    assert any("in respect of" in one for one in page.all(".app-changes li"))


def test_an_article_before_it_is_mended(client: TestClient) -> None:
    page = review(client, "Dear Ms Pell\n\nThis is set out in an SLA.\n\nYours sincerely\n\nHead of Waste")
    assert page.press("Use “service level agreement (SLA").draft.count("set out in a service level agreement (SLA") == 1


def test_only_words_that_can_stand_in_the_letter_are_offered(client: TestClient) -> None:
    page = review(client, DRAFT.replace("the crew", "our operatives"))
    assert page.all(".app-use") == ["Use “about”"]
    assert "Try: " in page.finding("operatives").get_text()


def test_words_that_are_gone_are_not_replaced(page: Page) -> None:
    page.fields["draft"] = page.draft.replace("in respect of", "about")
    page = page.press("Use “about”", within=page.finding("in respect of"))
    assert page.slips == ["Those words are no longer in your reply, so it was left as it is"]
    assert page.draft == DRAFT.replace("in respect of", "about")


def test_what_an_action_lacks_is_put_in(page: Page) -> None:
    asked = page.press("Put this into the letter")
    assert asked.slips == ["Enter who will do it, or by when"]
    (field,) = (name for name in asked.fields if name.startswith("date-"))
    page = asked.press("Put this into the letter", **{field: "14 April 2026."})
    assert "Our Waste Manager will add your road to the list by 14 April 2026.\n" in page.draft
    assert "14 April 2026" in page.one(".app-action")


# --- findings -------------------------------------------------------------------------------------------------------


def test_a_finding_is_set_aside_with_a_reason_and_brought_back(page: Page) -> None:
    finding = page.finding("in respect of")
    asked = page.press("Set aside", within=finding)
    assert asked.slips == ["Say why this finding does not apply"]
    field = str(asked.finding("in respect of").select_one("input")["name"])
    page = asked.press("Set aside", within=asked.finding("in respect of"), **{field: "Our lawyers' words"})
    assert "in respect of" not in str(page.soup.select(".app-finding"))
    assert "Your reason: Our lawyers' words" in page.one(".app-set-aside")
    page = page.press("Bring it back")
    assert not page.soup.select(".app-set-aside")
    assert page.finding("in respect of")


def test_it_stays_set_aside_as_the_words_beside_it_change(page: Page) -> None:
    finding = page.finding("in respect of")
    field = str(finding.select_one("input")["name"])
    page = page.press("Set aside", within=finding, **{field: "It is right here."})
    drafts = (
        page.draft.replace("I write in", "I am writing in"),
        page.draft.replace("your complaint of 20 March", "the complaint you made"),
        "Waste Services\n\n" + page.draft,
    )
    for draft in drafts:
        page = page.press("Review the reply", draft=draft)
        assert page.one("#set-aside") == "Set aside (1)"
        assert "in respect of" not in "".join(page.all(".app-finding__words"))
    more = page.press("Review the reply", draft=page.draft.replace("I uphold", "Also in respect of it, I uphold"))
    assert more.one("#set-aside") == "Set aside (1)"
    page = page.press("Bring it back")
    assert page.finding("in respect of")
    assert not page.soup.select("#set-aside")


def test_another_finding_of_the_same_rule_is_not_set_aside(page: Page) -> None:
    finding = page.finding("in respect of")
    field = str(finding.select_one("input")["name"])
    page = page.press("Set aside", within=finding, **{field: "It is right here."})
    page = page.press("Review the reply", draft=page.draft.replace("I uphold", "In lieu of a visit, I uphold"))
    assert page.one("#set-aside") == "Set aside (1)"
    assert "“In lieu of”" in page.all(".app-finding__words")


def test_findings_about_one_criterion_are_shown_alone(page: Page) -> None:
    shown = page.press("Show", show="plain_english")
    assert {one["data-criterion"] for one in shown.soup.select(".app-finding")} == {"plain_english"}
    assert shown.fields["show"] == "plain_english"
    assert len(page.soup.select(".app-finding")) > len(shown.soup.select(".app-finding"))
    assert page.one("#counts") == shown.one("#counts")


def test_reviews_are_compared(page: Page) -> None:
    mended = page.press(
        "Review the reply", draft=DRAFT.replace("in respect of", "about").replace("works from", "utilises")
    )
    fixed, new, *_ = mended.all(".app-changes__lists > div")
    assert "'in respect of'" in fixed
    assert "'utilises'" in new
    assert "[INSERT ADDRESS]" not in fixed + new
    same = mended.press("Review the reply")
    assert not same.soup.select(".app-changes")


def test_scores_that_moved_are_told(page: Page) -> None:
    def score(shown: Page) -> str:
        row = next(one for one in shown.all(".app-scores tr") if one.startswith("Privacy and accuracy"))
        return row.removeprefix("Privacy and accuracy").split(" of 3")[0].strip()

    mended = page.press("Review the reply", draft=DRAFT.replace("[INSERT ADDRESS]", "12 Larch Court"))
    *_, scores = mended.all(".app-changes__lists > div")
    assert f"Privacy and accuracy: was {score(page)}, now {score(mended)}" in scores
    assert score(page) != score(mended)


# --- concerns -------------------------------------------------------------------------------------------------------


def add(page: Page, concern: str, kind: str = "concern") -> Page:
    return page.press("Add the concern", **{"words-new": concern, "kind-new": kind})


def test_a_concern_is_added_and_judged(page: Page) -> None:
    asked = page.press("Add the concern")
    assert asked.slips == ["Enter the words of the concern"]
    page = add(asked, "Nora Pell", "question")
    number = _number(page, "Nora Pell")
    assert page.fields[f"kind-{number}"] == "question"
    assert page.soup.select_one("[data-key='question Nora Pell'] .app-concern__status").get_text().strip()


def test_a_concern_is_corrected(page: Page) -> None:
    number = _number(page, "Why was our road left off the list?")
    button = f"Save and judge again: concern {int(number) + 1}"
    page = page.press(button, **{f"words-{number}": "our road left off the list"})
    assert page.soup.select("[data-key='question our road left off the list']")
    assert "Why was our road left off the list?" not in page.all(".app-concern__summary .app-concern__words")
    mark = page.soup.select_one("[data-key='question our road left off the list'] blockquote").get_text()
    assert mark.startswith("I rang on 18 March")  # the words around it in the complaint
    asked = page.press(button, **{f"words-{number}": " "})
    assert asked.slips == ["Enter the words of the concern"]


def test_concerns_are_merged(page: Page) -> None:
    ours = ("was missed on 3 March", "again on 17 March")
    page = add(add(page, ours[0]), ours[1])
    page.ticked = [_number(page, ours[0])]
    page = page.press("Merge the ticked concerns")
    assert page.slips == ["Tick two or more concerns to merge"]
    page.ticked = [_number(page, one) for one in ours]
    merged = page.press("Merge the ticked concerns").all(".app-concern__words")
    assert "was missed on 3 March and again on 17 March" in merged
    assert not set(ours) & set(merged)


def _number(page: Page, concern: str) -> str:
    """The number by which the form knows the concern of just these words."""
    (name,) = (name for name, told in page.fields.items() if name.startswith("words-") and told == concern)
    return name.removeprefix("words-")


def test_concerns_are_removed_and_stay_removed_as_the_draft_changes(page: Page) -> None:
    before = page.all(".app-concern__words")
    asked = page.press("Remove the ticked concerns")
    assert asked.slips == ["Tick the concerns to remove"]
    asked.ticked = [str(number) for number in range(1, len(before))]
    page = asked.press("Remove the ticked concerns").press("Review the reply", draft=DRAFT.replace("uphold", "accept"))
    assert len(page.all(".app-concern__words")) == 1
    found = page.press("Find the concerns again")
    assert sorted(found.all(".app-concern__words")) == sorted(before)


def test_corrected_concerns_outlast_a_change_of_the_complaint(page: Page) -> None:
    page = add(page, "our road left off")
    page = page.press("Review the reply", complaint=f"To the council\n\n{COMPLAINT}")
    assert "our road left off" in page.all(".app-concern__words")
    assert "The complaint has changed since you corrected its concerns." in page.one(".app-concerns")
    assert "our road left off" not in page.press("Find the concerns again").all(".app-concern__words")


def test_without_corrections_the_concerns_of_a_new_complaint_are_found(page: Page) -> None:
    page = page.press("Review the reply", complaint="The lift in Corder House has been broken for six weeks.")
    assert page.all(".app-concern__words") == ["The lift in Corder House has been broken for six weeks."]


def test_concerns_are_found_each_time_until_they_are_corrected(reviewer: Reviewer) -> None:
    cases: list[Case] = []
    with TestClient(create_app(Settings(), Wrapped(reviewer, cases.append))) as client:
        page = review(client).press("Review the reply", draft=DRAFT.replace("uphold", "accept"))
        page = add(page, "our road left off")
        page.press("Review the reply", draft=DRAFT)
    first, changed, *corrected = cases
    assert (first.concerns, changed.concerns) == (None, None)
    for case in corrected:
        given = [one.span.of(COMPLAINT) for one in case.concerns or () if one.span]
        assert sorted(given) == sorted(page.all(".app-concern__words"))
