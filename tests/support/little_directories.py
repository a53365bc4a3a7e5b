"""Hypothesis strategies for little directories: five people and three units, with every tangle the contract
allows between them."""

from __future__ import annotations

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
phones = st.builds(
    Phone,
    st.integers(10000000, 99999999).map(lambda n: f"+47{n}"),
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
hours = st.sampled_from([None, "Mo-Fr 08:00-16:00", "Mo-Fr 11:00-12:00; PH off", "off", "24/7", "rubbish"])
some_alternates = st.lists(alternates, max_size=4).map(tuple)
some_phones = st.lists(phones, max_size=3).map(tuple)
keywords = st.lists(st.sampled_from(["skole", "byggesak", "Skole"]), max_size=2).map(tuple)


def persons(id: str) -> st.SearchStrategy[DirectoryObject]:
    return st.builds(
        lambda **fields: person(id, f"{id} Test", **fields),
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
        lambda **fields: unit(id, f"{id} Test", **fields),
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
