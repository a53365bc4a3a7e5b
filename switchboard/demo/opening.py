"""The moment at which the living day is first looked at: everybody is somewhere already."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from switchboard.demo import shape
from switchboard.demo.clock import Clock
from switchboard.demo.ledger import Ledger
from switchboard.demo.lists import pick
from switchboard.demo.staff import Staff
from switchboard.demo.turns import around, at_work
from switchboard.domain.model import AbsenceKind, PresenceState, Result, Source

MEETING_NOTES = (
    None,
    None,
    None,
    "Budsjettmøte",
    "Personalmøte",
    "Teammøte",
    "Møte i rådhuset",
    "Ekstern befaring",
)
AWAY_NOTES = {
    AbsenceKind.TRAVEL: (None, "Tjenestereise", "Konferanse i Bergen", "Befaring", "Studietur"),
    AbsenceKind.COURSE: (
        None,
        "Kurs",
        "Førstehjelpskurs",
        "Lederutvikling",
        "Fagdag",
        "Opplæring i nytt fagsystem",
    ),
    AbsenceKind.REMOTE: (None, "Hjemmekontor", "Treffes på mobil"),
}
_QUARTER = timedelta(minutes=15)


def quarter(wall: datetime) -> datetime:
    """Return the next full quarter of an hour: that is when meetings begin."""
    past = timedelta(minutes=wall.minute % 15, seconds=wall.second, microseconds=wall.microsecond)
    return wall - past + (_QUARTER if past else timedelta())


class Opening:
    """Puts everybody where they would be."""

    def __init__(self, rng: Random, ledger: Ledger, clock: Clock, at: datetime) -> None:
        self._rng = rng
        self._ledger = ledger
        self._clock = clock
        self._at = at
        self._wall = clock.wall(at)
        self._midnight = datetime.combine(self._wall.date(), time())
        self._meetings = 0.15 * shape.MEETINGS.at(self._wall) / shape.MEETINGS.most
        self._lunches = shape.LUNCHES.at(self._wall) * 0.45

    def place(self, person: Staff) -> None:
        """Register where one person is, and what their phone says."""
        if person.away is not None:
            if person.line:
                self._offline(
                    person, self._midnight - timedelta(days=5, minutes=int(self._rng.random() * 900))
                )
        elif person.work is not None and at_work(person, self._wall, self._clock):
            self._at_work(person)
        elif person.line:
            last, on, _ = around(person, self._wall, self._clock)
            if on is not None:
                self._phone(person, None)
            else:
                self._offline(person, last.end if last else self._midnight - timedelta(days=3))

    def _at_work(self, person: Staff) -> None:
        draw = self._rng.random()
        kind: AbsenceKind | None = None
        if draw < 0.022:
            kind = AbsenceKind.LEAVE
            days = timedelta(days=int(self._rng.random() * 3))
            back = None if self._rng.random() < 0.15 else self._midnight + days + timedelta(days=1)
            source = Source.SELF if self._rng.random() < 0.7 else Source.SWITCHBOARD
            self._register(person, self._midnight - days, back, kind, source)
        elif not person.desk:
            if draw < 0.034:
                kind = AbsenceKind.COURSE
                self._all_day(person, kind)
        else:
            kind = self._desk(person, (draw - 0.022) / 0.978)
        if person.line:
            self._phone(person, kind)

    def _desk(self, person: Staff, draw: float) -> AbsenceKind | None:
        for kind, share in (
            (AbsenceKind.COURSE, 0.018),
            (AbsenceKind.TRAVEL, 0.014),
            (AbsenceKind.VACATION, 0.015),
            (AbsenceKind.REMOTE, 0.065),
            (AbsenceKind.ERRAND, 0.01),
            (AbsenceKind.LUNCH, self._lunches),
            (AbsenceKind.MEETING, self._meetings),
        ):
            if draw < share:
                self._desk_absence(person, kind)
                return kind
            draw -= share
        self._next_meetings(person, self._wall)
        return None

    def _desk_absence(self, person: Staff, kind: AbsenceKind) -> None:
        chance = self._rng.random
        minute = timedelta(minutes=1)
        if kind in (AbsenceKind.COURSE, AbsenceKind.TRAVEL, AbsenceKind.VACATION, AbsenceKind.REMOTE):
            self._all_day(person, kind)
        elif kind is AbsenceKind.ERRAND:
            start = self._wall - int(2 + chance() * 50) * minute
            # A fourth of them never say when they are back.
            end = None if chance() < 0.25 else self._wall + int(3 + chance() * 50) * minute
            self._register(person, start, end, kind, Source.SELF)
        elif kind is AbsenceKind.LUNCH:
            start = self._wall - int(chance() * 29) * minute
            self._register(person, start, start + 30 * minute, kind, Source.SELF)
        else:
            length = self.meeting_length(self._rng)
            start = quarter(self._wall - chance() * length)
            if start > self._wall:
                start -= _QUARTER
            end = max(start + length, quarter(self._wall + minute))
            self._meeting(person, start, end)
            self._next_meetings(person, end)

    @staticmethod
    def meeting_length(rng: Random) -> timedelta:
        return timedelta(minutes=pick(rng, (30, 30, 45, 60, 60, 60, 60, 90, 120)))

    def _next_meetings(self, person: Staff, after: datetime) -> None:
        """Put the rest of today's meetings into the calendar."""
        work = person.work
        if work is None:
            return
        chance = self._rng.random
        while chance() < 0.33:
            start = quarter(after + timedelta(minutes=10 + chance() * 200))
            end = start + self.meeting_length(self._rng)
            if end > self._midnight + timedelta(minutes=work.end):
                return
            self._meeting(person, start, end)
            after = end

    def _meeting(self, person: Staff, start: datetime, end: datetime) -> None:
        kind, note = meeting_kind(self._rng)
        busy = self._rng.random() < 0.25
        self._register(person, start, end, kind, Source.CALENDAR, answers_calls=busy, note=note)

    def _all_day(self, person: Staff, kind: AbsenceKind) -> None:
        work = person.work
        assert work is not None
        start = self._midnight + timedelta(minutes=work.start)
        end = self._midnight + timedelta(minutes=work.end)
        if kind in (AbsenceKind.VACATION, AbsenceKind.TRAVEL):
            start, end = self._midnight, self._midnight + timedelta(days=1 + int(self._rng.random() * 2.5))
        self._register(
            person,
            start,
            end,
            kind,
            Source.CALENDAR if self._rng.random() < 0.8 else Source.SELF,
            answers_calls=kind is AbsenceKind.REMOTE
            or (kind is AbsenceKind.TRAVEL and self._rng.random() < 0.4),
            note=pick(self._rng, AWAY_NOTES.get(kind, (None,))),
        )

    def _register(
        self,
        person: Staff,
        start: datetime,
        end: datetime | None,
        kind: AbsenceKind,
        source: Source,
        *,
        answers_calls: bool = False,
        note: str | None = None,
    ) -> None:
        began = self._clock.moment(start)
        self._ledger.absence(
            person.id,
            began,
            None if end is None else self._clock.moment(end),
            kind,
            now=min(began, self._at - timedelta(minutes=int(self._rng.random() * 120))),
            source=source,
            answers_calls=answers_calls,
            note=note,
        )

    def _phone(self, person: Staff, kind: AbsenceKind | None) -> None:
        draw = self._rng.random()
        since = self._at - timedelta(seconds=int(30 + self._rng.random() * 5000))
        state, activity = PresenceState.AVAILABLE, None
        if kind in (AbsenceKind.LEAVE, AbsenceKind.VACATION, AbsenceKind.COURSE, AbsenceKind.TRAVEL):
            state = PresenceState.OFFLINE if draw < 0.85 else PresenceState.AWAY
        elif kind is AbsenceKind.MEETING:
            if draw < 0.7:
                state, activity = PresenceState.BUSY, "in-a-meeting"
            elif draw < 0.8:
                state = PresenceState.AWAY
        elif kind in (AbsenceKind.LUNCH, AbsenceKind.ERRAND):
            state = PresenceState.AWAY if draw < 0.8 else PresenceState.AVAILABLE
        elif draw < 0.06 * shape.CALLS.at(self._wall):
            state, activity = PresenceState.BUSY, "in-a-call"
            since = self._at - timedelta(seconds=int(5 + self._rng.random() * 400))
        elif draw < 0.13:
            state = PresenceState.AWAY
        elif draw < 0.145:
            state, activity = PresenceState.DO_NOT_DISTURB, None
        elif draw < 0.19:
            state = PresenceState.OFFLINE
        self._ledger.presence(person.id, state, since, activity)

    def _offline(self, person: Staff, since: datetime) -> None:
        self._ledger.presence(person.id, PresenceState.OFFLINE, min(self._clock.moment(since), self._at))

    def outcomes(self, people: list[Staff]) -> None:
        """Register what agents said of calls in the last hour; some tried the same person in vain twice."""
        if not people:
            return
        per_hour = shape.OUTCOMES.at(self._wall) * len(people)
        for _ in range(round(per_hour)):
            person = pick(self._rng, people)
            ago = timedelta(seconds=int(40 + self._rng.random() * 3400))
            draw = self._rng.random()
            if draw < 0.14:
                for again in (ago, ago * 0.6):
                    self._ledger.outcome(Result.NO_ANSWER, self._at - again, person=person.id)
            else:
                self._ledger.outcome(result_of(draw), self._at - ago, person=person.id)


def meeting_kind(rng: Random) -> tuple[AbsenceKind, str | None]:
    """Return a calendar entry's kind and note; one that is marked private says nothing of itself."""
    if rng.random() < 0.07:
        return AbsenceKind.OTHER, None
    return AbsenceKind.MEETING, pick(rng, MEETING_NOTES)


def result_of(draw: float) -> Result:
    """Return what comes of a call, most often that somebody answers."""
    if draw < 0.62:
        return Result.REACHED
    if draw < 0.82:
        return Result.NO_ANSWER
    if draw < 0.9:
        return Result.BUSY
    return Result.WRONG_PERSON if draw < 0.94 else Result.MESSAGE
