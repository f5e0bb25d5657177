"""The API for letters as files: a draft in, and its review out as JSON, as a page or as the draft with comments."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from reviewer.case import Case
from reviewer.formats import as_html
from reviewer.formats.document import Document
from reviewer.formats.word_comments import MEDIA_TYPE as WORD
from reviewer.formats.word_comments import annotate_draft
from reviewer.review import Review
from service.accepting import best_of
from service.forms import LETTERS, LISTS, TRACK_CHANGES, Form, read_form
from service.parts import Chosen, Option, Service
from service.problems import described, refusal
from service.reviewed import reviewed
from service.reviewers import Reviewing

router = APIRouter(prefix="/v1")

JSON, HTML = "application/json", "text/html"
_OFFERED = (JSON, HTML, WORD)
_NAME = "reviewed-reply.docx"
_REF = "#/components/schemas/{model}"
_LETTER_NAMES = {"response": "The reply", "complaint": "The complaint"}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class DocumentReview(Review):
    """A review with the letters as they were read from the files: its offsets are into these."""

    response_text: str
    complaint_text: Annotated[str | None, Field(description="null: no complaint was sent")] = None


async def form_type(request: Request) -> str:
    """The media type of the answer that the client likes best. Raises ReviewError where it takes none of ours."""
    found = best_of(request.headers.get("accept", ""), _OFFERED)
    if found is None:
        raise refusal("not-acceptable")
    return found


async def submitted_form(request: Request, parts: Service) -> Form:
    """The form in the request's body."""
    return await read_form(request, parts.settings.max_document_bytes)


def _body() -> dict[str, Any]:
    """The form as OpenAPI has it: the fields of a case, the letters as files."""
    properties = dict(Case.model_json_schema(ref_template=_REF)["properties"])
    for name in LETTERS:
        properties[name] = {
            "type": "string",
            "format": "binary",
            "description": f"{properties[name]['description']}: a file (.docx, .pdf, .eml, .html, text) or its text",
        }
    properties[TRACK_CHANGES] = {
        "type": "boolean",
        "default": False,
        "description": "in a Word document: make plain replacements as tracked changes",
    }
    schema = {"type": "object", "required": ["response"], "properties": properties, "additionalProperties": False}
    encoding = {name: {"contentType": "application/json"} for name in LISTS}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema, "encoding": encoding}}}


@router.post(
    "/reviews/document",
    summary="Review a draft reply that is a file",
    tags=["reviews"],
    response_model=DocumentReview,
    responses={
        **described(
            *("invalid-form", "not-acceptable", "too-large", "not-a-form", "unsupported", "invalid-case", "empty"),
            *("no-text", "too-long", "damaged", "protected", "unsafe", "too-slow", "not-docx", "invalid-query"),
            *("unknown-rules", "unexpected", "rules", "busy", "not-ready", "not-loaded"),
        ),
        200: {
            "description": "The review, in the form that the Accept header likes best",
            "content": {
                HTML: {"schema": {"type": "string"}},
                WORD: {"schema": {"type": "string", "format": "binary"}},
            },
        },
    },
    openapi_extra={"requestBody": _body()},
)
async def review_document(
    reviewer: Chosen,
    media_type: Annotated[str, Depends(form_type)],
    form: Annotated[Form, Depends(submitted_form)],
    option: Option,
    parts: Service,
) -> Response:
    """Read a draft that is a file. Accept chooses JSON, a page, or the draft itself as a Word document with comments.

    A draft that is no Word file comes back as a plain Word document. One with macros is read, and not handed back.
    """
    return await parts.at_desk(lambda: _answer(reviewer, form, option.query, media_type))


def _answer(reviewer: Reviewing, form: Form, query: str, media_type: str) -> Response:
    read = {name: letter.read() for name, letter in form.letters.items()}
    case = form.case({name: document.text for name, document in read.items()})
    made = reviewed(reviewer, case, query)
    review = made.model_copy(update={"notes": (*made.notes, *_notes(read))})
    headers = {"Vary": "Accept"}
    if media_type == JSON:
        told = DocumentReview(**dict(review), response_text=case.response, complaint_text=case.complaint)
        return Response(told.model_dump_json(), media_type=JSON, headers=headers)
    if media_type == HTML:
        page = as_html.render(review, case)
        return HTMLResponse(page, headers={**headers, "Content-Security-Policy": _policy(page)})
    draft = form.letters["response"]
    annotated = annotate_draft(draft.data, read["response"].kind, review, case, track_changes=form.track_changes)
    headers["Content-Disposition"] = f'attachment; filename="{_NAME}"'
    return Response(annotated.data, media_type=WORD, headers=headers)


def _notes(read: Mapping[str, Document]) -> Iterator[str]:
    """What the readers left out or guessed."""
    for name, document in read.items():
        for note in document.notes:
            yield f"{_LETTER_NAMES[name]}: {note}"


def _policy(page: str) -> str:
    """A policy under which the page may show its own styles, and do nothing else."""
    digests = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(page))
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
