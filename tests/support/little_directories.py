"""Hypothesis strategies for little directories: five people and three units, with every tangle the contract
allows between them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from support.builders import absence, outcome, person, presence, unit
from switchboard.domain.model import (
    Alternate,
    DirectoryObject,
    Disclosure,
    Feature,
    Kind,
    Phone,
    PresenceState,
    Protection,
    Ref,
    Result,
)
from switchboard.domain.routes import Policy

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PERSONS, UNITS = [f"p{n}" for n in range(5)], [f"u{n}" for n in range(3)]

moments = st.integers(-3000, 3000).map(lambda minutes: NOW + timedelta(minutes=minutes))
# Few numbers: people share lines, and the same number is public here and private there.
phones = st.builds(
    Phone,
    st.integers(0, 14).map(lambda n: f"+4768135{n:03}"),
    st.none() | st.sampled_from(["4711", "98765"]),
    st.none() | st.sampled_from(["direct", "24689753"]),
    st.frozensets(st.sampled_from(Feature), max_size=2),
    st.none() | st.integers(1, 3),
    st.sampled_from(Disclosure),
)
topics = st.none() | st.sampled_from(["skole", "byggesak"])
alternates = (
    st.builds(Alternate, person=st.sampled_from([*PERSONS, "gone"]), topic=topics)
    | st.builds(Alternate, unit=st.sampled_from([*UNITS, "gone"]), topic=topics)
    | st.builds(Alternate, phone=phones, topic=topics)
)
hours = st.sampled_from(
    [None, "Mo-Fr 08:00-16:00", "Mo-Fr 11:00-12:00; PH off", "Mo-Su 22:00-06:00", "off", "24/7", "rubbish"]
)
some_alternates = st.lists(alternates, max_size=4).map(tuple)
some_phones = st.lists(phones, max_size=3).map(tuple)
keywords = st.lists(st.sampled_from(["skole", "byggesak", "Skole"]), max_size=2).map(tuple)


def persons(id: str) -> st.SearchStrategy[DirectoryObject]:
    return st.builds(
        lambda **said: person(id, f"{id} Test", **said),
        phones=some_phones,
        alternates=some_alternates,
        unit=st.none() | st.sampled_from([*UNITS, "gone"]),
        manager=st.none() | st.sampled_from(PERSONS),
        keywords=keywords,
        work_hours=hours,
        protection=st.sampled_from([Protection.NONE] * 3 + list(Protection)),
        valid_until=st.none() | st.none() | moments,
    )


def units(id: str) -> st.SearchStrategy[DirectoryObject]:
    return st.builds(
        lambda **said: unit(id, f"{id} Test", **said),
        phones=some_phones,
        alternates=some_alternates,
        parent=st.none() | st.sampled_from([*UNITS, "gone"]),
        phone_hours=hours,
        keywords=keywords,
    )


absences = st.builds(
    lambda who, start, length, answers: absence(
        who,
        start,
        id=f"{who}{start}{length}{answers}",
        end=None if length is None else start + timedelta(minutes=length),
        answers_calls=answers,
    ),
    st.sampled_from(PERSONS),
    moments,
    st.none() | st.integers(1, 4000),
    st.booleans(),
)
presences = st.builds(presence, st.sampled_from(PERSONS), st.sampled_from(PresenceState), moments)
outcomes = st.builds(
    lambda who, result, at: outcome(result, at, person=who, id=f"{who}{result}{at}"),
    st.sampled_from(PERSONS),
    st.sampled_from(Result),
    moments,
)
said = st.lists(absences | outcomes, max_size=10)
directories = st.tuples(
    st.tuples(*map(persons, PERSONS)),
    st.tuples(*map(units, UNITS)),
    said,
    st.lists(presences, max_size=6, unique_by=lambda item: item.id),
).map(lambda parts: [item for part in parts for item in part])
policies = st.builds(
    Policy, offer_manager=st.booleans(), gate_people=st.booleans(), colleagues=st.integers(0, 3)
)
refs = st.sampled_from([*(Ref(Kind.PERSON, x) for x in PERSONS), *(Ref(Kind.UNIT, x) for x in UNITS)])

# A plain Tuesday, the nights in which the clock changes, Christmas, and a Friday evening.
days = st.sampled_from(
    [
        NOW,
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        datetime(2026, 12, 24, 22, 0, tzinfo=UTC),
        datetime(2026, 11, 27, 14, 59, tzinfo=UTC),
    ]
)
times = st.builds(lambda day, minutes: day + timedelta(minutes=minutes), days, st.integers(-90, 90))


def moved(known: list[DirectoryObject], to: datetime) -> list[DirectoryObject]:
    """Return the same directory as if ``NOW`` were another time."""
    by = to - NOW

    def shift(item: DirectoryObject) -> DirectoryObject:
        found = {
            field.name: value + by
            for field in fields(item)
            if isinstance(value := getattr(item, field.name), datetime)
        }
        return replace(item, **found)  # type: ignore[arg-type]

    return [shift(item) for item in known]


def tangle(links: list[tuple[int, ...]], phones_of: list[bool], away: list[bool]) -> list[DirectoryObject]:
    """Return people who are each other's alternates and nothing else: ``links`` are positions."""
    found: list[DirectoryObject] = []
    for place, (names, reachable, gone) in enumerate(zip(links, phones_of, away, strict=True)):
        mine = (Phone(f"+4768136{place:03}", disclosure=Disclosure.INTERNAL),) if reachable else ()
        named = tuple(Alternate(person=f"t{n}") for n in names)
        found.append(person(f"t{place}", f"T{place} Test", phones=mine, alternates=named))
        if gone:
            found.append(absence(f"t{place}", NOW - timedelta(hours=1), id=f"gone{place}"))
    return found


tangles = st.integers(1, 9).flatmap(
    lambda n: st.builds(
        tangle,
        st.lists(st.lists(st.integers(0, n - 1), max_size=3).map(tuple), min_size=n, max_size=n),
        st.lists(st.booleans(), min_size=n, max_size=n),
        st.lists(st.booleans(), min_size=n, max_size=n),
    )
)
