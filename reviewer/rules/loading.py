"""From folders of YAML to a rule book that is ready to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from reviewer.resources import data_folder
from reviewer.rules.documents import Document
from reviewer.rules.engine import RuleBook
from reviewer.rules.faults import Fault, RuleError, explain, not_one_of
from reviewer.rules.folders import Folder, fingerprint, read_folder
from reviewer.rules.overlay import Overlay, Settings, lay_over
from reviewer.rules.schema import KINDS, Pack, Rule, keys_of
from reviewer.rules.vale import ValeStyle, from_vale, is_vale

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class RulesRead:
    """The sound rules, ready to run, and the faults of the rest."""

    book: RuleBook
    faults: tuple[Fault, ...]


def load_rules(folder: Path | None = None, council: Path | None = None) -> RuleBook:
    """The rules of `folder` (None: those that ship), with a council's own folder laid over them.

    Everything is checked and compiled here. Raises RuleError naming file, line, key and what to write instead.
    """
    read = read_rules(folder, council)
    if read.faults:
        raise RuleError(read.faults)
    return read.book


def read_rules(folder: Path | None = None, council: Path | None = None) -> RulesRead:
    """The same as far as the rules are sound, with every fault of the files. Raises RuleError if a folder is none."""
    shipped = read_folder(folder or data_folder("rules"), folder.name if folder else "rules")
    if council is None:
        return _build(shipped, Overlay(shipped.rules), Settings(), shipped.fingerprints, shipped.faults)
    over = read_folder(council, council.name)
    settings, wrong = _settings(over)
    versions = {**shipped.fingerprints, **over.fingerprints, "council": settings.version or fingerprint(council)}
    overlay, unknown = lay_over(shipped, over, settings)
    return _build(shipped, overlay, settings, versions, (*shipped.faults, *over.faults, *wrong, *unknown))


def _settings(over: Folder) -> tuple[Settings, tuple[Fault, ...]]:
    try:
        return (_validate(over.settings, Settings) if over.settings else Settings()), ()
    except RuleError as error:
        return Settings(), error.faults


def _build(
    shipped: Folder,
    overlay: Overlay,
    settings: Settings,
    versions: Mapping[str, str],
    known: Sequence[Fault],
) -> RulesRead:
    faults = list(known)
    packs: dict[str, Pack] = {}
    rules: list[Rule] = []
    for name, document in {**shipped.packs, **overlay.packs}.items():
        try:
            packs[name] = _validate(document, Pack)
        except RuleError as error:
            faults.extend(error.faults)
    for rule, document in sorted(overlay.rules.items(), key=lambda item: (item[0] not in overlay.own, item[0])):
        pack = _pack_of(rule, packs) or ("council" if "council" in versions and rule in overlay.own else None)
        if pack is None:
            where = rule.rpartition("/")[0] or "the rules' folder"
            faults.append(Fault(document.file, f"belongs to no pack; write a pack.yml with a title in {where}"))
            continue
        try:
            rules.append(_rule(document, rule, pack))
        except RuleError as error:
            faults.extend(error.faults)
    told = {**versions, **{name: pack.version for name, pack in packs.items() if pack.version}}
    try:
        book = RuleBook.of(rules, versions=told, exempt=settings.exempt)
    except ValueError as error:
        wrong = _not_compiled(rules, overlay)
        faults.extend(wrong.values() or [Fault("rules", str(error))])
        sound = [rule for rule in rules if rule.id not in wrong] if wrong else []
        book = RuleBook.of(sound, versions=told, exempt=settings.exempt)
    return RulesRead(book, tuple(faults))


def _not_compiled(rules: Sequence[Rule], overlay: Overlay) -> dict[str, Fault]:
    """The rules that cannot be compiled by themselves, by id."""
    faults = {}
    for rule in rules:
        try:
            RuleBook.of([rule])
        except ValueError as error:
            faults[rule.id] = overlay.rules[rule.id].fault(str(error))
    return faults


def _pack_of(rule: str, packs: Mapping[str, Pack]) -> str | None:
    folder = rule.rpartition("/")[0]
    while folder and folder not in packs:
        folder = folder.rpartition("/")[0]
    return folder or None


def _rule(document: Document, rule: str, pack: str) -> Rule:
    vale = is_vale(document)
    if vale:
        try:
            document = from_vale(document, rule)
        except ValidationError as error:
            raise RuleError(_faults(document, error, tuple(ValeStyle.model_fields))) from error
    kind = document.data.get("kind")
    if kind is None:
        raise RuleError([document.fault(f"is missing; write one of {', '.join(KINDS)}", key="kind")])
    if kind not in KINDS:
        raise RuleError([document.fault(not_one_of("kind", kind, tuple(KINDS)), ("kind",))])
    if "id" in document.data or "pack" in document.data:
        key = "id" if "id" in document.data else "pack"
        raise RuleError([document.fault("comes from the file's place; leave the line out", (key,))])
    data: dict[str, Any] = {**document.data, "id": rule, "pack": pack}
    built = _validate(document, KINDS[kind], keys_of(kind), data)
    if not vale and kind != "facts" and not (built.examples.flag and built.examples.passes):
        raise RuleError([document.fault("needs an example under 'flag' and one under 'pass'", ("examples",))])
    return built


def _validate(
    document: Document, model: type[Model], keys: Sequence[str] = (), data: Mapping[str, Any] | None = None
) -> Model:
    try:
        return model.model_validate(dict(document.data if data is None else data))
    except ValidationError as error:
        raise RuleError(_faults(document, error, keys or tuple(model.model_fields))) from error


def _faults(document: Document, error: ValidationError, keys: Sequence[str]) -> list[Fault]:
    faults: dict[str, Fault] = {}
    for details in error.errors(include_url=False):
        path = document.path_to(details["loc"], new=details["type"] in {"missing", "extra_forbidden"})
        key, cause = explain(details, path, keys)
        faults.setdefault(key, document.fault(cause, path, key))
    deepest = [key for key in faults if not any(other.startswith(f"{key}.") for other in faults)]
    return sorted((faults[key] for key in deepest), key=lambda fault: fault.cause.startswith("is missing"))
