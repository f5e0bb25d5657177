"""Forms that numbers and addresses take in the United Kingdom."""

from __future__ import annotations

import regex

POSTCODE = regex.compile(r"(?<!\w)(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})(?!\w)")
VEHICLE = regex.compile(
    r"(?<!\w)(?:[A-HJ-PR-Y][A-HJ-PR-Y]\d\d ?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3} [A-HJ-PR-Y]{3}|"
    r"[A-HJ-PR-Y]{3} \d{1,3}[A-HJ-NPR-TV-Y])(?!\w)"
)
WEB = regex.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|(?<!\w)[\w-]+(?:\.[\w-]+)*\.(?:gov\.uk|org\.uk|co\.uk|nhs\.uk|com|org)(?:/\S*)?"
)
REFERENCE = regex.compile(
    r"(?<![\w/])(?=[\w/.-]*\d)[A-Z0-9]+(?:[/-][A-Z0-9]+)+(?!\w)"  # RI/0932, 24/01173/COU
    r"|(?<!\w)[A-Z]{1,6}\d{3,}[A-Z0-9]*(?!\w)"  # HC4417
)
