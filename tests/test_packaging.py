"""The wheel: what it carries, and that it works where the checkout is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.letters import REPLY

ROOT = Path(__file__).parents[1]
CARRIED = {
    "rules": "reviewer/data/rules",
    "models/weights": "reviewer/data/weights",
    "samples": "reviewer/data/samples",
}
# One worker builds the wheel and runs all of these.
pytestmark = pytest.mark.xdist_group("packaging")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(ROOT, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the wheel installed in it."""
    folder = tmp_path_factory.mktemp("installed")
    run(folder, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel))
    return folder


def run(folder: Path, *arguments: str, path: Path | None = None, status: int = 0) -> str:
    """Run this Python in a folder, with `path` in front of what can be imported; gives its standard output."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path is not None:
        env["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == status, done.stderr
    return done.stdout


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_leaves_no_other_name_behind(wheel: Path) -> None:
    assert {name.partition("/")[0] for name in names(wheel)} == {
        "reviewer",
        "service",
        "-".join(wheel.name.split("-")[:2]) + ".dist-info",
    }


@pytest.mark.parametrize(("source", "target"), CARRIED.items(), ids=CARRIED)
def test_it_carries_the_data(wheel: Path, source: str, target: str) -> None:
    there = {name.removeprefix(f"{target}/") for name in names(wheel) if name.startswith(f"{target}/")}
    assert there
    assert there == files(ROOT / source)


@pytest.mark.parametrize("package", ["reviewer", "service"])
def test_it_carries_the_modules_and_templates(wheel: Path, package: str) -> None:
    wanted = {f"{package}/{name}" for name in files(ROOT / package) if "__pycache__" not in name}
    assert any("/templates/" in name for name in wanted)
    assert wanted <= names(wheel)


def test_it_carries_nothing_of_the_checkout_else(wheel: Path) -> None:
    assert [name for name in names(wheel) if name.endswith((".case", ".bank", ".pyc", ".safetensors"))] == []
    assert [name for name in names(wheel) if "test" in Path(name).name] == []


def test_it_reviews_where_the_checkout_is_not(wheel: Path, installed: Path, tmp_path: Path) -> None:
    pack = installed / "reviewer" / "data" / "rules" / "placeholder" / "pack.yml"
    pack.write_text('title: Placeholders\nversion: "of the wheel"\n', encoding="utf-8")
    (tmp_path / "reply.txt").write_text(REPLY, encoding="utf-8", newline="")
    told = run(
        tmp_path,
        *("-m", "reviewer.cli", "check", "--response", "reply.txt", "--format", "json"),
        path=installed,
        status=1,
    )
    review = json.loads(told)
    assert review["versions"]["rules"]["placeholder"] == "of the wheel"
    assert review["versions"]["reviewer"] == wheel.name.split("-")[1]
    assert "[INSERT ADDRESS]" in [finding["text"] for finding in review["findings"]]


def test_what_it_imports_and_reads_lies_inside_it(installed: Path, tmp_path: Path) -> None:
    code = (
        "import reviewer, service\n"
        "from reviewer.resources import data_folder\n"
        "for place in (reviewer.__file__, service.__file__, *map(data_folder, ('rules', 'weights', 'samples'))):\n"
        "    print(place)\n"
    )
    places = run(tmp_path, "-c", code, path=installed).splitlines()
    assert len(places) == 5
    assert [place for place in places if not Path(place).is_relative_to(installed)] == []
