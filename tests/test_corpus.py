"""The written cases, and the notation that they are written in."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from models.corpus.__main__ import main
from models.corpus.notation import CONCERN_KINDS, CRITERIA, NotationError, WrittenCase, read_bank, read_case
from models.corpus.published import published
from reviewer.annotated import read_marked_cases

CORPUS = Path(__file__).parents[1] / "models" / "corpus"
CASES, BANKS = (sorted(CORPUS.glob(f"*/*/*.{kind}")) for kind in ("case", "bank"))


@pytest.fixture(scope="module")
def written() -> dict[Path, WrittenCase]:
    """Every written case by its file."""
    return {path: read_case(path) for path in CASES}


def part_of(path: Path) -> str:
    return path.parts[-3]


def writer_of(path: Path) -> str:
    return path.parts[-2]


# --- the files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_can_be_read_and_is_named_after_its_file(path: Path) -> None:
    case = read_case(path)
    assert case.meta["id"] == path.stem
    assert path.stem.startswith(writer_of(path))
    assert list(case.scores) == CRITERIA
    assert all(case.complaint[one.start : one.end].strip() for one in case.concerns)
    assert all(case.response[one.start : one.end].strip() for one in case.sentences)


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_can_be_read_and_its_entries_are_its_writers(path: Path) -> None:
    entries = read_bank(path)
    assert entries
    assert all(entry.id.startswith(writer_of(path)) for entry in entries)
    assert all({reply.status for reply in entry.replies} >= {"answered", "not_answered"} for entry in entries)


def test_no_id_is_used_twice(written: dict[Path, WrittenCase]) -> None:
    ids = [case.meta["id"] for case in written.values()]
    ids += [entry.id for path in BANKS for entry in read_bank(path)]
    assert [one for one, count in Counter(ids).items() if count > 1] == []


def test_train_and_test_share_no_writer_and_no_letter(written: dict[Path, WrittenCase]) -> None:
    parts = {"train", "test"}
    assert {part_of(path) for path in (*CASES, *BANKS)} == parts
    writers = {part: {writer_of(path) for path in (*CASES, *BANKS) if part_of(path) == part} for part in parts}
    assert writers["train"] & writers["test"] == set()
    letters = {
        part: {
            text for path, case in written.items() if part_of(path) == part for text in (case.complaint, case.response)
        }
        for part in parts
    }
    assert letters["train"] & letters["test"] == set()


def test_a_published_case_reads_as_it_was_written(written: dict[Path, WrittenCase], tmp_path: Path) -> None:
    cases = [case for path, case in written.items() if part_of(path) == "test"]
    lines = tmp_path / "cases.jsonl"
    lines.write_text("\n".join(json.dumps(published(case)) for case in cases), encoding="utf-8")
    marked = {one.case.id: one for one in read_marked_cases([lines])}
    assert marked.keys() == {case.meta["id"] for case in cases}
    for case in cases:
        read = marked[case.meta["id"]]
        assert (read.case.complaint, read.case.response) == (case.complaint, case.response)
        assert [(one.span.start, one.status) for one in read.concerns] == [
            (one.start, one.status) for one in case.concerns
        ]
        assert [(one.span.start, one.span.end) for one in read.actions] == [one.span for one in case.actions]


# --- the notation ---------------------------------------------------------------------------------------------------

SCORES = "\n".join(f"{name} 2" for name in CRITERIA)
GOOD = f"""\
--- case
id: w99-001
service: waste
procedure: corporate
stage: stage_1
voice: plain
quality: good
dated: 2026-03-12
--- complaint
Hello. [[1 concern: You missed my bin 🙂]] twice,\\
and [[2 desired_outcome: I want £5 back]].
--- status
1 answered upheld
2 not_answered
--- response
Dear Ms Lee :: salutation

