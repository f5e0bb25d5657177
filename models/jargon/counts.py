"""What was used, marked as jargon and said to be fine in the training letters, counted by writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.corpus.notation import WrittenCase
from reviewer.jargon import LONGEST, Marks, TermCount, WordCount, term_of, words_in

LEAST_LETTERS = 3  # a word in fewer letters is taken for one that was never seen


@dataclass
class Tally:
    """The counts of one writer's letters: `used` and the others by term, `replies` and the others by word."""

    used: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    fine: Counter[str] = field(default_factory=Counter)
    replies: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)
    complaints: Counter[str] = field(default_factory=Counter)

    def add(self, case: WrittenCase, terms: frozenset[str]) -> None:
        """Count one case; `terms` are those whose uses are of interest."""
        reply, complaint = words_in(case.response), words_in(case.complaint)
        own, runs = _runs(complaint), _runs(reply)
        marked, fine = (frozenset(map(term_of, case.terms[kind])) & runs for kind in ("jargon", "jargon_ok"))
        self.used.update((runs & terms) - own)
        self.marked.update(marked - own)
        self.fine.update(fine - own)
        self.replies.update(frozenset(reply))
        self.complaints.update(frozenset(complaint))
        self.within.update(frozenset(word for term in case.terms["jargon"] for word in words_in(term)))

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return self._with(other, 1)

    def less(self, other: Tally) -> Tally:
        """This one without the other, which is part of it."""
        return self._with(other, -1)

    def _with(self, other: Tally, sign: int) -> Tally:
        made = Tally()
        for name, counts in vars(self).items():
            total: Counter[str] = Counter(counts)
            for key, count in vars(other)[name].items():
                total[key] += sign * count
            setattr(made, name, +total)
        return made

    def marks(self) -> Marks:
        """As the finder reads them."""
        terms = {
            term: TermCount(self.used[term], self.marked[term], self.fine[term])
            for term in sorted(self.marked.keys() | self.fine.keys())
            if term
        }
        words = {
            word: WordCount(self.replies[word], self.within[word], self.complaints[word])
            for word in sorted(self.replies)
            if self.replies[word] >= LEAST_LETTERS
        }
        return Marks(terms, words)


def _runs(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        " ".join(words[first : first + count]) for count in range(1, LONGEST + 1) for first in range(len(words))
    )


def tallies(cases: Sequence[WrittenCase]) -> dict[str, Tally]:
    """By writer, what was used and marked."""
    terms = frozenset(term_of(term) for case in cases for kind in ("jargon", "jargon_ok") for term in case.terms[kind])
    made: dict[str, Tally] = {}
    for case in cases:
        made.setdefault(case.path.parent.name, Tally()).add(case, terms)
    return made
