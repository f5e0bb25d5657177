"""An office's own sequence classifier in place of the answers model: its labels, its loading, its verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.case import Case
from reviewer.errors import ReviewError
from reviewer.own_answers_model import OwnAnswersModel, order_of
from reviewer.pipeline import Reviewer
from reviewer.resources import data_folder
from reviewer.review import Status


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (["answered", "partly_answered", "not_answered"], [0, 1, 2]),
        (["not_answered", "partly_answered", "answered"], [2, 1, 0]),
        (["Partly answered", "Not answered", "Answered"], [2, 0, 1]),
    ],
)
def test_labels_may_stand_in_any_order(labels: list[str], order: list[int]) -> None:
    assert order_of(labels) == order


@pytest.mark.parametrize("labels", [[], ["LABEL_0", "LABEL_1", "LABEL_2"], ["answered", "not_answered"]])
def test_labels_that_are_not_the_statuses_are_told_with_the_cure(labels: list[str]) -> None:
    with pytest.raises(ReviewError, match="REVIEWER_ANSWERS_LABELS"):
        order_of(labels)


def test_no_setting_no_model() -> None:
    assert OwnAnswersModel.chosen(None, None) is None


def small_classifier(folder: Path, favoured: int) -> Path:
    """A tiny classifier, never trained, whose bias favours one of its outputs."""
    transformers = pytest.importorskip("transformers", reason="comes with the train extra")
    torch = pytest.importorskip("torch", reason="comes with the train extra")
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(data_folder("weights") / "tokenizer.json"), pad_token="[PAD]"
    )
    config = transformers.BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=3,
    )
    torch.manual_seed(1)
    classifier = transformers.BertForSequenceClassification(config)
    with torch.no_grad():
        classifier.classifier.bias[favoured] = 9.0
    classifier.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_a_classifier_of_ones_own_judges_the_concerns(tmp_path: Path) -> None:
    source = small_classifier(tmp_path / "own", favoured=0)
    own = OwnAnswersModel.chosen(str(source), "not_answered,partly_answered,answered")
    case = Case(
        complaint="The lift has been broken since May. Nobody answers the telephone.",
        response="Dear Mr Osei\n\nThe lift was mended on 3 June. A part had to be made.\n\nYours sincerely",
    )
    review = Reviewer(answers_model=own).review(case)
    assert review.concerns
    assert {one.status for one in review.concerns} == {Status.NOT_ANSWERED}
    assert review.versions.models["answers"] == f"own: {source}"


def test_a_folder_without_a_model_is_told_with_the_cure(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="comes with the train extra")
    with pytest.raises(ReviewError, match="cannot be loaded"):
        OwnAnswersModel.load(str(tmp_path))
