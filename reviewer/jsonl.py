"""Many cases, one a line: a line in, a line out, in order."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pydantic_core
from pydantic import ValidationError

from reviewer.case import Case
from reviewer.errors import ReviewError, invalid_case
from reviewer.protocols import ReviewsCases
from reviewer.review import Review

_LONGEST_ID = 200


@dataclass(frozen=True)
class Answer:
    """The line that answers a line; `reviewed` is whether it holds a Review."""

    text: str
    reviewed: bool


@dataclass(frozen=True)
class _Line:
    number: int  # from 1, blank lines counted too
    id: str | None
    case: Case | ReviewError


def review_lines(lines: Iterable[bytes], reviewer: ReviewsCases) -> Iterator[Answer]:
    """A Review for each line that holds a Case, else `{"error": …, "id": …, "line": …}`; blank lines are skipped."""
    for number, told in enumerate(lines, 1):
        if told.strip():
            line = _read(number, told.removeprefix(BOM_UTF8))
            yield _answer(line, next(reviewer.review_many([line.case])) if isinstance(line.case, Case) else line.case)


def _read(number: int, line: bytes) -> _Line:
    try:
        told = pydantic_core.from_json(line, allow_inf_nan=False)
    except ValueError:
        return _Line(number, None, _not_json(f"Line {number} is not valid JSON"))
    if not isinstance(told, dict):
        return _Line(number, None, _not_json(f"Line {number} is not a JSON object"))
    name = told.get("id")
    known = name if isinstance(name, str) and len(name) <= _LONGEST_ID else None
    try:
        return _Line(number, known, Case.model_validate(told))
    except ValidationError as error:
        return _Line(number, known, invalid_case(error))


def _not_json(title: str) -> ReviewError:
    return ReviewError("invalid-json", title, "write one case a line, as a JSON object in UTF-8", status=400)


def _answer(line: _Line, result: Review | ReviewError) -> Answer:
    if isinstance(result, Review):
        return Answer(result.model_dump_json(), reviewed=True)
    error = {"error": result.problem.model_dump(), "id": line.id, "line": line.number}
    return Answer(json.dumps(error, ensure_ascii=False), reviewed=False)
