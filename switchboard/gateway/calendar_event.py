"""One entry of a calendar (VEVENT, RFC 5545): when it is, again and again perhaps, and what it says."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr
from icalendar import Component
from icalendar.prop import vCalAddress, vDDDLists, vDDDTypes, vDuration, vInt, vRecur, vText

from switchboard.domain.calendar_codes import Codes, SaidSubject, read_subject
from switchboard.domain.model import AbsenceKind

_MOST_TIMES = 5_000
"""Occurrences of one entry; no window holds more of anything that somebody attends."""
_TOO_FINE = frozenset({"SECONDLY", "MINUTELY"})
_DAY = timedelta(days=1)


class RecurrenceError(ValueError):
    """Nobody can say when the entry recurs."""


class Event:
    """One VEVENT. ``start`` is ``None`` when it cannot be read; ``replaces`` is which occurrence of a series
    it stands for. The subject is never given away."""

    __slots__ = ("_busy", "_component", "_ended", "addresses", "replaces", "start", "uid", "version")

    def __init__(self, component: Component, ended: bool) -> None:
        self._component = component
        self._ended = ended or text_of(component, "STATUS").upper() == "CANCELLED"
        self._busy = text_of(component, "X-MICROSOFT-CDO-BUSYSTATUS").upper()
        self.uid = text_of(component, "UID")[:1000]
        self.start = _time(component, "DTSTART")
        self.replaces = _time(component, "RECURRENCE-ID")
        sequence = component.get("SEQUENCE")
        self.version = int(sequence) if isinstance(sequence, vInt) else 0
        found = (_address(given) for name in ("ORGANIZER", "ATTENDEE") for given in _all(component, name))
        self.addresses = frozenset(filter(None, found))

    @property
    def recurs(self) -> bool:
        """Whether it may be more than once."""
        return "RRULE" in self._component or "RDATE" in self._component

    def starts(self, first: datetime, last: datetime, zone: ZoneInfo) -> list[date]:
        """Return when it begins between two moments, or so long before that it may reach there, in order.

        ``zone`` is the service's, for times without one.

        Raises:
            RecurrenceError: its rules make no sense.
        """
        try:
            return self._starts(first, last, zone)
        except (ValueError, TypeError, OverflowError, KeyError):
            # The libraries' own words quote the rule.
            raise RecurrenceError from None

    def _starts(self, first: datetime, last: datetime, zone: ZoneInfo) -> list[date]:
        assert self.start is not None
        own = self.start.tzinfo or zone if isinstance(self.start, datetime) else None
        length = self.end_of(self.start, zone) - moment_of(self.start, zone)
        # On the wall clock of whatever zone; two days more than any of them differs.
        begin = (first - length - 2 * _DAY).astimezone(zone).replace(tzinfo=None)
        end = (last + 2 * _DAY).astimezone(zone).replace(tzinfo=None)
        found: set[date] = set()
        for given in _all(self._component, "RRULE"):
            rule = _rule(given, _naive(self.start), own)
            times = itertools.takewhile(lambda moment: moment <= end, rule.xafter(begin, inc=True))
            found.update(_like(self.start, moment) for moment in itertools.islice(times, _MOST_TIMES))
        extra = [moment for moment in _listed(self._component, "RDATE") if not isinstance(moment, tuple)]
        found.update(extra[:_MOST_TIMES])
        # The start itself is the first occurrence, whatever the rule says of it (RFC 5545, 3.8.5.3).
        found.add(self.start)
        without = _listed(self._component, "EXDATE")
        moments = {moment_of(moment, zone) for moment in without if isinstance(moment, datetime)}
        days = {moment for moment in without if type(moment) is date}
        kept = [start for start in found if moment_of(start, zone) not in moments and _day(start) not in days]
        return sorted(kept, key=lambda start: moment_of(start, zone))

    def end_of(self, start: date, zone: ZoneInfo) -> datetime:
        """Return when the occurrence that begins at ``start`` is over."""
        assert self.start is not None
        begin, until = moment_of(start, zone), _time(self._component, "DTEND")
        if until is not None:
            if not isinstance(start, datetime) and not isinstance(until, datetime):
                return moment_of(start + (until - _day(self.start)), zone)
            return begin + (moment_of(until, zone) - moment_of(self.start, zone))
        length = self._component.get("DURATION")
        if isinstance(length, vDDDTypes | vDuration):
            delta = length.td if isinstance(length, vDuration) else length.dt
            if isinstance(delta, timedelta):
                return begin + delta if isinstance(start, datetime) else moment_of(start + delta, zone)
        return begin if isinstance(start, datetime) else moment_of(start + _DAY, zone)

    def says(self, codes: Codes, owner: str) -> SaidSubject | None:
        """Return what it says of its owner, ``None`` when nothing."""
        if self._ended:
            return None
        answer = next(
            (
                str(given.params.get("PARTSTAT", "")).upper()
                for given in _all(self._component, "ATTENDEE")
                if owner and _address(given) == owner
            ),
            "",
        )
        if answer == "DECLINED":
            return None
        if (
            answer in ("NEEDS-ACTION", "TENTATIVE")
            or self._busy in ("TENTATIVE", "FREE")
            or text_of(self._component, "STATUS").upper() == "TENTATIVE"
            or text_of(self._component, "TRANSP").upper() == "TRANSPARENT"
        ):
            # What leaves its owner free, or is not settled, counts when a code was typed for the switchboard.
            codes = replace(codes, uncoded=None)
        elif self._busy == "WORKINGELSEWHERE" and codes.uncoded is not None:
            elsewhere = replace(codes.uncoded, kind=AbsenceKind.REMOTE, note=False, answers=True)
            codes = replace(codes, uncoded=elsewhere)
        private = text_of(self._component, "CLASS").upper() not in ("", "PUBLIC")
        return read_subject(text_of(self._component, "SUMMARY"), codes=codes, private=private)


def _rule(given: object, start: datetime, zone: Any) -> rrule:
    if not isinstance(given, vRecur):
        raise RecurrenceError
    parts = dict(given)
    (frequency,) = parts["FREQ"]
    if str(frequency).upper() in _TOO_FINE or min(parts.get("INTERVAL", [1])) < 1:
        # Finer than anything that somebody attends, or for ever the same.
        raise RecurrenceError
    until = parts.get("UNTIL")
    if until:
        last = until[0] if isinstance(until, list) else until
        if isinstance(last, datetime):
            # dateutil counts on the wall clock, as RFC 5545 does; its end must be of the same clock.
            last = last.astimezone(zone).replace(tzinfo=None) if last.tzinfo is not None and zone else last
            last = last.replace(tzinfo=None)
        elif zone is not None:
            last = datetime.combine(last, clock.max.replace(microsecond=0))
        else:
            last = datetime.combine(last, clock())
        parts["UNTIL"] = [last]
    text: str = vRecur(parts).to_ical().decode()  # type: ignore[no-untyped-call] # the library says no types
    rule = rrulestr(text, dtstart=start)
    assert isinstance(rule, rrule)
    return rule


def text_of(component: Component, name: str) -> str:
    """Return a property's text; nothing when there is none, or it is broken."""
    found = component.get(name)
    if isinstance(found, list):
        found = found[0] if found else None
    return str(found).strip() if isinstance(found, vText | str) else ""


