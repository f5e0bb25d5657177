"""What a reply decides."""

import pytest

from reviewer.case import ConcernKind
from reviewer.outcome import decide_each, decided_parts, decides_something, read_decision
from reviewer.resources import data_folder
from reviewer.review import Concern, Decision, Outcome, Status
from reviewer.text import LetterParser
from reviewer.wording import Wording, load_wording
from tests.readings import reading_of


@pytest.fixture(scope="module")
def decisions() -> Wording:
    return load_wording(data_folder("rules"), "decisions")


@pytest.mark.parametrize(
    ("letter", "said", "outcome", "sentence"),
    [
        ("I uphold your complaint.", {"I uphold": ("decision",)}, "upheld", "I uphold your complaint."),
        ("I partly uphold your complaint.", {"I partly": ("decision",)}, "partly_upheld", None),
        ("I uphold that part of your complaint.", {"I uphold": ("decision",)}, "none", None),
        ("I do not uphold this point.", {"I do not": ("decision",)}, "none", None),
        (
            "You were right to complain. We got this wrong.",
            {"We got": ("outcome_upheld",)},
            "upheld",
            "We got this wrong.",
        ),
        ("The bin is emptied on Mondays.", {}, "none", None),
        ('You wrote "I want you to uphold my complaint at once".', {}, "none", None),
        ("I am upholding most of your complaint.", {"I am": ("decision",)}, "partly_upheld", None),
        ("Much of your complaint is justified.", {"Much": ("decision",)}, "partly_upheld", None),
        ("I uphold the greater part of your complaint.", {"I uphold": ("decision",)}, "partly_upheld", None),
        ("I uphold your complaint in most respects.", {"I uphold": ("decision",)}, "partly_upheld", None),
        ("Your complaint is upheld as to the fee.", {"Your": ("decision",)}, "partly_upheld", None),
        ("I uphold your first point and not the second.", {"I uphold": ("outcome_upheld",)}, "partly_upheld", None),
        ("I do not uphold all of your complaint.", {"I do": ("decision",)}, "partly_upheld", None),
        ("I uphold all of your complaint.", {"I uphold": ("decision",)}, "upheld", None),
        ("Every part of your complaint is upheld.", {"Every": ("decision",)}, "upheld", None),
        ("On no point do I uphold your complaint.", {"On no": ("decision",)}, "not_upheld", None),
        ("Your complaint is dismissed.", {"Your": ("decision",)}, "not_upheld", None),
        (
            "No fault on the part of the council is made out in your complaint.",
            {"No": ("decision",)},
            "not_upheld",
            None,
        ),
    ],
)
def test_the_overall_decision(
    parser: LetterParser,
    decisions: Wording,
    letter: str,
    said: dict[str, tuple[str, ...]],
    outcome: str,
    sentence: str | None,
) -> None:
    parsed = parser.parse(letter)
    found = read_decision(parsed, reading_of(parsed, said), decisions)
    assert found.outcome == outcome
    assert sentence is None or (found.span is not None and found.span.of(letter) == sentence)


SURELY = {"I ": ("outcome_upheld", "decision"), "Here": ("outcome_upheld",), "Your": ("outcome_upheld",)}


@pytest.mark.parametrize(
    "letter",
    [
        "I uphold this part of your complaint.",
        "Here I do uphold your complaint. I do not uphold this part.",
        "Your complaint in that regard is upheld.",
        "Your complaint about this is upheld.",
        "I uphold this in part.",
        "I uphold your second point.",
        "I uphold your complaint about the bins. I do not uphold your complaint about the calls.",
        "I consider that this matter has been dealt with proportionately and the complaint is closed.",
    ],
)
def test_parts_and_closing_decide_nothing_of_the_whole_however_sure_the_reader(
    parser: LetterParser, decisions: Wording, letter: str
) -> None:
    parsed = parser.parse(letter)
    said = {**SURELY, "I do not": ("outcome_not_upheld", "decision")}
    if "about the calls" in letter:
        said["I "] = ("decision",)
    assert read_decision(parsed, reading_of(parsed, said), decisions).outcome == "none"


@pytest.mark.parametrize(
    ("letter", "figure", "outcome"),
    [
        ("The tree stays.", 0.7, "none"),
        ("The tree stays.", 0.9, "not_upheld"),
        ("I do not agree with you.", 0.7, "not_upheld"),  # it decides, in plain words
        ("I find that nothing improper happened.", 0.7, "not_upheld"),
        ("The file was closed.", 0.95, "none"),
    ],
)
def test_the_reader_alone_decides_the_whole_only_where_it_is_very_sure(
    parser: LetterParser, decisions: Wording, letter: str, figure: float, outcome: str
) -> None:
    parsed = parser.parse(letter)
    reading = reading_of(parsed, {letter: ("outcome_not_upheld",)})
    reading.sentences[0]["outcome_not_upheld"] = figure
    assert read_decision(parsed, reading, decisions).outcome == outcome


