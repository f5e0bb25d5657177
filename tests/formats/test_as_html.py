import re
from itertools import pairwise, product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from reviewer.case import Case, Span
from reviewer.formats import as_html
from reviewer.review import Document, Review
from tests.handmade import COMPLAINT, make_review

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> \"><a href='javascript:alert(3)'>x</a> {{ 7 * 7 }} "
    "</textarea><style>body{display:none}</style> <!-- & &lt; \x1b[31m \x00 \u202eback"
)
CSS = (Path(as_html.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")


@pytest.fixture
def page(review: Review, case: Case) -> BeautifulSoup:
    return parse(review, case)


def parse(review: Review, case: Case) -> BeautifulSoup:
    return BeautifulSoup(as_html.render(review, case), "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_is_one_page_in_english_that_asks_for_nothing(page: BeautifulSoup) -> None:
    assert one(page, "html")["lang"] == "en-GB"
    assert not page.select("script, link, img, iframe, object, embed, form, base, video, audio")
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "default-src 'none'" in str(one(page, "meta[http-equiv]")["content"])
    assert all(str(link["href"]).startswith("#") for link in page.select("a"))
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on") or name == "src"]


def test_has_landmarks_headings_and_a_title(page: BeautifulSoup) -> None:
    for landmark in ("header", "nav[aria-label]", "main", "footer"):
        one(page, landmark)
    assert words(one(page, "title")) == "Revise: review of a draft complaint reply"
    levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for section in page.select("section"):
        assert one(section, "h2")["id"] == section["aria-labelledby"]


def test_every_link_leads_somewhere_and_ids_are_unique(page: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.select("a")} <= set(ids)


def test_tables_have_captions_and_headers(page: BeautifulSoup) -> None:
    tables = page.select("table")
    assert len(tables) == 3
    for table in tables:
        one(table, "caption")
        assert table.select("thead th[scope=col]")
        assert all(row.select("th[scope=row]") for row in table.select("tbody tr"))


def test_the_outcome_is_told_in_words(page: BeautifulSoup) -> None:
    assert words(one(page, "header .outcome")).startswith("Revise (15 of 24): 1 error")


def test_findings_are_marked_in_the_letter_and_linked_both_ways(page: BeautifulSoup) -> None:
    letter = page.select(".letter")[0]
    assert [(words(mark), mark["class"]) for mark in letter.select("mark")] == [
        ("RCV", ["warning"]),
        ("Lessons will be learned.", ["suggestion"]),
        ("[INSERT ADDRESS]", ["error"]),
    ]
    for name in ("F1", "F2", "F3"):
        assert words(one(letter, f"a[href='#finding-{name}']")).startswith(f"[{name}")
        assert one(page, f"#finding-{name} a[href='#place-{name}']")
        assert letter.select(f"#place-{name}")
    assert not page.select("#finding-F4 a")


def test_the_severity_of_a_mark_is_said_not_only_coloured(page: BeautifulSoup) -> None:
    assert [words(label) for label in page.select(".letter")[0].select(".label")] == [
        "[F1 warning: go to the entry]",
        "[F2 suggestion: go to the entry]",
        "[F3 error: go to the entry]",
    ]
    styles = re.findall(r"mark\.(\w+) \{[^}]*text-decoration-style: (\w+)", CSS)
    assert len({style for _, style in styles}) == len(styles) == 4


def test_findings_give_message_reason_and_suggestion(page: BeautifulSoup) -> None:
    told = words(one(page, "#finding-F1"))
    assert "F1 Warning: jargon" in told
    assert "Message of F1." in told
    assert "Try: bin lorry" in told
    assert "Reason of F1. (rule jargon/terms)" in told


def test_concerns_come_unanswered_first_with_words_and_evidence(page: BeautifulSoup) -> None:
    entries = page.select("li[id^=concern-]")
    assert [entry["id"] for entry in entries] == ["concern-C2", "concern-C3", "concern-C1"]
    assert words(one(entries[0], "h3")) == "C2 Concern: not answered"
    assert words(one(entries[0], "blockquote")) == "I rang twice and nobody rang back."
    assert words(one(entries[1], "h3")) == "C3 Question: Please check: this may be only partly answered"
    assert "55%" not in words(entries[1])
    assert entries[1]["class"] == ["unsure"]
    assert len(entries[2].select("blockquote")) == 2


def test_concerns_are_marked_in_the_complaint(page: BeautifulSoup) -> None:
    complaint = page.select(".letter")[1]
    assert [words(mark) for mark in complaint.select("mark.concern")][1] == "I rang twice and nobody rang back."
    assert one(complaint, "a[href='#concern-C2']")


def test_a_finding_in_the_complaint_links_to_the_findings(case: Case) -> None:
    finding = (
        make_review()
        .findings[0]
        .model_copy(update={"document": Document.COMPLAINT, "span": Span(start=0, end=3), "text": COMPLAINT[:3]})
    )
    page = parse(make_review(findings=(finding,)), case)
    assert one(page.select(".letter")[1], "a[href='#finding-F1']")
    assert "Show F1 in the complaint" in words(one(page, "#finding-F1"))


def test_actions_scores_and_readability(page: BeautifulSoup) -> None:
    rows = [[words(cell) for cell in row.select("th, td")] for row in page.select("section:has(#actions) tbody tr")]
    assert rows[0][3:] == ["The Waste Operations Manager", "by 21 March 2026 (21 March 2026)", "Yes"]
    assert rows[1][3:] == ["-", "-", "No: nothing specific"]
    scores = [words(row) for row in page.select("section:has(#scores) tbody tr")]
    assert len(scores) == 9
    assert scores[4].startswith("Desired outcome-Basis")
    readability = words(one(page, "section:has(#readability)"))
    assert "Flesch reading ease" in readability
    assert "Green: easy to read" in readability
    assert readability.endswith(
        "Splitting these sentences would help most: The crew did not have your road on their list, so we missed your "
        "bin twice."
    )


def test_without_a_complaint_the_page_says_so() -> None:
    page = parse(make_review(concerns=(), findings=()), Case(response=make_review().actions[0].text * 9))
    assert "No complaint was given." in words(one(page, "section:has(#concerns)"))
    assert "Nothing was found." in words(one(page, "section:has(#findings)"))
    assert not page.select("#complaint")


def test_hostile_text_comes_out_inert() -> None:
    span = Span(start=0, end=len(HOSTILE))
    base = make_review()
    finding = base.findings[0].model_copy(
        update={"span": span, "text": HOSTILE, "message": HOSTILE, "why": HOSTILE, "suggestions": (HOSTILE, HOSTILE)}
    )
    concern = base.concerns[0].model_copy(update={"text": HOSTILE, "span": span, "evidence": ()})
    action = base.actions[0].model_copy(update={"text": HOSTILE})
    criterion = base.criteria[0].model_copy(update={"basis": HOSTILE, "queries": HOSTILE})
    review = make_review(
        id=HOSTILE,
        reference=HOSTILE,
        service_area=HOSTILE,
        findings=(finding,),
        concerns=(concern,),
        actions=(action,),
        criteria=(criterion, *base.criteria[1:]),
        apology={},
        decision={"outcome": "upheld", "span": span},
        escalation={},
        dismissed=({**finding.model_dump(), "reason": HOSTILE},),
        notes=(HOSTILE,),
    )
    source = as_html.render(review, Case(response=HOSTILE, complaint=HOSTILE))
    page = BeautifulSoup(source, "html.parser")
    assert not page.select("script, img, textarea")
    assert len(page.select("style")) == 1
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert all(str(link["href"]).startswith("#") for link in page.select("a"))
    assert "{{ 7 * 7 }}" in words(page.select(".letter")[0])
    assert "<script>alert(1)</script>" in words(page.select(".letter")[0])
    assert not {"\x1b", "\x00", "\u202e"} & set(source)


def test_prints_on_a4_without_navigation() -> None:
    printed = CSS[CSS.index("@media print") :]
    assert "size: A4" in printed
    assert "nav, .skip { display: none; }" in printed


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", CSS))
TINTS = ("paper", "error-tint", "warning-tint", "suggestion-tint", "good-tint")


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *product(("ink", "link", "quiet"), TINTS),
        ("error", "error-tint"),
        ("warning", "warning-tint"),
        ("suggestion", "suggestion-tint"),
        ("good", "good-tint"),
    ],
)
def test_contrast_is_at_least_four_and_a_half(ink: str, paper: str) -> None:
    dark, light = sorted((luminance(COLOURS[ink]), luminance(COLOURS[paper])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