def _all(component: Component, name: str) -> list[Any]:
    found = component.get(name)
    if found is None:
        return []
    return found if isinstance(found, list) and not isinstance(found, vRecur) else [found]


def _time(component: Component, name: str) -> date | None:
    found = component.get(name)
    value = found.dt if isinstance(found, vDDDTypes) else None
    if not isinstance(value, date):
        return None
    # People write the years 1 and 9999 for "always"; every zone's clock can show these.
    year = min(max(value.year, 1900), 9000)
    return value if year == value.year else value.replace(year=year, month=1, day=1)


def _listed(component: Component, name: str) -> list[Any]:
    return [
        moment.dt for given in _all(component, name) if isinstance(given, vDDDLists) for moment in given.dts
    ]


def _address(given: object) -> str:
    if not isinstance(given, vCalAddress):
        return ""
    text = str(given).strip().casefold()
    return text.removeprefix("mailto:") if "@" in text else ""


def moment_of(given: date, zone: ZoneInfo) -> datetime:
    """Return a time in UTC: a day begins at the service's midnight, a time without zone is the service's."""
    if not isinstance(given, datetime):
        given = datetime.combine(given, clock(), zone)
    elif given.tzinfo is None:
        given = given.replace(tzinfo=zone)
    return given.astimezone(UTC)


def _naive(given: date) -> datetime:
    if isinstance(given, datetime):
        return given.replace(tzinfo=None)
    return datetime.combine(given, clock())


def _like(start: date, moment: datetime) -> date:
    """Return the moment as its series counts: a day, or a time on the same wall clock."""
    return moment.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else moment.date()


def _day(given: date) -> date:
    return given.date() if isinstance(given, datetime) else given
