"""What holds of routes in any directory: finite, never empty, no repeats, nobody who must not be offered."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import presence
from support.little_directories import NOW, PERSONS, directories, policies, refs, topics

from switchboard.commands.as_json import of_routes, one_line
from switchboard.domain.model import (
    Absence,
    DirectoryObject,
    Disclosure,
    Kind,
    Outcome,
    Presence,
    PresenceState,
    Protection,
    Ref,
)
from switchboard.domain.phones import dialled
from switchboard.domain.routes import Policy, RouteKind, Routes, routes
from switchboard.domain.status import Status
from switchboard.domain.view import MemoryDirectory

OSLO = ZoneInfo("Europe/Oslo")


def ask(known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy) -> Routes | None:
    view = MemoryDirectory(known, contact=NOW)
    asked = view.person(ref.id) if ref.kind is Kind.PERSON else None
    if asked is not None and asked.protection is Protection.SHIELDED:
        return None
    return routes(ref, view, NOW, topic=topic, policy=policy)


@settings(max_examples=50)
@given(directories, refs, topics, policies)
def test_never_empty_no_repeats_nobody_who_must_not_be_offered(
    known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy
) -> None:
    answer = ask(known, ref, topic, policy)
    if answer is None:
        return
    view = MemoryDirectory(known, contact=NOW)
    assert sum(route.kind is RouteKind.MESSAGE for route in answer.routes) == 1
    numbers = [dialled(route.phone) for route in answer.routes if route.phone is not None]
    assert len(numbers) == len(set(numbers))
    own = [route for route in answer.routes if route.kind is RouteKind.PHONE]
    others = [route.person for route in answer.routes if route.person and route.phone and route not in own]
    assert len(others) == len(set(others))
    offices = [route.unit for route in answer.routes if route.unit and route.phone and route.unit != ref.id]
    assert len(offices) == len(set(offices))
    for route in answer.routes:
        if route.kind is RouteKind.MESSAGE:
            assert route.phone is None
            continue
        assert route.phone is not None
        if route.person is not None:
            offered = view.person(route.person)
            assert offered is not None
            assert offered.protection is Protection.NONE
            assert offered.valid_until is None or offered.valid_until > NOW
            assert route.availability is not None
            if route.person != ref.id:
                assert route.availability.status not in (Status.AWAY, Status.OFF_DUTY)
        if not route.open and len(answer.routes) > 1:
            assert route is not answer.routes[0]
    for item in answer.left_out:
        missing = view.person(item.person)
        assert missing is not None
        assert missing.protection is not Protection.SHIELDED
        assert item.person not in others
    assert answer.changes is None or answer.changes > NOW


@settings(max_examples=50)
@given(directories, refs, topics, policies, st.integers())
def test_the_same_whatever_the_order_of_the_file(
    known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy, seed: int
) -> None:
    # Of two objects with one id the later counts, so those would not be the same directory.
    unique = list({item.ref: item for item in known}.values())
    shuffled = random.Random(seed).sample(unique, len(unique))
    assert ask(unique, ref, topic, policy) == ask(shuffled, ref, topic, policy)


@settings(max_examples=50)
@given(directories, refs, topics, policies)
def test_masked_digits_stand_nowhere_in_what_is_printed(
    known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy
) -> None:
    answer = ask(known, ref, topic, policy)
    if answer is None:
        return
    printed = one_line(of_routes(answer, OSLO, "NO"))
    masked = (Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED)
    dialled_phones = [route.phone for route in answer.routes if route.phone is not None]
    # The same number may be somebody's public one and somebody else's private one.
    shown = {phone.number for phone in dialled_phones if phone.disclosure not in masked}
    for phone in dialled_phones:
        if phone.disclosure in masked and phone.number not in shown:
            assert phone.number[1:] not in printed
    assert "24689753" not in printed
    parsed = json.loads(printed)
    assert set(parsed) == {"id", "at", "availability", "routes", "leftOut"}
    for route in parsed["routes"]:
        assert set(route) == {"kind", "person", "unit", "phone", "open", "opens", "why"}


GOODNESS = {
    Status.AVAILABLE: 0,
    Status.NOT_REGISTERED: 1,
    Status.PERHAPS: 1,
    Status.DOUBTFUL: 2,
    Status.BUSY: 2,
    Status.AWAY: 3,
    Status.OFF_DUTY: 3,
}


def worth(answer: Routes) -> int:
    """How good the first route is; less is better. A message is the worst but somebody who is not there."""
    first = answer.routes[0]
    if first.availability is not None:
        return GOODNESS[first.availability.status]
    if first.kind is RouteKind.MESSAGE:
        return 3
    return 1 if first.open else 3


@settings(max_examples=50)
@given(directories, refs, st.sampled_from(PERSONS), topics, policies)
def test_somebody_who_becomes_available_never_makes_the_best_route_worse(
    known: list[DirectoryObject], ref: Ref, who: str, topic: str | None, policy: Policy
) -> None:
    before = ask(known, ref, topic, policy)
    if before is None:
        return
    freed: list[DirectoryObject] = []
    for item in known:
        mine = isinstance(item, Absence | Outcome) and item.person == who
        if mine or (isinstance(item, Presence) and item.id == who):
            continue
        freed.append(replace(item, work_hours=None) if item.ref == Ref(Kind.PERSON, who) else item)  # type: ignore[call-arg]
    freed.append(presence(who, PresenceState.AVAILABLE, NOW))
    after = ask(freed, ref, topic, policy)
    assert after is not None
    assert worth(after) <= worth(before)
