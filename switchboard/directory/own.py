"""Objects that this program has encoded itself, read back: what was checked before it was written is not
checked again.

The local copy is encrypted and authenticated, so nobody else can have written into it. Whoever makes the
checks of ``decoding.py`` stricter sees to what older programs have written (a migration that fills anew).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from switchboard.directory.checks import WireError
from switchboard.directory.structs import (
    WireAbsence,
    WireAlternate,
    WireName,
    WireOutcome,
    WirePerson,
    WirePhone,
    WirePresence,
    WireUnit,
)
from switchboard.directory.values import DISCLOSURES, FEATURES, KINDS, PROTECTIONS, RESULTS, SOURCES, STATES
from switchboard.domain.brief import PersonBrief, UnitBrief
from switchboard.domain.model import (
    Absence,
    Alternate,
    DirectoryObject,
    Name,
    Outcome,
    Person,
    Phone,
    Presence,
    Unit,
)


class _BriefPerson(msgspec.Struct, tag="person", tag_field="type", rename="camel"):
    id: str
    name: WireName
    title: str | None = None
    unit: str | None = None
    work_hours: str | None = None
    protection: str = "none"
    valid_until: datetime | None = None


class _BriefUnit(msgspec.Struct, tag="unit", tag_field="type", rename="camel"):
    id: str
    name: str
    parent: str | None = None
    phone_hours: str | None = None


_brief = msgspec.json.Decoder(_BriefPerson | _BriefUnit)
_any = msgspec.json.Decoder(WirePerson | WireUnit | WireAbsence | WirePresence | WireOutcome)


def read_back(data: bytes) -> DirectoryObject:
    """Return the object that :func:`~switchboard.directory.encoding.encode` made these bytes of.

    Raises:
        WireError: it cannot have been that, as far as can be seen.
    """
    try:
        raw = _any.decode(data)
        found: DirectoryObject = _BUILD[type(raw)](raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, LookupError):
        # Without the context, which quotes the bytes.
        failure = WireError("it is not what this program writes")
    else:
        return found
    raise failure


def read_brief(data: bytes) -> PersonBrief | UnitBrief:
    """Return the person or unit that is encoded here in brief.

    Raises:
        WireError: as :func:`read_back` does.
    """
    try:
        raw = _brief.decode(data)
        if isinstance(raw, _BriefUnit):
            return UnitBrief(raw.id, raw.name, raw.parent, raw.phone_hours)
        name = Name(raw.name.given, raw.name.surname, raw.name.full).display
        protection = PROTECTIONS[raw.protection]
        return PersonBrief(
            raw.id, name, raw.title or "", raw.unit, raw.work_hours, protection, raw.valid_until
        )
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, LookupError):
        # Without the context, which quotes the bytes.
        failure = WireError("it is not what this program writes")
    raise failure


def _phone(raw: WirePhone) -> Phone:
    return Phone(
        raw.number,
        raw.extension,
        raw.label,
        frozenset([FEATURES[value] for value in raw.features]),
        raw.pref,
        DISCLOSURES[raw.disclosure],
    )


def _phones(raw: list[WirePhone] | None) -> tuple[Phone, ...]:
    return tuple([_phone(item) for item in raw]) if raw else ()


def _alternates(raw: list[WireAlternate] | None) -> tuple[Alternate, ...]:
    if not raw:
        return ()
    return tuple(
        [
            Alternate(item.person, item.unit, None if item.phone is None else _phone(item.phone), item.topic)
            for item in raw
        ]
    )


def _texts(raw: list[str] | None) -> tuple[str, ...]:
    return tuple(raw) if raw else ()


def _person(raw: WirePerson) -> Person:
    name = raw.name
    return Person(
        id=raw.id,
        name=Name(name.given, name.surname, name.full),
        updated=raw.updated,
        aliases=_texts(raw.aliases),
        title=raw.title or "",
        unit=raw.unit,
        place=raw.place or "",
        email=raw.email or "",
        phones=_phones(raw.phones),
        description=raw.description or "",
        keywords=_texts(raw.keywords),
        languages=_texts(raw.languages),
        alternates=_alternates(raw.alternates),
        manager=raw.manager,
        work_hours=raw.work_hours,
        protection=PROTECTIONS[raw.protection],
        valid_until=raw.valid_until,
    )


def _unit(raw: WireUnit) -> Unit:
    return Unit(
        id=raw.id,
        name=raw.name,
        updated=raw.updated,
        short_name=raw.short_name,
        parent=raw.parent,
        phones=_phones(raw.phones),
        email=raw.email or "",
        place=raw.place or "",
        keywords=_texts(raw.keywords),
        description=raw.description or "",
        phone_hours=raw.phone_hours,
        alternates=_alternates(raw.alternates),
        caller_notice=raw.caller_notice,
    )


def _absence(raw: WireAbsence) -> Absence:
    return Absence(
        id=raw.id,
        person=raw.person,
        start=raw.start,
        end=raw.end,
        kind=KINDS[raw.kind],
        answers_calls=raw.answers_calls,
        source=SOURCES[raw.source],
        note=raw.note,
        updated=raw.updated,
    )


def _presence(raw: WirePresence) -> Presence:
    return Presence(
        id=raw.id,
        state=STATES[raw.availability],
        since=raw.since,
        activity=raw.activity,
        source=raw.source or "",
        updated=raw.updated,
    )


def _outcome(raw: WireOutcome) -> Outcome:
    return Outcome(
        id=raw.id,
        person=raw.person,
        unit=raw.unit,
        result=RESULTS[raw.result],
        at=raw.at,
        updated=raw.updated,
    )


_BUILD: Mapping[type, Callable[[Any], DirectoryObject]] = {
    WirePerson: _person,
    WireUnit: _unit,
    WireAbsence: _absence,
    WirePresence: _presence,
    WireOutcome: _outcome,
}
