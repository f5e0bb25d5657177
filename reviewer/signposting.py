"""The next step: where the reply sends someone who is still unhappy, and whether that is right for its procedure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reviewer.case import Nation, Procedure, Stage
from reviewer.lines import flat_copy
from reviewer.procedures import Procedures, StageEnd
from reviewer.reader import Reading
from reviewer.review import Escalation, EscalationKind
from reviewer.text import BlockKind, Letter, Sentence
from reviewer.wording import Wording


class Signposts:
    """Reads the escalation paragraph against the procedures' data."""

    def __init__(self, procedures: Procedures, wording: Wording) -> None:
        self._procedures, self._wording = procedures, wording
        self._names = {key: _any_of((*body.names, *body.contacts)) for key, body in procedures.bodies.items()}

    def read(self, letter: Letter, reading: Reading, nation: Nation, procedure: Procedure, stage: Stage) -> Escalation:
        """What the reply says to do next, judged for this stage of this procedure in this nation."""
        sentences = [one for one in letter.sentences if self._is_escalation(one, letter, reading)]
        if not sentences:
            return Escalation(missing=("the next step",))
        words = flat_copy(" ".join(letter.words_of(one) for one in sentences))
        bodies = frozenset(key for key, pattern in self._names.items() if pattern.search(words))
        ombudsmen = frozenset(key for key in bodies if self._procedures.body(key).kind == "ombudsman")
        to_stage = any(self._to_next_stage(letter.words_of(one), one, reading) for one in sentences)
        to_ombudsman = bool(ombudsmen) or self._wording.found("ombudsman", words)
        kind = _KINDS[to_stage, to_ombudsman]
        if kind is EscalationKind.NONE:
            return Escalation(missing=("the next step",))
        end = self._procedures.end_of(nation, procedure, stage)
        final = self._procedures.end_of(nation, procedure, Stage.STAGE_2).body
        return Escalation(
            kind=kind,
            spans=tuple(one.span for one in sentences),
            correct=self._correct(kind, ombudsmen, words, end, final, stage),
            missing=tuple(self._missing(_paragraphs_of(sentences, letter), ombudsmen, kind)),
        )

    def _is_escalation(self, sentence: Sentence, letter: Letter, reading: Reading) -> bool:
        if sentence.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} or letter.is_quoted(sentence.span):
            return False
        words = flat_copy(letter.words_of(sentence))
        if reading.has(sentence.index, "escalation"):
            return True
        invites = self._wording.found("still_unhappy", f"{_question_before(sentence, letter)} {words}")
        named = any(
            self._names[key].search(words) for key, body in self._procedures.bodies.items() if body.kind == "ombudsman"
        )
        return invites and (named or self._wording.found("next_stage", words))

    def _to_next_stage(self, words: str, sentence: Sentence, reading: Reading) -> bool:
        if reading.has(sentence.index, "to_next_stage"):
            return True
        return self._wording.found("next_stage", words) and not reading.has(sentence.index, "to_ombudsman")

    def _correct(
        self,
        kind: EscalationKind,
        ombudsmen: frozenset[str],
        words: str,
        end: StageEnd,
        final: str | None,
        stage: Stage,
    ) -> bool:
        if end.next == "ombudsman":
            right = not ombudsmen or end.body in ombudsmen
            return kind is EscalationKind.OMBUDSMAN and right and ombudsmen <= {end.body, *end.may_also_name}
        if kind is EscalationKind.OMBUDSMAN:
            return False
        allowed = {*end.may_also_name, final} - {None}
        return ombudsmen <= allowed and self._stage_fits(words, stage)

    def _stage_fits(self, words: str, stage: Stage) -> bool:
        """A stage that is named by its number is the one that comes next."""
        second, third = self._wording.found("second_stage", words), self._wording.found("third_stage", words)
        if stage is Stage.STAGE_1:
            return second or not third
        return third or not second

    def _missing(self, words: str, ombudsmen: frozenset[str], kind: EscalationKind) -> list[str]:
        missing = []
        if kind is EscalationKind.OMBUDSMAN and not ombudsmen:
            missing.append("which ombudsman")
        if not self._wording.found("how", words):
            missing.append("how to reach them")
        if not self._wording.found("time_limit", words):
            missing.append("time limit")
        return missing


def _question_before(sentence: Sentence, letter: Letter) -> str:
    """The question that this sentence answers, if it does: "Still unhappy? Then …"."""
    before = letter.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph:
        return ""
    words = flat_copy(letter.words_of(before))
    return words if words.rstrip().endswith("?") else ""


def _paragraphs_of(sentences: Sequence[Sentence], letter: Letter) -> str:
    """The words of the paragraphs that say what to do next: the address may stand a sentence further on."""
    wanted = {one.paragraph for one in sentences}
    return flat_copy(" ".join(letter.words_of(one) for one in letter.prose if one.paragraph in wanted))


_KINDS: Mapping[tuple[bool, bool], EscalationKind] = {
    (True, True): EscalationKind.BOTH,
    (True, False): EscalationKind.NEXT_STAGE,
    (False, True): EscalationKind.OMBUDSMAN,
    (False, False): EscalationKind.NONE,
}


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)
