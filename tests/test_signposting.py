"""The next step: where a reply sends someone, and whether that is right for its procedure and stage."""

import pytest

from reviewer.case import Nation, Procedure, Stage
from reviewer.procedures import load_procedures
from reviewer.resources import data_folder
from reviewer.review import EscalationKind
from reviewer.signposting import Signposts
from reviewer.text import LetterParser
from reviewer.wording import load_wording
from tests.readings import reading_of

CORPORATE, HOUSING = Procedure.CORPORATE, Procedure.HOUSING
CARE, CHILDREN = Procedure.ADULT_SOCIAL_CARE, Procedure.CHILDREN_STATUTORY
ONE, TWO = Stage.STAGE_1, Stage.STAGE_2


@pytest.fixture(scope="module")
def signposts() -> Signposts:
    rules = data_folder("rules")
    return Signposts(load_procedures(rules), load_wording(rules, "signposting"))


@pytest.mark.parametrize(
    ("words", "procedure", "stage", "nation", "kind", "correct"),
    [
        ("If you are unhappy, ask for a stage 2 review.", CORPORATE, ONE, "england", "next_stage", True),
        ("If you are unhappy, ask for a stage 2 review.", CORPORATE, TWO, "england", "next_stage", False),
        ("If you are unhappy, ask for a stage 3 panel.", CORPORATE, ONE, "england", "next_stage", False),
        ("If you remain unhappy, you can go to the LGSCO.", CORPORATE, TWO, "england", "ombudsman", True),
        ("If you remain unhappy, you can go to the LGSCO.", CORPORATE, ONE, "england", "ombudsman", False),
        ("If you remain unhappy, write to the Housing Ombudsman.", HOUSING, TWO, "england", "ombudsman", True),
        (
            "If you remain unhappy, write to the Local Government and Social Care Ombudsman.",
            HOUSING,
            TWO,
            "england",
            "ombudsman",
            False,
        ),
        ("If you remain unhappy, you can ask for stage 2.", CARE, ONE, "england", "next_stage", False),
        ("You have the right to go to the LGSCO.", CARE, ONE, "england", "ombudsman", True),
        ("If you are unhappy, you can ask for a stage 3 review panel.", CHILDREN, TWO, "england", "next_stage", True),
        (
            "You can ask for a stage 2 investigation, and after stages 2 and 3 go to the LGSCO.",
            CHILDREN,
            ONE,
            "england",
            "both",
            True,
        ),
        (
            "You have the right to go to the LGSCO and the PHSO, who work together.",
            CARE,
            ONE,
            "england",
            "ombudsman",
            True,
        ),
        ("You have the right to go to the PHSO.", CARE, ONE, "england", "ombudsman", False),
        ("If you remain unhappy, you can go to the SPSO.", CORPORATE, TWO, "scotland", "ombudsman", True),
        ("If you remain unhappy, you can go to the LGSCO.", CORPORATE, TWO, "scotland", "ombudsman", False),
        ("Please contact us if you have any questions.", CORPORATE, ONE, "england", "none", False),
        ("Your complaint at stage 2 was received on 3 May.", CORPORATE, TWO, "england", "none", False),
        ("Tell us by 27 June that you would like a stage 2 review.", CORPORATE, ONE, "england", "next_stage", True),
        ("Please ring us before stage 2 of the works begins.", CORPORATE, ONE, "england", "none", False),
        ("We will write and ring you about stage 2 of the plan.", CORPORATE, ONE, "england", "none", False),
    ],
)
def test_where_a_reply_sends_someone(
    signposts: Signposts,
    parser: LetterParser,
    words: str,
    procedure: Procedure,
    stage: Stage,
    nation: str,
    kind: str,
    correct: bool,
) -> None:
    letter = parser.parse(f"Dear Ms Shah\n\nYour bin was missed.\n\n{words}\n\nYours sincerely\nManager")
    found = signposts.read(letter, reading_of(letter, {}), Nation(nation), procedure, stage)
    assert (found.kind, found.correct) == (EscalationKind(kind), correct)
    assert all(span.of(letter.text) == words for span in found.spans)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("If you are unhappy, ask for a stage 2 review.", ("how to reach them", "time limit")),
        ("If you are unhappy, ask for a stage 2 review within 20 working days.", ("how to reach them",)),
        ("If you are unhappy, ask for a stage 2 review by ringing 01632 960123.", ("time limit",)),
        ("If you are unhappy, ask for a stage 2 review by 3 May at complaints@example.gov.uk.", ()),
        ("Tell us by 27 June that you would like a stage 2 review.", ()),
        ("Reply to this within 20 working days and it will go to stage 2.", ()),
        ("Please e-mail complaints@example.gov.uk by 3 May to take it to stage 2.", ()),
    ],
)
def test_what_is_missing(signposts: Signposts, parser: LetterParser, words: str, missing: tuple[str, ...]) -> None:
    letter = parser.parse(f"Dear Ms Shah\n\nYour bin was missed.\n\n{words}\n\nYours sincerely\nManager")
    found = signposts.read(letter, reading_of(letter, {}), Nation.ENGLAND, CORPORATE, ONE)
    assert found.missing == missing
