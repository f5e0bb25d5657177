"""What the reviewer takes: a complaint, the draft reply to it, and the procedure they stand in (contract: Case)."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

MAXIMUM_CHARACTERS = 100_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Procedure(StrEnum):
    """The complaints procedure a reply is written under."""

    CORPORATE = "corporate"
    ADULT_SOCIAL_CARE = "adult_social_care"
    CHILDREN_STATUTORY = "children_statutory"
    HOUSING = "housing"


class Stage(StrEnum):
    """The stage of the procedure that the reply ends."""

    STAGE_1 = "stage_1"
    STAGE_2 = "stage_2"


class Nation(StrEnum):
    """The nation whose ombudsmen, stages and bank holidays apply."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class ConcernKind(StrEnum):
    """What a concern is: something wrong, something asked, or something wanted."""

    CONCERN = "concern"
    QUESTION = "question"
    DESIRED_OUTCOME = "desired_outcome"


class Frozen(BaseModel):
    """Base of every value in the contract: immutable, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open range of Unicode code points in a text as given."""

    start: Annotated[int, Field(ge=0, description="first code point")]
    end: Annotated[int, Field(gt=0, description="one past the last code point")]

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a span's end comes after its start")
        return self

    def of(self, text: str) -> str:
        """The words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def day_of(told: object) -> date:
    """The day written 2026-03-31. Raises ValueError for anything else: a number of seconds, another order."""
    if isinstance(told, date) and not isinstance(told, datetime):
        return told
    if not isinstance(told, str) or not _DAY.fullmatch(told):
        raise ValueError("write the day as 2026-03-31")
    return date.fromisoformat(told)


Day = Annotated[date, BeforeValidator(day_of), Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]


class GivenConcern(Frozen):
    """A concern that the officer has agreed with the complainant: words, or their place in the complaint."""

    kind: ConcernKind
    span: Span | None = None
    text: Annotated[str, Field(min_length=1, max_length=MAXIMUM_CHARACTERS)] | None = None

    @model_validator(mode="after")
    def _words_or_place(self) -> Self:
        if self.span is None and self.text is None:
            raise ValueError("give a concern's span in the complaint, or its text")
        if self.text is not None and not self.text.strip():
            raise ValueError("the concern holds only white space: give its words")
        return self


class Dismissal(Frozen):
    """A finding that a person has set aside, and why."""

    fingerprint: Annotated[str, Field(min_length=1, max_length=200)]
    reason: Annotated[str, Field(max_length=2_000)]


class Case(Frozen):
    """One complaint with the draft reply to it."""

    response: Annotated[
        str, Field(min_length=1, max_length=MAXIMUM_CHARACTERS, description="the draft reply, as it would be sent")
    ]
    complaint: Annotated[
        str | None, Field(max_length=MAXIMUM_CHARACTERS, description="the complaint; without it, what needs it is null")
    ] = None
    procedure: Procedure = Procedure.CORPORATE
    stage: Stage = Stage.STAGE_1
    nation: Annotated[Nation | None, Field(description="null: told from the letter, else England")] = None
    concerns: Annotated[
        tuple[GivenConcern, ...] | None, Field(max_length=200, description="agreed concerns: used as they are")
    ] = None
    dismissed: Annotated[tuple[Dismissal, ...], Field(max_length=2_000)] = ()
    id: Annotated[str | None, Field(max_length=200)] = None
    reference: Annotated[str | None, Field(max_length=200)] = None
    service_area: Annotated[str | None, Field(max_length=200)] = None
    received: Annotated[Day | None, Field(description="the day the complaint came")] = None
    dated: Annotated[Day | None, Field(description="the date of the reply")] = None

    @model_validator(mode="after")
    def _there_is_a_letter(self) -> Self:
        if not self.response.strip():
            raise ValueError("the response holds only white space: paste the draft reply")
        return self

    @model_validator(mode="after")
    def _spans_inside_the_complaint(self) -> Self:
        for number, concern in enumerate(self.concerns or (), 1):
            if concern.span is None:
                continue
            if self.complaint is None:
                raise ValueError(f"concern {number} gives a span, and there is no complaint: give its text instead")
            if concern.span.end > len(self.complaint):
                length = len(self.complaint)
                raise ValueError(f"concern {number} ends at {concern.span.end}; the complaint has {length} characters")
            words = concern.span.of(self.complaint)
            if not words.strip():
                raise ValueError(f"concern {number}: there is only white space at its span")
            if concern.text is not None and concern.text != words:
                raise ValueError(f"concern {number}: its text is not what stands at its span; give one of the two")
        return self
