"""Cases that a person has annotated: quotations in, exact places out.

A case is a mapping with `response`, `complaint` and the other keys of a Case, and an `annotation`: `concerns`,
`actions`, `apology`, `decision`, `escalation`, `jargon`, `jargon_ok`, `tone`, `privacy`, `scores`. Every passage in it
is a quotation, or `{"quote": …}`, or `{"span": {"start": …, "end": …}}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from reviewer.case import Case, ConcernKind, GivenConcern, Span
from reviewer.errors import ReviewError, invalid_case
from reviewer.occurrences import whole_words
from reviewer.review import ActionKind, ApologyKind, Criterion, EscalationKind, Outcome, Score, Status

SUFFIXES = (".json", ".jsonl")
PrivacyKind = Literal["identifier", "third_party", "placeholder", "wrong_name", "wrong_reference", "wrong_fact"]


@dataclass(frozen=True)
class MarkedConcern:
    """A concern at its place in the complaint; `evidence` lies in the reply, most telling first."""

    kind: ConcernKind
    span: Span
    status: Status
    decision: Outcome | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True)
class MarkedAction:
    """An action at its place in the reply."""

    kind: ActionKind
    span: Span
    owner: Span | None
    timescale: Span | None
    done: bool
    specific: bool

    @property
    def complete(self) -> bool:
        """Done, or with both an owner and a timescale; a hollow promise never is."""
        return self.specific and (self.done or (self.owner is not None and self.timescale is not None))


@dataclass(frozen=True)
class MarkedPrivacy:
    """Personal data, a placeholder or a slip at its place in the reply."""

    kind: PrivacyKind
    span: Span


@dataclass(frozen=True)
class MarkedCase:
    """A case with what a person found in it. `jargon_ok` are places where a careless check would cry jargon."""

    case: Case
    concerns: tuple[MarkedConcern, ...]
    actions: tuple[MarkedAction, ...]
    apology: ApologyKind
    decision: Outcome
    escalation: EscalationKind
    escalation_correct: bool
    jargon: tuple[Span, ...]
    jargon_ok: tuple[tuple[Span, ...], ...]
    tone: tuple[Span, ...]
    privacy: tuple[MarkedPrivacy, ...]
    scores: Mapping[Criterion, int | None]
    quality: str | None = None
    title: str = ""
    commentary: str = ""

    @property
    def name(self) -> str:
        """The case's id."""
        return self.case.id or ""

    @property
    def with_concerns(self) -> Case:
        """The case with the annotated concerns given, so that only their answers are judged."""
        given = tuple(GivenConcern(kind=one.kind, span=one.span) for one in self.concerns)
        return self.case.model_copy(update={"concerns": given})

    @property
    def plainly_good(self) -> bool:
        """Whether a person thinks the reply good: called so, or every score 2 or 3 and eight ninths of them all."""
        given = [score for score in self.scores.values() if score is not None]
        marked = bool(given) and min(given) >= 2 and 9 * sum(given) >= 8 * 3 * len(given)
        return self.quality == "good" or marked


# --- as written -----------------------------------------------------------------------------------------------------


class _Written(BaseModel):
    model_config = ConfigDict(extra="ignore")


def _passage(value: object) -> object:
    """A passage however written, as a quotation or a span; an empty quotation is none."""
    if isinstance(value, Mapping):
        if "start" in value and "end" in value:
            return {"start": value["start"], "end": value["end"]}
        value = value.get("span") or value.get("quote")
    return value or None


_Passage = Annotated[Span | str | None, BeforeValidator(_passage)]
_Present = Annotated[Span | str, BeforeValidator(_passage)]


class _Concern(_Written):
    quote: _Passage = None
    span: Span | None = None
    kind: ConcernKind
    status: Status
    decision: Outcome | None = None
    evidence: tuple[_Present, ...] = ()


class _Action(_Written):
    quote: _Passage = None
    span: Span | None = None
    kind: ActionKind
    owner: _Passage = None
    timescale: _Passage = None
    done: bool = False
    specific: bool = True


class _Apology(_Written):
    kind: ApologyKind = ApologyKind.NONE


class _Decision(_Written):
    outcome: Outcome = Outcome.NONE


class _Escalation(_Written):
    kind: EscalationKind = EscalationKind.NONE
    correct: bool = False


class _Privacy(_Written):
    quote: _Passage = None
    span: Span | None = None
    kind: PrivacyKind


class _Annotation(_Written):
    concerns: tuple[_Concern, ...] = ()
    actions: tuple[_Action, ...] = ()
    apology: _Apology = _Apology()
    decision: _Decision = _Decision()
    escalation: _Escalation = _Escalation()
    jargon: tuple[_Present, ...] = ()
    jargon_ok: tuple[_Present, ...] = ()
    tone: tuple[_Present, ...] = ()
    privacy: tuple[_Privacy, ...] = ()
    scores: dict[Criterion, Score | None] = Field(default_factory=dict)


# --- places ---------------------------------------------------------------------------------------------------------


