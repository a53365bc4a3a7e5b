"""Objects on the wire: strict decoding into the domain's types, and encoding back.

Unknown fields and unknown object types are ignored, as the contract says; unknown *values* of an
enumeration become the most cautious known one, except for ``protection``, where guessing could show
somebody who must not be shown. An error names the field and the reason, never the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from switchboard.directory.checks import (
    MAX_ITEMS,
    MAX_LINE,
    MAX_TEXT,
    WireError,
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
from switchboard.directory.encoding import encode, encode_message
from switchboard.directory.structs import (
    WireAbsence,
    WireAlternate,
    WireHead,
    WireMessage,
    WireOutcome,
    WirePerson,
    WirePhone,
    WirePresence,
    WireService,
    WireUnit,
)
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Disclosure,
    Feature,
    Kind,
    Message,
    Name,
    Outcome,
    Person,
    Phone,
    Presence,
    PresenceState,
    Protection,
    Ref,
    Result,
    Service,
    Source,
    Tombstone,
    Unit,
)

__all__ = [
    "MAX_ITEMS",
    "MAX_LINE",
    "MAX_TEXT",
    "Decoded",
    "WireError",
    "decode",
    "decode_message",
    "encode",
    "encode_message",
    "reference",
]

_E164 = re.compile(r"\+[1-9]\d{1,14}")
_EXTENSION = re.compile(r"\d{1,10}")

Decoded: TypeAlias = DirectoryObject | Tombstone | Service

_head = msgspec.json.Decoder(WireHead)
_message = msgspec.json.Decoder(WireMessage)
_T = TypeVar("_T")
_R = TypeVar("_R")
_E = TypeVar("_E", bound=StrEnum)


def decode(data: bytes | msgspec.Raw) -> Decoded | None:
    """Decode one object, tombstone or ``service`` line; ``None`` for a type this version does not know.

    Raises:
        WireError: the bytes are no JSON object, are too long, or break the contract.
    """
    if len(memoryview(data)) > MAX_LINE:
        raise WireError("the object is longer than 1 MiB")
    try:
        raw = _any.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _decode_other(data)
    if raw.deleted:
        return _decode_other(data)
    decoded: Decoded = _BUILD[type(raw)](raw)
    return decoded


def _decode_other(data: bytes | msgspec.Raw) -> Tombstone | None:
    """Decode what is no object of the contract: a tombstone, a type to be ignored, or something to refuse."""
    head = _strict(_head, data)
    if head.type not in _TYPES:
        return None
    if not head.deleted:
        _strict(_any, data)
    if head.type == "service":
        raise WireError("a service cannot be deleted")
    return Tombstone(Ref(Kind(head.type), checked_id(head.id, "id")))


def reference(data: bytes | msgspec.Raw) -> Ref | None:
    """Return which object the bytes speak of, if that much can be read of one :func:`decode` refuses."""
    try:
        head = _strict(_head, data)
        return Ref(Kind(head.type), checked_id(head.id, "id"))
    except (WireError, ValueError):
        return None


def decode_message(data: bytes) -> Message:
    """Decode the body of ``POST /v1/messages``; raises :class:`WireError`."""
    raw = _strict(_message, data)
    _one_target(raw.person, raw.unit)
    return Message(
        id=checked_id(raw.id, "id"),
        person=maybe_id(raw.person, "person"),
        unit=maybe_id(raw.unit, "unit"),
        caller_name=line(raw.caller.name, "caller.name"),
        caller_number=line(raw.caller.number, "caller.number"),
        text=block(raw.text, "text"),
        call_back=raw.call_back,
        urgent=raw.urgent,
        at=moment(raw.at, "at"),
    )


def _strict(decoder: msgspec.json.Decoder[_T], data: bytes | msgspec.Raw) -> _T:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise WireError(_without_values(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WireError("it is no valid JSON") from None
    except RecursionError:
        raise WireError("it is nested too deeply") from None


def _without_values(reason: str) -> str:
    # msgspec quotes invalid enumeration and tag values; everything else it says is types and paths.
    return re.sub(r"Invalid (\w* ?value) '.*'", r"Invalid \1", reason, flags=re.DOTALL)


def _values(kind: type[_E]) -> dict[str, _E]:
    return {item.value: item for item in kind}


_FEATURES = _values(Feature)
_DISCLOSURES = _values(Disclosure)
_PROTECTIONS = _values(Protection)
_KINDS = _values(AbsenceKind)
_SOURCES = _values(Source)
_STATES = _values(PresenceState)
_RESULTS = _values(Result)


def _required(known: Mapping[str, _E], value: str, field: str) -> _E:
    try:
        return known[value]
    except KeyError:
        raise WireError(f"`{field}` has a value that this version does not know") from None


def _one_target(person: str | None, unit: str | None) -> None:
    if (person is None) == (unit is None):
        raise WireError("exactly one of `person` and `unit` must be there")


@lru_cache(maxsize=1024)
def _features(raw: tuple[str, ...]) -> frozenset[Feature]:
    return frozenset(_FEATURES[value] for value in raw if value in _FEATURES)


def _phone(raw: WirePhone) -> Phone:
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
        _DISCLOSURES.get(raw.disclosure, Disclosure.UNCLASSIFIED),
    )


def _alternate(raw: WireAlternate) -> Alternate:
    if sum(target is not None for target in (raw.person, raw.unit, raw.phone)) != 1:
        raise WireError("`person`, `unit` and `phone`: exactly one of them must be there")
    return Alternate(
        maybe_id(raw.person, "person"),
        maybe_id(raw.unit, "unit"),
        None if raw.phone is None else _inside("phone", _phone, raw.phone),
        maybe_line(raw.topic, "topic"),
    )


def _inside(field: str, build: Callable[[_R], _T], raw: _R) -> _T:
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
        phones=_each(raw.phones, "phones", _phone),
        description=block(raw.description, "description"),
        keywords=lines(raw.keywords, "keywords"),
        languages=lines(raw.languages, "languages"),
        alternates=_each(raw.alternates, "alternates", _alternate),
        manager=maybe_id(raw.manager, "manager"),
        work_hours=maybe_line(raw.work_hours, "workHours"),
        protection=_required(_PROTECTIONS, raw.protection, "protection"),
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
        phones=_each(raw.phones, "phones", _phone),
        email=line(raw.email, "email"),
        place=line(raw.place, "place"),
        keywords=lines(raw.keywords, "keywords"),
        description=block(raw.description, "description"),
        phone_hours=maybe_line(raw.phone_hours, "phoneHours"),
        alternates=_each(raw.alternates, "alternates", _alternate),
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
        kind=_KINDS.get(raw.kind, AbsenceKind.OTHER),
        answers_calls=raw.answers_calls,
        source=_SOURCES.get(raw.source, Source.SELF),
        note=maybe_line(raw.note, "note"),
        updated=maybe_moment(raw.updated, "updated"),
    )


def _presence(raw: WirePresence) -> Presence:
    return Presence(
        id=checked_id(raw.id, "id"),
        state=_required(_STATES, raw.availability, "availability"),
        since=moment(raw.since, "since"),
        activity=maybe_line(raw.activity, "activity"),
        source=line(raw.source, "source"),
        updated=maybe_moment(raw.updated, "updated"),
    )


def _outcome(raw: WireOutcome) -> Outcome:
    _one_target(raw.person, raw.unit)
    return Outcome(
        id=checked_id(raw.id, "id"),
        person=maybe_id(raw.person, "person"),
        unit=maybe_id(raw.unit, "unit"),
        result=_required(_RESULTS, raw.result, "result"),
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


_BUILD: Mapping[type, Callable[[Any], Decoded]] = {
    WirePerson: _person,
    WireUnit: _unit,
    WireAbsence: _absence,
    WirePresence: _presence,
    WireOutcome: _outcome,
    WireService: _service,
}
_TYPES = frozenset(kind.value for kind in Kind) | {"service"}
_any = msgspec.json.Decoder(WirePerson | WireUnit | WireAbsence | WirePresence | WireOutcome | WireService)
