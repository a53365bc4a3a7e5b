"""Who can take the call? One ranked list of routes for a person or a unit.

The order is the design's (*Who can?*) and is argued in ``docs/decisions/0004-availability-and-routes.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from switchboard.domain.availability import Availability, Limits, Status
from switchboard.domain.gate import Gate
from switchboard.domain.model import Kind, Person, Phone, Protection, Ref, Unit
from switchboard.domain.offers import Judge, Offer
from switchboard.domain.phones import dialled, in_order, main_first
from switchboard.domain.policy import Policy
from switchboard.domain.route import LeftOut, NotFoundError, Route, RouteKind, Routes
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import words

__all__ = ["LeftOut", "NotFoundError", "Policy", "Route", "RouteKind", "Routes", "routes"]

_FIRST = frozenset({Status.AVAILABLE, Status.PERHAPS, Status.NOT_REGISTERED})
_AFTER_AN_ALTERNATE = frozenset({Status.BUSY, Status.DOUBTFUL})
_DEFAULT_POLICY = Policy()
_DEFAULT_LIMITS = Limits()


def routes(
    ref: Ref,
    view: DirectoryView,
    at: datetime,
    *,
    topic: str | None = None,
    policy: Policy = _DEFAULT_POLICY,
    limits: Limits = _DEFAULT_LIMITS,
) -> Routes:
    """Return who can take a call for the person or unit at ``at``, best first, a message at the least.

    Raises:
        NotFoundError: there is no such person or unit, or the person is shielded.
    """
    judge = Judge(view, at.astimezone(UTC), topic, policy, limits)
    if ref.kind is Kind.PERSON:
        person = judge.person(ref.id)
        if person is not None:
            return _for_person(ref, person, at, judge)
    elif ref.kind is Kind.UNIT:
        unit = view.unit(ref.id)
        if unit is not None:
            ranked, _ = _for_unit(unit, judge)
            return Routes(
                ref=ref,
                at=at,
                availability=None,
                routes=ranked,
                left_out=judge.left_out(),
                changes=judge.changes,
            )
    raise NotFoundError


def _for_person(ref: Ref, person: Person, at: datetime, judge: Judge) -> Routes:
    judge.meet(person.id)
    known = judge.availability(person)
    if person.protection is not Protection.NONE:
        unit = None if person.unit is None else judge.view.unit(person.unit)
        ranked = (_message_to(person),) if unit is None else _for_unit(unit, judge)[0]
    else:
        ranked = _ranked(person, known, judge)
    left_out = judge.left_out()
    if not any(route.phone is not None and route.person == person.id for route in ranked):
        left_out = (*_own_reason(person, known, judge), *left_out)
    return Routes(ref=ref, at=at, availability=known, routes=ranked, left_out=left_out, changes=judge.changes)


def _own_reason(person: Person, known: Availability, judge: Judge) -> Iterable[LeftOut]:
    if person.protection is not Protection.NONE or _expired(person, judge):
        yield LeftOut(person.id, person.name.display, known.why)
    elif not in_order(person.phones):
        yield LeftOut(person.id, person.name.display, words("no phone registered"))


def _ranked(person: Person, known: Availability, judge: Judge) -> tuple[Route, ...]:
    status = known.was or known.status
    gone = _expired(person, judge)
    shut = judge.gate_of_person(person)
    own = [] if gone else _own_phones(person, known, shut)

    alternates = list(judge.alternates(person.alternates))
    others: list[Offer] = []
    if judge.policy.offer_manager and person.manager is not None:
        others.extend(judge.manager(person.manager))
    if person.unit is not None:
        others.extend(judge.colleagues(person.unit, person.keywords))
    others.extend(judge.units(person.unit))

    ranked: list[Offer] = []
    own_last = False
    if shut is None and status in _FIRST:
        ranked += [*own, *alternates]
    elif shut is None and status in _AFTER_AN_ALTERNATE:
        cut = _after_the_first_free(alternates)
        ranked += [*alternates[:cut], *own, *alternates[cut:]]
    else:
        ranked += alternates
        own_last = True
    ranked += others
    message = Offer(_message_to(person, judge if gone else None), ())
    ranked = _with_closed(ranked, judge.closed, message)
    return _final([*ranked, *own] if own_last else ranked)


def _after_the_first_free(alternates: Sequence[Offer]) -> int:
    """Where a doubtful or busy person's own phones go: behind the first alternate who is available, or
    else behind the first who may be."""
    for wanted in (frozenset({Status.AVAILABLE}), _FIRST):
        for index, offer in enumerate(alternates):
            if offer.status is None or offer.status in wanted:
                return index + 1
    return 0


def _for_unit(unit: Unit, judge: Judge) -> tuple[tuple[Route, ...], Gate]:
    judge.meet_unit(unit.id)
    found = judge.gate(unit)
    own = [
        Offer(
            Route(
                kind=RouteKind.UNIT,
                why=words("main number; {why}", why=found.why) if index == 0 else found.why,
                name=unit.name,
                unit=unit.id,
                open=found.open,
                opens=found.opens,
            ),
            (phone,),
        )
        for index, phone in enumerate(main_first(unit.phones))
    ]
    ranked = list(own) if found.open else []
    ranked.extend(judge.alternates(unit.alternates))
    ranked.extend(judge.colleagues(unit.id, unit.keywords))
    ranked.extend(judge.units(unit.parent))
    closed = judge.closed if found.open else [*own, *judge.closed]
    message = Offer(
        Route(kind=RouteKind.MESSAGE, why=words("a message or a call back"), name=unit.name, unit=unit.id),
        (),
    )
    return _final(_with_closed(ranked, closed, message)), found


def _with_closed(ranked: list[Offer], closed: list[Offer], message: Offer) -> list[Offer]:
    """Add what is outside its phone hours, never first, and the message."""
    if ranked:
        return [*ranked, *closed, message]
    return [message, *closed]


def _own_phones(person: Person, known: Availability, shut: Gate | None) -> list[Offer]:
    why = known.why
    if shut is not None:
        why = words("{why}; the unit's phone hours: {hours}", why=why, hours=shut.why)
    return [
        Offer(
            Route(
                kind=RouteKind.PHONE,
                why=why,
                name=person.name.display,
                person=person.id,
                open=shut is None,
                opens=None if shut is None else shut.opens,
                availability=known,
            ),
            (phone,),
        )
        for phone in in_order(person.phones)
    ]


def _message_to(person: Person, gone: Judge | None = None) -> Route:
    """A message to the person; for somebody who has left, to the unit if there is one."""
    why = words("a message or a call back")
    if gone is not None and person.unit is not None and (unit := gone.view.unit(person.unit)) is not None:
        return Route(kind=RouteKind.MESSAGE, why=why, name=unit.name, unit=unit.id)
    return Route(kind=RouteKind.MESSAGE, why=why, name=person.name.display, person=person.id)


def _expired(person: Person, judge: Judge) -> bool:
    return person.valid_until is not None and person.valid_until <= judge.at


def _final(offers: Iterable[Offer]) -> tuple[Route, ...]:
    """Give every route its phone, each number once: of two people on one line the second gets their next
    phone, or no route."""
    used: set[tuple[str, str | None]] = set()
    ranked: list[Route] = []
    for offer in offers:
        if not offer.phones:
            ranked.append(offer.route)
            continue
        phone: Phone | None = next((p for p in offer.phones if dialled(p) not in used), None)
        if phone is not None:
            used.add(dialled(phone))
            ranked.append(replace(offer.route, phone=phone))
    return tuple(ranked)
