"""What each block of a letter is, as tables: a letter, and the kind that starts each of its blocks."""

from __future__ import annotations

import pytest

from reviewer.blocks import BlockKind, find_blocks, list_mark

P, L, H = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING
SALUTATION, SIGN_OFF = BlockKind.SALUTATION, BlockKind.SIGN_OFF
ADDRESS, REFERENCE, Q = BlockKind.ADDRESS, BlockKind.REFERENCE, BlockKind.QUOTATION
PROSE = "We missed your bin twice, and I am sorry that we did.\n\n"


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    """Each block's kind with its first two words."""
    return [(block.kind, " ".join(block.span.of(text).split()[:2])) for block in find_blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Westmarch Borough Council\nCivic Centre, High Street\nWM1 1AA\n\nOur ref: CF/25/3306\n12 March 2026\n\n"
            "Dear Mr. Hollis\n\nYour complaint about missed collections\n\n"
            + PROSE
            + "Yours sincerely\n\nJo Hart\nHead of Waste",
            [
                (ADDRESS, "Westmarch Borough"),
                (ADDRESS, "Civic Centre,"),
                (ADDRESS, "WM1 1AA"),
                (REFERENCE, "Our ref:"),
                (ADDRESS, "12 March"),
                (SALUTATION, "Dear Mr."),
                (H, "Your complaint"),
                (P, "We missed"),
                (SIGN_OFF, "Yours sincerely"),
                (SIGN_OFF, "Jo Hart"),
                (SIGN_OFF, "Head of"),
            ],
            id="a whole letter",
        ),
        pytest.param(
            "Trading Standards and Licensing, Wenbridge Borough Council\nOur ref: PL/C/0091\n12 March 2026\n"
            "Dear Ms Bell\n" + PROSE,
            [
                (ADDRESS, "Trading Standards"),
                (REFERENCE, "Our ref:"),
                (ADDRESS, "12 March"),
                (SALUTATION, "Dear Ms"),
                (P, "We missed"),
            ],
            id="a long address line is not carried on by the reference below it",
        ),
        pytest.param(
            "To: Waste complaints\nFrom: Stan Bell\nRe: Weir House\n\n" + PROSE,
            [(REFERENCE, "To: Waste"), (REFERENCE, "From: Stan"), (REFERENCE, "Re: Weir"), (P, "We missed")],
            id="a memo",
        ),
        pytest.param(
            "Mr Pemberthy\n\n" + PROSE + "Jo Hart",
            [(SALUTATION, "Mr Pemberthy"), (P, "We missed"), (SIGN_OFF, "Jo Hart")],
            id="a bare name for a salutation",
        ),
        pytest.param(
            "14 Quarry Cottages\nBarchester\n\n6th January\n\n" + PROSE,
            [(ADDRESS, "14 Quarry"), (ADDRESS, "Barchester"), (ADDRESS, "6th January"), (P, "We missed")],
            id="an address without a salutation",
        ),
        pytest.param(
            PROSE
            + "Write to the ombudsman at this address within twelve months:\nPO Box 4771\nCoventry\nCV4 0EH\n\n"
            + PROSE,
            [
                (P, "We missed"),
                (P, "Write to"),
                (ADDRESS, "PO Box"),
                (ADDRESS, "Coventry"),
                (ADDRESS, "CV4 0EH"),
                (P, "We missed"),
            ],
            id="an address inside the letter",
        ),
    ],
)
def test_the_top_of_a_letter(text: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        pytest.param(
            "Kind regards, Jo\n01632 960123\nwww.example.gov.uk",
            [(SIGN_OFF, "Kind regards,"), (SIGN_OFF, "01632 960123"), (SIGN_OFF, "www.example.gov.uk")],
            id="with contact lines",
        ),
        pytest.param(
            "Jo Hart\nHead of Service", [(SIGN_OFF, "Jo Hart"), (SIGN_OFF, "Head of")], id="no closing formula"
        ),
        pytest.param("J. Hart (Mrs)", [(SIGN_OFF, "J. Hart")], id="an initial is no list mark"),
        pytest.param("ta\n\njaz", [(SIGN_OFF, "ta"), (SIGN_OFF, "jaz")], id="in small letters"),
        pytest.param("I want my money back", [(P, "I want")], id="a last line without a full stop"),
        pytest.param("We will write again.", [(P, "We will")], id="no ending at all"),
        pytest.param(
            "Yours sincerely\nJo Hart\n\nIf you are unhappy with this reply, ask for a stage 2 review by 3 May.",
            [(SIGN_OFF, "Yours sincerely"), (SIGN_OFF, "Jo Hart"), (P, "If you")],
            id="what to do next, below the name",
        ),
        pytest.param(
            "Thanks\nBob\nPS I want the money as well",
            [(SIGN_OFF, "Thanks"), (SIGN_OFF, "Bob"), (P, "PS I")],
            id="a postscript",
        ),
        pytest.param(
            "Regards\nJo\n\nThis e-mail is confidential and is intended solely for the person it is addressed to.",
            [(SIGN_OFF, "Regards"), (SIGN_OFF, "Jo"), (SIGN_OFF, "This e-mail")],
            id="a mail program's small print",
        ),
        pytest.param(
            "Many thanks\nKind regards\nJo\nSent from my iPhone",
            [(SIGN_OFF, "Many thanks"), (SIGN_OFF, "Kind regards"), (SIGN_OFF, "Jo"), (SIGN_OFF, "Sent from")],
            id="two formulas",
        ),
    ],
)
def test_the_end_of_a_letter(ending: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert kinds("Dear Ms Bell\n\n" + PROSE + ending)[2:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Our decision\n\n" + PROSE, [H], id="a heading"),
        pytest.param(
            "Our decision\nWe uphold your complaint because we missed your bin.\n", [H, P], id="with no blank line"
        ),
        pytest.param("OUR DECISION\n\n" + PROSE, [H], id="in capitals"),
        pytest.param("# Our decision\n\n" + PROSE, [H], id="in Markdown"),
        pytest.param("**Our decision**\n\n" + PROSE, [H], id="in bold Markdown"),
        pytest.param("1. Missed collections\n\n" + PROSE, [H], id="numbered"),
        pytest.param("Point 2.\n\n" + PROSE, [H], id="of a point"),
        pytest.param("Stage 1 reply\nMissed collections\n\n" + PROSE, [H, H], id="two"),
        pytest.param("What we will do:\n• Pay you £20\n", [H, L], id="above a list"),
        pytest.param("We uphold your complaint\n\n" + PROSE, [P], id="a clause is none"),
        pytest.param("Not upheld.\n\n" + PROSE, [P], id="a full stop"),
        pytest.param("Why was it missed?\n\n" + PROSE, [P], id="a question"),
        pytest.param("Bin missed again\nNobody came\n", [P, P], id="short lines"),
        pytest.param("MY BIN IS FULL\nI WANT IT DONE\nNOBODY LISTENS\n", [P, P, P], id="all in capitals"),
        pytest.param("My bin is full\nand my money back please\n", [P, P], id="the line below no longer"),
        pytest.param("Bin\nBox\nBag\n\n" + PROSE, [P, P, P], id="three in a row"),
    ],
)
def test_headings(text: str, expected: list[BlockKind]) -> None:
    found = [block.kind for block in find_blocks(PROSE + text + "\n" + PROSE)]
    assert found[1 : 1 + len(expected)] == expected


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("• Pay you £20", 2),
        ("- Pay you", 2),
        ("1. Pay you", 3),
        ("(a) Pay you", 4),
        ("iv) Pay you", 4),
        ("2.1 We found", 4),
        ("2.30 and nobody came", 0),
        ("-", 0),
        ("1.5 tonnes", 0),
        ("£20 will be paid", 0),
        ("I. Pay", 3),
    ],
)
def test_list_marks(words: str, mark: int) -> None:
    assert list_mark(words) == mark


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. A refund\n2. An apology\n\n" + PROSE, [L, L, P], id="a numbered list is no row of headings"),
        pytest.param("- the bin\n- the box\n", [L, L], id="a list in small letters"),
        pytest.param("Refund | Parking Manager | 3 May\n", [L], id="a row of a table"),
        pytest.param("1. We missed your bin.\nUpheld. The map was wrong.\n", [L, P], id="text under an item"),
    ],
)
def test_lists(text: str, expected: list[BlockKind]) -> None:
    assert [block.kind for block in find_blocks(PROSE + text)][1:] == expected


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            "We missed your bin on 3 March 2026 and I am sorry about that, for the new driver whom\n"
            "Mr Patel had taken on had not been shown the road.\n",
            1,
            id="goes on with a name",
        ),
        pytest.param(
            "We missed your bin on 3 March 2026 and I am sorry for that, as our crew\nhad not been shown the road.\n",
            1,
            id="goes on with a small letter",
        ),
        pytest.param(
            "We will write to you again about what was found by\n12 March 2026.\n", 1, id="goes on with a date"
        ),
        pytest.param(
            "We missed your bin on 3 March 2026, and I am sorry about that.\nMr Patel was told.\n", 2, id="a full stop"
        ),
        pytest.param("bin missed again\nnobody came\nrang twice\n", 3, id="short lines"),
        pytest.param("Customer Services\nCivic Centre\n", 2, id="an address"),
    ],
)
def test_hard_wrapped_lines(text: str, blocks: int) -> None:
    assert len(list(find_blocks(text))) == blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            PROSE + "“My bin was missed three times in May and nobody told me why.”\n\nThat is right.",
            [P, Q, P],
            id="a paragraph of the complaint",
        ),
        pytest.param(
            "“My bin was missed three times in May and nobody told me why.”\n\n“I want it done.”",
            [P, P],
            id="a dictated letter",
        ),
        pytest.param(
            PROSE + "“Missed bins” and “missed boxes” are not the same thing here.", [P, P], id="two words named"
        ),
        pytest.param(
            PROSE
            + "Regards\nJo\n\nOn 3 March 2026 at 10:22, Bob <bob@example.org> wrote:\n\n> My bin is full.\n> Bob\n",
            [P, SIGN_OFF, SIGN_OFF, Q, Q, Q],
            id="an e-mail thread",
        ),
        pytest.param(
            PROSE
            + "Jo Hart\n\n-----Original Message-----\nFrom: Bob\nSent: 3 March\n\nMy bin is full.\n\nRegards\nBob\n",
            [P, SIGN_OFF, Q, Q, Q, Q, Q, Q],
            id="an Outlook thread",
        ),
    ],
)
def test_quotations(text: str, expected: list[BlockKind]) -> None:
    assert [block.kind for block in find_blocks(text)] == expected
