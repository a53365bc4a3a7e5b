"""Can this person take a call at time T, until when, why, and how sure is that?

``decision.py`` holds the rules; here they are put into words. Both are pure: the same person, situation, time
and limits give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from switchboard.domain import reasons
from switchboard.domain.brief import Judged
from switchboard.domain.decision import Decision, Moment, calls, decide, live_presence, says_busy
from switchboard.domain.hours import Hours
from switchboard.domain.model import Absence, Kind, Outcome, Presence, PresenceState, Protection, Ref, Service
from switchboard.domain.spans import FAR_AWAY, Span, back_at_work, covering, sane, spans_of
from switchboard.domain.status import Availability, Limits, Status
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import Words, words

__all__ = [
    "Availability",
    "Limits",
    "Moment",
    "Situation",
    "Status",
    "availability",
    "availability_in",
    "situation_of",
]

WORK_HOURS: Final = "work-hours"
"""The ``source`` of an answer that only the person's work hours gave."""
DESK: Final = "switchboard"
"""The ``source`` of an answer that outcomes of calls gave."""


class Situation(NamedTuple):
    """What is known of one person, and how fresh it is: ``contact`` as in :class:`DirectoryView`."""

    absences: Sequence[Absence] = ()
    presence: Presence | None = None
    outcomes: Sequence[Outcome] = ()
    contact: datetime | None = None
    service: Service = Service()


_DEFAULTS: Final = Limits()
_PROTECTED: Final = Availability(Status.UNKNOWN, words("protected; calls go through the unit"))


def situation_of(person: Judged, view: DirectoryView) -> Situation:
    """Return what the directory knows of the person."""
    if view.silent(person.id):
        return Situation((), None, (), view.contact, view.service)
    return Situation(
        view.absences(person.id),
        view.presence(person.id),
        view.outcomes(Ref(Kind.PERSON, person.id)),
        view.contact,
        view.service,
    )


def availability(
    person: Judged, situation: Situation, at: datetime, *, limits: Limits = _DEFAULTS
) -> Availability:
    """Return whether the person can take a call at ``at``; see :func:`availability_in`."""
    return availability_in(person, situation, Moment(at, situation.service, limits))


def availability_in(person: Judged, situation: Situation, moment: Moment) -> Availability:
    """Return whether the person can take a call at a moment, which many people's answers can share.

    Nothing is said of a protected person, whatever was served. Somebody whose ``valid_until`` is past is away
    for good.
    """
    if person.protection is not Protection.NONE:
        return _PROTECTED
    now, limits, contact = moment.now, moment.limits, situation.contact
    if situation.presence is None and not situation.absences and not situation.outcomes:
        answer = _unheard(person, situation, moment)
    else:
        decision = decide(person, situation.absences, situation.presence, situation.outcomes, moment)
        answer = _Explanation(person, situation, moment, decision).answer()
    if contact is not None and now - contact <= limits.stale_after:
        return answer
    if contact is None:
        why = words("no contact with the directory yet; last known: {why}", why=answer.why)
    else:
        why = words(
            "no contact with the directory for {age}; last known: {why}", age=now - contact, why=answer.why
        )
    return Availability(Status.UNKNOWN, why, as_of=contact, was=answer.status)


def _unheard(person: Judged, situation: Situation, moment: Moment) -> Availability:
    """The answer where nothing but work hours is known: for all who have the same, the words are the same."""
    if person.valid_until is not None:
        decision = decide(person, (), None, (), moment)
        return _Explanation(person, situation, moment, decision).answer()
    known = moment.answers.get(person.work_hours)
    if known is None:
        decision = moment.unheard(person.work_hours)
        known = _Explanation(person, situation, moment, decision).answer()
        moment.answers[person.work_hours] = known
    said = person.updated if known.source is WORK_HOURS else None
    as_of = situation.contact if said is None else sane(said)
    return Availability(known.status, known.why, known.until, known.source, as_of, known.changes)


