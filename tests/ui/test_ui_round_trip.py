"""What Qt waits for before a paint is had between two keys, by a pixel that the next key does not paint."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from support.town import town

from switchboard.ui import desk_page
from switchboard.ui.round_trip import RoundTrip, is_waited_for


class Paints(QObject):
    """What of a widget is painted, paint by paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.regions: list[list[tuple[int, int, int, int]]] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append([rect.getRect() for rect in event.region()])
        return False


def test_the_last_pixel_of_the_window_is_painted_twice_and_nothing_else(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page, label = QWidget(), QLabel("a")
    layout = QVBoxLayout(window)
    layout.addWidget(page)
    layout.addWidget(label)
    window.resize(400, 200)
    with qtbot.waitExposed(window):
        window.show()
    of_window, of_label = Paints(window), Paints(label)
    label.update()
    qtbot.waitUntil(lambda: bool(of_label.regions))
    of_window.regions.clear()
    RoundTrip(page).soon()
    qtbot.waitUntil(lambda: len(of_window.regions) == 2)
    last = (*window.rect().bottomRight().toTuple(), 1, 1)
    assert of_window.regions == [[last], [last]]
    assert len(of_label.regions) == 1


@pytest.mark.parametrize("waited_for", [True, False])
def test_hits_have_it_painted_where_it_is_waited_for_and_only_there(
    seat_on: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, waited_for: bool
) -> None:
    monkeypatch.setattr(desk_page, "is_waited_for", lambda: waited_for)
    seat = seat_on(town())
    last = seat.window.rect().bottomRight()
    there = seat.window.childAt(last)
    paints = Paints(there)
    seat.type("hansen")
    assert (seat.page.findChild(RoundTrip) is not None) == waited_for
    if waited_for:
        pixel = (*there.mapFrom(seat.window, last).toTuple(), 1, 1)
        qtbot.waitUntil(lambda: paints.regions[-2:] == [[pixel], [pixel]])


def test_here_nothing_reads_what_is_painted() -> None:
    assert QGuiApplication.platformName() == "offscreen"
    assert not is_waited_for()
