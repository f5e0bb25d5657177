"""The addresses of the page. Each answer is made from what was sent with the request, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from reviewer.case import Case
from reviewer.samples import load_samples
from service.page.asking import frame_of, reviewer_for, slip_for
from service.page.downloads import download
from service.page.form import PageForm, read_page_form
from service.page.memory import Work
from service.page.rendering import PAGES, Frame, Shown
from service.page.reviewing import Reviewed, review_work
from service.page.slips import SlipError
from service.page.submitted import Submitted, submitted
from service.page.working import as_it_was, show_review, work_on
from service.parts import Service
from service.problems import refusal
from service.reviewers import Reviewing

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Result = TypeVar("Result")

PART = "X-Page-Part"  # a script that asks for the part that changes sends this header
NOTE = "X-Page-Note"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@router.get("/")
async def empty_page(request: Request, parts: Service) -> HTMLResponse:
    """The form, empty."""
    return _html(PAGES.whole(frame_of(request, parts), Shown(Work(), fresh=True)))


@router.post("/")
async def reviewed_page(request: Request, parts: Service) -> HTMLResponse:
    """The form as it was sent, with its review; or what to mend, with everything that was sent still in it."""
    frame, form = frame_of(request, parts), PageForm()
    try:
        form = await read_page_form(request, parts.settings.max_document_bytes)
        reviewer = await reviewer_for(request, parts)
        shown = await parts.at_desk(lambda: work_on(reviewer, form, frame.query))
    except Exception as error:
        shown = Shown(as_it_was(form), slips=(slip_for(request, error),))
    return _answer(request, frame, shown)


@router.get("/samples/{name:path}")
async def sample_page(request: Request, parts: Service, name: str) -> HTMLResponse:
    """The form filled with a sample, and its review; a page that says so, where there is no such sample."""
    frame, case = frame_of(request, parts), _samples().get(name)
    if case is None:
        return _html(PAGES.page("missing", frame), 404)
    work = Work(case.complaint or "", case.response, case.procedure, case.stage, case.nation, case.received)
    try:
        reviewer = await reviewer_for(request, parts)
        shown = await parts.at_desk(lambda: show_review(reviewer, Submitted(work), frame.query))
        shown = replace(shown, sample=name)
    except Exception as error:
        shown = Shown(work, slips=(slip_for(request, error),), sample=name)
    return _answer(request, frame, shown)


@router.post("/download")
async def downloaded(request: Request, parts: Service) -> Response:
    """The review of what is in the form, as a file; the page, where it cannot be made."""
    frame, form = frame_of(request, parts), PageForm()
    try:
        form = await read_page_form(request, parts.settings.max_document_bytes)
        reviewer = await reviewer_for(request, parts)
        return await parts.at_desk(lambda: _file(reviewer, form, frame))
    except Exception as error:
        return _answer(request, frame, Shown(as_it_was(form), slips=(slip_for(request, error),)))


@router.get("/accessibility")
async def accessibility(request: Request, parts: Service) -> HTMLResponse:
    """The accessibility statement."""
    return _html(PAGES.page("accessibility", frame_of(request, parts)))


@router.get("/privacy")
async def privacy(request: Request, parts: Service) -> HTMLResponse:
    """What happens to what is pasted."""
    return _html(PAGES.page("privacy", frame_of(request, parts)))


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


# --- answers --------------------------------------------------------------------------------------------------------


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


def _answer(request: Request, frame: Frame, shown: Shown) -> HTMLResponse:
    status = max((one.status for one in shown.slips), default=200)
    part = request.headers.get(PART) is not None
    return _html(PAGES.part(frame, shown) if part else PAGES.whole(frame, shown), status)


def _html(text: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(text, status, {"Content-Security-Policy": _POLICY, "Vary": PART})
