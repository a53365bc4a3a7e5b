"""Cards: everything about one person or unit, as plain data for the window and the command line alike.

Nothing in here holds more than may be shown: protected people are stripped and masked digits are masked
before a card is made. A :class:`~switchboard.domain.model.Phone` inside a card or a route is there to be
dialled only.
"""

from __future__ import annotations

from datetime import UTC, datetime

from switchboard.desk.strip import Segment, day_strip
from switchboard.domain.availability import Availability, Limits
from switchboard.domain.disclosure import ShownPhone, note_without_masked, show, visible
from switchboard.domain.gate import gate
from switchboard.domain.model import Kind, Person, Phone, Protection, Ref, Unit
from switchboard.domain.phones import in_order, main_first
from switchboard.domain.record import record
from switchboard.domain.routes import Policy, Routes, routes
from switchboard.domain.spans import covering, spans_of
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import Words, words

_DEFAULT_LIMITS = Limits()
_DEFAULT_POLICY = Policy()
_RESTRICTED = words("Protected: put calls through to the unit, and say nothing about this person.")


@record(frozen=True, slots=True)
class CardPhone:
    """One phone on a card: what is dialled, and how it is shown."""

    phone: Phone
    shown: ShownPhone


@record(frozen=True, slots=True)
class Step:
    """One unit on the way from the top of the municipality to the one meant."""

    unit: str
    name: str


@record(frozen=True, slots=True, kw_only=True, repr=False)
class Card:
    """Everything about one person or unit that the agent may see, and whom to put the call through to.

    ``path`` leads from the topmost unit to the person's (for a unit: to its parent). ``hours`` is the phone
    hours of the unit in words. ``day`` is the strip from 06 to 20 o'clock (empty for units and restricted
    people). ``as_of`` is when the copy was last known to be right, ``stale`` whether that is too long ago.
    """

    ref: Ref
    at: datetime
    name: str
    title: str = ""
    path: tuple[Step, ...] = ()
    place: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    phones: tuple[CardPhone, ...] = ()
    availability: Availability | None = None
    note: str = ""
    routes: Routes
    caller_notice: str = ""
    restricted: bool = False
    protection: Words | None = None
    hours: Words | None = None
    open: bool | None = None
    opens: datetime | None = None
    day: tuple[Segment, ...] = ()
    as_of: datetime | None = None
    stale: bool = False
    changes: datetime | None = None

    def __repr__(self) -> str:
        return f"Card({self.ref!r})"


def make_card(
    ref: Ref,
    view: DirectoryView,
    at: datetime,
    *,
    topic: str | None = None,
    policy: Policy = _DEFAULT_POLICY,
    limits: Limits = _DEFAULT_LIMITS,
) -> Card | None:
    """Return the card of a person or unit; ``None`` when there is no such thing to be shown."""
    if ref.kind is Kind.PERSON:
        served = view.person(ref.id)
        person = None if served is None else visible(served)
        if person is None:
            return None
        ranked = routes(ref, view, at, topic=topic, policy=policy, limits=limits)
        return _person_card(person, ranked, view, at, limits)
    if ref.kind is Kind.UNIT:
        unit = view.unit(ref.id)
        if unit is None:
            return None
        ranked = routes(ref, view, at, topic=topic, policy=policy, limits=limits)
        return _unit_card(unit, ranked, view, at, limits)
    return None


def _person_card(person: Person, ranked: Routes, view: DirectoryView, at: datetime, limits: Limits) -> Card:
    unit = None if person.unit is None else view.unit(person.unit)
    restricted = person.protection is not Protection.NONE
    return Card(
        ref=person.ref,
        at=at,
        name=person.name.display,
        title=person.title,
        path=path_to(person.unit, view),
        place=person.place,
        email=person.email,
        languages=person.languages,
        description=person.description,
        keywords=person.keywords,
        phones=_shown(in_order(person.phones), person.phones, view),
        availability=None if restricted else ranked.availability,
        note="" if restricted else _note(person, view, at),
        routes=ranked,
        caller_notice="" if unit is None else unit.caller_notice or "",
        restricted=restricted,
        protection=_RESTRICTED if restricted else None,
        day=() if restricted else day_strip(person, view, at, limits=limits),
        as_of=view.contact,
        stale=_stale(view, at, limits),
        changes=ranked.changes,
    )


def _unit_card(unit: Unit, ranked: Routes, view: DirectoryView, at: datetime, limits: Limits) -> Card:
    found = gate(unit, view.service, at)
    return Card(
        ref=unit.ref,
        at=at,
        name=unit.name,
        path=path_to(unit.parent, view),
        place=unit.place,
        email=unit.email,
        description=unit.description,
        keywords=unit.keywords,
        phones=_shown(main_first(unit.phones), unit.phones, view),
        routes=ranked,
        caller_notice=unit.caller_notice or "",
        hours=found.why,
        open=found.open if found.known else None,
        opens=found.opens,
        as_of=view.contact,
        stale=_stale(view, at, limits),
        changes=ranked.changes,
    )


def path_to(unit_id: str | None, view: DirectoryView) -> tuple[Step, ...]:
    """Return the units from the topmost one down to this one; a circle of parents is cut where it closes."""
    steps: list[Step] = []
    seen: set[str] = set()
    while unit_id is not None and unit_id not in seen:
        seen.add(unit_id)
        unit = view.unit(unit_id)
        if unit is None:
            break
        steps.append(Step(unit.id, unit.name))
        unit_id = unit.parent
    return tuple(reversed(steps))


def _shown(first: tuple[Phone, ...], given: tuple[Phone, ...], view: DirectoryView) -> tuple[CardPhone, ...]:
    """The phones a call can go to, then those for texts only."""
    rest = (phone for phone in given if phone not in first)
    country = view.service.country
    return tuple(CardPhone(phone, show(phone, country=country)) for phone in (*first, *rest))


def _note(person: Person, view: DirectoryView, at: datetime) -> str:
    absences = [absence for absence in view.absences(person.id) if absence.note]
    shown = covering(spans_of(absences, view.service), at.astimezone(UTC))
    return "" if shown is None else note_without_masked(shown.absence.note or "", person)


def _stale(view: DirectoryView, at: datetime, limits: Limits) -> bool:
    return view.contact is None or at - view.contact > limits.stale_after
