"""From what was sent to what is shown: the form is read, a button's work is done, and the reply is reviewed."""

from __future__ import annotations

from dataclasses import replace

from reviewer.case import MAXIMUM_CHARACTERS
from reviewer.errors import ReviewError
from service.page.echo import echo_of
from service.page.form import PageForm
from service.page.memory import Work
from service.page.presses import REVIEW, press
from service.page.rendering import Shown
from service.page.reviewing import review_work
from service.page.slips import Slip, SlipError
from service.page.submitted import Submitted, submitted, typed
from service.page.view import view_of
from service.reviewers import Reviewing


def work_on(reviewer: Reviewing, form: PageForm, query: str) -> Shown:
    """Read what was sent, do what the button that was pressed does, and review it."""
    sent = submitted(form)
    pressed = form.fields.get("press", "")
    if sent.slips:
        return Shown(sent.work, slips=sent.slips)
    slips: tuple[Slip, ...] = ()
    before = sent.work.memory
    if pressed:
        try:
            sent = replace(sent, work=press(sent.work, pressed, form))
        except SlipError as error:
            slips = (error.slip,)
    if not sent.work.draft.strip():
        wanting = (Slip("Enter your draft reply, or choose its file", "draft"),) if pressed else ()
        return Shown(sent.work, slips=(*slips, *wanting))
    if too_long := _too_long(sent.work):
        return Shown(sent.work, slips=(*slips, *too_long))
    shown = show_review(reviewer, sent, query, pressed)
    done = "" if slips else pressed.partition(" ")[0]
    return replace(shown, slips=slips, echo=echo_of(form, before, shown.work.memory, done))


def show_review(reviewer: Reviewing, sent: Submitted, query: str, pressed: str = REVIEW) -> Shown:
    """The review of what was sent. One that was asked for is what later ones are compared with."""
    made = review_work(reviewer, sent.work, query, keep=pressed == REVIEW)
    return Shown(made.work, view_of(made, sent.notes))


def as_it_was(form: PageForm) -> Work:
    """What was sent, as far as it can be read."""
    try:
        return submitted(form).work
    except ReviewError:
        return typed(form)


def _too_long(work: Work) -> tuple[Slip, ...]:
    letters = (("complaint", "The complaint", work.complaint), ("draft", "Your draft reply", work.draft))
    return tuple(
        Slip(f"{title} has {len(text):,} characters. Give no more than {MAXIMUM_CHARACTERS:,}", name)
        for name, title, text in letters
        if len(text) > MAXIMUM_CHARACTERS
    )
