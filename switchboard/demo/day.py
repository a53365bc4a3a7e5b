"""The living day: meetings, lunches, calls, illness, and people who tell nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from switchboard.demo import shape
from switchboard.demo.city import City
from switchboard.demo.happenings import Happenings
from switchboard.demo.ledger import Ledger
from switchboard.demo.lists import pick
from switchboard.demo.opening import Opening
from switchboard.demo.shape import Shape
from switchboard.demo.staff import Staff
from switchboard.demo.turns import at_work
from switchboard.domain.model import Absence, AbsenceKind, DirectoryObject, Kind, Tombstone

FASTEST = 1000
"""The highest speed of the day."""
MOST_CHANGES = 500
"""The most changes of one step: a commit stays small whatever the speed."""
_TRIES = 6
_LONGEST_STEP = timedelta(minutes=2)


class LivingDay:
    """What happens in a city, step by step; the same seed and times give the same day.

    ``speed`` X lets things come X times as often and last an X-th as long; the time of the day stays the
    clock's, so that work hours, phone hours and absences go together at any speed. With 0 nothing happens.
    """

    def __init__(self, city: City, seed: int, *, speed: float = 1.0) -> None:
        if not 0 <= speed <= FASTEST:
            raise ValueError(f"the speed of the day is between 0 and {FASTEST}")
        self._city = city
        self._clock = city.clock
        self._speed = speed
        self._rng = Random(f"{seed}/day")
        self._ledger = Ledger("0")
        self._do = Happenings(city, self._rng, self._ledger, speed)
        self._owed: dict[str, float] = {}
        everybody = [person for place in city.places for person in city.staff(place)]
        self._all = everybody
        here = [person for person in everybody if person.away is None]
        self._positions = [person for person in here if person.work is not None]
        self._desks = [person for person in self._positions if person.desk]
        self._lines = [person for person in here if person.line]
        self._rosters = [person for person in here if person.roster]

    def initial(self, at: datetime) -> list[DirectoryObject]:
        """Return the absences, presences and outcomes of a moment; the day goes on from there."""
        self._ledger = Ledger(f"{at:%y%m%d%H%M%S}")
        self._do = Happenings(self._city, self._rng, self._ledger, self._speed)
        opening = Opening(self._rng, self._ledger, self._clock, at)
        for person in self._all:
            opening.place(person)
        opening.outcomes(self._positions)
        for person in self._rosters:
            self._do.off_duty(person, at)
        for person in self._lines:
            self._do.plan_phone(person, at)
        objects = [item for item in self._ledger.take() if not isinstance(item, Tombstone)]
        for item in objects:
            if isinstance(item, Absence) and item.kind is not AbsenceKind.OFF_DUTY:
                self._do.plan_end(item, at)
            elif item.ref.kind is Kind.OUTCOME:
                self._do.forget_later(item.ref, at)
        return objects

    def step(self, since: datetime, until: datetime) -> list[DirectoryObject | Tombstone]:
        """Return what changed between two moments, at most :data:`MOST_CHANGES`."""
        if self._speed:
            self._ledger.due(until, MOST_CHANGES)
            # After a pause (a laptop that slept) the day goes on; it does not catch up.
            hours = min(until - since, _LONGEST_STEP) / timedelta(hours=1)
            self._happen(until, hours)
        return self._ledger.take()

    def _happen(self, now: datetime, hours: float) -> None:
        wall = self._clock.wall(now)
        if not self._clock.works(wall):
            return
        short = hours * self._speed
        do = self._do
        for name, pool, rate, often, happen in (
            ("meeting", self._desks, shape.MEETINGS, short, do.meeting),
            ("lunch", self._desks, shape.LUNCHES, short, do.lunch),
            ("call", self._lines, shape.CALLS, short, do.call),
            ("step away", self._lines, shape.STEPS_AWAY, short, do.step_away),
            ("errand", self._desks, shape.ERRANDS, short, do.errand),
            ("forget", self._desks, shape.FORGETS, short, do.forget),
            ("gone", self._desks, shape.GONE, hours, do.gone),
            ("ill", self._positions, shape.FALLS_ILL, hours, do.ill),
            ("remote", self._desks, shape.REMOTE, hours, do.remote),
            ("all day", self._desks, shape.AWAY_ALL_DAY, hours, do.away_all_day),
            ("outcome", self._positions, shape.OUTCOMES, short, do.outcome),
            ("edit", self._positions, shape.EDITS, short, do.edit),
        ):
            self._several(name, pool, rate, often, happen, now, wall)

    def _several(
        self,
        name: str,
        pool: list[Staff],
        rate: Shape,
        often: float,
        happen: Callable[[Staff, datetime], None],
        now: datetime,
        wall: datetime,
    ) -> None:
        owed = self._owed.get(name, 0.0) + rate.at(wall) * often * len(pool)
        times = int(owed)
        self._owed[name] = owed - times
        for _ in range(min(times, MOST_CHANGES)):
            if self._ledger.pending >= MOST_CHANGES:
                return
            for _ in range(_TRIES):
                person = pick(self._rng, pool)
                if person.roster or at_work(person, wall, self._clock):
                    happen(person, now)
                    break
