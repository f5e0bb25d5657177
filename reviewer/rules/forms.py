"""Forms that numbers and addresses take in the United Kingdom."""

from __future__ import annotations

import regex

POSTCODE = regex.compile(r"(?<!\w)(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?!\w)")
_NO_LETTERS = r"(?!AND|THE|FOR|ARE|WAS|HAS|NOT|BUT|YOU|ALL)"  # words in a line of capitals
VEHICLE = regex.compile(
    rf"(?<!\w)(?:[A-Z]{{2}}\d\d ?{_NO_LETTERS}[A-Z]{{3}}|[A-Z]\d{{1,3}} {_NO_LETTERS}[A-Z]{{3}}|"
    rf"{_NO_LETTERS}[A-Z]{{3}} \d{{1,3}}[A-Z])(?!\w)"
)
WEB = regex.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|(?<!\w)[\w-]+(?:\.[\w-]+)*\.(?:gov\.uk|org\.uk|co\.uk|nhs\.uk|com|org)(?:/\S*)?"
)
REFERENCE = regex.compile(
    r"(?<![\w/])(?=[\w/.-]*\d)[A-Z0-9]+(?:[/-][A-Z0-9]+)+(?!\w)"  # RI/0932, 24/01173/COU
    r"|(?<!\w)[A-Z]{1,6}\d{3,}[A-Z0-9]*(?!\w)"  # HC4417
)
