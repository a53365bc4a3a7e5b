"""Hypothesis strategies for directory objects: anything the contract allows, hostile text included."""

from __future__ import annotations

from datetime import UTC, timedelta

from hypothesis import strategies as st

from support.builders import TUESDAY_10
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    Alternate,
    Disclosure,
    Feature,
    Kind,
    Name,
    Outcome,
    Person,
    Phone,
    Presence,
    PresenceState,
    Protection,
    Ref,
    Result,
    Source,
    Tombstone,
    Unit,
)

ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_.", min_size=1, max_size=12)
# What the wire lets through unchanged: printable, without surrounding space.
lines = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)
moments = st.datetimes(
    min_value=(TUESDAY_10 - timedelta(days=400)).replace(tzinfo=None),
    max_value=(TUESDAY_10 + timedelta(days=400)).replace(tzinfo=None),
    timezones=st.just(UTC),
)
maybe = st.none()
phones = st.builds(
    Phone,
    number=st.from_regex(r"\+[1-9][0-9]{1,14}", fullmatch=True),
    extension=maybe | st.from_regex(r"[0-9]{1,10}", fullmatch=True),
    label=maybe | lines,
    features=st.frozensets(st.sampled_from(Feature)),
    pref=maybe | st.integers(1, 100),
    disclosure=st.sampled_from(Disclosure),
)
alternates = st.one_of(
    st.builds(Alternate, person=ids, topic=maybe | lines),
    st.builds(Alternate, unit=ids, topic=maybe | lines),
    st.builds(Alternate, phone=phones, topic=maybe | lines),
)
hours = st.sampled_from(
    [None, "Mo-Fr 08:00-16:00", "24/7", "Mo,Tu 09:00-11:00; Th 16:00-17:15; PH off", "off", "???"]
)


def tuples(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(items, max_size=most).map(tuple)


persons = st.builds(
    Person,
    id=ids,
    name=st.builds(Name, given=lines, surname=lines, full=maybe | lines),
    updated=maybe | moments,
    aliases=tuples(lines),
    title=st.just("") | lines,
    unit=maybe | ids,
    place=st.just("") | lines,
    email=st.just("") | lines,
    phones=tuples(phones),
    description=st.just("") | lines,
    keywords=tuples(lines),
    languages=tuples(st.sampled_from(["nb", "en", "se"])),
    alternates=tuples(alternates),
    manager=maybe | ids,
    work_hours=hours,
    protection=st.sampled_from(Protection),
    valid_until=maybe | moments,
)
units = st.builds(
    Unit,
    id=ids,
    name=lines,
    updated=maybe | moments,
    short_name=maybe | lines,
    parent=maybe | ids,
    phones=tuples(phones),
    email=st.just("") | lines,
    place=st.just("") | lines,
    keywords=tuples(lines),
    description=st.just("") | lines,
    phone_hours=hours,
    alternates=tuples(alternates),
    caller_notice=maybe | lines,
)
absences = st.builds(
    lambda start, length, **fields: Absence(
        start=start, end=None if length is None else start + length, **fields
    ),
    start=moments,
    length=maybe | st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=90)),
    id=ids,
    person=ids,
    kind=st.sampled_from(AbsenceKind),
    answers_calls=st.booleans(),
    source=st.sampled_from(Source),
    note=maybe | lines,
    updated=maybe | moments,
)
presences = st.builds(
    Presence,
    id=ids,
    state=st.sampled_from(PresenceState),
    since=moments,
    activity=maybe | lines,
    source=st.just("") | lines,
    updated=maybe | moments,
)
outcomes = st.one_of(
    st.builds(
        Outcome, id=ids, result=st.sampled_from(Result), at=moments, person=ids, updated=maybe | moments
    ),
    st.builds(Outcome, id=ids, result=st.sampled_from(Result), at=moments, unit=ids, updated=maybe | moments),
)
objects = st.one_of(persons, units, absences, presences, outcomes)
tombstones = st.builds(Tombstone, st.builds(Ref, st.sampled_from(Kind), ids))
