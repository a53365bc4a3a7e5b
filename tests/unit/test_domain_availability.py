"""Availability: the design's seven rules in their order, with their why, until and source."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import absence, outcome, person, presence

from switchboard.domain.availability import (
    Availability,
    Limits,
    Situation,
    Status,
    availability,
    situation_of,
)
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    Outcome,
    Presence,
    PresenceState,
    Protection,
    Result,
    Service,
    Source,
)
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English, say

OSLO = ZoneInfo("Europe/Oslo")
OFFICE = "Mo-Fr 08:00-16:00"


def at(text: str, zone: ZoneInfo = OSLO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


NOW = at("2026-11-24T10:00")  # a Tuesday


def judge(
    *said: Absence | Presence | Outcome,
    now: datetime = NOW,
    contact: datetime | str | None = "now",
    limits: Limits | None = None,
    service: Service | None = None,
    **fields: Any,
) -> Availability:
    known = Situation(
        tuple(item for item in said if isinstance(item, Absence)),
        next((item for item in said if isinstance(item, Presence)), None),
        tuple(item for item in said if isinstance(item, Outcome)),
        now if isinstance(contact, str) else contact,
        service or Service(),
    )
    return availability(person("p1", **fields), known, now, limits=limits or Limits())


def why(known: Availability, now: datetime = NOW) -> str:
    return say(known.why, English(OSLO, now))


def away(start: str, end: str | None = None, **fields: Any) -> Absence:
    return absence(
        "p1",
        at(start),
        end=None if end is None else at(end),
        id=fields.pop("id", f"{start}{end}"),
        **fields,
    )


def no_answer(time: str) -> Outcome:
    return outcome(Result.NO_ANSWER, at(f"2026-11-24T{time}"))


def reached(time: str) -> Outcome:
    return outcome(Result.REACHED, at(f"2026-11-24T{time}"))


def says(state: PresenceState, since: str = "2026-11-24T09:00", **fields: Any) -> Presence:
    return presence("p1", state, at(since), **fields)


# 1 Data too old


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (timedelta(0), Status.AVAILABLE),
        (timedelta(minutes=5), Status.AVAILABLE),
        (timedelta(minutes=5, seconds=1), Status.UNKNOWN),
        (timedelta(days=3), Status.UNKNOWN),
        (timedelta(seconds=-30), Status.AVAILABLE),  # a clock that runs ahead
    ],
)
def test_old_data_says_nothing(age: timedelta, status: Status) -> None:
    known = judge(says(PresenceState.AVAILABLE), contact=NOW - age)
    assert known.status is status
    if status is Status.UNKNOWN:
        assert (known.as_of, known.was, known.until) == (NOW - age, Status.AVAILABLE, None)


def test_old_data_keeps_what_it_said_in_words() -> None:
    known = judge(away("2026-11-23T08:00", "2026-11-27T16:00"), contact=NOW - timedelta(minutes=12))
    assert why(known) == "no contact with the directory for 12 min; last known: absent until Fri 27 Nov 16:00"
    assert known.was is Status.AWAY


def test_never_in_contact() -> None:
    known = judge(contact=None)
    assert (known.status, known.as_of, known.was) == (Status.UNKNOWN, None, Status.NOT_REGISTERED)
    assert why(known) == "no contact with the directory yet; last known: nothing registered"


def test_the_age_limit_is_settable() -> None:
    old = NOW - timedelta(minutes=20)
    assert judge(contact=old, limits=Limits(stale_after=timedelta(minutes=30))).status is not Status.UNKNOWN


# 2 Away


@pytest.mark.parametrize(
    ("start", "end", "now", "status"),
    [
        ("2026-11-24T10:00", "2026-11-24T11:00", "2026-11-24T10:00", Status.AWAY),  # from its first moment
        ("2026-11-24T10:00", "2026-11-24T11:00", "2026-11-24T10:59", Status.AWAY),
        ("2026-11-24T10:00", "2026-11-24T11:00", "2026-11-24T11:00", Status.AVAILABLE),  # not at its end
        ("2026-11-24T10:00", "2026-11-24T11:00", "2026-11-24T09:59", Status.AVAILABLE),
        ("2026-11-20T10:00", None, "2026-11-24T10:00", Status.AWAY),
    ],
)
def test_an_absence_covers_its_time(start: str, end: str | None, now: str, status: Status) -> None:
    assert judge(away(start, end), now=at(now)).status is status


@pytest.mark.parametrize(
    ("hours", "spans", "until"),
    [
        # the end itself, when it lies in work hours or nobody knows those
        (OFFICE, [("2026-11-24T09:00", "2026-11-24T13:00")], "2026-11-24T13:00"),
        (None, [("2026-11-24T09:00", "2026-11-28T13:00")], "2026-11-28T13:00"),
        # work hours, weekends
        (OFFICE, [("2026-11-24T09:00", "2026-11-24T16:00")], "2026-11-25T08:00"),
        (OFFICE, [("2026-11-24T09:00", "2026-11-25T00:00")], "2026-11-25T08:00"),
        (OFFICE, [("2026-11-23T00:00", "2026-11-27T18:00")], "2026-11-30T08:00"),
        (OFFICE, [("2026-11-23T00:00", "2026-12-03T00:00")], "2026-12-03T08:00"),
        (OFFICE, [("2026-11-23T00:00", "2026-11-29T23:59")], "2026-11-30T08:00"),
        # part-timers
        ("Mo,We 09:00-14:00", [("2026-11-24T09:00", "2026-11-25T15:00")], "2026-11-30T09:00"),
        # public holidays: Christmas Day and Boxing Day fall on Friday and Saturday
        (OFFICE, [("2026-11-24T09:00", "2026-12-24T16:00")], "2026-12-28T08:00"),
        ("Mo-Fr 08:00-16:00; PH off", [("2026-11-24T09:00", "2026-12-31T16:00")], "2027-01-04T08:00"),
        # joined, overlapping, contained, given in any order
        (
            OFFICE,
            [("2026-11-24T12:00", "2026-11-24T14:00"), ("2026-11-24T09:00", "2026-11-24T12:00")],
            "2026-11-24T14:00",
        ),
        (
            OFFICE,
            [("2026-11-24T11:00", "2026-11-24T14:00"), ("2026-11-24T09:00", "2026-11-24T12:00")],
            "2026-11-24T14:00",
        ),
        (
            OFFICE,
            [("2026-11-24T09:00", "2026-11-24T14:00"), ("2026-11-24T09:30", "2026-11-24T10:30")],
            "2026-11-24T14:00",
        ),
        (
            OFFICE,
            [("2026-11-24T09:00", "2026-11-24T12:00"), ("2026-11-24T12:01", "2026-11-24T14:00")],
            "2026-11-24T14:00",
        ),
        (
            OFFICE,
            [("2026-11-24T09:00", "2026-11-24T12:00"), ("2026-11-24T12:15", "2026-11-24T14:00")],
            "2026-11-24T12:00",
        ),
        # nothing but the free evening between them
        (
            OFFICE,
            [("2026-11-24T09:00", "2026-11-24T16:00"), ("2026-11-25T08:00", "2026-11-25T12:00")],
            "2026-11-25T12:00",
        ),
        (
            OFFICE,
            [("2026-11-30T08:00", None), ("2026-11-24T09:00", "2026-11-27T16:00")],
            None,
        ),
        # open ends
        (OFFICE, [("2026-03-01T00:00", None)], None),
        (OFFICE, [("2026-11-24T09:00", "2026-11-24T11:00"), ("2026-11-24T10:30", None)], None),
        (OFFICE, [("2026-11-24T09:00", "9999-12-31T23:59:59")], None),
        # the clock goes back on 25 October and forward on 29 March
        (OFFICE, [("2026-11-24T09:00", "2027-03-28T02:30")], "2027-03-30T08:00"),  # Easter Monday is the 29th
        # hours that never open again, and hours nobody can read
        ("2025 Mo-Fr 08:00-16:00", [("2026-11-24T09:00", "2026-11-28T13:00")], "2026-11-28T13:00"),
        ("ring først", [("2026-11-24T09:00", "2026-11-28T13:00")], "2026-11-28T13:00"),
    ],
)
def test_back_at_work(hours: str | None, spans: list[tuple[str, str | None]], until: str | None) -> None:
    for order in (spans, spans[::-1]):
        known = judge(*(away(start, end) for start, end in order), work_hours=hours)
        assert known.status is Status.AWAY
        assert known.until == (None if until is None else at(until))


@pytest.mark.parametrize(
    ("country", "zone", "until"),
    [
        ("NO", "Europe/Oslo", "2026-04-07T08:00"),  # Maundy Thursday, Good Friday, Easter Monday
        ("DK", "Europe/Copenhagen", "2026-04-07T08:00"),
        ("SE", "Europe/Stockholm", "2026-04-02T08:00"),  # Maundy Thursday is an ordinary day
    ],
)
def test_holidays_are_the_countrys_own(country: str, zone: str, until: str) -> None:
    here = ZoneInfo(zone)
    sick = absence("p1", at("2026-03-30T08:00", here), end=at("2026-04-01T16:00", here))
    service = Service(country=country, time_zone=zone)
    known = judge(sick, now=at("2026-03-31T10:00", here), work_hours=OFFICE, service=service)
    assert known.until == at(until, here)


def test_gone_for_the_day_ends_with_the_day() -> None:
    gone = away("2026-11-24T09:00", kind=AbsenceKind.GONE_FOR_DAY)
    assert judge(gone, work_hours=OFFICE).until == at("2026-11-25T08:00")
    assert judge(gone, now=at("2026-11-25T10:00"), work_hours=OFFICE).status is Status.AVAILABLE


@pytest.mark.parametrize(
    ("kind", "end", "hours", "text"),
    [
        (AbsenceKind.MEETING, "2026-11-24T13:00", OFFICE, "in a meeting until 13:00"),
        (AbsenceKind.LUNCH, "2026-11-24T11:30", None, "at lunch until 11:30"),
        (AbsenceKind.VACATION, "2026-12-02T16:00", OFFICE, "on vacation, back Thu 3 Dec 08:00"),
        (AbsenceKind.LEAVE, None, OFFICE, "on leave, end not known"),
        (AbsenceKind.OFF_DUTY, "2026-11-24T12:00", None, "off duty until 12:00"),
        (AbsenceKind.ERRAND, "2026-11-24T12:00", None, "on an errand until 12:00"),
        (AbsenceKind.TRAVEL, "2026-11-24T12:00", None, "travelling until 12:00"),
        (AbsenceKind.REMOTE, "2026-11-24T12:00", None, "working elsewhere until 12:00"),
        (AbsenceKind.COURSE, "2026-11-24T12:00", None, "on a course until 12:00"),
        (AbsenceKind.GONE_FOR_DAY, "2026-11-24T23:59", None, "gone for the day until 23:59"),
        (AbsenceKind.OTHER, "2026-11-24T12:00", None, "absent until 12:00"),
    ],
)
def test_why_somebody_is_away(kind: AbsenceKind, end: str | None, hours: str | None, text: str) -> None:
    known = judge(away("2026-11-24T09:00", end, kind=kind, source=Source.CALENDAR), work_hours=hours)
    assert (why(known), known.source) == (text, "calendar")


def test_of_several_absences_the_longest_gives_the_reason() -> None:
    holiday = away("2026-11-23T08:00", "2026-11-27T16:00", kind=AbsenceKind.VACATION)
    meeting = away("2026-11-24T09:30", "2026-11-24T10:30", kind=AbsenceKind.MEETING)
    assert why(judge(meeting, holiday)) == "on vacation until Fri 27 Nov 16:00"


def test_when_it_was_said() -> None:
    said = at("2026-11-20T12:00")
    assert judge(away("2026-11-24T09:00", updated=said)).as_of == said
    assert judge(away("2026-11-24T09:00")).as_of == NOW
    for state in (PresenceState.AVAILABLE, PresenceState.BUSY, PresenceState.AWAY):
        assert judge(says(state)).as_of == at("2026-11-24T09:00")
        assert judge(says(state, updated=said)).as_of == said


# 3 Off duty


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        (OFFICE, "2026-11-24T07:59", "2026-11-24T08:00"),
        (OFFICE, "2026-11-24T16:00", "2026-11-25T08:00"),
        (OFFICE, "2026-11-27T16:30", "2026-11-30T08:00"),
        (OFFICE, "2026-12-25T10:00", "2026-12-28T08:00"),
        ("Mo,We 09:00-14:00", "2026-11-24T10:00", "2026-11-25T09:00"),
        ("Mo-Su 22:00-06:00", "2026-11-24T10:00", "2026-11-24T22:00"),
        ("off", "2026-11-24T10:00", None),
    ],
)
def test_off_duty_until_work_begins(hours: str, now: str, until: str | None) -> None:
    known = judge(says(PresenceState.AVAILABLE, now), now=at(now), work_hours=hours)
    assert (known.status, known.source) == (Status.OFF_DUTY, "work-hours")
    assert known.until == (None if until is None else at(until))


def test_off_duty_before_a_vacation_is_back_after_it() -> None:
    holiday = away("2026-11-25T00:00", "2026-12-02T00:00", kind=AbsenceKind.VACATION)
    known = judge(holiday, now=at("2026-11-24T17:00"), work_hours=OFFICE)
    assert (known.status, known.until) == (Status.OFF_DUTY, at("2026-12-02T08:00"))
    assert known.changes == at("2026-11-25T00:00")


def test_an_absence_counts_before_work_hours() -> None:
    known = judge(away("2026-11-24T08:00", "2026-11-26T08:00"), now=at("2026-11-24T20:00"), work_hours=OFFICE)
    assert known.status is Status.AWAY


@pytest.mark.parametrize("hours", ["whenever", "", "x" * 5000])
def test_hours_that_nobody_can_read_decide_nothing(hours: str) -> None:
    known = judge(says(PresenceState.AVAILABLE), now=at("2026-11-24T20:00"), work_hours=hours)
    assert known.status is Status.AVAILABLE
    assert why(known) == "available; the work hours cannot be read"


def test_hours_that_depend_decide_nothing() -> None:
    assert (
        judge(says(PresenceState.AVAILABLE), work_hours="Mo-Fr 08:00-16:00 unknown").status
        is Status.AVAILABLE
    )


# 4 Busy


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (says(PresenceState.BUSY), "busy since 09:00"),
        (says(PresenceState.DO_NOT_DISTURB), "does not want to be disturbed since 09:00"),
        (says(PresenceState.AVAILABLE, activity="in-a-call"), "in a call since 09:00"),
        (says(PresenceState.AWAY, activity="in-a-call"), "in a call since 09:00"),
        (says(PresenceState.BUSY, activity="in-a-conference-call"), "in a call since 09:00"),
        (says(PresenceState.BUSY, activity="in-a-meeting"), "in a meeting since 09:00"),
        (says(PresenceState.BUSY, activity="secret <b>thing</b>"), "busy since 09:00"),
    ],
)
def test_presence_says_busy(said: Presence, text: str) -> None:
    known = judge(said)
    assert (known.status, known.until, known.as_of) == (Status.BUSY, None, said.since)
    assert why(known) == text


def test_an_absence_that_answers_calls_is_busy_until_its_end() -> None:
    known = judge(away("2026-11-24T09:00", "2026-11-24T13:00", kind=AbsenceKind.MEETING, answers_calls=True))
    assert (known.status, known.until, known.source) == (Status.BUSY, at("2026-11-24T13:00"), "self")
    assert why(known) == "in a meeting until 13:00"


def test_a_call_in_a_meeting_says_call_and_the_meetings_end() -> None:
    meeting = away("2026-11-24T09:00", "2026-11-24T13:00", answers_calls=True)
    known = judge(meeting, says(PresenceState.BUSY, activity="in-a-call", source="exchange"))
    assert (why(known), known.until, known.source) == (
        "in a call since 09:00",
        at("2026-11-24T13:00"),
        "exchange",
    )


def test_the_end_of_meetings_that_follow_each_other() -> None:
    known = judge(
        away("2026-11-24T09:00", "2026-11-24T11:00", answers_calls=True),
        away("2026-11-24T11:00", "2026-11-24T12:00", answers_calls=True),
    )
    assert known.until == at("2026-11-24T12:00")


def test_away_counts_before_busy() -> None:
    assert judge(away("2026-11-24T09:00"), says(PresenceState.BUSY)).status is Status.AWAY
    both = judge(
        away("2026-11-24T09:00", "2026-11-24T11:00"),
        away("2026-11-24T09:00", "2026-11-24T13:00", answers_calls=True, id="b"),
    )
    assert (both.status, both.until) == (Status.AWAY, at("2026-11-24T11:00"))


def test_a_busy_that_nobody_took_back_is_forgotten() -> None:
    assert judge(says(PresenceState.BUSY, "2026-11-23T21:00")).status is Status.NOT_REGISTERED
    fresh = says(PresenceState.BUSY, "2026-11-23T21:00", updated=at("2026-11-24T08:00"))
    known = judge(fresh)
    assert known.status is Status.BUSY
    assert known.changes is not None
    assert judge(fresh, now=known.changes).status is Status.NOT_REGISTERED


def test_presence_of_a_later_time_says_nothing_of_this_one() -> None:
    assert judge(says(PresenceState.BUSY, "2026-11-24T10:30")).status is Status.NOT_REGISTERED
    assert judge(says(PresenceState.BUSY, "2026-11-24T10:01")).status is Status.BUSY  # clocks differ a little


# 5 Perhaps


@pytest.mark.parametrize(
    ("state", "since", "status"),
    [
        (PresenceState.AWAY, "2026-11-24T09:49", Status.PERHAPS),
        (PresenceState.OFFLINE, "2026-11-24T09:49", Status.PERHAPS),
        (PresenceState.AWAY, "2026-11-24T09:50", Status.AVAILABLE),
        (PresenceState.OFFLINE, "2026-11-24T09:55", Status.AVAILABLE),
        (PresenceState.OFFLINE, "2026-11-01T09:55", Status.PERHAPS),
        (PresenceState.AVAILABLE, "2026-11-17T10:00", Status.AVAILABLE),
        # Nobody has been at work for so long: a system that hung.
        (PresenceState.AVAILABLE, "2026-11-17T09:59", Status.NOT_REGISTERED),
    ],
)
def test_away_from_the_desk_for_long(state: PresenceState, since: str, status: Status) -> None:
    assert judge(says(state, since)).status is status


def test_perhaps_says_since_when() -> None:
    assert why(judge(says(PresenceState.AWAY, "2026-11-24T09:12"))) == "away from the desk since 09:12"


def test_a_short_absence_from_the_desk_turns_at_its_limit() -> None:
    known = judge(says(PresenceState.AWAY, "2026-11-24T09:55"))
    assert known.changes is not None
    assert at("2026-11-24T10:05") < known.changes < at("2026-11-24T10:05:01")
    again = judge(says(PresenceState.AWAY, "2026-11-24T09:55"), now=known.changes)
    assert again.status is Status.PERHAPS


# 6 Doubtful


@pytest.mark.parametrize(
    ("calls", "status"),
    [
        ([no_answer("09:42"), no_answer("09:51")], Status.DOUBTFUL),
        ([no_answer("09:51")], Status.AVAILABLE),
        ([no_answer("08:59"), no_answer("09:51")], Status.AVAILABLE),
        ([no_answer("09:00"), no_answer("09:51")], Status.AVAILABLE),  # faded at this moment
        ([no_answer("09:42"), no_answer("09:51"), reached("09:55")], Status.AVAILABLE),
        ([reached("09:55"), no_answer("09:51"), no_answer("09:42")], Status.AVAILABLE),
        ([no_answer("09:42"), reached("09:45"), no_answer("09:51")], Status.AVAILABLE),
        ([reached("09:30"), no_answer("09:42"), no_answer("09:51")], Status.DOUBTFUL),
        ([no_answer("09:42"), no_answer("10:30")], Status.AVAILABLE),  # not yet
        ([outcome(Result.BUSY, at("2026-11-24T09:42")), no_answer("09:51")], Status.AVAILABLE),
        ([outcome(Result.MESSAGE, at("2026-11-24T09:42")), no_answer("09:51")], Status.AVAILABLE),
        ([no_answer("09:42"), no_answer("09:42")], Status.AVAILABLE),  # one outcome, served twice
    ],
)
def test_no_answer_twice_is_doubtful(calls: list[Outcome], status: Status) -> None:
    assert judge(says(PresenceState.AVAILABLE), *calls).status is status


def test_doubt_says_when_and_fades() -> None:
    calls = [no_answer("09:51"), no_answer("09:42")]
    known = judge(says(PresenceState.AVAILABLE), *calls)
    assert why(known) == "says available; no answer 09:42 and 09:51"
    assert (known.until, known.changes, known.source) == (
        at("2026-11-24T10:42"),
        at("2026-11-24T10:42"),
        "switchboard",
    )
    assert judge(says(PresenceState.AVAILABLE), *calls, now=at("2026-11-24T10:42")).status is Status.AVAILABLE


def test_three_no_answers() -> None:
    known = judge(no_answer("09:30"), no_answer("09:42"), no_answer("09:51"))
    assert why(known) == "3 times no answer since 09:30"
    assert known.until == at("2026-11-24T10:42")


def test_perhaps_counts_before_doubtful() -> None:
    known = judge(says(PresenceState.AWAY), no_answer("09:42"), no_answer("09:51"))
    assert known.status is Status.PERHAPS


def test_how_much_doubt_is_settable() -> None:
    known = judge(no_answer("09:51"), limits=Limits(doubt_count=1))
    assert (known.status, why(known)) == (Status.DOUBTFUL, "no answer 09:51")


# 7 Available and not registered


def test_nobody_has_said_anything() -> None:
    known = judge(work_hours=OFFICE)
    assert (known.status, known.source, why(known)) == (Status.NOT_REGISTERED, None, "nothing registered")
    assert known.until == at("2026-11-24T16:00")
    assert judge().until is None


@pytest.mark.parametrize(
    ("said", "source", "until"),
    [
        (says(PresenceState.AVAILABLE, source="exchange"), "exchange", None),
        (says(PresenceState.AVAILABLE), "presence", None),
        (
            away("2026-11-24T13:00", "2026-11-24T14:00", source=Source.CALENDAR),
            "calendar",
            "2026-11-24T13:00",
        ),
        (away("2026-11-20T13:00", "2026-11-20T14:00"), "self", None),
        (reached("09:30"), "switchboard", None),
    ],
)
def test_available(said: Absence | Presence | Outcome, source: str, until: str | None) -> None:
    known = judge(said)
    assert (known.status, known.source) == (Status.AVAILABLE, source)
    assert known.until == (None if until is None else at(until))


def test_an_absence_of_last_year_says_nothing_of_today() -> None:
    assert judge(away("2025-11-20T13:00", "2025-11-20T14:00")).status is Status.NOT_REGISTERED


def test_available_until_the_next_absence_or_the_end_of_work() -> None:
    later = away("2026-11-24T13:00", "2026-11-24T14:00")
    assert why(judge(later, work_hours=OFFICE)) == "available until 13:00"
    over = away("2026-11-24T08:00", "2026-11-24T09:00")
    assert why(judge(over, work_hours=OFFICE)) == "available until 16:00"


# People who are not to be judged


@pytest.mark.parametrize("protection", [Protection.RESTRICTED, Protection.SHIELDED])
def test_nothing_is_said_of_protected_people(protection: Protection) -> None:
    known = judge(away("2026-11-24T09:00", kind=AbsenceKind.LEAVE), protection=protection)
    assert (known.status, known.source, known.until, known.was) == (Status.UNKNOWN, None, None, None)
    assert "leave" not in why(known)


def test_somebody_who_has_left_is_away_for_good() -> None:
    known = judge(says(PresenceState.AVAILABLE), valid_until=at("2026-10-31T00:00"))
    assert (known.status, known.until) == (Status.AWAY, None)
    assert why(known) == "no longer here since Sat 31 Oct"
    assert judge(says(PresenceState.AVAILABLE), valid_until=at("2026-12-31T00:00")).status is Status.AVAILABLE
    assert judge(valid_until=NOW).status is Status.AWAY


# The clock


def test_the_hour_that_comes_twice() -> None:
    # 25 October 2026: 02:30 summer time is 00:30 UTC, 02:30 winter time 01:30 UTC.
    first, second = (at("2026-10-25T02:30").replace(fold=fold) for fold in (0, 1))
    lunch = absence("p1", first, end=second)
    assert judge(lunch, now=first).status is Status.AWAY
    assert judge(lunch, now=datetime(2026, 10, 25, 1, 0, tzinfo=UTC)).status is Status.AWAY
    assert judge(lunch, now=second).status is Status.AVAILABLE


def test_times_of_other_zones_are_the_same_moments() -> None:
    meeting = absence("p1", at("2026-11-24T09:00"), end=at("2026-11-24T11:00"))
    tokyo = ZoneInfo("Asia/Tokyo")
    assert judge(meeting, now=at("2026-11-24T18:30", tokyo)).until == at("2026-11-24T11:00")


@pytest.mark.parametrize("year", [1, 9999])
def test_times_at_the_end_of_the_world_are_no_bug(year: int) -> None:
    wild = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 23, 59, tzinfo=UTC)
    offset = wild.replace(tzinfo=at("2026-01-01T00:00", ZoneInfo("Asia/Tokyo")).tzinfo)
    for moment in (wild, offset):
        known = judge(
            absence("p1", moment, updated=moment),
            presence("p1", PresenceState.OFFLINE, moment, updated=moment),
            outcome(at=moment),
            valid_until=moment if year == 9999 else None,
            work_hours=OFFICE,
        )
        assert why(known)
        assert known.as_of is not None
        assert known.as_of.astimezone(OSLO)


def test_a_situation_is_what_the_directory_knows() -> None:
    said = [away("2026-11-24T09:00"), says(PresenceState.BUSY), no_answer("09:51")]
    view = MemoryDirectory([person("p1"), *said], contact=NOW)
    known = situation_of(person("p1"), view)
    assert known.service is view.service
    assert known == Situation((said[0],), said[1], (said[2],), NOW, Service())  # type: ignore[arg-type]


# Whatever is said

moments = st.integers(-72 * 60, 72 * 60).map(lambda minutes: NOW.astimezone(UTC) + timedelta(minutes=minutes))
absences = st.builds(
    lambda number, start, length, kind, answers: absence(
        "p1",
        start,
        id=str(number),
        end=None if length is None else start + timedelta(minutes=length),
        kind=kind,
        answers_calls=answers,
    ),
    st.integers(),
    moments,
    st.none() | st.integers(1, 3000),
    st.sampled_from(AbsenceKind),
    st.booleans(),
)
presences = st.builds(
    lambda state, since, activity: presence("p1", state, since, activity=activity),
    st.sampled_from(PresenceState),
    moments,
    st.sampled_from([None, "in-a-call", "in-a-meeting"]),
)
outcomes = st.builds(outcome, st.sampled_from(Result), moments)
situations = st.builds(
    Situation,
    st.lists(absences, max_size=5),
    st.none() | presences,
    st.lists(outcomes, max_size=5),
    st.just(NOW),
    st.just(Service()),
)
work_hours = st.sampled_from([None, OFFICE, "Mo,We 09:00-14:00", "22:00-06:00", "24/7", "off", "rubbish"])


@given(situations, work_hours, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_known_does_not_matter(
    situation: Situation, hours: str | None, random: Any
) -> None:
    somebody = person("p1", work_hours=hours)
    shuffled = situation._replace(
        absences=random.sample(list(situation.absences), len(situation.absences)),
        outcomes=random.sample(list(situation.outcomes), len(situation.outcomes)),
    )
    known = availability(somebody, situation, NOW)
    assert known == availability(somebody, situation, NOW)
    if len({a.id for a in situation.absences}) == len(situation.absences):
        assert known == availability(somebody, shuffled, NOW)


@given(situations, work_hours)
def test_until_lies_ahead_and_nothing_changes_unannounced(situation: Situation, hours: str | None) -> None:
    somebody = person("p1", work_hours=hours)
    known = availability(somebody, situation, NOW)
    assert known.until is None or known.until > NOW
    assert known.changes is None or known.changes > NOW
    later = (NOW + timedelta(minutes=7)).astimezone(UTC)
    quiet = not any(o.at > NOW for o in situation.outcomes) and not (
        situation.presence is not None and situation.presence.since > NOW
    )
    fresh = situation._replace(contact=later)
    if quiet and (known.changes is None or known.changes > later) and not situation.outcomes:
        assert availability(somebody, fresh, later).status is known.status


@given(situations, work_hours)
def test_nobody_absent_or_off_duty_is_ever_called_available(situation: Situation, hours: str | None) -> None:
    known = availability(person("p1", work_hours=hours), situation, NOW)
    covered = any(
        a.start <= NOW and (a.end is None or a.end > NOW) and a.kind is not AbsenceKind.GONE_FOR_DAY
        for a in situation.absences
        if not a.answers_calls
    )
    if covered:
        assert known.status is Status.AWAY
    elif hours in ("Mo,We 09:00-14:00", "22:00-06:00", "off"):
        assert known.status in (Status.OFF_DUTY, Status.AWAY)


# What stands beside the answer


def test_when_it_was_said_that_somebody_left() -> None:
    said = at("2026-10-30T12:00")
    assert judge(valid_until=at("2026-10-31T00:00"), updated=said).as_of == said
    assert judge(valid_until=at("2026-10-31T00:00")).as_of == NOW


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        ("Mo-Fr 11:00-16:00", "off duty until 11:00"),
        ("We 08:00-12:00", "off duty until Wed 25 Nov 08:00"),
        ("off", "off duty"),
    ],
)
def test_off_duty_in_words(hours: str, text: str) -> None:
    said = at("2026-11-20T12:00")
    known = judge(work_hours=hours, updated=said)
    assert (why(known), known.as_of) == (text, said)


def test_a_meeting_that_leaves_the_phone_open_explains_more_than_busy() -> None:
    meeting = away("2026-11-24T09:00", "2026-11-24T13:00", kind=AbsenceKind.MEETING, answers_calls=True)
    for state in (PresenceState.BUSY, PresenceState.AVAILABLE, PresenceState.AWAY):
        known = judge(meeting, says(state))
        assert (known.status, why(known), known.source) == (Status.BUSY, "in a meeting until 13:00", "self")


def test_perhaps_holds_until_the_next_absence_or_the_end_of_work() -> None:
    gone = says(PresenceState.AWAY, "2026-11-24T09:12")
    assert judge(gone, work_hours=OFFICE).until == at("2026-11-24T16:00")
    assert judge(gone, away("2026-11-24T12:00"), work_hours=OFFICE).until == at("2026-11-24T12:00")
    assert judge(gone).until is None


def test_doubt_is_as_old_as_the_last_call_and_ends_with_work() -> None:
    calls = [no_answer("09:51"), no_answer("09:42")]
    known = judge(*calls, work_hours="Mo-Fr 08:00-10:30")
    assert (known.as_of, known.until) == (at("2026-11-24T09:51"), at("2026-11-24T10:30"))


def test_the_latest_absence_tells_who_registers_them() -> None:
    old = away("2026-11-10T08:00", "2026-11-10T16:00", source=Source.ROSTER)
    late = away("2026-11-20T08:00", "2026-11-20T16:00", source=Source.CALENDAR)
    gone = away("2026-10-01T08:00", "2026-10-01T16:00", source=Source.TIME_CLOCK)
    for order in ((old, late, gone), (gone, late, old)):
        assert judge(*order).source == "calendar"
    assert judge(old, gone).source == "roster"


def test_somebody_who_was_reached_is_there_until_the_next_thing_known() -> None:
    known = judge(reached("09:30"), work_hours=OFFICE)
    assert (known.status, why(known)) == (Status.AVAILABLE, "reached 09:30")
    assert (known.as_of, known.until, known.source) == (
        at("2026-11-24T09:30"),
        at("2026-11-24T16:00"),
        "switchboard",
    )


def test_somebody_at_the_desk_is_there_until_the_next_thing_known() -> None:
    here = says(PresenceState.AVAILABLE)
    known = judge(here, away("2026-11-24T13:00", "2026-11-24T14:00"), work_hours=OFFICE)
    assert (known.until, why(known)) == (at("2026-11-24T13:00"), "available until 13:00")
    # what begins in this very moment, or in the year 9999, is no next thing
    assert judge(here, away("2026-11-24T10:00", answers_calls=True)).until is None
    assert judge(here, absence("p1", datetime(9999, 12, 31, tzinfo=UTC))).until is None
    assert judge(here, away("2026-11-24T09:00", "2026-11-24T10:00")).until is None


def test_what_an_absence_said_when() -> None:
    said = at("2026-11-20T12:00")
    known = judge(away("2026-11-20T08:00", "2026-11-20T16:00", updated=said))
    assert (known.as_of, why(known)) == (said, "available")
