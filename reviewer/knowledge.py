"""All that a complaints manager can change, loaded: the rules, procedures, wordings and thresholds of one council."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reviewer.commitments import Commitments
from reviewer.delay import ReplyTimes
from reviewer.errors import ReviewError
from reviewer.mood import Moods
from reviewer.procedures import Procedures, load_procedures
from reviewer.resources import data_folder
from reviewer.rules import RuleBook, fingerprint, load_rules
from reviewer.scoring import ScoringRules, load_scoring
from reviewer.signposting import Signposts
from reviewer.spelling import SpellingChecker
from reviewer.timescales import Timescales
from reviewer.wording import Wording, load_wording

_BESIDE_RULES = ("procedures", "wording", "scoring.yml")


@dataclass(frozen=True)
class Knowledge:
    """The shipped rules folder with a council's own folder laid over it, file by file.

    `versions` are those of the packs of rules, of the shipped data beside them, and of the council's own folder.
    """

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
    versions: Mapping[str, str]


def load_knowledge(council: Path | None = None) -> Knowledge:
    """Load everything under `rules/`; `council` is a council's own folder. Raises ReviewError where a file is wrong."""
    shipped = data_folder("rules")

    def wording(name: str) -> Wording:
        folder = _folder_of(f"wording/{name}.yml", shipped, council)
        told = load_wording(folder, name)
        if folder != shipped:
            _refuse_missing_lists(name, told, load_wording(shipped, name))
        return told

    _refuse_unknown_files(shipped, council)
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
        versions={**rules.versions, **{Path(name).stem: fingerprint(shipped / name) for name in _BESIDE_RULES}},
    )


def scoring_of(council: Path | None = None) -> ScoringRules:
    """The thresholds, and what the criteria are called: the council's own where it has them."""
    return load_scoring(data_folder("rules"), council)


def _refuse_missing_lists(name: str, told: Wording, shipped: Wording) -> None:
    if left_out := sorted(set(shipped.patterns) - set(told.patterns)):
        detail = f"{name}.yml has no list '{left_out[0]}': copy it from the shipped file"
        raise ReviewError("rules", "A rule file is wrong", detail, 500)


def _refuse_unknown_files(shipped: Path, council: Path | None) -> None:
    """A council's file that nothing reads would change nothing, and nobody would know."""
    for name in ("wording", "procedures"):
        known = sorted(file.name for file in (shipped / name).iterdir())
        for file in sorted((council / name).glob("*") if council else ()):
            if file.name not in known and not file.name.startswith("."):
                detail = f"{name}/{file.name} is not read; name it as one of {', '.join(known)}"
                raise ReviewError("rules", "A rule file has a name that nothing reads", detail, 500)


def _folder_of(file: str, shipped: Path, council: Path | None) -> Path:
    """The rules folder whose `file` counts: the council's where it has one."""
    return council if council is not None and (council / file).is_file() else shipped
