"""Everything that happens to people in the course of a day, one function each."""

from __future__ import annotations

from bisect import bisect
from datetime import datetime, time, timedelta
from random import Random

from switchboard.demo.city import City
from switchboard.demo.edits import edited
from switchboard.demo.ledger import Ledger
from switchboard.demo.lists import pick
from switchboard.demo.opening import AWAY_NOTES, Opening, meeting_kind, quarter, result_of
from switchboard.demo.staff import Staff
from switchboard.demo.turns import around
from switchboard.domain.model import Absence, AbsenceKind, Person, PresenceState, Ref, Result, Source


class Happenings:
    """Lets things happen in the ledger, and plans how they end; ``speed`` shortens what is short."""

    def __init__(self, city: City, rng: Random, ledger: Ledger, speed: float) -> None:
        self._city = city
        self._clock = city.clock
        self._rng = rng
        self._ledger = ledger
        self._speed = speed
        self._edited: dict[int, Person] = {}
        self._peopled = [place for place in city.places if place.count]
        self._firsts = [place.first for place in self._peopled]

    def _span(self, minutes: float) -> timedelta:
        return timedelta(minutes=minutes) / self._speed

    def meeting(self, person: Staff, now: datetime) -> None:
        minutes = Opening.meeting_length(self._rng) / timedelta(minutes=1)
        start = now + self._span(2 + self._rng.random() ** 2 * 150)
        if self._speed == 1:
            start = self._clock.moment(quarter(self._clock.wall(start)))
        end = start + self._span(minutes)
        if self._clock.wall(end).hour >= 16:
            return
        kind, note = meeting_kind(self._rng)
        meeting = self._ledger.absence(
            person.id,
            start,
            end,
            kind,
            now=now,
            source=Source.CALENDAR,
            answers_calls=self._rng.random() < 0.25,
            note=note,
        )
        if meeting is not None:
            self.plan_end(meeting, now)

    def lunch(self, person: Staff, now: datetime) -> None:
        self._short_absence(person, now, 30, AbsenceKind.LUNCH)

    def errand(self, person: Staff, now: datetime) -> None:
        # A fourth of them never say when they are back; they take it out when they are.
        minutes = None if self._rng.random() < 0.25 else 20 + self._rng.random() * 60
        self._short_absence(person, now, minutes, AbsenceKind.ERRAND)

    def _short_absence(self, person: Staff, now: datetime, minutes: float | None, kind: AbsenceKind) -> None:
        end = None if minutes is None else now + self._span(minutes)
        absence = self._ledger.absence(person.id, now, end, kind, now=now)
        if absence is None:
            return
        self._say(person.id, PresenceState.AWAY, now)
        back = end or now + self._span(60 + self._rng.random() * 120)
        self._ledger.later(back, lambda at: self._say(person.id, PresenceState.AVAILABLE, at))
        self.plan_end(absence, now)

    def call(self, person: Staff, now: datetime) -> None:
        if self._ledger.state(person.id) is not PresenceState.AVAILABLE:
            return
        self._ledger.presence(person.id, PresenceState.BUSY, now, "in-a-call")
        length = self._span(0.5 + self._rng.random() ** 2 * 14)
        self._ledger.later(now + length, lambda at: self._say(person.id, PresenceState.AVAILABLE, at))

    def step_away(self, person: Staff, now: datetime) -> None:
        if self._ledger.state(person.id) is PresenceState.AVAILABLE:
            self._ledger.presence(person.id, PresenceState.AWAY, now)
            length = self._span(3 + self._rng.random() ** 2 * 40)
            self._ledger.later(now + length, lambda at: self._say(person.id, PresenceState.AVAILABLE, at))

    def forget(self, person: Staff, now: datetime) -> None:
        """Somebody is gone and has told nobody; agents who try them say so."""
        if not self._ledger.free(person.id, now, now + self._span(60)):
            return
        if self._rng.random() < 0.6:
            self.step_away(person, now)
        if self._rng.random() < 0.3:
            for minutes in (2 + self._rng.random() * 8, 12 + self._rng.random() * 20):
                self._ledger.later(
                    now + self._span(minutes),
                    lambda at: self._tell(Result.NO_ANSWER, at, person),
                )

    def gone(self, person: Staff, now: datetime) -> None:
        source = Source.TIME_CLOCK if self._rng.random() < 0.6 else Source.SELF
        gone = self._ledger.absence(
            person.id, now, self._midnight(now, 1), AbsenceKind.GONE_FOR_DAY, now=now, source=source
        )
        if gone is not None:
            self._say(person.id, PresenceState.OFFLINE, now)
            self.plan_end(gone, now)

    def ill(self, person: Staff, now: datetime) -> None:
        days = 1 + int(self._rng.random() ** 2 * 4)
        end = None if self._rng.random() < 0.12 else self._midnight(now, days)
        source = Source.SELF if self._rng.random() < 0.7 else Source.SWITCHBOARD
        self._ledger.cancel(person.id, now)
        leave = self._ledger.absence(person.id, now, end, AbsenceKind.LEAVE, now=now, source=source)
        if leave is not None:
            self._say(person.id, PresenceState.OFFLINE, now)
            self.plan_end(leave, now)

    def remote(self, person: Staff, now: datetime) -> None:
        self._whole_day(person, now, AbsenceKind.REMOTE, answers_calls=True)

    def away_all_day(self, person: Staff, now: datetime) -> None:
        kind = pick(self._rng, (AbsenceKind.COURSE, AbsenceKind.TRAVEL, AbsenceKind.VACATION))
        self._whole_day(person, now, kind, answers_calls=False)

    def _whole_day(self, person: Staff, now: datetime, kind: AbsenceKind, *, answers_calls: bool) -> None:
        absence = self._ledger.absence(
            person.id,
            now,
            self._midnight(now, 1),
            kind,
            now=now,
            source=Source.CALENDAR if self._rng.random() < 0.7 else Source.SELF,
            answers_calls=answers_calls,
            note=pick(self._rng, AWAY_NOTES.get(kind, (None,))),
        )
        if absence is not None:
            self.plan_end(absence, now)

    def outcome(self, person: Staff, now: datetime) -> None:
        if self._rng.random() < 0.15:
            place = self._peopled[bisect(self._firsts, person.number) - 1]
            self._tell(result_of(self._rng.random()), now, None, place.id)
        else:
            self._tell(result_of(self._rng.random()), now, person)

    def _tell(self, result: Result, at: datetime, person: Staff | None, unit: str | None = None) -> None:
        ref = self._ledger.outcome(result, at, person=person.id if person else None, unit=unit)
        self.forget_later(ref, at)

    def edit(self, person: Staff, now: datetime) -> None:
        place = self._peopled[bisect(self._firsts, person.number) - 1]
        before = self._edited.get(person.number)
        if before is None:
            before = self._city.members(place)[person.number - place.first]
        after = edited(self._rng, before, place, now)
        if after is not None:
            self._edited[person.number] = after
            self._ledger.profile(after)

    def plan_end(self, absence: Absence, now: datetime) -> None:
        """Let a meeting show on the phone, run late or end early, and take every absence out in the end."""
        if not self._speed:
            return
        person = absence.person
        if absence.kind in (AbsenceKind.MEETING, AbsenceKind.OTHER) and absence.end is not None:
            if absence.start > now:
                self._ledger.later(
                    absence.start, lambda at: self._say(person, PresenceState.BUSY, at, "in-a-meeting")
                )
            draw = self._rng.random()
            over = absence.end
            if draw < 0.12:
                later = over + self._span(10)
                self._ledger.later(over - self._span(1), lambda at: self._until(absence, later, at))
                over = later
            elif draw < 0.24:
                over = absence.start + (over - absence.start) * 0.75
                if over > now:
                    self._ledger.later(over, lambda at: self._until(absence, at, at))
            self._ledger.later(max(over, now), lambda at: self._say(person, PresenceState.AVAILABLE, at))
        if absence.end is not None:
            gone = max(absence.end, now) + self._span(60)
        elif absence.kind is AbsenceKind.ERRAND:
            gone = now + self._span(60 + self._rng.random() * 120)
        else:
            # Whoever is ill without an end comes back one day and says so.
            gone = now + timedelta(days=2 + self._rng.random() * 8)
        self._ledger.later(gone, lambda _: self._ledger.remove(absence))

    def _until(self, absence: Absence, end: datetime, now: datetime) -> None:
        self._ledger.until(absence, end, now)

    def plan_phone(self, person: Staff, now: datetime) -> None:
        """Let somebody's phone go off at the end of their turn and on when the next begins."""
        _, on, following = around(person, self._clock.wall(now), self._clock)
        if on is not None:
            leaves = self._clock.moment(on.end + timedelta(minutes=-15 + self._rng.random() * 50))
            self._ledger.later(max(leaves, now), lambda at: self._leave(person, at))
        elif following is not None:
            comes = self._clock.moment(following.start + timedelta(minutes=-5 + self._rng.random() * 20))
            self._ledger.later(max(comes, now), lambda at: self._arrive(person, at))

    def _leave(self, person: Staff, now: datetime) -> None:
        self._say(person.id, PresenceState.OFFLINE, now)
        _, on, following = around(person, self._clock.wall(now) + timedelta(hours=1), self._clock)
        if (begins := following or on) is not None:
            comes = self._clock.moment(begins.start + timedelta(minutes=-5 + self._rng.random() * 20))
            self._ledger.later(max(comes, now + timedelta(minutes=1)), lambda at: self._arrive(person, at))

    def _arrive(self, person: Staff, now: datetime) -> None:
        # Now and then somebody does not log in.
        if self._rng.random() < 0.95 and self._ledger.free(person.id, now, now + timedelta(minutes=1)):
            self._ledger.presence(person.id, PresenceState.AVAILABLE, now)
        _, on, following = around(person, self._clock.wall(now) + timedelta(minutes=6), self._clock)
        if (turn := on or following) is not None:
            leaves = self._clock.moment(turn.end + timedelta(minutes=-15 + self._rng.random() * 50))
            self._ledger.later(max(leaves, now + timedelta(minutes=1)), lambda at: self._leave(person, at))

    def off_duty(self, person: Staff, now: datetime) -> None:
        """Tell from the roster when somebody is off: now, or after the turn that is on."""
        last, on, following = around(person, self._clock.wall(now), self._clock)
        begun = on or last
        if begun is None or following is None:
            return
        start, end = self._clock.moment(begun.end), self._clock.moment(following.start)
        absence = self._ledger.absence(
            person.id, start, end, AbsenceKind.OFF_DUTY, now=min(start, now), source=Source.ROSTER
        )
        if absence is not None:
            self._ledger.later(end + timedelta(hours=1), lambda _: self._ledger.remove(absence))
        # Within the first hour of the next turn the time off after it is known.
        again = end + timedelta(minutes=1 + self._rng.random() * 55)
        self._ledger.later(again, lambda at: self.off_duty(person, at))

    def _say(self, person: str, state: PresenceState, now: datetime, activity: str | None = None) -> None:
        """Let a phone's presence follow, where there is a phone and it is not said already."""
        known = self._ledger.state(person)
        if known is None or known is state:
            return
        if state is not PresenceState.OFFLINE and known is PresenceState.OFFLINE:
            return
        # Who comes out of one absence may be in the next.
        if state is PresenceState.AVAILABLE and not self._ledger.free(
            person, now, now + timedelta(seconds=1)
        ):
            return
        self._ledger.presence(person, state, now, activity)

    def forget_later(self, ref: Ref, now: datetime) -> None:
        """Take an outcome out when it no longer tells anything."""
        self._ledger.later(now + timedelta(hours=2), lambda _: self._ledger.forget(ref))

    def _midnight(self, now: datetime, days: int) -> datetime:
        midnight = datetime.combine(self._clock.wall(now).date(), time())
        return self._clock.moment(midnight + timedelta(days=days))
