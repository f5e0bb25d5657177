"""Whether the reply comes later than the procedure allows, and whether it says anything about that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviewer.case import Nation, Span
from reviewer.procedures import StageEnd
from reviewer.text import Letter
from reviewer.timescales import Timescales, add_months
from reviewer.wording import Wording


@dataclass(frozen=True)
class Delay:
    """A reply that is later than allowed: by when it was due, and whether it explains or apologises for the delay."""

    received: date
    due: date
    dated: date
    allowed: str  # "10 working days"
    extended: date | None  # by when it was due if the time was extended, where it still came in that time
    spoken_of: bool


class ReplyTimes:
    """Tells a late reply by the working days of the nation and by the wording that speaks of a delay."""

    def __init__(self, timescales: Timescales, wording: Wording) -> None:
        self._timescales, self._wording = timescales, wording

    def delay(
        self,
        reply: Letter,
        received: date | None,
        dated: date | None,
        end: StageEnd,
        nation: Nation,
        left_out: Sequence[Span] = (),
    ) -> Delay | None:
        """The delay of this reply; None where it is in time, or where that cannot be told.

        `left_out` are passages that speak of time limits to come, such as the next step.
        """
        if received is None or dated is None:
            return None
        due = self._due(received, end, nation)
        if due is None or dated <= due:
            return None
        extended = self._timescales.add_working_days(due, end.extension_working_days, nation)
        return Delay(
            received,
            due,
            dated,
            _allowed(end),
            extended if dated <= extended else None,
            self._speaks_of_it(reply, left_out),
        )

    def _due(self, received: date, end: StageEnd, nation: Nation) -> date | None:
        if end.working_days is not None:
            return self._timescales.add_working_days(received, end.working_days, nation)
        return add_months(received, end.reply_months) if end.reply_months else None

    def _speaks_of_it(self, reply: Letter, left_out: Sequence[Span]) -> bool:
        return any(
            not reply.is_quoted(found)
            for one in reply.prose
            if not any(span.covers(one.span) for span in left_out)
            for found in self._wording.spans("late_reply", reply.words_of(one), one.span.start)
        )


def _allowed(end: StageEnd) -> str:
    """The time allowed, in words."""
    if end.working_days is None:
        return f"{end.reply_months} months, the most that the law allows"
    whole = f"{end.working_days} working days"
    if not end.acknowledgement_working_days:
        return whole
    return f"{whole}, {end.acknowledgement_working_days} to acknowledge it and {end.reply_working_days} to reply"
