"""People and units in brief: as much of them as a row of a list says, and what it is judged by."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from switchboard.domain.model import Person, Protection, Unit


class Judged(Protocol):
    """Whoever can be judged by the clock: a person, whole or in brief."""

    @property
    def id(self) -> str: ...
    @property
    def protection(self) -> Protection: ...
    @property
    def work_hours(self) -> str | None: ...
    @property
    def valid_until(self) -> datetime | None: ...
    @property
    def updated(self) -> datetime | None: ...


class Gated(Protocol):
    """Whoever has phone hours: a unit, whole or in brief."""

    @property
    def phone_hours(self) -> str | None: ...


class PersonBrief(NamedTuple):
    """A person, ``name`` as it is displayed. When the directory touched them last is not in a brief."""

    id: str
    name: str
    title: str
    unit: str | None
    work_hours: str | None
    protection: Protection = Protection.NONE
    valid_until: datetime | None = None

    @property
    def updated(self) -> datetime | None:
        return None

    def __repr__(self) -> str:
        return f"PersonBrief({self.id!r})"


class UnitBrief(NamedTuple):
    """A unit."""

    id: str
    name: str
    parent: str | None
    phone_hours: str | None

    def __repr__(self) -> str:
        return f"UnitBrief({self.id!r})"


def brief_of_person(person: Person) -> PersonBrief:
    """Return a person in brief."""
    return PersonBrief(
        person.id,
        person.name.display,
        person.title,
        person.unit,
        person.work_hours,
        person.protection,
        person.valid_until,
    )


def brief_of_unit(unit: Unit) -> UnitBrief:
    """Return a unit in brief."""
    return UnitBrief(unit.id, unit.name, unit.parent, unit.phone_hours)
