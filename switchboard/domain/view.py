"""What the rules may ask of a directory, and the plainest thing that answers: one held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from switchboard.domain.brief import PersonBrief, UnitBrief, brief_of_person, brief_of_unit
from switchboard.domain.disclosure import without_masked
from switchboard.domain.model import (
    Absence,
    DirectoryObject,
    Kind,
    Outcome,
    Person,
    Presence,
    Ref,
    Service,
    Unit,
)


class DirectoryView(Protocol):
    """A readable copy of the directory. All answers are immutable; none of them raises for an unknown id."""

    @property
    def service(self) -> Service:
        """The directory's country, zone and languages."""

    @property
    def contact(self) -> datetime | None:
        """When the copy was last known to equal the directory; ``None`` when never."""

    def person(self, person_id: str) -> Person | None:
        """Return the person, or ``None``."""

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit, or ``None``."""

    def absences(self, person_id: str) -> Sequence[Absence]:
        """Return the person's absences, in no particular order."""

    def presence(self, person_id: str) -> Presence | None:
        """Return what is known of the person's presence, or ``None``."""

    def outcomes(self, ref: Ref) -> Sequence[Outcome]:
        """Return the outcomes of calls to a person or a unit, in no particular order."""

    def person_brief(self, person_id: str) -> PersonBrief | None:
        """Return the person in brief, or ``None``."""

    def unit_brief(self, unit_id: str) -> UnitBrief | None:
        """Return the unit in brief, or ``None``."""

    def unit_name(self, unit_id: str) -> str:
        """Return what a unit is called; nothing for one that is not there."""

    def silent(self, person_id: str) -> bool:
        """Return whether there is no absence, presence or outcome of a person, which holds for most."""

    def prepare(self, refs: Iterable[Ref], *, brief: bool = False) -> None:
        """Be told that all there is about these people and units (in ``brief`` only) will be asked for now:
        what is not in memory is fetched at once."""

    def members(self, unit_id: str) -> Sequence[Person]:
        """Return the people whose unit this is (not those of its subunits), ordered by id."""

    def subunits(self, unit_id: str) -> Sequence[Unit]:
        """Return the units right below this one, ordered by id."""

    def persons(self) -> Iterator[Person]:
        """Iterate over everybody, ordered by id."""

    def units(self) -> Iterator[Unit]:
        """Iterate over all units, ordered by id."""


class MemoryDirectory:
    """A :class:`DirectoryView` over plain dictionaries, for files, tests and the command line.

    Of two objects with the same kind and id the later one counts, as in a sequence of changes.
    """

    def __init__(
        self,
        objects: Iterable[DirectoryObject] = (),
        *,
        service: Service | None = None,
        contact: datetime | None = None,
    ) -> None:
        self._service = service or Service()
        self._contact = contact
        self._persons: dict[str, Person] = {}
        self._units: dict[str, Unit] = {}
        self._presences: dict[str, Presence] = {}
        self._absences: dict[str, dict[str, Absence]] = {}
        self._outcomes: dict[Ref, dict[str, Outcome]] = {}
        self._absence_owner: dict[str, str] = {}
        self._outcome_owner: dict[str, Ref] = {}
        for item in objects:
            self._put(item)
        self._members: dict[str, list[Person]] = {}
        self._subunits: dict[str, list[Unit]] = {}
        for _, person in sorted(self._persons.items()):
            if person.unit is not None:
                self._members.setdefault(person.unit, []).append(person)
        for _, unit in sorted(self._units.items()):
            if unit.parent is not None:
                self._subunits.setdefault(unit.parent, []).append(unit)

    def _put(self, item: DirectoryObject) -> None:
        match item:
            case Person():
                self._persons[item.id] = without_masked(item)
            case Unit():
                self._units[item.id] = without_masked(item)
            case Presence():
                self._presences[item.id] = item
            case Absence():
                if (owner := self._absence_owner.get(item.id)) is not None:
                    del self._absences[owner][item.id]
                self._absence_owner[item.id] = item.person
                self._absences.setdefault(item.person, {})[item.id] = item
            case Outcome():
                if (target := self._outcome_owner.get(item.id)) is not None:
                    del self._outcomes[target][item.id]
                target = outcome_target(item)
                self._outcome_owner[item.id] = target
                self._outcomes.setdefault(target, {})[item.id] = item

    @property
    def service(self) -> Service:
        return self._service

    @property
    def contact(self) -> datetime | None:
        return self._contact

    def person(self, person_id: str) -> Person | None:
        return self._persons.get(person_id)

    def unit(self, unit_id: str) -> Unit | None:
        return self._units.get(unit_id)

    def absences(self, person_id: str) -> Sequence[Absence]:
        return tuple(self._absences.get(person_id, {}).values())

    def presence(self, person_id: str) -> Presence | None:
        return self._presences.get(person_id)

    def outcomes(self, ref: Ref) -> Sequence[Outcome]:
        return tuple(self._outcomes.get(ref, {}).values())

    def person_brief(self, person_id: str) -> PersonBrief | None:
        person = self._persons.get(person_id)
        return None if person is None else brief_of_person(person)

    def unit_brief(self, unit_id: str) -> UnitBrief | None:
        unit = self._units.get(unit_id)
        return None if unit is None else brief_of_unit(unit)

    def unit_name(self, unit_id: str) -> str:
        unit = self._units.get(unit_id)
        return "" if unit is None else unit.name

    def silent(self, person_id: str) -> bool:
        ref = Ref(Kind.PERSON, person_id)
        return not (self.absences(person_id) or self.presence(person_id) or self.outcomes(ref))

    def prepare(self, refs: Iterable[Ref], *, brief: bool = False) -> None:
        """Do nothing: all is in memory."""

    def members(self, unit_id: str) -> Sequence[Person]:
        return tuple(self._members.get(unit_id, ()))

    def subunits(self, unit_id: str) -> Sequence[Unit]:
        return tuple(self._subunits.get(unit_id, ()))

    def persons(self) -> Iterator[Person]:
        return (self._persons[found] for found in sorted(self._persons))

    def units(self) -> Iterator[Unit]:
        return (self._units[found] for found in sorted(self._units))

    def all_absences(self) -> Iterator[Absence]:
        """Iterate over all absences."""
        return (absence for held in self._absences.values() for absence in held.values())

    def all_presences(self) -> Iterator[Presence]:
        """Iterate over all presences."""
        return iter(self._presences.values())

    def all_outcomes(self) -> Iterator[Outcome]:
        """Iterate over all outcomes."""
        return (outcome for held in self._outcomes.values() for outcome in held.values())


def outcome_target(outcome: Outcome) -> Ref:
    """Return whom the call was for."""
    if outcome.person is not None:
        return Ref(Kind.PERSON, outcome.person)
    assert outcome.unit is not None
    return Ref(Kind.UNIT, outcome.unit)
