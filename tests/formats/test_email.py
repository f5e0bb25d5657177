"""E-mails: which part is the letter, and what comes of it."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.message import MIMEMessage

import pytest

from reviewer.blocks import BlockKind, find_blocks
from reviewer.errors import ReviewError
from reviewer.formats.email import looks_like_email, read_email

HEAD = "From: Bob Bell <bob@example.org>\r\nTo: Complaints\r\nSubject: Secret subject\r\nMIME-Version: 1.0\r\n"
LETTER = "My bin – it’s “full” again. £45 please, Zoë."


def message(
    plain: str | None = None, html: str | None = None, encoding: str = "quoted-printable", charset: str = "utf-8"
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = (
        "Bob Bell <bob@example.org>",
        "complaints@example.gov.uk",
        "Secret subject",
    )
    if plain is not None:
        made.set_content(plain, charset=charset, cte=encoding)
    if html is not None:
        add = made.add_alternative if plain is not None else made.set_content
        add(html, subtype="html", charset=charset, cte=encoding)
    return made


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_bodies_are_decoded_and_headers_left_out(encoding: str, charset: str) -> None:
    read = read_email(message(LETTER, encoding=encoding, charset=charset).as_bytes())
    assert (read.text, read.notes) == (LETTER, ())


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        ("The plain one", "<p>The rich one</p>", "The plain one"),
        (None, "<p>The rich <b>one</b></p>", "The rich one"),
        (" \n", "<p>The rich one</p>", "The rich one"),
        ("Your program does not display HTML.", "<p>The rich one</p>", "The rich one"),
    ],
)
def test_plain_text_is_preferred(plain: str | None, html: str, text: str) -> None:
    assert read_email(message(plain, html).as_bytes()).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(HEAD + "\r\nOne\r\nTwo\r\n", "One\nTwo", id="no type given"),
        pytest.param(HEAD + "Content-Type: text/plain; charset=nonsense\r\n\r\nCafé", "Café", id="unknown charset"),
        pytest.param(
            HEAD + "Content-Transfer-Encoding: base64\r\n\r\nT25lIHR3bw\r\n", "One two", id="base64 cut short"
        ),
        pytest.param(
            HEAD + "Content-Transfer-Encoding: quoted-printable\r\n\r\nCaf=C3=A9 =\r\nopen",
            "Café open",
            id="soft line end",
        ),
        pytest.param(
            HEAD + "Content-Type: multipart/mixed\r\n\r\nOne two", "One two", id="multipart without a boundary"
        ),
        pytest.param(
            HEAD
            + "Content-Type: text/plain; format=flowed\r\n\r\nMy bin \r\nis full.\r\n> You \r\n> said\r\n-- \r\nBob",
            "My bin is full.\n> You said\n-- \nBob",
            id="flowed",
        ),
        pytest.param(
            HEAD + "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nMy bi \r\nn",
            "My bin",
            id="flowed, spaces deleted",
        ),
    ],
)
def test_raw_messages(raw: str, text: str) -> None:
    assert read_email(raw.encode()).text == text


def test_text_in_several_parts_is_put_together_and_attachments_are_counted() -> None:
    made = message("Before the picture")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bin.png")
    made.add_attachment("After the picture", disposition="inline")
    made.add_attachment("A file of text", filename="notes.txt")
    read = read_email(made.as_bytes())
    assert read.text == "Before the picture\n\nAfter the picture"
    assert read.notes == ("2 attachments were not read.",)


def test_an_enclosed_message_is_read_where_the_outer_one_is_blank() -> None:
    inner = message("My bin is full.")
    blank, full = message("\n"), message("See below.")
    for outer in (blank, full):
        outer.make_mixed()
        outer.attach(MIMEMessage(inner))
    assert read_email(blank.as_bytes()).text == "My bin is full."
    assert read_email(full.as_bytes()).text == "See below."
    assert read_email(full.as_bytes()).notes == ("1 attachment was not read.",)


@pytest.mark.parametrize(
    "message_read",
    [
        message("We will look.\n\nOn 3 March 2026 at 10:22, Bob <bob@example.org> wrote:\n> My bin is full.\n"),
        message("We will look.\n\n-----Original Message-----\nFrom: Bob\nSent: 3 March 2026\n\nMy bin is full.\n"),
        message(
            html="<p>We will look.</p><div>On 3 March 2026 at 10:22, Bob wrote:<br></div>"
            "<blockquote>My bin is full.</blockquote>"
        ),
        message(
            html="<p class=MsoNormal>We will look.</p><div style='border-top:solid'><p class=MsoNormal>"
            "<b>From:</b> Bob<br><b>Sent:</b> 3 March 2026<br><b>To:</b> Us<br><b>Subject:</b> Bin</p></div>"
            "<p class=MsoNormal>My bin is full.</p>"
        ),
    ],
)
def test_a_quoted_thread_stays_and_is_known_as_quoted(message_read: EmailMessage) -> None:
    text = read_email(message_read.as_bytes()).text
    kinds = {block.span.of(text).removeprefix("> "): block.kind for block in find_blocks(text)}
    assert kinds["We will look."] is BlockKind.PARAGRAPH
    assert kinds["My bin is full."] is BlockKind.QUOTATION


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (HEAD + 'Content-Type: multipart/mixed; boundary="b"\r\n' + "\r\n--b\r\n\r\nx\r\n" * 21, "too-long"),
        (HEAD + "\r\n\r\n", "no-text"),
        (HEAD + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=", "no-text"),
        (HEAD + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB", "protected"),
        (HEAD + 'Content-Type: multipart/encrypted; boundary="b"\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n', "protected"),
        (
            HEAD + "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(300)),
            "unsafe",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(raw: str, kind: str) -> None:
    with pytest.raises(ReviewError) as told:
        read_email(raw.encode())
    assert told.value.kind == kind
    assert "Secret" not in str(told.value)


@pytest.mark.parametrize(
    ("data", "named_so", "expected"),
    [
        (HEAD.encode() + b"\r\nOne", False, True),
        (b"Received: from a\r\n\tby b\r\nFrom: x\r\n\r\nOne", False, True),
        (b"From bob@example.org Tue Mar  3\nMessage-ID: <1>\nFrom: x\n\nOne", False, True),
        (b"From: Bob\nTo: Council\nSubject: bin\n\nOne", False, False),
        (b"From: Bob\nTo: Council\nSubject: bin\n\nOne", True, True),
        (b"Dear Ms Bell,\nSubject: bin\n\nOne", True, False),
        (b"One: two\n\nThree", True, False),
        (b"", True, False),
    ],
)
def test_what_looks_like_an_email(data: bytes, named_so: bool, expected: bool) -> None:
    assert looks_like_email(data, named_so=named_so) is expected
