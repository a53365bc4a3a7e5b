"""The living day: a Tuesday that looks like one, without nonsense, and the same every time."""

from __future__ import annotations

import threading
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from switchboard.demo.city import City
from switchboard.demo.clock import clock_for
from switchboard.demo.day import FASTEST, MOST_CHANGES, LivingDay
from switchboard.demo.run import Living, living, run
from switchboard.demo.turns import around
from switchboard.directory.wire import decode, encode
from switchboard.domain.availability import Status, availability, situation_of
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    DirectoryObject,
    Outcome,
    Person,
    Presence,
    PresenceState,
    Protection,
    Ref,
    Result,
    Tombstone,
)
from switchboard.domain.view import MemoryDirectory
from switchboard.gateway.store import Store

OSLO = ZoneInfo("Europe/Oslo")
TUESDAY = datetime(2026, 11, 24, 10, 40, tzinfo=OSLO)
Changes = list[DirectoryObject | Tombstone]


def steps(
    day: LivingDay, since: datetime, hours: float, seconds: float = 20
) -> Iterator[tuple[datetime, Changes]]:
    end = since + timedelta(hours=hours)
    while since < end:
        until = since + timedelta(seconds=seconds)
        yield until, day.step(since, until)
        since = until


def apply(held: dict[Ref, DirectoryObject], changes: Iterable[DirectoryObject | Tombstone]) -> None:
    for change in changes:
        if isinstance(change, Tombstone):
            del held[change.ref]
        else:
            held[change.ref] = change


@pytest.fixture(scope="module")
def city() -> City:
    return City(2500, 7)


def test_the_same_times_give_the_same_day(city: City) -> None:
    one, two = LivingDay(city, 7), LivingDay(city, 7)
    assert one.initial(TUESDAY) == two.initial(TUESDAY)
    for (_, first), (_, second) in zip(steps(one, TUESDAY, 0.5), steps(two, TUESDAY, 0.5), strict=True):
        assert first == second


def test_a_tuesday_at_10_40_looks_like_one(city: City) -> None:
    objects = [*city.objects(), *LivingDay(city, 7).initial(TUESDAY)]
    view = MemoryDirectory(objects, service=city.service, contact=TUESDAY)
    found = Counter(
        availability(person, situation_of(person, view), TUESDAY).status for person in view.persons()
    )
    here = found[Status.AVAILABLE] + found[Status.NOT_REGISTERED]
    assert 0.5 < here / city.people < 0.68
    assert 0.1 < found[Status.AVAILABLE] / city.people < 0.35
    assert found[Status.BUSY]
    assert found[Status.AWAY]
    assert found[Status.OFF_DUTY]
    assert found[Status.PERHAPS]


def test_every_change_comes_through_the_wire_unchanged(city: City) -> None:
    day = LivingDay(city, 7, speed=5)
    changes: Changes = list(day.initial(TUESDAY))
    for _, step in steps(day, TUESDAY, 2):
        changes += step
    assert {type(change) for change in changes} == {Absence, Presence, Outcome, Person, Tombstone}
    assert [change for change in changes if decode(encode(change)) != change] == []


def test_at_midday_people_eat(city: City) -> None:
    def lunches(at: datetime) -> int:
        objects = LivingDay(city, 7).initial(at)
        return sum(isinstance(item, Absence) and item.kind is AbsenceKind.LUNCH for item in objects)

    assert lunches(TUESDAY.replace(hour=11, minute=30)) > 10 * (1 + lunches(TUESDAY.replace(hour=9)))


def test_who_is_away_for_long_does_nothing_else(city: City) -> None:
    gone = {absence.person for absence in city.absences}
    day = LivingDay(city, 7)
    objects: Changes = list(day.initial(TUESDAY))
    for _, changes in steps(day, TUESDAY, 1):
        objects += changes
    for item in objects:
        if isinstance(item, Presence) and item.id in gone:
            assert item.state is PresenceState.OFFLINE
        if isinstance(item, Absence):
            assert item.person not in gone


