"""What the reply decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from reviewer.case import ConcernKind
from reviewer.reader import Reading
from reviewer.review import Concern, Decision, Outcome
from reviewer.text import BlockKind, Letter, Sentence
from reviewer.wording import Wording

_STATED = ("partly_upheld", "no_finding", "not_upheld", "upheld")
_OF_A_PART = ("no_finding", "not_upheld", "partly_upheld", "upheld")
_REASONS = ("reason", "finding")
_SURE = 0.5  # how sure the reader must be of what it also finds in words
_SURE_ALONE = 0.85  # and of what it sees in no words that decide
_Claim: TypeAlias = tuple[float, int, Outcome, Sentence]  # weight, place counted backwards
_CONTRARY = {
    "upheld": ("partly_upheld", "not_upheld", "no_finding"),
    "not_upheld": ("partly_upheld", "upheld", "no_finding"),
    "no_finding": ("partly_upheld", "upheld", "not_upheld"),
    "partly_upheld": (),
}


def read_decision(letter: Letter, reading: Reading, wording: Wording) -> Decision:
    """The overall outcome as the reply states it, with its sentence and the sentences that give its reasons.

    Decisions on parts alone, however many, add up to none on the whole.
    """
    weighed: list[_Claim] = [
        (weight, -sentence.index, outcome, sentence)
        for sentence in _own_sentences(letter)
        for weight, outcome in [_overall(sentence, letter, reading, wording)]
        if outcome is not Outcome.NONE
    ]
    reasons = tuple(one.span for one in letter.prose if any(reading.has(one.index, role) for role in _REASONS))
    if weighed := _of_the_whole(weighed, letter, wording):
        _, _, outcome, sentence = max(weighed, key=lambda entry: entry[:2])
        return Decision(outcome=outcome, span=sentence.span, reason_spans=reasons)
    for outcome, sentence in _in_plain_words(letter, reading, wording):
        return Decision(outcome=outcome, span=sentence.span, reason_spans=reasons)
    return Decision(reason_spans=reasons)


def _of_the_whole(claims: Sequence[_Claim], letter: Letter, wording: Wording) -> list[_Claim]:
    """The claims, without those on one subject of the complaint each where these differ: they decide parts."""
    narrow = [one for one in claims if wording.found("subject", letter.words_of(one[3]))]
    differ = len({one[2] for one in narrow}) > 1
    return [one for one in claims if not differ or one not in narrow]


def _own_sentences(letter: Letter) -> Iterator[Sentence]:
    for sentence in letter.sentences:
        if (sentence.is_prose or sentence.kind is BlockKind.HEADING) and not letter.is_quoted(sentence.span):
            yield sentence


def _overall(sentence: Sentence, letter: Letter, reading: Reading, wording: Wording) -> tuple[float, Outcome]:
    """How surely this sentence states the outcome of the whole complaint, and which."""
    words = letter.words_of(sentence)
    read = {name: reading.probability(sentence.index, f"outcome_{name}") for name in _STATED}
    strongest = max(_STATED, key=lambda name: read[name])
    stated = wording.first(words, _STATED)
    as_whole = wording.found("as_whole", words)
    if wording.found("only_part", words) and not as_whole:
        return 0.0, Outcome.NONE
    about_part = wording.found("part", words) and not as_whole
    weight = sum(read.values()) + (0.35 if stated and wording.found("whole", words) and not about_part else 0.0)
    weight += 0.3 * reading.probability(sentence.index, "decision")
    if stated and (read[stated] if about_part else weight) >= _SURE:
        return weight, Outcome(stated)
    if read[strongest] >= _sure_enough(stated, words, wording):
        return weight, Outcome(strongest)
    return weight, Outcome.NONE


def _sure_enough(stated: str | None, words: str, wording: Wording) -> float:
    """From which probability the reader's word alone is taken; never where the words only close the complaint."""
    if stated or wording.found("plainly", words) or wording.found("judged", words):
        return _SURE
    return 2.0 if wording.found("closing", words) else _SURE_ALONE


def _in_plain_words(letter: Letter, reading: Reading, wording: Wording) -> Iterator[tuple[Outcome, Sentence]]:
    """What the letter says of all of the complaint in plain words, where nothing in it is decided otherwise."""
    for sentence in _own_sentences(letter):
        if reading.has(sentence.index, "restatement"):
            continue
        words = letter.words_of(sentence)
        for name in _STATED:
            place = next(wording.spans(f"{name}_plainly", words), None)
            if place is None or wording.found("supposed", words[: place.start]):
                continue
            if not any(_is_decided(letter, reading, wording, other) for other in _CONTRARY[name]):
                yield Outcome(name), sentence
            break


def _is_decided(letter: Letter, reading: Reading, wording: Wording, outcome: str) -> bool:
    """Whether anything in the letter is decided so."""
    return any(
        reading.probability(one.index, f"concern_{outcome}") >= _SURE
        or wording.first(letter.words_of(one), _STATED) == outcome
        for one in _own_sentences(letter)
    )


def decided_parts(letter: Letter, reading: Reading, wording: Wording) -> tuple[Outcome, ...]:
    """The outcomes that the reply states of parts of the complaint alone, in the terms of a decision, by place."""
    return tuple(
        Outcome(stated)
        for sentence in _own_sentences(letter)
        for words in [letter.words_of(sentence)]
        if (stated := wording.first(words, _OF_A_PART))
        and (wording.found("only_part", words) or wording.found("part", words))
        and not wording.found("as_whole", words)
        and not reading.has(sentence.index, "restatement")
    )


def decide_each(
    concerns: Sequence[Concern], decision: Decision, letter: Letter, wording: Wording
) -> tuple[Concern, ...]:
    """The concerns with the overall outcome as their own, where the reply gives it of all that was complained of.

    Questions and outcomes wanted need no decision.
    """
    if not _is_throughout(f"{decision.outcome.value}_throughout", letter, wording):
        return tuple(concerns)
    return tuple(
        one.model_copy(update={"decision": decision.outcome})
        if one.kind is ConcernKind.CONCERN and one.decision is None
        else one
        for one in concerns
    )


def _is_throughout(name: str, letter: Letter, wording: Wording) -> bool:
    """Whether a sentence says one of the wordings `name`, and not of a part alone: "in full on this point"."""
    if name not in wording.patterns:
        return False
    said = (letter.words_of(one) for one in _own_sentences(letter))
    return any(wording.found(name, words) and not wording.found("only_part", words) for words in said)


def decides_something(letter: Letter, reading: Reading, wording: Wording) -> bool:
    """Whether some sentence decides something, if only in plain words: "you are right, we should have"."""
    return any(_decides(one, letter, reading, wording) for one in letter.prose)


def _decides(sentence: Sentence, letter: Letter, reading: Reading, wording: Wording) -> bool:
    if reading.has(sentence.index, "restatement"):  # "You say that we should have rung"
        return False
    words = letter.words_of(sentence)
    if any(not letter.is_quoted(place) for place in wording.spans("plainly", words, sentence.span.start)):
        return True
    closes = wording.found("closing", words) and wording.first(words, _STATED) is None
    return reading.has(sentence.index, "decision") and not closes
