"""The day as a strip: what absences and work hours say of today, one segment after the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from switchboard.domain.availability import Situation, Status, availability
from switchboard.domain.model import Person
from switchboard.domain.record import record
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import Words

DAY_BEGINS, DAY_ENDS = time(6), time(20)
"""What the day strip shows, by the service's clock."""


@record(frozen=True, slots=True)
class Segment:
    """A part of the day strip, half-open, in the service's zone."""

    start: datetime
    end: datetime
    status: Status
    why: Words


def day_strip(person: Person, view: DirectoryView, at: datetime) -> tuple[Segment, ...]:
    """Return what absences and work hours say of the day, without gaps; presence and outcomes are of now
    only and stay out of it."""
    zone = ZoneInfo(view.service.time_zone)
    today: date = at.astimezone(zone).date()
    moment = datetime.combine(today, DAY_BEGINS, zone).astimezone(UTC)
    end = datetime.combine(today, DAY_ENDS, zone).astimezone(UTC)
    absences = view.absences(person.id)
    segments: list[Segment] = []
    while moment < end:
        known = availability(person, Situation(absences, None, (), moment, view.service), moment)
        following = min(known.changes or end, end)
        begin = moment
        if segments and segments[-1].status is known.status and segments[-1].why == known.why:
            begin = segments.pop().start
        segments.append(Segment(begin.astimezone(zone), following.astimezone(zone), known.status, known.why))
        # Never less than a second forward, whatever hostile times say.
        moment = max(following, moment + timedelta(seconds=1))
    return tuple(segments)
