"""`python -m models.jargon.train` counts what was marked as jargon, fits the jargon model, and writes jargon.json.

It is fitted on the writers held out from the letter reader, whose figures on letters that it has seen are too sure; and
for each of their letters the counts leave out what the same writer marked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.corpus.notation import WrittenCase
from models.corpus.parts import training_cases
from models.jargon.counts import Tally, tallies
from models.linear import fit as fit_linear
from reviewer.annotated import every_place
from reviewer.case import Span
from reviewer.evaluation.matching import over_shorter, pair
from reviewer.jargon import Candidate, Marks, UnknownTerm, candidates, weighed
from reviewer.linear import Linear
from reviewer.reader import LetterReader
from reviewer.resources import data_folder
from reviewer.review import Category, Document
from reviewer.rules.context import Context
from reviewer.rules.engine import RuleBook
from reviewer.rules.kinds.search import foremost
from reviewer.rules.loading import load_rules
from reviewer.text import LetterParser

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
FOLDS = 6
STRENGTH = 0.3
FINE_WEIGHT = 5  # a term that was said to be fine weighs as so many others: flagging it costs the reader's trust


@dataclass(frozen=True)
class Told:
    """A reply's candidates that no list holds, and which of them were marked as jargon or said to be fine.

    `listed`: what the lists find; `marked`: the first uses of what was marked.
    """

    found: tuple[Candidate, ...]
    truth: NDArray[np.bool_]
    fine: NDArray[np.bool_]
    listed: tuple[Span, ...]
    marked: tuple[Span, ...]


def told_of(cases: Iterable[WrittenCase], total: Tally, by_writer: Mapping[str, Tally]) -> Iterator[Told]:
    """Each reply's candidates with the truth; the counts leave out the reply's own writer."""
    parser, reader, lists = LetterParser.load(), LetterReader.load(WEIGHTS), jargon_lists()
    marks: dict[str, Marks] = {}
    for case in cases:
        writer = case.path.parent.name
        if writer not in marks:
            marks[writer] = total.less(by_writer[writer]).marks()
        letter, complaint = parser.parse(case.response, quoting=case.complaint), parser.parse(case.complaint)
        listed = tuple(match.span for match in lists.run(Context(letter, complaint)) if match.span is not None)
        reading = reader.read(letter, Document.RESPONSE)
        found = candidates(letter, reading, case.complaint, marks[writer])
        found = tuple(one for one in found if not any(map(one.span.overlaps, listed)))
        marked = tuple(place for term in case.terms["jargon"] for place in every_place(case.response, term)[:1])
        fine = [place for term in case.terms["jargon_ok"] for place in every_place(case.response, term)]
        truth = _touching(found, marked)
        yield Told(found, truth, _touching(found, fine) & ~truth, listed, marked)


def jargon_lists() -> RuleBook:
    """The shipped rules about jargon that need nothing but the letters."""
    rules = load_rules(data_folder("rules")).rules
    return RuleBook.of(rule for rule in rules if rule.category is Category.JARGON and rule.kind != "facts")


def _touching(found: Sequence[Candidate], places: Sequence[Span]) -> NDArray[np.bool_]:
    return np.array([any(map(one.span.overlaps, places)) for one in found], dtype=bool)


def fit(items: Sequence[Told]) -> Linear:
    """How sure it is that a candidate is jargon."""
    rows = np.array([one.figures for item in items for one in item.found])
    truth = np.concatenate([item.truth for item in items])
    weights = np.where(np.concatenate([item.fine for item in items]), FINE_WEIGHT, 1.0)
    return fit_linear(rows, truth, STRENGTH, weights)


def crossed(items: Sequence[Told], writers: Sequence[str]) -> list[tuple[UnknownTerm, ...]]:
    """For each reply what a model finds that has not seen its writer."""
    order = sorted(set(writers))
    fold_of = {writer: place % FOLDS for place, writer in enumerate(order)}
    made: list[tuple[UnknownTerm, ...]] = [()] * len(items)
    for fold in range(FOLDS):
        weigh = fit([one for one, writer in zip(items, writers, strict=True) if fold_of[writer] != fold])
        for place, writer in enumerate(writers):
            if fold_of[writer] == fold:
                surest = sorted(weighed(weigh, items[place].found), key=lambda one: -one.sureness)
                made[place] = tuple(foremost(surest, lambda one: one.span))  # as the findings show them
    return made


def figures(items: Sequence[Told], terms: Sequence[Sequence[UnknownTerm]], least: float) -> tuple[float, float, float]:
    """Precision and recall of the lists with what is found so surely at least; how much of the latter is right."""
    right = said = wanted = added = good = 0
    for item, found in zip(items, terms, strict=True):
        more = [one.span for one in found if one.sureness >= least]
        right += len(list(pair(item.marked, [*item.listed, *more], over_shorter, 0.0)))
        said, wanted = said + len(item.listed) + len(more), wanted + len(item.marked)
        added, good = added + len(more), good + sum(any(map(one.overlaps, item.marked)) for one in more)
    return right / max(1, said), right / max(1, wanted), good / max(1, added)


def main() -> int:
    """Count, fit, write."""
    cases = list(training_cases(held_out=True))
    every = [*training_cases(held_out=False), *cases]
    by_writer = tallies(every)
    total = reduce(Tally.plus, by_writer.values())
    items = list(told_of(cases, total, by_writer))
    terms = crossed(items, [case.path.parent.name for case in cases])
    for least in (2.0, 0.6, 0.5, 0.4, 0.3):
        precision, recall, good = figures(items, terms, least)
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"from {least}: F1 {score:.3f} (precision {precision:.3f}, recall {recall:.3f}); added and right {good:.2f}"
        )
    marks = total.marks()
    model = {
        "version": f"1 ({len(every)} cases, fitted on {len(cases)})",
        "weigh": fit(items).lists(),
        "terms": {term: [one.used, one.marked, one.fine] for term, one in marks.terms.items()},
        "words": {word: [one.replies, one.marked, one.complaints] for word, one in marks.words.items()},
    }
    written = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    (WEIGHTS / "jargon.json").write_text(written.replace("],", "],\n") + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
