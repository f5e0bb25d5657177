"""What the reply decides."""

from __future__ import annotations

from reviewer.reader import Reading
from reviewer.review import Decision, Outcome
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
