"""The synthetic municipality as a whole: the same people, seed and day give the same city, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from switchboard.demo.clock import COUNTRY, Clock
from switchboard.demo.names import MIXES, Named, Namer
from switchboard.demo.people import Profiles
from switchboard.demo.staff import Staff, staff_of
from switchboard.demo.tree import Place, fields, grow
from switchboard.demo.units import unit_of
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    DirectoryObject,
    Person,
    Service,
    Source,
    Unit,
)

A_TUESDAY = date(2026, 11, 24)
MOST_PEOPLE = 1_000_000


class City:
    """Fjordby, a town that is not on any map.

    ``day`` is the day that long absences and temporary positions are counted from; ``clock`` is how its clock
    goes. Units and people are made when they are asked for; only names are kept, since no two people may
    share an address.
    """

    def __init__(self, people: int, seed: int, *, day: date = A_TUESDAY, clock: Clock | None = None) -> None:
        if not 1 <= people <= MOST_PEOPLE:
            raise ValueError(f"a city has 1 to {MOST_PEOPLE} people")
        self.people = people
        self.seed = seed
        self.clock = clock or Clock()
        self.day = day
        self._today = self.clock.moment(datetime.combine(day, time())).astimezone(UTC)
        self.places = grow(people)
        self._profiles = Profiles(seed, self._today, self.clock.days, self.clock.moved)
        self._names: list[Named] = []

    @property
    def service(self) -> Service:
        name = "Fjordby kommune (demo, klokka er flyttet)" if self.clock.moved else "Fjordby kommune (demo)"
        return Service(
            name=name, country=COUNTRY, time_zone=self.clock.zone, languages=("nb", "nn", "se", "en")
        )

    @property
    def units(self) -> Iterator[Unit]:
        """All units, each after the one above it."""
        for place in self.places:
            yield unit_of(place, self.seed, self._today, self.clock.days, self.clock.moved)

    @property
    def persons(self) -> Iterator[Person]:
        """Everybody, ordered by number."""
        for place in self.places:
            yield from self.members(place)

    @property
    def absences(self) -> Iterator[Absence]:
        """The long ones: leaves since months, vacations of this week."""
        for place in self.places:
            yield from self._long_absences(place, self.staff(place))

    def objects(self) -> Iterator[DirectoryObject]:
        """Iterate over the whole directory: units, then people, then long absences."""
        yield from self.units
        absences: list[Absence] = []
        for place in self.places:
            staff = self.staff(place)
            yield from self._members(place, staff)
            absences += self._long_absences(place, staff)
        yield from absences

    def staff(self, place: Place) -> list[Staff]:
        """Return what the people of a unit do and when, without making their profiles."""
        return staff_of(place, self.seed)

    def members(self, place: Place) -> list[Person]:
        """Return the people of one unit (not those of its subunits)."""
        return list(self._members(place, self.staff(place)))

    def _members(self, place: Place, staff: list[Staff]) -> Iterator[Person]:
        names = self.names_of_all()[place.first - 1 : place.first - 1 + place.count]
        return self._profiles.of(place, staff, names)

    def _long_absences(self, place: Place, staff: list[Staff]) -> Iterator[Absence]:
        rng: Random | None = None
        for person in staff:
            if person.away is not None:
                rng = rng or Random(f"{self.seed}/{place.number}/absences")
                yield self._long_absence(rng, person)

    def names_of_all(self) -> list[Named]:
        """Return everybody's name, by number from 1."""
        if not self._names:
            rng, namer = Random(f"{self.seed}/names"), Namer()
            known = fields()
            for place in self.places:
                field = known[place.plan.field]
                mix = MIXES[
                    "sami"
                    if "samiske" in place.plan.name or (place.parent and "samiske" in place.parent.plan.name)
                    else field.mix
                ]
                for _ in range(place.count):
                    self._names.append(namer.draw(rng, mix, field.women, place.domain))
        return self._names

    def _long_absence(self, rng: Random, person: Staff) -> Absence:
        chance = rng.random
        if person.away is AbsenceKind.VACATION:
            # Taken by the week: off since Monday of this week or the last, back on a Monday.
            monday = self.day - timedelta(days=self.day.weekday() + 7 * int(chance() * 2))
            start = monday
            end: date | None = monday + timedelta(days=7 * (2 + int(chance() * 2)))
            note = None
        else:
            start = self.day - timedelta(days=20 + int(chance() ** 2 * 330))
            open_ended = chance() < 0.3
            back = self.day + timedelta(days=5 + int(chance() * 240))
            end = None if open_ended else back
            note = (
                ("Vikar er ansatt", "Tilbake etter sommeren", "Permisjon")[int(chance() * 3)]
                if chance() < 0.3
                else None
            )
        began = self._midnight(start)
        return Absence(
            id=f"long-{person.number:06d}",
            person=person.id,
            start=began,
            end=None if end is None else self._midnight(end),
            kind=person.away or AbsenceKind.OTHER,
            answers_calls=False,
            source=Source.CALENDAR
            if chance() < 0.6
            else Source.SELF
            if chance() < 0.5
            else Source.SWITCHBOARD,
            note=note,
            updated=min(began, self._today) - timedelta(hours=10),
        )

    def _midnight(self, day: date) -> datetime:
        return self.clock.moment(datetime.combine(day, time())).astimezone(UTC)
