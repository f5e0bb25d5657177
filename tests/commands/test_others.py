"""`reviewer samples`, `evaluate`, `benchmark` and `serve`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.evaluation.test_tally import given_review
from tests.handmade import StandIn, annotated


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
