from __future__ import annotations

import pytest

from reviewer.rules.kinds.initials import plural, spells


@pytest.mark.parametrize(
    ("short", "words", "spelt"),
    [
        ("UC", "your Universal Credit", True),
        ("LGSCO", "the Local Government and Social Care Ombudsman", True),
        ("JSA", "jobseeker's allowance", True),
        ("DPC", "a damp-proof course", True),
        ("PAs", "two personal assistants", True),
        ("DoLS", "deprivation of liberty safeguards", True),
        ("PA", "Priya Shah", False),
        ("UC", "Credit Universal", False),
        ("UC", "Universal", False),
        ("UC", "", False),
        ("NFA", "the case is closed", False),
    ],
)
def test_spells(short: str, words: str, spelt: bool) -> None:
    assert spells(short, words) is spelt


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("personal assistant", "personal assistants"),
        ("local authority", "local authorities"),
        ("key day", "key days"),
        ("tax", "taxes"),
    ],
)
def test_plural(words: str, several: str) -> None:
    assert plural(words) == several
