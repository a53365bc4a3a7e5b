"""Objects that this program has encoded itself, read back: what was checked before it was written is not
checked again.

The local copy is encrypted and authenticated, so nobody else can have written into it. Whoever makes the
checks of ``decoding.py`` stricter sees to what older programs have written (a migration that fills anew).

What the first answer needs is read here, by the standard library: msgspec takes longer to load (ADR 13).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from json.scanner import make_scanner
from typing import Any

from switchboard.directory.values import KINDS, PROTECTIONS, RESULTS, SOURCES, STATES
from switchboard.directory.wire_error import WireError
from switchboard.domain.brief import PersonBrief, UnitBrief
from switchboard.domain.model import Absence, Outcome, Presence, Protection, Service, display_name

_value_at = make_scanner(json.JSONDecoder())  # type: ignore[arg-type]  # its stub lacks the context
"""Reads the value that begins at a place in a text; returns it and where it ends."""
_PERSON, _UNIT = '{"type":"person","id":"', '{"type":"unit","id":"'
_TITLE, _IN_UNIT, _WORK_HOURS = ',"title":"', ',"unit":"', ',"workHours":"'
_PROTECTION, _UNTIL = ',"protection":"', ',"validUntil":"'
_NAME, _PARENT, _PHONE_HOURS = ',"name":"', ',"parent":"', ',"phoneHours":"'
_NAMED = ',"name":'
_MARK = 1
"""The quotation mark at the end of these belongs to the value."""
_TYPES = {str, bool, list}
"""Of the values in a sign or a service; none is written that is ``null``."""
_USUAL = Service()
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, StopIteration, RecursionError)


def _refusal() -> WireError:
    # Raised where there is no context, which would quote the bytes.
    return WireError("it is not what this program writes")


def read_brief(data: bytes) -> PersonBrief | UnitBrief:
    """Return the person or unit that is encoded here in brief.

    Of the JSON only what a brief says is read, each by its key: in a text every quotation mark is escaped, so
    with the marks around it a key is nothing else, and what lies inside a person or unit (phones, alternates)
    has no such key behind a comma.

    Raises:
        WireError: the bytes cannot be what ``encode`` made of one, as far as can be seen.
    """
    try:
        text = data.decode()
        if text.startswith(_PERSON):
            person_id, at = _value_at(text, len(_PERSON) - _MARK)
            name, at = _value_at(text, text.index(_NAMED, at) + len(_NAMED))
            # What comes last is looked for from the end.
            title, unit = text.find(_TITLE, at), text.find(_IN_UNIT, at)
            hours, protection = text.rfind(_WORK_HOURS, at), text.rfind(_PROTECTION, at)
            until = text.rfind(_UNTIL, at)
            return PersonBrief(
                person_id,
                display_name(name.get("given", ""), name.get("surname", ""), name.get("full")),
                "" if title < 0 else _value_at(text, title + len(_TITLE) - _MARK)[0],
                None if unit < 0 else _value_at(text, unit + len(_IN_UNIT) - _MARK)[0],
                None if hours < 0 else _value_at(text, hours + len(_WORK_HOURS) - _MARK)[0],
                Protection.NONE
                if protection < 0
                else PROTECTIONS[_value_at(text, protection + len(_PROTECTION) - _MARK)[0]],
                None
                if until < 0
                else datetime.fromisoformat(_value_at(text, until + len(_UNTIL) - _MARK)[0]),
            )
        if text.startswith(_UNIT):
            unit_id, at = _value_at(text, len(_UNIT) - _MARK)
            name, at = _value_at(text, text.index(_NAME, at) + len(_NAME) - _MARK)
            parent, hours = text.find(_PARENT, at), text.rfind(_PHONE_HOURS, at)
            return UnitBrief(
                unit_id,
                name,
                None if parent < 0 else _value_at(text, parent + len(_PARENT) - _MARK)[0],
                None if hours < 0 else _value_at(text, hours + len(_PHONE_HOURS) - _MARK)[0],
            )
    except _BROKEN:
        pass
    raise _refusal()


def read_sign(data: bytes) -> Absence | Presence | Outcome:
    """Return the absence, presence or outcome that ``encode`` made these bytes of.

    Raises:
        WireError: as :func:`read_brief` does.
    """
    try:
        raw = _object(data)
        return _SIGNS[raw["type"]](raw)
    except _BROKEN:
        pass
    raise _refusal()


def read_service(data: str) -> Service:
    """Return the service that ``encode`` made this text of; raises :class:`WireError`."""
    try:
        raw = _object(data)
        if raw["type"] == "service":
            return Service(
                name=raw.get("name", ""),
                country=raw.get("country", _USUAL.country),
                time_zone=raw.get("timeZone", _USUAL.time_zone),
                languages=tuple(raw.get("languages", _USUAL.languages)),
            )
    except _BROKEN:
        pass
    raise _refusal()


def _object(data: bytes | str) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(data)
    if not _TYPES.issuperset(map(type, raw.values())):
        raise TypeError
    return raw


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _absence(raw: dict[str, Any]) -> Absence:
    return Absence(
        id=raw["id"],
        person=raw["person"],
        start=datetime.fromisoformat(raw["start"]),
        end=_moment(raw.get("end")),
        kind=KINDS[raw.get("kind", "other")],
        answers_calls=raw.get("answersCalls", False),
        source=SOURCES[raw.get("source", "self")],
        note=raw.get("note"),
        updated=_moment(raw.get("updated")),
    )


def _presence(raw: dict[str, Any]) -> Presence:
    return Presence(
        id=raw["id"],
        state=STATES[raw["availability"]],
        since=datetime.fromisoformat(raw["since"]),
        activity=raw.get("activity"),
        source=raw.get("source", ""),
        updated=_moment(raw.get("updated")),
    )


def _outcome(raw: dict[str, Any]) -> Outcome:
    return Outcome(
        id=raw["id"],
        person=raw.get("person"),
        unit=raw.get("unit"),
        result=RESULTS[raw["result"]],
        at=datetime.fromisoformat(raw["at"]),
        updated=_moment(raw.get("updated")),
    )


_SIGNS: Mapping[str, Callable[[dict[str, Any]], Absence | Presence | Outcome]] = {
    "absence": _absence,
    "presence": _presence,
    "outcome": _outcome,
}
