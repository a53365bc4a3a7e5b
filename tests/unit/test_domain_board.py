"""The board's figures: the same as judging everybody one by one, and the same however they came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import absence, outcome, person, presence, unit
from support.little_directories import absences, outcomes, persons, presences

from switchboard.domain.availability import availability, situation_of
from switchboard.domain.board import STATUSES, Board, Tally, Tree
from switchboard.domain.coverage import Coverage, below, hours_of
from switchboard.domain.model import (
    AbsenceKind,
    DirectoryObject,
    Kind,
    PresenceState,
    Protection,
    Ref,
    Result,
    Service,
    Unit,
)
from switchboard.domain.status import Limits, Status
from switchboard.domain.view import MemoryDirectory

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)
OFFICE = "Mo-Fr 08:00-16:00"
CITY = [unit("city", "City"), unit("agency", "Agency", parent="city"), unit("team", "Team", parent="agency")]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def view(*objects: DirectoryObject, contact: datetime = NOW) -> MemoryDirectory:
    return MemoryDirectory(objects, contact=contact)


def figures(tally: Tally) -> dict[Status, int]:
    return {status: figure for status, figure in tally.items() if figure}


def ref(person_id: str) -> Ref:
    return Ref(Kind.PERSON, person_id)


def test_a_units_figures_are_those_of_everybody_below_it() -> None:
    board = Board.of(
        view(
            *CITY,
            person("a", unit="team"),
            person("b", unit="team"),
            person("c", unit="agency"),
            person("d"),
            person("e", unit="nobody knows"),
            absence("b", at("2026-11-24T09:00")),
            presence("c", PresenceState.BUSY, at("2026-11-24T09:55")),
            presence("d", PresenceState.AVAILABLE, at("2026-11-24T09:55")),
        ),
        NOW,
    )
    assert figures(board.tally("team")) == {Status.NOT_REGISTERED: 1, Status.AWAY: 1}
    assert figures(board.tally("agency")) == {Status.NOT_REGISTERED: 1, Status.AWAY: 1, Status.BUSY: 1}
    assert board.tally("city") == board.tally("agency")
    assert figures(board.own("agency")) == {Status.BUSY: 1}
    assert figures(board.own(None)) == {Status.AVAILABLE: 1}
    assert board.everybody.people == 5
    assert board.tally("nobody knows").people == 0
    assert board.own("gone").people == 0
    assert board.tally("city")[Status.BUSY] == 1


def test_who_counts() -> None:
    board = Board.of(
        view(
            *CITY,
            person("r", unit="team", protection=Protection.RESTRICTED),
            person("s", unit="team", protection=Protection.SHIELDED),
            person("left", unit="team", valid_until=at("2026-10-31T00:00")),
            person("leaves now", unit="team", valid_until=NOW),
            person("leaves", unit="team", valid_until=at("2026-12-31T00:00")),
        ),
        NOW,
    )
    assert figures(board.tally("team")) == {Status.UNKNOWN: 1, Status.NOT_REGISTERED: 1}
    assert [board.status(who) for who in ("r", "s", "left", "leaves", "x")] == [
        Status.UNKNOWN,
        None,
        None,
        Status.NOT_REGISTERED,
        None,
    ]
    assert board.changes == at("2026-12-31T00:00")


def test_old_data_is_stale_and_keeps_its_figures() -> None:
    here = view(*CITY, person("a", unit="team"), contact=NOW - timedelta(minutes=6))
    board = Board.of(here, NOW)
    assert figures(board.tally("city")) == {Status.NOT_REGISTERED: 1}
    assert board.stale(here, NOW)
    assert not board.stale(here, NOW - timedelta(minutes=1))
    assert board.stale(MemoryDirectory(), NOW)
    patient = Board.of(here, NOW, limits=Limits(stale_after=timedelta(minutes=7)))
    assert not patient.stale(here, NOW)


def test_a_changed_person_changes_the_units_above() -> None:
    before = [*CITY, person("a", unit="team"), person("b", unit="agency")]
    board = Board.of(view(*before), NOW)
    board.tally("city")
    after = [*before, absence("a", at("2026-11-24T09:00"))]
    assert board.apply([ref("a")], view(*after), NOW) == {"team", "agency", "city"}
    assert figures(board.tally("team")) == {Status.AWAY: 1}
    assert figures(board.tally("city")) == {Status.AWAY: 1, Status.NOT_REGISTERED: 1}
    assert board.apply([ref("a")], view(*after), NOW) == frozenset()
    moved = [*CITY, person("a", unit="agency"), person("b", unit="agency")]
    assert board.apply([ref("a")], view(*moved), NOW) == {"team", "agency", "city"}
    assert board.tally("team").people == 0
    assert board.apply([ref("a")], view(*CITY), NOW) == {"agency", "city"}
    assert board.everybody.people == 1
    assert board.apply([ref("a")], view(*CITY), NOW) == frozenset()
    # somebody who becomes shielded is gone
    hidden = [*CITY, person("b", unit="agency", protection=Protection.SHIELDED)]
    board.apply([ref("b")], view(*hidden), NOW)
    assert board.everybody.people == 0


@pytest.mark.parametrize("asked", [False, True])
def test_person_by_person_the_figures_grow_and_shrink(asked: bool) -> None:
    here = [*CITY, person("a", unit="team"), person("b", unit="team"), person("c", unit="team")]
    board = Board.of(view(*CITY), NOW)
    if asked:
        assert board.tally("city").people == 0
    for number, who in enumerate("abc", 1):
        assert board.apply([ref(who)], view(*here), NOW) == {"team", "agency", "city"}
        assert figures(board.own("team")) == {Status.NOT_REGISTERED: number}
        assert figures(board.tally("city")) == {Status.NOT_REGISTERED: number}
    assert board.own("agency").people == 0
    board.apply([ref("a"), ref("b")], view(*CITY, person("c", unit="team")), NOW)
    assert figures(board.own("team")) == {Status.NOT_REGISTERED: 1}
    assert figures(board.tally("agency")) == {Status.NOT_REGISTERED: 1}


def test_a_changed_person_is_judged_by_everything_that_is_known() -> None:
    before = [*CITY, person("a", unit="team"), person("b", unit="team")]
    until = absence("a", at("2026-11-24T09:00"), end=at("2026-11-24T13:00"))
    calls = [outcome(Result.NO_ANSWER, NOW - timedelta(minutes=m), person="b", id=str(m)) for m in (5, 9)]
    here = view(*before, until, presence("b", PresenceState.AVAILABLE, NOW - timedelta(hours=1)), *calls)
    board = Board.of(view(*before), NOW)
    assert board.changes is None
    board.apply([ref("a"), ref("b")], here, NOW)
    assert (board.status("a"), board.status("b")) == (Status.AWAY, Status.DOUBTFUL)
    # the first of the two unanswered calls fades at 10:51
    assert board.changes == at("2026-11-24T10:51")
    called = view(*before, until, presence("b", PresenceState.BUSY, NOW))
    board.apply([ref("b")], called, NOW)
    assert board.status("b") is Status.BUSY
    board.apply([ref("b")], view(*before, until), NOW)
    assert board.status("b") is Status.NOT_REGISTERED
    assert board.changes == at("2026-11-24T13:00")
    board.apply([ref("a")], view(*before), NOW)
    assert board.changes is None


def test_a_unit_that_moves_takes_its_people_along() -> None:
    board = Board.of(view(*CITY, person("a", unit="team")), NOW)
    assert board.tally("agency").people == 1
    moved = [CITY[0], CITY[1], unit("team", "Team", parent="city")]
    team = Ref(Kind.UNIT, "team")
    assert board.apply([team], view(*moved), NOW) == {"team", "agency", "city"}
    assert (board.tally("agency").people, board.tally("city").people) == (0, 1)
    assert board.apply([team], view(*moved), NOW) == frozenset()
    assert board.apply([team], view(*CITY[:2]), NOW) == {"team", "city"}
    assert (board.tally("city").people, board.everybody.people) == (0, 1)
    assert board.apply([team], view(*CITY[:2]), NOW) == frozenset()
    assert board.apply([team], view(*CITY), NOW) == {"team", "agency", "city"}
    assert board.tally("city").people == 1


def test_the_board_turns_with_the_clock() -> None:
    here = view(
        *CITY, person("a", unit="team"), absence("a", at("2026-11-24T09:00"), end=at("2026-11-24T13:00"))
    )
    board = Board.of(here, NOW)
    assert board.changes == at("2026-11-24T13:00")
    assert board.tick(here, at("2026-11-24T12:59")) == frozenset()
    assert figures(board.tally("city")) == {Status.AWAY: 1}
    assert board.tick(here, at("2026-11-24T13:00")) == {"team", "agency", "city"}
    assert figures(board.tally("city")) == {Status.AVAILABLE: 1}


@pytest.mark.parametrize(
    "units",
    [
        [unit("a", parent="a")],
        [unit("a", parent="b"), unit("b", parent="a")],
        [unit("a", parent="b"), unit("b", parent="c"), unit("c", parent="b")],
    ],
)
def test_circles_of_units_count_everybody_once(units: list[Unit]) -> None:
    here = view(*units, person("x", unit="a"))
    board = Board.of(here, NOW)
    assert {board.tally(one.id).people for one in units} == {1}
    assert board.everybody.people == 1
    assert [one.id for one in below("a", here)] == sorted({one.id for one in below("a", here)})


def test_all_that_is_below_a_unit() -> None:
    here = view(*CITY, unit("other", parent="city"), unit("elsewhere"))
    assert {one.id for one in below("city", here)} == {"city", "agency", "team", "other"}
    assert [one.id for one in below("agency", here)] == ["agency", "team"]
    assert list(below("gone", here)) == []


def test_the_chain_of_a_unit() -> None:
    tree = Tree(CITY)
    assert tree.chain("team") == ["team", "agency", "city"]
    assert tree.chain("gone") == []
    assert tree.chain(None) == []
    assert not tree.put(CITY[2])
    assert tree.put(unit("team", parent="city"))
    assert not tree.remove("gone")
    assert tree.remove("city")
    assert tree.chain("team") == ["team"]


# The hours of a day


def day(
    *objects: DirectoryObject, on: date = date(2026, 11, 24), of: str = "team"
) -> dict[int, dict[Status, int]]:
    here = view(*CITY, *objects)
    one = here.unit(of)
    assert one is not None
    whole = Coverage.of(here, on).hours(one)
    assert whole == Coverage.of_unit(of, here, on).hours(one)
    return {hour.start.hour: figures(hour.tally) for hour in whole}


def test_the_hours_of_a_day() -> None:
    found = day(
        person("a", unit="team", work_hours="Mo-Fr 08:00-15:15"),
        person("b", unit="team", work_hours="Mo-Fr 08:00-16:00"),
        absence("b", at("2026-11-24T11:00"), end=at("2026-11-24T12:00"), kind=AbsenceKind.LUNCH),
        absence("b", at("2026-11-24T13:00"), end=at("2026-11-24T14:00"), id="m", answers_calls=True),
        presence("a", PresenceState.BUSY, NOW),
        outcome(Result.NO_ANSWER, NOW, person="a", id="1"),
        outcome(Result.NO_ANSWER, NOW, person="a", id="2"),
        of="city",
    )
    assert list(found) == list(range(24))
    assert found[7] == {Status.OFF_DUTY: 2}
    assert found[8] == found[10] == found[12] == {Status.NOT_REGISTERED: 1, Status.AVAILABLE: 1}
    assert found[11] == {Status.NOT_REGISTERED: 1, Status.AWAY: 1}
    assert found[13] == {Status.NOT_REGISTERED: 1, Status.BUSY: 1}
    # at a quarter past three one goes home: the middle of the hour decides, and at half past it is decided
    till_half_past = day(person("a", unit="team", work_hours="Mo-Fr 08:30-15:30"))
    assert [hour for hour, who in till_half_past.items() if who == {Status.NOT_REGISTERED: 1}] == list(
        range(8, 15)
    )
    assert found[15] == {Status.OFF_DUTY: 1, Status.AVAILABLE: 1}
    assert found[16] == {Status.OFF_DUTY: 2}


def test_who_counts_in_an_hour() -> None:
    found = day(
        person("left", unit="team", valid_until=at("2026-11-24T12:00")),
        person("r", unit="team", protection=Protection.RESTRICTED),
        person("s", unit="team", protection=Protection.SHIELDED),
        absence("s", at("2026-11-24T01:00")),
    )
    assert found[11] == {Status.NOT_REGISTERED: 1, Status.UNKNOWN: 1}
    assert found[12] == {Status.UNKNOWN: 1}
    assert day(person("s", unit="team", protection=Protection.SHIELDED))[11] == {}
    nothing_else_known = day(
        person("leaves", unit="team", valid_until=at("2026-11-24T12:30")),
        person("left", unit="team", valid_until=at("2026-11-23T12:00")),
        person("r", unit="team", protection=Protection.RESTRICTED),
        person("s", unit="team", protection=Protection.SHIELDED),
        person("stays", unit="team", valid_until=at("2027-11-24T12:00")),
    )
    assert nothing_else_known[11] == {Status.NOT_REGISTERED: 2, Status.UNKNOWN: 1}
    assert nothing_else_known[12] == {Status.NOT_REGISTERED: 1, Status.UNKNOWN: 1}
    assert day()[11] == {}
    alike = day(person("a", unit="team"), person("b", unit="team"), person("c", unit="team"), of="agency")
    assert {hour: who[Status.NOT_REGISTERED] for hour, who in alike.items()} == dict.fromkeys(range(24), 3)


@pytest.mark.parametrize(
    ("on", "count", "last"),
    [
        (date(2026, 3, 29), 23, 23),
        (date(2026, 10, 25), 25, 23),
        (date(2026, 11, 24), 24, 23),
    ],
)
def test_days_on_which_the_clock_changes(on: date, count: int, last: int) -> None:
    hours = hours_of(on, Service())
    assert (len(hours), hours[0].hour, hours[-1].hour) == (count, 0, last)
    assert all(b.astimezone(UTC) - a.astimezone(UTC) == timedelta(hours=1) for a, b in zip(hours, hours[1:]))  # noqa: B905, RUF007


def test_phone_hours_stand_beside_the_figures() -> None:
    office = unit("team", "Team", phone_hours="Mo-Fr 09:00-11:00,12:30-15:00; PH off")
    here = view(office, person("a", unit="team"))
    hours = Coverage.of(here, date(2026, 11, 24)).hours(office)
    assert [hour.start.hour for hour in hours if hour.open] == [9, 10, 12, 13, 14]
    assert {hour.reachable for hour in hours} == {1}
    closed = Coverage.of(here, date(2026, 12, 25)).hours(office)
    assert not any(hour.open for hour in closed)
    silent = unit("team", "Team")
    assert {hour.open for hour in Coverage.of(view(silent), date(2026, 11, 24)).hours(silent)} == {None}


def test_everybodys_hours() -> None:
    here = view(*CITY, person("a", unit="team"), person("b"), person("c", unit="gone"))
    hours = Coverage.of(here, date(2026, 11, 24)).everybody()
    assert {hour.tally.people for hour in hours} == {3}
    assert [hour.start for hour in hours] == [at(f"2026-11-24T{hour:02}:00") for hour in range(24)]
    assert {hour.open for hour in hours} == {None}
    assert Coverage.of_unit("gone", here, date(2026, 11, 24)).everybody()[0].tally.people == 0


# Whatever the directory

PEOPLE = [f"p{n}" for n in range(5)]
parents = st.none() | st.sampled_from(["u0", "u1", "u2", "x"])
trees = st.tuples(parents, parents, parents).map(
    lambda above: [unit(f"u{n}", parent=parent) for n, parent in enumerate(above)]
)
said = st.lists(absences | outcomes, max_size=10).map(
    lambda items: list({item.ref: item for item in items}.values())
)
some_presences = st.lists(presences, max_size=5, unique_by=lambda item: item.id)
cities = st.tuples(st.tuples(*map(persons, PEOPLE)), trees, said, some_presences).map(
    lambda parts: [item for part in parts for item in part]
)


def one_by_one(here: MemoryDirectory, now: datetime, members: Iterable[str]) -> Counter[Status]:
    found: Counter[Status] = Counter()
    for who in members:
        somebody = here.person(who)
        assert somebody is not None
        if somebody.protection is Protection.SHIELDED:
            continue
        if somebody.protection is Protection.NONE and somebody.valid_until and somebody.valid_until <= now:
            continue
        found[availability(somebody, situation_of(somebody, here), now).status] += 1
    return found


@settings(max_examples=60)
@given(cities)
def test_everybody_at_once_is_everybody_one_by_one(city: list[DirectoryObject]) -> None:
    here = view(*city)
    board = Board.of(here, NOW)
    assert figures(board.everybody) == one_by_one(here, NOW, PEOPLE)
    for office in here.units():
        members = [p.id for lower in below(office.id, here) for p in here.members(lower.id)]
        assert figures(board.tally(office.id)) == one_by_one(here, NOW, members)


def all_figures(board: Board) -> list[Tally]:
    return [
        board.everybody,
        *(board.tally(f"u{n}") for n in range(3)),
        *(board.own(f"u{n}") for n in range(3)),
    ]


@settings(max_examples=60)
@given(cities, cities, st.booleans())
def test_change_by_change_is_from_scratch(
    before: list[DirectoryObject], after: list[DirectoryObject], asked: bool
) -> None:
    board = Board.of(view(*before), NOW)
    if asked:
        all_figures(board)
    refs = [item.ref for item in after if item.ref.kind in (Kind.PERSON, Kind.UNIT)]
    changed = board.apply(refs, view(*after), NOW)
    fresh = Board.of(view(*after), NOW)
    assert all_figures(board) == all_figures(fresh)
    assert board.changes == fresh.changes
    old = Board.of(view(*before), NOW)
    for office in ("u0", "u1", "u2"):
        assert office in changed or board.tally(office) == old.tally(office)


@settings(max_examples=60)
@given(cities, st.integers(0, 3000))
def test_tick_by_tick_is_from_scratch(city: list[DirectoryObject], minutes: int) -> None:
    here = view(*city)
    board = Board.of(here, NOW)
    later = NOW.astimezone(UTC) + timedelta(minutes=minutes)
    board.tick(here, later)
    assert all_figures(board) == all_figures(Board.of(here, later))


@settings(max_examples=40)
@given(cities, st.integers(-2, 2))
def test_the_hours_are_what_each_hours_middle_says(city: list[DirectoryObject], days: int) -> None:
    quiet = [item for item in city if item.ref.kind not in (Kind.PRESENCE, Kind.OUTCOME)]
    here = view(*city)
    on = date(2026, 11, 24) + timedelta(days=days)
    found = Coverage.of(here, on)
    for hour in found.everybody():
        then = hour.start.astimezone(UTC) + timedelta(minutes=30)
        assert hour.tally == Board.of(view(*quiet, contact=then), then).everybody
    for office in here.units():
        assert found.hours(office) == Coverage.of_unit(office.id, here, on).hours(office)


def test_statuses_stand_in_one_order() -> None:
    assert tuple(Status) == STATUSES
    assert len(Tally().figures) == len(STATUSES)
