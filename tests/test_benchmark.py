import pytest

from reviewer.benchmark import benchmark, peak_megabytes
from reviewer.case import Case
from tests.handmade import StandIn


def test_measures_speed_memory_and_stages(stand_in: StandIn, case: Case) -> None:
    told = benchmark([case, case], stand_in, cold=1.5)
    assert told.cases == 2
    assert told.cold_start == 1.5
    assert told.words == len(f"{case.complaint} {case.response}".split())
    assert 0 < told.seconds_a_case <= told.slowest_case
    assert told.cases_a_second > 0
    assert told.cases_a_second_batched > 0
    assert told.stages == pytest.approx({"parse": 0.02, "reader": 0.03, "rules": 0.01})
    assert told.floor == pytest.approx(0.05)
    assert told.rest_of_floor == pytest.approx(0.2)


def test_the_table_sets_each_stage_against_the_floor(stand_in: StandIn, case: Case) -> None:
    lines = benchmark([case], stand_in, cold=1.5).as_table().splitlines()
    assert "Cold start        1.50 s in a fresh process" in lines
    assert "Floor             50 ms a case: parse, reader" in lines
    assert "  rules           10.0 ms, 20% of the floor" in lines
    assert "Everything else   20% of the floor" in lines


def test_peak_memory_is_in_megabytes() -> None:
    peak = peak_megabytes()
    assert peak is None or 10 < peak < 20_000
