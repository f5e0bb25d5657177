"""Where words stand in a text."""

import pytest

from reviewer.occurrences import occurrences, whole_words

TEXT = "Ann met Annette. ANN İ ann_b. (Ann)"


@pytest.mark.parametrize(
    ("words", "places"), [("Ann", [0, 8, 31]), ("a.", []), ("", []), ("nn", [1, 9, 24, 32]), ("tte. A", [12])]
)
def test_words_are_found_just_as_they_are(words: str, places: list[int]) -> None:
    assert [one.start for one in occurrences(words, TEXT)] == places
    assert all(one.of(TEXT) == words for one in occurrences(words, TEXT))


@pytest.mark.parametrize(("any_case", "places"), [(False, [0, 31]), (True, [0, 17, 31])])
def test_whole_words_are_no_part_of_others(any_case: bool, places: list[int]) -> None:
    assert [one.start for one in whole_words("Ann", TEXT, any_case=any_case)] == places


def test_a_place_that_is_no_whole_word_may_overlap_one_that_is() -> None:
    assert [one.start for one in whole_words("a a", "xa a a")] == [3]