@pytest.mark.parametrize("speed", [1.0, 8.0])
def test_a_whole_day_makes_sense(city: City, speed: float) -> None:
    day = LivingDay(city, 7, speed=speed)
    start = TUESDAY.replace(hour=7, minute=0)
    held: dict[Ref, DirectoryObject] = {item.ref: item for item in day.initial(start)}
    people = {person.id: person for person in city.persons}
    kinds: set[AbsenceKind] = set()
    results: set[Result] = set()
    edits = ended = 0
    for now, changes in steps(day, start, 9.5, 30):
        assert len({change.ref for change in changes}) == len(changes)
        assert len(changes) <= MOST_CHANGES + 1
        for change in changes:
            match change:
                case Absence():
                    kinds.add(change.kind)
                    assert change.person in people
                    assert change.end is None or change.start < change.end
                    old = held.get(change.ref, change)
                    assert isinstance(old, Absence)
                    assert (old.person, old.start) == (change.person, change.start)
                case Presence():
                    assert change.since <= now
                case Outcome():
                    results.add(change.result)
                    assert change.at <= now
                case Person():
                    edits += 1
                    assert (change.name, change.unit) == (people[change.id].name, people[change.id].unit)
                case Tombstone():
                    ended += 1
        # Deleting what nobody has been told of raises here.
        apply(held, changes)
    assert {AbsenceKind.MEETING, AbsenceKind.LUNCH, AbsenceKind.ERRAND, AbsenceKind.LEAVE} <= kinds
    assert {AbsenceKind.REMOTE, AbsenceKind.GONE_FOR_DAY} <= kinds
    assert {Result.REACHED, Result.NO_ANSWER} <= results
    assert edits
    assert ended
    no_overlap(held.values())
    evening = start + timedelta(hours=9.5)
    over = [
        item
        for item in held.values()
        if isinstance(item, Absence) and item.end is not None and item.end < evening - timedelta(hours=1.8)
    ]
    assert not over, "what is over is taken out"


def no_overlap(objects: Iterable[DirectoryObject]) -> None:
    spans: dict[str, list[Absence]] = {}
    for item in objects:
        if isinstance(item, Absence):
            spans.setdefault(item.person, []).append(item)
    assert spans
    for absences in spans.values():
        absences.sort(key=lambda absence: absence.start)
        for first, second in pairwise(absences):
            assert first.end is not None
            assert first.end <= second.start


def test_nobody_has_two_absences_at_once_at_the_start(city: City) -> None:
    no_overlap(LivingDay(city, 3).initial(TUESDAY))


def test_nights_and_holidays_are_quiet(city: City) -> None:
    def rate(start: datetime) -> float:
        day = LivingDay(city, 7)
        day.initial(start)
        changes = [change for _, step in steps(day, start, 1) for change in step]
        calm = (Absence, Presence)
        return sum(
            isinstance(c, calm) and not (isinstance(c, Absence) and c.kind is AbsenceKind.OFF_DUTY)
            for c in changes
        )

    busy = rate(TUESDAY)
    assert busy > 100
    assert rate(TUESDAY.replace(hour=3)) < busy / 50
    assert rate(datetime(2026, 12, 25, 10, tzinfo=OSLO)) < busy / 50
    assert rate(datetime(2026, 11, 28, 10, tzinfo=OSLO)) < busy / 20


