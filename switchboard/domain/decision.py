"""Which of the design's answers holds for a person, and until which moment: the rules, without the words.

``availability.py`` puts them into words for one person, ``board.py`` asks them for everybody. The rules are
asked in the order of the design's list; the first that decides, decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from switchboard.domain import reasons
from switchboard.domain.brief import Judged
from switchboard.domain.hours import Hours, Says
from switchboard.domain.model import Absence, Outcome, Presence, PresenceState, Result, Service
from switchboard.domain.spans import FAR_AWAY, end_of, sane
from switchboard.domain.status import Availability, Limits, Status

_NOT_AT_THE_DESK = frozenset({PresenceState.AWAY, PresenceState.OFFLINE})
_BUSY = frozenset({PresenceState.BUSY, PresenceState.DO_NOT_DISTURB})


class Decision(NamedTuple):
    """An answer, and the next moment (UTC) at which the clock alone may change it; the data's age is not in
    either."""

    status: Status
    changes: datetime | None


class _Hours:
    """What everybody's work hours say: the same until the first of them says something else."""

    __slots__ = ("answers", "closed", "end", "service", "unheard", "zone")

    def __init__(self, service: Service) -> None:
        self.service = service
        self.zone = ZoneInfo(service.time_zone)
        self.end = FAR_AWAY
        self.closed: dict[str, tuple[bool, datetime | None]] = {}
        self.unheard: dict[str | None, Decision] = {}
        self.answers: dict[str | None, Availability] = {}


class Moment:
    """One moment, the limits that hold, and what each person's work hours say then, each text asked once.

    What an ``earlier`` moment was told of the hours is not asked again as long as it holds.
    """

    __slots__ = ("_hours", "answers", "heard_since", "limits", "now", "service", "zone")

    def __init__(
        self, at: datetime, service: Service, limits: Limits, *, earlier: Moment | None = None
    ) -> None:
        self.now = at.astimezone(UTC)
        self.service = service
        self.limits = limits
        known = _Hours(service) if earlier is None or earlier.service != service else earlier._hours
        # Clocks are set back, too.
        if earlier is not None and not earlier.now <= self.now < known.end:
            known = _Hours(service)
        self._hours: _Hours = known
        self.zone = known.zone
        self.heard_since = self.now - limits.heard_for
        self.answers = known.answers
        """What :meth:`unheard` is in words, where ``availability.py`` has put it into them."""

    def work_hours(self, text: str) -> tuple[bool, datetime | None]:
        """Return whether the hours say closed, and when they say something else. Unreadable ones never do."""
        found = self._hours.closed.get(text)
        if found is None:
            hours = Hours.read(text, self.service, work=True)
            found = (
                (False, None)
                if hours is None
                else (hours.says(self.now) is Says.CLOSED, hours.next_change(self.now))
            )
            self._hours.closed[text] = found
            if found[1] is not None and found[1] < self._hours.end:
                self._hours.end = found[1]
        return found

    def unheard(self, work_hours: str | None) -> Decision:
        """Return what holds for everybody with these hours of whom nothing else is known: most people."""
        known = self._hours.unheard
        found = known.get(work_hours)
        if found is None:
            closed, change = (False, None) if work_hours is None else self.work_hours(work_hours)
            status = Status.OFF_DUTY if closed else Status.NOT_REGISTERED
            found = known[work_hours] = self.decision(status, change)
        return found

    def decision(self, status: Status, *moments: datetime | None) -> Decision:
        """Return the decision; it holds until the first of the moments that lies ahead."""
        first: datetime | None = None
        for moment in moments:
            if moment is not None and self.now < moment and (first is None or moment < first):
                first = moment
        if first is None or first >= FAR_AWAY:
            return Decision(status, None)
        return Decision(status, first.astimezone(UTC))


def decide(
    person: Judged,
    absences: Iterable[Absence],
    presence: Presence | None,
    outcomes: Sequence[Outcome],
    moment: Moment,
) -> Decision:
    """Return what holds for a person at the moment, the protection and the data's age left aside."""
    valid_until = person.valid_until
    if valid_until is None:
        if not absences and presence is None and not outcomes:
            return moment.unheard(person.work_hours)
    elif valid_until <= moment.now:
        return Decision(Status.AWAY, None)
    closed, change = (False, None) if person.work_hours is None else moment.work_hours(person.work_hours)
    away, engaged, heard_until, edge = _absent(absences, moment) if absences else (False, False, None, None)
    if away:
        return moment.decision(Status.AWAY, change, edge, valid_until)
    if closed:
        return moment.decision(Status.OFF_DUTY, change, edge, valid_until)
    if presence is None and not outcomes:
        if engaged:
            return moment.decision(Status.BUSY, change, edge, valid_until)
        if heard_until is None:
            # Absences of which nothing is heard any more have no edge ahead.
            return moment.decision(Status.NOT_REGISTERED, change, valid_until)
        return moment.decision(Status.AVAILABLE, change, edge, valid_until, heard_until)
    status, coming = _from_signs(presence, outcomes, moment, heard_until, engaged=engaged)
    return moment.decision(status, change, edge, valid_until, *coming)


