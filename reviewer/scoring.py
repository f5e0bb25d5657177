"""The nine scores, 0 to 3, each worked out from counts that its basis names. Thresholds are in `rules/scoring.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from reviewer.assessment import Assessment, count, outcomes_wanted, points_raised, points_to_decide
from reviewer.case import Frozen
from reviewer.errors import ReviewError
from reviewer.readability import ReadingBands
from reviewer.review import (
    Action,
    ActionKind,
    ApologyKind,
    Category,
    Concern,
    Criterion,
    CriterionScore,
    EscalationKind,
    Finding,
    Outcome,
    Status,
)

_FILE = "scoring.yml"


class ConcernThresholds(Frozen):
    """Where the scores for answered concerns end."""

    minor_gaps: int
    minor_gaps_of_at_least: int
    half: float


class DecisionThresholds(Frozen):
    """Where the scores for the decision end."""

    decided_share: float
    some_decided_share: float
    reasons: int


class EnglishThresholds(Frozen):
    """Where the scores for plain English end."""

    few_terms: int
    several_terms: int
    hard_mean_words: float


class ToneThresholds(Frozen):
    """Where the scores for tone end."""

    defensive_for_0: int


class ActionThresholds(Frozen):
    """Where the scores for remedy and for learning end."""

    complete_share: float


class ScoringRules(Frozen):
    """What `rules/scoring.yml` holds."""

    source: str
    titles: Mapping[Criterion, str]
    concerns_answered: ConcernThresholds
    decision_and_reasons: DecisionThresholds
    plain_english: EnglishThresholds
    tone_and_apology: ToneThresholds
    remedy: ActionThresholds
    learning: ActionThresholds
    readability: ReadingBands


def load_scoring(rules: Path, council: Path | None = None) -> ScoringRules:
    """Read `scoring.yml`, a council's laid over it key by key; raises ReviewError naming the key that is wrong."""
    told: dict[str, Any] = {}
    try:
        for folder in filter(None, (rules, council)):
            if folder is rules or (folder / _FILE).is_file():
                told = _laid_over(told, yaml.safe_load((folder / _FILE).read_text(encoding="utf-8")))
        scoring = ScoringRules.model_validate(told)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = ".".join(map(str, fault["loc"]))
        raise ReviewError("rules", "A rule file is wrong", f"scoring.yml, '{key}': {fault['msg']}", 500) from error
    except (OSError, yaml.YAMLError) as error:
        raise ReviewError(
            "rules", "A rule file cannot be read", "scoring.yml: restore the shipped file", 500
        ) from error
    if missing := [one for one in Criterion if one not in scoring.titles]:
        raise ReviewError("rules", "A rule file is wrong", f"scoring.yml, 'titles': {missing[0]} is missing", 500)
    return scoring


def _laid_over(below: Mapping[str, Any], above: object) -> dict[str, Any]:
    """What stands above, and of each part what it leaves out from below."""
    if not isinstance(above, Mapping):
        raise ReviewError("rules", "A rule file is wrong", "scoring.yml: write 'key: value' lines", 500)
    made = dict(below)
    for key, part in above.items():
        under = made.get(key)
        made[key] = {**under, **part} if isinstance(under, Mapping) and isinstance(part, Mapping) else part
    return made


@dataclass(frozen=True)
class Judgement:
    """A score with its basis, and what is missing."""

    score: int | None
    basis: str
    queries: str | None = None


def score(assessed: Assessment, findings: Sequence[Finding], rules: ScoringRules) -> tuple[CriterionScore, ...]:
    """The nine criteria in order, with the findings that bear on each."""
    return tuple(
        CriterionScore(
            id=criterion,
            title=rules.titles[criterion],
            score=judged.score,
            basis=judged.basis,
            queries=judged.queries,
            findings=tuple(one.id for one in findings if one.criterion is criterion),
        )
        for criterion in Criterion
        for judged in [_JUDGES[criterion](assessed, findings, rules)]
    )


