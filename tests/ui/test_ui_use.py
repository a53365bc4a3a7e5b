"""What the program learns from an agent's calls, and unlearns when told to."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from switchboard.desk.replies import Found
from switchboard.ui.keys import KEYS, Deed
from switchboard.ui.unmet import Unmet

KEY = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def call(seat: Any, name: str) -> None:
    seat.type(name)
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F7)
    seat.press(KEY.Key_Escape)


def test_the_switch_stands_below_the_recent_calls_and_counts_at_once(seat: Any) -> None:
    bar = seat.page.use_bar
    assert bar.isVisible()
    seat.type("hansen")
    assert not bar.isVisible()
    before = seat.names()
    seat.press(KEY.Key_Escape)
    call(seat, "ola hansen")
    assert seat.names() == ["Ola Hansen"]
    seat.type("hansen")
    learned = seat.names()
    assert learned != before
    assert learned.index("Ola Hansen") < before.index("Ola Hansen")
    seat.press(KEY.Key_Escape)
    with seat.bot.waitSignal(seat.window.rank_by_use_set) as told:
        seat.bot.keyClick(bar.ranks, KEY.Key_Space)
    assert told.args == [False]
    seat.type("hansen")
    assert seat.names() == before


def test_one_click_forgets_and_says_what(seat: Any) -> None:
    call(seat, "ola hansen")
    seat.bot.mouseClick(seat.page.use_bar.forget, Qt.MouseButton.LeftButton)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=5000)
    seat.settle()
    assert seat.names() == []
    assert "Favourites stay" in seat.window.bars.said_line.text
    assert seat.page.header.field.hasFocus()
    assert seat.cache.reader().recents() == ()
    assert "Favourites stay" in seat.page.use_bar.forget.accessibleDescription()


def test_one_key_forgets_wherever_one_is(seat: Any) -> None:
    before = (seat.type("hansen"), seat.names())[1]
    seat.press(KEY.Key_Escape)
    call(seat, "ola hansen")
    seat.type("hansen")
    assert seat.names() != before
    shortcuts = [action.shortcut().toString() for action in seat.window.findChildren(QAction)]
    assert KEYS[Deed.FORGET] in shortcuts
    seat.press(KEY.Key_Delete, CONTROL_SHIFT)
    seat.bot.waitUntil(lambda: seat.names() == before, timeout=5000)


def test_an_errand_that_is_left_unmet_is_counted_once(seat: Any) -> None:
    seat.hear()
    for letter in "trefelling":
        seat.type(letter)
    assert seat.names() == []
    for _ in range(3):
        seat.press(KEY.Key_Backspace)
    seat.type("ing")
    assert seat.cache.reader().errands() == (), "not left yet"
    seat.press(KEY.Key_Escape)
    seat.settle()
    assert seat.cache.reader().errands() == (("Trefelling", 1),)
    seat.press(KEY.Key_Escape)
    seat.type("qqqq zzzz")
    seat.press(KEY.Key_Escape)
    seat.type("kristian")
    seat.press(KEY.Key_Escape)
    assert seat.cache.reader().errands() == (("Trefelling", 1),)


def test_nothing_is_counted_behind_a_filter(seat: Any) -> None:
    seat.press(KEY.Key_F8)
    seat.type("trefelling")
    seat.press(KEY.Key_Escape)
    assert seat.cache.reader().errands() == ()


@pytest.mark.parametrize(
    ("queries", "left"),
    [
        (["tre", ""], ["", "tre"]),
        (["tre", "tref", ""], ["", "", "tref"]),
        (["tre", "x"], ["", "tre"]),
        (["tre", "tr", "t", ""], ["", "", "", "t"]),
    ],
)
def test_when_a_query_is_left(queries: list[str], left: list[str]) -> None:
    unmet = Unmet()
    said = []
    for query in queries:
        said.append(unmet.typed(query))
        unmet.answered(Found(1, query, 0, (), not query, True, frozenset()), narrowed=False)
    assert said == left


def test_an_errand_that_comes_back_to_be_looked_at_is_not_counted_again(seat: Any) -> None:
    seat.hear()
    seat.type("trefelling")
    for _ in range(5):
        seat.press(KEY.Key_Escape)
    assert seat.cache.reader().errands() == (("Trefelling", 1),)
    seat.type("trefelling")
    seat.press(KEY.Key_Escape)
    assert seat.cache.reader().errands() == (("Trefelling", 2),), "the next caller's"