We missed your bin. :: finding | 1! upheld
I am sorry. :: apology | 1
- The Waste Manager will ring you by 3 April. :: follow_up(owner=the Waste Manager; by=by 3 April)
I uphold your complaint. :: decision(upheld)
Ask for stage 2. :: escalation(next_stage)
--- jargon
bin
--- tone
We missed
--- privacy
identifier: 3 April
--- scores
{SCORES}
--- commentary
For a trainer.
"""


def case_file(folder: Path, text: str = GOOD) -> Path:
    path = folder / "w99-001.case"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_read(tmp_path: Path) -> None:
    case = read_case(case_file(tmp_path))
    assert case.complaint == "Hello. You missed my bin 🙂 twice, and I want £5 back."
    assert case.response == (
        "Dear Ms Lee\n\nWe missed your bin. I am sorry.\n- The Waste Manager will ring you by 3 April.\n"
        "I uphold your complaint. Ask for stage 2."
    )
    assert [(case.complaint[one.start : one.end], one.status, one.decision) for one in case.concerns] == [
        ("You missed my bin 🙂", "answered", "upheld"),
        ("I want £5 back", "not_answered", None),
    ]
    assert [case.response[case.sentences[one].start :][:9] for one in case.concerns[0].evidence] == [
        "We missed",
        "I am sorr",
    ]
    (action,) = case.actions
    assert action.owner is not None
    assert action.timescale is not None
    assert [case.response[slice(*span)] for span in (action.owner, action.timescale)] == [
        "The Waste Manager",
        "by 3 April",
    ]
    assert (action.kind, action.done, action.specific) == ("follow_up", False, True)
    assert case.terms == {"jargon": ("bin",), "jargon_ok": (), "tone": ("We missed",)}
    assert case.privacy == (("identifier", "3 April"),)
    assert (case.scores["remedy"], case.commentary) == (2, "For a trainer.")


@pytest.mark.parametrize(
    ("tags", "action"),
    [
        ("remedy(done)", ("remedy", True, True, "We missed your bin.")),
        ("learning(hollow)", ("learning", False, False, "We missed your bin.")),
        ('remedy("missed your")', ("remedy", False, True, "missed your")),
        ("remedy", ("remedy", False, True, "We missed your bin.")),
    ],
)
def test_an_action_is_read(tmp_path: Path, tags: str, action: tuple[str, bool, bool, str]) -> None:
    case = read_case(case_file(tmp_path, GOOD.replace(":: finding |", f":: {tags} |")))
    one = case.actions[0]
    assert (one.kind, one.done, one.specific, case.response[slice(*one.span)]) == action


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("--- case\n", "words\n--- case\n", 1, "a file starts with '--- case'"),
        ("--- tone", "--- jargon", 25, "the section 'jargon' stands twice"),
        ("--- tone", "--- tune", 26, "no section is called 'tune'"),
        ("--- status\n1 answered upheld\n2 not_answered\n", "", 1, "the section '--- status' is missing"),
        ("voice: plain", "voice plain", 6, "write 'key: value'"),
        ("voice: plain\n", "", 1, "'voice:' is missing from the section 'case'"),
        ("procedure: corporate", "procedure: parish", 1, "procedure is one of adult_social_care, children_statutory"),
        ("stage: stage_1", "stage: 1", 1, "stage is stage_1 or stage_2"),
        ("2026-03-12", "12 March 2026", 1, "dated is a date like 2026-03-12"),
        ("[[1 concern:", "[[1 worry:", 10, "concern 1: 'worry' is no kind of concern"),
        ("[[2 desired_outcome:", "[[1 desired_outcome:", 10, "concern 1 is marked twice"),
        ("I want £5 back]]", "]]", 10, "concern 2: marks do not nest and are not empty"),
        ("I want £5 back]]", "I want [[3 concern: £5]] back]]", 10, "concern 2: marks do not nest and are not empty"),
        ("I want £5 back]]", "I want £5 back", 10, "a mark is '[[number kind: words]]'; one here is not closed"),
        ("1 answered upheld", "7 answered", 13, "'7' is not the number of a concern marked in the complaint"),
        ("1 answered upheld", "1 replied", 13, "a status is one of answered, not_answered, partly_answered"),
        ("1 answered upheld", "1 answered yes", 13, "a decision is one of no_finding, not_upheld, partly_upheld, uph"),
        ("1 answered upheld", "1 not_answered", 13, "concern 1 is not answered, yet a sentence is marked as its evi"),
        ("2 not_answered", "2 answered", 14, "concern 2 is answered, yet no sentence is marked as its evidence"),
        ("| 1! upheld", "| 1", 13, "concern 1 needs exactly one most telling sentence ('1!')"),
        (":: apology | 1", ":: apology | 1!", 13, "concern 1 needs exactly one most telling sentence ('1!')"),
        (":: apology | 1", ":: apology | 1 2!", 14, "concern 2 is not answered, yet a sentence is marked"),
        (
            "2 not_answered\n--- response",
            "2 answered upheld\n--- response\nNo. :: reason | 2!",
            14,
            "concern 2 is an outcome wanted: those carry no decision",
        ),
        ("2 not_answered\n", "", 13, "concern 2 has no line under '--- status'"),
        (":: apology | 1", ":: apology | 1 3!", 13, "evidence is marked for concern 3, which is not in the complaint"),
        ("I am sorry. :: apology | 1", "I am sorry.", 19, "each line of the response ends in ' :: ' and its roles"),
        (":: apology | 1", ":: regret | 1", 19, "'regret' is no role; see the table in NOTATION.md"),
        (":: apology | 1", ":: | 1", 19, "a role is missing after ' :: '"),
        (":: apology | 1", ":: apology | one", 19, "after '|' come numbers of concerns, like '1!' or '2', not 'one'"),
        ("decision(upheld)", "decision(accepted)", 21, "decision(accepted): one of no_finding, none, not_upheld"),
        (
            "escalation(next_stage)",
            "escalation",
            22,
            "write escalation(…) with one of both, next_stage, ombudsman, vag",
        ),
        ("owner=the Waste Manager", "owner=the Bin Team", 20, "'the Bin Team' does not stand in this sentence"),
        ("owner=the Waste Manager", "who=I", 20, 'follow_up(who=I): write "clause", owner=…, by=…, done or hollow'),
        ("--- jargon\nbin", "--- jargon\nlid", 24, "'lid' does not stand in the response, letter for letter"),
        ("identifier: 3 April", "identifier: 4 April", 28, "'4 April' does not stand in the response, letter for"),
        ("identifier: 3 April", "secret: 3 April", 28, "write 'kind: words' with a kind of identifier, placeholder"),
        ("plain_english 2", "plain_english 4", 32, "write 'criterion score' with a score of 0, 1, 2, 3 or null"),
        ("plain_english 2\n", "", 30, "no score for plain_english"),
    ],
)
def test_a_slip_in_a_case_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert GOOD.count(old) == 1
    path = case_file(tmp_path, GOOD.replace(old, new))
    with pytest.raises(NotationError) as slip:
        read_case(path)
    assert str(slip.value).startswith(f"{path}:{line}: {message}")


@pytest.mark.parametrize(
    ("section", "following", "what"), [("complaint", "status", "complaint"), ("response", "jargon", "response")]
)
def test_an_empty_letter_is_a_slip(tmp_path: Path, section: str, following: str, what: str) -> None:
    before, _, rest = GOOD.partition(f"--- {section}\n")
    after = rest[rest.index(f"--- {following}") :]
    with pytest.raises(NotationError, match=f"the {what} is empty"):
        read_case(case_file(tmp_path, f"{before}--- {section}\n\n{after}"))


BANK = """\
=== w99-b001 | waste | concern | stage_1
C: you missed my bin
answered upheld clause: and we missed it || because of snow
partly: I am sorry.
not thanked: Thank you.
not: Bins are collected.

