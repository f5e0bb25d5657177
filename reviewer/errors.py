"""Why something could not be reviewed: one error type with a cause and a cure, never any submitted text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reviewer.case import Case, Dismissal, Frozen, GivenConcern, Span

_MOST_FAULTS = 10
_FIELD_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
_LONGEST_FIELD_NAME = 30
_MODELS: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): Case,
    ("concerns",): GivenConcern,
    ("concerns", "span"): Span,
    ("dismissed",): Dismissal,
}


class Problem(Frozen):
    """What went wrong, in the words of RFC 9457; `detail` says what to do."""

    type: str
    title: str
    status: int
    detail: str


class ReviewError(Exception):
    """Something could not be reviewed. `kind` is a short slug, `title` the cause, `detail` the cure.

    Neither may repeat submitted text: both reach logs, screens and case systems.
    """

    def __init__(self, kind: str, title: str, detail: str, status: int = 422) -> None:
        super().__init__(f"{title}: {detail}")
        self.kind, self.title, self.detail, self.status = kind, title, detail, status

    @property
    def problem(self) -> Problem:
        """The error as a problem document."""
        return Problem(type=f"/problems/{self.kind}", title=self.title, status=self.status, detail=self.detail)


def invalid_case(error: ValidationError) -> ReviewError:
    """A failed validation of a Case, told by field and cause without the values given."""
    return ReviewError("invalid-case", "The case is not complete or not valid", faults_of(error, _MODELS))


def faults_of(error: ValidationError, models: Mapping[tuple[str, ...], type[BaseModel]]) -> str:
    """Field and cause of each fault, without the values given. `models`: the model at each place that can hold one."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    parts = [_told(fault, models) for fault in faults[:_MOST_FAULTS]]
    if more := len(faults) - len(parts):
        parts.append(f"and {more} more")
    return "; ".join(parts)


def _told(fault: ErrorDetails, models: Mapping[tuple[str, ...], type[BaseModel]]) -> str:
    place = tuple(fault["loc"])
    if fault["type"] == "extra_forbidden":
        return _unknown_field(place, models)
    return f"{_dotted(place) or 'case'}: {fault['msg'].removeprefix('Value error, ')}"


def _unknown_field(place: tuple[str | int, ...], models: Mapping[tuple[str, ...], type[BaseModel]]) -> str:
    """What is told of a field that there is not; its name only where it looks like one, since it was submitted too."""
    name = str(place[-1])
    is_a_name = len(name) <= _LONGEST_FIELD_NAME and _FIELD_NAME.fullmatch(name)
    model = models.get(tuple(part for part in place[:-1] if isinstance(part, str)))
    cure = f"write one of {', '.join(model.model_fields)}" if model else "leave it out"
    return f"{_dotted((*place[:-1], name if is_a_name else 'a field'))}: there is no such field; {cure}"


def _dotted(place: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in place)
