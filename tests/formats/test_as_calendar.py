"""The register as a calendar."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from reviewer.formats import as_calendar
from reviewer.register import Entry
from tests.formats.test_as_csv import BARE, ENTRY

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def calendar(*entries: Entry) -> Calendar:
    return Calendar.from_ical(as_calendar.render(entries, NOW))


def test_what_has_a_date_is_an_event_of_that_day() -> None:
    (event,) = calendar(ENTRY).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 3, 21)
    assert str(event["summary"]) == ENTRY.action
    assert str(event["contact"]) == "The Rents Team"
    assert str(event["description"]).splitlines() == [
        "Complaint: c-1",
        "Reference: CF/1",
        "Owner: The Rents Team",
        "By when: by 21 March 2026",
    ]
    assert event["transp"] == "TRANSPARENT"


def test_what_has_none_is_a_to_do() -> None:
    (todo,) = calendar(BARE).walk("VTODO")
    assert str(todo["summary"]) == "We will ring you."
    assert todo["status"] == "NEEDS-ACTION"
    assert "contact" not in todo
    assert "nobody is named" in str(todo["description"])


def test_each_entry_has_an_id_that_stays() -> None:
    entries = (ENTRY, BARE, BARE)
    first, second = ([str(one["uid"]) for one in calendar(*entries).walk() if "uid" in one] for _ in range(2))
    assert first == second
    assert len(set(first)) == 3
    assert str(calendar(BARE).walk("VTODO")[0]["uid"]) in first


def test_lines_are_as_calendars_take_them() -> None:
    words = as_calendar.render([ENTRY], NOW)
    assert words.startswith("BEGIN:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in words.split("\r\n")) <= 75
