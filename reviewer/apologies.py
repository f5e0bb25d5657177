"""How the reply says sorry: the best apology, what it says of the effect, and which upheld concerns it is for."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.reader import Reading
from reviewer.review import Apology, ApologyKind, Concern
from reviewer.text import Letter, Sentence
from reviewer.wording import Wording

_NO_EFFECT = ("restatement", "escalation", "learning", "follow_up")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})


@dataclass(frozen=True)
class Apologies:
    """The best apology, the sentences that own something, and whether the reply says what the failing meant."""

    best: Apology = field(default_factory=Apology)
    owning: tuple[Sentence, ...] = ()
    names_effect: bool = False


def read_apologies(letter: Letter, reading: Reading, wording: Wording) -> Apologies:
    """The apologies in the reply, with the places of those that own nothing."""
    saying = [
        one for one in letter.prose if wording.found("sorry", letter.words_of(one)) and not letter.is_quoted(one.span)
    ]
    conditional = [one for one in saying if _is_conditional(one, letter, reading, wording)]
    owning = [one for one in saying if one not in conditional and _is_genuine(one, letter, reading, wording)]
    return Apologies(
        best=_best(owning, conditional, reading),
        owning=tuple(owning),
        names_effect=any(_names_effect(one, letter, reading, wording) for one in letter.prose),
    )


def apologises_for(apologies: Apologies, concern: Concern, letter: Letter, wording: Wording) -> bool:
    """Whether an apology is for this concern: it stands beside the answer, is for everything, or names the matter."""
    answers = letter.sentences_at(one.start for one in concern.evidence)
    beside = {one.paragraph for one in answers}
    matter = {lemma for one in answers for lemma in _lemmas(one)}
    return any(
        one.paragraph in beside or wording.found("everything", letter.words_of(one)) or matter & _lemmas(one)
        for one in apologies.owning
    )


def _best(owning: list[Sentence], conditional: list[Sentence], reading: Reading) -> Apology:
    weak = tuple(one.span for one in conditional)
    if owning:
        best = max(owning, key=lambda one: (reading.probability(one.index, "apology"), -one.index))
        return Apology(kind=ApologyKind.GENUINE, span=best.span, weak_spans=weak)
    if conditional:
        return Apology(kind=ApologyKind.CONDITIONAL, span=conditional[0].span, weak_spans=weak)
    return Apology()


def _is_conditional(sentence: Sentence, letter: Letter, reading: Reading, wording: Wording) -> bool:
    owns, weak = (reading.probability(sentence.index, role) for role in ("apology", "weak_apology"))
    words = letter.words_of(sentence)
    if wording.found("conditional", words):
        return weak > owns or owns < 0.8 or not wording.found("owning", words)
    return weak >= 0.5 and weak > owns


def _is_genuine(sentence: Sentence, letter: Letter, reading: Reading, wording: Wording) -> bool:
    owns = reading.probability(sentence.index, "apology")
    return owns >= (0.8 if wording.found("not_ours", letter.words_of(sentence)) else 0.4)


def _names_effect(sentence: Sentence, letter: Letter, reading: Reading, wording: Wording) -> bool:
    """Whether the sentence says what a failing meant for someone; what comes next, or was promised, does not."""
    if letter.is_quoted(sentence.span) or any(reading.has(sentence.index, role) for role in _NO_EFFECT):
        return False
    return wording.found("effect", letter.words_of(sentence))


def _lemmas(sentence: Sentence) -> set[str]:
    return {token.lemma_.casefold() for token in sentence.tokens if token.pos_ in _CONTENT and not token.is_stop}
