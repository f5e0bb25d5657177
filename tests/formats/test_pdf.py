"""PDF letters: lines as they stand on the page; and what is refused, in bounded time."""

from __future__ import annotations

import zlib

import pytest

from reviewer.errors import ReviewError
from reviewer.formats import pdf
from reviewer.formats.pdf import read_pdf
from tests.formats.making import column, pdf_file

FIRST = "We missed your bin on 3 March 2026 and I am sorry about that, for the new"
SECOND = "driver had not been shown the well-"
THIRD = "known road. It will not happen again."


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        pytest.param(
            [column("Dear Ms Bell", "", FIRST, SECOND, THIRD)],
            f"Dear Ms Bell\n\n{FIRST}\n{SECOND}\n{THIRD}",
            id="lines",
        ),
        pytest.param([column(FIRST, "", SECOND, "", THIRD)], f"{FIRST}\n{SECOND}\n{THIRD}", id="double spacing"),
        pytest.param(
            [list(reversed(column("Dear Ms Bell", FIRST)))], f"Dear Ms Bell\n{FIRST}", id="in the order of the page"
        ),
        pytest.param(
            [[*column("Our ref:", "Bin"), *column("CF/25", "Upheld", x=250)]],
            "Our ref: CF/25\nBin | Upheld",
            id="columns",
        ),
        pytest.param(
            [[*column("1.", "•"), *column("Pay you", "Call you", x=120)]], "1. Pay you\n• Call you", id="list marks"
        ),
        pytest.param([column("£45 – it’s “our” café")], "£45 – it’s “our” café", id="signs"),
        pytest.param(
            [[(72, 700, "[(W) 60 (e m) -20 (issed) -300 (it)]")]], "We missed it", id="words set letter by letter"
        ),
        pytest.param(
            [
                [*column(FIRST, SECOND, "and a"), *column("Westmarch Council", "Page 1 of 2", top=60)],
                [*column("new road. It will not be so again."), *column("Westmarch Council", "Page 2 of 2", top=60)],
            ],
            f"{FIRST}\n{SECOND}\nand a\nnew road. It will not be so again.",
            id="two pages",
        ),
        pytest.param(
            [column(THIRD), column("Dear Ms Bell")], f"{THIRD}\n\nDear Ms Bell", id="a page ends with a sentence"
        ),
    ],
)
def test_text(pages: list[list[tuple[int, int, str]]], text: str) -> None:
    assert read_pdf(pdf_file(pages)).text == text


def test_a_page_without_text_is_noted() -> None:
    assert read_pdf(pdf_file([column(THIRD), []])).notes == ("1 of 2 pages holds no text that can be read.",)


def bomb() -> bytes:
    """A page whose 300 MB of content are packed into 300 kB."""
    packed = zlib.compress(b"BT (x) Tj ET " * 24_000_000, 9)
    whole = pdf_file([column("x")])
    start, end = whole.index(b"4 0 obj"), whole.index(b"5 0 obj")
    stream = b"4 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\n"
    return whole[:start] + stream + whole[end:]


LOCKED = "<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>/ID[<41><41>]"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(pdf_file([[], []]), "no-text", id="scan"),
        pytest.param(pdf_file([column("x")], trailer=f"/Encrypt {LOCKED}"), "protected", id="password"),
        pytest.param(pdf_file([column("x")])[:200], "damaged", id="cut short"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged", id="rubbish"),
        pytest.param(pdf_file([column("x")] * 101), "too-long", id="too many pages"),
        pytest.param(pdf_file([column(*["x" * 9000] * 50)]), "too-long", id="too much text"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(ReviewError) as told:
        read_pdf(data)
    assert told.value.kind == kind


def test_a_bomb_is_stopped() -> None:
    with pytest.raises(ReviewError) as told:
        read_pdf(bomb())
    assert told.value.kind in ("too-slow", "too-long", "damaged")


def test_the_clock_stops_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_SECONDS", 0.001)
    with pytest.raises(ReviewError) as told:
        read_pdf(pdf_file([column("x")]))
    assert told.value.kind == "too-slow"
