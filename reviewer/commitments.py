"""What the reply commits to: actions with kind, owner and timescale, and whether they are done and complete."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from reviewer.action_clauses import Clause, action_words, clauses
from reviewer.case import Nation, Span
from reviewer.mood import Moods
from reviewer.reader import Reading
from reviewer.review import Action, Quotation, Timescale
from reviewer.text import Letter, token_span
from reviewer.timescales import Timescales, is_past
from reviewer.wording import Wording

_SURE_OWNER = 0.5
_DONE_SHARE = 0.5
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_PERSONS = frozenset({"I", "me", "myself", "He", "he", "She", "she"})


class Commitments:
    """Finds the actions in a reply: the reader says which sentences commit, the parse and the wording who and when.

    What the reader takes for an action is one only where person and mood let it commit the council.
    """

    def __init__(self, timescales: Timescales, owners: Wording, moods: Moods) -> None:
        self._timescales, self._owners, self._moods = timescales, owners, moods

    def read(self, letter: Letter, reading: Reading, dated: date | None, nation: Nation) -> tuple[Action, ...]:
        """The actions in order of place, numbered A1, A2, …"""
        words = action_words(reading)
        found = [
            self._action(clause, letter, reading, dated, nation)
            for sentence in letter.prose
            if not letter.is_quoted(sentence.span) and self._moods.can_commit(sentence)
            for clause in clauses(letter, sentence, reading, words)
        ]
        return tuple(action.model_copy(update={"id": f"A{number}"}) for number, action in enumerate(found, 1))

    def _action(self, clause: Clause, letter: Letter, reading: Reading, dated: date | None, nation: Nation) -> Action:
        specific = not reading.has(clause.sentence.index, "hollow")
        done = specific and self._is_done(clause, reading)
        owner = self._owner(letter, clause, reading) if specific else None
        looks_ahead = not done or clause.arranges
        timescale = self._timescale(letter, clause, reading, dated, nation) if looks_ahead else None
        if done and timescale is not None:  # an arrangement for a day is kept on that day
            done = is_past(timescale, dated)
            timescale = None if done else timescale
        return Action(
            id="A0",
            kind=clause.kind,
            text=clause.text(letter),
            span=clause.span,
            owner=owner,
            timescale=timescale,
            done=done,
            specific=specific,
            complete=specific and (done or (owner is not None and timescale is not None)),
        )

    @staticmethod
    def _is_done(clause: Clause, reading: Reading) -> bool:
        if (finished := clause.is_finished) is not None:
            return finished
        if clause.span == clause.sentence.span:
            return reading.has(clause.sentence.index, "done")
        return reading.share("done_clause", clause.span) >= _DONE_SHARE

    def _timescale(
        self, letter: Letter, clause: Clause, reading: Reading, dated: date | None, nation: Nation
    ) -> Timescale | None:
        """The clause's own timescale; else one with which the sentence opens, for all of it."""
        runs = (span for span, _ in reading.runs("timescale", clause.span))
        if read := [span for span in runs if self._timescales.is_firm(span.of(letter.text))]:
            longest = max(read, key=lambda span: span.end - span.start)
            span = self._timescales.whole(letter.text, longest, clause.span)
            return self._timescales.at(letter.text, span, dated, nation)
        return self._timescales.find(letter.text, clause.span, dated, nation) or self._timescales.opening(
            letter.text, clause.sentence.span, dated, nation
        )

    def _owner(self, letter: Letter, clause: Clause, reading: Reading) -> Quotation | None:
        for span, head in clause.doers():
            words = span.of(letter.text)
            if self._can_own(words, head):
                return Quotation(start=span.start, end=span.end, text=words)
        for span, figure in reading.runs("owner", clause.span):
            words = span.of(letter.text)
            if figure >= _SURE_OWNER and _names_someone(span, clause) and not self._is_nobody(words):
                return Quotation(start=span.start, end=span.end, text=words)
        return None

    def _can_own(self, words: str, head: Token) -> bool:
        """Whether the words name a person, post, team or firm that can be asked."""
        if words in _PERSONS:
            return True
        is_capital = head.text[:1].isupper() and head.i > head.sent.start
        is_name = head.pos_ == "PROPN" or is_capital
        is_post = self._owners.patterns["posts"].fullmatch(head.text) is not None
        return (is_name or is_post) and not self._is_nobody(words) and not self._timescales.is_firm(words)

    def _is_nobody(self, words: str) -> bool:
        return self._owners.patterns["nobody"].fullmatch(" ".join(words.split())) is not None


def _names_someone(span: Span, clause: Clause) -> bool:
    """Whether a noun or a name stands in the words: the reader may mark no more than the "The" of "The council"."""
    tokens = clause.sentence.tokens
    return any(one.pos_ in _NAMING and span.start <= token_span(one).start < span.end for one in tokens)
