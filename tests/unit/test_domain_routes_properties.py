"""What holds of routes in any directory, at any hour: finite, never empty, no repeats, nobody who must not be
offered, nothing that a caller's errand or the order of a file could turn into something worse."""

from __future__ import annotations

import json
import random
import re
from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import presence
from support.little_directories import (
    NOW,
    PERSONS,
    directories,
    moved,
    policies,
    refs,
    tangles,
    times,
    topics,
)

from switchboard.commands.as_json import of_routes, one_line
from switchboard.commands.as_text import of_routes as in_text
from switchboard.domain.disclosure import visible
from switchboard.domain.model import (
    Absence,
    DirectoryObject,
    Disclosure,
    Kind,
    Outcome,
    Person,
    Phone,
    Presence,
    PresenceState,
    Protection,
    Ref,
    Unit,
)
from switchboard.domain.numbering import grouped
from switchboard.domain.offers import DEPTH
from switchboard.domain.phones import dialled
from switchboard.domain.routes import NotFoundError, Policy, Route, RouteKind, Routes, routes
from switchboard.domain.status import Status
from switchboard.domain.view import MemoryDirectory

OSLO = ZoneInfo("Europe/Oslo")
ages = st.sampled_from([timedelta(0), timedelta(minutes=4), timedelta(minutes=6), timedelta(days=3)])
"""How old the copy is; the limit is five minutes."""


def ask(
    known: list[DirectoryObject],
    ref: Ref,
    at: datetime,
    topic: str | None = None,
    policy: Policy | None = None,
    age: timedelta = timedelta(0),
) -> Routes | None:
    try:
        view = MemoryDirectory(known, contact=at - age)
        return routes(ref, view, at, topic=topic, policy=policy or Policy())
    except NotFoundError:
        asked = next(item for item in known if item.ref == ref)
        assert isinstance(asked, Person)
        assert asked.protection is Protection.SHIELDED
        return None


@settings(max_examples=100)
@given(directories, refs, topics, policies, times, ages)
def test_never_empty_no_repeats_nobody_who_must_not_be_offered(
    known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy, at: datetime, age: timedelta
) -> None:
    known = moved(known, at)
    answer = ask(known, ref, at, topic, policy, age)
    if answer is None:
        return
    view = MemoryDirectory(known, contact=at)
    assert sum(route.kind is RouteKind.MESSAGE for route in answer.routes) == 1
    numbers = [dialled(route.phone) for route in answer.routes if route.phone is not None]
    assert len(numbers) == len(set(numbers))
    own = [route for route in answer.routes if route.kind is RouteKind.PHONE]
    others = [route.person for route in answer.routes if route.person and route.phone and route not in own]
    assert len(others) == len(set(others))
    assert ref.id not in others
    # Of the unit that is asked for, or that a restricted person's calls go to, every number is a route.
    asked = view.person(ref.id) if ref.kind is Kind.PERSON else None
    meant = ref.id if asked is None or asked.protection is Protection.NONE else asked.unit
    offices = [route.unit for route in answer.routes if route.unit and route.phone and route.unit != meant]
    assert len(offices) == len(set(offices))
    assert sum(route.kind is RouteKind.COLLEAGUE for route in answer.routes) <= policy.colleagues
    if not policy.offer_manager:
        assert all(route.kind is not RouteKind.MANAGER for route in answer.routes)
    for route in answer.routes:
        assert _may_be_offered(route, ref, view, at, age)
        if not route.open and len(answer.routes) > 1:
            assert route is not answer.routes[0]
    for item in answer.left_out:
        missing = view.person(item.person)
        assert missing is not None
        assert missing.protection is not Protection.SHIELDED
        assert item.person not in others
    assert answer.changes is None or answer.changes > at
    assert answer == ask(known, ref, at, topic, policy, age)


def _may_be_offered(route: Route, ref: Ref, view: MemoryDirectory, at: datetime, age: timedelta) -> bool:
    if route.kind is RouteKind.MESSAGE:
        return route.phone is None
    assert route.phone is not None
    assert route.opens is None or (not route.open and route.opens > at)
    if route.person is not None:
        offered = view.person(route.person)
        assert offered is not None
        assert offered.protection is Protection.NONE
        assert offered.valid_until is None or offered.valid_until > at
        assert route.availability is not None
        stale = age > timedelta(minutes=5)
        assert (route.availability.status is Status.UNKNOWN) == stale
        known = route.availability.was if stale else route.availability.status
        if route.person != ref.id:
            assert known not in (Status.AWAY, Status.OFF_DUTY)
        # What is dialled is one of theirs, as it was served.
        return route.phone in offered.phones
    if route.unit is not None:
        unit = view.unit(route.unit)
        return unit is not None and route.phone in unit.phones
    # A bare number stands only where somebody named it as an alternate.
    holders: list[Person | Unit] = [*filter(None, map(visible, view.persons())), *view.units()]
    return any(route.phone == alternate.phone for holder in holders for alternate in holder.alternates)


