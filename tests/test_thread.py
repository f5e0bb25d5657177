"""Which lines of an e-mail are the thread below it."""

from __future__ import annotations

import pytest

from reviewer.lines import read_lines
from reviewer.thread import quoted_lines

OWN = "We will come on Friday and look at it.\n\n"
THREAD = "I want my bin emptied.\nBob"


def quoted(text: str) -> list[str]:
    lines = list(read_lines(text))
    return [line.text for line, is_quoted in zip(lines, quoted_lines(lines), strict=True) if is_quoted]


@pytest.mark.parametrize(
    "intro",
    [
        "On 3 March 2026 at 10:22, Bob Bell <bob@example.org> wrote:",
        "On Tue, 3 Mar 2026 at 10:22, Customer Complaints Team <complaints@example.gov.uk>\nwrote:",
        "On 03/03/2026 10:22, Bob wrote:",
        "On 3 March 2026, Bob Bell wrote:",
        "-----Original Message-----\nFrom: Bob Bell\nSent: 3 March 2026 10:22",
        "From: Bob Bell\nSent: 03 March 2026 10:22\nTo: Complaints\nSubject: My bin",
        "*From:* Bob Bell <bob@example.org>\n*Date:* Tuesday, 3 March 2026 at 10:22\n*To:* Complaints",
    ],
)
def test_all_below_the_lead_in_is_quoted(intro: str) -> None:
    assert quoted(OWN + intro + "\n\n" + THREAD) == [*intro.split("\n"), *THREAD.split("\n")]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March you wrote:\nMy bin was missed.\nThat is right.",
        "On Tuesday 3 March at 10:22 you wrote:\nMy bin was missed.\nThat is right.",
        "On Tuesday the officer wrote:\nIt is not us.\nIt was them all along.",
        "From: Bob Bell\nI want my bin emptied every week from now on.",
        "I want a letter from: the manager.\nDate: soon.",
        "--\nBob Bell, 14 Elm Row",
    ],
)
def test_words_like_a_lead_in_quote_nothing(text: str) -> None:
    assert quoted(OWN + text) == []


def test_marked_lines_are_quoted_and_what_stands_between_them_is_not() -> None:
    intro = "On 3 March 2026 at 10:22, Bob <b@example.org> wrote:"
    text = f"{intro}\n> My bin was missed.\nYes, it was.\n> Why?\nA new driver."
    assert quoted(text) == [intro, "> My bin was missed.", "> Why?"]


def test_a_person_s_lead_in_counts_where_the_lines_below_are_marked() -> None:
    assert quoted("On 3 March you wrote:\n> My bin was missed.\nThat is right, and we are sorry.") == [
        "On 3 March you wrote:",
        "> My bin was missed.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---------- Forwarded message ---------\nFrom: Bob <b@example.org>\nDate: 3 March 2026\nTo: Council\n\n"
        + THREAD,
        "For you, please deal with it. Jo, Contact Centre\n\nBegin forwarded message:\n\nFrom: Bob\nDate: 3 May\n\n"
        + THREAD,
        "FYI\n\nFrom: Bob Bell\nSent: 03 March 2026 10:22\nTo: Complaints\n\n" + THREAD,
        "> I want my bin emptied.\n> Bob",
    ],
)
def test_a_letter_that_is_nothing_but_a_forwarded_one_is_not_quoted(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    "header",
    [
        "From: Ann Lee\nSent: 4 March 2026 09:00\nTo: Bob Bell\nSubject: Your bin",
        "To: Mr Bob Bell, 14 Elm Row\nFrom: Complaints Team\nDate: 4 March 2026\nSubject: Your bin",
        "Importance: high\n\nFrom: Ann Lee\nDate: 4 March 2026\nTo: Bob Bell",
    ],
)
def test_a_letter_s_own_header_quotes_nothing_and_hides_no_thread_below(header: str) -> None:
    thread = "From: Bob Bell\nSent: 03 March 2026 10:22\nTo: Complaints\n\n" + THREAD
    assert quoted(f"{header}\n\n{OWN}") == []
    assert quoted(f"{header}\n\n{OWN}{thread}") == thread.replace("\n\n", "\n").split("\n")
