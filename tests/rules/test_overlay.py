from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reviewer.rules import Context, RuleBook, RuleError, load_rules
from reviewer.text import LetterParser
from tests.rules.conftest import Files, write

SHIPPED: Files = {
    "tone/stock": {"kind": "existence", "tokens": ["rest assured"], "severity": "warning"},
    "tone/blame": {"kind": "existence", "tokens": ["you failed"], "severity": "error"},
    "jargon/words": {"kind": "vocabulary", "category": "jargon", "terms": {"void": "empty home", "precept": "share"}},
}
REPLY = "Rest assured that the void is ready, and that you failed to pay the precept."


def load(tmp_path: Path, council: Files) -> RuleBook:
    return load_rules(write(tmp_path / "rules", SHIPPED), _write(tmp_path / "ours", council))


def _write(folder: Path, files: Files) -> Path:
    folder.mkdir()
    write(folder, files)
    for pack in folder.rglob("pack.yml"):
        pack.unlink()
    return folder


def found(book: RuleBook, parser: LetterParser) -> list[tuple[str, str, str]]:
    matches = book.run(Context(parser.parse(REPLY)))
    return [(match.rule.id, match.text, match.rule.severity.value) for match in matches]


STOCK, VOID = ("tone/stock", "Rest assured", "warning"), ("jargon/words", "void", "warning")
BLAME, PRECEPT = ("tone/blame", "you failed", "error"), ("jargon/words", "precept", "warning")


@pytest.mark.parametrize(
    ("council", "expected"),
    [
        pytest.param({}, [STOCK, VOID, BLAME, PRECEPT], id="nothing of its own"),
        pytest.param({"council": {"off": ["tone/stock"]}}, [VOID, BLAME, PRECEPT], id="off"),
        pytest.param({"council": {"exempt": ["VOID", "you failed"]}}, [STOCK, PRECEPT], id="exempt"),
        pytest.param(
            {"tone/stock": {"kind": "existence", "tokens": ["ready"]}},
            [VOID, ("tone/stock", "ready", "warning"), BLAME, PRECEPT],
            id="replaced",
        ),
        pytest.param(
            {"anything": {"changes": "tone/stock", "severity": "suggestion"}},
            [("tone/stock", "Rest assured", "suggestion"), VOID, BLAME, PRECEPT],
            id="changed",
        ),
        pytest.param(
            {"ours/pay": {"kind": "existence", "tokens": ["pay"]}},
            [STOCK, VOID, BLAME, ("ours/pay", "pay", "warning"), PRECEPT],
            id="added",
        ),
        pytest.param(
            {"ours/words": {"kind": "vocabulary", "category": "jargon", "terms": {"void": "vacant home"}}},
            [STOCK, ("ours/words", "void", "warning"), BLAME, PRECEPT],
            id="its own word for the same term",
        ),
        pytest.param(
            {"style/plain": "extends: existence\nmessage: Avoid '%s'.\ntokens: [ready]\n"},
            [STOCK, VOID, ("style/plain", "ready", "warning"), BLAME, PRECEPT],
            id="a Vale style",
        ),
    ],
)
def test_a_councils_own_folder(
    tmp_path: Path, parser: LetterParser, council: Files, expected: list[tuple[str, str, str]]
) -> None:
    assert found(load(tmp_path, council), parser) == expected


@pytest.mark.parametrize(
    ("council", "error"),
    [
        (
            {"x": {"changes": "tone/stok"}},
            "ours/x.yml, line 1, 'changes': there is no rule 'tone/stok'; did you mean 'tone/stock'?",
        ),
        ({"x": {"changes": "zzzz"}}, "there is no rule 'zzzz'; write the path of a rule, such as jargon/words"),
        (
            {"council": "off:\n- tone/stock\n- tone/blam\n"},
            "ours/council.yml, line 3, 'off': there is no rule 'tone/blam'",
        ),
        (
            {"council": {"of": ["tone/stock"]}},
            "ours/council.yml, line 1, 'of': there is no such key; did you mean 'off'?",
        ),
        ({"council": {"off": "tone/stock"}}, "'off': 'tone/stock' is not a list"),
        (
            {"a": {"changes": "tone/stock"}, "b": {"changes": "tone/stock"}},
            "ours/b.yml, line 1, 'changes': 'tone/stock' is already written in ours/a.yml",
        ),
        (
            {"a": {"changes": "tone/stock"}, "tone/stock": {"kind": "existence", "tokens": ["x"]}},
            "'tone/stock' is already written in ours/tone/stock.yml",
        ),
        ({"a": "changes: tone/stock\nseverity: high\n"}, "ours/a.yml, line 2, 'severity': 'high' is not a severity"),
        (
            {"a": "changes: tone/stock\nkind: vocabulary\n"},
            "rules/tone/stock.yml, line 14, 'tokens': there is no such key",
        ),
    ],
)
def test_a_councils_faults_are_told_in_its_own_files(tmp_path: Path, council: Files, error: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, council)
    assert any(error in str(fault) for fault in caught.value.faults), caught.value.faults


@pytest.mark.parametrize(
    ("settings", "version"), [({"version": "7"}, "7"), ({"off": []}, None), ({"version": 1.10}, "1.1")]
)
def test_the_councils_version_is_stated_or_made_of_its_files(
    tmp_path: Path, settings: dict[str, Any], version: str | None
) -> None:
    first = load(tmp_path, {"council": settings}).versions
    assert set(first) == {"tone", "jargon", "council"}
    assert first["council"] == version if version else len(first["council"]) == 12
    (tmp_path / "ours" / "more.yml").write_text("changes: tone/stock\n")
    second = load_rules(tmp_path / "rules", tmp_path / "ours").versions
    assert (first == second) is (version is not None)
