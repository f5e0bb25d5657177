"""Nothing is fetched and nothing is kept: a review without a network, with every file that it writes noted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from reviewer.review import Review
from tests.letters import COMPLAINT, REPLY

ROOT = Path(__file__).parents[1]
PROBE = """
import json, os, sys
from pytest_socket import disable_socket

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate"}
noted = {"network": [], "written": []}


def note(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        noted["network"].append(event)
    elif event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            noted["written"].append(os.fsdecode(path) if not isinstance(path, int) else f"descriptor {path}")
    elif event in CHANGES:
        noted["written"].append(os.fsdecode(arguments[0]))


disable_socket()
sys.addaudithook(note)

from reviewer import cli

status = cli.run(["check", "--complaint", "complaint.txt", "--response", "reply.txt", "--format", "json"])
print(json.dumps({**noted, "status": status}), file=sys.stderr)
"""


def probe(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in an empty folder with an empty home, so that nothing kept earlier is of use."""
    for name in ("home", "scratch"):
        (folder / name).mkdir()
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "scratch"),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_review_needs_no_network_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "complaint.txt").write_text(COMPLAINT, encoding="utf-8", newline="")
    (tmp_path / "reply.txt").write_text(REPLY, encoding="utf-8", newline="")
    done = probe(tmp_path, PROBE)
    assert done.returncode == 0, done.stderr
    noted = json.loads(done.stderr.splitlines()[-1])
    assert noted["status"] == 1
    assert noted["network"] == []
    assert [path for path in noted["written"] if not path.startswith((str(tmp_path), os.devnull))] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [
        *(tmp_path / name for name in sorted(["complaint.txt", "reply.txt"]))
    ]
    assert Review.model_validate_json(done.stdout).outcome == "revise"


def test_the_probe_sees_a_connection_and_a_file(tmp_path: Path) -> None:
    code = PROBE.partition("from reviewer import cli")[0] + (
        "import urllib.request\n"
        "open('kept.txt', 'w').close()\n"
        "try:\n    urllib.request.urlopen('http://127.0.0.1:9')\n"
        "except Exception as error:\n    print(type(error).__name__)\n"
        "print(json.dumps(noted), file=sys.stderr)\n"
    )
    done = probe(tmp_path, code)
    noted = json.loads(done.stderr.splitlines()[-1])
    assert done.stdout == "SocketBlockedError\n"
    assert noted["network"]
    assert noted["written"] == ["kept.txt"]
