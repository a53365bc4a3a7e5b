"""Somebody's availability through a year: weekends, holidays of three countries, clock changes, shifts.

Every line names the country, what stands in the directory, the moment by the wall clock there, and the answer
with its ``until``. The holidays are those of the law: Norway's lov om helligdager and 1 and 17 May; Denmark's
without store bededag, which was abolished from 2024, and without Grundlovsdag (5 June), which is no public
holiday; Sweden's with the eves that its law puts beside Sundays.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from support.builders import absence, outcome, person, presence, unit

from switchboard.domain.availability import Availability, Situation, Status, availability
from switchboard.domain.gate import gate
from switchboard.domain.model import Absence, AbsenceKind, Outcome, Presence, PresenceState, Result, Service

ZONES = {"NO": "Europe/Oslo", "DK": "Europe/Copenhagen", "SE": "Europe/Stockholm"}
OFFICE = "Mo-Fr 08:00-16:00"
PART = "Mo,We,Fr 09:00-14:00"
NIGHT = "Mo-Su 22:00-06:00"
LATE = "Mo-Fr 14:00-22:00"
SPLIT = "Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:15; PH off"
SUMMER = "Jul-Aug Mo-Fr 09:00-14:00; Sep-Jun Mo-Fr 09:00-15:00"
FREE, OFF, AWAY, BUSY = Status.NOT_REGISTERED, Status.OFF_DUTY, Status.AWAY, Status.BUSY
PERHAPS, DOUBTFUL, AVAILABLE = Status.PERHAPS, Status.DOUBTFUL, Status.AVAILABLE


class Case(NamedTuple):
    """``until`` ``None``: nobody knows, or never."""

    country: str
    hours: str | None
    absences: list[tuple[str, str | None]]
    now: str
    status: Status
    until: str | None


def local(text: str, country: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONES[country]))


def judge(
    country: str,
    now: str,
    *said: Absence | Presence | Outcome,
    hours: str | None = None,
    age: timedelta = timedelta(0),
) -> Availability:
    moment = local(now, country)
    known = Situation(
        [item for item in said if isinstance(item, Absence)],
        next((item for item in said if isinstance(item, Presence)), None),
        [item for item in said if isinstance(item, Outcome)],
        moment.astimezone(UTC) - age,
        Service(country=country, time_zone=ZONES[country]),
    )
    return availability(person("p1", work_hours=hours), known, moment)


ROWS: list[tuple[str, str | None, list[tuple[str, str | None]], str, Status, str | None]] = [
    # Ordinary days
    ("NO", OFFICE, [], "2026-11-24T07:59", OFF, "2026-11-24T08:00"),
    ("NO", OFFICE, [], "2026-11-24T08:00", FREE, "2026-11-24T16:00"),
    ("NO", OFFICE, [], "2026-11-24T15:59", FREE, "2026-11-24T16:00"),
    ("NO", OFFICE, [], "2026-11-24T16:00", OFF, "2026-11-25T08:00"),
    ("NO", OFFICE, [], "2026-11-27T16:00", OFF, "2026-11-30T08:00"),
    ("NO", OFFICE, [], "2026-11-28T12:00", OFF, "2026-11-30T08:00"),
    ("NO", None, [], "2026-11-28T03:00", FREE, None),
    # Norway: Easter
    ("NO", OFFICE, [], "2026-04-01T16:00", OFF, "2026-04-07T08:00"),
    ("NO", OFFICE, [], "2026-04-02T10:00", OFF, "2026-04-07T08:00"),
    ("NO", OFFICE, [], "2026-04-03T10:00", OFF, "2026-04-07T08:00"),
    ("NO", OFFICE, [], "2026-04-06T10:00", OFF, "2026-04-07T08:00"),
    ("NO", OFFICE, [], "2026-04-07T10:00", FREE, "2026-04-07T16:00"),
    ("NO", OFFICE, [("2026-03-30T08:00", "2026-04-01T16:00")], "2026-03-30T10:00", AWAY, "2026-04-07T08:00"),
    ("NO", OFFICE, [("2026-03-30T00:00", "2026-04-07T00:00")], "2026-04-03T10:00", AWAY, "2026-04-07T08:00"),
    # Norway: May
    ("NO", OFFICE, [], "2026-04-30T16:00", OFF, "2026-05-04T08:00"),
    ("NO", OFFICE, [], "2026-05-01T10:00", OFF, "2026-05-04T08:00"),
    ("NO", OFFICE, [], "2027-05-17T10:00", OFF, "2027-05-18T08:00"),
    ("NO", OFFICE, [], "2024-05-16T16:00", OFF, "2024-05-21T08:00"),  # 17 May, weekend, Whit Monday
    ("NO", OFFICE, [], "2026-05-14T10:00", OFF, "2026-05-15T08:00"),  # Ascension Day
    ("NO", OFFICE, [], "2026-05-25T10:00", OFF, "2026-05-26T08:00"),  # Whit Monday
    ("NO", OFFICE, [("2027-05-14T12:00", "2027-05-14T16:00")], "2027-05-14T13:00", AWAY, "2027-05-18T08:00"),
    # Norway: Christmas
    ("NO", OFFICE, [], "2026-12-24T10:00", FREE, "2026-12-24T16:00"),  # the eve is an ordinary day in law
    ("NO", OFFICE, [], "2026-12-24T16:00", OFF, "2026-12-28T08:00"),
    ("NO", OFFICE, [], "2026-12-31T16:00", OFF, "2027-01-04T08:00"),
    ("NO", OFFICE, [("2026-12-21T08:00", "2027-01-01T16:00")], "2026-12-22T10:00", AWAY, "2027-01-04T08:00"),
    ("NO", "Mo-Fr 08:00-16:00; Dec 24 08:00-12:00", [], "2026-12-24T12:00", OFF, "2026-12-28T08:00"),
    # Norway: no holiday here
    ("NO", OFFICE, [], "2026-06-05T10:00", FREE, "2026-06-05T16:00"),
    ("NO", OFFICE, [], "2025-06-06T10:00", FREE, "2025-06-06T16:00"),
    ("NO", OFFICE, [], "2026-01-06T10:00", FREE, "2026-01-06T16:00"),
    ("NO", OFFICE, [], "2026-06-19T10:00", FREE, "2026-06-19T16:00"),
    # Denmark
    ("DK", OFFICE, [], "2026-04-01T16:00", OFF, "2026-04-07T08:00"),
    ("DK", OFFICE, [], "2026-04-02T10:00", OFF, "2026-04-07T08:00"),
    ("DK", OFFICE, [], "2023-05-05T10:00", OFF, "2023-05-08T08:00"),  # store bededag, for the last time
    ("DK", OFFICE, [], "2024-04-26T10:00", FREE, "2024-04-26T16:00"),  # abolished
    ("DK", OFFICE, [], "2026-05-01T10:00", FREE, "2026-05-01T16:00"),  # as in 2024
    ("DK", OFFICE, [], "2026-06-05T10:00", FREE, "2026-06-05T16:00"),  # Grundlovsdag
    ("DK", "Mo-Fr 08:00-16:00; PH off; Jun 05 off", [], "2026-06-05T10:00", OFF, "2026-06-08T08:00"),
    ("DK", OFFICE, [], "2027-05-17T10:00", OFF, "2027-05-18T08:00"),  # Whit Monday in that year
    ("DK", OFFICE, [], "2028-05-17T10:00", FREE, "2028-05-17T16:00"),  # Norway's day only
    ("DK", OFFICE, [], "2026-05-14T10:00", OFF, "2026-05-15T08:00"),
    ("DK", OFFICE, [], "2026-12-24T16:00", OFF, "2026-12-28T08:00"),
    ("DK", OFFICE, [("2024-04-22T08:00", "2024-04-25T16:00")], "2024-04-24T10:00", AWAY, "2024-04-26T08:00"),
    ("DK", OFFICE, [("2023-05-01T08:00", "2023-05-04T16:00")], "2023-05-03T10:00", AWAY, "2023-05-08T08:00"),
    # Sweden
    ("SE", OFFICE, [], "2026-01-05T16:00", OFF, "2026-01-07T08:00"),  # Epiphany
    ("SE", OFFICE, [], "2026-04-02T10:00", FREE, "2026-04-02T16:00"),  # Maundy Thursday is none
    ("SE", OFFICE, [], "2026-04-03T10:00", OFF, "2026-04-07T08:00"),
    ("SE", OFFICE, [], "2026-05-01T10:00", OFF, "2026-05-04T08:00"),
    ("SE", OFFICE, [], "2028-05-17T10:00", FREE, "2028-05-17T16:00"),
    ("SE", OFFICE, [], "2025-06-06T10:00", OFF, "2025-06-09T08:00"),  # the national day
    ("SE", OFFICE, [], "2026-05-25T10:00", FREE, "2026-05-25T16:00"),  # Whit Monday, abolished in 2005
    ("SE", OFFICE, [], "2026-06-18T16:00", OFF, "2026-06-22T08:00"),  # midsommarafton is the Friday
    ("SE", OFFICE, [], "2026-06-19T10:00", OFF, "2026-06-22T08:00"),
    ("SE", OFFICE, [], "2027-06-25T10:00", OFF, "2027-06-28T08:00"),
    ("SE", OFFICE, [], "2026-12-23T16:00", OFF, "2026-12-28T08:00"),
    ("SE", OFFICE, [("2026-06-15T08:00", "2026-06-18T16:00")], "2026-06-16T10:00", AWAY, "2026-06-22T08:00"),
    ("SE", OFFICE, [("2026-12-28T08:00", "2026-12-30T16:00")], "2026-12-29T10:00", AWAY, "2027-01-04T08:00"),
    # Part-time
    ("NO", PART, [], "2026-11-24T10:00", OFF, "2026-11-25T09:00"),
    ("NO", PART, [], "2026-11-25T08:59", OFF, "2026-11-25T09:00"),
    ("NO", PART, [], "2026-11-25T10:00", FREE, "2026-11-25T14:00"),
    ("NO", PART, [], "2026-11-27T14:00", OFF, "2026-11-30T09:00"),
    ("NO", PART, [("2026-11-25T00:00", "2026-11-27T00:00")], "2026-11-25T10:00", AWAY, "2026-11-27T09:00"),
    ("NO", PART, [("2026-11-25T09:00", "2026-11-27T14:00")], "2026-11-26T10:00", AWAY, "2026-11-30T09:00"),
    ("NO", "Tu 08:00-12:00", [], "2026-11-24T12:00", OFF, "2026-12-01T08:00"),
    ("NO", "Mo-Th 08:00-16:00; Fr 08:00-12:00", [], "2026-11-27T12:00", OFF, "2026-11-30T08:00"),
    # Shifts, across midnight and through holidays
    ("NO", NIGHT, [], "2026-11-24T21:59", OFF, "2026-11-24T22:00"),
    ("NO", NIGHT, [], "2026-11-24T22:00", FREE, "2026-11-25T06:00"),
    ("NO", NIGHT, [], "2026-11-25T00:00", FREE, "2026-11-25T06:00"),
    ("NO", NIGHT, [], "2026-11-25T05:59", FREE, "2026-11-25T06:00"),
    ("NO", NIGHT, [], "2026-11-25T06:00", OFF, "2026-11-25T22:00"),
    ("NO", NIGHT, [], "2026-12-25T02:00", FREE, "2026-12-25T06:00"),
    ("NO", NIGHT, [("2026-11-24T23:00", "2026-11-25T01:00")], "2026-11-25T00:30", AWAY, "2026-11-25T01:00"),
    ("NO", NIGHT, [("2026-11-24T23:00", "2026-11-25T07:00")], "2026-11-25T00:30", AWAY, "2026-11-25T22:00"),
    ("NO", "We 22:00-06:00", [], "2026-11-26T03:00", FREE, "2026-11-26T06:00"),
    ("NO", "We 22:00-06:00", [], "2026-11-25T03:00", OFF, "2026-11-25T22:00"),
    ("NO", LATE, [], "2026-11-24T13:59", OFF, "2026-11-24T14:00"),
    ("NO", LATE, [], "2026-11-24T21:59", FREE, "2026-11-24T22:00"),
    ("NO", "24/7", [], "2026-12-25T03:00", FREE, None),
    ("NO", "Mo-Su 07:00-15:00", [], "2026-05-17T10:00", FREE, "2026-05-17T15:00"),
    ("NO", "Mo-Fr 07:00-15:00; Sa[1],Sa[3] 10:00-14:00", [], "2026-11-07T11:00", FREE, "2026-11-07T14:00"),
    ("NO", "Mo-Fr 07:00-15:00; Sa[1],Sa[3] 10:00-14:00", [], "2026-11-14T11:00", OFF, "2026-11-16T07:00"),
    # The clock goes forward: 29 March 2026, two o'clock becomes three
    ("NO", NIGHT, [], "2026-03-28T23:00", FREE, "2026-03-29T06:00"),
    ("NO", NIGHT, [], "2026-03-29T03:30", FREE, "2026-03-29T06:00"),
    ("NO", None, [("2026-03-29T01:00", "2026-03-29T03:00")], "2026-03-29T01:59", AWAY, "2026-03-29T03:00"),
    ("NO", None, [("2026-03-29T01:00", "2026-03-29T03:00")], "2026-03-29T03:00", AVAILABLE, None),
    ("NO", OFFICE, [("2026-03-27T08:00", "2026-03-29T02:30")], "2026-03-28T12:00", AWAY, "2026-03-30T08:00"),
    ("SE", "Mo-Su 01:00-04:00", [], "2026-03-29T01:30", FREE, "2026-03-29T04:00"),
    # The clock goes back: 25 October 2026, three o'clock becomes two
    ("NO", NIGHT, [], "2026-10-24T23:00", FREE, "2026-10-25T06:00"),
    ("NO", NIGHT, [], "2026-10-25T06:00", OFF, "2026-10-25T22:00"),
    ("NO", OFFICE, [("2026-10-23T08:00", "2026-10-25T02:30")], "2026-10-24T12:00", AWAY, "2026-10-26T08:00"),
    ("DK", "Mo-Su 01:00-04:00", [], "2026-10-25T01:30", FREE, "2026-10-25T04:00"),
    ("NO", OFFICE, [("2026-10-25T00:00", "2026-10-26T00:00")], "2026-10-25T12:00", AWAY, "2026-10-26T08:00"),
    # Open ends, adjoining and overlapping absences
    ("NO", OFFICE, [("2026-11-20T08:00", None)], "2026-11-24T10:00", AWAY, None),
    ("NO", OFFICE, [("2026-11-24T09:00", "2026-11-24T10:30"), ("2026-11-24T10:15", "2026-11-24T11:00")],
     "2026-11-24T10:00", AWAY, "2026-11-24T11:00"),
    ("NO", OFFICE, [("2026-11-24T09:00", "2026-11-24T10:30"), ("2026-11-24T10:30", "2026-11-24T11:00")],
     "2026-11-24T10:00", AWAY, "2026-11-24T11:00"),
    ("NO", OFFICE, [("2026-11-24T09:00", "2026-11-24T10:30"), ("2026-11-24T10:45", "2026-11-24T11:00")],
     "2026-11-24T10:00", AWAY, "2026-11-24T10:30"),
    ("NO", OFFICE, [("2026-11-24T09:00", "2026-11-24T15:00"), ("2026-11-24T15:00", "2026-11-25T12:00")],
     "2026-11-24T10:00", AWAY, "2026-11-25T12:00"),
    ("NO", OFFICE, [("2026-11-27T08:00", "2026-11-27T16:00"), ("2026-11-30T08:00", "2026-11-30T16:00")],
     "2026-11-27T10:00", AWAY, "2026-12-01T08:00"),
    ("NO", OFFICE, [("2026-04-01T08:00", "2026-04-01T16:00"), ("2026-04-07T08:00", "2026-04-07T12:00")],
     "2026-04-01T10:00", AWAY, "2026-04-07T12:00"),
    ("NO", OFFICE, [("2026-11-25T08:00", "2026-11-26T16:00")], "2026-11-24T17:00", OFF, "2026-11-27T08:00"),
    ("NO", OFFICE, [("2026-11-24T12:00", "2026-11-24T13:00")], "2026-11-24T10:00", AVAILABLE,
     "2026-11-24T12:00"),
    ("NO", OFFICE, [("2026-11-24T12:00", "2026-11-24T13:00")], "2026-11-24T13:00", AVAILABLE,
     "2026-11-24T16:00"),
]  # fmt: skip
CASES = [Case(*row) for row in ROWS]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.country}-{c.now}-{c.hours}"[:60])
def test_the_year(case: Case) -> None:
    zone = ZoneInfo(ZONES[case.country])
    given = [
        absence("p1", local(start, case.country), end=end and local(end, case.country), id=str(number))
        for number, (start, end) in enumerate(case.absences)
    ]
    for order in (given, given[::-1]):
        known = judge(case.country, case.now, *order, hours=case.hours)
        shown = None if known.until is None else f"{known.until.astimezone(zone):%Y-%m-%dT%H:%M}"
        assert (known.status, shown) == (case.status, case.until)


def test_enough_cases_are_written_out() -> None:
    assert len(CASES) >= 95
    assert len(set(map(str, CASES))) == len(CASES)


# Phone hours as a gate, through the same year


@pytest.mark.parametrize(
    ("country", "hours", "now", "opens"),
    [
        ("NO", "Mo-Fr 09:00-15:00; PH off", "2026-11-24T09:00", "open"),
        ("NO", "Mo-Fr 09:00-15:00; PH off", "2026-11-24T15:00", "2026-11-25T09:00"),
        ("NO", "Mo-Fr 09:00-15:00; PH off", "2026-11-27T15:00", "2026-11-30T09:00"),
        ("NO", "Mo-Fr 09:00-15:00; PH off", "2026-04-01T15:00", "2026-04-07T09:00"),
        ("NO", "Mo-Fr 09:00-15:00", "2026-04-02T10:00", "open"),  # by the letter
        ("DK", "Mo-Fr 09:00-15:00; PH off", "2024-04-26T10:00", "open"),
        ("DK", "Mo-Fr 09:00-15:00; PH off", "2023-05-05T10:00", "2023-05-08T09:00"),
        ("SE", "Mo-Fr 09:00-15:00; PH off", "2026-06-19T10:00", "2026-06-22T09:00"),
        (
            "NO",
            "Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:15; PH off",
            "2026-11-26T11:00",
            "2026-11-26T16:00",
        ),
        (
            "NO",
            "Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:15; PH off",
            "2026-11-26T17:15",
            "2026-11-30T09:00",
        ),
        (
            "NO",
            "Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:15; PH off",
            "2026-05-14T10:00",
            "2026-05-18T09:00",
        ),
        ("NO", "off", "2026-11-24T10:00", None),
        ("NO", "24/7", "2026-12-25T03:00", "open"),
        ("NO", "Mo-Su 22:00-06:00", "2026-03-29T05:59", "open"),
        ("NO", "Mo-Su 22:00-06:00", "2026-10-25T06:00", "2026-10-25T22:00"),
        (
            "NO",
            "Jul-Aug Mo-Fr 09:00-14:00; Sep-Jun Mo-Fr 09:00-15:00",
            "2026-07-01T14:30",
            "2026-07-02T09:00",
        ),
        ("NO", SUMMER, "2026-09-01T14:30", "open"),
    ],
)
def test_the_gate_through_the_year(country: str, hours: str, now: str, opens: str | None) -> None:
    service = Service(country=country, time_zone=ZONES[country])
    found = gate(unit(phone_hours=hours), service, local(now, country))
    assert found.open is (opens == "open")
    assert found.opens == (None if opens in (None, "open") else local(str(opens), country))


# Presence and its own freshness; doubt and its fading


@pytest.mark.parametrize(
    ("state", "activity", "since", "confirmed", "status"),
    [
        (PresenceState.AVAILABLE, None, "2026-11-24T09:59", None, AVAILABLE),
        (PresenceState.AVAILABLE, None, "2026-11-17T10:00", None, AVAILABLE),  # seven days to the second
        (PresenceState.AVAILABLE, None, "2026-11-17T09:59", None, FREE),
        (PresenceState.AVAILABLE, None, "2026-10-01T08:00", "2026-11-24T08:00", AVAILABLE),
        (PresenceState.BUSY, None, "2026-11-24T09:00", None, BUSY),
        (PresenceState.BUSY, None, "2026-11-23T22:00", None, BUSY),  # twelve hours to the second
        (PresenceState.BUSY, None, "2026-11-23T21:59", None, FREE),
        (PresenceState.BUSY, None, "2026-11-20T08:00", "2026-11-24T09:00", BUSY),
        (PresenceState.DO_NOT_DISTURB, None, "2026-11-23T21:59", None, FREE),
        (PresenceState.DO_NOT_DISTURB, None, "2026-11-24T08:00", None, BUSY),
        (PresenceState.AVAILABLE, "in-a-call", "2026-11-24T09:00", None, BUSY),
        (PresenceState.AVAILABLE, "in-a-call", "2026-11-23T08:00", None, FREE),
        (PresenceState.AWAY, None, "2026-11-24T09:50", None, AVAILABLE),  # ten minutes, not more
        (PresenceState.AWAY, None, "2026-11-24T09:49", None, PERHAPS),
        (PresenceState.OFFLINE, None, "2026-11-10T09:49", None, PERHAPS),
        (PresenceState.AWAY, None, "2026-11-24T10:02", None, AVAILABLE),  # a clock that runs ahead
        (PresenceState.AVAILABLE, None, "2026-11-24T10:03", None, FREE),  # of a time that is not yet
    ],
)
def test_presence_has_a_freshness_of_its_own(
    state: PresenceState, activity: str | None, since: str, confirmed: str | None, status: Status
) -> None:
    said = presence(
        "p1",
        state,
        local(since, "NO"),
        activity=activity,
        updated=None if confirmed is None else local(confirmed, "NO"),
    )
    assert judge("NO", "2026-11-24T10:00", said).status is status


@pytest.mark.parametrize(
    ("unanswered", "reached", "now", "status"),
    [
        (["09:42", "09:51"], [], "10:00", DOUBTFUL),
        (["09:42", "09:51"], [], "10:41", DOUBTFUL),
        (["09:42", "09:51"], [], "10:42", AVAILABLE),
        (["09:42", "09:51", "10:20"], [], "10:42", DOUBTFUL),
        (["09:42", "09:51", "10:20"], [], "10:51", AVAILABLE),
        (["09:42", "09:51"], ["09:52"], "10:00", AVAILABLE),
        (["09:42", "09:51"], ["09:51"], "10:00", AVAILABLE),
        (["09:42", "09:51"], ["09:50"], "10:00", AVAILABLE),
        (["09:42", "09:51"], ["09:41"], "10:00", DOUBTFUL),
        (["09:42", "09:51", "09:55"], ["09:45"], "10:00", DOUBTFUL),
        (["09:42"], [], "10:00", AVAILABLE),
        (["10:01", "10:02"], [], "10:00", DOUBTFUL),  # clocks that run ahead by two minutes
        (["10:01", "10:03"], [], "10:00", AVAILABLE),
    ],
)
def test_doubt_comes_and_fades(unanswered: list[str], reached: list[str], now: str, status: Status) -> None:
    calls = [
        outcome(result, local(f"2026-11-24T{time}", "NO"), id=f"{result}{time}")
        for result, times in ((Result.NO_ANSWER, unanswered), (Result.REACHED, reached))
        for time in times
    ]
    here = presence("p1", PresenceState.AVAILABLE, local("2026-11-24T08:00", "NO"))
    assert judge("NO", f"2026-11-24T{now}", here, *calls).status is status


@pytest.mark.parametrize("country", ZONES)
@pytest.mark.parametrize("kind", list(AbsenceKind))
def test_every_kind_closes_or_leaves_open_the_same_way(country: str, kind: AbsenceKind) -> None:
    start, end = local("2026-11-24T09:00", country), local("2026-11-24T11:00", country)
    closed = absence("p1", start, end=end, kind=kind)
    open_ = absence("p1", start, end=end, kind=kind, answers_calls=True)
    assert judge(country, "2026-11-24T10:00", closed).status is AWAY
    found = judge(country, "2026-11-24T10:00", open_)
    assert (found.status, found.until, found.changes) == (BUSY, end, end)
    assert judge(country, "2026-11-24T10:00", open_, age=timedelta(minutes=6)).was is BUSY
