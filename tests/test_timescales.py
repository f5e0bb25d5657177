"""By when: which words can be held to, and the date that they come to."""

from datetime import date

import pytest

from reviewer.case import Nation, Span
from reviewer.resources import data_folder
from reviewer.timescales import Timescales
from reviewer.wording import load_wording

DATED = date(2026, 3, 12)  # a Thursday


@pytest.fixture(scope="module")
def timescales() -> Timescales:
    return Timescales(load_wording(data_folder("rules"), "timescales"))


@pytest.mark.parametrize(
    ("sentence", "words", "due"),
    [
        ("The manager will add it by 21 March 2026.", "by 21 March 2026", date(2026, 3, 21)),
        ("I will ring within 10 working days.", "within 10 working days", date(2026, 3, 26)),
        ("It will be done by the end of March.", "by the end of March", date(2026, 3, 31)),
        ("We will do it by the end of next week.", "by the end of next week", date(2026, 3, 20)),
        ("Payments begin again from Monday 16 March.", "from Monday 16 March", date(2026, 3, 16)),
        ("It is within three weeks.", "within three weeks", date(2026, 4, 2)),
        ("It will be done by the end of the month.", "by the end of the month", date(2026, 3, 31)),
        ("The engineer comes on 3 April at 2pm.", "on 3 April", date(2026, 4, 3)),
        ("The work is done by 1st of May.", "by 1st of May", date(2026, 5, 1)),
        ("The work is done by 30/04/2026.", "by 30/04/2026", date(2026, 4, 30)),
        ("Expect it within a month.", "within a month", date(2026, 4, 12)),
        ("It will be done by 3 March.", "by 3 March", date(2026, 3, 3)),  # gone by: the slip is told elsewhere
        ("It will be done by 3 January.", "by 3 January", date(2027, 1, 3)),
        ("She will report at the 14 May team meeting.", "at the 14 May team meeting", date(2026, 5, 14)),
        ("She will report at the May meeting.", "at the May meeting", None),
        ("It will be done by the end of Friday 13 March.", "by the end of Friday 13 March", date(2026, 3, 13)),
        ("It will be done by the end of 2026.", "by the end of 2026", date(2026, 12, 31)),
        ("It will be done before May.", "before May", date(2026, 4, 30)),
        ("It will be done by mid-April.", "by mid-April", date(2026, 4, 15)),
        ("It will be done in early May.", "in early May", None),
        ("No later than 10 working days from today.", "No later than 10 working days from today", date(2026, 3, 26)),
        ("It is within 5 working days of 1 April 2026.", "within 5 working days of 1 April 2026", date(2026, 4, 10)),
        ("Allow it within twenty five working days.", "within twenty five working days", date(2026, 4, 20)),
        ("It will be done in the next thirty one days.", "in the next thirty one days", date(2026, 4, 12)),
        ("It will be done within the next fortnight.", "within the next fortnight", date(2026, 3, 26)),
        ("Allow it within twenty-eight days.", "within twenty-eight days", date(2026, 4, 9)),
        ("It will be done by the end of December 9999.", "by the end of December 9999", None),
        ("Entry was made on 2 March, and the tray will go in on 2 April.", "on 2 April", date(2026, 4, 2)),
        ("She will see him every week from 20 April.", "every week from 20 April", date(2026, 4, 20)),
        ("A weekly check will be chaired by me from 9 April.", "from 9 April", date(2026, 4, 9)),
        ("The team will check every Friday.", "every Friday", None),
        ("The lift will be mended w/c 16 March.", "w/c 16 March", date(2026, 3, 16)),
        ("It is set for the week commencing 16 March.", "for the week commencing 16 March", date(2026, 3, 16)),
        ("She will ring you this afternoon.", "this afternoon", date(2026, 3, 12)),
        ("She will ring you at six this evening.", "at six this evening", date(2026, 3, 12)),
    ],
)
def test_a_firm_timescale_is_found_and_resolved(
    timescales: Timescales, sentence: str, words: str, due: date | None
) -> None:
    found = timescales.find(sentence, Span(start=0, end=len(sentence)), DATED, Nation.ENGLAND)
    assert found is not None
    assert (found.text, found.due) == (words, due)
    assert sentence[found.start : found.end] == words


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("by 21 March", "by 21\u00a0March 2026"),
        ("21 March 2026.", "by 21\u00a0March 2026"),
        ("at the depot by 21 March", "at the depot by 21\u00a0March 2026"),
        ("the list.", "the list"),
    ],
)
def test_a_span_that_cuts_a_timescale_short_is_made_whole(timescales: Timescales, read: str, whole: str) -> None:
    sentence = "It is on the list. The manager will add it at the depot by 21\u00a0March 2026."
    start = sentence.replace("\u00a0", " ").index(read)
    inside = Span(start=0, end=len(sentence))
    assert timescales.whole(sentence, Span(start=start, end=start + len(read)), inside).of(sentence) == whole


@pytest.mark.parametrize(
    "sentence",
    [
        "We will be in touch shortly.",
        "This will be looked at in due course.",
        "We will do so as soon as possible.",
        "Going forward, staff will be reminded.",
        "It will happen when resources allow.",
        "I have refunded £45.",
    ],
)
def test_vague_words_are_no_timescale(timescales: Timescales, sentence: str) -> None:
    assert timescales.find(sentence, Span(start=0, end=len(sentence)), DATED, Nation.ENGLAND) is None


@pytest.mark.parametrize(
    ("start", "days", "nation", "end"),
    [
        (date(2026, 3, 12), 1, Nation.ENGLAND, date(2026, 3, 13)),
        (date(2026, 3, 13), 1, Nation.ENGLAND, date(2026, 3, 16)),  # over a weekend
        (date(2026, 4, 2), 1, Nation.ENGLAND, date(2026, 4, 7)),  # over Good Friday and Easter Monday
        (date(2026, 4, 2), 1, Nation.SCOTLAND, date(2026, 4, 6)),  # Easter Monday is a working day in Scotland
        (date(2026, 3, 16), 1, Nation.NORTHERN_IRELAND, date(2026, 3, 18)),  # over St Patrick's Day
    ],
)
def test_working_days_leave_out_the_nations_holidays(
    timescales: Timescales, start: date, days: int, nation: Nation, end: date
) -> None:
    assert timescales.add_working_days(start, days, nation) == end


def test_without_the_replys_date_a_relative_timescale_has_no_due_date(timescales: Timescales) -> None:
    sentence = "I will ring within 10 working days."
    found = timescales.find(sentence, Span(start=0, end=len(sentence)), None, Nation.ENGLAND)
    assert found is not None
    assert found.due is None
