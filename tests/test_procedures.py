"""The procedures as data: what comes after each stage, in each nation."""

from pathlib import Path
from shutil import copytree

import pytest

from reviewer.case import Nation, Procedure, Stage
from reviewer.errors import ReviewError
from reviewer.procedures import Procedures, load_procedures
from reviewer.resources import data_folder


@pytest.fixture(scope="module")
def procedures() -> Procedures:
    return load_procedures(data_folder("rules"))


@pytest.mark.parametrize(
    ("nation", "procedure", "stage", "comes_next"),
    [
        (Nation.ENGLAND, Procedure.CORPORATE, Stage.STAGE_1, "stage 2"),
        (Nation.ENGLAND, Procedure.CORPORATE, Stage.STAGE_2, "Local Government and Social Care Ombudsman"),
        (Nation.ENGLAND, Procedure.HOUSING, Stage.STAGE_2, "Housing Ombudsman Service"),
        (Nation.ENGLAND, Procedure.ADULT_SOCIAL_CARE, Stage.STAGE_1, "Local Government and Social Care Ombudsman"),
        (Nation.ENGLAND, Procedure.CHILDREN_STATUTORY, Stage.STAGE_1, "stage 2 independent investigation"),
        (Nation.ENGLAND, Procedure.CHILDREN_STATUTORY, Stage.STAGE_2, "stage 3 review panel"),
        (Nation.WALES, Procedure.HOUSING, Stage.STAGE_2, "Public Services Ombudsman for Wales"),
        (Nation.SCOTLAND, Procedure.CORPORATE, Stage.STAGE_2, "Scottish Public Services Ombudsman"),
        (Nation.NORTHERN_IRELAND, Procedure.CORPORATE, Stage.STAGE_2, "Northern Ireland Public Services Ombudsman"),
    ],
)
def test_what_comes_next(
    procedures: Procedures, nation: Nation, procedure: Procedure, stage: Stage, comes_next: str
) -> None:
    end = procedures.end_of(nation, procedure, stage)
    assert (end.name if end.next == "stage" else procedures.body(end.body or "").title) == comes_next


@pytest.mark.parametrize(
    ("reply", "complaint", "nation"),
    [
        ("Write to the LGSCO.", "My sister got a Scottish Welfare Fund grant.", Nation.ENGLAND),
        ("Ask for stage 2.", "I shall go to the SPSO.", Nation.SCOTLAND),
        ("You may go to the SPSO.", "I rang the Local Government Ombudsman.", Nation.SCOTLAND),
    ],
)
def test_the_reply_tells_before_the_complaint(
    procedures: Procedures, reply: str, complaint: str, nation: Nation
) -> None:
    assert procedures.nation_of(reply, complaint) is nation


@pytest.mark.parametrize(
    ("words", "nation"),
    [
        ("You may go to the Scottish Public Services Ombudsman.", Nation.SCOTLAND),
        ("You may complain to the PSOW, the Public Services Ombudsman for Wales.", Nation.WALES),
        ("Care Inspectorate Wales was told of it.", Nation.WALES),  # not Scotland's Care Inspectorate
        ("The Care Inspectorate was told of it.", Nation.SCOTLAND),
        ("The spsorted list was sent.", Nation.ENGLAND),
        ("You may go to the Scottish\r\nPublic Services\u00a0Ombudsman.", Nation.SCOTLAND),
        ("Ask for stage 2.", Nation.ENGLAND),
    ],
)
def test_the_letter_tells_the_nation(procedures: Procedures, words: str, nation: Nation) -> None:
    assert procedures.nation_of(words) is nation


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("body: lgsco", "body: lgsc", "'lgsc' is not in bodies.yml"),
        ("next: ombudsman", "next: ombudsmen", "'procedures"),
        ("nation: england", "nation: england\n  broken: [", "cannot be read as YAML"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    copytree(data_folder("rules") / "procedures", tmp_path / "procedures")
    path = tmp_path / "procedures" / "england.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(wrong, right), encoding="utf-8")
    with pytest.raises(ReviewError) as told:
        load_procedures(tmp_path)
    assert "england.yml" in told.value.detail
    assert said in told.value.detail


def test_a_councils_own_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    shipped = data_folder("rules")
    (tmp_path / "procedures").mkdir()
    told = (shipped / "procedures" / "england.yml").read_text(encoding="utf-8")
    own = told.replace("name: stage 2\n", "name: the appeal panel\n", 1)
    (tmp_path / "procedures" / "england.yml").write_text(own, encoding="utf-8")
    procedures = load_procedures(shipped, tmp_path)
    assert procedures.end_of(Nation.ENGLAND, Procedure.CORPORATE, Stage.STAGE_1).name == "the appeal panel"
    assert procedures.end_of(Nation.WALES, Procedure.CORPORATE, Stage.STAGE_1).name == "stage 2"
