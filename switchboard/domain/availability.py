"""Can this person take a call at time T, until when, why, and how sure is that?

The rules are asked in the order of the design's list; the first that decides, decides. They are pure: the
same person, situation, time and limits give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from switchboard.domain import reasons
from switchboard.domain.hours import Hours, Says
from switchboard.domain.model import (
    Absence,
    Outcome,
    Person,
    Presence,
    PresenceState,
    Protection,
    Result,
    Service,
)
from switchboard.domain.spans import FAR_AWAY, Span, back_at_work, covering, next_boundary, sane, spans_of
from switchboard.domain.status import Availability, Limits, Status
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import Words, words

__all__ = ["Availability", "Limits", "Situation", "Status", "availability", "situation_of"]

WORK_HOURS = "work-hours"
"""The ``source`` of an answer that only the person's work hours gave."""
DESK = "switchboard"
"""The ``source`` of an answer that outcomes of calls gave."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one person, and how fresh it is: ``contact`` as in :class:`DirectoryView`."""

    absences: Sequence[Absence] = ()
    presence: Presence | None = None
    outcomes: Sequence[Outcome] = ()
    contact: datetime | None = None
    service: Service = field(default_factory=Service)


_DEFAULTS = Limits()
_PROTECTED = Availability(Status.UNKNOWN, words("protected; calls go through the unit"))


def situation_of(person: Person, view: DirectoryView) -> Situation:
    """Return what the directory knows of the person."""
    return Situation(
        view.absences(person.id),
        view.presence(person.id),
        view.outcomes(person.ref),
        view.contact,
        view.service,
    )


def availability(
    person: Person, situation: Situation, at: datetime, *, limits: Limits = _DEFAULTS
) -> Availability:
    """Return whether the person can take a call at ``at``.

    Nothing is said of a protected person, whatever was served. Somebody whose ``valid_until`` is past is away
    for good.
    """
    if person.protection is not Protection.NONE:
        return _PROTECTED
    now = at.astimezone(UTC)
    contact = situation.contact
    answer = _Case(person, situation, now, limits).answer()
    if contact is not None and now - contact <= limits.stale_after:
        return answer
    if contact is None:
        why = words("no contact with the directory yet; last known: {why}", why=answer.why)
    else:
        why = words(
            "no contact with the directory for {age}; last known: {why}", age=now - contact, why=answer.why
        )
    return Availability(Status.UNKNOWN, why, as_of=contact, was=answer.status)