@pytest.mark.parametrize(
    ("letter", "said", "outcome"),
    [
        ("Everything you told us is borne out.", {}, "upheld"),
        ("What you say is correct.", {}, "upheld"),
        ("All of what you have told us is true.", {}, "upheld"),
        ("I accept everything you say.", {}, "upheld"),
        ("We got this wrong from start to finish.", {}, "upheld"),
        ("Neither point is made out.", {}, "not_upheld"),
        ("Neither of these is made out.", {}, "not_upheld"),
        ("None of your concerns is borne out.", {}, "not_upheld"),
        ("We got this wrong on the bins but not on the calls.", {}, "partly_upheld"),
        ("You were right about most of it.", {}, "partly_upheld"),
        ("I am not able to say either way.", {}, "no_finding"),
        ("I cannot decide between the two accounts.", {}, "no_finding"),
        ("What you say about the bin is correct.", {}, "none"),
        ("If what you say is right, the crew missed you.", {}, "none"),
        ("I cannot say that what you told us is true.", {}, "none"),
        ("On the bins, what you say is right.", {}, "none"),
        ("You say that what you told us is true.", {"You say": ("restatement",)}, "none"),
        ("What you say is correct. I do not uphold your second point.", {}, "none"),
        ("What you say is correct. The fee stands.", {"The fee": ("concern_not_upheld",)}, "none"),
        ("I am not able to say either way. We missed your bin.", {"We": ("concern_upheld",)}, "none"),
        ("We got this wrong on Monday.", {}, "none"),
        ("I cannot say when the van will come.", {}, "none"),
    ],
)
def test_the_whole_in_plain_words_where_nothing_is_decided_otherwise(
    parser: LetterParser, decisions: Wording, letter: str, said: dict[str, tuple[str, ...]], outcome: str
) -> None:
    parsed = parser.parse(letter)
    assert read_decision(parsed, reading_of(parsed, said), decisions).outcome == outcome


@pytest.mark.parametrize(
    ("letter", "outcome", "each"),
    [
        ("I uphold your complaint in full.", Outcome.UPHELD, True),
        ("I uphold all of your complaint.", Outcome.UPHELD, True),
        ("On every point I uphold.", Outcome.UPHELD, True),
        ("Your complaint is upheld in its entirety.", Outcome.UPHELD, True),
        ("You were right on both counts, and I uphold your complaint.", Outcome.UPHELD, True),
        ("I do not uphold any of it.", Outcome.NOT_UPHELD, True),
        ("Neither point is made out.", Outcome.NOT_UPHELD, True),
        ("I uphold your complaint.", Outcome.UPHELD, False),
        ("I uphold your complaint in full on this point.", Outcome.UPHELD, False),
        ("Having considered everything, I uphold your complaint.", Outcome.UPHELD, False),
        ("Having considered all of it, I do not uphold your complaint.", Outcome.NOT_UPHELD, False),
        ("I uphold all but one of your points.", Outcome.PARTLY_UPHELD, False),
    ],
)
def test_an_outcome_of_all_of_it_decides_each_concern(
    parser: LetterParser, decisions: Wording, letter: str, outcome: Outcome, each: bool
) -> None:
    kinds = (ConcernKind.CONCERN, ConcernKind.QUESTION, ConcernKind.DESIRED_OUTCOME)
    concerns = [Concern(id="C1", kind=kind, text="x", status=Status.ANSWERED, confidence=0.9) for kind in kinds]
    concerns.append(concerns[0].model_copy(update={"decision": Outcome.NO_FINDING}))
    decided = decide_each(concerns, Decision(outcome=outcome), parser.parse(letter), decisions)
    assert [one.decision for one in decided] == [outcome if each else None, None, None, Outcome.NO_FINDING]


@pytest.mark.parametrize(
    ("letter", "said", "decides"),
    [
        ("You are quite right.", {}, True),
        ("We should not have sent the letter.", {}, True),
        ("We got this wrong.", {}, True),
        ("The charge of £40 was correct.", {}, True),
        ("I do not think that we were at fault.", {}, True),
        ("I cannot agree that the crew was rude.", {}, True),
        ("On that footing the tree stays.", {"On that": ("decision",)}, True),
        ("You say that we should have rung.", {"You say": ("restatement",)}, False),
        ("You wrote “the letter should never have been sent at all”.", {}, False),
        ("You should have rung us.", {}, False),
        ("I am sorry if you feel let down.", {}, False),
        ("We aim to empty every bin on the day.", {}, False),
        ("Your comments have been noted.", {}, False),
        ("The complaint is now closed.", {"The complaint": ("decision",)}, False),  # closing is not deciding
        ("Your complaint is rejected and is now closed.", {"Your": ("decision",)}, True),
    ],
)
def test_whether_anything_is_decided_in_plain_words(
    parser: LetterParser, decisions: Wording, letter: str, said: dict[str, tuple[str, ...]], decides: bool
) -> None:
    parsed = parser.parse(letter)
    assert decides_something(parsed, reading_of(parsed, said), decisions) is decides


@pytest.mark.parametrize(
    ("letter", "outcomes"),
    [
        ("I uphold this part of your complaint. I do not uphold that part.", ["upheld", "not_upheld"]),
        ("This element is therefore not upheld.", ["not_upheld"]),
        ("Your complaint is upheld in part.", []),
        ("Overall, your complaint is not upheld.", []),
        ("You say that we should uphold this part of your complaint.", []),
    ],
)
def test_what_is_decided_of_parts(parser: LetterParser, decisions: Wording, letter: str, outcomes: list[str]) -> None:
    parsed = parser.parse(letter)
    assert list(decided_parts(parsed, reading_of(parsed, {"You say": ("restatement",)}), decisions)) == outcomes
