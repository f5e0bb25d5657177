"""The reviewers that the service uses: the one for every request, and one for each council's own rules, by name."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from reviewer.case import Case
from reviewer.errors import ReviewError
from reviewer.own_answers_model import OwnAnswersModel
from reviewer.pipeline import Reviewer
from reviewer.procedures import Procedures
from reviewer.review import Criterion, Review
from reviewer.rules import RuleBook
from service.faults import place_of
from service.settings import Settings

log = logging.getLogger(__name__)


class Reviewing(Protocol):
    """What the service asks of a Reviewer."""

    @property
    def rules(self) -> RuleBook:
        """The rules that reviews are made by."""
        ...

    @property
    def procedures(self) -> Procedures:
        """The complaints procedures that next steps are judged by."""
        ...

    @property
    def titles(self) -> Mapping[Criterion, str]:
        """What the criteria are called."""
        ...

    def review(self, case: Case) -> Review:
        """The review of one case; raises ReviewError where it cannot be reviewed."""
        ...

    def with_rules(self, rules: Path) -> Reviewing:
        """The same reviewer under a council's own rules."""
        ...


@dataclass(frozen=True)
class Reviewers:
    """The reviewer for requests that name no rules, and those for the rules that a request may name."""

    usual: Reviewing
    named: Mapping[str, Reviewing] = field(default_factory=dict)


def load_reviewers(settings: Settings, usual: Reviewing | None = None) -> Reviewers:
    """Load everything: seconds. Raises ReviewError where a rule file is wrong."""
    usual = usual or _usual(settings)
    folders = sorted(settings.council_rules.iterdir()) if settings.council_rules else []
    named = {one.name: usual.with_rules(one) for one in folders if one.is_dir() and not one.name.startswith(".")}
    return Reviewers(usual, named)


# Some parts load at their first use, the reading of dates above all: a fifth of a second that no officer need wait for.
_FIRST = Case(
    complaint="My bin was missed on 3 March. I want it emptied.",
    response="Dear Ms Shah\n\nYour bin was missed, and I am sorry. The Waste Manager will empty it by 3 May 2026.",
    received=date(2026, 3, 3),
    dated=date(2026, 3, 12),
)


def _usual(settings: Settings) -> Reviewer:
    own = OwnAnswersModel.chosen(settings.answers_model, settings.answers_labels)
    reviewer = Reviewer(rules=settings.rules, answers_model=own, remembers=True)
    reviewer.review(_FIRST)
    return reviewer


class Shelf:
    """Holds the reviewers once they are loaded, or notes that they could not be."""

    def __init__(self, load: Callable[[], Reviewers]) -> None:
        self._load = load
        self._reviewers: Reviewers | None = None
        self.failed = False

    def fill(self) -> None:
        """Load the reviewers, in whatever thread this runs. A failure goes to the log: cause and cure, or its place."""
        try:
            self._reviewers = self._load()
        except ReviewError as error:
            self.failed = True
            log.critical("The reviewer could not be loaded. %s", error)
        except Exception as error:
            self.failed = True
            log.critical("The reviewer could not be loaded. %s", place_of(error))
        else:
            log.info("The reviewer is loaded.")

    @property
    def reviewers(self) -> Reviewers | None:
        """The reviewers; None until they are loaded."""
        return self._reviewers
