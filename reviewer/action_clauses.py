"""The clauses that each hold one action: "Halden fitted it, and the Manager will ring you on Friday" holds two.

The letter reader says where they begin and end; the parse says whose they are and whether they are finished.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reviewer.case import Span
from reviewer.clauses import BEGINS, Tokens, WordFigures, clause_edges
from reviewer.reader import Reading
from reviewer.review import ActionKind
from reviewer.text import Letter, Sentence, token_span

_ASKING = frozenset({"ask", "instruct", "arrange", "request", "direct", "task", "get", "commission"})
_UNDERTAKING = frozenset({"agree", "begin", "start", "promise", "offer", "undertake"})  # "has agreed to" is not done
_VERBS = frozenset({"VERB", "AUX"})
_TELLING = frozenset({"relcl", "conj", "ccomp", "parataxis"})  # a part of a sentence that may say who acts
_WHO = frozenset({"who", "which", "that"})
_ENOUGH_WORDS = 3
_COMMITS = 0.5
_FIRST = 2  # tokens in which a clause may be seen to begin
_EDGE = " \t\r\n\u00a0,;:"


@dataclass(frozen=True)
class Clause:
    """One action's place: a clause, or the whole of its sentence."""

    kind: ActionKind
    span: Span
    sentence: Sentence

    def text(self, letter: Letter) -> str:
        """Its words as they stand in the letter."""
        return self.span.of(letter.text)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, without white space."""
        return tuple(
            token
            for token in self.sentence.tokens
            if not token.is_space and self.span.start <= token_span(token).start < self.span.end
        )

    @property
    def verbs(self) -> tuple[Token, ...]:
        """Its main verb, and those that stand beside it."""
        tokens = self.tokens
        inside = {token.i for token in tokens}
        tops = [token for token in tokens if token.head == token or token.head.i not in inside]
        if not tops:
            return ()
        top = max(tops, key=lambda token: (len(inside & {one.i for one in token.subtree}), -token.i))
        beside = (one for one in top.children if one.dep_ == "conj" and one.pos_ in _VERBS and one.i in inside)
        return (top, *beside)

    @property
    def is_finished(self) -> bool | None:
        """Whether the parse shows its verbs as finished; None where the tense does not tell.

        Asking or arranging for something is finished only when the thing asked for is, so it counts as still to come.
        """
        states = {_is_finished(verb) for verb in self.verbs}
        return False if False in states else True if True in states else None

    def doers(self) -> Iterator[tuple[Span, Token]]:
        """Who may do it, each with the head of its phrase; surest first.

        Whoever was asked, the agent of a passive, the subject, and whom "who" or a subject left out stands for.
        """
        tokens = self.tokens
        for token in tokens:
            if token.lemma_.lower() in _ASKING:
                yield from ((_phrase(one), one) for one in _asked(token))
        for token in tokens:
            if token.dep_ == "agent":
                yield from ((_phrase(one), one) for one in token.children if one.dep_ == "pobj")
        for verb in self.verbs:
            yield from ((_phrase(one), one) for one in (*_subjects(verb), *_stands_for(verb)))
        for token in tokens:
            if token.dep_ in _TELLING:
                yield from ((_phrase(one), one) for one in _subjects(token))


def action_words(reading: Reading) -> WordFigures:
    """What the reader says of a letter's words as parts of actions."""
    return WordFigures.of(reading, [f"{kind.value}_clause" for kind in ActionKind])


def clauses(letter: Letter, sentence: Sentence, reading: Reading, words: WordFigures) -> tuple[Clause, ...]:
    """The clauses of a sentence that commit; one alone stands for the whole sentence, as its words belong to it."""
    kind = _kind(sentence, reading)
    if kind is None:
        return ()
    found = _apart(letter, sentence, words)
    return found if len(found) > 1 else (Clause(kind, sentence.span, sentence),)


def _kind(sentence: Sentence, reading: Reading) -> ActionKind | None:
    figures = {kind: reading.probability(sentence.index, kind.value) for kind in ActionKind}
    strongest = max(ActionKind, key=lambda kind: figures[kind])
    is_one = len(sentence.words) >= _ENOUGH_WORDS and reading.has(sentence.index, strongest.value)
    return strongest if is_one else None


def _apart(letter: Letter, sentence: Sentence, words: WordFigures) -> tuple[Clause, ...]:
    """The clauses that commit, by place, each with a verb of its own."""
    mine = words.of_sentence(sentence)
    runs: list[tuple[int, int]] = []
    for start, end in clause_edges(sentence, letter, words.begun(mine)):
        inside = words.between(mine, start, end)
        if not len(inside) or words.inside[:, inside].mean(axis=1).max() < _COMMITS:
            continue
        follows = bool(runs) and runs[-1][1] == start
        begins = words.begins[inside[:_FIRST]].max() >= BEGINS
        if follows and (not begins or not _has_verb(sentence, *runs[-1]) or not _has_verb(sentence, start, end)):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return tuple(
        Clause(_kind_of(words, words.between(mine, start, end)), span, sentence)
        for start, end in runs
        if _has_verb(sentence, start, end) and (span := _tidy(Span(start=start, end=end), letter)) is not None
    )


def _kind_of(words: WordFigures, tokens: Tokens) -> ActionKind:
    return tuple(ActionKind)[int(words.inside[:, tokens].mean(axis=1).argmax())]


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(token.pos_ in _VERBS and start <= token_span(token).start < end for token in sentence.tokens)


def _tidy(span: Span, letter: Letter) -> Span | None:
    """The span without stray edges; None where too little is left."""
    words = span.of(letter.text)
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    end = span.start + len(words.rstrip(_EDGE))
    return Span(start=start, end=end) if len(letter.text[start:end].split()) >= _ENOUGH_WORDS else None


def _is_finished(verb: Token) -> bool | None:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(helper.tag_ == "MD" or helper.lower_ == "being" for helper in helpers):
        return False
    if verb.tag_ == "VBG" and any(helper.lemma_ == "be" for helper in helpers):
        return False
    past = verb.tag_ == "VBD" or any(helper.tag_ == "VBD" or helper.lemma_ == "have" for helper in helpers)
    if past and verb.lemma_.lower() in _ASKING | _UNDERTAKING and any(token.tag_ == "TO" for token in verb.subtree):
        return False
    is_standing = any(helper.dep_ == "auxpass" and helper.tag_ in {"VBZ", "VBP"} for helper in helpers)  # "is kept"
    return True if past or (verb.tag_ == "VBN" and not is_standing) else None


def _subjects(verb: Token) -> Iterator[Token]:
    """Who does what the verb says."""
    return (one for one in verb.children if one.dep_ == "nsubj")


def _asked(verb: Token) -> Iterator[Token]:
    """Whoever is asked to act: "I have asked X to", "X has been asked to", "we will arrange for X to"."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "nsubjpass"}:
            yield child
        elif child.dep_ in {"ccomp", "xcomp"}:
            yield from _subjects(child)


def _stands_for(verb: Token) -> Iterator[Token]:
    """Whom a verb without a subject of its own belongs to: the subject of the verb it stands beside, or of "who"."""
    mine = [one for one in verb.children if one.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "relcl" and (not mine or mine[0].lower_ in _WHO):
        yield verb.head
    elif not mine and verb.dep_ == "conj" and verb.head.pos_ in _VERBS:
        yield from _subjects(verb.head)
        yield from _stands_for(verb.head)


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
