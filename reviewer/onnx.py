"""How the models are run: on the CPU, with the same figures on every run, and without a word to anyone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
CORES = 2  # a council's ordinary machine


class Session(Protocol):
    """A loaded model."""

    def run(self, outputs: Sequence[str], inputs: Mapping[str, Any]) -> list[Any]:
        """The outputs named, as arrays, for arrays by the names of the inputs."""


def open_session(model: Path, threads: int = CORES) -> Session:
    """Load an ONNX file, to run on so many threads; nothing is fetched, sent or kept."""
    # Released builds of onnxruntime report to their maker and keep an identifier on disk from the moment that they are
    # imported, unless this is set before (its docs/Privacy.md): so nothing else here may import onnxruntime.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leaves the cores idle between runs
    options.use_deterministic_compute = True
    options.enable_cpu_mem_arena = False  # a tenth less memory, as letters differ in length and the arena keeps all
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    session: Session = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
    return session


def side_by_side(work: Callable[[Item], Made], items: Iterable[Item], at_once: int = CORES) -> list[Made]:
    """The work on each item, in order, so many at a time: for tasks too small for two cores to share.

    Their session is to be opened with one thread.
    """
    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(work, items))
