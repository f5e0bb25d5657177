"""Lists of wordings: what each finds, and what it must not."""

from pathlib import Path

import pytest

from reviewer.errors import ReviewError
from reviewer.resources import data_folder
from reviewer.wording import load_wording

STATED = ("no_finding", "partly_upheld", "not_upheld", "upheld")


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("I uphold your complaint.", "upheld"),
        ("Your complaint is upheld.", "upheld"),
        ("I therefore partly uphold your complaint.", "partly_upheld"),
        ("Your complaint is partially upheld.", "partly_upheld"),
        ("I uphold your complaint in part.", "partly_upheld"),
        ("I do not uphold this complaint.", "not_upheld"),
        ("I am unable to uphold your complaint.", "not_upheld"),
        ("I don't uphold your complaint.", "not_upheld"),
        ("Your complaint isn't justified.", "not_upheld"),
        ("I find no substance in your complaint.", "not_upheld"),
        ("I cannot make a finding on what was said.", "no_finding"),
        ("I record an outcome of no finding.", "no_finding"),
        ("I uphold the complaint, apart from what the driver saw.", "partly_upheld"),
        ("The complaint is upheld as to the invoice and the letter.", "partly_upheld"),
        ("Your complaint is justified insofar as the delay is concerned.", "partly_upheld"),
        ("You were right about the notice and wrong about the limes.", "partly_upheld"),
        ("I have found for you on the letters, and against you on the payments.", "partly_upheld"),
        ("No failing on the part of the council has been established.", "not_upheld"),
        ("Your complaint succeeds.", "upheld"),
        ("Your complaint fails.", "not_upheld"),
        ("Thank you for your complaint.", None),
    ],
)
def test_decisions(sentence: str, outcome: str | None) -> None:
    assert load_wording(data_folder("rules"), "decisions").first(sentence, STATED) == outcome


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("I am sorry if you were upset.", True),
        ("I am sorry that you feel let down.", True),
        ("We apologise for any inconvenience caused.", True),
        ("I am sorry that we missed your bin.", False),
        ("I apologise for the delay in paying you.", False),
    ],
)
def test_conditional_apologies(sentence: str, conditional: bool) -> None:
    assert load_wording(data_folder("rules"), "apologies").found("conditional", sentence) is conditional


@pytest.mark.parametrize(
    ("name", "list_", "text"),
    [
        ("decisions", "upheld", "I uphold\u00a0your\r\ncomplaint."),
        ("decisions", "not_upheld", "I don’t uphold your complaint."),
        ("apologies", "conditional", "I am sorry\nif you were upset."),
    ],
)
def test_curly_quotation_marks_and_line_breaks_do_not_hide_a_wording(name: str, list_: str, text: str) -> None:
    wording = load_wording(data_folder("rules"), name)
    assert wording.found(list_, text)
    assert all(span.of(text).strip() == span.of(text) for span in wording.spans(list_, text))


def test_parts_are_put_into_patterns(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "made.yml").write_text(
        "parts: {month: '(?:May|June)', date: '\\d+ {month}'}\nfirm: ['by {date}']\n", encoding="utf-8"
    )
    assert load_wording(tmp_path, "made").found("firm", "Ready by 3 June.")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("firm: by May", "'firm' is a list of patterns"),
        ("firm: ['(by']", "a pattern of 'firm'"),
        ("firm: [", "made.yml"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, told: str, said: str) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "made.yml").write_text(told, encoding="utf-8")
    with pytest.raises(ReviewError) as fault:
        load_wording(tmp_path, "made")
    assert said in fault.value.detail