@settings(max_examples=100)
@given(tangles)
def test_whoever_is_offered_is_at_most_three_alternates_away(known: list[DirectoryObject]) -> None:
    answer = ask(known, Ref(Kind.PERSON, "t0"), NOW)
    assert answer is not None
    view = MemoryDirectory(known, contact=NOW)
    # The plainest search there is: through those who are away or have no phone, three steps far.
    reach, steps, waiting = set[str](), {"t0": 0}, deque(["t0"])
    while waiting:
        here = waiting.popleft()
        holder = view.person(here)
        assert holder is not None
        for alternate in holder.alternates:
            assert alternate.person is not None
            if alternate.person in steps or steps[here] >= DEPTH:
                continue
            steps[alternate.person] = steps[here] + 1
            there = view.person(alternate.person)
            assert there is not None
            if there.phones and not view.absences(there.id):
                reach.add(there.id)
            else:
                waiting.append(there.id)
    assert {route.person for route in answer.routes if route.kind is RouteKind.ALTERNATE} == reach


@settings(max_examples=100)
@given(directories, refs, topics, policies, times, st.integers())
def test_the_same_whatever_the_order_of_the_file(
    known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy, at: datetime, seed: int
) -> None:
    # Of two objects with one id the later counts, so those would not be the same directory.
    unique = list({item.ref: item for item in moved(known, at)}.values())
    shuffled = random.Random(seed).sample(unique, len(unique))
    assert ask(unique, ref, at, topic, policy) == ask(shuffled, ref, at, topic, policy)


@settings(max_examples=100)
@given(directories, refs, topics, policies, times)
def test_masked_digits_stand_nowhere_in_what_is_printed(
    known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy, at: datetime
) -> None:
    known = moved(known, at)
    answer = ask(known, ref, at, topic, policy)
    if answer is None:
        return
    in_json = one_line(of_routes(answer, OSLO, "NO"))
    printed = in_json + in_text("", answer, OSLO, "NO")
    masked = (Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED)
    phones = [phone for item in known for phone in _phones(item)]
    # The same number may be somebody's public one and somebody else's private one.
    shown = {phone.number for phone in phones if phone.disclosure not in masked}
    squeezed = re.sub(r"[^\d+]", "", printed.replace(one_line(None), ""))
    for phone in phones:
        if phone.disclosure in masked and phone.number not in shown:
            assert phone.number[1:] not in printed
            assert grouped(phone.number) not in printed
            assert phone.number[3:] not in squeezed
    assert "24689753" not in in_json
    parsed = json.loads(in_json)
    assert set(parsed) == {"id", "at", "availability", "routes", "leftOut"}
    for route in parsed["routes"]:
        assert set(route) == {"kind", "person", "unit", "phone", "open", "opens", "why"}


def _phones(item: DirectoryObject) -> list[Phone]:
    if not isinstance(item, Person | Unit):
        return []
    return [*item.phones, *(alternate.phone for alternate in item.alternates if alternate.phone is not None)]


def _brief(answer: Routes | None) -> list[tuple[object, ...]]:
    if answer is None:
        return []
    return [
        (r.kind, r.person, r.unit, r.phone, r.open, r.availability and r.availability.status)
        for r in answer.routes
    ]


@settings(max_examples=100)
@given(directories, refs, topics, policies, times, st.integers(1, 3000))
def test_the_clock_alone_changes_nothing_before_it_is_announced(
    known: list[DirectoryObject], ref: Ref, topic: str | None, policy: Policy, at: datetime, minutes: int
) -> None:
    known = moved(known, at)
    answer = ask(known, ref, at, topic, policy)
    if answer is None:
        return
    later = at + timedelta(minutes=minutes)
    if answer.changes is not None and later >= answer.changes:
        later = answer.changes - timedelta.resolution
    # The data's own age is not the clock's business: the copy is as fresh then as it is now.
    then = ask(known, ref, later, topic, policy)
    assert _brief(then) == _brief(answer)
    assert then is not None
    assert then.changes == answer.changes


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
        return GOODNESS[first.availability.was or first.availability.status]
    if first.kind is RouteKind.MESSAGE:
        return 3
    return 1 if first.open else 3


@settings(max_examples=100)
@given(directories, refs, st.sampled_from(PERSONS), topics, policies, times, ages)
def test_somebody_who_becomes_available_never_makes_the_best_route_worse(
    known: list[DirectoryObject],
    ref: Ref,
    who: str,
    topic: str | None,
    policy: Policy,
    at: datetime,
    age: timedelta,
) -> None:
    known = moved(known, at)
    before = ask(known, ref, at, topic, policy, age)
    if before is None:
        return
    freed: list[DirectoryObject] = []
    for item in known:
        mine = isinstance(item, Absence | Outcome) and item.person == who
        if mine or (isinstance(item, Presence) and item.id == who):
            continue
        freed.append(replace(item, work_hours=None) if item.ref == Ref(Kind.PERSON, who) else item)  # type: ignore[call-arg]
    freed.append(presence(who, PresenceState.AVAILABLE, at))
    after = ask(freed, ref, at, topic, policy, age)
    assert after is not None
    assert worth(after) <= worth(before)
    if who == ref.id and before.availability is not None:
        asked = MemoryDirectory(freed).person(who)
        assert asked is not None
        if asked.protection is Protection.NONE and (asked.valid_until is None or asked.valid_until > at):
            assert after.availability is not None
            assert (after.availability.was or after.availability.status) is Status.AVAILABLE
