"""What the reply decides, and how it says sorry."""

from __future__ import annotations

from reviewer.reader import Reading
from reviewer.review import Apology, ApologyKind, Decision, Outcome
from reviewer.text import BlockKind, Letter, Sentence
from reviewer.wording import Wording

_STATED = ("no_finding", "partly_upheld", "not_upheld", "upheld")
_REASONS = ("reason", "finding")


def read_decision(letter: Letter, reading: Reading, wording: Wording) -> Decision:
    """The overall outcome as the reply states it, with its sentence and the sentences that give its reasons."""
    weighed = [
        (weight, -sentence.index, outcome, sentence)
        for sentence in letter.sentences
        if (sentence.is_prose or sentence.kind is BlockKind.HEADING) and not letter.is_quoted(sentence.span)
        for weight, outcome in [_overall(sentence, letter, reading, wording)]
        if outcome is not Outcome.NONE
    ]
    reasons = tuple(one.span for one in letter.prose if any(reading.has(one.index, role) for role in _REASONS))
    if not weighed:
        return Decision(reason_spans=reasons)
    _, _, outcome, sentence = max(weighed, key=lambda entry: entry[:2])
    return Decision(outcome=outcome, span=sentence.span, reason_spans=reasons)


def _overall(sentence: Sentence, letter: Letter, reading: Reading, wording: Wording) -> tuple[float, Outcome]:
    """How surely this sentence states the outcome of the whole complaint, and which."""
    words = letter.words_of(sentence)
    read = {name: reading.probability(sentence.index, f"outcome_{name}") for name in _STATED}
    strongest = max(_STATED, key=lambda name: read[name])
    stated = wording.first(words, _STATED)
    about_part = wording.found("part", words)
    weight = sum(read.values()) + (0.35 if stated and wording.found("whole", words) and not about_part else 0.0)
    weight += 0.3 * reading.probability(sentence.index, "decision")
    if stated and (read[stated] if about_part else weight) >= 0.5:
        return weight, Outcome(stated)
    if read[strongest] >= 0.5:
        return weight, Outcome(strongest)
    return weight, Outcome.NONE


def decides_something(letter: Letter, reading: Reading, wording: Wording) -> bool:
    """Whether some sentence decides something, if only in plain words: "you are right, we should have"."""
    return any(_decides(one, letter, reading, wording) for one in letter.prose)


def _decides(sentence: Sentence, letter: Letter, reading: Reading, wording: Wording) -> bool:
    if reading.has(sentence.index, "restatement"):  # "You say that we should have rung"
        return False
    places = wording.spans("plainly", letter.words_of(sentence), sentence.span.start)
    return reading.has(sentence.index, "decision") or any(not letter.is_quoted(place) for place in places)


def read_apology(letter: Letter, reading: Reading, wording: Wording) -> Apology:
    """The best apology in the reply, and the places of those that own nothing."""
    saying = [
        one for one in letter.prose if wording.found("sorry", letter.words_of(one)) and not letter.is_quoted(one.span)
    ]
    conditional = [one for one in saying if _is_conditional(one, letter, reading, wording)]
    genuine = [one for one in saying if one not in conditional and _is_genuine(one, letter, reading, wording)]
    weak = tuple(one.span for one in conditional)
    if genuine:
        best = max(genuine, key=lambda one: (reading.probability(one.index, "apology"), -one.index))
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
