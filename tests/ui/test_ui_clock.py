"""What turns by the clock alone, without a word from the directory: hits, card, strip, routes, filter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from support.builders import TUESDAY_10, absence, person, presence, unit

from switchboard.domain.model import AbsenceKind, PresenceState
from switchboard.domain.routes import RouteKind
from switchboard.domain.status import Status

KEY = Qt.Key
ONE = TUESDAY_10 + timedelta(hours=3)
"""13:00 in Oslo, when Kristian's meeting ends."""


def turn(seat: Any, at: Any) -> None:
    """Let it become so late, while the line stays well; then the page's one timer fires, as it would."""
    seat.clock.now = at
    writer = seat.cache.writer()
    writer.touch(at)
    writer.close()
    seat.page._live._clock._timer.timeout.emit()


def awaited(seat: Any) -> timedelta:
    """How soon the page will look again by itself."""
    return timedelta(milliseconds=seat.page._live._clock._timer.interval())


def word(seat: Any, name: str) -> str:
    return next((line.word for line in seat.page.hits.hits.lines if line.name == name), "")


def test_a_meeting_that_ends_at_one_turns_at_one_everywhere(seat: Any) -> None:
    seat.type("kristian hansen")
    card = seat.page.card
    assert (word(seat, "Kristian Hansen"), card.text.word) == ("in a meeting", "away")
    assert card.text.routes[0].route.kind is not RouteKind.PHONE
    heard = "06:00 to 08:00 off duty; 08:00 to 09:00 available; 09:00 to 13:00 away; 13:00 to 15:45 available"
    assert card._day.accessibleName().startswith(f"Today: {heard}")
    before = [segment.status for segment in card.text.day]
    turn(seat, ONE)
    seat.bot.waitUntil(lambda: word(seat, "Kristian Hansen") == "available", timeout=20_000)
    seat.bot.waitUntil(lambda: card.text.word == "available", timeout=20_000)
    assert card._status.accessibleName().startswith("available")
    assert card.text.routes[0].route.kind is RouteKind.PHONE
    # The strip keeps its parts; only now has moved.
    assert [segment.status for segment in card.text.day] == before
    assert card._day._now == ONE


def test_the_page_wakes_at_the_moment_itself(seat: Any) -> None:
    seat.clock.now = ONE - timedelta(seconds=20)
    writer = seat.cache.writer()
    writer.touch(seat.clock.now)
    writer.close()
    seat.type("kristian hansen")
    seat.settle()
    assert timedelta(0) < awaited(seat) <= timedelta(seconds=20, milliseconds=1)


def test_somebody_comes_into_the_filter_and_goes_by_the_clock(seat: Any) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_F8)
    assert seat.names() == ["Ola Hansen"]
    chosen = seat.page.hits.current()
    # Ola goes to lunch at noon. The agent looks at him, so he stays, and his row says so.
    turn(seat, TUESDAY_10 + timedelta(hours=2))
    seat.bot.waitUntil(lambda: word(seat, "Ola Hansen") == "at lunch", timeout=20_000)
    assert seat.page.hits.current() == chosen
    seat.bot.waitUntil(lambda: seat.page.card.text.status is Status.AWAY, timeout=20_000)
    # Kristian's meeting is over at one, and so is Ola's lunch.
    turn(seat, ONE)
    seat.bot.waitUntil(lambda: "Kristian Hansen" in seat.names(), timeout=20_000)
    assert seat.page.hits.current() == chosen
    assert word(seat, "Ola Hansen") == "available"


def test_typing_on_forgets_whom_the_agent_looked_at(seat: Any) -> None:
    seat.type("ola hanse")
    seat.press(KEY.Key_F8)
    turn(seat, TUESDAY_10 + timedelta(hours=2))
    seat.bot.waitUntil(lambda: word(seat, "Ola Hansen") == "at lunch", timeout=20_000)
    seat.type("n")
    assert seat.names() == []


def test_the_filter_waits_for_those_who_are_not_shown(seat: Any) -> None:
    seat.clock.now = ONE - timedelta(seconds=20)
    writer = seat.cache.writer()
    writer.touch(seat.clock.now)
    writer.close()
    seat.press(KEY.Key_F8)
    seat.type("kristian hansen")
    assert "Kristian Hansen" not in seat.names()
    assert awaited(seat) <= timedelta(seconds=20, milliseconds=1)
    turn(seat, ONE)
    seat.bot.waitUntil(lambda: "Kristian Hansen" in seat.names(), timeout=20_000)


def test_a_change_brings_somebody_into_the_filter(seat: Any) -> None:
    seat.press(KEY.Key_F8)
    seat.type("hansen")
    assert "Christian Hanssen" not in seat.names()
    seat.change(
        absence("christian", TUESDAY_10 - timedelta(days=9), end=TUESDAY_10 - timedelta(hours=1), id="a3"),
        presence("christian", PresenceState.AVAILABLE, TUESDAY_10),
    )
    seat.bot.waitUntil(lambda: "Christian Hanssen" in seat.names(), timeout=20_000)


@pytest.mark.parametrize("minutes", [0, 20, 59])
def test_a_unit_that_opens_turns_by_the_clock(seat_on: Any, minutes: int) -> None:
    office = unit("u", "Kemnerkontoret", phone_hours="Mo-Fr 11:00-15:00", phones=(_main(),))
    seat = seat_on([office, person("p", "Kari Moe", unit="u"), _away("p")])
    seat.type("kemner")
    assert word(seat, "Kemnerkontoret") == "phones closed"
    turn(seat, TUESDAY_10 + timedelta(minutes=minutes))
    seat.settle()
    assert word(seat, "Kemnerkontoret") == "phones closed"
    turn(seat, TUESDAY_10 + timedelta(hours=1))
    seat.bot.waitUntil(lambda: word(seat, "Kemnerkontoret") == "phones open", timeout=20_000)
    seat.bot.waitUntil(lambda: seat.page.card.text.routes[0].route.open, timeout=20_000)


def _main() -> Any:
    from support.builders import main_number

    return main_number()


def _away(who: str) -> Any:
    return absence(who, TUESDAY_10 - timedelta(hours=1), kind=AbsenceKind.VACATION, id=f"gone-{who}")


def test_what_many_share_is_said_anew_when_the_day_begins(seat: Any) -> None:
    late = TUESDAY_10.astimezone(ZoneInfo("Europe/Oslo")).replace(hour=23, minute=59, second=58)
    hours = "Mo-Fr 06:45-07:45"
    seat.change(
        person("early", "Eva Tidlig", work_hours=hours), person("too", "Odd Tidlig", work_hours=hours)
    )
    turn(seat, late)
    seat.type("tidlig")
    lines = seat.page.hits.hits.lines
    assert [line.until for line in lines] == 2 * ["until Wed 25 Nov 06:45"]
    assert lines[0].spoken == "Eva Tidlig, off duty until Wed 25 Nov 06:45"
    seat.clock.now = late + timedelta(seconds=3)
    seat.type(" ")
    assert {line.until for line in seat.page.hits.hits.lines} == {"until 06:45"}
