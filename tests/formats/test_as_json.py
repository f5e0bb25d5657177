import json

from reviewer.case import Case
from reviewer.formats import as_json
from reviewer.review import Review


def test_gives_the_review_itself(review: Review, case: Case) -> None:
    assert Review.model_validate_json(as_json.render(review, case)) == review


def test_keeps_signs_readable(review: Review, case: Case) -> None:
    words = as_json.render(review, case)
    assert "😡" in words
    assert words.endswith("}\n")


def test_offsets_count_code_points(review: Review, case: Case) -> None:
    told = json.loads(as_json.render(review, case))
    for concern in told["concerns"]:
        assert (case.complaint or "")[concern["span"]["start"] : concern["span"]["end"]] == concern["text"]
