"""Whether a sentence can commit the council: who acts in its clauses, and in which mood, by the parse.

"You claim that you notified us", "please ring me", "we will not refund it", "if it leaks again we will come", "we could
have rung" and "we always ring back" speak of things done or to be done, and commit the council to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reviewer.text import BlockKind, Sentence
from reviewer.wording import Wording

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_VERBS = frozenset({"VERB", "AUX"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "sha"})
_UNREAL = frozenset({"would", "could", "might", "may", "'d"})
_DUTY = frozenset({"should", "must", "ought", "need"})
_INVERTED = frozenset({"should", "were", "had"})
_NOTHING = frozenset({"no", "nobody", "none", "nothing", "neither"})
_UNTIL = frozenset({"until", "till", "before", "without"})
_US = frozenset({"me", "us"})
_OURSELVES = frozenset({"i", "we", "council", "authority", "association"})


class Moods:
    """Tells the sentences that can commit the council from those that cannot; `wording` lists verbs by their use."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def can_commit(self, sentence: Sentence) -> bool:
        """Whether some clause of the sentence can promise something to the council's cost, or report it as done."""
        if sentence.tokens.text.rstrip().endswith("?"):
            return False
        root = sentence.tokens.root
        if root.pos_ not in _VERBS:  # a list item such as "a refund of £45 by 3 April"
            return True
        return self._clause_can(root, sentence.kind is BlockKind.LIST_ITEM)

    def _clause_can(self, verb: Token, in_list: bool) -> bool:
        told = _content(verb) if self._is("reporting", verb) or self._is_feeling(verb) else ()
        commits = [self._clause_can(one, in_list) for one in told] or [self._commits(verb, in_list)]
        return any(commits) or any(self._clause_can(one, in_list) for one in _beside(verb))

    def _commits(self, verb: Token, in_list: bool) -> bool:
        """Whether this clause by itself can commit the council."""
        subject = _subject(verb)
        if subject is None and _is_bare(verb):
            return not self._asks_the_reader(verb, in_list)
        if subject is not None and subject.lower_ == "you" and not self._is_for_you(verb):
            return False
        return not (
            self._is_refused(verb, subject)
            or self._is_unreal(verb, subject)
            or self._is_conditional(verb)
            or self._is_habit(verb, subject)
        )

    def _asks_the_reader(self, verb: Token, in_list: bool) -> bool:
        """Whether a bare verb asks the complainant to act; in a list it may go on with "We will:"."""
        polite = any(child.lower_ == "please" for child in verb.children)
        if self._is("handing", verb):
            return False
        to_us = any(token.lower_ in _US for child in verb.children for token in (child, *child.children))
        return polite or to_us or not in_list

    def _is_for_you(self, verb: Token) -> bool:
        """Whether a clause about "you" says what the council does for them: "you will be paid", not "you told us"."""
        helpers = _helpers(verb)
        if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
            return not self._is("saying", verb)
        if helpers & _DUTY:
            return False
        if helpers & (_FUTURE | _UNREAL | {"can"}):
            has_to = self._is("having_to", verb) or (verb.lemma_ == "have" and _to_do(verb))
            return not (has_to or self._is("reaching", verb))
        return verb.lemma_ == "be" and verb.tag_ in {"VBP", "VBZ"}

    def _is_refused(self, verb: Token, subject: Token | None) -> bool:
        """Whether the clause says that something is not done; a promise to leave someone alone is no refusal."""
        unable = any(child.dep_ == "acomp" and child.lower_ == "unable" for child in verb.children)
        nothing = subject is not None and any(one.lower_ in _NOTHING for one in (subject, *subject.lefts))
        negated = nothing or any(child.dep_ == "neg" and child.lower_ != "only" for child in verb.children)
        held_back = any(one.lower_ in _UNTIL for one in verb.subtree)  # "nothing will go out until I have signed it"
        never_again = bool(_helpers(verb) & _FUTURE) and any(child.lower_ == "again" for child in verb.children)
        spared = held_back or never_again or (self._is("sparing", verb) and verb.tag_ != "VBD")
        return unable or (negated and not spared)

    def _is_unreal(self, verb: Token, subject: Token | None) -> bool:
        """Whether the clause says what would, could or should have been."""
        helpers = _helpers(verb)
        if verb.lemma_ == "ought" or ("have" in helpers and helpers & (_UNREAL | _DUTY | {"can"})):
            return True
        who = subject.lower_ if subject is not None else ""
        allowed = who == "you" and "may" in helpers
        return bool(helpers & _UNREAL) and not allowed and not (who in _OURSELVES and self._is("offering", verb))

    def _is_conditional(self, verb: Token) -> bool:
        """Whether the clause waits on a condition; one that only asks the complainant to accept is part of an offer."""
        conditions = [one for one in verb.children if _is_condition(one)]
        if verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.children):
            conditions += [one for one in verb.head.children if _is_condition(one) and one.i < verb.head.i]
        return not all(any(self._is("accepting", word) for word in _predicate(one)) for one in conditions)

    def _is_habit(self, verb: Token, subject: Token | None) -> bool:
        """Whether the clause says what is usually done, meant or laid down."""
        if self._is("aiming", verb) or (verb.lemma_ == "use" and verb.tag_ == "VBD" and _to_do(verb)):
            return True
        named = [one for one in (subject, *verb.children) if one is not None and one.dep_ in {"nsubj", "attr"}]
        if verb.lemma_ == "be" and _to_do(verb) and any(self._is("standing", one) for one in named):
            return True
        if _helpers(verb) & _FUTURE:
            return False
        return any(child.dep_ == "advmod" and self._is("habitual", child) for child in verb.children)

    def _is_feeling(self, verb: Token) -> bool:
        """Whether the clause is "I am afraid that …": what follows is what counts."""
        return verb.lemma_ == "be" and any(
            child.dep_ == "acomp" and self._is("feelings", child) for child in verb.children
        )

    def _is(self, name: str, token: Token) -> bool:
        return self._wording.patterns[name].fullmatch(token.lemma_.lower()) is not None


