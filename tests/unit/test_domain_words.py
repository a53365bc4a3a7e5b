"""Sentences as data: said in each surface's language, silent in logs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import English, counted, many, say, words

OSLO = English(ZoneInfo("Europe/Oslo"), datetime(2026, 11, 24, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 24, 12, tzinfo=UTC), "13:00"),
        (datetime(2026, 12, 3, 7, tzinfo=UTC), "Thu 3 Dec 08:00"),
        (datetime(2028, 1, 3, 7, tzinfo=UTC), "2028-01-03 08:00"),
        (datetime(2027, 9, 19, 7, tzinfo=UTC), "Sun 19 Sep 09:00"),
        (datetime(2027, 9, 20, 7, tzinfo=UTC), "2027-09-20 09:00"),
        (datetime(2026, 1, 29, 7, tzinfo=UTC), "Thu 29 Jan 08:00"),
        (datetime(2026, 1, 28, 7, tzinfo=UTC), "2026-01-28 08:00"),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), "00:00"),
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), "Mon 23 Nov 23:59"),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), "Wed 25 Nov"),
        (datetime(2026, 11, 24, 23, 1, tzinfo=UTC), "Wed 25 Nov 00:01"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "Wed 25 Nov 00:30"),
        (datetime(2028, 1, 2, 23, 0, tzinfo=UTC), "2028-01-03"),
    ],
)
def test_moments_are_short_when_near(moment: datetime, text: str) -> None:
    assert OSLO.moment(moment) == text


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(seconds=-5), "0 s"),
        (timedelta(0), "0 s"),
        (timedelta(seconds=40), "40 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(seconds=59.6), "1 min"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=12, seconds=50), "12 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=3), "3 h"),
        (timedelta(hours=47, minutes=59, seconds=59), "47 h"),
        (timedelta(hours=48), "2 days"),
        (timedelta(days=4), "4 days"),
    ],
)
def test_durations_take_the_largest_sensible_unit(length: timedelta, text: str) -> None:
    assert OSLO.duration(length) == text


def test_words_hold_words() -> None:
    inner = words("in a meeting")
    outer = words("{name}: {what} until {end}, {count}", name="A", what=inner, end=OSLO.now, count=2)
    assert say(outer, OSLO) == "A: in a meeting until 10:00, 2"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 lines of a"), (1, "1 line of a"), (2, "2 lines of a"), (21, "21 lines of a")]
)
def test_one_is_said_otherwise_than_none_and_several(count: int, text: str) -> None:
    assert say(counted(count, "{count} line of {file}", "{count} lines of {file}", file="a"), OSLO) == text


def test_many_of_something() -> None:
    assert many(1, "person", "people") == "1 person"
    assert many(0, "person", "people") == "0 people"
    assert many(60_000, "person", "people") == "60,000 people"


def test_counts_are_written_as_the_language_writes_them() -> None:
    assert say(words("{lost} of {before} people", lost=5000, before=61_204), OSLO) == "5,000 of 61,204 people"


def test_values_with_braces_stay_values() -> None:
    assert say(words("{name}", name="{0.__class__}"), OSLO) == "{0.__class__}"


def test_neither_words_nor_errors_show_their_values() -> None:
    sentence = words("{name} is away", name="Kari Nordmann")
    error = ExpectedError(sentence)
    for text in (str(sentence), repr(sentence), str(error), repr(error), f"{error.args}"):
        assert "Kari" not in text


def test_today_is_the_readers_today() -> None:
    # 23:30 UTC on Monday is Tuesday in Oslo already.
    late = English(ZoneInfo("Europe/Oslo"), datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert late.moment(datetime(2026, 11, 24, 12, tzinfo=UTC)) == "13:00"
    assert late.moment(datetime(2026, 11, 23, 12, tzinfo=UTC)) == "Mon 23 Nov 13:00"


def test_an_error_is_a_sentence_and_perhaps_a_remedy() -> None:
    sentence, remedy = words("{name} is away", name="Kari"), words("Try again.")
    assert (ExpectedError(sentence).sentence, ExpectedError(sentence).remedy) == (sentence, None)
    assert ExpectedError(sentence, remedy).remedy == remedy
    assert str(ExpectedError(sentence, remedy)) == "{name} is away"
