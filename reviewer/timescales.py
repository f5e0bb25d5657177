"""By when: the words of a timescale, and the date they come to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import dateparser
from govuk_bank_holidays.bank_holidays import BankHolidays

from reviewer.case import Nation, Span
from reviewer.review import Timescale
from reviewer.wording import Wording

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {
    "a": 1,
    "an": 1,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "next": 1,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_WITHIN = re.compile(
    r"(?:within|in|over|no later than|not later than)(?: the next)?(?: \w+)?? "
    r"(?P<number>\d+|(?:twen|thir|for|fif)ty[ -](?:one|two|three|four|five|six|seven|eight|nine)|[a-z]+) "
    r"(?P<kind>working |calendar |school )?"
    r"(?P<unit>hour|day|week|fortnight|month|year)s?\b(?: (?:of|from|after) (?P<start>.*\d.*))?",
    re.IGNORECASE,
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_IN = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: \d{{4}})?", re.IGNORECASE)  # "the 14 May meeting"
_BEFORE_MONTH = re.compile(rf"before (?P<month>{_MONTH}(?: \d{{4}})?)", re.IGNORECASE)
_PART_OF_MONTH = re.compile(rf"(?P<part>early|mid)[- ]?(?={_MONTH})", re.IGNORECASE)
_MIDDLE = 15
_END_OF = re.compile(r"the (?P<part>end|start|beginning|middle) of (?P<what>.+)$", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:by|before|from|on|until|no later than|not later than|starting(?: on| in)?|beginning(?: on)?|with effect from|"
    r"as of|for|in|during|at|noon|midday|close of business)\s+",
    re.IGNORECASE,
)
_RECURRING = re.compile(r"(?:(?:every|each) \D*|(?:dai|week|fortnight|month|quarter|annual)ly)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?|today|tomorrow|\w+day)\b", re.IGNORECASE
)  # "the end of Friday 13 March"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEXT_YEARS = timedelta(days=334)  # a day without a year that is so far ahead has just gone by
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_DEADLINE = re.compile(r"(?:by|before|within|no later than|not later than)\b", re.IGNORECASE)
_OPENING = 4  # code points: a list item's mark


class Timescales:
    """Finds timescales in a sentence and resolves them against the date of the reply."""

    def __init__(self, wording: Wording, holidays: BankHolidays | None = None) -> None:
        self._wording = wording
        self._holidays = holidays or BankHolidays(use_cached_holidays=True)

    def find(self, text: str, within: Span, dated: date | None, nation: Nation) -> Timescale | None:
        """The firm timescale inside `within`, with its due date where the reply's date lets it be told.

        Of several, one that is not past; of those a day rather than "weekly"; then one that opens the passage or names
        a deadline; of those the first.
        """
        spans = tuple(self._wording.spans("firm", within.of(text), within.start))
        if len(spans) < 2:
            return self.at(text, spans[0], dated, nation) if spans else None
        found = [self.at(text, span, dated, nation) for span in spans]

        def order(one: Timescale) -> tuple[bool, bool, bool, int, int]:
            is_leading = one.start <= within.start + _OPENING or _DEADLINE.match(one.text) is not None
            return is_past(one, dated), _RECURRING.fullmatch(one.text) is not None, not is_leading, one.start, -one.end

        return min(found, key=order)

    def opening(self, text: str, sentence: Span, dated: date | None, nation: Nation) -> Timescale | None:
        """The firm timescale with which a sentence opens: it holds for each of its clauses."""
        found = self.find(text, sentence, dated, nation)
        return found if found and found.start <= sentence.start + _OPENING else None

    def whole(self, text: str, span: Span, within: Span) -> Span:
        """`span` with the rest of a firm timescale that it cuts short, and without the stop behind it."""
        bare = text[span.start : span.end].rstrip(" .,;:")
        start, end = span.start, span.start + len(bare)
        for firm in self._wording.spans("firm", within.of(text), within.start):
            if firm.overlaps(span):
                start, end = min(start, firm.start), max(end, firm.end)
        return Span(start=start, end=end)

    def at(self, text: str, span: Span, dated: date | None, nation: Nation) -> Timescale:
        """The timescale that stands at `span`."""
        words = span.of(text)
        return Timescale(start=span.start, end=span.end, text=words, due=self.due(words, dated, nation))

    def is_firm(self, words: str) -> bool:
        """Whether the words name a time that someone can be held to."""
        return self._wording.found("firm", words)

    def due(self, words: str, dated: date | None, nation: Nation) -> date | None:
        """The date that the words come to, or None where they cannot be told."""
        try:
            return self._due(words, dated, nation)
        except (OverflowError, ValueError):  # beyond the year 9999
            return None

    def _due(self, words: str, dated: date | None, nation: Nation) -> date | None:
        plain = " ".join(words.split())
        if found := _WITHIN.match(plain):
            return self._after(found, dated, nation) if dated else None
        plain = re.sub(r"^(?:every|each) .*?\b(?:from|starting|beginning in) ", "", plain, flags=re.IGNORECASE)
        if _RECURRING.match(plain):
            return None
        if (found := _BEFORE_MONTH.fullmatch(plain)) and (last := _absolute(found["month"], dated)):
            return last.replace(day=1) - timedelta(days=1)
        plain = _LEAD.sub("", _LEAD.sub("", plain))
        if found := _PART_OF_MONTH.search(plain):
            last = _absolute(plain[found.end() :], dated) if found["part"].lower() == "mid" else None
            return last.replace(day=_MIDDLE) if last else None
        if found := _END_OF.search(plain):
            return _end_of(found["part"].lower(), found["what"].lower(), dated)
        inside = _DAY_IN.search(plain)
        return _absolute(plain, dated) or (_absolute(inside[0], dated) if inside else None)

    def _after(self, found: re.Match[str], dated: date, nation: Nation) -> date | None:
        number, unit = _number(found["number"].lower()), found["unit"].lower()
        if number is None or number > 1000:
            return None
        dated = (_absolute(found["start"], dated) or dated) if found["start"] else dated
        if (found["kind"] or "").strip().lower() == "working" and unit == "day":
            return self.add_working_days(dated, number, nation)
        if unit in _DAYS:
            return dated + timedelta(days=number * _DAYS[unit])
        if unit == "hour":
            return dated + timedelta(hours=number)
        return add_months(dated, number * (12 if unit == "year" else 1))

    def add_working_days(self, start: date, days: int, nation: Nation) -> date:
        """The date `days` working days after `start`, with the nation's bank holidays left out."""
        end = start
        while days > 0:
            end += timedelta(days=1)
            days -= bool(self._holidays.is_work_day(end, division=_DIVISIONS[nation]))
        return end