def _subject(verb: Token) -> Token | None:
    """The subject of a clause, which a verb that follows "and" may share with the one before."""
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    return _subject(verb.head) if own is None and verb.dep_ == "conj" else own


def _helpers(verb: Token) -> frozenset[str]:
    """The auxiliary verbs in small letters, "have" in its base form; shared across "and" as the subject is."""
    own = frozenset(
        "have" if child.lemma_ == "have" else child.lower_
        for child in verb.children
        if child.dep_ in {"aux", "auxpass"} and not _is_month(child)
    )
    shares = verb.dep_ == "conj" and not own and not any(child.dep_ in _SUBJECTS for child in verb.children)
    return _helpers(verb.head) if shares and verb.tag_ in {"VB", "VBN"} else own


def _is_month(helper: Token) -> bool:
    """Whether the parser took the month of May for the verb: "will by 14 May check"."""
    return helper.text == "May" and helper.i > helper.sent.start


def _is_bare(verb: Token) -> bool:
    """Whether the verb stands in its base form without a helper: an order, a request or an item of a list."""
    return verb.tag_ in {"VB", "VBP"} and not _helpers(verb)


def _is_condition(clause: Token) -> bool:
    """Whether this is a clause such as "if it leaks", "even if" left out, or "should it leak"."""
    if clause.dep_ != "advcl":
        return False
    marks = [child for child in clause.children if child.dep_ == "mark" and child.lower_ == "if"]
    inverted = next(clause.subtree)
    if inverted.dep_ == "aux" and inverted.lower_ in _INVERTED:
        return True
    return any(mark.i == 0 or mark.nbor(-1).lower_ != "even" for mark in marks)


def _predicate(clause: Token) -> Iterator[Token]:
    """What a clause says of its subject: "are content to accept"."""
    yield clause
    for child in clause.children:
        if child.dep_ in {"acomp", "xcomp"}:
            yield from _predicate(child)


def _to_do(verb: Token) -> bool:
    return any(child.dep_ == "xcomp" and any(one.tag_ == "TO" for one in child.children) for child in verb.children)


def _content(verb: Token) -> tuple[Token, ...]:
    """The clauses that say what is confirmed, regretted or understood."""
    below = [one for child in verb.children for one in (child, *(child.children if child.dep_ == "acomp" else ()))]
    return tuple(one for one in below if one.dep_ == "ccomp" and one.pos_ in _VERBS and one.i > verb.i)


def _beside(verb: Token) -> Iterator[Token]:
    """The clauses that stand beside this one: after "and", after a colon, or before a semicolon."""
    for child in verb.children:
        if child.pos_ in _VERBS and (child.dep_ in {"conj", "parataxis"} or _is_apart(child, verb)):
            yield child


def _is_apart(clause: Token, verb: Token) -> bool:
    """Whether a clause that the parser hangs below the verb comes first, or is tied to it by a colon or semicolon."""
    if clause.dep_ not in {"ccomp", "advcl"}:
        return False
    if clause.dep_ == "ccomp" and clause.i < verb.i:
        return True
    between = verb.doc[min(verb.i, clause.i) : max(verb.i, clause.i)]
    return any(token.text in {":", ";"} for token in between)
