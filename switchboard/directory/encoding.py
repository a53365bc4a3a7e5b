"""The domain's objects as lines of JSON, the way ``DIRECTORY-API`` (version 1) wants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from switchboard.directory.structs import (
    WireAbsence,
    WireAlternate,
    WireCaller,
    WireMessage,
    WireName,
    WireOutcome,
    WirePerson,
    WirePhone,
    WirePresence,
    WireService,
    WireUnit,
)
from switchboard.domain.model import (
    Absence,
    Alternate,
    DirectoryObject,
    Message,
    Outcome,
    Person,
    Phone,
    Presence,
    Service,
    Tombstone,
    Unit,
)

_encoder = msgspec.json.Encoder()


def encode(item: DirectoryObject | Tombstone | Service) -> bytes:
    """Return the object as one line of compact JSON (UTF-8, no line break), default values left out."""
    return _encoder.encode(_to_wire(item))


def encode_message(message: Message) -> bytes:
    """Return the body of ``POST /v1/messages``."""
    return _encoder.encode(
        WireMessage(
            id=message.id,
            person=message.person,
            unit=message.unit,
            caller=WireCaller(name=message.caller_name, number=message.caller_number),
            text=message.text,
            call_back=message.call_back,
            urgent=message.urgent,
            at=message.at,
        )
    )


def _to_wire(item: DirectoryObject | Tombstone | Service) -> Any:
    match item:
        case Tombstone():
            return {"type": item.ref.kind.value, "id": item.ref.id, "deleted": True}
        case Service():
            return WireService(
                name=item.name,
                country=item.country,
                time_zone=item.time_zone,
                languages=list(item.languages),
            )
        case Person():
            return WirePerson(
                id=item.id,
                updated=item.updated,
                name=WireName(given=item.name.given, surname=item.name.surname, full=item.name.full),
                aliases=list(item.aliases) or None,
                title=item.title or None,
                unit=item.unit,
                place=item.place or None,
                email=item.email or None,
                phones=_wire_phones(item.phones),
                description=item.description or None,
                keywords=list(item.keywords) or None,
                languages=list(item.languages) or None,
                alternates=_wire_alternates(item.alternates),
                manager=item.manager,
                work_hours=item.work_hours,
                protection=item.protection.value,
                valid_until=item.valid_until,
            )
        case Unit():
            return WireUnit(
                id=item.id,
                updated=item.updated,
                name=item.name,
                short_name=item.short_name,
                parent=item.parent,
                phones=_wire_phones(item.phones),
                email=item.email or None,
                place=item.place or None,
                keywords=list(item.keywords) or None,
                description=item.description or None,
                phone_hours=item.phone_hours,
                alternates=_wire_alternates(item.alternates),
                caller_notice=item.caller_notice,
            )
        case Absence():
            return WireAbsence(
                id=item.id,
                updated=item.updated,
                person=item.person,
                start=item.start,
                end=item.end,
                kind=item.kind.value,
                answers_calls=item.answers_calls,
                source=item.source.value,
                note=item.note,
            )
        case Presence():
            return WirePresence(
                id=item.id,
                updated=item.updated,
                availability=item.state.value,
                activity=item.activity,
                since=item.since,
                source=item.source or None,
            )
        case Outcome():
            return WireOutcome(
                id=item.id,
                updated=item.updated,
                person=item.person,
                unit=item.unit,
                result=item.result.value,
                at=item.at,
            )


def _wire_phone(phone: Phone) -> WirePhone:
    return WirePhone(
        number=phone.number,
        extension=phone.extension,
        label=phone.label,
        features=sorted(feature.value for feature in phone.features),
        pref=phone.pref,
        disclosure=phone.disclosure.value,
    )


def _wire_phones(phones: Sequence[Phone]) -> list[WirePhone] | None:
    return [_wire_phone(phone) for phone in phones] or None


def _wire_alternates(alternates: Sequence[Alternate]) -> list[WireAlternate] | None:
    return [
        WireAlternate(
            person=item.person,
            unit=item.unit,
            phone=None if item.phone is None else _wire_phone(item.phone),
            topic=item.topic,
        )
        for item in alternates
    ] or None
