"""What Qt waits for before a paint is had between two keys, by a pixel that the next key does not paint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

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


def test_it_is_waited_for_where_an_x_server_reads_what_is_painted() -> None:
    assert is_waited_for() == (QGuiApplication.platformName() == "xcb")
