"""Sentences as data: said in each surface's language, silent in logs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import English, say, words

OSLO = English(ZoneInfo("Europe/Oslo"), datetime(2026, 11, 24, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 24, 12, tzinfo=UTC), "13:00"),
        (datetime(2026, 12, 3, 7, tzinfo=UTC), "Thu 3 Dec 08:00"),
        (datetime(2028, 1, 3, 7, tzinfo=UTC), "2028-01-03 08:00"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "Wed 25 Nov 00:30"),
    ],
)
def test_moments_are_short_when_near(moment: datetime, text: str) -> None:
    assert OSLO.moment(moment) == text


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(seconds=-5), "0 s"),
        (timedelta(seconds=40), "40 s"),
        (timedelta(minutes=12, seconds=50), "12 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=4), "4 days"),
    ],
)
def test_durations_take_the_largest_sensible_unit(length: timedelta, text: str) -> None:
    assert OSLO.duration(length) == text


def test_words_hold_words() -> None:
    inner = words("in a meeting")
    outer = words("{name}: {what} until {end}, {count}", name="A", what=inner, end=OSLO.now, count=2)
    assert say(outer, OSLO) == "A: in a meeting until 10:00, 2"


def test_values_with_braces_stay_values() -> None:
    assert say(words("{name}", name="{0.__class__}"), OSLO) == "{0.__class__}"


def test_neither_words_nor_errors_show_their_values() -> None:
    sentence = words("{name} is away", name="Kari Nordmann")
    error = ExpectedError(sentence)
    for text in (str(sentence), repr(sentence), str(error), repr(error), f"{error.args}"):
        assert "Kari" not in text
