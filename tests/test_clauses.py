"""Where a sentence is cut into clauses: at stops, joining words and lines, and where the reader sees an edge."""

from __future__ import annotations

import pytest

from reviewer.clauses import clause_edges
from reviewer.text import LetterParser

PLAIN = "we moved in may the lift is broken my son is nine"


def clauses(parser: LetterParser, words: str, begun: list[str], turns: list[str]) -> list[str]:
    """The clauses of one sentence; a "|" in `begun` and `turns` stands for the place that the reader gives."""
    letter = parser.parse(words)
    (sentence,) = letter.sentences
    begun_at, turns_at = (
        [words.index(one.replace("|", "")) + one.index("|") for one in part] for part in (begun, turns)
    )
    return [words[start:end].strip() for start, end in clause_edges(sentence, letter, begun_at, turns_at)]


@pytest.mark.parametrize(
    ("words", "begun", "turns", "expected"),
    [
        ("The lift is broken, and nobody rang.", [], [], ["The lift is broken,", "and nobody rang."]),
        ("It is at Flat 2, 31 Corder Street.", [], [], ["It is at Flat 2, 31 Corder Street."]),
        (PLAIN, ["|the lift"], [], ["we moved in may", "the lift is broken my son is nine"]),
        (PLAIN, [], ["|the lift", "|my son"], ["we moved in may", "the lift is broken", "my son is nine"]),
        (PLAIN, ["|the lift"], ["|lift is"], ["we moved in may", "the lift is broken my son is nine"]),  # too near
        (PLAIN, [], ["|nine"], [PLAIN]),  # too near the end
        (PLAIN, ["li|ft"], [], [PLAIN]),  # within a word
        (PLAIN, ["li|ft"], ["|the lift"], ["we moved in may", "the lift is broken my son is nine"]),
        ("I paid £4.50 on the day", ["£|4.50", "4.|50", ".|50"], [], ["I paid £4.50 on the day"]),
        ("I said don't come round", ["don|'t", "'|t come"], [], ["I said don't come round"]),
        ("they told me 'nobody will come'", ["'|nobody"], [], ["they told me '", "nobody will come'"]),
        ("Is it broken?", ["broken|?"], [], ["Is it broken?"]),
    ],
)
def test_clauses(parser: LetterParser, words: str, begun: list[str], turns: list[str], expected: list[str]) -> None:
    assert clauses(parser, words, begun, turns) == expected


def test_a_long_line_without_stops_is_cut_at_each_turn(parser: LetterParser) -> None:
    words = "the lift is broken again " * 600
    letter = parser.parse(words.strip())
    sentence = max(letter.sentences, key=lambda one: one.span.end - one.span.start)
    turns = [place for place in range(0, len(words), 25) if sentence.span.start < place < sentence.span.end]
    edges = clause_edges(sentence, letter, [], turns)
    assert len(edges) == len(turns) + 1
