"""Whole people and units that this program has encoded itself, read back: see ``own.py``.

Tens of thousands are read for an index, so this is msgspec's work; to load that takes longer than to answer.
"""

from __future__ import annotations

import msgspec

from switchboard.directory.structs import WireAlternate, WirePerson, WirePhone, WireUnit
from switchboard.directory.values import DISCLOSURES, FEATURES, PROTECTIONS
from switchboard.directory.wire_error import WireError
from switchboard.domain.model import Alternate, Name, Person, Phone, Unit

_any = msgspec.json.Decoder(WirePerson | WireUnit)


def read_whole(data: bytes) -> Person | Unit:
    """Return the person or unit that :func:`~switchboard.directory.encoding.encode` made these bytes of.

    Raises:
        WireError: it cannot have been that, as far as can be seen.
    """
    try:
        raw = _any.decode(data)
        found = _unit(raw) if isinstance(raw, WireUnit) else _person(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, LookupError):
        # Without the context, which quotes the bytes.
        failure = WireError("it is not what this program writes")
    else:
        return found
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