def marked_case(written: Mapping[str, Any]) -> MarkedCase:
    """One annotated case. Raises ReviewError, naming the case, where it is not valid or a quotation is not found."""
    name = str(written.get("id") or "without an id")
    try:
        case = Case.model_validate(
            {key: written[key] for key in Case.model_fields if key in written and key != "concerns"}
        )
        annotation = _Annotation.model_validate(written.get("annotation", {}))
    except ValidationError as error:
        raise _fault(name, invalid_case(error).detail) from None
    finder = _Finder(name, case)
    meta = written.get("meta")
    return MarkedCase(
        case=case,
        concerns=tuple(finder.concern(number, one) for number, one in enumerate(annotation.concerns, 1)),
        actions=tuple(finder.action(number, one) for number, one in enumerate(annotation.actions, 1)),
        apology=annotation.apology.kind,
        decision=annotation.decision.outcome,
        escalation=annotation.escalation.kind,
        escalation_correct=annotation.escalation.correct,
        jargon=tuple(finder.reply(f"jargon term {n}", one) for n, one in enumerate(annotation.jargon, 1)),
        jargon_ok=tuple(places for one in annotation.jargon_ok if (places := every_place(case.response, one))),
        tone=tuple(finder.reply(f"tone passage {n}", one) for n, one in enumerate(annotation.tone, 1)),
        privacy=tuple(
            MarkedPrivacy(one.kind, finder.reply(f"privacy passage {n}", one.span or one.quote))
            for n, one in enumerate(annotation.privacy, 1)
        ),
        scores={criterion: annotation.scores[criterion] for criterion in Criterion if criterion in annotation.scores},
        quality=written.get("quality") or (meta.get("quality") if isinstance(meta, Mapping) else None),
        title=str(written.get("title") or ""),
        commentary=str(written.get("commentary") or ""),
    )


def _fault(name: str, detail: str) -> ReviewError:
    return ReviewError("invalid-annotation", f"Case {name} is not annotated as it should be", detail)


@dataclass(frozen=True)
class _Finder:
    """Finds the passages of one case."""

    name: str
    case: Case

    def concern(self, number: int, written: _Concern) -> MarkedConcern:
        what = f"concern {number}"
        span = self._find(what, "complaint", self.case.complaint or "", written.span or written.quote)
        evidence = (self.reply(f"evidence {n} of {what}", one) for n, one in enumerate(written.evidence, 1))
        return MarkedConcern(written.kind, span, written.status, written.decision, tuple(evidence))

    def action(self, number: int, written: _Action) -> MarkedAction:
        what = f"action {number}"
        span = self.reply(what, written.span or written.quote)
        owner = None if written.owner is None else self.reply(f"owner of {what}", written.owner, span)
        timescale = None if written.timescale is None else self.reply(f"timescale of {what}", written.timescale, span)
        return MarkedAction(written.kind, span, owner, timescale, written.done, written.specific)

    def reply(self, what: str, passage: Span | str | None, near: Span | None = None) -> Span:
        return self._find(what, "response", self.case.response, passage, near)

    def _find(self, what: str, where: str, text: str, passage: Span | str | None, near: Span | None = None) -> Span:
        if passage is None:
            raise _fault(self.name, f"{what} has no passage: give it a quote or a span")
        found = place_of(text, passage, near)
        if found is None:
            raise _fault(self.name, f"{what} does not stand in the {where}: quote it letter for letter")
        return found


def place_of(text: str, passage: Span | str, near: Span | None = None) -> Span | None:
    """The first place of a passage, as whole words if it can be; inside `near`, in either case, before elsewhere."""
    if isinstance(passage, Span):
        return passage if passage.end <= len(text) else None
    words = re.escape(passage)
    whole = re.compile(rf"(?<!\w){words}(?!\w)")
    tries: list[tuple[re.Pattern[str], int, int]] = [(whole, 0, len(text)), (re.compile(words), 0, len(text))]
    if near is not None:
        inside = [(pattern, near.start, near.end) for pattern in (whole, re.compile(whole.pattern, re.IGNORECASE))]
        tries = [*inside, *tries]
    for pattern, start, end in tries:
        if found := pattern.search(text, start, end):
            return Span(start=found.start(), end=found.end())
    return None


def every_place(text: str, passage: Span | str) -> tuple[Span, ...]:
    """Every place of a passage as whole words, in either case; none where it stands only in the complaint."""
    if isinstance(passage, Span):
        return (passage,) if passage.end <= len(text) else ()
    return tuple(whole_words(passage, text, any_case=True))


# --- files ----------------------------------------------------------------------------------------------------------


def read_marked_cases(paths: Iterable[Path]) -> tuple[MarkedCase, ...]:
    """The cases of JSON files (a case or a list of them), JSONL files and folders of such, in order of path.

    Raises ReviewError naming the file or the case where something is not as it should be, or no case is found.
    """
    cases = tuple(marked_case(written) for path in paths for file in _files(path) for written in _written(file))
    if not cases:
        raise ReviewError(
            "no-cases", "There is no annotated case there", "name a JSON or JSONL file, or a folder of such"
        )
    return cases


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
    else:
        yield path


def _written(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".jsonl":
            found = [json.loads(line) for line in text.split("\n") if line.strip()]
        else:
            loaded = json.loads(text)
            found = loaded if isinstance(loaded, list) else [loaded]
    except (ValueError, RecursionError):
        detail = "it is not valid UTF-8 JSON: write one case, a list of cases, or (.jsonl) a case a line"
        raise ReviewError("invalid-json", f"{path.name} cannot be read", detail) from None
    for number, one in enumerate(found, 1):
        if not isinstance(one, Mapping):
            raise ReviewError("invalid-json", f"{path.name} holds something other than cases", f"see entry {number}")
        yield one
