"""Written cases as the letter reader's training examples."""

from __future__ import annotations

from pathlib import Path

from models.corpus.notation import read_case
from models.reader.dataset import TOKEN_LABELS, examples
from reviewer.evaluation.matching import HALF
from reviewer.reader import load_tokenizer
from reviewer.resources import data_folder
from reviewer.review import Document
from reviewer.text import LetterParser
from tests.test_corpus import GOOD, case_file


def test_a_term_is_one_wherever_it_stands_and_nowhere_within_a_word(tmp_path: Path, parser: LetterParser) -> None:
    more = "I am sorry. :: apology | 1\nThe Bin crew left your bin beside the cabinet. :: finding"
    case = read_case(case_file(tmp_path, GOOD.replace("I am sorry. :: apology | 1", more)))
    (_, reply) = examples([case], parser, load_tokenizer(data_folder("weights")))
    assert reply.document is Document.RESPONSE
    for label in ("jargon", "begin_jargon"):
        bears = reply.token_targets[:, TOKEN_LABELS.index(label)]
        told = [case.response[one.start : one.end] for one, is_term in zip(reply.pieces, bears, strict=True) if is_term]
        assert told == ["bin", "Bin", "bin"]


def test_the_passages_of_a_complaint_are_marked_by_how_much_of_a_concern_they_are(
    tmp_path: Path, parser: LetterParser
) -> None:
    case = read_case(case_file(tmp_path, GOOD))
    complaint, reply = examples([case], parser, load_tokenizer(data_folder("weights")))
    assert reply.passages == ()
    words = {
        case.complaint[complaint.pieces[one.first].start : complaint.pieces[one.last].end]: one.likeness
        for one in complaint.passages
    }
    for concern in case.concerns:
        said = case.complaint[concern.start : concern.end].rstrip(".")
        assert max(likeness for text, likeness in words.items() if said in text) >= HALF
    assert min(words.values()) == 0.0
