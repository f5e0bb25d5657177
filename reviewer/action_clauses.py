"""The clauses that each hold one action: "Halden fitted it, and the Manager will ring you on Friday" holds two.

The letter reader says where they begin and end; the parse says whose they are and whether they are finished.
"""

from __future__ import annotations

import re
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
_REFERRING = frozenset({"allocate", "forward", "refer"})  # to whoever is to act
_FOR = {"ask": "for", "task": "with"}  # "I have asked the Rents Team for a report", "tasked X with checking"
_ARRANGING = frozenset({"book", "brief", "fix", "order", "reserve", "schedule", "tell"})  # done, unless a day is set
_PROMISING = frozenset({"will", "shall", "'ll", "’ll"})
_TELLING = frozenset({"relcl", "conj", "ccomp", "parataxis"})  # a part of a sentence that may say who acts
_WHO = frozenset({"who", "which", "that"})
_ENOUGH_WORDS = 3
_COMMITS = 0.5
_BESIDE = frozenset({"conj", "dep"})  # "dep" is what the parser calls a list of verbs that it cannot place
_BELOW = frozenset({"advcl", "ccomp", "xcomp", "aux", "auxpass"})
_FIRST = 2  # tokens in which a clause may be seen to begin
_EDGE = " \t\r\n\u00a0,;:"
_TRAILING = re.compile(r"\s(?:and|but|so|or|which|that)$", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """One action's place: a clause, or the whole of its sentence, of which `core` is what commits."""

    kind: ActionKind
    span: Span
    sentence: Sentence
    core: Span | None = None

    def text(self, letter: Letter) -> str:
        """Its words as they stand in the letter."""
        return self.span.of(letter.text)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of what commits, without white space."""
        place = self.core or self.span
        return tuple(
            token
            for token in self.sentence.tokens
            if not token.is_space and place.start <= token_span(token).start < place.end
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
        return (top, *(one for one in _joined(top) if one.i in inside))

    @property
    def is_finished(self) -> bool | None:
        """Whether the parse shows its verbs as finished; None where the tense does not tell.

        Asking or arranging for something is finished only when the thing asked for is, so it counts as still to come.
        What follows from what is done ("and you will not be billed") does not count.
        """
        if self._promised:
            return False
        first, *others = self.verbs or (None,)
        states = {_is_finished(verb) for verb in (first, *others) if verb and (verb is first or not _is_denied(verb))}
        return False if False in states else True if True in states else None

    @property
    def arranges(self) -> bool:
        """Whether it reports an arrangement: still to come if a day is set for it ("is booked for 3 April")."""
        return any(verb.lemma_.lower() in _ARRANGING for verb in self.verbs)

    def doers(self) -> Iterator[tuple[Span, Token]]:
        """Who may do it, each with the head of its phrase; surest first.

        Whoever was asked, who "will" in a relative clause, the agent of a passive, the subject (of a promise before
        that of a report), and whom "who" or a subject left out stands for.
        """
        return ((_phrase(one), one) for one in self._doers())

    @property
    def _promised(self) -> tuple[Token, ...]:
        """The verbs of relative clauses that promise: "the Rents Team, who will ring", "£175, which they will pay"."""
        return tuple(token for token in self.tokens if token.dep_ == "relcl" and _is_promise(token))

    def _doers(self) -> Iterator[Token]:
        tokens = self.tokens
        for token in tokens:
            yield from _asked(token)
        for verb in self._promised:
            yield from (*_stands_for(verb), *_subjects(verb))
        agents = [token for token in tokens if token.dep_ == "agent"]
        mine = set(self.verbs)
        for agent in agents:
            if agent.head in mine or _is_ahead(agent.head):
                yield from _objects(agent)
        for verb in sorted(mine, key=lambda verb: (not _is_promise(verb), verb.i)):
            yield from (*_subjects(verb), *_stands_for(verb))
        for token in tokens:
            if token.dep_ in _TELLING:
                yield from _subjects(token)
        for agent in agents:
            yield from _objects(agent)


def action_words(reading: Reading) -> WordFigures:
    """What the reader says of a letter's words as parts of actions."""
    return WordFigures.of(reading, [f"{kind.value}_clause" for kind in ActionKind])


def clauses(letter: Letter, sentence: Sentence, reading: Reading, words: WordFigures) -> tuple[Clause, ...]:
    """The clauses of a sentence that commit; one alone stands for the whole sentence, as its words belong to it."""
    kind = _kind(sentence, reading)
    if kind is None:
        return ()
    found = _apart(letter, sentence, words)
    return found if len(found) > 1 else (Clause(kind, sentence.span, sentence, *(one.span for one in found)),)


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
        if follows and (not begins or _belong_together(sentence, runs[-1], (start, end))):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return tuple(
        Clause(_kind_of(words, words.between(mine, start, end)), span, sentence)
        for start, end in runs
        if _has_verb(sentence, start, end) and (span := _tidy(Span(start=start, end=end), letter)) is not None
    )


def _belong_together(sentence: Sentence, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two neighbours are no two clauses: one has no verb, or hangs below the other's ("I am glad that …")."""
    tops = [_top_verb(sentence, *place) for place in (one, other)]
    if None in tops:
        return True
    first, second = (top for top in tops if top)
    return _hangs_below(first, other) or _hangs_below(second, one)


def _top_verb(sentence: Sentence, start: int, end: int) -> Token | None:
    """The verb of a clause that the others of it hang below."""
    verbs = [one for one in sentence.tokens if one.pos_ in _VERBS and _within(one, (start, end))]
    return min(verbs, key=lambda one: (sum(1 for _ in one.ancestors), one.i), default=None)


def _hangs_below(verb: Token, place: tuple[int, int]) -> bool:
    return verb.dep_ in _BELOW and _within(verb.head, place)


def _within(token: Token, place: tuple[int, int]) -> bool:
    return place[0] <= token_span(token).start < place[1]


def _kind_of(words: WordFigures, tokens: Tokens) -> ActionKind:
    return tuple(ActionKind)[int(words.inside[:, tokens].mean(axis=1).argmax())]


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    return _top_verb(sentence, start, end) is not None


def _tidy(span: Span, letter: Letter) -> Span | None:
    """The span without stray edges; None where too little is left."""
    words = span.of(letter.text)
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    end = span.start + len(_TRAILING.sub("", words.rstrip(_EDGE)).rstrip(_EDGE))
    return Span(start=start, end=end) if len(letter.text[start:end].split()) >= _ENOUGH_WORDS else None


def _is_finished(verb: Token) -> bool | None:
    helpers = _helpers(verb)
    if any(helper.tag_ == "MD" for helper in helpers):
        # "since 2 March no case can be closed unless …" tells of a change already made
        return any(token.lower_ == "since" for child in verb.children for token in (child, *child.children))
    if any(helper.lower_ == "being" for helper in helpers):
        return False
    if not helpers and verb.lower_ == verb.lemma_.lower() and not any(_subjects(verb)):
        return None  # "Cut out the roots" in a list: the parse cannot tell "cut" from "cut"
    past = verb.tag_ == "VBD" or any(helper.tag_ == "VBD" or helper.lemma_ == "have" for helper in helpers)
    if verb.tag_ == "VBG" and any(helper.lemma_ == "be" for helper in helpers):
        return past and any(helper.lemma_ == "have" for helper in helpers)  # "has been checking each since 1 April"
    if past and _is_asked_of_someone(verb):
        return False
    is_standing = any(helper.dep_ == "auxpass" and helper.tag_ in {"VBZ", "VBP"} for helper in helpers)  # "is kept"
    return True if past or (verb.tag_ == "VBN" and not is_standing) else None


def _joined(verb: Token) -> Iterator[Token]:
    """The verbs that follow one another beside this one: "visited, ordered the fan and will fit it"."""
    for one in verb.children:
        if one.dep_ in _BESIDE and one.pos_ in _VERBS:
            yield one
            yield from _joined(one)


def _subjects(verb: Token) -> Iterator[Token]:
    """Who does what the verb says."""
    return (one for one in verb.children if one.dep_ == "nsubj")


def _helpers(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]


def _is_denied(verb: Token) -> bool:
    """Whether the verb says what will not happen."""
    return any(child.dep_ == "neg" for child in verb.children)


def _is_promise(verb: Token) -> bool:
    """Whether the verb says what will be done."""
    return any(helper.lower_ in _PROMISING for helper in _helpers(verb)) and not _is_denied(verb)


def _is_ahead(verb: Token) -> bool:
    """Whether the verb speaks of something to come: "will be", "to be carried out"."""
    return any(helper.tag_ in {"MD", "TO"} for helper in _helpers(verb))


def _is_asked_of_someone(verb: Token) -> bool:
    """Whether the verb asks for something or undertakes it, so that it is still to be done."""
    lemma = verb.lemma_.lower()
    if lemma in _REFERRING:
        return bool(_prepositions(verb, "to"))
    if lemma not in _ASKING | _UNDERTAKING:
        return False
    has_content = any(token.tag_ == "TO" for token in verb.subtree) or any(
        child.dep_ == "ccomp" for child in verb.children
    )
    return has_content or bool(_prepositions(verb, _FOR.get(lemma, "")))


def _prepositions(verb: Token, word: str) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "prep" and child.lower_ == word]


def _objects(preposition: Token) -> Iterator[Token]:
    return (one for one in preposition.children if one.dep_ == "pobj")


def _asked(verb: Token) -> Iterator[Token]:
    """Whoever is asked to act: "I have asked X to", "X has been asked to", "arrange for X to", "refer it to X"."""
    lemma = verb.lemma_.lower()
    if lemma in _REFERRING:
        for preposition in _prepositions(verb, "to"):
            yield from _objects(preposition)
    if lemma not in _ASKING or any(one.lower_ == "you" for one in _subjects(verb)):
        return
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "nsubjpass"}:
            yield child
        elif child.dep_ in {"ccomp", "xcomp"} or (child.dep_ == "advcl" and _opens_with_for(child)):
            yield from _subjects(child)
        elif child.lower_ == "for" and any(one.dep_ == "advcl" and _is_ahead(one) for one in verb.children):
            yield from _objects(child)


def _opens_with_for(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "for" for child in clause.children)


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
