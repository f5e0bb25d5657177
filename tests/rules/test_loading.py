from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer.errors import ReviewError
from reviewer.rules import RuleBook, RuleError, load_rules
from tests.rules.conftest import Files, write

GOOD = """kind: existence
title: Stock words
message: "'{match}' is stock."
why: It says nothing.
source: A standard, 1.2
severity: warning
category: tone
criterion: tone_and_apology
tokens:
  - rest assured
  - at this moment in time
examples:
  flag: ["[[Rest assured]] that we care."]
  pass: [We care.]
"""


@pytest.mark.parametrize(
    ("replace", "by", "error"),
    [
        (
            "severity: warning",
            "severity: high",
            "line 6, 'severity': 'high' is not a severity; write error, warning or suggestion",
        ),
        (
            "severity: warning",
            "severity: warnin",
            "'warnin' is not a severity; write error, warning or suggestion; did you mean 'warning'?",
        ),
        ("severity: warning", "severty: warning", "line 6, 'severty': there is no such key; did you mean 'severity'?"),
        (
            "kind: existence",
            "kind: existance",
            "line 1, 'kind': 'existance' is not a kind of rule; write existence, substitution",
        ),
        ("kind: existence\n", "", "line 1, 'kind': is missing; write one of existence"),
        ("why: It says nothing.\n", "", "line 1, 'why': is missing; add a line 'why: …'"),
        ("why: It says nothing.", "why: ''", "line 4, 'why': '' is empty; write some words"),
        ("why: It says nothing.", "why: It says: nothing.", "line 4: this is not YAML"),
        ("message: \"'{match}' is stock.\"", "message: {match} is stock", "line 3: this is not YAML"),
        (
            "'{match}' is stock",
            "'{word}' is stock",
            "holds {word}, which a rule of kind existence does not know; write {match}",
        ),
        ("rest assured", "rest (assured", "line 10, 'tokens': 'rest (assured' is not a regular expression"),
        ("rest assured", "(?:\\w+ ?)+ assured", "line 10, 'tokens': '(?:\\w+ ?)+ assured' could take for ever"),
        (
            "tokens:\n  - rest assured\n  - at this moment in time\n",
            "tokens: rest assured\n",
            "line 9, 'tokens': 'rest assured' is not a list",
        ),
        ("tokens:\n  - rest assured\n  - at this moment in time\n", "", "'tokens' is missing; list the words"),
        ("category: tone", "category: [tone]", "line 7, 'category': this is not a category; write jargon"),
        ("title: Stock words", "title: Stock words\ntitle: Again", "line 3, 'title': is written twice"),
        (
            "title: Stock words",
            "id: stock\ntitle: Stock words",
            "line 2, 'id': comes from the file's place; leave the line out",
        ),
        (
            "criterion: tone",
            "applies: {stage: [stage1]}\ncriterion: tone",
            "line 8, 'applies.stage': 'stage1' is not a stage; write stage_1 or stage_2",
        ),
        ("criterion: tone", "group: perhaps\ncriterion: tone", "line 8, 'group': 'perhaps' is not true or false"),
        ("pass: [We care.]", "pass: []", "line 12, 'examples': needs an example under 'flag' and one under 'pass'"),
        ("pass: [We care.]", "pass: [{reply: We care.}]", "line 14, 'examples.pass.reply': there is no such key"),
        ("pass: [We care.]", "pas: [We care.]", "line 14, 'examples.pas': there is no such key"),
        ("title: Stock words", "title: &t Stock words\nwhy: *t", "line 3: this is not YAML (write the value out"),
        (GOOD, "- a\n- b\n", "line 1: holds no 'name: value' lines"),
        (GOOD, "", "line 1: holds no 'name: value' lines"),
    ],
)
def test_a_faulty_file_is_told_by_line_key_and_cure(tmp_path: Path, replace: str, by: str, error: str) -> None:
    assert replace in GOOD
    with pytest.raises(RuleError) as caught:
        load_rules(write(tmp_path / "rules", {"tone/stock": GOOD.replace(replace, by)}))
    told = str(caught.value.faults[0])
    assert told.startswith("rules/tone/stock.yml, line ")
    assert error in told


def test_the_error_is_a_problem_that_shows_the_first_fault_and_counts_the_others(tmp_path: Path) -> None:
    faulty = GOOD.replace("severity: warning", "severity: high").replace("category: tone", "category: tones")
    with pytest.raises(ReviewError) as caught:
        load_rules(write(tmp_path / "rules", {"a/one": faulty, "a/two": faulty}))
    assert caught.value.kind == "rules"
    assert caught.value.detail.startswith("rules/a/one.yml, line 6, 'severity': 'high' is not a severity")
    assert caught.value.detail.endswith("(and 3 more faults)")


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", {"tone/stock": GOOD})
    (folder / "tone" / "bad.yml").write_bytes(b"\xff\xfe\x00title")
    with pytest.raises(RuleError, match=r"rules/tone/bad\.yml: cannot be read"):
        load_rules(folder)


