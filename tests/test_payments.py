"""Money that a reply pays, and outcomes that it declines."""

import pytest

from reviewer.payments import Payment, read_payment, refuses_without_reason
from reviewer.resources import data_folder
from reviewer.review import Action, ActionKind
from reviewer.text import LetterParser
from reviewer.wording import Wording, load_wording
from tests.handmade import concern_answered_by_first
from tests.readings import reading_of


@pytest.fixture(scope="module")
def payments() -> Wording:
    return load_wording(data_folder("rules"), "payments")


def payment_of(parser: LetterParser, payments: Wording, letter: str, number: int, kind: ActionKind) -> Payment | None:
    parsed = parser.parse(letter)
    span = parsed.sentences[number].span
    return read_payment(Action(id="A1", kind=kind, text=span.of(letter), span=span), parsed, payments)


@pytest.mark.parametrize(
    ("letter", "number", "offered", "amount", "route", "reason"),
    [
        ("We will pay you compensation.", 0, True, False, False, False),
        ("We offer you £40.", 0, True, True, False, False),
        ("We offer you £40 by cheque.", 0, True, True, True, False),
        ("We offer you £40 to recognise the delay.", 0, True, True, False, True),
        ("You drove to the tip twice. We offer you £40. It covers both trips.", 1, True, True, False, True),
        ("We will refund £40 to your bank account.", 0, False, True, True, False),
        ("The £64 will be paid off your next bill.", 0, False, True, True, False),
        ("We will make a goodwill payment. It will be £25, by cheque.", 0, True, True, True, False),
    ],
)
def test_what_is_said_of_a_sum(
    parser: LetterParser,
    payments: Wording,
    letter: str,
    number: int,
    offered: bool,
    amount: bool,
    route: bool,
    reason: bool,
) -> None:
    made = payment_of(parser, payments, letter, number, ActionKind.REMEDY)
    assert made == Payment(offered, amount, route, reason)


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("We will mend the gate.", ActionKind.REMEDY),
        ("We will pay closer heed to the list.", ActionKind.REMEDY),
        ("We will refund £40 to everyone on the list.", ActionKind.LEARNING),
    ],
)
def test_no_sum_is_paid(parser: LetterParser, payments: Wording, letter: str, kind: ActionKind) -> None:
    assert payment_of(parser, payments, letter, 0, kind) is None


@pytest.mark.parametrize(
    ("letter", "refused"),
    [
        ("We will not be paying the £40.", True),
        ("I am not able to offer compensation.", True),
        ("No refund is due.", True),
        ("No refund is due, because the bin was emptied.", False),
        ("No refund is due. The bin was emptied on 3 March.", False),  # a finding beside it
        ("We will pay the £40 on 3 June.", False),
        ("The fence cannot be seen from the road.", False),
    ],
)
def test_a_refusal_without_a_reason(parser: LetterParser, payments: Wording, letter: str, refused: bool) -> None:
    parsed = parser.parse(letter)
    concern = concern_answered_by_first(parsed)
    reading = reading_of(parsed, {"The bin": ("finding",)})
    assert refuses_without_reason(concern, parsed, reading, payments) is refused
