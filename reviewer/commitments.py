"""What the reply commits to: actions with kind, owner and timescale, and whether they are done and complete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Token

from reviewer.case import Nation, Span
from reviewer.mood import Moods
from reviewer.reader import Reading
from reviewer.review import Action, ActionKind, Quotation, Timescale
from reviewer.text import Letter, Sentence, token_span
from reviewer.timescales import Timescales
from reviewer.wording import Wording

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_ASKING = frozenset({"ask", "instruct", "arrange", "request", "direct", "task", "get", "commission"})
_ENOUGH_WORDS = 3


class Commitments:
    """Finds the actions in a reply: the reader says which sentences commit, the parse and the wording who and when.

    What the reader takes for an action is one only where person and mood let it commit the council.
    """

    def __init__(self, timescales: Timescales, owners: Wording, moods: Moods) -> None:
        self._timescales, self._owners, self._moods = timescales, owners, moods

    def read(self, letter: Letter, reading: Reading, dated: date | None, nation: Nation) -> tuple[Action, ...]:
        """The actions in order of place, numbered A1, A2, …"""
        found = [
            self._action(kind, letter, sentence, reading, dated, nation)
            for sentence in letter.prose
            if not letter.is_quoted(sentence.span)
            for kind in _kinds(sentence, reading)
            if self._moods.can_commit(sentence)
        ]
        return tuple(action.model_copy(update={"id": f"A{number}"}) for number, action in enumerate(found, 1))

    def _action(
        self, kind: ActionKind, letter: Letter, sentence: Sentence, reading: Reading, dated: date | None, nation: Nation
    ) -> Action:
        finished = is_finished(sentence)
        done = reading.has(sentence.index, "done") if finished is None else finished
        specific = not reading.has(sentence.index, "hollow")
        owner = self._owner(letter, sentence, reading)
        timescale = None if done else self._timescale(letter, sentence, reading, dated, nation)
        return Action(
            id="A0",
            kind=kind,
            text=letter.words_of(sentence),
            span=sentence.span,
            owner=owner,
            timescale=timescale,
            done=done,
            specific=specific,
            complete=specific and (done or (owner is not None and timescale is not None)),
        )

    def _timescale(
        self, letter: Letter, sentence: Sentence, reading: Reading, dated: date | None, nation: Nation
    ) -> Timescale | None:
        read = [
            span
            for span, _ in reading.runs("timescale", sentence.span)
            if self._timescales.is_firm(span.of(letter.text))
        ]
        if read:
            longest = max(read, key=lambda span: span.end - span.start)
            span = self._timescales.whole(letter.text, longest, sentence.span)
            return self._timescales.at(letter.text, span, dated, nation)
        return self._timescales.find(letter.text, sentence.span, dated, nation)

    def _owner(self, letter: Letter, sentence: Sentence, reading: Reading) -> Quotation | None:
        parsed = self._parsed_owner(letter, sentence)
        if parsed is not None:
            return parsed
        for span, figure in reading.runs("owner", sentence.span):
            words = span.of(letter.text)
            if figure >= 0.5 and self._can_own(words):
                return Quotation(start=span.start, end=span.end, text=words)
        return None

    def _parsed_owner(self, letter: Letter, sentence: Sentence) -> Quotation | None:
        for span in self._candidates(sentence):
            words = span.of(letter.text)
            if self._can_own(words):
                return Quotation(start=span.start, end=span.end, text=words)
        return None

    def _candidates(self, sentence: Sentence) -> Iterator[Span]:
        """Who may own the action, surest first: whoever was asked to act, the agent of a passive, the subject."""
        tokens = [token for token in sentence.tokens if not token.is_space]
        for token in tokens:
            if token.lemma_.lower() in _ASKING:
                yield from (_phrase(child) for child in token.children if child.dep_ in {"dobj", "dative"})
                yield from (
                    _phrase(subject)
                    for child in token.children
                    if child.dep_ in {"ccomp", "xcomp"}
                    for subject in child.children
                    if subject.dep_ == "nsubj"
                )
        for token in tokens:
            if token.dep_ == "agent":
                yield from (_phrase(child) for child in token.children if child.dep_ == "pobj")
        for token in tokens:
            if token.dep_ in _SUBJECTS and token.head.pos_ in {"VERB", "AUX"}:
                yield _phrase(token)

    def _can_own(self, words: str) -> bool:
        """Whether the words name a person, post or team that can be asked."""
        if words in {"I", "me", "myself"}:
            return True
        plain = " ".join(words.split())
        nobody = self._owners.patterns["nobody"].fullmatch(plain)
        return nobody is None and self._owners.found("posts", plain)


def is_finished(sentence: Sentence) -> bool | None:
    """Whether the parse shows the sentence's main verbs as finished; None where the tense does not tell.

    Asking or arranging for something is finished only when the thing asked for is, so it counts as still to come.
    """
    root = sentence.tokens.root
    verbs = [root, *(child for child in root.children if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"})]
    states = {_verb_is_finished(verb) for verb in verbs}
    return False if False in states else True if True in states else None


def _verb_is_finished(verb: Token) -> bool | None:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(helper.tag_ == "MD" for helper in helpers):
        return False
    past = verb.tag_ == "VBD" or any(helper.tag_ == "VBD" or helper.lemma_ == "have" for helper in helpers)
    if past and verb.lemma_.lower() in _ASKING and any(token.tag_ == "TO" for token in verb.subtree):
        return False
    return True if past or verb.tag_ == "VBN" else None


def _kinds(sentence: Sentence, reading: Reading) -> tuple[ActionKind, ...]:
    """The kinds of action that the sentence holds; two only where the reader is sure of both."""
    figures = {kind: reading.probability(sentence.index, kind.value) for kind in ActionKind}
    strongest = max(ActionKind, key=lambda kind: figures[kind])
    if len(sentence.words) < _ENOUGH_WORDS or not reading.has(sentence.index, strongest.value):
        return ()
    return (strongest,)


def _phrase(token: Token) -> Span:
    """The noun phrase of a token up to a relative clause or an apposition in commas."""
    if token.pos_ == "PRON":
        return token_span(token)
    inside = [token.i]
    for child in token.children:
        if child.dep_ in {"relcl", "acl", "appos", "punct", "advcl", "conj", "cc"}:
            continue
        if child.dep_ == "prep" and child.lower_ not in {"of", "for", "in"}:
            continue
        inside += [one.i for one in child.subtree if one.dep_ != "relcl" and not one.is_space]
    first, last = min(inside), max(inside)
    return token_span(token.doc[first : last + 1])
