"""E-mails (.eml): the body's text, without the headers; what it quotes stays, marked as its program marked it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from reviewer.formats import refusals
from reviewer.formats.document import Document, Kind
from reviewer.formats.html import html_to_text
from reviewer.formats.plain import decode

_HEADER = re.compile(rb"(?:From [^\r\n]{1,200}\r?\n)?((?:[!-9;-~]{1,100}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,})\r?\n")
_NAME = re.compile(rb"^([!-9;-~]{1,100}):", re.M)
_WRITTEN_BY_PROGRAMS = frozenset(
    {b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to", b"content-type", b"dkim-signature"}
)
_WRITTEN_BY_PEOPLE = frozenset({b"to", b"subject", b"date"})
_MOST_PARTS = 200
_MOST_TEXTS = 20
_DEEPEST = 20
_STANDS_IN = re.compile(r"(?:not|unable to|cannot|can't|doesn't) [\w ]{0,40}(?:html|display)|view (?:this|it) in", re.I)
_STANDS_IN_LENGTH = 300


@dataclass
class _Found:
    """What a message's parts hold, filled as they are gone through."""

    notes: list[str] = field(default_factory=list)
    enclosed: list[Message] = field(default_factory=list)
    attachments: int = 0
    texts: int = 0


def looks_like_email(data: bytes, *, named_so: bool) -> bool:
    """Whether bytes start with a message's headers; hand-typed ones count where the file is `named_so` (.eml)."""
    block = _HEADER.match(data[:200_000].lstrip(b"\xef\xbb\xbf\r\n"))
    if block is None:
        return False
    names = {name.lower() for name in _NAME.findall(block[1])}
    if names & _WRITTEN_BY_PROGRAMS and names & (_WRITTEN_BY_PEOPLE | {b"from"}):
        return True
    return named_so and b"from" in names and bool(names & _WRITTEN_BY_PEOPLE)


def read_email(data: bytes) -> Document:
    """A message's body: its plain text, else its HTML; raises ReviewError where it has neither or cannot be opened."""
    if data.lower().count(b"multipart/") > _MOST_PARTS:
        raise refusals.unsafe("e-mail")
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    try:
        text, found = _read(message_from_bytes(data))
    except RecursionError:
        raise refusals.unsafe("e-mail") from None
    if not text:
        raise refusals.without_text("e-mail", "its letter may be an attachment: save that and give it instead")
    if found.attachments:
        files = "1 attachment was" if found.attachments == 1 else f"{found.attachments} attachments were"
        found.notes.append(f"{files} not read.")
    return Document(text, Kind.EMAIL, tuple(dict.fromkeys(found.notes)))


def _read(message: Message) -> tuple[str, _Found]:
    found = _Found()
    text = _body(message, found, 0)
    if not text and found.enclosed:
        text = _body(found.enclosed[0], found, 0)
        found.notes.append("The message holds no words of its own: the message enclosed in it was read.")
        found.enclosed.pop(0)
    found.attachments += len(found.enclosed)
    return text, found


def _body(part: Message, found: _Found, depth: int) -> str:
    kind = part.get_content_type()
    if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise refusals.protected("e-mail")
    if kind == "message/rfc822" and isinstance(part.get_payload(), list):
        found.enclosed.extend(one for one in part.get_payload() if isinstance(one, Message))
        return ""
    if part.is_multipart() and depth < _DEEPEST:
        members = [one for one in part.get_payload() if isinstance(one, Message)]
        if kind == "multipart/alternative":
            return _alternative(members, found, depth)
        if kind in ("multipart/related", "multipart/signed"):
            return _body(members[0], found, depth + 1) if members else ""
        return "\n\n".join(filter(None, (_body(one, found, depth + 1) for one in members)))
    if part.get_content_disposition() == "attachment" or part.get_filename():
        found.attachments += 1
        return ""
    if kind == "text/plain" or (kind.startswith("multipart/") and isinstance(part.get_payload(), str)):
        return _plain(part, found)  # a multipart that lost its boundary is one text
    if kind == "text/html":
        return html_to_text(_decoded(part, found))
    return ""


def _alternative(members: Sequence[Message], found: _Found, depth: int) -> str:
    """The plain text among the forms that a message is given in, else the richer one."""
    plain = [one for one in members if one.get_content_type() == "text/plain"]
    for one in plain:
        text = _body(one, found, depth + 1)
        if text and not (len(text) < _STANDS_IN_LENGTH and _STANDS_IN.search(text)):
            return text
    texts = [_body(one, found, depth + 1) for one in members if one not in plain]
    return next(filter(None, texts), "")


def _decoded(part: Message, found: _Found) -> str:
    found.texts += 1
    if found.texts > _MOST_TEXTS:
        raise refusals.too_long()
    payload = part.get_payload(decode=True)
    decoded = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
    found.notes.extend(decoded.notes)
    return decoded.text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(part: Message, found: _Found) -> str:
    text = _decoded(part, found)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, drop_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text.strip("\n") if text.strip() else ""


def _unflowed(text: str, *, drop_space: bool) -> str:
    """Lines that a program broke for sending, put together again (RFC 3676)."""
    lines: list[str] = []
    goes_on = ""
    for line in text.split("\n"):
        depth = re.match(r">*", line)
        marks = depth[0] if depth else ""
        words = line[len(marks) :].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        words = words[:-1] if flows and drop_space else words
        if goes_on and marks == goes_on[1:]:
            lines[-1] += words
        else:
            lines.append(f"{marks} {words}" if marks else words)
        goes_on = f"+{marks}" if flows else ""
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)
