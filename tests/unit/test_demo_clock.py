"""The demo's clock: honest in working hours, moved to a working hour otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from switchboard.demo.city import City
from switchboard.demo.clock import Clock, clock_for
from switchboard.demo.hours import PHONE_HOURS, moved_hours

OSLO = ZoneInfo("Europe/Oslo")

moments = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2028-01-01")).map(
    lambda naive: naive.replace(tzinfo=UTC)
)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 10, 40, tzinfo=OSLO),
        datetime(2026, 7, 1, 8, 0, tzinfo=OSLO),
        datetime(2026, 11, 27, 15, 29, tzinfo=OSLO),
    ],
)
def test_in_working_hours_the_clock_is_the_real_one(at: datetime) -> None:
    assert clock_for(at) == Clock("Europe/Oslo", 0)
    assert City(30, 1, clock=clock_for(at)).service.name == "Fjordby kommune (demo)"


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 2, 0, tzinfo=OSLO),
        datetime(2026, 11, 24, 22, 59, tzinfo=OSLO),
        datetime(2026, 11, 22, 10, 40, tzinfo=OSLO),
        datetime(2026, 5, 17, 10, 0, tzinfo=OSLO),
        datetime(2026, 12, 25, 10, 0, tzinfo=OSLO),
    ],
    ids=["night", "evening", "Sunday", "Constitution Day", "Christmas Day"],
)
def test_otherwise_it_is_moved_and_the_name_says_so(at: datetime) -> None:
    clock = clock_for(at)
    assert clock.moved
    assert "klokka er flyttet" in City(30, 1, clock=clock).service.name


@given(moments)
def test_at_the_start_it_is_always_a_working_hour(at: datetime) -> None:
    clock = clock_for(at)
    wall = clock.wall(at)
    assert wall.weekday() < 5
    assert (8, 0) <= (wall.hour, wall.minute) < (15, 30)
    assert clock.works(wall)
    ZoneInfo(clock.zone)


@given(moments, st.integers(0, 7 * 24 * 60))
def test_wall_and_moment_are_inverse(at: datetime, minutes: int) -> None:
    clock = clock_for(at)
    later = at + timedelta(minutes=minutes)
    if clock.moved:
        assert clock.moment(clock.wall(later)) == later
    else:
        # An hour of the year comes twice; which of the two is meant nobody's wall says.
        assert abs(clock.moment(clock.wall(later)) - later) <= timedelta(hours=1)


@given(moments, st.integers(0, 7 * 24 * 12))
def test_moved_hours_are_open_when_the_city_s_are(at: datetime, steps: int) -> None:
    clock = clock_for(at)
    if not clock.moved:
        return
    later = at + timedelta(minutes=5 * steps)
    # What the walls show, looked up in a week without public holidays: the city has none.
    wall = clock.wall(later)
    plain = datetime.fromisoformat("2026-11-23") + timedelta(
        days=wall.weekday(), hours=wall.hour, minutes=wall.minute
    )
    for text in (
        "Mo-Fr 09:00-15:00; PH off",
        "Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:15; PH off",
        "24/7",
    ):
        real = OpeningHours(moved_hours(text, clock.days), timezone=ZoneInfo(clock.zone), country="NO")
        home = OpeningHours(text, timezone=OSLO, country="NO")
        assert real.is_open(later.astimezone(ZoneInfo(clock.zone))) == home.is_open(
            plain.replace(tzinfo=OSLO)
        )


@pytest.mark.parametrize("days", range(-3, 6))
def test_all_hours_can_still_be_read_when_moved(days: int) -> None:
    for texts in PHONE_HOURS.values():
        for text in texts:
            if text is not None:
                moved = moved_hours(text, days)
                assert "PH" not in moved
                OpeningHours(moved, timezone=OSLO, country="NO")


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("Mo-Fr 09:00-15:00; PH off", 4, "Mo-Tu,Fr-Su 09:00-15:00"),
        ("Tu,Th 10:00-14:00; PH off", 5, "Su,Tu 10:00-14:00"),
        ("Sa,Su,PH 10:00-12:00", 1, "Su,Mo 10:00-12:00"),
        ("24/7", 3, "24/7"),
    ],
)
def test_weekdays_move_and_holidays_go(text: str, days: int, expected: str) -> None:
    assert moved_hours(text, days) == expected