def _number(words: str) -> int | None:
    """A number in figures or in words, such as "28" or "twenty-eight"; None where it is none."""
    if words.isdigit():
        return int(words)
    parts = [_NUMBERS.get(word) for word in re.split("[ -]", words)]
    return None if None in parts else sum(part or 0 for part in parts)


def is_past(one: Timescale, dated: date | None) -> bool:
    """Whether the day it comes to lies before the letter's date."""
    return dated is not None and one.due is not None and one.due < dated


_DIVISIONS: Mapping[Nation, str] = {
    Nation.ENGLAND: BankHolidays.ENGLAND_AND_WALES,
    Nation.WALES: BankHolidays.ENGLAND_AND_WALES,
    Nation.SCOTLAND: BankHolidays.SCOTLAND,
    Nation.NORTHERN_IRELAND: BankHolidays.NORTHERN_IRELAND,
}


def _absolute(words: str, dated: date | None) -> date | None:
    has_year = re.search(r"\d{4}|\d[/.]\d{1,2}[/.]\d{2}", words)
    if dated is None and not has_year:
        return None
    base = datetime.combine(dated or date(2000, 1, 1), datetime.min.time())
    settings = {
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": base,
        "DATE_ORDER": "DMY",
        "PREFER_DAY_OF_MONTH": "last",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    tidy = re.sub(r"\b(?:this|coming|next) (?=\w+day)|\b(?:early|mid|late)[- ]|\bthe (?=\d)|\bof (?=[A-Z])", "", words)
    found = dateparser.parse(tidy, languages=["en"], settings=settings)
    if found is None:
        return None
    day: date = found.date()
    if dated and not has_year and re.search(r"\d", words) and day - dated > _NEXT_YEARS:
        return add_months(day, -12)
    return day


def _end_of(part: str, what: str, dated: date | None) -> date | None:
    if _DAY.search(what):
        return _absolute(what, dated)
    first = _first_day(what, dated)
    if first is None:
        return None
    length = add_months(first, 12 if "year" in what or _YEAR.fullmatch(what) else 3 if "quarter" in what else 1) - first
    if "week" in what:
        length = timedelta(days=5)
    if part in {"start", "beginning"}:
        return first
    return first + (length / 2 if part == "middle" else length - timedelta(days=1))


def _first_day(what: str, dated: date | None) -> date | None:
    """The first day of "the month", "next week", "March", "March 2026"."""
    ahead = 1 if what.startswith("next ") else 0
    if dated and what.endswith("week"):
        return dated - timedelta(days=dated.weekday()) + timedelta(weeks=ahead)
    if dated and what.endswith("month"):
        return add_months(dated.replace(day=1), ahead)
    if dated and what.endswith("quarter"):
        return add_months(dated.replace(day=1, month=(dated.month - 1) // 3 * 3 + 1), 3 * ahead)
    if dated and what.endswith("financial year"):
        return date(dated.year + ahead - (dated.month < 4), 4, 1)
    if dated and what.endswith("year") and "school" not in what:
        return date(dated.year + ahead, 1, 1)
    if _YEAR.fullmatch(what):
        return date(int(what), 1, 1)
    if what.split()[-1] in {"term", "half-term", "spring", "summer", "autumn", "winter", "year"}:
        return None
    found = _absolute(what, dated)
    return found.replace(day=1) if found else None


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    year, month = divmod(start.month - 1 + months, 12)
    last = (date(start.year + year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(start.year + year, month + 1, min(start.day, last))
