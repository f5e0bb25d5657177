"""Many cases, one a line: a line in, a line out, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pydantic_core
from pydantic import ValidationError

from reviewer.case import Case
from reviewer.errors import ReviewError, invalid_case
from reviewer.protocols import ReviewsCases
from reviewer.review import Review

TOGETHER = 16  # lines reviewed in one go: enough to use a batch, few enough to show progress
_LONGEST_ID = 200


@dataclass(frozen=True)
class Answer:
    """The line that answers a line; `reviewed` is whether it holds a Review."""

    text: str
    reviewed: bool


@dataclass(frozen=True)
class _Line:
    id: str | None
    case: Case | ReviewError


def review_lines(lines: Iterable[bytes], reviewer: ReviewsCases) -> Iterator[Answer]:
    """A Review for each line that holds a Case, else `{"error": …, "id": …}`; blank lines are skipped."""
    read = (_read(line) for line in lines if line.strip())
    while together := list(islice(read, TOGETHER)):
        reviews = reviewer.review_many([line.case for line in together if isinstance(line.case, Case)])
        for line in together:
            yield _answer(line, next(reviews) if isinstance(line.case, Case) else line.case)


def _read(line: bytes) -> _Line:
    try:
        told = pydantic_core.from_json(line, allow_inf_nan=False)
    except ValueError:
        detail = "write one case a line, as a JSON object in UTF-8"
        return _Line(None, ReviewError("invalid-json", "The line is not valid JSON", detail, status=400))
    if not isinstance(told, dict):
        return _Line(
            None, ReviewError("invalid-json", "The line is not a JSON object", "write one case a line", status=400)
        )
    name = told.get("id")
    known = name if isinstance(name, str) and len(name) <= _LONGEST_ID else None
    try:
        return _Line(known, Case.model_validate(told))
    except ValidationError as error:
        return _Line(known, invalid_case(error))


def _answer(line: _Line, result: Review | ReviewError) -> Answer:
    if isinstance(result, Review):
        return Answer(result.model_dump_json(), reviewed=True)
    error = {"error": result.problem.model_dump(), "id": line.id}
    return Answer(json.dumps(error, ensure_ascii=False), reviewed=False)
