"""A folder of rules as files: which files are rules, what they are called, and the packs they belong to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.rules.documents import Document, read_document
from reviewer.rules.faults import Fault, RuleError

SUFFIXES = frozenset({".yml", ".yaml"})
COUNCIL_FILE = "council.yml"
PACK_FILE = "pack.yml"
_OTHER_FOLDERS = frozenset({"procedures", "wording"})  # data that other parts read
_OTHER_FILES = frozenset({"scoring.yml", COUNCIL_FILE})


@dataclass(frozen=True)
class Folder:
    """The rule files of one folder by rule id, its pack files by pack id, and the council's settings if it has them.

    `fingerprints` are the versions of packs that state none, by pack id; `faults` are those of the files that cannot
    be read.
    """

    name: str
    rules: Mapping[str, Document] = field(default_factory=dict)
    packs: Mapping[str, Document] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    settings: Document | None = None
    faults: tuple[Fault, ...] = ()


def read_folder(path: Path, name: str) -> Folder:
    """Read every rule file below `path`; `name` is how messages call the folder. Raises RuleError if it is none."""
    if not path.is_dir():
        raise RuleError([Fault(name, "is not a folder; give the folder that holds the rules")])
    faults: list[Fault] = []
    rules: dict[str, Document] = {}
    packs: dict[str, Document] = {}
    for file, place in _files(path):
        label = f"{name}/{place}"
        stem = place.rpartition(".")[0]
        try:
            if place.rpartition("/")[2] == PACK_FILE:
                packs[stem.rpartition("/")[0]] = read_document(file, label, words_only=True)
            elif stem in rules:
                faults.append(Fault(label, f"has the same name as {rules[stem].file}; give one of them another name"))
            else:
                rules[stem] = read_document(file, label)
        except RuleError as error:
            faults.extend(error.faults)
    settings, read = path / COUNCIL_FILE, None
    try:
        read = read_document(settings, f"{name}/{COUNCIL_FILE}", words_only=True) if settings.is_file() else None
    except RuleError as error:
        faults.extend(error.faults)
    fingerprints = {pack: fingerprint(path / pack) for pack in packs}
    return Folder(name, rules, packs, fingerprints, read, tuple(faults))


def fingerprint(path: Path) -> str:
    """A version of a file or folder that states none: the start of the SHA-256 of its YAML, whatever its line ends."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix in SUFFIXES and file.is_file():
            words = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(file.relative_to(path).as_posix().encode() + b"\0" + words + b"\0")
    return digest.hexdigest()[:12]


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(path.rglob("*")):
        place = file.relative_to(path)
        if file.suffix not in SUFFIXES or not file.is_file() or any(part.startswith(".") for part in place.parts):
            continue
        if place.parts[0] not in _OTHER_FOLDERS and place.as_posix() not in _OTHER_FILES:
            yield file, place.as_posix()
