import re

import pytest
from rich.cells import cell_len

from reviewer.case import Case, Span
from reviewer.formats import as_text
from reviewer.review import Document, Review
from tests.handmade import COMPLAINT, REPLY, make_review

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def lines(review: Review, case: Case) -> list[str]:
    return as_text.render(review, case).splitlines()


def section(lines: list[str], title: str) -> list[str]:
    start = lines.index(title) + 2
    end = next((at for at in range(start, len(lines)) if lines[at].startswith("---")), len(lines) + 1)
    return lines[start : end - 1]


def test_the_outcome_comes_first(lines: list[str]) -> None:
    assert lines[0].startswith("Revise (15 of 24): 1 error")
    assert lines[1:3] == ["concern to check", "Corporate complaints, stage 1"]


def test_no_line_is_wider_than_eighty_columns(lines: list[str]) -> None:
    assert max(map(cell_len, lines)) <= 80


@pytest.mark.parametrize("width", [60, 100])
def test_other_widths_hold_too(review: Review, case: Case, width: int) -> None:
    assert max(map(cell_len, as_text.render(review, case, width=width).splitlines())) <= width


@pytest.mark.parametrize(
    ("words", "signs", "message"),
    [
        ("RCV", "~~~", "     | F1 Warning: Message of F1."),
        (
            "Lessons will be learned.",
            "~" * 24,
            "     | F2 Suggestion: Message of F2. (learning/hollow, judged by a model, 81%",
        ),
        ("[INSERT ADDRESS]", "^" * 16, "     | F3 Error: Message of F3."),
    ],
)
def test_findings_stand_under_the_line_they_concern(lines: list[str], words: str, signs: str, message: str) -> None:
    at = next(number for number, line in enumerate(lines) if words in line)
    column = lines[at].index(words)
    assert lines[at + 1] == "     |" + " " * (column - 6) + signs
    assert lines[at + 2] == message


def test_suggestions_are_given(lines: list[str]) -> None:
    assert lines[lines.index("     | F1 Warning: Message of F1.") + 1] == "     |    Try: bin lorry"


def test_findings_without_a_place_stand_apart(lines: list[str]) -> None:
    assert section(lines, "ABOUT THE LETTER AS A WHOLE")[0] == "F4 Warning: Message of F4."


def test_findings_in_the_complaint_are_quoted(case: Case) -> None:
    span = Span(start=0, end=len("You missed my bin"))
    finding = (
        make_review()
        .findings[0]
        .model_copy(update={"document": Document.COMPLAINT, "span": span, "text": span.of(COMPLAINT)})
    )
    lines = as_text.render(make_review(findings=(finding,)), case).splitlines()
    assert '   "You missed my bin"' in section(lines, "IN THE COMPLAINT")


def test_a_grouped_finding_is_told_once_and_marked_everywhere(case: Case) -> None:
    start = REPLY.index("bin twice")
    finding = make_review().findings[0].model_copy(update={"also": (Span(start=start, end=start + 3),)})
    lines = as_text.render(make_review(findings=(finding,)), case).splitlines()
    assert sum("Message of F1." in line for line in lines) == 1
    assert "     | F1 again" in lines


def test_unanswered_concerns_come_first_with_the_words(lines: list[str]) -> None:
    concerns = section(lines, "CONCERNS")
    assert concerns[:2] == [
        "C2 Concern: Not answered (97% confident)",
        '   They said: "I rang twice and nobody rang back."',
    ]
    assert "C3 Question: Please check: this may be only partly answered" in concerns
    assert concerns[-3:-1] == [
        '   The reply: "The crew did not have your road on their list, so we missed your',
        '              bin twice."',
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case(response=REPLY), "No complaint was given."),
        (Case(response=REPLY, complaint="Thanks."), "No concern was found in the complaint."),
    ],
)
def test_no_concerns(case: Case, expected: str) -> None:
    assert section(as_text.render(make_review(concerns=()), case).splitlines(), "CONCERNS")[0] == expected


def test_actions_are_a_table(lines: list[str]) -> None:
    table = [line for line in section(lines, "ACTIONS") if line]
    assert table[0].split() == ["What", "Owner", "By", "when", "Complete"]
    assert re.search(r"A1 +Remedy: The Waste.* by 21 March 2026 +Yes$", table[2])
    assert any(re.search(r"A2 +Learning: Lessons will be .* - +- +No: nothing$", line) for line in table)


def test_statements(lines: list[str]) -> None:
    told = section(lines, "APOLOGY, DECISION, NEXT STEP")
    assert told[:3] == ["Apology:   A genuine apology", '           "I am sorry that we did."', "Decision:  Upheld"]
    assert told[4].startswith("Next step: The next stage (right for stage 1")


def test_scores_are_a_grid_with_null_as_a_dash(lines: list[str]) -> None:
    grid = [line for line in section(lines, "SCORES") if line]
    assert re.search(r"Concerns answered +1 +Basis of concerns_answered\.", grid[2])
    assert any(re.search(r"Desired outcome +- +Basis", line) for line in grid)
    assert any("Query: When?" in line for line in grid)
    assert any(re.search(r"Total +15 +of 24", line) for line in grid)


def test_readability(lines: list[str]) -> None:
    told = section(lines, "READABILITY OF THE REPLY")
    assert told[0] == "Band                 Green: easy to read"
    assert "Words a sentence     8.6 on average, 15 at most" in told
    assert told[told.index("Splitting these sentences would help most:") + 1] == (
        '   "The crew did not have your road on their list, so we missed your bin twice."'
    )


def test_notes_and_dismissed_findings_are_told(case: Case) -> None:
    finding = make_review().findings[0]
    dismissed = {**finding.model_dump(), "reason": "Our crew's own name."}
    review = make_review(notes=("No complaint: concerns not judged.",), dismissed=(dismissed,))
    lines = as_text.render(review, case).splitlines()
    assert "Note: No complaint: concerns not judged." in lines
    assert "- Message of F1. Reason: Our crew's own name." in section(lines, "SET ASIDE BY A PERSON")


def test_colour_only_repeats_the_words(review: Review, case: Case) -> None:
    plain, coloured = as_text.render(review, case), as_text.render(review, case, colour=True)
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    unpainted = [line.rstrip() for line in ESCAPES.sub("", coloured).splitlines()]
    assert unpainted == plain.splitlines()


def test_a_letter_cannot_steer_the_terminal(review: Review) -> None:
    hostile = Case(response="\x1b[2J\x1b]0;owned\x07 [bold]not markup[/bold] :smile: \u202eback")
    words = as_text.render(
        make_review(findings=(), concerns=(), actions=(), apology={}, decision={}, escalation={}), hostile
    )
    assert "␛[2J␛]0;owned␇ [bold]not markup[/bold] :smile: \ufffdback" in words
    assert not {"\x1b", "\x07", "\u202e"} & set(words)
