"""Reads the corpus notation (NOTATION.md) into annotated cases with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROLES = frozenset(
    [
        "salutation",
        "address",
        "sign_off",
        "heading",
        "reference",
        "courtesy",
        "restatement",
        "investigation",
        "finding",
        "reason",
        "decision",
        "apology",
        "weak_apology",
        "remedy",
        "learning",
        "follow_up",
        "policy",
        "defence",
        "escalation",
        "other",
    ]
)
FURNITURE = frozenset(["salutation", "address", "sign_off", "heading", "reference"])
ACTION_KINDS = frozenset({"remedy", "learning", "follow_up"})
CONCERN_KINDS = frozenset({"concern", "question", "desired_outcome"})
STATUSES = frozenset({"answered", "partly_answered", "not_answered"})
DECISIONS = frozenset({"upheld", "partly_upheld", "not_upheld", "no_finding"})
OUTCOMES = DECISIONS | {"none"}
ESCALATIONS = frozenset({"next_stage", "ombudsman", "both", "vague"})
PROCEDURES = frozenset({"corporate", "adult_social_care", "children_statutory", "housing"})
PRIVACY = frozenset(["identifier", "third_party", "placeholder", "wrong_name", "wrong_reference", "wrong_fact"])
CRITERIA = [
    "concerns_answered",
    "decision_and_reasons",
    "plain_english",
    "tone_and_apology",
    "desired_outcome",
    "remedy",
    "learning",
    "next_steps",
    "privacy_and_accuracy",
]
MANNERS = frozenset(
    ["clause", "joint", "declined", "restated", "thanked", "policy", "neighbour", "topic", "promise", "half"]
)

_SECTION = re.compile(r"^--- (\w+)\s*$")
_MARK = re.compile(r"\[\[(\d+) (\w+): ?(.*?)\]\]", re.S)
_ROLE = re.compile(r"(\w+)(?:\(((?:[^()\"]|\"[^\"]*\"|\([^()]*\))*)\))?")
_EVIDENCE = re.compile(r"^(\d+)(!)?$")
_LIST_ITEM = re.compile(r"^(?:[-•*] |\d+[.)] |[a-z]\) )")


class NotationError(ValueError):
    """A slip in a case file: where it is and what to write instead."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


@dataclass(frozen=True)
class Concern:
    """One concern: its place in the complaint (code points) and what the reply makes of it."""

    number: int
    kind: str
    start: int
    end: int
    status: str
    decision: str | None
    evidence: tuple[int, ...]  # sentence numbers in the response, most telling first


@dataclass(frozen=True)
class Action:
    """One action in the reply; spans are (start, end) in the response."""

    kind: str
    span: tuple[int, int]
    owner: tuple[int, int] | None
    timescale: tuple[int, int] | None
    done: bool
    specific: bool


@dataclass(frozen=True)
class Sentence:
    """One line of the reply with its roles, most important first."""

    start: int
    end: int
    roles: tuple[str, ...]
    details: tuple[tuple[str, str], ...]  # (role, what stood in its brackets)
    line: int


@dataclass(frozen=True)
class WrittenCase:
    """A case as its writer annotated it."""

    path: Path
    meta: dict[str, str]
    complaint: str
    response: str
    concerns: tuple[Concern, ...]
    sentences: tuple[Sentence, ...]
    actions: tuple[Action, ...]
    terms: dict[str, tuple[str, ...]]  # jargon, jargon_ok, tone
    privacy: tuple[tuple[str, str], ...]
    scores: dict[str, int | None]
    commentary: str = ""


@dataclass(frozen=True)
class BankReply:
    """One reply to a banked concern; evidence sentences in order."""

    status: str
    decision: str | None
    manner: str | None
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class BankEntry:
    """A concern with several replies to it."""

    id: str
    service: str
    kind: str
    stage: str
    text: str
    replies: tuple[BankReply, ...] = field(default=())


def read_case(path: Path) -> WrittenCase:
    """Read one `.case` file; raises NotationError at the first slip."""
    sections = _sections(path)
    meta = _meta(path, sections)
    complaint, marks = _complaint(path, sections)
    response, sentences, evidence = _response(path, sections)
    concerns = _concerns(path, sections, marks, evidence)
    return WrittenCase(
        path=path,
        meta=meta,
        complaint=complaint,
        response=response,
        concerns=concerns,
        sentences=sentences,
        actions=tuple(_actions(path, response, sentences)),
        terms=_terms(path, sections, complaint, response),
        privacy=tuple(_privacy(path, sections, response)),
        scores=_scores(path, sections),
        commentary="\n".join(text for _, text in sections.get("commentary", [])).strip(),
    )


