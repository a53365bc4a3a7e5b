"""Hours: holidays, clock changes, loose spelling, rules that silence others, and what cannot be read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import State  # type: ignore[attr-defined]  # its stub lacks it
from support.builders import unit

from switchboard.domain import hours as hours_module
from switchboard.domain.gate import gate
from switchboard.domain.hours import Hours, HoursError, Says
from switchboard.domain.model import Service
from switchboard.domain.words import English, say

OSLO = ZoneInfo("Europe/Oslo")
NORWAY = Service()
DENMARK = Service(country="DK", time_zone="Europe/Copenhagen")
SWEDEN = Service(country="SE", time_zone="Europe/Stockholm")
OFFICE = "Mo-Fr 08:00-15:30; PH off"
ENGLISH = English(OSLO, datetime(2026, 11, 24, 10, tzinfo=OSLO))


def local(text: str, zone: ZoneInfo = OSLO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "service", "at", "says"),
    [
        (OFFICE, NORWAY, "2026-11-24T08:00", Says.OPEN),
        (OFFICE, NORWAY, "2026-11-24T07:59", Says.CLOSED),
        (OFFICE, NORWAY, "2026-11-24T15:30", Says.CLOSED),
        (OFFICE, NORWAY, "2026-11-28T10:00", Says.CLOSED),
        (OFFICE, NORWAY, "2026-05-01T10:00", Says.CLOSED),  # 1 May, a Friday
        (OFFICE, NORWAY, "2027-05-17T10:00", Says.CLOSED),  # the national day, a Monday
        (OFFICE, NORWAY, "2026-04-02T10:00", Says.CLOSED),  # Maundy Thursday
        (OFFICE, DENMARK, "2026-04-02T10:00", Says.CLOSED),
        (OFFICE, SWEDEN, "2026-04-02T10:00", Says.OPEN),  # no holiday in Sweden
        (OFFICE, SWEDEN, "2025-06-06T10:00", Says.CLOSED),  # the national day, a Friday
        (OFFICE, NORWAY, "2025-06-06T10:00", Says.OPEN),
        (OFFICE, DENMARK, "2026-12-25T10:00", Says.CLOSED),
        ("Mo-Fr 08:00-15:30", NORWAY, "2026-05-01T10:00", Says.OPEN),  # phone hours are taken by the letter
        ("Mo-Su 22:00-06:00", NORWAY, "2026-11-24T02:00", Says.OPEN),
        ("24/7", NORWAY, "2026-12-25T03:00", Says.OPEN),
        ("off", NORWAY, "2026-11-24T10:00", Says.CLOSED),
        ("Mo-Fr 08:00-15:30 unknown", NORWAY, "2026-11-24T10:00", Says.UNKNOWN),
        ("Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:00; PH off", NORWAY, "2026-11-26T16:59", Says.OPEN),
        ("Mo,Tu,Th 9-11; Th 16-17:15", NORWAY, "2026-11-26T10:00", Says.CLOSED),
        ("Mo,Tu,Th 9-11; Th 16-17:15", NORWAY, "2026-11-26T17:00", Says.OPEN),
        ("Mo-Fr 9.30–15", NORWAY, "2026-11-24T09:29", Says.CLOSED),
        ("Mo-Fr 9.30–15", NORWAY, "2026-11-24T09:30", Says.OPEN),
        ("Nov 24-26 9-11", NORWAY, "2026-11-25T10:00", Says.OPEN),
        ("Nov 24-26 9-11", NORWAY, "2026-11-27T10:00", Says.CLOSED),
        # days of a month that could be hours are no hours
        ("Nov 20-22 9-11", NORWAY, "2026-11-21T10:00", Says.OPEN),
        ("Nov 20-22 9-11", NORWAY, "2026-11-23T10:00", Says.CLOSED),
    ],
)
def test_hours_say(text: str, service: Service, at: str, says: Says) -> None:
    hours = Hours.parse(text, service)
    moment = local(at, ZoneInfo(service.time_zone))
    assert hours.says(moment) is says
    assert hours.is_open(moment) is (says is Says.OPEN)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("Mo-Fr 08:00-15:30", "2026-05-01T10:00", Says.CLOSED),
        ("Mo-Fr 08:00-15:30; PH 09:00-10:00", "2026-05-01T09:30", Says.OPEN),
        ("Mo-Su 07:00-22:00", "2026-05-01T10:00", Says.OPEN),  # who works weekends works holidays
        ("Sa,Su 07:00-22:00", "2026-12-26T10:00", Says.OPEN),
        ("24/7", "2026-12-25T10:00", Says.OPEN),
    ],
)
def test_work_hours_leave_public_holidays_free_unless_they_say_otherwise(
    text: str, at: str, says: Says
) -> None:
    assert Hours.parse(text, NORWAY, work=True).says(local(at)) is says


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-24T10:00", "2026-11-24T10:00"),
        ("2026-11-24T16:00", "2026-11-25T08:00"),
        ("2026-11-27T16:00", "2026-11-30T08:00"),
        ("2026-12-24T16:00", "2026-12-28T08:00"),  # Christmas on Friday and Saturday
        ("2026-04-01T16:00", "2026-04-07T08:00"),  # Easter
    ],
)
def test_the_next_opening(at: str, opens: str) -> None:
    assert Hours.parse(OFFICE, NORWAY).next_open(local(at)) == local(opens)


def test_what_never_opens_or_never_closes_says_so() -> None:
    at = local("2026-11-24T10:00")
    assert Hours.parse("off", NORWAY).next_open(at) is None
    assert Hours.parse("2025 Mo-Fr 08:00-15:00", NORWAY).next_open(at) is None
    assert Hours.parse("24/7", NORWAY).next_change(at) is None
    assert Hours.parse("24/7", NORWAY).next_open(at) == at


def test_an_answer_holds_until_the_next_change_whoever_asks_in_which_order() -> None:
    hours = Hours.parse("Mo-Fr 08:00-15:30,16:00-17:00; PH off", NORWAY)
    asked = ["10:00", "15:30", "09:00", "15:45", "16:00", "15:29", "17:00", "07:59", "08:00"]
    said = [hours.says(local(f"2026-11-24T{time}")).value for time in asked]
    assert said == ["open", "closed", "open", "closed", "open", "open", "closed", "closed", "open"]
    assert hours.next_change(local("2026-11-24T15:29")) == local("2026-11-24T15:30")


@pytest.mark.parametrize(
    ("day", "hours_open"), [(date(2026, 3, 29), 2), (date(2026, 10, 25), 4), (date(2026, 11, 24), 3)]
)
def test_clock_changes_shorten_and_lengthen_the_night(day: date, hours_open: int) -> None:
    [(start, end)] = Hours.parse("01:00-04:00", NORWAY).intervals(day)
    assert (end.astimezone(UTC) - start.astimezone(UTC)) == timedelta(hours=hours_open)


def test_a_change_lies_ahead_in_the_hour_that_comes_twice() -> None:
    hours = Hours.parse("02:00-02:30", NORWAY)
    at = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    for minutes in range(0, 240, 7):
        now = at + timedelta(minutes=minutes)
        change = hours.next_change(now)
        assert change is not None
        assert change > now


class Evaluator:
    """One that always gives the same time of a wall clock."""

    def __init__(self, change: datetime) -> None:
        self._change = change

    def state(self, _: datetime) -> tuple[State, str]:
        return State.OPEN, ""

    def next_change(self, _: datetime) -> datetime:
        return self._change


@pytest.mark.parametrize(
    ("said", "at", "change"),
    [
        # 02:30 comes twice: at 00:30 and at 01:30 UTC
        (local("2026-10-25T02:30"), "2026-10-25T00:10", "2026-10-25T00:30"),
        (local("2026-10-25T02:30"), "2026-10-25T00:30", "2026-10-25T01:30"),
        (local("2026-10-25T02:30"), "2026-10-25T01:10", "2026-10-25T01:30"),
        (local("2026-10-25T02:30"), "2026-10-25T01:30", "2026-10-25T01:31"),
        (local("2026-10-25T02:30"), "2026-10-25T01:40", "2026-10-25T01:41"),
        (datetime.fromisoformat("2026-11-24T12:00"), "2026-11-24T09:00", "2026-11-24T11:00"),
    ],
)
def test_a_change_lies_ahead_whatever_the_evaluator_says(said: datetime, at: str, change: str) -> None:
    rules = Evaluator(said)
    hours = Hours("", rules, OSLO, mended=None, country_known=True)  # type: ignore[arg-type]
    assert hours.next_change(local(at, ZoneInfo("UTC"))) == local(change, ZoneInfo("UTC"))


def test_what_changes_in_more_than_a_year_never_changes() -> None:
    hours = Hours.parse("2030 Mo-Fr 08:00-15:00", NORWAY)
    assert hours.next_change(local("2026-11-24T10:00")) is None
    assert hours.next_open(local("2026-11-24T10:00")) is None
    assert hours.next_open(local("2029-11-24T10:00")) == local("2030-01-01T08:00")


def test_how_long_hours_may_be() -> None:
    most = 'Mo 08:00-09:00 "{}"'.format("x" * 1983)
    assert len(most) == 2000
    assert Hours.read(most, NORWAY) is not None
    assert Hours.read(most.replace("xx", "xxx", 1), NORWAY) is None


def test_the_intervals_of_a_day_are_cut_at_midnight() -> None:
    assert Hours.parse("Mo-Su 22:00-06:00", NORWAY).intervals(date(2026, 11, 24)) == [
        (local("2026-11-24T00:00"), local("2026-11-24T06:00")),
        (local("2026-11-24T22:00"), local("2026-11-25T00:00")),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "garbage", "ring oss", "Mo-Fr 25-99", "x" * 20_000, "Mo-Fr 08:00-15:00;" * 500, "\x00"],
)
def test_what_cannot_be_read_is_an_error_in_words_or_none(text: str) -> None:
    assert Hours.read(text, NORWAY) is None
    with pytest.raises(HoursError) as caught:
        Hours.parse(text, NORWAY)
    assert str(caught.value) == "The hours “{hours}” cannot be read."
    assert say(caught.value.sentence, ENGLISH) == f"The hours “{text[:80]}” cannot be read."
    assert caught.value.remedy is not None
    assert say(caught.value.remedy, ENGLISH) == "Write them as in “Mo-Fr 09:00-15:00; PH off”."


def warnings_of(text: str, service: Service = NORWAY) -> list[str]:
    return [warning.template for warning in Hours.parse(text, service).warnings]


@pytest.mark.parametrize(
    "text",
    [
        "Mo,Tu,Th 09:00-11:00; Th 16:00-17:15",
        "Mo,Tu,Th 9-11; Th 16-17:15",
        "Mo-Fr 08:00-12:00; Mo-Fr 13:00-15:00; PH off",
        'Mo 08:00-10:00 "ring; vent"; Mo 12:00-13:00',
        "Jun-Aug Mo 09:00-11:00; Mo 12:00-13:00",
        "Mo 09:00-11:00; Mo 11:00-13:00",
        "Mo 11:00-13:00; Mo 09:00-11:00",
        "Jan 01 09:00-11:00; Jan 01 12:00-13:00",
        "Dec 31 09:00-11:00; Dec 31 12:00-13:00",
    ],
)
def test_a_rule_that_silences_an_earlier_one_is_noticed(text: str) -> None:
    assert any("silences" in warning for warning in warnings_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mo,Tu,Th 09:00-11:00, Th 16:00-17:15",
        "Mo-Fr 08:00-16:00; Jun-Aug Mo-Fr 08:00-15:00; PH off",
        "Mo-We 09:00-11:00; Th 16:00-17:15",
        'Mo 08:00-10:00 "Mo 12:00-13:00; or so"',
        "24/7; PH off",
    ],
)
def test_ordinary_hours_warn_of_nothing(text: str) -> None:
    assert warnings_of(text) == []


def test_warnings_in_words() -> None:
    def said(text: str, service: Service = NORWAY) -> list[str]:
        return [say(warning, ENGLISH) for warning in Hours.parse(text, service).warnings]

    assert said("Mo,Tu,Th 9-11; We 9-11; Th 16-17:15") == [
        "“Th 16-17:15” silences “Mo,Tu,Th 9-11” on the same days; a comma between them keeps both.",
        "The hours are read as “Mo,Tu,Th 09:00-11:00; We 09:00-11:00; Th 16:00-17:15”.",
    ]
    assert said("Mo-Fr 09:00-15:00", Service(country="XX")) == [
        "The public holidays of this country are not known."
    ]
    twice = said("Mo 08:00-09:00; Mo 10:00-11:00; Mo 12:00-13:00")
    assert [text.partition(" on ")[0] for text in twice] == [
        "“Mo 10:00-11:00” silences “Mo 08:00-09:00”",
        "“Mo 12:00-13:00” silences “Mo 08:00-09:00”",
        "“Mo 12:00-13:00” silences “Mo 10:00-11:00”",
    ]


def test_other_warnings() -> None:
    assert any("read as" in warning for warning in warnings_of("Mo-Fr 9-15"))
    unknown = Service(country="XX")
    assert any("holidays" in warning for warning in warnings_of("Mo-Fr 09:00-15:00; PH off", unknown))
    assert Hours.parse("Mo-Fr 09:00-15:00; PH off", unknown).is_open(local("2026-12-25T10:00"))


@given(
    st.sampled_from([OFFICE, "Mo-Su 22:00-06:00", "Th 16:00-17:15", "02:00-03:00; PH off"]),
    st.integers(0, 2 * 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
)
def test_what_is_said_holds_up_to_the_next_change(text: str, at: datetime) -> None:
    hours = Hours.parse(text, NORWAY)
    said, change = hours.says(at), hours.next_change(at)
    assert change is not None
    assert change > at
    assert hours.says(at + (change - at) / 2) is said
    opened = hours.next_open(at)
    assert opened is not None
    assert opened >= at
    assert hours.is_open(opened)


@pytest.mark.parametrize(
    ("hours", "state", "text"),
    [
        (None, (True, False, None, None), "phone hours not known"),
        ("whenever", (True, False, None, None), "the phone hours cannot be read"),
        ("24/7", (True, True, None, None), "open"),
        ("Mo-Fr 09:00-15:00", (True, True, None, "15:00"), "open until 15:00"),
        ("Mo-Fr 08:00-15:00 unknown", (True, True, None, "15:00"), "may be open"),
        ("Mo-Fr 11:00-15:00", (False, True, "11:00", "11:00"), "opens 11:00"),
        ("Mo-Fr 10:59-15:00", (False, True, "10:59", "10:59"), "opens in 59 min"),
        ("off", (False, True, None, None), "closed"),
    ],
)
def test_the_gate_in_full(
    hours: str | None, state: tuple[bool, bool, str | None, str | None], text: str
) -> None:
    now = local("2026-11-24T10:00")
    found = gate(unit(phone_hours=hours), NORWAY, now)
    times = tuple(None if m is None else f"{m.astimezone(OSLO):%H:%M}" for m in (found.opens, found.changes))
    assert (found.open, found.known, *times) == state
    assert say(found.why, English(OSLO, now)) == text


@given(
    st.sampled_from([OFFICE, "Mo-Su 22:00-06:00", "Th 16:00-17:15", "02:00-03:00; PH off", "Su 02:30-02:45"]),
    st.lists(st.integers(0, 2 * 365 * 24 * 60), min_size=2, max_size=8),
)
def test_the_next_opening_is_the_same_whatever_was_asked_before(text: str, asked: list[int]) -> None:
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes) for minutes in asked]
    # And between a moment and the opening after it.
    moments += [at + ((Hours.parse(text, NORWAY).next_open(at) or at) - at) / 3 for at in moments]
    hours, fresh = Hours.parse(text, NORWAY), []
    told = [hours.next_open(at) for at in moments]
    for at in moments:
        hours_module._parse.cache_clear()
        fresh.append(Hours.parse(text, NORWAY).next_open(at))
    assert told == fresh
