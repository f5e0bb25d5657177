"""How fast the reviewer is, and how much memory it takes, against the floor: one parse and the models' passes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from statistics import mean, median

from reviewer.case import Case, Frozen
from reviewer.protocols import ReviewsCases

FLOOR = frozenset({"parse", "reader", "encoder"})  # the stages that run the language pipeline and the models
_START = "from reviewer import Reviewer; Reviewer()"


class Benchmark(Frozen):
    """What was measured. Times are seconds; `stages` are means a case; `rest_of_floor` wants to be under a third."""

    cases: int
    words: float
    cold_start: float
    seconds_a_case: float
    slowest_case: float
    cases_a_second: float
    cases_a_second_batched: float
    peak_megabytes: float | None
    stages: Mapping[str, float]
    floor: float
    rest_of_floor: float | None

    def as_table(self) -> str:
        """The measurements, one a line."""
        memory = "not known here" if self.peak_megabytes is None else f"{self.peak_megabytes:,.0f} MB"
        rows = [
            ("Cases", f"{self.cases}, {self.words:,.0f} words on average (complaint and reply)"),
            ("Cold start", f"{self.cold_start:.2f} s in a fresh process"),
            (
                "One at a time",
                f"{1000 * self.seconds_a_case:.0f} ms a case, {1000 * self.slowest_case:.0f} ms the slowest",
            ),
            ("", f"{self.cases_a_second:.2f} cases a second"),
            ("Batched", f"{self.cases_a_second_batched:.2f} cases a second"),
            ("Peak memory", memory),
            ("Floor", f"{1000 * self.floor:.0f} ms a case: {', '.join(name for name in self.stages if name in FLOOR)}"),
        ]
        for name, seconds in self.stages.items():
            share = f", {seconds / self.floor:.0%} of the floor" if self.floor else ""
            rows.append((f"  {name}", f"{1000 * seconds:.1f} ms{share}"))
        if self.rest_of_floor is not None:
            rows.append(("Everything else", f"{self.rest_of_floor:.0%} of the floor"))
        return "".join(f"{label:<18}{words}\n" for label, words in rows)


def cold_start() -> float:
    """Seconds from starting a fresh Python until a Reviewer is ready in it."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", _START], check=True)  # noqa: S603 - our own interpreter and words
    return time.perf_counter() - begun


def benchmark(cases: Sequence[Case], reviewer: ReviewsCases, cold: float) -> Benchmark:
    """Measure over the cases, one at a time, then batched, then by stage; `cold` is what `cold_start` gave.

    The first case is reviewed once before the clock starts. Raises ReviewError where a case cannot be reviewed.
    """
    reviewer.review(cases[0])
    single = [_seconds(reviewer, case) for case in cases]
    begun = time.perf_counter()
    batch = sum(1 for _ in reviewer.review_many(cases))
    batched = time.perf_counter() - begun
    stages = _stages(reviewer, cases)
    floor = sum(seconds for name, seconds in stages.items() if name in FLOOR)
    rest = sum(seconds for name, seconds in stages.items() if name not in FLOOR)
    return Benchmark(
        cases=len(cases),
        words=mean(len(f"{case.complaint or ''} {case.response}".split()) for case in cases),
        cold_start=cold,
        seconds_a_case=median(single),
        slowest_case=max(single),
        cases_a_second=len(cases) / sum(single),
        cases_a_second_batched=batch / batched,
        peak_megabytes=peak_megabytes(),
        stages=stages,
        floor=floor,
        rest_of_floor=rest / floor if floor else None,
    )


def _seconds(reviewer: ReviewsCases, case: Case) -> float:
    begun = time.perf_counter()
    reviewer.review(case)
    return time.perf_counter() - begun


def _stages(reviewer: ReviewsCases, cases: Sequence[Case]) -> dict[str, float]:
    total: dict[str, float] = {}
    for case in cases:
        for name, seconds in reviewer.timings(case).items():
            total[name] = total.get(name, 0.0) + seconds
    return {name: seconds / len(cases) for name, seconds in total.items()}


def peak_megabytes() -> float | None:
    """The most memory this process has held, in MB; None where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
