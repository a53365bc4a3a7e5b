"""The day as a strip: what absences and work hours say of today, one segment after the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from switchboard.domain.availability import Limits, Situation, Status, availability, situation_of
from switchboard.domain.decision import calls, live_presence, says_busy
from switchboard.domain.model import Person, Presence, PresenceState
from switchboard.domain.record import record
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import Words

DAY_BEGINS, DAY_ENDS = time(6), time(20)
"""What the day strip shows, by the service's clock."""
_DEFAULT_LIMITS = Limits()


@record(frozen=True, slots=True)
class Segment:
    """A part of the day strip, half-open, in the service's zone."""

    start: datetime
    end: datetime
    status: Status
    why: Words


def day_strip(
    person: Person, view: DirectoryView, at: datetime, *, limits: Limits = _DEFAULT_LIMITS
) -> tuple[Segment, ...]:
    """Return what absences and work hours say of the day, without gaps.

    Presence and outcomes are of now only. But of whom they say at ``at`` that they are here, something is
    known: what no absence covers is no more "not registered" on the strip than it is on the card.
    """
    here = _is_here(person, view, at, limits)
    zone = ZoneInfo(view.service.time_zone)
    today: date = at.astimezone(zone).date()
    moment = datetime.combine(today, DAY_BEGINS, zone).astimezone(UTC)
    end = datetime.combine(today, DAY_ENDS, zone).astimezone(UTC)
    absences = view.absences(person.id)
    segments: list[Segment] = []
    while moment < end:
        sign = Presence(id=person.id, state=PresenceState.AVAILABLE, since=moment) if here else None
        situation = Situation(absences, sign, (), moment, view.service)
        known = availability(person, situation, moment, limits=limits)
        following = min(known.changes or end, end)
        begin = moment
        if segments and segments[-1].status is known.status and segments[-1].why == known.why:
            begin = segments.pop().start
        segments.append(Segment(begin.astimezone(zone), following.astimezone(zone), known.status, known.why))
        # Never less than a second forward, whatever hostile times say.
        moment = max(following, moment + timedelta(seconds=1))
    return tuple(segments)


def _is_here(person: Person, view: DirectoryView, at: datetime, limits: Limits) -> bool:
    """Whether a sign of this hour says that somebody is at work, if only in a call."""
    now, situation = at.astimezone(UTC), situation_of(person, view)
    presence = live_presence(situation.presence, now, limits)
    if presence is not None and (presence.state is PresenceState.AVAILABLE or says_busy(presence)):
        return True
    _, reached = calls(situation.outcomes, now, limits)
    return reached is not None
