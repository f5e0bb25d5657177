"""The register of actions as iCalendar (RFC 5545).

What has a date is an all-day event, since most calendars show no to-dos that come from elsewhere; what has none is a
to-do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event, Todo

from reviewer.formats import wording
from reviewer.register import Entry

MEDIA_TYPE = "text/calendar"
_MADE_BY = "-//Complaint reply reviewer//Register of actions//EN"


def render(entries: Iterable[Entry], now: datetime) -> str:
    """The calendar; `now`, in UTC, is when it is made. An action keeps its id from one calendar to the next."""
    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    seen: dict[str, int] = {}
    for one in entries:
        key = _key(one)
        seen[key] = seen.get(key, 0) + 1
        calendar.add_component(_component(one, f"{key}-{seen[key]}", now))
    return bytes(calendar.to_ical()).decode("utf-8")


def _component(one: Entry, uid: str, now: datetime) -> Event | Todo:
    component: Event | Todo = Event() if one.due else Todo()
    component.add("uid", f"{uid}@complaint-reply-reviewer")
    component.add("dtstamp", now)
    component.add("summary", one.action)
    component.add("description", _about(one))
    component.add("categories", [wording.ACTION_KINDS[one.kind]])
    if one.owner:
        component.add("contact", one.owner)
    if one.due:
        component.add("dtstart", one.due)
        component.add("transp", "TRANSPARENT")  # it takes up nobody's time
    else:
        component.add("status", "NEEDS-ACTION")
    return component


def _about(one: Entry) -> str:
    rows = (
        ("Complaint", one.complaint),
        ("Reference", one.reference),
        ("Owner", one.owner or "nobody is named"),
        ("By when", one.timescale or "no date is given"),
    )
    return "\n".join(f"{label}: {words}" for label, words in rows if words)


def _key(one: Entry) -> str:
    told = "\x1f".join((one.complaint or "", one.reference or "", one.kind, one.action))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