def read_bank(path: Path) -> list[BankEntry]:
    """Read one `.bank` file; raises NotationError at the first slip."""
    entries: list[BankEntry] = []
    head: tuple[str, str, str, str] | None = None
    replies: list[BankReply] = []
    text, start = "", 0
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate([*lines, "=== "], 1):
        if line.startswith("==="):
            if head is not None:
                if not text or len(replies) < 4:
                    raise NotationError(path, start, "a bank entry needs a 'C:' line and at least four replies")
                entries.append(BankEntry(*head, text=text, replies=tuple(replies)))
            if number > len(lines):
                break
            parts = [part.strip() for part in line[3:].split("|")]
            if len(parts) != 4 or parts[2] not in CONCERN_KINDS:
                raise NotationError(path, number, "write '=== id | service | kind | stage'")
            head, text, replies, start = (parts[0], parts[1], parts[2], parts[3]), "", [], number
        elif line.startswith("C:"):
            text = line[2:].strip()
        elif line.strip():
            replies.append(_bank_reply(path, number, line))
    ids = [entry.id for entry in entries]
    for twice in {one for one in ids if ids.count(one) > 1}:
        raise NotationError(path, 1, f"the id {twice} is used twice")
    return entries


def _bank_reply(path: Path, number: int, line: str) -> BankReply:
    label, colon, words = line.partition(":")
    parts = label.split()
    statuses = {"answered": "answered", "partly": "partly_answered", "not": "not_answered"}
    if not colon or not parts or parts[0] not in statuses or not words.strip():
        raise NotationError(path, number, "a reply is 'answered|partly|not [decision] [manner]: words'")
    unknown = [part for part in parts[1:] if part not in DECISIONS | MANNERS]
    if unknown:
        raise NotationError(path, number, f"'{unknown[0]}' is no decision and no manner ({', '.join(sorted(MANNERS))})")
    return BankReply(
        status=statuses[parts[0]],
        decision=next((part for part in parts[1:] if part in DECISIONS), None),
        manner=next((part for part in parts[1:] if part in MANNERS), None),
        sentences=tuple(part.strip() for part in words.split("||") if part.strip()),
    )


def _sections(path: Path) -> dict[str, list[tuple[int, str]]]:
    sections: dict[str, list[tuple[int, str]]] = {}
    current: list[tuple[int, str]] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := _SECTION.match(line):
            if found[1] in sections:
                raise NotationError(path, number, f"the section '{found[1]}' stands twice")
            current = sections.setdefault(found[1], [])
        elif current is not None:
            current.append((number, line))
        elif line.strip():
            raise NotationError(path, number, "a file starts with '--- case'")
    known = {
        "case",
        "complaint",
        "status",
        "response",
        "jargon",
        "jargon_ok",
        "tone",
        "privacy",
        "scores",
        "commentary",
    }
    for name in sections.keys() - known:
        raise NotationError(path, sections[name][0][0] if sections[name] else 1, f"no section is called '{name}'")
    for name in ("case", "complaint", "status", "response", "scores"):
        if name not in sections:
            raise NotationError(path, 1, f"the section '--- {name}' is missing")
    return sections