def _concerns_answered(assessed: Assessment, _: Sequence[Finding], rules: ScoringRules) -> Judgement:
    points = points_raised(assessed.concerns)
    if assessed.complaint is None and not points:
        return Judgement(None, "Not scored: there is no complaint to read the reply against.", "Add the complaint.")
    if not points:
        return Judgement(
            None, "Not scored: no concern or question was found in the complaint.", "Add the concerns you agreed."
        )
    limits = rules.concerns_answered
    answered, partly = count(points, Status.ANSWERED), count(points, Status.PARTLY_ANSWERED)
    open_ = len(points) - answered - partly
    minor = open_ <= limits.minor_gaps and len(points) >= limits.minor_gaps_of_at_least and partly == 0
    if answered == len(points):
        mark = 3
    elif (open_ == 0 and partly == 1) or minor:
        mark = 2
    else:
        mark = 1 if (answered + partly) / len(points) >= limits.half else 0
    basis = f"Of {_number(len(points), 'point')}: {answered} answered, {partly} partly, {open_} not."
    return Judgement(mark, basis, _open_points(points))


def _open_points(points: Sequence[Concern]) -> str | None:
    left = [one.id for one in points if one.status is not Status.ANSWERED]
    return f"Answer {', '.join(left)} in full." if left else None


def _decision_and_reasons(assessed: Assessment, _: Sequence[Finding], rules: ScoringRules) -> Judgement:
    limits = rules.decision_and_reasons
    points = points_to_decide(assessed.concerns)
    decided = sum(one.decision is not None for one in points)
    overall = assessed.decision.outcome is not Outcome.NONE
    reasons = len(assessed.decision.reason_spans)
    has_reasons = reasons >= limits.reasons
    asked_only = overall and not points and bool(assessed.concerns)  # a question needs no decision of its own
    each = asked_only or (bool(points) and decided / len(points) >= limits.decided_share)
    both = has_reasons and (overall or (bool(points) and decided / len(points) >= limits.some_decided_share))
    mark = (3 if each else 2) if both else int(bool(overall or decided or has_reasons))
    said = (
        f"overall decision: {assessed.decision.outcome.value.replace('_', ' ')}" if overall else "no overall decision"
    )
    basis = (
        f"{said.capitalize()}; {decided} of {_number(len(points), 'concern')} decided; "
        f"{_number(reasons, 'sentence')} of findings or reasons."
    )
    queries = None
    if mark < 3:
        queries = (
            "Say for each concern whether it is upheld, and the facts or rule that rests on."
            if overall
            else "State a decision."
        )
    return Judgement(mark, basis, queries)


def _plain_english(assessed: Assessment, findings: Sequence[Finding], rules: ScoringRules) -> Judgement:
    limits, figures = rules.plain_english, assessed.readability
    terms = sum(1 + len(one.also) for one in findings if one.category is Category.JARGON)
    hard = figures.mean_sentence_words > limits.hard_mean_words
    if terms == 0:
        mark = 2 if hard else 3
    elif terms <= limits.few_terms and not hard:
        mark = 2
    else:
        mark = 1 if terms <= limits.several_terms else 0
    basis = (
        f"{_number(terms, 'unexplained term')}; sentences of {figures.mean_sentence_words} words on average, "
        f"the longest {figures.longest_sentence_words}."
    )
    return Judgement(
        mark, basis, None if mark == 3 else "Explain or replace the terms marked, and split the longest sentences."
    )


def _tone_and_apology(assessed: Assessment, findings: Sequence[Finding], rules: ScoringRules) -> Judgement:
    places = {one.span.start for one in findings if one.category is Category.TONE and one.span is not None}
    defensive = len(places)
    apology, owed = assessed.apology.kind, assessed.fault_accepted
    if defensive >= rules.tone_and_apology.defensive_for_0 or (owed and apology is ApologyKind.NONE):
        mark = 0
    elif defensive or apology is ApologyKind.CONDITIONAL:
        mark = 1 if defensive != 1 or apology is not ApologyKind.GENUINE else 2
    else:
        mark = 3
    said = f"{apology.value}{' (owed)' if owed else ''}"
    basis = f"{_number(defensive, 'defensive or dismissive sentence')}; apology: {said}."
    queries = "Apologise for what went wrong, by name." if owed and apology is not ApologyKind.GENUINE else None
    return Judgement(mark, basis, queries or ("Reword the sentences marked." if defensive else None))


def _desired_outcome(assessed: Assessment, _: Sequence[Finding], __: ScoringRules) -> Judgement:
    wanted = outcomes_wanted(assessed.concerns)
    if not wanted:
        why = "there is no complaint to read" if assessed.complaint is None else "the complaint names no outcome"
        return Judgement(None, f"Not scored: {why}.")
    answered, partly = count(wanted, Status.ANSWERED), count(wanted, Status.PARTLY_ANSWERED)
    if answered == len(wanted):
        mark = 3
    elif 2 * (answered + partly) >= len(wanted) + (answered == 0):
        mark = 2
    else:
        mark = 1 if answered + partly else 0
    basis = (
        f"Of {_number(len(wanted), 'outcome')} wanted, {answered} agreed or declined with a reason, "
        f"{partly} considered in part."
    )
    return Judgement(mark, basis, _open_points(wanted))


