"""The register of actions: what reviewed replies promise and have not yet done, for whoever has to see that it is.

Of a letter it holds the sentence that promises, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

from reviewer.blocks import list_mark
from reviewer.case import Case
from reviewer.errors import ReviewError, invalid_case
from reviewer.lines import flat_copy
from reviewer.review import ActionKind


class _Loose(BaseModel):
    """Reads what the register needs, and leaves the rest of a review alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)


class Owner(_Loose):
    """The words that name who is responsible."""

    text: str


class Timescale(_Loose):
    """The words that say by when, and the date they come to."""

    text: str
    due: date | None = None


class ReviewedAction(_Loose):
    """An action as a review gives it."""

    kind: ActionKind
    text: str
    owner: Owner | None = None
    timescale: Timescale | None = None
    done: bool = False
    specific: bool = True


class ReviewedActions(_Loose):
    """What the register reads of a review: whose it is, and its actions."""

    id: str | None = None
    reference: str | None = None
    actions: tuple[ReviewedAction, ...]


@dataclass(frozen=True)
class Entry:
    """One thing that is outstanding."""

    complaint: str | None  # the case's id
    reference: str | None
    action: str
    kind: ActionKind
    owner: str | None
    due: date | None
    timescale: str | None  # the words that say by when


def outstanding(reviews: Iterable[ReviewedActions]) -> tuple[Entry, ...]:
    """What is promised and not done, the earliest due first; "lessons will be learned" promises nothing to be kept."""
    entries = [
        Entry(
            complaint=review.id,
            reference=review.reference,
            action=_words(action.text),
            kind=action.kind,
            owner=_words(action.owner.text) if action.owner else None,
            due=action.timescale.due if action.timescale else None,
            timescale=_words(action.timescale.text) if action.timescale else None,
        )
        for review in reviews
        for action in review.actions
        if action.specific and not action.done
    ]
    return tuple(sorted(entries, key=lambda one: (one.due is None, one.due or date.min)))


def _words(text: str) -> str:
    """The words on one line, without the bullet of a list."""
    plain = flat_copy(text)
    return plain[list_mark(plain) :]


# --- reviews and cases as they are written --------------------------------------------------------------------------


def read_records(text: str, name: str) -> Iterator[ReviewedActions | Case | ReviewError]:
    """The reviews and cases in a JSON or JSONL text, in order; for each that is neither, why.

    `name` is the file's, and stands for the complaint where a record has no id and no reference.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text, name)
        return
    for number, record in enumerate(told if isinstance(told, list) else [told], 1):
        where = f"{name}, record {number}" if isinstance(told, list) else name
        yield _record(record, where)


def _lines(text: str, name: str) -> Iterator[ReviewedActions | Case | ReviewError]:
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield ReviewError(
                "invalid-json", f"{where} is not valid JSON", "give reviews or cases as JSON or JSONL", 400
            )
        else:
            yield _record(record, where)


def _record(record: object, where: str) -> ReviewedActions | Case | ReviewError:
    if not isinstance(record, dict) or not ("actions" in record or "response" in record):
        cause = "holds the error of a case" if isinstance(record, dict) and "error" in record else "is not one"
        return ReviewError("invalid-json", f"{where} {cause}", "give a review, or a case to be reviewed", 400)
    named = record if record.get("id") or record.get("reference") else {**record, "id": where}
    try:
        return ReviewedActions.model_validate(named) if "actions" in record else Case.model_validate(named)
    except ValidationError as error:
        told = invalid_case(error)
        return ReviewError(told.kind, f"{where}: the review or case is not valid", told.detail, told.status)
