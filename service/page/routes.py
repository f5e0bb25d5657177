"""The addresses of the page. Each answer is made from what was sent with the request, and nothing of it is kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from reviewer.case import MAXIMUM_CHARACTERS, Case
from reviewer.errors import ReviewError
from reviewer.samples import load_samples
from service.faults import place_of
from service.page.downloads import download
from service.page.echo import echo_of
from service.page.form import PageForm, read_page_form
from service.page.memory import Work
from service.page.presses import REVIEW, press
from service.page.rendering import Frame, Pages, Shown
from service.page.reviewing import Reviewed, review_work
from service.page.slips import Slip, SlipError, slip_of
from service.page.submitted import Submitted, submitted, typed
from service.page.view import view_of
from service.parts import Parts, RulesOption, Service, chosen
from service.problems import refusal
from service.reviewers import Reviewing

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Result = TypeVar("Result")

PART = "X-Page-Part"  # a script that asks for the part that changes sends this header
NOTE = "X-Page-Note"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_pages = Pages()


@router.get("/")
async def empty_page(request: Request, parts: Service) -> HTMLResponse:
    """The form, empty."""
    return _html(_pages.whole(_frame(request, parts), Shown(Work(), fresh=True)))


@router.post("/")
async def reviewed_page(request: Request, parts: Service) -> HTMLResponse:
    """The form as it was sent, with its review; or what to mend, with everything that was sent still in it."""
    frame, form = _frame(request, parts), PageForm()
    try:
        form = await read_page_form(request, parts.settings.max_document_bytes)
        reviewer = await _reviewer(request, parts)
        shown = await parts.at_desk(lambda: _work_on(reviewer, form, frame.query))
    except Exception as error:
        shown = Shown(_as_it_was(form), slips=(_slip(request, error),))
    return _answer(request, frame, shown)


@router.get("/samples/{name:path}")
async def sample_page(request: Request, parts: Service, name: str) -> HTMLResponse:
    """The form filled with a sample, and its review; a page that says so, where there is no such sample."""
    frame, case = _frame(request, parts), _samples().get(name)
    if case is None:
        return _html(_pages.page("missing", frame), 404)
    work = Work(case.complaint or "", case.response, case.procedure, case.stage)
    try:
        reviewer = await _reviewer(request, parts)
        shown = await parts.at_desk(lambda: _reviewed(reviewer, Submitted(work), frame.query, REVIEW))
        shown = replace(shown, sample=name)
    except Exception as error:
        shown = Shown(work, slips=(_slip(request, error),), sample=name)
    return _answer(request, frame, shown)


@router.post("/download")
async def downloaded(request: Request, parts: Service) -> Response:
    """The review of what is in the form, as a file; the page, where it cannot be made."""
    frame, form = _frame(request, parts), PageForm()
    try:
        form = await read_page_form(request, parts.settings.max_document_bytes)
        reviewer = await _reviewer(request, parts)
        return await parts.at_desk(lambda: _file(reviewer, form, frame))
    except Exception as error:
        return _answer(request, frame, Shown(_as_it_was(form), slips=(_slip(request, error),)))


@router.get("/accessibility")
async def accessibility(request: Request, parts: Service) -> HTMLResponse:
    """The accessibility statement."""
    return _html(_pages.page("accessibility", _frame(request, parts)))


@router.get("/privacy")
async def privacy(request: Request, parts: Service) -> HTMLResponse:
    """What happens to what is pasted."""
    return _html(_pages.page("privacy", _frame(request, parts)))


@router.get("/council.css")
async def council_style(parts: Service) -> Response:
    """The council's colour."""
    return Response(parts.settings.council.style, media_type="text/css", headers={"Cache-Control": "no-cache"})


@router.get("/council-logo")
async def council_logo(parts: Service) -> Response:
    """The council's logo. A picture may hold its own styles, and no script of it is run."""
    logo = parts.settings.council.logo
    if logo is None:
        raise refusal("not-found")
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": _LOGO_POLICY}
    return Response(logo.data, media_type=logo.media_type, headers=headers)


@cache
def _samples() -> Mapping[str, Case]:
    return {one.name: one.case for one in load_samples()}


# --- the work -------------------------------------------------------------------------------------------------------


def _work_on(reviewer: Reviewing, form: PageForm, query: str) -> Shown:
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
    shown = _reviewed(reviewer, sent, query, pressed)
    done = "" if slips else pressed.partition(" ")[0]
    return replace(shown, slips=slips, echo=echo_of(form, before, shown.work.memory, done))


def _too_long(work: Work) -> tuple[Slip, ...]:
    letters = (("complaint", "The complaint", work.complaint), ("draft", "Your draft reply", work.draft))
    return tuple(
        Slip(f"{title} has {len(text):,} characters. Give no more than {MAXIMUM_CHARACTERS:,}", name)
        for name, title, text in letters
        if len(text) > MAXIMUM_CHARACTERS
    )


def _reviewed(reviewer: Reviewing, sent: Submitted, query: str, pressed: str) -> Shown:
    made = review_work(reviewer, sent.work, query, keep=pressed == REVIEW)
    return Shown(made.work, view_of(made, sent.notes))


def _file(reviewer: Reviewing, form: PageForm, frame: Frame) -> Response:
    sent = submitted(form)
    if sent.slips:
        raise SlipError(sent.slips[0].text, sent.slips[0].field)
    if not sent.work.draft.strip():
        raise SlipError("Enter your draft reply, or choose its file", "draft")

    def review(work: Work) -> Reviewed:
        return review_work(reviewer, work, frame.query, keep=False)

    track = form.fields.get("track_changes") == "true"
    wanted = download(form.fields.get("format", ""), review(sent.work), review, track_changes=track)
    if wanted is None:
        raise refusal("invalid-form", "load the page again")
    headers = {"Content-Disposition": wanted.disposition, "Content-Security-Policy": "sandbox"}
    if wanted.note:
        headers[NOTE] = wanted.note
    return Response(wanted.data, media_type=wanted.media_type, headers=headers)


def _as_it_was(form: PageForm) -> Work:
    """What was sent, as far as it can be read."""
    try:
        return submitted(form).work
    except ReviewError:
        return typed(form)


async def _reviewer(request: Request, parts: Parts) -> Reviewing:
    return await chosen(RulesOption(rules=request.query_params.get("rules") or None), parts)


# --- answers --------------------------------------------------------------------------------------------------------


def _frame(request: Request, parts: Parts) -> Frame:
    rules = request.query_params.get("rules")
    query = f"?{urlencode({'rules': rules})}" if rules else ""
    base, longest = request.scope.get("root_path", ""), parts.settings.max_document_bytes
    return Frame(parts.settings.council, base, query, longest)


def _slip(request: Request, error: Exception) -> Slip:
    """What the officer is told of an error; one that nobody foresaw is logged by its kind and place alone."""
    if isinstance(error, SlipError):
        return error.slip
    if not isinstance(error, ReviewError):
        log.error("Request %s failed: %s", request.state.request_id, place_of(error))
        error = refusal("unexpected")
    return slip_of(error)


def _answer(request: Request, frame: Frame, shown: Shown) -> HTMLResponse:
    status = max((one.status for one in shown.slips), default=200)
    part = request.headers.get(PART) is not None
    return _html(_pages.part(frame, shown) if part else _pages.whole(frame, shown), status)


def _html(text: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(text, status, {"Content-Security-Policy": _POLICY, "Vary": PART})
