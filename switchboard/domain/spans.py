"""Absences as spans of time: which cover a moment, where a chain of them ends, when somebody is back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from switchboard.domain.hours import Hours
from switchboard.domain.model import Absence, AbsenceKind, Service
from switchboard.domain.record import record

_JOIN = timedelta(minutes=1)
"""Absences this close are one: calendars end a day at 23:59 and begin the next at 00:00."""
FAR_AWAY = datetime(9000, 1, 1, tzinfo=UTC)
"""Whoever writes an end this far away means that there is none."""
_FARTHER = datetime(9999, 1, 1, tzinfo=UTC)
_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


def sane(moment: datetime) -> datetime:
    """Return the moment in UTC, moved to where every zone's clock can still show it: the contract allows
    the years 1 and 9999, and people write them to say "always" and "never"."""
    return min(max(moment, _LONG_AGO), FAR_AWAY).astimezone(UTC)


@record(frozen=True, slots=True)
class Span:
    """An absence's time in UTC, half-open; ``end`` is ``None`` when nobody knows it."""

    start: datetime
    end: datetime | None
    absence: Absence

    def covers(self, at: datetime) -> bool:
        """Whether the moment lies within."""
        return self.start <= at and (self.end is None or at < self.end)


def spans_of(absences: Iterable[Absence], service: Service) -> tuple[Span, ...]:
    """Return the absences' spans ordered by their start."""
    zone = ZoneInfo(service.time_zone)
    spans = []
    for absence in absences:
        end = end_of(absence, zone)
        spans.append(Span(sane(absence.start), None if end is None else sane(end), absence))
    spans.sort(key=lambda span: (span.start, span.end or _FARTHER, span.absence.id))
    return tuple(spans)


def end_of(absence: Absence, zone: ZoneInfo) -> datetime | None:
    """Return when the absence ends; ``None`` when nobody knows.

    One that is gone-for-day without an end is over when its day is, by its own name.
    """
    end = absence.end
    if end is not None:
        return end if end < FAR_AWAY else None
    if absence.kind is AbsenceKind.GONE_FOR_DAY and absence.start < FAR_AWAY:
        return _midnight_after(sane(absence.start), zone)
    return None


def _midnight_after(moment: datetime, zone: ZoneInfo) -> datetime:
    day = moment.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(), zone).astimezone(UTC)


def covering(spans: Sequence[Span], at: datetime) -> Span | None:
    """Return the span to be shown of those that cover the moment: the one that lasts longest."""
    found = [span for span in spans if span.covers(at)]
    if not found:
        return None
    return max(found, key=lambda span: (span.end or _FARTHER, span.start, span.absence.kind, span.absence.id))


def back_at_work(at: datetime, spans: Sequence[Span], hours: Hours | None) -> datetime | None:
    """Return the first moment from ``at`` on that is outside all spans and inside the work hours.

    ``spans`` are ordered by their start. Hours that never open again do not count. ``None`` when a span
    without an end is in the way.
    """
    moment = at
    while True:
        for span in spans:
            if span.start <= moment + _JOIN and (span.end is None or span.end > moment):
                if span.end is None:
                    return None
                moment = span.end
        if hours is None:
            return moment
        opened = hours.next_open(moment)
        if opened is None or opened == moment:
            return moment if moment != at or opened is not None else None
        moment = opened
        if not any(span.covers(moment) for span in spans):
            return moment
