"""HTML letters as lines."""

from __future__ import annotations

import pytest

from reviewer.errors import ReviewError
from reviewer.formats.html import html_to_text, looks_like_html, read_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("<div>One<br></div><div>Two</div>", "One\nTwo"),
        ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<p>One\n  two\tthree </p>", "One two three"),
        ("<p>Dear <b>Ms</b> <i>Bell</i>,</p>", "Dear Ms Bell,"),
        ("<p>&pound;45 &ndash; it&rsquo;s caf&eacute; &#128578;</p>", "£45 – it’s café 🙂"),
        ("<p>One</p><p>&nbsp;</p><p>Two</p>", "One\n\nTwo"),
        ("<h1>Our decision</h1><p>Upheld</p>", "Our decision\n\nUpheld"),
        ("<p>We will:</p><ul><li>pay</li><li>call</li></ul><p>Yours</p>", "We will:\n\n• pay\n• call\n\nYours"),
        ("<ol><li>pay</li><li><p>call</p></li></ol>", "1. pay\n2. call"),
        ('<ol start="3" type="a"><li>pay</li><li value="9">call</li></ol>', "c. pay\ni. call"),
        ("<ul><li>pay<ul><li>now</li></ul></li><li>call</li></ul>", "• pay\n• now\n• call"),
        (
            "<p>You wrote:</p><blockquote><p>My bin</p><p>is full</p></blockquote><p>It is.</p>",
            "You wrote:\n\n> My bin\n\n> is full\n\nIt is.",
        ),
        ("<blockquote>One<blockquote>Two</blockquote></blockquote>", "> One\n\n> > Two"),
        (
            "<table><tr><td>Our ref:</td><td>CF/25</td></tr><tr><td>Bin</td><td>Upheld</td></tr></table>",
            "Our ref: CF/25\nBin | Upheld",
        ),
        ("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three</td></tr></table>", "One.\n\nTwo.\nThree"),
        ("<table><tr><td><table><tr><td>One</td><td>two</td></tr></table></td></tr></table>", "One | two"),
        ("<p>Seen</p><p style='display: none'>unseen</p><script>x()</script><style>p{}</style><!-- no -->", "Seen"),
        ("<html><head><title>Title</title></head><body>Text</body></html>", "Text"),
        ("<pre>One\n  two</pre>", "One\n  two"),
        ('<p>See <a href="https://example.org">our site</a></p>', "See our site"),
        (
            '<p class="MsoNormal">Jo Hart</p><p class="MsoNormal">Waste</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>x',
            "Jo Hart\nWaste\n\nx",
        ),
        ("<p class=MsoListParagraph><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>pay</p>", "• pay"),
        ("<p class=MsoListParagraph><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>pay</p>", "1. pay"),
        ("<p>One<p>Two<div>Three", "One\n\nTwo\n\nThree"),
        ("", ""),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


@pytest.mark.parametrize(
    "data",
    [
        '<html><meta charset="windows-1252"><body>£45 it’s</body></html>'.encode("cp1252"),
        '<html><meta charset="iso-8859-1"><body>£45 it’s</body></html>'.encode(),
        '<?xml version="1.0" encoding="UTF-8"?><html><body>£45 it’s</body></html>'.encode(),
        "<html><body>£45 it’s</body></html>".encode("utf-16"),
        b"<html><body>&pound;45 it&#8217;s</body></html>",
    ],
)
def test_encodings(data: bytes) -> None:
    read = read_html(data)
    assert (read.text, read.notes) == ("£45 it’s", ())


@pytest.mark.parametrize(
    ("text", "named_so", "expected"),
    [
        ("<!DOCTYPE html><p>One", False, True),
        ("\n <!-- x --> <html>", False, True),
        ("<p>Dear Ms Bell</p>", False, True),
        ("Dear <b>Ms Bell</b>", True, True),
        ("Dear <b>Ms Bell</b>", False, False),
        ("Dear Ms Bell, 3 < 4 and 5 > 4", True, False),
        ("<bob@example.org> wrote", False, False),
        ("<!-- -->" * 2000 + "x", False, False),
    ],
)
def test_what_looks_like_html(text: str, named_so: bool, expected: bool) -> None:
    assert looks_like_html(text, named_so=named_so) is expected


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><body><img src='letter.png'></body></html>", "no-text"),
        (b"<html>" + b"<i>x</i>" * 40_000, "too-long"),
        (b"<html>" + b"x " * 2_100_000, "too-long"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(ReviewError) as told:
        read_html(data)
    assert told.value.kind == kind


def test_deep_nesting_does_no_harm() -> None:
    try:
        assert html_to_text("<div>" * 20_000 + "x") == "x"
    except ReviewError as error:
        assert error.kind == "unsafe"


def test_embedded_pictures_do_not_count() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 5_000_000}">'
    assert html_to_text(f"<p>One</p>{picture}<p>Two</p>") == "One\n\nTwo"
