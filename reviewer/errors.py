"""Why something could not be reviewed: one error type with a cause and a cure, never any submitted text."""

from __future__ import annotations

from pydantic import ValidationError

from reviewer.case import Frozen


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
    parts = []
    for fault in error.errors(include_input=False, include_url=False, include_context=False):
        field = ".".join(str(part) for part in fault["loc"]) or "case"
        parts.append(f"{field}: {fault['msg'].removeprefix('Value error, ')}")
    return ReviewError("invalid-case", "The case is not complete or not valid", "; ".join(parts))
