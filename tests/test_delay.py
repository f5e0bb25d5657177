"""Late replies: by when a reply was due in each procedure, and whether the letter speaks of the delay."""

from datetime import date

import pytest

from reviewer.case import Nation, Procedure, Span, Stage
from reviewer.delay import Delay, ReplyTimes
from reviewer.procedures import Procedures, load_procedures
from reviewer.resources import data_folder
from reviewer.text import LetterParser
from reviewer.timescales import Timescales
from reviewer.wording import load_wording

RECEIVED = date(2026, 3, 3)  # a Tuesday
LONG_AFTER = date(2026, 9, 1)
YEAR_AFTER = date(2027, 3, 3)


@pytest.fixture(scope="module")
def procedures() -> Procedures:
    return load_procedures(data_folder("rules"))


@pytest.fixture(scope="module")
def times() -> ReplyTimes:
    rules = data_folder("rules")
    return ReplyTimes(Timescales(load_wording(rules, "timescales")), load_wording(rules, "delay"))


def delay_of(
    times: ReplyTimes,
    parser: LetterParser,
    procedures: Procedures,
    words: str = "We missed your bin.",
    received: date | None = RECEIVED,
    dated: date | None = LONG_AFTER,
    nation: Nation = Nation.ENGLAND,
    procedure: Procedure = Procedure.CORPORATE,
    stage: Stage = Stage.STAGE_1,
) -> Delay | None:
    end = procedures.end_of(nation, procedure, stage)
    return times.delay(parser.parse(f"Dear Ms Shah\n\n{words}"), received, dated, end, nation)


@pytest.mark.parametrize(
    ("nation", "procedure", "stage", "due", "allowed"),
    [
        (
            Nation.ENGLAND,
            Procedure.CORPORATE,
            Stage.STAGE_1,
            date(2026, 3, 24),
            "15 working days, 5 to acknowledge it and 10 to reply",
        ),
        (
            Nation.ENGLAND,
            Procedure.HOUSING,
            Stage.STAGE_2,
            date(2026, 4, 9),  # over Good Friday and Easter Monday
            "25 working days, 5 to acknowledge it and 20 to reply",
        ),
        (Nation.ENGLAND, Procedure.CHILDREN_STATUTORY, Stage.STAGE_1, date(2026, 3, 17), "10 working days"),
        (Nation.SCOTLAND, Procedure.CORPORATE, Stage.STAGE_2, date(2026, 3, 31), "20 working days"),
        (
            Nation.NORTHERN_IRELAND,
            Procedure.CORPORATE,
            Stage.STAGE_2,
            date(2026, 4, 1),
            "20 working days",
        ),  # St Patrick
        (
            Nation.ENGLAND,
            Procedure.ADULT_SOCIAL_CARE,
            Stage.STAGE_1,
            date(2026, 9, 3),
            "6 months, the most that the law allows",
        ),
        (Nation.WALES, Procedure.ADULT_SOCIAL_CARE, Stage.STAGE_1, date(2026, 3, 24), "15 working days"),
    ],
)
def test_by_when_a_reply_was_due(
    times: ReplyTimes,
    parser: LetterParser,
    procedures: Procedures,
    nation: Nation,
    procedure: Procedure,
    stage: Stage,
    due: date,
    allowed: str,
) -> None:
    late = delay_of(times, parser, procedures, nation=nation, procedure=procedure, stage=stage, dated=YEAR_AFTER)
    assert late is not None
    assert (late.due, late.allowed, late.extended) == (due, allowed, None)
    assert delay_of(times, parser, procedures, nation=nation, procedure=procedure, stage=stage, dated=due) is None


@pytest.mark.parametrize(
    ("received", "dated", "procedure"),
    [
        (None, LONG_AFTER, Procedure.CORPORATE),
        (RECEIVED, None, Procedure.CORPORATE),
        (RECEIVED, LONG_AFTER, Procedure.ADULT_SOCIAL_CARE),  # the time is agreed with the person, up to six months
        (LONG_AFTER, RECEIVED, Procedure.CORPORATE),
    ],
)
def test_where_it_cannot_be_told_no_reply_is_late(
    times: ReplyTimes,
    parser: LetterParser,
    procedures: Procedures,
    received: date | None,
    dated: date | None,
    procedure: Procedure,
) -> None:
    assert delay_of(times, parser, procedures, received=received, dated=dated, procedure=procedure) is None


@pytest.mark.parametrize(
    ("dated", "extended"), [(date(2026, 3, 25), date(2026, 4, 9)), (date(2026, 4, 9), date(2026, 4, 9))]
)
def test_an_extension_is_named_while_it_may_have_held(
    times: ReplyTimes, parser: LetterParser, procedures: Procedures, dated: date, extended: date
) -> None:
    late = delay_of(times, parser, procedures, dated=dated)
    assert late is not None
    assert late.extended == extended


@pytest.mark.parametrize(
    ("words", "spoken_of"),
    [
        ("I am sorry for the delay in replying to you.", True),
        ("I’m sorry this reply is late.", True),
        ("Please accept my apologies for the delay.", True),
        ("I apologise for the length of time it has taken to respond.", True),
        ("This took longer than the ten working days that we allow.", True),
        ("You should have heard from us sooner, and I am sorry.", True),
        ("I am sorry to have kept you waiting for this.", True),
        ("On 20 March I extended the deadline because the driver was away.", True),
        ("We needed more time to look into what the contractor had told us.", True),
        ("I am sorry that we did not write to you before now.", True),
        ("The stage 1 response was issued outside the 10 working day target.", True),
        ("I am sorry for the delay in repairing your boiler.", False),
        ("The engineer was late, and I am sorry.", False),
        ("You waited six weeks for a new bin.", False),
        ("I can see that you wanted an extension of the kitchen.", False),
        ("The repair took longer because a part was missing.", False),
        ("I am sorry that you waited at home for nothing.", False),
    ],
)
def test_whether_the_letter_speaks_of_the_delay(
    times: ReplyTimes, parser: LetterParser, procedures: Procedures, words: str, spoken_of: bool
) -> None:
    late = delay_of(times, parser, procedures, words)
    assert late is not None
    assert late.spoken_of is spoken_of


def test_the_next_step_and_quotations_do_not_count(
    times: ReplyTimes, parser: LetterParser, procedures: Procedures
) -> None:
    quoted = "You wrote “I am sorry for the delay in replying to you about the bins”."
    words = f"Dear Ms Shah\n\n{quoted}\n\nIf the reply is late, ring us."
    letter = parser.parse(words)
    end = procedures.end_of(Nation.ENGLAND, Procedure.CORPORATE, Stage.STAGE_1)
    start = words.index("If the")
    step = [Span(start=start, end=len(words))]
    late = times.delay(letter, RECEIVED, LONG_AFTER, end, Nation.ENGLAND, step)
    assert late is not None
    assert not late.spoken_of