def _absent(
    absences: Iterable[Absence], moment: Moment
) -> tuple[bool, bool, datetime | None, datetime | None]:
    """Whether an absence closes the phone now, whether one leaves it open, until when absences show that this
    person's are registered at all (``None``: they do not), and the next start or end of any."""
    now, zone, heard_for = moment.now, moment.zone, moment.limits.heard_for
    away = engaged = False
    heard: datetime | None = None
    edge: datetime | None = None
    for absence in absences:
        start, end = absence.start, end_of(absence, zone)
        if start > now:
            if edge is None or start < edge:
                edge = start
        elif end is None or end > now:
            if absence.answers_calls:
                engaged = True
            else:
                away = True
        if end is None:
            heard = FAR_AWAY
        else:
            if end > now and (edge is None or end < edge):
                edge = end
            if end > moment.heard_since and (heard is None or end + heard_for > heard):
                heard = end + heard_for
    return away, engaged, heard, edge


def _from_signs(
    presence: Presence | None,
    outcomes: Sequence[Outcome],
    moment: Moment,
    heard_until: datetime | None,
    *,
    engaged: bool,
) -> tuple[Status, list[datetime]]:
    """What presence and outcomes say of somebody on duty, and which moments may change that."""
    now, limits = moment.now, moment.limits
    known_by = now + limits.skew
    coming = [outcome.at - limits.skew for outcome in outcomes if outcome.at > known_by]
    if presence is not None and presence.since > known_by:
        coming.append(presence.since - limits.skew)
    live = live_presence(presence, now, limits)
    if live is not None and says_busy(live) and (not engaged or reasons.in_a_call(live)):
        coming.append(said(live) + limits.busy_for + timedelta.resolution)
        return Status.BUSY, coming
    if engaged:
        return Status.BUSY, coming
    if live is not None and live.state in _NOT_AT_THE_DESK:
        # Exactly the limit is not longer than the limit.
        longer = live.since + limits.away_after + timedelta.resolution
        if longer <= now:
            return Status.PERHAPS, coming
        coming.append(longer)
    elif live is not None:
        coming.append(said(live) + limits.here_for + timedelta.resolution)
    unanswered, reached = calls(outcomes, now, limits)
    if len(unanswered) >= limits.doubt_count:
        # With the first of several the words change already.
        coming.append(unanswered[0] + limits.doubt_window)
        return Status.DOUBTFUL, coming
    if live is not None:
        return Status.AVAILABLE, coming
    if reached is not None:
        coming.append(reached + limits.doubt_window)
        return Status.AVAILABLE, coming
    if heard_until is not None:
        coming.append(heard_until)
        return Status.AVAILABLE, coming
    return Status.NOT_REGISTERED, coming


def live_presence(presence: Presence | None, now: datetime, limits: Limits) -> Presence | None:
    """Return the presence if it counts: not what it says of a later time, not a "busy" that nobody has
    taken back for half a day, and not an "available" that nobody has confirmed for days."""
    if presence is None or presence.since > now + limits.skew:
        return None
    if says_busy(presence):
        longest = limits.busy_for
    elif presence.state is PresenceState.AVAILABLE:
        longest = limits.here_for
    else:
        return presence
    return presence if now - said(presence) <= longest else None


def said(presence: Presence) -> datetime:
    """Return when the presence was last confirmed."""
    return sane(max(presence.since, presence.updated or presence.since))


def says_busy(presence: Presence) -> bool:
    """Whether the presence says that the person cannot take a call now."""
    return presence.state in _BUSY or reasons.in_a_call(presence)


def calls(
    outcomes: Iterable[Outcome], now: datetime, limits: Limits
) -> tuple[list[datetime], datetime | None]:
    """Return the no-answers of the last hour since somebody was reached, in order, and when that was."""
    begin, end = now - limits.doubt_window, now + limits.skew
    recent = [outcome for outcome in outcomes if begin < outcome.at <= end]
    reached = max((o.at.astimezone(UTC) for o in recent if o.result is Result.REACHED), default=None)
    unanswered = {
        o.id: o.at.astimezone(UTC)
        for o in recent
        if o.result is Result.NO_ANSWER and (reached is None or o.at > reached)
    }
    return sorted(unanswered.values()), reached
