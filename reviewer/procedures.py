"""The complaints procedures as data: what follows each stage, who the ombudsmen are, and in which nation we are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import ValidationError

from reviewer.case import Frozen, Nation, Procedure, Stage
from reviewer.errors import ReviewError
from reviewer.lines import flat_copy

Model = TypeVar("Model", bound=Frozen)
_BESIDE_ENGLAND = (Nation.SCOTLAND, Nation.WALES, Nation.NORTHERN_IRELAND)


class Body(Frozen):
    """An ombudsman or regulator, by the names and contact details that point to it."""

    title: str
    kind: Literal["ombudsman", "regulator"]
    names: tuple[str, ...]
    contacts: tuple[str, ...]
    within: str | None = None
    source: str


class StageEnd(Frozen):
    """When the reply that ends a stage is due, and what comes after it: a further stage by name, or an ombudsman.

    `reply_working_days` count from the day the complaint came; where `acknowledgement_working_days` is given they count
    from the acknowledgement, which is itself due within those. `extension_working_days` may be added for a reason that
    the complainant is told. `reply_months` is the law's limit where the time is agreed with the complainant.
    """

    next: Literal["stage", "ombudsman"]
    name: str | None = None
    body: str | None = None
    may_also_name: tuple[str, ...] = ()
    reply_working_days: int | None = None
    acknowledgement_working_days: int = 0
    extension_working_days: int = 0
    reply_months: int | None = None

    @property
    def working_days(self) -> int | None:
        """The most working days from the day the complaint came to the reply; None where no limit is set."""
        return None if self.reply_working_days is None else self.acknowledgement_working_days + self.reply_working_days


class ProcedureRules(Frozen):
    """One procedure of one nation."""

    title: str
    source: str
    stage_1: StageEnd
    stage_2: StageEnd

    def end_of(self, stage: Stage) -> StageEnd:
        """What comes after `stage`."""
        return self.stage_1 if stage is Stage.STAGE_1 else self.stage_2


class NationRules(Frozen):
    """The procedures of a nation, and the names whose presence in a letter tells it."""

    nation: Nation
    told_by: tuple[str, ...]
    procedures: Mapping[Procedure, ProcedureRules]


class Procedures(Frozen):
    """All procedures of all nations."""

    bodies: Mapping[str, Body]
    nations: Mapping[Nation, NationRules]

    def end_of(self, nation: Nation, procedure: Procedure, stage: Stage) -> StageEnd:
        """What comes after this stage of this procedure in this nation."""
        return self.nations[nation].procedures[procedure].end_of(stage)

    def body(self, key: str) -> Body:
        """The ombudsman or regulator with this key."""
        return self.bodies[key]

    def nation_of(self, reply: str, complaint: str = "") -> Nation:
        """The nation that the reply tells by the names in it, else the complaint; England where neither tells one."""
        return self._named_in(reply) or self._named_in(complaint) or Nation.ENGLAND

    def _named_in(self, text: str) -> Nation | None:
        """The nation that a letter's names tell; one beside England, where there are names of both."""
        told = {self._nation_by_name[found.casefold()] for found in self._nation_names.findall(flat_copy(text))}
        return next((nation for nation in (*_BESIDE_ENGLAND, Nation.ENGLAND) if nation in told), None)

    @cached_property
    def _nation_by_name(self) -> Mapping[str, Nation]:
        return {name.casefold(): nation for nation in Nation for name in self.nations[nation].told_by}

    @cached_property
    def _nation_names(self) -> re.Pattern[str]:
        """Any name that tells a nation, as whole words; the longest first, as one may begin another."""
        names = sorted(self._nation_by_name, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)", re.IGNORECASE)


def load_procedures(rules: Path, council: Path | None = None) -> Procedures:
    """Read `procedures/` under the rules folder, a council's own files in place of ours.

    Raises ReviewError naming the file and key that is wrong.
    """
    files = {path.name: path for folder in (rules, council) if folder for path in _files(folder)}
    bodies_file = files.pop("bodies.yml", rules / "procedures" / "bodies.yml")
    bodies = {key: _read(Body, told, bodies_file) for key, told in _load(bodies_file).items()}
    nations = {}
    for _, path in sorted(files.items()):
        told = _read(NationRules, _load(path), path)
        nations[told.nation] = told
        _check_bodies(told, bodies, path)
    if missing := [nation for nation in Nation if nation not in nations]:
        raise _wrong(rules / "procedures", f"there is no file for {missing[0]}: add {missing[0]}.yml")
    return Procedures(bodies=bodies, nations=nations)


def _files(rules: Path) -> list[Path]:
    return sorted((rules / "procedures").glob("*.yml"))


def _check_bodies(told: NationRules, bodies: Mapping[str, Body], path: Path) -> None:
    for name, procedure in told.procedures.items():
        for stage in (procedure.stage_1, procedure.stage_2):
            named = [*stage.may_also_name, *([stage.body] if stage.body else [])]
            for key in named:
                if key not in bodies:
                    raise _wrong(
                        path, f"{name}: '{key}' is not in bodies.yml; write one of {', '.join(sorted(bodies))}"
                    )
            if (stage.next == "ombudsman") != (stage.body is not None):
                raise _wrong(path, f"{name}: 'next: ombudsman' needs a 'body', and 'next: stage' a 'name'")


def _load(path: Path) -> dict[str, Any]:
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise _wrong(path, "the file cannot be read as YAML: mend it or restore the shipped one") from error
    if not isinstance(told, dict):
        raise _wrong(path, "the file is empty or not a mapping: restore the shipped one")
    return told


def _read(model: type[Model], told: object, path: Path) -> Model:
    try:
        return model.model_validate(told)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in fault["loc"])
        raise _wrong(path, f"'{key}': {fault['msg']}") from error


def _wrong(path: Path, cure: str) -> ReviewError:
    return ReviewError("rules", "A rule file is wrong", f"{path.name}: {cure}", status=500)
