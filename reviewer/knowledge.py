"""All that a complaints manager can change, loaded: the rules, procedures, wordings and thresholds of one council."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.commitments import Commitments
from reviewer.delay import ReplyTimes
from reviewer.mood import Moods
from reviewer.procedures import Procedures, load_procedures
from reviewer.resources import data_folder
from reviewer.rules import RuleBook, load_rules
from reviewer.scoring import ScoringRules, load_scoring
from reviewer.signposting import Signposts
from reviewer.spelling import SpellingChecker
from reviewer.timescales import Timescales
from reviewer.wording import Wording, load_wording


@dataclass(frozen=True)
class Knowledge:
    """The shipped rules folder with a council's own folder laid over it, file by file."""

    rules: RuleBook
    procedures: Procedures
    scoring: ScoringRules
    decisions: Wording
    apologies: Wording
    payments: Wording
    people: Wording
    signposts: Signposts
    commitments: Commitments
    reply_times: ReplyTimes
    spelling: SpellingChecker


def load_knowledge(council: Path | None = None) -> Knowledge:
    """Load everything under `rules/`; `council` is a council's own folder. Raises ReviewError where a file is wrong."""
    shipped = data_folder("rules")

    def wording(name: str) -> Wording:
        return load_wording(_folder_of(f"wording/{name}.yml", shipped, council), name)

    rules = load_rules(shipped, council)
    procedures = load_procedures(shipped, council)
    timescales = Timescales(wording("timescales"))
    return Knowledge(
        rules=rules,
        procedures=procedures,
        scoring=scoring_of(council),
        decisions=wording("decisions"),
        apologies=wording("apologies"),
        payments=wording("payments"),
        people=wording("people"),
        signposts=Signposts(procedures, wording("signposting")),
        commitments=Commitments(timescales, wording("owners"), Moods(wording("mood"))),
        reply_times=ReplyTimes(timescales, wording("delay")),
        spelling=SpellingChecker.load(_folder_of("wording/spelling.yml", shipped, council), rules.vocabulary),
    )


def scoring_of(council: Path | None = None) -> ScoringRules:
    """The thresholds, and what the criteria are called: the council's own where it has them."""
    return load_scoring(data_folder("rules"), council)


def _folder_of(file: str, shipped: Path, council: Path | None) -> Path:
    """The rules folder whose `file` counts: the council's where it has one."""
    return council if council is not None and (council / file).is_file() else shipped
