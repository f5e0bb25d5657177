from __future__ import annotations

import pytest

from reviewer.rules.words import split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council's void period", [("The", ""), ("council", " "), ("void", " "), ("period", " ")]),
        ("arm's-length", [("arm", ""), ("length", "-")]),
        ("SEN/SEND, O&S and S.106", [("SEN", ""), ("SEND", "/"), ("O&S", ""), ("and", " "), ("S.106", " ")]),
        ('the "void" period', [("the", ""), ("void", " "), ("period", " ")]),
        ("void. Period", [("void", ""), ("Period", "")]),
        ("void - period", [("void", ""), ("period", "")]),
        ("void\nperiod", [("void", ""), ("period", "")]),
        ("E.H.C.P. plan", [("E.H.C.P", ""), ("plan", " ")]),
        ("don't", [("don't", "")]),
    ],
)
def test_words_and_what_ties_them(text: str, words: list[tuple[str, str]]) -> None:
    assert [(word.text, word.link) for word in split_words(text)] == words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Voids", {"voids", "void"}),
        ("EHCPs", {"ehcps", "ehcp"}),
        ("PAs", {"pas", "pa"}),
        ("duties", {"duties", "dutie", "duti", "duty"}),
        ("loss", {"loss"}),
        ("E.H.C.P.", {"e.h.c.p", "ehcp"}),
    ],
)
def test_what_a_word_may_be_a_form_of(text: str, forms: set[str]) -> None:
    assert set(split_words(text)[0].forms) == forms
