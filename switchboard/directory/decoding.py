"""Fields of the wire become the domain's types: all checked, none guessed that could show too much."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from switchboard.directory.checks import (
    block,
    checked_id,
    few,
    line,
    lines,
    maybe_id,
    maybe_line,
    maybe_moment,
    moment,
)
from switchboard.directory.structs import (
    WireAbsence,
    WireAlternate,
    WireOutcome,
    WirePerson,
    WirePhone,
    WirePresence,
    WireService,
    WireUnit,
)
from switchboard.directory.values import DISCLOSURES, FEATURES, KINDS, PROTECTIONS, RESULTS, SOURCES, STATES
from switchboard.directory.wire_error import WireError
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Disclosure,
    Feature,
    Name,
    Outcome,
    Person,
    Phone,
    Presence,
    Service,
    Source,
    Tombstone,
    Unit,
)

_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_EXTENSION = re.compile(r"[0-9]{1,10}")

Decoded: TypeAlias = DirectoryObject | Tombstone | Service

_T = TypeVar("_T")
_R = TypeVar("_R")
_E = TypeVar("_E", bound=StrEnum)


def _required(known: Mapping[str, _E], value: str, field: str) -> _E:
    try:
        return known[value]
    except KeyError:
        raise WireError(f"`{field}` has a value that this version does not know") from None


def one_target(person: str | None, unit: str | None) -> None:
    """Raise :class:`WireError` unless one of the two is there, and only one."""
    if (person is None) == (unit is None):
        raise WireError("exactly one of `person` and `unit` must be there")


@lru_cache(maxsize=1024)
def _features(raw: tuple[str, ...]) -> frozenset[Feature]:
    return frozenset(FEATURES[value] for value in raw if value in FEATURES)


def phone(raw: WirePhone) -> Phone:
    """Return a phone; raises :class:`WireError`."""
    if not _E164.fullmatch(raw.number):
        raise WireError("`number` is no E.164 number such as +4723461234")
    if raw.extension is not None and not _EXTENSION.fullmatch(raw.extension):
        raise WireError("`extension` is not 1 to 10 digits")
    return Phone(
        raw.number,
        raw.extension,
        maybe_line(raw.label, "label"),
        _features(tuple(raw.features)),
        raw.pref,
        DISCLOSURES.get(raw.disclosure, Disclosure.UNCLASSIFIED),
    )


def alternate(raw: WireAlternate) -> Alternate:
    """Return an alternate; raises :class:`WireError`."""
    if sum(target is not None for target in (raw.person, raw.unit, raw.phone)) != 1:
        raise WireError("`person`, `unit` and `phone`: exactly one of them must be there")
    return Alternate(
        maybe_id(raw.person, "person"),
        maybe_id(raw.unit, "unit"),
        None if raw.phone is None else inside("phone", phone, raw.phone),
        maybe_line(raw.topic, "topic"),
    )


def inside(field: str, build: Callable[[_R], _T], raw: _R) -> _T:
    """Build what stands in a field; a :class:`WireError` names it as a part of that field."""
    try:
        return build(raw)
    except WireError as error:
        raise error.inside(field) from None


def _each(raw: Sequence[_R] | None, field: str, build: Callable[[_R], _T]) -> tuple[_T, ...]:
    if not raw:
        return ()
    built: list[_T] = []
    for item in few(raw, field):
        try:
            built.append(build(item))
        except WireError as error:
            raise error.inside(f"{field}[{len(built)}]") from None
    return tuple(built)


def _person(raw: WirePerson) -> Person:
    name = Name(
        line(raw.name.given, "name.given"),
        line(raw.name.surname, "name.surname"),
        maybe_line(raw.name.full, "name.full"),
    )
    if not name.display:
        raise WireError("`name` is empty")
    return Person(
        id=checked_id(raw.id, "id"),
        name=name,
        updated=maybe_moment(raw.updated, "updated"),
        aliases=lines(raw.aliases, "aliases"),
        title=line(raw.title, "title"),
        unit=maybe_id(raw.unit, "unit"),
        place=line(raw.place, "place"),
        email=line(raw.email, "email"),
        phones=_each(raw.phones, "phones", phone),
        description=block(raw.description, "description"),
        keywords=lines(raw.keywords, "keywords"),
        languages=lines(raw.languages, "languages"),
        alternates=_each(raw.alternates, "alternates", alternate),
        manager=maybe_id(raw.manager, "manager"),
        work_hours=maybe_line(raw.work_hours, "workHours"),
        protection=_required(PROTECTIONS, raw.protection, "protection"),
        valid_until=maybe_moment(raw.valid_until, "validUntil"),
    )


def _unit(raw: WireUnit) -> Unit:
    name = line(raw.name, "name")
    if not name:
        raise WireError("`name` is empty")
    return Unit(
        id=checked_id(raw.id, "id"),
        name=name,
        updated=maybe_moment(raw.updated, "updated"),
        short_name=maybe_line(raw.short_name, "shortName"),
        parent=maybe_id(raw.parent, "parent"),
        phones=_each(raw.phones, "phones", phone),
        email=line(raw.email, "email"),
        place=line(raw.place, "place"),
        keywords=lines(raw.keywords, "keywords"),
        description=block(raw.description, "description"),
        phone_hours=maybe_line(raw.phone_hours, "phoneHours"),
        alternates=_each(raw.alternates, "alternates", alternate),
        caller_notice=maybe_line(raw.caller_notice, "callerNotice"),
    )


def _absence(raw: WireAbsence) -> Absence:
    start, end = moment(raw.start, "start"), maybe_moment(raw.end, "end")
    if end is not None and end <= start:
        raise WireError("`end` is not after `start`")
    return Absence(
        id=checked_id(raw.id, "id"),
        person=checked_id(raw.person, "person"),
        start=start,
        end=end,
        kind=KINDS.get(raw.kind, AbsenceKind.OTHER),
        answers_calls=raw.answers_calls,
        source=SOURCES.get(raw.source, Source.SELF),
        note=maybe_line(raw.note, "note"),
        updated=maybe_moment(raw.updated, "updated"),
    )


def _presence(raw: WirePresence) -> Presence:
    return Presence(
        id=checked_id(raw.id, "id"),
        state=_required(STATES, raw.availability, "availability"),
        since=moment(raw.since, "since"),
        activity=maybe_line(raw.activity, "activity"),
        source=line(raw.source, "source"),
        updated=maybe_moment(raw.updated, "updated"),
    )


def _outcome(raw: WireOutcome) -> Outcome:
    one_target(raw.person, raw.unit)
    return Outcome(
        id=checked_id(raw.id, "id"),
        person=maybe_id(raw.person, "person"),
        unit=maybe_id(raw.unit, "unit"),
        result=_required(RESULTS, raw.result, "result"),
        at=moment(raw.at, "at"),
        updated=maybe_moment(raw.updated, "updated"),
    )


def _service(raw: WireService) -> Service:
    try:
        ZoneInfo(raw.time_zone)
    except (KeyError, ValueError, OSError):
        raise WireError("`timeZone` is no zone of the IANA database") from None
    if not re.fullmatch(r"[A-Z]{2}", raw.country):
        raise WireError("`country` is no ISO 3166-1 code of two letters")
    return Service(
        name=line(raw.name, "name"),
        country=raw.country,
        time_zone=raw.time_zone,
        languages=lines(raw.languages, "languages") or Service().languages,
    )


BUILD: Mapping[type, Callable[[Any], Decoded]] = {
    WirePerson: _person,
    WireUnit: _unit,
    WireAbsence: _absence,
    WirePresence: _presence,
    WireOutcome: _outcome,
    WireService: _service,
}
"""How an object is made of its wire form; each raises :class:`WireError`."""
