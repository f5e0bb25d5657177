"""All that a complaints manager can change, loaded: the rules, procedures, wordings and thresholds of one council."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.commitments import Commitments
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
    people: Wording
    signposts: Signposts
    commitments: Commitments
    spelling: SpellingChecker


def load_knowledge(council: Path | None = None) -> Knowledge:
    """Load everything under `rules/`; `council` is a council's own folder. Raises ReviewError where a file is wrong."""
    shipped = data_folder("rules")

    def wording(name: str) -> Wording:
        return load_wording(_folder_of(f"wording/{name}.yml", shipped, council), name)

    rules = load_rules(shipped, council)
    procedures = load_procedures(shipped, council)
    return Knowledge(
        rules=rules,
        procedures=procedures,
        scoring=load_scoring(_folder_of("scoring.yml", shipped, council)),
        decisions=wording("decisions"),
        apologies=wording("apologies"),
        people=wording("people"),
        signposts=Signposts(procedures, wording("signposting")),
        commitments=Commitments(Timescales(wording("timescales")), wording("owners")),
        spelling=SpellingChecker.load(_folder_of("wording/spelling.yml", shipped, council), rules.vocabulary),
    )


def _folder_of(file: str, shipped: Path, council: Path | None) -> Path:
    """The rules folder whose `file` counts: the council's where it has one."""
    return council if council is not None and (council / file).is_file() else shipped
