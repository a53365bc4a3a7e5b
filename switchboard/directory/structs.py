"""The shapes of JSON on the wire (``DIRECTORY-API``, version 1), as msgspec reads and writes them.

They hold what was sent, checked for its type only; ``wire.py`` turns them into the domain's objects.
"""

from __future__ import annotations

from datetime import datetime

import msgspec


class Wire(msgspec.Struct, rename="camel", omit_defaults=True, kw_only=True):
    """What all shapes share: camelCase on the wire, and what equals its default is not sent."""


class WireObject(Wire, kw_only=True):
    """What all objects share; one that is ``deleted`` is a tombstone, whatever else it says."""

    deleted: bool = False


class WireHead(Wire, kw_only=True):
    type: str
    id: str = ""
    deleted: bool = False


class WireName(Wire, kw_only=True):
    given: str = ""
    surname: str = ""
    full: str | None = None


class WirePhone(Wire, kw_only=True):
    number: str
    extension: str | None = None
    label: str | None = None
    features: list[str] = []
    pref: int | None = None
    disclosure: str = "unclassified"


class WireAlternate(Wire, kw_only=True):
    person: str | None = None
    unit: str | None = None
    phone: WirePhone | None = None
    topic: str | None = None


class WirePerson(WireObject, tag="person", tag_field="type", kw_only=True):
    id: str
    updated: datetime | None = None
    name: WireName
    aliases: list[str] | None = None
    title: str | None = None
    unit: str | None = None
    place: str | None = None
    email: str | None = None
    phones: list[WirePhone] | None = None
    description: str | None = None
    keywords: list[str] | None = None
    languages: list[str] | None = None
    alternates: list[WireAlternate] | None = None
    manager: str | None = None
    work_hours: str | None = None
    protection: str = "none"
    valid_until: datetime | None = None


class WireUnit(WireObject, tag="unit", tag_field="type", kw_only=True):
    id: str
    updated: datetime | None = None
    name: str
    short_name: str | None = None
    parent: str | None = None
    phones: list[WirePhone] | None = None
    email: str | None = None
    place: str | None = None
    keywords: list[str] | None = None
    description: str | None = None
    phone_hours: str | None = None
    alternates: list[WireAlternate] | None = None
    caller_notice: str | None = None


class WireAbsence(WireObject, tag="absence", tag_field="type", kw_only=True):
    id: str
    updated: datetime | None = None
    person: str
    start: datetime
    end: datetime | None = None
    kind: str = "other"
    answers_calls: bool = False
    source: str = "self"
    note: str | None = None


class WirePresence(WireObject, tag="presence", tag_field="type", kw_only=True):
    id: str
    updated: datetime | None = None
    availability: str
    activity: str | None = None
    since: datetime
    source: str | None = None


class WireOutcome(WireObject, tag="outcome", tag_field="type", kw_only=True):
    id: str
    updated: datetime | None = None
    person: str | None = None
    unit: str | None = None
    result: str
    at: datetime


class WireService(WireObject, tag="service", tag_field="type", kw_only=True):
    name: str = ""
    country: str = "NO"
    time_zone: str = "Europe/Oslo"
    languages: list[str] | None = None


class WireCaller(Wire, kw_only=True):
    name: str = ""
    number: str = ""


class WireMessage(Wire, kw_only=True):
    id: str
    person: str | None = None
    unit: str | None = None
    caller: WireCaller = msgspec.field(default_factory=WireCaller)
    text: str
    call_back: bool = False
    urgent: bool = False
    at: datetime
