import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reviewer import cli
from reviewer.case import Case, Procedure, Stage
from reviewer.formats.word import read_word
from reviewer.protocols import ReviewsCases
from reviewer.review import Review
from tests.evaluation.test_tally import given_review
from tests.formats.making import paragraph, word_file
from tests.formats.word_reading import comments_of, parts_of
from tests.handmade import COMPLAINT, REPLY, StandIn, annotated, make_finding, make_review

TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "reply.txt").write_text(REPLY, encoding="utf-8", newline="")
    (tmp_path / "complaint.txt").write_text(COMPLAINT, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Kept(StandIn):
    """A stand-in that keeps the cases it was given."""

    def __init__(self, template: Review) -> None:
        super().__init__(template)
        self.cases: list[Case] = []

    def review(self, case: Case) -> Review:
        self.cases.append(case)
        return super().review(case)


@pytest.fixture
def kept(review: Review) -> Kept:
    return Kept(review)


@pytest.fixture
def run(kept: Kept, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_with(*arguments: str, stdin: bytes = b"", reviewer: ReviewsCases = kept) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = cli.run(arguments, load=lambda rules: reviewer)
        written = capsys.readouterr()
        return status, written.out, written.err

    return run_with


def ready() -> StandIn:
    return StandIn(make_review(outcome="ready", findings=()))


# --- check ----------------------------------------------------------------------------------------------------------


def test_check_reviews_a_draft_as_text(run: Run, folder: Path) -> None:
    status, out, err = run("check", "--response", "reply.txt", "--complaint", "complaint.txt")
    assert (status, err) == (1, "")
    assert out.startswith("Revise (15 of 24): 1 error")
    assert "\x1b[" not in out


def test_exit_status_is_0_where_there_is_no_error(run: Run, folder: Path) -> None:
    status, out, _ = run("check", "--response", "reply.txt", reviewer=ready())
    assert status == 0
    assert out.startswith("Ready (15 of 24): 1 concern not answered")


def test_every_option_reaches_the_case(run: Run, folder: Path, kept: Kept) -> None:
    (folder / "concerns.json").write_text('[{"kind": "question", "text": "Why?"}]', encoding="utf-8")
    (folder / "dismissed.json").write_text('[{"fingerprint": "f", "reason": "r"}]', encoding="utf-8")
    run(
        *("check", "--response", "reply.txt", "--complaint", "complaint.txt"),
        *("--procedure", "housing", "--stage", "stage_2", "--nation", "wales", "--reference", "CF/7"),
        *("--received", "2026-03-02", "--dated", "2026-03-12"),
        *("--concerns", "concerns.json", "--dismissed", "dismissed.json"),
    )
    (case,) = kept.cases
    assert (case.response, case.complaint) == (REPLY, COMPLAINT)
    assert (case.procedure, case.stage, case.nation) == (Procedure.HOUSING, Stage.STAGE_2, "wales")
    assert (case.received, case.dated, case.reference) == (date(2026, 3, 2), date(2026, 3, 12), "CF/7")
    assert [(one.kind, one.text) for one in case.concerns or ()] == [("question", "Why?")]
    assert [one.fingerprint for one in case.dismissed] == ["f"]


@pytest.mark.parametrize("name", ["response", "complaint"])
def test_a_dash_reads_standard_input(run: Run, folder: Path, kept: Kept, name: str) -> None:
    files = {"response": "reply.txt", "complaint": "complaint.txt", name: "-"}
    arguments = [word for option, file in files.items() for word in (f"--{option}", file)]
    run("check", *arguments, stdin="Dear Zoë 🙂\r\nbye".encode())
    assert getattr(kept.cases[0], name) == "Dear Zoë 🙂\r\nbye"


def test_what_a_reader_left_out_is_told(run: Run, folder: Path) -> None:
    (folder / "reply.eml").write_bytes(
        b"From: a@example.gov.uk\r\nTo: b@example.org\r\nSubject: Reply\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nDear Ms Lee,\r\n"
        b"--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--x--\r\n"
    )
    status, out, err = run("check", "--response", "reply.eml")
    assert status == 1
    assert out.startswith("Revise")
    assert err.startswith("reviewer: response: ")


def test_json_is_the_review(run: Run, folder: Path) -> None:
    status, out, _ = run("check", "--response", "reply.txt", "--format", "json")
    assert status == 1
    assert Review.model_validate_json(out).outcome == "revise"


@pytest.mark.parametrize(
    ("output", "form", "expected"),
    [
        ("review.html", None, "html"),
        ("review.HTM", None, "html"),
        ("review.json", None, "json"),
        ("review.txt", None, "text"),
        ("review.html", "json", "json"),
    ],
)
def test_output_is_written_in_the_format_of_its_name(
    run: Run, folder: Path, output: str, form: str | None, expected: str
) -> None:
    chosen = ["--format", form] if form else []
    assert run("check", "--response", "reply.txt", "--output", output, *chosen) == (1, "", "")
    written = (folder / output).read_text(encoding="utf-8")
    if expected == "html":
        assert BeautifulSoup(written, "html.parser").select_one("main")
    elif expected == "json":
        assert Review.model_validate_json(written)
    else:
        assert written.startswith("Revise")


@pytest.mark.parametrize("chosen", [["--output", "review.docx"], ["--output", "review.out", "--format", "docx"]])
def test_a_text_draft_comes_back_as_a_word_file(run: Run, folder: Path, chosen: list[str]) -> None:
    assert run("check", "--response", "reply.txt", *chosen) == (1, "", "")
    comments = comments_of((folder / chosen[1]).read_bytes())
    assert {"RCV", "[INSERT ADDRESS]"} <= {one.words for one in comments}


def test_a_word_draft_comes_back_with_comments(run: Run, folder: Path) -> None:
    data = word_file(paragraph("Dear Ms Bell"), {"styles": "<w:style/>"})
    (folder / "draft.docx").write_bytes(data)
    arguments = ("check", "--response", "draft.docx", "--output", "review.docx")
    assert run(*arguments, reviewer=ready()) == (0, "", "")
    written = (folder / "review.docx").read_bytes()
    assert comments_of(written)[0].words == "Dear Ms Bell"
    assert parts_of(written)["word/styles.xml"] == parts_of(data)["word/styles.xml"]


def test_a_draft_with_macros_is_reviewed_and_not_handed_back(run: Run, folder: Path) -> None:
    (folder / "draft.docm").write_bytes(word_file(paragraph("Dear Ms Bell"), {"vbaProject": ""}))
    assert run("check", "--response", "draft.docm")[0] == 1
    status, out, err = run("check", "--response", "draft.docm", "--output", "review.docx")
    assert (status, out) == (2, "")
    assert "save it as a Word document (.docx) and give that" in err
    assert not (folder / "review.docx").exists()


def test_tracked_changes_that_are_not_made_are_told(run: Run, folder: Path) -> None:
    first, *others = make_review().findings
    of_an = make_finding("F9", first.rule, first.category, first.criterion, first.severity, "spoken", replacement="x")
    placed = make_finding("F1", first.rule, first.category, first.criterion, first.severity, "RCV", replacement="lorry")
    wrong = of_an.model_copy(update={"text": "written"})
    reviewer = StandIn(make_review(findings=(placed, *others, wrong)))
    arguments = ("check", "--response", "reply.txt", "--output", "review.docx", "--track-changes")
    status, out, err = run(*arguments, reviewer=reviewer)
    assert (status, out) == (1, "")
    assert err == "reviewer: F9 not changed: the words in the file are not those that were reviewed.\n"
    assert "The lorry operative" in read_word((folder / "review.docx").read_bytes()).text


def test_a_word_file_goes_to_whatever_reads_our_output(
    folder: Path, kept: Kept, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.run(["check", "--response", "reply.txt", "--format", "docx"], load=lambda rules: kept) == 1
    assert len(comments_of(capfdbinary.readouterr().out)) == 7


def test_a_word_file_is_not_written_to_a_terminal(
    folder: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="utf-8"))
    assert cli.run(["check", "--response", "reply.txt", "--format", "docx"], load=lambda rules: kept) == 2
    assert screen.getvalue() == b""
    assert "give --output FILE" in capsys.readouterr().err


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_only_on_a_terminal_that_wants_it(
    folder: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="utf-8"))
    assert cli.run(["check", "--response", "reply.txt"], load=lambda rules: kept) == 1
    sys.stdout.flush()
    assert (b"\x1b[" in screen.getvalue()) is expected


@pytest.mark.parametrize(
    ("arguments", "expected"), [(["--response", "reply.txt"], "Reviewing"), (["--jsonl"], "Loading the models")]
)
def test_what_is_being_done_is_told_on_a_terminal_only(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", Terminal(screen, encoding="utf-8"))
    run("check", *arguments)
    sys.stderr.flush()
    assert f"{expected} …" in screen.getvalue().decode()


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check"], "give --response FILE"),
        (["check", "--response", "gone.txt"], "'gone.txt' does not exist"),
        (["check", "--response", "reply.txt", "--stage", "stage_9"], "'stage_9' is not one of 'stage_1', 'stage_2'"),
        (["check", "--response", "reply.txt", "--dated", "31/03/2026"], "write it as 2026-03-31"),
        (["check", "--response", "reply.txt", "--bogus"], "No such option"),
        (["check", "--response", "-", "--complaint", "-"], "give '-' once"),
        (["check", "--response", "empty.txt"], "empty.txt: The file holds no text: give the file"),
        (["check", "--response", "reply.txt", "--complaint", "empty.txt"], "empty.txt: The file holds no text"),
        (["check", "--response", "broken.docx"], "broken.docx: The Word file is damaged or not complete"),
        (["check", "--response", "-"], "standard input: The file holds no text"),
        (["check", "--response", "reply.txt", "--concerns", "reply.txt"], "reply.txt is not valid JSON"),
        (["check", "--response", "reply.txt", "--concerns", "wrong.json"], "concerns.0.kind"),
        (["check", "--response", "reply.txt", "--output", "no/such/folder.txt"], "No such file or directory"),
        (["check", "--response", "fail.txt"], "The stand-in was told to fail: give another reply"),
        (["check", "--jsonl", "--stage", "stage_1"], "leave --stage out"),
        (["check", "--jsonl", "--format", "html"], "leave --format out"),
        (["check", "--jsonl", "--format", "docx"], "leave --format out"),
        (["check", "--response", "reply.txt", "--track-changes"], "give --format docx too"),
        (["check", "--response", "letter.dotx", "--output", "review.docx"], "a template or holds macros"),
        (["bogus"], "No such command"),
        (["samples", "show", "no-such-sample"], "There is no sample 'no-such-sample'"),
        (["evaluate"], "Missing argument"),
        (["evaluate", "reply.txt"], "reply.txt cannot be read"),
        (["serve", "--port", "0"], "0 is not in the range"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    run: Run, folder: Path, arguments: Sequence[str], expected: str
) -> None:
    (folder / "empty.txt").write_text(" \n", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (folder / "fail.txt").write_text("fail", encoding="utf-8")
    (folder / "wrong.json").write_text('[{"kind": "wish", "text": "x"}]', encoding="utf-8")
    (folder / "letter.dotx").write_bytes(word_file(paragraph("Dear Ms Bell"), main_type=TEMPLATE))
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("reviewer: ")
    assert err.count("\n") == 1
    assert expected in err


def test_a_fault_of_our_own_names_its_place_and_no_words_of_the_letter(run: Run, folder: Path) -> None:
    class Broken(StandIn):
        def review(self, case: Case) -> Review:
            raise KeyError(case.response)

    status, out, err = run("check", "--response", "reply.txt", reviewer=Broken(make_review()))
    assert (status, out) == (2, "")
    assert "KeyError at test_cli.py:" in err
    assert "crew" not in err


def test_help_and_version_need_no_models() -> None:
    code = (
        "import sys; from reviewer.cli import run\n"
        "assert run(['--help']) == 0 and run(['check', '--help']) == 0 and run(['--version']) == 0 and run([]) == 0\n"
        "loaded = {'spacy', 'onnxruntime', 'transformers', 'rich', 'jinja2', 'uvicorn', 'numpy'} & set(sys.modules)\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Commands:" in done.stdout
    assert "\nreviewer" in done.stdout


# --- many -----------------------------------------------------------------------------------------------------------


def test_jsonl_answers_every_line_in_order(run: Run) -> None:
    lines = [json.dumps({"id": name, "response": reply}) for name, reply in [("a", "x"), ("b", ""), ("c", "y")]]
    status, out, err = run("check", "--jsonl", stdin="\n".join(lines).encode())
    told = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (1, "")
    assert [one["id"] for one in told] == ["a", "b", "c"]
    assert [("error" in one) for one in told] == [False, True, False]


def test_jsonl_is_0_where_every_line_was_reviewed_whatever_was_found(run: Run, folder: Path) -> None:
    status, out, err = run("check", "--jsonl", "--output", "out.jsonl", stdin=b'{"response": "x", "id": "a"}\n')
    assert (status, out, err) == (0, "", "")
    assert json.loads((folder / "out.jsonl").read_text(encoding="utf-8"))["id"] == "a"


def test_jsonl_of_nothing_is_nothing(run: Run) -> None:
    assert run("check", "--jsonl") == (0, "", "")


# --- samples, measuring, serving ------------------------------------------------------------------------------------


@pytest.fixture
def samples(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shipped = folder / "samples"
    shipped.mkdir()
    (shipped / "bin.json").write_text(json.dumps({**annotated(), "id": "bin"}), encoding="utf-8")
    monkeypatch.setattr("reviewer.samples.data_folder", lambda name: folder / name)
    monkeypatch.setattr("reviewer.resources.data_folder", lambda name: folder / name)
    return shipped


def test_samples_are_listed_shown_and_checked(run: Run, samples: Path) -> None:
    status, out, _ = run("samples", "list")
    assert status == 0
    assert out.startswith("bin ")
    status, out, _ = run("samples", "show", "bin")
    assert status == 0
    assert "COMMENTARY" in out
    status, out, _ = run("samples", "check", "bin")
    assert status == 1
    assert out.startswith("Revise")
    assert "SCORES BESIDE A PERSON'S" in out


def test_evaluate_prints_figures_and_writes_mistakes(run: Run, samples: Path, folder: Path) -> None:
    status, out, _ = run("evaluate", "samples", "--errors", "errors.jsonl", reviewer=StandIn(given_review()))
    assert status == 0
    assert out.startswith("1 case. Concerns match")
    first = json.loads((folder / "errors.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first["case"] == "bin"


def test_evaluate_gives_json(run: Run, samples: Path) -> None:
    _, out, _ = run("evaluate", "samples/bin.json", "--format", "json", reviewer=StandIn(given_review()))
    told = json.loads(out)
    assert told["cases"] == 1
    assert {"group", "name", "value", "low", "high", "of"} == set(told["figures"][0])


@pytest.mark.parametrize("arguments", [[], ["samples/bin.json"]])
def test_benchmark_measures_the_samples_or_what_is_named(
    run: Run, samples: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr("reviewer.benchmark.cold_start", lambda: 1.0)
    status, out, _ = run("benchmark", *arguments)
    assert status == 0
    assert out.startswith("Cases             1, ")


@pytest.mark.parametrize("name", ["REVIEWER_RULES", "REVIEWER_COUNCIL_RULES"])
def test_serve_says_which_settings_name_the_rules(run: Run, name: str) -> None:
    assert name in run("serve", "--help")[1]


def test_serve_keeps_no_access_log(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **options: told.update(options, app=app))
    assert run("serve", "--port", "8123")[0] == 0
    assert told == {
        "app": "service.app:create_app",
        "factory": True,
        "host": "127.0.0.1",
        "port": 8123,
        "access_log": False,
    }


# --- rules ----------------------------------------------------------------------------------------------------------

COUNCIL_RULE = """\
kind: existence
title: The old name
message: The department has a new name.
why: Readers look for the name on the door.
source: House style
severity: warning
category: accuracy
criterion: privacy_and_accuracy
tokens: [street scene]
examples:
  flag: ["{flag}"]
  pass: ["Our Clean Streets team called."]
"""


@pytest.fixture
def council(folder: Path) -> Path:
    rules = folder / "council"
    rules.mkdir()
    (rules / "old_name.yml").write_text(COUNCIL_RULE.format(flag="[[Street Scene]] called."), encoding="utf-8")
    return rules


def test_rules_are_listed_and_shown_with_a_councils_own(run: Run, council: Path) -> None:
    status, out, _ = run("rules", "list", "--rules", "council")
    assert status == 0
    assert "old_name" in out.split()
    assert [line.split()[0] for line in out.splitlines()] == sorted(line.split()[0] for line in out.splitlines())
    status, out, _ = run("rules", "show", "old_name", "--rules", "council")
    assert status == 0
    assert out.startswith("old_name: The old name\nexistence; warning; about accuracy,")
    assert "Source: House style" in out.splitlines()
    assert "  - [[Street Scene]] called." in out.splitlines()


def test_an_unknown_rule_is_told_with_the_nearest(run: Run, council: Path) -> None:
    status, _, err = run("rules", "show", "old_nam", "--rules", "council")
    assert (status, err) == (2, "reviewer: There is no rule 'old_nam': did you mean 'old_name'?\n")


def test_a_councils_own_rules_are_checked(run: Run, council: Path) -> None:
    assert run("rules", "check", "council") == (0, "1 rule checked, 0 faults\n", "")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (COUNCIL_RULE.format(flag="[[Streets]] were cleaned."), "old_name: flag example 1: nothing is flagged"),
        (COUNCIL_RULE.format(flag="x").replace("severity: warning", "severity: bad"), "council/old_name.yml, line 6"),
    ],
)
def test_each_fault_of_a_councils_rules_is_a_line(run: Run, council: Path, rule: str, expected: str) -> None:
    (council / "old_name.yml").write_text(rule, encoding="utf-8")
    status, out, err = run("rules", "check", "council")
    assert (status, err) == (1, "")
    assert out.startswith(expected)


@pytest.mark.parametrize(
    ("council_file", "expected"),
    [
        ("off: [no/such_rule]", "council/council.yml, line 1, 'off': there is no rule 'no/such_rule'"),
        ("of: [tone/blame]", "council/council.yml, line 1, 'of': "),
        ("off: [tone/blame", "council/council.yml, line "),
    ],
)
def test_a_fault_in_the_councils_file_does_not_hide_the_others(
    run: Run, council: Path, council_file: str, expected: str
) -> None:
    (council / "council.yml").write_text(f"{council_file}\n", encoding="utf-8")
    (council / "old_name.yml").write_text(COUNCIL_RULE.format(flag="[[Streets]] were cleaned."), encoding="utf-8")
    (council / "wrong.yml").write_text(COUNCIL_RULE.format(flag="x").replace("warning", "bad"), encoding="utf-8")
    status, out, err = run("rules", "check", "council")
    told = out.splitlines()
    assert (status, err) == (1, "")
    assert told[0].startswith(expected)
    assert told[1].startswith("council/wrong.yml, line 6")
    assert told[2] == "old_name: flag example 1: nothing is flagged"
    assert told[-1] == "1 rule checked, 4 faults"


def test_rules_about_facts_wait_until_the_files_are_mended(run: Run, council: Path) -> None:
    about_facts = (
        COUNCIL_RULE.format(flag="x").replace("existence", "facts").partition("tokens")[0] + "when: {late: [true]}\n"
    )
    (council / "late.yml").write_text(about_facts, encoding="utf-8")
    (council / "council.yml").write_text("off: [no/such_rule]\n", encoding="utf-8")
    _, out, _ = run("rules", "check", "council")
    assert out.endswith("1 rule checked, 1 fault, 1 rule about facts not tried until the files are mended\n")