def test_speed_makes_more_happen_and_shorter(city: City) -> None:
    def meetings(speed: float) -> tuple[int, list[timedelta]]:
        day = LivingDay(city, 7, speed=speed)
        day.initial(TUESDAY)
        changes = [change for _, step in steps(day, TUESDAY, 0.25, 1) for change in step]
        spans = [
            change.end - change.start
            for change in changes
            if isinstance(change, Absence) and change.kind is AbsenceKind.MEETING and change.end
        ]
        return len(changes), spans

    (few, long), (many, short) = meetings(1), meetings(20)
    assert many > 8 * few
    assert max(long) <= timedelta(hours=2, minutes=10)
    assert sorted(short)[len(short) // 2] < timedelta(minutes=10)
    still = LivingDay(city, 7, speed=0)
    still.initial(TUESDAY)
    assert not any(step for _, step in steps(still, TUESDAY, 1))


def test_after_a_pause_the_day_goes_on_in_small_steps(city: City) -> None:
    day = LivingDay(city, 7)
    day.initial(TUESDAY)
    assert len(day.step(TUESDAY, TUESDAY + timedelta(hours=5))) <= MOST_CHANGES


@pytest.mark.parametrize("speed", [-1.0, FASTEST + 1.0])
def test_an_impossible_speed_is_refused(city: City, speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        LivingDay(city, 1, speed=speed)


def test_turns_are_in_order_and_around_the_moment(city: City) -> None:
    for place in city.places[-300:]:
        for person in city.staff(place):
            for hour in range(0, 72, 5):
                wall = datetime.fromisoformat("2026-11-24") + timedelta(hours=hour)
                last, on, following = around(person, wall, city.clock)
                assert following is not None
                assert following.start > wall
                if on is not None:
                    assert on.start <= wall < on.end <= following.start
                if last is not None:
                    assert last.end <= wall


def test_shift_workers_off_now_are_back_when_their_roster_says(city: City) -> None:
    objects = LivingDay(city, 7).initial(TUESDAY)
    staff = {person.id: person for place in city.places for person in city.staff(place)}
    off = [item for item in objects if isinstance(item, Absence) and item.kind is AbsenceKind.OFF_DUTY]
    assert off
    for absence in off:
        _, on, following = around(staff[absence.person], TUESDAY.replace(tzinfo=None), city.clock)
        assert following is not None
        assert absence.end == following.start.replace(tzinfo=OSLO)
        assert (absence.start <= TUESDAY) == (on is None)


class Times:
    """A clock that goes on by some seconds with every look."""

    def __init__(self, at: datetime, seconds: float) -> None:
        self.at = at
        self._step = timedelta(seconds=seconds)

    def __call__(self) -> datetime:
        self.at += self._step
        return self.at


def test_running_commits_what_happens_until_it_is_stopped(city: City) -> None:
    day = LivingDay(city, 7)
    day.initial(TUESDAY)
    stop = threading.Event()
    commits: list[Sequence[DirectoryObject | Tombstone]] = []

    def commit(changes: Sequence[DirectoryObject | Tombstone]) -> None:
        commits.append(changes)
        if len(commits) == 5:
            stop.set()

    run(commit, day, TUESDAY, stop, now=Times(TUESDAY, 10), every=0)
    assert len(commits) == 5
    assert all(commits)


def test_a_clock_that_is_set_back_makes_nothing_happen_twice(city: City) -> None:
    day = LivingDay(city, 7)
    day.initial(TUESDAY)
    seen: list[datetime] = []
    stop = threading.Event()
    times = iter([TUESDAY + timedelta(seconds=s) for s in (10, -3600, 20)])

    def now() -> datetime:
        moment = next(times, None)
        if moment is None:
            stop.set()
            return TUESDAY
        return moment

    def commit(changes: Sequence[DirectoryObject | Tombstone]) -> None:
        seen.extend(item.updated for item in changes if isinstance(item, Presence) and item.updated)

    run(commit, day, TUESDAY, stop, now=now, every=0)
    assert seen
    assert min(seen) >= TUESDAY


@pytest.mark.parametrize(
    "at", [TUESDAY, datetime(2026, 11, 22, 2, 15, tzinfo=OSLO)], ids=["Tuesday", "Sunday night"]
)
def test_living_serves_a_working_day_at_any_hour(at: datetime) -> None:
    source = Living(1500, 1, 1.0, now=lambda: at)
    view = MemoryDirectory(source.objects(), service=source.service, contact=at)
    found = Counter(availability(person, situation_of(person, view), at).status for person in view.persons())
    assert found[Status.AVAILABLE] + found[Status.NOT_REGISTERED] > 0.5 * 1500
    assert ("flyttet" in source.service.name) == (clock_for(at).moved)


def test_it_lives_in_the_gateway_s_store_like_any_directory() -> None:
    source = Living(400, 2, 20.0, now=Times(TUESDAY, 1), every=0)
    shielded = sum(person.protection is Protection.SHIELDED for person in source.city.persons)
    stop = threading.Event()
    commits = 0
    with Store() as store:
        store.set_service(source.service)
        state = store.commit(source.objects())
        assert store.counts()["persons"] == 400 - shielded

        def commit(changes: Sequence[DirectoryObject | Tombstone]) -> None:
            nonlocal commits
            commits += 1
            store.commit(changes)
            if commits == 20:
                stop.set()

        source.run(commit, stop)
        page = store.changes(state)
    assert page.changes
    assert page.state != state


@pytest.mark.parametrize(
    ("people", "speed", "sentence"),
    [(1_000_001, 1.0, "at most"), (10, -1.0, "fast"), (10, 1e9, "fast"), (10, float("nan"), "fast")],
)
def test_impossible_wishes_get_a_sentence(people: int, speed: float, sentence: str) -> None:
    with pytest.raises(ExpectedError, match=sentence):
        living(Namespace(people=people, seed=1, day_speed=speed))


def test_what_is_asked_for_is_made() -> None:
    source = living(Namespace(people=40, seed=5, day_speed=2.0))
    assert source.city.people == 40
    assert source.service.country == "NO"
    assert datetime.now(UTC).tzinfo is not None
