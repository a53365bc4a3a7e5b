"""What is typed anywhere goes into the search box, and the box looks as one that is typed in."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from switchboard.domain.words import words
from switchboard.sync.status import Phase, SyncStatus
from switchboard.telephony.handoff import SystemHandoff
from switchboard.ui.bridge import Bridge
from switchboard.ui.window import Window

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def _elsewhere(seat: Any, where: str) -> QWidget:
    page = seat.page
    place: QWidget = {
        "hits": page.hits,
        "routes": page.card.routes,
        "filter": page.header.available,
        "copy": page.card._phones._rows[0][3],
    }[where]
    place.setFocus()
    assert place.hasFocus()
    return place


@pytest.mark.parametrize("where", ["hits", "routes", "filter", "copy"])
@pytest.mark.parametrize(
    ("key", "modifier", "left"),
    [
        (KEY.Key_Backspace, NONE, "kristian hanse"),
        (KEY.Key_Backspace, CONTROL, "kristian "),
        (KEY.Key_Backspace, Qt.KeyboardModifier.ShiftModifier, "kristian hanse"),
    ],
)
def test_what_was_typed_is_taken_back_from_anywhere(
    seat: Any, where: str, key: Qt.Key, modifier: Qt.KeyboardModifier, left: str
) -> None:
    seat.type("kristian hansen")
    _elsewhere(seat, where)
    seat.press(key, modifier)
    assert seat.page.header.field.text() == left
    assert seat.page.header.field.hasFocus()


def test_after_a_click_on_a_hit_each_backspace_takes_a_letter(seat: Any) -> None:
    seat.type("hansen")
    box = seat.page.hits.visualRect(seat.page.hits.hits.index(1))
    seat.bot.mouseClick(seat.page.hits.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    seat.settle()
    seat.press(KEY.Key_Backspace)
    seat.press(KEY.Key_Backspace)
    assert seat.page.header.field.text() == "hans"


@pytest.mark.parametrize("key", [KEY.Key_Backspace, KEY.Key_Delete])
def test_after_a_call_the_query_goes_with_one_key_from_anywhere(seat: Any, key: Qt.Key) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    _elsewhere(seat, "hits")
    seat.press(key)
    assert seat.page.header.field.text() == ""


def test_delete_takes_what_stands_behind_the_cursor(seat: Any) -> None:
    seat.type("xkristian")
    seat.page.header.field.setCursorPosition(0)
    seat.page.header.available.setFocus()
    seat.press(KEY.Key_Delete)
    assert seat.page.header.field.text() == "kristian"


def test_another_editor_keeps_its_own(seat: Any) -> None:
    seat.type("hansen")
    caller = seat.page.header.caller
    caller.setText("99")
    caller.setFocus()
    for _ in range(3):
        seat.press(KEY.Key_Backspace)
    seat.press(KEY.Key_Delete)
    assert (caller.text(), seat.page.header.field.text()) == ("", "hansen")
    assert caller.hasFocus()


@pytest.mark.parametrize("way", ["a letter", "Esc and a letter"])
def test_the_field_has_its_frame_and_shape_when_the_keyboard_came_with_the_key(seat: Any, way: str) -> None:
    field = seat.page.header.field
    seat.type("hans")
    _elsewhere(seat, "hits")
    seat.settle()
    # As on a busy computer: what the keyboard's coming has called for is not painted when the key is there.
    if way == "Esc and a letter":
        seat.bot.keyClick(seat.page.hits, KEY.Key_Escape)
    seat.bot.keyClick(seat.window.focusWidget(), KEY.Key_E)
    assert (field.text(), field.hasFocus()) == ("hanse", True)
    # What the search's answer has painted is painted without the field.
    seat.page.header.repaint()
    seat.settle()
    seat.bot.waitUntil(lambda: not field._echo.isActive(), timeout=10_000)
    shown = _on_screen(seat)
    field.update()
    assert shown == _on_screen(seat)


def _on_screen(seat: Any) -> QImage:
    """Return what stands on the screen where the field is, which may not be what it would paint there."""
    QApplication.sendPostedEvents()
    field, window = seat.page.header.field, seat.window
    cursor = field.cursorRect()
    top = field.mapTo(window, field.rect().topLeft())
    shown = window.screen().grabWindow(window.winId(), top.x(), top.y(), field.width(), field.height())
    painter = QPainter(shown)
    painter.fillRect(cursor.adjusted(-2, 0, 2, 0), Qt.GlobalColor.black)  # it blinks
    painter.end()
    return shown.toImage()


def test_the_search_has_the_keyboard_although_the_line_was_gone_from_the_start(
    seat: Any, qtbot: QtBot
) -> None:
    window = Window(seat.language, Bridge(seat.language))
    qtbot.addWidget(window)
    page = window.open_desk(seat.desk, lambda: SystemHandoff(lambda _: True))
    window.show_desk()
    # The first page is the one shown without ever being turned to.
    assert window.focusWidget() is page.header.field
    window.show_status(SyncStatus(phase=Phase.OFFLINE, words=words("No contact."), persons=3))
    with qtbot.waitActive(window, timeout=30_000):
        window.show()
        window.activateWindow()
    assert window.problems.isVisible()
    assert page.header.field.hasFocus()
    window.close_desk()
