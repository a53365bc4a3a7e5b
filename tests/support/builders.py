"""Directory objects with defaults, so that a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from switchboard.domain.model import (
    Absence,
    Disclosure,
    Feature,
    Name,
    Outcome,
    Person,
    Phone,
    Presence,
    PresenceState,
    Result,
    Unit,
)

TUESDAY_10 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""An ordinary Tuesday, 10:00 in Oslo."""


def phone(number: str = "+4723461234", disclosure: Disclosure = Disclosure.PUBLIC, **fields: Any) -> Phone:
    return Phone(number=number, disclosure=disclosure, **fields)


def mobile(
    number: str = "+4799887766", disclosure: Disclosure = Disclosure.UNCLASSIFIED, **fields: Any
) -> Phone:
    return Phone(number=number, disclosure=disclosure, features=frozenset({Feature.MOBILE}), **fields)


def main_number(number: str = "+4721802180", **fields: Any) -> Phone:
    return Phone(
        number=number, disclosure=Disclosure.PUBLIC, features=frozenset({Feature.MAIN_NUMBER}), **fields
    )


def person(id: str = "p1", name: str = "Kari Nordmann", **fields: Any) -> Person:
    given, _, surname = name.rpartition(" ")
    return Person(id=id, name=Name(given or surname, surname if given else ""), **fields)


def unit(id: str = "u1", name: str = "Byggesak", **fields: Any) -> Unit:
    return Unit(id=id, name=name, **fields)


def absence(person: str = "p1", start: datetime = TUESDAY_10, **fields: Any) -> Absence:
    return Absence(id=fields.pop("id", f"a-{person}"), person=person, start=start, **fields)


def presence(
    id: str = "p1",
    state: PresenceState = PresenceState.AVAILABLE,
    since: datetime = TUESDAY_10,
    **fields: Any,
) -> Presence:
    return Presence(id=id, state=state, since=since, **fields)


def outcome(result: Result = Result.NO_ANSWER, at: datetime = TUESDAY_10, **fields: Any) -> Outcome:
    if "unit" not in fields:
        fields.setdefault("person", "p1")
    return Outcome(id=fields.pop("id", f"o-{at.timestamp()}"), result=result, at=at, **fields)
