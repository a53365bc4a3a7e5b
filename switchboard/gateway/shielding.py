"""What of an object leaves the gateway: decided here, before anything is answered.

The contract knows two viewers, agents and leads, and serves shielded people to neither: a lead's lists are
made of the same objects. So there is one served form of every object, the same in every call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import IntEnum
from typing import TypeAlias

from switchboard.domain.disclosure import visible
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Outcome,
    Person,
    Presence,
    Protection,
    Unit,
)


class Level(IntEnum):
    """How much of a person is served; kept in the database, so the numbers stay."""

    ABSENT = 0
    OPEN = 1
    RESTRICTED = 2
    SHIELDED = 3

    @property
    def visible(self) -> bool:
        """Whether clients know of this person at all."""
        return self in (Level.OPEN, Level.RESTRICTED)


LevelOf: TypeAlias = Callable[[str], Level]

_LEVELS = {
    Protection.NONE: Level.OPEN,
    Protection.RESTRICTED: Level.RESTRICTED,
    Protection.SHIELDED: Level.SHIELDED,
}


def level(person: Person) -> Level:
    """Return how much of this person is served."""
    return _LEVELS[person.protection]


def served(item: DirectoryObject, level_of: LevelOf) -> DirectoryObject | None:
    """Return the object as clients get it, ``None`` when they do not.

    Nothing served refers to a person who is not: neither to a shielded one nor to an id that names nobody,
    which may be a shielded person's who has been deleted.
    """
    match item:
        case Person():
            return _person(item, level_of)
        case Unit():
            kept = _alternates(item.alternates, level_of)
            return item if kept == item.alternates else replace(item, alternates=kept)
        case Absence():
            found = level_of(item.person)
            if found is Level.RESTRICTED:
                return replace(item, kind=AbsenceKind.OTHER, note=None)
            return item if found.visible else None
        case Presence():
            found = level_of(item.id)
            if found is Level.RESTRICTED:
                return replace(item, activity=None)
            return item if found.visible else None
        case Outcome():
            return item if item.person is None or level_of(item.person).visible else None


def _person(person: Person, level_of: LevelOf) -> Person | None:
    shown = visible(person)
    if shown is not person:
        # Name, unit and title only, says the contract: not even until when they are here.
        return None if shown is None else replace(shown, valid_until=None)
    kept = _alternates(person.alternates, level_of)
    manager = person.manager
    if manager is not None and manager != person.id and not level_of(manager).visible:
        manager = None
    if kept == person.alternates and manager == person.manager:
        return person
    return replace(person, alternates=kept, manager=manager)


def _alternates(alternates: tuple[Alternate, ...], level_of: LevelOf) -> tuple[Alternate, ...]:
    return tuple(item for item in alternates if item.person is None or level_of(item.person).visible)


def mentioned(item: DirectoryObject) -> Iterator[str]:
    """Iterate over the ids of the people on whom the served form depends, a presence's own apart."""
    match item:
        case Person() | Unit():
            for alternate in item.alternates:
                if alternate.person is not None:
                    yield alternate.person
            if isinstance(item, Person) and item.manager is not None:
                yield item.manager
        case Absence() | Outcome():
            if item.person is not None:
                yield item.person
