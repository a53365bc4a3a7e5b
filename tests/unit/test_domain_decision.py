"""When an answer changes by the clock alone: the moment itself, and the answer on both sides of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import absence, outcome, person, presence
from support.little_directories import NOW as LITTLE_NOW
from support.little_directories import PERSONS, directories

from switchboard.domain.availability import Situation, availability, availability_in, situation_of
from switchboard.domain.decision import Decision, Moment, calls, decide, live_presence
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    DirectoryObject,
    Outcome,
    Presence,
    PresenceState,
    Protection,
    Result,
    Service,
)
from switchboard.domain.spans import FAR_AWAY
from switchboard.domain.status import Limits, Status
from switchboard.domain.view import MemoryDirectory

OSLO = ZoneInfo("Europe/Oslo")
OFFICE = "Mo-Fr 08:00-16:00"
TICK = timedelta.resolution
Said = Absence | Presence | Outcome


def at(time: str) -> datetime:
    if "T" not in time:
        time = f"2026-11-24T{time}"
    return datetime.fromisoformat(time).replace(tzinfo=OSLO)


NOW = at("10:00")


def decided(*said: Said, now: datetime = NOW, limits: Limits | None = None, **fields: Any) -> Decision:
    moment = Moment(now, Service(), limits or Limits())
    return decide(
        person("p1", **fields),
        [item for item in said if isinstance(item, Absence)],
        next((item for item in said if isinstance(item, Presence)), None),
        [item for item in said if isinstance(item, Outcome)],
        moment,
    )


def away(start: str, end: str | None = None, **fields: Any) -> Absence:
    return absence("p1", at(start), end=end and at(end), id=f"{start}{end}", **fields)


def answers(start: str, end: str | None = None) -> Absence:
    return away(start, end, answers_calls=True)


def says(state: PresenceState, since: str, **fields: Any) -> Presence:
    return presence("p1", state, at(since), **fields)


def called(result: Result, *times: str) -> list[Outcome]:
    return [outcome(result, at(time), id=f"{result}{time}") for time in times]


def unanswered(*times: str) -> list[Outcome]:
    return called(Result.NO_ANSWER, *times)


HERE = says(PresenceState.AVAILABLE, "08:00")


@pytest.mark.parametrize(
    ("said", "fields", "status", "changes"),
    [
        # nothing known
        ([], {}, Status.NOT_REGISTERED, None),
        ([], {"work_hours": OFFICE}, Status.NOT_REGISTERED, "16:00"),
        ([], {"work_hours": "Mo-Fr 11:00-16:00"}, Status.OFF_DUTY, "11:00"),
        ([], {"work_hours": "rubbish"}, Status.NOT_REGISTERED, None),
        ([], {"valid_until": at("15:00")}, Status.NOT_REGISTERED, "15:00"),
        ([], {"valid_until": at("15:00"), "work_hours": OFFICE}, Status.NOT_REGISTERED, "15:00"),
        ([], {"valid_until": at("17:00"), "work_hours": OFFICE}, Status.NOT_REGISTERED, "16:00"),
        ([], {"valid_until": FAR_AWAY}, Status.NOT_REGISTERED, None),
        ([], {"valid_until": at("10:00")}, Status.AWAY, None),
        # absences
        ([away("09:00", "13:00")], {}, Status.AWAY, "13:00"),
        ([away("09:00", "13:00")], {"work_hours": "Mo-Fr 08:00-12:00"}, Status.AWAY, "12:00"),
        ([away("09:00", "13:00")], {"valid_until": at("12:00")}, Status.AWAY, "12:00"),
        ([away("09:00", "13:00"), away("11:00", "12:00")], {}, Status.AWAY, "11:00"),
        ([away("09:00", "13:00"), away("08:00", "10:00")], {}, Status.AWAY, "13:00"),
        ([away("09:00", "13:00"), away("10:00", "12:00")], {}, Status.AWAY, "12:00"),
        ([away("09:00")], {}, Status.AWAY, None),
        ([away("09:00", kind=AbsenceKind.GONE_FOR_DAY)], {}, Status.AWAY, "2026-11-25T00:00"),
        ([away("11:00", "13:00")], {}, Status.AVAILABLE, "11:00"),
        ([away("11:00")], {}, Status.AVAILABLE, "11:00"),
        ([away("11:00", "13:00")], {"work_hours": "Mo-Fr 12:00-16:00"}, Status.OFF_DUTY, "11:00"),
        ([away("11:00", "13:00")], {"valid_until": at("10:30")}, Status.AVAILABLE, "10:30"),
        ([answers("09:00", "13:00")], {}, Status.BUSY, "13:00"),
        ([answers("09:00", "13:00")], {"work_hours": "Mo-Fr 08:00-12:00"}, Status.BUSY, "12:00"),
        ([answers("09:00", "13:00")], {"valid_until": at("12:00")}, Status.BUSY, "12:00"),
        ([answers("09:00", "13:00"), away("09:00", "11:00")], {}, Status.AWAY, "11:00"),
        # absences that are over show for 30 days that somebody registers them
        ([away("2026-10-26T08:00", "2026-10-26T10:00")], {}, Status.AVAILABLE, "2026-11-25T10:00"),
        (
            [away("2026-10-26T08:00", "2026-10-26T10:00"), away("2026-11-23T08:00", "2026-11-23T10:00")],
            {},
            Status.AVAILABLE,
            "2026-12-23T10:00",
        ),
        (
            [away("2026-11-23T08:00", "2026-11-23T10:00"), away("2026-10-26T08:00", "2026-10-26T10:00")],
            {},
            Status.AVAILABLE,
            "2026-12-23T10:00",
        ),
        ([away("2026-10-25T08:00", "2026-10-25T10:00")], {}, Status.NOT_REGISTERED, None),
        ([away("2026-10-25T08:00", "2026-10-25T10:00")], {"work_hours": "Mo-Fr 08:00-16:00"},
         Status.NOT_REGISTERED, "16:00"),
        # presence
        ([HERE], {}, Status.AVAILABLE, "2026-12-01T08:00:00.000001"),
        ([HERE], {"work_hours": OFFICE}, Status.AVAILABLE, "16:00"),
        ([HERE], {"valid_until": at("12:00")}, Status.AVAILABLE, "12:00"),
        ([HERE, away("11:00")], {}, Status.AVAILABLE, "11:00"),
        ([says(PresenceState.BUSY, "09:00")], {}, Status.BUSY, "21:00:00.000001"),
        ([says(PresenceState.BUSY, "09:00", updated=at("09:30"))], {}, Status.BUSY, "21:30:00.000001"),
        ([says(PresenceState.BUSY, "09:00"), answers("09:00")], {}, Status.BUSY, None),
        (
            [says(PresenceState.BUSY, "09:00", activity="in-a-call"), answers("09:00", "2026-11-25T09:00")],
            {},
            Status.BUSY,
            "21:00:00.000001",
        ),
        ([says(PresenceState.AWAY, "09:55")], {}, Status.AVAILABLE, "10:05:00.000001"),
        ([says(PresenceState.AWAY, "09:50")], {}, Status.AVAILABLE, "10:00:00.000001"),
        ([says(PresenceState.AWAY, "09:40")], {}, Status.PERHAPS, None),
        ([says(PresenceState.AWAY, "09:40")], {"work_hours": OFFICE}, Status.PERHAPS, "16:00"),
        ([says(PresenceState.BUSY, "11:00")], {}, Status.NOT_REGISTERED, "10:58"),
        ([says(PresenceState.BUSY, "11:00"), answers("09:00", "12:00")], {}, Status.BUSY, "10:58"),
        # calls
        ([HERE, *unanswered("09:42", "09:51")], {}, Status.DOUBTFUL, "10:42"),
        ([HERE, *unanswered("09:42", "09:51", "09:55")], {}, Status.DOUBTFUL, "10:42"),
        ([HERE, *unanswered("09:51")], {}, Status.AVAILABLE, "2026-12-01T08:00:00.000001"),
        ([HERE, *unanswered("09:51", "10:30")], {}, Status.AVAILABLE, "10:28"),
        ([HERE, *unanswered("09:42", "09:51", "10:10")], {}, Status.DOUBTFUL, "10:08"),
        (
            [says(PresenceState.AWAY, "09:55"), *unanswered("09:42", "09:51")],
            {},
            Status.DOUBTFUL,
            "10:05:00.000001",
        ),
        (called(Result.REACHED, "09:30"), {}, Status.AVAILABLE, "10:30"),
        ([HERE, *called(Result.REACHED, "09:30")], {}, Status.AVAILABLE, "2026-12-01T08:00:00.000001"),
        (called(Result.BUSY, "09:30"), {}, Status.NOT_REGISTERED, None),
        (
            [*called(Result.BUSY, "09:30"), away("2026-10-26T08:00", "2026-10-26T10:00")],
            {},
            Status.AVAILABLE,
            "2026-11-25T10:00",
        ),
    ],
)  # fmt: skip
def test_the_next_change(
    said: list[Said], fields: dict[str, Any], status: Status, changes: str | None
) -> None:
    for order in (said, said[::-1]):
        found = decided(*order, **fields)
        assert found == (status, None if changes is None else at(changes))
        assert found.changes is None or found.changes.tzinfo is UTC
    if changes is not None:
        just_before = decided(*said, now=at(changes) - TICK, **fields)
        assert just_before.status is status
        assert just_before.changes == at(changes)


def test_what_everybody_shares_is_asked_once() -> None:
    moment = Moment(NOW, Service(), Limits())
    assert moment.unheard(OFFICE) is moment.unheard(OFFICE)
    assert moment.work_hours(OFFICE) is moment.work_hours(OFFICE)
    assert moment.work_hours(OFFICE) == (False, at("16:00"))
    assert moment.work_hours("off") == (True, None)


HOURS = (None, OFFICE, "Mo-Fr 09:00-11:30,12:00-15:00", "24/7", "off", "rubbish")


@given(st.lists(st.tuples(st.integers(-600, 6000), st.sampled_from(HOURS)), min_size=2, max_size=12))
def test_what_an_earlier_moment_was_told_holds_until_it_does_not(asked: list[tuple[int, str | None]]) -> None:
    earlier: Moment | None = None
    for minutes, hours in asked:
        now = NOW + timedelta(minutes=minutes)
        somebody = person("p1", work_hours=hours, updated=NOW - timedelta(days=minutes % 9))
        situation = Situation(contact=now)
        earlier = Moment(now, Service(), Limits(), earlier=earlier)
        assert availability_in(somebody, situation, earlier) == availability(somebody, situation, now)
        assert earlier.unheard(hours) == Moment(now, Service(), Limits()).unheard(hours)


def test_another_country_is_asked_anew() -> None:
    friday = at("2026-05-01T10:00")  # a public holiday here, and not there
    here = Moment(friday, Service(country="NO"), Limits())
    assert here.unheard(OFFICE).status is Status.OFF_DUTY
    there = Moment(friday, Service(country="DK", time_zone="Europe/Copenhagen"), Limits(), earlier=here)
    assert there.unheard(OFFICE).status is Status.NOT_REGISTERED


def test_a_moment_of_the_past_is_no_change() -> None:
    moment = Moment(NOW, Service(), Limits())
    assert moment.decision(Status.AWAY, NOW, NOW - TICK) == (Status.AWAY, None)
    assert moment.decision(Status.AWAY, NOW + TICK, None, NOW + 2 * TICK).changes == NOW + TICK
    assert moment.decision(Status.AWAY, FAR_AWAY).changes is None
    assert moment.decision(Status.AWAY, FAR_AWAY - TICK).changes == FAR_AWAY - TICK


@pytest.mark.parametrize(
    ("since", "counts"),
    [("10:00", True), ("10:02", True), ("10:02:00.000001", False), ("2026-11-23T22:00", True)],
)
def test_presence_at_its_edges(since: str, counts: bool) -> None:
    busy = says(PresenceState.BUSY, since)
    assert (live_presence(busy, NOW, Limits()) is busy) is counts
    assert live_presence(None, NOW, Limits()) is None


def test_busy_for_half_a_day_to_the_tick() -> None:
    busy = says(PresenceState.BUSY, "2026-11-23T22:00")
    assert live_presence(busy, NOW, Limits()) is busy
    assert live_presence(busy, NOW + TICK, Limits()) is None
    idle = says(PresenceState.AWAY, "2026-11-20T22:00")
    assert live_presence(idle, NOW, Limits()) is idle


@pytest.mark.parametrize(
    ("times", "counted"),
    [
        (["09:00"], []),
        (["09:00:00.000001"], ["09:00:00.000001"]),
        (["10:02"], ["10:02"]),
        (["10:02:00.000001"], []),
        (["09:51", "09:42"], ["09:42", "09:51"]),
    ],
)
def test_calls_at_their_edges(times: list[str], counted: list[str]) -> None:
    found, reached = calls(unanswered(*times), NOW, Limits())
    assert (found, reached) == ([at(time) for time in counted], None)
    assert all(moment.tzinfo is UTC for moment in found)
    _, last = calls(called(Result.REACHED, *times), NOW, Limits())
    assert last == (at(counted[-1]) if counted else None)
    assert last is None or last.tzinfo is UTC


def test_a_call_answered_in_the_same_moment_was_answered() -> None:
    both = [*unanswered("09:51"), *called(Result.REACHED, "09:51")]
    assert calls(both, NOW, Limits()) == ([], at("09:51"))


def test_the_limits_are_a_municipalitys_own() -> None:
    limits = Limits(
        away_after=timedelta(minutes=1),
        doubt_window=timedelta(minutes=5),
        doubt_count=3,
        busy_for=timedelta(minutes=30),
        heard_for=timedelta(days=1),
        skew=timedelta(0),
    )
    assert decided(says(PresenceState.AWAY, "09:58"), limits=limits).status is Status.PERHAPS
    assert decided(HERE, *unanswered("09:42", "09:51"), limits=limits).status is Status.AVAILABLE
    assert decided(HERE, *unanswered("09:56", "09:57"), limits=limits).status is Status.AVAILABLE
    doubt = decided(HERE, *unanswered("09:56", "09:57", "09:58"), limits=limits)
    assert doubt == (Status.DOUBTFUL, at("10:01"))
    assert decided(says(PresenceState.BUSY, "09:29"), limits=limits).status is Status.NOT_REGISTERED
    old = away("2026-11-22T08:00", "2026-11-22T10:00")
    assert decided(old, limits=limits).status is Status.NOT_REGISTERED
    assert decided(says(PresenceState.BUSY, "10:01"), limits=limits) == (Status.NOT_REGISTERED, at("10:01"))


@settings(max_examples=60)
@given(directories, st.sampled_from(PERSONS), st.integers(0, 2000))
def test_nothing_changes_before_it_is_announced(known: list[DirectoryObject], who: str, minutes: int) -> None:
    here = MemoryDirectory(known, contact=LITTLE_NOW)
    somebody = here.person(who)
    assert somebody is not None
    if somebody.protection is not Protection.NONE:
        return
    first = availability(somebody, situation_of(somebody, here), LITTLE_NOW)
    later = LITTLE_NOW + timedelta(minutes=minutes)
    if first.changes is not None and later >= first.changes:
        later = first.changes - TICK
    then = MemoryDirectory(known, contact=later)
    assert availability(somebody, situation_of(somebody, then), later).status is first.status
