"""What the page remembers from one sending to the next. It travels in the form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import Field, ValidationError

from reviewer.case import MAXIMUM_CHARACTERS, ConcernKind, Frozen, Nation, Procedure, Span, Stage
from reviewer.review import Criterion, Severity
from service.problems import refusal

_Short = Annotated[str, Field(max_length=2_000)]


class KeptConcern(Frozen):
    """A concern with its words, and their place in the complaint if they have one. `own`: an officer wrote it."""

    kind: ConcernKind
    text: Annotated[str, Field(min_length=1, max_length=MAXIMUM_CHARACTERS)]
    span: Span | None = None
    own: bool = False


class SetAside(Frozen):
    """A finding that the officer set aside; `rule` and `text` tell it again when the words beside it change.

    `first`: the fingerprint that it had when it was set aside, where it has another one now.
    """

    fingerprint: Annotated[str, Field(min_length=1, max_length=200)]
    first: Annotated[str, Field(max_length=200)] = ""
    reason: _Short
    rule: _Short
    text: str

    @property
    def root(self) -> str:
        """What is the same in all that stand for one decision of the officer."""
        return self.first or self.fingerprint


class Told(Frozen):
    """A finding of an earlier review, as far as the comparison with it needs."""

    fingerprint: str
    rule: str
    text: str
    message: str
    severity: Severity
    set_aside: bool = False


class ToldScore(Frozen):
    """A criterion's score in an earlier review; None where it did not apply."""

    criterion: Criterion
    score: Annotated[int, Field(ge=0, le=3)] | None


class Earlier(Frozen):
    """An earlier review, as far as the comparison with it needs."""

    findings: Annotated[tuple[Told, ...], Field(max_length=MAXIMUM_CHARACTERS)]
    scores: Annotated[tuple[ToldScore, ...], Field(max_length=len(Criterion))]


class Memory(Frozen):
    """Concerns as they stand (None: to be found), of which complaint, what was set aside, what to compare with."""

    concerns: Annotated[tuple[KeptConcern, ...] | None, Field(max_length=MAXIMUM_CHARACTERS)] = None
    complaint: str = ""
    set_aside: Annotated[tuple[SetAside, ...], Field(max_length=2_000)] = ()
    before: Earlier | None = None


@dataclass(frozen=True)
class Original:
    """The Word file that the draft was read from, in whose place the reviewed one is handed back."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Work:
    """All that the officer has on the page. `nation`: None where the letters are to tell it."""

    complaint: str = ""
    draft: str = ""
    procedure: Procedure = Procedure.CORPORATE
    stage: Stage = Stage.STAGE_1
    nation: Nation | None = None
    received: date | None = None
    memory: Memory = field(default_factory=Memory)
    show: Criterion | None = None
    original: Original | None = None


def read_memory(words: str) -> Memory:
    """What the form's own field holds. Raises ReviewError where it is not what the page wrote there."""
    if not words:
        return Memory()
    try:
        return Memory.model_validate_json(words)
    except ValidationError:
        raise refusal("invalid-form", "load the page again, and paste both letters into it") from None


def digest(complaint: str) -> str:
    """Tells one complaint from another."""
    return hashlib.blake2b(complaint.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if complaint else ""