def test_a_good_file(tmp_path: Path) -> None:
    book = load_rules(write(tmp_path / "rules", {"tone/stock": GOOD}))
    rule = book.by_id["tone/stock"]
    assert (rule.id, rule.pack, rule.title) == ("tone/stock", "tone", "Stock words")
    assert rule.reason == "It says nothing. (A standard, 1.2)"
    assert book.versions == {"tone": "1.0"}


def test_a_pack_that_states_no_version_is_told_by_its_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", {"tone/stock": GOOD, "jargon/stock": GOOD})
    for pack in folder.rglob("pack.yml"):
        pack.write_text("title: A pack\n", encoding="utf-8")
    before = load_rules(folder).versions
    rule = folder / "tone" / "stock.yml"
    rule.write_bytes(rule.read_bytes().replace(b"\n", b"\r\n"))
    assert load_rules(folder).versions == before
    rule.write_bytes(rule.read_bytes().replace(b"Stock words", b"Worn words"))
    after = load_rules(folder).versions
    assert (after["jargon"], len(after["tone"])) == (before["jargon"], 12)
    assert after["tone"] != before["tone"]


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        ({"b/two": GOOD, "b/one": GOOD, "a/one": GOOD}, ["a/one", "b/one", "b/two"]),
        (
            {"a/deep/one": GOOD, "procedures/england": "stages: 2", "wording/x": "a: 1", "scoring": "a: 1"},
            ["a/deep/one"],
        ),
        ({}, []),
    ],
)
def test_which_files_are_rules(tmp_path: Path, files: Files, ids: list[str]) -> None:
    (tmp_path / "rules").mkdir()
    assert [rule.id for rule in load_rules(write(tmp_path / "rules", files)).rules] == ids


def test_a_rule_without_a_pack(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", {"tone/stock": GOOD})
    (folder / "tone" / "pack.yml").unlink()
    with pytest.raises(RuleError, match=r"belongs to no pack; write a pack\.yml"):
        load_rules(folder)


def test_two_files_of_one_name(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", {"tone/stock": GOOD})
    (folder / "tone" / "stock.yaml").write_text(GOOD)
    with pytest.raises(RuleError, match="has the same name as"):
        load_rules(folder)


def test_two_rules_of_one_id(tmp_path: Path) -> None:
    rule = load_rules(write(tmp_path / "rules", {"tone/stock": GOOD})).rules[0]
    with pytest.raises(ValueError, match="two rules 'tone/stock'"):
        RuleBook.of([rule, rule])


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="is not a folder"):
        load_rules(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("keys", "cause"),
    [
        ({"kind": "substitution", "swap": {}}, "'swap'"),
        ({"kind": "substitution", "swap": {"(a": "b"}}, "'swap.(a': '(a' is not a regular expression"),
        ({"kind": "occurrence", "token": "x"}, "'max' and 'min' are both missing"),
        ({"kind": "vocabulary"}, "list at least one"),
        ({"kind": "vocabulary", "terms": {"--": "x"}}, "'--' holds no word"),
        ({"kind": "vocabulary", "terms": {"void": ["empty"]}}, "'terms.void'"),
        ({"kind": "facts"}, "'when' and 'each' are both missing"),
        ({"kind": "facts", "when": {"a": [1]}, "where": {"b": [1]}}, "'where' needs 'each'"),
        ({"kind": "agreement", "of": "amounts"}, "did you mean 'amount'?"),
        ({"kind": "pattern", "patterns": [[]]}, "'patterns'"),
    ],
)
def test_what_each_kind_needs(make_book: Callable[[Files], RuleBook], keys: dict[str, Any], cause: str) -> None:
    with pytest.raises(RuleError) as caught:
        make_book({"pack/rule": keys})
    assert cause in str(caught.value.faults[0])


@pytest.mark.parametrize("word", ["no", "off", "yes", "on", "12:30", "2026-03-12", "1_000", "0x1F"])
def test_words_that_yaml_would_change_stay_words(make_book: Callable[[Files], RuleBook], word: str) -> None:
    text = GOOD.replace("rest assured", word).replace("Rest assured", word)
    assert make_book({"tone/stock": text}).rules[0].model_dump()["tokens"][0] == word


def test_a_number_may_stand_for_words(make_book: Callable[[Files], RuleBook]) -> None:
    book = make_book({"a/b": {"kind": "vocabulary", "abbreviations": {106: 20}}})
    assert book.rules[0].model_dump()["abbreviations"] == {"106": "20"}
    assert "106" in book.vocabulary
