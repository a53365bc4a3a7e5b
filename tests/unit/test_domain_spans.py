"""Absences as spans of time, at their very edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from support.builders import absence

from switchboard.domain.model import AbsenceKind, Service
from switchboard.domain.spans import FAR_AWAY, back_at_work, covering, end_of, sane, spans_of

OSLO = ZoneInfo("Europe/Oslo")
MICROSECOND = timedelta.resolution


def at(text: str, zone: ZoneInfo = OSLO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-24T00:00", "2026-11-25T00:00"),
        ("2026-11-24T00:30", "2026-11-25T00:00"),
        ("2026-11-24T14:00", "2026-11-25T00:00"),
        ("2026-11-24T23:59", "2026-11-25T00:00"),
        ("2026-12-31T15:00", "2027-01-01T00:00"),
        ("2026-03-29T01:00", "2026-03-30T00:00"),
        ("2026-10-25T01:00", "2026-10-26T00:00"),
    ],
)
def test_gone_for_the_day_is_over_at_the_services_midnight(start: str, end: str, zone: str) -> None:
    here = ZoneInfo(zone)
    gone = absence(start=at(start, here), kind=AbsenceKind.GONE_FOR_DAY)
    over = end_of(gone, here)
    assert over == at(end, here)
    assert over is not None
    assert over.tzinfo is UTC
    (span,) = spans_of([gone], Service(time_zone=zone))
    assert (span.start, span.end) == (at(start, here), at(end, here))


def test_whoever_writes_an_end_in_the_year_9000_means_none() -> None:
    start = at("2026-11-24T10:00")
    assert end_of(absence(start=start, end=FAR_AWAY), OSLO) is None
    assert end_of(absence(start=start, end=FAR_AWAY - MICROSECOND), OSLO) == FAR_AWAY - MICROSECOND
    for kind in AbsenceKind:
        assert end_of(absence(start=FAR_AWAY, kind=kind), OSLO) is None
        if kind is not AbsenceKind.GONE_FOR_DAY:
            assert end_of(absence(start=start, kind=kind), OSLO) is None


def test_moments_are_moved_to_where_clocks_can_show_them() -> None:
    east = timezone(timedelta(hours=14))
    assert sane(datetime(1, 1, 1, tzinfo=east)) == datetime(1900, 1, 1, tzinfo=UTC)
    assert sane(datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=12)))) == FAR_AWAY
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=east)
    assert sane(noon) == noon
    assert sane(noon).tzinfo is UTC


def test_a_span_covers_its_start_and_not_its_end() -> None:
    start, end = at("2026-11-24T10:00"), at("2026-11-24T11:00")
    (span,) = spans_of([absence(start=start, end=end)], Service())
    assert not span.covers(start - MICROSECOND)
    assert span.covers(start)
    assert span.covers(end - MICROSECOND)
    assert not span.covers(end)
    (open_,) = spans_of([absence(start=start)], Service())
    assert not open_.covers(start - MICROSECOND)
    assert open_.covers(end)


def test_spans_stand_by_start_then_end_then_id() -> None:
    start = at("2026-11-24T10:00")
    hour = timedelta(hours=1)
    given = [
        absence(start=start, id="open"),
        absence(start=start, end=start + 2 * hour, id="b"),
        absence(start=start, end=start + 2 * hour, id="a"),
        absence(start=start, end=start + hour, id="short"),
        absence(start=start - hour, id="early"),
    ]
    assert [span.absence.id for span in spans_of(given, Service())] == ["early", "short", "a", "b", "open"]


def test_of_several_that_cover_the_longest_shows() -> None:
    start = at("2026-11-24T10:00")
    hour = timedelta(hours=1)

    def shown(*given: tuple[str, datetime, datetime | None, AbsenceKind]) -> str:
        spans = spans_of(
            [absence(id=name, start=begin, end=end, kind=kind) for name, begin, end, kind in given], Service()
        )
        found = covering(spans, start)
        assert found is not None
        return found.absence.id

    meeting, course = AbsenceKind.MEETING, AbsenceKind.COURSE
    assert shown(("a", start, start + hour, meeting), ("b", start, start + 2 * hour, meeting)) == "b"
    assert shown(("a", start, None, meeting), ("b", start, start + 2 * hour, meeting)) == "a"
    assert shown(("a", start - hour, start + hour, meeting), ("b", start, start + hour, meeting)) == "b"
    assert shown(("a", start, start + hour, meeting), ("b", start, start + hour, course)) == "a"
    assert shown(("a", start, start + hour, meeting), ("b", start, start + hour, meeting)) == "b"
    assert covering((), start) is None


@pytest.mark.parametrize(
    ("gap", "joins"),
    [
        (timedelta(0), True),
        (timedelta(minutes=1), True),
        (timedelta(minutes=1) + MICROSECOND, False),
        (timedelta(minutes=-30), True),
    ],
)
def test_a_minute_between_two_absences_is_none(gap: timedelta, joins: bool) -> None:
    start, middle, end = at("2026-11-24T09:00"), at("2026-11-24T10:00"), at("2026-11-24T12:00")
    spans = spans_of(
        [absence(start=start, end=middle, id="a"), absence(start=middle + gap, end=end, id="b")], Service()
    )
    assert back_at_work(start, spans, None) == (end if joins else middle)