def _remedy(assessed: Assessment, _: Sequence[Finding], rules: ScoringRules) -> Judgement:
    return _actions(assessed, ActionKind.REMEDY, "remedy", "remedies", rules.remedy)


def _learning(assessed: Assessment, _: Sequence[Finding], rules: ScoringRules) -> Judgement:
    return _actions(assessed, ActionKind.LEARNING, "learning point", "learning points", rules.learning)


def _actions(assessed: Assessment, kind: ActionKind, name: str, names: str, limits: ActionThresholds) -> Judgement:
    actions = assessed.actions_of(kind)
    if not assessed.fault_accepted:
        return Judgement(None, "Not scored: the reply accepts no fault.")
    if not actions:
        return Judgement(0, f"No {name} in the reply.", f"Say what will be done, who will do it and by when ({name}).")
    specific = [one for one in actions if one.specific]
    complete = [one for one in specific if one.complete]
    basis = (
        f"{len(actions)} {name if len(actions) == 1 else names}: {len(specific)} specific, "
        f"{len(complete)} done or with owner and date."
    )
    if not specific:
        return Judgement(1, basis, "Say exactly what will change, who will see to it and by when.")
    queries = _missing_slots(specific)
    if len(complete) >= limits.complete_share * len(specific):
        return Judgement(3, basis, queries)
    if kind is ActionKind.LEARNING and not complete and not any(one.owner or one.timescale for one in specific):
        return Judgement(1, basis, queries)
    return Judgement(2, basis, queries)


def _missing_slots(actions: Sequence[Action]) -> str | None:
    asked = {"owner": "who", "timescale": "when"}
    told = [f"{one.id}: {' and '.join(asked[name] for name in one.lacks)}" for one in actions if one.lacks]
    return f"Missing: {'; '.join(told)}." if told else None


def _next_steps(assessed: Assessment, _: Sequence[Finding], __: ScoringRules) -> Judgement:
    told = assessed.escalation
    if told.kind is EscalationKind.NONE:
        vague = any(assessed.reading.has(one.index, "to_nobody") for one in assessed.reply.prose)
        basis = "Only a vague pointer." if vague else "The reply does not say what to do next."
        return Judgement(int(vague), basis, "Name the next step for this stage, how to take it and by when.")
    if not told.correct:
        return Judgement(0, "The reply points to the wrong next step for this stage.", "Name the right next step.")
    if told.missing:
        return Judgement(
            2, f"The right next step; missing: {', '.join(told.missing)}.", f"Add {' and '.join(told.missing)}."
        )
    return Judgement(3, "The right next step, how to take it and by when.")


def _privacy_and_accuracy(_: Assessment, findings: Sequence[Finding], __: ScoringRules) -> Judgement:
    slips = [
        one for one in findings if one.criterion is Criterion.PRIVACY_AND_ACCURACY and one.severity != "suggestion"
    ]
    count_ = sum(1 + len(one.also) for one in slips)
    if any(one.rule.startswith("privacy/third_party") for one in slips):
        return Judgement(0, "Something about a third party is disclosed.", "Take out what is marked.")
    mark = 3 if not count_ else 2 if count_ == 1 else 1
    return Judgement(mark, f"{_number(count_, 'slip')} found.", "Mend what is marked." if count_ else None)


_Judge = Callable[[Assessment, Sequence[Finding], ScoringRules], Judgement]
_JUDGES: Mapping[Criterion, _Judge] = {
    Criterion.CONCERNS_ANSWERED: _concerns_answered,
    Criterion.DECISION_AND_REASONS: _decision_and_reasons,
    Criterion.PLAIN_ENGLISH: _plain_english,
    Criterion.TONE_AND_APOLOGY: _tone_and_apology,
    Criterion.DESIRED_OUTCOME: _desired_outcome,
    Criterion.REMEDY: _remedy,
    Criterion.LEARNING: _learning,
    Criterion.NEXT_STEPS: _next_steps,
    Criterion.PRIVACY_AND_ACCURACY: _privacy_and_accuracy,
}


def _number(count_: int, name: str) -> str:
    """The count with its noun: "1 concern", "3 concerns"."""
    return f"{count_} {name}{'' if count_ == 1 else 's'}"
