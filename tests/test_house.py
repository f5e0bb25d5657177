"""How the project is built: who may know about whom, how large a part may be, why a dependency is there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {
    package: sorted(path.relative_to(ROOT) for path in (ROOT / package).rglob("*.py"))
    for package in ("reviewer", "service", "models", "tests")
}
EVERY_MODULE = [path for paths in MODULES.values() for path in paths]
OUTWARD = frozenset({Path("reviewer/cli.py")})  # with the formats and commands, all that faces files and screens
OUTWARD_FOLDERS = (Path("reviewer/formats"), Path("reviewer/commands"))
HTTP = frozenset({"fastapi", "http", "httpx", "requests", "smtplib", "socket", "ssl", "starlette", "urllib", "uvicorn"})
SCREENS = frozenset({"click", "rich", "curses", "readline"})


def imported(path: Path) -> Iterator[str]:
    """The modules that a module imports anywhere in it, in full: `reviewer.case`."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports from a place told by dots"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def packages(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


def is_outward(path: Path) -> bool:
    return path in OUTWARD or any(folder in path.parents for folder in OUTWARD_FOLDERS)


@pytest.mark.parametrize(
    ("package", "stranger"),
    [("reviewer", "service"), ("reviewer", "models"), ("service", "models"), ("models", "service")],
)
def test_a_package_does_not_know_what_stands_above_or_beside_it(package: str, stranger: str) -> None:
    assert [path for path in MODULES[package] if stranger in packages(path)] == []


@pytest.mark.parametrize("package", ["reviewer", "service", "models"])
def test_nothing_imports_the_tests(package: str) -> None:
    assert [path for path in MODULES[package] if "tests" in packages(path)] == []


def test_the_reviewer_knows_nothing_of_http() -> None:
    assert [path for path in MODULES["reviewer"] if not is_outward(path) and packages(path) & HTTP] == []


def test_the_runtime_of_the_models_is_imported_in_one_place() -> None:
    """It reports to its maker unless it is told not to before its import, and that is done there."""
    code = [*MODULES["reviewer"], *MODULES["service"]]
    assert [path for path in code if "onnxruntime" in packages(path)] == [Path("reviewer/onnx.py")]


def test_only_the_command_line_and_the_formats_and_tables_know_screens() -> None:
    tables = {Path("reviewer/evaluation/figures.py"), Path("reviewer/evaluation/__init__.py")}
    knowing = {path for path in MODULES["reviewer"] if not is_outward(path) and packages(path) & SCREENS}
    assert knowing <= tables


def test_the_formats_do_not_know_the_pipeline() -> None:
    formats = [path for path in MODULES["reviewer"] if Path("reviewer/formats") in path.parents]
    assert formats
    assert [path for path in formats if any(name.startswith("reviewer.pipeline") for name in imported(path))] == []


@pytest.mark.parametrize("path", EVERY_MODULE, ids=str)
def test_no_module_is_longer_than_500_lines(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 500


def test_every_module_of_the_code_says_what_it_is_for() -> None:
    code = [path for package in ("reviewer", "service", "models") for path in MODULES[package]]
    assert [path for path in code if not ast.get_docstring(ast.parse((ROOT / path).read_text("utf-8")))] == []


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    told = tomllib.loads("\n".join(lines))
    project = told["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values(), *told["dependency-groups"].values()]
    needed = [one for group in groups for one in group]
    with_reason = [found[1] for line in lines if (found := re.fullmatch(r'\s+"([^"]+)",\s+# \w.{3,}', line))]
    assert sorted(with_reason) == sorted(needed)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, groups in (
        ("requirements.lock", [project["dependencies"]]),
        ("requirements-dev.lock", [project["dependencies"], project["optional-dependencies"]["dev"]]),
    ):
        locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        needed = {re.split(r"[<>=;\[ ]", one)[0].lower() for group in groups for one in group}
        assert needed - locked == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_a_hash_for_each_release(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