class _Explanation:
    """One person at one time, a decision, and the words for it."""

    __slots__ = ("_decision", "_hours", "_limits", "_now", "_person", "_situation", "_spans", "_unreadable")

    def __init__(self, person: Judged, situation: Situation, moment: Moment, decision: Decision) -> None:
        self._person = person
        self._situation = situation
        self._now = moment.now
        self._limits = moment.limits
        self._decision = decision
        self._hours: Hours | None = None
        self._unreadable = False
        if person.work_hours is not None:
            self._hours = Hours.read(person.work_hours, situation.service, work=True)
            self._unreadable = self._hours is None
        self._spans = spans_of(situation.absences, situation.service) if situation.absences else ()

    def answer(self) -> Availability:
        match self._decision.status:
            case Status.AWAY:
                return self._left() if self._expired() else self._absent()
            case Status.OFF_DUTY:
                return self._off_duty()
            case Status.BUSY:
                return self._busy()
            case Status.PERHAPS:
                return self._perhaps()
            case Status.DOUBTFUL:
                return self._doubtful()
            case _:
                return self._free()

    def _expired(self) -> bool:
        return self._person.valid_until is not None and self._person.valid_until <= self._now

    def _left(self) -> Availability:
        assert self._person.valid_until is not None
        why = words("no longer here since {since}", since=sane(self._person.valid_until))
        return Availability(Status.AWAY, why, as_of=self._as_of(self._person.updated))

    def _absent(self) -> Availability:
        return self._because_of(self._away(), self._hours)

    def _off_duty(self) -> Availability:
        until = back_at_work(self._now, self._away(), self._hours)
        why = words("off duty") if until is None else words("off duty until {until}", until=until)
        return self._make(why, until, WORK_HOURS, self._person.updated)

    def _busy(self) -> Availability:
        engaged = tuple(span for span in self._spans if span.absence.answers_calls)
        covered = covering(engaged, self._now) is not None
        presence = self._presence()
        if presence is None or not says_busy(presence) or (covered and not reasons.in_a_call(presence)):
            return self._because_of(engaged, None)
        until = back_at_work(self._now, engaged, None) if covered else None
        return self._make(_since(presence), until, *_who_said(presence))

    def _perhaps(self) -> Availability:
        presence = self._presence()
        assert presence is not None
        return self._make(_since(presence), self._next_known(), *_who_said(presence))

    def _doubtful(self) -> Availability:
        unanswered, _ = calls(self._situation.outcomes, self._now, self._limits)
        presence = self._presence()
        fades = unanswered[-self._limits.doubt_count] + self._limits.doubt_window
        if len(unanswered) == 1:
            why = words("no answer {at}", at=unanswered[0])
        elif len(unanswered) == 2:
            why = words("no answer {first} and {last}", first=unanswered[0], last=unanswered[1])
        else:
            why = words("{count} times no answer since {first}", count=len(unanswered), first=unanswered[0])
        if presence is not None and presence.state is PresenceState.AVAILABLE:
            why = words("says available; {why}", why=why)
        until = min(filter(None, (fades, self._next_known())))
        return self._make(why, until, DESK, unanswered[-1])

    def _free(self) -> Availability:
        until = self._next_known()
        presence = self._presence()
        if self._decision.status is Status.NOT_REGISTERED:
            return self._make(words("nothing registered"), until, None, None)
        why = words("available") if until is None else words("available until {until}", until=until)
        if presence is not None:
            return self._make(why, until, *_who_said(presence))
        _, reached = calls(self._situation.outcomes, self._now, self._limits)
        if reached is not None:
            return self._make(words("reached {at}", at=reached), until, DESK, reached)
        heard = self._heard()
        return self._make(why, until, heard.source.value, heard.updated)

    def _away(self) -> tuple[Span, ...]:
        return tuple(span for span in self._spans if not span.absence.answers_calls)

    def _presence(self) -> Presence | None:
        return live_presence(self._situation.presence, self._now, self._limits)

    def _heard(self) -> Absence:
        """The latest absence that shows that this person's absences are registered at all."""
        begin = self._now - self._limits.heard_for
        recent = [s.absence for s in self._spans if s.end is None or s.end > begin]
        return max(recent, key=lambda a: (a.start, a.id))

    def _next_known(self) -> datetime | None:
        """When what is known of the coming hours changes: the next absence, or the end of work."""
        starts = [span.start for span in self._spans if self._now < span.start < FAR_AWAY]
        if self._hours is not None and (end := self._hours.next_change(self._now)) is not None:
            starts.append(end)
        return min(starts, default=None)

    def _because_of(self, spans: tuple[Span, ...], hours: Hours | None) -> Availability:
        span = covering(spans, self._now)
        assert span is not None
        until = back_at_work(self._now, spans, hours)
        reason = reasons.of_absence(span.absence)
        if until is None:
            why = words("{reason}, end not known", reason=reason)
        elif until == span.end:
            why = words("{reason} until {until}", reason=reason, until=until)
        else:
            why = words("{reason}, back {until}", reason=reason, until=until)
        return self._make(why, until, span.absence.source.value, span.absence.updated)

    def _make(
        self, why: Words, until: datetime | None, source: str | None, said: datetime | None
    ) -> Availability:
        if self._unreadable:
            why = words("{why}; the work hours cannot be read", why=why)
        decision = self._decision
        return Availability(decision.status, why, until, source, self._as_of(said), decision.changes)

    def _as_of(self, said: datetime | None) -> datetime | None:
        return self._situation.contact if said is None else sane(said)


def _since(presence: Presence) -> Words:
    return words("{reason} since {since}", reason=reasons.of_presence(presence), since=sane(presence.since))


def _who_said(presence: Presence) -> tuple[str, datetime]:
    return presence.source or "presence", presence.updated or presence.since
