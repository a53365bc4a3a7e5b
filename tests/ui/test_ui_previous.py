"""Esc clears, and Esc again brings back the previous caller's hit; before there is one, what was cleared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from support.builders import person, unit

from switchboard.domain.model import Kind, Ref

KEY = Qt.Key


def _escape(seat: Any, times: int = 2) -> None:
    for _ in range(times):
        seat.press(KEY.Key_Escape)


def test_a_handled_calls_query_comes_back_at_once(seat: Any) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    chosen = seat.page.card.text.ref
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Escape)
    assert seat.page.header.field.text() == ""
    seat.press(KEY.Key_Escape)
    assert seat.page.header.field.text() == "hansen"
    assert seat.page.card.text.ref == chosen


def test_what_was_begun_after_the_previous_callers_hit_is_behind_it(seat: Any) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    chosen = seat.page.card.text.ref
    seat.press(KEY.Key_Return)
    for begun in ("per", "anne"):
        seat.type(begun)
        _escape(seat)
        assert seat.page.header.field.text() == "hansen"
        assert seat.page.card.text.ref == chosen
        _escape(seat)
        assert seat.page.header.field.text() == begun, "nothing is lost"
        _escape(seat)
        assert seat.page.header.field.text() == "hansen"


def test_the_call_handled_last_is_the_previous_one(seat: Any) -> None:
    for name in ("hansen", "anne"):
        seat.type(name)
        seat.press(KEY.Key_Return)
    _escape(seat)
    assert seat.page.header.field.text() == "anne"
    _escape(seat)
    assert seat.page.header.field.text() == "hansen"


def test_what_was_cleared_last_comes_back(seat: Any) -> None:
    field = seat.page.header.field
    seat.type("hansen")
    _escape(seat, 1)
    seat.type("anne")
    _escape(seat)
    assert field.text() == "anne"
    _escape(seat)
    assert field.text() == "hansen", "and then the one before it"
    _escape(seat)
    assert field.text() == "anne"


def test_one_that_was_cleared_comes_back_as_often_as_it_is_cleared(seat: Any) -> None:
    seat.type("anne")
    for _ in range(3):
        _escape(seat)
        assert seat.page.header.field.text() == "anne"


def test_a_query_that_finds_nobody_comes_back_to_be_mended(seat: Any) -> None:
    seat.type("anne")
    _escape(seat, 1)
    seat.type("qxqxq")
    _escape(seat)
    assert seat.page.header.field.text() == "qxqxq"


@pytest.fixture
def seat_in_byggesak(seat_on: Callable[..., Any]) -> Any:
    people = [person(f"b{n}", f"Siri Berg{'aeiou'[n]}", unit="bygg") for n in range(3)]
    others = [person(f"a{n}", f"Stein Aas{'aeiou'[n]}", unit="nav") for n in range(5)]
    seat = seat_on([unit("bygg", "Byggesak"), unit("nav", "NAV"), *people, *others])
    seat.page.search_in(Ref(Kind.UNIT, "bygg"), "Byggesak")
    seat.settle()
    return seat


def test_a_query_comes_back_with_its_unit_and_whoever_was_chosen(seat_in_byggesak: Any) -> None:
    seat = seat_in_byggesak
    page = seat.page
    seat.type("s")
    names = seat.names()
    assert len(names) == 3
    seat.press(KEY.Key_Down)
    chosen = page.hits.current()
    _escape(seat, 1)
    assert not page._question.scoped
    seat.type("stein")
    _escape(seat)
    assert (page.header.field.text(), page._question.scoped) == ("stein", False)
    _escape(seat)
    assert page.header.field.text() == "s"
    assert page.header._scope.isVisible()
    assert page.header._scope.text() == "In “Byggesak”  ×"
    assert (seat.names(), page.hits.current()) == (names, chosen)
    assert page.card.text.ref == chosen


def test_a_unit_without_a_query_comes_back_too(seat_in_byggesak: Any) -> None:
    seat = seat_in_byggesak
    names = seat.names()
    _escape(seat, 1)
    assert seat.names() == []
    _escape(seat, 1)
    assert (seat.names(), seat.page.header._scope.isVisible()) == (names, True)


def test_a_query_comes_back_with_f8_as_it_was(seat: Any) -> None:
    header = seat.page.header
    seat.type("hansen")
    seat.press(KEY.Key_F8)
    names = seat.names()
    _escape(seat, 1)
    seat.press(KEY.Key_F8)
    _escape(seat, 1)
    assert (seat.names(), header.available.isChecked()) == (names, True)
    seat.press(KEY.Key_F8)
    _escape(seat, 1)
    seat.press(KEY.Key_F8)
    _escape(seat, 1)
    assert (header.field.text(), header.everybody.isChecked()) == ("hansen", True)


def test_nobody_is_chosen_of_whom_the_list_was_another_querys(seat: Any) -> None:
    field = seat.page.header.field
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    seat.bot.keyClicks(field, "qqqqqqqq")
    for _ in range(8):
        seat.bot.keyClick(field, KEY.Key_Backspace)
    seat.bot.keyClick(field, KEY.Key_Escape)
    seat.settle()
    _escape(seat, 1)
    assert (field.text(), seat.page.hits.currentIndex().row()) == ("hansen", 0)