class _Case:
    """One person at one time: what several rules need, computed once."""

    __slots__ = ("_away", "_hours", "_limits", "_now", "_person", "_situation", "_spans", "_unreadable")

    def __init__(self, person: Person, situation: Situation, now: datetime, limits: Limits) -> None:
        self._person = person
        self._situation = situation
        self._now = now
        self._limits = limits
        self._hours: Hours | None = None
        self._unreadable = False
        if person.work_hours is not None:
            self._hours = Hours.read(person.work_hours, situation.service, work=True)
            self._unreadable = self._hours is None
        self._spans = spans_of(situation.absences, situation.service) if situation.absences else ()
        self._away = tuple(span for span in self._spans if not span.absence.answers_calls)

    def answer(self) -> Availability:
        person, now = self._person, self._now
        if person.valid_until is not None and person.valid_until <= now:
            return Availability(
                Status.AWAY,
                words("no longer here since {since}", since=sane(person.valid_until)),
                as_of=self._as_of(person.updated),
            )
        return (
            (self._absent() if self._away else None)
            or self._off_duty()
            or self._busy()
            or self._perhaps()
            or self._doubtful()
            or self._free()
        )

    def _absent(self) -> Availability | None:
        shown = covering(self._away, self._now)
        if shown is None:
            return None
        until = back_at_work(self._now, self._away, self._hours)
        return self._because_of(shown, Status.AWAY, until)

    def _off_duty(self) -> Availability | None:
        if self._hours is None or self._hours.says(self._now) is not Says.CLOSED:
            return None
        until = back_at_work(self._now, self._away, self._hours)
        why = words("off duty") if until is None else words("off duty until {until}", until=until)
        return self._make(Status.OFF_DUTY, why, until, WORK_HOURS, self._person.updated)

    def _busy(self) -> Availability | None:
        open_absences = tuple(span for span in self._spans if span.absence.answers_calls)
        shown = covering(open_absences, self._now) if open_absences else None
        presence = self._presence()
        if presence is not None and not self._says_busy(presence):
            presence = None
        if shown is not None:
            until = back_at_work(self._now, open_absences, None)
            if presence is None or not reasons.in_a_call(presence):
                return self._because_of(shown, Status.BUSY, until)
        elif presence is None:
            return None
        else:
            until = None
        return self._make(
            Status.BUSY,
            words("{reason} since {since}", reason=reasons.of_presence(presence), since=sane(presence.since)),
            until,
            presence.source or "presence",
            presence.updated or presence.since,
            self._said(presence) + self._limits.busy_for + timedelta.resolution,
        )

    def _perhaps(self) -> Availability | None:
        presence = self._presence()
        if presence is None or presence.state not in (PresenceState.AWAY, PresenceState.OFFLINE):
            return None
        if not self._now - presence.since > self._limits.away_after:
            return None
        return self._make(
            Status.PERHAPS,
            words("{reason} since {since}", reason=reasons.of_presence(presence), since=sane(presence.since)),
            self._next_known(),
            presence.source or "presence",
            presence.updated or presence.since,
            self._said(presence) + self._limits.busy_for + timedelta.resolution,
        )

    def _doubtful(self) -> Availability | None:
        unanswered, _ = self._calls()
        count = self._limits.doubt_count
        if len(unanswered) < count:
            return None
        presence = self._presence()
        fades = unanswered[-count] + self._limits.doubt_window
        if len(unanswered) == 1:
            why = words("no answer {at}", at=unanswered[0])
        elif len(unanswered) == 2:
            why = words("no answer {first} and {last}", first=unanswered[0], last=unanswered[1])
        else:
            why = words("{count} times no answer since {first}", count=len(unanswered), first=unanswered[0])
        if presence is not None and presence.state is PresenceState.AVAILABLE:
            why = words("says available; {why}", why=why)
        until = min(filter(None, (fades, self._next_known())))
        return self._make(Status.DOUBTFUL, why, until, DESK, unanswered[-1], fades)

    def _free(self) -> Availability:
        until = self._next_known()
        presence = self._presence()
        _, reached = self._calls()
        why = words("available") if until is None else words("available until {until}", until=until)
        if presence is not None:
            source, said = presence.source or "presence", presence.updated or presence.since
            away_later = None
            if presence.state in (PresenceState.AWAY, PresenceState.OFFLINE):
                away_later = presence.since + self._limits.away_after + timedelta.resolution
            return self._make(Status.AVAILABLE, why, until, source, said, away_later)
        if reached is not None:
            fades = reached + self._limits.doubt_window
            why = words("reached {at}", at=reached)
            return self._make(Status.AVAILABLE, why, until, DESK, reached, fades)
        heard = self._heard()
        if heard is not None:
            return self._make(Status.AVAILABLE, why, until, heard.source.value, heard.updated)
        return self._make(Status.NOT_REGISTERED, words("nothing registered"), until, None, None)

    def _presence(self) -> Presence | None:
        """What the presence system said last; not what it says of a time after this one, and not a
        "busy" that nobody has taken back for half a day."""
        presence = self._situation.presence
        if presence is None or presence.since > self._now + self._limits.skew:
            return None
        if self._says_busy(presence) and self._now - self._said(presence) > self._limits.busy_for:
            return None
        return presence

    @staticmethod
    def _said(presence: Presence) -> datetime:
        return sane(max(presence.since, presence.updated or presence.since))

    @staticmethod
    def _says_busy(presence: Presence) -> bool:
        return presence.state in (
            PresenceState.BUSY,
            PresenceState.DO_NOT_DISTURB,
        ) or reasons.in_a_call(presence)

    def _calls(self) -> tuple[list[datetime], datetime | None]:
        """The no-answers of the last hour since somebody was reached, in order, and when that was."""
        if not self._situation.outcomes:
            return [], None
        begin, end = self._now - self._limits.doubt_window, self._now + self._limits.skew
        recent = [o for o in self._situation.outcomes if begin < o.at <= end]
        reached = max((o.at.astimezone(UTC) for o in recent if o.result is Result.REACHED), default=None)
        unanswered = {
            o.id: o.at.astimezone(UTC)
            for o in recent
            if o.result is Result.NO_ANSWER and (reached is None or o.at > reached)
        }
        return sorted(unanswered.values()), reached

    def _heard(self) -> Absence | None:
        """The latest absence that shows that this person's absences are registered at all."""
        begin = self._now - self._limits.heard_for
        recent = [s.absence for s in self._spans if s.end is None or s.end > begin]
        return max(recent, key=lambda a: (a.start, a.id), default=None)

    def _next_known(self) -> datetime | None:
        """When what is known of the coming hours changes: the next absence, or the end of work."""
        starts = [span.start for span in self._spans if self._now < span.start < FAR_AWAY]
        if self._hours is not None and (end := self._hours.next_change(self._now)) is not None:
            starts.append(end)
        return min(starts, default=None)

    def _because_of(self, span: Span, status: Status, until: datetime | None) -> Availability:
        reason = reasons.of_absence(span.absence)
        if until is None:
            why = words("{reason}, end not known", reason=reason)
        elif until == span.end:
            why = words("{reason} until {until}", reason=reason, until=until)
        else:
            why = words("{reason}, back {until}", reason=reason, until=until)
        return self._make(status, why, until, span.absence.source.value, span.absence.updated)

    def _make(
        self,
        status: Status,
        why: Words,
        until: datetime | None,
        source: str | None,
        said: datetime | None,
        *moments: datetime | None,
    ) -> Availability:
        if self._unreadable:
            why = words("{why}; the work hours cannot be read", why=why)
        return Availability(status, why, until, source, self._as_of(said), self._changes(moments))

    def _as_of(self, said: datetime | None) -> datetime | None:
        return self._situation.contact if said is None else sane(said)

    def _changes(self, moments: Iterable[datetime | None]) -> datetime | None:
        coming = [moment for moment in moments if moment is not None]
        if self._hours is not None:
            coming.append(self._hours.next_change(self._now) or FAR_AWAY)
        if self._spans:
            coming.append(next_boundary(self._spans, self._now) or FAR_AWAY)
        if self._person.valid_until is not None:
            coming.append(self._person.valid_until)
        return min((moment for moment in coming if self._now < moment < FAR_AWAY), default=None)
