"""Pages for people: one about each rule, and one about each problem that the API may answer with."""

from __future__ import annotations

import base64
import hashlib

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from reviewer.errors import Problem, ReviewError
from reviewer.rules.pages import index_html, page_style, rule_html
from service.parts import Chosen, Option
from service.problems import PROBLEMS, refusal

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_STYLE = page_style()
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_CURES = {
    "not-found": "If you typed or pasted the address, check that it is right and whole",
    "unknown-rule": "The page /rules lists them all",
    "unknown-rules": "Ask for the right address: the rules that this one names are not here",
    "not-ready": "Wait a few seconds, then load the page again",
    "not-loaded": "Tell whoever runs this service",
    "unexpected": "Load the page again; if it goes on, tell whoever runs this service",
}
_TEMPLATES = Environment(loader=PackageLoader("service", "templates"), autoescape=True, undefined=StrictUndefined)


@router.get("/rules")
async def rules(reviewer: Chosen, option: Option) -> HTMLResponse:
    """The list of rules."""
    return _page(index_html(reviewer.rules, reviewer.titles, option.query))


@router.get("/rules/{name:path}")
async def rule(reviewer: Chosen, option: Option, name: str) -> HTMLResponse:
    """The page that a finding links to."""
    if name not in reviewer.rules.by_id:
        raise refusal("unknown-rule")
    return _page(rule_html(reviewer.rules.by_id[name], reviewer.titles, option.query))


@router.get("/problems/{kind}")
async def problem(kind: str) -> HTMLResponse:
    """The page that a problem's `type` names."""
    if kind not in PROBLEMS:
        raise refusal("not-found")
    return _problem_page(PROBLEMS[kind], 200)


def problem_page(error: ReviewError) -> HTMLResponse:
    """What somebody sees whose browser cannot be shown what it asked for."""
    told = error.problem.model_copy(update={"detail": _CURES.get(error.kind, error.detail)})
    return _problem_page(told, error.status)


def _problem_page(told: Problem, status: int) -> HTMLResponse:
    return _page(_TEMPLATES.get_template("problem.html.j2").render(problem=told, style=_STYLE), status)


def _page(text: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(text, status, {"Content-Security-Policy": _POLICY})
