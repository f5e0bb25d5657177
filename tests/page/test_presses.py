"""What buttons do to words: articles, places, and what an action lacks."""

from __future__ import annotations

import json

import pytest

from service.page.articles import with_article
from service.page.form import PageForm
from service.page.memory import Work
from service.page.presses import press


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("This is an ", "service level agreement", "This is a "),
        ("This is a ", "extra fee", "This is an "),
        ("This is a ", "rise", "This is a "),
        ("A ", "extra fee", "An "),
        ("It is done.\n\nAn ", "rise", "It is done.\n\nA "),
        ("It is an ", "union", "It is a "),
        ("It is a ", "hour", "It is an "),
        ("It is a\n", "unimportant thing", "It is an\n"),
        ("It is an ", "useful one", "It is a "),
        ("We chose Plan A ", "instead", "We chose Plan A "),
        ("Flat 2a ", "instead", "Flat 2a "),
        ("It is the ", "extra fee", "It is the "),
        ("", "extra fee", ""),
        ("This is an ", "£5 charge", "This is an "),
        ("It is a-", "amount", "It is a-"),
    ],
)
def test_the_article_before_words(before: str, words: str, after: str) -> None:
    assert with_article(before, words) == after


@pytest.mark.parametrize(
    ("draft", "at", "after"),
    [
        ("We utilise it. They utilise it.", 3, "We use it. They utilise it."),
        ("We utilise it. They utilise it.", 20, "We utilise it. They use it."),
        ("Dear Ms X. We utilise it.", 3, "Dear Ms X. We use it."),
        ("😀 We utilise it.", 5, "😀 We use it."),
    ],
)
def test_words_are_replaced_where_they_are_now(draft: str, at: int, after: str) -> None:
    told = json.dumps({"at": at, "words": "utilise", "with": "use"})
    assert press(Work(draft=draft), f"use {told}", PageForm()).draft == after


@pytest.mark.parametrize(
    ("words", "owner", "date", "after"),
    [
        ("We will ring you.", "", "14 March", "We will ring you by 14 March."),
        ("We will ring you.", "", "within 10 working days", "We will ring you within 10 working days."),
        ("We will ring you.", "", "by Friday.", "We will ring you by Friday."),
        ("The list will be mended", "our Repairs Manager", "", "The list will be mended by our Repairs Manager"),
        ("The list will be mended!", "by  Ms Lee", "3 May", "The list will be mended by Ms Lee by 3 May!"),
        ("“We will ring.”", "", "3 May", "“We will ring by 3 May.”"),
        ("We will refund you £40.", "our Finance Manager", "", "Our Finance Manager will refund you £40."),
        ("We will ring you.", "by our Clerk", "3 May", "Our Clerk will ring you by 3 May."),
        ("“We’ll ring you.”", "Ms Lee", "", "“Ms Lee will ring you.”"),
        ("As promised, we shall ring you.", "our Clerk", "", "As promised, our Clerk shall ring you."),
        ("It is late. We will ring you.", "our Clerk", "", "It is late. Our Clerk will ring you."),
        ("The council will ring you.", "our Clerk", "", "Our Clerk will ring you."),
        ("We have asked for it to be mended.", "our Clerk", "", "We have asked for it to be mended by our Clerk."),
    ],
)
def test_who_and_when_are_put_into_the_sentence(words: str, owner: str, date: str, after: str) -> None:
    draft = f"Dear Ms X\n\n{words} Yours"
    told = json.dumps({"id": "A1", "first": "date", "at": draft.index(words), "words": words})
    form = PageForm({"owner-A1": owner, "date-A1": date})
    assert press(Work(draft=draft), f"insert {told}", form).draft == f"Dear Ms X\n\n{after} Yours"