def _meta(path: Path, sections: dict[str, list[tuple[int, str]]]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for number, line in sections["case"]:
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        if not colon:
            raise NotationError(path, number, "write 'key: value'")
        meta[key.strip()] = value.strip()
    if missing := [key for key in ("id", "service", "procedure", "stage", "voice", "quality") if not meta.get(key)]:
        raise NotationError(path, 1, f"'{missing[0]}:' is missing from the section 'case'")
    if meta["procedure"] not in PROCEDURES:
        raise NotationError(path, 1, f"procedure is one of {', '.join(sorted(PROCEDURES))}")
    if meta["stage"] not in {"stage_1", "stage_2"}:
        raise NotationError(path, 1, "stage is stage_1 or stage_2")
    for key in ("dated", "received"):
        if key in meta and not re.fullmatch(r"\d{4}-\d\d-\d\d", meta[key]):
            raise NotationError(path, 1, f"{key} is a date like 2026-03-12")
    return meta


def _complaint(path: Path, sections: dict[str, list[tuple[int, str]]]) -> tuple[str, dict[int, tuple[str, int, int]]]:
    raw = "\n".join(line for _, line in sections["complaint"]).strip("\n").replace("\\\n", " ")
    text, marks, last = "", {}, 0
    for found in _MARK.finditer(raw):
        text += raw[last : found.start()]
        number, kind, words = int(found[1]), found[2], found[3]
        if kind not in CONCERN_KINDS:
            raise NotationError(path, sections["complaint"][0][0], f"concern {number}: '{kind}' is no kind of concern")
        if number in marks:
            raise NotationError(path, sections["complaint"][0][0], f"concern {number} is marked twice")
        if not words.strip() or "[[" in words:
            raise NotationError(
                path, sections["complaint"][0][0], f"concern {number}: marks do not nest and are not empty"
            )
        marks[number] = (kind, len(text), len(text) + len(words))
        text, last = text + words, found.end()
    text += raw[last:]
    if "[[" in text or "]]" in text:
        raise NotationError(
            path, sections["complaint"][0][0], "a mark is '[[number kind: words]]'; one here is not closed"
        )
    if not text.strip():
        raise NotationError(path, 1, "the complaint is empty")
    return text, marks


def _response(
    path: Path, sections: dict[str, list[tuple[int, str]]]
) -> tuple[str, tuple[Sentence, ...], dict[int, list[tuple[bool, int]]]]:
    text, sentences = "", list[Sentence]()
    evidence: dict[int, list[tuple[bool, int]]] = {}
    previous_alone, blank = True, False
    for number, line in sections["response"]:
        if not line.strip():
            blank = True
            continue
        words, labels = _split_labels(path, number, line)
        tags, _, numbers = labels.partition("|")
        roles, details = _roles(path, number, tags)
        alone = roles[0] in FURNITURE or bool(_LIST_ITEM.match(words))
        if text:
            text += "\n\n" if blank else "\n" if alone or previous_alone else " "
        start = len(text)
        text += words
        for entry in numbers.replace(",", " ").split():
            if found := _EVIDENCE.match(entry):
                evidence.setdefault(int(found[1]), []).append((found[2] is None, len(sentences)))
            elif entry not in DECISIONS:
                raise NotationError(
                    path, number, f"after '|' come numbers of concerns, like '1!' or '2', not '{entry}'"
                )
        sentences.append(Sentence(start, len(text), roles, details, number))
        previous_alone, blank = alone, False
    if not sentences:
        raise NotationError(path, 1, "the response is empty")
    return text, tuple(sentences), evidence


def _split_labels(path: Path, number: int, line: str) -> tuple[str, str]:
    words, mark, labels = line.rpartition(" :: ")
    if not mark or not words.strip() or not labels.strip():
        raise NotationError(path, number, "each line of the response ends in ' :: ' and its roles")
    return words.strip(), labels.strip()


def _roles(path: Path, number: int, tags: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    roles, details, rest = [], [], tags.strip()
    while rest:
        found = _ROLE.match(rest)
        if not found or found[1] not in ROLES:
            raise NotationError(path, number, f"'{rest[:40]}' is no role; see the table in NOTATION.md")
        roles.append(found[1])
        details.append((found[1], (found[2] or "").strip()))
        rest = rest[found.end() :].lstrip(" ,")
    if not roles:
        raise NotationError(path, number, "a role is missing after ' :: '")
    for role, detail in details:
        if role == "decision" and detail and detail not in OUTCOMES:
            raise NotationError(path, number, f"decision({detail}): one of {', '.join(sorted(OUTCOMES))}")
        if role == "escalation" and detail not in ESCALATIONS:
            raise NotationError(path, number, f"write escalation(…) with one of {', '.join(sorted(ESCALATIONS))}")
    return tuple(dict.fromkeys(roles)), tuple(details)


def _concerns(
    path: Path,
    sections: dict[str, list[tuple[int, str]]],
    marks: dict[int, tuple[str, int, int]],
    evidence: dict[int, list[tuple[bool, int]]],
) -> tuple[Concern, ...]:
    concerns = []
    said: set[int] = set()
    for number, line in sections["status"]:
        if not (parts := line.split()):
            continue
        if not parts[0].isdigit() or int(parts[0]) not in marks:
            raise NotationError(path, number, f"'{parts[0]}' is not the number of a concern marked in the complaint")
        if len(parts) < 2 or parts[1] not in STATUSES:
            raise NotationError(path, number, f"a status is one of {', '.join(sorted(STATUSES))}")
        decision = parts[2] if len(parts) > 2 else None
        if decision is not None and decision not in DECISIONS:
            raise NotationError(path, number, f"a decision is one of {', '.join(sorted(DECISIONS))}")
        key = int(parts[0])
        found = sorted(evidence.get(key, []))
        if parts[1] == "not_answered" and found:
            raise NotationError(
                path, number, f"concern {key} is not answered, yet a sentence is marked as its evidence"
            )
        if parts[1] != "not_answered" and not found:
            raise NotationError(path, number, f"concern {key} is {parts[1]}, yet no sentence is marked as its evidence")
        if parts[1] != "not_answered" and sum(not second for second, _ in found) != 1:
            raise NotationError(path, number, f"concern {key} needs exactly one most telling sentence ('{key}!')")
        if decision and marks[key][0] == "desired_outcome":
            raise NotationError(path, number, f"concern {key} is an outcome wanted: those carry no decision")
        said.add(key)
        kind, start, end = marks[key]
        concerns.append(Concern(key, kind, start, end, parts[1], decision, tuple(dict.fromkeys(i for _, i in found))))
    for key in marks.keys() - said:
        raise NotationError(path, sections["status"][0][0], f"concern {key} has no line under '--- status'")
    for key in evidence.keys() - marks.keys():
        raise NotationError(
            path, sections["status"][0][0], f"evidence is marked for concern {key}, which is not in the complaint"
        )
    return tuple(sorted(concerns, key=lambda concern: concern.start))


def _actions(path: Path, response: str, sentences: tuple[Sentence, ...]) -> Iterator[Action]:
    for sentence in sentences:
        for role, detail in sentence.details:
            if role in ACTION_KINDS:
                yield _action(path, response, sentence, role, detail)


def _action(path: Path, response: str, sentence: Sentence, kind: str, detail: str) -> Action:
    span = (sentence.start, sentence.end)
    slots: dict[str, tuple[int, int] | None] = {"owner": None, "by": None}
    done, specific = False, True
    for part in (part.strip() for part in detail.split(";")):
        key, equals, words = part.partition("=")
        if not part:
            continue
        if part.startswith('"') and part.endswith('"'):
            span = _find(path, response, sentence, part[1:-1])
        elif part == "done":
            done = True
        elif part == "hollow":
            specific = False
        elif equals and key.strip() in slots:
            slots[key.strip()] = _find(path, response, sentence, words.strip().strip('"'))
        else:
            raise NotationError(path, sentence.line, f'{kind}({part}): write "clause", owner=…, by=…, done or hollow')
    return Action(kind, span, slots["owner"], slots["by"], done, specific)


def _find(path: Path, response: str, sentence: Sentence, words: str) -> tuple[int, int]:
    pattern = re.compile(r"(?<!\w)" + re.escape(words) + r"(?!\w)", re.I)
    found = pattern.search(response, sentence.start, sentence.end)
    if not found:
        raise NotationError(path, sentence.line, f"'{words}' does not stand in this sentence")
    return found.span()


def _terms(
    path: Path, sections: dict[str, list[tuple[int, str]]], complaint: str, response: str
) -> dict[str, tuple[str, ...]]:
    terms = {}
    for name in ("jargon", "jargon_ok", "tone"):
        lines = [(number, line.strip()) for number, line in sections.get(name, []) if line.strip()]
        for number, line in lines:
            if line not in response and not (name == "jargon_ok" and line.lower() in (response + complaint).lower()):
                raise NotationError(path, number, f"'{line}' does not stand in the response, letter for letter")
        terms[name] = tuple(line for _, line in lines)
    return terms


def _privacy(path: Path, sections: dict[str, list[tuple[int, str]]], response: str) -> Iterator[tuple[str, str]]:
    for number, line in sections.get("privacy", []):
        if not line.strip():
            continue
        kind, colon, words = line.partition(":")
        if not colon or kind.strip() not in PRIVACY:
            raise NotationError(path, number, f"write 'kind: words' with a kind of {', '.join(sorted(PRIVACY))}")
        if words.strip() not in response:
            raise NotationError(path, number, f"'{words.strip()}' does not stand in the response, letter for letter")
        yield kind.strip(), words.strip()


def _scores(path: Path, sections: dict[str, list[tuple[int, str]]]) -> dict[str, int | None]:
    scores: dict[str, int | None] = {}
    for number, line in sections["scores"]:
        if not (parts := line.replace(":", " ").split()):
            continue
        if len(parts) != 2 or parts[0] not in CRITERIA or parts[1] not in {"0", "1", "2", "3", "null"}:
            raise NotationError(path, number, "write 'criterion score' with a score of 0, 1, 2, 3 or null")
        scores[parts[0]] = None if parts[1] == "null" else int(parts[1])
    if missing := [name for name in CRITERIA if name not in scores]:
        raise NotationError(path, sections["scores"][0][0] if sections["scores"] else 1, f"no score for {missing[0]}")
    return scores
