"""Letters as blocks and sentences: what must never drift, and how sentences are told apart."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.text import BlockKind, Letter, LetterParser

PIECES = st.sampled_from(
    [
        "Dear Mr. Café,",
        "You missed my bin on 3 March 😡👨‍👩‍👧",
        "e\u0301te\u0301 n\u0303",
        "I am sorry",
        "Why?",
        "“Not our job”",
        "£45.50",
        "no. 12",
        "1. ",
        "• ",
        "> ",
        "On 3 May 2026, at 10:22, Jo <jo@example.org> wrote:",
        "Yours sincerely",
        "\ufeff",
        "\u200b",
        "\u202a",
        "\x00",
        "\ud800",
        ".",
        "...",
        "(",
        '"',
        "’",
        "|",
        "#",
    ]
)
GAPS = st.sampled_from(
    [" ", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u00a0", "\t", "\u2028", "\u2029", "\x0b", "\x0c", "", "  "]
)
LETTERS = st.lists(st.tuples(PIECES | st.text(max_size=12), GAPS), max_size=25).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


def check_places(letter: Letter) -> None:
    """Every span lies in the text in order, its words are its tokens, and blocks leave out only white space."""
    text, end = letter.text, 0
    for block in letter.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert not any(sign.isalnum() for sign in text[end : block.span.start])
        end = block.span.end
    assert not any(sign.isalnum() for sign in text[end:])
    end = 0
    for index, sentence in enumerate(letter.sentences):
        start, stop = sentence.span.start, sentence.span.end
        assert (sentence.index, end <= start < stop <= len(text)) == (index, True)
        assert letter.words_of(sentence) == text[start:stop] == text[start:stop].strip()
        assert any(block.span.covers(sentence.span) and block.kind is sentence.kind for block in letter.blocks)
        for token in sentence.words:
            assert start <= token.idx and token.idx + len(token.text) <= stop
            if token.text.isalnum():
                assert text[token.idx : token.idx + len(token.text)] == token.text
        end = stop
    covered = "".join(letter.words_of(sentence) for sentence in letter.sentences)
    assert [sign for sign in covered if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=LETTERS)
def test_places_never_drift(parser: LetterParser, text: str) -> None:
    check_places(parser.parse(text))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_places_never_drift_in_any_text(parser: LetterParser, text: str) -> None:
    check_places(parser.parse(text))


@pytest.mark.parametrize(
    "unit",
    [
        "We missed your bin 🙂 on 3 March.\r\nI am sorry for that, M. Cafe\u0301.\u00a0It was our fault.\r\n\r\n",
        "no stop and no end to it and i rang and rang ",
        "a" * 99 + "\n",
        "(",
    ],
)
def test_places_never_drift_in_a_long_text(parser: LetterParser, unit: str) -> None:
    length = 100_000 if len(unit) > 60 else 8_000
    check_places(parser.parse((unit * (length // len(unit) + 1))[:length]))


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\u00a0", "\ufeff", "...", "🙂"])
def test_nothing_said_is_no_sentence(parser: LetterParser, text: str) -> None:
    assert parser.parse(text).sentences == ()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("I rang. Nobody came.", ["I rang.", "Nobody came."]),
        ("I rang.Nobody came.", ["I rang.", "Nobody came."]),
        ("Mr. Shah rang Cllr. Bell at 3 p.m. on Friday.", ["Mr. Shah rang Cllr. Bell at 3 p.m. on Friday."]),
        ("See para. 4 and ref. 12. It is clear.", ["See para. 4 and ref. 12.", "It is clear."]),
        ("Is that so? No. The law says we must.", ["Is that so?", "No.", "The law says we must."]),
        ("NI no. YT 41 88 02 B was wrong.", ["NI no. YT 41 88 02 B was wrong."]),
        ('He said "Go away." Then he left.', ['He said "Go away."', "Then he left."]),
        ("It is late (very late). We know.", ["It is late (very late).", "We know."]),
        ("1. We missed your bin. We are sorry.", ["1. We missed your bin.", "We are sorry."]),
        ("a) The bin\nb) The box", ["a) The bin", "b) The box"]),
        ("Your bin\n\nWe missed it.", ["Your bin", "We missed it."]),
        ("We paid £45.50. You have it.", ["We paid £45.50.", "You have it."]),
        ("Write to jo@example.gov.uk. Or ring.", ["Write to jo@example.gov.uk.", "Or ring."]),
        ("You waited… and waited.", ["You waited… and waited."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ('"Is it ours?" she said.', ['"Is it ours?" she said.']),
        ("(We know.) It is late.", ["(We know.)", "It is late."]),
    ],
)
def test_sentences(parser: LetterParser, text: str, sentences: list[str]) -> None:
    letter = parser.parse(text)
    assert [letter.words_of(one) for one in letter.sentences] == sentences


def test_a_hard_wrapped_sentence_is_one_sentence(parser: LetterParser) -> None:
    text = (
        "We missed your bin on 3 March 2026 and I am sorry about that, for the new driver whom\n"
        "Mr Patel had taken on had not been shown the road. He has been shown it since, and it\n"
        "will not happen again.\n"
    )
    letter = parser.parse(text)
    assert len(letter.blocks) == 1
    assert [one.span.of(text)[:9] for one in letter.sentences] == ["We missed", "He has be"]


def test_text_without_full_stops_is_parted_by_the_parser(parser: LetterParser) -> None:
    text = (
        "my bin has not been collected for three weeks now i have rung you four times and every time they say it will "
        "be done the next day it never is i am a pensioner and i cannot take it to the tip myself i want it collected "
        "and i want to know why nobody rings back it is not good enough"
    )
    assert [letter.words_of(one)[:15] for letter in [parser.parse(text)] for one in letter.sentences] == [
        "my bin has not ",
        "and i want to k",
    ]


def test_people_are_found(parser: LetterParser) -> None:
    text = "I spoke to Sarah Jenkins about it."
    assert [span.of(text) for span in parser.people(parser.parse(text))] == ["Sarah Jenkins"]


def test_what_a_letter_can_be_asked(parser: LetterParser) -> None:
    text = "Dear Ms Bell\n\nWe were wrong.\n\nYours sincerely\nJo Hart"
    letter = parser.parse(text)
    (prose,) = letter.prose
    assert letter.sentence_at(text.index("wrong")) == prose
    assert letter.sentence_at(text.index("\n\nWe")) is None
    assert [block.span.of(text) for block in letter.blocks_of(BlockKind.SIGN_OFF)] == ["Yours sincerely", "Jo Hart"]
    assert "en_core_web_sm" in parser.version
