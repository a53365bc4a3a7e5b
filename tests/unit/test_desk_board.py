"""The board as data: its order, its figures, its CSV."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from support.builders import TUESDAY_10, absence, outcome, person, unit
from support.town import copy_of, town

from switchboard.desk.board import HEADINGS, Layout, Line, as_csv, make_board
from switchboard.domain.board import Board
from switchboard.domain.model import Service, Unit
from switchboard.domain.status import Status
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English, say

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)
ENGLISH = English(OSLO, NOW)


def lines(*units: Unit) -> tuple[Line, ...]:
    here = MemoryDirectory([*units, person("p", unit="c")], contact=NOW)
    return Layout(here.units()).lines(Board.of(here, NOW), here.service, NOW)


def test_units_stand_below_their_parents_by_name() -> None:
    found = lines(
        unit("z", "City"),
        unit("b", "beta", parent="z"),
        unit("a", "Alpha", parent="z"),
        unit("c", "Gamma", parent="b", phone_hours="Mo-Fr 10:30-12:00"),
        unit("lost", "Aardvark", parent="nobody knows"),
    )
    assert [(line.name, line.depth, line.lower) for line in found] == [
        ("Aardvark", 0, 0),
        ("City", 0, 2),
        ("Alpha", 1, 0),
        ("beta", 1, 1),
        ("Gamma", 2, 0),
    ]
    assert [line.tally[Status.NOT_REGISTERED] for line in found] == [0, 1, 0, 1, 1]
    assert [line.open for line in found] == [None, None, None, None, False]
    assert say(found[-1].hours, ENGLISH) == "opens in 30 min"
    assert found[-1].changes == NOW + timedelta(minutes=30)


@given(st.lists(st.none() | st.sampled_from("abcdex"), min_size=5, max_size=5))
def test_every_unit_stands_once_whatever_the_parents(parents: list[str | None]) -> None:
    units = [unit(name, "Same name", parent=parent) for name, parent in zip("abcde", parents, strict=True)]
    layout = Layout(units)
    assert len(layout) == 5
    found = lines(*units)
    assert sorted(line.unit for line in found) == list("abcde")
    assert found[0].depth == 0


def test_only_those_that_the_window_shows() -> None:
    here = MemoryDirectory([unit("a"), unit("b")], contact=NOW)
    found = Layout(here.units()).lines(Board.of(here, NOW), here.service, NOW, only=frozenset({"b"}))
    assert [line.unit for line in found] == ["b"]


def test_as_csv() -> None:
    text = as_csv(lines(unit("c", '=HYPERLINK("x")'), unit("d", "Drift, vann", phone_hours="24/7")), ENGLISH)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == [
        "Unit",
        "People",
        "available",
        "busy",
        "away",
        "off duty",
        "perhaps",
        "doubtful",
        "not registered",
        "unknown",
        "Phone hours",
    ]
    assert rows[1] == ['\'=HYPERLINK("x")', "1", "0", "0", "0", "0", "0", "0", "1", "0", ""]
    assert rows[2] == ["Drift, vann", "0", "0", "0", "0", "0", "0", "0", "0", "0", "open"]


def test_every_status_has_a_heading() -> None:
    assert set(HEADINGS) == set(Status)


def test_the_board_of_the_local_copy_is_that_of_the_file() -> None:
    objects = town()
    cache = copy_of(objects)
    reader = cache.reader()
    here = MemoryDirectory(objects, contact=TUESDAY_10)
    assert make_board(reader, TUESDAY_10).everybody == Board.of(here, TUESDAY_10).everybody
    reader.close()
    cache.close()


def test_what_waits_in_the_outbox_counts() -> None:
    cache = copy_of([unit("u"), person("p", unit="u"), person("q", unit="u")])
    reader, pen = cache.reader(), cache.desk_writer()
    hour = timedelta(hours=1)
    pen.outbox.add(absence("p", TUESDAY_10 - hour, id="11111111-1111-4111-8111-111111111111"), TUESDAY_10)
    for minute in (5, 9):
        called = TUESDAY_10 - timedelta(minutes=minute)
        unanswered = outcome(at=called, person="q", id=f"22222222-2222-4222-8222-22222222222{minute}")
        pen.outbox.add(unanswered, TUESDAY_10)
    board = make_board(reader, TUESDAY_10)
    assert (board.tally("u")[Status.AWAY], board.tally("u")[Status.DOUBTFUL]) == (1, 1)
    for item in (reader, pen):
        item.close()
    cache.close()


def test_the_service_decides_the_hours() -> None:
    office = unit("a", "A", phone_hours="Mo-Fr 10:30-12:00")
    here = MemoryDirectory([office], service=Service(time_zone="Europe/Helsinki"), contact=NOW)
    (line,) = Layout(here.units()).lines(Board.of(here, NOW), here.service, NOW)
    assert line.open