=== w99-b002 | waste | question | stage_1
C: why?
answered: Snow.
partly: Weather.
not: Noted.
not policy: Bins are collected.
"""


def test_a_bank_is_read(tmp_path: Path) -> None:
    path = tmp_path / "w99.bank"
    path.write_text(BANK, encoding="utf-8")
    first, second = read_bank(path)
    assert (first.id, first.service, first.kind, first.text) == ("w99-b001", "waste", "concern", "you missed my bin")
    assert first.replies[0].sentences == ("and we missed it", "because of snow")
    assert (first.replies[0].decision, first.replies[0].manner) == ("upheld", "clause")
    assert [reply.status for reply in second.replies] == ["answered", "partly_answered", "not_answered", "not_answered"]
    assert second.kind in CONCERN_KINDS


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("| concern | stage_1", "| concern", 1, "write '=== id | service | kind | stage'"),
        ("| concern |", "| worry |", 1, "write '=== id | service | kind | stage'"),
        ("C: why?\n", "", 8, "a bank entry needs a 'C:' line and at least four replies"),
        ("not: Noted.\n", "", 8, "a bank entry needs a 'C:' line and at least four replies"),
        ("partly: I am", "part: I am", 4, "a reply is 'answered|partly|not [decision] [manner]: words'"),
        ("partly: I am sorry.", "partly:", 4, "a reply is 'answered|partly|not [decision] [manner]: words'"),
        ("not thanked:", "not grateful:", 5, "'grateful' is no decision and no manner (clause, declined,"),
        ("w99-b002", "w99-b001", 1, "the id w99-b001 is used twice"),
    ],
)
def test_a_slip_in_a_bank_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert BANK.count(old) == 1
    path = tmp_path / "w99.bank"
    path.write_text(BANK.replace(old, new), encoding="utf-8")
    with pytest.raises(NotationError) as slip:
        read_bank(path)
    assert str(slip.value).startswith(f"{path}:{line}: {message}")


def test_the_checker_names_every_file_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = case_file(tmp_path)
    bad = [tmp_path / name for name in ("a.case", "b.bank")]
    for path in bad:
        path.write_text("=== nothing\n", encoding="utf-8")
    assert main(["check", *map(str, [good, *bad])]) == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == [str(path) for path in bad]
    assert main(["check", str(good)]) == 0
    assert capsys.readouterr().out == ""


def test_a_wrong_call_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chek", "a.case"]) == 2
    assert capsys.readouterr().err == "usage: python -m models.corpus check|publish FILE…\n"
