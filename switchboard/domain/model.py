"""The directory's objects, as the directory API (version 1) defines them, immutable and typed.

Field names follow JSContact (RFC 9553) and schema.org where those have one; on the wire they are camelCase
(``directory/wire.py``). Every ``datetime`` carries a zone. Numbers are E.164 (ITU-T).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from switchboard.domain.record import record


class Kind(StrEnum):
    """The types of object that the directory serves."""

    PERSON = "person"
    UNIT = "unit"
    ABSENCE = "absence"
    PRESENCE = "presence"
    OUTCOME = "outcome"


class Ref(NamedTuple):
    """Which object: an id is unique within its kind only."""

    kind: Kind
    id: str


class Protection(StrEnum):
    """How far a person is protected; a ``SHIELDED`` one is not served to agents at all."""

    NONE = "none"
    RESTRICTED = "restricted"
    SHIELDED = "shielded"


class Disclosure(StrEnum):
    """What may be done with a phone's digits (see ``domain/disclosure.py``)."""

    PUBLIC = "public"
    INTERNAL = "internal"
    TRANSFER_ONLY = "transfer-only"
    UNCLASSIFIED = "unclassified"


class Feature(StrEnum):
    """What a phone can do; named as in RFC 9553, 2.3.3, ``main-number`` apart."""

    VOICE = "voice"
    MOBILE = "mobile"
    TEXT = "text"
    MAIN_NUMBER = "main-number"


class AbsenceKind(StrEnum):
    """Why somebody is absent; never a medical reason."""

    MEETING = "meeting"
    LUNCH = "lunch"
    GONE_FOR_DAY = "gone-for-day"
    OFF_DUTY = "off-duty"
    ERRAND = "errand"
    TRAVEL = "travel"
    REMOTE = "remote"
    VACATION = "vacation"
    LEAVE = "leave"
    COURSE = "course"
    OTHER = "other"


class Source(StrEnum):
    """Who said so: where an absence or a presence comes from."""

    SELF = "self"
    CALENDAR = "calendar"
    TIME_CLOCK = "time-clock"
    ROSTER = "roster"
    SWITCHBOARD = "switchboard"


class PresenceState(StrEnum):
    """What a presence system (a phone system, a chat) says of somebody."""

    AVAILABLE = "available"
    BUSY = "busy"
    DO_NOT_DISTURB = "do-not-disturb"
    AWAY = "away"
    OFFLINE = "offline"


class Result(StrEnum):
    """What came of putting a call through."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    BUSY = "busy"
    WRONG_PERSON = "wrong-person"
    MESSAGE = "message"


class Reason(StrEnum):
    """Why an agent puts a call through against what the directory says."""

    EXPECTED = "expected"
    URGENT = "urgent"
    WRONG = "directory-wrong"


@record(frozen=True, slots=True)
class Name:
    """A person's name; ``full`` when it is not given name and surname with a space between."""

    given: str
    surname: str
    full: str | None = None

    @property
    def display(self) -> str:
        return display_name(self.given, self.surname, self.full)


def display_name(given: str, surname: str, full: str | None) -> str:
    """Return a name as it is written in one line."""
    return (full or " ".join((given, surname))).strip()


@record(frozen=True, slots=True, repr=False)
class Phone:
    """One number; ``pref`` 1 is best, ``None`` last. Only ``domain/disclosure.py`` says how it is shown."""

    number: str
    extension: str | None = None
    label: str | None = None
    features: frozenset[Feature] = frozenset()
    pref: int | None = None
    disclosure: Disclosure = Disclosure.UNCLASSIFIED

    def __repr__(self) -> str:
        return f"Phone({self.disclosure})"


@record(frozen=True, slots=True)
class Alternate:
    """Who takes the call instead: exactly one of ``person``, ``unit`` (ids) and ``phone``.

    With a ``topic`` the alternate is meant for calls about that topic only.
    """

    person: str | None = None
    unit: str | None = None
    phone: Phone | None = None
    topic: str | None = None


@record(frozen=True, slots=True, kw_only=True, repr=False)
class Person:
    """Somebody who works for the municipality."""

    id: str
    name: Name
    updated: datetime | None = None
    aliases: tuple[str, ...] = ()
    title: str = ""
    unit: str | None = None
    place: str = ""
    email: str = ""
    phones: tuple[Phone, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    manager: str | None = None
    work_hours: str | None = None
    protection: Protection = Protection.NONE
    valid_until: datetime | None = None

    @property
    def ref(self) -> Ref:
        return Ref(Kind.PERSON, self.id)

    def __repr__(self) -> str:
        return f"Person({self.id!r})"


@record(frozen=True, slots=True, kw_only=True, repr=False)
class Unit:
    """A part of the municipality: an agency, a department, a school, a team."""

    id: str
    name: str
    updated: datetime | None = None
    short_name: str | None = None
    parent: str | None = None
    phones: tuple[Phone, ...] = ()
    email: str = ""
    place: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    phone_hours: str | None = None
    alternates: tuple[Alternate, ...] = ()
    caller_notice: str | None = None

    @property
    def ref(self) -> Ref:
        return Ref(Kind.UNIT, self.id)

    def __repr__(self) -> str:
        return f"Unit({self.id!r})"


@record(frozen=True, slots=True, kw_only=True, repr=False)
class Absence:
    """A time in which somebody is not at work or not to be disturbed; ``end`` ``None`` is open-ended."""

    id: str
    person: str
    start: datetime
    end: datetime | None = None
    kind: AbsenceKind = AbsenceKind.OTHER
    answers_calls: bool = False
    source: Source = Source.SELF
    note: str | None = None
    updated: datetime | None = None

    @property
    def ref(self) -> Ref:
        return Ref(Kind.ABSENCE, self.id)

    def __repr__(self) -> str:
        return f"Absence({self.id!r})"


@record(frozen=True, slots=True, kw_only=True)
class Presence:
    """What a presence system said last of one person; ``id`` is the person's id."""

    id: str
    state: PresenceState
    since: datetime
    activity: str | None = None
    source: str = ""
    updated: datetime | None = None

    @property
    def ref(self) -> Ref:
        return Ref(Kind.PRESENCE, self.id)


@record(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one transfer to a person or a unit (exactly one of them)."""

    id: str
    result: Result
    at: datetime
    person: str | None = None
    unit: str | None = None
    updated: datetime | None = None

    @property
    def ref(self) -> Ref:
        return Ref(Kind.OUTCOME, self.id)


@record(frozen=True, slots=True)
class Tombstone:
    """The object is gone: deleted, or no longer served to this viewer."""

    ref: Ref


@record(frozen=True, slots=True, kw_only=True, repr=False)
class Message:
    """A message for somebody who could not be reached; it is sent, never served."""

    id: str
    text: str
    at: datetime
    person: str | None = None
    unit: str | None = None
    caller_name: str = ""
    caller_number: str = ""
    call_back: bool = False
    urgent: bool = False

    def __repr__(self) -> str:
        return f"Message({self.id!r})"


@record(frozen=True, slots=True, kw_only=True)
class Service:
    """The directory as a whole: which country's holidays, which zone's clock, which languages."""

    name: str = ""
    country: str = "NO"
    time_zone: str = "Europe/Oslo"
    languages: tuple[str, ...] = ("nb",)


DirectoryObject: TypeAlias = Person | Unit | Absence | Presence | Outcome
